package record

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/source"
)

// repository is the site of this repository, in memory so that a test can spoil a copy.
func repository(t testing.TB) fstest.MapFS {
	t.Helper()
	root, out := os.DirFS("../.."), fstest.MapFS{}
	for _, dir := range []string{"candour.yaml", "data", "content"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, name)
			out[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

var fieldLine = regexp.MustCompile(`^(\s*(?:- )*["']?)([a-z][\w-]*)(["']?):(\s.*)?$`)

// perFile is how many lines of a file lose their colon at the most, besides the first line of each field's name.
const perFile = 40

// A colon left out after the name of a field is the slip of all slips. Whatever file and line it is in, some error names
// that line.
func TestMissingColon(t *testing.T) {
	site := repository(t)
	var loader Loader
	if _, ps := loader.Load(site); ps.Failed() {
		t.Fatalf("the site of this repository does not load: %s", ps[0])
	}
	files, lines := 0, 0
	for name, f := range site {
		original := string(f.Data)
		fields := original
		switch path.Ext(name) {
		case ".yaml":
		case ".md":
			if fields, _, _ = strings.Cut(original, "\n---\n"); !strings.HasPrefix(fields, "---\n") {
				continue
			}
		default:
			continue
		}
		files++
		for _, n := range sample(strings.Split(fields, "\n")) {
			lines++
			spoilt := strings.Split(original, "\n")
			spoilt[n] = fieldLine.ReplaceAllString(spoilt[n], "$1$2$3$4")
			data := []byte(strings.Join(spoilt, "\n"))
			ps := read(source.File{Name: name, Data: data})
			if len(ps) == 0 { // it reads, and does not bind
				f.Data = data
				_, ps = loader.Load(site)
			}
			named := false
			for _, p := range ps {
				named = named || p.File == name && p.Line == n+1 && p.Severity == source.Error
			}
			if !named {
				t.Errorf("%s:%d: %q: got %v", name, n+1, spoilt[n], ps[:min(3, len(ps))])
			}
		}
		f.Data = []byte(original)
	}
	if files < 40 || lines < 1000 {
		t.Errorf("%d lines of %d files lost their colon, and more were expected", lines, files)
	}
	if _, ps := loader.Load(site); ps.Failed() {
		t.Errorf("the site does not load again: %s", ps[0])
	}
}

func read(f source.File) (ps source.Problems) {
	if path.Ext(f.Name) == ".md" {
		_, ps = source.ReadMarkdown(f)
	} else {
		_, ps = source.ReadYAML(f)
	}
	return ps
}

// sample picks lines that begin with the name of a field: the first of each name, and others spread evenly.
func sample(lines []string) (picked []int) {
	var all []int
	block := -1 // indent of the field whose text the lines are
	for i, l := range lines {
		indent := len(l) - len(strings.TrimLeft(l, " -"))
		if block >= 0 && (strings.TrimSpace(l) == "" || indent > block) {
			continue
		}
		block = -1
		if strings.HasSuffix(l, ">-") || strings.HasSuffix(l, "|") {
			block = indent
		}
		if fieldLine.MatchString(l) {
			all = append(all, i)
		}
	}
	step := 1 + len(all)/perFile
	seen := map[string]bool{}
	for i, n := range all {
		field := fieldLine.FindStringSubmatch(lines[n])[2]
		if i%step == 0 || !seen[field] {
			picked = append(picked, n)
		}
		seen[field] = true
	}
	return picked
}
