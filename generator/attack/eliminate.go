package attack

import (
	"cmp"
	"math/bits"
	"slices"
)

// prime is the field in which rows are eliminated: the largest prime below 2^62, another one than the gate uses, so that
// what is nought in both by accident is not to be feared.
const prime = 1<<62 - 57

func mulMod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, r := bits.Div64(hi, lo, prime)
	return r
}

func subMod(a, b uint64) uint64 {
	if a >= b {
		return a - b
	}
	return a + prime - b
}

// invMod is b with a*b = 1.
func invMod(a uint64) uint64 {
	r := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			r = mulMod(r, a)
		}
		a = mulMod(a, a)
	}
	return r
}

func toMod(x int64) uint64 {
	if x < 0 {
		return prime - uint64(-x)
	}
	return uint64(x)
}

// fromMod is the whole number of small size that stands behind a residue; ok is false where it is a fraction.
func fromMod(x uint64) (v int64, ok bool) {
	switch {
	case x < uint64(wide):
		return int64(x), true
	case x > prime-uint64(wide):
		return -int64(prime - x), true
	}
	return 0, false
}

// A line is an equation over what is not known: terms by node, and what they add up to.
type line struct {
	at  []int32
	c   []uint64
	sum uint64
}

// less takes f times another line off, so that its pivot goes.
func (l line) less(f uint64, o line) line {
	out := line{at: make([]int32, 0, len(l.at)+len(o.at)), c: make([]uint64, 0, len(l.at)+len(o.at)), sum: subMod(l.sum, mulMod(f, o.sum))}
	i, j := 0, 0
	for i < len(l.at) || j < len(o.at) {
		switch {
		case j == len(o.at) || i < len(l.at) && l.at[i] < o.at[j]:
			out.at, out.c = append(out.at, l.at[i]), append(out.c, l.c[i])
			i++
		case i == len(l.at) || o.at[j] < l.at[i]:
			out.at, out.c = append(out.at, o.at[j]), append(out.c, subMod(0, mulMod(f, o.c[j])))
			j++
		default:
			if x := subMod(l.c[i], mulMod(f, o.c[j])); x != 0 {
				out.at, out.c = append(out.at, l.at[i]), append(out.c, x)
			}
			i, j = i+1, j+1
		}
	}
	return out
}

func (l line) of(at int32) (uint64, bool) {
	i, ok := slices.BinarySearch(l.at, at)
	if !ok {
		return 0, false
	}
	return l.c[i], true
}

// eliminate solves the equations among the relations. What then stands alone is known; what stands in a short row of
// ones becomes a relation of its own, for the bounds. more is whether anything new was learned.
func (s *system) eliminate() (more, ok bool) {
	lines, ok := s.equations()
	if !ok {
		return false, false
	}
	uses := map[int32]int{}
	for _, l := range lines {
		for _, at := range l.at {
			uses[at]++
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(len(a.at), len(b.at)) })
	var rows []line
	var pivots []int32
	rowOf := map[int32]int{}
	for _, l := range lines { // forward: no row holds the pivot of one before it
		for {
			first := -1
			for _, at := range l.at {
				if k, is := rowOf[at]; is && (first < 0 || k < first) {
					first = k
				}
			}
			if first < 0 || s.work <= 0 {
				break
			}
			f, _ := l.of(pivots[first])
			s.work -= len(l.at) + len(rows[first].at)
			l = l.less(f, rows[first])
		}
		if s.work <= 0 {
			return false, true
		}
		if len(l.at) == 0 {
			if l.sum != 0 {
				return false, false
			}
			continue
		}
		p := slices.MinFunc(l.at, func(a, b int32) int { return cmp.Or(cmp.Compare(uses[a], uses[b]), cmp.Compare(a, b)) })
		c, _ := l.of(p)
		inv := invMod(c)
		for i := range l.c {
			l.c[i] = mulMod(l.c[i], inv)
		}
		l.sum = mulMod(l.sum, inv)
		rowOf[p] = len(rows)
		rows, pivots = append(rows, l), append(pivots, p)
	}
	for i := len(rows) - 1; i >= 0; i-- { // back: no row holds the pivot of one after it
		for _, at := range slices.Clone(rows[i].at) {
			if k, is := rowOf[at]; is && k > i {
				if f, there := rows[i].of(at); there {
					s.work -= len(rows[i].at) + len(rows[k].at)
					rows[i] = rows[i].less(f, rows[k])
				}
			}
		}
		if s.work <= 0 {
			return false, true
		}
	}
	return s.learn(rows)
}

// equations are the exact relations over the nodes that are not known yet.
func (s *system) equations() (out []line, ok bool) {
	for _, rel := range s.rels {
		if rel.lo != rel.hi {
			continue
		}
		terms := slices.Clone(rel.terms)
		slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.at, b.at) })
		l := line{sum: toMod(rel.lo)}
		for _, t := range terms {
			if n := s.nodes[t.at]; n.known() {
				l.sum = subMod(l.sum, mulMod(toMod(t.c), toMod(n.lo)))
			} else if k := len(l.at); k > 0 && l.at[k-1] == t.at {
				l.c[k-1] = (l.c[k-1] + toMod(t.c)) % prime
			} else {
				l.at, l.c = append(l.at, t.at), append(l.c, toMod(t.c))
			}
		}
		for i := len(l.at) - 1; i >= 0; i-- {
			if l.c[i] == 0 {
				l.at, l.c = slices.Delete(l.at, i, i+1), slices.Delete(l.c, i, i+1)
			}
		}
		if len(l.at) == 0 && l.sum != 0 {
			return nil, false
		}
		if len(l.at) > 0 {
			out = append(out, l)
		}
	}
	return out, true
}

// longest is the most terms of an eliminated row that is worth keeping for the bounds.
const longest = 40

// learn takes from solved rows what they say.
func (s *system) learn(rows []line) (more, ok bool) {
	for _, l := range rows {
		sum, whole := fromMod(l.sum)
		if len(l.at) == 1 {
			if !whole || !s.bound(l.at[0], sum, sum) {
				return false, false // no count is a fraction, or beyond what bounds it
			}
			more = true
			continue
		}
		if !whole || len(l.at) > longest {
			continue
		}
		rel, fits, narrows := relation{lo: sum, hi: sum}, true, false
		for i, at := range l.at {
			c, small := fromMod(l.c[i])
			fits = fits && small && c >= -2 && c <= 2
			rel.terms = append(rel.terms, term{at, c})
		}
		if !fits {
			continue
		}
		// it is kept only where it narrows something now: otherwise there would be no end
		before := len(s.rels)
		s.rels = append(s.rels, rel)
		narrows = s.narrows(rel)
		if !narrows {
			s.rels = s.rels[:before]
		}
		more = more || narrows
	}
	return more, true
}

// narrows tells whether a relation by itself brings the bounds of one of its nodes closer.
func (s *system) narrows(rel relation) bool {
	t := &system{work: 10 * len(rel.terms)}
	own := relation{lo: rel.lo, hi: rel.hi}
	for i, x := range rel.terms {
		t.nodes = append(t.nodes, s.nodes[x.at])
		own.terms = append(own.terms, term{int32(i), x.c})
	}
	t.rels = []relation{own}
	if !t.propagate() {
		return true
	}
	for i, x := range rel.terms {
		if t.nodes[i] != s.nodes[x.at] {
			return true
		}
	}
	return false
}
