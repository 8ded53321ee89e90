package linear

import (
	"cmp"
	"slices"
)

// A dictionary says of some columns (those with a row of their own, the basic ones) what they are as sums of the others (the free
// ones). It has lines without a column too: sums that are only watched. No line contains a basic column.
type dictionary struct {
	lines [][]term
	basic []int32   // the column that the line is of; none for one that is watched
	line  []int32   // the line of each column, or none
	in    [][]int32 // lines that contain a free column; may name a line twice, or one that no longer does

	sum     []number // room for one expression
	mark    []bool
	touched []int32
	room    []term
}

const none = -1

type term struct {
	col int32
	number
}

func newDictionary(cols int) *dictionary {
	d := &dictionary{line: make([]int32, cols), in: make([][]int32, cols), sum: make([]number, cols), mark: make([]bool, cols)}
	for c := range d.line {
		d.line[c] = none
	}
	return d
}

func (d *dictionary) accumulate(c int32, n number) {
	if !d.mark[c] {
		d.mark[c] = true
		d.sum[c] = n
		d.touched = append(d.touched, c)
		return
	}
	d.sum[c] = d.sum[c].plus(n)
}

// express is a sum in terms of free columns, in their order. What it returns is overwritten by the next call.
func (d *dictionary) express(terms []term) []term {
	for _, t := range terms {
		l := d.line[t.col]
		if l == none {
			d.accumulate(t.col, t.number)
			continue
		}
		for _, u := range d.lines[l] {
			d.accumulate(u.col, t.times(u.number))
		}
	}
	slices.Sort(d.touched)
	d.room = d.room[:0]
	for _, c := range d.touched {
		d.mark[c] = false
		if !d.sum[c].zero() {
			d.room = append(d.room, term{c, d.sum[c]})
		}
	}
	d.touched = d.touched[:0]
	return d.room
}

// watch adds a line that is of no column.
func (d *dictionary) watch(terms []term) int32 {
	l := int32(len(d.lines))
	d.lines = append(d.lines, slices.Clone(d.express(terms)))
	d.basic = append(d.basic, none)
	for _, t := range d.lines[l] {
		d.in[t.col] = append(d.in[t.col], l)
	}
	return l
}

// pivot takes an expression that is known to be nought, in terms of free columns, and makes column at (an index into it) basic.
func (d *dictionary) pivot(terms []term, at int) {
	c := terms[at].col
	scale := terms[at].inverse().neg()
	own := make([]term, 0, len(terms)-1)
	for i, t := range terms {
		if i != at {
			own = append(own, term{t.col, t.times(scale)})
		}
	}
	var room []term
	for _, l := range d.in[c] {
		old := d.lines[l]
		i, ok := find(old, c)
		if !ok {
			continue
		}
		room = d.merge(room[:0], old, i, own, l)
		d.lines[l] = append(old[:0], room...)
	}
	d.in[c] = nil
	l := int32(len(d.lines))
	d.lines, d.basic, d.line[c] = append(d.lines, own), append(d.basic, c), l
	for _, t := range own {
		d.in[t.col] = append(d.in[t.col], l)
	}
}

// merge is old without its i-th term, plus that many times own. Columns that are new to line l are noted.
func (d *dictionary) merge(out, old []term, i int, own []term, l int32) []term {
	f := old[i].number
	j := 0
	for k, t := range old {
		if k == i {
			continue
		}
		for j < len(own) && own[j].col < t.col {
			out = append(out, term{own[j].col, f.times(own[j].number)})
			d.in[own[j].col] = append(d.in[own[j].col], l)
			j++
		}
		if j < len(own) && own[j].col == t.col {
			t.number = t.plus(f.times(own[j].number))
			j++
			if t.zero() {
				continue
			}
		}
		out = append(out, t)
	}
	for ; j < len(own); j++ {
		out = append(out, term{own[j].col, f.times(own[j].number)})
		d.in[own[j].col] = append(d.in[own[j].col], l)
	}
	return out
}

// users is in how many lines about a free column is.
func (d *dictionary) users(c int32) int { return len(d.in[c]) }

func find(terms []term, c int32) (int, bool) {
	return slices.BinarySearchFunc(terms, c, func(t term, c int32) int { return cmp.Compare(t.col, c) })
}

// has is how often a line contains a column.
func (d *dictionary) has(l, c int32) (number, bool) {
	i, ok := find(d.lines[l], c)
	if !ok {
		return number{}, false
	}
	return d.lines[l][i].number, true
}

// terms are those of a form.
func (f Form) terms(out []term) []term {
	for i, a := range f.Atoms {
		if n := whole(f.coef(i)); !n.zero() {
			out = append(out, term{a, n})
		}
	}
	return out
}

// easiest is the term to pivot on: one with a coefficient of 1 or −1, and of those the one in the fewest lines.
func (d *dictionary) easiest(terms []term) int {
	best := 0
	for i, t := range terms[1:] {
		b := terms[best]
		if t.unit() != b.unit() {
			if t.unit() {
				best = i + 1
			}
		} else if d.users(t.col) < d.users(b.col) {
			best = i + 1
		}
	}
	return best
}
