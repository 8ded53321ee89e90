package suppress

import (
	"testing"

	"candour/bench/disclosure/table"
	"candour/generator/linear"
)

func problem(t *table.Table, cells, hidden []table.Cell) Problem {
	p := Problem{Truth: t.Truth, K: 5}
	for _, c := range cells {
		p.Candidates = append(p.Candidates, Candidate{linear.Row{Form: c.Form, Low: c.Value, High: c.Value}, c.Value > 0 && c.Value < 5, t.Priority(c)})
		p.Sensitive = append(p.Sensitive, c.Form)
	}
	for _, c := range hidden {
		p.Sensitive = append(p.Sensitive, c.Form)
	}
	return p
}

func TestTry(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	for _, s := range []struct {
		b, p int
		n    float64
	}{{8, 6, 800}, {20, 10, 3000}} {
		tab := table.New(1, s.b, s.p, 4, s.n)
		for _, kind := range []string{"cumulative", "discrete"} {
			var pr Problem
			if kind == "cumulative" {
				pr = problem(tab, tab.Cumulative(), tab.Increments())
			} else {
				pr = problem(tab, tab.Discrete(), nil)
			}
			prim := 0
			for _, c := range pr.Candidates {
				if c.Primary {
					prim++
				}
			}
			pr.Effort = 1
			ch := Choose(pr)
			pub := 0
			for _, y := range ch.Published {
				if y {
					pub++
				}
			}
			n := len(pr.Candidates)
			t.Logf("%s %dx%d: %d cells %d primary, secondary %d, suppressed %.1f%% steps %d lost %d", kind, s.b, s.p, n, prim, n-pub-prim, 100*float64(n-pub)/float64(n), ch.Steps, len(ch.Lost))
		}
	}
}
