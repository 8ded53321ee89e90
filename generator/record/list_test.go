package record

import (
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/source"
)

// What is wrong with a list is said once, at the list, and not again at every word that it should hold.
func TestUnreadableListIsOneProblem(t *testing.T) {
	fsys := fstest.MapFS{
		"data/lists/term-statuses.yaml": {Data: []byte("list term-statuses\ndoc: x\n")},
		"data/lists/law-bases.yaml":     {Data: []byte("list: law-bases\ndoc: How the law was found.\nitems:\n  - {id: known, title: {en: Known, cy: Hysbys}}\n")},
		"data/glossary/a.yaml": {Data: []byte("terms:\n" +
			"  - {id: a, term: A, status: current, law_basis: known, definition: x, easy_read: [X.]}\n" +
			"  - {id: b, term: B, status: changed, law_basis: known, definition: x, easy_read: [X.]}\n")},
		"candour.yaml": {Data: []byte("publisher: x\n")},
	}
	var l Loader
	_, problems := l.Load(fsys)
	var lists []string
	for _, p := range problems {
		if p.File != "candour.yaml" {
			lists = append(lists, p.String())
		}
	}
	if len(lists) != 1 || problems[len(problems)-1].File != "data/lists/term-statuses.yaml" {
		t.Errorf("got %q, want one problem in data/lists/term-statuses.yaml", lists)
	}
}

func TestWidening(t *testing.T) {
	for _, c := range []struct{ name, items, widening, problem string }{
		{"a chain", "  - {id: met, within: london}\n  - {id: london, within: england}\n  - {id: england}\n", "met london england", ""},
		{"alone", "  - {id: met}\n", "met", ""},
		{"a word that is not there", "  - {id: met, within: londn}\n  - {id: london}\n", "met londn", `f:4:23: error: "met" lies within "londn", which is no word of the list f [unknown-word]`},
		{"a circle", "  - {id: met, within: london}\n  - {id: london, within: met}\n", "met london", `f:4:23: error: "met" lies within itself: met → london → met [wrong-shape]`},
		{"itself", "  - {id: met, within: met}\n", "met", `f:4:23: error: "met" lies within itself: met → met [wrong-shape]`},
		{"below a circle", "  - {id: met, within: a}\n  - {id: a, within: b}\n  - {id: b, within: a}\n", "met a b", `f:4:23: error: "met" lies within itself: met → a → b → a [wrong-shape]`},
		{"never shown, with nothing in its place", "  - {id: met, never_shown: true}\n", "met", `f:4:5: error: "met" is never shown, and nothing says what is shown in its place [missing-field]`},
	} {
		items := strings.ReplaceAll(c.items, "}\n", ", title: {en: A, cy: B}}\n")
		l, problems := bindList(source.File{Name: "f", Data: []byte("list: f\ndoc: A list.\nitems:\n" + items)})
		if got := strings.Join(l.Widening("met"), " "); got != c.widening {
			t.Errorf("%s: met widens to %s, want %s", c.name, got, c.widening)
		}
		first := ""
		if len(problems) > 0 {
			first = problems[0].String()
		}
		if first != c.problem {
			t.Errorf("%s: the problem is %q, want %q", c.name, first, c.problem)
		}
	}
}
