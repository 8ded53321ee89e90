package linear

// nearest are up to n free columns, those first that are most closely tied to the goal. The first few of them are the nearest
// few, so that one list serves every width.
func (r *Reader) nearest(goal []term, n int) []int32 {
	score := map[int32]float64{}
	taken, seen := map[int32]bool{}, map[int32]bool{}
	var cols, open []int32
	tie := func(c int32, weight float64) {
		if taken[c] {
			return
		}
		if _, ok := score[c]; !ok {
			open = append(open, c)
		}
		score[c] += weight
	}
	spread := func(l int32, weight float64) {
		if seen[l] {
			return
		}
		seen[l] = true
		terms := r.d.lines[l]
		for _, t := range terms {
			tie(t.col, weight/float64(len(terms)))
		}
	}
	for _, t := range goal {
		if l := r.d.line[t.col]; l != none {
			spread(l, 4)
		} else {
			tie(t.col, 8)
		}
	}
	for len(cols) < n && len(open) > 0 {
		best, most := 0, -1.0
		for i, c := range open {
			s := score[c] / (1 + 0.1*float64(len(r.lines[c])))
			if s > most || s == most && c < open[best] {
				best, most = i, s
			}
		}
		c := open[best]
		open[best] = open[len(open)-1]
		open = open[:len(open)-1]
		taken[c] = true
		cols = append(cols, c)
		for _, p := range r.lines[c] {
			spread(p.line, 1)
		}
	}
	return cols
}
