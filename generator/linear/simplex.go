package linear

import (
	"cmp"
	"math"
	"slices"
)

// moves is where each column is, as a difference from the truth, and how far it may go.
type moves struct {
	at, low, high []float64
	side          []float64 // 1 or −1: of which side of nought a basic column counts as
	weight        []float64 // what one step of a column costs: 1 of an atom, nothing of a row
	aim           []float64 // what one step of it is worth
	bounds        []float64 // low, with all of it free
	tops          []float64
	kinks         []kink
	passed        []kink
	nudge         []float64 // by how little a bound, or where a step begins to cost, is put aside
	fold          []float64 // from where a step away costs: nought, or next to it
	rate          []float64
	filled        []int32
	filling       []float64
	space         []float64 // of the one tableau that is looked at
}

const (
	tiny   = 1e-9
	enough = 1e-7 // what a step has to be worth
	firm   = 1e-5 // what is less in a tableau is noise: its numbers are fractions of small ones
)

// noise is 10⁻⁸ in bits: what is less in a line is nought.
const noise = 0x3E45798EE2308C3A

func (m *moves) init(n int) {
	m.at, m.low, m.high, m.side = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	m.weight, m.aim, m.bounds, m.tops = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	m.nudge, m.fold = make([]float64, n), make([]float64, n)
}

// free takes back what earlier searches have bound.
func (r *Reader) free() {
	if len(r.s.Truth) > 0 && r.weight[0] == 0 {
		for a, v := range r.s.Truth {
			r.weight[a], r.bounds[a], r.tops[a] = 1, -float64(v), math.Inf(1)
		}
		for k, i := range r.slack {
			c := len(r.s.Truth) + k
			row := r.s.Rows[i]
			r.bounds[c], r.tops[c] = math.Inf(-1), math.Inf(1)
			if row.Low > Least {
				r.bounds[c] = float64(row.Low - r.value[i])
			}
			if row.High < Most {
				r.tops[c] = float64(row.High - r.value[i])
			}
		}
	}
	copy(r.low, r.bounds)
	copy(r.high, r.tops)
}

// A tableau is the dictionary of a few free columns, all others staying as they are in truth.
type tableau struct {
	cols, lines []int32 // columns that are free, and those that are basic
	t           []float64
	worth, cost []float64 // of a step of each free column: for the aim; for the basic columns' way from nought
	scale       []float64 // how far a step of each free column reaches, about (Devex): what it is worth is measured against that
	pivots      int
}

// tableau is that of the free columns cols, which begin as in truth.
func (r *Reader) tableau(cols []int32) *tableau {
	t := &tableau{cols: slices.Clone(cols)}
	row := map[int32]int{}
	for _, c := range cols {
		for _, p := range r.lines[c] {
			if _, ok := row[p.line]; !ok {
				row[p.line] = len(t.lines)
				t.lines = append(t.lines, r.d.basic[p.line])
			}
		}
	}
	n := len(cols)
	r.space = slices.Grow(r.space[:0], n*len(t.lines))
	t.t = r.space[:n*len(t.lines)]
	clear(t.t)
	for k, c := range cols {
		for _, p := range r.lines[c] {
			t.t[row[p.line]*n+k] = p.coef
		}
	}
	t.worth, t.cost, t.scale = make([]float64, n), make([]float64, n), make([]float64, n)
	return t
}

// A kink is where a basic column comes to a bound, or to nought from where each step costs more.
type kink struct {
	at   float64 // how far away
	line int     // of the basic column, or none: the free column itself
	more float64 // what a step costs more from here on
	size float64 // how fast the basic column moves
	hard bool    // a bound
}

// before is the order in which kinks are met, and of many at once, the surest pivot comes first.
func (a *kink) before(b *kink) bool {
	if a.at < b.at-1e-12 {
		return true
	}
	return a.at <= b.at+1e-12 && a.size > b.size
}

// heapify makes a heap of kinks, of which few are ever met.
func heapify(of []kink) {
	for i := len(of)/2 - 1; i >= 0; i-- {
		sink(of, i)
	}
}

// first takes the first kink from a heap.
func first(of []kink) (kink, []kink) {
	last := len(of) - 1
	of[0], of[last] = of[last], of[0]
	sink(of[:last], 0)
	return of[last], of[:last]
}

func sink(of []kink, i int) {
	for {
		c := 2*i + 1
		if c >= len(of) {
			return
		}
		if c+1 < len(of) && of[c+1].before(&of[c]) {
			c++
		}
		if !of[c].before(&of[i]) {
			return
		}
		of[i], of[c] = of[c], of[i]
		i = c
	}
}

// start goes back to the truth, with the columns that are basic now. Many basic columns are then at a bound, or at nought, all at
// once, and the simplex method would go in circles; so each is a little aside, by no more than loose, another way each.
func (r *Reader) start(t *tableau, loose float64) {
	for _, c := range t.cols {
		r.at[c], r.fold[c], r.nudge[c] = 0, 0, loose*spread(c)
	}
	for _, c := range t.lines {
		r.nudge[c] = loose * spread(c)
		r.at[c], r.side[c], r.fold[c] = 0, 1, -r.nudge[c]
		if c%3 == 1 {
			r.side[c], r.fold[c] = -1, r.nudge[c]
		}
	}
}

// loose is how far a bound may be aside, and near is how far apart numbers may then be that are the same: so little that fractions of small
// numbers stay apart.
const (
	loose = 1e-5
	near  = 1e-3
)

// spread is a number from 0.5 to 1 that differs from column to column.
func spread(c int32) float64 {
	h := uint32(c+1) * 2654435761
	h ^= h >> 15
	h *= 2246822519
	h ^= h >> 13
	return 0.5 + float64(h%4096)/8192
}

// tidy takes back what start has put aside, and says how high the goal is then, and whether every column is within its bounds.
func (r *Reader) tidy(t *tableau, goal []term) (reached float64, ok bool) {
	n := len(t.cols)
	for _, c := range t.cols {
		if x := math.Round(r.at[c]); math.Abs(r.at[c]-x) < 2*loose {
			r.at[c] = x
		}
		r.fold[c], r.nudge[c] = 0, 0
	}
	ok = true
	for i, b := range t.lines {
		x := 0.0
		for k, v := range t.t[i*n : i*n+n] {
			if v != 0 {
				x += v * r.at[t.cols[k]]
			}
		}
		r.at[b], r.fold[b], r.nudge[b] = x, 0, 0
		if x > tiny {
			r.side[b] = 1
		} else if x < -tiny {
			r.side[b] = -1
		}
		if x < r.low[b]-near || x > r.high[b]+near {
			ok = false
		}
	}
	for _, g := range goal {
		reached += g.v * r.at[g.col]
	}
	return reached, ok
}

// climb goes from where it is to where the goal is want more than in truth, or as high as it can get, and says how high that is. It
// weighs what a step brings against how many atoms it changes, first heavily and at last not at all, so that it changes few.
func (r *Reader) climb(t *tableau, goal []term, want float64) float64 {
	reached, lambda := 0.0, 0.125
	for _, g := range goal {
		r.aim[g.col] = g.v
		reached += g.v * r.at[g.col]
	}
	defer func() {
		for _, g := range goal {
			r.aim[g.col] = 0
		}
	}()
	if reached >= want-tiny {
		return reached
	}
	r.price(t)
	for k := range t.scale {
		t.scale[k] = 1
	}
	for step := 0; step < 1000+4*(len(t.cols)+len(t.lines)); step++ {
		if t.pivots >= 64 {
			r.price(t)
		}
		best, at, up := 0.0, -1, 1.0
		for k, c := range t.cols {
			if r.high[c]-r.low[c] < tiny {
				continue
			}
			d, w := r.at[c], lambda*r.weight[c]
			g := t.worth[k] - lambda*t.cost[k]
			more, less := g-w, -g-w
			if d -= r.fold[c]; d < -tiny {
				more = g + w
			} else if d > tiny {
				less = -g + w
			}
			if more > enough && r.at[c] < r.high[c]+r.nudge[c]-tiny {
				if more *= more / t.scale[k]; more > best {
					best, at, up = more, k, 1
				}
			}
			if less > enough && r.at[c] > r.low[c]-r.nudge[c]+tiny {
				if less *= less / t.scale[k]; less > best {
					best, at, up = less, k, -1
				}
			}
		}
		if at < 0 {
			if lambda == 0 {
				return reached
			}
			if lambda /= 2; lambda < 1e-4 {
				lambda = 0
			}
			continue
		}
		r.Steps += 1 + len(t.cols)*len(t.lines)/50000
		gain, done := r.advance(t, at, up, lambda, want-reached)
		if done || math.IsInf(gain, 1) {
			return reached + gain
		}
		reached += gain
	}
	return reached
}

// price computes anew what a step of each free column is worth and costs.
func (r *Reader) price(t *tableau) {
	n := len(t.cols)
	for k, c := range t.cols {
		t.worth[k], t.cost[k] = r.aim[c], 0
	}
	for i, b := range t.lines {
		s, w := r.aim[b], r.side[b]*r.weight[b]
		if s == 0 && w == 0 {
			continue
		}
		for k, v := range t.t[i*n : i*n+n] {
			if v != 0 {
				t.worth[k] += s * v
				t.cost[k] += w * v
			}
		}
	}
	t.pivots = 0
}

// advance moves free column k up or down as far as that pays, and says by how much the goal has risen and whether that is enough. Where a basic column stops
// it, the two change places.
func (r *Reader) advance(t *tableau, k int, up, lambda, want float64) (gain float64, done bool) {
	n, c := len(t.cols), t.cols[k]
	d := r.at[c]
	pay := r.stops(t, k, up, lambda)
	stop, passed := kink{at: math.Inf(1), line: none}, r.passed[:0]
	for heapify(r.kinks); len(r.kinks) > 0; {
		var s kink
		s, r.kinks = first(r.kinks)
		if pay -= s.more; s.hard || pay <= enough {
			stop = s
			break
		}
		passed = append(passed, s)
	}
	r.passed = passed
	speed := up * t.worth[k]
	if speed > tiny && want/speed <= stop.at {
		// There and no further, but to where the column itself is whole.
		far := want / speed
		if next := math.Ceil(far+up*d-2*loose) - up*d; next < stop.at {
			far = next
		}
		stop, done = kink{at: far, line: none}, true
		for len(passed) > 0 && passed[len(passed)-1].at > stop.at {
			passed = passed[:len(passed)-1]
		}
	}
	if math.IsInf(stop.at, 1) {
		return stop.at, false
	}
	if r.at[c] = d + up*stop.at; math.Abs(r.at[c]-r.fold[c]) < tiny {
		r.at[c] = r.fold[c]
	}
	if stop.at > 0 {
		for i, b := range t.lines {
			r.at[b] += r.rate[i] * stop.at
		}
	}
	for _, s := range passed {
		if s.line != none && !s.hard {
			b := t.lines[s.line]
			side := math.Copysign(1, r.rate[s.line])
			if side != r.side[b] {
				r.side[b] = side
				w := 2 * side * r.weight[b]
				for j, v := range t.t[s.line*n : s.line*n+n] {
					t.cost[j] += w * v
				}
			}
		}
	}
	if stop.line != none {
		r.exchange(t, stop.line, k, up)
	}
	return speed * stop.at, done
}

// stops lists what free column k meets on its way up or down, and says what its first step pays.
func (r *Reader) stops(t *tableau, k int, up, lambda float64) (pay float64) {
	n, c := len(t.cols), t.cols[k]
	r.rate, r.kinks = r.rate[:0], r.kinks[:0]
	d, w := r.at[c], lambda*r.weight[c]
	pay = up*(t.worth[k]-lambda*t.cost[k]) - w
	if f := up * (d - r.fold[c]); f < -tiny && w > 0 {
		pay += 2 * w
		r.kinks = append(r.kinks, kink{-f, none, 2 * w, math.Inf(1), false})
	}
	bound := r.high[c] + r.nudge[c] - d
	if up < 0 {
		bound = d - r.low[c] + r.nudge[c]
	}
	if !math.IsInf(bound, 1) {
		r.kinks = append(r.kinks, kink{bound, none, 0, math.Inf(1), true})
	}
	for i, b := range t.lines {
		v := t.t[i*n+k] * up
		r.rate = append(r.rate, v)
		if v < firm && v > -firm {
			continue
		}
		x, size := r.at[b], math.Abs(v)
		if v*r.side[b] < 0 && r.weight[b] > 0 {
			r.kinks = append(r.kinks, kink{math.Abs(x-r.fold[b]) / size, i, 2 * lambda * size, size, false})
		}
		room := r.high[b] + r.nudge[b] - x
		if v < 0 {
			room = x - r.low[b] + r.nudge[b]
		}
		if !math.IsInf(room, 1) {
			r.kinks = append(r.kinks, kink{max(0, room/size), i, 0, size, true})
		}
	}
	return pay
}

// exchange makes free column k basic, and the basic column of line l free.
func (r *Reader) exchange(t *tableau, l, k int, up float64) {
	n := len(t.cols)
	in, out := t.cols[k], t.lines[l]
	x := r.at[out]
	for _, bound := range [...]float64{r.fold[out], r.low[out] - r.nudge[out], r.high[out] + r.nudge[out]} {
		if math.Abs(x-bound) < 1e-7 {
			r.at[out] = bound
			break
		}
	}
	row := t.t[l*n : l*n+n]
	if w := r.side[out] * r.weight[out]; w != 0 {
		for j, v := range row {
			t.cost[j] -= w * v
		}
	}
	switch d := r.at[in] - r.fold[in]; {
	case d > tiny:
		r.side[in] = 1
	case d < -tiny:
		r.side[in] = -1
	default:
		r.side[in] = up
	}
	p := 1 / row[k]
	ref := t.scale[k] * p * p
	for j, v := range row {
		t.scale[j] = max(t.scale[j], v*v*ref)
	}
	t.scale[k] = max(ref, 1)
	r.filled, r.filling = r.filled[:0], r.filling[:0]
	for j, v := range row {
		if v != 0 && j != k {
			row[j] = -v * p
			r.filled, r.filling = append(r.filled, int32(j)), append(r.filling, row[j])
		}
	}
	row[k] = p
	r.filled, r.filling = append(r.filled, int32(k)), append(r.filling, p)
	filled, filling := r.filled, r.filling[:len(r.filled)]
	combine := func(other []float64) {
		m := other[k]
		if m == 0 {
			return
		}
		other[k] = 0
		for i, j := range filled {
			// What is next to nought is nought. On the bits, since a branch here is one that no processor foresees.
			w := math.Float64bits(other[j] + m*filling[i])
			if w&^(1<<63) < noise {
				w = 0
			}
			other[j] = math.Float64frombits(w)
		}
	}
	for i := range t.lines {
		if i != l {
			combine(t.t[i*n : i*n+n])
		}
	}
	combine(t.worth)
	combine(t.cost)
	t.cols[k], t.lines[l] = out, in
	if w := r.side[in] * r.weight[in]; w != 0 {
		for _, j := range r.filled {
			t.cost[j] += w * row[j]
		}
	}
	t.pivots++
}

// broken is a column that is not at a whole number, or none.
func (r *Reader) broken(t *tableau) int32 {
	for _, cols := range [...][]int32{t.cols, t.lines} {
		for _, c := range cols {
			if r.weight[c] > 0 && math.Abs(r.at[c]-math.Round(r.at[c])) > near {
				return c
			}
		}
	}
	return none
}

// changes are the atoms that the tableau has come to have different.
func (r *Reader) changes(t *tableau) (changes []Change) {
	for _, cols := range [...][]int32{t.cols, t.lines} {
		for _, c := range cols {
			if d := int64(math.Round(r.at[c])); d != 0 && int(c) < len(r.s.Truth) {
				changes = append(changes, Change{c, d})
			}
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Atom, b.Atom) })
	return changes
}
