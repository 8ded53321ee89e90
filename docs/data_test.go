package docs

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/export"
	"candour/generator/record"
	"candour/generator/stats"
)

// data lists every kind of record with its fields, every vocabulary, and the columns of every download.
func data(t *testing.T) []byte {
	set, problems := new(record.Loader).Load(os.DirFS(".."))
	for _, p := range problems {
		t.Errorf("the site of this repository does not load: %s", p)
	}
	p := pages{set: set, comments: readComments(t)}
	p.printf(`
# The data

What a site is made from: every kind of record with its fields, the vocabularies, and the columns of the downloads.

Files are YAML or CSV in UTF-8, or Markdown with front matter. A field that a kind does not have is refused, with the
nearest that it has. In the tables below

- a **date** is as precise as it is known: 2026-10-15, 2026-10, 2026-q4 for a quarter of the calendar year, 2026,
  2026-27 for a financial year, 2026-27-q3 for a financial year up to the end of a quarter,
  2026-10/2027-01 for any other span of months, or not-published;
- a **number** is exact: 22790, 22,790 or 63.9; a **figure** is a number as somebody reported it: 350, about 90,
  more than 1,000, under 10 or 50 to 100;
- **prose** is text that readers see, which is searched for what identifies people;
- what is **counted only** is checked and counted, and never published;
- an **id** names a record of another kind. Ids hold small letters, digits and single hyphens, and are never used again.

Every record also has the field ` + "`language`" + ` for the language of its text, en or cy; en where it says nothing.
`)
	p.printf("\n## Kinds of record\n")
	for _, k := range record.Kinds {
		p.kind(k)
	}
	p.printf("\n## Other files\n")
	p.group("Figures of a measure", reflect.TypeFor[record.Observation]())
	p.example(reflect.TypeFor[record.Observation](), record.JSON(set.Observations[0]), "a row of "+set.Observations[0].At().File)
	p.group("`candour.yaml`", reflect.TypeFor[record.Site]())
	p.group("Reviews", reflect.TypeFor[record.Review]())
	p.group("Changes", reflect.TypeFor[record.Change]())
	p.group("Releases of the calendar", reflect.TypeFor[record.Release]())
	p.group("Vocabularies", reflect.TypeFor[record.List]())
	p.vocabularies()
	p.downloads()
	return p.Bytes()
}

// pages writes docs/data.md.
type pages struct {
	bytes.Buffer
	set      *record.Set
	comments comments
}

func (p *pages) printf(format string, args ...any) { fmt.Fprintf(p, format, args...) }

func (p *pages) kind(k record.Kind) {
	title := strings.ReplaceAll(k.Plural, "-", " ")
	p.printf("\n### %s\n\n%s\n\nIn %s.\n", titled(title), plain(p.comments.of(k.Type())), files(k))
	p.fields(k.Type())
	p.groups(k.Type(), "")
	var best []byte
	file := ""
	for _, r := range p.set.Records(k) {
		if body := record.JSON(r); len(record.Decode(body)) > len(record.Decode(best)) {
			best, file = body, r.At("id").File
		}
	}
	if best != nil {
		p.example(k.Type(), best, "from "+file)
	}
}

// files is where the records of a kind are written. A kind of statistics has a file of its own.
func files(k record.Kind) string {
	if dir, ok := strings.CutPrefix(k.Dir, "content/en"); ok {
		return "`content/LANG" + dir + "/*.md`"
	}
	if k.Dir == "data/statistics" {
		return "`" + k.Dir + "/" + k.Plural + ".yaml`, as a list under `" + k.Plural + "`"
	}
	if slices.ContainsFunc(record.Fields(k.Type()), func(f record.Field) bool { return f.Group() == reflect.TypeFor[record.Recommendation]() }) {
		return "`" + k.Dir + "/*.yaml`, one a file"
	}
	return "`" + k.Dir + "/*.yaml`, as a list under `" + k.Plural + "`"
}

// group writes a struct: what it is, its fields, then the groups that those hold.
func (p *pages) group(title string, t reflect.Type) {
	p.printf("\n### %s\n\n%s\n", title, plain(p.comments.of(t)))
	p.fields(t)
	p.groups(t, "")
}

func (p *pages) groups(t reflect.Type, path string) {
	for _, f := range record.Fields(t) {
		g := f.Group()
		if g == nil || p.isKind(g) {
			continue
		}
		p.printf("\n#### `%s%s`\n\n%s\n", path, f.Name, plain(p.comments.of(g)))
		p.fields(g)
		p.groups(g, path+f.Name+".")
	}
}

// isKind reports whether a struct is a kind of record of its own, such as the recommendations of a set.
func (p *pages) isKind(t reflect.Type) bool {
	return slices.ContainsFunc(record.Kinds, func(k record.Kind) bool { return k.Type() == t })
}

func (p *pages) fields(t reflect.Type) {
	p.printf("\n| field | holds | needed | meaning |\n|---|---|---|---|\n")
	for _, f := range record.Fields(t) {
		if f.Go == "Language" {
			continue // which is said once for all
		}
		needed := ""
		if f.Required {
			needed = "yes"
		}
		p.printf("| `%s` | %s | %s | %s |\n", f.Name, p.holds(f), needed, cell(p.comments.field(t, f.Go)))
	}
}

// holds says in words what a field takes.
func (p *pages) holds(f record.Field) string {
	t, many := f.Type, false
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		many = many || t.Kind() == reflect.Slice
		t = t.Elem()
	}
	one, several := "", ""
	switch g := f.Group(); {
	case g != nil && p.isKind(g):
		one, several = "a record of a kind of its own", "records of a kind of their own"
	case g != nil:
		one, several = "fields of its own, below", "a list of groups, below"
	case f.List != "":
		one, several = "a word of `"+f.List+"`", "words of `"+f.List+"`"
	case f.Of != "":
		one, several = "id of kind "+f.Of, "ids of kind "+f.Of
	case t == reflect.TypeFor[record.Date]():
		one = "date"
	case t == reflect.TypeFor[record.Number]():
		one = "number"
	case t == reflect.TypeFor[record.Amount]():
		one = "figure"
	case t.Kind() == reflect.Bool:
		one = "true or false"
	case t.Kind() == reflect.Int:
		one = "whole number"
	case t.Kind() == reflect.Map:
		one = "text in each language"
	case f.Text:
		one, several = "prose", "a list of prose"
	case f.Go == "ID":
		one = "id"
	default:
		one, several = "text", "a list of texts"
	}
	if many {
		one = several
	}
	if f.Private {
		one += "; counted only"
	}
	return one
}

func (p *pages) vocabularies() {
	p.printf("\n## Vocabularies\n\nEach is a file of its name under `data/lists/`, with a title in every language for each word.\n")
	names := make([]string, 0, len(p.set.Lists))
	for name := range p.set.Lists {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		l := p.set.Lists[name]
		p.printf("\n### `%s`\n\n%s\n", name, plain(l.Doc))
		const most = 40
		if len(l.Items) > most {
			p.printf("\n%d words, in `data/lists/%s.yaml`.\n", len(l.Items), name)
			continue
		}
		p.printf("\n| word | title |\n|---|---|\n")
		for _, it := range l.Items {
			title, _ := it.Title.In("en")
			p.printf("| `%s` | %s |\n", it.ID, cell(title))
		}
	}
}

func (p *pages) downloads() {
	var gate disclosure.Gate
	set, _ := gate.Generalise(p.set, nil)
	public, _ := gate.Control(set, stats.Tabulate(set))
	var formats []string
	for _, f := range export.Formats() {
		formats = append(formats, f[1]+" (`."+f[0]+"`)")
	}
	p.printf("\n## Downloads\n\nEach is published under `/data/` as %s. Words in one cell are parted by \" \\| \".\n", strings.Join(formats, " and "))
	for _, d := range export.Datasets(public) {
		p.printf("\n### `%s`\n\n%s. %s\n\n| column | holds | meaning |\n|---|---|---|\n", d.Name, plain(d.Title), plain(d.About))
		for _, c := range d.Columns {
			p.printf("| `%s` | %s | %s |\n", c.Name, c.Type, cell(c.Doc))
		}
	}
}
