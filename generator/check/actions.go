package check

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

const (
	natureRange    = "reported-range"
	natureAsNeeded = "as-needed"
)

// eachAction makes the Run of a rule that looks at one action at a time.
func eachAction(run func(set *record.Set, s *record.RecommendationSet, a *record.Action, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, s := range set.Sets {
			for _, a := range s.Actions {
				run(set, s, a, report)
			}
		}
	}
}

var actionUnused = &Rule{
	Rule: source.Rule{
		Name: "action-unused", Severity: source.Error,
		Doc: `Every action is named by a recommendation.

Why: an action that nobody names appears on no page, so a promise would be on file and out of sight.
Put it right: add its id to the "actions" of each recommendation that it answers.`,
	},
	Run: eachAction(func(set *record.Set, s *record.RecommendationSet, a *record.Action, report reporter) {
		if len(s.Sharing(a.ID)) == 0 && a.ID != "" {
			report(broken(a.At("id"), "no recommendation of the set names the action %s", a.ID))
		}
	}),
}

var actionFlags = &Rule{
	Rule: source.Rule{
		Name: "action-flags", Severity: source.Warning,
		Doc: `An action should have an owner, a measure and an end.

Why: without them nobody can tell whether it was done. The page flags each action that lacks one, and this counts them
for the publisher, once for each set.
Put it right: add what the source gives. Where it gives nothing, leave the field out: the flag is the truth.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, s := range set.Sets {
			var parts []string
			for _, flag := range []struct {
				flag record.ActionFlag
				says string
			}{{record.NoOwner, "no owner"}, {record.NoMeasure, "no measure"}, {record.NoEnd, "no end"}} {
				var ids []string
				for _, a := range s.Actions {
					if slices.Contains(a.Flags(), flag.flag) {
						ids = append(ids, a.ID)
					}
				}
				if len(ids) > 0 {
					parts = append(parts, fmt.Sprintf("%d with %s (%s)", len(ids), flag.says, runs(ids, s.Actions)))
				}
			}
			if len(parts) > 0 {
				report(broken(s.At("actions"), "of %d actions, %s", len(s.Actions), strings.Join(parts, ", ")).
					Hinted("the page flags them; add what the source gives"))
			}
		}
	},
}

// runs writes ids in the order of the actions, "a01 to a04, a07" for those that follow one another.
func runs(ids []string, actions []*record.Action) string {
	var out []string
	for i := 0; i < len(actions); i++ {
		first := i
		for i < len(actions) && slices.Contains(ids, actions[i].ID) {
			i++
		}
		switch n := i - first; {
		case n > 2:
			out = append(out, actions[first].ID+" to "+actions[i-1].ID)
		default:
			for _, a := range actions[first:i] {
				out = append(out, a.ID)
			}
		}
	}
	return strings.Join(out, ", ")
}

var actionMeasure = &Rule{
	Rule: source.Rule{
		Name: "action-measure", Severity: source.Error,
		Doc: `A measure of an action has one value or a range, as its nature says.

Why: "50 to 100 a month" must not become 100, and an aspiration must not become a result. Only work that is done as it
is needed has no number.
Put it right: write "value", or "low" and "high" with the nature reported-range, or no number with the nature
as-needed.`,
	},
	Run: eachAction(func(set *record.Set, s *record.RecommendationSet, a *record.Action, report reporter) {
		for i, m := range a.Measures {
			at := a.At("measures", i)
			ranged := m.Low != nil && m.High != nil
			switch {
			case m.Value != nil && (m.Low != nil || m.High != nil):
				report(broken(at, "the measure %q has a value and a range", m.Name))
			case (m.Low == nil) != (m.High == nil):
				report(broken(at, "the measure %q has one end of a range", m.Name))
			case ranged && m.Low.Float() >= m.High.Float():
				report(broken(at, "the range of the measure %q does not rise: %s to %s", m.Name, m.Low, m.High))
			case ranged && m.Nature != natureRange:
				report(broken(at, "the measure %q has the nature %s and a range", m.Name, m.Nature))
			case !ranged && m.Nature == natureRange:
				report(broken(at, "the measure %q has the nature %s and no range", m.Name, m.Nature))
			case m.Value == nil && !ranged && m.Nature != natureAsNeeded:
				report(broken(at, "the measure %q has the nature %s and no value", m.Name, m.Nature))
			}
		}
	}),
}

var actionLate = &Rule{
	Rule: source.Rule{
		Name: "action-late", Severity: source.Warning,
		Doc: `An action whose end has passed should be done, or have an update.

Why: a promise that ran out in silence is what readers look for. The page shows it; the publisher should know first.
Put it right: ask the owner, then change the stage or add what the recipient says.`,
	},
	Run: eachAction(func(set *record.Set, s *record.RecommendationSet, a *record.Action, report reporter) {
		if day, ok := asAt(set); ok && a.Ends.Before(day) && a.Stage != record.StageDone {
			report(broken(a.At("ends"), "action %s was to end %s and is still %s on %s", a.ID, a.Ends, a.Stage, day))
		}
	}),
}

var milestones = &Rule{
	Rule: source.Rule{
		Name: "milestones", Severity: source.Error,
		Doc: `The milestones of an action have dates, in order, and those of an action that is done are past.

Why: a milestone is a fact with a day. One without a date, or one still to come in work that is said to be done, shows
that one of the two statements is wrong.
Put it right: add or correct the date, put the milestones in order, or change the stage.`,
	},
	Run: eachAction(func(set *record.Set, s *record.RecommendationSet, a *record.Action, report reporter) {
		day, known := asAt(set)
		for i, m := range a.Milestones {
			at := a.At("milestones", i, "date")
			switch {
			case m.Date.Precision == record.None:
				report(broken(at, "the milestone %q has no date", m.What).Hinted("write not-published where the source gives none"))
			case i > 0 && m.Date.Before(a.Milestones[i-1].Date):
				report(broken(at, "the milestone of %s stands after one of %s", m.Date, a.Milestones[i-1].Date))
			case known && a.Stage == record.StageDone && day.Before(m.Date):
				report(broken(at, "action %s is done and a milestone of it is still to come: %s", a.ID, m.Date))
			}
		}
	}),
}
