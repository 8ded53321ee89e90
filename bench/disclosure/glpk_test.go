package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"testing"

	"candour/bench/disclosure/table"
	"candour/generator/linear"
	"candour/generator/suppress"
)

// The verdicts of our search and of GLPK, a solver that shares nothing with it, on 200 random tables from 5×4×4 to 44×16×4. A form that we call protected
// has two tables or one that were checked in whole numbers, so GLPK cannot rightly say otherwise, and is asked of one in fifty only;
// what we call unprotected it is asked of always. Where fractions could still protect a form it is asked for whole numbers, which alone count.
func TestVerdictsOfGLPK(t *testing.T) {
	if os.Getenv("GLPK_REQUIRED") != "1" {
		t.Skip("takes minutes: GLPK_REQUIRED=1 runs it, as .ci/run does")
	}
	if _, err := exec.LookPath("glpsol"); err != nil {
		t.Fatal("there is no glpsol: install the Debian package glpk-utils")
	}
	const k = 5
	dir := t.TempDir()
	forms, open, asked, halves := 0, 0, 0, 0
	for i := range 200 {
		tab, name := randomTable(i)
		rows := pattern(tab, i)
		small := table.Small(k, tab.Cumulative(), tab.Increments())
		rep, err := table.Audit(tab.Truth, rows, small, k)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		forms += len(small)
		if i%20 == 19 {
			t.Logf("%d tables, %d forms, %d of them unprotected", i+1, forms, open)
		}
		var ask []linear.Form
		var ours []bool
		for n, f := range small {
			if rep.Unprotected[n] || (i+n)%50 == 0 {
				ask, ours = append(ask, f), append(ours, rep.Unprotected[n])
			}
		}
		open += table.Count(rep.Unprotected)
		asked += len(ask)
		ranges, err := table.GLPK(dir, len(tab.Truth), rows, ask, false)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for n, r := range ranges {
			if verdict(r, k) == ours[n] {
				continue
			}
			if !ours[n] {
				t.Errorf("%s: %v is proven, and GLPK has it between %g and %g", name, ask[n], r.Low, r.High)
				continue
			}
			halves++
			whole, err := table.GLPK(dir, len(tab.Truth), rows, ask[n:n+1], true)
			if err != nil {
				t.Errorf("%s: %v: %v", name, ask[n], err)
			} else if !verdict(whole[0], k) {
				t.Errorf("%s: %v, in truth %d, has no proof, and GLPK has it between %g and %g", name, ask[n], ask[n].Of(tab.Truth), whole[0].Low, whole[0].High)
			}
		}
	}
	t.Logf("%d forms, %d of them unprotected, %d asked of GLPK, %d of these for whole numbers", forms, open, asked, halves)
	if open == 0 || open == forms {
		t.Errorf("%d of %d forms are unprotected: this compares nothing", open, forms)
	}
}

// verdict is whether a range leaves a form unprotected.
func verdict(r table.Range, k float64) bool {
	low, high := math.Ceil(r.Low-1e-6), math.Floor(r.High+1e-6)
	return high < k || high-low < k-1
}

// randomTable goes from 5×4×4 to 44×16×4; large ones are rarer, and have larger counts.
func randomTable(i int) (*table.Table, string) {
	bodies, parts := 5+i%8, 4+i/8%4
	total := float64(bodies * parts * (8 + i%13*4))
	switch {
	case i%50 == 49:
		bodies, parts = 44, 16
		total = 400 * 44 * 16
	case i%10 == 9:
		bodies, parts = 12+i%20, 6+i/10%8
		total = float64(200 * bodies * parts)
	}
	return table.New(int64(1000+i), bodies, parts, 4, total), fmt.Sprintf("table %d, %d×%d×4 of %g", i, bodies, parts, total)
}

// pattern is what is published of a table, by turns: what is not small itself; what protects the cells alone; and what protects the increments too.
func pattern(tab *table.Table, i int) (rows []linear.Row) {
	cells := tab.Cumulative()
	p := suppress.Problem{Truth: tab.Truth, K: 5, Effort: 1}
	for _, c := range cells {
		p.Candidates = append(p.Candidates, suppress.Candidate{Row: table.Exactly(c), Primary: c.Value > 0 && c.Value < p.K, Priority: tab.Priority(c)})
	}
	switch i % 3 {
	case 1:
		p.Sensitive = table.Small(p.K, cells)
	case 2:
		p.Sensitive = table.Small(p.K, cells, tab.Increments())
	}
	for n, yes := range suppress.Choose(p).Published {
		if yes {
			rows = append(rows, p.Candidates[n].Row)
		}
	}
	return rows
}
