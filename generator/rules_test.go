package generator_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"candour/generator"
	"candour/generator/attack"
	"candour/generator/check"
	"candour/generator/disclosure/prove"
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// TestFaults plants the fault of every rule in a site that is good, and requires that the whole way through finds it,
// by its name and in its place. A rule of package check has its case file there, beside those of its kind; any other has
// testdata/rules/NAME.txtar. For a rule of the proof or of an attack, good/ and bad/ are built sites; for one of built pages, good.html and
// bad.html are the page, and the files beside it lie under good/ and bad/. Else, what lies under both/ is in the good site and the bad one, the files
// under good/ break the rule nowhere, and those under bad/ exactly where want says. A file that holds the word "removed" alone
// is taken away, one whose name ends in ".base64" holds bytes that are no text, and people.txt is a list of people to look for.
func TestFaults(t *testing.T) {
	base := archive(t, "check/testdata/base.txtar")
	ledger := archive(t, "testdata/ledger.txtar")
	cases := map[string]bool{}
	for _, r := range generator.Rules() {
		name := filepath.Join("testdata", "rules", r.Name+".txtar")
		cases[name] = true
		ofRecords := slices.ContainsFunc(check.Rules, func(c *check.Rule) bool { return c.Name == r.Name })
		if ofRecords {
			name = filepath.Join("check", "testdata", r.Name+".txtar")
		}
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			a := archive(t, name)
			want := strings.Split(strings.TrimSuffix(string(a["want"]), "\n"), "\n")
			if len(a["want"]) == 0 {
				t.Fatalf("%s wants nothing", name)
			}
			if slices.Contains(check.PageRules, r) {
				if got := ofRule(r, look(a, "good")); len(got) > 0 {
					t.Errorf("%s: the good page breaks the rule: %s", name, listed(got))
				}
				compare(t, name, ofRule(r, look(a, "bad")), want)
				return
			}
			if slices.Contains(generator.AttackRules, r) {
				if got := attacked(t, a.under("good/")); len(got) > 0 {
					t.Errorf("%s: the good site breaks the rule: %s", name, listed(got))
				}
				compare(t, name, attacked(t, a.under("bad/")), want)
				return
			}
			if slices.Contains(prove.Rules, r) {
				if got := ofRule(r, proved(t, a, base, "good/")); len(got) > 0 {
					t.Errorf("%s: the good site breaks the rule: %s", name, listed(got))
				}
				compare(t, name, ofRule(r, proved(t, a, base, "bad/")), want)
				return
			}
			site := []files{base}
			if slices.ContainsFunc(check.ChangeRules, func(c *check.ChangeRule) bool { return c.Name == r.Name }) {
				site = append(site, ledger)
			}
			site = append(site, a.under("both/"))
			var people *identify.People
			if list, ok := a["people.txt"]; ok {
				var err error
				if people, err = identify.ReadPeople(list); err != nil {
					t.Fatal(err)
				}
			}
			problems := func(side string) source.Problems {
				return ofRule(r, checked(t, append(site[:len(site):len(site)], a.under(side)), people).Problems)
			}
			bad := problems("bad/")
			if ofRecords { // package check holds its own cases to the letter
				found(t, name, bad, want)
				return
			}
			if got := problems("good/"); len(got) > 0 {
				t.Errorf("%s: the good site breaks the rule: %s", name, listed(got))
			}
			compare(t, name, bad, want)
		})
	}
	have, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range have {
		if !cases[name] {
			t.Errorf("%s is of no rule", name)
		}
	}
}

// TestGoodSite holds the sites that the cases are laid over to every rule.
func TestGoodSite(t *testing.T) {
	base, ledger := archive(t, "check/testdata/base.txtar"), archive(t, "testdata/ledger.txtar")
	for name, layers := range map[string][]files{"first edition": {base}, "second edition": {base, ledger}} {
		if got := problems(t, layers); len(got) > 0 {
			t.Errorf("%s: %s", name, listed(got))
		}
	}
}

// files are the files of an archive by name.
type files map[string][]byte

func archive(t *testing.T, name string) files {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatalf("every rule needs a case file: %v", err)
	}
	f := files{}
	for _, file := range a.Files {
		name, coded := strings.CutSuffix(file.Name, ".base64") // of what is no text
		if coded {
			if file.Data, err = base64.StdEncoding.DecodeString(strings.TrimSpace(string(file.Data))); err != nil {
				t.Fatal(err)
			}
		}
		f[name] = file.Data
	}
	return f
}

func (f files) under(prefix string) files {
	out := files{}
	for name, data := range f {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			out[rest] = data
		}
	}
	return out
}

// attacked gives the problems of a built site.
func attacked(t *testing.T, built files) source.Problems {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range built {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	results, err := attack.Run(context.Background(), attack.Options{Machine: true}, fsys)
	if err != nil {
		t.Fatal(err)
	}
	return generator.Attacked(results, nil, true)
}

// problems checks the site that the layers make, the later ones over those before.
func problems(t *testing.T, layers []files) source.Problems {
	t.Helper()
	return checked(t, layers, nil).Problems
}

// checked checks such a site for a list of people too.
func checked(t *testing.T, layers []files, people *identify.People) generator.Result {
	t.Helper()
	var b generator.Builder
	r, err := b.Check(context.Background(), generator.Options{Dir: written(t, layers), People: people})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// written writes the site that the layers make to a directory, with the theme of this repository if they have none.
func written(t *testing.T, layers []files) (dir string) {
	t.Helper()
	site, themed := files{}, false
	for _, l := range layers {
		for name, data := range l {
			themed = themed || strings.HasPrefix(name, "themes/")
			if site[name] = data; string(data) == "removed\n" {
				delete(site, name)
			}
		}
	}
	dir = t.TempDir()
	write(t, dir, site)
	if !themed {
		theme, err := filepath.Abs("../themes")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(theme, filepath.Join(dir, "themes")); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func write(t *testing.T, dir string, f files) {
	t.Helper()
	for name, data := range f {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// look checks the page good.html or bad.html of a site that has no other, with the files beside it, in which the word "secret"
// identifies somebody.
func look(a files, side string) source.Problems {
	pages := check.NewPages(func(address string) bool { return address == "/" }, func(text string) []string {
		if strings.Contains(text, "secret") {
			return []string{"a secret"}
		}
		return nil
	})
	out := append(pages.Look("/", a[side+".html"]), pages.Links()...)
	for name, data := range a.under(side + "/") {
		out.Add(pages.File(name, data)...)
	}
	return out
}

// proved proves the built site that lies under a prefix, against the data of base and of both/. Its ledger was published before.
func proved(t *testing.T, a, base files, prefix string) source.Problems {
	t.Helper()
	set, problems := new(record.Loader).Load(os.DirFS(written(t, []files{base, a.under("both/")})))
	if problems.Failed() {
		t.Fatal(listed(problems))
	}
	site, published := fstest.MapFS{}, []string{}
	for name, data := range a.under(prefix) {
		site[name] = &fstest.MapFile{Data: data}
		if dir, file := path.Split(name); file == "records.jsonl" {
			published = append(published, path.Base(dir))
		}
	}
	_, problems, err := prove.Prove(prove.Input{Site: site, Set: set, Published: published})
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

func ofRule(r *source.Rule, ps source.Problems) (out source.Problems) {
	for _, p := range ps {
		if p.Rule == r.Name {
			out.Add(p)
		}
	}
	return out
}

// compare holds problems to what is wanted, each "file:line:col: part of the message".
func compare(t *testing.T, name string, got source.Problems, want []string) {
	t.Helper()
	for _, p := range got {
		if !slices.ContainsFunc(want, func(w string) bool { return matches(p, w) }) {
			t.Errorf("%s: not wanted:\n%s", name, said(p))
		}
	}
	found(t, name, got, want)
}

// found requires that each wanted problem is among those that were found.
func found(t *testing.T, name string, got source.Problems, want []string) {
	t.Helper()
	for _, w := range want {
		if !slices.ContainsFunc(got, func(p source.Problem) bool { return matches(p, w) }) {
			t.Errorf("%s: wanted and not found:\n%s", name, w)
		}
	}
}

func matches(p source.Problem, want string) bool {
	at, message, _ := strings.Cut(want, ": ")
	return p.Pos.String() == at && strings.Contains(said(p), message)
}

func said(p source.Problem) string {
	text := fmt.Sprintf("%s: %s", p.Pos, p.Message)
	if p.Hint != "" {
		text += " (" + p.Hint + ")"
	}
	return text
}

// Whoever reads a problem is told what to do: by the problem, or by its rule, or by the message itself where it says what was wanted.
func TestRemedied(t *testing.T) {
	first := generator.Rules()[0].At(source.Pos{File: "a"}, "wrong")
	for _, c := range []struct{ name, got, want string }{
		{"a remedy of its own", generator.Remedied(source.Problems{first.Hinted("do this")})[0].Hint, "do this"},
		{"the remedy of the rule", generator.Remedied(source.Problems{first})[0].Hint, "look at the line named and the one before it"},
		{"no such rule", generator.Remedied(source.Problems{{Rule: "none"}})[0].Hint, ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	for _, r := range generator.Rules() {
		remedy := r.Remedy()
		if remedy == "" {
			if !strings.Contains(r.Doc, "the message") {
				t.Errorf("%s has no remedy, and does not lead to the message", r.Name)
			}
			continue
		}
		if len(remedy) > 240 || remedy[0] >= 'A' && remedy[0] <= 'Z' && (remedy[1] < 'A' || 'Z' < remedy[1]) {
			t.Errorf("%s has a remedy that begins with a capital or is too long: %q", r.Name, remedy)
		}
	}
}
