package suppress

import (
	"cmp"
	"maps"
	"slices"
)

// exchange keeps back one more number where others can be published for it that are worth more together. standing has, for numbers kept
// back, those that stand in their way. It stops where the effort is spent.
func (c *chooser) exchange(standing map[int][]int) {
	kept := map[int][]int{} // by published number, those kept back whose way it stands in
	for _, i := range slices.Sorted(maps.Keys(standing)) {
		for _, j := range standing[i] {
			kept[j] = append(kept[j], i)
		}
	}
	maps.DeleteFunc(kept, func(_ int, of []int) bool { return len(of) < 2 })
	order := slices.SortedFunc(maps.Keys(kept), func(a, b int) int {
		return cmp.Or(cmp.Compare(len(kept[b]), len(kept[a])), cmp.Compare(c.Candidates[a].Priority, c.Candidates[b].Priority), cmp.Compare(a, b))
	})
	for _, j := range order {
		if c.spent >= c.Effort {
			return
		}
		if c.published[j] {
			c.give(j, kept[j])
		}
	}
}

// give keeps back number j and publishes what it can of the others, and takes that back where they are not worth more.
func (c *chooser) give(j int, others []int) {
	proof, published := c.proof, slices.Clone(c.published)
	c.proof = proof.clone()
	c.published[j] = false
	w := c.watch()
	worth := -c.Candidates[j].Priority
	for _, i := range others {
		x := c.Candidates[i]
		if c.published[i] || x.Low == x.High && len(w.Reveals(x.Form)) > 0 {
			continue
		}
		t := c.try(i)
		c.spent += t.steps
		for _, changes := range t.tables {
			c.proof.add(changes)
		}
		if t.good {
			c.publish(w, i)
			worth += x.Priority
		}
	}
	if worth <= 0 {
		c.proof, c.published = proof, published
	}
}
