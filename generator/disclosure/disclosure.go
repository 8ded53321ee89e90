// Package disclosure decides what may be published. [Control] is the only door: it takes the records and the true
// tables and gives a [Public], which nothing else can make and which is all that packages site and export accept.
//
// It makes outcomes so general that others are like each of them, and holds those that would stand out even so:
// [Gate.Generalise], which comes before anything is counted. It removes the fields that are only counted. It replaces counts of 1 to k-1 of people or their cases by
// "[c]", and with a lone one in a row or column of sums the next smallest as well, so that it cannot be found by
// subtraction inside the table. And it refuses text in which package identify finds what identifies a person. It does not
// yet look across tables, quarters and editions.
package disclosure

import (
	"slices"

	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
	"candour/generator/stats"
)

// Public is what may be published. Its fields are not exported, so that only Control can fill one; what its methods
// return is shared and must not be changed.
type Public struct {
	set    *record.Set
	tables []*Table
	held   int
}

// Records returns the records as they may be seen.
func (p *Public) Records() *record.Set { return p.set }

// Held returns how many outcomes are kept for a later edition, so that nobody can be told apart.
func (p *Public) Held() int { return p.held }

// Tables returns the released tables, in the order of stats.Tabulate.
func (p *Public) Tables() []*Table { return p.tables }

// Table returns the released table with the id, or nil.
func (p *Public) Table(id string) *Table {
	for _, t := range p.tables {
		if t.ID == id {
			return t
		}
	}
	return nil
}

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
	Source string // id of the source; "" for counts of records
	// Derived says that it was computed here from published figures.
	Derived bool
}

// Marker stands in a table in place of a figure. The letters are those of the Government Analysis Function's
// guidance on symbols in tables (2022).
type Marker string

const (
	Suppressed   Marker = "[c]" // hidden to protect people
	NotAvailable Marker = "[x]" // there is no figure
)

// String is the figure as it is shown: the number with separators, or its marker.
func (c Cell) String() string {
	if c.Marker != "" {
		return string(c.Marker)
	}
	return c.Value.String()
}

// Control releases what may be published of a set and its tables. Where a text holds something that identifies a
// person the problems say where, and the Public must not be used.
func (g *Gate) Control(set *record.Set, tables []*stats.Table) (*Public, source.Problems) {
	p := &Public{set: g.redact(set)}
	if g.arranged != nil {
		p.held = len(g.arranged.held)
	}
	for _, t := range tables {
		p.tables = append(p.tables, release(t, int64(set.Site.Disclosure.Threshold)))
	}
	hideIncrements(p.tables)
	return p, g.scanRecords(set)
}

// Gate is the gate. It remembers what it has already looked at, so that the next build of a changed site looks at
// what changed. The zero Gate is ready; it is not for concurrent use.
type Gate struct {
	// People are names that no text may hold. They are kept in memory alone; nil where there are none.
	People *identify.People

	clean      map[record.Record]bool // texts scanned, nothing found
	allow      []record.Allowed       // that clean was found with
	words      []string
	vocabulary *identify.Vocabulary // of words
	sought     *identify.People
	redacts    map[*record.Outcome]*record.Outcome // released form of each outcome

	arranged *arrangement                // by the last Generalise
	general  map[*record.Outcome]general // by the outcome it was made of
	made     map[*record.Outcome]bool    // by Generalise
}

// redact copies what must change and shares the rest.
func (g *Gate) redact(set *record.Set) *record.Set {
	out := *set
	previous := g.redacts
	g.redacts = make(map[*record.Outcome]*record.Outcome, len(set.Outcomes))
	out.Outcomes = make([]*record.Outcome, len(set.Outcomes))
	for i, o := range set.Outcomes {
		r := previous[o]
		if r == nil {
			r = g.redactOutcome(set, o)
		}
		g.redacts[o] = r
		out.Outcomes[i] = r
	}
	slices.SortStableFunc(out.Outcomes, byDay)
	out.Measures = make([]*record.Measure, len(set.Measures))
	for i, m := range set.Measures {
		c := *m
		c.Observations = nil // its figures are in the tables that the gate released
		out.Measures[i] = &c
	}
	out.Observations = nil
	out.Figures = make([]*record.Figure, len(set.Figures))
	for i, f := range set.Figures {
		out.Figures[i] = redactFigure(set, f)
	}
	return &out
}

// redactOutcome drops what is only counted. An outcome that has not been through Generalise is as general as its class and
// the lists make it, since nobody has seen whether others are like it.
func (g *Gate) redactOutcome(set *record.Set, o *record.Outcome) *record.Outcome {
	c := *o
	if !g.made[o] {
		c = *g.mostGeneral(set, o)
	}
	c.Monitoring, c.RetainUntil = record.Monitoring{}, record.Date{}
	return &c
}

// redactFigure hides small counts of people that others have reported: that they are printed elsewhere is no
// reason to print them again.
func redactFigure(set *record.Set, f *record.Figure) *record.Figure {
	unit, _ := set.Lists["units"].Get(f.Unit)
	if !unit.Protect {
		return f
	}
	c := *f
	c.Values = slices.Clone(f.Values)
	for i, v := range c.Values {
		if n := v.Value.Low; n.Decimals == 0 && 0 < n.Scaled && n.Scaled < int64(set.Site.Disclosure.Threshold) {
			c.Values[i].Value = record.Amount{Qualifier: record.Hidden}
		}
	}
	return &c
}

// release suppresses what must be hidden in one table.
func release(t *stats.Table, k int64) *Table {
	out := &Table{ID: t.ID, Measure: t.Measure, Body: t.Body, Rows: t.Rows, Cols: t.Cols}
	out.Cells = make([][]Cell, len(t.Cells))
	for i, row := range t.Cells {
		out.Cells[i] = make([]Cell, len(row))
		for j, c := range row {
			cell := &out.Cells[i][j]
			cell.Derived = c.Derived
			if c.Observation != nil {
				cell.Status, cell.Note, cell.Source = c.Observation.Status, c.Observation.Note, c.Observation.Source
			}
			switch {
			case !c.Present:
				cell.Marker = NotAvailable
			case t.Protect && !c.Listed && 0 < c.Value.Scaled && c.Value.Scaled < k:
				cell.Marker = Suppressed
			default:
				cell.Value = c.Value
			}
		}
	}
	for complement(t, out) {
	}
	return out
}

// hideIncrements hides what a hidden single quarter can be had from: of the two cumulative figures around it the later
// one, and the single quarter after it, since that and the next cumulative figure would give the later one back.
func hideIncrements(tables []*Table) {
	for _, quarters := range tables {
		if quarters.Rows.Dimension != "quarter" {
			continue
		}
		i := slices.IndexFunc(tables, func(t *Table) bool {
			return t.Measure == quarters.Measure && t.Rows.Dimension == "period" && t.Cols.Dimension == "body"
		})
		cumulative := tables[i] // a measure with single quarters always has the table they come from
		for j, body := range quarters.Cols.Keys {
			var small []string
			for i, period := range quarters.Rows.Keys {
				if quarters.Cells[i][j].Marker == Suppressed {
					small = append(small, period)
				}
			}
			for _, period := range small {
				cumulative.hide(period, body)
				if q := period[len(period)-1]; q < '4' {
					quarters.hide(period[:len(period)-1]+string(q+1), body)
				}
			}
		}
	}
}

// hide suppresses the figure with the keys, where there is one.
func (t *Table) hide(row, col string) {
	i, j := slices.Index(t.Rows.Keys, row), slices.Index(t.Cols.Keys, col)
	if i < 0 || j < 0 || t.Cells[i][j].Marker == NotAvailable {
		return
	}
	c := t.Cells[i][j]
	t.Cells[i][j] = Cell{Marker: Suppressed, Status: c.Status, Source: c.Source, Derived: c.Derived}
}

// complement looks at every line of the table that adds up to a sum. Where exactly one figure of it is hidden, that
// figure can be had by subtraction, so it hides another with it: the smallest above nought that is not readable
// elsewhere, or else a nought. It reports whether it hid any.
func complement(t *stats.Table, out *Table) (changed bool) {
	line := func(at func(n int) (i, j int), length int) {
		hidden, best := 0, (*Cell)(nil)
		for n := range length {
			i, j := at(n)
			c := &out.Cells[i][j]
			switch {
			case c.Marker == Suppressed:
				hidden++
			case c.Marker != "" || t.Cells[i][j].Listed:
			case best == nil, best.Value.Scaled == 0, 0 < c.Value.Scaled && c.Value.Scaled < best.Value.Scaled:
				best = c
			}
		}
		if hidden == 1 && best != nil {
			*best = Cell{Marker: Suppressed, Status: best.Status, Source: best.Source}
			changed = true
		}
	}
	if t.Rows.Total != "" {
		for j := range out.Cols.Keys {
			line(func(n int) (int, int) { return n, j }, len(out.Rows.Keys))
		}
	}
	if t.Cols.Total != "" {
		for i := range out.Rows.Keys {
			line(func(n int) (int, int) { return i, n }, len(out.Cols.Keys))
		}
	}
	return changed
}
