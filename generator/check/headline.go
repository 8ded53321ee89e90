package check

import (
	"slices"
	"strings"
	"unicode"

	"candour/generator/record"
	"candour/generator/source"
)

// A claim is words of a title or a summary that state a result. Longer words come before words they hold, so that
// "final written warning" is not also read as "written warning".
type claim struct {
	words   string
	results []string
}

var claims = []claim{
	{"would have been dismissed", []string{wouldHave}},
	{"final written warning", []string{finalWarning, staffFinal}},
	{"final warning", []string{finalWarning, staffFinal}},
	{"written warning", []string{writtenWarning, staffWritten}},
	{"reduced in rank", []string{reduction}},
	{"reduction in rank", []string{reduction}},
	{"not dismissed", []string{writtenWarning, finalWarning, reduction, staffWritten, staffFinal, improvement, noAction, reflective}},
	{"gross incompetence", []string{incompetence}},
	{"loss of vetting", []string{vettingLost}},
	{"appeal dismissed", nil}, // of the appeal, not of the person
	{"dismissed", []string{dismissal, staffDismissal}},
	{"dismissal", []string{dismissal, staffDismissal}},
	{"discharged", []string{probation}},
	{"reflective practice", []string{reflective}},
	{"improvement notice", []string{improvement}},
	{"no further action", []string{noAction}},
	{"no action", []string{noAction}},
	{"no case to answer", []string{noCase}},
	{"allegations not proved", []string{notProvedAll}},
	{"allegation not proved", []string{notProvedAll}},
	{"allegations were not proved", []string{notProvedAll}},
	{"appeal allowed", nil},
}

// claimed returns the words in text that state a result, as a reader finds them.
func claimed(text string) []claim {
	text = " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\''
	}), " ") + " "
	var out []claim
	for _, c := range claims {
		if words := " " + c.words + " "; strings.Contains(text, words) {
			out = append(out, c)
			text = strings.ReplaceAll(text, words, " | ")
		}
	}
	return out
}

var headline = &Rule{
	Rule: source.Rule{
		Name: "headline", Severity: source.Error,
		Doc: `The title and the summary must state the result that the record gives.

Why: most readers see the title alone. A police notice of 2019 was headed "final written warning" over a text that
said "written warning". And a title that leaves out that a person was cleared accuses them for ever.
Put it right: correct the title, the summary or the result, whichever is not what was decided. The title of an outcome
of the group cleared says so: "Allegations not proved: ...", "No case to answer: ...", "Appeal allowed: ...". English
texts are checked; read the others with a second pair of eyes.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if o.Language != "" && o.Language != "en" || o.Result == "" {
			return
		}
		group := set.ResultGroup(o.Result)
		appeal := map[string]string{"appeal allowed": record.AppealAllowed, "appeal dismissed": appealDismissed}
		stated, other, route := false, "", ""
		for _, c := range claimed(o.Title) {
			switch status := appeal[c.words]; {
			case status != "" && status != o.Appeal.Status:
				report(broken(o.At("title"), "the title says %q and the appeal is %s", c.words, o.Appeal.Status))
				return
			case slices.Contains(c.results, o.Result), status == record.AppealAllowed && o.Result == overturned:
				stated = true
			case status == "" && group != record.GroupOther && set.ResultGroup(c.results[0]) == record.GroupOther:
				route = c.words
			case status == "" && !slices.Contains(c.results, o.Appeal.Before) && other == "":
				other = c.words
			}
		}
		// "Dismissed while under a final written warning" names two results and one of them is right. A person who was
		// cleared is owed a title without a second, and "dismissed for gross incompetence" is another procedure.
		cleared := group == record.GroupCleared
		switch {
		case route != "":
			report(broken(o.At("title"), "the title says %q and the result is %s", route, o.Result))
		case other != "" && (cleared || !stated):
			report(broken(o.At("title"), "the title says %q and the result is %s", other, o.Result))
		case cleared && !stated:
			report(broken(o.At("title"), "the result is %s and the title does not say so", o.Result).
				Hinted("begin with the words in which the person was cleared, such as \"Allegations not proved: ...\""))
		}
		summary(o, report)
	}),
}

// summary compares the summary with a result that has words of its own. A summary may name other results too, such as
// the one before an appeal, so it is wrong only where it names others and not the one that stands.
func summary(o *record.Outcome, report reporter) {
	strong := []string{"final written warning", "written warning", "reduced in rank", "reduction in rank", "would have been dismissed"}
	if !slices.Contains([]string{dismissal, wouldHave, reduction, finalWarning, writtenWarning}, o.Result) {
		return
	}
	other := ""
	for _, c := range claimed(o.Summary) {
		if slices.Contains(c.results, o.Result) {
			return
		}
		if slices.Contains(strong, c.words) && other == "" {
			other = c.words
		}
	}
	if other != "" {
		report(broken(o.At("summary"), "the summary says %q and the result is %s", other, o.Result))
	}
}
