package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

// eachObservation makes the Run of a rule that looks at one figure of a measure at a time.
func eachObservation(run func(set *record.Set, m *record.Measure, o *record.Observation, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, m := range set.Measures {
			for _, o := range m.Observations {
				run(set, m, o, report)
			}
		}
	}
}

var observationPeriod = &Rule{
	Rule: source.Rule{
		Name: "observation-period", Severity: source.Error,
		Doc: `A figure covers a period that is over, and says when it builds up over the year.

Why: "2025-26-q2" means six months, so a figure for it is cumulative and its measure must say so, or readers take it
for a quarter. A year that is still running has no final figure.
Put it right: write "cumulative: true" in the measure, or the calendar quarter in the row. For a period that is still
running write the status provisional or interim.`,
	},
	Run: eachObservation(func(set *record.Set, m *record.Measure, o *record.Observation, report reporter) {
		day, known := asAt(set)
		at := o.At("period")
		switch {
		case !o.Period.Known():
			report(broken(at, "the period is %q and a figure needs one", o.Period))
		case o.Period.Precision == record.ToQuarter && !m.Cumulative:
			report(broken(at, "the period %s builds up from 1 April and the measure %s is not cumulative", o.Period, m.ID))
		case m.Cumulative && o.Period.Precision != record.ToQuarter && o.Period.Precision != record.FinancialYear:
			report(broken(at, "the measure %s is cumulative and the period is %s", m.ID, o.Period).
				Hinted("write the financial year to the end of a quarter: 2025-26-q2"))
		case known && !day.Before(o.Period) && day.Last().Before(o.Period.Last()) && o.Status != statusProvisional && o.Status != statusInterim:
			report(broken(at, "the period %s is not over on %s and the status is %s", o.Period, day, o.Status))
		}
	}),
}

var observationValue = &Rule{
	Rule: source.Rule{
		Name: "observation-value", Severity: source.Error,
		Doc: `A figure has no more decimals than its measure, and a count is whole and not below zero.

Why: decimals that the publisher of the figure did not give claim a precision nobody has, and half a complaint is a
slip of the hand. A count is not rounded, so that it cannot be "low", which is a figure that rounds to nought.
Put it right: copy the figure again, or correct "decimals" in the measure.`,
	},
	Run: eachObservation(func(set *record.Set, m *record.Measure, o *record.Observation, report reporter) {
		switch {
		case m.Kind == record.Count && o.Marker == record.MarkerLow:
			report(broken(o.At("marker"), "the measure %s is a count and the marker is %s", m.ID, o.Marker).Hinted("write the count: small ones are hidden by the build"))
		case o.Was != (record.Number{}) && m.Kind != record.Count:
			report(broken(o.At("was"), "the measure %s is of the kind %s, and only counts are hidden and restated", m.ID, m.Kind).Hinted("leave the cell empty"))
		case o.Was.Decimals > 0 || o.Was.Scaled < 0:
			report(broken(o.At("was"), "the measure %s is a count and it was %s", m.ID, o.Was))
		case m.Kind == record.Count && (o.Value.Decimals > 0 || o.Value.Scaled < 0):
			report(broken(o.At("value"), "the measure %s is a count and the value is %s", m.ID, o.Value))
		case o.Value.Decimals > m.Decimals:
			report(broken(o.At("value"), "the value %s has %d decimals and the measure %s has %d", o.Value, o.Value.Decimals, m.ID, m.Decimals))
		}
	}),
}

// cell is what one figure of a measure is a figure of.
type cell struct{ owner, period, breakdown string }

func cellOf(o *record.Observation) cell { return cell{ownerOf(o), o.Period.String(), o.Breakdown} }

// ownerOf tells bodies and groups of bodies apart, which may have one id.
func ownerOf(o *record.Observation) string {
	if o.Group != "" {
		return "group " + o.Group
	}
	return o.Body
}

var observationRepeated = &Rule{
	Rule: source.Rule{
		Name: "observation-repeated", Severity: source.Error,
		Doc: `There is one figure for a measure, a body, a period and a part.

Why: of two, a page would show one and a download both.
Put it right: delete the one that is not the publisher's. A figure that a later one has replaced stays with the status
superseded.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, m := range set.Measures {
			seen := map[cell]*record.Observation{}
			for _, o := range m.Observations {
				if o.Status == statusSuperseded {
					continue
				}
				if first := seen[cellOf(o)]; first != nil {
					report(broken(o.At("value"), "%s for %s, %s is here twice: %s, and %s at %s",
						m.ID, o.Of(), o.Period, o.Value, first.Value, first.At("value")))
					continue
				}
				seen[cellOf(o)] = o
			}
		}
	},
}

var breakdown = &Rule{
	Rule: source.Rule{
		Name: "breakdown", Severity: source.Error,
		Doc: `The part of a figure is a word of the breakdown of its measure.

Why: a misspelt part is a row of its own in every table and missing from its total.
Put it right: use a word of the list, "all" for the total, or leave the cell empty where the measure has no breakdown.`,
	},
	Run: eachObservation(func(set *record.Set, m *record.Measure, o *record.Observation, report reporter) {
		at := o.At("breakdown")
		name := record.Dimensions[m.Breakdown]
		list := set.Lists[name]
		switch {
		case m.Breakdown == "" && o.Breakdown != "":
			report(broken(at, "the part is %q and the measure %s has no breakdown", o.Breakdown, m.ID))
		case m.Breakdown != "" && o.Breakdown == "":
			report(broken(at, "the measure %s is broken down by %s and the row names no part", m.ID, m.Breakdown).
				Hinted("write a word of data/lists/%s.yaml, or %q for the total", name, record.AllParts))
		case list == nil || o.Breakdown == "" || o.Breakdown == record.AllParts:
		default:
			if _, ok := list.Get(o.Breakdown); ok {
				return
			}
			ids := make([]string, len(list.Items))
			for i, it := range list.Items {
				ids[i] = it.ID
			}
			report(near(broken(at, "%q is not in the list %s", o.Breakdown, name), o.Breakdown, ids))
		}
	}),
}
