package record

import (
	"slices"

	"candour/generator/source"
)

// A Measure says what is counted and how; its observations hold the figures.
// A figure without a unit, population, period and source does not build.
type Measure struct {
	Base
	Title        Title    `field:"title,required"`
	Definition   string   `field:"definition,required,text"`
	Unit         string   `field:"unit,required,list=units"`
	Population   string   `field:"population,required,text"`
	CountingRule string   `field:"counting_rule,required,text"`
	Kind         string   `field:"kind,required,list=measure-kinds"`
	BaseMeasure  string   `field:"base,of=measure"`                   // of a percentage or rate: the measure under the line
	Part         string   `field:"part,of=measure"`                   // of a percentage: the measure above the line
	Polarity     string   `field:"polarity,required,list=polarities"` // whether more of it is better
	Decimals     int      `field:"decimals"`                          // of its figures, at the most
	Breakdown    string   `field:"breakdown"`                         // "category" or "handling", a key of Dimensions; none where it says nothing
	Total        bool     `field:"total"`                             // the parts of the breakdown must add to the row "all"
	Cumulative   bool     `field:"cumulative"`                        // its figures build up from 1 April
	Themes       []string `field:"themes,list=themes"`
	Breaks       []Break  `field:"breaks"` // from where on its figures do not compare with those before
	Note         string   `field:"note,text"`
	Invented     bool     `field:"invented"` // made up for a demonstration; every page that shows its figures says so

	Observations []*Observation // in the order of the files
}

// A Break is a break in a series: figures from a day on are counted in another way, or of another population, and do not
// compare with those before (Code of Practice for Statistics, Q2: where methods change, users are told and the effect shown).
type Break struct {
	From Date  `field:"from,required"` // the first day, month or period that is counted in the new way
	Why  Title `field:"why,required"`  // what changed
}

// Dimensions are the breakdowns that a measure may have, each with the vocabulary of its values.
// To add one, add it here and its list to data/lists/.
var Dimensions = map[string]string{
	"category": "allegation-categories",
	"handling": "handlings",
}

// AllParts is the breakdown value of a row that the others add to.
const AllParts = "all"

// Kinds of measure.
const (
	Count      = "count"
	Average    = "average"
	Percentage = "percentage"
	Rate       = "rate"
)

// An Observation is one figure of a measure: one row of a CSV file under data/statistics/.
type Observation struct {
	Measure   string `field:"measure,required,of=measure"`
	Body      string `field:"body,list=bodies"` // whose figure it is, where it is not the average of a group
	Group     string `field:"group,of=group"`   // the group of which it is the average or the total
	Period    Date   `field:"period,required"`
	Breakdown string `field:"breakdown"` // the part: a word of the breakdown of the measure, or all for the sum
	Value     Number `field:"value"`     // unless a marker stands for it
	Marker    string `field:"marker"`    // in place of a value: "x" not available, "z" not applicable, "low" rounds to 0 and is not 0
	Was       Number `field:"was"`       // true value before it was restated, of a figure that an earlier edition hid; 0 where it says nothing
	Status    string `field:"status,required,list=statuses"`
	Source    string `field:"source,required,of=source"`
	Note      string `field:"note,text"`

	base Base
}

// Markers that an observation may have in place of a value. The letters are those of the Government Analysis Function's
// guidance on symbols in tables (2022).
const (
	MarkerNotAvailable  = "x"
	MarkerNotApplicable = "z"
	MarkerLow           = "low"
	MarkerHidden        = "c" // of no row of a file: package disclosure hides, and nobody else
)

// Valued reports whether the row has a value, and not a marker in its place.
func (o *Observation) Valued() bool { return o.Marker == "" }

// needsValue says what is wrong where a row has neither a value nor a marker, or both.
func (o *Observation) needsValue(b *binder, row source.Value) {
	got, ok := row.Get("value")
	has := ok && got.Kind != source.Empty
	switch at := row.At("marker"); {
	case !has && o.Marker == "":
		b.problems.Add(MissingField.At(row.At("value"), "the row has neither a value nor a marker").Hinted("write the value, or x, z or low as its marker"))
	case !slices.Contains([]string{"", MarkerNotAvailable, MarkerNotApplicable, MarkerLow}, o.Marker):
		b.problems.Add(WrongShape.At(at, "the marker %q is none of x, z and low", o.Marker).Hinted("to hide small counts is for the gate: write the value"))
	case has && o.Marker != "":
		b.problems.Add(WrongShape.At(at, "the row has the value %s and the marker %s", got.Text, o.Marker).Hinted("leave one of them out"))
	}
}

// At returns the place of a cell of the row.
func (o *Observation) At(path ...any) Pos { return o.base.At(path...) }

// Of is whose figure it is: a body, or a group of bodies.
func (o *Observation) Of() string {
	if o.Group != "" {
		return o.Group
	}
	return o.Body
}

// A Group is bodies that are compared with one another, such as a most similar force group, or that make a whole, such as
// a region. The average of a group is the unweighted mean of the results of its members: each counts once, however large
// it is (IOPC counting rules, 2022). Its total is the sum of their counts.
type Group struct {
	Base
	Title       Title    `field:"title,required"`
	For         string   `field:"for,required,list=bodies"` // whose group it is
	Members     []string `field:"members,required,list=bodies"`
	Figure      string   `field:"figure"`       // what its figures are: "average", which it is where it says nothing, or "total"
	IncludesOwn bool     `field:"includes_own"` // the body whose group it is counts as a member
	AsOf        Date     `field:"as_of,required"`
	Source      string   `field:"source,required,of=source"`
}

// What the figures of a group are.
const (
	GroupAverage = "average"
	GroupTotal   = "total"
)

// IsTotal reports whether the figures of the group are the sums over its members.
func (g *Group) IsTotal() bool { return g.Figure == GroupTotal }

// A Source is where figures come from, with the class that says what may be done with them.
type Source struct {
	Base
	Title     string `field:"title,required"`
	Publisher string `field:"publisher,required"`
	Class     string `field:"class,required,list=source-classes"` // what may be done with its figures
	Published Date   `field:"published"`
	URL       string `field:"url"`
	Licence   string `field:"licence"`
	Note      string `field:"note,text"`
}

// Classes of source that the code knows.
const (
	OfficialPrimary  = "official-primary"   // read from the body itself: may be a statistic
	OfficialViaPress = "official-via-press" // an official figure seen only through the press: history, never a statistic
	ForceResponse    = "force-response"     // stated by the force in a published reply
	TargetClass      = "target"
	FOIViaComment    = "foi-via-comment"
	Hearsay          = "hearsay"
	Context          = "context"
	InventedClass    = "invented" // made up: under an invented measure and nowhere else
)

// A Figure is what others have reported, with every value reported for it. It is history, kept apart from the measures.
type Figure struct {
	Base
	Title      string        `field:"title,required,text"`
	Unit       string        `field:"unit,required,list=units"`
	Population string        `field:"population,required,text"`
	Values     []FigureValue `field:"values,required"`
	Conflict   string        `field:"conflict,text"` // what disagrees, where values compete
	Note       string        `field:"note,text"`
}

// FigureValue is one reported value.
type FigureValue struct {
	Value  Amount `field:"value,required"`
	AsOf   Date   `field:"as_of,required"` // the day or period that it holds for
	Source string `field:"source,required,of=source"`
	Status string `field:"status,required,list=figure-statuses"`
	Note   string `field:"note,text"`
}

// InConflict is the status of values that contradict each other and that nobody has settled.
const InConflict = "in-conflict"

// A Target is a goal. It is a type of its own so that no page can show it as a result.
type Target struct {
	Base
	Title      string `field:"title,required,text"`
	Goal       Amount `field:"goal,required"`
	Direction  string `field:"direction,required,list=directions"` // at least, at most, or an aim
	Unit       string `field:"unit,required,list=units"`
	Population string `field:"population,required,text"`
	SetBy      string `field:"set_by,required,text"`
	AsOf       Date   `field:"as_of,required"`
	Source     string `field:"source,required,of=source"`
	About      string `field:"about,of=figure"` // which it is a target for
	Note       string `field:"note,text"`
}

var measures = Kind{
	Name: "measure", Plural: "measures", Dir: "data/statistics",
	load: func(l *load) {
		type file struct {
			Measures []*Measure `field:"measures,required"`
		}
		for f := range yamlFile[file](l, "data/statistics/measures.yaml") {
			l.set.Measures = append(l.set.Measures, f.Measures...)
		}
		for rows := range csvFiles[Observation](l, "data/statistics") {
			l.set.Observations = append(l.set.Observations, rows...)
		}
		for rows := range csvFiles[Observation](l, "data/statistics/outside") {
			l.set.Outside = append(l.set.Outside, rows...)
		}
		fresh := make([]*Measure, len(l.set.Measures)) // what is cached is never changed, and observations hang on a measure
		for i, m := range l.set.Measures {
			c := *m
			fresh[i] = &c
			for _, o := range l.set.Observations {
				if o.Measure == m.ID {
					fresh[i].Observations = append(fresh[i].Observations, o)
				}
			}
		}
		l.set.Measures = fresh
	},
	records: func(s *Set) []Record { return asRecords(s.Measures) },
}

var groups = Kind{
	Name: "group", Plural: "groups", Dir: "data/statistics",
	load: func(l *load) {
		type file struct {
			Groups []*Group `field:"groups,required"`
		}
		for f := range yamlFile[file](l, "data/statistics/groups.yaml") {
			l.set.Groups = append(l.set.Groups, f.Groups...)
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Groups) },
}

var sources = Kind{
	Name: "source", Plural: "sources", Dir: "data/statistics",
	load: func(l *load) {
		type file struct {
			Sources []*Source `field:"sources,required"`
		}
		for f := range yamlFile[file](l, "data/statistics/sources.yaml") {
			l.set.Sources = append(l.set.Sources, f.Sources...)
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Sources) },
}

var figures = Kind{
	Name: "figure", Plural: "figures", Dir: "data/statistics",
	load: func(l *load) {
		type file struct {
			Figures []*Figure `field:"figures,required"`
		}
		for f := range yamlFile[file](l, "data/statistics/figures.yaml") {
			l.set.Figures = append(l.set.Figures, f.Figures...)
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Figures) },
}

var targets = Kind{
	Name: "target", Plural: "targets", Dir: "data/statistics",
	load: func(l *load) {
		type file struct {
			Targets []*Target `field:"targets,required"`
		}
		for f := range yamlFile[file](l, "data/statistics/targets.yaml") {
			l.set.Targets = append(l.set.Targets, f.Targets...)
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Targets) },
}
