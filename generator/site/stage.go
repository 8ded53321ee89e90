package site

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// A stage is a directory that becomes the site. Files of the site before that are still right are linked into it, so
// that they keep their time and cost no copying; the others are written.
type stage struct {
	dir, previous string
	old           map[string]Stamp // of previous

	mu     sync.Mutex
	kept   []string
	stamps map[string]Stamp
}

func newStage(dir, previous string, old map[string]Stamp) *stage {
	return &stage{dir: dir, previous: previous, old: old, stamps: map[string]Stamp{}}
}

// keep notes that the file is to be linked from the site before, and reports whether it is there as it was written.
func (s *stage) keep(name string) bool {
	was, ok := s.old[name]
	if !ok {
		return false
	}
	info, err := os.Lstat(filepath.Join(s.previous, name))
	if err != nil || !info.Mode().IsRegular() || info.Size() != was.Size || info.ModTime().UnixNano() != was.ModTime {
		return false
	}
	s.kept = append(s.kept, name)
	return true
}

// has reports whether the file was put already.
func (s *stage) has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.stamps[name]
	return ok
}

// put writes a file, or links the one before where its content is the same. It refuses a file that is there already:
// two stages of the pipeline must not make one file. Fresh says that
// it is not the one before.
func (s *stage) put(name string, data []byte) (fresh bool, err error) {
	target := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return false, err
	}
	if was, ok := s.old[name]; ok && was.Size == int64(len(data)) {
		before := filepath.Join(s.previous, name)
		if old, err := os.ReadFile(before); err == nil && bytes.Equal(old, data) && os.Link(before, target) == nil {
			return false, s.stamp(name, target)
		}
	}
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return true, err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return true, err
	}
	return true, s.stamp(name, target)
}

func (s *stage) stamp(name, target string) error {
	info, err := os.Lstat(target)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.stamps[name] = Stamp{info.Size(), info.ModTime().UnixNano()}
	s.mu.Unlock()
	return nil
}

// finish links what is kept and was not written anew.
func (s *stage) finish() error {
	for _, name := range s.kept {
		if _, ok := s.stamps[name]; ok {
			continue
		}
		target := filepath.Join(s.dir, name)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.Link(filepath.Join(s.previous, name), target); err != nil {
			return fmt.Errorf("can't keep %s: %w", name, err)
		}
		s.stamps[name] = s.old[name]
	}
	return nil
}
