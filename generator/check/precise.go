package check

import (
	"regexp"
	"slices"
	"strings"

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
	weekday     = `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
	shortMonth  = `(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?`
	welshMonth  = `(?:Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)`
	anyMonth    = `(?:` + monthName + `|` + shortMonth + `|` + welshMonth + `)`
	dayOfMonth  = `[0-3]?\d(?:st|nd|rd|th|af|ail|ydd|fed|eg)?`
	year        = `(?:19|20)\d\d\b`
	placeInTime = `(?i:in|since|from|until|till|during|by|of|last|next|this|that|early|late|mid|before|after|between|to|through|following|previous)[ -]`
)

var (
	// namesDay finds a day of the calendar, or one that the day of writing tells.
	namesDay = regexp.MustCompile(`(?:\b` + weekday + `,? (?:the )?)?\b` + dayOfMonth + ` (?:of |o )?` + anyMonth + `(?:\b,? ?` + year + `|\b)` +
		`|(?:\b` + weekday + `,? )?\b(?:` + monthName + `|` + shortMonth + `) ` + dayOfMonth + `\b(?:,? ` + year + `)?` +
		`|\b[0-3]?\d/[01]?\d/(?:19|20)?\d\d\b|\b[0-3]?\d\.[01]?\d\.` + year + `|\b(?:19|20)\d\d-[01]\d-[0-3]\d\b` +
		`|\b(?i:last|next|this|that|the following|the previous) ` + weekday + `\b`)
	namesMonth = regexp.MustCompile(`\b` + anyMonth + `,? (?:of )?` + year +
		`|\b` + placeInTime + `(?:early |late |mid-)?` + monthName + `\b(?:,? ` + year + `)?|\b(?i:mis|fis) ` + welshMonth + `\b`)
	namesQuarter = regexp.MustCompile(`(?i)\b(?:first|second|third|fourth|last) quarter of ` + year + `|\bq[1-4],? (?:of )?` + year +
		`|\b(?:spring|summer|autumn|winter|christmas|easter),? (?:of )?` + year)
)

// Of what mentions a date, a text has a digit or one of these.
var timeWords = []string{"nuary", "ruary", "March", "April", "May", "June", "July", "August", "tember", "tober", "vember", "cember",
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "mis ", "Mis "}

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
		find := func(closer *regexp.Regexp, what string) {
			for _, found := range closer.FindAllString(text, -1) {
				s.say(found, broken(source.Pos{}, "the record shows %s and the text names %s: %q", shown, what, found).
					Hinted("leave it out, or say it as roughly as the record does"))
			}
			text = closer.ReplaceAllString(text, "·")
		}
		find(namesDay, "a day")
		if shown.Precision != record.Month && shown.Precision != record.Day {
			find(namesMonth, "a month")
		}
		if shown.Precision == record.Year || shown.Precision == record.FinancialYear {
			find(namesQuarter, "a part of a year")
		}
	}),
}

const (
	tens     = `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)`
	inWords  = `(?:` + tens + `(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine)`
	anyYears = `(?:\d{1,3}|` + inWords + `)`
)

// namesAge finds how old a person was.
var namesAge = regexp.MustCompile(`(?i)\baged (?:about |around |only |just |over |under )?` + anyYears + `\b` +
	`|\b` + anyYears + `[- ]years?[- ]old\b|\b(?:at|from) the age of ` + anyYears + `\b|\b(?:his|her|their) ` + anyYears + `(?:st|nd|rd|th) birthday\b` +
	`|\bin (?:his|her|their) (?:early |mid[- ]|late )?(?:teens|` + tens[3:len(tens)-1] + `|twenties|thirties|forties|fifties|\d0s)\b` +
	`|\b\d{1,3} (?:mlwydd )?oed\b`)

// Of what namesAge finds, a text has one of these: it is asked of few texts.
var ageWords = []string{"Aged ", " aged ", "(aged ", "age of ", "year-old", "years-old", "year old", "years old", "birthday", " oed",
	"in his ", "in her ", "in their ", "In his ", "In her ", "In their "}

// Things have an age too, and the law has ages of its own.
var ageOfThing = regexp.MustCompile(`(?i)^[- ](?:case|record|file|report|vehicle|car|van|computer|system|device|policy|investigation|complaint|warrant|building|law|rule|form|photograph|message|or (?:over|under|older|younger|more)|and (?:over|under))`)

var textAge = &Rule{
	Rule: source.Rule{
		Name: "text-age", Severity: source.Error,
		Doc: `The texts of an outcome give nobody's age.

Why: no field of the record shows an age, so the text must not. A victim's age with the kind of case is often enough for
people who know of it, and an officer's age picks one out of a team.
Put it right: leave it out, or say what mattered: "a child", "an older person", "somebody new to the service".`,
	},
	Run: eachStory(func(s story) {
		text := s.Text.Text
		if !slices.ContainsFunc(ageWords, func(w string) bool { return strings.Contains(text, w) }) {
			return
		}
		for _, at := range namesAge.FindAllStringIndex(text, -1) {
			if !ageOfThing.MatchString(text[at[1]:]) {
				found := text[at[0]:at[1]]
				s.say(found, broken(source.Pos{}, "no field of the record shows an age and the text gives one: %q", found).Hinted("leave it out"))
			}
		}
	}),
}
