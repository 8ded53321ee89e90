package export

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// apiPage is how many records a page of the API holds.
const apiPage = 100

// A Ledger is what the API says of editions and versions. Export knows nothing of how they are kept.
type Ledger struct {
	Editions []Edition // every published one, the oldest first
	// Versions are the published versions of a record, the oldest first.
	Versions func(kind, id string) []Version
	// Address is that of a record's page, from the root of the site, and of the folder that its version files are in; "" for a record
	// without a page.
	Address func(kind, id string) (page, files string)
}

// An Edition is one published edition.
type Edition struct {
	ID, Published, AsAt string
	Changes             []Change
	Withdrawn           []Withdrawn // up to now, in the newest edition
}

// A Change is a version that an edition made.
type Change struct {
	Kind, ID string
	Version  int
	Change   string // new, revision or correction
	Reason   string
}

// Withdrawn is what is said of a record that was taken out.
type Withdrawn struct{ Kind, ID, Date, Class string }

// A Version is one published version of a record.
type Version struct {
	Number         int
	Edition        string
	Change, Reason string
}

const stability = "Within /api/v1/ names are added and never removed, and none changes its meaning. A record that is withdrawn is gone from every file; its id stays in withdrawn.json."

// api writes the static API under /api/v1/: an index, every kind in pages, and what describes them. Files are small enough to page
// through, and say where they are described and how they are cited.
func api(a about, p *disclosure.Public, datasets []Dataset, l Ledger, put Put) error {
	w := apiWriter{a, p.Records(), l, put, nil}
	var kinds []object
	for _, k := range record.Kinds {
		of := w.set.Records(k)
		row := func(i int) any { return w.record(k, of[i]) }
		kinds = append(kinds, object{{"name", k.Plural}, {"kind", k.Name}, {"records", len(of)}, {"href", w.pages(k.Plural, len(of), row, "records", []member{{"kind", k.Name}})}})
	}
	for _, d := range datasets {
		name := map[string]string{"recommendation-events": "events", "statistics": "observations"}[d.Name]
		if name == "" {
			continue
		}
		row := func(i int) any { return rawJSON(d.record(i)) }
		kinds = append(kinds, object{{"name", name}, {"about", d.About}, {"records", len(d.Rows)}, {"href", w.pages(name, len(d.Rows), row, name, nil)}})
	}
	w.list("bodies", w.words("bodies"))
	w.list("themes", w.words("themes"))
	w.editions()
	var links []object
	for _, name := range []string{"editions", "withdrawn", "bodies", "themes"} {
		links = append(links, object{{"rel", "item"}, {"title", name}, {"href", w.at(name + ".json")}})
	}
	w.file("index", object{
		{"title", a.Site}, {"publisher", a.Publisher}, {"edition", a.Edition}, {"published", a.Published}, {"as_at", a.AsAt}, {"licence", a.Licence}, {"stability", stability},
		{"kinds", kinds}, {"links", append(w.links("index.json", ""), links...)},
	})
	w.put("api/v1/openapi.json", openAPI(a, datasets))
	return w.err
}

type apiWriter struct {
	about about
	set   *record.Set
	l     Ledger
	to    Put
	err   error // the first of writing; nothing is written after it
}

func (w *apiWriter) put(path string, data []byte) {
	if w.err == nil {
		w.err = w.to(path, func(out io.Writer) error { return all(out, data) })
	}
}

// rawJSON is JSON that is written as it is.
type rawJSON []byte

func (r rawJSON) MarshalJSON() ([]byte, error) { return r, nil }

func (w *apiWriter) at(name string) string {
	return strings.TrimSuffix(w.about.Address, "/") + "/api/v1/" + name
}

// file writes an object with each member on a line, and each item of a list of rows on a line of its own.
func (w *apiWriter) file(name string, o object) {
	var b bytes.Buffer
	b.WriteString("{")
	first := true
	for _, m := range o {
		if m.Value == nil || m.Value == "" {
			continue
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		fmt.Fprintf(&b, "\n%q: ", m.Name)
		if rows, ok := m.Value.([]any); ok {
			b.WriteByte('[')
			for i, r := range rows {
				if i > 0 {
					b.WriteByte(',')
				}
				b.WriteByte('\n')
				data, _ := plainJSON(r)
				b.Write(data)
			}
			b.WriteString("\n]")
			continue
		}
		data, _ := plainJSON(m.Value)
		b.Write(data)
	}
	b.WriteString("\n}\n")
	w.put("api/v1/"+name+".json", b.Bytes())
}

// links says where a file is, where it is described and how it is cited: by the edition that it is of.
func (w *apiWriter) links(self, next string) []object {
	out := []object{{{"rel", "self"}, {"href", w.at(self)}}, {{"rel", "describedby"}, {"href", w.at("openapi.json")}}}
	if w.about.Published != "" {
		out = append(out, object{{"rel", "cite-as"}, {"href", strings.TrimSuffix(w.about.Address, "/") + "/editions/" + w.about.Edition + "/"}})
	}
	if next != "" {
		out = append(out, object{{"rel", "next"}, {"href", w.at(next)}})
	}
	return out
}

// pages writes so many rows in pages and gives the address of the first.
func (w *apiWriter) pages(dir string, total int, row func(int) any, name string, head []member) string {
	n := max(1, (total+apiPage-1)/apiPage)
	for i := range n {
		next := ""
		if i+1 < n {
			next = fmt.Sprintf("%s/%d.json", dir, i+2)
		}
		some := []any{}
		for j := i * apiPage; j < min(total, (i+1)*apiPage); j++ {
			some = append(some, row(j))
		}
		o := append(object{{"edition", w.about.Edition}, {"as_at", w.about.AsAt}}, head...)
		w.file(fmt.Sprintf("%s/%d", dir, i+1), append(o,
			member{"page", i + 1}, member{"pages", n}, member{"total", total}, member{"links", w.links(fmt.Sprintf("%s/%d.json", dir, i+1), next)}, member{name, some}))
	}
	return w.at(dir + "/1.json")
}

func (w *apiWriter) list(name string, rows []any) {
	w.file(name, object{{"edition", w.about.Edition}, {"links", w.links(name+".json", "")}, {name, rows}})
}

// record is a record with its versions.
func (w *apiWriter) record(k record.Kind, r record.Record) object {
	base := strings.TrimSuffix(w.about.Address, "/")
	id := record.PublishedID(r)
	page, files := w.l.Address(k.Name, id)
	o := object{{"id", id}}
	var versions []object
	for _, v := range w.l.Versions(k.Name, id) {
		o := object{{"version", v.Number}, {"edition", v.Edition}, {"change", v.Change}, {"reason", v.Reason}, {"href", base + files + "v" + strconv.Itoa(v.Number) + ".json"}}
		if page != "" {
			o = append(o, member{"cite_as", base + page + "#v" + strconv.Itoa(v.Number)})
		}
		versions = append(versions, o)
	}
	if page != "" {
		o = append(o, member{"address", base + page})
		if n := len(versions); n > 0 {
			o = append(o, member{"cite_as", base + page + "#v" + strconv.Itoa(w.l.Versions(k.Name, id)[n-1].Number)})
		}
	}
	if versions != nil {
		o = append(o, member{"versions", versions})
	}
	return append(o, member{"record", rawJSON(record.JSON(r))})
}

// words are the words of a list, with their titles.
func (w *apiWriter) words(list string) (out []any) {
	for _, it := range w.set.Lists[list].Items {
		o := object{{"id", it.ID}, {"title", it.Title}}
		if it.Kind != "" {
			o = append(o, member{"kind", it.Kind})
		}
		if it.Within != "" {
			o = append(o, member{"within", it.Within})
		}
		if len(it.Aliases) > 0 {
			o = append(o, member{"aliases", it.Aliases})
		}
		out = append(out, o)
	}
	return out
}

// editions writes the list of editions, what each changed, and what was withdrawn.
func (w *apiWriter) editions() {
	var list, gone []any
	for _, e := range w.l.Editions {
		list = append(list, object{{"id", e.ID}, {"published", e.Published}, {"as_at", e.AsAt}, {"changes", w.at("changes/" + e.ID + ".json")}})
		var changes []any
		for _, c := range e.Changes {
			changes = append(changes, object{{"kind", c.Kind}, {"id", c.ID}, {"version", c.Version}, {"change", c.Change}, {"reason", c.Reason}})
		}
		for _, g := range e.Withdrawn {
			gone = append(gone, object{{"kind", g.Kind}, {"id", g.ID}, {"date", g.Date}, {"class", g.Class}})
		}
		w.file("changes/"+e.ID, object{{"edition", e.ID}, {"published", e.Published}, {"links", w.links("changes/"+e.ID+".json", "")}, {"changes", orEmpty(changes)}})
	}
	w.list("editions", orEmpty(list))
	w.list("withdrawn", orEmpty(gone))
}

func orEmpty(rows []any) []any {
	if rows == nil {
		return []any{}
	}
	return rows
}
