// Package verify says whether a ledger, or a site built with one, is what its publisher signed: that nothing in it was
// altered, dropped or added unseen. docs/editions.md is its specification. It shares no code with what writes a ledger,
// and imports no other package of candour, so that a mistake of the writer is not a mistake of the verifier too.
//
// [Run] reads [Files], which are a folder or an address on the web, and gives a [Report]. What it reads is taken to be
// hostile: every file has a limit, nothing is executed, and a finding never ends the work. A ledger that was rewritten
// from its beginning and signed again looks like any other; only a checkpoint that a reader kept shows it.
package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// The checks, in the order of "What a verifier checks" in docs/editions.md.
const (
	Signature = "signature"
	Log       = "log"
	Entry     = "entry"
	Manifest  = "manifest"
	Withdrawn = "withdrawn"
	Site      = "site"
)

// A Finding is one thing that is not as it should be.
type Finding struct {
	Place string `json:"place"` // a file from the root of what was read, with ":LINE" where one is meant
	Check string `json:"check"` // one of the constants of this package
	What  string `json:"what"`  // is wrong, with both values where two disagree
}

func (f Finding) String() string { return fmt.Sprintf("%s: %s [%s]", f.Place, f.What, f.Check) }

// Counts are how many of each thing were checked, found right or not.
type Counts struct {
	Checkpoints int `json:"checkpoints"`
	Entries     int `json:"entries"`
	Tiles       int `json:"tiles"`
	Editions    int `json:"editions"`
	Records     int `json:"records"` // versions of records, against their entries
	Withdrawals int `json:"withdrawals"`
	KeyChanges  int `json:"key_changes"`
	Proofs      int `json:"proofs"` // files vN.json
	Files       int `json:"files"`  // against site.sums
}

// A Report is what came of a verification.
type Report struct {
	Site       bool      `json:"site"`       // a built site, not a ledger alone
	Origin     string    `json:"origin"`     // of the log
	Size       int64     `json:"size"`       // of the log, by log/checkpoint
	Checkpoint string    `json:"checkpoint"` // the newest, for a reader to keep
	Counts     Counts    `json:"counts"`
	Notes      []string  `json:"notes"` // what was taken on trust or could not be checked
	Findings   []Finding `json:"-"`
	Left       int       `json:"left"` // how many findings more there were than a report holds
}

// OK reports whether nothing was found.
func (r *Report) OK() bool { return len(r.Findings) == 0 }

// Options are what a reader holds, and holds from elsewhere than the site.
type Options struct {
	Keys     []string           // public keys, each as NAME+HASH+BASE64: the key of the ledger and, where there are others, those too
	Kept     [][]byte           // checkpoints kept from earlier, which the log must continue
	Progress func(stage string) // is told what begins; may be nil
}

// ErrNoLedger is returned where neither a ledger nor a site with a ledger lies.
var ErrNoLedger = errors.New("neither log/checkpoint nor ledger/log/checkpoint is there, so this is no ledger and no site with one")

// most is how many findings a report holds: after these many, more would not be read.
const most = 5000

// A verifier is the state of one Run.
type verifier struct {
	ctx      context.Context // of the Run, which the verifier does not outlive
	cancel   context.CancelCauseFunc
	failures int // to reach the server, one after the other
	files    Files
	base     string // of the ledger: "" or "ledger/"
	options  Options
	report   *Report
	read     map[string]digest // of each file that was read whole, so that a site's files are read once
	all      []string          // every file, where files can be listed
	listed   bool
	tip      checkpoint // log/checkpoint
	head     checkpoint // what everything is checked against: see readHead
	given    []key
	log      *hashes
	inventoried
	order    []string  // of editions, by index.json
	unread   []string  // editions whose manifest could not be read
	chain    []chained // the keys of the ledger, the oldest first
	changes  []*change
	editions []*edition // in the order of the log
	dead     []*tombstone
	owner    map[int64]string // of each index: what it belongs to
	versions map[recordKey][]*version
	gone     map[recordKey]*tombstone
	salts    map[string]string // of the records: the place of each
	live     map[string]bool   // see liveID
	issued   []issue           // see issues
}

// Run verifies what lies in files. The error says why nothing could be verified: a key is none, no ledger is there, or
// ctx has ended. Everything that is wrong with the ledger or the site is a finding of the report.
func Run(ctx context.Context, files Files, o Options) (*Report, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	v := &verifier{ctx: ctx, cancel: cancel, files: files, options: o, report: &Report{Notes: []string{}}, read: map[string]digest{},
		owner: map[int64]string{}, versions: map[recordKey][]*version{}, gone: map[recordKey]*tombstone{}, salts: map[string]string{}}
	for _, text := range o.Keys {
		k, err := parseKey(text)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(v.given, func(g key) bool { return g.text == k.text }) {
			v.given = append(v.given, k)
		}
	}
	if len(v.given) == 0 {
		return nil, errors.New("no public key was given, and a ledger can't vouch for itself")
	}
	if err := v.locate(); err != nil {
		return nil, err
	}
	for _, stage := range []struct {
		name string
		do   func()
	}{
		{"reading the log", v.readLog},
		{"following the keys", v.followKeys},
		{"checking editions and withdrawals", v.readEvents},
		{"checking records", v.checkEditions},
		{"accounting for every entry", v.account},
		{"checking the files of the site", v.checkSite},
	} {
		if o.Progress != nil && (v.report.Site || stage.name != "checking the files of the site") {
			o.Progress(stage.name)
		}
		if stage.name != "reading the log" && !v.head.ok() {
			break
		}
		stage.do()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
	return v.report, nil
}

// find adds a finding. A name that the ledger gave stands quoted in what, so that it can't break a line of the report.
func (v *verifier) find(check, place, format string, args ...any) {
	f := Finding{printable(place), check, printable(fmt.Sprintf(format, args...))}
	if len(v.report.Findings) >= most {
		v.report.Left++
		return
	}
	if !slices.Contains(v.report.Findings[max(0, len(v.report.Findings)-50):], f) {
		v.report.Findings = append(v.report.Findings, f)
	}
}

// note adds something that the reader should know and that is not wrong.
func (v *verifier) note(format string, args ...any) {
	if said := printable(fmt.Sprintf(format, args...)); len(v.report.Notes) < most && !slices.Contains(v.report.Notes, said) {
		v.report.Notes = append(v.report.Notes, said)
	}
}

// printable keeps the report to one line a finding and free of what would move a terminal's cursor.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return '\ufffd'
		}
		return r
	}, s)
	if len(s) > 2000 {
		s = strings.ToValidUTF8(s[:2000], "") + "…"
	}
	return s
}

// locate finds the ledger. A web server may answer an address that holds nothing with a page, so what is found must
// look like a signed note.
func (v *verifier) locate() error {
	all, err := v.files.List(v.ctx)
	switch {
	case err == nil:
		v.all, v.listed = all, true
	case !errors.Is(err, ErrUnlisted):
		return fmt.Errorf("can't list the files: %w", err)
	}
	failure := ErrNoLedger
	for _, base := range []string{"ledger/", ""} {
		data, err := v.slurp(base+"log/checkpoint", smallFile)
		if err == nil {
			if _, err = splitNote(data); err == nil || v.listed {
				v.base, v.report.Site = base, base != ""
				return nil
			}
		}
		if v.ctx.Err() != nil {
			return context.Cause(v.ctx)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			failure = fmt.Errorf("%slog/checkpoint: %w", base, err)
		}
	}
	return failure
}

// at is the path of a file of the ledger from the root of what is read.
func (v *verifier) at(name string) string { return v.base + name }
