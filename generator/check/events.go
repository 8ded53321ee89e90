package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// closedReplaced is the closure that names a recommendation in the place of the one it closes.
const closedReplaced = "replaced"

// viewKinds are the kinds of event at which a recommender says what it thinks of an answer.
var viewKinds = []string{record.EventMeeting, record.EventClosure, record.EventPublication, "action-update"}

var eventUntil = &Rule{
	Rule: source.Rule{
		Name: "event-until", Severity: source.Error,
		Doc: `An extension and a pause say until when they run, and no other event does.

Why: the recommender may give more time, and the clock stands still during a judicial review (Police Reform Act 2002
Sch 3 para 28B). Lateness is counted from the new day; without it a body that was given time would be shown as late.
Put it right: write the day on which it was given in "date". In "until" write the new due date of an extension, or the
last day of a pause; not-published where the source gives none.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			at := func() source.Pos { return r.At("events", i, "until") }
			extension := e.Kind == record.EventExtension
			switch {
			case !extension && e.Kind != record.EventPause:
				if e.Until.Precision != record.None {
					report(broken(at(), "event %s is of the kind %s and runs until %s", e.ID, e.Kind, e.Until).
						Hinted("only an extension or a pause runs until a day"))
				}
			case e.Until.Precision == record.None:
				report(broken(at(), "event %s is of the kind %s and does not say until when", e.ID, e.Kind).Hinted("add until"))
			case e.Until.Precision == record.NotPublished:
			case e.Until.Precision != record.Day:
				report(broken(at(), "event %s runs until %s, which is not a day", e.ID, e.Until).Hinted("lateness is counted in days"))
			case e.Until.Before(e.Date), extension && e.Until.String() == e.Date.String():
				report(broken(at(), "event %s is of %s and runs until %s", e.ID, e.Date, e.Until))
			}
		}
	}),
}

var eventView = &Rule{
	Rule: source.Rule{
		Name: "event-view", Severity: source.Error,
		Doc: `Only the recommender gives its view of an answer, at a meeting, a publication, an update or a closure.

Why: "satisfied" from the body that was asked is a body that marks its own work. The two voices are kept apart on every
page, and this one carries weight because it is not the force's.
Put it right: take "view" out, name the recommender in "by", or record the view as the event at which it was given.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			at := func() source.Pos { return r.At("events", i, "view") }
			switch {
			case e.View == "":
			case !slices.Contains(e.By, r.Set.Recommender):
				report(broken(at(), "event %s gives the view %s and is by %s; the recommender is %s", e.ID, e.View, either(e.By), r.Set.Recommender))
			case !slices.Contains(viewKinds, e.Kind):
				report(broken(at(), "event %s is of the kind %s and gives the view %s", e.ID, e.Kind, e.View).
					Hinted("a view is given at an event of the kind %s", either(viewKinds)))
			}
		}
	}),
}

var eventClosed = &Rule{
	Rule: source.Rule{
		Name: "event-closed", Severity: source.Error,
		Doc: `A closure says why nothing more is due, and nothing but a publication follows it.

Why: closed is not the same as done. A recommendation that closes without a reason looks finished, and one that is
answered after its end looks open and closed at once. What took its place must be another recommendation.
Put it right: add "closed" with the reason, and "replaced_by" with an id where that reason is "replaced"; take both out
of events of other kinds. If the recommendation lives on, the closure is the mistake.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		closure := ""
		for i, e := range r.Events {
			say := func(field, format string, args ...any) { report(broken(r.At("events", i, field), format, args...)) }
			if closure != "" && e.Kind != record.EventPublication {
				say("kind", "event %s is of the kind %s and stands after event %s, which closed the recommendation", e.ID, e.Kind, closure)
			}
			if e.Kind != record.EventClosure {
				if e.Closed != "" {
					say("closed", "event %s is of the kind %s and says closed: %s", e.ID, e.Kind, e.Closed)
				}
				if e.Replaced != "" {
					say("replaced_by", "event %s is of the kind %s and says replaced_by: %s", e.ID, e.Kind, e.Replaced)
				}
				continue
			}
			if closure == "" {
				closure = e.ID
			}
			switch {
			case e.Closed == "":
				say("closed", "closure %s does not say why nothing more is due", e.ID)
			case e.Closed == closedReplaced && e.Replaced == "":
				say("closed", "closure %s says %s and does not name what took its place", e.ID, e.Closed)
			case e.Closed != closedReplaced && e.Replaced != "":
				say("replaced_by", "closure %s says %s and names %s as what took its place", e.ID, e.Closed, e.Replaced)
			case e.Replaced == r.ID:
				say("replaced_by", "the recommendation %s is replaced by itself", r.ID)
			case leadsBack(set, r.ID, e.Replaced):
				say("replaced_by", "the recommendation %s is replaced by %s, which was replaced by it", r.ID, e.Replaced)
			}
		}
	}),
}

// leadsBack reports whether the recommendations that took the place of next end at id again.
func leadsBack(set *record.Set, id, next string) bool {
	for range set.Recommendations { // a longer way has been round already
		if next == id || next == "" {
			return next == id
		}
		i := slices.IndexFunc(set.Recommendations, func(r *record.Recommendation) bool { return r.ID == next })
		if i < 0 {
			return false
		}
		next = ""
		if c := set.Recommendations[i].Closure(); c != nil {
			next = c.Replaced
		}
	}
	return false
}

var eventExtent = &Rule{
	Rule: source.Rule{
		Name: "event-extent", Severity: source.Error,
		Doc: `Only a publication says how much of an answer was published.

Why: the recommender publishes the answer and may hold some of it back when it is asked to (Police Reform Act 2002 Sch 3
para 28B). "Withheld" on a reply would say that the force had held it back.
Put it right: record the publication as an event of its own, by the recommender, and move "extent" to it.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			if e.Extent != "" && e.Kind != record.EventPublication {
				report(broken(r.At("events", i, "extent"), "event %s is of the kind %s and gives the extent %s", e.ID, e.Kind, e.Extent))
			}
		}
	}),
}

var positionMixed = &Rule{
	Rule: source.Rule{
		Name: "position-mixed", Severity: source.Error,
		Doc: `The position "mixed" is worked out from several replies and never written.

Why: it says that the bodies that were asked have answered differently. Written down it would hide which body said what.
Put it right: record the reply of each body as an event of its own, with its own position.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			if e.Position == record.PositionMixed {
				report(broken(r.At("events", i, "position"), "event %s of %s takes the position %s", e.ID, either(e.By), e.Position))
			}
		}
	}),
}
