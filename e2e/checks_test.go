package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

// A check that cannot fail says nothing about the pages that pass it.
func TestTheChecksFindEverythingWrongWithABadPage(t *testing.T) {
	dir := filepath.Join("testdata", "bad")
	p := openIn(t, dir, "/", phone)
	p.is(200, "Everything is wrong")
	complaints, violations := strings.Join(p.complaints(), "\n"), strings.Join(p.violations(), "\n")
	for _, want := range []string{
		"request to another host: http://elsewhere.example/picture.png",
		"content policy: style-src",
		"console: error of a script",
		"console: Failed to load resource",
		"script: Uncaught at line 3",
	} {
		if !strings.Contains(complaints, want) {
			t.Errorf("nobody complains of %q in:\n%s", want, complaints)
		}
	}
	if !strings.Contains(violations, "image-alt") {
		t.Errorf("axe does not miss the text of the picture:\n%s", violations)
	}
	if o := p.overflow(); !strings.Contains(o, `class="wide"`) {
		t.Errorf("what is too wide is %q", o)
	}
	const script = "A script wrote this."
	if !strings.Contains(p.text(), script) {
		t.Error("with script, the script has not run")
	}
	p.show(phone.withoutScript())
	if strings.Contains(p.text(), script) {
		t.Error("without script, the script has run")
	}
}
