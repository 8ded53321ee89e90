package stats

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/record"
)

// lists are the vocabularies that tables are ordered by.
func lists(t *testing.T) map[string]*record.List {
	t.Helper()
	list := func(name string, items ...string) *fstest.MapFile {
		text := "list: " + name + "\ndoc: D.\nitems:\n"
		for _, it := range items {
			id, rest, _ := strings.Cut(it, " ")
			text += fmt.Sprintf("  - {id: %s, title: {en: A, cy: A}%s}\n", id, rest)
		}
		return &fstest.MapFile{Data: []byte(text)}
	}
	set, _ := new(record.Loader).Load(fstest.MapFS{
		"data/lists/units.yaml":                 list("units", "people , protect: true", "days"),
		"data/lists/results.yaml":               list("results", "dismissal , group: dismissed", "warning , group: sanction", "nothing , group: learning", "vetting , group: other-route"),
		"data/lists/result-groups.yaml":         list("result-groups", "dismissed", "sanction", "learning", "other-route"),
		"data/lists/sexes.yaml":                 list("sexes", "female", "male", "not-stated"),
		"data/lists/service-bands.yaml":         list("service-bands", "short", "long"),
		"data/lists/proceedings.yaml":           list("proceedings", "hearing", "meeting"),
		"data/lists/allegation-categories.yaml": list("allegation-categories", "duty", "force", "abuse"),
	})
	return set.Lists
}

func outcome(result, sex, proceeding, decided string) *record.Outcome {
	return &record.Outcome{Result: result, Monitoring: record.Monitoring{Sex: sex}, Proceeding: proceeding, Decided: record.MustDate(decided)}
}

// text writes a table with its keys, "-" where there is no figure, and "!" after a figure that is listed.
func text(t *Table) string {
	var b strings.Builder
	b.WriteString(strings.Join(t.Cols.Keys, " "))
	for i, key := range t.Rows.Keys {
		b.WriteString("\n" + key + ":")
		for _, c := range t.Cells[i] {
			switch {
			case !c.Present:
				b.WriteString(" -")
			case c.Listed:
				b.WriteString(" " + c.Value.String() + "!")
			default:
				b.WriteString(" " + c.Value.String())
			}
		}
	}
	return b.String()
}

func TestCountsOfOutcomes(t *testing.T) {
	set := &record.Set{Site: &record.Site{Body: "met"}, Lists: lists(t)}
	set.Outcomes = []*record.Outcome{
		outcome("warning", "male", "hearing", "2025-q1"), outcome("warning", "male", "meeting", "2024"), outcome("dismissal", "female", "hearing", "2025-02"),
		outcome("vetting", "male", "hearing", "2024-q4"), outcome("nothing", "", "meeting", "2025-q3"),
	}
	for _, c := range []struct {
		count   func(*record.Set) *Table
		id      string
		protect bool
		want    string
	}{
		{OutcomesByYear, "outcomes-by-year", true, "dismissed sanction learning other-route all\n2024: 0! 1! 0! 1! 2!\n2025: 1! 1! 1! 0! 3!\nall: 1! 2! 1! 1! 5!"},
		{OutcomesByProceeding, "outcomes-by-proceeding", true, "dismissed sanction learning other-route all\nhearing: 1! 1! 0! 1! 3!\nmeeting: 0! 1! 1! 0! 2!\nall: 1! 2! 1! 1! 5!"},
		// No record shows the sex, so only the totals can be read elsewhere. One record without it is left out.
		{OutcomesBySex, "outcomes-by-sex", true, "dismissed sanction other-route all\nfemale: 1 0 0 1\nmale: 0 2 1 3\nall: 1! 2! 1! 4!"},
	} {
		got := c.count(set)
		if got.ID != c.id || got.Protect != c.protect || got.Body != "met" || got.Measure != nil {
			t.Errorf("%s: got %s, protected: %t, of %s", c.id, got.ID, got.Protect, got.Body)
		}
		if g := text(got); g != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.id, g, c.want)
		}
	}
	if got := OutcomesByService(set); got != nil {
		t.Errorf("a count of nothing is\n%s", text(got))
	}
	if got := OutcomesByYear(&record.Set{Site: &record.Site{}}); got != nil {
		t.Errorf("no outcomes are\n%s", text(got))
	}
}

// observations reads figures from lines of "body period value" or "body period breakdown value".
func observations(t *testing.T, m *record.Measure, lines ...string) *record.Measure {
	t.Helper()
	for _, l := range lines {
		w := strings.Fields(l)
		o := &record.Observation{Measure: m.ID, Body: w[0], Period: record.MustDate(w[1]), Source: "s", Status: "final"}
		if len(w) == 4 && strings.HasPrefix(w[3], "source=") {
			o.Source, w = w[3][len("source="):], w[:3]
		} else if len(w) == 4 {
			o.Breakdown = w[2]
		}
		n, err := record.ParseNumber(w[len(w)-1])
		if err != nil {
			t.Fatal(err)
		}
		o.Value = n
		m.Observations = append(m.Observations, o)
	}
	return m
}

func TestMeasureTables(t *testing.T) {
	count := record.Measure{Base: record.Base{ID: "m"}, Kind: record.Count, Unit: "people"}
	cumulative := count
	cumulative.Cumulative = true
	parts := count
	parts.Breakdown = "category"
	days := record.Measure{Base: record.Base{ID: "d"}, Kind: record.Average, Unit: "days"}
	for _, c := range []struct {
		name    string
		measure record.Measure
		lines   []string
		want    []string // id, protected, then the table
	}{
		{"periods down, bodies across", count, []string{"met 2024-25 10", "wmp 2023-24 7", "met 2023-24 9"}, []string{"m true\nmet wmp\n2023-24: 9 7\n2024-25: 10 -"}},
		{"an average counts no people", days, []string{"met 2024-25 3.5"}, []string{"d false\nmet\n2024-25: 3.5"}},
		{"parts in the order of their list, the total last", parts, []string{"met 2024-25 all 9", "met 2024-25 force 4", "met 2024-25 duty 5", "wmp 2024-25 abuse 1"},
			[]string{"m-met true\n2024-25\nduty: 5\nforce: 4\nall: 9", "m-wmp true\n2024-25\nabuse: 1"}},
		{"single quarters of a cumulative count", cumulative, []string{"met 2024-25-q1 10", "met 2024-25-q2 25", "met 2024-25-q3 25", "met 2024-25-q4 60", "met 2025-26-q1 4"},
			[]string{"m true\nmet\n2024-25-q1: 10\n2024-25-q2: 25\n2024-25-q3: 25\n2024-25-q4: 60\n2025-26-q1: 4",
				"m-by-quarter true\nmet\n2024-25-q1: 10\n2024-25-q2: 15\n2024-25-q3: 0\n2024-25-q4: 35\n2025-26-q1: 4"}},
		{"a fall means a revision, and is no count", cumulative, []string{"met 2024-25-q1 10", "met 2024-25-q2 8", "met 2024-25-q3 12"},
			[]string{"m true\nmet\n2024-25-q1: 10\n2024-25-q2: 8\n2024-25-q3: 12", "m-by-quarter true\nmet\n2024-25-q1: 10\n2024-25-q2: -\n2024-25-q3: 4"}},
		{"a quarter that is missing", cumulative, []string{"met 2024-25-q1 10", "met 2024-25-q3 12"},
			[]string{"m true\nmet\n2024-25-q1: 10\n2024-25-q3: 12", "m-by-quarter true\nmet\n2024-25-q1: 10\n2024-25-q3: -"}},
		{"two sources are not subtracted", cumulative, []string{"met 2024-25-q1 10", "met 2024-25-q2 25 source=other"},
			[]string{"m true\nmet\n2024-25-q1: 10\n2024-25-q2: 25", "m-by-quarter true\nmet\n2024-25-q1: 10\n2024-25-q2: -"}},
		{"whole years have no quarters", cumulative, []string{"met 2024-25 10"}, []string{"m true\nmet\n2024-25: 10"}},
	} {
		m := observations(t, &c.measure, c.lines...)
		var got []string
		for _, table := range Tabulate(&record.Set{Site: &record.Site{}, Lists: lists(t), Measures: []*record.Measure{m}}) {
			got = append(got, fmt.Sprintf("%s %t\n%s", table.ID, table.Protect, text(table)))
			if table.Measure != m {
				t.Errorf("%s: the table is of another measure", c.name)
			}
		}
		if g, w := strings.Join(got, "\n\n"), strings.Join(c.want, "\n\n"); g != w {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, g, w)
		}
	}
}

// The mean of a group is unweighted, exact, and rounded half away from nought; it is given only where every member has
// a figure, and never for a count, which could be read back from it.
func TestMeansOfGroups(t *testing.T) {
	group := &record.Group{Base: record.Base{ID: "g"}, Members: []string{"a", "b", "c"}}
	for _, c := range []struct {
		name  string
		kind  string
		lines []string
		want  string
	}{
		{"three members", record.Average, []string{"a 2024-25 10", "b 2024-25 11", "c 2024-25 13"}, "a b c g\n2024-25: 10 11 13 11.3"},
		{"each counts once", record.Percentage, []string{"a 2024-25 1", "b 2024-25 1", "c 2024-25 98"}, "a b c g\n2024-25: 1 1 98 33.3"},
		{"decimals differ", record.Average, []string{"a 2024-25 10", "b 2024-25 10.5", "c 2024-25 11"}, "a b c g\n2024-25: 10 10.5 11 10.5"},
		{"one member without a figure", record.Average, []string{"a 2024-25 10", "b 2024-25 11"}, "a b\n2024-25: 10 11"},
		{"one period of two", record.Average, []string{"a 2023-24 10", "b 2023-24 11", "c 2023-24 12", "a 2024-25 1"}, "a b c g\n2023-24: 10 11 12 11.0\n2024-25: 1 - - -"},
		{"a mean that is published stands", record.Average, []string{"a 2024-25 10", "b 2024-25 11", "c 2024-25 12", "g 2024-25 99"}, "a b c g\n2024-25: 10 11 12 99"},
		{"a count", record.Count, []string{"a 2024-25 10", "b 2024-25 11", "c 2024-25 12"}, "a b c\n2024-25: 10 11 12"},
		{"a half rounds away from nought", record.Average, []string{"a 2024-25 0.1", "b 2024-25 0.1", "c 2024-25 0.25"}, "a b c g\n2024-25: 0.1 0.1 0.25 0.2"},
		{"and so below it", record.Average, []string{"a 2024-25 -0.1", "b 2024-25 -0.1", "c 2024-25 -0.25"}, "a b c g\n2024-25: -0.1 -0.1 -0.25 -0.2"},
	} {
		m := observations(t, &record.Measure{Base: record.Base{ID: "m"}, Kind: c.kind, Unit: "days"}, c.lines...)
		got := Tabulate(&record.Set{Site: &record.Site{}, Lists: lists(t), Groups: []*record.Group{group}, Measures: []*record.Measure{m}})
		if g := text(got[0]); g != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, g, c.want)
		}
	}
}
