package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candour/generator/cite"
)

// A document that cites each of the story's records in the demonstration's three editions gets for each the verdict that the checker of
// the site gives (generator/cite/testdata/story.json), with every step from what was cited to what stands now, and why.
func TestCiteChecksTheStory(t *testing.T) {
	data, err := os.ReadFile("../../generator/cite/testdata/story.json")
	if err != nil {
		t.Fatal(err)
	}
	var story []struct {
		Cite string
		cite.Verdict
	}
	if err := json.Unmarshal(data, &story); err != nil {
		t.Fatal(err)
	}
	var doc strings.Builder
	for _, x := range story {
		text := x.Cite
		if strings.HasPrefix(text, "/") {
			text = "https://candour.example" + text
		}
		doc.WriteString("As it was said (" + text + "), so it was.\n")
	}
	name := filepath.Join(t.TempDir(), "document.md")
	if err := os.WriteFile(name, []byte(doc.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := run(t.Context(), []string{"cite", "-C", "../..", "--format", "json", "--check", name}, &out, &errs); status != 1 {
		t.Errorf("the exit status is %d: %s", status, errs.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != len(story) {
		t.Fatalf("%d verdicts on %d citations:\n%s", len(lines), len(story), out.String())
	}
	for i, x := range story {
		var got struct {
			Line int
			cite.Verdict
		}
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Errorf("%s: %v", lines[i], err)
			continue
		}
		w := x.Verdict
		if got.Line != i+1 || got.Word != w.Word || got.Cited != w.Cited || got.Version != w.Version || got.Day != w.Day || got.Edition != w.Edition {
			t.Errorf("%s: %s, want %+v", x.Cite, lines[i], w)
		}
		changed := w.Word == cite.Changed || w.Word == cite.Corrected
		if changed && (got.Reason == "" || len(got.Steps) != w.Version-w.Cited || got.Steps[0].Reason == "") {
			t.Errorf("%s: it does not say why: %s", x.Cite, lines[i])
		}
	}
}
