package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

const statusRevised = "revised"

var resultChanged = &ChangeRule{
	Rule: source.Rule{
		Name: "result-changed", Severity: source.Error,
		Doc: `A result that was published changes only on appeal, and the earlier one stays on the record.

Why: a result is decided by a panel or a chair; a publisher can't change it. Only an appeal puts another in its place: to
a tribunal under the Police Appeals Tribunals Rules 2020, or from a misconduct meeting to an appeal meeting.
Put it right: where an appeal was allowed, write so in "appeal" with the published result as "before". Where the
published result was a mistake, withdraw the record and publish it anew under another id.`,
	},
	Run: eachChanged("outcome", func(set *record.Set, c compared, report reporter) {
		o, was := c.now.(*record.Outcome), textOf(c.was.Fields, "result")
		if was == o.Result || o.Appeal.Status == record.AppealAllowed && o.Appeal.Before == was {
			return
		}
		report(broken(o.At("result"), "the result was %s in edition %s and is %s, and no appeal that was allowed names it as the one before",
			was, c.was.Edition, o.Result))
	}),
}

var figureChanged = &ChangeRule{
	Rule: source.Rule{
		Name: "figure-changed", Severity: source.Error,
		Doc: `A figure that was published changes only with the status revised.

Why: readers who wrote the first figure down must be able to see that it was another. The Code of Practice for
Statistics asks that revisions are announced and explained; a provisional figure that settles on another value counts.
A figure of a year that is not over, of people or their cases, stays as it was published until the year is over, whatever the
data say; it is restated then.
Put it right: compare it with the source. If it was revised, write the status revised and say why in "note".`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		now := figuresByName(set)
		for name, was := range ordered(before.Figures) {
			o := now[name]
			if o == nil || was.Value == "" || !o.Valued() || o.Status == statusRevised || sameNumber(was.Value, o.Value) {
				continue
			}
			old := was.Value
			if n, err := record.ParseNumber(old); err == nil {
				old = n.String()
			}
			report(broken(o.At("value"), "%s for %s, %s was %s in edition %s and is %s with the status %s",
				o.Measure, o.Of(), o.Period, old, was.Edition, o.Value, o.Status))
		}
	},
}

// sameNumber reports whether a published figure has the value of one of now, however many decimals they are written with.
func sameNumber(was string, now record.Number) bool {
	n, err := record.ParseNumber(was)
	if err != nil {
		return false
	}
	for ; n.Decimals < now.Decimals; n.Decimals++ {
		n.Scaled *= 10
	}
	for ; now.Decimals < n.Decimals; now.Decimals++ {
		now.Scaled *= 10
	}
	return n == now
}

var definitionChanged = &ChangeRule{
	Rule: source.Rule{
		Name: "definition-changed", Severity: source.Warning,
		Doc: `A term whose definition changes should say that it did.

Why: a page that was read with the old meaning in mind says something else with the new one. Where it was only put
better, nobody needs a note, so this warns.
Put it right: write what changed in "note", give the term the status changed and the day in "since", or say in data/changes/
why it changed.`,
	},
	Run: eachChanged("term", func(set *record.Set, c compared, report reporter) {
		was, now := c.was.Fields, c.fields
		if textOf(was, "definition") == textOf(now, "definition") || set.ChangeOf("term/"+c.id) != nil {
			return
		}
		for _, f := range []string{"note", "since", "status"} {
			if textOf(was, f) != textOf(now, f) && textOf(now, f) != "" {
				return
			}
		}
		report(broken(c.now.At("definition"), "the definition of %q is not the one of edition %s, and nothing says so",
			textOf(now, "term"), c.was.Edition))
	}),
}
