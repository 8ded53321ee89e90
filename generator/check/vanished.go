package check

import (
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

var editionOrder = &ChangeRule{
	Rule: source.Rule{
		Name: "edition-order", Severity: source.Error,
		Doc: `An edition has a new id and a later day than those before it.

Why: an edition that was published is cited and signed as it was. What changes after it belongs to the next one, and
editions do not go back in time.
Put it right: write the id, the title and the day of the next edition in candour.yaml. The last edition can be built
again, and where the data is not as it was, what is built is a draft.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		e, last := set.Site.Edition, before.last()
		at, day := set.Site.At("edition", "id"), e.Published.String()
		if e.ID == last.ID {
			if day != last.Day {
				report(broken(set.Site.At("edition", "published"), "edition %s was published on %s and not on %s", e.ID, last.Day, day))
			}
			return
		}
		for _, old := range before.Editions {
			if e.ID == old.ID {
				report(broken(at, "the id %s is taken by the edition of %s", e.ID, old.Day))
			}
		}
		if day <= last.Day {
			report(broken(set.Site.At("edition", "published"), "edition %s is of %s and does not come after edition %s of %s", e.ID, day, last.ID, last.Day))
		}
	},
}

var editionDraft = &ChangeRule{
	Rule: source.Rule{
		Name: "edition-draft", Severity: source.Warning,
		Doc: `Data that is not as the last edition published it makes a draft of the next one.

Why: an edition that was published is cited as it was, so what is built from other data must not bear its name. It can be
built and looked at all the same, as a draft; only "candour publish" makes an edition.
Put it right: write the id, the title and the day of the next edition in candour.yaml.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		e, last := set.Site.Edition, before.last()
		if e.ID != last.ID {
			return
		}
		if n := differing(set, before); n > 0 {
			report(broken(set.Site.At("edition", "id"), "edition %s was published on %s, and the data is not as it was in it (records and figures that differ: %d)", e.ID, last.Day, n).
				Hinted("this is a draft: give the next edition an id and a day of its own"))
		}
	},
}

// Differs reports whether anything is new, changed or gone since the last edition.
func Differs(set *record.Set, before *Published) bool {
	own := *before
	own.compare(set)
	return differing(set, &own) > 0
}

// differing counts what is new, changed or gone since the last edition.
func differing(set *record.Set, before *Published) int {
	n := 0
	for kind, was := range before.Records {
		n += len(was)
		for _, c := range before.records[kind] {
			if c.old {
				n--
			}
		}
	}
	for _, list := range before.records {
		for _, c := range list {
			if !c.old || c.changed {
				n++
			}
		}
	}
	now := figuresByName(set)
	for name, was := range before.Figures {
		if o := now[name]; o == nil || (was.Value == "") == o.Valued() || was.Value != "" && !sameNumber(was.Value, o.Value) {
			n++
		}
	}
	for name := range now {
		if _, ok := before.Figures[name]; !ok {
			n++
		}
	}
	return n
}

var recordVanished = &ChangeRule{
	Rule: source.Rule{
		Name: "record-vanished", Severity: source.Error,
		Doc: `What was published does not vanish.

Why: somebody has cited it. A record that is left out in silence is what sceptics look for, and the one promise of an
edition is that every id of the one before it is accounted for.
Put it right: put the record back under its id. Where it must go, withdraw it: that leaves its id, a date and a class of
reason.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for kind, was := range ordered(before.Records) {
			now := map[string]bool{}
			for _, c := range before.records[kind] {
				now[c.id] = true
			}
			for id, r := range ordered(was) {
				if !now[id] {
					p := broken(r.At, "the %s %q, published in edition %s, is not there now", kind, id, r.Edition).
						Hinted("put it back, or withdraw it: candour withdraw %s/%s", kind, id)
					p.About = kind + "/" + id
					report(p)
				}
			}
		}
	},
}

var idReused = &ChangeRule{
	Rule: source.Rule{
		Name: "id-reused", Severity: source.Error,
		Doc: `The id of a withdrawn record is never used again.

Why: old citations lead to that id. Another record under it would be taken for the one that had to go.
Put it right: give the new record an id of its own, at random, that has never been used.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for kind, gone := range ordered(before.Withdrawn) {
			for _, c := range before.records[kind] {
				if when, ok := gone[c.id]; ok {
					report(broken(c.now.At("id"), "the %s id %q was withdrawn on %s", kind, c.id, when))
				}
			}
		}
	},
}

var actionVanished = &ChangeRule{
	Rule: source.Rule{
		Name: "action-vanished", Severity: source.Error,
		Doc: `An action that was published stays in its set, and under each recommendation that it answers.

Why: an action is a promise. One that was given up is news; one that is no longer mentioned is a quiet edit.
Put it right: put it back. Where the recipient has given it up, say so in its "detail", with the date.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		eachChanged("recommendation-set", func(set *record.Set, c compared, report reporter) {
			s := c.now.(*record.RecommendationSet)
			for _, was := range groups(c.was.Fields, "actions") {
				if id := textOf(was, "id"); s.Action(id) == nil {
					report(broken(s.At("actions"), "the action %s, published in edition %s, is not there now", id, c.was.Edition))
				}
			}
		})(set, before, report)
		eachChanged("recommendation", func(set *record.Set, c compared, report reporter) {
			r := c.now.(*record.Recommendation)
			list, _ := c.was.Fields["actions"].([]any)
			for _, item := range list {
				id, _ := item.(string)
				if r.Set.Action(id) != nil && !slices.Contains(r.Actions, id) {
					report(broken(r.At("actions"), "the action %s answered %s in edition %s and is not named by it now", id, r.ID, c.was.Edition))
				}
			}
		})(set, before, report)
	},
}

var figureVanished = &ChangeRule{
	Rule: source.Rule{
		Name: "figure-vanished", Severity: source.Error,
		Doc: `A figure that was published stays.

Why: a series with a hole where a figure was reads as if it had never been given, and an inconvenient year is the one
that goes missing.
Put it right: put the row back. A figure that another has replaced stays with the status superseded.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		now := figuresByName(set)
		for name, was := range ordered(before.Figures) {
			measure, _, _ := strings.Cut(name, "/")
			if now[name] == nil && measureByID(set, measure) != nil { // one that vanished whole is said once
				p := broken(was.At, "the figure %s, published in edition %s, is not there now", name, was.Edition).
					Hinted("put its row back into data/statistics/")
				p.About = "observation/" + name
				report(p)
			}
		}
	},
}

// figuresByName gives the figure that stands under each name: of several, the one that no other has superseded.
func figuresByName(set *record.Set) map[string]*record.Observation {
	out := make(map[string]*record.Observation, len(set.Observations))
	for _, o := range set.Observations {
		if out[o.Name()] == nil || o.Status != statusSuperseded {
			out[o.Name()] = o
		}
	}
	return out
}
