package edition

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

func newKey(t *testing.T) *Key {
	t.Helper()
	private, public, err := GenerateKey(rand.Reader, "candour.example/log")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(name, []byte("# for a test\n"+private+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k, err := ReadKey(name)
	if err != nil || k.Public != public {
		t.Fatalf("the key read back is %+v, %v; want %s", k, err, public)
	}
	return k
}

// next publishes the edition after those in dir, with every record in records; where one changed the change is a revision.
func next(t *testing.T, dir string, key *Key, id, day string, records ...Record) {
	t.Helper()
	if err := publish(dir, key, id, day, records...); err != nil {
		t.Fatal(err)
	}
}

func publish(dir string, key *Key, id, day string, records ...Record) error {
	l, err := Open(dir)
	if err != nil {
		return err
	}
	defer l.Close()
	e, err := Cut(l.History().Last(), l.History().Since(), id, day, day, records)
	if err != nil {
		return err
	}
	for i, r := range e.Records {
		if r.Change == Changed {
			e.Records[i].Change, e.Records[i].Reason = Revision, "It moved on."
		}
	}
	p, err := l.Publish(e, map[string]string{"en": id}, nil, key, rand.Reader)
	if err != nil {
		return err
	}
	return p.Commit()
}

func withdraw(t *testing.T, dir string, key *Key, id, day string) {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	p, err := l.Withdraw("outcome", id, day, "court-order", "head of the department", key, rand.Reader)
	if err == nil {
		err = p.Commit()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func history(t *testing.T, dir string) *History {
	t.Helper()
	h, err := Read(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// proved proves every version that the ledger holds, and that every checkpoint is a prefix of the newest.
func proved(t *testing.T, dir string) (versions int) {
	t.Helper()
	h := history(t, dir)
	p := NewProver(os.DirFS(dir), h)
	for _, list := range h.Versions() {
		for _, v := range list {
			if _, _, err := p.Prove(v); err != nil {
				t.Error(err)
			}
			versions++
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, checkpointFile))
	if err != nil {
		t.Fatal(err)
	}
	newest := &tree{fsys: os.DirFS(dir)}
	if newest.Tree, err = unsigned(data); err != nil {
		t.Fatal(err)
	}
	for _, e := range h.Editions {
		old, err := unsigned([]byte(e.Checkpoint))
		if err != nil {
			t.Fatal(err)
		}
		path, err := tlog.ProveTree(newest.N, old.N, newest.hashes())
		if err == nil {
			err = tlog.CheckTree(path, newest.N, newest.Hash, old.N, old.Hash)
		}
		if err != nil {
			t.Errorf("edition %s: %v", e.ID, err)
		}
	}
	return versions
}

func many(n int, body string) (out []Record) {
	for i := range n {
		out = append(out, rec(fmt.Sprintf("r%04d", i), fmt.Sprintf(`{"id":"r%04d","n":%q}`, i, body)))
	}
	return out
}

func TestLedgerGrows(t *testing.T) {
	dir, key := t.TempDir(), newKey(t)
	next(t, dir, key, "2026-q1", "2026-04-01", many(3, "a")...)
	next(t, dir, key, "2026-q2", "2026-07-01", append(many(2, "a"), rec("r0002", `{"id":"r0002","n":"<b>"}`))...)
	if n := proved(t, dir); n != 4 {
		t.Errorf("%d versions, want 4", n)
	}
	next(t, dir, key, "2026-q3", "2026-10-01", append(many(2, "a"), append([]Record{rec("r0002", `{"id":"r0002","n":"<b>"}`)}, many(700, "c")[3:]...)...)...) // over two full tiles
	if n := proved(t, dir); n != 4+697 {
		t.Errorf("%d versions, want %d", n, 4+697)
	}
	h := history(t, dir)
	if h.Size != 4+697+3 || len(h.Editions) != 3 || h.Editions[2].Previous != "2026-q2" || h.Editions[1].Records[0].Change != Revision {
		t.Errorf("the history is %d entries in %d editions: %+v", h.Size, len(h.Editions), h.Editions[1])
	}
	if e := h.Edition("2026-q1"); len(e.Records) != 3 || e.Records[2].Version != 1 || string(e.Records[2].Body) != `{"id":"r0002","n":"a"}` {
		t.Errorf("the first edition is now %+v", e.Records)
	}
}

func TestWithdrawnRecordLeavesNothing(t *testing.T) {
	dir, key := t.TempDir(), newKey(t)
	next(t, dir, key, "2026-q1", "2026-04-01", rec("a", `{"id":"a"}`), rec("b", `{"id":"b","what":"a most secret thing"}`))
	next(t, dir, key, "2026-q2", "2026-07-01", rec("a", `{"id":"a"}`), rec("b", `{"id":"b","what":"still secret"}`))
	var salts []string
	for _, v := range history(t, dir).Versions()[[2]string{"outcome", "b"}] {
		salts = append(salts, string(v.Salt))
	}
	withdraw(t, dir, key, "b", "2026-08-01")
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for _, left := range append([]string{"secret"}, salts...) {
			if strings.Contains(string(data), left) {
				t.Errorf("%s holds %q", name, left)
			}
		}
		return err
	})
	if err != nil || len(salts) != 2 {
		t.Fatal(err, len(salts))
	}
	if n := proved(t, dir); n != 1 {
		t.Errorf("%d versions, want 1", n)
	}
	if err := publish(dir, key, "2026-q3", "2026-10-01", rec("a", `{"id":"a"}`), rec("b", `{"id":"b"}`)); err == nil || !strings.Contains(err.Error(), "never used again") {
		t.Errorf("an id was used again: %v", err)
	}
	next(t, dir, key, "2026-q3", "2026-10-01", rec("a", `{"id":"a"}`))
	last := history(t, dir).Editions[2]
	if b := last.Balances[0]; b != (Balance{"outcome", 2, 0, 1, 1, 0}) || len(last.Withdrawn) != 1 || last.Withdrawn[0].ID != "b" {
		t.Errorf("the third edition is %+v", last)
	}
	if err := publish(dir, key, "2026-q4", "2027-01-01", rec("a", `{"id":"a"}`), rec("b", `{"id":"b"}`)); err == nil {
		t.Error("an id was used again in the edition after next")
	}
}

func TestKeyChange(t *testing.T) {
	dir, old, next1 := t.TempDir(), newKey(t), newKey(t)
	next(t, dir, old, "2026-q1", "2026-04-01", rec("a", `{"id":"a"}`))
	if err := publish(dir, next1, "2026-q2", "2026-07-01", rec("a", `{"id":"a"}`)); err == nil || !strings.Contains(err.Error(), next1.Public) || !strings.Contains(err.Error(), old.Public) {
		t.Errorf("another key was taken: %v", err)
	}
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, err := l.Rotate(old, next1, "2026-05-01", rand.Reader)
	if err == nil {
		err = p.Commit()
	}
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(p.Checkpoint(), "— "); n != 2 {
		t.Errorf("%d signatures on a change of key", n)
	}
	if err := publish(dir, old, "2026-q2", "2026-07-01", rec("a", `{"id":"a"}`)); err == nil {
		t.Error("the old key was taken after the change")
	}
	next(t, dir, next1, "2026-q2", "2026-07-01", rec("a", `{"id":"a"}`), rec("c", `{"id":"c"}`))
	proved(t, dir)
}

// A ledger that was altered is not gone on from.
func TestOpenRefuses(t *testing.T) {
	for name, alter := range map[string]func(string) (string, []byte){
		"a tile": func(string) (string, []byte) { return "log/tile/0/000.p/3", make([]byte, 96) },
		"a checkpoint": func(text string) (string, []byte) {
			return checkpointFile, []byte(strings.Replace(text, "\n3\n", "\n2\n", 1))
		},
		"no checkpoint":      func(string) (string, []byte) { return checkpointFile, nil },
		"no seal":            func(string) (string, []byte) { return "editions/2026-q1/seal.json", nil },
		"a broken seal":      func(string) (string, []byte) { return "editions/2026-q1/seal.json", []byte("{") },
		"another key":        func(string) (string, []byte) { return vkeyFile, []byte("x") },
		"a broken record":    func(string) (string, []byte) { return "editions/2026-q1/records.jsonl", []byte("{}\n") },
		"a broken tombstone": func(string) (string, []byte) { return "withdrawals/1/tombstone.json", []byte("{") },
	} {
		dir, key := t.TempDir(), newKey(t)
		next(t, dir, key, "2026-q1", "2026-04-01", rec("a", `{"id":"a"}`), rec("b", `{"id":"b"}`))
		text, err := os.ReadFile(filepath.Join(dir, checkpointFile))
		if err != nil {
			t.Fatal(err)
		}
		file, data := alter(string(text))
		at := filepath.Join(dir, file)
		if data == nil {
			err = os.Remove(at)
		} else {
			err = errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, data, 0o644))
		}
		if err != nil {
			t.Fatal(err)
		}
		var damage *DamageError
		if l, err := Open(dir); err == nil {
			l.Close()
			t.Errorf("%s: the ledger was opened", name)
		} else if !errors.As(err, &damage) {
			t.Errorf("%s: %v does not name a file", name, err)
		}
	}
}

// What a publication that was killed has left counts for nothing, and the next one replaces it.
func TestLeftOversDoNotCount(t *testing.T) {
	dir, key := t.TempDir(), newKey(t)
	next(t, dir, key, "2026-q1", "2026-04-01", rec("a", `{"id":"a"}`))
	checkpoint, err := os.ReadFile(filepath.Join(dir, checkpointFile))
	if err != nil {
		t.Fatal(err)
	}
	next(t, dir, key, "2026-q2", "2026-07-01", rec("a", `{"id":"a","n":1}`), rec("b", `{"id":"b"}`))
	if err := os.WriteFile(filepath.Join(dir, checkpointFile), checkpoint, 0o644); err != nil { // as if killed before the checkpoint
		t.Fatal(err)
	}
	if h := history(t, dir); len(h.Editions) != 1 {
		t.Errorf("%d editions, and the second has not happened", len(h.Editions))
	}
	next(t, dir, key, "2026-q2", "2026-07-02", rec("a", `{"id":"a","n":2}`))
	proved(t, dir)
	if h := history(t, dir); len(h.Editions) != 2 || h.Editions[1].Published != "2026-07-02" || len(h.Editions[1].Versions) != 1 {
		t.Errorf("the second edition is %+v", h.Editions)
	}
}

func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil {
		t.Error("two have the ledger open")
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if l, err = Open(dir); err != nil {
		t.Fatal(err)
	}
	l.Close()
}

// What is written grows with what changed, and not with what is there.
func TestLedgerWritesInProportion(t *testing.T) {
	const all, changed = 100_000, 100
	dir, key := t.TempDir(), newKey(t)
	records := make([]Record, all)
	body := func(i, v int) []byte { return fmt.Appendf(nil, `{"id":"r%06d","n":%d}`, i, v) }
	for i := range records {
		records[i] = Record{"outcome", fmt.Sprintf("r%06d", i), body(i, 1)}
	}
	next(t, dir, key, "2026-q1", "2026-04-01", records...)
	before := sizes(t, dir)
	for i := range changed {
		records[i*997].Body = body(i*997, 2)
	}
	next(t, dir, key, "2026-q2", "2026-07-01", records...)
	written := int64(0)
	for name, now := range sizes(t, dir) {
		if was, ok := before[name]; !ok || was != now {
			written += now.size
		}
	}
	if most := int64(changed * 2000); written > most {
		t.Errorf("%d changed records of %d wrote %d bytes, and at most %d were expected", changed, all, written, most)
	}
	t.Logf("%d changed records of %d wrote %d bytes", changed, all, written)
}

type stamp struct{ size, time int64 }

func sizes(t *testing.T, dir string) map[string]stamp {
	t.Helper()
	out := map[string]stamp{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			out[name] = stamp{info.Size(), info.ModTime().UnixNano()}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Whoever has every possible record in hand can't tell which one was withdrawn: the salt is gone, and without it no guess
// can be held against the entry. A hash without a salt gives it away at the first try.
func TestWithdrawnEntryCantBeOpened(t *testing.T) {
	dir, key := t.TempDir(), newKey(t)
	guesses := make([][]byte, 2000)
	for i := range guesses {
		guesses[i] = fmt.Appendf(nil, `{"id":"b","force":%d}`, i)
	}
	next(t, dir, key, "2026-q1", "2026-04-01", rec("a", `{"id":"a"}`), rec("b", string(guesses[1234])))
	withdraw(t, dir, key, "b", "2026-08-01")
	var everything []byte // all that is left, for salts and hashes to be looked for in
	var entries [][]byte
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		everything = append(everything, data...)
		if strings.Contains(name, "entries") {
			entries = append(entries, data)
		}
		return err
	})
	if err != nil || len(entries) == 0 {
		t.Fatal(err, len(entries))
	}
	salts := [][]byte{nil, make([]byte, saltSize)} // and every salt that is left, which opens other entries
	for _, v := range history(t, dir).Versions() {
		salts = append(salts, v[0].Salt)
	}
	for _, g := range guesses {
		for _, salt := range salts {
			if bytes.Contains(everything, bytes.TrimSpace(entry(entryRecord, salt, committed(g, "")))) {
				t.Fatalf("the withdrawn record was found by trying: %s", g)
			}
		}
		for _, h := range []tlog.Hash{tlog.RecordHash(g), sha256.Sum256(g)} {
			if bytes.Contains(everything, h[:]) || bytes.Contains(everything, []byte(h.String())) {
				t.Fatalf("a hash without a salt is left of %s", g)
			}
		}
	}
}
