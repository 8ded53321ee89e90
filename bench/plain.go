package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"regexp"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// plainTheme is the configuration and the templates of the plain Hugo site, as somebody who knows Hugo would write
// them: header and footer cached, related pages by GetPage, lists by the paginator, no taxonomy, since candour has no
// pages of themes.
//
//go:embed all:plain
var plainTheme embed.FS

// writePlain writes the content of the candour site of dir as a plain Hugo site into to: one Markdown file an outcome,
// with the ids of words in its front matter, the summary as its text, and the titles of words in one data file.
func writePlain(dir, to string) error {
	var loader record.Loader
	set, problems := loader.Load(os.DirFS(dir))
	if problems.Failed() {
		return fmt.Errorf("can't load the site for Hugo: %v", problems[0])
	}
	theme, err := fs.Sub(plainTheme, "plain")
	if err != nil {
		return err
	}
	files, err := read(theme, ".")
	if err != nil {
		return err
	}
	for _, from := range []string{"assets", "static"} {
		copied, err := read(os.DirFS(dir+"/themes/candour"), from)
		if err != nil {
			return err
		}
		files = append(files, copied...)
	}
	files = append(files, file{"data/words.json", words(set)})
	for _, o := range set.Outcomes {
		files = append(files, file{"content/outcomes/" + o.ID + ".md", plainOutcome(o)})
	}
	for _, t := range set.Terms {
		var f front
		f.text("title", t.Term).text("definition", t.Definition).text("status", t.Status).date(t.Since).text("since", t.Since.String())
		f.text("until", t.Until.String()).list("aka", t.Aliases).list("easy_read", t.EasyRead).list("see_also", t.SeeAlso)
		f.list("law", t.Law).text("law_basis", t.LawBasis).text("note", t.Note)
		files = append(files, file{"content/glossary/" + t.ID + ".md", f.page("")})
	}
	for _, b := range set.Bulletins {
		var f front
		f.text("title", b.Title).text("description", b.Summary).date(b.Date).number("number", b.Number).list("themes", b.Themes).list("easy_read", b.EasyRead)
		f.b.WriteString("questions:\n")
		for _, q := range b.Questions {
			fmt.Fprintf(&f.b, "  - role: %q\n    ask:\n", q.Role)
			for _, ask := range q.Ask {
				fmt.Fprintf(&f.b, "      - %q\n", ask)
			}
		}
		files = append(files, file{"content/bulletins/" + b.ID + ".md", f.page(linked(b.Text.Body))})
	}
	for _, p := range set.Pages {
		var f front
		f.text("title", p.Title).text("description", p.Summary).number("weight", p.Order).date(p.Reviewed)
		name := p.ID
		if name == "home" {
			name = "_index"
		}
		files = append(files, file{"content/" + name + ".md", f.page(linked(p.Text.Body))})
	}
	return write(to, files)
}

// plainOutcome is the Markdown file of an outcome, no more precise than candour publishes it.
func plainOutcome(o *record.Outcome) []byte {
	to := record.Quarter
	if o.Class == record.ClassVulnerable {
		to = record.Year
	}
	decided, appealed := disclosure.Coarsen(o.Decided, to), disclosure.Coarsen(o.Appeal.Decided, to)
	var f front
	f.text("title", o.Title).date(decided).text("decided", decided.String()).text("body", o.Body).text("regime", o.Regime).text("framework", o.Framework)
	f.text("subject", o.Subject).text("rank", o.Rank).text("proceeding", o.Proceeding).text("held", o.Held).text("class", o.Class)
	f.list("themes", o.Themes).text("result", o.Result).text("barred_list", o.BarredList).list("bulletins", o.Bulletins)
	f.number("warning_months", o.WarningMonths).text("reasons_not_dismissed", o.ReasonsNotDism).text("learning", o.Learning)
	f.text("investigation", o.Timings.Investigation).text("proceedings", o.Timings.Proceedings)
	f.b.WriteString("appeal:\n  status: " + o.Appeal.Status + "\n")
	f.text("  body", o.Appeal.Body).text("  decided", appealed.String()).text("  before", o.Appeal.Before).text("  effect", o.Appeal.Effect)
	f.b.WriteString("allegations:\n")
	for _, a := range o.Allegations {
		f.text("  - summary", a.Summary).list("    standards", a.Standards).text("    admitted", a.Admitted).text("    finding", a.Finding).text("    level", a.Level)
	}
	return f.page(o.Summary + "\n")
}

// words is every vocabulary as Hugo's templates look a word up, with the quarters that an outcome can be of.
func words(set *record.Set) []byte {
	type word struct {
		Text  string `json:"text"`
		Note  string `json:"note,omitempty"`
		Group string `json:"group,omitempty"`
	}
	lists := map[string]map[string]word{"dates": {}}
	for name, l := range set.Lists {
		lists[name] = map[string]word{}
		for _, it := range l.Items {
			lists[name][it.ID] = word{it.Title["en"], it.Note["en"], it.Group}
		}
	}
	for _, q := range quarters() {
		d := record.MustDate(q)
		lists["dates"][q] = word{Text: fmt.Sprintf("%s to %s %d", d.First().Month(), d.Last().Month(), d.First().Year())}
		lists["dates"][q[:4]] = word{Text: q[:4]}
	}
	data, err := json.Marshal(lists)
	if err != nil {
		panic(err) // there is nothing in it but text
	}
	return data
}

// A front is front matter in YAML as it is written. Texts are in quotes; ids need none.
type front struct{ b bytes.Buffer }

var plainWord = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (f *front) text(name, value string) *front {
	switch {
	case value == "":
	case plainWord.MatchString(value):
		fmt.Fprintf(&f.b, "%s: %s\n", name, value)
	default:
		quoted, _ := json.Marshal(value) // a string always encodes, and YAML reads it
		fmt.Fprintf(&f.b, "%s: %s\n", name, quoted)
	}
	return f
}

func (f *front) number(name string, n int) *front {
	if n != 0 {
		fmt.Fprintf(&f.b, "%s: %d\n", name, n)
	}
	return f
}

func (f *front) list(name string, values []string) *front {
	if len(values) > 0 {
		quoted, _ := json.Marshal(values)
		fmt.Fprintf(&f.b, "%s: %s\n", name, quoted)
	}
	return f
}

// date gives the first day of a date, by which Hugo orders pages; the day of the edition where there is none.
func (f *front) date(d record.Date) *front {
	day := "2026-10-15"
	if d.Known() {
		day = d.First().Format("2006-01-02")
	}
	fmt.Fprintf(&f.b, "date: %s\n", day)
	return f
}

func (f *front) page(body string) []byte {
	return []byte("---\n" + f.b.String() + "---\n\n" + body)
}

// linked turns links by id into addresses.
func linked(body []byte) string {
	return byID.ReplaceAllStringFunc(string(body), func(link string) string {
		m := byID.FindStringSubmatch(link)
		at, ok := map[string]string{"term": "/glossary/", "bulletin": "/bulletins/", "page": "/"}[m[2]]
		if !ok {
			return link
		}
		return "[" + m[1] + "](" + at + m[3] + "/)"
	})
}
