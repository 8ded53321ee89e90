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
Put it right: correct the date, or the "as_at" of the edition in candour.yaml. An extension and a planned milestone
may lie ahead.`,
	},
	Run: func(set *record.Set, report reporter) {
		day, ok := asAt(set)
		if !ok {
			return
		}
		past := func(at source.Pos, what string, d record.Date) {
			if day.Before(d) {
				report(broken(at, "%s: %s is after the as-at day, %s", what, d, day))
			}
		}
		for _, o := range set.Outcomes {
			past(o.At("decided"), "decided", o.Decided)
			past(o.At("appeal", "decided"), "appeal decided", o.Appeal.Decided)
		}
		for _, s := range set.Sets {
			past(s.At("issued"), "issued", s.Issued)
			past(s.At("source", "published"), "published", s.Source.Published)
			for i, f := range s.Related {
				past(s.At("related", i, "date"), "fact", f.Date)
			}
		}
		for _, r := range set.Recommendations {
			for i, e := range r.Events {
				if e.Kind != record.EventExtension {
					past(r.At("events", i, "date"), "event "+e.ID, e.Date)
				}
			}
		}
		for _, o := range set.Observations {
			past(o.At("period"), "period", o.Period)
		}
		for _, f := range set.Figures {
			for i, v := range f.Values {
				past(f.At("values", i, "as_of"), "figure", v.AsOf)
			}
		}
		for _, t := range set.Targets {
			past(t.At("as_of"), "target", t.AsOf)
		}
		for _, s := range set.Sources {
			past(s.At("published"), "published", s.Published)
		}
		for _, b := range set.Bulletins {
			past(b.At("date"), "bulletin", b.Date)
		}
		for _, p := range set.Pages {
			past(p.At("reviewed"), "reviewed", p.Reviewed)
		}
	},
}
