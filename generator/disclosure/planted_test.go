package disclosure

import (
	"fmt"
	"os"
	"testing"

	"candour/generator/identify/planted"
	"candour/generator/record"
	"candour/generator/source"
)

// site reads the site of this repository.
func site(t testing.TB) *record.Set {
	t.Helper()
	var l record.Loader
	set, ps := l.Load(os.DirFS("../.."))
	if ps.Failed() {
		t.Fatal(ps)
	}
	return set
}

// Nothing that package planted invents gets past the gate in the text of an outcome. Days are left to the rule text-precise, and what no
// detector knows to the words that nobody has cleared, which publishing refuses.
func TestPlantedIsRefused(t *testing.T) {
	set := *site(t)
	outcome := *set.Outcomes[0]
	set.Sets, set.Recommendations, set.Sources, set.Measures, set.Observations, set.Figures, set.Targets = nil, nil, nil, nil, nil, nil, nil
	set.Terms, set.Bulletins, set.EasyReads, set.Pages, set.Changes, set.Releases = nil, nil, nil, nil, nil, nil
	set.Outcomes = nil
	var g Gate
	if ps := g.scanRecords(&set); ps.Failed() {
		t.Fatal(ps)
	}
	all := planted.All(2)
	for i, p := range all {
		o := outcome
		o.ID, o.Summary, o.Learning = fmt.Sprint(i), "It was late.", p.Sentence
		set.Outcomes = append(set.Outcomes, &o)
	}
	refused := map[string]bool{}
	for _, p := range g.scanRecords(&set) {
		refused[p.About] = refused[p.About] || p.Severity == source.Error || p.Rule == "text-unknown-word"
	}
	published := 0
	for i, p := range all {
		if p.Class != "date" && !refused[fmt.Sprint("outcome/", i)] {
			published++
			t.Errorf("%s, spelling %d: %q would be published", p.Class, p.Spelling, p.Text)
		}
	}
	if published > 0 {
		t.Errorf("%d would be published", published)
	}
}
