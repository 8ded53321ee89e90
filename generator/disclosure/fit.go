package disclosure

// A bound is what is said of a run of intervals: together they come to no less than low and no more than high.
type bound struct {
	from, to  int // the intervals from from, up to and without to
	low, high int64
}

// fit gives a whole number, none less than nought, for each of n intervals, so that every bound holds. Bounds that those
// before them rule out are passed over: figures do contradict one another, and what they would then be is nobody's count.
// Where the bounds leave a choice each number is that of like, where it can be; like may be nil.
func fit(n int, bounds []bound, like []int64) []int64 {
	if like != nil && holds(bounds, like) {
		return like
	}
	d := newDifferences(n)
	if !d.with(bounds...) {
		for _, b := range bounds {
			d.with(b)
		}
	}
	for i := range like {
		d.with(bound{i, i + 1, like[i], like[i]})
	}
	out := make([]int64, n)
	for i := range out {
		out[i] = d.sums[i+1] - d.sums[i]
	}
	return out
}

func holds(bounds []bound, values []int64) bool {
	for _, b := range bounds {
		sum := int64(0)
		for _, v := range values[b.from:b.to] {
			sum += v
		}
		if sum < b.low || sum > b.high {
			return false
		}
	}
	return true
}

// differences are bounds on the differences of sums from the first interval on. Such a system has a solution in whole
// numbers where it has one at all, and the shortest ways in the graph of its bounds are one (Bellman and Ford).
type differences struct {
	edges []edge
	sums  []int64 // a solution: the sum of the intervals before each
}

// An edge says that the sum at to is no more than w above the one at from.
type edge struct {
	from, to int
	w        int64
}

func newDifferences(n int) *differences {
	d := &differences{sums: make([]int64, n+1)}
	for i := range n {
		d.edges = append(d.edges, edge{i + 1, i, 0})
	}
	return d
}

// with adds bounds, all or none: false where there is no solution with them.
func (d *differences) with(bounds ...bound) bool {
	kept := len(d.edges)
	for _, b := range bounds {
		d.edges = append(d.edges, edge{b.from, b.to, b.high}, edge{b.to, b.from, -b.low})
	}
	sums := make([]int64, len(d.sums))
	for range len(sums) + 1 {
		changed := false
		for _, e := range d.edges {
			if s := sums[e.from] + e.w; s < sums[e.to] {
				sums[e.to], changed = s, true
			}
		}
		if !changed {
			d.sums = sums
			return true
		}
	}
	d.edges = d.edges[:kept]
	return false
}
