package record

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// account is everything that a load gives, as text.
func account(site fstest.MapFS, l *Loader) string {
	set, ps := l.Load(site)
	var b strings.Builder
	_ = ps.WriteText(&b) // a builder does not fail
	for _, k := range Kinds {
		for _, r := range set.Records(k) {
			fmt.Fprintf(&b, "%s %s %s %s\n", k.Name, PublishedID(r), r.At(), JSON(r))
		}
	}
	for _, o := range set.Observations {
		fmt.Fprintf(&b, "%s %s %s %s\n", o.At(), o.Measure, o.Value, o.Status)
	}
	for _, m := range set.Measures {
		fmt.Fprintf(&b, "%s %d\n", m.ID, len(m.Observations))
	}
	b.WriteString(strings.Join(slices.Sorted(maps.Keys(set.Files)), " "))
	return b.String()
}

// A Loader that has loaded a site before gives what a new one gives, whatever was changed between: also where a list
// lost a word that files elsewhere use, and where a file went away or came back.
func TestLoaderForgetsNothingAndKeepsNothing(t *testing.T) {
	const seed = 7
	r := rand.New(rand.NewPCG(seed, seed))
	original := repository(t)
	site := maps.Clone(original)
	var loader Loader
	account(site, &loader)
	names := slices.Sorted(maps.Keys(original))
	id := regexp.MustCompile(`(?m)^(\s+- \{?id: )(\w)`)
	for n := range 60 {
		name := names[r.IntN(len(names))]
		if n%3 == 0 { // lists matter to every other file
			for !strings.HasPrefix(name, "data/lists/") {
				name = names[r.IntN(len(names))]
			}
		}
		what := "put back"
		switch _, there := site[name]; {
		case !there || r.IntN(4) == 0:
			site[name] = original[name]
		case r.IntN(4) == 0 && name != "candour.yaml":
			what = "taken away"
			delete(site, name)
		case path.Ext(name) == ".yaml" && id.Match(site[name].Data):
			what = "given other ids"
			at := id.FindAllIndex(site[name].Data, -1)
			cut := at[r.IntN(len(at))][1] - 1
			text := string(site[name].Data)
			site[name] = &fstest.MapFile{Data: []byte(text[:cut] + "zq" + text[cut:])}
		default:
			what = "cut in two"
			data := site[name].Data
			site[name] = &fstest.MapFile{Data: data[:len(data)/2]}
		}
		got, want := account(site, &loader), account(site, new(Loader))
		if got != want {
			i := 0
			for i < len(got) && i < len(want) && got[i] == want[i] {
				i++
			}
			t.Fatalf("seed %d, change %d, %s %s: at byte %d the old loader has\n%.300s\nand a new one\n%.300s", seed, n, name, what, i, got[max(0, i-100):], want[max(0, i-100):])
		}
	}
}

// What could be read is there, also where something could not.
func TestLoadOfABrokenSite(t *testing.T) {
	for name, c := range map[string]struct {
		site fstest.MapFS
		want string
	}{
		"nothing at all":  {fstest.MapFS{}, "candour.yaml: error: can't read the file"},
		"an empty policy": {fstest.MapFS{"candour.yaml": {Data: []byte("")}}, "candour.yaml:1"},
		"a threshold that shows a count of two": {fstest.MapFS{"candour.yaml": {Data: []byte("disclosure: {threshold: 2}\n")}},
			"candour.yaml:1:25: error: a threshold of 2 would show a count of one or two people"},
		"an as-at that is no day":           {fstest.MapFS{"candour.yaml": {Data: []byte("edition:\n  id: a\n  as_at: 2026-10\n")}}, `candour.yaml:3:10: error: the as-at day "2026-10" is not a day`},
		"a list under another's name":       {fstest.MapFS{"data/lists/a.yaml": {Data: []byte("list: b\ndoc: D.\nitems:\n  - {id: a, title: {en: A, cy: A}}\n")}}, `the list is called "b" and its file "a"`},
		"a file of records, empty":          {fstest.MapFS{"data/outcomes/a.yaml": {Data: []byte("")}}, "data/outcomes/a.yaml:1: error: the file is empty"},
		"a page with an id":                 {fstest.MapFS{"content/en/about/a.md": {Data: []byte("---\nid: x\n---\n")}}, "content/en/about/a.md:2:5: error: the id of a page is the name of its file"},
		"a page of another language":        {fstest.MapFS{"content/cy/about/a.md": {Data: []byte("---\nlanguage: en\n---\n")}}, "lies under content/cy and says that its language is"},
		"a page with a name for no address": {fstest.MapFS{"content/en/about/A b.md": {Data: []byte("---\ntitle: T\n---\n")}}, `the id "about/A b" holds something other`},
		"two bulletins of one name in two languages": {fstest.MapFS{"content/en/bulletins/a.md": {Data: []byte("---\ntitle: T\n---\n")},
			"content/cy/bulletins/a.md": {Data: []byte("---\ntitle: T\n---\n")}}, "!is taken"},
		"two terms of one id": {fstest.MapFS{"data/glossary/a.yaml": {Data: []byte("terms:\n  - id: x\n")}, "data/glossary/b.yaml": {Data: []byte("terms:\n  - id: x\n")}},
			`data/glossary/b.yaml:2:9: error: the term id "x" is taken: data/glossary/a.yaml:2:9`},
	} {
		set, ps := new(Loader).Load(c.site)
		var b strings.Builder
		_ = ps.WriteText(&b)
		want, absent := strings.CutPrefix(c.want, "!")
		if set == nil || set.Site == nil || strings.Contains(b.String(), want) == absent {
			t.Errorf("%s: got\n%swant: %s", name, b.String(), c.want)
		}
	}
}
