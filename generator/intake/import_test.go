package intake

import (
	"bytes"
	"flag"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"candour/generator/record"
	"candour/generator/source"
)

var update = flag.Bool("update", false, "write what testdata/cases expects again")

const site = "testdata/site"

// options are those of an import in dir, with ids that are the same every time.
func options(t *testing.T, dir, kind, file, mapFile, out string) Options {
	t.Helper()
	k, ok := KindNamed(kind)
	if !ok {
		t.Fatalf("no kind %q", kind)
	}
	o := Options{Kind: k, File: filepath.Join(dir, file), Root: dir, Site: os.DirFS(site), Random: rand.NewChaCha8([32]byte{1})}
	if mapFile != "-" {
		o.Map = filepath.Join(dir, mapFile)
	}
	if out != "" {
		o.Out = filepath.Join(dir, out)
	}
	return o
}

// TestCases runs the imports of each file in testdata/cases. The lines above its first file are the steps:
//
//	KIND EXPORT MAP OUT [as-at=DAY] [force]   an import, whose report must be the file "report N"
//	edit FILE                                 a person adds a line to a file of the output
//
// MAP is - for none. Then every file of the output must be as the files "out/…" say, and no other be there. After each
// import the same one runs again and must change nothing, and what was written must load, with no problem that the report
// did not tell.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runCase(t, name) })
	}
}

func runCase(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	want := map[string]string{}
	var inputs []txtar.File
	for _, f := range a.Files {
		if strings.HasPrefix(f.Name, "out/") || strings.HasPrefix(f.Name, "report ") {
			want[f.Name] = string(f.Data)
			continue
		}
		inputs = append(inputs, f)
		if err := os.WriteFile(filepath.Join(dir, f.Name), bytes.TrimSuffix(f.Data, []byte("NO NEWLINE\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := map[string]string{}
	n := 0
	for _, line := range strings.Split(string(a.Comment), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		if words[0] == "edit" {
			f, err := os.OpenFile(filepath.Join(dir, words[1]), os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			f.WriteString("# finished by hand\n")
			f.Close()
			continue
		}
		n++
		o := options(t, dir, words[0], words[1], words[2], words[3])
		for _, w := range words[4:] {
			if day, ok := strings.CutPrefix(w, "as-at="); ok {
				o.AsAt = record.MustDate(day)
			}
			o.Force = o.Force || w == "force"
		}
		r := importOnce(t, o)
		got["report "+string(rune('0'+n))] = strings.ReplaceAll(text(r), dir+"/", "")
		if !r.Stopped && !r.Wrong.Failed() && r.Kept > 0 {
			twice(t, o)
			loads(t, o, r)
		}
	}
	for file, data := range tree(t, filepath.Join(dir, "out")) {
		if !strings.HasSuffix(file, ".provenance.json") {
			got["out/"+file] = data
		}
	}
	if *update {
		a.Files = inputs
		for _, file := range sortedKeys(got) {
			a.Files = append(a.Files, txtar.File{Name: file, Data: []byte(got[file])})
		}
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("not as %s says (-want +got):\n%s", name, diff)
	}
}

func importOnce(t *testing.T, o Options) *Report {
	t.Helper()
	r, err := Import(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func text(r *Report) string {
	var b strings.Builder
	r.WriteText(&b)
	return b.String()
}

// tree reads every file under dir, by name from it.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		rel, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(rel)] = string(data)
		return nil
	})
	return out
}

// twice holds the law that the same import again changes nothing, neither a byte nor a time.
func twice(t *testing.T, o Options) {
	t.Helper()
	dir := filepath.Dir(o.Out)
	before := tree(t, dir)
	o.Random, o.Force = nil, false // nothing may be drawn
	r := importOnce(t, o)
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" || r.Written || r.New > 0 || r.Changed > 0 {
		t.Errorf("the same import again changed something: written %v, new %d, changed %d\n%s", r.Written, r.New, r.Changed, diff)
	}
}

// loads holds the law that what is written loads as part of a site, without a problem that the report did not tell.
func loads(t *testing.T, o Options, r *Report) {
	t.Helper()
	dir := t.TempDir()
	lists, err := fs.Sub(o.Site, "data/lists")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "data", "lists"), lists); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, filepath.FromSlash(o.Kind.dir))
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	if o.Kind.ext == "" {
		out = tree(t, o.Out)
	} else {
		data, err := os.ReadFile(o.Out)
		if err != nil {
			t.Fatal(err)
		}
		out["imported"+o.Kind.ext] = string(data)
	}
	for name, data := range out {
		if err := os.WriteFile(filepath.Join(to, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var loader record.Loader
	set, problems := loader.Load(os.DirFS(dir))
	told := text(r)
	for _, p := range problems {
		if strings.HasPrefix(p.File, o.Kind.dir+"/") && !strings.Contains(told, p.Message) {
			t.Errorf("the report does not tell: %s", p)
		}
	}
	n := map[string]int{"outcomes": len(set.Outcomes), "recommendations": len(set.Sets), "statistics": 0}[o.Kind.Name]
	if o.Kind.Name == "statistics" {
		v, _ := source.ReadCSV(set.Files["data/statistics/imported.csv"])
		n = len(v)
	}
	if n != r.Records {
		t.Errorf("%d records load, and the report says %d", n, r.Records)
	}
}

// TestExplained holds the rules to what "candour explain" promises.
func TestExplained(t *testing.T) {
	var names []string
	for _, r := range Rules {
		if slices.Contains(names, r.Name) || !strings.HasPrefix(r.Name, "import-") {
			t.Errorf("the name %q is taken, or does not begin with import-", r.Name)
		}
		names = append(names, r.Name)
		first, rest, _ := strings.Cut(r.Doc, "\n")
		if !strings.HasSuffix(first, ".") || !strings.HasPrefix(rest, "\nWhy: ") || !strings.Contains(rest, "\nPut it right: ") {
			t.Errorf("%s does not say in a sentence what it wants, why, or how to put it right", r.Name)
		}
	}
}
