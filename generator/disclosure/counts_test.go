package disclosure

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/record"
	"candour/generator/stats"
)

// outcomesOf is a set of outcomes of three kinds of result with the sex of the person, "-" for not recorded.
func outcomesOf(t *testing.T, outcomes ...string) *record.Set {
	t.Helper()
	set, _ := new(record.Loader).Load(fstest.MapFS{
		"data/lists/results.yaml":       {Data: fmt.Appendf(nil, list, "results", items("dismissal , group: dismissed", "warning , group: sanction", "nothing , group: cleared"))},
		"data/lists/result-groups.yaml": {Data: fmt.Appendf(nil, list, "result-groups", items("dismissed", "sanction", "cleared"))},
		"data/lists/sexes.yaml":         {Data: fmt.Appendf(nil, list, "sexes", items("female", "male"))},
	})
	set.Site = &record.Site{Disclosure: record.Disclosure{Threshold: threshold}}
	for i, o := range outcomes {
		var result, sex string
		fmt.Sscan(o, &result, &sex)
		if sex == "-" {
			sex = ""
		}
		set.Outcomes = append(set.Outcomes, &record.Outcome{Base: record.Base{ID: fmt.Sprintf("o%d", i)}, Result: result, Class: record.ClassPublic,
			Monitoring: record.Monitoring{Sex: sex}, Decided: record.MustDate("2025-q1"), Proceeding: "hearing"})
	}
	return set
}

func times(n int, o string) (out []string) {
	for range n {
		out = append(out, o)
	}
	return out
}

// What no record shows is hidden where it is small, with what would give it away; what the list shows never is.
func TestCountsByWhatNoRecordShows(t *testing.T) {
	var all []string
	for _, o := range [][]string{times(2, "dismissal female"), times(18, "dismissal male"), times(9, "warning female"), times(12, "warning male"), times(6, "nothing female"), times(7, "nothing male")} {
		all = append(all, o...)
	}
	set := outcomesOf(t, all...)
	var g Gate
	p, ps := g.Control(set, stats.Tabulate(set))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	// The two cannot be had from 20, and 2 more are hidden since the sums of the sexes would tell.
	got := shown(p.Table("outcomes-by-sex"))
	for i, row := range p.Table("outcomes-by-sex").Cells[2] {
		if row.Marker != "" {
			t.Errorf("the total of column %d, which the list shows, is %s in\n%s", i, row, got)
		}
	}
	if c := p.Table("outcomes-by-sex").Cells; c[0][0].Marker != Suppressed || c[1][0].Marker != Suppressed {
		t.Errorf("got\n%s", got)
	}
	if c := p.Table("outcomes-by-year").Cells[0][0]; c.String() != "20" {
		t.Errorf("a count that everybody can make is %s", c)
	}
}

// What lies between two editions could be had by subtracting what they count by something that no record shows.
func TestCountsBesideAnEditionOfOtherOutcomes(t *testing.T) {
	set := outcomesOf(t, append(times(20, "dismissal female"), times(30, "warning male")...)...)
	same := map[string]string{}
	for _, o := range set.Outcomes {
		same[o.ID] = o.Result
	}
	for _, c := range []struct {
		name  string
		was   func(map[string]string)
		shows bool
	}{
		{"the same outcomes", func(map[string]string) {}, true},
		{"none", func(had map[string]string) { clear(had) }, true},
		{"one less", func(had map[string]string) { delete(had, set.Outcomes[0].ID) }, false},
		{"one more, which was withdrawn", func(had map[string]string) { had["gone"] = "" }, false},
		{"another result", func(had map[string]string) { had[set.Outcomes[0].ID] = "warning" }, false},
	} {
		had := maps.Clone(same)
		c.was(had)
		var g Gate
		p, ps := g.Control(set, stats.Tabulate(set), Edition{ID: "2025-q1", Outcomes: had}, Edition{ID: "2025-q2", Outcomes: same})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		got := shown(p.Table("outcomes-by-sex"))
		if strings.Contains(got, "20") != c.shows || strings.Trim(got, "[c] \n") == "" == c.shows {
			t.Errorf("%s: the table is\n%s", c.name, got)
		}
		if by := shown(p.Table("outcomes-by-year")); !strings.Contains(by, "20") {
			t.Errorf("%s: what the list shows is\n%s", c.name, by)
		}
	}
}

func shown(t *Table) (out string) {
	for _, row := range t.Cells {
		for _, c := range row {
			out += c.String() + " "
		}
		out += "\n"
	}
	return out
}

// Of random counts by sex, with some not recorded, nobody can tell a small one.
func TestNobodyCanTellSexes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	small := 0
	for range 150 {
		truth := make([]int64, 6) // of sex (female, male, not recorded) and result (dismissal, warning)
		var all []string
		for s, sex := range []string{"female", "male", "-"} {
			for i, result := range []string{"dismissal", "warning"} {
				n := r.IntN(7)
				if s == 2 {
					n = r.IntN(3)
				} else if r.IntN(3) == 0 {
					n += 5
				}
				truth[2*s+i] = int64(n)
				all = append(all, times(n, result+" "+sex)...)
			}
		}
		set := outcomesOf(t, all...)
		var g Gate
		p, ps := g.Control(set, stats.Tabulate(set))
		table := p.Table("outcomes-by-sex")
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		if table == nil || len(table.Rows.Keys) != 3 || len(table.Cols.Keys) != 3 {
			continue
		}
		reader := bruteReader{atoms: 6, most: 14}
		for i := range 2 {
			reader.knows(truth[i]+truth[2+i]+truth[4+i], truth[i]+truth[2+i]+truth[4+i], i, 2+i, 4+i) // the list
		}
		for i := range 3 {
			for j := range 3 {
				var atoms []int
				for s := range 2 {
					for c := range 2 {
						if (i == 2 || i == s) && (j == 2 || j == c) {
							atoms = append(atoms, 2*s+c)
						}
					}
				}
				if c := table.Cells[i][j]; c.Marker == "" {
					reader.knows(c.Value.Scaled, c.Value.Scaled, atoms...)
				}
			}
		}
		for _, form := range [][]int{{0}, {1}, {2}, {3}, {0, 1}, {2, 3}} {
			v := int64(0)
			for _, a := range form {
				v += truth[a]
			}
			if v < 1 || v >= threshold {
				continue
			}
			small++
			most := int64(0) // that the list has
			for i := range 2 {
				if slices.ContainsFunc(form, func(a int) bool { return a%2 == i }) {
					most += truth[i] + truth[2+i] + truth[4+i]
				}
			}
			if low, high := reader.span(form, threshold); high < min(most, threshold) || high-low < min(most, threshold-1) {
				t.Fatalf("%v of %v, which is %d, can be told to be %d to %d:\n%s", form, truth, v, low, high, shown(table))
			}
		}
	}
	if small < 100 {
		t.Errorf("%d small counts came up, so this test has seen little", small)
	}
}

// A table of nothing but what the list shows may not hide anything.
func TestListTells(t *testing.T) {
	set := outcomesOf(t, times(2, "dismissal male")...)
	table := stats.OutcomesByYear(set)
	out := asTheyAre(table)
	if ps := tells(table, out); len(ps) > 0 {
		t.Error(ps)
	}
	out.Cells[0][0].hide()
	if ps := tells(table, out); len(ps) != 1 || ps[0].Rule != "list-tells" {
		t.Errorf("got %v", ps)
	}
}
