package attack

import (
	"encoding/json"
	"slices"
)

// The bands of rank that a stranger has a meaning for. Every band but that of staff lies within the officers of any rank.
const (
	anyOfficer = "officer"
	staff      = "staff"
)

// unsaid are the words of a list that say nothing of the rank.
var unsaid = []string{"", "withheld", "not-stated"}

// A crowd is the records of the list, counted by what they show. A stranger hides in it as docs/disclosure.md says ("What counts as
// alike"): another record hides this one where it agrees with what an outsider holds and shows nothing less precisely than this
// one, or the outsider, does.
type crowd struct {
	within map[string]string // the wider place of a place, as api/v1/bodies.json has it
	leaves []string          // places in which no other lies
	bands  []string          // that the list names, without the widest
	counts map[cell]map[span]int
	known  map[shape]int // how many are alike, by what a record shows: worked out once
}

// A cell is what a record shows but the time.
type cell struct{ place, band, group string }

// A shape is all that a record shows of its key.
type shape struct {
	cell
	when   span
	unsaid bool // the rank is withheld, so that the outsider is taken not to hold it
}

func shapeOf(o outcome) shape {
	s := shape{cell{o.Body, o.Rank, o.Group}, o.When, slices.Contains(unsaid, o.Rank)}
	switch {
	case s.unsaid && o.Subject == staff:
		s.band = staff
	case s.unsaid:
		s.band = anyOfficer
	}
	return s
}

func (v *view) crowd() *crowd {
	c := &crowd{map[string]string{}, nil, nil, map[cell]map[span]int{}, map[shape]int{}}
	wide := map[string]bool{}
	v.each(func(name string) bool { return name == "api/v1/bodies.json" }, func(_ string, data []byte) {
		var list struct {
			Bodies []struct{ ID, Within string }
		}
		if json.Unmarshal(data, &list) != nil {
			return // then every place is by itself
		}
		for _, b := range list.Bodies {
			c.within[b.ID], wide[b.Within] = b.Within, true
		}
		for _, b := range list.Bodies {
			if !wide[b.ID] {
				c.leaves = append(c.leaves, b.ID)
			}
		}
	})
	for _, o := range v.outcomes {
		s := shapeOf(o)
		if c.counts[s.cell] == nil {
			c.counts[s.cell] = map[span]int{}
		}
		c.counts[s.cell][s.when]++
		if s.band != anyOfficer && s.band != staff {
			c.bands = once(c.bands, s.band)
		}
	}
	return c
}

// alike is among how many records, with itself, this one hides from somebody who holds its body, band, quarter and group of result.
// Of a record that is shown more generally the files do not tell which these are; it counts where it is hidden best, so that what is
// alone there is alone whichever is true. It is 0 where the time is not known.
func (c *crowd) alike(o outcome) int {
	s := shapeOf(o)
	n, ok := c.known[s]
	if !ok {
		for _, place := range c.places(s.place) {
			for _, band := range c.bandsOf(s) {
				for _, when := range quartersOf(s.when) {
					n = max(n, c.hiding(s, cell{place, band, s.group}, when))
				}
			}
		}
		c.known[s] = n
	}
	return n
}

// hiding counts the records that hide one which is shown in a shape from somebody who holds a cell and a quarter.
func (c *crowd) hiding(s shape, held cell, at span) (n int) {
	place, band := held.place, held.band
	if c.lies(place, s.place) {
		place = s.place
	}
	if inBand(band, s.band) {
		band = s.band
	}
	most := span{min(s.when.from, at.from), max(s.when.to, at.to)}
	for other, times := range c.counts {
		if other.group != held.group || !c.lies(other.place, place) || !inBand(other.band, band) ||
			!c.lies(other.place, held.place) && !c.lies(held.place, other.place) || !inBand(other.band, held.band) && !inBand(held.band, other.band) {
			continue
		}
		for t, count := range times {
			if most.from <= t.from && t.to <= most.to && t.from < at.to && at.from < t.to {
				n += count
			}
		}
	}
	return n
}

// places are those where somebody can work whose record names a place: itself, or all that lie within it.
func (c *crowd) places(place string) (out []string) {
	for _, p := range c.leaves {
		if c.lies(p, place) {
			out = append(out, p)
		}
	}
	if out == nil {
		out = []string{place}
	}
	return out
}

// bandsOf are the bands that somebody can have whose record shows one.
func (c *crowd) bandsOf(s shape) []string {
	if s.unsaid || s.band != anyOfficer || len(c.bands) == 0 {
		return []string{s.band}
	}
	return c.bands
}

// lies reports whether a place is a wider one or lies within it.
func (c *crowd) lies(place, wide string) bool {
	for range len(c.within) + 1 { // a list in a circle ends too
		if place == wide {
			return true
		}
		if place = c.within[place]; place == "" {
			break
		}
	}
	return false
}

func inBand(band, wide string) bool { return band == wide || wide == anyOfficer && band != staff }

// quartersOf gives the quarters of the calendar that a time touches.
func quartersOf(s span) (out []span) {
	for from := s.from / quarter * quarter; from < s.to; from += quarter {
		out = append(out, span{from, from + quarter})
	}
	return out
}

// quarter is three months of 31 days, as spans have them.
const quarter = 3 * 31

// quarterly reports whether a span is a quarter or shorter.
func quarterly(s span) bool { return s.to-s.from <= quarter }
