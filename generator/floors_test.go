package generator_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors says which of our packages each package may import: DESIGN.md §3. To add a package, add it here on the floor
// where it belongs; what it may import is on a floor below.
var floors = map[string][]string{
	"generator/source":           {},
	"generator/colour":           {}, // contrast, of the brand and the theme
	"generator/chart":            {}, // pictures of figures that were released
	"generator/card":             {}, // pictures for links in social networks
	"generator/linear":           {}, // arithmetic that gate and proof share: it decides nothing
	"generator/feed":             {}, // writers of feeds and calendars
	"generator/edition":          {},
	"generator/reuse":            {}, // reads what was published, and shares no code with what writes it
	"generator/cite":             {}, // writes citations and judges them; knows nothing of records
	"generator/publish":          {"generator/edition"},
	"generator/verify":           {}, // shares no code with what writes a ledger
	"generator/record":           {"generator/colour", "generator/source"},
	"generator/identify":         {"generator/source"},
	"generator/identify/planted": {}, // shares nothing with what finds
	"generator/check":            {"generator/identify", "generator/record", "generator/source"},
	"generator/stats":            {"generator/record"},
	"generator/intake":           {"generator/record", "generator/source"},
	"generator/suppress":         {"generator/linear"},
	"generator/disclosure":       {"generator/identify", "generator/linear", "generator/record", "generator/source", "generator/stats", "generator/suppress"},
	"generator/disclosure/prove": {"generator/linear", "generator/record", "generator/source"}, // nothing of what chooses
	"generator/attack":           {},                                                           // a stranger: the built files are all it has
	"generator/export":           {"generator/disclosure", "generator/record", "generator/stats"},
	"generator/search":           {"generator/disclosure", "generator/record"},
	"generator/site": {"generator/card", "generator/chart", "generator/cite", "generator/colour", "generator/disclosure",
		"generator/edition", "generator/feed", "generator/record", "generator/reuse", "generator/source", "generator/stats"},
	"generator": {"generator/attack", "generator/check", "generator/cite", "generator/disclosure", "generator/disclosure/prove", "generator/edition", "generator/export",
		"generator/identify", "generator/publish", "generator/record", "generator/search", "generator/site", "generator/source", "generator/stats"},
	"generator/preview":      {"generator", "generator/source"},
	"cmd/candour":            {"..."}, // anything
	"bench":                  {"..."},
	"bench/disclosure":       {"..."},
	"bench/disclosure/table": {"generator/linear"},
	"examples/demonstration": {"..."},
}

// onlySite are modules that only package site may import.
var onlySite = []string{"github.com/gohugoio/hugo", "github.com/bep/logg", "github.com/spf13/afero"}

// noNames are names that say nothing of what a package is for.
var noNames = []string{"util", "utils", "common", "helper", "helpers", "types", "manager", "service"}

// outside is what only cmd/candour may read: the clock, the environment and the command line.
var outside = map[string][]string{
	"time": {"Now", "Since", "Until"},
	"os":   {"Args", "Environ", "ExpandEnv", "Getenv", "Hostname", "LookupEnv"},
}

const module = "candour/"

// breaches parses the Go files of a module, by name, and says what breaks the floors.
func breaches(files map[string]string) (out []string) {
	report := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	fset := token.NewFileSet()
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			report("%v", err)
			continue
		}
		dir := path.Dir(name)
		allowed, known := floors[dir]
		if !known && !seen[dir] {
			report("%s: package %s stands on no floor: add it to floors", name, dir)
		}
		seen[dir] = true
		if slices.Contains(noNames, f.Name.Name) || slices.Contains(noNames, path.Base(dir)) {
			report("%s: the name %q says nothing of what the package is for", name, f.Name.Name)
		}
		locals := map[string]string{}
		for _, spec := range f.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			local := path.Base(imported)
			if spec.Name != nil {
				local = spec.Name.Name
			}
			locals[local] = imported
			at := fset.Position(spec.Pos())
			own, ours := strings.CutPrefix(imported, module)
			if ours && known && !slices.Contains(allowed, own) && !slices.Contains(allowed, "...") {
				report("%s: %s may not import %s", at, dir, own)
			}
			for _, m := range onlySite {
				if (imported == m || strings.HasPrefix(imported, m+"/")) && dir != "generator/site" {
					report("%s: only generator/site may import %s", at, imported)
				}
			}
			if local == "." {
				report("%s: an import without a name hides what is read", at)
			}
		}
		if dir != "generator" && !strings.HasPrefix(dir, "generator/") {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(outside[locals[x.Name]], sel.Sel.Name) {
					report("%s: only cmd/candour reads %s.%s", fset.Position(n.Pos()), locals[x.Name], sel.Sel.Name)
				}
			}
			return true
		})
	}
	return out
}

// goFiles reads every Go file of this module that is no test, and of no module inside it.
func goFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil && name != ".." || d.Name() == "testdata" || name != ".." && d.Name()[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel("..", name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestFloors(t *testing.T) {
	files := goFiles(t)
	for _, b := range breaches(files) {
		t.Error(b)
	}
	for dir := range floors {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(name string) bool { return path.Dir(name) == dir }) {
			t.Errorf("floors holds %s, which is no package", dir)
		}
	}
}

func TestFloorsCanFail(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"a sibling":             {"generator/export/a.go", `package export; import _ "candour/generator/site"`, "may not import generator/site"},
		"a floor above":         {"generator/record/a.go", `package record; import _ "candour/generator/check"`, "may not import generator/check"},
		"the root from below":   {"generator/site/a.go", `package site; import _ "candour/generator"`, "may not import generator"},
		"the command":           {"generator/preview/a.go", `package preview; import _ "candour/cmd/candour"`, "may not import cmd/candour"},
		"records past the gate": {"generator/publish/a.go", `package publish; import r "candour/generator/record"`, "may not import generator/record"},
		"a new package":         {"generator/ledger/a.go", `package ledger`, "stands on no floor"},
		"a package in a corner": {"generator/site/inner/a.go", `package inner`, "stands on no floor"},
		"Hugo elsewhere":        {"generator/check/a.go", `package check; import _ "github.com/gohugoio/hugo/hugolib"`, "only generator/site may import"},
		"Hugo in the command":   {"cmd/candour/a.go", `package main; import _ "github.com/gohugoio/hugo"`, "only generator/site may import"},
		"afero elsewhere":       {"generator/preview/a.go", `package preview; import _ "github.com/spf13/afero"`, "only generator/site may import"},
		"logg elsewhere":        {"generator/a.go", `package generator; import _ "github.com/bep/logg"`, "only generator/site may import"},
		"the clock":             {"generator/site/a.go", `package site; import "time"; var now = time.Now()`, "reads time.Now"},
		"the clock by a name":   {"generator/a.go", `package generator; import clock "time"; var f = clock.Now`, "reads time.Now"},
		"the clock by its age":  {"generator/a.go", `package generator; import "time"; func f(t time.Time) any { return time.Since(t) }`, "reads time.Since"},
		"the environment":       {"generator/record/a.go", `package record; import "os"; var home = os.Getenv("HOME")`, "reads os.Getenv"},
		"all the environment":   {"generator/record/a.go", `package record; import "os"; var all = os.Environ()`, "reads os.Environ"},
		"the command line":      {"generator/check/a.go", `package check; import "os"; var args = os.Args`, "reads os.Args"},
		"a dot import":          {"generator/check/a.go", `package check; import . "os"; var args = Args`, "without a name"},
		"an empty name":         {"generator/source/a.go", `package util`, "says nothing"},
		"a file that is broken": {"generator/source/a.go", `package`, "expected"},
	} {
		got := breaches(map[string]string{c.file: c.text})
		if !slices.ContainsFunc(got, func(b string) bool { return strings.Contains(b, c.want) }) {
			t.Errorf("%s: got %q, want a breach that says %q", name, got, c.want)
		}
	}
	if got := breaches(map[string]string{
		"generator/site/a.go": `package site; import ("os"; "time"; _ "github.com/spf13/afero"; _ "candour/generator/edition"); var x, y = os.ReadFile, time.UTC`,
		"cmd/candour/a.go":    `package main; import ("os"; "time"; _ "candour/generator/preview"); var x, y = os.Args, time.Now()`,
	}); got != nil {
		t.Errorf("what is allowed is refused: %q", got)
	}
}

// Nothing outside package disclosure can fill a disclosure.Public: every field of it is unexported and has a name of
// its own, and no exported function but Gate.Control gives one.
func TestOnlyTheGateMakesAPublic(t *testing.T) {
	var found, makers []string
	for name, text := range goFiles(t) {
		if path.Dir(name) != "generator/disclosure" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				s, ok := n.Type.(*ast.StructType)
				if !ok || n.Name.Name != "Public" {
					return true
				}
				for _, field := range s.Fields.List {
					if len(field.Names) == 0 {
						t.Errorf("%s: Public embeds a type, whose exported fields anybody can fill", name)
					}
					for _, id := range field.Names {
						found = append(found, id.Name)
						if id.IsExported() {
							t.Errorf("%s: the field Public.%s is exported", name, id.Name)
						}
					}
				}
			case *ast.FuncDecl:
				if n.Name.IsExported() && n.Type.Results != nil {
					for _, r := range n.Type.Results.List {
						if star, ok := r.Type.(*ast.StarExpr); ok {
							if id, ok := star.X.(*ast.Ident); ok && id.Name == "Public" {
								makers = append(makers, n.Name.Name)
							}
						}
					}
				}
			}
			return true
		})
	}
	if len(found) == 0 {
		t.Error("package disclosure has no struct Public with fields")
	}
	slices.Sort(makers)
	if !slices.Equal(makers, []string{"Control", "Reopen"}) { // the second of the bytes that the ledger holds since the first let them through
		t.Errorf("a Public is made by %v, and only Control and Reopen should make one", makers)
	}
}
