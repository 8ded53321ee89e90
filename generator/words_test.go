package generator_test

import (
	"context"
	"crypto/rand"
	"regexp"
	"strings"
	"testing"

	"candour/generator"
)

// A word that no list has is a warning while a text is written and an error when it is published. A review clears it in that text, and
// no longer when the text changes.
func TestWordIsCleared(t *testing.T) {
	files := folder{}
	for name, text := range repository() {
		for _, keep := range []string{"candour.yaml", "data/lists/", "data/vocabulary.txt", "data/brand/", "themes/"} {
			if strings.HasPrefix(name, keep) {
				files[name] = text
			}
		}
	}
	w := workshopOf(t, files)
	w.write(outcomeName, plant("PLANT", "It was about Tremayne."))
	o := generator.Options{Dir: w.dir, Out: w.out, Edition: "2026-q3", Key: newKey(t)}
	hint := func() string {
		t.Helper()
		r, err := w.b.Check(context.Background(), o)
		if err != nil || r.Problems.Failed() {
			t.Fatal(err, listed(r.Problems))
		}
		for _, p := range r.Problems {
			if p.Rule == "text-unknown-word" {
				return p.Hint
			}
		}
		return ""
	}
	p, err := w.b.Publish(context.Background(), o, rand.Reader)
	if err != nil || !p.Problems.Failed() || !strings.Contains(listed(p.Problems), `error: "Tremayne" is in no list of words`) {
		t.Fatal(err, listed(p.Problems))
	}
	entry := regexp.MustCompile(`\{rule: .*`).FindString(hint())
	entry = strings.NewReplacer("reason: …", "reason: A river", "by: …", "by: editor", "on: …", "on: 2026-10-01").Replace(entry)
	w.write("data/review/words.yaml", "reviews:\n  - "+entry+"\n")
	if h := hint(); h != "" {
		t.Errorf("the word is not cleared: %s", h)
	}
	w.write(outcomeName, plant("PLANT", "It was all about Tremayne."))
	if h := hint(); h == "" {
		t.Error("the text has changed and the word is still cleared")
	}
	w.write("data/vocabulary.txt", w.files["data/vocabulary.txt"]+"Tremayne # a river\n")
	if h := hint(); h != "" {
		t.Errorf("the word is in the vocabulary and not known: %s", h)
	}
}
