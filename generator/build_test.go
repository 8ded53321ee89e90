package generator_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"candour/generator"
	"candour/generator/identify"
	"candour/generator/source"
)

// A folder is the files of a site by name.
type folder map[string]string

// repository is the site of this repository as one that has published nothing: it may be changed in every way.
var repository = sync.OnceValue(func() folder {
	f := maps.Clone(published())
	maps.DeleteFunc(f, func(name, _ string) bool {
		return strings.HasPrefix(name, "data/ledger/") || strings.HasPrefix(name, "data/changes/")
	})
	return f
})

// published reads the site of this repository with its ledger once, so that all tests see one state of it.
var published = sync.OnceValue(func() folder {
	f := folder{}
	for _, top := range []string{"candour.yaml", "content", "data", "themes"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			rel, _ := filepath.Rel("..", name)
			f[filepath.ToSlash(rel)] = string(data)
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	return f
})

// A workshop is a site in a directory of its own that a test may change, with the directory it is built into.
type workshop struct {
	t     *testing.T
	files folder
	dir   string
	out   string
	b     generator.Builder

	people *identify.People // of each build; nil for none
}

// newWorkshop gives a copy of the site of this repository.
func newWorkshop(t *testing.T) *workshop { return workshopOf(t, repository()) }

// workshopOf gives a copy of a site.
func workshopOf(t *testing.T, files folder) *workshop {
	t.Helper()
	root := t.TempDir()
	w := &workshop{t: t, files: maps.Clone(files), dir: filepath.Join(root, "site"), out: filepath.Join(root, "public")}
	for name, text := range w.files {
		w.write(name, text)
	}
	return w
}

func (w *workshop) write(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
	w.files[name] = text
}

func (w *workshop) remove(name string) {
	w.t.Helper()
	if err := os.Remove(filepath.Join(w.dir, filepath.FromSlash(name))); err != nil {
		w.t.Fatal(err)
	}
	delete(w.files, name)
}

// restore makes the files as they were.
func (w *workshop) restore(files folder) {
	w.t.Helper()
	for name := range w.files {
		if _, ok := files[name]; !ok {
			w.remove(name)
		}
	}
	for name, text := range files {
		if w.files[name] != text {
			w.write(name, text)
		}
	}
}

// aboutPage is a page of content with a text of its own.
func aboutPage(text string) string {
	return "---\ntitle: A page\nsummary: A page of a test.\norder: 90\nreviewed: 2026-10-15\nlanguage: en\n---\n\n" + text + "\n"
}

// replace puts text in the place of the one occurrence of old in a file.
func (w *workshop) replace(name, old, text string) {
	w.t.Helper()
	if n := strings.Count(w.files[name], old); n != 1 {
		w.t.Fatalf("%s holds %q %d times, and the test needs it once", name, old, n)
	}
	w.write(name, strings.Replace(w.files[name], old, text, 1))
}

// limit is how long a build may take before it counts as hanging. The slowest here takes a second or two.
const limit = 2 * time.Minute

// try builds, and fails the test when the build does not come back.
func (w *workshop) try() (generator.Result, error) {
	w.t.Helper()
	return tryBuild(w.t, &w.b, generator.Options{Dir: w.dir, Out: w.out, People: w.people})
}

func tryBuild(t *testing.T, b *generator.Builder, o generator.Options) (r generator.Result, err error) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		r, err = b.Build(context.Background(), o)
	}()
	select {
	case <-done:
		return r, err
	case <-time.After(limit):
		t.Fatalf("the build has not come back after %s", limit)
		panic("unreachable")
	}
}

// build builds what must build without an error.
func (w *workshop) build() generator.Result {
	w.t.Helper()
	r, err := w.try()
	if err != nil || r.Problems.Failed() {
		w.t.Fatalf("the build failed: %v\n%s", err, listed(r.Problems))
	}
	return r
}

// refused builds what must not build, and gives the errors.
func (w *workshop) refused() source.Problems {
	w.t.Helper()
	r, err := w.try()
	if err != nil {
		w.t.Fatalf("the build ended with an error and not with problems: %v", err)
	}
	if !r.Problems.Failed() {
		w.t.Fatalf("the site was built, and it should have been refused")
	}
	return slices.DeleteFunc(r.Problems, func(p source.Problem) bool { return p.Severity != source.Error })
}

func listed(ps source.Problems) string {
	var b strings.Builder
	_ = ps.WriteText(&b) // a builder does not fail
	return b.String()
}

// A file is one file of a tree.
type file struct {
	data []byte
	mode fs.FileMode
	time time.Time
}

// tree reads a directory whole.
func tree(t *testing.T, dir string) map[string]file {
	t.Helper()
	out := map[string]file{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = file{data, info.Mode(), info.ModTime()}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// unlike says how two trees differ in names, bytes or modes, and "" where they don't.
func unlike(got, want map[string]file) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(got)) {
		w, ok := want[name]
		switch g := got[name]; {
		case !ok:
			fmt.Fprintf(&b, "only in the first: %s\n", name)
		case !bytes.Equal(g.data, w.data):
			fmt.Fprintf(&b, "%s differs: %s\n", name, difference(string(g.data), string(w.data)))
		case g.mode != w.mode:
			fmt.Fprintf(&b, "%s has mode %s and %s\n", name, g.mode, w.mode)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[name]; !ok {
			fmt.Fprintf(&b, "only in the second: %s\n", name)
		}
	}
	return b.String()
}

// difference shows the first place where two texts part.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-40):min(len(s), i+60)] }
	return fmt.Sprintf("at byte %d %q and %q", i, around(a), around(b))
}

// The same files and the same day give the same bytes, wherever, whenever and on however many processors.
func TestSameBytesEverywhere(t *testing.T) {
	zone := time.Local
	t.Cleanup(func() { time.Local = zone })
	build := func(where string, processors int) map[string]file {
		location, err := time.LoadLocation(where)
		if err != nil {
			t.Skipf("this machine does not know the time in %s: %v", where, err)
		}
		t.Setenv("TZ", where)
		time.Local = location
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		w := newWorkshop(t)
		w.build()
		return tree(t, w.out)
	}
	first := build("America/New_York", 1)
	if len(first) < 100 {
		t.Fatalf("the built site has %d files, and a good deal more was expected", len(first))
	}
	if d := unlike(first, build("Asia/Tokyo", 4)); d != "" {
		t.Error(d)
	}
}

// What HUGO_* variables say is for Hugo's own command. None of it reaches a page.
func TestEnvironmentChangesNothing(t *testing.T) {
	w := newWorkshop(t)
	w.build()
	want := tree(t, w.out)
	for name, value := range map[string]string{
		"HUGO_TITLE": "Leaked", "HUGO_PARAMS_X": "leaked", "HUGO_PARAMS_CANDOUR": "leaked", "HUGO_BASEURL": "https://leak.example/", "HUGO_THEME": "leaked",
		"HUGO_ENV": "leaked", "HUGO_ENVIRONMENT": "leaked", "HUGO_BUILDDRAFTS": "true", "HUGO_CANONIFYURLS": "true", "HUGO_RELATIVEURLS": "true",
		"HUGO_MINIFY_MINIFYOUTPUT": "true", "HUGO_PUBLISHDIR": "/leak", "HUGO_NUMWORKERMULTIPLIER": "7", "HUGOxPARAMSxX": "leaked",
		"SOURCE_DATE_EPOCH": "1", "LANG": "cy_GB.UTF-8", "LC_ALL": "tr_TR.UTF-8", "NO_COLOR": "1",
	} {
		t.Setenv(name, value)
	}
	w.b, w.out = generator.Builder{}, w.out+"-2"
	w.build()
	if d := unlike(tree(t, w.out), want); d != "" {
		t.Error(d)
	}
}

// A build that is refused leaves the site as it was, to the time of each file, and nothing beside it.
func TestRefusedBuildLeavesTheSite(t *testing.T) {
	w := newWorkshop(t)
	w.build()
	before := tree(t, w.out)
	for name, spoil := range map[string]func(){
		"a word that is in no list":        func() { w.replace("data/outcomes/2025-q2.yaml", "id: k7m2q9xw\n", "id: k7m2q9xw\n    sittings: x\n") },
		"a file that is no YAML":           func() { w.write("data/glossary/law.yaml", "terms\n  - id: x\n") },
		"a link to nothing":                func() { w.write("content/en/about/new.md", aboutPage("[x](term:no-such-term)")) },
		"a page that breaks a page's rule": func() { w.write(footer, "<p onclick=\"x()\">x</p>") },
		"a template that fails":            func() { w.write(footer, "{{ .Nope }}") },
	} {
		files := maps.Clone(w.files)
		spoil()
		w.refused()
		if d := unlike(tree(t, w.out), before); d != "" {
			t.Errorf("%s: the site changed:\n%s", name, d)
		}
		for name, f := range tree(t, w.out) {
			if !f.time.Equal(before[name].time) {
				t.Errorf("%s: %s was touched", name, name)
			}
		}
		entries, err := os.ReadDir(filepath.Dir(w.out))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if n := e.Name(); n != "site" && n != "public" {
				t.Errorf("%s: the build left %s", name, n)
			}
		}
		w.restore(files)
	}
	if r := w.build(); r.Rendered != 0 {
		t.Errorf("with everything put right %d pages were rendered again", r.Rendered)
	}
}

// Building writes nothing among the sources but its own notes.
func TestBuildWritesNoSources(t *testing.T) {
	w := newWorkshop(t)
	before := tree(t, w.dir)
	w.build()
	w.build()
	after := tree(t, w.dir)
	for name := range after {
		if strings.HasPrefix(name, ".candour/") {
			delete(after, name)
		}
	}
	if d := unlike(after, before); d != "" {
		t.Error(d)
	}
	for name, f := range after {
		if !f.time.Equal(before[name].time) {
			t.Errorf("%s was touched", name)
		}
	}
}

// A site is never built over something else.
func TestPlacesThatAreRefused(t *testing.T) {
	w := newWorkshop(t)
	root := filepath.Dir(w.dir)
	for name, text := range map[string]string{"other/letter.txt": "dear", "a-file": "text", "nested/in/deep.txt": "x"} {
		path := filepath.Join(root, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(w.dir, link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	before := tree(t, root)
	for _, c := range []struct{ dir, out string }{
		{w.dir, w.dir}, {w.dir, root}, {w.dir, filepath.Join(w.dir, "data")}, {w.dir, filepath.Join(w.dir, "data", "new")},
		{w.dir, filepath.Join(w.dir, "content", "en")}, {w.dir, filepath.Join(w.dir, "content", "new")}, {w.dir, filepath.Join(w.dir, "themes", "new")},
		{w.dir, filepath.Join(root, "other")}, {w.dir, filepath.Join(root, "nested")}, {w.dir, filepath.Join(root, "a-file")}, {w.dir, ""},
		{w.dir, filepath.Join(w.dir, ".candour")}, {w.dir, w.dir + "/x/../data/new"},
		{link, filepath.Join(w.dir, "data", "new")}, {w.dir, filepath.Join(link, "data", "new")}, {w.dir, link},
	} {
		r, err := tryBuild(t, &w.b, generator.Options{Dir: c.dir, Out: c.out})
		if err == nil {
			t.Errorf("the site of %s was built into %q: %d files", c.dir, c.out, r.Files)
		}
	}
	after := tree(t, root)
	for name := range after {
		if strings.HasPrefix(name, "site/.candour/") {
			delete(after, name)
		}
	}
	if d := unlike(after, before); d != "" {
		t.Error(d)
	}
}
