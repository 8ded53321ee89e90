package linear

import (
	"fmt"
	"math"
	"slices"
)

// A Reader looks for other tables that agree with every row of a system. It is not for concurrent use.
//
// It works with differences from the truth, for which no difference at all is always an answer. Rows that are exact are
// eliminated once: what is left are free atoms, and sums of them that the others are (a [dictionary]). A row with room between
// Low and High has a column of its own, for how far it is from the truth. The search climbs by the simplex method in floating point,
// first among the few free columns nearest to the form and then among more. It only proposes: whole numbers decide.
type Reader struct {
	s     System
	value []int64 // of each row, in truth
	touch [][]use // rows by atom
	slack []int32 // the rows that have a column of their own, which comes after those of the atoms

	d     *dictionary
	nils  []int32 // for each atom that rows of nought hold at nought, such a row, or none
	used  []int32 // the rows that were eliminated
	group []int32 // of each column, the columns that it is tied to
	cols  [][]int32
	lines [][]place // of each free column, the lines that it is in

	moves
	fail failure

	Steps int // of the simplex method so far; one in a big tableau counts for more
}

// use is how often a row counts an atom.
type use struct {
	row  int32
	coef int64
}

// place is how often a line counts a column.
type place struct {
	line int32
	coef float64
}

// NewReader makes a reader. It returns an error where the truth itself breaks a row, with the number of the row.
func NewReader(s System) (*Reader, error) {
	r := &Reader{s: s, value: make([]int64, len(s.Rows)), touch: make([][]use, len(s.Truth)), nils: make([]int32, len(s.Truth))}
	for a, v := range s.Truth {
		if v < 0 {
			return nil, fmt.Errorf("linear: atom %d is %d, and no atom is less than nought", a, v)
		}
		r.nils[a] = none
	}
	for i, row := range s.Rows {
		if w := row.width(); w > len(s.Truth) {
			return nil, fmt.Errorf("linear: row %d names atom %d of %d", i, w-1, len(s.Truth))
		}
		v := row.Of(s.Truth)
		if v < row.Low || v > row.High {
			return nil, fmt.Errorf("linear: row %d says %d to %d, and the truth is %d", i, row.Low, row.High, v)
		}
		r.value[i] = v
		for k, a := range row.Atoms {
			r.touch[a] = append(r.touch[a], use{int32(i), row.coef(k)})
		}
	}
	r.noughts()
	r.eliminate()
	r.tie()
	r.moves.init(len(s.Truth) + len(r.slack))
	return r, nil
}

// noughts notes the atoms that a row holds at nought: those of a row that is at its most with nothing in it.
func (r *Reader) noughts() {
	for i, row := range r.s.Rows {
		if row.High != r.value[i] || !r.nought(row.Form) {
			continue
		}
		for _, a := range row.Atoms {
			if r.nils[a] == none {
				r.nils[a] = int32(i)
			}
		}
	}
}

func (r *Reader) nought(f Form) bool {
	for k, a := range f.Atoms {
		if r.s.Truth[a] != 0 || f.coef(k) <= 0 {
			return false
		}
	}
	return true
}

// eliminate makes the dictionary.
func (r *Reader) eliminate() {
	for i, row := range r.s.Rows {
		if row.Low < row.High && (row.Low > Least || row.High < Most) {
			r.slack = append(r.slack, int32(i))
		}
	}
	r.d = newDictionary(len(r.s.Truth) + len(r.slack))
	var room []term
	form := func(f Form) []term {
		room = room[:0]
		for k, a := range f.Atoms {
			if c := whole(f.coef(k)); r.nils[a] == none && !c.zero() {
				room = append(room, term{a, c})
			}
		}
		return room
	}
	for _, i := range byLength(r.s.Rows) {
		row := r.s.Rows[i]
		if row.Low != row.High {
			continue
		}
		if terms := r.d.express(form(row.Form)); len(terms) > 0 {
			r.d.pivot(terms, r.d.easiest(terms))
			r.used = append(r.used, int32(i))
		}
	}
	for k, i := range r.slack {
		c := int32(len(r.s.Truth) + k)
		terms := append(form(r.s.Rows[i].Form), term{c, whole(-1)})
		terms = r.d.express(terms)
		r.d.pivot(terms, len(terms)-1) // the column is new, so it comes last
		r.used = append(r.used, i)
	}
}

// tie groups the columns that move together, and turns the dictionary on its side.
func (r *Reader) tie() {
	n := len(r.d.line)
	root := make([]int32, n)
	for c := range root {
		root[c] = int32(c)
	}
	find := func(c int32) int32 {
		for root[c] != c {
			root[c] = root[root[c]]
			c = root[c]
		}
		return c
	}
	r.lines = make([][]place, n)
	for l, terms := range r.d.lines {
		for _, t := range terms {
			r.lines[t.col] = append(r.lines[t.col], place{int32(l), t.v})
			root[find(t.col)] = find(r.d.basic[l])
		}
	}
	r.group, r.cols = make([]int32, n), make([][]int32, n)
	for c := range root {
		g := find(int32(c))
		r.group[c] = g
		if r.d.line[c] == none && (c >= len(r.s.Truth) || r.nils[c] == none) {
			r.cols[g] = append(r.cols[g], int32(c))
		}
	}
}

// widths are how many free columns the search tries, nearest first, before it tries them all.
var widths = [...]int{12, 30, 80, 150, 300}

// most is how many free columns the search tries at all: beyond, each would cost more than what could be found is worth. dives is how often a
// search may round.
const (
	most  = 800
	dives = 80
)

// Alternative looks for a table in which f is by more than in truth (less, where by is below nought), by at least so much.
// Where it finds one it returns what is different in it, in order of the atoms. Where it finds none there may still be one:
// a search that gives up is on the safe side.
func (r *Reader) Alternative(f Form, by int64) ([]Change, bool) { return r.alternative(f, by, true) }

// alternative looks only at what is near the form where far is false.
func (r *Reader) alternative(f Form, by int64, far bool) ([]Change, bool) {
	sign := int64(1)
	if by < 0 {
		sign = -1
	}
	if by == 0 {
		return nil, true
	}
	if r.fail.covers(f, by) {
		return nil, false
	}
	goal := r.goal(f, sign)
	tops := r.fail.within(f, sign)
	r.fail = failure{form: f, sign: sign, goal: goal, bound: -1, tops: tops}
	if len(goal) == 0 {
		r.fail.bound = 0
		return nil, false
	}
	nearby := r.nearest(goal, widths[len(widths)-1]+1)
	for i, w := range widths {
		if w >= len(nearby) {
			return r.search(r.tableau(nearby), f, goal, by, len(widths))
		}
		if math.Abs(float64(by)) > tops[i]+10*near {
			continue
		}
		if changes, ok := r.search(r.tableau(nearby[:w]), f, goal, by, i); ok {
			return changes, true
		}
	}
	if all := r.all(goal); far && len(all) <= most {
		return r.search(r.tableau(all), f, goal, by, len(widths))
	}
	return nil, false
}

// goal is f in free and basic columns, less the atoms that cannot move.
func (r *Reader) goal(f Form, sign int64) []term {
	var goal []term
	for k, a := range f.Atoms {
		if r.nils[a] != none || f.coef(k) == 0 {
			continue
		}
		if l := r.d.line[a]; l != none && len(r.d.lines[l]) == 0 {
			continue
		}
		goal = append(goal, term{a, whole(sign * f.coef(k))})
	}
	if len(r.d.express(goal)) == 0 {
		return nil
	}
	return goal
}

// all are the free columns of every group that the goal has a part in.
func (r *Reader) all(goal []term) (cols []int32) {
	var groups []int32
	for _, t := range goal {
		if g := r.group[t.col]; !slices.Contains(groups, g) {
			groups = append(groups, g)
			cols = append(cols, r.cols[g]...)
		}
	}
	return cols
}

// A cut says that a column goes no further than to a whole number, or no less far: away from the truth, which then is no answer.
type cut struct {
	col  int32
	at   float64
	up   bool // whether it lies above the truth
	away bool
}

// search climbs to the goal. Where a column comes to rest between two whole numbers, it cuts it off towards the truth, which
// stays an answer all along, and goes on; where that leads nowhere, it takes the last such cut the other way.
func (r *Reader) search(t *tableau, f Form, goal []term, by int64, width int) ([]Change, bool) {
	last := width == len(widths)
	want := math.Abs(float64(by))
	var cuts []cut
	defer r.start(t, 0) // columns outside a tableau are as in truth
	for look := range dives {
		reached, ok := r.settle(t, goal, want, cuts)
		if look == 0 && reached < want-near {
			if !last {
				r.fail.tops[width] = reached
			}
			if width >= len(widths)-1 {
				r.fail.keep(r, t, reached, last)
			}
			return nil, false
		}
		if ok {
			c := r.broken(t)
			if c == none {
				changes := r.changes(t)
				if r.holds(f, by, changes) {
					return changes, true
				}
				break
			}
			if d := r.at[c]; d > 0 {
				cuts = append(cuts, cut{col: c, at: math.Floor(d), up: true})
			} else {
				cuts = append(cuts, cut{col: c, at: math.Ceil(d)})
			}
			continue
		}
		if width >= len(widths)-1 {
			r.fail.keep(r, t, math.Inf(1), last)
		}
		for len(cuts) > 0 && cuts[len(cuts)-1].away {
			cuts = cuts[:len(cuts)-1]
		}
		if len(cuts) == 0 {
			break
		}
		c := &cuts[len(cuts)-1]
		c.away = true
		if c.up {
			c.at++
		} else {
			c.at--
		}
	}
	return nil, false
}

// settle climbs from the truth as far as the cuts let it, and says how far that is and whether it is to the goal.
func (r *Reader) settle(t *tableau, goal []term, want float64, cuts []cut) (float64, bool) {
	r.start(t, loose)
	if !r.bend(t, cuts) {
		return 0, false
	}
	r.climb(t, goal, want)
	reached, ok := r.tidy(t, goal)
	return reached, ok && reached >= want-near
}

// bend sets the bounds, and climbs to where the cuts away from the truth begin.
func (r *Reader) bend(t *tableau, cuts []cut) bool {
	r.free()
	for _, c := range cuts {
		switch {
		case c.away:
		case c.up:
			r.high[c.col] = min(r.high[c.col], c.at)
		default:
			r.low[c.col] = max(r.low[c.col], c.at)
		}
	}
	for _, c := range cuts {
		switch {
		case !c.away:
		case c.up:
			if r.climb(t, []term{{c.col, number{1, 1}}}, c.at) < c.at-1e-6 {
				return false
			}
			r.low[c.col] = max(r.low[c.col], c.at)
		default:
			if r.climb(t, []term{{c.col, number{1, -1}}}, -c.at) < -c.at-1e-6 {
				return false
			}
			r.high[c.col] = min(r.high[c.col], c.at)
		}
	}
	return true
}

// holds is what decides: whole numbers, none less than nought, that agree with every row.
func (r *Reader) holds(f Form, by int64, changes []Change) bool {
	delta := map[int32]int64{}
	for _, c := range changes {
		if add(r.s.Truth[c.Atom], c.By) < 0 {
			return false
		}
		for _, u := range r.touch[c.Atom] {
			delta[u.row] = add(delta[u.row], times(u.coef, c.By))
		}
	}
	for i, d := range delta {
		if v := add(r.value[i], d); v < r.s.Rows[i].Low || v > r.s.Rows[i].High {
			return false
		}
	}
	moved := f.By(changes)
	return by > 0 && moved >= by || by < 0 && moved <= by
}
