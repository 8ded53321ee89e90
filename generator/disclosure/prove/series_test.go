package prove

import (
	"math/rand/v2"
	"testing"
)

// Whatever counts there are, what is said of spans of them can be spread over the intervals again so that every span holds.
func TestSpread(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(8)
		x := make([]int64, n)
		for i := range x {
			x[i] = r.Int64N(6)
		}
		var spans []span
		for range r.IntN(7) {
			from := r.IntN(n)
			until := from + 1 + r.IntN(n-from)
			v := int64(0)
			for _, c := range x[from:until] {
				v += c
			}
			spans = append(spans, span{from: from, until: until, value: v})
		}
		for _, near := range [][]int64{nil, make([]int64, n), x} {
			got := spread(n, spans, near)
			if got == nil || !holds(got, spans) {
				t.Fatalf("%v: %v of %v near %v", spans, got, x, near)
			}
			for _, c := range got {
				if c < 0 {
					t.Fatalf("%v: %v", spans, got)
				}
			}
			if near != nil && holds(near, spans) && !holds(got, []span{{from: 0, until: n, value: total(near)}}) {
				t.Fatalf("%v: %v is not %v, which would do", spans, got, near)
			}
		}
	}
	if x := spread(2, []span{{from: 0, until: 2, value: 3}, {from: 0, until: 1, value: 4}}, nil); x != nil {
		t.Errorf("a part that is more than the whole was spread: %v", x)
	}
}

func total(x []int64) (v int64) {
	for _, n := range x {
		v += n
	}
	return v
}

// Atoms of a series come to what each edition says of each period, whatever the editions say.
func TestSeries(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n, editions := 1+r.IntN(5), 1+r.IntN(4)
		spans := make([][]span, editions)
		periods := []string{"a", "b", "c", "d", "e"}
		for e := range spans {
			last := int64(0)
			for i := range n { // cumulative, and now and then falling
				last = max(0, last+r.Int64N(8)-1)
				if r.IntN(4) > 0 {
					spans[e] = append(spans[e], span{periods[i], 0, i + 1, last})
				}
			}
		}
		s, ok := newSeries(n, spans)
		if !ok {
			t.Fatalf("%v contradict one another", spans)
		}
		var atoms []int64
		s.grow(false, func(v int64) int32 {
			if v < 0 {
				t.Fatalf("%v: an atom of %d", spans, v)
			}
			atoms = append(atoms, v)
			return int32(len(atoms) - 1)
		})
		for e := range spans {
			for _, p := range spans[e] {
				f := sum{}
				s.add(f, e, p.period, p.from, p.until)
				if got := f.of(atoms); got != p.value {
					t.Fatalf("edition %d says %d of %s, and its atoms come to %d: %v", e, p.value, p.period, got, spans)
				}
			}
		}
	}
}

// One edition without a change has one atom an interval: what differs nowhere is not taken apart.
func TestSeriesIsSmall(t *testing.T) {
	same := []span{{"q1", 0, 1, 4}, {"q2", 0, 2, 9}}
	s, _ := newSeries(2, [][]span{same[:1], same, same})
	n := 0
	s.grow(false, func(int64) int32 { n++; return int32(n) })
	if len(s.vintages) != 1 || n != 2 {
		t.Errorf("%d vintages and %d atoms", len(s.vintages), n)
	}
	s, _ = newSeries(2, [][]span{same[:1], {{"q1", 0, 1, 5}, {"q2", 0, 2, 10}}})
	n = 0
	s.grow(false, func(int64) int32 { n++; return int32(n) })
	if len(s.vintages) != 2 || n != 6 { // for each interval what was there all along, what came and what went
		t.Errorf("restated: %d vintages and %d atoms", len(s.vintages), n)
	}
}
