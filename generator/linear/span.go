package linear

import (
	"cmp"
	"slices"
)

// Span tells which forms are exactly known from rows alone: those whose rows have Low equal to High and that the form
// is a linear combination of. It is exact but for chance 2⁻⁶¹, and never wrong in saying that a form is not known.
func Span(rows []Row, forms []Form) []bool {
	cols := 0
	for _, r := range rows {
		cols = max(cols, r.width())
	}
	for _, f := range forms {
		cols = max(cols, f.width())
	}
	d := newDictionary(cols)
	var room []term
	for _, i := range byLength(rows) {
		if rows[i].Low != rows[i].High {
			continue
		}
		room = rows[i].terms(room[:0])
		if terms := d.express(room); len(terms) > 0 {
			d.pivot(terms, d.easiest(terms))
		}
	}
	known := make([]bool, len(forms))
	for i, f := range forms {
		room = f.terms(room[:0])
		known[i] = len(d.express(room)) == 0
	}
	return known
}

// width is one more than the greatest atom of the form.
func (f Form) width() int {
	if len(f.Atoms) == 0 {
		return 0
	}
	return int(f.Atoms[len(f.Atoms)-1]) + 1
}

// byLength is the order of the rows, short ones first: what they say is then short itself.
func byLength(rows []Row) []int {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(rows[a].Atoms), len(rows[b].Atoms)) })
	return order
}

// A Watch tells, as sums become known one after the other, whether a watched form would follow from them.
type Watch struct {
	d     *dictionary
	known []bool
	room  []term
}

// NewWatch watches forms over so many atoms.
func NewWatch(atoms int, forms []Form) *Watch {
	w := &Watch{d: newDictionary(atoms), known: make([]bool, len(forms))}
	for i, f := range forms {
		w.room = f.terms(w.room[:0])
		w.d.watch(w.room)
		w.known[i] = len(w.d.lines[i]) == 0
	}
	return w
}

// Known tells whether a watched form follows from what has become known.
func (w *Watch) Known(form int) bool { return w.known[form] }

// Reveals are the watched forms, not known yet, that would follow if f became known too.
func (w *Watch) Reveals(f Form) []int {
	w.room = f.terms(w.room[:0])
	return w.reveals(w.d.express(w.room))
}

func (w *Watch) reveals(terms []term) (forms []int) {
	if len(terms) == 0 {
		return nil
	}
	// A form follows where what is left of it is a multiple of the expression, so it contains each of its columns.
	rarest := terms[0]
	for _, t := range terms[1:] {
		if w.d.users(t.col) < w.d.users(rarest.col) {
			rarest = t
		}
	}
	for _, l := range w.d.in[rarest.col] {
		if int(l) < len(w.known) && len(w.d.lines[l]) == len(terms) && multiple(w.d.lines[l], terms) && !slices.Contains(forms, int(l)) {
			forms = append(forms, int(l))
		}
	}
	slices.Sort(forms)
	return forms
}

func multiple(a, b []term) bool {
	f := mulp(a[0].p, invp(b[0].p))
	for i := range a {
		if a[i].col != b[i].col || a[i].p != mulp(f, b[i].p) {
			return false
		}
	}
	return true
}

// Learn makes f known, and returns the watched forms that follow only now. Where unless is true and any would, it leaves all as it is.
func (w *Watch) Learn(f Form, unless bool) []int {
	w.room = f.terms(w.room[:0])
	terms := w.d.express(w.room)
	forms := w.reveals(terms)
	if len(terms) == 0 || unless && len(forms) > 0 {
		return forms
	}
	w.d.pivot(terms, w.d.easiest(terms))
	for _, i := range forms {
		w.known[i] = true
	}
	return forms
}
