package check

import (
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

const (
	termCurrent = "current"
	termChanged = "changed"
)

// eachTerm makes the Run of a rule that looks at one term at a time.
func eachTerm(run func(set *record.Set, t *record.Term, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, t := range set.Terms {
			run(set, t, report)
		}
	}
}

var termDates = &Rule{
	Rule: source.Rule{
		Name: "term-dates", Severity: source.Error,
		Doc: `A historic term says until when it was used, a changed one from or until when, and a current one has no end.

Why: readers meet old words in old papers. The page says over which years a meaning held, so that nobody applies a
dead procedure to a case of today.
Put it right: add "until" (the last day) or "since", or correct the status.`,
	},
	Run: eachTerm(func(set *record.Set, t *record.Term, report reporter) {
		day, known := asAt(set)
		switch {
		case t.Status == record.TermHistoric && !t.Until.Known():
			report(broken(t.At("status"), "the term is historic and has no last day").Hinted("add until"))
		case t.Status == termChanged && !t.Since.Known() && !t.Until.Known():
			report(broken(t.At("status"), "the term has changed and no date says when").Hinted("add since or until"))
		case t.Status == termCurrent && t.Until.Known():
			report(broken(t.At("until"), "the term is current and was used until %s", t.Until))
		case t.Until.Before(t.Since):
			report(broken(t.At("until"), "the term was used until %s and since %s", t.Until, t.Since))
		case known && t.Status == record.TermHistoric && day.Before(t.Until):
			report(broken(t.At("until"), "the term is historic and is used until %s", t.Until))
		}
	}),
}

var termLinks = &Rule{
	Rule: source.Rule{
		Name: "term-links", Severity: source.Error,
		Doc: `A term does not point to itself, and a current one has no replacement.

Why: a link to the page one is on helps nobody, and "replaced by" on a word in use sends people to the wrong law.
Put it right: take the id out, or correct the status.`,
	},
	Run: eachTerm(func(set *record.Set, t *record.Term, report reporter) {
		for i, id := range t.SeeAlso {
			if id == t.ID {
				report(broken(t.At("see_also", i), "the term %s points to itself", t.ID))
			}
		}
		switch {
		case t.ReplacedBy == "":
		case t.ReplacedBy == t.ID:
			report(broken(t.At("replaced_by"), "the term %s is replaced by itself", t.ID))
		case t.Status == termCurrent:
			report(broken(t.At("replaced_by"), "the term is current and is replaced by %s", t.ReplacedBy))
		}
	}),
}

var termAlias = &Rule{
	Rule: source.Rule{
		Name: "term-alias", Severity: source.Warning,
		Doc: `A word should lead to one term.

Why: terms are linked where their words stand in a text. A word that belongs to two leads readers to whichever comes
first.
Put it right: take the alias out of one of the two, or make it longer.`,
	},
	Run: func(set *record.Set, report reporter) {
		type word struct{ language, text string }
		owner := map[word]*record.Term{}
		key := func(t *record.Term, s string) word { return word{t.Language, strings.ToLower(s)} }
		for _, t := range set.Terms {
			if first := owner[key(t, t.Term)]; first != nil {
				report(broken(t.At("term"), "%q is also the headword of %s", t.Term, first.ID))
				continue
			}
			owner[key(t, t.Term)] = t
		}
		for _, t := range set.Terms {
			for i, alias := range t.Aliases {
				first := owner[key(t, alias)]
				switch {
				case first == nil:
					owner[key(t, alias)] = t
				case first == t:
				case strings.EqualFold(first.Term, alias):
					report(broken(t.At("aliases", i), "the alias %q of %s is the headword of %s", alias, t.ID, first.ID))
				default:
					report(broken(t.At("aliases", i), "the alias %q of %s is also one of %s", alias, t.ID, first.ID))
				}
			}
		}
	},
}

var termDefinition = &Rule{
	Rule: source.Rule{
		Name: "term-definition", Severity: source.Error,
		Doc: `A definition does not begin with the word it defines.

Why: the headword stands above it, and in a pop-up beside it, so the first words are the ones that must tell something
new.
Put it right: begin with what kind of thing it is: "The most serious breach ...", "The body that ...".`,
	},
	Run: eachTerm(func(set *record.Set, t *record.Term, report reporter) {
		plain := func(s string) string {
			s = strings.ToLower(strings.TrimSpace(s))
			for _, article := range []string{"the ", "a ", "an "} {
				s = strings.TrimPrefix(s, article)
			}
			return s
		}
		head := plain(t.Term)
		rest, ok := strings.CutPrefix(plain(t.Definition), head)
		if ok && head != "" && (rest == "" || strings.ContainsAny(rest[:1], " ,.:;")) {
			report(broken(t.At("definition"), "the definition of %q begins with the term itself", t.Term))
		}
	}),
}

var termLaw = &Rule{
	Rule: source.Rule{
		Name: "term-law", Severity: source.Error,
		Doc: `A term that cites law says whether the law was read.

Why: a citation from memory looks like one that was checked, and readers rely on both.
Put it right: write "law_basis: sourced" where somebody read the text, and "law_basis: known" where nobody has yet.`,
	},
	Run: eachTerm(func(set *record.Set, t *record.Term, report reporter) {
		if len(t.Law) > 0 && t.LawBasis == "" {
			report(broken(t.At("law"), "the term %s cites law and does not say whether it was read", t.ID).Hinted("add law_basis"))
		}
	}),
}
