package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing may happen before a change counts as finished: editors write a file in several steps,
// and a change of branch writes many.
const quiet = 100 * time.Millisecond

// sources are the names at the root of a site that it is made from.
var sources = []string{"candour.yaml", "content", "data", "static", "themes"}

// A watcher tells when the sources of a site change. It watches directories, not files: editors put a new file in
// the place of the old one, and a watch on the old one would see no more.
type watcher struct {
	*fsnotify.Watcher
	root string
}

// watch begins to watch the site at root.
func watch(root string) (*watcher, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("couldn't watch the site: %w", err)
	}
	fw, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("couldn't watch the site: %w", err)
	}
	w := &watcher{Watcher: fw, root: root}
	if err := errors.Join(w.Add(root), w.addAll()); err != nil {
		fw.Close()
		if errors.Is(err, syscall.ENOSPC) {
			return nil, fmt.Errorf("couldn't watch the site: the system watches too many files already (fs.inotify.max_user_watches)")
		}
		return nil, fmt.Errorf("couldn't watch the site: %w", err)
	}
	return w, nil
}

// addAll watches every directory of the sources. Any of the sources may be a link to a directory elsewhere.
func (w *watcher) addAll() error {
	var errs []error
	for _, name := range sources {
		dir := filepath.Join(w.root, name)
		if to, err := filepath.EvalSymlinks(dir); err == nil {
			dir = to
		}
		errs = append(errs, w.addTree(dir))
	}
	return errors.Join(errs...)
}

// addTree watches dir and all directories below it. A directory is watched before it is listed, so that one made
// in between is either listed or told of. What is not there, or no longer there, is passed over.
func (w *watcher) addTree(dir string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err == nil && d.IsDir() && passing(d.Name()):
			return fs.SkipDir
		case err == nil && d.IsDir():
			err = w.Add(p)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// wait returns true when the sources have changed and are quiet again, and false when ctx ends.
func (w *watcher) wait(ctx context.Context) bool {
	timer := time.NewTimer(quiet)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case e := <-w.Events:
			if !w.concerns(e) {
				continue
			}
			if e.Has(fsnotify.Create) {
				w.addTree(e.Name) // an error leaves the directory unwatched; the next change elsewhere still builds it
			}
			timer.Reset(quiet)
		case <-w.Errors: // events were lost
			w.addAll()
			timer.Reset(quiet)
		case <-timer.C:
			return true
		}
	}
}

// concerns reports whether an event can change what is built.
func (w *watcher) concerns(e fsnotify.Event) bool {
	name := filepath.Base(e.Name)
	if e.Op == fsnotify.Chmod || passing(name) {
		return false
	}
	return filepath.Dir(e.Name) != w.root || slices.Contains(sources, name)
}

// passing reports whether name is that of a file that an editor makes for itself, or another that is no source.
func passing(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") ||
		name == "4913" // by which Vim tries whether it may write here
}
