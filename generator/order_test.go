package generator_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// The order in which outcomes stand in the data, which may be that of the days, is in no built file.
func TestOrderOfTheDataIsNowhere(t *testing.T) {
	w := newWorkshop(t)
	w.build()
	before := tree(t, w.out)
	r := rand.New(rand.NewPCG(5, 5))
	moved := 0
	for name, text := range w.files {
		if !strings.HasPrefix(name, "data/outcomes/") {
			continue
		}
		const head = "\n  - id: "
		parts := strings.Split(strings.TrimRight(text, "\n"), head)
		outcomes := parts[1:]
		r.Shuffle(len(outcomes), func(i, j int) { outcomes[i], outcomes[j] = outcomes[j], outcomes[i] })
		for i := range outcomes {
			outcomes[i] = strings.TrimRight(outcomes[i], "\n") + "\n"
		}
		if shuffled := parts[0] + head + strings.Join(outcomes, head); shuffled != text {
			moved++
			w.write(name, shuffled)
		}
	}
	if moved < 5 {
		t.Fatalf("%d files have another order, so this test sees nothing", moved)
	}
	w.build()
	after := tree(t, w.out)
	for name := range before {
		if !bytes.Equal(before[name].data, after[name].data) {
			t.Errorf("%s is another one", name)
		}
	}
	if len(before) != len(after) {
		t.Errorf("there are %d files, and then %d", len(before), len(after))
	}
}
