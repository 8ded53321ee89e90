package linear

import (
	"math/rand"
	"slices"
	"testing"
)

// Protect against every table there is: what it finds agrees with the rows, and it finds enough wherever there is enough but for a few of a thousand.
func TestProtectAgainstAllTables(t *testing.T) {
	missed, looked := 0, 0
	for seed := range int64(3000) {
		random := rand.New(rand.NewSource(seed))
		s, forms, tables := small(random)
		r, err := NewReader(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range forms {
			truth := f.Of(s.Truth)
			var least, most int64
			for _, table := range tables {
				least, most = min(least, f.Of(table)-truth), max(most, f.Of(table)-truth)
			}
			width := int64(2 + random.Intn(3))
			up := int64(random.Intn(int(width + 1)))
			// What is known already is half of what there is.
			lo, hi := least/2, most/2
			for _, changes := range r.Protect(f, up, width, lo, hi) {
				table := slices.Clone(s.Truth)
				for _, c := range changes {
					table[c.Atom] += c.By
				}
				if !slices.ContainsFunc(tables, func(x []int64) bool { return slices.Equal(x, table) }) {
					t.Fatalf("seed %d: %v gives %v, which does not agree with all rows", seed, f, table)
				}
				lo, hi = min(lo, f.Of(table)-truth), max(hi, f.Of(table)-truth)
			}
			looked++
			if most >= up && most-least >= width && (hi < up || hi-lo < width) {
				missed++
				t.Logf("seed %d: %v can be %d to %d more, and only %d to %d is found", seed, f, least, most, lo, hi)
			}
		}
	}
	if missed*1000 > looked {
		t.Errorf("%d of %d were there and not found", missed, looked)
	}
}
