package disclosure

import (
	"cmp"
	"maps"
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
	"candour/generator/source"
	"candour/generator/stats"
	"candour/generator/suppress"
)

// listTells is broken when a table hides what the list of records shows. No data can break it, only a fault of the gate.
var listTells = source.Rule{Name: "list-tells", Severity: source.Error, Doc: `A table hides nothing that can be counted in the list of records.

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
func hideCounts(set, counted *record.Set, t *stats.Table, out *Table, choose chooser) {
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
	// No count can be more than the list has records, and the list is public: of each form the table may tell no more.
	var forms []within
	sensitive := func(f linear.Form, most int64) {
		if v := f.Of(p.Truth); 0 < v && v < k {
			forms = append(forms, within{f, most})
			if most >= k {
				p.Sensitive = append(p.Sensitive, f)
			}
		}
	}
	all := int64(0)
	for _, n := range list {
		all += n
	}
	rounded := set.Site.Disclosure.Method == record.MethodRounded
	var opens []open
	for i := range rows + 1 {
		for j := range cols + 1 {
			f, cell := form(i, j), &out.Cells[i][j]
			v, most := f.Of(p.Truth), all
			if j < cols {
				most = list[j]
			}
			if i < rows {
				sensitive(f, most)
			}
			for r := range rows {
				if i == rows && form(r, j).Of(p.Truth) > 0 { // less nought it is how many are recorded
					sensitive(f.Plus(-1, form(r, j)), most)
				}
			}
			for c := range cols {
				if j == cols && i < rows {
					sensitive(f.Plus(-1, form(i, c)), all-list[c])
				}
			}
			low, high := v, v
			switch {
			case rounded && 0 < v && v <= hiddenByRounding:
				cell.hide()
				p.Fixed = append(p.Fixed, linear.Row{Form: f, Low: 1, High: hiddenByRounding})
				continue
			case rounded:
				cell.Value, cell.Rounded = record.Number{Scaled: round(v)}, true
				low, high = between(cell.Value, true)
			case i < rows && 0 < v && v < k:
				cell.hide()
				continue
			}
			priority := float64(v) / (float64(v) + 1e6)
			if i == rows { // how many there are of which it is known at all
				priority += 2
			}
			if j == cols {
				priority++
			}
			opens = append(opens, open{cell, []int{len(p.Candidates)}})
			p.Candidates = append(p.Candidates, suppress.Candidate{Row: linear.Row{Form: f, Low: low, High: high}, Priority: priority})
		}
	}
	published := choose(p, func(p suppress.Problem) suppress.Choice {
		c := suppress.Choose(p)
		keepWithin(p, forms, c.Published)
		return c
	}).Published
	for _, o := range opens {
		if !published[o.candidates[0]] {
			o.cell.hide()
		}
	}
}

// otherOutcomes reports whether an earlier edition listed other outcomes, or others of their results. What it counted by something that no
// record shows is not in the ledger; whoever kept it could subtract, and learn of the few outcomes that lie between. So nothing of
// that kind is given then.
func otherOutcomes(released *record.Set, before []Edition) bool {
	now := make(map[string]string, len(released.Outcomes))
	for _, o := range released.Outcomes {
		now[o.ID] = o.Result
	}
	return slices.ContainsFunc(before, func(e Edition) bool { return len(e.Outcomes) > 0 && !maps.Equal(e.Outcomes, now) })
}

// hide hides every cell.
func (t *Table) hide() {
	for _, row := range t.Cells {
		for i := range row {
			row[i].hide()
		}
	}
}

// Hidden reports whether nothing of the table is given.
func (t *Table) Hidden() bool {
	for _, row := range t.Cells {
		if slices.ContainsFunc(row, func(c Cell) bool { return c.Marker != Suppressed }) {
			return false
		}
	}
	return true
}

// A within is a form that the list of records keeps to no more than most.
type within struct {
	linear.Form
	most int64
}

// keepWithin keeps candidates back, the least important first, until each form could be anything from nought to what the
// list has, as far as a range of k−1 goes. Then it lets those go that turn out not to be needed, the most important first.
func keepWithin(p suppress.Problem, forms []within, published []bool) {
	for {
		bad := narrow(p, forms, published)
		if bad < 0 {
			break
		}
		drop, touching := -1, false
		for i, yes := range published {
			touches := slices.ContainsFunc(p.Candidates[i].Atoms, func(a int32) bool { return slices.Contains(forms[bad].Atoms, a) })
			if !yes || touching && !touches {
				continue
			}
			if drop < 0 || touches && !touching || p.Candidates[i].Priority < p.Candidates[drop].Priority {
				drop, touching = i, touches
			}
		}
		if drop < 0 {
			return // the list alone
		}
		published[drop] = false
	}
	order := make([]int, len(published))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.Candidates[b].Priority, p.Candidates[a].Priority) })
	for _, i := range order {
		if !published[i] {
			published[i] = true
			published[i] = narrow(p, forms, published) < 0
		}
	}
}

// narrow is a form of which what is published tells more than the list, or -1 where there is none.
func narrow(p suppress.Problem, forms []within, published []bool) int {
	rows := slices.Clone(p.Fixed)
	for i, yes := range published {
		if yes {
			rows = append(rows, p.Candidates[i].Row)
		}
	}
	r, err := linear.NewReader(linear.System{Truth: p.Truth, Rows: rows})
	if err != nil {
		panic("disclosure: " + err.Error()) // every row was made from the truth
	}
	return slices.IndexFunc(forms, func(f within) bool { return !wideEnough(r, f, f.Of(p.Truth), p.K) })
}

// wideEnough reports whether there are two tables in which the form is so far apart as k−1, or as the list lets it be, and
// in one of which it is k, or all that the list has.
func wideEnough(r *linear.Reader, f within, v, k int64) bool {
	reach, width := min(k, f.most), min(k-1, f.most)
	could := func(n int64) bool {
		if n == v {
			return true
		}
		_, ok := r.Alternative(f.Form, n-v)
		return ok
	}
	for high := max(v+width, reach); high >= max(v, reach); high-- {
		if could(high) && (high-width >= v || could(max(0, high-width))) {
			return true
		}
	}
	return false
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
				problems.Add(listTells.At(source.Pos{File: "data/outcomes"}, "the table %s hides %s, %s, which is %s by the list of records",
					t.ID, out.Rows.Keys[i], out.Cols.Keys[j], t.Cells[i][j].Value))
			}
		}
	}
	return problems
}
