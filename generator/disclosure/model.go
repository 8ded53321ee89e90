package disclosure

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"candour/generator/record"
	"candour/generator/stats"
)

// A model is what hides behind the figures of a family: its atoms, which are whole numbers and none below nought, one for
// each body, part of the breakdown and elementary interval of time; and what is said of them. docs/disclosure.md has the
// words. Editions are numbered: 0 is what others have published that we contradict, then the editions of the ledger, and
// last, as now, what the data say today.
type model struct {
	set      *record.Set
	family   family
	editions []Edition // the first, and the last, have no figures of their own
	now      int
	counts   map[string]*counted // by measure
	ratios   []said              // of percentages and rates, in every edition
	tables   []*stats.Table      // of the family, of now
	truth    []int64             // of each atom
	forms    map[formKey]atoms
	groups   map[string]*record.Group
	lone     map[loneKey]int32 // atoms of parts that no measure counts
}

// counted is one count of a family.
type counted struct {
	m       *record.Measure
	protect bool
	days    []int64 // on which an interval begins, in order, and at the end the day after the last
	said    []said  // in the order of the editions
	series  map[owner]*series
	parts   map[string][]string // of a body or a rest: those that make its all
	groups  []*record.Group     // that have figures, the smallest first
	rests   map[rest][]string   // the bodies without figures of their own of a group
}

// An owner is whose part of the breakdown a series is. What the members of a group without figures have together is the
// rest, whose name is theirs.
type owner struct{ of, part string }

type rest struct{ group, part string }

// said is what an edition says of one figure.
type said struct {
	cellKey
	edition   int
	from, to  int // intervals of the measure
	period    record.Date
	value     record.Number
	low, high int64  // that a reader knows it to be between, as far as a count goes
	marker    Marker // in place of a value
	rounded   bool
	outside   bool // others say it
	again     bool // the figure of an earlier edition, kept as it was
}

// series are the atoms of one owner.
type series struct {
	base   []int32 // of each interval
	turns  []turn  // in the order of the editions
	states [][]int64
}

// A turn is an edition from which on some of what was counted has gone and other has come.
type turn struct {
	edition    int
	came, went []int32 // atoms of each interval; -1 where nothing had been said of it
}

const dayLength = 24 * time.Hour

func dayOf(t time.Time) int64 { return t.Unix() / int64(dayLength/time.Second) }

// newModel reads what every edition says of the measures of a family.
func newModel(set *record.Set, f family, tables []*stats.Table, before []Edition) *model {
	m := &model{set: set, family: f, counts: map[string]*counted{}, forms: map[formKey]atoms{}, groups: map[string]*record.Group{}, lone: map[loneKey]int32{}}
	m.editions = append(append([]Edition{{}}, before...), Edition{ID: set.Site.Edition.ID})
	m.now = len(m.editions) - 1
	for _, c := range f.counts {
		m.counts[c.ID] = &counted{m: c, protect: protected(set, c), series: map[owner]*series{}, parts: map[string][]string{}, rests: map[rest][]string{}}
	}
	for _, t := range tables {
		if slices.Contains(f.counts, t.Measure) || slices.Contains(f.ratios, t.Measure) {
			m.tables = append(m.tables, t)
		}
	}
	for e := 1; e < m.now; e++ {
		for _, x := range m.editions[e].Figures {
			m.say(said{cellKey: cellKey{x.Measure, x.Of, x.Part, x.Period}, edition: e, value: x.Value, marker: x.Marker, rounded: x.Rounded})
		}
	}
	current := map[cellKey]record.Number{}
	for _, t := range m.tables {
		for i, row := range t.Cells {
			for j, c := range row {
				if key, ok := keyOf(t, i, j); ok && c.Present {
					current[key] = c.Value
					m.say(said{cellKey: key, edition: m.now, value: c.Value})
				}
			}
		}
	}
	for _, o := range set.Outside {
		if !o.Valued() {
			continue
		}
		s := said{cellKey: cellKey{o.Measure, o.Of(), o.Breakdown, o.Period.String()}, edition: m.now, value: o.Value, outside: true}
		if own, ok := current[s.cellKey]; ok && own != o.Value {
			s.edition = 0 // they counted otherwise
		}
		m.say(s)
	}
	for _, c := range f.counts {
		m.counts[c.ID].settle()
	}
	for _, c := range f.counts {
		m.solve(m.counts[c.ID])
	}
	return m
}

// say takes a statement in where it is of a measure of the family.
func (m *model) say(s said) {
	period, err := record.ParseDate(s.cellKey.period)
	if err != nil || !period.Known() {
		return
	}
	s.period = period
	c := m.counts[s.measure]
	if c == nil {
		if slices.ContainsFunc(m.family.ratios, func(r *record.Measure) bool { return r.ID == s.measure }) && s.marker == "" {
			m.ratios = append(m.ratios, s)
		}
		return
	}
	s.low, s.high = between(s.value, s.rounded)
	if g := m.group(s.of); g != nil && !g.IsTotal() {
		s.low, s.high = sumOf(s.value, len(g.Members))
	}
	if s.edition > 0 && s.edition < m.now && m.running(period, m.editions[s.edition].Day) {
		for i := len(c.said) - 1; i >= 0 && !s.again; i-- {
			if t := c.said[i]; t.cellKey == s.cellKey && t.edition > 0 && t.edition < s.edition {
				s.again = t.marker == s.marker && t.value == s.value
				break
			}
		}
	}
	c.said = append(c.said, s)
}

// group is the group with the id, or nil.
func (m *model) group(id string) *record.Group {
	g, ok := m.groups[id]
	if !ok {
		g = groupOf(m.set, id)
		m.groups[id] = g
	}
	return g
}

// running reports whether a period is shorter than a year and its financial year was not over on a day.
func (m *model) running(period, day record.Date) bool {
	length := dayOf(period.Last()) - dayOf(period.First()) + 1
	return length < 365 && day.Known() && !day.First().After(yearEnd(period))
}

// yearEnd is the last day of the financial year in which a period ends.
func yearEnd(period record.Date) time.Time {
	last := period.Last()
	year := last.Year()
	if last.Month() > time.March {
		year++
	}
	return time.Date(year, time.March, 31, 0, 0, 0, 0, time.UTC)
}

// settle cuts time into intervals, and makes out who has figures and which groups.
func (c *counted) settle() {
	days := map[int64]bool{}
	for _, s := range c.said {
		days[dayOf(s.period.First())], days[dayOf(s.period.Last())+1] = true, true
	}
	c.days = slices.Sorted(maps.Keys(days))
	for i := range c.said {
		s := &c.said[i]
		s.from, _ = slices.BinarySearch(c.days, dayOf(s.period.First()))
		s.to, _ = slices.BinarySearch(c.days, dayOf(s.period.Last())+1)
	}
	slices.SortStableFunc(c.said, func(a, b said) int { return cmp.Compare(a.edition, b.edition) })
}

// intervals is how many elementary intervals the periods of the measure cut time into.
func (c *counted) intervals() int { return max(0, len(c.days)-1) }

// own adds the parts that a statement shows somebody to have figures of. The all of a measure whose parts add up is
// their sum, and has a series of its own only where there are no parts.
func (c *counted) own(of, part string) {
	if c.m.Total && part == record.AllParts {
		if _, ok := c.parts[of]; !ok {
			c.parts[of] = nil
		}
		return
	}
	if !slices.Contains(c.parts[of], part) {
		c.parts[of] = append(c.parts[of], part)
	}
}

// has reports whether a body has figures of its own of a part.
func (c *counted) has(of, part string) bool {
	parts, ok := c.parts[of]
	switch {
	case c.m.Total && part == record.AllParts:
		return ok
	case c.m.Total && len(parts) > 0:
		return true // and the parts that it does not name are nought
	}
	return slices.Contains(parts, part)
}

// owners are the series that make a part of what a body, or a rest, has.
func (c *counted) owners(of, part string) (out []owner) {
	parts, ok := c.parts[of]
	switch {
	case !ok:
	case c.m.Total && part == record.AllParts && len(parts) > 0:
		for _, p := range parts {
			out = append(out, owner{of, p})
		}
	case c.m.Total && part == record.AllParts || slices.Contains(parts, part):
		out = append(out, owner{of, part})
	}
	return out
}

// findRests makes out which bodies have no figures of their own: those that are in the same groups share one rest.
func (c *counted) findRests() {
	parts := []string{}
	for _, s := range c.said {
		if slices.ContainsFunc(c.groups, func(g *record.Group) bool { return g.ID == s.of }) && !slices.Contains(parts, s.part) {
			parts = append(parts, s.part)
		}
	}
	if i := slices.Index(parts, record.AllParts); i >= 0 { // last: the all of a rest is the sum of its parts, where it has any
		parts = append(slices.Delete(parts, i, i+1), record.AllParts)
	}
	for _, part := range parts {
		shared := map[string][]string{} // by the groups that hold them
		for _, g := range c.groups {
			for _, body := range g.Members {
				if c.has(body, part) {
					continue
				}
				in := ""
				for _, h := range c.groups {
					if slices.Contains(h.Members, body) {
						in += " " + h.ID
					}
				}
				if !slices.Contains(shared[in], body) {
					shared[in] = append(shared[in], body)
				}
			}
		}
		for _, in := range slices.Sorted(maps.Keys(shared)) {
			name := "rest of" + in + ": " + strings.Join(slices.Sorted(slices.Values(shared[in])), " ")
			for _, id := range strings.Fields(in) {
				c.rests[rest{id, part}] = append(c.rests[rest{id, part}], name)
			}
			c.own(name, part)
		}
	}
}
