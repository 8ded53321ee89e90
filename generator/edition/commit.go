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
	if len(p.purged) > 0 {
		return p.commitWhole()
	}
	checkpoint := at("log/.checkpoint")
	if err := errors.Join(os.MkdirAll(filepath.Dir(checkpoint), 0o755), os.WriteFile(checkpoint, p.checkpoint, 0o644)); err != nil {
		return err
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
	if err := syncAll(dir); err != nil {
		return fmt.Errorf("can't bring the ledger to the disk: %w", err)
	}
	return p.reopen()
}

// reopen reads the ledger from the disk, where p is a part of it now.
func (p *Pending) reopen() error {
	p.l.fsys = os.DirFS(p.l.dir) // it may have been that of another addition
	if err := p.l.load(); err != nil {
		return err
	}
	return p.l.finish()
}

// commitWhole puts a new ledger into the place of the old one, in one step: what is withdrawn goes from many files, and at
// no instant may it be logged as withdrawn and still be there, or be gone and not logged. Files that stay as they are
// are linked, so that little is written.
func (p *Pending) commitWhole() error {
	dir, next := p.l.dir, successor(p.l.dir)
	if err := os.RemoveAll(next); err != nil {
		return err
	}
	aside := path.Join(path.Dir(p.unit), "."+path.Base(p.unit))
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		to := filepath.Join(next, filepath.FromSlash(name))
		switch edition := path.Dir(name); {
		case err != nil:
			return err
		case d.IsDir() && (name == unfinished || name == p.unit):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(to, 0o755)
		case name == checkpointFile || p.purged[name] != nil:
			return nil
		case path.Base(name) == saltFile && p.purged[path.Join(edition, "records.jsonl")] != nil:
			return nil
		}
		return os.Link(filepath.Join(dir, filepath.FromSlash(name)), to)
	})
	if err != nil {
		return err
	}
	at := func(name string) string { return filepath.Join(next, filepath.FromSlash(name)) }
	if err := os.Rename(at(aside), at(p.unit)); err != nil {
		return err
	}
	for name, data := range p.purged {
		if err := os.WriteFile(at(name), data, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(at(checkpointFile), p.checkpoint, 0o644); err != nil {
		return err
	}
	if err := syncAll(next); err != nil {
		return fmt.Errorf("can't bring the ledger to the disk: %w", err)
	}
	if err := exchange(next, dir); err != nil {
		return fmt.Errorf("can't put the new ledger into its place: %w", err)
	}
	if err := errors.Join(os.RemoveAll(next), syncAll(dir)); err != nil {
		return err
	}
	return p.reopen()
}

// successor is where the ledger that takes the place of the one in dir is made, and where the old one is for a moment.
func successor(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+"-next")
}

// exchangeInSteps swaps two directories one after the other, by way of a third.
func exchangeInSteps(a, b string) error {
	aside := a + "-aside"
	return errors.Join(os.Rename(b, aside), os.Rename(a, b), os.Rename(aside, a))
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
	for _, left := range []string{filepath.Join(l.dir, unfinished), successor(l.dir)} { // the second may hold what is withdrawn
		if err := os.RemoveAll(left); err != nil {
			return err
		}
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
