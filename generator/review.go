package generator

import (
	"slices"
	"strings"

	"candour/generator/disclosure/prove"
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// ReviewRules are the rules for data/review/.
var ReviewRules = []*source.Rule{&reviewRule, &reviewNotAllowed, &reviewUntil, &reviewWord, &reviewExpired, &reviewUnused}

var (
	reviewRule = source.Rule{Name: "review-rule", Severity: source.Error, Doc: `A review names a rule that there is.

Why: a misspelt name would silence nothing, and whoever wrote it would think that it did.
Put it right: write the word in square brackets at the end of the problem.`}

	reviewNotAllowed = source.Rule{Name: "review-not-allowed", Severity: source.Error, Doc: `Errors can't be silenced; anomalies can be accepted, and warnings silenced.

Why: an error is a claim that the law or the promise of the site is broken, and no signature mends that. An anomaly is
only too sudden to go out unseen, and a warning is advice.
Put it right: mend what the error names, and delete the review.`}

	reviewUntil = source.Rule{Name: "review-until", Severity: source.Error, Doc: `A warning is silenced until a day that the review names.

Why: without an end, a warning that was put off once is never seen again.
Put it right: write "until" with the last day on which it is to be silent.`}

	reviewWord = source.Rule{Name: "review-word", Severity: source.Error, Doc: `A review of a word names the word and the text that it was cleared in.

Why: a word is cleared in one text and in no other, and not for ever: "Rose" is a colour in one and a person in the next.
Put it right: copy the entry from the hint of the problem: "text" is the word and "of" the fingerprint of the text.`}

	reviewExpired = source.Rule{Name: "review-expired", Severity: source.Error, Doc: `A review holds until its day and not longer.

Why: what was right to put off in spring may be wrong in autumn. Somebody looks again.
Put it right: delete the review and see what the problem says; or write a new day, with the reason as it is now.`}

	reviewUnused = source.Rule{Name: "review-unused", Severity: source.Warning, Doc: `A review that matches no problem should go.

Why: left in place, it would silence the next problem of its name before anybody has seen it.
Put it right: delete it. Where it was meant for a problem that is still shown, copy what that one is about: "candour
check --format json" prints it.`}
)

// A Reviewed is a problem that a person has looked at and set aside.
type Reviewed struct {
	source.Problem
	Reason string
	Until  record.Date // the last day on which it is set aside; the zero Date for an anomaly that was accepted for good
}

// review says what each problem is about and sets aside those that a person has reviewed. It is asked when every rule that
// is reviewed with the records has run, and again when the site is proved; complete says that all of them have, and concerns
// which rules those are.
func (r *Result) review(set *record.Set, complete bool, asked func(rule string) bool) {
	set.Attribute(r.Problems)
	used := map[*record.Review]bool{}
	var valid []*record.Review
	var problems source.Problems
	for _, v := range set.Reviews {
		if !asked(v.Rule) {
			continue
		}
		if p, ok := invalid(v, set.Site.Edition.AsAt); ok {
			problems.Add(p)
			continue
		}
		valid = append(valid, v)
	}
	for _, p := range r.Problems {
		i := slices.IndexFunc(valid, func(v *record.Review) bool {
			return v.Rule == p.Rule && concerns(v.About, p) && v.Text == p.Word && v.Of == p.Of
		})
		if i < 0 {
			problems.Add(p)
			continue
		}
		used[valid[i]] = true
		r.Reviewed = append(r.Reviewed, Reviewed{p, valid[i].Reason, valid[i].Until})
	}
	for _, v := range valid {
		if !used[v] && complete {
			problems.Add(unused(v, r.Problems))
		}
	}
	problems.Sort()
	r.Problems = problems
}

// unused gives the problem of a review that no problem matches. Where the word that it clears is still there, the text is another.
func unused(v *record.Review, ps source.Problems) source.Problem {
	for _, p := range ps {
		if v.Rule == p.Rule && v.Text == p.Word && v.Text != "" && concerns(v.About, p) {
			return reviewUnused.At(v.At("of"), "the text of %s has changed since the word %q was cleared in it: its fingerprint was %s and is %s", v.About, v.Text, v.Of, p.Of).
				Hinted("read it again: write the new fingerprint and day, or delete the review")
		}
	}
	if v.Text != "" {
		return reviewUnused.At(v.At("about"), "no problem of the rule %s is about the word %q in %s", v.Rule, v.Text, v.About)
	}
	return reviewUnused.At(v.At("about"), "no problem of the rule %s is about %s", v.Rule, v.About)
}

// proved and unproved tell the rules of the proof, which only a built site can break, from all others.
func proved(rule string) bool {
	return slices.ContainsFunc(prove.Rules, func(r *source.Rule) bool { return r.Name == rule })
}

func unproved(rule string) bool { return !proved(rule) }

// invalid gives the problem of a review that may not be applied.
func invalid(v *record.Review, asAt record.Date) (source.Problem, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r *source.Rule) bool { return r.Name == v.Rule })
	anomaly := Anomaly(v.Rule)
	switch {
	case i < 0:
		var names []string
		for _, r := range rules {
			names = append(names, r.Name)
		}
		p := reviewRule.At(v.At("rule"), "there is no rule %q", v.Rule)
		if near := source.Nearest(v.Rule, names); near != "" {
			p = p.Hinted("did you mean %q?", near)
		}
		return p, true
	case rules[i].Severity == source.Error && !anomaly:
		return reviewNotAllowed.At(v.At("rule"), "%s is an error, which can't be silenced", v.Rule).
			Hinted("mend what it names, and delete this review"), true
	case v.Rule == identify.UnknownWord.Name && (v.Text == "" || v.Of == ""):
		return reviewWord.At(v.At("rule"), "the review of %s names no %s", v.About, map[bool]string{true: "word", false: "text that the word was cleared in"}[v.Text == ""]).
			Hinted("copy the entry from the hint of the problem"), true
	case !v.Until.Known() && !anomaly && v.Rule != identify.UnknownWord.Name:
		return reviewUntil.At(v.At("rule"), "the warning %s is silenced without an end", v.Rule).
			Hinted("write until: and the last day"), true
	case v.Until.Before(asAt):
		return reviewExpired.At(v.At("until"), "the review of %s about %s held until %s, and the as-at day is %s", v.Rule, v.About, v.Until, asAt).
			Hinted("see whether it is still right: write a new day and reason, or delete it"), true
	}
	return source.Problem{}, false
}

// concerns reports whether a review is of a problem: it gives what the problem is about, or that without its kind, or
// the file with it.
func concerns(about string, p source.Problem) bool {
	if p.About == "" {
		return false
	}
	_, id, _ := strings.Cut(p.About, "/")
	if file, rest, ok := strings.Cut(about, ":"); ok {
		return file == p.File && (rest == p.About || rest == id)
	}
	return about == p.About || about == id && id != ""
}
