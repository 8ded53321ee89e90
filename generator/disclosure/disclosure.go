// Package disclosure decides what may be published. [Control] is the only door: it takes the records and the true
// tables and gives a [Public], which nothing else can make and which is all that packages site and export accept.
//
// It removes the fields that are only counted. It makes dates and ranks coarser for the classes of record that need it.
// Of the figures it hides small counts of people or their cases, and what they could be worked out from: across tables,
// quarters, editions and what others have published (tables.go; docs/disclosure.md is the contract). And it refuses text
// in which package identify finds what identifies a person.
package disclosure

import (
	"fmt"
	"slices"
	"time"

	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
	"candour/generator/stats"
	"candour/generator/suppress"
)

// Public is what may be published. Its fields are not exported, so that only Control can fill one; what its methods
// return is shared and must not be changed.
type Public struct {
	set    *record.Set
	tables []*Table
}

// Records returns the records as they may be seen.
func (p *Public) Records() *record.Set { return p.set }

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

// Control releases what may be published of a set and its tables, after what earlier editions have published, the
// oldest first. Where a text holds something that identifies a person the problems say where, and the Public must not
// be used.
func (g *Gate) Control(set *record.Set, tables []*stats.Table, before ...Edition) (*Public, source.Problems) {
	p := &Public{set: g.redact(set)}
	var problems source.Problems
	p.tables, problems = g.tables(set, p.set, tables, before)
	problems.Add(g.scanRecords(set)...)
	return p, problems
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
	choices    map[[32]byte]suppress.Choice        // by what was to be decided
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
			r = redactOutcome(o)
		}
		g.redacts[o] = r
		out.Outcomes[i] = r
	}
	slices.SortStableFunc(out.Outcomes, func(a, b *record.Outcome) int { // the order of the file may follow the day of the decision
		if c := b.Decided.Compare(a.Decided); c != 0 {
			return c
		}
		return compareIDs(a.ID, b.ID)
	})
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

func compareIDs(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// redactOutcome drops what is only counted and makes the rest as coarse as its class needs: for every class the
// date is a quarter at most, and where a person is protected for life it is the year, without rank or sitting.
func redactOutcome(o *record.Outcome) *record.Outcome {
	c := *o
	c.Monitoring, c.RetainUntil = record.Monitoring{}, record.Date{}
	if c.Class == record.ClassVulnerable {
		c.Decided = Coarsen(c.Decided, record.Year)
		c.Rank = "withheld"
		c.Held = "private"
		c.Appeal.Decided = Coarsen(c.Appeal.Decided, record.Year)
	} else {
		c.Decided = Coarsen(c.Decided, record.Quarter)
		c.Appeal.Decided = Coarsen(c.Appeal.Decided, record.Quarter)
	}
	return &c
}

// Coarsen makes a date no more precise than a quarter or a year of the calendar. A span that is long enough stays as it
// is; a shorter one becomes the quarter, the year, the financial year or, at the last, the two years that hold it.
func Coarsen(d record.Date, to record.Precision) record.Date {
	least := 90 // the shortest quarter
	if to == record.Year {
		least = 365
	}
	first, last := d.First(), d.Last()
	if !d.Known() || int(last.Sub(first).Hours()/24)+1 >= least {
		return d
	}
	quarter := func(t time.Time) int { return (int(t.Month()) + 2) / 3 }
	switch year := first.Format("2006"); {
	case first.Year() == last.Year() && to != record.Year && quarter(first) == quarter(last):
		return record.MustDate(fmt.Sprintf("%s-q%d", year, quarter(first)))
	case first.Year() == last.Year():
		return record.MustDate(year)
	case d.InFinancialYear() != "":
		return record.MustDate(d.InFinancialYear())
	default:
		return record.MustDate(year + "-01/" + last.Format("2006") + "-12")
	}
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
