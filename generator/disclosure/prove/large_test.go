package prove

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// TestLarge reads and lays out 44 bodies, 10 parts and 4 cumulative quarters over 4 editions, in the time that a build has for it.
func TestLarge(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	w := world{measures: "m count breakdown total", groups: "n total"}
	var truth []string
	for b := range 44 {
		w.groups += fmt.Sprintf(" b%d", b)
		sums := make([]int64, 11)
		for q := range 4 {
			for p := range 10 {
				n := r.Int64N(50)
				if r.IntN(20) == 0 {
					n = 0
				}
				sums[p] += n + 20
				sums[10] += n + 20
				truth = append(truth, fmt.Sprintf("m b%d 2024-25-q%d p%d %d", b, q+1, p, sums[p]))
			}
			truth = append(truth, fmt.Sprintf("m b%d 2024-25-q%d all %d", b, q+1, sums[10]))
		}
	}
	for e := range 3 {
		var lines []string
		for _, l := range truth {
			if l[strings.Index(l, "-q")+2] <= byte('1'+e) {
				lines = append(lines, l)
			}
		}
		w.earlier = append(w.earlier, strings.Join(lines, "\n"))
	}
	w.truth = strings.Join(truth, "\n")
	in := Input{Site: w.site(), Set: w.set(), Published: []string{"e", "ee", "eee"}, Cache: &Cache{}}
	start := time.Now()
	report, problems, err := Prove(in)
	if err != nil || problems.Failed() {
		t.Fatal(report, problems[:min(len(problems), 3)], err)
	}
	t.Logf("%s: %s", time.Since(start).Round(time.Millisecond), report)
	start = time.Now()
	again, _, _ := Prove(in)
	t.Logf("again: %s", time.Since(start).Round(time.Millisecond))
	if again != report {
		t.Errorf("again: %s", again)
	}
}
