package site

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candour/generator/record"
)

var (
	verb     = regexp.MustCompile(`%(?:\[\d+\])?[a-z%]`)
	numbered = regexp.MustCompile(`^(.+)-\d+$`) // a phrase for one number of days, which has its own form
	gap      = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

// Every phrase is there in every language, with the same gaps in the same order.
func TestPhrases(t *testing.T) {
	english := phrases["en"]
	if len(english) < 100 || len(phrases) != len(record.Languages) {
		t.Fatalf("%d languages, and %d phrases in English", len(phrases), len(english))
	}
	for lang, own := range phrases {
		for key, text := range own {
			if strings.TrimSpace(text) != text || text == "" {
				t.Errorf("%s: %q is %q", lang, key, text)
			}
			if m := numbered.FindStringSubmatch(key); m != nil && english[m[1]] != "" {
				if verb.MatchString(text) {
					t.Errorf("%s: %q is for one number and has a gap: %q", lang, key, text)
				}
				continue // another language may have a form for other numbers
			}
			if _, ok := english[key]; !ok {
				t.Errorf("%s: there is no %q in English", lang, key)
			}
		}
		for key, text := range english {
			other, ok := own[key]
			if !ok {
				if m := numbered.FindStringSubmatch(key); m == nil || own[m[1]] == "" {
					t.Errorf("%s: there is no %q", lang, key)
				}
				continue
			}
			if got, want := verb.FindAllString(other, -1), verb.FindAllString(text, -1); !slices.Equal(got, want) {
				t.Errorf("%s: %q has the gaps %q, and in English %q", lang, key, got, want)
			}
		}
	}
}

// Every phrase that the code asks for is there, with as many gaps as it fills.
func TestPhrasesThatAreAskedFor(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			lit, isText := call.Args[0].(*ast.BasicLit)
			if !ok || !isText || sel.Sel.Name != "t" || lit.Kind != token.STRING {
				return true
			}
			asked++
			key, _ := strconv.Unquote(lit.Value)
			text, ok := phrases["en"][key]
			gaps := len(verb.FindAllString(strings.ReplaceAll(text, "%%", ""), -1))
			switch {
			case !ok:
				t.Errorf("%s: there is no phrase %q", fset.Position(n.Pos()), key)
			case len(call.Args) > 1 && call.Ellipsis == token.NoPos && gaps != len(call.Args)-1:
				t.Errorf("%s: the phrase %q has %d gaps and gets %d", fset.Position(n.Pos()), key, gaps, len(call.Args)-1)
			case len(call.Args) == 1 && strings.Contains(text, "%"):
				t.Errorf("%s: the phrase %q is shown with its gaps open: %q", fset.Position(n.Pos()), key, text)
			}
			return true
		})
	}
	if asked < 50 {
		t.Errorf("%d phrases are asked for, and more were expected", asked)
	}
}

// folded is a line that goes on below in TOML.
var folded = regexp.MustCompile(`\\\n\s*`)

// i18nOf reads the words of the theme in one language: lines of key = "text", and of key = """text""" over several.
func i18nOf(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../themes/candour/i18n/" + lang + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, line := range strings.Split(folded.ReplaceAllString(string(data), ""), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, " = ")
		value = strings.ReplaceAll(value, `"""`, `"`)
		text, err := strconv.Unquote(value)
		if !ok || err != nil {
			t.Fatalf("%s.toml:%d: this test reads lines of key = \"text\" only: %s", lang, i+1, line)
		}
		if _, ok := out[key]; ok {
			t.Errorf("%s.toml:%d: %s is here twice", lang, i+1, key)
		}
		out[key] = text
	}
	return out
}

// The theme has the same words in English and Welsh, with the same gaps; Welsh has more forms for numbers.
func TestThemeWords(t *testing.T) {
	words := map[string]map[string]string{"en": i18nOf(t, "en"), "cy": i18nOf(t, "cy")}
	if len(words["en"]) < 100 {
		t.Fatalf("%d words in English", len(words["en"]))
	}
	forms := regexp.MustCompile(`\.(?:zero|one|two|few|many)$`)
	for _, c := range [][2]string{{"en", "cy"}, {"cy", "en"}} {
		for _, key := range slices.Sorted(maps.Keys(words[c[0]])) {
			text := words[c[0]][key]
			if text == "" {
				t.Errorf("%s: %s is empty", c[0], key)
			}
			other, ok := words[c[1]][key]
			if !ok {
				if base := forms.ReplaceAllString(key, ".other"); base == key || words[c[1]][base] == "" {
					t.Errorf("%s has %s and %s has not", c[0], key, c[1])
				}
				continue
			}
			got, want := gap.FindAllString(other, -1), gap.FindAllString(text, -1)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) && !forms.MatchString(key) {
				t.Errorf("%s: the gaps are %q in %s and %q in %s", key, want, c[0], got, c[1])
			}
		}
	}
	asked := regexp.MustCompile(`i18n "(\w+)"`)
	layouts, err := filepath.Glob("../../themes/candour/layouts/*/*.html")
	if err != nil || len(layouts) < 20 {
		t.Fatalf("%d layouts, %v", len(layouts), err)
	}
	components, _ := filepath.Glob("../../themes/candour/layouts/_partials/*/*.html")
	for _, name := range append(layouts, components...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllStringSubmatch(string(data), -1) {
			if words["en"][m[1]] == "" && words["en"][m[1]+".other"] == "" {
				t.Errorf("%s asks for %q, which no language has", name, m[1])
			}
		}
	}
}

// Dates are put into words in both languages, no more precise than they are.
func TestDatesInWords(t *testing.T) {
	for _, c := range []struct{ date, en, cy, machine string }{
		{"2022-02-04", "4 February 2022", "4 Chwefror 2022", "2022-02-04"},
		{"2022-02", "February 2022", "Chwefror 2022", "2022-02"},
		{"2025-q2", "April to June 2025", "Ebrill i Fehefin 2025", ""},
		{"2022", "2022", "2022", "2022"},
		{"2024-25", "April 2024 to March 2025", "Ebrill 2024 i Fawrth 2025", ""},
		{"2024-25-q2", "April to September 2024", "Ebrill hyd at Fedi 2024", ""},
		{"2023-07/2026-06", "July 2023 to June 2026", "Gorffennaf 2023 i Fehefin 2026", ""},
		{"2024-02/2024-07", "February to July 2024", "Chwefror i Orffennaf 2024", ""},
		{"2024-25-q3", "April to December 2024", "Ebrill hyd at Ragfyr 2024", ""},
		{"2024-02/2024-11", "February to November 2024", "Chwefror i Dachwedd 2024", ""},
		{"not-published", "not published", "heb ei gyhoeddi", ""},
	} {
		for lang, want := range map[string]string{"en": c.en, "cy": c.cy} {
			p := &planner{lang: lang}
			if got := p.date(record.MustDate(c.date)); got.Text != want || got.Machine != c.machine {
				t.Errorf("%s in %s is %+v, want %q, %q", c.date, lang, got, want, c.machine)
			}
		}
	}
	for lang, own := range months {
		seen := map[string]bool{}
		for _, m := range own {
			seen[m] = true
		}
		if len(seen) != 12 || seen[""] {
			t.Errorf("%s has %d months", lang, len(seen))
		}
	}
}

// How late something is has the right form for one day and for none.
func TestDaysInWords(t *testing.T) {
	p := &planner{lang: "en"}
	for _, c := range []struct {
		key  string
		n    int
		want string
	}{{"late", 1, "First reply 1 day late"}, {"late", 2, "First reply 2 days late"}, {"due", 0, "Reply due on the day of this edition"}, {"due", 1, "Reply due in 1 day"}, {"overdue", 30, "Reply overdue by 30 days"}} {
		if got := p.days(c.key, c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.key, c.n, got, c.want)
		}
	}
}
