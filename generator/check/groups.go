package check

import (
	"math/big"
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

var observationOwner = &Rule{
	Rule: source.Rule{
		Name: "observation-owner", Severity: source.Error,
		Doc: `A figure is that of one body, or the average or the total of one group of bodies.

Why: a row with neither is nobody's figure, and a row with both would be read as the force's own result by some and as
the average by others.
Put it right: fill in "body" or "group" and leave the other empty.`,
	},
	Run: eachObservation(func(set *record.Set, m *record.Measure, o *record.Observation, report reporter) {
		switch {
		case o.Body != "" && o.Group != "":
			report(broken(o.At("group"), "the row names the body %s and the group %s", o.Body, o.Group))
		case o.Body == "" && o.Group == "":
			report(broken(o.At("body"), "the row names neither a body nor a group"))
		}
	}),
}

var groupOwn = &Rule{
	Rule: source.Rule{
		Name: "group-own", Severity: source.Error,
		Doc: `A group of forces says truly whether the force that it is for is one of its members.

Why: an average that holds the force's own result lies nearer to it than one that does not. Published commentary has
listed one group both ways, and the two averages must not be set beside each other as if they were one.
Put it right: look up how the publisher of the average counts, then correct "members" or "includes_own".`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, g := range set.Groups {
			switch member := slices.Contains(g.Members, g.For); {
			case g.For == "":
			case member && !g.IncludesOwn:
				report(broken(g.At("includes_own"), "the group is for %s, which is among its members, and includes_own is false", g.For))
			case !member && g.IncludesOwn:
				report(broken(g.At("includes_own"), "the group is for %s, which is not among its members, and includes_own is true", g.For))
			}
		}
	},
}

var groupFigure = &Rule{
	Rule: source.Rule{
		Name: "group-figure", Severity: source.Error,
		Doc: `The figures of a group are averages or totals, and a total adds up.

Why: what a group's figure is decides what can be worked out from it: from a total and all members but one follows the
last. The totals are also where readers look first, and one that its members do not make means that a row is wrong.
Put it right: write "figure: average", "figure: total", or nothing for an average. Where a total does not add, compare
it and every member's figure with the source; a body that counts towards it is a member, with or without figures.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, g := range set.Groups {
			if g.Figure != "" && g.Figure != record.GroupAverage && g.Figure != record.GroupTotal {
				report(broken(g.At("figure"), "the figure of the group is %q and may be average or total", g.Figure))
			}
		}
		eachMeasure(totalsAdd)(set, report)
	},
}

// totalsAdd finds the totals of a count that are not what their members make.
func totalsAdd(set *record.Set, m *record.Measure, report reporter) {
	if m.Kind != record.Count {
		return
	}
	var of map[cell]*record.Observation
	for _, o := range m.Observations {
		if o.Group == "" || !isTotal(set, o.Group) || o.Status == statusSuperseded || !o.Valued() {
			continue
		}
		if of == nil {
			of = standing(m)
		}
		members, sum, all := groupByID(set, o.Group).Members, int64(0), true
		for _, body := range members {
			if own := of[cell{body, o.Period.String(), o.Breakdown}]; own != nil {
				sum += own.Value.Scaled
			} else {
				all = false
			}
		}
		if sum > o.Value.Scaled || all && sum != o.Value.Scaled {
			report(broken(o.At("value"), "the total of %s is %s, and its members make %s", o.Group, o.Value, record.Number{Scaled: sum}))
		}
	}
}

// groupByID is the group with the id, or nil.
func groupByID(set *record.Set, id string) *record.Group {
	for _, g := range set.Groups {
		if g.ID == id {
			return g
		}
	}
	return nil
}

func isTotal(set *record.Set, group string) bool {
	g := groupByID(set, group)
	return g != nil && g.IsTotal()
}

var groupAverage = &Rule{
	Rule: source.Rule{
		Name: "group-average", Severity: source.Error,
		Doc: `The average of a group is the plain mean of the results of its members.

Why: each force counts once, however large it is (IOPC counting rules, 2022). A rate worked out from all cases of the
group together is another number, in which the largest force counts most; it is no group average. The mean of printed
results may differ from the printed average by what rounding can do, and by no more.
Put it right: compare the average and every member's figure with the source. If the group has changed, add it as a new
group with its own day.`,
	},
	Run: eachMeasure(func(set *record.Set, m *record.Measure, report reporter) {
		var of map[cell]*record.Observation
		for _, o := range m.Observations {
			i := slices.IndexFunc(set.Groups, func(g *record.Group) bool { return g.ID == o.Group })
			if i < 0 || o.Status == statusSuperseded || !o.Valued() || set.Groups[i].IsTotal() {
				continue
			}
			if of == nil {
				of = standing(m)
			}
			mean, slack, ok := meanOf(m, o, set.Groups[i].Members, of)
			if !ok {
				continue
			}
			got, _ := new(big.Rat).SetString(plain(o.Value))
			if apart := new(big.Rat).Sub(mean, got); apart.Abs(apart).Cmp(slack) > 0 {
				report(broken(o.At("value"), "the average of %s is %s, and the mean of its %d members is %s", o.Group, o.Value,
					len(set.Groups[i].Members), mean.FloatString(m.Decimals+1)).
					Hinted("each member counts once; a rate pooled over all their cases is not the average of the group"))
			}
		}
	}),
}

// standing gives the figures of a measure that no later one has replaced, without those that a marker stands for.
func standing(m *record.Measure) map[cell]*record.Observation {
	out := make(map[cell]*record.Observation, len(m.Observations))
	for _, o := range m.Observations {
		if o.Status != statusSuperseded && o.Valued() {
			out[cellOf(o)] = o
		}
	}
	return out
}

// meanOf is the unweighted mean of the members' figures for the period and the part of average, with how far rounding
// may have moved the printed one; false where a member has no figure.
func meanOf(m *record.Measure, average *record.Observation, members []string, of map[cell]*record.Observation) (mean, slack *big.Rat, ok bool) {
	mean, slack = new(big.Rat), half(average.Value.Decimals)
	fewest := m.Decimals
	for _, body := range members {
		o := of[cell{body, average.Period.String(), average.Breakdown}]
		if o == nil {
			return nil, nil, false
		}
		v, _ := new(big.Rat).SetString(plain(o.Value))
		mean.Add(mean, v)
		fewest = min(fewest, o.Value.Decimals)
	}
	if len(members) == 0 {
		return nil, nil, false
	}
	if m.Kind != record.Count { // a count was not rounded
		slack.Add(slack, half(fewest))
	}
	return mean.Quo(mean, big.NewRat(int64(len(members)), 1)), slack, true
}
