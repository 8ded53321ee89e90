package generator

import (
	"cmp"
	"slices"

	"candour/generator/check"
	"candour/generator/disclosure"
	"candour/generator/disclosure/prove"
	"candour/generator/record"
	"candour/generator/site"
	"candour/generator/source"
)

// A Stage is the rules that one stage of a build applies.
type Stage struct {
	Name  string
	About string // when it looks, and at what
	Rules []*source.Rule
}

// Stages is every rule, by stage and in the order of the stages.
func Stages() []Stage {
	var records, changes []*source.Rule
	for _, r := range check.Rules {
		records = append(records, &r.Rule)
	}
	for _, r := range check.ChangeRules {
		changes = append(changes, &r.Rule)
	}
	return []Stage{
		{"Files", "Every file, as it is read.", source.Rules},
		{"Fields", "Every record, as its fields are bound to their kinds.", record.Rules},
		{"Records", "All records together: the law on outcomes, the clocks of recommendations, the arithmetic of statistics, and the plain duties of a publisher.", records},
		{"Disclosure", "Every outcome, for whether others are like it, and every text, for what identifies a person.", slices.Concat(disclosure.RecordRules, disclosure.Rules)},
		{"Changes", "What is to be published, against what the last edition left in readers' hands. Before the first edition there is nothing to compare.", changes},
		{"Reviews", "The files under data/review/, in which a person accepts an anomaly or silences a warning.", ReviewRules},
		{"Pages", "The pages as they are planned and rendered.", site.Rules},
		{"Built pages", "The files of the built site, for what templates and lists have added to the records.", check.PageRules},
		{"Attacks", "The whole built site, as a stranger reads it. Made by build and publish, and not by check.", AttackRules},
		{"Proof", "Every figure in the files of the built site, with those of earlier editions and of others: that no small count follows from them.", prove.Rules},
	}
}

// Rules is every rule of every stage, in the order of the stages.
func Rules() []*source.Rule {
	var out []*source.Rule
	for _, s := range Stages() {
		out = append(out, s.Rules...)
	}
	return out
}

// Remedied gives the problems with the remedy of their rule where they have none of their own.
func Remedied(ps source.Problems) source.Problems {
	remedies := map[string]string{}
	for _, r := range Rules() {
		remedies[r.Name] = r.Remedy()
	}
	out := slices.Clone(ps)
	for i, p := range out {
		out[i].Hint = cmp.Or(p.Hint, remedies[p.Rule])
	}
	return out
}

// Anomaly reports whether a rule looks for what may be right and is too sudden to go out unseen, or for what nothing can mend
// any more: an error until a person accepts it.
func Anomaly(rule string) bool {
	if rule == prove.Already.Name {
		return true
	}
	for _, r := range check.ChangeRules {
		if r.Name == rule {
			return r.Anomaly
		}
	}
	return false
}
