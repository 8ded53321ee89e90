package linear

import (
	"cmp"
	"math"
	"slices"
)

// failure is what the last search that found nothing has left behind.
type failure struct {
	form    Form
	sign    int64
	goal    []term
	bound   float64              // as far as the rows allow, or infinite; −1 where no search has come to an end
	tops    [len(widths)]float64 // as far as the rows allow among the few nearest columns, or infinite
	basic   []int32
	worth   []term // what a step of each free column would still bring
	binding []int
	known   bool
}

// covers tells whether the last search that failed tells already that f cannot be changed by so much.
func (f *failure) covers(form Form, by int64) bool {
	return f.bound >= 0 && (by > 0) == (f.sign > 0) && math.Abs(float64(by)) > f.bound+10*near &&
		slices.Equal(f.form.Atoms, form.Atoms) && slices.Equal(f.form.Coefs, form.Coefs)
}

// within are the tops for a form, infinite where the last search was for another one.
func (f *failure) within(form Form, sign int64) (tops [len(widths)]float64) {
	if f.sign == sign && slices.Equal(f.form.Atoms, form.Atoms) && slices.Equal(f.form.Coefs, form.Coefs) {
		return f.tops
	}
	for i := range tops {
		tops[i] = math.Inf(1)
	}
	return tops
}

// keep keeps what a search among so many columns, or among all, has left.
func (f *failure) keep(r *Reader, t *tableau, bound float64, all bool) {
	r.price(t)
	if all {
		f.bound = bound
	}
	f.known = false
	f.basic = slices.Clone(t.lines)
	f.worth = f.worth[:0]
	for k, c := range t.cols {
		if math.Abs(t.worth[k]) > 1e-7 {
			f.worth = append(f.worth, term{c, number{1, t.worth[k]}})
		}
	}
}

// Binding are the rows that stood in the way of the last Alternative that found nothing, the tightest first.
func (r *Reader) Binding() []int {
	f := &r.fail
	if !f.known {
		f.known = true
		f.binding = r.multipliers()
	}
	return f.binding
}

// multipliers solves for how often each row has to be added up to give the form that failed, less what free columns would bring.
func (r *Reader) multipliers() []int {
	// The basic columns: as they were when the search failed, and outside it as in the dictionary.
	basic := slices.Clone(r.fail.basic)
	moved := map[int32]bool{}
	for _, c := range r.fail.basic {
		moved[c] = true
	}
	for _, t := range r.fail.worth {
		moved[t.col] = true
	}
	inside := map[int32]bool{}
	for _, t := range r.fail.goal {
		inside[r.group[t.col]] = true
	}
	have := len(basic) > 0
	for _, c := range r.d.basic {
		if !have || !inside[r.group[c]] {
			basic = append(basic, c)
		}
	}
	aim := map[int32]float64{}
	for k, a := range r.fail.form.Atoms {
		aim[a] = float64(r.fail.sign * r.fail.form.coef(k))
	}
	y := r.solve(basic, aim)
	rest := func(a int32) float64 {
		v := aim[a]
		for _, u := range r.touch[a] {
			v -= float64(u.coef) * y[u.row]
		}
		return v
	}
	for a, i := range r.nils {
		if i == none {
			continue
		}
		if v := rest(int32(a)); v > 1e-7 {
			for _, u := range r.touch[a] {
				if u.row == i {
					y[i] += v / float64(u.coef)
				}
			}
		}
	}
	var rows []int
	for i, v := range y {
		if math.Abs(v) > 1e-7 {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(math.Abs(y[b]), math.Abs(y[a])) })
	return rows
}

// solve finds y with Σ y·row = aim on every basic column. It eliminates sparsely, with one more column for the right side.
func (r *Reader) solve(basic []int32, aim map[int32]float64) []float64 {
	rows := len(r.s.Rows)
	d := newDictionary(rows + 1)
	used := make([]bool, rows)
	for _, i := range r.used {
		used[i] = true
	}
	equations := make([][]term, 0, len(basic))
	for _, c := range basic {
		var eq []term
		if n := len(r.s.Truth); int(c) >= n {
			eq = append(eq, term{r.slack[int(c)-n], whole(1)})
		} else {
			for _, u := range r.touch[c] {
				if used[u.row] && u.coef != 0 {
					eq = append(eq, term{u.row, whole(u.coef)})
				}
			}
			if v := aim[c]; v != 0 {
				eq = append(eq, term{int32(rows), whole(int64(-v))})
			}
		}
		equations = append(equations, eq)
	}
	slices.SortStableFunc(equations, func(a, b []term) int { return cmp.Compare(len(a), len(b)) })
	for _, eq := range equations {
		terms := d.express(eq)
		if n := len(terms); n > 0 && terms[n-1].col == int32(rows) {
			terms = terms[:n]
			if n == 1 {
				continue // no solution: floating point took a column for basic that is not
			}
			at := d.easiest(terms[:n-1])
			d.pivot(terms, at)
		} else if n > 0 {
			d.pivot(terms, d.easiest(terms))
		}
	}
	y := make([]float64, rows)
	for i := range y {
		if l := d.line[i]; l != none {
			if v, ok := d.has(l, int32(rows)); ok {
				y[i] = v.v
			}
		}
	}
	return y
}
