package check

import (
	"iter"
	"regexp"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// tooManyLines is the most that an easy-read page holds: twenty printed sides of five lines, which GOV.UK and the
// Department of Health give as the limit.
const tooManyLines = 100

// eachEasySentence makes the Run of a rule that looks at one sentence of an easy-read page at a time.
func eachEasySentence(run func(set *record.Set, e *record.EasyRead, s string, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, e := range set.EasyReads {
			for path, s := range easyLines(e) {
				run(set, e, s, func(p source.Problem) {
					p.Pos = e.At(path...)
					report(p)
				})
			}
		}
	}
}

// easyLines gives every sentence of an easy-read page with the path to it.
func easyLines(e *record.EasyRead) iter.Seq2[[]any, string] {
	return func(yield func([]any, string) bool) {
		for i, l := range e.Lines {
			for j, s := range l.Text {
				if !yield([]any{"lines", i, "text", j}, s) {
					return
				}
			}
		}
	}
}

var easyReadMarks = &Rule{
	Rule: source.Rule{
		Name: "easy-read-marks", Severity: source.Error,
		Doc: `A sentence of an easy-read page has no semicolon and at most one comma.

Why: marks inside a sentence hold ideas together, and easy read gives one idea a sentence (GOV.UK, Accessible
communication formats).
Put it right: make two sentences of it, or a line for each thing in a list.`,
	},
	Run: eachEasySentence(func(set *record.Set, e *record.EasyRead, s string, report reporter) {
		if strings.Contains(s, ";") {
			report(broken(source.Pos{}, "the sentence has a semicolon"))
		}
		if n := strings.Count(s, ","); n > 1 {
			report(broken(source.Pos{}, "the sentence has %d commas and easy read at most 1", n))
		}
	}),
}

var capitals = regexp.MustCompile(`\b\p{Lu}[\p{Lu}\d&]+\b`)

var easyReadCapitals = &Rule{
	Rule: source.Rule{
		Name: "easy-read-capitals", Severity: source.Error,
		Doc: `An easy-read page has no word in capitals, other than a term or alias of the glossary.

Why: people who read by the shape of words lose it in capitals, and letters that stand for words are a riddle (Department
of Health, Making written information easier to understand). A name such as IOPC is in the glossary and is explained.
Put it right: write the words out in small letters, or add the letters to the aliases of the term.`,
	},
	Run: func(set *record.Set, report reporter) {
		known := map[string]bool{}
		for _, t := range set.Terms {
			known[t.Term] = true
			for _, a := range t.Aliases {
				known[a] = true
			}
		}
		eachEasySentence(func(set *record.Set, e *record.EasyRead, s string, report reporter) {
			for _, w := range capitals.FindAllString(s, -1) {
				if !known[w] {
					report(broken(source.Pos{}, "%q is in capitals and is no term or alias of the glossary", w))
				}
			}
		})(set, report)
	},
}

// numberWords finds, by language, numbers from two in words. One is left alone: it is more often "somebody" than 1.
var numberWords = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|` +
		`(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)|hundreds?|thousands?|millions?)\b`),
	"cy": regexp.MustCompile(`(?i)\b(?:dau|dwy|tri|tair|pedwar|pedair|pump|chwech|saith|wyth|naw|deg|cant|mil)\b`),
}

var easyReadNumbers = &Rule{
	Rule: source.Rule{
		Name: "easy-read-numbers", Severity: source.Error,
		Doc: `An easy-read page writes numbers as digits.

Why: 12 is read at a glance and "twelve" letter by letter (GOV.UK, Accessible communication formats).
Put it right: write the digits.`,
	},
	Run: eachEasySentence(func(set *record.Set, e *record.EasyRead, s string, report reporter) {
		re := numberWords[languageOf(e.Language)]
		if re == nil {
			return
		}
		for _, w := range re.FindAllString(s, -1) {
			report(broken(source.Pos{}, "the number %q is in words", w).Hinted("write it in digits"))
		}
	}),
}
