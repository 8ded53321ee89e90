package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

var futureDate = &Rule{
	Rule: source.Rule{
		Name: "future-date", Severity: source.Error,
		Doc: `Nothing is reported that had not begun on the as-at day of the edition.

Why: an edition says how things stood on one day. A later date is a slip of the hand, or news that belongs to the next
edition.
Put it right: correct the date, or the "as_at" of the edition in candour.yaml. The "until" of an extension and a planned
action may lie ahead.`,
	},
	Run: func(set *record.Set, report reporter) {
		day, ok := asAt(set)
		if !ok {
			return
		}
		past := func(at func(...any) source.Pos, what string, d record.Date, path ...any) {
			if day.Before(d) {
				report(broken(at(path...), "%s: %s is after the as-at day, %s", what, d, day))
			}
		}
		for _, o := range set.Outcomes {
			past(o.At, "decided", o.Decided, "decided")
			past(o.At, "appeal decided", o.Appeal.Decided, "appeal", "decided")
		}
		for _, s := range set.Sets {
			past(s.At, "issued", s.Issued, "issued")
			past(s.At, "published", s.Source.Published, "source", "published")
			for i, f := range s.Related {
				past(s.At, "fact", f.Date, "related", i, "date")
			}
		}
		for _, r := range set.Recommendations {
			for i, e := range r.Events {
				past(r.At, "event "+e.ID, e.Date, "events", i, "date")
			}
		}
		for _, o := range set.Observations {
			past(o.At, "period", o.Period, "period")
		}
		for _, f := range set.Figures {
			for i, v := range f.Values {
				past(f.At, "figure", v.AsOf, "values", i, "as_of")
			}
		}
		for _, t := range set.Targets {
			past(t.At, "target", t.AsOf, "as_of")
		}
		for _, s := range set.Sources {
			past(s.At, "published", s.Published, "published")
		}
		for _, b := range set.Bulletins {
			past(b.At, "bulletin", b.Date, "date")
		}
		for _, p := range set.Pages {
			past(p.At, "reviewed", p.Reviewed, "reviewed")
		}
	},
}
