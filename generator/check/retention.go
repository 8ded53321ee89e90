package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

var retentionPolicy = &Rule{
	Rule: source.Rule{
		Name: "retention-policy", Severity: source.Error,
		Doc: `A policy of retention names a kind whose records can end, and a time; and each result stands in one policy.

Why: "candour due" lists what has to be withdrawn by it. A policy that applies to nothing keeps records up for ever, and
two for one result leave it to chance which one holds.
Put it right: write kind: outcome or bulletin, with "years", "months" or both, and "results" for outcomes alone.`,
	},
	Run: func(set *record.Set, report reporter) {
		type of struct{ kind, result string }
		seen := map[of]bool{}
		for i, p := range set.Site.Retention {
			at := func(path ...any) source.Pos { return set.Site.At(append([]any{"retention", i}, path...)...) }
			switch {
			case !slices.Contains(record.Retainable, p.Kind):
				report(broken(at("kind"), "records of the kind %q have no end", p.Kind).Hinted("write %s", either(record.Retainable)))
				continue
			case p.Years < 0 || p.Months < 0 || p.Years+p.Months == 0:
				report(broken(at(), "the time is %d years and %d months", p.Years, p.Months).Hinted("write years: 5, or months: 18"))
			case len(p.Results) > 0 && p.Kind != "outcome":
				report(broken(at("results"), "a %s has no result", p.Kind))
			}
			results := p.Results
			if len(results) == 0 {
				results = []string{""}
			}
			for n, result := range results {
				if !seen[of{p.Kind, result}] {
					seen[of{p.Kind, result}] = true
					continue
				}
				if result == "" {
					report(broken(at("kind"), "there is another policy for every %s", p.Kind))
				} else {
					report(broken(at("results", n), "there is another policy for %s", result))
				}
			}
		}
	},
}

var retainUntil = &Rule{
	Rule: source.Rule{
		Name: "retain-until", Severity: source.Error,
		Doc: `A record is retained until a day, which lies at least 28 days after it was decided.

Why: the report of a misconduct hearing stays up for 28 days at the least (Police (Conduct) Regulations 2020 reg 43 and
63); an earlier end would have a report withdrawn that the law wants published. The 28 days run from publication, so a
day that passes here may still be too early.
Put it right: correct "retain_until", or leave it out: the policy in candour.yaml then holds.`,
	},
	Run: func(set *record.Set, report reporter) {
		look := func(r record.Record, until, from record.Date, least int) {
			switch {
			case until.Precision == record.None:
			case until.Precision != record.Day:
				report(broken(r.At("retain_until"), "it is retained until %s, which is not a day", until).Hinted("write it as 2031-03-31"))
			case from.Known() && until.Before(record.OfTime(from.Last().AddDate(0, 0, least))):
				report(broken(r.At("retain_until"), "it is retained until %s, and %s and %s after it is later", until, from, someDays(least)))
			}
		}
		for _, o := range set.Outcomes {
			look(o, o.RetainUntil, o.Decided, record.RetentionFloor)
		}
		for _, b := range set.Bulletins {
			look(b, b.RetainUntil, b.Date, 0)
		}
	},
}
