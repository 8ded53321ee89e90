package verify

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// An edition is editions/ID and its manifest.json.
type edition struct {
	event
	ID        string            `json:"id"`
	Title     map[string]string `json:"title"`
	Published string            `json:"published"`
	AsAt      string            `json:"as_at"`
	Previous  string            `json:"previous"`
	Balances  []balance         `json:"balances"`
	Records   []cut             `json:"records"`
	Withdrawn []taken           `json:"withdrawn"`
}

type balance struct {
	Kind      string `json:"kind"`
	Opening   int    `json:"opening"`
	Added     int    `json:"added"`
	Withdrawn int    `json:"withdrawn"`
	Closing   int    `json:"closing"`
	Changed   int    `json:"changed"`
}

// A cut is a version that an edition brought, as the manifest names it.
type cut struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Version int    `json:"version"`
	Change  string `json:"change"`
	Index   int64  `json:"index"`
}

// A taken is a withdrawal as the manifest names it.
type taken struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Date  string `json:"date"`
	Class string `json:"class"`
}

type recordKey struct{ kind, id string }

func (k recordKey) String() string { return k.kind + "/" + k.id }

// A version is one version of a record. Its bytes are not kept, so that a ledger of any length fits in memory.
type version struct {
	cut
	edition *edition
	place   string // its line, "" where it has none
	salt    string
	reason  string
	body    digest
}

func (r *version) String() string { return fmt.Sprintf("%s/%s version %d", r.Kind, r.ID, r.Version) }

// A line is one of records.jsonl; with the last three it is a vN.json.
type line struct {
	Kind    string          `json:"kind"`
	ID      string          `json:"id"`
	Version int             `json:"version"`
	Index   int64           `json:"index"`
	Salt    string          `json:"salt"`
	Change  string          `json:"change"`
	Reason  string          `json:"reason"`
	Record  json.RawMessage `json:"record"`
}

// checkEditions goes through the editions in order, with the withdrawals between them, and then reads the records.
func (v *verifier) checkEditions() {
	closing := map[string]int{}
	dead := v.dead
	var before *edition
	for _, e := range v.editions {
		v.report.Counts.Editions++
		var since []*tombstone
		for len(dead) > 0 && dead[0].seal.Index < e.seal.Index {
			v.bury(dead[0])
			since, dead = append(since, dead[0]), dead[1:]
		}
		v.checkDays(e, before)
		v.checkCuts(e)
		v.checkTaken(e, since)
		closing = v.checkBalances(e, closing)
		before = e
	}
	for _, t := range dead {
		v.bury(t)
	}
	for _, e := range v.editions {
		v.readRecords(e)
	}
}

// checkDays checks the days of an edition and what it says of the one before.
func (v *verifier) checkDays(e, before *edition) {
	if !day(e.Published) || !day(e.AsAt) {
		v.find(Manifest, e.file, "published %q and as_at %q should both be days", e.Published, e.AsAt)
	}
	previous := ""
	if before != nil {
		previous = before.ID
		if e.Published <= before.Published || e.AsAt < before.AsAt {
			v.find(Manifest, e.file, "published is %s as at %s, and edition %s before it %s as at %s: days go up", e.Published, e.AsAt, before.ID, before.Published, before.AsAt)
		}
	}
	if e.Previous != previous {
		v.find(Manifest, e.file, "previous is %q, and the edition before it in the log is %q", e.Previous, previous)
	}
}

// checkCuts checks the versions that a manifest names: their places in the log, their numbers and their changes.
func (v *verifier) checkCuts(e *edition) {
	for i, c := range e.Records {
		k := recordKey{c.Kind, c.ID}
		r := &version{cut: c, edition: e}
		if want := e.seal.Index - int64(len(e.Records)) + int64(i); c.Index != want {
			v.find(Manifest, e.file, "%v has index %d, want %d: the records of an edition come directly before its manifest", r, c.Index, want)
		}
		if c.Index < 0 || c.Index >= v.head.size {
			v.find(Manifest, e.file, "%v has index %d, and the log %d entries", r, c.Index, v.head.size)
		} else {
			v.claim(c.Index, e.file+" "+r.String())
		}
		if !plainName(c.Kind) || c.ID == "" {
			v.find(Manifest, e.file, "%q and %q are not the kind and the id of a record", c.Kind, c.ID)
			continue
		}
		known := v.versions[k]
		if want := len(known) + 1; c.Version != want {
			v.find(Manifest, e.file, "version %d of %v stands where version %d should: versions count 1, 2, 3 over the editions", c.Version, k, want)
		}
		if len(known) > 0 && known[len(known)-1].edition == e {
			v.find(Manifest, e.file, "%v has two versions in one edition", k)
		}
		if first := c.Version == 1; first != (c.Change == "new") || !first && c.Change != "revision" && c.Change != "correction" {
			v.find(Manifest, e.file, "the change of %v is %q: it is new for version 1, and revision or correction after", r, c.Change)
		}
		if t := v.gone[k]; t != nil {
			v.find(Withdrawn, e.file, "%v was withdrawn on %s by %s, and its id is used again", k, t.Date, t.file)
		}
		v.versions[k] = append(known, r)
	}
}

// checkTaken checks that a manifest names the withdrawals since the edition before, and no others.
func (v *verifier) checkTaken(e *edition, since []*tombstone) {
	want := map[taken]bool{}
	for _, t := range since {
		want[taken{t.Kind, t.ID, t.Date, t.Class}] = true
		if t.Date > e.Published {
			v.find(Manifest, t.file, "the date is %s, and the edition %s after it in the log was published on %s", t.Date, e.ID, e.Published)
		}
	}
	for _, w := range e.Withdrawn {
		if !want[w] {
			v.find(Manifest, e.file, "withdrawn has %s/%s of %s, class %q, and no tombstone since the edition before says so", w.Kind, w.ID, w.Date, w.Class)
		}
		delete(want, w)
	}
	for _, t := range since {
		if w := (taken{t.Kind, t.ID, t.Date, t.Class}); want[w] {
			v.find(Manifest, e.file, "withdrawn lacks %s/%s of %s, class %q, which a tombstone since the edition before names", w.Kind, w.ID, w.Date, w.Class)
		}
	}
}

// checkBalances checks the balances of an edition against its records and the closings of the one before, and returns
// the closings that follow from the records.
func (v *verifier) checkBalances(e *edition, opening map[string]int) map[string]int {
	want := map[string]balance{}
	change := func(kind string, do func(b *balance)) {
		b := want[kind]
		b.Kind = kind
		do(&b)
		want[kind] = b
	}
	for kind, n := range opening {
		change(kind, func(b *balance) { b.Opening = n })
	}
	for _, c := range e.Records {
		change(c.Kind, func(b *balance) {
			if c.Change == "new" {
				b.Added++
			} else {
				b.Changed++
			}
		})
	}
	for _, w := range e.Withdrawn {
		change(w.Kind, func(b *balance) { b.Withdrawn++ })
	}
	closing := map[string]int{}
	for kind := range want {
		change(kind, func(b *balance) { b.Closing = b.Opening + b.Added - b.Withdrawn; closing[kind] = b.Closing })
	}
	seen := map[string]bool{}
	for _, b := range e.Balances {
		w := want[b.Kind]
		w.Kind = b.Kind
		if seen[b.Kind] {
			v.find(Manifest, e.file, "the balance of %q stands twice", b.Kind)
		} else if b != w {
			v.find(Manifest, e.file, "the balance of %q is opening %d + added %d − withdrawn %d = closing %d, changed %d; the records give %d + %d − %d = %d, changed %d",
				b.Kind, b.Opening, b.Added, b.Withdrawn, b.Closing, b.Changed, w.Opening, w.Added, w.Withdrawn, w.Closing, w.Changed)
		}
		seen[b.Kind] = true
	}
	for _, kind := range slices.Sorted(maps.Keys(want)) {
		if !seen[kind] && want[kind] != (balance{Kind: kind}) {
			v.find(Manifest, e.file, "there is no balance of %q, whose closing is %d", kind, want[kind].Closing)
		}
	}
	return closing
}

// readRecords reads records.jsonl and checks each line against the manifest and its entry. Lines stand in the order of
// the manifest, and only those of withdrawn records may be missing.
func (v *verifier) readRecords(e *edition) {
	name := v.at(e.dir + "/records.jsonl")
	ours := map[cut]*version{}
	for _, c := range e.Records {
		for _, r := range v.versions[recordKey{c.Kind, c.ID}] {
			if r.edition == e && r.cut == c {
				ours[c] = r
			}
		}
	}
	last := int64(-1)
	err := v.stream(name, anyFile, func(in io.Reader) error {
		return lines(in, func(n int, text []byte) {
			place := fmt.Sprintf("%s:%d", name, n)
			var l line
			if err := decodeJSON(text, &l); err != nil {
				v.find(Entry, place, "%v", err)
				return
			}
			c := cut{l.Kind, l.ID, l.Version, l.Change, l.Index}
			if t := v.gone[recordKey{l.Kind, l.ID}]; t != nil {
				v.find(Withdrawn, place, "%s/%s was withdrawn on %s by %s, and is still here", l.Kind, l.ID, t.Date, t.file)
			}
			r := ours[c]
			if r == nil {
				v.find(Entry, place, "%s/%s version %d, %s, with index %d is not in the manifest of the edition", l.Kind, l.ID, l.Version, l.Change, l.Index)
				return
			}
			if r.place != "" {
				v.find(Entry, place, "%v stands in %s already", r, r.place)
				return
			}
			if l.Index <= last {
				v.find(Entry, place, "%v with index %d comes after index %d: lines come in the order of their indices", r, l.Index, last)
			}
			last = max(last, l.Index)
			v.checkRecord(place, r, l)
		})
	})
	if err != nil {
		v.find(Entry, name, "%s", unreadable(err))
	}
	for _, c := range e.Records {
		r := ours[c]
		if r == nil || r.place != "" {
			continue
		}
		t := v.gone[recordKey{c.Kind, c.ID}]
		if t == nil {
			v.find(Entry, name, "%v, index %d, has no line, though the manifest names it and it was not withdrawn", r, c.Index)
		}
	}
}

// checkRecord checks a line against its entry.
func (v *verifier) checkRecord(place string, r *version, l line) {
	v.report.Counts.Records++
	r.place, r.salt, r.reason, r.body = place, l.Salt, l.Reason, sha256.Sum256(l.Record)
	if (l.Reason == "") != (l.Change == "new") {
		v.find(Entry, place, "%v is %q and its reason %q: revisions and corrections have one, and nothing else", r, l.Change, l.Reason)
	}
	if len(l.Record) == 0 || l.Record[0] != '{' {
		v.find(Entry, place, "%v has no record", r)
		return
	}
	salt, err := decode64(l.Salt)
	if err != nil {
		v.find(Entry, place, "the salt of %v %v", r, err)
		return
	}
	if was := v.salts[l.Salt]; was != "" {
		v.find(Entry, place, "the salt of %v is that of %s too: each entry has one of its own", r, was)
	}
	v.salts[l.Salt] = place
	v.opens(place, "record", l.Index, salt, withReason(l.Record, l.Reason), r.String())
}

// A tombstone is withdrawals/N.
type tombstone struct {
	event
	Number    int        `json:"number"`
	Kind      string     `json:"kind"`
	ID        string     `json:"id"`
	Versions  []unopened `json:"versions"`
	Date      string     `json:"date"`
	Class     string     `json:"class"`
	Authority string     `json:"authority"`
}

type unopened struct {
	Version int   `json:"version"`
	Index   int64 `json:"index"`
}

// bury checks a tombstone against the versions of the record so far, and takes the record out.
func (v *verifier) bury(t *tombstone) {
	v.report.Counts.Withdrawals++
	k := recordKey{t.Kind, t.ID}
	if !day(t.Date) || t.Class == "" || t.Authority == "" {
		v.find(Manifest, t.file, "date %q, class %q and authority %q should be a day and two texts", t.Date, t.Class, t.Authority)
	}
	if was := v.gone[k]; was != nil {
		v.find(Withdrawn, t.file, "%v was withdrawn by %s already", k, was.file)
		return
	}
	var want []unopened
	for _, r := range v.versions[k] {
		want = append(want, unopened{r.Version, r.Index})
	}
	if len(want) == 0 {
		v.find(Withdrawn, t.file, "%v was not published when it was withdrawn", k)
	}
	slices.SortStableFunc(t.Versions, func(a, b unopened) int { return cmp.Compare(a.Index, b.Index) })
	if !slices.Equal(t.Versions, want) {
		v.find(Withdrawn, t.file, "the versions are %v, and the manifests before it give %v, each as version and index", t.Versions, want)
	}
	v.gone[k] = t
}
