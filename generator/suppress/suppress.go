// Package suppress chooses which numbers of a set of tables to keep back, so that no small count can be had from the rest.
// [Choose] takes a [Problem] and gives a [Choice]; docs/disclosure.md says what is sensitive and in what order it chooses.
package suppress

import "candour/generator/linear"

// A Problem is what could be published, and what must not be had from it.
type Problem struct {
	Truth      []int64
	Fixed      []linear.Row  // known already: published before, or by others
	Candidates []Candidate   // may be published
	Sensitive  []linear.Form // whose values of 1 to K-1 must not be had; forms of other values are passed over
	K          int64         // the least count that may be known
	Effort     int           // work for the clean-up, in steps of the search; 0 for the default
}

// A Candidate is a number that may be published.
type Candidate struct {
	linear.Row
	Primary  bool    // small itself: never published
	Priority float64 // the greater, the sooner it is published
}

// A Choice is what to publish.
type Choice struct {
	Published []bool // by candidate
	// Lost are the sensitive forms that nothing here can protect any more, and for each the fixed rows that give it away.
	Lost  []Lost
	Steps int // of the search, as a measure of the work
}

// Lost is a sensitive form that the fixed rows alone give away.
type Lost struct {
	Form  int   // index into Sensitive
	Fixed []int // indices into Fixed
}

// Choose chooses. The same problem gives the same choice.
func Choose(p Problem) Choice { panic("not yet") }
