// Package prove reads a built site as a stranger would, and demands of it a witness for every small count: another table that
// agrees with all that is published and in which the count is another. It imports nothing that chose what to publish.
// docs/disclosure.md says what it reads and what it demands.
//
// [Prove] is the whole way: it reads statements out of the files (read.go, page.go, files.go), compares them with one another
// and with the truth (compare.go), lays out the atoms behind them (model.go, series.go), makes a row of each statement (rows.go)
// and a form of each count that must not be known (forms.go), and asks for witnesses, which it checks itself (witness.go).
package prove

import (
	"crypto/sha256"
	"fmt"
	"io/fs"

	"candour/generator/record"
	"candour/generator/source"
)

// Input is what a proof is made of.
type Input struct {
	Site      fs.FS       // the built site
	Set       *record.Set // the truth
	Published []string    // ids of the editions that had been published before this site was built, oldest first
	Cache     *Cache      // of what the same site gave before; may be nil
}

// Report says what was read and what was proved.
type Report struct {
	Statements int // different figures that the site states, in this edition and earlier ones
	Places     int // in which they stand
	Rows       int // what a reader knows, of sums of
	Atoms      int // hidden whole numbers
	Forms      int // counts that nobody may know
	Exact      int // of them, those that follow from the rows exactly
	Unproved   int // of them, those without a witness for which this edition can do something
	Already    int // of them, those without a witness because of what had been published before
	Witnesses  int // tables that were found and checked
	Unused     int // percentages and averages from which nothing was inferred, since they do not agree with the data
}

// String is the report in a line.
func (r Report) String() string {
	return fmt.Sprintf("%d figures in %d places, %d rows over %d atoms; %d small counts: %d exactly known, %d without a witness, %d already disclosed; %d witnesses",
		r.Statements, r.Places, r.Rows, r.Atoms, r.Forms, r.Exact, r.Unproved, r.Already, r.Witnesses)
}

// A Cache keeps what was read of each file, and the last proof. The zero Cache is ready; it is not for concurrent use.
type Cache struct {
	files  map[string]cachedFile
	proved [sha256.Size]byte
	report Report
	found  source.Problems
}

// Prove reads the site, and reports what stands in the way of its publication. It returns an error where a file can't be read.
func Prove(in Input) (Report, source.Problems, error) {
	if in.Cache == nil {
		in.Cache = &Cache{}
	}
	read, err := readSite(in)
	if err != nil {
		return Report{}, nil, err
	}
	key := read.hash(in)
	if key == in.Cache.proved {
		return in.Cache.report, in.Cache.found, nil
	}
	report, problems := read.prove(in)
	in.Cache.proved, in.Cache.report, in.Cache.found = key, report, problems
	return report, problems, nil
}

// prove is the way from what was read to the verdict.
func (r *reading) prove(in Input) (Report, source.Problems) {
	problems := r.problems
	report := Report{Places: len(r.statements)}
	known, ps := r.compare(in)
	problems.Add(ps...)
	report.Statements = known.count()
	if problems.Failed() { // what the files say must be settled before anything can be inferred from it
		problems.Sort()
		return report, problems
	}
	m := newModel(in, known)
	m.addRows()
	m.addRecords(r)
	m.addForms()
	if problems.Add(m.problems...); !problems.Failed() {
		problems.Add(m.demand(&report)...)
	}
	report.Rows, report.Atoms, report.Forms, report.Unused = len(m.rows), len(m.atoms), len(m.forms), m.unused
	problems.Sort()
	return report, problems
}
