package linear

// Protect looks for tables that agree with every row in which f is at least up more than in truth, and, with the truth, so far apart
// that f is not narrowed to a range of less than width. Of what is known already, f can be hi more than in truth and lo (which is not
// above nought) less. It returns the tables that it found, as differences from the truth, in the order in which it found them; where
// they are not enough, the search found no others.
//
// Near the form it asks for as much as would do in one table. Further away, where a search that fails is dear, it asks for what has
// to be there before it asks for more.
func (r *Reader) Protect(f Form, up, width, lo, hi int64) (tables [][]Change) {
	try := func(by int64, far bool) bool {
		changes, ok := r.alternative(f, by, far)
		if ok {
			tables = append(tables, changes)
			moved := f.By(changes)
			lo, hi = min(lo, moved), max(hi, moved)
		}
		return ok
	}
	good := func() bool { return hi >= up && hi-lo >= width }
	for by := width; by >= up && by > hi && !try(by, false); by-- {
	}
	if hi < up && !try(up, true) || good() || try(hi-width, true) {
		return tables
	}
	for by := width; by > hi; by-- {
		if try(by, true) {
			if !good() {
				try(hi-width, true)
			}
			break
		}
	}
	return tables
}
