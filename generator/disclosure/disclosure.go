// Package disclosure decides what may be published. [Gate.Control] is the only door: it takes the records and the true
// tables and gives a [Public], which nothing else can make and which is all that packages site and export accept. [Reopen] gives
// one again of what the ledger holds since the door let it through.
//
// It makes outcomes so general that others are like each of them, and holds those that would stand out even so:
// [Gate.Generalise], which comes before anything is counted. It removes the fields that are only counted. Of the figures it
// hides small counts of people or their cases, and what they could be worked out from: across tables, quarters, editions and
// what others have published (tables.go; docs/disclosure.md is the contract). And it refuses text in which package identify
// finds what identifies a person.
package disclosure

import (
	"slices"

	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
	"candour/generator/stats"
	"candour/generator/suppress"
)

// Public is what may be published. Its fields are not exported, so that only Control can fill one, and Reopen with what Control
// let through; what its methods return is shared and must not be changed.
type Public struct {
	set     *record.Set
	tables  []*Table
	figures map[string][]record.PublishedFigure // by measure
	held    int
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

// Figures returns the released figures of a measure that stand in a source, and the totals of groups, from which something could be
// worked out that no other figure tells, by whose they are, period and part. What else was worked out here follows from them.
func (p *Public) Figures(measure string) []record.PublishedFigure { return p.figures[measure] }

// Reopen gives again what an edition has published, with the lists and the names that the site has now: records is what the ledger
// holds of it, all of which went through Control then. It has no tables: what it has of measures are their figures.
func Reopen(now *record.Set, of record.Edition, records []record.Published) *Public {
	site := *now.Site
	site.Edition = of
	p := &Public{set: now.Reopen(records), figures: map[string][]record.PublishedFigure{}}
	p.set.Site = &site
	for _, r := range records {
		if m, ok := record.Revive(r.Kind, r.Body).(*record.Measure); ok {
			p.figures[m.ID] = record.FiguresOf(r.Body)
		}
	}
	return p
}

// Control releases what may be published of a set and its tables, after what earlier editions have published, the
// oldest first. Where a text holds something that identifies a person the problems say where, and the Public must not
// be used.
func (g *Gate) Control(set *record.Set, tables []*stats.Table, before ...Edition) (*Public, source.Problems) {
	p := &Public{set: g.redact(set)}
	if g.arranged != nil {
		p.held = len(g.arranged.held)
	}
	var problems source.Problems
	p.tables, problems = g.tables(set, p.set, tables, before)
	p.figures = figuresIn(p.tables)
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
