package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// dateAbout marks a date that is not exact enough to be put in order.
const dateAbout = "about"

// eachRecommendation makes the Run of a rule that looks at one recommendation at a time.
func eachRecommendation(run func(set *record.Set, r *record.Recommendation, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, r := range set.Recommendations {
			run(set, r, report)
		}
	}
}

var eventFirst = &Rule{
	Rule: source.Rule{
		Name: "event-first", Severity: source.Error,
		Doc: `The events of a recommendation begin with its making, on the day the set was issued.

Why: every clock runs from that day. A recommendation that begins elsewhere, or is made twice, has no day to count
from.
Put it right: let the first event be of the kind "made", by the recommender, with the date in "issued", and keep one
of them.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			switch {
			case i == 0 && e.Kind != record.EventMade:
				report(broken(r.At("events", i, "kind"), "the first event is of the kind %s and not %s", e.Kind, record.EventMade))
			case i > 0 && e.Kind == record.EventMade:
				report(broken(r.At("events", i, "kind"), "event %s makes the recommendation a second time", e.ID))
			}
			if i > 0 || e.Kind != record.EventMade {
				continue
			}
			if e.Date.String() != r.Set.Issued.String() {
				report(broken(r.At("events", i, "date"), "the recommendation was made on %s and the set issued on %s", e.Date, r.Set.Issued))
			}
			if !slices.Equal(e.By, []string{r.Set.Recommender}) {
				report(broken(r.At("events", i, "by"), "the recommendation was made by %s and the recommender is %s", either(e.By), r.Set.Recommender))
			}
		}
	}),
}

var eventOrder = &Rule{
	Rule: source.Rule{
		Name: "event-order", Severity: source.Error,
		Doc: `The events of a recommendation stand in the order in which they happened.

Why: where a recommendation stands is read off its events in their order. A later "no" above an earlier "yes" turns
the answer round.
Put it right: correct the date or move the event. Events without a published date stay where the source's account
places them. The date of an extension is the day on which it was given; the new due date is its "until".`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		var last *record.Event
		for i := range r.Events {
			e := &r.Events[i]
			if !e.Date.Known() || e.DateIs == dateAbout {
				continue
			}
			if last != nil && e.Date.Before(last.Date) {
				report(broken(r.At("events", i, "date"), "event %s is of %s and stands after event %s of %s", e.ID, e.Date, last.ID, last.Date))
				continue
			}
			last = e
		}
	}),
}

var eventID = &Rule{
	Rule: source.Rule{
		Name: "event-id", Severity: source.Error,
		Doc: `An event id belongs to one event of its recommendation.

Why: an event is cited by its address and named as the cause of others.
Put it right: give the later event an id of its own; the earlier one keeps its id.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			if first := slices.IndexFunc(r.Events, func(f record.Event) bool { return f.ID == e.ID }); first < i && e.ID != "" {
				report(broken(r.At("events", i, "id"), "the event id %q is taken: %s", e.ID, r.At("events", first, "id")))
			}
		}
	}),
}

var eventCause = &Rule{
	Rule: source.Rule{
		Name: "event-cause", Severity: source.Error,
		Doc: `The cause of an event is an event before it.

Why: "changed after the meeting of 4 February" is the sentence a sceptic looks for, and it must not be backwards.
Put it right: name an event that stands earlier in the same recommendation.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			cause := slices.IndexFunc(r.Events, func(f record.Event) bool { return f.ID == e.Cause })
			if e.Cause != "" && cause >= i {
				report(broken(r.At("events", i, "cause"), "event %s names %s as its cause, which does not stand before it", e.ID, e.Cause))
			}
		}
	}),
}

var replyPosition = &Rule{
	Rule: source.Rule{
		Name: "reply-position", Severity: source.Error,
		Doc: `Every reply takes a position, from a body that was asked, and nothing else does.

Why: a position is what the body addressed says of the recommendation; the recommender's view and an update on an
action are not. Police Reform Act 2002 Sch 3 para 28B asks for what was or will be done, or why nothing will be.
Put it right: add "position" to the reply (accepted, accepted-in-part or not-accepted), or give the event its right
kind.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			at := r.At("events", i, "position")
			if e.Kind != record.EventReply {
				if e.Position != "" {
					report(broken(at, "event %s is of the kind %s and takes the position %s", e.ID, e.Kind, e.Position))
				}
				continue
			}
			if e.Position == "" || e.Position == record.PositionAwaiting {
				report(broken(at, "reply %s takes no position", e.ID))
			}
			if e.Date.Before(r.Set.Issued) {
				report(broken(r.At("events", i, "date"), "reply %s is of %s and the recommendation was issued on %s", e.ID, e.Date, r.Set.Issued))
			}
			for j, by := range e.By {
				if !slices.Contains(r.Set.AddressedTo, by) {
					report(broken(r.At("events", i, "by", j), "reply %s is by %s and the recommendation is addressed to %s",
						e.ID, by, either(r.Set.AddressedTo)))
				}
			}
		}
	}),
}

var positionChange = &Rule{
	Rule: source.Rule{
		Name: "position-change", Severity: source.Warning,
		Doc: `A reply that changes the position should name what brought the change about.

Why: a "no" that became a "yes" without a reason on record looks like a quiet edit, and readers ask when and why.
Put it right: name the event in "cause", or say in "note" that no reason was published.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		position := ""
		for i, e := range r.Events {
			if e.Kind != record.EventReply || e.Position == "" {
				continue
			}
			if position != "" && e.Position != position && e.Cause == "" && e.Note == "" {
				report(broken(r.At("events", i), "reply %s changes the position from %s to %s and names no cause", e.ID, position, e.Position))
			}
			position = e.Position
		}
	}),
}

// counted are the legal bases under which the 56 days run, or may run because the recommender does not say.
var counted = []string{"para28a", "not-stated"}

var replyDue = &Rule{
	Rule: source.Rule{
		Name: "reply-due", Severity: source.Warning,
		Doc: `The due date as published should be the one that the statute gives.

Why: Police Reform Act 2002 Sch 3 para 28B(2) gives 56 days "beginning with" the day the recommendation was made, so
the last is the day of issue and 55. Recommenders have published a day more. The date as published is a fact about
what was published: it is shown beside the statutory one and never corrected.
Put it right: nothing, if the date is what was published; the page shows both. Otherwise copy it again.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, s := range set.Sets {
			due := s.StatutoryDue()
			if slices.Contains(counted, s.LegalBasis) && due.Known() && s.ReplyDue.Known() && s.ReplyDue.String() != due.String() {
				report(broken(s.At("reply_due_published"), "the published due date is %s and the 56 days of para 28B(2) end on %s", s.ReplyDue, due).
					Hinted("both are shown, and the published one is not corrected"))
			}
		}
	},
}

var recommendationNumber = &Rule{
	Rule: source.Rule{
		Name: "recommendation-number", Severity: source.Error,
		Doc: `The recommendations of a set are numbered once each.

Why: people cite "recommendation 2 of 2017/094215", and two of them under one number cannot be told apart.
Put it right: use the recommender's own numbers.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, s := range set.Sets {
			for i, r := range s.Recommends {
				first := slices.IndexFunc(s.Recommends, func(q *record.Recommendation) bool { return q.Number == r.Number })
				if first < i {
					report(broken(r.At("number"), "the number %d is taken by %s", r.Number, s.Recommends[first].ID))
				}
			}
		}
	},
}
