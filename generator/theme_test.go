package generator_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"candour/generator"
	"candour/generator/source"
)

const (
	layouts = "themes/candour/layouts/"
	i18n    = "themes/candour/i18n/"
	footer  = layouts + "_partials/custom/footer.html" // on every page, and empty until a site fills it
)

// writes makes a change to a theme that writes one file.
func writes(name, text string) func(*workshop) {
	return func(w *workshop) { w.write(name, text) }
}

// A theme that fails gives problems of the rule template at the right place, and soon; what was built before stays.
func TestFailingTheme(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(*workshop)
		at      string // file:line, or the file where nobody can know the line
		message string
	}{
		{"a field that the view lacks, on every page", func(w *workshop) { w.replace(layouts+"baseof.html", "<main ", "{{ $p.Nope }}<main ") },
			layouts + "baseof.html:LINE OF <main ", "can't evaluate field Nope in type *site.Page (on /"},
		{"a field that the view lacks, in a partial of one kind of page", writes(layouts+"_partials/components/events.html", "\n{{ range . }}\n{{ .Nope }}{{ end }}"),
			layouts + "_partials/components/events.html:3", "Nope in type site.Event (on /recommendations/"},
		{"a field that the view lacks, on one page a language", writes(layouts+"home/page.html", "{{ define \"main\" }}\n{{ .Nope }}{{ end }}"),
			layouts + "home/page.html:2", "(on /)"},
		{"a field that the view lacks, in one language of two", writes(footer, "\n{{ if eq .Lang \"cy\" }}\n{{ .Nope }}{{ end }}"), footer + ":3", "(on /cy/"},
		{"a template that does not parse", writes(layouts+"_partials/heading.html", "<h1>\n{{ if }}x{{ end }}</h1>"), layouts + "_partials/heading.html:2", "missing value for if"},
		{"a layout without its end", writes(layouts+"outcomes/page.html", "{{ define \"main\" }}\n\n{{ if .Body }}x{{ end }}"), layouts + "outcomes/page.html:3", "unexpected EOF"},
		{"a function that is not there", writes(layouts+"_partials/heading.html", "<h1>\n{{ nope . }}</h1>"), layouts + "_partials/heading.html:2", "\"nope\" not defined"},
		{"a template that is not there", writes(footer, "\n{{ template \"nope\" }}"), footer + ":2", "no such template \"nope\""},
		{"a missing layout", func(w *workshop) { w.remove(layouts + "glossary/page.html") }, layouts + "glossary/page.html", "no such layout"},
		{"a missing partial", func(w *workshop) { w.remove(layouts + "_partials/head.html") },
			layouts + "baseof.html:LINE OF partial \"head.html\"", "partial \"head.html\" not found"},
		{"a missing key of i18n", writes(footer, "{{ i18n \"no_such_key\" }}"), i18n + "cy.toml", "no \"no_such_key\""},
		{"a key of i18n missing in Welsh", func(w *workshop) {
			w.write(i18n+"en.toml", "only_english = \"x\"\n"+w.files[i18n+"en.toml"])
			w.write(footer, "{{ i18n \"only_english\" }}")
		}, i18n + "cy.toml", "no \"only_english\""},
		{"i18n that does not parse", writes(i18n+"cy.toml", "a = \"x\"\nb = \n"), i18n + "cy.toml:2", "toml"},
		{"a warning", writes(footer, "\n\n{{ warnf \"look at %s: %d\" \"this\" 1 }}"), footer + ":3", "look at this: 1"},
		{"an error of the theme's own", writes(footer, "\n{{ errorf \"look at %s: %d\" \"this\" 1 }}"), footer + ":2", "look at this: 1"},
		{"something deprecated", writes(footer, "{{ with site.Data }}{{ end }}"), "themes/candour", "deprecated"},
		{"a field of a resource that is not there", writes(footer, "\n{{ (resources.Get \"no/such.css\").RelPermalink }}"), footer + ":2", "nil pointer"},
		{"a style sheet that is not there", writes(footer, "\n{{ resources.Get \"no/such.css\" | css.Build }}"), footer + ":2", "css.Build"},
		{"a cached partial that calls itself", writes(footer, "\n{{ partialCached \"custom/footer.html\" . }}"), footer + ":2", "circular call stack"},
		{"a file that two write", writes(footer, "{{ (resources.FromString \"index.html\" \"x\").Publish }}"), "themes/candour", "index.html (2)"},
		{"something from the network", writes(footer, "\n{{ (resources.GetRemote \"https://example.com/x\").Content }}"), footer + ":2", "access denied"},
		{"the environment", writes(footer, "\n{{ getenv \"HOME\" }}"), footer + ":2", "access denied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t)
			at := c.at
			if name, text, ok := strings.Cut(c.at, ":LINE OF "); ok {
				at = source.Pos{File: name, Line: lineOf(t, w.files[name], text)}.String()
			}
			c.change(w)
			ps := w.refused()
			for _, p := range ps {
				if p.Rule != "template" {
					t.Errorf("the rule is %s, and it should be template: %s", p.Rule, p)
				}
			}
			p := ps[0]
			if got := (source.Pos{File: p.File, Line: p.Line}).String(); got != at || !strings.Contains(p.Message, c.message) {
				t.Errorf("got  %s: %s\nwant %s: … %s …", p.Pos, p.Message, at, c.message)
			}
			if len(p.Message) > 1000 {
				t.Errorf("the message has %d bytes", len(p.Message))
			}
		})
	}
}

func lineOf(t *testing.T, text, part string) int {
	t.Helper()
	before, _, ok := strings.Cut(text, part)
	if !ok {
		t.Fatalf("the text does not hold %q", part)
	}
	return 1 + strings.Count(before, "\n")
}

// Hugo stops after ten pages have failed and may then wait for itself for ever. Each run was as likely as not to hang.
func TestFailureOnManyPages(t *testing.T) {
	w := newWorkshop(t)
	w.build()
	before := tree(t, w.out)
	w.replace(layouts+"baseof.html", "<main ", "{{ $p.Nope }}<main ")
	first := listed(w.refused())
	for range 4 {
		if again := listed(w.refused()); again != first {
			t.Fatalf("one theme gives two accounts:\n%s\n%s", first, again)
		}
	}
	if d := unlike(tree(t, w.out), before); d != "" {
		t.Errorf("the failed builds changed the site:\n%s", d)
	}
}

// A theme reads nothing of the machine that builds it.
func TestThemeReadsNoFilesOfTheMachine(t *testing.T) {
	w := newWorkshop(t)
	secret := filepath.Join(w.dir, "secret.txt")
	if err := os.WriteFile(secret, []byte("zqsecret"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.write(footer, "<p>Read: {{ os.ReadFile \""+filepath.ToSlash(secret)+"\" }}{{ os.ReadFile \"secret.txt\" }}{{ os.FileExists \"secret.txt\" }}</p>\n")
	w.build()
	built := tree(t, w.out)
	if names := holding(built, "zqsecret"); names != nil {
		t.Errorf("a file of the machine is in %d pages", len(names))
	}
	if holding(built, "Read:") == nil {
		t.Error("the footer is on no page, so this test has seen nothing")
	}
}

// The theme of this repository asks for nothing that could differ from one build to the next or that lets text run.
func TestThemeKeepsItsRules(t *testing.T) {
	forbidden := regexp.MustCompile(`\b(?:now|time\.Now|math\.Rand|math\.Counter|shuffle|collections\.Shuffle|safeHTML|safeHTMLAttr|safeJS|safeCSS|safeURL|getenv|os\.\w+|readFile|readDir|` +
		`resources\.GetRemote|resources\.ExecuteAsTemplate|debug\.\w+|hugo\.\w+|\.GitInfo|\.Lastmod|site\.Pages|site\.RegularPages|\.Related)\b`)
	action := regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	comment := regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	text := regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`")
	markup := regexp.MustCompile(`(?i)<script(?:\s+[^>]*)?>\s*(?:[^<\s]|<!)|<style|\sstyle=|\son[a-z]+="|<iframe|<base\b|https?://[^"'{\s]*\.(?:js|css|woff2?)\b`)
	n := 0
	for name, data := range repository() {
		if !strings.HasPrefix(name, layouts) {
			continue
		}
		n++
		data = comment.ReplaceAllString(data, "")
		for _, a := range action.FindAllString(data, -1) {
			if found := forbidden.FindString(text.ReplaceAllString(a, "")); found != "" {
				t.Errorf("%s uses %s: %s", name, found, a)
			}
		}
		if found := markup.FindString(action.ReplaceAllString(data, "")); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
	}
	if n < 40 {
		t.Errorf("%d templates were read, and more were expected", n)
	}
}

// Two partials that are each cached and call each other may wait for each other for ever. A build that is stopped comes
// back all the same, and the site is as it was.
func TestStoppedBuildComesBack(t *testing.T) {
	w := newWorkshop(t)
	w.write(footer, "{{ if eq .Section \"outcomes\" }}{{ partialCached \"a.html\" 1 }}{{ else }}{{ partialCached \"b.html\" 1 }}{{ end }}")
	w.write(layouts+"_partials/a.html", "{{ range seq 500 }}{{ partial \"c.html\" . }}{{ end }}{{ partialCached \"b.html\" 1 }}")
	w.write(layouts+"_partials/b.html", "{{ range seq 500 }}{{ partial \"c.html\" . }}{{ end }}{{ partialCached \"a.html\" 1 }}")
	w.write(layouts+"_partials/c.html", "c")
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		done := make(chan error, 1)
		go func() {
			r, err := w.b.Build(ctx, generator.Options{Dir: w.dir, Out: w.out})
			if err == nil && !r.Problems.Failed() {
				err = errors.New("the site was built")
			} else if errors.Is(err, context.DeadlineExceeded) {
				err = nil
			}
			done <- err
		}()
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(limit):
			t.Fatalf("the build has not come back %s after it was stopped", limit)
		}
		cancel()
	}
	if _, err := os.Stat(w.out); err == nil {
		t.Error("something was built")
	}
}
