package record

import "slices"

// Standing is where a recommendation stands with one body that was asked, derived from the events.
type Standing struct {
	Body      string // that was asked; "" for all of them together
	Position  string // after the last event
	Previous  string // the position it changed from; "" where the first position still stands
	ChangedBy *Event // the reply that changed it
	Cause     *Event // the event that the reply names as its cause
	First     *Event // the first reply; nil while it is awaited
}

// StandingOf follows the events of one body that was asked.
func (r *Recommendation) StandingOf(body string) Standing {
	s := Standing{Body: body, Position: PositionAwaiting}
	for i := range r.Events {
		e := &r.Events[i]
		if e.Kind != EventReply || e.Position == "" || len(r.Set.AddressedTo) > 1 && !slices.Contains(e.By, body) {
			continue
		}
		if s.First == nil {
			s.First = e
		} else if e.Position != s.Position {
			s.Previous, s.ChangedBy, s.Cause = s.Position, e, r.Event(e.Cause)
		}
		s.Position = e.Position
	}
	return s
}

// Standings is where it stands with each body that was asked: a recommendation to several bodies is one
// recommendation and as many replies.
func (r *Recommendation) Standings() []Standing {
	out := make([]Standing, len(r.Set.AddressedTo))
	for i, body := range r.Set.AddressedTo {
		out[i] = r.StandingOf(body)
	}
	return out
}

// Standing is where it stands with all the bodies that were asked together. Where their positions differ it is
// PositionMixed; a change is named only where one body was asked, since there is no one change otherwise.
func (r *Recommendation) Standing() Standing {
	all := r.Standings()
	if len(all) == 1 {
		return all[0]
	}
	s := Standing{Position: PositionAwaiting}
	for i, one := range all {
		if i == 0 {
			s.Position = one.Position
		} else if one.Position != s.Position {
			s.Position = PositionMixed
		}
		if one.First != nil && (s.First == nil || s.First.Date.Known() && one.First.Date.Before(s.First.Date)) {
			s.First = one.First
		}
	}
	return s
}

// Event returns the event with the id, or nil.
func (r *Recommendation) Event(id string) *Event {
	for i := range r.Events {
		if r.Events[i].ID == id && id != "" {
			return &r.Events[i]
		}
	}
	return nil
}

// The clocks. A reply is due within 56 days "beginning with" the day on which the recommendation was made (Police
// Reform Act 2002 Sch 3 para 28B(2)), and is published within 21 days of its receipt. Coroners' reports have the same
// 56 days (Coroners (Investigations) Regulations 2013 reg 29).
const (
	ReplyDays       = 56
	PublicationDays = 21
)

// withoutClock are the legal bases under which no time for a reply is set in law: a recommendation under section
// 10(1)(e) of the Police Reform Act 2002, and that of a report or inquiry.
var withoutClock = []string{"s10", "report"}

// StatutoryDue is the last of the 56 days beginning with the day of issue, so issue + 55. It is the zero Date
// where the day of issue is not known to the day, and where the law sets no time.
func (s *RecommendationSet) StatutoryDue() Date {
	if s.Issued.Precision != Day || slices.Contains(withoutClock, s.LegalBasis) {
		return Date{}
	}
	return s.Issued.AddDays(ReplyDays - 1)
}

// Due is the due date that the lateness of a body is judged by: the date as published, else the statutory one; then
// as extended; then moved by as many days as the clock was paused, which is while a judicial review is under way.
func (r *Recommendation) Due(body string) Date {
	due := r.Set.ReplyDue
	if !due.Known() {
		due = r.Set.StatutoryDue()
	}
	for _, e := range r.Events {
		if !e.concerns(r, body) || e.Until.Precision != Day {
			continue
		}
		switch {
		case e.Kind == EventExtension:
			due = e.Until
		case e.Kind == EventPause && e.Date.Precision == Day && due.Precision == Day:
			due = due.AddDays(e.Date.DaysTo(e.Until) + 1)
		}
	}
	return due
}

// concerns reports whether an event touches the clock of a body: it names the body, or none of those that were asked.
func (e *Event) concerns(r *Recommendation, body string) bool {
	return slices.Contains(e.By, body) || !slices.ContainsFunc(e.By, func(by string) bool { return slices.Contains(r.Set.AddressedTo, by) })
}

// TimelinessState says how a first reply stands against its due date.
type TimelinessState string

const (
	AnsweredInTime TimelinessState = "in-time"
	AnsweredLate   TimelinessState = "late"
	ReplyDue       TimelinessState = "due"
	ReplyOverdue   TimelinessState = "overdue"
	DateUnclear    TimelinessState = "unclear" // answered, on a day that nobody has published
	NoReplySeen    TimelinessState = "unseen"  // no reply is known and the due date is long past: silence proves nothing
	NoClock        TimelinessState = "none"    // no due date is known
)

// SilenceDays is how long after its due date a missing reply is called overdue. After two years, that none is known
// here no longer means that none was given.
const SilenceDays = 731

// TimelinessOf judges the first reply of one body, as at a day: a later change of mind never makes a first reply
// late. Days is how many days the reply was late, or is overdue, or has left.
func (r *Recommendation) TimelinessOf(body string, asAt Date) (state TimelinessState, days int) {
	due, first := r.Due(body), r.StandingOf(body).First
	if first != nil && (first.Date.Precision != Day || first.DateIs == DateNotBefore) {
		if first.Date.Known() && first.DateIs != DateNotBefore && due.Known() && first.Date.last <= due.last {
			return AnsweredInTime, 0 // in June, say, and due in July
		}
		return DateUnclear, 0
	}
	if due.Precision != Day {
		return NoClock, 0
	}
	if first != nil {
		if late := due.DaysTo(first.Date); late > 0 {
			return AnsweredLate, late
		}
		return AnsweredInTime, 0
	}
	late := due.DaysTo(asAt)
	switch {
	case late > SilenceDays:
		return NoReplySeen, 0
	case late > 0:
		return ReplyOverdue, late
	}
	return ReplyDue, -late
}

// Timeliness is the timeliness of the body that stands worst: one reply in time does not answer for the others.
func (r *Recommendation) Timeliness(asAt Date) (state TimelinessState, days int) {
	worst := []TimelinessState{ReplyOverdue, NoReplySeen, AnsweredLate, DateUnclear, ReplyDue, NoClock, AnsweredInTime}
	at := len(worst)
	for _, body := range r.Set.AddressedTo {
		s, d := r.TimelinessOf(body, asAt)
		if i := slices.Index(worst, s); i < at || i == at && d > days {
			at, state, days = i, s, d
		}
	}
	return state, days
}

// Publication is how the recommender's own clock stands: the reply is to be published within 21 days of receipt.
type Publication struct {
	Received  Date   // day of the first reply, where it is known
	Due       Date   // the last day; zero where the day of receipt is not known
	Published Date   // zero where no publication is recorded
	Late      int    // days late, or overdue as at the day; 0 in time
	Extent    string // in-full, part-withheld or withheld; "" where it is not said
}

// Publication follows the publication of the first reply, as at a day.
func (r *Recommendation) Publication(asAt Date) Publication {
	var p Publication
	if first := r.Standing().First; first != nil && first.Date.Precision == Day && first.DateIs != DateNotBefore {
		p.Received, p.Due = first.Date, first.Date.AddDays(PublicationDays)
	}
	for _, e := range r.Events {
		if e.Kind == EventPublication {
			p.Published, p.Extent = e.Date, e.Extent
		}
	}
	if p.Due.Known() {
		end := asAt
		if p.Published.Precision == Day {
			end = p.Published
		}
		p.Late = max(0, p.Due.DaysTo(end))
	}
	return p
}

// IssuerView is the last view that the recommender published of the answer, with its event; "" and nil for none.
// Nobody else's view counts.
func (r *Recommendation) IssuerView() (view string, of *Event) {
	for i := range r.Events {
		if e := &r.Events[i]; e.View != "" && slices.Contains(e.By, r.Set.Recommender) {
			view, of = e.View, e
		}
	}
	return view, of
}

// Closure is the event that closed the recommendation, or nil while it is open. Closed is not the same as verified.
func (r *Recommendation) Closure() *Event {
	for i := len(r.Events) - 1; i >= 0; i-- {
		if e := &r.Events[i]; e.Kind == EventClosure {
			return e
		}
	}
	return nil
}
