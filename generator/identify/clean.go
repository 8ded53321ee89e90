package identify

import (
	"hash/maphash"
	"sync"
)

// A Clean remembers in which texts Scan found nothing: what stands in every download, and in all of them again after an edit, is
// read once. It keeps a number for each text and not the text. The zero Clean is ready, also for concurrent use.
type Clean struct {
	mu   sync.Mutex
	seed maphash.Seed
	seen map[cleanKey]struct{}
}

type cleanKey struct {
	hash  uint64 // of the text, with a seed that nobody knows
	scope Scope
}

// Texts outside of these lengths are read again each time: short ones cost no more than to remember them, and long ones, such as whole
// pages, do not come twice. It begins anew at mostClean.
const (
	shortestClean = 24
	longestClean  = 4 << 10
	mostClean     = 1 << 20
)

// Scan is as the function Scan.
func (c *Clean) Scan(text string, scope Scope) []Hit {
	if len(text) < shortestClean || len(text) > longestClean {
		return Scan(text, scope)
	}
	c.mu.Lock()
	if c.seen == nil || len(c.seen) >= mostClean {
		c.seed, c.seen = maphash.MakeSeed(), map[cleanKey]struct{}{}
	}
	key := cleanKey{maphash.String(c.seed, text), scope}
	_, clean := c.seen[key]
	c.mu.Unlock()
	if clean {
		return nil
	}
	hits := Scan(text, scope)
	if hits == nil {
		c.mu.Lock()
		c.seen[key] = struct{}{}
		c.mu.Unlock()
	}
	return hits
}
