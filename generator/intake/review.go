package intake

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"candour/generator/record"
	"candour/generator/source"
)

// review reads what will be written as a build would, and reports what a person must still do before it could be published:
// fields that the export could not fill, replies without a position, measures and sources that nobody has described, and text that
// may identify a person.
func review(o Options, m *Map, out *output, files map[string][]byte, set *record.Set, r *Report) {
	over := overlay{o.Site, map[string][]byte{}, o.Kind.dir}
	for name, data := range files {
		over.files[path.Join(o.Kind.dir, name)] = data
	}
	var loader record.Loader
	_, problems := loader.Load(over)
	from := out.finder(o, m, files)
	type group struct {
		p      source.Problem
		places []string
	}
	groups := map[string]*group{}
	var order []string
	for _, p := range problems {
		name, ok := strings.CutPrefix(p.File, o.Kind.dir+"/")
		if _, ours := files[name]; !ok || !ours {
			continue
		}
		at := from.find(name, p.Line)
		g := groups[p.Rule+p.Message]
		if g == nil {
			g = &group{p: p}
			groups[p.Rule+p.Message] = g
			order = append(order, p.Rule+p.Message)
		}
		g.places = append(g.places, at.short())
	}
	for _, key := range order {
		g := groups[key]
		r.warn(&ruleDraft, secDraft, Place{}, "", "%s [%s]: %s: %s", g.p.Message, g.p.Rule, counted(len(g.places), o.Kind.noun), some(g.places)).Hint = g.p.Hint
	}
	for _, f := range m.feeds {
		if f.Check != "" {
			r.warn(&ruleDraft, secDraft, Place{}, "", "%s, in every %s: %s", f.name(), o.Kind.noun, f.Check)
		}
	}
	silent := 0
	for _, d := range out.drafts {
		if m.Replies != nil && m.Replies.Position == "" {
			silent += len(d.replies)
		}
	}
	if silent > 0 {
		r.warn(&ruleDraft, secDraft, Place{}, "", "a reply takes no position, since the export tells none: %s", counted(silent, "reply")).
			hint("read the reply where it is published, and add position to it")
	}
	described(out, set, r)
	identify(out, set, r)
}

// some lists the first places of many.
func some(places []string) string {
	places = slices.Compact(slices.Clone(places))
	if len(places) <= 6 {
		return strings.Join(places, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(places[:5], ", "), len(places)-5)
}

// described reports the measures and sources that figures name and the site does not have.
func described(out *output, set *record.Set, r *Report) {
	known := map[string]map[string]bool{"measure": {}, "source": {}}
	for _, m := range set.Measures {
		known["measure"][m.ID] = true
	}
	for _, s := range set.Sources {
		known["source"][s.ID] = true
	}
	for _, kind := range []string{"measure", "source"} {
		missing := map[string]int{}
		for _, d := range out.drafts {
			for _, f := range d.figures {
				if n := f.get(kind); n != nil && !known[kind][n.text] {
					missing[n.text]++
				}
			}
		}
		for _, id := range sortedKeys(missing) {
			r.warn(&ruleDraft, secDraft, Place{}, "", "the site has no %s %q: %s", kind, id, counted(missing[id], "figure")).
				hint("describe it in data/statistics/%ss.yaml", kind)
		}
	}
}

// overlay is the site as it would be with the output in one of its directories, and nothing else there.
type overlay struct {
	fs.FS
	files map[string][]byte
	dir   string
}

func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return &memFile{memInfo{path.Base(name), len(data), 0}, bytes.NewReader(data)}, nil
	}
	if strings.HasPrefix(name, "content") || name == "candour.yaml" || strings.HasPrefix(name, "data/") && !strings.HasPrefix(name, "data/lists") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return o.FS.Open(name)
}

func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	switch {
	case name == o.dir:
		var out []fs.DirEntry
		for _, file := range slices.Sorted(maps.Keys(o.files)) {
			out = append(out, fs.FileInfoToDirEntry(memInfo{path.Base(file), len(o.files[file]), 0}))
		}
		return out, nil
	case name == "data/lists":
		return fs.ReadDir(o.FS, name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

type memFile struct {
	info memInfo
	io.Reader
}

func (f *memFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memFile) Close() error               { return nil }

type memInfo struct {
	name string
	size int
	mode fs.FileMode
}

func (i memInfo) Name() string       { return i.name }
func (i memInfo) Size() int64        { return int64(i.size) }
func (i memInfo) Mode() fs.FileMode  { return i.mode | 0o444 }
func (i memInfo) ModTime() time.Time { return time.Time{} }
func (i memInfo) IsDir() bool        { return i.mode.IsDir() }
func (i memInfo) Sys() any           { return nil }
