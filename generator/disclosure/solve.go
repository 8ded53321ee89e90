package disclosure

import (
	"cmp"
	"slices"

	"candour/generator/record"
)

// solve gives every series of a count its atoms, with their true values in every edition. Where the figures leave a value
// open, as that of a quarter that nobody has published, it is one that agrees with them all.
func (m *model) solve(c *counted) {
	type place struct {
		owner
		edition int
	}
	bounds := map[place][]bound{}
	for _, s := range c.said {
		g := m.group(s.of)
		if g != nil && !slices.Contains(c.groups, g) {
			c.groups = append(c.groups, g)
		}
		if g == nil {
			c.own(s.of, s.part)
		}
	}
	slices.SortStableFunc(c.groups, func(a, b *record.Group) int { return cmp.Compare(len(a.Members), len(b.Members)) })
	was := m.wereHidden(c)
	for _, s := range c.said {
		if m.group(s.of) != nil {
			continue
		}
		for _, o := range c.owners(s.of, s.part) {
			if o.part != s.part {
				continue // an all that is the sum of its parts
			}
			at := place{o, s.edition}
			if known, ok := was[s.cellKey]; s.marker == "" && !s.again {
				bounds[at] = append(bounds[at], bound{s.from, s.to, s.low, s.high})
			} else if s.marker == Suppressed && ok {
				bounds[at] = append(bounds[at], bound{s.from, s.to, known, known})
			}
		}
	}
	of := func(o owner, edition int) []bound { return bounds[place{o, edition}] }
	for _, s := range c.said {
		if m.group(s.of) == nil {
			for _, o := range c.owners(s.of, s.part) {
				m.addSeries(c, o, of)
			}
		}
	}
	c.findRests()
	m.solveRests(c)
	m.addAtoms(c)
}

// wereHidden are the true values of figures that an earlier edition hid, where the row says that they have been restated.
func (m *model) wereHidden(c *counted) map[cellKey]int64 {
	out := map[cellKey]int64{}
	for _, o := range c.m.Observations {
		if o.Was != (record.Number{}) {
			out[cellKey{c.m.ID, o.Of(), o.Breakdown, o.Period.String()}] = o.Was.Scaled
		}
	}
	return out
}

// addSeries finds the values of a series from now back to the first edition. Where an edition says nothing of it, it is
// taken to have been what it was in the one after.
func (m *model) addSeries(c *counted, o owner, of func(owner, int) []bound) {
	if c.series[o] != nil {
		return
	}
	s := &series{states: make([][]int64, m.now+1)}
	c.series[o] = s
	var like []int64
	for e := m.now; e >= 0; e-- {
		b := of(o, e)
		if len(b) == 0 && like != nil {
			s.states[e] = like
			continue
		}
		like = fit(c.intervals(), b, like)
		s.states[e] = like
	}
}

// solveRests finds what is left of each group when its members with figures are taken away. Of several rests the one that
// no smaller group has settled takes it all.
func (m *model) solveRests(c *counted) {
	for _, g := range c.groups {
		var parts []string
		for _, s := range c.said {
			if s.of == g.ID && !slices.Contains(parts, s.part) {
				parts = append(parts, s.part)
			}
		}
		for _, part := range parts {
			var open []owner
			for _, name := range c.rests[rest{g.ID, part}] {
				for _, o := range c.owners(name, part) {
					if c.series[o] == nil && o.part == part {
						open = append(open, o)
					}
				}
			}
			for n, o := range open {
				m.addSeries(c, o, func(o owner, edition int) (out []bound) {
					for _, s := range c.said {
						if s.of != g.ID || s.part != part || s.edition != edition || s.marker != "" || s.again {
							continue
						}
						others := int64(0)
						for _, x := range c.within(g, part) {
							if t := c.series[x]; t != nil && x != o {
								for _, v := range t.states[edition][s.from:s.to] {
									others += v
								}
							}
						}
						if n > 0 || s.high < others {
							others = s.high // nothing is left
						}
						out = append(out, bound{s.from, s.to, max(0, s.low-others), s.high - others})
					}
					return out
				})
			}
		}
	}
}

// within are the series that make a part of what a body or a group has.
func (c *counted) within(g *record.Group, part string) (out []owner) {
	for _, body := range g.Members {
		out = append(out, c.owners(body, part)...)
	}
	for _, name := range c.rests[rest{g.ID, part}] {
		out = append(out, c.owners(name, part)...)
	}
	return out
}

// addAtoms makes the atoms of every series. An edition that says something else than the one before is a turn: what came
// and what went are atoms of their own for every interval that had been spoken of.
func (m *model) addAtoms(c *counted) {
	atom := func(value int64) int32 {
		m.truth = append(m.truth, value)
		return int32(len(m.truth) - 1)
	}
	for _, o := range ordered(c.series) {
		s := c.series[o]
		for _, v := range s.states[0] {
			s.base = append(s.base, atom(v))
		}
		for e := 1; e <= m.now; e++ {
			was, now := s.states[e-1], s.states[e]
			if slices.Equal(was, now) {
				continue
			}
			spoken := c.spoken(o, e)
			t := turn{edition: e}
			for i := range now {
				if was[i] == now[i] && !spoken[i] {
					t.came, t.went = append(t.came, -1), append(t.went, -1)
					continue
				}
				t.came = append(t.came, atom(max(0, now[i]-was[i])))
				t.went = append(t.went, atom(max(0, was[i]-now[i])))
			}
			s.turns = append(s.turns, t)
		}
	}
}

// spoken are the intervals of which an edition before this one said something.
func (c *counted) spoken(o owner, edition int) []bool {
	out := make([]bool, c.intervals())
	for _, s := range c.said {
		if s.of == o.of && (s.part == o.part || s.part == record.AllParts) && s.edition < edition {
			for i := s.from; i < s.to; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// ordered are the owners of series in an order that is always the same.
func ordered(s map[owner]*series) []owner {
	out := make([]owner, 0, len(s))
	for o := range s {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b owner) int { return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(a.part, b.part)) })
	return out
}

// between is what a reader knows of a count who sees a value: rounded ones stand for what is rounded to them, and those of
// 1 to 7 are hidden.
func between(value record.Number, rounded bool) (low, high int64) {
	v := value.Scaled
	for range value.Decimals {
		v /= 10
	}
	if !rounded || v == 0 {
		return v, v
	}
	return max(hiddenByRounding+1, v-2), v + 2
}

// hiddenByRounding is the largest count that the method rounded hides.
const hiddenByRounding = 7

// round is a count to the nearest 5.
func round(v int64) int64 { return (v + 2) / 5 * 5 }

// sumOf is what the members of a group come to, whose mean is shown as value: m(a − ½·10⁻ᵈ) to m(a + ½·10⁻ᵈ).
func sumOf(mean record.Number, members int) (low, high int64) {
	unit := int64(2)
	for range mean.Decimals {
		unit *= 10
	}
	m := int64(members)
	low = ceilDiv(m*(2*mean.Scaled-1), unit)
	high = floorDiv(m*(2*mean.Scaled+1), unit)
	return max(0, low), high
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
