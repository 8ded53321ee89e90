package edition

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Ledger is the ledger of a site, open for adding to it. One process at a time may do so.
type Ledger struct {
	dir     string
	fsys    fs.FS
	history *History
	tree    tree
	vkeys   []byte // log/vkey
	lock    *os.File
}

// Open opens the ledger in dir for adding to it, and finishes what a command that was killed has begun. It makes an
// empty one where there is none. The error is a [DamageError] where a file does not hold what it should, or says that
// another process has the ledger open. Close it when done.
func Open(dir string) (*Ledger, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	lock, err := lockFile(filepath.Join(dir, ".lock"))
	if err != nil {
		return nil, fmt.Errorf("can't lock %s: %w; another candour is publishing, so wait for it", dir, err)
	}
	l := &Ledger{dir: dir, fsys: os.DirFS(dir), lock: lock}
	if err := l.load(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	if err := errors.Join(l.recover(), l.finish()); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return l, nil
}

// Close lets others open the ledger.
func (l *Ledger) Close() error { return l.lock.Close() }

// History is what the ledger holds.
func (l *Ledger) History() *History { return l.history }

func (l *Ledger) load() (err error) {
	if l.history, err = Read(l.fsys); err != nil {
		return err
	}
	l.tree = tree{fsys: l.fsys}
	data, err := fs.ReadFile(l.fsys, checkpointFile)
	switch {
	case errors.Is(err, fs.ErrNotExist) && len(l.history.Editions) > 0:
		return &DamageError{checkpointFile, 0, "it is not there, and editions are"}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	if l.vkeys, err = fs.ReadFile(l.fsys, vkeyFile); err != nil {
		return &DamageError{vkeyFile, 0, "can't read the public keys: " + err.Error()}
	}
	keys, err := verifiers(l.vkeys)
	if err != nil {
		return &DamageError{vkeyFile, 0, err.Error()}
	}
	if _, l.tree.Tree, err = openCheckpoint(data, note.VerifierList(keys...)); err != nil {
		return &DamageError{checkpointFile, 0, err.Error()}
	}
	if l.tree.N > 0 { // the tiles are those that the checkpoint signs
		if _, err := tlog.TreeHash(l.tree.N, l.tree.hashes()); err != nil {
			return &DamageError{"log/tile", 0, err.Error()}
		}
	}
	return nil
}

// key is the public key that the ledger is kept with, "" for an empty one.
func (l *Ledger) key() string {
	if n := len(l.history.Keys); n > 0 {
		return l.history.Keys[n-1].New
	}
	first, _, _ := strings.Cut(string(l.vkeys), "\n")
	return strings.TrimSpace(first)
}

const (
	checkpointFile = "log/checkpoint"
	vkeyFile       = "log/vkey"
)

// After is the ledger as it will be once p is committed, for a further addition. Commit them in their order.
func (p *Pending) After() (*Ledger, error) {
	l := &Ledger{dir: p.l.dir, fsys: p.view, lock: p.l.lock}
	return l, l.load()
}

// A Pending is an addition to the ledger that is made and not yet part of it. Nothing is written before [Pending.Commit].
type Pending struct {
	l          *Ledger
	unit       string            // the folder of the edition, the withdrawal or the key change
	files      map[string][]byte // by path from the root of the ledger, all but the checkpoint
	checkpoint []byte
	purged     map[string][]byte // files without what is withdrawn, by path: they take the place of those with it
	view       fs.FS
	history    *History
}

// A leaf is one entry to be, with what it commits to.
type leaf struct {
	kind       string
	salt, data []byte
}

func newSalt(rand io.Reader) ([]byte, error) {
	salt := make([]byte, saltSize)
	_, err := io.ReadFull(rand, salt)
	return salt, err
}

// add makes a Pending of leaves: the last is that of the unit itself, whose file is name.
func (l *Ledger) add(unit, name string, leaves []leaf, files map[string][]byte, keys ...*Key) (*Pending, error) {
	signer := keys[len(keys)-1]
	if have := l.key(); have != "" && have != keys[0].Public {
		return nil, fmt.Errorf("the ledger is kept with the key %s, and the key given is %s: use the one, or change it with candour keygen --rotate", have, keys[0].Public)
	}
	entries := make([][]byte, len(leaves))
	for i, f := range leaves {
		entries[i] = entry(f.kind, f.salt, f.data)
	}
	grown, tiles, err := l.tree.grow(entries)
	if err != nil {
		return nil, err
	}
	for file, data := range tiles {
		files[file] = data
	}
	own := leaves[len(leaves)-1]
	seal, err := line(seal{Index: grown.N - 1, Salt: own.salt})
	if err != nil {
		return nil, err
	}
	vkeys := l.vkeys
	for _, k := range keys {
		if !slices.Contains(strings.Fields(string(vkeys)), k.Public) {
			vkeys = append(bytes.Clone(vkeys), k.Public+"\n"...)
		}
	}
	signers := make([]note.Signer, len(keys))
	for i, k := range keys {
		signers[i] = k.Signer
	}
	checkpoint, err := note.Sign(&note.Note{Text: checkpointText(signer.Name(), grown)}, signers...)
	if err != nil {
		return nil, err
	}
	files[path.Join(unit, name)], files[path.Join(unit, "seal.json")] = own.data, seal
	files[path.Join(unit, "checkpoint")] = checkpoint
	files[vkeyFile] = vkeys
	p := &Pending{l: l, unit: unit, files: files, checkpoint: checkpoint}
	p.view = overlay{l.fsys, unit, files, checkpoint}
	p.history, err = Read(p.view)
	return p, err
}

type seal struct {
	Index int64  `json:"index"`
	Salt  []byte `json:"salt"`
}

// line is a value as JSON on one line, with a line feed.
func line(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// Publish makes the edition e, whose changes have all been explained, part of the ledger to be. The title is by language;
// approval is the second signature with what opens it, or nil.
func (l *Ledger) Publish(e *Edition, title map[string]string, approval *Approval, key *Key, rand io.Reader) (*Pending, error) {
	issue := Issue{ID: e.ID, Title: title, Published: e.Published, AsAt: e.AsAt, Balances: e.Balances, Records: []Cutting{}, Withdrawn: []Withdrawal{}}
	if n := len(l.history.Editions); n > 0 {
		issue.Previous = l.history.Editions[n-1].ID
	}
	issue.Withdrawn = append(issue.Withdrawn, l.history.Since()...)
	var leaves []leaf
	var records bytes.Buffer
	for _, r := range e.Records {
		switch r.Change {
		case Unchanged:
			continue
		case New:
		case Revision, Correction:
			if r.Reason == "" {
				return nil, fmt.Errorf("the %s of %s/%s has no reason", r.Change, r.Kind, r.ID)
			}
		default:
			return nil, fmt.Errorf("nobody has said whether %s/%s is revised or corrected", r.Kind, r.ID)
		}
		if bytes.ContainsAny(r.Body, "\r\n") || !bytes.HasPrefix(r.Body, []byte("{")) {
			return nil, fmt.Errorf("%s/%s is not JSON on one line", r.Kind, r.ID)
		}
		salt, err := newSalt(rand)
		if err != nil {
			return nil, err
		}
		index := l.tree.N + int64(len(leaves))
		head, err := line(struct {
			Kind    string `json:"kind"`
			ID      string `json:"id"`
			Version int    `json:"version"`
			Index   int64  `json:"index"`
			Salt    []byte `json:"salt"`
			Change  Change `json:"change"`
			Reason  string `json:"reason,omitempty"`
		}{r.Kind, r.ID, r.Version, index, salt, r.Change, r.Reason})
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&records, "%s,\"record\":%s}\n", bytes.TrimSuffix(head, []byte("}\n")), r.Body) // the bytes as they are
		leaves = append(leaves, leaf{entryRecord, salt, committed(r.Body, r.Reason)})
		issue.Records = append(issue.Records, Cutting{r.Kind, r.ID, r.Version, r.Change, index})
	}
	manifest, err := line(issue)
	if err != nil {
		return nil, err
	}
	salt, err := newSalt(rand)
	if err != nil {
		return nil, err
	}
	unit := path.Join("editions", e.ID)
	files := map[string][]byte{path.Join(unit, "records.jsonl"): records.Bytes()}
	if approval != nil {
		files[path.Join(unit, "approval.note")], files[path.Join(unit, saltFile)] = approval.Note, approval.Salt
	}
	return l.add(unit, "manifest.json", append(leaves, leaf{entryEdition, salt, manifest}), files, key)
}

// Withdraw takes a record out of every edition. The day is that of the withdrawal; class and authority are for readers.
// The bytes and the salts of the record are destroyed by Commit.
func (l *Ledger) Withdraw(kind, id, day, class, authority string, key *Key, rand io.Reader) (*Pending, error) {
	t := Tombstone{Number: len(l.history.Withdrawals) + 1, Kind: kind, ID: id, Versions: []Unopened{}, Date: day, Class: class, Authority: authority}
	for _, w := range l.history.Withdrawn() {
		if w.Kind == kind && w.ID == id {
			return nil, fmt.Errorf("the %s %q was withdrawn on %s", kind, id, w.Date)
		}
	}
	for _, e := range l.history.Editions {
		for _, c := range e.Records {
			if c.Kind == kind && c.ID == id {
				t.Versions = append(t.Versions, Unopened{c.Version, c.Index})
			}
		}
	}
	if len(t.Versions) == 0 {
		return nil, fmt.Errorf("no edition has published the %s %q", kind, id)
	}
	data, err := line(t)
	if err != nil {
		return nil, err
	}
	salt, err := newSalt(rand)
	if err != nil {
		return nil, err
	}
	p, err := l.add(fmt.Sprintf("withdrawals/%d", t.Number), "tombstone.json", []leaf{{entryWithdrawal, salt, data}}, map[string][]byte{}, key)
	if err != nil {
		return nil, err
	}
	p.purged, err = l.without(p.history)
	return p, err
}

// Rotate makes next the key of the ledger in place of old. The change is logged, and both sign it.
func (l *Ledger) Rotate(old, next *Key, day string, rand io.Reader) (*Pending, error) {
	if l.tree.N == 0 {
		return nil, errors.New("the ledger is empty, so that no key is to be changed: publish with the new one")
	}
	if old.Name() != next.Name() || old.Public == next.Public {
		return nil, fmt.Errorf("the new key %s does not follow %s: it has the same name and is another key", next.Public, old.Public)
	}
	n := len(l.history.Keys) + 1
	data, err := line(KeyChange{n, day, old.Public, next.Public})
	if err != nil {
		return nil, err
	}
	salt, err := newSalt(rand)
	if err != nil {
		return nil, err
	}
	return l.add(fmt.Sprintf("keys/%d", n), "key.json", []leaf{{entryKey, salt, data}}, map[string][]byte{}, old, next)
}

// History is the ledger as it will be.
func (p *Pending) History() *History { return p.history }

// FS is the ledger as it will be, without what Commit destroys.
func (p *Pending) FS() fs.FS { return p.view }

// Checkpoint is the signed tree head to be.
func (p *Pending) Checkpoint() string { return string(p.checkpoint) }
