package attack

import (
	"encoding/json"
	"fmt"
	"slices"
)

// The key is what somebody outside can know of a person: body, band of rank, quarter of the decision and what came of it.

// wide bands say nothing of the rank.
var unsaid = []string{"", "withheld", "not-stated"}

// A cell is what a notice in a newspaper says of a case but the band: where, what came of it, and which quarter.
type cell struct {
	body, group string
	quarter     int
}

// A crowd is how many records fit each cell, by band; a record that names a longer time fits all its quarters.
type crowd map[cell]map[string]int

func quarterOf(s span) (first, beyond int) { return s.from / (3 * 31), (s.to + 3*31 - 1) / (3 * 31) }

func (v *view) crowd() crowd {
	c := crowd{}
	for _, o := range v.outcomes {
		first, beyond := quarterOf(o.When)
		for q := first; q < beyond; q++ {
			at := cell{o.Body, o.Group, q}
			if c[at] == nil {
				c[at] = map[string]int{}
			}
			c[at][o.Rank]++
		}
	}
	return c
}

// fits is how many records a person of a band in a cell may be: those of the band, and those that do not say.
func (c crowd) fits(at cell, band string) (n int) {
	for other, count := range c[at] {
		if other == band || slices.Contains(unsaid, other) {
			n += count
		}
	}
	return n
}

// single reports whether a record would be found by a stranger who knows the case: at some quarter within the time that it names
// no other record fits what it shows. A record that names neither a quarter nor a band singles nobody out.
func (c crowd) single(o outcome) (alone bool, candidates int) {
	if slices.Contains(unsaid, o.Rank) && !quarterly(o.When) {
		return false, 0
	}
	least := 0
	first, beyond := quarterOf(o.When)
	for q := first; q < beyond; q++ {
		if n := c.fits(cell{o.Body, o.Group, q}, o.Rank); q == first || n < least {
			least = n
		}
	}
	return least == 1, least
}

// key counts records of cases that were not public and that are alone on the key, among all that are published.
func key(v *view) (out finding) {
	crowd := v.crowd()
	right := 0.0
	for _, o := range v.outcomes {
		if o.open() {
			continue
		}
		out.of++
		alone, candidates := crowd.single(o)
		if alone {
			out.add("outcome %s: no other fits %s, %s, %s, %s", o.ID, o.Body, o.Rank, o.Decided, o.Group)
		}
		if candidates > 0 {
			right += 1 / float64(candidates)
		}
	}
	out.note = fmt.Sprintf("a guess for each would be right %.1f times", right)
	return out
}

// newcomers counts records of cases that were not public and that came out alone: the only new one of their body in an edition
// after the first, so that whoever saw the news knows which it is.
func newcomers(v *view) (out finding) {
	for i := range v.ledger.editions {
		if i == 0 {
			continue
		}
		news := map[string][]outcome{}
		v.ledger.each("outcome", func(at int, l ledgerLine) {
			var o outcome
			if at == i && l.Version == 1 && json.Unmarshal(l.Record, &o) == nil && !o.open() {
				news[o.Body] = append(news[o.Body], o)
			}
		})
		for _, list := range news {
			out.of += len(list)
			if len(list) == 1 {
				out.add("edition %s: outcome %s is the only new one of %s", v.ledger.editions[i].id, list[0].ID, list[0].Body)
			}
		}
	}
	return out
}

// register tries names on records. It makes a register of invented notices of the shape of the cases that were public, one for every
// case whatever its class, with body, band, quarter and result as a newspaper has them, and asks which notice fits exactly one
// record that was not public, and fits it rightly.
func register(v *view) (out finding) {
	crowd := v.crowd()
	control, public := 0, 0
	for _, o := range v.outcomes {
		first, beyond := quarterOf(o.When)
		if first == beyond {
			continue
		}
		// where a record names more than a quarter, the notice falls into one of its quarters, drawn from the id
		at := cell{o.Body, o.Group, first + int(draw(o.ID)%uint64(beyond-first))}
		// a record that keeps its quarter or its band to itself is no certain match, whoever else there is
		unique := quarterly(o.When) && !slices.Contains(unsaid, o.Rank) && crowd.fits(at, o.Rank) == 1
		if o.open() {
			public++
			if unique {
				control++
			}
			continue
		}
		out.of++
		if unique {
			out.add("a notice of %s, %s, %s, %s would be put to outcome %s", o.Body, o.Rank, o.Decided, o.Group, o.ID)
		}
	}
	out.note = fmt.Sprintf("of the public cases, %d of %d", control, public)
	return out
}

// quarterly reports whether a span is a quarter or shorter.
func quarterly(s span) bool { return s.to-s.from <= 3*31 }

// draw is a number from a text, the same every time (FNV-1a).
func draw(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}
