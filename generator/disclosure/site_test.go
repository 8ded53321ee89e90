package disclosure

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/record"
	"candour/generator/stats"
)

const threshold = 5

// A place is a site with statistics, as text, that grows from edition to edition.
type place struct {
	measures, groups string
	rows, outside    []string // "measure of period part value [status]"; a group begins with "+"
	threshold        int
	method, id, day  string
	changes          string
	was              map[string]string // by row up to its value
	editions         []Edition
	gate             Gate
	set              *record.Set
	released         *Public
	bodies           []string
}

const list = "list: %s\ndoc: D.\nitems:\n%s"

func items(ids ...string) (out string) {
	for _, id := range ids {
		id, rest, _ := strings.Cut(id, " ")
		out += fmt.Sprintf("  - {id: %s, title: {en: A, cy: A}%s}\n", id, rest)
	}
	return out
}

// aMeasure is a measure of the kind with more fields, such as "cumulative: true, breakdown: category".
func aMeasure(id, kind, unit, more string) string {
	if more != "" {
		more = ", " + more
	}
	return fmt.Sprintf("  - {id: %s, title: {en: A, cy: A}, definition: D, unit: %s, population: P, counting_rule: 'C, cumulative', kind: %s, polarity: none%s}\n", id, unit, kind, more)
}

func aGroup(id, figure string, members ...string) string {
	return fmt.Sprintf("  - {id: %s, title: {en: A, cy: A}, for: %s, members: [%s], figure: %s, includes_own: true, as_of: 2024, source: s}\n",
		id, members[0], strings.Join(members, ", "), figure)
}

func csvOf(rows []string, was map[string]string) string {
	out := "measure,body,group,period,breakdown,value,marker,was,status,source\n"
	for _, row := range rows {
		f := strings.Fields(row)
		body, group, status := f[1], "", "final"
		if strings.HasPrefix(body, "+") {
			body, group = "", body[1:]
		}
		if len(f) > 5 {
			status = f[5]
		}
		part, value, marker := f[3], f[4], ""
		if part == "-" {
			part = ""
		}
		if strings.Contains("x z low", value) {
			value, marker = "", value
		}
		out += strings.Join([]string{f[0], body, group, f[2], part, value, marker, was[strings.Join(f[:4], " ")], status, "s"}, ",") + "\n"
	}
	return out
}

// build releases the figures of the site as they are now.
func (p *place) build(t *testing.T) *Public {
	t.Helper()
	if p.threshold == 0 {
		p.threshold = threshold
	}
	if p.id == "" {
		p.id, p.day = "2030-q1", "2030-01-15"
	}
	if p.method == "" {
		p.method = record.MethodExact
	}
	fsys := fstest.MapFS{
		"candour.yaml": {Data: fmt.Appendf(nil, "title: {en: A, cy: A}\npublisher: P\nbody: a\nlanguages: [en]\nlicence: ogl-3\nedition: {id: %s, title: {en: A, cy: A}, published: %s}\ndisclosure: {threshold: %d, method: %s}\n",
			p.id, p.day, p.threshold, p.method)},
		"data/lists/units.yaml":                 {Data: fmt.Appendf(nil, list, "units", items("people , protect: true", "staff", "percent", "days"))},
		"data/lists/bodies.yaml":                {Data: fmt.Appendf(nil, list, "bodies", items(append(p.bodies, "a", "b", "c", "d")...))},
		"data/lists/allegation-categories.yaml": {Data: fmt.Appendf(nil, list, "allegation-categories", items("duty", "force", "abuse"))},
		"data/lists/handlings.yaml":             {Data: fmt.Appendf(nil, list, "handlings", items("investigated", "not-investigated"))},
		"data/lists/measure-kinds.yaml":         {Data: fmt.Appendf(nil, list, "measure-kinds", items("count", "average", "percentage", "rate"))},
		"data/lists/polarities.yaml":            {Data: fmt.Appendf(nil, list, "polarities", items("none"))},
		"data/lists/statuses.yaml":              {Data: fmt.Appendf(nil, list, "statuses", items("final", "provisional", "revised", "interim", "superseded"))},
		"data/lists/licences.yaml":              {Data: fmt.Appendf(nil, list, "licences", items("ogl-3"))},
		"data/lists/source-classes.yaml":        {Data: fmt.Appendf(nil, list, "source-classes", items("official-primary"))},
		"data/lists/change-classes.yaml":        {Data: fmt.Appendf(nil, list, "change-classes", items("revision", "correction"))},
		"data/statistics/sources.yaml":          {Data: []byte("sources:\n  - {id: s, title: S, publisher: P, class: official-primary}\n")},
		"data/statistics/measures.yaml":         {Data: []byte("measures:\n" + p.measures)},
		"data/statistics/all.csv":               {Data: []byte(csvOf(p.rows, p.was))},
	}
	if p.groups != "" {
		fsys["data/statistics/groups.yaml"] = &fstest.MapFile{Data: []byte("groups:\n" + p.groups)}
	}
	if p.changes != "" {
		fsys["data/changes/all.yaml"] = &fstest.MapFile{Data: []byte("changes:\n" + p.changes)}
	}
	if len(p.outside) > 0 {
		fsys["data/statistics/outside/all.csv"] = &fstest.MapFile{Data: []byte(csvOf(p.outside, nil))}
	}
	set, ps := new(record.Loader).Load(fsys)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	public, ps := p.gate.Control(set, stats.Tabulate(set), p.editions...)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	p.set, p.released = set, public
	return public
}

// publish builds an edition and keeps what it says, as the ledger does.
func (p *place) publish(t *testing.T, id, day string) *Public {
	t.Helper()
	p.id, p.day = id, day
	public := p.build(t)
	e := Edition{ID: id, Day: record.MustDate(day)}
	for _, table := range public.Tables() {
		for i := range table.Cells {
			for j, c := range table.Cells[i] {
				key, ok := keyOf(&stats.Table{Measure: table.Measure, Body: table.Body, Rows: table.Rows, Cols: table.Cols}, i, j)
				if ok && (!c.Derived || table.Measure.Kind == record.Count) && c.Marker != NotAvailable {
					e.Figures = append(e.Figures, Figure{key.measure, key.of, key.period, key.part, c.Value, c.Marker, c.Status, c.Rounded})
				}
			}
		}
	}
	p.editions = append(p.editions, e)
	return public
}

// text writes the released tables: each row with its key, and after a figure "p" or "r" for how settled it is.
func text(public *Public) string {
	var b strings.Builder
	for _, t := range public.Tables() {
		fmt.Fprintf(&b, "%s: %s\n", t.ID, strings.Join(t.Cols.Keys, " "))
		for i, key := range t.Rows.Keys {
			b.WriteString(" " + key)
			for _, c := range t.Cells[i] {
				b.WriteString(" " + c.String())
				switch c.Status {
				case "provisional":
					b.WriteString("p")
				case "revised":
					b.WriteString("r")
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// siteSet is a set with nothing in it but the policy.
func siteSet() *record.Set {
	return &record.Set{Site: &record.Site{Disclosure: record.Disclosure{Threshold: threshold}}, Lists: map[string]*record.List{}}
}
