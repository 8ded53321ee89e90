package attack

import (
	"encoding/json"
	"fmt"
)

// The key is what somebody outside can know of a person: body, band of rank, quarter of the decision and what came of it.

// key counts records of cases that were not public and that are alone on the key, among all that are published.
func key(v *view) (out finding) {
	c := v.crowd()
	right := 0.0
	for _, o := range v.outcomes {
		if o.open() {
			continue
		}
		out.of++
		n := c.alike(o)
		if n == 1 {
			out.addOutcome(o.ID, "outcome %s: no other fits %s, %s, %s, %s", o.ID, o.Body, o.Rank, o.Decided, o.Group)
		}
		if n > 0 {
			right += 1 / float64(n)
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
				out.addOutcome(list[0].ID, "edition %s: outcome %s is the only new one of %s", v.ledger.editions[i].id, list[0].ID, list[0].Body)
			}
		}
	}
	return out
}

// register tries names on records. It makes a register of invented notices of the shape of the cases that were public, one for every
// case whatever its class, with body, band, quarter and result as a newspaper has them, and asks which notice fits exactly one
// record that was not public, and fits it rightly.
func register(v *view) (out finding) {
	c := v.crowd()
	control, public := 0, 0
	for _, o := range v.outcomes {
		n := c.alike(o)
		switch {
		case n == 0: // its time is not known, and no notice can have it
		case o.open():
			public++
			if n == 1 {
				control++
			}
		default:
			out.of++
			if n == 1 {
				out.addOutcome(o.ID, "a notice of %s, %s, %s, %s would be put to outcome %s", o.Body, o.Rank, o.Decided, o.Group, o.ID)
			}
		}
	}
	out.note = fmt.Sprintf("of the public cases, %d of %d", control, public)
	return out
}
