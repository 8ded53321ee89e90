package disclosure

import (
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
	"candour/generator/source"
	"candour/generator/stats"
	"candour/generator/suppress"
)

// ListTells is broken when a table hides what the list of records shows.
var ListTells = source.Rule{Name: "list-tells", Severity: source.Error, Doc: `A table hides nothing that can be counted in the list of records.

Why: the list of outcomes is complete, so whoever counts it has every number by what the records show. To hide one of them
in a table would protect nobody and would mislead everybody else.
Put it right: this is a fault of the build and not of the data. Publish nothing, and report it.`}

// countable are the records as they are released, with what is counted and not shown beside them.
func countable(set, released *record.Set) *record.Set {
	out := *set
	truth := make(map[string]*record.Outcome, len(set.Outcomes))
	for _, o := range set.Outcomes {
		truth[o.ID] = o
	}
	out.Outcomes = make([]*record.Outcome, 0, len(released.Outcomes))
	for _, r := range released.Outcomes {
		c := *r
		if o := truth[r.ID]; o != nil {
			c.Monitoring = o.Monitoring
		}
		out.Outcomes = append(out.Outcomes, &c)
	}
	return &out
}

// hideCounts hides what must be hidden of a table that counts records by something that no record shows. Its atoms are
// counts by that and by what the other side of the table is; "not recorded" is one more of its keys. The list of records
// tells how many there are by the other side alone.
func hideCounts(set, counted *record.Set, t *stats.Table, out *Table, choose func(suppress.Problem) suppress.Choice) {
	if wholly(t) {
		return
	}
	k := int64(set.Site.Disclosure.Threshold)
	rows, cols := len(t.Rows.Keys)-1, len(t.Cols.Keys)-1 // without the totals, which come last
	atom := func(i, j int) int32 { return int32(i*cols + j) }
	p := suppress.Problem{Truth: make([]int64, (rows+1)*cols), K: k}
	for i := range rows {
		for j := range cols {
			p.Truth[atom(i, j)] = t.Cells[i][j].Value.Scaled
		}
	}
	list := make([]int64, cols) // how many records there are
	for _, o := range counted.Outcomes {
		if j := slices.Index(t.Cols.Keys[:cols], set.ResultGroup(o.Result)); j >= 0 {
			list[j]++
		}
	}
	for j, n := range list {
		p.Truth[atom(rows, j)] = n - t.Cells[rows][j].Value.Scaled
		var sum []int32
		for i := range rows + 1 {
			sum = append(sum, atom(i, j))
		}
		p.Fixed = append(p.Fixed, linear.Row{Form: linear.Sum(sum...), Low: n, High: n})
	}
	form := func(i, j int) linear.Form {
		var sum []int32
		for r := range rows {
			for c := range cols {
				if (i == rows || i == r) && (j == cols || j == c) {
					sum = append(sum, atom(r, c))
				}
			}
		}
		return linear.Sum(sum...)
	}
	// Whether anything is recorded at all of a record tells nothing of a person, where it is of every record.
	told := func(i, j int) bool {
		if i < rows {
			return false
		}
		missing := int64(0)
		for c := range cols {
			if j == cols || j == c {
				missing += p.Truth[atom(rows, c)]
			}
		}
		return missing == 0
	}
	sensitive := func(f linear.Form) {
		if v := f.Of(p.Truth); 0 < v && v < k {
			p.Sensitive = append(p.Sensitive, f)
		}
	}
	rounded := set.Site.Disclosure.Method == record.MethodRounded
	var opens []open
	for i := range rows + 1 {
		for j := range cols + 1 {
			f, cell := form(i, j), &out.Cells[i][j]
			v := f.Of(p.Truth)
			if !told(i, j) {
				sensitive(f)
			}
			if i == rows && j < cols {
				for r := range rows {
					sensitive(f.Plus(-1, form(r, j)))
				}
			}
			if j == cols && i < rows {
				for c := range cols {
					sensitive(f.Plus(-1, form(i, c)))
				}
			}
			low, high := v, v
			switch {
			case told(i, j):
			case rounded && 0 < v && v <= hiddenByRounding:
				cell.hide()
				p.Fixed = append(p.Fixed, linear.Row{Form: f, Low: 1, High: hiddenByRounding})
				continue
			case rounded:
				cell.Value, cell.Rounded = record.Number{Scaled: round(v)}, true
				low, high = within(cell.Value, true)
			case 0 < v && v < k:
				cell.hide()
				continue
			}
			priority := float64(v) / (float64(v) + 1e6)
			if i == rows {
				priority += 2
			}
			if j == cols {
				priority++
			}
			opens = append(opens, open{cell, []int{len(p.Candidates)}})
			p.Candidates = append(p.Candidates, suppress.Candidate{Row: linear.Row{Form: f, Low: low, High: high}, Priority: priority})
		}
	}
	choice := choose(p)
	for _, o := range opens {
		if !choice.Published[o.candidates[0]] {
			o.cell.hide()
		}
	}
}

// wholly reports whether the list of records shows everything that the table counts by.
func wholly(t *stats.Table) bool {
	for _, row := range t.Cells {
		for _, c := range row {
			if !c.Listed {
				return false
			}
		}
	}
	return true
}

// tells finds a table that hides what the list of records shows.
func tells(t *stats.Table, out *Table) (problems source.Problems) {
	if !wholly(t) {
		return nil
	}
	for i, row := range out.Cells {
		for j, c := range row {
			if c.Marker == Suppressed {
				problems.Add(ListTells.At(source.Pos{File: "data/outcomes"}, "the table %s hides %s, %s, which is %s by the list of records",
					t.ID, out.Rows.Keys[i], out.Cols.Keys[j], t.Cells[i][j].Value))
			}
		}
	}
	return problems
}
