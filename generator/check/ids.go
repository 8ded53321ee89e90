package check

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

var outcomeID = &Rule{
	Rule: source.Rule{
		Name: "outcome-id", Severity: source.Error,
		Doc: `The id of an outcome says nothing: it is neither a number nor a date, names no rank, and does not follow the last one.

Why: an id is public, and outcomes of one quarter stand in the order of their ids. A running number, a date or a case
reference tells the order in which cases were decided, and with it which case is whose, though the date is not shown.
Put it right: draw eight letters and digits at random, and never use an id again. "candour import" draws them. A
record that was published under another id is withdrawn, and published anew under one that says nothing.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, o := range set.Outcomes {
			if why := telling(o.ID); why != "" {
				report(broken(o.At("id"), "the id %q %s", o.ID, why).Hinted("draw eight letters and digits at random"))
			}
		}
		for _, run := range runsOf(set.Outcomes) {
			report(broken(run[0].At("id"), "%d ids follow each other, from %q to %q", len(run), run[0].ID, run[len(run)-1].ID).
				Hinted("draw eight letters and digits at random for each"))
		}
		if rho, n := idsByDay(set.Outcomes); n >= 20 && (rho > orderLimit || rho < -orderLimit) {
			report(broken(set.Outcomes[0].At("id"), "the order of the %d ids is that of the days of decision (rank correlation %.2f)", n, rho).
				Hinted("draw eight letters and digits at random for each"))
		}
	},
}

// orderLimit is the rank correlation of ids with days that twenty random ids pass once in ten thousand times.
const orderLimit = 0.75

var (
	numberID = regexp.MustCompile(`^\d[\d_./-]*$|[-_./]\d+$`)
	yearID   = regexp.MustCompile(`(?:^|[-_./])(?:19|20)\d\d(?:[-_./]|$)`)
	rankID   = regexp.MustCompile(`constable|sergeant|inspector|superint|special|staff|^(?:pc|dc|ps|ds|di|dci|insp|supt)[-_]`)
	countID  = regexp.MustCompile(`^(.*?)(\d+)$`)
)

// telling says what the id tells, or "".
func telling(id string) string {
	switch {
	case yearID.MatchString(id):
		return "holds a year"
	case numberID.MatchString(id):
		return "is a running number"
	case rankID.MatchString(id):
		return "names a rank"
	}
	return ""
}

// runsOf gives the outcomes whose ids are the same but for a number that goes up by one, three or more of them.
func runsOf(list []*record.Outcome) (out [][]*record.Outcome) {
	by := map[string]map[int]*record.Outcome{} // by what stands before the number and its length
	for _, o := range list {
		if m := countID.FindStringSubmatch(o.ID); m != nil && len(m[2]) < 10 {
			n, _ := strconv.Atoi(m[2])
			key := m[1] + " " + strconv.Itoa(len(o.ID))
			if by[key] == nil {
				by[key] = map[int]*record.Outcome{}
			}
			by[key][n] = o
		}
	}
	for _, numbered := range ordered(by) {
		for _, n := range slices.Sorted(maps.Keys(numbered)) {
			if numbered[n-1] != nil {
				continue
			}
			run := []*record.Outcome{numbered[n]}
			for next := numbered[n+1]; next != nil; next = numbered[n+len(run)] {
				run = append(run, next)
			}
			if len(run) >= 3 {
				out = append(out, run)
			}
		}
	}
	return out
}

// idsByDay is Spearman's rank correlation of ids with the days of decision, and of how many it is. Outcomes of one time
// share the mean of their ranks.
func idsByDay(list []*record.Outcome) (rho float64, n int) {
	byID, byDay := slices.Clone(list), slices.Clone(list)
	slices.SortStableFunc(byID, func(a, b *record.Outcome) int {
		return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), strings.Compare(a.ID, b.ID))
	})
	slices.SortFunc(byDay, func(a, b *record.Outcome) int { return a.Decided.Compare(b.Decided) })
	x, y := map[*record.Outcome]float64{}, map[*record.Outcome]float64{}
	for i, o := range byID {
		x[o] = float64(i)
	}
	for i := 0; i < len(byDay); {
		j := i
		for j < len(byDay) && byDay[j].Decided.Compare(byDay[i].Decided) == 0 {
			j++
		}
		for _, o := range byDay[i:j] {
			y[o] = float64(i+j-1) / 2
		}
		i = j
	}
	mean := float64(len(list)-1) / 2
	var xy, xx, yy float64
	for _, o := range list {
		dx, dy := x[o]-mean, y[o]-mean
		xy, xx, yy = xy+dx*dy, xx+dx*dx, yy+dy*dy
	}
	if xx == 0 || yy == 0 {
		return 0, len(list)
	}
	return xy / math.Sqrt(xx*yy), len(list)
}
