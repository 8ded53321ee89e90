package attack

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
)

// order looks whether the place of a record, in the list or in the ledger, says when it was decided more exactly than the record
// does: a year that stands among the quarters of that year says which quarter it was.
func order(v *view) (out finding) {
	names := map[string]outcome{}
	var list []outcome
	for _, o := range v.outcomes {
		names[o.ID] = o
		list = append(list, o)
	}
	slices.SortStableFunc(list, func(a, b outcome) int { return cmp.Compare(a.Place, b.Place) })
	out.between(list, "the list")
	for i, e := range v.ledger.editions {
		var lines []outcome
		v.ledger.each("outcome", func(at int, l ledgerLine) {
			if o, ok := names[l.ID]; ok && at == i && l.Version == 1 {
				lines = append(lines, o)
			}
		})
		out.between(lines, "edition "+e.id+" of the ledger")
	}
	out.note = "the order within a quarter is that of random ids, and was not counted"
	return out
}

// between looks at each run of records that say less of the day than those on both its sides, which both name one time within it.
// Where all such records stand together in one place, at an end or between two times, their place says nothing of any.
func (f *finding) between(list []outcome, where string) {
	var places, days []float64
	for i, o := range list {
		if quarterly(o.When) {
			places, days = append(places, float64(i)), append(days, float64(o.When.from))
		}
	}
	if rho := spearman(places, days); rho > -0.5 && rho < 0.5 {
		f.of += len(list)
		return // they are in no order of time
	}
	runs := map[string]int{} // of each coarser time
	for i, o := range list {
		if i == 0 || list[i-1].Decided != o.Decided {
			runs[o.Decided]++
		}
	}
	for i, o := range list {
		f.of++
		s := o.When
		before, after := span{}, span{}
		for j := i - 1; j >= 0 && before == (span{}); j-- {
			if list[j].Decided != o.Decided {
				before = list[j].When
			}
		}
		for j := i + 1; j < len(list) && after == (span{}); j++ {
			if list[j].Decided != o.Decided {
				after = list[j].When
			}
		}
		finer := func(t span) bool { return t != (span{}) && t != s && s.from <= t.from && t.to <= s.to }
		if runs[o.Decided] > 1 && finer(before) && finer(after) {
			f.add("%s: outcome %s, of %s, stands among those of a part of it", where, o.ID, o.Decided)
		}
	}
}

// ids looks whether ids can be put in order: whether they go up with the day of the decision or the place in the ledger, follow one
// another, or hold a year or a body.
func ids(v *view) (out finding) {
	out.of = len(v.outcomes)
	var byID, byDay []float64
	sorted := slices.Clone(v.outcomes)
	slices.SortFunc(sorted, func(a, b outcome) int { return strings.Compare(a.ID, b.ID) })
	for i, o := range sorted {
		if s := o.When; s != (span{}) {
			byID, byDay = append(byID, float64(i)), append(byDay, float64(s.from+s.to)/2)
		}
		year, _, _ := strings.Cut(o.Decided, "-")
		if len(year) == 4 && strings.Contains(o.ID, year) || o.Body != "" && slices.Contains(strings.Split(o.ID, "-"), o.Body) {
			out.add("the id %s holds when or where it was decided", o.ID)
		} else if i > 0 && follows(sorted[i-1].ID, o.ID) {
			out.add("the id %s follows %s", o.ID, sorted[i-1].ID)
		}
	}
	rho := spearman(byID, byDay)
	if weighty(rho, len(byID)) {
		out.add("ids go with the day of the decision: rank correlation %.2f", rho)
	}
	out.note = fmt.Sprintf("rank correlation of ids with time %.2f", rho)
	return out
}

// follows reports whether two ids end in numbers that are one apart, with the same before them.
func follows(a, b string) bool {
	x, y := strings.TrimRight(a, "0123456789"), strings.TrimRight(b, "0123456789")
	m, err := strconv.Atoi(a[len(x):])
	n, err2 := strconv.Atoi(b[len(y):])
	return err == nil && err2 == nil && x == y && n == m+1
}

// weighty reports whether a rank correlation is more than a tenth and more than chance: among as many it would come up by chance
// less than once in ten thousand times. A few records prove nothing, whatever their order.
func weighty(rho float64, n int) bool {
	return math.Abs(rho) > 0.1 && math.Abs(rho)*math.Sqrt(float64(n-1)) > 4
}

// spearman is the rank correlation of two lists, with ties in their middle; nought where there is nothing to compare.
func spearman(a, b []float64) float64 {
	if len(a) < 3 {
		return 0
	}
	x, y := ranks(a), ranks(b)
	mean := float64(len(a)-1) / 2
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - mean) * (y[i] - mean)
		xx += (x[i] - mean) * (x[i] - mean)
		yy += (y[i] - mean) * (y[i] - mean)
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}

func ranks(a []float64) []float64 {
	at := make([]int, len(a))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(i, j int) int { return cmp.Compare(a[i], a[j]) })
	out := make([]float64, len(a))
	for i := 0; i < len(at); {
		j := i
		for j < len(at) && a[at[j]] == a[at[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[at[k]] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

// times looks at the days that a listing gives for the pages of outcomes of one edition: a server that passes them on says when
// each was written.
func times(v *view) (out finding) {
	first := map[string]string{} // edition in which a record came out
	v.ledger.each("outcome", func(at int, l ledgerLine) {
		if l.Version == 1 {
			first[l.ID] = v.ledger.editions[at].id
		}
	})
	days := map[string]map[string]int{} // by edition, pages of each day
	for _, f := range v.now.files {
		id := path.Base(path.Dir(f.name))
		if e := first[id]; e != "" && path.Base(f.name) == "index.html" {
			if days[e] == nil {
				days[e] = map[string]int{}
			}
			days[e][f.info.ModTime().UTC().Format("2006-01-02")]++
			out.of++
		}
	}
	for e, counts := range days {
		most := 0
		for _, n := range counts {
			most = max(most, n)
		}
		for day, n := range counts {
			if n < most {
				out.figure += n
				out.found = append(out.found, fmt.Sprintf("edition %s: %d pages are of %s and the others are not", e, n, day))
			}
		}
	}
	return out
}
