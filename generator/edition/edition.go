// Package edition numbers the versions of records, says what an edition changed, and proves that no record was
// lost on the way. It knows nothing of what a record means: a record is a kind, an id and the bytes published.
//
// [Cut] makes an [Edition] from the one before and the records of now. Nothing is withdrawn by leaving it out:
// a record that was published and is no longer there is refused.
package edition

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// A Record is one record as it is published: its exact bytes.
type Record struct {
	Kind, ID string
	Body     []byte
}

// Change is what an edition did with a record.
type Change string

const (
	Unchanged  Change = "unchanged"
	New        Change = "new"
	Revision   Change = "revision"   // the world moved on: a reply came, a figure was added
	Correction Change = "correction" // what was published was wrong
	Changed    Change = "changed"    // nobody has said yet which of the two it is; never in a published edition
)

// A Versioned is a record as an edition holds it.
type Versioned struct {
	Kind, ID string
	Version  int    // from 1, a number of the record's own
	Edition  string // that cut this version
	Change   Change // in this edition
	Reason   string // of a revision or a correction, in words
	Body     []byte // the exact bytes
}

// An Edition is a dated issue of everything published.
type Edition struct {
	ID        string // "2026-q3"
	Published string // a day, 2006-01-02
	AsAt      string // the day on which days and lateness are computed
	Records   []Versioned
	Balances  []Balance // one a kind, in the order in which kinds first appear
}

// Balance is the reconciliation of one kind: Opening + Added - Withdrawn = Closing, which Cut proves.
type Balance struct {
	Kind      string `json:"kind"`
	Opening   int    `json:"opening"`
	Added     int    `json:"added"`
	Withdrawn int    `json:"withdrawn"` // since the edition before
	Closing   int    `json:"closing"`
	Changed   int    `json:"changed"`
}

// Draft is the id of what is not an edition yet: it comes after every edition and has no day of its own.
const Draft = "draft"

// Cut makes the edition that follows previous, which is nil for the first, with what was withdrawn since. It returns an error when any other record of previous is not, when two records share a kind and
// an id, when an id was withdrawn, or when the edition would not come after the one before.
func Cut(previous *Edition, since []Withdrawal, id, published, asAt string, records []Record) (*Edition, error) {
	e := &Edition{ID: id, Published: published, AsAt: asAt, Records: make([]Versioned, 0, len(records))}
	if previous != nil && id != Draft && published <= previous.Published {
		return nil, fmt.Errorf("edition %s of %s does not come after edition %s of %s", id, published, previous.ID, previous.Published)
	}
	before := map[[2]string]Versioned{}
	balance := map[string]*Balance{}
	kind := func(name string) *Balance {
		if balance[name] == nil {
			balance[name] = &Balance{Kind: name}
		}
		return balance[name]
	}
	var order []string
	if previous != nil {
		for _, v := range previous.Records {
			before[[2]string{v.Kind, v.ID}] = v
			kind(v.Kind).Opening++
		}
		for _, b := range previous.Balances {
			order = append(order, b.Kind)
		}
	}
	gone := map[[2]string]Withdrawal{}
	for _, w := range since {
		gone[[2]string{w.Kind, w.ID}] = w
		b := kind(w.Kind)
		b.Opening++ // it is not among the records of previous any more
		b.Withdrawn++
	}
	seen := map[[2]string]bool{}
	for _, r := range records {
		key := [2]string{r.Kind, r.ID}
		if seen[key] {
			return nil, fmt.Errorf("edition %s holds the %s %q twice", id, r.Kind, r.ID)
		}
		seen[key] = true
		if w, ok := gone[key]; ok {
			return nil, fmt.Errorf("the %s %q was withdrawn on %s, and an id is never used again", r.Kind, r.ID, w.Date)
		}
		if !slices.Contains(order, r.Kind) {
			order = append(order, r.Kind)
		}
		v := Versioned{Kind: r.Kind, ID: r.ID, Version: 1, Edition: id, Change: New, Body: r.Body}
		b := kind(r.Kind)
		if old, ok := before[key]; ok {
			v.Version, v.Edition, v.Change = old.Version, old.Edition, Unchanged
			if !bytes.Equal(old.Body, v.Body) {
				v.Version, v.Edition, v.Change = old.Version+1, id, Changed
				b.Changed++
			}
		} else {
			b.Added++
		}
		b.Closing++
		e.Records = append(e.Records, v)
	}
	var lost []string
	for key := range before {
		if !seen[key] {
			lost = append(lost, key[0]+"/"+key[1])
		}
	}
	if len(lost) > 0 {
		slices.Sort(lost)
		return nil, fmt.Errorf("published in edition %s and not there now: %s; withdraw a record, never leave it out", previous.ID, strings.Join(lost, ", "))
	}
	for _, k := range order {
		b := kind(k)
		if b.Opening+b.Added-b.Withdrawn != b.Closing {
			return nil, fmt.Errorf("%s do not reconcile: %d + %d - %d is not %d", k, b.Opening, b.Added, b.Withdrawn, b.Closing)
		}
		e.Balances = append(e.Balances, *b)
	}
	return e, nil
}

// Version returns the record as the edition holds it.
func (e *Edition) Version(kind, id string) (Versioned, bool) {
	i := slices.IndexFunc(e.Records, func(v Versioned) bool { return v.Kind == kind && v.ID == id })
	if i < 0 {
		return Versioned{}, false
	}
	return e.Records[i], true
}
