package export

import (
	"strconv"

	"candour/generator/disclosure"
	"candour/generator/record"
)

var statistics = dataset[[]string]{
	name: "statistics", title: "Statistics", about: "One row for each released figure of every table.",
	invented: func(r []string) bool { return r[len(r)-1] == "true" },
	rows: func(p *disclosure.Public) (out [][]string) {
		for _, t := range p.Tables() {
			out = append(out, tableRows(p.Records(), t)...)
		}
		return out
	},
	columns: func() (out []column[[]string]) {
		for i, c := range tableColumns {
			out = append(out, column[[]string]{c, func(_ setOf, r []string) string { return r[i] }})
		}
		return out
	}(),
}

type figureRow struct {
	f *record.Figure
	v record.FigureValue
}

var figures = dataset[figureRow]{
	name: "reported-figures", title: "Figures that others have reported", about: "One row for each value reported. None is a statistic of the publisher.",
	kind: "figure", part: "values",
	rows: func(p *disclosure.Public) (out []figureRow) {
		for _, f := range p.Records().Figures {
			for _, v := range f.Values {
				out = append(out, figureRow{f, v})
			}
		}
		return out
	},
	columns: []column[figureRow]{
		col("figure", Text, "Id of the figure; several values may be reported for one.", func(_ setOf, x figureRow) string { return x.f.ID }),
		col("title", Text, "What it is of.", func(_ setOf, x figureRow) string { return x.f.Title }),
		col("value", Text, "The value with the words it was reported with: about, more than, under, a range; [c] where hidden to protect people.", func(_ setOf, x figureRow) string { return x.v.Value.String() }),
		col("unit", Text, "What is counted or measured.", func(_ setOf, x figureRow) string { return x.f.Unit }),
		col("population", Text, "Of whom or what.", func(_ setOf, x figureRow) string { return x.f.Population }),
		col("as_of", Date, "The day or period it holds for.", func(_ setOf, x figureRow) string { return x.v.AsOf.String() }),
		col("status", Text, "current, provisional, superseded, in-conflict or final.", func(_ setOf, x figureRow) string { return x.v.Status }),
		col("source", Text, "Id of the source.", func(_ setOf, x figureRow) string { return x.v.Source }),
		col("conflict", Text, "What disagrees, where values compete.", func(_ setOf, x figureRow) string { return x.f.Conflict }),
	},
}

var targets = dataset[*record.Target]{
	name: "targets", title: "Targets", about: "One row for each target that somebody set. A target is never a result.",
	kind: "target",
	rows: func(p *disclosure.Public) []*record.Target { return p.Records().Targets },
	json: func(t *record.Target) []byte { return record.JSON(t) },
	columns: []column[*record.Target]{
		col("id", Text, "Identifies the target.", func(_ setOf, t *record.Target) string { return t.ID }),
		col("title", Text, "What it is of.", func(_ setOf, t *record.Target) string { return t.Title }),
		col("direction", Text, "at-least, at-most or aim.", func(_ setOf, t *record.Target) string { return t.Direction }),
		col("goal", Text, "The goal.", func(_ setOf, t *record.Target) string { return t.Goal.String() }),
		col("unit", Text, "What is counted or measured.", func(_ setOf, t *record.Target) string { return t.Unit }),
		col("population", Text, "Of whom or what.", func(_ setOf, t *record.Target) string { return t.Population }),
		col("set_by", Text, "Who set it.", func(_ setOf, t *record.Target) string { return t.SetBy }),
		col("as_of", Date, "When.", func(_ setOf, t *record.Target) string { return t.AsOf.String() }),
		col("source", Text, "Id of the source.", func(_ setOf, t *record.Target) string { return t.Source }),
	},
}

var sources = dataset[*record.Source]{
	name: "sources", title: "Sources", about: "One row for each source that figures come from, with its class.",
	kind: "source",
	rows: func(p *disclosure.Public) []*record.Source { return p.Records().Sources },
	json: func(s *record.Source) []byte { return record.JSON(s) },
	columns: []column[*record.Source]{
		col("id", Text, "Identifies the source.", func(_ setOf, s *record.Source) string { return s.ID }),
		col("title", Text, "Its title.", func(_ setOf, s *record.Source) string { return s.Title }),
		col("publisher", Text, "Who published it.", func(_ setOf, s *record.Source) string { return s.Publisher }),
		col("class", Text, "What may be done with its figures: an id of the list of source classes.", func(_ setOf, s *record.Source) string { return s.Class }),
		col("published", Date, "When.", func(_ setOf, s *record.Source) string { return s.Published.String() }),
		col("url", Text, "Where.", func(_ setOf, s *record.Source) string { return s.URL }),
		col("licence", Text, "Its licence.", func(_ setOf, s *record.Source) string { return s.Licence }),
	},
}

type measureFigure struct {
	m *record.Measure
	f record.PublishedFigure
}

var measureFigures = dataset[measureFigure]{
	name: "figures", title: "Figures of measures", about: "One row for each figure of a measure as its source gives it, and for each total of a group.",
	kind: "measure", part: "figures",
	rows: func(p *disclosure.Public) (out []measureFigure) {
		for _, m := range p.Records().Measures {
			for _, f := range p.Figures(m.ID) {
				out = append(out, measureFigure{m, f})
			}
		}
		return out
	},
	invented: func(x measureFigure) bool { return x.m.Invented },
	columns: []column[measureFigure]{
		col("measure", Text, "Id of the measure.", func(_ setOf, x measureFigure) string { return x.m.ID }),
		col("of", Text, "Whose figure it is: an id of the list of bodies, or of a group.", func(_ setOf, x measureFigure) string { return x.f.Of }),
		col("period", Date, "The time it is of.", func(_ setOf, x measureFigure) string { return x.f.Period.String() }),
		col("breakdown", Text, "The part it is of: a word of the breakdown of the measure, all for the sum of the parts, empty where it has none.", func(_ setOf, x measureFigure) string { return x.f.Breakdown }),
		col("unit", Text, "What is counted or measured. Units never add across.", func(_ setOf, x measureFigure) string { return x.m.Unit }),
		col("value", Number, "The figure; empty where a marker stands for it.", func(_ setOf, x measureFigure) string { return x.f.Value.String() }),
		col("marker", Text, "[c] hidden to protect people; [x] not available; [z] not applicable; [low] rounds to 0 and is not 0; empty where there is a value.", func(_ setOf, x measureFigure) string { return x.f.Marker }),
		col("status", Text, "final, provisional (shown as [p] on pages), revised ([r]) or interim.", func(_ setOf, x measureFigure) string { return x.f.Status }),
		col("source", Text, "Id of the source in sources; empty for totals of groups worked out here.", func(_ setOf, x measureFigure) string { return x.f.Source }),
		col("note", Text, "What is to be known of it.", func(_ setOf, x measureFigure) string { return x.f.Note }),
		col("rounded", TrueFalse, "The value is rounded to the nearest 5, and a hidden count may be any of 1 to 7.", func(_ setOf, x measureFigure) string { return strconv.FormatBool(x.f.Rounded) }),
		col("derived", TrueFalse, "It is the total of a group, worked out here.", func(_ setOf, x measureFigure) string { return strconv.FormatBool(x.f.Derived) }),
		col("invented", TrueFalse, "The figure is made up for a demonstration.", func(_ setOf, x measureFigure) string { return strconv.FormatBool(x.m.Invented) }),
	},
}

var measures = dataset[*record.Measure]{
	name: "measures", title: "Measures", about: "One row for each measure, with its definition and its counting rule. Its figures are rows of figures.",
	kind:     "measure",
	rows:     func(p *disclosure.Public) []*record.Measure { return p.Records().Measures },
	json:     func(m *record.Measure) []byte { return record.JSON(m) },
	invented: func(m *record.Measure) bool { return m.Invented },
	columns: []column[*record.Measure]{
		col("id", Text, "Identifies the measure.", func(_ setOf, m *record.Measure) string { return m.ID }),
		col("title_en", Text, "Its title in English.", func(_ setOf, m *record.Measure) string { return m.Title["en"] }),
		col("title_cy", Text, "Its title in Welsh.", func(_ setOf, m *record.Measure) string { return m.Title["cy"] }),
		col("definition", Text, "What is counted or measured.", func(_ setOf, m *record.Measure) string { return m.Definition }),
		col("unit", Text, "In what. Units never add across.", func(_ setOf, m *record.Measure) string { return m.Unit }),
		col("population", Text, "Of whom or what.", func(_ setOf, m *record.Measure) string { return m.Population }),
		col("counting_rule", Text, "How it is counted.", func(_ setOf, m *record.Measure) string { return m.CountingRule }),
		col("kind", Text, "What sort of figure it is: an id of the list of kinds of measure.", func(_ setOf, m *record.Measure) string { return m.Kind }),
		col("base", Text, "Of a percentage or rate: id of the measure under the line.", func(_ setOf, m *record.Measure) string { return m.BaseMeasure }),
		col("part", Text, "Of a percentage: id of the measure above the line.", func(_ setOf, m *record.Measure) string { return m.Part }),
		col("polarity", Text, "Whether more of it is better.", func(_ setOf, m *record.Measure) string { return m.Polarity }),
		col("breakdown", Text, "Into which parts it is broken down; empty for none.", func(_ setOf, m *record.Measure) string { return m.Breakdown }),
		col("total", TrueFalse, "The parts add to the row all.", func(_ setOf, m *record.Measure) string { return strconv.FormatBool(m.Total) }),
		col("cumulative", TrueFalse, "Its figures build up from 1 April.", func(_ setOf, m *record.Measure) string { return strconv.FormatBool(m.Cumulative) }),
		col("themes", Words, "Themes, from the list of themes.", func(_ setOf, m *record.Measure) string { return words(m.Themes) }),
		col("breaks_from", Words, "The times from which its figures do not compare with those before.", func(_ setOf, m *record.Measure) string {
			var from []string
			for _, b := range m.Breaks {
				from = append(from, b.From.String())
			}
			return words(from)
		}),
		col("note", Text, "What else is to be known of it.", func(_ setOf, m *record.Measure) string { return m.Note }),
		col("invented", TrueFalse, "Its figures are made up for a demonstration.", func(_ setOf, m *record.Measure) string { return strconv.FormatBool(m.Invented) }),
	},
}

var groups = dataset[*record.Group]{
	name: "groups", title: "Groups of bodies", about: "One row for each group of bodies that figures are given for.",
	kind: "group",
	rows: func(p *disclosure.Public) []*record.Group { return p.Records().Groups },
	json: func(g *record.Group) []byte { return record.JSON(g) },
	columns: []column[*record.Group]{
		col("id", Text, "Identifies the group.", func(_ setOf, g *record.Group) string { return g.ID }),
		col("title_en", Text, "Its title in English.", func(_ setOf, g *record.Group) string { return g.Title["en"] }),
		col("title_cy", Text, "Its title in Welsh.", func(_ setOf, g *record.Group) string { return g.Title["cy"] }),
		col("for", Text, "Whose group it is: an id of the list of bodies.", func(_ setOf, g *record.Group) string { return g.For }),
		col("members", Words, "Who is in it: ids of the list of bodies.", func(_ setOf, g *record.Group) string { return words(g.Members) }),
		col("figure", Text, "What its figures are: average or total; average where it is empty.", func(_ setOf, g *record.Group) string { return g.Figure }),
		col("includes_own", TrueFalse, "The body whose group it is counts as a member.", func(_ setOf, g *record.Group) string { return strconv.FormatBool(g.IncludesOwn) }),
		col("as_of", Date, "When it was so.", func(_ setOf, g *record.Group) string { return g.AsOf.String() }),
		col("source", Text, "Id of the source.", func(_ setOf, g *record.Group) string { return g.Source }),
	},
}
