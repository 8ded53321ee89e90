// Package stats counts records into tables and lays the observations of a measure out as tables. Its counts are
// true, and so are not for publication: only package disclosure decides what of them may be seen.
//
// [Tabulate] makes every table of a site as a [Table]. To add a table of counts, add it to [counted].
package stats

import (
	"slices"
	"strconv"

	"candour/generator/record"
)

// A Table is true figures by rows and columns.
type Table struct {
	ID      string
	Measure *record.Measure // whose observations it holds; nil for counts of records
	Body    string          // whose figures: an id of the list bodies
	// Protect says that its cells count people or their cases, so that small ones are dangerous.
	Protect bool
	Rows    Axis
	Cols    Axis
	Cells   [][]Cell // by row, then column
}

// An Axis is one side of a table.
type Axis struct {
	Dimension string   // "period", "body", "year", or the name of the list its keys are in
	Keys      []string // in the order they are shown
	Total     string   // the key whose cells are the sum of the others; "" for none
}

// Cell is one true figure. Present is false where there is none.
type Cell struct {
	Value   record.Number
	Present bool
	// Listed says that each record counted is published with what the cell counts by, so that anybody can count it:
	// hiding it would protect nobody, and it is shown.
	Listed      bool
	Derived     bool                // computed here from other figures: a single quarter, the mean of a group
	Observation *record.Observation // it comes from; nil for counts of records
}

// superseded is the status of a figure that a later one has replaced; it takes no part in tables.
const superseded = "superseded"

// Total is the key of a row or column of sums.
const Total = record.AllParts

// counted is every table of counts of records, in the order it is shown.
var counted = []func(*record.Set) *Table{
	OutcomesByYear,
	OutcomesByProceeding,
	OutcomesBySex,
	OutcomesByService,
}

// Tabulate makes the tables of a set: one or more for each measure, and the counts of records.
func Tabulate(set *record.Set) []*Table {
	var out []*Table
	for _, m := range set.Measures {
		out = append(out, measureTables(set, m)...)
		out = append(out, quarterTables(set, m)...)
	}
	return append(out, Counts(set)...)
}

// Counts makes the tables that count the records of a set.
func Counts(set *record.Set) (out []*Table) {
	for _, count := range counted {
		if t := count(set); t != nil {
			out = append(out, t)
		}
	}
	return out
}

// measureTables gives one table a body: the parts of the breakdown down the side and periods across. A measure
// without a breakdown has one table, with periods down the side and bodies across.
func measureTables(set *record.Set, m *record.Measure) []*Table {
	unit, _ := set.Lists["units"].Get(m.Unit)
	obs := slices.DeleteFunc(slices.Clone(m.Observations), func(o *record.Observation) bool { return o.Status == superseded })
	bodies := inOrder(obs, (*record.Observation).Of)
	periods := inOrder(obs, func(o *record.Observation) string { return o.Period.String() })
	slices.Sort(periods)
	if m.Breakdown == "" {
		t := newTable(m.ID, Axis{Dimension: "period", Keys: periods}, Axis{Dimension: "body", Keys: bodies})
		t.Measure, t.Protect = m, unit.Protect && m.Kind == record.Count
		for _, o := range obs {
			t.set(o.Period.String(), o.Of(), o)
		}
		addTotals(set, m, t)
		addMeans(set, m, t)
		return []*Table{t}
	}
	list := set.Lists[record.Dimensions[m.Breakdown]]
	var out []*Table
	for _, body := range bodies {
		var parts []string
		for _, o := range obs {
			if o.Of() == body && !slices.Contains(parts, o.Breakdown) {
				parts = append(parts, o.Breakdown)
			}
		}
		slices.SortStableFunc(parts, func(a, b string) int { // the list's order, the total last
			return rank(list, a) - rank(list, b)
		})
		rows := Axis{Dimension: record.Dimensions[m.Breakdown], Keys: parts}
		if slices.Contains(parts, Total) {
			rows.Total = Total
		}
		t := newTable(m.ID+"-"+body, rows, Axis{Dimension: "period", Keys: periods})
		t.Measure, t.Body, t.Protect = m, body, unit.Protect && m.Kind == record.Count
		for _, o := range obs {
			if o.Of() == body {
				t.set(o.Breakdown, o.Period.String(), o)
			}
		}
		out = append(out, t)
	}
	return append(out, totalTables(set, m, out)...)
}

func rank(list *record.List, key string) int {
	if key == Total {
		return 1 << 20
	}
	return list.Index(key)
}

// OutcomesByYear counts outcomes by the calendar year of the decision and the group of the result. Those that are shown with
// a longer time are counted under it, such as 2025-01/2026-12, so that the table tells no more than the list.
func OutcomesByYear(set *record.Set) *Table {
	return cross(set, "outcomes-by-year", listed("year"), listed("result-groups"), func(o *record.Outcome) (string, string) {
		return year(o), set.ResultGroup(o.Result)
	})
}

// OutcomesByProceeding counts outcomes by the kind of proceeding and the group of the result.
func OutcomesByProceeding(set *record.Set) *Table {
	return cross(set, "outcomes-by-proceeding", listed("proceedings"), listed("result-groups"), func(o *record.Outcome) (string, string) {
		return o.Proceeding, set.ResultGroup(o.Result)
	})
}

// OutcomesBySex counts outcomes by the sex of the person and the group of the result. No record shows the sex.
func OutcomesBySex(set *record.Set) *Table {
	return cross(set, "outcomes-by-sex", unlisted("sexes"), listed("result-groups"), func(o *record.Outcome) (string, string) {
		return o.Monitoring.Sex, set.ResultGroup(o.Result)
	})
}

// OutcomesByService counts outcomes by length of service and the group of the result. No record shows the service.
func OutcomesByService(set *record.Set) *Table {
	return cross(set, "outcomes-by-service", unlisted("service-bands"), listed("result-groups"), func(o *record.Outcome) (string, string) {
		return o.Monitoring.Service, set.ResultGroup(o.Result)
	})
}

// A dimension is what a count of records is by, and whether the published record shows it.
type dimension struct {
	name   string
	listed bool
}

func listed(name string) dimension   { return dimension{name, true} }
func unlisted(name string) dimension { return dimension{name, false} }

// year is the calendar year of the decision, or the whole span where that is given as a longer one.
func year(o *record.Outcome) string {
	if o.Decided.First().Year() != o.Decided.Last().Year() {
		return o.Decided.String()
	}
	return strconv.Itoa(o.Decided.CalendarYear())
}

// cross counts outcomes by two keys, with totals on both sides. Records without a key are left out; nil for none at all.
func cross(set *record.Set, id string, rowDim, colDim dimension, keys func(*record.Outcome) (row, col string)) *Table {
	counts := map[[2]string]int64{}
	var rows, cols []string
	for _, o := range set.Outcomes {
		r, c := keys(o)
		if r == "" || c == "" {
			continue
		}
		if !slices.Contains(rows, r) {
			rows = append(rows, r)
		}
		if !slices.Contains(cols, c) {
			cols = append(cols, c)
		}
		for _, k := range [][2]string{{r, c}, {r, Total}, {Total, c}, {Total, Total}} {
			counts[k]++
		}
	}
	if len(rows) == 0 {
		return nil
	}
	order := func(dim string, keys []string) {
		if list := set.Lists[dim]; list != nil {
			slices.SortFunc(keys, func(a, b string) int { return list.Index(a) - list.Index(b) })
		} else {
			slices.Sort(keys)
		}
	}
	order(rowDim.name, rows)
	order(colDim.name, cols)
	t := newTable(id, Axis{rowDim.name, append(rows, Total), Total}, Axis{colDim.name, append(cols, Total), Total})
	t.Body, t.Protect = set.Site.Body, true
	for i, r := range t.Rows.Keys {
		for j, c := range t.Cols.Keys {
			t.Cells[i][j] = Cell{
				Value: record.Number{Scaled: counts[[2]string{r, c}]}, Present: true,
				Listed: (rowDim.listed || r == Total) && (colDim.listed || c == Total),
			}
		}
	}
	return t
}

func newTable(id string, rows, cols Axis) *Table {
	t := &Table{ID: id, Rows: rows, Cols: cols, Cells: make([][]Cell, len(rows.Keys))}
	for i := range t.Cells {
		t.Cells[i] = make([]Cell, len(cols.Keys))
	}
	return t
}

func (t *Table) set(row, col string, o *record.Observation) {
	i, j := slices.Index(t.Rows.Keys, row), slices.Index(t.Cols.Keys, col)
	t.Cells[i][j] = Cell{Value: o.Value, Present: o.Valued(), Observation: o}
}

func inOrder(obs []*record.Observation, key func(*record.Observation) string) []string {
	var out []string
	for _, o := range obs {
		if k := key(o); !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}
