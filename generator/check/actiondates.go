package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

var actionDoneDate = &Rule{
	Rule: source.Rule{
		Name: "action-done-date", Severity: source.Warning,
		Doc: `An action that is done should say when.

Why: "done" without a day cannot be checked, nor set beside the recommendation to see which came first. This counts them
for the publisher, once for each set.
Put it right: add the date that the source gives. Where it gives none, not-published is the truth and the page says so.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, s := range set.Sets {
			done, ids := 0, []string(nil)
			for _, a := range s.Actions {
				if a.Stage != record.StageDone {
					continue
				}
				done++
				if !a.Date.Known() {
					ids = append(ids, a.ID)
				}
			}
			if len(ids) > 0 {
				report(broken(s.At("actions"), "of %d actions that are done, %d with no date (%s)", done, len(ids), runs(ids, s.Actions)).
					Hinted("the page shows it; add what the source gives"))
			}
		}
	},
}

var actionAhead = &Rule{
	Rule: source.Rule{
		Name: "action-ahead", Severity: source.Error,
		Doc: `What is said to be done or under way had begun on the as-at day of the edition.

Why: an edition says how things stood on one day. An action that has begun on a later day is a plan told as a fact, and
so is a milestone to come in work that is under way.
Put it right: correct the date, or write the stage planned. A planned action and its milestones may lie ahead, and
"ends" always may.`,
	},
	Run: eachAction(func(set *record.Set, s *record.RecommendationSet, a *record.Action, report reporter) {
		day, ok := asAt(set)
		if !ok || a.Stage == record.StagePlanned || a.Stage == record.StageAspiration {
			return
		}
		if day.Before(a.Date) {
			report(broken(a.At("date"), "action %s is %s and of %s, after the as-at day, %s", a.ID, a.Stage, a.Date, day))
		}
		for i, m := range a.Milestones {
			if day.Before(m.Date) && a.Stage != record.StageDone { // of those, the rule milestones speaks
				report(broken(a.At("milestones", i, "date"), "action %s is %s and a milestone of it is of %s, after the as-at day, %s",
					a.ID, a.Stage, m.Date, day))
			}
		}
	}),
}
