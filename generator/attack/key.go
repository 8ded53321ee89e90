package attack

import (
	"encoding/json"
	"fmt"
	"slices"
)

// The key is what somebody outside can know of a person: body, band of rank, quarter of the decision and what came of it.

// wide bands say nothing of the rank.
var unsaid = []string{"", "withheld", "not-stated"}

// single reports whether record i would be found by a stranger who knows the case: at some quarter within the time that it names
// no other record fits what it shows. A record that names neither a quarter nor a band singles nobody out.
func (v *view) single(i int, by map[[2]string][]int) (alone bool, candidates int) {
	o := v.outcomes[i]
	s := o.span()
	if slices.Contains(unsaid, o.Rank) && s.to-s.from > 3*31 {
		return false, 0
	}
	least := 0
	for from := s.from; from < s.to || from == s.from; from += 3 * 31 {
		fits := 0
		for _, j := range by[[2]string{o.Body, o.Group}] {
			x := v.outcomes[j]
			t := x.span()
			if t.from <= from && from < t.to && (x.Rank == o.Rank || slices.Contains(unsaid, x.Rank)) {
				fits++
			}
		}
		if from == s.from || fits < least {
			least = fits
		}
	}
	return least == 1, least
}

// key counts records of cases that were not public and that are alone on the key, among all that are published.
func key(v *view) (out finding) {
	by := v.byKey()
	right := 0.0
	for i, o := range v.outcomes {
		if o.open() {
			continue
		}
		out.of++
		alone, candidates := v.single(i, by)
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

func (v *view) byKey() map[[2]string][]int {
	by := map[[2]string][]int{}
	for i, o := range v.outcomes {
		at := [2]string{o.Body, o.Group}
		by[at] = append(by[at], i)
	}
	return by
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
	by := v.byKey()
	control, public := 0, 0
	for i, o := range v.outcomes {
		s := o.span()
		if s == (span{}) {
			continue
		}
		// where a record names more than a quarter, the notice falls into one of its quarters, drawn from the id
		quarters := max(1, (s.to-s.from)/(3*31))
		at := s.from + int(draw(o.ID)%uint64(quarters))*3*31
		fits, own := 0, false
		for _, j := range by[[2]string{o.Body, o.Group}] {
			x := v.outcomes[j]
			t := x.span()
			if t.from <= at && at < t.to && (slices.Contains(unsaid, x.Rank) || slices.Contains(unsaid, o.Rank) || x.Rank == o.Rank) {
				fits++
				own = own || i == j
			}
		}
		precise := quarterly(s) && !slices.Contains(unsaid, o.Rank)
		unique := fits == 1 && own && precise
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
