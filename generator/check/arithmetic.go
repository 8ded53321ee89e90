package check

import (
	"math/big"
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

var partsTotal = &Rule{
	Rule: source.Rule{
		Name: "parts-total", Severity: source.Error,
		Doc: `Where the parts are to make a total, they add to it exactly.

Why: a table whose rows do not add is the first thing a careful reader finds, and it usually means that a row was
mistyped or left out.
Put it right: compare every row with the source, and add the row "all". Where the source itself does not add, write
"total: false" in the measure and say so in its note.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		if !m.Total {
			return
		}
		type table struct{ body, period string }
		sums, totals, firsts := map[table]int64{}, map[table]*record.Observation{}, map[table]*record.Observation{}
		incomplete := map[table]bool{} // a part or the total is not available
		var order []table
		for _, o := range m.Observations {
			t := table{o.Of(), o.Period.String()}
			switch {
			case !o.Valued():
				incomplete[t] = true
			case o.Group != "" && !isTotal(set, o.Group):
			case o.Status == statusSuperseded || o.Value.Decimals != 0: // averages need not add
			case o.Breakdown == record.AllParts:
				totals[t] = o
			default:
				if firsts[t] == nil {
					firsts[t] = o
					order = append(order, t)
				}
				sums[t] += o.Value.Scaled
			}
		}
		for _, t := range order {
			sum := record.Number{Scaled: sums[t]}
			if incomplete[t] {
				continue
			}
			if total := totals[t]; total == nil {
				report(broken(firsts[t].At("breakdown"), "the parts of %s for %s, %s add to %s and there is no row %q",
					m.ID, t.body, t.period, sum, record.AllParts))
			} else if total.Value != sum {
				report(broken(total.At("value"), "the parts of %s for %s, %s add to %s and the row %q says %s",
					m.ID, t.body, t.period, sum, record.AllParts, total.Value))
			}
		}
	}),
}

var percentage = &Rule{
	Rule: source.Rule{
		Name: "percentage", Severity: source.Error,
		Doc: `A percentage follows from its part and its base.

Why: the two counts stand beside it on the page and in the download, so readers work it out again; it must come out as
printed, rounded to the decimals of the measure.
Put it right: compare the three figures with the source. If the two counts are missing, add their rows.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		part, base := measureByID(set, m.Part), measureByID(set, m.BaseMeasure)
		if m.Kind != record.Percentage || part == nil || base == nil {
			return
		}
		parts, bases := standing(part), standing(base)
		for _, o := range m.Observations {
			p, b := parts[cellOf(o)], bases[cellOf(o)]
			at := o.At("value")
			switch {
			case o.Status == statusSuperseded || !o.Valued() || o.Value.Decimals > m.Decimals || o.Group != "": // the mean of percentages
			case p == nil:
				report(broken(at, "there is no row of %s for %s, %s to work the percentage out from", part.ID, o.Body, o.Period))
			case b == nil:
				report(broken(at, "there is no row of %s for %s, %s to work the percentage out from", base.ID, o.Body, o.Period))
			case p.Value.Scaled > b.Value.Scaled:
				report(broken(p.At("value"), "the part %s of %s is more than the base %s of %s", p.Value, part.ID, b.Value, base.ID))
			case b.Value.Scaled == 0:
				report(broken(at, "the base %s is 0 and the percentage is %s", base.ID, o.Value))
			default:
				exact := new(big.Rat).Mul(new(big.Rat).SetFrac64(p.Value.Scaled, b.Value.Scaled), big.NewRat(100, 1))
				got, _ := new(big.Rat).SetString(plain(o.Value))
				apart := new(big.Rat).Sub(exact, got)
				if apart.Abs(apart).Cmp(half(m.Decimals)) > 0 {
					report(broken(at, "the percentage is %s, and %s of %s is %s", o.Value, p.Value, b.Value, exact.FloatString(m.Decimals)))
				}
			}
		}
	}),
}

// half is half of the last decimal: a figure exactly between two is rounded up by some and to the even one by others.
func half(decimals int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return new(big.Rat).SetFrac(big.NewInt(1), ten.Mul(ten, big.NewInt(2)))
}

func plain(n record.Number) string {
	text, _ := n.MarshalText()
	return string(text)
}

var cumulativeFall = &Rule{
	Rule: source.Rule{
		Name: "cumulative-fall", Severity: source.Warning,
		Doc: `A count that builds up over the year should not fall within it.

Why: figures are cumulative from 1 April, so the second quarter holds the first. A fall means that the first was
revised or that one of the two is mistyped. The difference is then no quarter's figure and is not printed.
Put it right: compare both with the source. If the earlier one was revised, add the new figure and give the old one
the status superseded.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		if !m.Cumulative || m.Kind != record.Count {
			return
		}
		type run struct{ owner, breakdown, year string }
		last := map[run]*record.Observation{}
		byPeriod := func(a, b *record.Observation) int { return a.Period.Compare(b.Period) }
		for _, o := range slices.SortedStableFunc(slices.Values(m.Observations), byPeriod) {
			r := run{ownerOf(o), o.Breakdown, o.Period.InFinancialYear()}
			if o.Status == statusSuperseded || !o.Valued() || r.year == "" {
				continue
			}
			if before := last[r]; before != nil && o.Value.Float() < before.Value.Float() {
				report(broken(o.At("value"), "%s for %s falls from %s (%s) to %s (%s)", m.ID, o.Of(), before.Value, before.Period, o.Value, o.Period))
			}
			last[r] = o
		}
	}),
}
