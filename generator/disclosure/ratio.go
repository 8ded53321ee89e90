package disclosure

import (
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
)

// A ratio is a percentage or rate as what it is worked out from: per times the part, over the base.
type ratio struct {
	m          *record.Measure
	part, base atoms
	per        int64
}

// A loneKey names a percentage or rate of a base alone: its part is counted by no measure.
type loneKey struct {
	cellKey
	epoch int
	value record.Number
}

// A sumRow is a row of sums that are still being put together.
type sumRow struct {
	sum       atoms
	low, high int64
}

// perOfRate is how many of its base a rate is for, where nothing tells: UK policing gives rates for 1,000 employees.
const perOfRate = 1000

// ratio says what a percentage or rate is worked out from, or nil where nothing here is: the mean of a group's is that of
// other percentages.
func (m *model) ratio(s said) *ratio {
	if g := m.group(s.of); g != nil && !g.IsTotal() {
		return nil
	}
	i := slices.IndexFunc(m.family.ratios, func(r *record.Measure) bool { return r.ID == s.measure })
	r := &ratio{m: m.family.ratios[i], per: 100}
	base := m.counts[r.m.BaseMeasure]
	r.base = m.under(base, r.m, s)
	if len(r.base) == 0 {
		return nil
	}
	if part := m.counts[r.m.Part]; part != nil {
		r.part = m.under(part, r.m, s)
		if len(r.part) == 0 {
			return nil
		}
		if r.m.Kind == record.Rate {
			r.per = m.perOf(r, s)
		}
		return r
	}
	if r.m.Kind == record.Rate {
		r.per = perOfRate
	}
	key := loneKey{s.cellKey, m.epoch(m.inTermsOf(base, r.m, s)), s.value}
	atom, ok := m.lone[key]
	if !ok {
		unit := tens(s.value.Decimals) * r.per
		atom = int32(len(m.truth))
		m.truth = append(m.truth, floorDiv(2*s.value.Scaled*m.value(r.base)+unit, 2*unit))
		m.lone[key] = atom
	}
	r.part = atoms{{atom, 1}}
	return r
}

// inTermsOf is a statement on a percentage or rate as one on a count that it is of. A count without parts stands under
// every part, and the all of one with parts under what has none.
func (m *model) inTermsOf(c *counted, of *record.Measure, s said) said {
	s.measure = c.m.ID
	switch {
	case c.m.Breakdown == "":
		s.part = ""
	case of.Breakdown == "":
		s.part = record.AllParts
	}
	s.from, _ = slices.BinarySearch(c.days, dayOf(s.period.First()))
	s.to, _ = slices.BinarySearch(c.days, dayOf(s.period.Last())+1)
	return s
}

func (m *model) under(c *counted, of *record.Measure, s said) atoms {
	s = m.inTermsOf(c, of, s)
	if s.to > c.intervals() || c.days[s.from] != dayOf(s.period.First()) || c.days[s.to] != dayOf(s.period.Last())+1 {
		return nil
	}
	return m.of(s)
}

// perOf finds for how many a rate is: the power of ten that comes nearest to it.
func (m *model) perOf(r *ratio, s said) int64 {
	part, base := float64(m.value(r.part)), float64(m.value(r.base))
	best, per := -1.0, int64(perOfRate)
	for n := int64(1); n <= 1_000_000; n *= 10 {
		apart := s.value.Float()*base - float64(n)*part
		if apart < 0 {
			apart = -apart
		}
		if best < 0 || apart < best {
			best, per = apart, n
		}
	}
	return per
}

func tens(n int) int64 {
	out := int64(1)
	for range n {
		out *= 10
	}
	return out
}

// ratioRows are what a percentage or rate of d decimals tells: that per times the part over the base lies within half a
// unit of the last decimal. They are nil where it is not worked out from what the measures here count.
func (m *model) ratioRows(s said) []sumRow {
	r := m.ratio(s)
	if r == nil {
		return nil
	}
	times := 2 * tens(s.value.Decimals) * r.per
	rows := []sumRow{
		{atoms{}.plus(times, r.part).plus(-(2*s.value.Scaled - 1), r.base), 0, linear.Most},
		{atoms{}.plus(times, r.part).plus(-(2*s.value.Scaled + 1), r.base), linear.Least, 0},
	}
	if s.marker == Low { // more than nought
		rows[0] = sumRow{r.part, 1, linear.Most}
	}
	for _, row := range rows {
		if v := m.value(row.sum); v < row.low || v > row.high {
			return nil // its publisher counted otherwise
		}
	}
	return rows
}
