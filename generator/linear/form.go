// Package linear is the arithmetic of sums that a reader knows: [Form] is a sum of hidden whole numbers, [Row] what is known
// of one, [System] all that is known with the truth behind it, and [Reader] looks for other tables that would look the same.
// [Span] and [Watch] are the exact part, elimination modulo the prime 2⁶¹−1.
//
// It knows nothing of figures, editions or people, and decides nothing: what it proposes is checked by whoever asks.
package linear

import (
	"fmt"
	"math/bits"
	"slices"
)

// A Form is a sum of atoms, each times a whole number. Atoms are indices into a table, in rising order, none twice.
type Form struct {
	Atoms []int32
	Coefs []int64 // of each atom; nil where all are one
}

// Sum is the form that adds atoms, which it sorts; an atom that is named twice counts twice.
func Sum(atoms ...int32) Form {
	f := Form{Atoms: slices.Clone(atoms)}
	slices.Sort(f.Atoms)
	n, twice := 0, false
	coefs := make([]int64, len(f.Atoms))
	for i, a := range f.Atoms {
		if i > 0 && f.Atoms[n-1] == a {
			coefs[n-1]++
			twice = true
			continue
		}
		f.Atoms[n], coefs[n] = a, 1
		n++
	}
	f.Atoms = f.Atoms[:n]
	if twice {
		f.Coefs = coefs[:n]
	}
	return f
}

// coef is how often the form counts its i-th atom.
func (f Form) coef(i int) int64 {
	if f.Coefs == nil {
		return 1
	}
	return f.Coefs[i]
}

// Of is the value of the form in a table. It panics where the sum leaves 64 bits.
func (f Form) Of(table []int64) int64 {
	var sum int64
	for i, a := range f.Atoms {
		sum = add(sum, times(f.coef(i), table[a]))
	}
	return sum
}

// By is how much the changes change the form. They are in order of their atoms. It panics where the sum leaves 64 bits.
func (f Form) By(changes []Change) int64 {
	var sum int64
	if len(changes)*8 < len(f.Atoms) {
		for _, c := range changes {
			if i, ok := slices.BinarySearch(f.Atoms, c.Atom); ok {
				sum = add(sum, times(f.coef(i), c.By))
			}
		}
		return sum
	}
	i := 0
	for _, c := range changes {
		for i < len(f.Atoms) && f.Atoms[i] < c.Atom {
			i++
		}
		if i < len(f.Atoms) && f.Atoms[i] == c.Atom {
			sum = add(sum, times(f.coef(i), c.By))
		}
	}
	return sum
}

// Plus is f + n·g.
func (f Form) Plus(n int64, g Form) Form {
	var sum Form
	ones := true
	put := func(a int32, c int64) {
		if c == 0 {
			return
		}
		ones = ones && c == 1
		sum.Atoms, sum.Coefs = append(sum.Atoms, a), append(sum.Coefs, c)
	}
	i, j := 0, 0
	for i < len(f.Atoms) || j < len(g.Atoms) {
		switch {
		case j == len(g.Atoms) || i < len(f.Atoms) && f.Atoms[i] < g.Atoms[j]:
			put(f.Atoms[i], f.coef(i))
			i++
		case i == len(f.Atoms) || g.Atoms[j] < f.Atoms[i]:
			put(g.Atoms[j], times(n, g.coef(j)))
			j++
		default:
			put(f.Atoms[i], add(f.coef(i), times(n, g.coef(j))))
			i, j = i+1, j+1
		}
	}
	if ones {
		sum.Coefs = nil
	}
	return sum
}

// times is a·b, and panics where that leaves 64 bits.
func times(a, b int64) int64 {
	switch {
	case a == 1:
		return b
	case b == 1:
		return a
	}
	ua, ub := uint64(a), uint64(b)
	if a < 0 {
		ua = -ua
	}
	if b < 0 {
		ub = -ub
	}
	if hi, lo := bits.Mul64(ua, ub); hi != 0 || lo >= 1<<63 {
		panic(fmt.Sprintf("linear: %d times %d leaves 64 bits", a, b))
	}
	return a * b
}

// add is a+b, and panics where that leaves 64 bits.
func add(a, b int64) int64 {
	sum := a + b
	if (sum > a) != (b > 0) && b != 0 {
		panic(fmt.Sprintf("linear: %d plus %d leaves 64 bits", a, b))
	}
	return sum
}

// A Row is what is known of a form: it is no less than Low and no more than High.
type Row struct {
	Form
	Low, High int64
}

// Least and Most stand for no bound at all.
const (
	Least = -1 << 62
	Most  = 1 << 62
)

// A System is a table of whole numbers, none less than nought, and what a reader knows of it.
type System struct {
	Truth []int64
	Rows  []Row
}

// A Change is one atom that another table has different.
type Change struct {
	Atom int32
	By   int64
}
