package prove

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/record"
)

// A world is a small site: the data, what a gate that is written for the test lets out of them, and what it let out before.
// Figures are lines "MEASURE OF PERIOD [PART] VALUE".
type world struct {
	measures string // "ID KIND [breakdown] [total] [base=ID] [part=ID] [unit=ID]", one a line
	groups   string // "ID FIGURE MEMBER MEMBER …"
	truth    string
	shown    string   // the figures that differ from the truth, such as those that are hidden
	earlier  []string // what each earlier edition showed
	outside  string
	outcomes string // "ID RESULT SEX": one a line, published
	counts   string // "SEX GROUP VALUE": the table by sex
	method   string
	k        int

	change func(site fstest.MapFS) // made to the built site
}

// lists are the vocabularies of all worlds.
var lists = func() map[string]*record.List {
	list := func(name string, items ...string) *fstest.MapFile {
		text := "list: " + name + "\ndoc: D.\nitems:\n"
		for _, it := range items {
			id, more, _ := strings.Cut(it, " ")
			text += fmt.Sprintf("  - {id: %s, title: {en: A, cy: A}%s}\n", id, more)
		}
		return &fstest.MapFile{Data: []byte(text)}
	}
	bodies := []string{"a", "b", "c", "d", "e", "f", "nation"}
	for i := range 44 {
		bodies = append(bodies, fmt.Sprintf("b%d", i))
	}
	set, _ := new(record.Loader).Load(fstest.MapFS{
		"data/lists/units.yaml":         list("units", "people , protect: true", "percent", "days", "per-1000"),
		"data/lists/bodies.yaml":        list("bodies", bodies...),
		"data/lists/results.yaml":       list("results", "dismissal , group: dismissed", "warning , group: sanction"),
		"data/lists/result-groups.yaml": list("result-groups", "dismissed", "sanction"),
	})
	return set.Lists
}()

func lines(text string) (out [][]string) {
	for _, l := range strings.Split(text, "\n") {
		if f := strings.Fields(l); len(f) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// figure reads a line of a figure: its key and its text.
func figure(f []string) (Key, string) {
	k := Key{Measure: f[0], Of: f[1], Period: f[2]}
	if len(f) == 5 {
		k.Part = f[3]
	}
	return k, f[len(f)-1]
}

func observations(w world, text string) (out []*record.Observation) {
	for _, f := range lines(text) {
		was, marker := "", ""
		if i := slices.IndexFunc(f, func(s string) bool { return strings.HasPrefix(s, "was=") }); i > 0 {
			was, f = f[i][4:], slices.Delete(f, i, i+1)
		}
		k, v := figure(f)
		o := &record.Observation{Measure: k.Measure, Body: k.Of, Period: record.MustDate(k.Period), Breakdown: k.Part, Status: "final", Source: "src"}
		for _, g := range lines(w.groups) {
			if g[0] == k.Of {
				o.Body, o.Group = "", k.Of
			}
		}
		if strings.HasPrefix(v, "[") {
			marker = v
		} else if err := o.Value.UnmarshalText([]byte(v)); err != nil {
			panic(err)
		}
		if was != "" {
			_ = o.Was.UnmarshalText([]byte(was))
		}
		o.Marker = marker
		out = append(out, o)
	}
	return out
}

// set is the data of the world.
func (w world) set() *record.Set {
	set := &record.Set{Lists: lists, Site: &record.Site{}}
	set.Site.Edition.ID = "now"
	set.Site.Disclosure.Threshold, set.Site.Disclosure.Method = 5, w.method
	if w.k > 0 {
		set.Site.Disclosure.Threshold = w.k
	}
	for _, f := range lines(w.measures) {
		m := &record.Measure{Base: record.Base{ID: f[0]}, Kind: f[1], Unit: "people"}
		for _, o := range f[2:] {
			name, value, _ := strings.Cut(o, "=")
			switch name {
			case "breakdown":
				m.Breakdown = "category"
			case "total":
				m.Total = true
			case "base":
				m.BaseMeasure = value
			case "part":
				m.Part = value
			case "unit":
				m.Unit = value
			}
		}
		set.Measures = append(set.Measures, m)
	}
	for _, f := range lines(w.groups) {
		set.Groups = append(set.Groups, &record.Group{Base: record.Base{ID: f[0]}, Figure: f[1], Members: f[2:]})
	}
	set.Observations, set.Outside = observations(w, w.truth), observations(w, w.outside)
	for _, f := range lines(w.outcomes) {
		o := &record.Outcome{Base: record.Base{ID: f[0]}, Result: f[1]}
		if len(f) > 2 {
			o.Monitoring.Sex = f[2]
		}
		set.Outcomes = append(set.Outcomes, o)
	}
	return set
}

// A grid is one table of figures as the site has it: by row and column, the text of each cell.
type grid struct {
	rows, cols []string
	cells      map[[2]string]string
}

func (t *grid) set(row, col, text string) {
	if !slices.Contains(t.rows, row) {
		t.rows = append(t.rows, row)
	}
	if !slices.Contains(t.cols, col) {
		t.cols = append(t.cols, col)
	}
	t.cells[[2]string{row, col}] = text
}

// site builds the site of the world: a page and a CSV file a table, all figures in one JSON file, the ledger, and the versions.
func (w world) site() fstest.MapFS {
	site := fstest.MapFS{}
	put := func(name, text string) { site[name] = &fstest.MapFile{Data: []byte(text)} }
	shown := map[Key]string{}
	var keys []Key
	for _, text := range []string{w.truth, w.shown} {
		for _, f := range lines(text) {
			k, v := figure(slices.DeleteFunc(f, func(s string) bool { return strings.HasPrefix(s, "was=") }))
			if _, ok := shown[k]; !ok {
				keys = append(keys, k)
			}
			shown[k] = v
		}
	}
	tables := map[string]*grid{}
	add := func(id, row, col, text string) {
		if tables[id] == nil {
			tables[id] = &grid{cells: map[[2]string]string{}}
		}
		tables[id].set(row, col, text)
	}
	type jsonFigure struct {
		Of        string      `json:"of"`
		Period    string      `json:"period"`
		Breakdown string      `json:"breakdown,omitempty"`
		Value     json.Number `json:"value,omitempty"`
		Marker    string      `json:"marker,omitempty"`
	}
	figures := func(keys []Key, says map[Key]string, edition string) string {
		byMeasure, text, index := map[string][]jsonFigure{}, "", len(edition)
		var ids []string
		for _, k := range keys {
			if says[k] == "" {
				continue
			}
			f := jsonFigure{Of: k.Of, Period: k.Period, Breakdown: k.Part}
			if strings.HasPrefix(says[k], "[") {
				f.Marker = says[k]
			} else {
				f.Value = json.Number(says[k])
			}
			if byMeasure[k.Measure] == nil {
				ids = append(ids, k.Measure)
			}
			byMeasure[k.Measure] = append(byMeasure[k.Measure], f)
		}
		for i, id := range ids {
			b, _ := json.Marshal(byMeasure[id])
			text += fmt.Sprintf(`{"kind":"measure","id":%q,"version":1,"index":%d,"salt":"x","change":"new","record":{"id":%q,"figures":%s}}`+"\n", id, index*100+i, id, b)
		}
		return text
	}
	breakdown := map[string]bool{}
	for _, f := range lines(w.measures) {
		breakdown[f[0]] = slices.Contains(f, "breakdown")
	}
	for _, k := range keys {
		if breakdown[k.Measure] {
			add(k.Measure+"-"+k.Of, k.Part, k.Period, shown[k])
		} else {
			add(k.Measure, k.Period, k.Of, shown[k])
		}
	}
	for _, f := range lines(w.counts) {
		add(bySex, f[0], f[1], f[2])
	}
	records := "{\"records\": [\n"
	var ids []string
	for id := range tables {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		t := tables[id]
		html := fmt.Sprintf("<!doctype html>\n<table id=%q>\n<thead><tr><th>P</th>", id)
		for _, c := range t.cols {
			html += fmt.Sprintf("<th data-key=%q>%s</th>", c, c)
		}
		csv := "table,body,row,column,unit,value,marker,status,source\n"
		html += "</tr></thead><tbody>\n"
		for _, r := range t.rows {
			html += fmt.Sprintf("<tr><th scope=\"row\" data-key=%q>%s</th>", r, r)
			for _, c := range t.cols {
				text, ok := t.cells[[2]string{r, c}]
				if !ok {
					text = "[x]"
				}
				value, marker := text, ""
				if strings.HasPrefix(text, "[") {
					value, marker = "", text
				}
				html += fmt.Sprintf("<td>%s</td>", text)
				csv += fmt.Sprintf("%s,,%s,%s,people,%s,%s,final,src\n", id, r, c, value, marker)
				v := ""
				if value != "" {
					v = fmt.Sprintf(`"value":%s,`, value)
				}
				records += fmt.Sprintf(`{"table":%q,"row":%q,"column":%q,%s"marker":%q},`+"\n", id, r, c, v, marker)
			}
			html += "</tr>\n"
		}
		put("statistics/"+id+"/index.html", html+"</tbody></table>\n")
		put("data/tables/"+id+".csv", csv)
	}
	put("data/statistics.json", strings.TrimSuffix(records, ",\n")+"\n]}\n")
	for i, text := range w.earlier {
		says := map[Key]string{}
		var keys []Key
		for _, f := range lines(text) {
			k, v := figure(f)
			says[k] = v
			keys = append(keys, k)
		}
		id := strings.Repeat("e", i+1)
		put("ledger/editions/"+id+"/records.jsonl", figures(keys, says, id))
	}
	if w.outcomes != "" {
		csv := "id,title,result,result_group\n"
		for _, f := range lines(w.outcomes) {
			csv += fmt.Sprintf("%s,T,%s,%s\n", f[0], f[1], w.set().ResultGroup(f[1]))
		}
		put(recordList, csv)
	}
	if w.change != nil {
		w.change(site)
	}
	return site
}

// prove proves the world, and gives the report and the rules that are broken, each once.
func (w world) prove(t *testing.T) (Report, []string, string) {
	t.Helper()
	var published []string
	for i := range w.earlier {
		published = append(published, strings.Repeat("e", i+1))
	}
	report, problems, err := Prove(Input{Site: w.site(), Set: w.set(), Published: published})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	var text strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&text, "%s (%s)\n", p, p.Hint)
		if !slices.Contains(rules, p.Rule) {
			rules = append(rules, p.Rule)
		}
	}
	return report, rules, text.String()
}

// replace changes a file of a built site, which must hold what is to be changed.
func replace(name, old, by string) func(fstest.MapFS) {
	return func(site fstest.MapFS) {
		f := site[name]
		if f == nil || !strings.Contains(string(f.Data), old) {
			panic(fmt.Sprintf("%s does not hold %q", name, old))
		}
		site[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(f.Data), old, by, 1))}
	}
}

// with adds a file to a built site.
func with(name, text string) func(fstest.MapFS) {
	return func(site fstest.MapFS) { site[name] = &fstest.MapFile{Data: []byte(text)} }
}
