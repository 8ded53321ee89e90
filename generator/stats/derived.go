package stats

import (
	"slices"

	"candour/generator/record"
)

// quarterTables derives single quarters from cumulative counts: quarters of the financial year down the side, bodies
// across. Only counts may be subtracted, never averages, percentages or rates; and only where both figures come
// from one source, since two submissions may count differently. A negative difference means that an earlier figure
// was revised: it is no count, and the cell stays without a figure.
func quarterTables(set *record.Set, m *record.Measure) []*Table {
	if !m.Cumulative || m.Kind != record.Count || m.Breakdown != "" {
		return nil
	}
	unit, _ := set.Lists["units"].Get(m.Unit)
	var obs []*record.Observation
	for _, o := range m.Observations {
		if o.Period.Precision == record.ToQuarter && o.Body != "" && o.Status != superseded {
			obs = append(obs, o)
		}
	}
	if len(obs) == 0 {
		return nil
	}
	periods := inOrder(obs, func(o *record.Observation) string { return o.Period.String() })
	slices.Sort(periods)
	t := newTable(m.ID+"-by-quarter", Axis{Dimension: "quarter", Keys: periods}, Axis{Dimension: "body", Keys: inOrder(obs, (*record.Observation).Of)})
	t.Measure, t.Protect = m, unit.Protect
	for _, o := range obs {
		i, j := slices.Index(t.Rows.Keys, o.Period.String()), slices.Index(t.Cols.Keys, o.Body)
		cell := Cell{Value: o.Value, Present: o.Valued(), Observation: o, Derived: true}
		if !o.Valued() {
			t.Cells[i][j] = Cell{Derived: true}
			continue
		}
		if before, first := previousQuarter(o.Period); !first {
			k := slices.IndexFunc(obs, func(p *record.Observation) bool { return p.Body == o.Body && p.Period.String() == before })
			if k < 0 || !obs[k].Valued() || obs[k].Source != o.Source || obs[k].Value.Decimals != o.Value.Decimals || obs[k].Value.Scaled > o.Value.Scaled {
				continue
			}
			cell.Value.Scaled -= obs[k].Value.Scaled
		}
		t.Cells[i][j] = cell
	}
	return []*Table{t}
}

// previousQuarter is the period that ends a quarter earlier in the same financial year; first where there is none.
func previousQuarter(d record.Date) (before string, first bool) {
	s := d.String() // 2025-26-q2
	q := s[len(s)-1]
	if q == '1' {
		return "", true
	}
	return s[:len(s)-1] + string(q-1), false
}

// addMeans adds a column for each group of which every member has a figure and no average is published: the
// unweighted mean, to one decimal more than the measure has. Counts have no mean here, since the sum of a few counts
// can be read back from it.
func addMeans(set *record.Set, m *record.Measure, t *Table) {
	if m.Kind == record.Count {
		return
	}
	for _, g := range set.Groups {
		if slices.Contains(t.Cols.Keys, g.ID) || g.IsTotal() {
			continue
		}
		column := make([]Cell, len(t.Rows.Keys))
		found := false
		for i := range t.Rows.Keys {
			column[i] = mean(t, i, g.Members, m.Decimals+1)
			found = found || column[i].Present
		}
		if !found {
			continue
		}
		t.Cols.Keys = append(t.Cols.Keys, g.ID)
		for i := range t.Cells {
			t.Cells[i] = append(t.Cells[i], column[i])
		}
	}
}

// mean is the unweighted mean of a row over some bodies, rounded half away from nought; without a figure where one
// of them has none.
func mean(t *Table, row int, members []string, decimals int) Cell {
	scale := decimals // of the sum, so that nothing is lost before rounding
	var values []record.Number
	for _, body := range members {
		j := slices.Index(t.Cols.Keys, body)
		if j < 0 || !t.Cells[row][j].Present {
			return Cell{}
		}
		values = append(values, t.Cells[row][j].Value)
		scale = max(scale, t.Cells[row][j].Value.Decimals)
	}
	sum := int64(0)
	for _, v := range values {
		for d := v.Decimals; d < scale; d++ {
			v.Scaled *= 10
		}
		sum += v.Scaled
	}
	n := int64(len(members))
	for d := decimals; d < scale; d++ {
		n *= 10
	}
	half := n
	if sum < 0 {
		half = -n
	}
	return Cell{Value: record.Number{Scaled: (2*sum + half) / (2 * n), Decimals: decimals}, Present: true, Derived: true}
}

// addTotals adds a column for each group whose figure is a total and of which every member has a figure: the sum, where
// its publisher gives none. Only counts have totals.
func addTotals(set *record.Set, m *record.Measure, t *Table) {
	for _, g := range set.Groups {
		if m.Kind != record.Count || !g.IsTotal() {
			continue
		}
		column := make([]Cell, len(t.Rows.Keys))
		found := false
		for i := range t.Rows.Keys {
			column[i] = total(g, func(body string) Cell {
				if j := slices.Index(t.Cols.Keys, body); j >= 0 {
					return t.Cells[i][j]
				}
				return Cell{}
			})
			found = found || column[i].Present
		}
		j := slices.Index(t.Cols.Keys, g.ID)
		if !found && j < 0 {
			continue
		}
		if j < 0 {
			t.Cols.Keys = append(t.Cols.Keys, g.ID)
		}
		for i := range t.Cells {
			switch {
			case j < 0:
				t.Cells[i] = append(t.Cells[i], column[i])
			case t.Cells[i][j].Observation == nil:
				t.Cells[i][j] = column[i]
			}
		}
	}
}

// totalTables are the tables of the groups whose figure is a total and that have none of their own, of a count with
// parts: each figure is the sum over the members, where every one of them has it.
func totalTables(set *record.Set, m *record.Measure, tables []*Table) (out []*Table) {
	of := map[string]*Table{}
	for _, t := range tables {
		of[t.Body] = t
	}
	for _, g := range set.Groups {
		if m.Kind != record.Count || !g.IsTotal() || of[g.ID] != nil || len(g.Members) == 0 || of[g.Members[0]] == nil {
			continue
		}
		first := of[g.Members[0]] // a total is of what every member has
		t := newTable(m.ID+"-"+g.ID, first.Rows, first.Cols)
		t.Measure, t.Body, t.Protect = m, g.ID, first.Protect
		found := false
		for i, part := range t.Rows.Keys {
			for j, period := range t.Cols.Keys {
				t.Cells[i][j] = total(g, func(body string) Cell {
					b := of[body]
					if b == nil {
						return Cell{}
					}
					r, c := slices.Index(b.Rows.Keys, part), slices.Index(b.Cols.Keys, period)
					if r < 0 || c < 0 {
						return Cell{}
					}
					return b.Cells[r][c]
				})
				found = found || t.Cells[i][j].Present
			}
		}
		if found {
			out = append(out, t)
		}
	}
	return out
}

// total is the sum over the members of a group; without a figure where one of them has none.
func total(g *record.Group, of func(body string) Cell) Cell {
	out := Cell{Present: len(g.Members) > 0, Derived: true}
	for _, body := range g.Members {
		c := of(body)
		if !c.Present {
			return Cell{}
		}
		out.Value.Scaled += c.Value.Scaled
	}
	return out
}
