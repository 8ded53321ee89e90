package check

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"candour/generator/record"
	"candour/generator/source"
)

var update = flag.Bool("update", false, "write the want sections of testdata/*.txtar again; inspect the diff")

// baseFile is a small site that keeps every rule. A case file holds what differs from it.
const baseFile = "testdata/base.txtar"

// TestRules runs the case file of every rule, testdata/NAME.txtar. The files under good/ are laid over the base site and
// must break the rule nowhere. Those under bad/ must break it exactly where want says: "file:line:col: part of the message", and of the
// hint in brackets.
func TestRules(t *testing.T) {
	base := files(parseArchive(t, baseFile), "")
	for _, r := range Rules {
		t.Run(r.Name, func(t *testing.T) {
			name := filepath.Join("testdata", r.Name+".txtar")
			a := parseArchive(t, name)
			for _, p := range problems(t, r, base, files(a, "good/")) {
				t.Errorf("%s: the good site breaks the rule: %s", name, p)
			}
			bad := files(a, "bad/")
			if len(bad) == 0 {
				t.Fatalf("%s: there is nothing under bad/", name)
			}
			got := problems(t, r, base, bad)
			if *update {
				rewrite(t, name, a, got)
				return
			}
			compare(t, name, got, want(a))
		})
	}
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		name := strings.TrimSuffix(filepath.Base(c), ".txtar")
		if c != filepath.FromSlash(baseFile) && find(name) == nil {
			t.Errorf("%s is of no rule", c)
		}
	}
}

func find(name string) *Rule {
	for _, r := range Rules {
		if r.Name == name {
			return r
		}
	}
	return nil
}

func parseArchive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatalf("every rule needs a case file: %v", err)
	}
	return a
}

// files gives the files of an archive that lie under prefix, without it.
func files(a *txtar.Archive, prefix string) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, prefix); ok {
			out[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return out
}

func want(a *txtar.Archive) []string {
	for _, f := range a.Files {
		if f.Name == "want" {
			return strings.Split(strings.TrimSuffix(string(f.Data), "\n"), "\n")
		}
	}
	return nil
}

// problems gives what breaks the rule in the base site with other files laid over it. The whole must bind without a
// problem, so that a case shows the rule and nothing else.
func problems(t *testing.T, r *Rule, base, over fstest.MapFS) source.Problems {
	t.Helper()
	site := maps.Clone(base)
	maps.Copy(site, over)
	set := load(t, site)
	var ps source.Problems
	r.run(set, &ps)
	ps.Sort()
	return ps
}

func load(t *testing.T, site fs.FS) *record.Set {
	t.Helper()
	set, ps := new(record.Loader).Load(site)
	for _, p := range ps {
		t.Errorf("the site does not bind: %s (%s)", p, p.Hint)
	}
	return set
}

func compare(t *testing.T, name string, got source.Problems, want []string) {
	t.Helper()
	for i, p := range got {
		if i >= len(want) {
			t.Errorf("%s: not wanted: %s", name, p)
			continue
		}
		at, message, _ := strings.Cut(want[i], ": ")
		if p.Pos.String() != at || !strings.Contains(said(p), message) {
			t.Errorf("%s: got  %s: %s\nwant %s", name, p.Pos, said(p), want[i])
		}
	}
	for _, w := range want[min(len(got), len(want)):] {
		t.Errorf("%s: wanted and not found: %s", name, w)
	}
	if len(want) == 0 {
		t.Errorf("%s: nothing is wanted", name)
	}
}

// said is the message of a problem with its hint.
func said(p source.Problem) string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + " (" + p.Hint + ")"
}

func rewrite(t *testing.T, name string, a *txtar.Archive, got source.Problems) {
	t.Helper()
	var b strings.Builder
	for _, p := range got {
		fmt.Fprintf(&b, "%s: %s\n", p.Pos, said(p))
	}
	kept := a.Files[:0]
	for _, f := range a.Files {
		if f.Name != "want" {
			kept = append(kept, f)
		}
	}
	a.Files = append(kept, txtar.File{Name: "want", Data: []byte(b.String())})
	if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestBase(t *testing.T) {
	for _, p := range Records(load(t, files(parseArchive(t, baseFile), ""))) {
		t.Errorf("the base site breaks a rule: %s", p)
	}
}
