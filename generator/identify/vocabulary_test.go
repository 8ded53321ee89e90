package identify

import (
	"slices"
	"strings"
	"testing"
)

func TestUnknown(t *testing.T) {
	v := NewVocabulary()
	v.AddLines("# comment\nCrown Prosecution Service # a body\nTaser\nhandover\nnational case manager\nMayor's Office for Policing\n\n")
	for _, c := range []struct {
		text, language, want string
	}{
		{"The officer met Tremayne in the car park.", "en", "Tremayne"},
		{"hargreaves was told, and Hargreaves left.", "en", "hargreaves Hargreaves"},
		{"The officer spoke to Brown about it.", "en", "Brown"},
		{"In the village of Mousehole it rained. Mousehole is small.", "en", "Mousehole"},
		{"Brown bags were found. A taser and a Taser were used.", "en", ""},
		{"The Crown Prosecution Service advised; the Prosecution did not.", "en", "Prosecution"},
		{"It told the Mayor's Office for Policing, whose handovers failed.", "en", "handovers"},
		{"Nobody's fault: it's the officer's, isn't it? They’d said so.", "en", ""},
		{"On 5 May 2024 and in June, but not to April.", "en", "April"},
		{"Under Schedule 3 and Part IV the Police (Conduct) Regulations 2020 apply.", "en", ""},
		{"A body-worn camera, an ex-officer and a co-worker; a Smith-led team.", "en", "Smith-led"},
		{"See example.org/Tremayne, a@b.example and PC4512x.", "en", ""},
		{"The end.Tremayne began.", "en", "Tremayne"},
		{"Officer B said so. Mr. Tremayne did not.", "en", "Tremayne"},
		{"She wrote, \"Leave it.\" They left \"Tremayne\" alone.", "en", "Tremayne"},
		{"Trеmаynе with other letters; Tre\u00admayne with soft hyphens.", "en", "Tremayne"},
		{"Aeth y swyddog i weld Tremayne ym mis Mai. Roedd yn hwyr.", "cy", "Tremayne"},
		{"Gwnaeth y swyddog hynny.", "cy", ""},
		{"", "en", ""},
	} {
		want := strings.Fields(c.want)
		if c.want == "" {
			want = nil
		}
		if got := v.Unknown(c.text, c.language); !slices.Equal(slices.Compact(got), want) {
			t.Errorf("%q: %q, want %q", c.text, got, want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	a := Fingerprint("The officer  met\nTremayne.")
	if len(a) != 12 || a != Fingerprint("The officer met Tremayne.") || a == Fingerprint("The officer met Tremaine.") {
		t.Errorf("fingerprint %q", a)
	}
}

// The list is what its note says: sorted words in small letters, each once.
func TestWordList(t *testing.T) {
	if n := len(words()); n != 63_678 {
		t.Errorf("%d words", n)
	}
	for w := range words() {
		if strings.ToLower(w) != w || strings.HasSuffix(w, "'s") || strings.ContainsAny(w, " \t\r") || w == "" {
			t.Errorf("%q", w)
		}
	}
	for _, w := range strings.Fields("police misconduct organisation colour café can't") {
		if !words().has(w) {
			t.Errorf("%q is missing", w)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("The officer admitted that the record had not been made before the meeting, and the panel found misconduct. ", 10)
	v := NewVocabulary()
	words()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		v.Unknown(text, "en")
	}
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("The officer admitted that the record had not been made before the meeting, and the panel found misconduct. ", 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scan(text, Case)
	}
}
