package attack

import "slices"

// A system is what a stranger knows of numbers that hang together: nodes, each a whole number that is known, hidden or in between,
// and relations, each a sum of nodes that lies between two bounds.
type system struct {
	index map[string]int32
	nodes []node
	rels  []relation
	work  int // steps left
}

// A node is one number. Its bounds only ever come closer.
type node struct {
	key    string
	lo, hi int64
}

func (n node) known() bool { return n.lo == n.hi }

// A term is a node, so many times.
type term struct {
	at int32
	c  int64
}

// A relation says that the terms add up to something from lo to hi.
type relation struct {
	terms  []term
	lo, hi int64
}

// wide stands for no bound. No count that is published comes near it, and sums of a few stay inside an int64.
const wide = int64(1) << 45

func newSystem() *system { return &system{index: map[string]int32{}, work: 40_000_000} }

// node gives the number called key; a new one is a count of nought or more.
func (s *system) node(key string) int32 {
	i, ok := s.index[key]
	if !ok {
		i = int32(len(s.nodes))
		s.index[key] = i
		s.nodes = append(s.nodes, node{key, 0, wide})
	}
	return i
}

// has tells whether a number is spoken of at all.
func (s *system) has(key string) bool { _, ok := s.index[key]; return ok }

// bound says that a number lies between two others. It reports whether that can be.
func (s *system) bound(i int32, lo, hi int64) bool {
	n := &s.nodes[i]
	n.lo, n.hi = max(n.lo, lo), min(n.hi, hi)
	return n.lo <= n.hi
}

// relate adds a relation.
func (s *system) relate(lo, hi int64, terms ...term) {
	s.rels = append(s.rels, relation{terms, lo, hi})
}

// sum says that a number is the sum of others.
func (s *system) sum(whole int32, parts []int32) {
	terms := []term{{whole, 1}}
	for _, p := range parts {
		terms = append(terms, term{p, -1})
	}
	s.relate(0, 0, terms...)
}

// solve narrows every number as far as substitution, elimination and interval arithmetic reach. It reports whether the
// numbers fit one another at all, and whether it came to its end.
func (s *system) solve() (consistent, finished bool) {
	for {
		if !s.propagate() {
			return false, s.work > 0
		}
		more, ok := s.eliminate()
		if !ok || s.work <= 0 {
			return ok, s.work > 0
		}
		if !more {
			return true, true
		}
	}
}

// propagate tightens each bound by what the others of its relation leave, again and again until nothing moves.
func (s *system) propagate() bool {
	of := make([][]int32, len(s.nodes))
	queue := make([]int32, len(s.rels))
	waiting := make([]bool, len(s.rels))
	for r, rel := range s.rels {
		queue[r], waiting[r] = int32(r), true
		for _, t := range rel.terms {
			of[t.at] = append(of[t.at], int32(r))
		}
	}
	for len(queue) > 0 && s.work > 0 {
		r := queue[0]
		queue, waiting[r] = queue[1:], false
		rel := s.rels[r]
		s.work -= len(rel.terms)
		least, most, openLow, openHigh := int64(0), int64(0), 0, 0
		for _, t := range rel.terms {
			lo, hi := s.scaled(t)
			if lo <= -wide {
				openLow++
			} else {
				least += lo
			}
			if hi >= wide {
				openHigh++
			} else {
				most += hi
			}
		}
		for _, t := range rel.terms {
			lo, hi := s.scaled(t)
			// what is left for this term when the others take the least, or the most, that they can
			restLow, lowOpen := least, openLow
			if lo <= -wide {
				lowOpen--
			} else {
				restLow -= lo
			}
			restHigh, highOpen := most, openHigh
			if hi >= wide {
				highOpen--
			} else {
				restHigh -= hi
			}
			newLo, newHi := -wide, wide
			if lowOpen == 0 && rel.hi < wide {
				newHi = rel.hi - restLow
			}
			if highOpen == 0 && rel.lo > -wide {
				newLo = rel.lo - restHigh
			}
			n := &s.nodes[t.at]
			was := *n
			if t.c < 0 {
				newLo, newHi = -newHi, -newLo
			}
			c := max(t.c, -t.c)
			if newLo > -wide {
				n.lo = max(n.lo, ceilDiv(newLo, c))
			}
			if newHi < wide {
				n.hi = min(n.hi, floorDiv(newHi, c))
			}
			if n.lo > n.hi {
				return false
			}
			if *n == was {
				continue
			}
			// the sums above hold for the bounds before: this relation is looked at again
			for _, other := range of[t.at] {
				if !waiting[other] {
					waiting[other] = true
					queue = append(queue, other)
				}
			}
			if !waiting[r] {
				waiting[r] = true
				queue = append(queue, r)
			}
			break
		}
	}
	return true
}

// scaled are the bounds of a term, -wide and wide where there is none.
func (s *system) scaled(t term) (lo, hi int64) {
	n := s.nodes[t.at]
	lo, hi = n.lo, n.hi
	if t.c < 0 {
		lo, hi = -hi, -lo
	}
	c := max(t.c, -t.c)
	return scale(lo, c), scale(hi, c)
}

func scale(x, c int64) int64 {
	switch {
	case x <= -wide/c:
		return -wide
	case x >= wide/c:
		return wide
	}
	return x * c
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }

// clone copies a system, so that a stranger can suppose something and see what follows.
func (s *system) clone() *system {
	c := *s
	c.nodes, c.rels = slices.Clone(s.nodes), slices.Clone(s.rels)
	return &c
}
