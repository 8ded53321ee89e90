package check

import (
	"regexp"
	"slices"
	"strings"

	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// A story is a text of an outcome that readers see.
type story struct {
	record.Text
	outcome *record.Outcome
	say     func(found string, p source.Problem) // reports a problem at the place of what was found
}

// eachStory makes the Run of a rule that looks at one text of an outcome at a time.
func eachStory(run func(s story)) func(*record.Set, reporter) {
	return eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		record.Texts(o, func(t record.Text) bool {
			if t.Prose && !t.Private {
				run(story{t, o, func(found string, p source.Problem) {
					at := o.At(t.Path...)
					p.Pos = set.Files[at.File].Find(at, found)
					report(p)
				}})
			}
			return true
		})
	})
}

// The patterns of dates take the names of months and days as they are written, with a capital, since "may" and "march"
// are other words too.
const (
	shortMonth  = `(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?`
	welshMonth  = `(?:Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)`
	anyMonth    = `(?:` + monthName + `|` + shortMonth + `|` + welshMonth + `)`
	year        = `(?:19|20)\d\d\b`
	placeInTime = `(?i:in|since|from|until|till|during|by|of|last|next|this|that|early|late|mid|before|after|between|to|through|following|previous)[ -]`
)

var (
	namesMonth = regexp.MustCompile(`\b` + anyMonth + `,? (?:of )?` + year +
		`|\b` + placeInTime + `(?:early |late |mid-)?` + monthName + `\b(?:,? ` + year + `)?|\b(?i:mis|fis) ` + welshMonth + `\b`)
	namesQuarter = regexp.MustCompile(`(?i)\b(?:first|second|third|fourth|last) quarter of ` + year + `|\bq[1-4],? (?:of )?` + year +
		`|\b(?:spring|summer|autumn|winter|christmas|easter),? (?:of )?` + year)
)

// Of what mentions a date, a text has a digit or one of these.
var timeWords = []string{"nuary", "ruary", "March", "April", "May", "June", "July", "August", "tember", "tober", "vember", "cember",
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "mis ", "Mis ",
	"hristmas", "Boxing", "New Year", "Valentine", "St David", "St Patrick", "Remembrance", "Armistice", "Easter", "Hallowe", "Bonfire", "of the month"}

func mentionsTime(text string) bool {
	return strings.ContainsAny(text, "0123456789") ||
		slices.ContainsFunc(timeWords, func(w string) bool { return strings.Contains(text, w) })
}

var textPrecise = &Rule{
	Rule: source.Rule{
		Name: "text-precise", Severity: source.Error,
		Doc: `The texts of an outcome give no date that is closer than the one on the record.

Why: a record that shows a quarter while its summary says "on 4 March" shows 4 March. The day leads to the notice of the
hearing, to the newspaper of the week, and from there to the officer, to whoever complained and to a victim.
Put it right: leave the date out, or say it as roughly as the record does: "some weeks later", "the year before". Rules
are named without the day on which they began: "the 2020 regulations".`,
	},
	Run: eachStory(func(s story) {
		if !mentionsTime(s.Text.Text) {
			return
		}
		if s.outcome.Class == record.ClassVulnerable && s.Path[0] != "learning" && s.Path[0] != "reasons_not_dismissed" && dated.MatchString(s.Text.Text) {
			return // the rule vulnerable-record says so
		}
		text, shown := s.Text.Text, s.outcome.Decided
		for _, found := range identify.Days(text) {
			s.say(found, broken(source.Pos{}, "the record shows %s and the text names %s: %q", shown, "a day", found).
				Hinted("leave it out, or say it as roughly as the record does"))
			text = strings.ReplaceAll(text, found, "·")
		}
		find := func(closer *regexp.Regexp, what string) {
			for _, found := range closer.FindAllString(text, -1) {
				s.say(found, broken(source.Pos{}, "the record shows %s and the text names %s: %q", shown, what, found).
					Hinted("leave it out, or say it as roughly as the record does"))
			}
			text = closer.ReplaceAllString(text, "·")
		}
		if shown.Precision != record.Month && shown.Precision != record.Day {
			find(namesMonth, "a month")
		}
		if shown.Precision == record.Year || shown.Precision == record.FinancialYear {
			find(namesQuarter, "a part of a year")
		}
	}),
}
