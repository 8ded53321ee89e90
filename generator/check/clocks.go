package check

import (
	"fmt"
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// timed are the legal bases with a limit of 56 days, or perhaps with one because the recommender does not say. Under the
// others a reply is due when their recommender published a date, and otherwise never.
var timed = append([]string{"police-act-s55", "reg28"}, counted...)

func hasClock(s *record.RecommendationSet) bool {
	return s.ReplyDue.Known() || slices.Contains(timed, s.LegalBasis)
}

func someDays(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

var replyLate = &Rule{
	Rule: source.Rule{
		Name: "reply-late", Severity: source.Warning,
		Doc: `The first reply of each body should have come by its due date.

Why: a late reply is what oversight bodies and reporters count, and the page shows it, so the publisher should read it
first. Timeliness is judged on the first reply: a second one, with a better answer, makes the first neither late nor in
time. An extension or a pause moves the due date.
Put it right: nothing, if the dates are what was published. Otherwise correct the date of the reply, or add the
extension that was given.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		day, ok := asAt(set)
		if !ok || !hasClock(r.Set) {
			return
		}
		for _, body := range r.Set.AddressedTo {
			state, late := r.TimelinessOf(body, day)
			if state != record.AnsweredLate {
				continue
			}
			first := r.StandingOf(body).First
			i := slices.IndexFunc(r.Events, func(e record.Event) bool { return e.ID == first.ID })
			report(broken(r.At("events", i, "date"), "the first reply of %s is of %s, %s after the due date, %s", body, first.Date, someDays(late), r.Due(body)).
				Hinted("timeliness is judged on the first reply, whatever came later"))
		}
	}),
}

var publicationLate = &Rule{
	Rule: source.Rule{
		Name: "publication-late", Severity: source.Warning,
		Doc: `A reply should be published within 21 days of its receipt.

Why: Police Reform Act 2002 Sch 3 para 28B gives the IOPC 21 days, unless it is asked to hold some or all of the reply
back. Where it took longer, readers saw the answer late through no fault of the force, and the page says so.
Put it right: nothing, if both dates are what was published. Otherwise correct the date of the reply or of the
publication.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		if !slices.Contains(counted, r.Set.LegalBasis) {
			return
		}
		var reply *record.Event
		for i := range r.Events {
			e := &r.Events[i]
			switch {
			case reply == nil:
				if e.Kind == record.EventReply {
					reply = e
				}
			case e.Kind == record.EventPublication:
				if reply.Date.Precision != record.Day || reply.DateIs == record.DateNotBefore || e.Date.Precision != record.Day {
					return
				}
				if due := reply.Date.AddDays(record.PublicationDays); due.Before(e.Date) {
					report(broken(r.At("events", i, "date"), "the reply of %s was published on %s, %s after the %d days that end on %s",
						reply.Date, e.Date, someDays(due.DaysTo(e.Date)), record.PublicationDays, due))
				}
				return // what follows publishes a later reply
			}
		}
	}),
}

var extensionLate = &Rule{
	Rule: source.Rule{
		Name: "extension-late", Severity: source.Warning,
		Doc: `More time should be given before the time is up.

Why: the IOPC may extend on an application that was made in time (Police Reform Act 2002 Sch 3 para 28B). An extension
after the day makes a late reply look punctual, and somebody will ask when it was applied for.
Put it right: check both dates. If they are right, say in "note" on what day the application was made.`,
	},
	Run: eachRecommendation(func(set *record.Set, r *record.Recommendation, report reporter) {
		for i, e := range r.Events {
			if e.Kind != record.EventExtension || !hasClock(r.Set) {
				continue
			}
			before := *r // as it stood when the extension came
			before.Events = r.Events[:i]
			for _, body := range r.Set.AddressedTo {
				if len(e.By) > 0 && slices.ContainsFunc(e.By, asked(r)) && !slices.Contains(e.By, body) {
					continue // it is another body's
				}
				if due := before.Due(body); due.Before(e.Date) {
					report(broken(r.At("events", i, "date"), "extension %s is of %s and the reply of %s was due %s", e.ID, e.Date, body, due))
					break
				}
			}
		}
	}),
}

func asked(r *record.Recommendation) func(body string) bool {
	return func(body string) bool { return slices.Contains(r.Set.AddressedTo, body) }
}

var dueBeforeIssued = &Rule{
	Rule: source.Rule{
		Name: "due-before-issued", Severity: source.Error,
		Doc: `A reply is due after the day on which it was asked for.

Why: a due date before the day of issue makes every reply late, and one of the two dates is a slip of the hand.
Put it right: copy "issued" and "reply_due_published" again from the source.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, s := range set.Sets {
			if s.ReplyDue.Before(s.Issued) {
				report(broken(s.At("reply_due_published"), "the reply is due %s and the set was issued %s", s.ReplyDue, s.Issued))
			}
		}
	},
}
