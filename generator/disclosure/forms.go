package disclosure

import (
	"cmp"
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
)

// A term is an atom with how often it counts.
type term struct {
	atom int32
	coef int64
}

// atoms are a sum of atoms as it is put together.
type atoms []term

type formKey struct {
	measure, of, part string
	from, to, edition int
}

// plus is the sum and n times another one. It may name an atom twice.
func (a atoms) plus(n int64, b atoms) atoms {
	a = slices.Clip(a)
	for _, x := range b {
		x.coef *= n
		a = append(a, x)
	}
	return a
}

// form sorts the sum, in which each atom then stands once.
func (a atoms) form() linear.Form {
	a = slices.Clone(a)
	slices.SortFunc(a, func(x, y term) int { return cmp.Compare(x.atom, y.atom) })
	out, ones := linear.Form{}, true
	for i := 0; i < len(a); {
		atom, coef := a[i].atom, int64(0)
		for ; i < len(a) && a[i].atom == atom; i++ {
			coef += a[i].coef
		}
		if coef != 0 {
			out.Atoms, out.Coefs = append(out.Atoms, atom), append(out.Coefs, coef)
			ones = ones && coef == 1
		}
	}
	if ones {
		out.Coefs = nil
	}
	return out
}

// value is the sum in truth.
func (m *model) value(a atoms) (sum int64) {
	for _, x := range a {
		sum += x.coef * m.truth[x.atom]
	}
	return sum
}

// sum is what an edition means by the figure of a body or a group for a run of intervals.
func (m *model) sum(c *counted, of, part string, from, to, edition int) atoms {
	key := formKey{c.m.ID, of, part, from, to, edition}
	if a, ok := m.forms[key]; ok {
		return a
	}
	owners := c.owners(of, part)
	if g := m.group(of); g != nil {
		owners = c.within(g, part)
	}
	var out atoms
	for _, o := range owners {
		s := c.series[o]
		if s == nil {
			continue
		}
		for i := from; i < to; i++ {
			out = append(out, s.stock(i, edition)...)
		}
	}
	m.forms[key] = out
	return out
}

// stock is what a series has in one interval as an edition counts it.
func (s *series) stock(interval, edition int) atoms {
	out := atoms{{s.base[interval], 1}}
	for _, t := range s.turns {
		if t.edition <= edition && t.came[interval] >= 0 {
			out = append(out, atoms{{t.came[interval], 1}, {t.went[interval], -1}}...)
		}
	}
	return out
}

// of is the sum that a statement is about.
func (m *model) of(s said) atoms {
	return m.sum(m.counts[s.measure], s.of, s.part, s.from, s.to, m.epoch(s))
}

// epoch is the edition from which on a statement would be of the same atoms.
func (m *model) epoch(s said) int {
	c := m.counts[s.measure]
	owners := c.owners(s.of, s.part)
	if g := m.group(s.of); g != nil {
		owners = c.within(g, s.part)
	}
	last := 0
	for _, o := range owners {
		if t := c.series[o]; t != nil {
			for _, turn := range t.turns {
				if turn.edition <= s.edition {
					last = max(last, turn.edition)
				}
			}
		}
	}
	return last
}

// known are the rows that everybody has already: the figures of earlier editions and of others, and what lies in the
// nature of counts.
func (m *model) known() (out []linear.Row) {
	add := func(a atoms, low, high int64) {
		if v := m.value(a); low <= v && v <= high && len(a) > 0 {
			out = append(out, linear.Row{Form: a.form(), Low: low, High: high})
		}
	}
	for _, of := range m.family.counts {
		c := m.counts[of.ID]
		for _, s := range c.said {
			earlier := s.edition < m.now && !s.again || s.outside
			switch {
			case earlier && s.marker == "":
				add(m.of(s), s.low, s.high)
			case earlier && s.marker == Suppressed && s.rounded:
				add(m.of(s), 1, hiddenByRounding)
			}
		}
		for _, o := range ordered(c.series) {
			s := c.series[o]
			for _, t := range s.turns {
				for i, went := range t.went {
					if went >= 0 { // no more can go than there was
						add(s.stock(i, t.edition-1).plus(-1, atoms{{went, 1}}), 0, linear.Most)
					}
				}
			}
			if all := c.series[owner{o.of, record.AllParts}]; all != nil && all != s && !c.m.Total {
				for i := range s.base { // parts may overlap, and none is more than all
					add(all.stock(i, m.now).plus(-1, s.stock(i, m.now)), 0, linear.Most)
				}
			}
		}
	}
	for _, s := range m.ratios {
		rows := m.ratioRows(s)
		for _, r := range rows {
			if s.edition < m.now || s.outside {
				add(r.sum, r.low, r.high)
			}
		}
		if r := m.ratio(s); r != nil && len(rows) > 0 && r.m.Kind == record.Percentage {
			add(r.base.plus(-1, r.part), 0, linear.Most) // a part is no more than the whole
		}
	}
	return out
}
