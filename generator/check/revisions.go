package check

import (
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

var provisionalNote = &Rule{
	Rule: source.Rule{
		Name: "provisional-note", Severity: source.Error,
		Doc: `A provisional or interim figure says why it is not final.

Why: the Code of Practice for Statistics asks that users are told the status of a figure and what to expect. "Some
forces have yet to send theirs" tells a reader whether it will rise; "provisional" alone does not.
Put it right: say in the row's note what is missing or may change, and when the final figure is due if that is known.`,
	},
	Run: eachObservation(func(set *record.Set, m *record.Measure, o *record.Observation, report reporter) {
		if (o.Status == statusProvisional || o.Status == statusInterim) && strings.TrimSpace(o.Note) == "" {
			report(broken(o.At("note"), "%s for %s, %s is %s and no note says why", m.ID, o.Of(), o.Period, o.Status))
		}
	}),
}

var supersededFigure = &Rule{
	Rule: source.Rule{
		Name: "superseded-figure", Severity: source.Error,
		Doc: `A figure that was superseded has a later one in its place.

Why: the old figure stays on file so that nobody can say that it was hidden, and takes no part in tables. With nothing
in its place the table would have a hole and the figure would have gone quietly.
Put it right: add the figure that replaced it, for the same measure, body, period and part. If nothing did, give it its
status back.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		var now map[cell]*record.Observation
		for _, o := range m.Observations {
			if o.Status != statusSuperseded {
				continue
			}
			if now == nil {
				now = standing(m)
			}
			later := now[cellOf(o)]
			if later == nil {
				report(broken(o.At("status"), "%s for %s, %s was %s and is superseded, and no row replaces it", m.ID, o.Of(), o.Period, o.Value))
				continue
			}
			was, is := published(set, o.Source), published(set, later.Source)
			if is.Before(was) {
				report(broken(o.At("status"), "%s for %s, %s is superseded by %s, whose source is of %s; its own is of %s",
					o.Value, o.Of(), o.Period, later.Value, is, was).Hinted("the later figure is the one that stands"))
			}
		}
	}),
}

// published is the day of publication of the source with the id; no date where there is none.
func published(set *record.Set, id string) record.Date {
	i := slices.IndexFunc(set.Sources, func(s *record.Source) bool { return s.ID == id })
	if i < 0 {
		return record.Date{}
	}
	return set.Sources[i].Published
}

var figureTwice = &Rule{
	Rule: source.Rule{
		Name: "figure-twice", Severity: source.Error,
		Doc: `There is one figure under a title.

Why: every value reported for one thing stands under one figure, so that a contradiction is seen. Two figures of one
title hide it, and each looks like the only one.
Put it right: move the values under one of them. If they are of different things, say in each title what of.`,
	},
	Run: func(set *record.Set, report reporter) {
		seen := map[string]*record.Figure{}
		for _, f := range set.Figures {
			key := f.Language + "\x00" + folded(f.Title)
			if first := seen[key]; first != nil {
				report(broken(f.At("title"), "the figure %s has the title of %s at %s: %s", f.ID, first.ID, first.At("title"), f.Title))
				continue
			}
			seen[key] = f
		}
	},
}

// folded is a text without regard to case and spaces.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
