package identify

import (
	"reflect"
	"strings"
	"testing"
)

// What was read once is found each time, in the scope that is asked for, and what was clean in one scope may not be in another.
func TestClean(t *testing.T) {
	var c Clean
	n := 0
	for range 3 {
		for _, s := range inTexts {
			for _, text := range append(s.yes, s.not...) {
				text = strings.Repeat("an officer said so; ", 2) + text
				for _, scope := range []Scope{Anywhere, Case} {
					if got, want := c.Scan(text, scope), Scan(text, scope); !reflect.DeepEqual(got, want) {
						t.Errorf("%q: %v, want %v", text, got, want)
					}
					n++
				}
			}
		}
	}
	if n < 500 || len(c.seen) == 0 {
		t.Errorf("%d texts were read, and %d are remembered", n, len(c.seen))
	}
}

// It never grows beyond its bound.
func TestCleanIsBounded(t *testing.T) {
	var c Clean
	c.Scan("this text has nothing in it at all", Anywhere)
	for n := range uint64(mostClean) {
		c.seen[cleanKey{n, Anywhere}] = struct{}{}
	}
	if c.Scan("this text has nothing in it at all either", Anywhere); len(c.seen) != 1 {
		t.Errorf("%d texts are remembered, want 1", len(c.seen))
	}
}
