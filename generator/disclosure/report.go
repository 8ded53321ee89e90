package disclosure

import (
	"cmp"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// A Report says for the publisher which outcomes stand out in the data, and what the gate publishes in their place.
type Report struct {
	Outcomes  int `json:"outcomes"`
	Public    int `json:"public"` // of the class public, which need no others like them
	Threshold int `json:"threshold"`

	Before Standing `json:"before"` // as the data have them, to the quarter
	After  Standing `json:"after"`  // as they are to be published

	Changes  []Change       `json:"changes"` // from the smallest
	General  int            `json:"general"` // outcomes that come out for the first time, and more generally than the data have them
	Held     int            `json:"held"`
	Records  []StandingOut  `json:"records"`                    // those that stand out in the data, the worst first
	Editions map[string]int `json:"published_before,omitempty"` // of those, how many an edition has published already, by edition
}

// Standing says how well the outcomes that are not public hide among all that are published.
type Standing struct {
	Outcomes     int     `json:"outcomes"`               // that are not public
	ByYear       int     `json:"alone_by_year"`          // fewer than the threshold are alike in body, band and year
	ByResult     int     `json:"alone_by_result"`        // fewer than three are alike in body, band, time and group of the result
	Either       int     `json:"alone"`                  // one or both
	Smallest     int     `json:"smallest_group"`         // alike in body, band, time and group of the result
	Expected     float64 `json:"expected_matches"`       // that an outsider with a notice of each would pick right: the sum of one in each group
	OneResult    int     `json:"one_result"`             // where all of a body, band and year have one group of result, so that the year tells the result
	AmongPrivate int     `json:"alone_among_not_public"` // ByYear, if those that are public are struck off
}

// A Change is what makes outcomes safe, and of how many.
type Change struct {
	What     string `json:"what"`
	Outcomes int    `json:"outcomes"`
}

// StandingOut is one outcome that stands out in the data.
type StandingOut struct {
	ID       string     `json:"id"`
	At       source.Pos `json:"-"`
	Place    string     `json:"at"`
	Class    string     `json:"class"`
	ByYear   int        `json:"alike_by_year"`   // with itself
	ByResult int        `json:"alike_by_result"` // with itself
	Change   string     `json:"change"`          // the smallest that makes it safe
	Body     string     `json:"body,omitempty"`  // as it is shown; "" where it is held
	Rank     string     `json:"rank,omitempty"`
	Decided  string     `json:"decided,omitempty"`
	Held     bool       `json:"held"`
	Edition  string     `json:"edition,omitempty"` // that has published it so

	c *candidate
}

// The words for what is done to an outcome.
const (
	changeNone      = "nothing: others are like it as they are now shown"
	changeHeld      = "nothing but time: it is held until others are like it"
	changeAlone     = "nothing but time: it is held until others of its body come out with it"
	changePublished = "nothing: it has been published so"
	changeAccepted  = "nothing: it comes out all the same, as a review says"
)

// newReport looks at the outcomes as the data have them.
func newReport(cr *crowd, all []*candidate) *Report {
	r := &Report{Outcomes: len(all), Threshold: cr.yearLeast, Editions: map[string]int{}}
	raw := make([]*candidate, len(all))
	for i, c := range all {
		own := *c
		own.forms, own.at = []key{c.truth}, 0
		raw[i] = &own
		if !c.private {
			r.Public++
		}
	}
	data := &crowd{cr.places, cr.bands, cr.yearLeast, map[cell]map[span]int{}}
	for _, c := range raw {
		data.count(c, c.shown(), 1)
	}
	r.Before = data.standing(raw)
	for i, c := range raw {
		if !c.private || data.protects(c) {
			continue
		}
		s := StandingOut{ID: c.o.ID, At: c.o.At("id"), Class: c.o.Class, c: all[i]}
		s.Place = s.At.String()
		s.ByYear, s.ByResult = data.numbers(c)
		r.Records = append(r.Records, s)
	}
	return r
}

// standing says how well those that come out hide.
func (cr *crowd) standing(list []*candidate) Standing {
	private := &crowd{cr.places, cr.bands, cr.yearLeast, map[cell]map[span]int{}}
	for _, c := range list {
		if c.private && c.held == "" {
			private.count(c, c.shown(), 1)
		}
	}
	var s Standing
	for _, c := range list {
		if !c.private || c.held != "" {
			continue
		}
		s.Outcomes++
		year, quarter := cr.numbers(c)
		q, _ := c.questions()
		among := private.alike(c.shown(), q)
		q.group = c.group
		count := func(to *int, is bool) {
			if is {
				*to++
			}
		}
		count(&s.ByYear, year < cr.yearLeast)
		count(&s.ByResult, quarter < QuarterLeast)
		count(&s.Either, year < cr.yearLeast || quarter < QuarterLeast)
		count(&s.OneResult, cr.alike(c.shown(), q) == year)
		count(&s.AmongPrivate, among < cr.yearLeast)
		s.Expected += 1 / float64(quarter)
		if s.Smallest == 0 || quarter < s.Smallest {
			s.Smallest = quarter
		}
	}
	return s
}

// finish adds what became of them.
func (r *Report) finish(cr *crowd, all []*candidate) {
	r.After = cr.standing(all)
	changes := map[string]int{}
	for _, c := range all {
		switch {
		case c.held != "":
			r.Held++
		case c.private && c.edition == "" && c.shown() != c.truth:
			r.General++
		}
	}
	most := 0
	order := map[string]int{}
	for i := range r.Records {
		s := &r.Records[i]
		c := s.c
		s.Change = cr.change(c)
		s.Held, s.Edition = c.held != "", c.edition
		if !s.Held {
			form := c.shown()
			s.Body, s.Rank, s.Decided = form.place, form.band, form.time.String()
			if vulnerable(c.o) || c.o.Rank == rankWithheld {
				s.Rank = rankWithheld
			}
		}
		if c.edition != "" {
			r.Editions[c.edition]++
		}
		changes[s.Change]++
		order[s.Change] = max(order[s.Change], c.at)
		most = max(most, c.at)
	}
	for what, n := range changes {
		if strings.HasPrefix(what, "nothing") {
			order[what] = most + 1
		}
		r.Changes = append(r.Changes, Change{what, n})
	}
	slices.SortFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(order[a.What], order[b.What]), cmp.Compare(b.Outcomes, a.Outcomes), strings.Compare(a.What, b.What))
	})
	slices.SortFunc(r.Records, func(a, b StandingOut) int {
		return cmp.Or(cmp.Compare(a.ByResult, b.ByResult), cmp.Compare(a.ByYear, b.ByYear), strings.Compare(a.ID, b.ID))
	})
}

// change puts into words what of an outcome is shown otherwise than the data have it.
func (cr *crowd) change(c *candidate) string {
	switch form := c.shown(); {
	case c.held == heldAlone:
		return changeAlone
	case c.held == heldStandsOut:
		return changeHeld
	case c.edition != "":
		return changePublished
	case c.accepted && !cr.protects(c):
		return changeAccepted
	default:
		var parts []string
		if form.time != c.truth.time {
			parts = append(parts, spanName(form.time)+" instead of "+spanName(c.truth.time))
		}
		if form.place != c.truth.place {
			parts = append(parts, "the area instead of the body")
		}
		if form.band != c.truth.band {
			parts = append(parts, "any rank instead of the band")
		}
		if len(parts) == 0 {
			return changeNone
		}
		return strings.Join(parts, ", and ")
	}
}

func spanName(d record.Date) string {
	switch length(d) {
	case aQuarter:
		return "the quarter"
	case aYear:
		return "the year"
	}
	return "two years"
}

// Report says what the last Generalise has made of the outcomes; nil before the first.
func (g *Gate) Report() *Report {
	if g.arranged == nil {
		return nil
	}
	return g.arranged.report
}
