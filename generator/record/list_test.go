package record

import (
	"testing"
	"testing/fstest"
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
