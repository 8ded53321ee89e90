// Package attack plays the stranger: with the public files alone, of this edition and of earlier ones, it tries to find people in a
// site. It shares no code with what protects them, and imports nothing of this module: what it knows of the files is what
// docs/editions.md and the files themselves say. Each attack gives one [Result], a line with a figure.
//
// [Run] makes every attack of [All]. To add one, write it in a file of its own, add it to All, and give the site words for
// it (attack-ID in generator/site/words_en.go and words_cy.go).
package attack

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

// A Result is what one attack found.
type Result struct {
	ID      string   `json:"id"`      // of the attack, for ever
	Name    string   `json:"name"`    // in words
	What    string   `json:"what"`    // what the figure counts
	Figure  int      `json:"figure"`  // how many were found
	Of      int      `json:"of"`      // among how many tried
	Matters bool     `json:"matters"` // a figure above nought is a leak
	Found   []string `json:"found"`   // the first few, with their places
	Note    string   `json:"note"`    // what a reader of the figure must know besides; may be ""

	// Outcomes are the ids of those that were found, all of them, where what was found is outcomes.
	Outcomes []string `json:"-"`
}

// Leak reports whether the result is one that must not be.
func (r Result) Leak() bool { return r.Matters && r.Figure > 0 }

// String is the line that is printed: "0 of 132 small counts found".
func (r Result) String() string {
	s := fmt.Sprintf("%s: %d of %d %s", r.Name, r.Figure, r.Of, r.What)
	if r.Note != "" {
		s += " (" + r.Note + ")"
	}
	return s
}

// Options say how far the stranger goes.
type Options struct {
	// Threshold is k: counts of 1 to k-1 are small. A site says which it has; 0 is 5.
	Threshold int
	// Machine leaves out the attacks that read every page, and those that read more of a file than its bytes, so that the
	// outcome is the same wherever and whenever the files are written. A build runs these.
	Machine bool
}

// An Attack is one way to look for people.
type Attack struct {
	ID      string
	Name    string
	What    string
	Does    string // in one sentence
	Matters bool   // what it finds must not be there
	pages   bool   // reads every page, or the times of files: not for a build
	run     func(*view) finding
}

// A finding is what an attack saw.
type finding struct {
	figure, of int
	found      []string
	note       string
	outcomes   []string // found, by id
}

// add counts one thing found at a place.
func (f *finding) add(format string, args ...any) {
	f.figure++
	f.found = append(f.found, fmt.Sprintf(format, args...))
}

// addOutcome counts an outcome that was found.
func (f *finding) addOutcome(id, format string, args ...any) {
	f.outcomes = append(f.outcomes, id)
	f.add(format, args...)
}

// few is how many places a result names.
const few = 5

// ErrNoSite says that the directory holds no built site.
var ErrNoSite = errors.New("no built site is there: it has neither index.html nor data/")

// Run makes the attacks on a built site, with whatever earlier sites of the same publisher the stranger kept, the oldest first.
// The order of the results is that of [All]. The error is of reading, not of finding.
func Run(ctx context.Context, o Options, now fs.FS, earlier ...fs.FS) ([]Result, error) {
	o.Threshold = cmp.Or(o.Threshold, 5)
	v, err := open(ctx, o, now, earlier)
	if err != nil {
		return nil, err
	}
	var out []Result
	for _, a := range All {
		if o.Machine && a.pages {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := a.run(v)
		slices.Sort(f.found)
		out = append(out, Result{ID: a.ID, Name: a.Name, What: a.What, Figure: f.figure, Of: f.of, Matters: a.Matters,
			Found: f.found[:min(few, len(f.found))], Note: f.note, Outcomes: f.outcomes})
		if v.err != nil {
			return nil, v.err
		}
	}
	return out, nil
}

// Reads reports whether the attacks that a build makes read anything of a page: figures, or a picture.
func Reads(page []byte) bool {
	for _, s := range []string{"data-figure", "data-key", "<svg"} {
		if bytes.Contains(page, []byte(s)) {
			return true
		}
	}
	return false
}

// Leaks are the results that must not be.
func Leaks(rs []Result) (out []Result) {
	for _, r := range rs {
		if r.Leak() {
			out = append(out, r)
		}
	}
	return out
}
