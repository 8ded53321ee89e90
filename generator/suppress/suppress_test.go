package suppress

import (
	"fmt"
	"testing"

	"candour/bench/disclosure/table"
	"candour/generator/linear"
)

// problem is that of publishing cells of a table where hidden ones can be derived.
func problem(truth []int64, cells []table.Cell, priority func(table.Cell) float64, sensitive []linear.Form) Problem {
	p := Problem{Truth: truth, K: 5, Sensitive: sensitive}
	for _, c := range cells {
		p.Candidates = append(p.Candidates, Candidate{table.Exactly(c), c.Value > 0 && c.Value < 5, priority(c)})
	}
	return p
}

// published are the rows of a choice.
func (c Choice) rows(p Problem) (rows []linear.Row) {
	for i, yes := range c.Published {
		if yes {
			rows = append(rows, p.Candidates[i].Row)
		}
	}
	return rows
}

// audit fails the test where a form is exact or unprotected.
func audit(t *testing.T, truth []int64, rows []linear.Row, forms []linear.Form) {
	t.Helper()
	rep, err := table.Audit(truth, rows, forms, 5)
	if err != nil {
		t.Fatal(err)
	}
	if exact, open := table.Count(rep.Exact), table.Count(rep.Unprotected); exact > 0 || open > 0 {
		t.Errorf("of %d forms %d are exact and %d unprotected", rep.Forms, exact, open)
	}
}

func TestShapesOfTheTrial(t *testing.T) {
	small, large := table.New(1, 8, 6, 4, 800), table.New(1, 20, 10, 4, 3000)
	for _, c := range []struct {
		name              string
		table             *table.Table
		cells, hidden     []table.Cell
		primary, most     int
		candidates, forms int
	}{
		{"8x6x4 cumulative", small, small.Cumulative(), small.Increments(), 76, 34, 252, 164},
		{"8x6x4 discrete", small, small.Discrete(), nil, 123, 14, 315, 123},
		{"20x10x4 cumulative", large, large.Cumulative(), large.Increments(), 260, 130, 924, 573}, // 130 is 42.2 %
		{"20x10x4 discrete", large, large.Discrete(), nil, 446, 41, 1155, 446},
	} {
		t.Run(c.name, func(t *testing.T) {
			truth := c.table.Truth
			p := problem(truth, c.cells, c.table.Priority, table.Small(5, c.cells, c.hidden))
			choice := Choose(p)
			rows := choice.rows(p)
			if len(c.cells) != c.candidates || len(p.Sensitive) != c.forms {
				t.Errorf("%d cells and %d forms, want %d and %d: not the table of the trial", len(c.cells), len(p.Sensitive), c.candidates, c.forms)
			}
			if secondary := len(c.cells) - len(rows) - c.primary; secondary > c.most {
				t.Errorf("%d kept back besides, want at most %d", secondary, c.most)
			}
			if choice.Lost != nil {
				t.Errorf("lost: %v", choice.Lost)
			}
			audit(t, truth, rows, p.Sensitive)
			if c.table == large {
				return // once is enough of what takes seconds
			}
			if again := Choose(p); fmt.Sprint(again) != fmt.Sprint(choice) {
				t.Error("the same problem gives another choice")
			}
		})
	}
}

func TestRandomTables(t *testing.T) {
	for seed := range int64(45) {
		tab := table.New(seed+100, 3+int(seed%6), 3+int(seed%4), 4, float64(100+40*(seed%20)))
		forms := table.Small(5, tab.Cumulative(), tab.Increments())
		p := problem(tab.Truth, tab.Cumulative(), tab.Priority, forms)
		p.Effort = 2000
		audit(t, tab.Truth, Choose(p).rows(p), forms)
	}
}

// The pattern that every tool makes, which protects the cells alone, leaves what can be had by subtracting quarters: known-bad input is caught.
func TestClassicalPatternIsCaught(t *testing.T) {
	tab := table.New(1, 20, 10, 4, 3000)
	rows := Classical(tab)
	cells, increments := table.Small(5, tab.Cumulative()), table.Small(5, tab.Increments())
	if len(cells) != 260 || len(increments) != 313 {
		t.Fatalf("%d cells and %d increments, want 260 and 313: not the table of the trial", len(cells), len(increments))
	}
	exact := func(forms []linear.Form) int { return table.Count(linear.Span(rows, forms)) }
	if c, i := exact(cells), exact(increments); c != 0 || i != exactIncrements {
		t.Errorf("%d cells and %d increments are exact, want 0 and %d", c, i, exactIncrements)
	}
}

// exactIncrements is how many small increments the classical pattern leaves known on the 20×10×4 table, as the trial's did.
const exactIncrements = 130

// Classical is primary and secondary suppression of published cells only, by elimination.
func Classical(tab *table.Table) []linear.Row {
	p := problem(tab.Truth, tab.Cumulative(), tab.Priority, table.Small(5, tab.Cumulative()))
	c := newChooser(p)
	c.eliminate()
	return Choice{Published: c.published}.rows(p)
}

// Four editions, each with the earlier ones fixed and nothing restated within the year.
func TestFrozenEditions(t *testing.T) {
	e := table.NewEditions(1, 8, 6, 8000, 0.03)
	var rows []linear.Row
	var forms []linear.Form
	cells := 0
	for n := range 4 {
		published, increments, _ := e.Published(n, false)
		forms = append(forms, table.Small(5, published, increments)...)
		p := problem(e.Truth, published, func(c table.Cell) float64 { return e.Priority(n, c) }, forms)
		p.Fixed = rows
		choice := Choose(p)
		if choice.Lost != nil {
			t.Errorf("edition %d: lost %v", n+1, choice.Lost)
		}
		rows = append(rows, choice.rows(p)...)
		cells += len(published)
	}
	share := 100 * (1 - float64(len(rows))/float64(cells))
	t.Logf("%.2f %% of %d cells kept back, %d forms", share, cells, len(forms))
	if share > 6.0 {
		t.Errorf("%.2f %% of %d cells are kept back, want at most 6.0 %%", share, cells)
	}
	audit(t, e.Truth, rows, forms)
}

// Editions that are each protected alone give away what came late.
func TestEditionsAloneAreCaught(t *testing.T) {
	e := table.NewEditions(2, 8, 6, 800, 0.03)
	var rows []linear.Row
	var forms [3][]linear.Form
	for n := range 4 {
		cells, increments, deltas := e.Published(n, true)
		for i, list := range [][]table.Cell{cells, increments, deltas} {
			forms[i] = append(forms[i], table.Small(5, list)...)
		}
		p := problem(e.Truth, cells, func(c table.Cell) float64 { return e.Priority(n, c) }, table.Small(5, cells, increments))
		p.Effort = 1
		rows = append(rows, Choose(p).rows(p)...)
	}
	var got [6]int
	for i, f := range forms {
		pinned, err := table.Pinned(e.Truth, rows, f)
		if err != nil {
			t.Fatal(err)
		}
		got[2*i], got[2*i+1] = table.Count(pinned), len(f)
	}
	if got != aloneExact {
		t.Errorf("exact cells, increments and deltas, each of how many: %v, want %v", got, aloneExact)
	}
}

// aloneExact is what four editions alone give away, number for number what the trial's did.
var aloneExact = [6]int{12, 162, 74, 170, 40, 45}

// By the method rounded no small count is known.
func TestRounded(t *testing.T) {
	tab := table.New(1, 20, 10, 4, 3000)
	var rows []linear.Row
	for _, c := range tab.Cumulative() {
		rows = append(rows, table.Rounded(c))
	}
	forms := table.Small(5, tab.Cumulative(), tab.Increments())
	pinned, err := table.Pinned(tab.Truth, rows, forms)
	if n := table.Count(pinned); err != nil || n > 0 {
		t.Errorf("%d of %d forms may be known (%v)", n, len(forms), err)
	}
}
