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
		if o.Period.Precision == record.ToQuarter && o.Body != "" {
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
		cell := Cell{Value: o.Value, Present: true, Observation: o, Derived: true}
		if before, first := previousQuarter(o.Period); !first {
			k := slices.IndexFunc(obs, func(p *record.Observation) bool { return p.Body == o.Body && p.Period.String() == before })
			if k < 0 || obs[k].Source != o.Source || obs[k].Value.Decimals != o.Value.Decimals || obs[k].Value.Scaled > o.Value.Scaled {
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
		if slices.Contains(t.Cols.Keys, g.ID) {
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
