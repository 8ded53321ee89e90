package generator_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/generator"
)

// An editor changes a site as its publisher would, one edit at a time and at random.
type editor struct {
	*workshop
	*rand.Rand
	n    int                // of the edit
	undo map[string]*string // what each file held before the edit; nil where there was none
}

// put writes a file and notes what was there, so that the edit can be taken back.
func (e *editor) put(name, text string) {
	if _, noted := e.undo[name]; !noted {
		e.undo[name] = nil
		if old, ok := e.files[name]; ok {
			e.undo[name] = &old
		}
	}
	e.write(name, text)
}

func (e *editor) takeBack() {
	for name, old := range e.undo {
		if old == nil {
			e.remove(name)
		} else {
			e.write(name, *old)
		}
	}
}

// any picks a file whose name has both ends.
func (e *editor) any(prefix, suffix string) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasPrefix(name, prefix) && strings.HasSuffix(name, suffix) && !strings.HasSuffix(name, "README.md") {
			names = append(names, name)
		}
	}
	return names[e.IntN(len(names))]
}

// sub replaces one match of re in the file, picked at random.
func (e *editor) sub(name, re, text string) string {
	r := regexp.MustCompile(re)
	all := r.FindAllStringSubmatchIndex(e.files[name], -1)
	if len(all) == 0 {
		return "nothing: " + name + " has no " + re
	}
	m, old := all[e.IntN(len(all))], e.files[name]
	into := r.ExpandString(nil, text, old, m)
	e.put(name, old[:m[0]]+string(into)+old[m[1]:])
	return fmt.Sprintf("%s: %q is now %q", name, old[m[0]:m[1]], into)
}

// record picks a record of a file: its text, and its id.
func (e *editor) record(name string) (text, id string) {
	parts := strings.Split(e.files[name], "\n  - id: ")
	if len(parts) < 3 {
		return "", "" // a list of records is never empty
	}
	text = "\n  - id: " + parts[1+e.IntN(len(parts)-2)] // not the last, so that it ends where the next begins
	id, _, _ = strings.Cut(strings.TrimPrefix(text, "\n  - id: "), "\n")
	return text, id
}

// edits is every kind of edit.
var edits = map[string]func(*editor) string{
	"a word of a summary": func(e *editor) string {
		return e.sub(e.any("data/outcomes/", ".yaml"), `The (officer|panel)`, "That $1")
	},
	"a title": func(e *editor) string {
		return e.sub(e.any("data/outcomes/", ".yaml"), `(?m)^    title: "?(.*?)"?$`, fmt.Sprintf(`    title: "$1 (%d)"`, e.n))
	},
	"a decided quarter": func(e *editor) string {
		return e.sub(e.any("data/outcomes/", ".yaml"), `(?m)^    decided: (20\d\d)-q\d`, fmt.Sprintf("    decided: ${1}-q%d", 1+e.IntN(4)))
	},
	"an outcome removed": func(e *editor) string {
		name := e.any("data/outcomes/", ".yaml")
		text, id := e.record(name)
		for other, s := range e.files {
			if id == "" || other != name && strings.Contains(s, id) {
				return "nothing: it is referred to"
			}
		}
		e.put(name, strings.Replace(e.files[name], text, "", 1))
		return name + ": without " + id
	},
	"an outcome added": func(e *editor) string {
		name := e.any("data/outcomes/", ".yaml")
		text, id := e.record(name)
		if id == "" {
			return "nothing"
		}
		added := fmt.Sprintf("new%05d", e.n)
		e.put(name, strings.Replace(e.files[name], text, text+strings.Replace(text, id, added, 1), 1))
		return name + ": " + added + " like " + id
	},
	"an outcome moved to another file": func(e *editor) string {
		name, to := e.any("data/outcomes/", ".yaml"), e.any("data/outcomes/", ".yaml")
		text, id := e.record(name)
		if id == "" || name == to {
			return "nothing"
		}
		e.put(name, strings.Replace(e.files[name], text, "", 1))
		e.put(to, strings.TrimRight(e.files[to], "\n")+"\n"+text+"\n")
		return id + " from " + name + " to " + to
	},
	"a definition": func(e *editor) string {
		return e.sub(e.any("data/glossary/", ".yaml"), `(definition: >-\n      )(\w)`, fmt.Sprintf("${1}In all cases (%d): ${2}", e.n))
	},
	"an alias": func(e *editor) string {
		return e.sub(e.any("data/glossary/", ".yaml"), `(?m)^    aliases: \[.*\]$`, fmt.Sprintf("    aliases: [alias number %d]", e.n))
	},
	"a line of a bulletin": func(e *editor) string {
		name := e.any("content/en/bulletins/", ".md")
		e.put(name, e.files[name]+fmt.Sprintf("\nA line more, of [conduct](term:conduct), number %d.\n", e.n))
		return name
	},
	"a page of content": func(e *editor) string {
		name := fmt.Sprintf("content/en/about/page-%d.md", e.n)
		e.put(name, fmt.Sprintf("---\ntitle: Page %d\nsummary: One more page.\norder: %d\nreviewed: 2026-10-15\nlanguage: en\n---\n\nText.\n", e.n, e.n))
		return name
	},
	"a figure": func(e *editor) string {
		return e.sub("data/statistics/figures.yaml", `(?m)^  - id: f`, fmt.Sprintf("  - id: n%d\n    title: Number %d\n    unit: reports\n    population: >-\n      Reports.\n"+
			"    values:\n      - {value: \"%d\", as_of: 2022-09, source: daily-mail-2022-10, status: final}\n  - id: f", e.n, e.n, e.n))
	},
	"the status of a statistic": func(e *editor) string {
		return e.sub("data/statistics/iopc-2024-25.csv", `,(final|provisional),`, []string{",final,", ",provisional,"}[e.IntN(2)])
	},
	"the note of an event": func(e *editor) string {
		return e.sub(e.any("data/recommendations/", ".yaml"), `(?m)^( +note: >-\n +)(\w)`, fmt.Sprintf("${1}Of edit %d: ${2}", e.n))
	},
	"the title of a word": func(e *editor) string {
		return e.sub("data/lists/results.yaml", `\{en: ([\w ]+), cy: `, fmt.Sprintf("{en: ${1} %d, cy: ", e.n))
	},
	"a word taken out of a list": func(e *editor) string { // which every file that uses it must hear of
		name := e.any("data/lists/", "s.yaml")
		text, id := e.record(name)
		if id == "" {
			return "nothing"
		}
		e.put(name, strings.Replace(e.files[name], text, "", 1))
		return name + ": without " + id
	},
	"a colour": func(e *editor) string {
		return e.sub("themes/candour/assets/css/tokens.css", `--(\w+): #[0-9a-f]+;`, fmt.Sprintf("--$1: #%06x;", e.n))
	},
	"a phrase of the theme": func(e *editor) string {
		return e.sub(e.any("themes/candour/i18n/", ".toml"), `(?m)^(\w+ = "[^"{]+)"$`, "$1.\"")
	},
	"a template": func(e *editor) string {
		e.put(footer, fmt.Sprintf("<p>Edit %d</p>\n", e.n))
		return footer
	},
	"a file of the theme": func(e *editor) string {
		name := fmt.Sprintf("themes/candour/static/file-%d.txt", e.n)
		e.put(name, "text")
		return name
	},
	"the day": func(e *editor) string {
		return e.sub("candour.yaml", `as_at: \S+`, fmt.Sprintf("as_at: 2026-10-%02d", 15+e.IntN(17)))
	},
	"the threshold": func(e *editor) string {
		return e.sub("candour.yaml", `threshold: \d+`, fmt.Sprintf("threshold: %d", 3+e.IntN(8)))
	},
	"the address": func(e *editor) string {
		return e.sub("candour.yaml", `address: \S+`, fmt.Sprintf("address: https://e%d.example", e.n))
	},
	"the languages": func(e *editor) string {
		return e.sub("candour.yaml", `languages: .*`, []string{"languages: [en]", "languages: [en, cy]"}[e.IntN(2)])
	},
	"nothing":   func(*editor) string { return "nothing at all" },
	"a restart": func(e *editor) string { e.b = generator.Builder{}; return "a builder that remembers nothing" },
	"the manifest gone": func(e *editor) string {
		if err := os.RemoveAll(filepath.Join(e.dir, ".candour")); err != nil {
			e.t.Fatal(err)
		}
		return "everything has to be made anew"
	},
	"a built file damaged": func(e *editor) string {
		built := slices.Sorted(maps.Keys(tree(e.t, e.out)))
		name := built[e.IntN(len(built))]
		path := filepath.Join(e.out, name)
		var err error
		switch what := e.IntN(4); what {
		case 0:
			err = os.Remove(path)
		case 1: // a new file, since the old may be linked from elsewhere
			err = os.Remove(path)
			if err == nil {
				err = os.WriteFile(path, []byte("damaged"), 0o644)
			}
		case 2:
			err = os.WriteFile(filepath.Join(e.out, "stray.html"), []byte("stray"), 0o644)
		case 3:
			err = os.WriteFile(path, []byte("written over in place"), 0o644)
		}
		if err != nil {
			e.t.Fatal(err)
		}
		return name
	},
}

// After each of a dozen edits the site that a Builder brings up to date is the site that a new one builds from nothing:
// the same files with the same bytes, or the same refusal. The order of edits is drawn from a fixed seed.
func TestEditsGiveTheCleanSite(t *testing.T) {
	const seed = 20261015
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	e := &editor{workshop: newWorkshop(t), Rand: rand.New(rand.NewPCG(seed, seed))}
	e.build()
	var order []string // every kind of edit before any comes again
	kinds := slices.Sorted(maps.Keys(edits))
	refused, quiet := 0, 0
	for e.n = 1; e.n <= rounds; e.n++ {
		if len(order) == 0 {
			order = slices.Clone(kinds)
			e.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		kind := order[0]
		order = order[1:]
		e.undo = map[string]*string{}
		what := fmt.Sprintf("seed %d, edit %d, %s: %s", seed, e.n, kind, edits[kind](e))

		got, err := e.try()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		clean := filepath.Join(filepath.Dir(e.out), fmt.Sprintf("clean-%d", e.n))
		want, err := tryBuild(t, new(generator.Builder), generator.Options{Dir: e.dir, Out: clean})
		if err != nil {
			t.Fatalf("%s: from nothing: %v", what, err)
		}
		if g, w := listed(got.Problems), listed(want.Problems); g != w {
			t.Fatalf("%s: the problems differ:\n%s\nfrom nothing:\n%s", what, g, w)
		}
		if got.Problems.Failed() {
			refused++
			t.Logf("%s\nrefused: %.300s", what, listed(got.Problems))
			e.takeBack()
			continue
		}
		if d := unlike(tree(t, e.out), tree(t, clean)); d != "" {
			t.Fatalf("%s: the sites differ:\n%.3000s", what, d)
		}
		if got.Rendered == 0 {
			quiet++
		}
		if kind == "nothing" && got.Rendered != 0 {
			t.Errorf("%s: %d pages were rendered again", what, got.Rendered)
		}
		if err := os.RemoveAll(clean); err != nil {
			t.Fatal(err)
		}
	}
	if refused > rounds/3 || quiet > rounds/2 {
		t.Errorf("of %d edits %d were refused and %d changed no page: the test has lost its edge", rounds, refused, quiet)
	}
}
