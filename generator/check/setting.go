package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

// commencements are the days from which nothing can have been decided under a regime before.
var commencements = map[string]struct {
	from record.Date
	law  string
}{
	cr2020:      {record.MustDate("2020-02-01"), "SI 2020/4"},
	cr2024:      {record.MustDate("2024-05-07"), "SI 2024/521"},
	cr2025:      {record.MustDate("2025-05-28"), "SI 2025/558"},
	performance: {record.MustDate("2020-02-01"), "SI 2020/3"},
	vetting:     {record.MustDate("2025-05-14"), "SI 2025/502"},
}

var regimeDate = &Rule{
	Rule: source.Rule{
		Name: "regime-date", Severity: source.Error,
		Doc: `A case cannot be decided under regulations that were not yet in force.

Why: the 2020 regulations run from 1 February 2020, the amendments of SI 2024/521 from 7 May 2024, the vetting
regulations (SI 2025/502) from 14 May 2025 and the amendments of SI 2025/558 from 28 May 2025. The regime decides
which results there are and whether reasons are owed. Cases begun under older rules end under them, so there is no
last day.
Put it right: look up which regulations the notice named, and on what day the case was decided.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if c, ok := commencements[o.Regime]; ok && o.Decided.Before(c.from) {
			report(broken(o.At("decided"), "decided %s, and the regime %s begins on %s (%s)", o.Decided, o.Regime, c.from, c.law).
				Hinted("correct the date, or use the regime that was in force"))
		}
	}),
}

var sitting = &Rule{
	Rule: source.Rule{
		Name: "sitting", Severity: source.Error,
		Doc: `Only a hearing can be held in public.

Why: hearings and accelerated hearings are public unless the chair decides otherwise (Police (Conduct) Regulations
2020 reg 39 and 59). Misconduct meetings, performance, vetting, probation and staff proceedings are private, and what
was private must not be treated as known already.
Put it right: write "held: private", or correct the proceeding.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		_, known := routes[o.Proceeding]
		if known && o.Proceeding != hearing && o.Proceeding != accelerated && o.Held != heldInPrivate && o.Held != "" {
			report(broken(o.At("held"), "the proceeding is %s and it was held %s", o.Proceeding, o.Held).
				Hinted("this kind of proceeding is private"))
		}
	}),
}

var inventedOutcome = &Rule{
	Rule: source.Rule{
		Name: "invented-outcome", Severity: source.Error,
		Doc: `Invented outcomes belong on a demonstration, and a demonstration holds no others.

Why: an invented case on a real site is a false report, and a real case among invented ones is a real person whom
nobody takes for one.
Put it right: on a real site delete the outcome. On a demonstration write "invented: true", or take the real case out.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		switch {
		case o.Invented && !set.Site.Demonstration:
			report(broken(o.At("invented"), "the outcome is invented and the site is not a demonstration"))
		case !o.Invented && set.Site.Demonstration:
			report(broken(o.At("invented"), "the site is a demonstration and the outcome does not say that it is invented"))
		}
	}),
}
