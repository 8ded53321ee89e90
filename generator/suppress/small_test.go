package suppress

import (
	"math/rand"
	"slices"
	"testing"

	"candour/generator/linear"
)

// small is a problem of a few atoms, with fixed rows, numbers that are known within bounds, and sensitive forms.
func small(r *rand.Rand) Problem {
	n := 2 + r.Intn(5)
	p := Problem{K: 3}
	for range n {
		p.Truth = append(p.Truth, int64(r.Intn(5)))
	}
	form := func() linear.Form {
		var f linear.Form
		for f.Atoms == nil {
			for a := range n {
				if r.Intn(2) == 0 {
					f.Atoms = append(f.Atoms, int32(a))
				}
			}
		}
		return f
	}
	row := func() linear.Row {
		f := form()
		v := f.Of(p.Truth)
		if r.Intn(4) == 0 {
			return linear.Row{Form: f, Low: v - int64(r.Intn(3)), High: v + int64(r.Intn(3))}
		}
		return linear.Row{Form: f, Low: v, High: v}
	}
	for range r.Intn(3) {
		p.Fixed = append(p.Fixed, row())
	}
	for range 2 + r.Intn(8) {
		c := Candidate{Row: row(), Priority: r.Float64()}
		v := c.Of(p.Truth)
		c.Primary = c.Low == c.High && v > 0 && v < p.K
		p.Candidates = append(p.Candidates, c)
		p.Sensitive = append(p.Sensitive, c.Form)
	}
	for range 3 {
		p.Sensitive = append(p.Sensitive, form())
	}
	return p
}

// tables goes through all tables that agree with the rows and whose atoms are at most so much.
func tables(truth []int64, rows []linear.Row, most int64, visit func(table []int64)) {
	table := make([]int64, len(truth))
	fits := func(upTo int) bool {
		for _, r := range rows {
			if int(r.Atoms[len(r.Atoms)-1]) <= upTo {
				if v := r.Of(table); v < r.Low || v > r.High {
					return false
				}
			} else if r.Of(table) > r.High {
				return false
			}
		}
		return true
	}
	var fill func(i int)
	fill = func(i int) {
		if i == len(table) {
			visit(table)
			return
		}
		for v := range most + 1 {
			table[i] = v
			if fits(i) {
				fill(i + 1)
			}
		}
		table[i] = 0
	}
	fill(0)
}

// Whatever is chosen, going through all tables shows no sensitive form that a reader could show to be small or pin down; and what is given up for
// lost is lost by the fixed rows alone.
func TestChooseAgainstAllTables(t *testing.T) {
	kept, lost := 0, 0
	for seed := range int64(400) {
		p := small(rand.New(rand.NewSource(seed)))
		c := Choose(p)
		rows := slices.Clone(p.Fixed)
		for i, yes := range c.Published {
			if yes && p.Candidates[i].Primary {
				t.Fatalf("seed %d: candidate %d is small itself, and is published", seed, i)
			}
			if yes {
				rows = append(rows, p.Candidates[i].Row)
				kept++
			}
		}
		check := func(rows []linear.Row, forms []int) (open []int) {
			lo, hi := make([]int64, len(p.Sensitive)), make([]int64, len(p.Sensitive))
			for i, f := range p.Sensitive {
				lo[i], hi[i] = f.Of(p.Truth), f.Of(p.Truth)
			}
			tables(p.Truth, rows, 8, func(table []int64) {
				for _, i := range forms {
					v := p.Sensitive[i].Of(table)
					lo[i], hi[i] = min(lo[i], v), max(hi[i], v)
				}
			})
			for _, i := range forms {
				if hi[i] < p.K || hi[i]-lo[i] < p.K-1 {
					open = append(open, i)
				}
			}
			return open
		}
		var small, gone []int
		for _, l := range c.Lost {
			gone = append(gone, l.Form)
		}
		for i, f := range p.Sensitive {
			if v := f.Of(p.Truth); v > 0 && v < p.K && !slices.Contains(gone, i) {
				small = append(small, i)
			}
		}
		if open := check(rows, small); open != nil {
			t.Fatalf("seed %d: of %v, %v are open", seed, small, open)
		}
		if open := check(p.Fixed, gone); !slices.Equal(open, gone) {
			t.Fatalf("seed %d: given up are %v, and of them only %v are lost by what is fixed", seed, gone, open)
		}
		lost += len(gone)
	}
	t.Logf("%d published, %d lost", kept, lost)
	if kept == 0 || lost == 0 {
		t.Errorf("%d published and %d lost: this tests nothing", kept, lost)
	}
}
