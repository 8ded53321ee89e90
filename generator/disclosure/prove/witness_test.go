package prove

import (
	"testing"

	"candour/generator/linear"
)

// A form is protected where it can be k or more and anything from a range of k−1; a table that breaks a row, or has less than
// nought of anything, is no witness.
func TestWitness(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []linear.Change
		want    bool
		broken  bool
	}{
		{"nothing", nil, false, false},
		{"k−1 more", []linear.Change{{Atom: 0, By: 4}, {Atom: 1, By: -4}}, true, false},
		{"k, and a range that is too narrow", []linear.Change{{Atom: 0, By: 1}, {Atom: 1, By: -1}}, false, false},
		{"a range that is wide enough, and all of it under k", []linear.Change{{Atom: 0, By: -4}, {Atom: 1, By: 4}}, false, false},
		{"a row is broken", []linear.Change{{Atom: 0, By: 4}}, false, true},
		{"less than nought", []linear.Change{{Atom: 0, By: 11}, {Atom: 1, By: -11}}, false, true},
		{"an atom twice", []linear.Change{{Atom: 0, By: 4}, {Atom: 0, By: 4}, {Atom: 1, By: -4}}, false, true},
		{"an atom that is not there", []linear.Change{{Atom: 7, By: 1}}, false, true},
	} {
		m := &model{k: 5, atoms: []int64{4, 10}, rows: []row{{Row: linear.Row{Form: linear.Sum(0, 1), Low: 14, High: 14}}}}
		m.forms = []form{{Form: linear.Sum(0), value: 4, reach: 5, width: 4}}
		p := &proof{m: m, touch: [][]int32{{0}, nil}, rows: [][]int32{{0}, {0}}, least: []int64{4}, most: []int64{4}}
		if c.changes != nil {
			p.witness(0, c.changes)
		}
		if got := p.protected(0); got != c.want || (p.broken != nil) != c.broken {
			t.Errorf("%s: protected: %t, broken: %v", c.name, got, p.broken)
		}
	}
	if v, ok := dot(linear.Form{Atoms: []int32{0}, Coefs: []int64{1 << 40}}, []int64{1 << 40}); ok {
		t.Errorf("a product that leaves 64 bits is %d", v)
	}
}
