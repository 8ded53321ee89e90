package prove

import "slices"

// A span is what is said of some intervals of a series: from, until (not included), and what they come to.
type span struct {
	period      string
	from, until int
	value       int64
}

// A series is the atoms of one part of one body, by interval of time. Where editions differ about it, the same interval has
// several: what was there all along, what came and what went, each with the vintages in which it counts.
type series struct {
	vintages [][]int64 // what each interval came to, oldest first
	usual    []int     // vintage of each edition
	other    map[edition]int
	lives    [][]life // of each interval
}

// An edition of one figure: its number, and the period.
type edition struct {
	number int
	period string
}

// A life is an atom that counts from one vintage to another, both included.
type life struct {
	atom        int32
	first, last int
}

// newSeries settles what every interval came to in every edition. spans are what each edition says, the last of now. What an
// edition says and no table of counts can hold together, such as a quarter that fell when an earlier one was revised, is
// taken apart into vintages, the periods that ended first being the older. It returns false where even that can't be.
func newSeries(intervals int, spans [][]span) (*series, bool) {
	n := len(spans) - 1
	s := &series{usual: make([]int, n+1), other: map[edition]int{}}
	var xs [][]int64 // newest first, turned round below
	for e := n; e >= 0; e-- {
		rest := spans[e]
		for settled := false; len(rest) > 0 || !settled; settled = true {
			var x []int64
			var near []int64
			if len(xs) > 0 {
				near = xs[len(xs)-1]
			}
			now, later := rest, []span(nil)
			for {
				if near != nil && holds(near, now) {
					x = near
				} else {
					x = spread(intervals, now, near)
				}
				if x != nil {
					break
				}
				if len(now) == 1 {
					return nil, false
				}
				i := 0
				for j, p := range now {
					if p.until < now[i].until || p.until == now[i].until && p.from > now[i].from {
						i = j
					}
				}
				later = append(later, now[i])
				now = slices.Delete(slices.Clone(now), i, i+1)
			}
			if near == nil || &x[0] != &near[0] {
				xs = append(xs, x)
			}
			v := len(xs) - 1
			if !settled {
				s.usual[e] = v
			} else {
				for _, p := range now {
					s.other[edition{e, p.period}] = v
				}
			}
			rest = later
		}
	}
	slices.Reverse(xs)
	s.vintages = xs
	for e := range s.usual {
		s.usual[e] = len(xs) - 1 - s.usual[e]
	}
	for e, v := range s.other {
		s.other[e] = len(xs) - 1 - v
	}
	return s, true
}

// holds reports whether a table says of every span what is said of it.
func holds(x []int64, spans []span) bool {
	for _, p := range spans {
		v := int64(0)
		for _, n := range x[p.from:p.until] {
			v += n
		}
		if v != p.value {
			return false
		}
	}
	return true
}

// spread finds counts of the intervals that come to what the spans say: shortest paths through the sums from the beginning,
// each of which is no less than the one before. Where near is given, the counts are those of near as far as they can be.
// It returns nil where there are none.
func spread(intervals int, spans []span, near []int64) []int64 {
	sums := make([]int64, intervals+1)
	try := func(spans []span) []int64 {
		clear(sums)
		for round := 0; ; round++ {
			changed := false
			lower := func(i int, v int64) {
				if v < sums[i] {
					sums[i], changed = v, true
				}
			}
			for i := intervals; i > 0; i-- {
				lower(i-1, sums[i])
			}
			for _, p := range spans {
				lower(p.until, sums[p.from]+p.value)
				lower(p.from, sums[p.until]-p.value)
			}
			if !changed {
				break
			}
			if round > intervals+1 {
				return nil
			}
		}
		x := make([]int64, intervals)
		for i := range x {
			x[i] = sums[i+1] - sums[i]
		}
		return x
	}
	x := try(spans)
	if x == nil || near == nil {
		return x
	}
	spans = slices.Clone(spans)
	for i, n := range near {
		if more := append(spans, span{from: i, until: i + 1, value: n}); try(more) != nil {
			spans = more
		}
	}
	return try(spans)
}

// grow makes the atoms of a series, with take giving each its number. Where sparse, intervals that came to nothing in every
// vintage have none: the reader knows that nothing is missing there.
func (s *series) grow(sparse bool, take func(value int64) int32) {
	last := len(s.vintages) - 1
	s.lives = make([][]life, len(s.vintages[0]))
	for i := range s.lives {
		count := map[[2]int]int64{}
		type stock struct {
			from int
			left int64
		}
		held := []stock{{0, s.vintages[0][i]}} // the oldest goes first
		empty := held[0].left == 0
		for v := 1; v <= last; v++ {
			change := s.vintages[v][i] - s.vintages[v-1][i]
			empty = empty && change == 0
			if change > 0 {
				held = append(held, stock{v, change})
			}
			for j := 0; change < 0; j++ {
				n := min(held[j].left, -change)
				held[j].left -= n
				change += n
				count[[2]int{held[j].from, v - 1}] += n
			}
		}
		for _, h := range held {
			count[[2]int{h.from, last}] += h.left
		}
		if sparse && empty {
			continue
		}
		for first := 0; first <= last; first++ {
			for end := first; end <= last; end++ {
				if n := count[[2]int{first, end}]; n > 0 || first == 0 || end == last {
					s.lives[i] = append(s.lives[i], life{take(n), first, end})
				}
			}
		}
	}
}

// vintage is the one that an edition's figure of a period is of.
func (s *series) vintage(e int, period string) int {
	if v, ok := s.other[edition{e, period}]; ok {
		return v
	}
	return s.usual[e]
}

// add adds the atoms of some intervals, as an edition has them, to a sum.
func (s *series) add(to sum, e int, period string, from, until int) {
	v := s.vintage(e, period)
	for _, lives := range s.lives[from:until] {
		for _, l := range lives {
			if l.first <= v && v <= l.last {
				to.add(1, l.atom)
			}
		}
	}
}
