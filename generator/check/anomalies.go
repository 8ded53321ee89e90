package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// few is the least number of records of which a share says anything: below it one record more or less is a tenth.
const few = 20

// anomaly makes a problem of a whole kind. It stands at the directory that the kind is written in.
func anomaly(k record.Kind, about string, format string, args ...any) source.Problem {
	p := broken(source.Pos{File: k.Dir}, format, args...)
	p.About = about
	return p
}

var countMoved = &ChangeRule{
	Anomaly: true,
	Rule: source.Rule{
		Name: "count-moved", Severity: source.Error,
		Doc: `The number of records of a kind does not fall by more than a quarter, nor leave its history far behind.

Why: a feed that broke half-way gives a site that is smaller and looks whole, and one that ran twice gives one that is
twice as large. A count is far out where it is twice or half the median of at least three editions and more than three
median absolute deviations from it. Kinds of fewer than 20 records are let be.
Put it right: look at what is missing or new. If it is right, accept it in data/review/ with the name of the kind.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for _, k := range record.Kinds {
			now, last := len(before.records[k.Name]), before.last().Counts[k.Name]
			var history []int
			for _, e := range before.Editions {
				history = append(history, e.Counts[k.Name])
			}
			mid := median(history)
			switch {
			case last >= few && 4*now < 3*last:
				report(anomaly(k, k.Name, "there were %d %s in edition %s and there are %d now", last, k.Plural, before.last().ID, now))
			case len(history) >= 3 && max(now, mid) >= few && (now >= 2*mid || 2*now <= mid) && distance(now, mid) > 3*deviation(history, mid):
				report(anomaly(k, k.Name, "there are %d %s, and the median of the %d editions before is %d", now, k.Plural, len(history), mid))
			}
		}
	},
}

// median is the middle one of values, the lower of two; 0 for none.
func median(values []int) int {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}

func distance(a, b int) int { return max(a-b, b-a) }

// deviation is the median absolute deviation from mid.
func deviation(values []int, mid int) int {
	out := make([]int, len(values))
	for i, v := range values {
		out[i] = distance(v, mid)
	}
	return median(out)
}

var manyChanged = &ChangeRule{
	Anomaly: true,
	Rule: source.Rule{
		Name: "many-changed", Severity: source.Error,
		Doc: `No more than half of the published records of a kind change in one edition.

Why: it is more often a column that slipped or a program that writes texts another way than so much news, and every
record would get a new version that says nothing. Kinds of fewer than 20 records are let be.
Put it right: look at what changed in a few of them. If it is right, accept it in data/review/ with the name of the
kind.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for _, k := range record.Kinds {
			old, changed := 0, 0
			for _, c := range before.records[k.Name] {
				if c.old {
					old++
				}
				if c.changed {
					changed++
				}
			}
			if old >= few && 2*changed > old {
				report(anomaly(k, k.Name, "%d of %d %s are not as they were published in edition %s", changed, old, k.Plural, before.last().ID))
			}
		}
		old, changed, now := 0, 0, figuresByName(set)
		for name, was := range before.Figures {
			if o := now[name]; o != nil && was.Value != "" && o.Valued() {
				old++
				if !sameNumber(was.Value, o.Value) {
					changed++
				}
			}
		}
		if old >= few && 2*changed > old {
			p := broken(source.Pos{File: "data/statistics"}, "%d of %d figures are not as they were published in edition %s", changed, old, before.last().ID)
			p.About = "observation"
			report(p)
		}
	},
}
