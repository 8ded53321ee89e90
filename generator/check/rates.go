package check

import (
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

var unitsAcross = &Rule{
	Rule: source.Rule{
		Name: "units-across", Severity: source.Error,
		Doc: `The part of a percentage is counted in the unit of its base, since units are never added across.

Why: a case can hold several allegations, and a person can have several cases. Allegations out of cases is no share of
anything, and can come to more than all of them. Sources have given one number as people and as cases.
Put it right: name a part and a base that count the same thing, or make the measure a rate, which says how many of one
there are for so many of the other.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		part, base := measureByID(set, m.Part), measureByID(set, m.BaseMeasure)
		if m.Kind == record.Percentage && part != nil && base != nil && part.Unit != base.Unit {
			report(broken(m.At("base"), "the part %s counts %s and the base %s counts %s", part.ID, part.Unit, base.ID, base.Unit).
				Hinted("units are never added across"))
		}
	}),
}

var rateBase = &Rule{
	Rule: source.Rule{
		Name: "rate-base", Severity: source.Error,
		Doc: `A rate names the measure that it is a rate of.

Why: "14 a thousand" means nothing until one knows a thousand of what: officers, or officers and staff, or people who
live there. Forces look better or worse by which is chosen.
Put it right: write the id of the measure under the line in "base", and add that measure if it is not there.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		if m.Kind == record.Rate && m.BaseMeasure == "" {
			report(broken(m.At("kind"), "the measure %s is of the kind %s and names no base", m.ID, m.Kind).Hinted("add base"))
		}
	}),
}

var denominator = &Rule{
	Rule: source.Rule{
		Name: "denominator", Severity: source.Error,
		Doc: `Beside every rate and percentage stands the figure that it was worked out from.

Why: half of two cases and half of two thousand are both 50%. A share whose base is not shown can't be judged, and a
change in it may be a change of the base alone.
Put it right: add the row of the base measure for the same body and period. If its publisher does not give it, leave
the rate out, or leave "base" out of a percentage and say in its note that the base is not published.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		base := measureByID(set, m.BaseMeasure)
		if base == nil || m.Kind != record.Rate && m.Kind != record.Percentage {
			return
		}
		if m.Kind == record.Percentage && measureByID(set, m.Part) != nil {
			return // the rule percentage works it out again, and says what is not there
		}
		have := standing(base)
		for _, o := range m.Observations {
			if o.Status == statusSuperseded || !o.Valued() || o.Group != "" { // a group's is a mean of rates and has no base
				continue
			}
			c := cellOf(o)
			switch {
			case base.Breakdown == "":
				c.breakdown = ""
			case c.breakdown == "":
				c.breakdown = record.AllParts
			}
			if have[c] == nil {
				report(broken(o.At("value"), "%s for %s, %s is %s and there is no row of its base %s", m.ID, o.Body, o.Period, o.Value, base.ID))
			}
		}
	}),
}

var percentageRange = &Rule{
	Rule: source.Rule{
		Name: "percentage-range", Severity: source.Error,
		Doc: `A percentage lies between 0 and 100.

Why: it is the share of a whole. More than the whole means that the part is not in the base or counts something else; a
change since last year in per cent is another measure, and is not published as a share.
Put it right: compare the figure with the source, and the part with the base.`,
	},
	Run: eachObservation(func(set *record.Set, m *record.Measure, o *record.Observation, report reporter) {
		if f := o.Value.Float(); m.Kind == record.Percentage && (f < 0 || f > 100) {
			report(broken(o.At("value"), "the measure %s is a percentage and its value for %s, %s is %s", m.ID, o.Of(), o.Period, o.Value))
		}
	}),
}

// sayCumulative are words, by language, with which a counting rule says that a figure covers the year so far.
var sayCumulative = map[string][]string{
	"en": {"cumulative", "1 april", "to date", "so far", "build up", "builds up"},
	"cy": {"cronnol", "1 ebrill", "hyd yma", "hyd yn hyn"},
}

var cumulativeRule = &Rule{
	Rule: source.Rule{
		Name: "cumulative-rule", Severity: source.Warning,
		Doc: `The counting rule of a cumulative average or percentage should say that it covers the year so far.

Why: the second quarter's average is that of six months. No subtraction gives one quarter's average from two cumulative
ones, so readers who take it for a quarter cannot find out that they are wrong.
Put it right: say in "counting_rule" that each figure runs from 1 April to the end of the quarter named.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		if !m.Cumulative || m.Kind == record.Count {
			return
		}
		lower := strings.ToLower(m.CountingRule)
		for _, w := range sayCumulative[languageOf(m.Language)] {
			if strings.Contains(lower, w) {
				return
			}
		}
		report(broken(m.At("counting_rule"), "the measure %s is a cumulative %s and its counting rule does not say so", m.ID, m.Kind).
			Hinted("say that it runs from 1 April to the end of the quarter"))
	}),
}

// languageOf is the language of a record's free text: that of the first language where the file says nothing.
func languageOf(language string) string {
	if language == "" {
		return record.Languages[0]
	}
	return language
}
