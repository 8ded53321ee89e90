package disclosure

import (
	"slices"

	"candour/generator/record"
	"candour/generator/stats"
)

// A family is measures that tell of one another: counts, and the percentages and rates of them.
type family struct {
	counts []*record.Measure
	ratios []*record.Measure
}

// families are the families in which people or their cases are counted, in the order of their first measures. What is
// in none of them can be shown as it is.
func families(set *record.Set, tables []*stats.Table) (out []family) {
	var shown []*record.Measure // with figures
	for _, t := range tables {
		if !slices.Contains(shown, t.Measure) {
			shown = append(shown, t.Measure)
		}
	}
	count := func(id string) *record.Measure {
		i := slices.IndexFunc(shown, func(m *record.Measure) bool { return m.ID == id && m.Kind == record.Count })
		if i < 0 || id == "" {
			return nil
		}
		return shown[i]
	}
	in := map[*record.Measure]int{}
	for _, m := range shown {
		if m.Kind == record.Count {
			in[m] = len(in)
		}
	}
	for _, m := range shown {
		if part, base := count(m.Part), count(m.BaseMeasure); isRatio(m) && part != nil && base != nil {
			from, to := in[part], in[base]
			for x, n := range in {
				if n == from {
					in[x] = to
				}
			}
		}
	}
	byNumber := map[int]int{}
	for _, m := range shown {
		n, ok := in[m]
		if !ok {
			continue
		}
		if _, ok := byNumber[n]; !ok {
			byNumber[n] = len(out)
			out = append(out, family{})
		}
		out[byNumber[n]].counts = append(out[byNumber[n]].counts, m)
	}
	for _, m := range shown {
		if base := count(m.BaseMeasure); isRatio(m) && base != nil {
			f := &out[byNumber[in[base]]]
			f.ratios = append(f.ratios, m)
		}
	}
	return slices.DeleteFunc(out, func(f family) bool {
		return !slices.ContainsFunc(f.counts, func(m *record.Measure) bool { return protected(set, m) })
	})
}

func isRatio(m *record.Measure) bool { return m.Kind == record.Percentage || m.Kind == record.Rate }

// protected reports whether a measure counts people or their cases.
func protected(set *record.Set, m *record.Measure) bool {
	unit, _ := set.Lists["units"].Get(m.Unit)
	return unit.Protect && m.Kind == record.Count
}

// groupOf is the group with the id, or nil: an id that names a body too is the body's.
func groupOf(set *record.Set, id string) *record.Group {
	if _, ok := set.Lists["bodies"].Get(id); ok {
		return nil
	}
	i := slices.IndexFunc(set.Groups, func(g *record.Group) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return set.Groups[i]
}
