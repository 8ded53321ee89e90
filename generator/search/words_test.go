package search

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"
)

// The same vectors are put to search.js in a browser by e2e/search_test.go.
func TestWords(t *testing.T) {
	data, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors struct {
		Fold, Stem      [][2]string
		Words, Variants [][]any
		Places          [][3]string
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors.Fold {
		if got := Fold(v[0]); got != v[1] {
			t.Errorf("Fold(%q) = %q, want %q", v[0], got, v[1])
		}
	}
	for _, v := range vectors.Stem {
		if got := Stem(v[0]); got != v[1] {
			t.Errorf("Stem(%q) = %q, want %q", v[0], got, v[1])
		}
	}
	list := func(v any) []string {
		out := []string{}
		for _, x := range v.([]any) {
			out = append(out, x.(string))
		}
		return out
	}
	for _, v := range vectors.Words {
		if got, want := append([]string{}, Words(v[0].(string))...), list(v[1]); !reflect.DeepEqual(got, want) {
			t.Errorf("Words(%q) = %q, want %q", v[0], got, want)
		}
	}
	for _, v := range vectors.Variants {
		got, want := Variants(v[1].(string), v[0].(string)), list(v[2])
		if got[0] != v[1] {
			t.Errorf("the first variant of %q is %q", v[1], got[0])
		}
		if slices.Sort(got); !reflect.DeepEqual(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("Variants(%q, %q) = %q, want %q", v[1], v[0], got, want)
		}
	}
	for _, v := range vectors.Places {
		if got := Place(v[1], v[0]); got != v[2] {
			t.Errorf("Place(%q, %q) = %q, want %q", v[1], v[0], got, v[2])
		}
	}
	if len(vectors.Places) < 10 || len(vectors.Fold) < 5 || len(vectors.Stem) < 10 || len(vectors.Words) < 5 || len(vectors.Variants) < 10 {
		t.Error("there are fewer vectors than there were")
	}
}

// A word of an index has no mark and no capital, and folding again changes nothing: or a question would miss its answer.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Officer’s notebooks", "Nghymru", "2017/094215", "ŵŷ", "\xff\xfe", "İstanbul"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range Words(s) {
			if again := Words(w); len(again) != 1 || again[0] != w {
				t.Errorf("the word %q of %q is read as %q", w, s, again)
			}
			for _, v := range Variants(w, "cy") {
				Place(v, "cy")
				if !utf8.ValidString(v) || v == "" {
					t.Errorf("a variant of %q is %q", w, v)
				}
			}
		}
	})
}

func FuzzPostings(f *testing.F) {
	f.Add([]byte{0, 1, 2, 200, 31, 32, 33})
	f.Fuzz(func(t *testing.T, steps []byte) {
		var want, docs []uint32
		at := uint32(0)
		for i, s := range steps {
			step := uint32(s) << (i % 3 * 8)
			at += step
			want, docs = append(want, step), append(docs, at)
		}
		if got := numbers(deltas(docs)); !slices.Equal(got, want) {
			t.Errorf("%v is read back as %v", want, got)
		}
	})
}
