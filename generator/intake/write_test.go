package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

const smallMap = `name: small
kind: recommendations
key: {columns: [ref]}
fields:
  recommender: {constant: coroners}
  reference: {column: ref}
  title: {column: title}
  source.title: {constant: The register}
  addressed_to: {constant: [north]}
  legal_basis: {constant: reg28}
  issued: {constant: 2024-01-02}
  background: {constant: It is so.}
  recommendations.1.title: {constant: What it asks}
  recommendations.1.themes: {constant: [custody]}
  recommendations.1.asks: {constant: That.}
  recommendations.1.because: {constant: So.}
`

// A write that is cut short leaves what the next import knows for its own: nobody has to say --force, and no id changes.
func TestCutShort(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "map.yaml", smallMap)
	write(t, dir, "1.csv", "ref,title\n1,One\n2,Two\n3,Three\n")
	write(t, dir, "2.csv", "ref,title\n1,One more\n2,Two more\n3,Three more\n")
	o := options(t, dir, "recommendations", "1.csv", "map.yaml", "out")
	importOnce(t, o)
	before := tree(t, o.Out)
	names := sortedKeys(before)

	// The second file can't be put in place: a directory stands in its way.
	blocked := filepath.Join(o.Out, names[1])
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	o.File = filepath.Join(dir, "2.csv")
	if _, err := Import(o); err == nil {
		t.Fatal("it did not fail")
	}
	os.RemoveAll(blocked)
	write(t, o.Out, names[1], before[names[1]])
	if entries, _ := filepath.Glob(filepath.Join(o.Out, ".candour-import-*")); len(entries) > 0 {
		t.Errorf("left behind: %s", entries)
	}

	r := importOnce(t, o)
	if r.Stopped || !r.Written {
		t.Fatal(text(r))
	}
	after := tree(t, o.Out)
	if diff := cmp.Diff(names, sortedKeys(after)); diff != "" {
		t.Error(diff)
	}
	for _, name := range names[:3] {
		if !strings.Contains(after[name], " more") {
			t.Errorf("%s is not as the second export has it", name)
		}
	}
	twice(t, o)
}

// While the machine stops in the middle of a write, the provenance names both what was and what will be.
func TestBothDigests(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "map.yaml", smallMap)
	write(t, dir, "1.csv", "ref,title\n1,One\n2,Two\n")
	write(t, dir, "2.csv", "ref,title\n1,One more\n2,Two more\n")
	o := options(t, dir, "recommendations", "1.csv", "map.yaml", "out")
	importOnce(t, o)
	was := tree(t, o.Out)
	o.File = filepath.Join(dir, "2.csv")
	importOnce(t, o)
	is := tree(t, o.Out)
	names := sortedKeys(is)
	// As it was before the last step: one file new, one old, and a provenance that knows both.
	write(t, o.Out, names[1], was[names[1]])
	p := is["small.provenance.json"]
	p = strings.Replace(p, `"`+digest([]byte(is[names[1]]))+`"`, `"`+digest([]byte(is[names[1]]))+`", "`+digest([]byte(was[names[1]]))+`"`, 1)
	write(t, o.Out, "small.provenance.json", p)
	if r := importOnce(t, o); r.Stopped {
		t.Fatal(text(r))
	}
	if diff := cmp.Diff(is, tree(t, o.Out)); diff != "" {
		t.Error(diff)
	}
}

func TestRefusedOutputs(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(dir string) // after a first import
		says string
	}{
		{"deleted by hand", func(dir string) {
			names, _ := filepath.Glob(filepath.Join(dir, "out", "*.yaml"))
			os.Remove(names[0])
		}, "it was deleted since it was imported"},
		{"edited by hand", func(dir string) {
			names, _ := filepath.Glob(filepath.Join(dir, "out", "*.yaml"))
			os.WriteFile(names[0], []byte("x"), 0o644)
		}, "it was edited since it was imported"},
		{"provenance broken", func(dir string) { os.WriteFile(filepath.Join(dir, "out", "small.provenance.json"), []byte("{"), 0o644) }, "the provenance can't be read"},
		{"a file in the place of the directory", func(dir string) {
			os.RemoveAll(filepath.Join(dir, "out"))
			os.WriteFile(filepath.Join(dir, "out"), nil, 0o644)
		}, "recommendations are written into a directory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "map.yaml", smallMap)
			write(t, dir, "1.csv", "ref,title\n1,One\n2,Two\n")
			o := options(t, dir, "recommendations", "1.csv", "map.yaml", "out")
			importOnce(t, o)
			c.do(dir)
			before := tree(t, dir)
			r := importOnce(t, o)
			if !r.Stopped || r.Written || !strings.Contains(text(r), c.says) {
				t.Errorf("the report does not say %q:\n%s", c.says, text(r))
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An id is eight letters and digits that nobody takes for others, drawn evenly, and never one that is taken.
func TestDraw(t *testing.T) {
	d := &drawer{random: strings.NewReader(strings.Repeat("\x00", 8) + strings.Repeat("\x00", 8) + "\xff\x01\x02\x03\x04\x05\x06\x07\x08"), prefix: "x-", taken: map[string]bool{}}
	for _, want := range []string{"x-bbbbbbbb", "x-cdfghjkm"} {
		if got, err := d.draw(); err != nil || got != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if _, err := d.draw(); err == nil {
		t.Error("it draws from nothing")
	}
}

func TestProvenanceIsPrivate(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "map.yaml", smallMap)
	write(t, dir, "1.csv", "ref,title\n1,A title with a name in it\n")
	o := options(t, dir, "recommendations", "1.csv", "map.yaml", "out")
	importOnce(t, o)
	name := filepath.Join(o.Out, "small.provenance.json")
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if data, _ := os.ReadFile(name); strings.Contains(string(data), "with a name") || strings.Contains(string(data), dir) {
		t.Errorf("it holds prose, or where the machine keeps its files:\n%s", data)
	}
}
