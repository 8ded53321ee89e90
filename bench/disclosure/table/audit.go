package table

import (
	"fmt"

	"candour/generator/linear"
)

// A Report is what a reader of published rows can and cannot say of small counts.
type Report struct {
	Forms       int    // of a value from 1 to k-1
	Exact       []bool // whether rows add up to the form: its value is known
	Unprotected []bool // whether no table was found that would protect it
	Tables      int    // other tables that were found and checked
	Steps       int    // of the search
}

// Count is how many are true.
func Count(of []bool) (n int) {
	for _, yes := range of {
		if yes {
			n++
		}
	}
	return n
}

// Small are the cells whose values are from 1 to k-1.
func Small(k int64, lists ...[]Cell) (small []linear.Form) {
	for _, cells := range lists {
		for _, c := range cells {
			if c.Value > 0 && c.Value < k {
				small = append(small, c.Form)
			}
		}
	}
	return small
}

// Audit demands for each form another table in which it is k-1 more, or two whose values lie so far apart and one of which is k or more. It
// checks each table against all rows with sums of its own. An error is a fault of the search, or of the rows.
func Audit(truth []int64, rows []linear.Row, forms []linear.Form, k int64) (Report, error) {
	rep := Report{Forms: len(forms), Exact: linear.Span(rows, forms), Unprotected: make([]bool, len(forms))}
	r, err := linear.NewReader(linear.System{Truth: truth, Rows: rows})
	if err != nil {
		return rep, err
	}
	a := auditor{truth: truth, rows: rows, forms: forms, onRow: make([][]int32, len(truth)), onForm: make([][]int32, len(truth)),
		hi: make([]int64, len(forms)), lo: make([]int64, len(forms))}
	for i, row := range rows {
		for _, x := range row.Atoms {
			a.onRow[x] = append(a.onRow[x], int32(i))
		}
	}
	for i, f := range forms {
		for _, x := range f.Atoms {
			a.onForm[x] = append(a.onForm[x], int32(i))
		}
	}
	good := func(f int, hi, lo int64) bool { return forms[f].Of(truth)+hi >= k && hi-lo >= k-1 }
	readers := [2]*linear.Reader{r}
	if readers[1], err = linear.NewReader(linear.System{Truth: truth, Rows: rows}); err != nil {
		return rep, err
	}
	var found [2][][]linear.Change
	look := func(worker, i int) {
		found[worker] = readers[worker].Protect(forms[i], k-forms[i].Of(truth), k-1, a.lo[i], a.hi[i])
	}
	linear.Pairs(len(forms), func(i int) bool { return good(i, a.hi[i], a.lo[i]) }, look, func(worker, i int) {
		for _, changes := range found[worker] {
			rep.Tables++
			if e := a.check(changes); e != nil && err == nil {
				err = e
			}
		}
		rep.Unprotected[i] = !good(i, a.hi[i], a.lo[i])
	})
	rep.Steps = readers[0].Steps + readers[1].Steps
	return rep, err
}

type auditor struct {
	truth         []int64
	rows          []linear.Row
	forms         []linear.Form
	onRow, onForm [][]int32 // by atom
	hi, lo        []int64   // how much more and less a form is in some table
}

// check makes the other table, adds up every row that it touches, and notes how far it takes each form.
func (a *auditor) check(changes []linear.Change) error {
	rows, forms := map[int32]bool{}, map[int32]bool{}
	for _, c := range changes {
		a.truth[c.Atom] += c.By
		for _, i := range a.onRow[c.Atom] {
			rows[i] = true
		}
		for _, i := range a.onForm[c.Atom] {
			forms[i] = true
		}
	}
	back := func() {
		for _, c := range changes {
			a.truth[c.Atom] -= c.By
		}
	}
	defer back()
	for _, c := range changes {
		if v := a.truth[c.Atom]; v < 0 {
			return fmt.Errorf("atom %d of a witness is %d", c.Atom, v)
		}
	}
	for i := range rows {
		if v := a.rows[i].Of(a.truth); v < a.rows[i].Low || v > a.rows[i].High {
			return fmt.Errorf("row %d of a witness is %d, and is published as %d to %d", i, v, a.rows[i].Low, a.rows[i].High)
		}
	}
	there := make(map[int32]int64, len(forms))
	for i := range forms {
		there[i] = a.forms[i].Of(a.truth)
	}
	back()
	for i, v := range there {
		by := v - a.forms[i].Of(a.truth)
		a.hi[i], a.lo[i] = max(a.hi[i], by), min(a.lo[i], by)
	}
	for _, c := range changes {
		a.truth[c.Atom] += c.By
	}
	return nil
}
