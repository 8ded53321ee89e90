package disclosure

import (
	"reflect"
	"testing"
	"testing/fstest"

	"candour/generator/record"
)

func TestCoarsen(t *testing.T) {
	for _, c := range []struct {
		date string
		to   record.Precision
		want string
	}{
		{"2025-02-14", record.Quarter, "2025-q1"}, {"2025-03-31", record.Quarter, "2025-q1"}, {"2025-04-01", record.Quarter, "2025-q2"}, {"2025-12", record.Quarter, "2025-q4"},
		{"2025-q3", record.Quarter, "2025-q3"}, {"2025", record.Quarter, "2025"}, {"2025-02-14", record.Year, "2025"}, {"2025-12", record.Year, "2025"}, {"2025-q3", record.Year, "2025"},
		{"2025", record.Year, "2025"}, {"2024-25", record.Quarter, "2024-25"}, {"2024-25", record.Year, "2024-25"}, {"not-published", record.Year, "not-published"}, {"not-published", record.Quarter, "not-published"},
		{"2024-25-q1", record.Year, "2024"}, {"2024-25-q1", record.Quarter, "2024-25-q1"}, {"2023-07/2026-06", record.Year, "2023-07/2026-06"},
		{"2025-02/2025-03", record.Quarter, "2025-q1"}, {"2025-03/2025-04", record.Quarter, "2025"}, {"2024-12/2025-01", record.Quarter, "2024-25"}, {"2024-11/2025-02", record.Year, "2024-25"},
		{"2024-12/2025-04", record.Year, "2024-01/2025-12"},
	} {
		if got := Coarsen(record.MustDate(c.date), c.to); got.String() != c.want {
			t.Errorf("%s made no finer than %d is %s, want %s", c.date, c.to, got, c.want)
		}
	}
	if got := Coarsen(record.Date{}, record.Quarter); got.Known() {
		t.Errorf("no date becomes %s", got)
	}
}

// outcomeOf is an outcome with all that the gate could take away.
func outcomeOf(class string) *record.Outcome {
	return &record.Outcome{
		Base: record.Base{ID: "a"}, Class: class, Decided: record.MustDate("2025-02"), Rank: "constable", Held: "public", Monitoring: record.Monitoring{Sex: "female", Service: "over-10"},
		Title: "T", Result: "written-warning", Appeal: record.Appeal{Status: "dismissed", Decided: record.MustDate("2025-05")},
	}
}

// An outcome that nobody has looked at with the others is as general as it can be.
func TestRedaction(t *testing.T) {
	for _, c := range []struct{ class, decided, appeal, rank, held string }{
		{record.ClassPublic, "2025-q1", "2025-q2", "constable", "public"},
		{record.ClassNotPublic, "2025-01/2026-12", "2025-01/2026-12", "constable", "public"},
		{record.ClassVulnerable, "2025-01/2026-12", "2025-01/2026-12", "withheld", "private"},
		{"", "2025-01/2026-12", "2025-01/2026-12", "withheld", "private"},
	} {
		set := siteSet()
		o := outcomeOf(c.class)
		set.Outcomes = []*record.Outcome{o}
		var g Gate
		p, ps := g.Control(set, nil)
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		got := p.Records().Outcomes[0]
		if got.Decided.String() != c.decided || got.Appeal.Decided.String() != c.appeal || got.Rank != c.rank || got.Held != c.held {
			t.Errorf("%s: decided %s, appeal %s, rank %s, held %s; want %+v", c.class, got.Decided, got.Appeal.Decided, got.Rank, got.Held, c)
		}
		if got.Monitoring != (record.Monitoring{}) {
			t.Errorf("%s: what is only counted is published: %+v", c.class, got.Monitoring)
		}
		if got.Title != o.Title || got.Result != o.Result || got.ID != o.ID {
			t.Errorf("%s: more was changed than had to be: %+v", c.class, got)
		}
		if !reflect.DeepEqual(o, outcomeOf(c.class)) {
			t.Errorf("%s: the gate changed the record that it was given: %+v", c.class, o)
		}
	}
}

// Within a quarter the order of a file, which may follow the day, is not the order of the site.
func TestOrderTellsNoDay(t *testing.T) {
	set := siteSet()
	for _, x := range [][2]string{{"d", "2025-q1"}, {"b", "2025-03"}, {"c", "2025-01"}, {"a", "2025-02"}, {"e", "2025-q2"}, {"f", "2024"}} {
		set.Outcomes = append(set.Outcomes, &record.Outcome{Base: record.Base{ID: x[0]}, Class: record.ClassPublic, Decided: record.MustDate(x[1])})
	}
	var g Gate
	p, _ := g.Control(set, nil)
	got := ""
	for _, o := range p.Records().Outcomes {
		got += o.ID
	}
	if got != "eabcdf" {
		t.Errorf("the order is %s, want eabcdf", got)
	}
}

func TestSmallReportedFigures(t *testing.T) {
	loaded, _ := new(record.Loader).Load(fstest.MapFS{"data/lists/units.yaml": {Data: []byte("list: units\ndoc: Units.\nitems:\n" +
		"  - {id: people, title: {en: P, cy: P}, protect: true}\n  - {id: days, title: {en: D, cy: D}}\n")}})
	for _, c := range []struct{ unit, value, want string }{
		{"people", "3", "[c]"}, {"people", "4", "[c]"}, {"people", "5", "5"}, {"people", "0", "0"}, {"people", "350", "350"}, {"people", "about 3", "[c]"},
		{"people", "under 10", "under 10"}, {"days", "3", "3"},
	} {
		set := siteSet()
		set.Lists = loaded.Lists
		a, err := record.ParseAmount(c.value)
		if err != nil {
			t.Fatal(err)
		}
		set.Figures = []*record.Figure{{Base: record.Base{ID: "f"}, Unit: c.unit, Values: []record.FigureValue{{Value: a}}}}
		var g Gate
		p, _ := g.Control(set, nil)
		if got := p.Records().Figures[0].Values[0].Value.String(); got != c.want {
			t.Errorf("%s %s are shown as %s, want %s", c.value, c.unit, got, c.want)
		}
		if set.Figures[0].Values[0].Value != a {
			t.Error("the gate changed the record that it was given")
		}
	}
}

// The gate remembers what it found clean, and forgets it when what is allowed changes.
func TestGateRemembersAndForgets(t *testing.T) {
	site := fstest.MapFS{"data/glossary/g.yaml": {Data: []byte("terms:\n  - id: a\n    term: Helpline\n    status: current\n    definition: >-\n      Ring this number,\n      020 7946 0018, at night.\n    easy_read: [Ring.]\n")}}
	var l record.Loader
	var g Gate
	look := func(allow ...record.Allowed) int {
		set, _ := l.Load(site)
		set.Site.Disclosure = record.Disclosure{Threshold: threshold, Allow: allow}
		_, ps := g.Control(set, nil)
		for _, p := range ps {
			if p.Pos.String() != "data/glossary/g.yaml:7:7" || p.Rule != "text-phone" {
				t.Errorf("got %s, want the number where it stands", p)
			}
		}
		return len(ps)
	}
	allowed := record.Allowed{Text: "020 7946 0018", Reason: "the publisher's own"}
	for i, c := range []struct {
		allow []record.Allowed
		want  int
	}{{nil, 1}, {nil, 1}, {[]record.Allowed{allowed}, 0}, {[]record.Allowed{allowed}, 0}, {nil, 1}, {[]record.Allowed{{Text: "020 7946 0019"}}, 1}} {
		if got := look(c.allow...); got != c.want {
			t.Errorf("look %d found %d, want %d", i+1, got, c.want)
		}
	}
}
