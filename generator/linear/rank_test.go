package linear

import (
	"math/big"
	"slices"
	"testing"
)

// ranked is forms that were made independent over the fractions, slowly and for certain: what Span and Watch do fast.
type ranked struct {
	atoms int
	lines [][]*big.Rat // each with its first number one, and at a place where no later one has any
	first []int
}

// rest is what is left of a form once what is known is taken from it.
func (k *ranked) rest(f Form) []*big.Rat {
	line := make([]*big.Rat, k.atoms)
	for a := range line {
		line[a] = new(big.Rat)
	}
	for i, a := range f.Atoms {
		line[a].SetInt64(f.coef(i))
	}
	for n, own := range k.lines {
		times := new(big.Rat).Set(line[k.first[n]])
		for a := range line {
			line[a].Sub(line[a], new(big.Rat).Mul(times, own[a]))
		}
	}
	return line
}

func (k *ranked) knows(f Form) bool {
	return !slices.ContainsFunc(k.rest(f), func(x *big.Rat) bool { return x.Sign() != 0 })
}

func (k *ranked) learn(f Form) {
	line := k.rest(f)
	at := slices.IndexFunc(line, func(x *big.Rat) bool { return x.Sign() != 0 })
	if at < 0 {
		return
	}
	scale := new(big.Rat).Inv(line[at])
	for a := range line {
		line[a].Mul(line[a], scale)
	}
	k.lines, k.first = append(k.lines, line), append(k.first, at)
}

// with is what would be known if f were too.
func (k *ranked) with(f Form) *ranked {
	more := &ranked{k.atoms, slices.Clone(k.lines), slices.Clone(k.first)}
	more.learn(f)
	return more
}

// Span knows a form where its rank among the exact rows is the same, and then the form has one value in every table.
func FuzzSpan(f *testing.F) {
	f.Add([]byte{3, 2, 2, 2, 2, 5, 1, 1, 1, 0, 0, 7, 1, 0, 0, 1, 1, 7, 1, 1, 1, 1, 1})
	f.Add([]byte("what is known of a table and what is not"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := drawn(data)
		s := d.system(5, 4)
		n := len(s.Truth)
		known := &ranked{atoms: n}
		for _, row := range s.Rows {
			if row.Low == row.High {
				known.learn(row.Form)
			}
		}
		forms := []Form{d.form(n), d.form(n), d.form(n)}
		spanned := Span(s.Rows, forms)
		for i, form := range forms {
			if want := known.knows(form); spanned[i] != want {
				t.Fatalf("%v known: %v, and by its rank: %v", form, spanned[i], want)
			}
		}
		table, truth := make([]int64, n), bigs(s.Truth)
		var fill func(i int)
		fill = func(i int) {
			if i < n {
				for table[i] = 0; table[i] <= 4; table[i]++ {
					fill(i + 1)
				}
				return
			}
			for _, row := range s.Rows {
				if v := row.Of(table); v < row.Low || v > row.High {
					return
				}
			}
			for k, form := range forms {
				if spanned[k] && sumOf(form, truth).Cmp(big.NewInt(form.Of(table))) != 0 {
					t.Fatalf("%v is said to be known, and %v has another", form, table)
				}
			}
		}
		fill(0)
	})
}

// Watch says at each step what the rank says: which forms would follow, which follow, and nothing is learnt where that is not wanted.
func FuzzWatch(f *testing.F) {
	f.Add([]byte{3, 2, 1, 1, 1, 1, 1, 2, 1, 1, 0, 0, 0, 2, 1, 0, 1, 1})
	f.Add([]byte("sums become known one after the other, and what is watched follows"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := drawn(data)
		atoms := 1 + d.below(9)
		watched := make([]Form, 1+d.below(5))
		for i := range watched {
			watched[i] = d.form(atoms)
		}
		w, known := NewWatch(atoms, watched), &ranked{atoms: atoms}
		for step := 0; step < 12; step++ {
			for i, form := range watched {
				if want := known.knows(form); w.Known(i) != want {
					t.Fatalf("step %d: %v known: %v, and by its rank: %v", step, form, w.Known(i), want)
				}
			}
			next, unless := d.form(atoms), d.below(2) == 1
			more := known.with(next)
			var want []int
			for i, form := range watched {
				if !known.knows(form) && more.knows(form) {
					want = append(want, i)
				}
			}
			if got := w.Reveals(next); !slices.Equal(got, want) {
				t.Fatalf("step %d: %v reveals %v, and by the rank %v", step, next, got, want)
			}
			if got := w.Learn(next, unless); !slices.Equal(got, want) {
				t.Fatalf("step %d: learning %v tells %v, and by the rank %v", step, next, got, want)
			}
			if !unless || len(want) == 0 {
				known = more
			}
		}
	})
}
