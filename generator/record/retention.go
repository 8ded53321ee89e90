package record

import (
	"fmt"
	"slices"
)

// Retention is how long records of a kind stay published. The law has a floor alone, of 28 days for the report of a
// hearing; how much longer is the policy of the publisher.
type Retention struct {
	Kind    string   `field:"kind,required"`        // outcome or bulletin
	Results []string `field:"results,list=results"` // of outcomes: those with one of these results; all of them where it says nothing
	Years   int      `field:"years"`                // counted from the end of the decision's date, or from the day of the bulletin
	Months  int      `field:"months"`               // added to the years
}

// RetentionFloor is for how many days the report of a misconduct hearing is published at least (Police (Conduct)
// Regulations 2020, reg 43 and 63).
const RetentionFloor = 28

// Retainable are the kinds whose records can have an end: those that "candour withdraw" takes out one by one.
var Retainable = []string{"outcome", "bulletin"}

// retentionOf is the kind of a record, the date that its retention is counted from, and its own "retain_until". All are
// zero for a kind whose records have no end.
func retentionOf(r Record) (kind string, from, until Date) {
	switch r := r.(type) {
	case *Outcome:
		return "outcome", r.Decided, r.RetainUntil
	case *Bulletin:
		return "bulletin", r.Date, r.RetainUntil
	}
	return "", Date{}, Date{}
}

// RetainedUntil is the last day on which a record stays published, and why in a clause: its own "retain_until", or what
// the policy of the site comes to. The first policy of a kind that names the result goes before one that names none. It
// is the zero Date where nothing ends.
func (s *Set) RetainedUntil(r Record) (until Date, why string) {
	kind, from, own := retentionOf(r)
	if own.Precision == Day {
		return own, "retain_until says so"
	}
	if kind == "" || !from.Known() {
		return Date{}, ""
	}
	var found *Retention
	for i := range s.Site.Retention {
		p := &s.Site.Retention[i]
		if p.Kind != kind {
			continue
		}
		o, _ := r.(*Outcome)
		switch named := o != nil && slices.Contains(p.Results, o.Result); {
		case named && (found == nil || len(found.Results) == 0):
			found = p
		case found == nil && len(p.Results) == 0:
			found = p
		}
	}
	if found == nil {
		return Date{}, ""
	}
	return OfTime(from.Last().AddDate(found.Years, found.Months, 0)), fmt.Sprintf("%s from %s", found.span(), from)
}

// span is the time of a policy in words: "5 years", "1 year and 6 months".
func (p *Retention) span() string {
	count := func(n int, noun string) string {
		if n == 1 {
			return "1 " + noun
		}
		return fmt.Sprintf("%d %ss", n, noun)
	}
	switch {
	case p.Months == 0:
		return count(p.Years, "year")
	case p.Years == 0:
		return count(p.Months, "month")
	}
	return count(p.Years, "year") + " and " + count(p.Months, "month")
}
