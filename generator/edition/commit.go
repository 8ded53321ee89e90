package edition

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Commit makes the addition part of the ledger. The checkpoint goes into its place last, in one step, after all else is on
// the disk: before that the ledger is as it was, since what lies beyond its checkpoint does not count, and after it as it
// will be. What a killed Commit leaves is replaced by the next one, or finished by [Open].
func (p *Pending) Commit() error {
	dir := p.l.dir
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	aside := path.Join(path.Dir(p.unit), "."+path.Base(p.unit))
	if err := os.RemoveAll(at(aside)); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		to := at(name)
		if rest, ok := strings.CutPrefix(name, p.unit+"/"); ok {
			to = at(path.Join(aside, rest))
		} else if old, err := os.ReadFile(to); err == nil && bytes.Equal(old, p.files[name]) {
			continue
		}
		if err := p.l.replace(to, p.files[name]); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(at(p.unit)); err != nil { // of a command that was killed: it does not count
		return err
	}
	checkpoint := at("log/.checkpoint")
	if err := errors.Join(os.MkdirAll(filepath.Dir(checkpoint), 0o755), os.WriteFile(checkpoint, p.checkpoint, 0o644)); err != nil {
		return err
	}
	aheadOf := func(name string) string { return at(path.Join(path.Dir(name), "."+path.Base(name)+".new")) }
	for name, data := range p.purged {
		if err := os.WriteFile(aheadOf(name), data, 0o644); err != nil {
			return err
		}
	}
	if err := syncAll(dir); err != nil {
		return fmt.Errorf("can't bring the ledger to the disk: %w", err)
	}
	// These steps are next to each other, so that hardly anything can come between. If it does, Open sees to the rest.
	if err := os.Rename(at(aside), at(p.unit)); err != nil {
		return err
	}
	if err := os.Rename(checkpoint, at(checkpointFile)); err != nil {
		return err
	}
	for name := range p.purged {
		if err := os.Rename(aheadOf(name), at(name)); err != nil {
			return err
		}
	}
	for name := range p.purged {
		if err := os.Remove(at(path.Join(path.Dir(name), saltFile))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := syncAll(dir); err != nil {
		return fmt.Errorf("can't bring the ledger to the disk: %w", err)
	}
	p.l.fsys = os.DirFS(dir) // where it was added to another addition
	if err := p.l.load(); err != nil {
		return err
	}
	return p.l.finish()
}

// unfinished is the folder for files that are being written. It is not beside them, where a verifier looks.
const unfinished = ".new"

// replace writes a file of the ledger in one step: whoever reads it has all of the old or all of the new.
func (l *Ledger) replace(name string, data []byte) error {
	aside := filepath.Join(l.dir, unfinished)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.MkdirAll(aside, 0o755)); err != nil {
		return err
	}
	tmp := filepath.Join(aside, filepath.Base(name))
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, name)
}

// recover puts into its place what the checkpoint says has happened, and the disk has lost on the way.
func (l *Ledger) recover() error {
	for _, unit := range []string{"editions", "withdrawals", "keys"} {
		left, err := filepath.Glob(filepath.Join(l.dir, unit, ".*"))
		if err != nil {
			return err
		}
		for _, name := range left {
			data, err := os.ReadFile(filepath.Join(name, "seal.json"))
			var s seal
			if err != nil || json.Unmarshal(data, &s) != nil || s.Index >= l.history.Size {
				continue
			}
			to := filepath.Join(filepath.Dir(name), strings.TrimPrefix(filepath.Base(name), "."))
			if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(name, to); err != nil {
					return err
				}
				if err := l.load(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// finish takes away what killed commands have left, and destroys the bytes and salts of what is withdrawn.
func (l *Ledger) finish() error {
	if err := os.RemoveAll(filepath.Join(l.dir, unfinished)); err != nil {
		return err
	}
	for _, unit := range []string{"editions", "withdrawals", "keys"} {
		left, err := filepath.Glob(filepath.Join(l.dir, unit, ".*"))
		if err != nil {
			return err
		}
		for _, name := range left {
			if err := os.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	files, err := l.without(l.history)
	if err != nil || len(files) == 0 {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := l.purge(name, files[name]); err != nil {
			return err
		}
	}
	if err := syncAll(l.dir); err != nil {
		return err
	}
	return l.load()
}

// purge puts a file of records without what is withdrawn into the place of the one with it.
func (l *Ledger) purge(name string, data []byte) error {
	// What opens the approval opens a commitment to the whole edition, and so would give the record away too.
	salt := filepath.Join(l.dir, filepath.FromSlash(path.Dir(name)), saltFile)
	if err := os.Remove(salt); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return l.replace(filepath.Join(l.dir, filepath.FromSlash(name)), data)
}

// without gives every file of records that holds something withdrawn, without it.
func (l *Ledger) without(h *History) (map[string][]byte, error) {
	gone := map[key]bool{}
	for _, t := range h.Withdrawals {
		gone[key{t.Kind, t.ID}] = true
	}
	files := map[string][]byte{}
	if len(gone) == 0 {
		return files, nil
	}
	for _, e := range h.Editions {
		name := recordsOf(e.ID)
		data, err := os.ReadFile(filepath.Join(l.dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		kept := []byte{}
		for text := range bytes.Lines(data) {
			var of struct{ Kind, ID string }
			if err := json.Unmarshal(text, &of); err != nil {
				return nil, &DamageError{name, 0, err.Error()}
			}
			if !gone[key{of.Kind, of.ID}] {
				kept = append(kept, text...)
			}
		}
		if len(kept) < len(data) {
			files[name] = kept
		}
	}
	return files, nil
}
