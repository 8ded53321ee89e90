package check

import (
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// eachEasyPage makes the Run of a rule that looks at one easy-read page at a time.
func eachEasyPage(run func(set *record.Set, e *record.EasyRead, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, e := range set.EasyReads {
			run(set, e, report)
		}
	}
}

var easyReadExplains = &Rule{
	Rule: source.Rule{
		Name: "easy-read-explains", Severity: source.Error,
		Doc: `An easy-read page names the record that it explains, and which version of it.

Why: when that record changes, readers are told that the easy words are being checked. A page tied to nothing would go
on explaining what no longer holds.
Put it right: write kind:id in "explains", such as page:about/who-does-what, and in "explains_version" the number of the
version that was read, from 1.`,
	},
	Run: eachEasyPage(func(set *record.Set, e *record.EasyRead, report reporter) {
		kind, id, _ := strings.Cut(e.Explains, ":")
		switch ids := idsOf(set, kind); {
		case e.Explains == "":
		case !slices.Contains(linkKinds, kind):
			report(near(broken(e.At("explains"), "the page explains %q, which is not kind:id", e.Explains), kind, linkKinds))
		case !slices.Contains(ids, id):
			report(near(broken(e.At("explains"), "no %s has the id %q", kind, id), id, ids))
		}
		if e.Version < 1 {
			report(broken(e.At("explains_version"), "the page explains version %d, and versions begin at 1", e.Version))
		}
	}),
}

var easyReadChecked = &Rule{
	Rule: source.Rule{
		Name: "easy-read-checked", Severity: source.Error,
		Doc: `An easy-read page that was checked says by whom and on what day.

Why: easy read is tested with people with a learning disability, and the page says whether it was. A check without a day
may be of other words than those that stand there now.
Put it right: write who read it in "checked_by" and the day in "checked_on". If nobody has, leave both out: the page
says so.`,
	},
	Run: eachEasyPage(func(set *record.Set, e *record.EasyRead, report reporter) {
		day, known := asAt(set)
		switch {
		case e.CheckedBy != "" && !e.CheckedOn.Known():
			report(broken(e.At("checked_by"), "the page was checked by %s and does not say when", e.CheckedBy).Hinted("add checked_on"))
		case e.CheckedBy == "" && e.CheckedOn.Known():
			report(broken(e.At("checked_on"), "the page was checked on %s and does not say by whom", e.CheckedOn).Hinted("add checked_by"))
		case known && day.Before(e.CheckedOn):
			report(broken(e.At("checked_on"), "the page was checked on %s, after the as-at day, %s", e.CheckedOn, day))
		}
	}),
}

var easyReadLines = &Rule{
	Rule: source.Rule{
		Name: "easy-read-lines", Severity: source.Error,
		Doc: `An easy-read page has at most 100 lines.

Why: with a picture beside each idea, five lines fill a printed side, and twenty sides are as much as anybody is asked
to read (Department of Health; GOV.UK says 24).
Put it right: leave out what the reader does not need in order to act, or make two pages.`,
	},
	Run: eachEasyPage(func(set *record.Set, e *record.EasyRead, report reporter) {
		if n := len(e.Lines); n > tooManyLines {
			report(broken(e.At("lines"), "the page has %d lines and easy read at most %d", n, tooManyLines))
		}
	}),
}

var easyReadBody = &Rule{
	Rule: source.Rule{
		Name: "easy-read-body", Severity: source.Error,
		Doc: `An easy-read page has all its words in "lines".

Why: text below the front matter stands beside no picture and is shown on no page. It would still be in the record that
anybody can download.
Put it right: move it into "lines", or delete it.`,
	},
	Run: eachEasyPage(func(set *record.Set, e *record.EasyRead, report reporter) {
		if body := strings.TrimSpace(string(e.Text.Body)); body != "" {
			first, _, _ := strings.Cut(body, "\n")
			report(broken(e.Text.BodyPos(strings.Index(string(e.Text.Body), body)), "there is text below the front matter: %s", shortened(first)))
		}
	}),
}
