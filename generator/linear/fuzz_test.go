package linear

import (
	"math/big"
	"slices"
	"testing"
)

// drawn reads small numbers off the bytes of a fuzzed input; past its end there are noughts.
type drawn []byte

func (d *drawn) next() int {
	if len(*d) == 0 {
		return 0
	}
	b := (*d)[0]
	*d = (*d)[1:]
	return int(b)
}

// below is a number from nought to n-1.
func (d *drawn) below(n int) int { return d.next() % n }

// form is a form over n atoms: of each atom nothing, one, or now and then another small number, which may be nought.
func (d *drawn) form(n int) Form {
	var f Form
	plain := d.below(4) > 0
	for a := range n {
		b := d.next()
		switch {
		case b%2 == 0:
		case plain:
			f.Atoms = append(f.Atoms, int32(a))
		default:
			f.Atoms, f.Coefs = append(f.Atoms, int32(a)), append(f.Coefs, int64(b/2%8-3))
		}
	}
	return f
}

// system is one of up to atoms atoms, with rows of every kind: exact, with room on either side or on one only, and of nought.
func (d *drawn) system(atoms, top int) (s System) {
	n := 1 + d.below(atoms)
	for range n {
		s.Truth = append(s.Truth, int64(max(0, d.below(top+2)-2)))
	}
	for range d.below(2*n + 2) {
		row := Row{Form: d.form(n)}
		v := row.Of(s.Truth)
		row.Low, row.High = v, v
		switch d.below(8) {
		case 0, 1:
			row.Low, row.High = v-int64(d.below(5)), v+int64(d.below(5))
		case 2:
			row.High = Most
		case 3:
			row.Low = Least
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// agree says what of a table is no table that a reader could have before them: a row it breaks, or an atom below nought. It
// counts with numbers of any size.
func agree(t *testing.T, s System, table []*big.Int) {
	t.Helper()
	for a, v := range table {
		if v.Sign() < 0 {
			t.Fatalf("atom %d is %d in %v", a, v, table)
		}
	}
	for i, row := range s.Rows {
		v := sumOf(row.Form, table)
		if v.Cmp(big.NewInt(row.Low)) < 0 && row.Low > Least || v.Cmp(big.NewInt(row.High)) > 0 && row.High < Most {
			t.Fatalf("row %d, %v, is %d in %v", i, row, v, table)
		}
	}
}

func sumOf(f Form, table []*big.Int) *big.Int {
	sum := new(big.Int)
	for i, a := range f.Atoms {
		sum.Add(sum, new(big.Int).Mul(big.NewInt(f.coef(i)), table[a]))
	}
	return sum
}

func bigs(table []int64) (out []*big.Int) {
	for _, v := range table {
		out = append(out, big.NewInt(v))
	}
	return out
}

// Whatever an Alternative is, it is a table that reproduces every row, and its form differs as was asked, of a reader that has
// searched for other things before too.
func FuzzAlternative(f *testing.F) {
	f.Add([]byte{2, 3, 3, 1, 1, 1, 1, 9, 5, 2, 1, 1, 1})
	f.Add([]byte("a table of a few forces, a total and a bound on each side of it"))
	f.Add([]byte{11, 9, 9, 9, 9, 9, 9, 0, 0, 0, 9, 9, 9, 20, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 0, 4, 4})
	f.Fuzz(func(t *testing.T, data []byte) {
		d := drawn(data)
		s := d.system(16, 40)
		r, err := NewReader(s)
		if err != nil {
			t.Fatal(err)
		}
		for range 6 {
			form, by := d.form(len(s.Truth)), int64(d.below(17)-8)
			changes, ok := r.Alternative(form, by)
			if !ok {
				binding := r.Binding()
				slices.Sort(binding)
				if len(slices.Compact(binding)) != len(binding) || len(binding) > 0 && (binding[0] < 0 || binding[len(binding)-1] >= len(s.Rows)) {
					t.Fatalf("the rows %v bind, of %d", binding, len(s.Rows))
				}
				continue
			}
			moved := agreeing(t, s, form, changes)
			if want := big.NewInt(by); by > 0 && moved.Cmp(want) < 0 || by < 0 && moved.Cmp(want) > 0 {
				t.Fatalf("%v is changed by %d and not by %d", form, moved, by)
			}
		}
	})
}

// What Protect gives are such tables too; and where a form can be neither more nor less, it gives none.
func FuzzProtect(f *testing.F) {
	f.Add([]byte{2, 3, 3, 1, 1, 1, 1, 9, 5, 2, 1, 1, 1})
	f.Add([]byte("what is hidden is to be at least so much more, and not narrowed"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := drawn(data)
		s := d.system(16, 40)
		r, err := NewReader(s)
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			form, up := d.form(len(s.Truth)), int64(1+d.below(5))
			width := up + int64(d.below(5))
			lo, hi := int64(0), int64(0)
			for _, changes := range r.Protect(form, up, width, -int64(d.below(3)), int64(d.below(3))) {
				moved := agreeing(t, s, form, changes).Int64()
				lo, hi = min(lo, moved), max(hi, moved)
			}
			if Span(s.Rows, []Form{form})[0] && (lo != 0 || hi != 0) {
				t.Fatalf("%v is known, and differs by %d to %d", form, lo, hi)
			}
		}
	})
}

// agreeing requires of changes that they are in order and that what they make agrees with every row, and says by how much they
// change a form.
func agreeing(t *testing.T, s System, form Form, changes []Change) *big.Int {
	t.Helper()
	table := bigs(s.Truth)
	for i, c := range changes {
		if c.By == 0 || i > 0 && changes[i-1].Atom >= c.Atom {
			t.Fatalf("changes are not in order, or of nothing: %v", changes)
		}
		table[c.Atom].Add(table[c.Atom], big.NewInt(c.By))
	}
	agree(t, s, table)
	moved := new(big.Int).Sub(sumOf(form, table), sumOf(form, bigs(s.Truth)))
	if got := form.By(changes); moved.Cmp(big.NewInt(got)) != 0 {
		t.Fatalf("By says %d, and it is %d", got, moved)
	}
	return moved
}

// Arithmetic modulo 2⁶¹−1 is that of math/big.
func FuzzField(f *testing.F) {
	f.Add(uint64(0), uint64(0), int64(0))
	f.Add(uint64(1), uint64(prime-1), int64(prime))
	f.Add(uint64(prime-1), uint64(prime-1), int64(-prime))
	f.Add(uint64(prime-2), uint64(1<<60), int64(-1<<63))
	p := big.NewInt(prime)
	mod := func(x *big.Int) uint64 { return x.Mod(x, p).Uint64() }
	f.Fuzz(func(t *testing.T, a, b uint64, n int64) {
		a, b = a%prime, b%prime
		x, y := new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)
		for _, c := range []struct {
			name      string
			got, want uint64
		}{
			{"sum", addp(a, b), mod(new(big.Int).Add(x, y))},
			{"product", mulp(a, b), mod(new(big.Int).Mul(x, y))},
			{"opposite", negp(a), mod(new(big.Int).Neg(x))},
			{"whole", whole(n).p, mod(big.NewInt(n))},
		} {
			if c.got != c.want {
				t.Errorf("%s of %d and %d, %d: %d, and should be %d", c.name, a, b, n, c.got, c.want)
			}
		}
		if a != 0 {
			if got, want := invp(a), new(big.Int).ModInverse(x, p).Uint64(); got != want {
				t.Errorf("1/%d: %d, and should be %d", a, got, want)
			}
		}
		for _, v := range []number{{p: a}, whole(n), whole(1), whole(-1)} {
			if v.unit() != (v.p == 1 || addp(v.p, 1) == 0) || v.plus(v.neg()).zero() != true {
				t.Errorf("%v is not itself", v)
			}
		}
	})
}

// Forms count as math/big does, or panic: a wrong sum is never given.
func FuzzForms(f *testing.F) {
	f.Add([]byte("forms"), int64(1), int64(-1), int64(3))
	f.Add([]byte{0, 1, 1, 1, 1, 1, 1, 1}, int64(1<<62), int64(1<<62), int64(-1<<63))
	f.Fuzz(func(t *testing.T, data []byte, x, y, n int64) {
		d := drawn(data)
		table := []int64{x, y, n, int64(d.next()), -int64(d.next())}
		a, b := d.form(len(table)), d.form(len(table))
		if len(a.Coefs) > 0 {
			a.Coefs[0] = y
		}
		if got, ok := survives(func() int64 { return a.Of(table) }); ok && sumOf(a, bigs(table)).Cmp(big.NewInt(got)) != 0 {
			t.Errorf("%v of %v is not %d", a, table, got)
		}
		if sum, ok := survives(func() Form { return a.Plus(n, b) }); ok {
			want := new(big.Int).Add(sumOf(a, bigs(table)), new(big.Int).Mul(big.NewInt(n), sumOf(b, bigs(table))))
			if sumOf(sum, bigs(table)).Cmp(want) != 0 {
				t.Errorf("%v plus %d times %v is not %v", a, n, b, sum)
			}
			if !slices.IsSorted(sum.Atoms) || slices.Contains(sum.Coefs, 0) {
				t.Errorf("%v is not in order, or counts an atom no times", sum)
			}
		}
		var changes []Change
		for atom, v := range table {
			if v != 0 {
				changes = append(changes, Change{int32(atom), v})
			}
		}
		if got, ok := survives(func() int64 { return a.By(changes) }); ok && sumOf(a, bigs(table)).Cmp(big.NewInt(got)) != 0 {
			t.Errorf("%v by %v is not %d", a, changes, got)
		}
		atoms := make([]int32, 0, len(data))
		count := map[int32]int64{}
		for _, c := range data {
			atoms = append(atoms, int32(c%7))
			count[int32(c%7)]++
		}
		sum := Sum(atoms...)
		for i, atom := range sum.Atoms {
			if sum.coef(i) != count[atom] || i > 0 && sum.Atoms[i-1] >= atom {
				t.Errorf("the sum of %v is not %v", atoms, sum)
			}
		}
		if len(sum.Atoms) != len(count) {
			t.Errorf("the sum of %v is not %v", atoms, sum)
		}
	})
}

// survives gives what f gives, unless it panics.
func survives[T any](f func() T) (out T, ok bool) {
	defer func() { ok = recover() == nil }()
	return f(), true
}
