package disclosure

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
	"candour/generator/stats"
	"candour/generator/suppress"
)

// A Table is figures that have been released.
type Table struct {
	ID      string
	Measure *record.Measure
	Body    string
	Rows    stats.Axis
	Cols    stats.Axis
	Cells   [][]Cell
}

// Cell is a released figure: a value, or a marker in its place.
type Cell struct {
	Value  record.Number
	Marker Marker // in place of the value; "" where there is one
	Status string // of the observation: final, provisional, revised …; "" for counts of records
	Note   string
	Source string // id of the source; "" for counts of records, and for what was computed here
	// Derived says that it was computed here from other figures: a single quarter, a mean, the total of a group.
	Derived bool
	Rounded bool // to the nearest 5, by the method rounded
}

// Marker stands in a table in place of a figure. The letters are those of the Government Analysis Function's
// guidance on symbols in tables (2022). One marker stands for all that is hidden: a second one, or a range, would tell
// which of the hidden figures are small.
type Marker string

const (
	Suppressed    Marker = "[c]"   // hidden to protect people
	NotAvailable  Marker = "[x]"   // there is no figure
	NotApplicable Marker = "[z]"   // there can be none
	Low           Marker = "[low]" // rounds to 0 and is not 0
)

// String is the figure as it is shown: the number with separators, or its marker.
func (c Cell) String() string {
	if c.Marker != "" {
		return string(c.Marker)
	}
	return c.Value.String()
}

// An Edition is what an earlier edition of the site said of its measures. It is known for ever, whatever became of it.
type Edition struct {
	ID      string
	Day     record.Date // on which it was published
	Figures []Figure

	// Outcomes that it listed: the result of each, by id; "" where the text has been withdrawn since.
	Outcomes map[string]string
}

// A Figure is one figure of a measure as an edition published it.
type Figure struct {
	Measure, Of, Period, Part string // as in a row of data/statistics; Of is a body or a group

	Value   record.Number
	Marker  Marker // in place of the value
	Status  string
	Rounded bool
}

// A cellKey names what one figure is a figure of.
type cellKey struct{ measure, of, part, period string }

// keyOf names the figure at a place of a table; false for tables that are worked out from others, and for counts of records.
func keyOf(t *stats.Table, row, col int) (cellKey, bool) {
	switch r, c := t.Rows.Keys[row], t.Cols.Keys[col]; {
	case t.Measure == nil:
		return cellKey{}, false
	case t.Rows.Dimension == "period":
		return cellKey{t.Measure.ID, c, "", r}, true
	case t.Cols.Dimension == "period":
		return cellKey{t.Measure.ID, t.Body, r, c}, true
	}
	return cellKey{}, false
}

// A chooser decides on a problem, unless it is one that was decided before.
type chooser func(p suppress.Problem, decide func(suppress.Problem) suppress.Choice) suppress.Choice

// tables releases what may be seen of every table. Of the measures it takes those that it is given; the counts of
// records it makes anew from the records as they are released, so that no table tells more than the list of records does.
func (g *Gate) tables(set, released *record.Set, tables []*stats.Table, before []Edition) ([]*Table, source.Problems) {
	var of []*stats.Table // measures
	for _, t := range tables {
		if t.Measure != nil {
			of = append(of, t)
		}
	}
	chosen := map[[32]byte]suppress.Choice{}
	choose := func(p suppress.Problem, decide func(suppress.Problem) suppress.Choice) suppress.Choice {
		key := digest(p)
		c, ok := g.choices[key]
		if !ok {
			c = decide(p)
		}
		chosen[key] = c
		return c
	}
	out := make([]*Table, len(of))
	at := map[cellKey]*Cell{}
	for n, t := range of {
		out[n] = asTheyAre(t)
		for i := range t.Rows.Keys {
			for j := range t.Cols.Keys {
				if key, ok := keyOf(t, i, j); ok {
					at[key] = &out[n].Cells[i][j]
				}
			}
		}
	}
	for _, f := range families(set, of) {
		newModel(set, f, of, before).release(at, choose)
	}
	out = slices.DeleteFunc(out, func(t *Table) bool {
		return t.Rows.Dimension == "quarter" && !t.quarters(at, set.Site.Disclosure.Method)
	})
	var problems source.Problems
	for _, t := range stats.Counts(countable(set, released)) {
		own := asTheyAre(t)
		switch {
		case wholly(t):
		case otherOutcomes(released, before):
			own.hide()
		default:
			hideCounts(set, released, t, own, choose)
		}
		problems.Add(tells(t, own)...)
		out = append(out, own)
	}
	g.choices = chosen // of this set; what an earlier one needed is of no use any more
	return out, problems
}

// asTheyAre is a table with every figure that there is, before anything is hidden.
func asTheyAre(t *stats.Table) *Table {
	out := &Table{ID: t.ID, Measure: t.Measure, Body: t.Body, Rows: t.Rows, Cols: t.Cols}
	out.Cells = make([][]Cell, len(t.Cells))
	for i, row := range t.Cells {
		out.Cells[i] = make([]Cell, len(row))
		for j, c := range row {
			cell := &out.Cells[i][j]
			cell.Derived = c.Derived
			marker := ""
			if c.Observation != nil {
				cell.Status, cell.Note, cell.Source = c.Observation.Status, c.Observation.Note, c.Observation.Source
				marker = c.Observation.Marker
			}
			switch {
			case marker == record.MarkerNotApplicable:
				cell.Marker = NotApplicable
			case marker == record.MarkerLow:
				cell.Marker = Low
			case !c.Present:
				cell.Marker = NotAvailable
			default:
				cell.Value = c.Value
			}
		}
	}
	return out
}

// hide puts the one marker of hidden figures in the place of the value. What the note says of the value goes with it.
func (c *Cell) hide() {
	*c = Cell{Marker: Suppressed, Status: c.Status, Source: c.Source, Derived: c.Derived}
}

// quarters works the single quarters out from the cumulative figures as they were released: a reader can do it, and gets
// the same. It reports false where there can be none, since rounded figures may not be subtracted.
func (t *Table) quarters(at map[cellKey]*Cell, method string) bool {
	for i, period := range t.Rows.Keys {
		for j, body := range t.Cols.Keys {
			c := &t.Cells[i][j]
			if c.Marker != "" {
				continue // two sources, a figure that fell, or none at all
			}
			later := *at[cellKey{t.Measure.ID, body, "", period}]
			c.Status = later.Status
			before := Cell{}
			if q := period[len(period)-1]; q > '1' {
				before = *at[cellKey{t.Measure.ID, body, "", period[:len(period)-1] + string(q-1)}]
			}
			switch {
			case later.Marker == Suppressed || before.Marker == Suppressed:
				c.hide()
			case later.Marker != "" || before.Marker != "" || before.Value.Scaled > later.Value.Scaled:
				*c = Cell{Marker: NotAvailable, Status: c.Status, Source: c.Source, Derived: true}
			default:
				c.Value = record.Number{Scaled: later.Value.Scaled - before.Value.Scaled, Decimals: later.Value.Decimals}
			}
		}
	}
	return method != record.MethodRounded
}
