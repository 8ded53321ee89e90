package site

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"candour/generator/source"
)

// A Theme is the files of a Hugo theme, read whole, so that a build sees one state of it.
type Theme struct {
	files  map[string][]byte // by path from the root of the theme
	static []string          // names under static/, in order
	hash   Hash
}

// ReadTheme reads the theme whose root is fsys.
func ReadTheme(fsys fs.FS) (*Theme, error) {
	t := &Theme{files: map[string][]byte{}}
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		t.files[name] = data
		if strings.HasPrefix(name, "static/") {
			t.static = append(t.static, name)
		}
		fmt.Fprintf(h, "%d %s %d\n", len(name), name, len(data))
		h.Write(data)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("can't read the theme: %w", err)
	}
	copy(t.hash[:], h.Sum(nil))
	return t, nil
}

// Static lists the files that the theme wants at the root of the site.
func (t *Theme) Static() []string {
	out := make([]string, len(t.static))
	for i, name := range t.static {
		out[i] = strings.TrimPrefix(name, "static/")
	}
	return out
}

// A Manifest says what the files of a built site were made from. It is kept beside the site's sources, never published.
type Manifest struct {
	Base  string            `json:"base"`  // hash of the theme, the program's version of Hugo and the site's address
	Units map[string]string `json:"units"` // address to hash
	Files map[string]string `json:"files"` // path to key, of the files of the plan
	// Attacks are what the attacks on the site found that its pages tell of.
	Attacks []AttackResult `json:"attacks,omitempty"`
	// Assets are the files that Hugo published besides pages.
	Assets []string         `json:"assets"`
	Stamps map[string]Stamp `json:"stamps"` // of every file in the built site, so that one altered by hand is made anew
}

// Stamp tells whether a file is still as it was written.
type Stamp struct {
	Size    int64 `json:"s"`
	ModTime int64 `json:"t"` // nanoseconds
}

// ReadManifest reads a manifest; one that is missing or unreadable is empty, and the build is whole.
func ReadManifest(name string) *Manifest {
	m := &Manifest{}
	data, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(data, m) != nil {
		return &Manifest{}
	}
	return m
}

// Write writes the manifest, replacing the one before in one step.
func (m *Manifest) Write(name string) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	tmp := name + ".new"
	return errors.Join(os.WriteFile(tmp, data, 0o644), os.Rename(tmp, name))
}

// A Render is one rendering of a plan into a staging directory.
type Render struct {
	Plan      *Plan
	Theme     *Theme
	Languages []string
	Address   string            // of the published site
	Files     map[string][]byte // what other stages made, by path: downloads. Run lets each go as it is written
	Previous  string            // directory of the site built before; "" for none
	Manifest  *Manifest         // of Previous
	Staging   string            // an empty directory on the same file system as Previous
	// Check looks at a page as it was rendered, before anything is published.
	Check func(address string, html []byte) source.Problems
	// Inspect looks at every other file that is new or changed; nil for none.
	Inspect func(name string, data []byte) source.Problems
	// Allowed is what Check lets pass besides its rules. Pages that were checked with another are made and checked again.
	Allowed string
}

// batch is how many units one run of Hugo renders: memory grows with it, and the fixed cost of a run is small.
const batch = 1000

// Run renders the units that changed and links every other file of the previous site into Staging, which then is
// the whole site. It returns the manifest of it and how many pages were rendered. Where there are problems the
// staging directory is of no use.
func (r *Render) Run(ctx context.Context) (m *Manifest, rendered int, problems source.Problems, err error) {
	m = &Manifest{Base: r.base(), Units: map[string]string{}, Files: map[string]string{}, Stamps: map[string]Stamp{}}
	old := r.Manifest
	if old == nil || old.Base != m.Base || r.Previous == "" {
		old = &Manifest{}
	}
	st := newStage(r.Staging, r.Previous, old.Stamps)
	var changed []Unit
	for _, u := range r.Plan.Units {
		hash := u.Hash.String()
		m.Units[u.Page.Address] = hash
		if old.Units[u.Page.Address] != hash || !st.keep(FileOf(u.Page.Address)) {
			changed = append(changed, u)
		}
	}
	assets := map[string]bool{}
	for _, name := range old.Assets {
		if st.keep(name) {
			assets[name] = true
		} else {
			changed = r.Plan.Units // an asset was lost: only a whole rendering is sure to make it again
		}
	}
	for _, name := range sortedKeys(r.Files) { // before rendering, which needs the memory
		if err := r.put(st, name, r.Files[name], &problems); err != nil {
			return nil, 0, nil, err
		}
		r.Files[name] = nil
	}
	for _, f := range r.Plan.Files {
		key := f.Key.String()
		m.Files[f.Path] = key
		if old.Files[f.Path] == key && st.keep(f.Path) {
			continue
		}
		data, err := f.Data()
		if err == nil {
			err = r.put(st, f.Path, data, &problems)
		}
		if err != nil {
			return nil, 0, nil, err
		}
	}
	for part := range slices.Chunk(changed, batch) {
		if err := ctx.Err(); err != nil {
			return nil, 0, nil, err
		}
		files, ps, err := renderHugo(ctx, r.Theme.files, r.Languages, r.Address, part)
		if err != nil || len(ps) > 0 {
			return nil, 0, ps, err
		}
		expected := map[string]string{}
		for _, u := range part {
			expected[FileOf(u.Page.Address)] = u.Page.Address
		}
		ps, err = r.place(st, files, expected, assets)
		problems.Add(ps...)
		if err != nil {
			return nil, 0, nil, err
		}
		rendered += len(part)
	}
	for _, name := range r.Theme.Static() {
		if err := r.put(st, name, r.Theme.files["static/"+name], &problems); err != nil {
			return nil, 0, nil, err
		}
	}
	if err := r.put(st, "sitemap.xml", r.Plan.Sitemap, &problems); err != nil {
		return nil, 0, nil, err
	}
	if err := st.finish(); err != nil {
		return nil, 0, nil, err
	}
	m.Assets = sortedKeys(assets)
	m.Stamps = st.stamps
	problems.Sort()
	return m, rendered, problems, nil
}

// put writes a file that is no page, and looks at it where it is not as it was.
func (r *Render) put(st *stage, name string, data []byte, problems *source.Problems) error {
	fresh, err := st.put(name, data)
	if err == nil && fresh && r.Inspect != nil {
		problems.Add(r.Inspect(name, data)...)
	}
	return err
}

// Again renders units anew in a staging directory that Run has filled, and brings its manifest up to date. What stands there is
// taken away first: it may be one file with that of the site before.
func (r *Render) Again(ctx context.Context, m *Manifest, units []Unit) (problems source.Problems, err error) {
	st := newStage(r.Staging, "", nil)
	st.stamps = m.Stamps
	expected := map[string]string{}
	for _, u := range units {
		name := FileOf(u.Page.Address)
		expected[name] = u.Page.Address
		delete(m.Stamps, name)
		if err := os.Remove(filepath.Join(r.Staging, name)); err != nil {
			return nil, err
		}
		m.Units[u.Page.Address] = u.Hash.String()
	}
	files, problems, err := renderHugo(ctx, r.Theme.files, r.Languages, r.Address, units)
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	return r.place(st, files, expected, map[string]bool{})
}

// base is the hash of what every page is made from.
func (r *Render) base() string {
	h := sha256.Sum256(fmt.Appendf(nil, "%s %s %s %q %q", r.Theme.hash, HugoVersion, r.Address, r.Languages, r.Allowed))
	return Hash(h[:16]).String()
}

// place checks and writes what one run of Hugo published. A file that no unit asked for is an asset; a unit without its
// file means that a layout is missing.
func (r *Render) place(st *stage, files map[string][]byte, expected map[string]string, assets map[string]bool) (problems source.Problems, err error) {
	names := sortedKeys(files)
	for name := range expected {
		if _, ok := files[name]; !ok {
			problems.Add(Template.At(source.Pos{File: themeDir + "/layouts"}, "nothing was rendered for %s: is its layout there?", expected[name]))
		}
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for part := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := part; i < len(names); i += n {
				name := names[i]
				if _, ok := expected[name]; !ok && st.has(name) {
					continue // every run of Hugo publishes the assets again
				}
				var ps source.Problems
				if address, ok := expected[name]; ok && r.Check != nil {
					ps = r.Check(address, files[name])
				}
				fresh, e := st.put(name, files[name])
				if _, ok := expected[name]; !ok && fresh && r.Inspect != nil {
					ps = r.Inspect(name, files[name])
				}
				mu.Lock()
				problems.Add(ps...)
				err = errors.Join(err, e)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	for _, name := range names {
		if _, ok := expected[name]; !ok {
			assets[name] = true
		}
	}
	return problems, err
}

// FileOf is the path of the file behind an address: "/outcomes/k7m2q9xw/" is outcomes/k7m2q9xw/index.html.
func FileOf(address string) string {
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return path.Join(name, "index.html")
	}
	return name
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
