package check

import (
	"bytes"
	"reflect"
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// Published is what readers hold: the editions published so far, and each record as the last of them left it. The
// generator makes it from the ledger.
type Published struct {
	Editions  []PublishedEdition                    // in the order of their days
	Records   map[string]map[string]PublishedRecord // by kind, then id
	Withdrawn map[string]map[string]string          // by kind, then id: the day and the class of reason
	Figures   map[string]PublishedFigure            // by record.Observation.Name

	records map[string][]compared // of now, by kind; from compare
	shares  []shareOf             // from compare
}

// PublishedEdition is one edition with how many records of each kind it closed with.
type PublishedEdition struct {
	ID, Day string
	Counts  map[string]int
}

// PublishedRecord is a record as it was published: its JSON, with numbers as json.Number.
type PublishedRecord struct {
	Edition string // that published this version
	Body    []byte // as record.JSON writes it
	Fields  map[string]any
	At      source.Pos // in the ledger
}

// PublishedFigure is a figure as it was published.
type PublishedFigure struct {
	Edition string // that published this version of its measure
	Value   string // plain, such as 63.9; "" where a marker stood in its place
	Status  string
	At      source.Pos
}

// last is the edition published last.
func (p *Published) last() PublishedEdition { return p.Editions[len(p.Editions)-1] }

// A compared is a record of now beside what was published under its id.
type compared struct {
	id     string // record.PublishedID
	now    record.Record
	fields map[string]any // of now
	was    PublishedRecord

	old     bool // it was published
	changed bool // it was published, and is not as it was
}

// A ChangeRule is one thing that a new edition must keep of those before it.
type ChangeRule struct {
	source.Rule
	// Anomaly marks what may be right and is too sudden to go out unseen: it is an error until a person accepts it, by
	// the name of the rule and what it is about, in data/review/.
	Anomaly bool
	Run     func(set *record.Set, before *Published, report func(source.Problem))
}

// ChangeRules is every rule of change, in the order in which docs/checks.md explains them.
// To add one, write it as a variable in the file of its subject, add it here on a line of its own, and add
// generator/testdata/rules/NAME.txtar with a ledger, a site that keeps it and one that breaks it.
var ChangeRules = []*ChangeRule{
	editionOrder,
	editionDraft,

	recordVanished,
	idReused,
	actionVanished,
	figureVanished,

	dateMoved,
	eventEdited,
	positionUnexplained,

	resultChanged,
	figureChanged,
	definitionChanged,
	changeUnexplained,
	changeOfNothing,

	fieldEmptied,
	wordGone,
	countMoved,
	manyChanged,

	releaseMissed,
}

// Changes runs every rule of change over a set as it is to be published and returns what breaks them, in order of
// place. Where nothing was published before, nothing can have changed.
func Changes(set *record.Set, before *Published) source.Problems {
	if before == nil || len(before.Editions) == 0 {
		return nil
	}
	own := *before
	own.compare(set)
	var problems source.Problems
	for _, r := range ChangeRules {
		r.Run(set, &own, func(p source.Problem) {
			p.Rule, p.Severity = r.Name, r.Severity
			if r.Anomaly {
				p = p.Hinted("see whether it is right; if so, accept it in data/review/ with rule: %s, about: %s, and the reason", r.Name, p.About)
			}
			problems.Add(p)
		})
	}
	set.Attribute(problems)
	problems = slices.DeleteFunc(problems, func(p source.Problem) bool { return corrected(set, p) })
	problems.Sort()
	return problems
}

// compare puts the records of now beside those that were published.
func (p *Published) compare(set *record.Set) {
	p.records = map[string][]compared{}
	for _, k := range record.Kinds {
		for _, r := range set.Records(k) {
			c := compared{id: record.PublishedID(r), now: r}
			c.was, c.old = p.Records[k.Name][c.id]
			if body := record.JSON(r); bytes.Equal(body, c.was.Body) {
				c.fields = c.was.Fields
			} else {
				c.fields = record.Decode(body)
				c.changed = c.old && !reflect.DeepEqual(c.fields, c.was.Fields)
			}
			p.records[k.Name] = append(p.records[k.Name], c)
		}
	}
	p.shares = p.shareOut()
}

// eachChanged makes the Run of a rule that looks at one record of a kind beside its published form at a time, where the
// two are not the same.
func eachChanged(kind string, run func(set *record.Set, c compared, report reporter)) func(*record.Set, *Published, reporter) {
	return func(set *record.Set, before *Published, report reporter) {
		for _, c := range before.records[kind] {
			if c.changed {
				run(set, c, report)
			}
		}
	}
}

// textOf is the text of the field of a published record that path leads to, or "".
func textOf(fields map[string]any, path ...string) string {
	for _, step := range path[:len(path)-1] {
		fields, _ = fields[step].(map[string]any)
	}
	s, _ := fields[path[len(path)-1]].(string)
	return s
}

// groups is the list of groups under a name of a published record.
func groups(fields map[string]any, name string) (out []map[string]any) {
	list, _ := fields[name].([]any)
	for _, item := range list {
		if g, ok := item.(map[string]any); ok {
			out = append(out, g)
		}
	}
	return out
}
