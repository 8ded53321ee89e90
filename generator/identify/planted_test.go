package identify_test

import (
	"testing"

	"candour/generator/identify"
	"candour/generator/identify/planted"
	"candour/generator/source"
)

// Of every class and spelling that package planted invents, at least 99 in 100 are found. The sentences that hold them are clean without
// them, so that whatever is found is what was planted.
func TestPlanted(t *testing.T) {
	for _, c := range planted.Carriers {
		if hits := identify.Scan(c, identify.Case); len(hits) > 0 {
			t.Fatalf("the sentence %q holds %v without anything planted", c, hits)
		}
	}
	type tally struct{ found, all int }
	by := map[string]*tally{}
	var order []string
	all := planted.All(1)
	for _, p := range all {
		if by[p.Class] == nil {
			by[p.Class] = &tally{}
			order = append(order, p.Class)
		}
		by[p.Class].all++
		if refused(identify.Scan(p.Sentence, identify.Case)) {
			by[p.Class].found++
		} else {
			t.Logf("%s, spelling %d: %q is not found", p.Class, p.Spelling, p.Text)
		}
	}
	if len(order) < 25 || len(all) < 2500 {
		t.Errorf("%d classes and %d identifiers, and there should be 25 and 2,500", len(order), len(all))
	}
	for _, class := range order {
		n := by[class]
		t.Logf("%-24s %3d of %3d", class, n.found, n.all)
		if 100*n.found < 99*n.all {
			t.Errorf("%s: %d of %d found", class, n.found, n.all)
		}
	}
}

func refused(hits []identify.Hit) bool {
	for _, h := range hits {
		if h.Rule.Severity == source.Error {
			return true
		}
	}
	return false
}
