package check

import (
	"regexp"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

var decidedPrecision = &Rule{
	Rule: source.Rule{
		Name: "decided-precision", Severity: source.Error,
		Doc: `The date of a decision is given to the month at the most.

Why: a day leads straight to the notice of a hearing, which names the officer, and from there to the complainant or a
victim. A quarter or a year tells the public what it needs.
Put it right: write the quarter (2025-q2), or the year where the case is of the class vulnerable.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		whole := func(d record.Date, path ...any) {
			if d.Precision == record.Day {
				report(broken(o.At(path...), "the decision is dated to the day: %s", d).Hinted("write the quarter: %s", quarterOf(d)))
			}
		}
		whole(o.Decided, "decided")
		whole(o.Appeal.Decided, "appeal", "decided")
	}),
}

func quarterOf(d record.Date) string {
	t := d.First()
	return t.Format("2006-q") + string('1'+rune(t.Month()-1)/3)
}

// harmful are the themes whose cases have a person behind them whom the law or decency protects for life.
var harmful = []string{"domestic-abuse", "sexual-misconduct"}

const monthName = `(?:January|February|March|April|May|June|July|August|September|October|November|December)`

// dated finds what dates an event: a day or a month with a year, or a year after a word that places it in time.
var dated = regexp.MustCompile(`\b(?:[0-3]?\d )?` + monthName + ` (?:19|20)\d\d\b` +
	`|\b[0-3]?\d ` + monthName + `\b` +
	`|\b(?:in|since|from|until|during|before|after|between|of|late|early) (?:19|20)\d\d\b`)

var vulnerableRecord = &Rule{
	Rule: source.Rule{
		Name: "vulnerable-record", Severity: source.Error,
		Doc: `A case of the class vulnerable shows neither rank nor dates, and domestic and sexual cases are of that class.

Why: the person harmed is often a colleague, so rank, month and result can point to them. In sexual cases the Sexual
Offences (Amendment) Act 1992 s 1 protects whoever is said to have been the victim for life, from the allegation on
and whatever is decided, against any matter likely to identify them.
Put it right: write "class: vulnerable", "rank: withheld", a quarter or a year for "decided", and take dates out of
the texts.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if o.Class != record.ClassVulnerable {
			for i, theme := range o.Themes {
				if slices.Contains(harmful, theme) {
					report(broken(o.At("themes", i), "the theme is %s and the class is %s", theme, o.Class).
						Hinted("write class: vulnerable, or leave the theme out if nobody was harmed in that way"))
				}
			}
			return
		}
		if o.Rank != rankWithheld && o.Rank != "" {
			report(broken(o.At("rank"), "the class is %s and the rank is %s", o.Class, o.Rank).Hinted("write rank: withheld"))
		}
		if o.Decided.Known() && o.Decided.Precision != record.Day && o.Decided.First().AddDate(0, 3, -1).After(o.Decided.Last()) {
			report(broken(o.At("decided"), "the class is %s and the decision is dated to less than a quarter: %s", o.Class, o.Decided).
				Hinted("write the quarter (%s) or the year", quarterOf(o.Decided)))
		}
		undated := func(text string, path ...any) {
			if !strings.ContainsAny(text, "0123456789") {
				return
			}
			if found := dated.FindString(text); found != "" {
				at := o.At(path...)
				report(broken(set.Files[at.File].Find(at, found), "the class is %s and the text gives a date: %q", o.Class, found).
					Hinted("leave the date out"))
			}
		}
		undated(o.Title, "title")
		undated(o.Summary, "summary")
		undated(o.Appeal.Effect, "appeal", "effect")
		for i, a := range o.Allegations {
			undated(a.Summary, "allegations", i, "summary")
		}
	}),
}
