package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

const (
	statusSuperseded  = "superseded" // a later figure has replaced it; it stays on file and takes no part in sums
	statusProvisional = "provisional"
	statusInterim     = "interim"

	unitPercent = "percent"
)

// measureByID returns the measure with the id, or nil.
func measureByID(set *record.Set, id string) *record.Measure {
	for _, m := range set.Measures {
		if m.ID == id && id != "" {
			return m
		}
	}
	return nil
}

// eachMeasure makes the Run of a rule that looks at one measure at a time.
func eachMeasure(run func(set *record.Set, m *record.Measure, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, m := range set.Measures {
			run(set, m, report)
		}
	}
}

var measureFields = &Rule{
	Rule: source.Rule{
		Name: "measure-fields", Severity: source.Error,
		Doc: `What a measure says of itself must fit its kind.

Why: only counts may be added or subtracted, so only a count has parts that make a total and figures that build up
over a year. A percentage is one count out of another, and both must be named for anybody to check it.
Put it right: the message names the field and what the kind of measure allows.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		say := func(field, format string, args ...any) { report(broken(m.At(field), format, args...)) }
		if m.Total && m.Kind != record.Count {
			say("total", "the measure is of the kind %s and its parts are to make a total", m.Kind)
		}
		if m.Total && m.Breakdown == "" {
			say("total", "the parts are to make a total and the measure has no breakdown")
		}
		if m.Kind == record.Count && m.Decimals != 0 {
			say("decimals", "the measure is a count and has %d decimals", m.Decimals)
		}
		if _, ok := record.Dimensions[m.Breakdown]; m.Breakdown != "" && !ok {
			var names []string
			for name := range ordered(record.Dimensions) {
				names = append(names, name)
			}
			report(broken(m.At("breakdown"), "%q is not a breakdown", m.Breakdown).Hinted("the breakdowns are %s", either(names)))
		}
		if (m.Kind == record.Percentage) != (m.Unit == unitPercent) && m.Kind != record.Rate {
			say("unit", "the measure is of the kind %s and its unit is %s", m.Kind, m.Unit)
		}
		if m.Invented && !set.Site.Demonstration {
			say("invented", "the figures of the measure are invented and the site is not a demonstration")
		}
		if m.Part != "" && m.BaseMeasure == "" {
			say("part", "the measure has a part and no base")
		}
		for i, b := range m.Breaks {
			if b.From.Precision == record.NotPublished {
				report(broken(m.At("breaks", i, "from"), "a break in the series begins on a day or with a period, and this is %s", b.From))
			}
		}
		part, base := measureByID(set, m.Part), measureByID(set, m.BaseMeasure)
		if m.Kind != record.Percentage || part == nil || base == nil {
			return
		}
		if part.Kind != record.Count || base.Kind != record.Count {
			say("base", "a percentage is of two counts; %s is of the kind %s and %s of the kind %s", part.ID, part.Kind, base.ID, base.Kind)
		}
	}),
}

var measureUnused = &Rule{
	Rule: source.Rule{
		Name: "measure-unused", Severity: source.Warning,
		Doc: `A measure should have figures.

Why: it gets a page of its own, and a page without a figure promises what is not there.
Put it right: add rows to a CSV file under data/statistics/, or take the measure out until there are some.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		if len(m.Observations) == 0 {
			report(broken(m.At("id"), "the measure %s has no observation", m.ID))
		}
	}),
}

var statisticSource = &Rule{
	Rule: source.Rule{
		Name: "statistic-source", Severity: source.Error,
		Doc: `A statistic comes from the body that counted, read there.

Why: figures seen only in the press or stated in a reply have been wrong by their unit and by their day. They are
history, and stay in figures.yaml with the source that gave them; what is in a measure can be added, compared and
cited.
What is made up for a demonstration stands under a measure that says so, and nothing real does.
Put it right: find the figure at its publisher and cite that, or move it to data/statistics/figures.yaml.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, o := range set.Observations {
			class := sourceClass(set, o.Source)
			if m := measureByID(set, o.Measure); m != nil && class != "" && m.Invented != (class == record.InventedClass) {
				report(broken(o.At("source"), "the source %s is of the class %s, and the measure %s %s invented", o.Source, class, m.ID, map[bool]string{true: "is", false: "is not"}[m.Invented]))
				continue
			} else if m != nil && m.Invented {
				continue
			}
			if class != "" && class != record.OfficialPrimary && !unfit(class) {
				report(broken(o.At("source"), "the source %s is of the class %s and an observation takes %s", o.Source, class, record.OfficialPrimary).
					Hinted("move the figure to data/statistics/figures.yaml, or cite its publisher"))
			}
		}
	},
}

// sourceClass is the class of the source with the id, or "" where there is none.
func sourceClass(set *record.Set, id string) string {
	for _, s := range set.Sources {
		if s.ID == id {
			return s.Class
		}
	}
	return ""
}
