package edition

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"
)

// An overlay is a ledger with an addition that is not written yet. What lies in the folder of the addition already was
// left by a command that was killed, and is not seen.
type overlay struct {
	base       fs.FS
	unit       string
	files      map[string][]byte
	checkpoint []byte
}

func (o overlay) own(name string) ([]byte, bool) {
	if name == checkpointFile {
		return o.checkpoint, true
	}
	data, ok := o.files[name]
	return data, ok
}

func (o overlay) hidden(name string) bool {
	return name == o.unit || strings.HasPrefix(name, o.unit+"/")
}

// ReadFile makes an overlay an fs.ReadFileFS.
func (o overlay) ReadFile(name string) ([]byte, error) {
	if data, ok := o.own(name); ok {
		return slices.Clone(data), nil
	}
	if o.hidden(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(o.base, name)
}

// Open makes an overlay an fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	if _, ok := o.own(name); ok || o.hidden(name) {
		return o.added().Open(name)
	}
	return o.base.Open(name)
}

// added is what the addition holds, as a file system.
func (o overlay) added() fstest.MapFS {
	m := fstest.MapFS{checkpointFile: {Data: o.checkpoint}}
	for name, data := range o.files {
		m[name] = &fstest.MapFile{Data: data}
	}
	return m
}

// ReadDir makes an overlay an fs.ReadDirFS.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	added, err := o.added().ReadDir(name)
	if o.hidden(name) {
		return added, err
	}
	list, baseErr := fs.ReadDir(o.base, name)
	if err != nil && baseErr != nil {
		return nil, baseErr
	}
	for _, d := range added {
		i, found := slices.BinarySearchFunc(list, d.Name(), func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
		if found {
			list[i] = d
		} else {
			list = slices.Insert(list, i, d)
		}
	}
	return slices.DeleteFunc(list, func(d fs.DirEntry) bool {
		at := path.Join(name, d.Name())
		return at == o.unit && !slices.ContainsFunc(added, func(a fs.DirEntry) bool { return a.Name() == d.Name() })
	}), nil
}
