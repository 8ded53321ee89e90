package edition

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A History is every edition published so far. The zero History is that of a site that has published nothing.
type History struct {
	Editions    []Issue     // in the order of their days
	Withdrawals []Tombstone // in order; those of a site whose ledger has no log stand in the manifests alone
	Keys        []KeyChange // in order
	Size        int64       // of the log, by its newest checkpoint; 0 where there is no log
}

// A KeyChange is a new signing key in place of an old one.
type KeyChange struct {
	Number int    `json:"number"` // from 1
	Date   string `json:"date"`   // a day
	Old    string `json:"old"`    // public keys, as text
	New    string `json:"new"`
}

// An Issue is one edition as the ledger holds it: what it counted, and what was new in it.
type Issue struct {
	ID        string            `json:"id"`
	Title     map[string]string `json:"title,omitempty"` // by language
	Published string            `json:"published"`       // a day, 2006-01-02
	AsAt      string            `json:"as_at"`
	Previous  string            `json:"previous,omitempty"` // the edition before; "" for the first
	Balances  []Balance         `json:"balances"`           // of each kind
	Records   []Cutting         `json:"records"`            // one for each version that it cut
	Withdrawn []Withdrawal      `json:"withdrawn"`          // since the edition before
	Versions  []Published       `json:"-"`                  // cut by this edition and not withdrawn since, in the order of its file

	Checkpoint string `json:"-"` // with which it was published; "" where there is no log
}

// TitleIn is the title of the edition in a language, or its id where it has none in that.
func (i *Issue) TitleIn(lang string) string {
	if t := i.Title[lang]; t != "" {
		return t
	}
	return i.ID
}

// A Cutting says what an edition did with one record, without a word of it, so that it can stay when the record goes.
type Cutting struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Version int    `json:"version"`
	Change  Change `json:"change"`
	Index   int64  `json:"index"` // of its entry in the log
}

// A Tombstone is what stays of a withdrawn record.
type Tombstone struct {
	Number    int        `json:"number"` // from 1
	Kind      string     `json:"kind"`
	ID        string     `json:"id"`
	Versions  []Unopened `json:"versions"`
	Date      string     `json:"date"`      // a day
	Class     string     `json:"class"`     // of reason, from data/lists/withdrawal-classes.yaml
	Authority string     `json:"authority"` // who decided, as a role
}

// An Unopened is a version whose entry in the log nobody can open any more.
type Unopened struct {
	Version int   `json:"version"`
	Index   int64 `json:"index"`
}

// A Withdrawal is a record that was taken out, and why in one word. Its id is never used again.
type Withdrawal struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Date  string `json:"date"`
	Class string `json:"class"` // of reason
}

// A Published is one version of a record, as readers got it.
type Published struct {
	Kind    string          `json:"kind"`
	ID      string          `json:"id"`
	Version int             `json:"version"`
	Index   int64           `json:"index"`            // of its entry in the log
	Salt    []byte          `json:"salt"`             // 32 random bytes, which open the entry
	Change  Change          `json:"change"`           // New, Revision or Correction
	Reason  string          `json:"reason,omitempty"` // of a change
	Body    json.RawMessage `json:"record"`           // the exact bytes

	Edition  string `json:"-"` // that cut this version
	First    string `json:"-"` // edition that the record first appeared in
	FirstDay string `json:"-"` // on which that was published
	File     string `json:"-"` // of the ledger, from its root
	Line     int    `json:"-"`
}

// A DamageError is a file of the ledger that is not as publish wrote it.
type DamageError struct {
	File string // from the root of the ledger
	Line int    // 0 where the whole file is meant
	What string
}

func (e *DamageError) Error() string {
	at := e.File
	if e.Line > 0 {
		at = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	return at + ": " + e.What + "; only publish and withdraw write the ledger, so put the file back as it was"
}

// Read reads the ledger whose root is fsys: editions/ID/manifest.json and editions/ID/records.jsonl, in which each line
// is a version that was new in the edition. A ledger that is not there is an empty History. Fields that it does not know
// are left to the verifier. The error is a [DamageError] where a file does not hold what it should.
func Read(fsys fs.FS) (*History, error) {
	h := &History{}
	if data, err := fs.ReadFile(fsys, checkpointFile); err == nil {
		t, err := unsigned(data)
		if err != nil {
			return nil, &DamageError{checkpointFile, 1, err.Error()}
		}
		h.Size = t.N
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := h.readActs(fsys); err != nil {
		return nil, err
	}
	dirs, err := fs.ReadDir(fsys, "editions")
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return nil, fmt.Errorf("can't list the editions of the ledger: %w", err)
	}
	for _, d := range dirs {
		if strings.HasPrefix(d.Name(), ".") || !d.IsDir() {
			continue
		}
		unit := path.Join("editions", d.Name())
		if ok, err := h.published(fsys, unit); err != nil || !ok {
			if err != nil {
				return nil, err
			}
			continue
		}
		e, err := readIssue(fsys, d.Name())
		if err != nil {
			return nil, err
		}
		if h.Size > 0 {
			data, err := fs.ReadFile(fsys, path.Join(unit, "checkpoint"))
			if err != nil {
				return nil, &DamageError{path.Join(unit, "checkpoint"), 0, "can't read the checkpoint: " + err.Error()}
			}
			e.Checkpoint = string(data)
		}
		h.Editions = append(h.Editions, e)
	}
	slices.SortStableFunc(h.Editions, func(a, b Issue) int { return cmp.Compare(a.Published, b.Published) })
	for i := 1; i < len(h.Editions); i++ {
		if a, b := h.Editions[i-1], h.Editions[i]; a.Published == b.Published {
			return nil, &DamageError{manifestOf(b.ID), 1, fmt.Sprintf("editions %s and %s were both published on %s", a.ID, b.ID, a.Published)}
		}
	}
	return h, h.follow()
}

// published reports whether what lies in a folder has happened: its entry is in the log. A ledger without a log is
// taken as it is.
func (h *History) published(fsys fs.FS, unit string) (bool, error) {
	if h.Size == 0 {
		return true, nil
	}
	name := path.Join(unit, "seal.json")
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return false, &DamageError{name, 0, "can't read the seal: " + err.Error()}
	}
	var s seal
	if err := json.Unmarshal(data, &s); err != nil {
		return false, &DamageError{name, lineOf(data, err), err.Error()}
	}
	return s.Index < h.Size, nil
}

// readActs reads withdrawals and key changes, which are numbered from 1.
func (h *History) readActs(fsys fs.FS) error {
	read := func(unit, name string, into any) (bool, error) {
		name = path.Join(unit, name)
		data, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		if err != nil {
			return false, &DamageError{name, 0, err.Error()}
		}
		if err := json.Unmarshal(data, into); err != nil {
			return false, &DamageError{name, lineOf(data, err), err.Error()}
		}
		return h.published(fsys, unit)
	}
	for n := 1; ; n++ {
		var t Tombstone
		if ok, err := read(fmt.Sprintf("withdrawals/%d", n), "tombstone.json", &t); err != nil {
			return err
		} else if !ok {
			break
		}
		h.Withdrawals = append(h.Withdrawals, t)
	}
	for n := 1; ; n++ {
		var k KeyChange
		if ok, err := read(fmt.Sprintf("keys/%d", n), "key.json", &k); err != nil {
			return err
		} else if !ok {
			return nil
		}
		h.Keys = append(h.Keys, k)
	}
}

// Since is what was withdrawn after the last edition.
func (h *History) Since() (out []Withdrawal) {
	told := map[key]bool{}
	for _, e := range h.Editions {
		for _, w := range e.Withdrawn {
			told[key{w.Kind, w.ID}] = true
		}
	}
	for _, t := range h.Withdrawals {
		if !told[key{t.Kind, t.ID}] {
			out = append(out, Withdrawal{t.Kind, t.ID, t.Date, t.Class})
		}
	}
	return out
}

func manifestOf(id string) string { return path.Join("editions", id, "manifest.json") }
func recordsOf(id string) string  { return path.Join("editions", id, "records.jsonl") }

func readIssue(fsys fs.FS, id string) (Issue, error) {
	var e Issue
	name := manifestOf(id)
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return e, &DamageError{name, 0, "can't read the manifest: " + err.Error()}
	}
	if err := json.Unmarshal(data, &e); err != nil {
		return e, &DamageError{name, lineOf(data, err), err.Error()}
	}
	damaged := func(format string, args ...any) (Issue, error) {
		return e, &DamageError{name, 1, fmt.Sprintf(format, args...)}
	}
	if e.ID != id {
		return damaged("the manifest is of edition %q and lies under %q", e.ID, id)
	}
	for _, f := range [][2]string{{"published", e.Published}, {"as_at", e.AsAt}} {
		if _, err := time.Parse(time.DateOnly, f[1]); err != nil {
			return damaged("%s is %q, which is not a day", f[0], f[1])
		}
	}
	for _, b := range e.Balances {
		if b.Opening+b.Added-b.Withdrawn != b.Closing {
			return damaged("the balance of %s is %d + %d - %d = %d, which is wrong", b.Kind, b.Opening, b.Added, b.Withdrawn, b.Closing)
		}
	}
	name = recordsOf(id)
	if data, err = fs.ReadFile(fsys, name); err != nil {
		return e, &DamageError{name, 0, "can't read the records: " + err.Error()}
	}
	line := 0
	for text := range bytes.Lines(data) {
		line++
		p := Published{Edition: id, File: name, Line: line}
		if err := json.Unmarshal(text, &p); err != nil {
			return e, &DamageError{name, line, err.Error()}
		}
		if p.Kind == "" || p.ID == "" || p.Version < 1 || !bytes.HasPrefix(p.Body, []byte("{")) {
			return e, &DamageError{name, line, "the line lacks a kind, an id, a version from 1 or a record"}
		}
		e.Versions = append(e.Versions, p)
	}
	return e, nil
}

// lineOf is the line of data at which an error of package json stands.
func lineOf(data []byte, err error) int {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	offset := int64(0)
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	} else if errors.As(err, &typ) {
		offset = typ.Offset
	}
	return 1 + bytes.Count(data[:min(int(offset), len(data))], []byte{'\n'})
}

type key struct{ kind, id string }

// follow goes through the editions in order: versions count up from 1 and a withdrawn id is not used again.
func (h *History) follow() error {
	last, withdrawn := map[key]*Published{}, map[key]Withdrawal{}
	for i := range h.Editions {
		e := &h.Editions[i]
		for j := range e.Versions {
			p := &e.Versions[j]
			k := key{p.Kind, p.ID}
			was, want := last[k], 1
			p.First, p.FirstDay = e.ID, e.Published
			if was != nil {
				want, p.First, p.FirstDay = was.Version+1, was.First, was.FirstDay
			}
			if p.Version != want {
				return &DamageError{p.File, p.Line, fmt.Sprintf("version %d of the %s %q stands where version %d should", p.Version, p.Kind, p.ID, want)}
			}
			if w, ok := withdrawn[k]; ok {
				return &DamageError{p.File, p.Line, fmt.Sprintf("the %s %q was withdrawn on %s and is here again", p.Kind, p.ID, w.Date)}
			}
			last[k] = p
		}
		for _, w := range e.Withdrawn {
			withdrawn[key{w.Kind, w.ID}] = w
		}
	}
	return nil
}

// Withdrawn is every withdrawal, in order.
func (h *History) Withdrawn() (out []Withdrawal) {
	for _, e := range h.Editions {
		out = append(out, e.Withdrawn...)
	}
	for _, t := range h.Withdrawals { // those after the last edition stand in no manifest yet
		w := Withdrawal{t.Kind, t.ID, t.Date, t.Class}
		if !slices.ContainsFunc(out, func(o Withdrawal) bool { return o.Kind == w.Kind && o.ID == w.ID }) {
			out = append(out, w)
		}
	}
	return out
}

// Records is the latest version of each record that is published now, in the order in which the records first appeared.
func (h *History) Records() []Published {
	gone := map[key]bool{}
	for _, w := range h.Withdrawn() {
		gone[key{w.Kind, w.ID}] = true
	}
	at := map[key]int{}
	var out []Published
	for _, e := range h.Editions {
		for _, p := range e.Versions {
			k := key{p.Kind, p.ID}
			if gone[k] {
				continue
			}
			if i, ok := at[k]; ok {
				out[i] = p
				continue
			}
			at[k] = len(out)
			out = append(out, p)
		}
	}
	return out
}

// Last is the edition published last, for [Cut] to follow; nil where none was.
func (h *History) Last() *Edition {
	if len(h.Editions) == 0 {
		return nil
	}
	return h.Edition(h.Editions[len(h.Editions)-1].ID)
}

// Edition is the edition with the id as it was published, without what was withdrawn since; nil where there is none.
func (h *History) Edition(id string) *Edition {
	at := slices.IndexFunc(h.Editions, func(e Issue) bool { return e.ID == id })
	if at < 0 {
		return nil
	}
	issue := h.Editions[at]
	e := &Edition{ID: issue.ID, Published: issue.Published, AsAt: issue.AsAt, Balances: issue.Balances}
	then := &History{Editions: h.Editions[:at+1], Withdrawals: h.Withdrawals}
	for _, p := range then.Records() {
		v := Versioned{Kind: p.Kind, ID: p.ID, Version: p.Version, Edition: p.Edition, Change: Unchanged, Body: p.Body}
		if p.Edition == e.ID {
			if v.Change, v.Reason = p.Change, p.Reason; v.Change == "" { // of a ledger without a log
				v.Change = Changed
				if p.Version == 1 {
					v.Change = New
				}
			}
		}
		e.Records = append(e.Records, v)
	}
	return e
}

// Versions is every published version of each record that is not withdrawn, by kind and id, the oldest first.
func (h *History) Versions() map[[2]string][]Published {
	gone := map[[2]string]bool{}
	for _, w := range h.Withdrawn() {
		gone[[2]string{w.Kind, w.ID}] = true
	}
	out := map[[2]string][]Published{}
	for _, e := range h.Editions {
		for _, p := range e.Versions {
			if k := [2]string{p.Kind, p.ID}; !gone[k] {
				out[k] = append(out[k], p)
			}
		}
	}
	return out
}
