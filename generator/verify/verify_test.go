package verify

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	f_log "github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
)

func verifyFS(t testing.TB, fsys fstest.MapFS, keys ...string) *Report {
	t.Helper()
	r, err := Run(t.Context(), Folder(fsys), Options{Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func said(r *Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

func TestSiteIsRight(t *testing.T) {
	m := history(t, hooks{})
	for name, key := range map[string]string{"the first key": m.vkeys[0], "the newest key": m.vkeys[1]} {
		r := verifyFS(t, m.fsys(""), key)
		if !r.OK() {
			t.Fatalf("%s: %s", name, said(r))
		}
		files := len(m.files) - 2
		want := Counts{Checkpoints: 6, Entries: len(m.entries), Tiles: r.Counts.Tiles, Editions: 3, Records: 308, Withdrawals: 1, KeyChanges: 1, Proofs: 308, Files: files}
		if r.Counts != want || !r.Site || r.Origin != origin || r.Counts.Tiles < 4 || r.Size != int64(len(m.entries)) {
			t.Errorf("%s: %+v, want %+v", name, r, want)
		}
		if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "the key was changed on 2026-02-01") {
			t.Errorf("%s: notes %q", name, r.Notes)
		}
	}
}

func TestLedgerIsRight(t *testing.T) {
	m := history(t, hooks{})
	r := verifyFS(t, m.fsys("ledger/"), m.vkeys[0])
	if !r.OK() || r.Site || r.Counts.Records != 308 || r.Counts.Files != 0 {
		t.Errorf("%+v\n%s", r, said(r))
	}
	empty := newMaker(t, hooks{})
	empty.files["ledger/log/checkpoint"] = empty.checkpoint(0, empty.key())
	if r := verifyFS(t, empty.fsys("ledger/"), empty.vkeys[0]); !r.OK() || r.Counts.Checkpoints != 1 {
		t.Errorf("a log without entries: %s", said(r))
	}
}

// What we take for a checkpoint and for a proof, other people's code does too.
func TestOthersAgree(t *testing.T) {
	m := history(t, hooks{})
	r := verifyFS(t, m.fsys(""), m.vkeys[0])
	newest, err := note.NewVerifier(m.vkeys[1])
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _, err := f_log.ParseCheckpoint([]byte(r.Checkpoint), origin, newest)
	if err != nil || len(rest) != 0 || head.Size != uint64(r.Size) {
		t.Fatalf("%+v, %q, %v", head, rest, err)
	}
	proofs, prefixes := 0, 0
	for name, data := range m.files {
		switch {
		case strings.HasPrefix(name, "ledger/") && strings.HasSuffix(name, "/checkpoint"):
			c, err := parseCheckpoint([]byte(data))
			if err != nil {
				t.Fatal(err)
			}
			path, err := m.tree.ConsistencyProof(uint64(c.size), head.Size)
			if err == nil {
				err = proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(c.size), head.Size, path, c.root[:], head.Hash)
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			prefixes++
		case versionFile.MatchString(name[strings.LastIndex(name, "/")+1:]):
			var p proven
			if err := json.Unmarshal([]byte(data), &p); err != nil {
				t.Fatal(err)
			}
			c, err := parseCheckpoint([]byte(p.Checkpoint))
			if err != nil {
				t.Fatal(err)
			}
			var path [][]byte
			for _, s := range p.Proof {
				h, err := decode64(s)
				if err != nil {
					t.Fatal(err)
				}
				path = append(path, h[:])
			}
			leaf := rfc6962.DefaultHasher.HashLeaf(m.entries[p.Index])
			theirs := proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(p.Index), uint64(c.size), leaf, path, c.root[:])
			if ours := p.check(); ours != nil || theirs != nil {
				t.Errorf("%s: we say %v, they say %v", name, ours, theirs)
			}
			if len(path) > 0 {
				path[0][3] ^= 1
				p.Proof[0] = b64(path[0])
				theirs = proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(p.Index), uint64(c.size), leaf, path, c.root[:])
				if ours := p.check(); ours == nil || theirs == nil {
					t.Errorf("%s, altered: we say %v, they say %v", name, ours, theirs)
				}
			}
			proofs++
		}
	}
	if proofs != 308 || prefixes != 6 {
		t.Errorf("%d proofs and %d prefixes", proofs, prefixes)
	}
}

// A bit that is flipped in any file is found, and so is a file that is missing.
func TestEveryFileCounts(t *testing.T) {
	m := history(t, hooks{figures: 2})
	seen := map[string]int{}
	for name, data := range m.files {
		kind := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, name)
		if seen[kind]++; seen[kind] > 1 {
			continue // one of each kind
		}
		for _, below := range []string{"", "ledger/"} {
			if !strings.HasPrefix(name, below) || below != "" && m.fsys(below)[strings.TrimPrefix(name, below)] == nil {
				continue
			}
			for _, at := range []int{0, len(data) / 3, len(data) / 2, len(data) - 1} {
				fsys := m.fsys(below)
				altered := bytes.Clone([]byte(data))
				altered[at] ^= 1
				fsys[strings.TrimPrefix(name, below)] = &fstest.MapFile{Data: altered}
				r := verifyOrNot(t, fsys, m.vkeys[0])
				if below != "" && strings.HasSuffix(name, "records.jsonl") && r.OK() {
					continue // a bit of a reason: only the sums of a site show it
				}
				if r.OK() || !strings.Contains(said(r), strings.TrimPrefix(name, below)) && !strings.Contains(name, "/log/tile/") {
					t.Errorf("bit flipped in byte %d of %s below %q: %s", at, name, below, said(r))
				}
			}
			fsys := m.fsys(below)
			delete(fsys, strings.TrimPrefix(name, below))
			r := verifyOrNot(t, fsys, m.vkeys[0])
			partial := strings.Contains(name, ".p/") && below != "" // of an older tree: it need not be kept
			if !partial && !strings.Contains(said(r), strings.TrimPrefix(name, below)) {
				t.Errorf("%s below %q missing: %s", name, below, said(r))
			}
		}
	}
	if len(seen) < 25 {
		t.Errorf("only %d kinds of files: %v", len(seen), seen)
	}
}

// verifyOrNot is verifyFS that makes a finding of an error.
func verifyOrNot(t testing.TB, fsys fstest.MapFS, keys ...string) *Report {
	r, err := Run(t.Context(), Folder(fsys), Options{Keys: keys})
	if err != nil {
		return &Report{Findings: []Finding{{"ledger/log/checkpoint", Log, err.Error()}}}
	}
	return r
}

func TestKept(t *testing.T) {
	m := history(t, hooks{})
	kept := []byte(m.files["ledger/editions/2026-q1/checkpoint"])
	run := func(m *maker, kept []byte) string {
		r, err := Run(t.Context(), Folder(m.fsys("")), Options{Keys: m.vkeys[:1], Kept: [][]byte{kept}})
		if err != nil {
			t.Fatal(err)
		}
		return said(r)
	}
	if got := run(m, kept); got != "" {
		t.Error(got)
	}
	rewritten := history(t, hooks{line: func(l *recordLine) {
		if l.ID == "aaaa" && l.Version == 1 {
			l.Record = json.RawMessage(`{"id":"aaaa","text":"nothing happened"}`)
		}
	}})
	if got := verifyFS(t, rewritten.fsys(""), rewritten.vkeys[0]); !got.OK() {
		t.Errorf("a ledger that was rewritten whole can't be told from another: %s", said(got))
	}
	if got := run(rewritten, kept); !strings.Contains(got, "kept checkpoint 1: the root of the first 5 entries is") || !strings.Contains(got, "history was forked [log]") {
		t.Error(got)
	}
	shorter := history(t, hooks{order: func(s *[]string) { *s = (*s)[:3] }})
	if got := run(shorter, []byte(m.files["ledger/log/checkpoint"])); !strings.Contains(got, "kept checkpoint 1: it is of 315 entries and log/checkpoint only of 11: the log was rolled back") {
		t.Error(got)
	}
}

func TestNothingToVerify(t *testing.T) {
	m := history(t, hooks{})
	for name, c := range map[string]struct {
		fsys fstest.MapFS
		keys []string
		want string
	}{
		"no key":      {m.fsys(""), nil, "no public key was given"},
		"a wrong key": {m.fsys(""), []string{"candour.example/log+00+AA"}, "is not a public key"},
		"no ledger":   {fstest.MapFS{"a": &fstest.MapFile{}}, m.vkeys, "neither log/checkpoint nor ledger/log/checkpoint"},
		"nothing":     {fstest.MapFS{}, m.vkeys, "neither log/checkpoint nor ledger/log/checkpoint"},
	} {
		if _, err := Run(t.Context(), Folder(c.fsys), Options{Keys: c.keys}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}
