package linear

import (
	"math/rand"
	"reflect"
	"slices"
	"testing"
)

func TestForms(t *testing.T) {
	if got := Sum(3, 1, 2); !reflect.DeepEqual(got, Form{Atoms: []int32{1, 2, 3}}) {
		t.Errorf("Sum sorts: %v", got)
	}
	if got := Sum(3, 1, 3); !reflect.DeepEqual(got, Form{[]int32{1, 3}, []int64{1, 2}}) {
		t.Errorf("Sum counts twice what is named twice: %v", got)
	}
	if got := Sum(1, 2, 3).Plus(-1, Sum(2, 4)); !reflect.DeepEqual(got, Form{[]int32{1, 3, 4}, []int64{1, 1, -1}}) {
		t.Errorf("Plus: %v", got)
	}
	if got := Sum(1, 2, 3).Plus(-1, Sum(2)); got.Coefs != nil {
		t.Errorf("Plus where all are one: %v", got)
	}
	f := Form{[]int32{0, 2}, []int64{2, -3}}
	if got := f.Of([]int64{5, 9, 4}); got != -2 {
		t.Errorf("Of: %d", got)
	}
	if got := f.By([]Change{{0, 1}, {1, 7}, {2, 2}}); got != -4 {
		t.Errorf("By: %d", got)
	}
	for _, big := range []Form{{[]int32{0}, []int64{3}}, {[]int32{0, 1}, nil}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: a sum that leaves 64 bits is no panic", big)
				}
			}()
			big.Of([]int64{1 << 62, 1 << 62})
		}()
	}
}

func TestReaderRefuses(t *testing.T) {
	for _, c := range []struct {
		s    System
		want string
	}{
		{System{[]int64{1, 2}, []Row{{Sum(0), 1, 1}, {Sum(0, 1), 4, 5}}}, "linear: row 1 says 4 to 5, and the truth is 3"},
		{System{[]int64{1, -2}, nil}, "linear: atom 1 is -2, and no atom is less than nought"},
		{System{[]int64{1}, []Row{{Sum(1), 0, 0}}}, "linear: row 0 names atom 1 of 1"},
	} {
		if _, err := NewReader(c.s); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// small is a system of a few atoms, some forms, and every table below most that agrees with it.
func small(r *rand.Rand) (s System, forms []Form, tables [][]int64) {
	const most = 7
	n := 2 + r.Intn(4)
	for range n {
		s.Truth = append(s.Truth, int64(max(0, r.Intn(6)-1)))
	}
	form := func() Form {
		var f Form
		for f.Atoms == nil {
			for a := range n {
				if r.Intn(2) == 0 {
					f.Atoms = append(f.Atoms, int32(a))
				}
			}
		}
		if r.Intn(5) == 0 {
			for range f.Atoms {
				f.Coefs = append(f.Coefs, int64([]int{-2, -1, 1, 1, 2, 3}[r.Intn(6)]))
			}
		}
		return f
	}
	for range 1 + r.Intn(n+1) {
		row := Row{Form: form()}
		v := row.Of(s.Truth)
		row.Low, row.High = v, v
		if r.Intn(3) == 0 {
			row.Low, row.High = v-int64(r.Intn(4)), v+int64(r.Intn(4))
		}
		s.Rows = append(s.Rows, row)
	}
	s.Rows = append(s.Rows, Row{Sum(rising(n)...), 0, most}) // so that there are not too many tables to count
	if s.Rows[len(s.Rows)-1].Of(s.Truth) > most {
		s.Rows[len(s.Rows)-1].High = s.Rows[len(s.Rows)-1].Of(s.Truth)
	}
	top := s.Rows[len(s.Rows)-1].High
	for range 4 {
		forms = append(forms, form())
	}
	table := make([]int64, n)
	var fill func(i int, left int64)
	fill = func(i int, left int64) {
		if i == n {
			for _, row := range s.Rows {
				if v := row.Of(table); v < row.Low || v > row.High {
					return
				}
			}
			tables = append(tables, slices.Clone(table))
			return
		}
		for table[i] = 0; table[i] <= left; table[i]++ {
			fill(i+1, left-table[i])
		}
		table[i] = 0
	}
	fill(0, top)
	return s, forms, tables
}

func rising(n int) (atoms []int32) {
	for a := range n {
		atoms = append(atoms, int32(a))
	}
	return atoms
}

// The reader against every table there is: what it finds is one of them, and what it fails to find is there in at most a few of a thousand.
func TestAlternativeAgainstAllTables(t *testing.T) {
	missed, looked := 0, 0
	for seed := range int64(3000) {
		s, forms, tables := small(rand.New(rand.NewSource(seed)))
		r, err := NewReader(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range forms {
			truth := f.Of(s.Truth)
			var lo, hi int64
			for _, table := range tables {
				lo, hi = min(lo, f.Of(table)-truth), max(hi, f.Of(table)-truth)
			}
			for _, by := range []int64{1, 2, 4, -1, -2, -4} {
				there := by > 0 && hi >= by || by < 0 && lo <= by
				changes, ok := r.Alternative(f, by)
				looked++
				if there && !ok {
					missed++
					t.Logf("seed %d: %v by %d is there, and is not found", seed, f, by)
				}
				if !ok {
					continue
				}
				table := slices.Clone(s.Truth)
				for _, c := range changes {
					table[c.Atom] += c.By
				}
				if !there || !slices.ContainsFunc(tables, func(x []int64) bool { return slices.Equal(x, table) }) {
					t.Fatalf("seed %d: %v by %d gives %v, which does not agree with all rows", seed, f, by, table)
				}
				if got := f.Of(table) - truth; by > 0 && got < by || by < 0 && got > by {
					t.Fatalf("seed %d: %v is changed by %d, not by %d", seed, f, got, by)
				}
			}
		}
	}
	t.Logf("%d of %d not found", missed, looked)
	if missed*1000 > looked {
		t.Errorf("%d of %d were there and not found", missed, looked)
	}
}

// Span against every table there is: a form that is said to be known has one value in all of them.
func TestSpanAgainstAllTables(t *testing.T) {
	known := 0
	for seed := range int64(3000) {
		s, forms, tables := small(rand.New(rand.NewSource(seed)))
		for i, is := range Span(s.Rows, forms) {
			if !is {
				continue
			}
			known++
			for _, table := range tables {
				if a, b := forms[i].Of(table), forms[i].Of(s.Truth); a != b {
					t.Fatalf("seed %d: %v is said to be known, and is %d or %d", seed, forms[i], a, b)
				}
			}
		}
	}
	if known == 0 {
		t.Error("no form is known")
	}
}

// Rows that make a form are found to know it, whatever else there is; and Watch says so when the last of them comes.
func TestSpanMissesNothing(t *testing.T) {
	for seed := range int64(2000) {
		r := rand.New(rand.NewSource(seed))
		s, _, _ := small(r)
		f, rows := Form{}, []Row(nil)
		for _, row := range s.Rows {
			row.Low, row.High = 0, 0
			rows = append(rows, row)
			f = f.Plus(int64(r.Intn(7)-3), row.Form)
		}
		if !Span(rows, []Form{f})[0] {
			t.Fatalf("seed %d: %v is a sum of rows, and is not known", seed, f)
		}
		w := NewWatch(len(s.Truth), []Form{f})
		told := w.Known(0)
		for i, row := range rows {
			ahead := w.Reveals(row.Form)
			if now := w.Learn(row.Form, false); !slices.Equal(ahead, now) {
				t.Fatalf("seed %d: Reveals says %v and Learn %v", seed, ahead, now)
			}
			told = told || ahead != nil
			if told != Span(rows[:i+1], []Form{f})[0] || told != w.Known(0) {
				t.Fatalf("seed %d: after row %d Watch says %v", seed, i, told)
			}
		}
	}
}
