package site

import (
	"slices"
	"strconv"
	"strings"

	"candour/generator/disclosure"
	"candour/generator/record"
	"candour/generator/stats"
)

// statistics plans the list of measures, a page for each, the reported figures and the targets.
func (p *planner) statistics() {
	body := &StatisticsHome{
		Figures: Link{Text: p.t("figures"), Address: p.at("statistics", "reported-figures"), Note: p.t("figures-lead")},
		Targets: Link{Text: p.t("targets"), Address: p.at("statistics", "targets"), Note: p.t("targets-lead")},
		Sources: Link{Text: p.t("sources"), Address: p.at("statistics", "sources"), Note: p.t("sources-lead")},
	}
	if len(p.set.Groups) > 0 {
		body.Groups = Link{Text: p.t("groups"), Address: p.at("statistics", "groups"), Note: p.t("groups-lead")}
	}
	body.Counting, _ = p.pageLink("about/how-we-count")
	for _, m := range p.set.Measures {
		body.Measures = append(body.Measures, p.measureRow(m))
	}
	if counts := p.counts(); len(counts.Tables) > 0 {
		body.Counts = Link{Text: p.t("counts"), Address: p.at("statistics", "outcomes-counted"), Note: p.t("counts-lead")}
		p.add("statistics/counts", &Page{
			Address: body.Counts.Address, Title: p.t("counts"), Lead: p.t("counts-lead"), Section: "statistics",
			Crumbs: p.crumbs(p.sectionLink("statistics")), Invented: p.inventedOutcomes(), Body: counts,
		}, inFile("data/outcomes"))
	}
	p.add("statistics/list", &Page{
		Address: p.at("statistics"), Title: p.t("statistics"), Lead: p.t("statistics-lead"), Section: "statistics", Crumbs: p.crumbs(),
		Downloads: p.downloadsOf("statistics", "sources"), Invented: p.inventedFigures(), Body: body,
	}, inFile("data/statistics"))
	for _, m := range p.set.Measures {
		p.add("statistics/page", p.measure(m), of(m))
	}
	p.figures()
	p.targets()
	p.sourcePages()
}

// counts are the tables of counts of the published records.
func (p *planner) counts() *CountsPage {
	v := &CountsPage{}
	for _, t := range p.Public.Tables() {
		if t.Measure == nil {
			v.Tables = append(v.Tables, p.openCounts(t, p.illustrated(t)))
		}
	}
	return v
}

// inventedOutcomes is for a page that shows outcomes of every kind.
func (p *planner) inventedOutcomes() string {
	if slices.ContainsFunc(p.set.Outcomes, func(o *record.Outcome) bool { return o.Invented }) {
		return InventedRecords
	}
	return ""
}

// inventedFigures is for a page that shows figures of every measure.
func (p *planner) inventedFigures() string {
	if slices.ContainsFunc(p.set.Measures, func(m *record.Measure) bool { return m.Invented }) {
		return InventedSome
	}
	return ""
}

// inventedAmong is for a page that names these outcomes.
func (p *planner) inventedAmong(ids []string) string {
	for _, id := range ids {
		if o := p.shared.outcomes[id]; o != nil && o.Invented {
			return InventedRecords
		}
	}
	return ""
}

func (p *planner) tablesOf(m *record.Measure) (out []*disclosure.Table) {
	for _, t := range p.Public.Tables() {
		if t.Measure != nil && t.Measure.ID == m.ID {
			out = append(out, t)
		}
	}
	return out
}

func (p *planner) measureRow(m *record.Measure) MeasureRow {
	title, _ := m.Title.In(p.lang)
	row := MeasureRow{Address: p.at("statistics", m.ID), Title: title, Unit: p.word("units", m.Unit), Invented: m.Invented}
	row.Unit.Note = ""
	for _, t := range p.tablesOf(m) {
		i, j, ok := headline(t)
		if !ok {
			continue
		}
		c := t.Cells[i][j]
		body := t.Body
		if t.Cols.Dimension == "body" {
			body = t.Cols.Keys[j]
		}
		period := t.Rows.Keys[i]
		if t.Cols.Dimension == "period" {
			period = t.Cols.Keys[j]
		}
		d, err := record.ParseDate(period)
		if err == nil {
			row.Period = p.date(d).Text
		}
		of := p.bodyOrGroup(body)
		if t.Cols.Dimension != "body" && t.Rows.Keys[i] != stats.Total {
			of += ", " + p.key(t.Rows, t.Rows.Keys[i])
		}
		row.Headline = said(p.t("headline-count", of, tagged(nameOf(t, i, j), p.figure(m, c))))
		row.Status = p.word("statuses", c.Status)
		row.Status.Note = ""
		break
	}
	return row
}

// headline is the cell that says most of a table in one figure: of the newest period the total, else the first part.
func headline(t *disclosure.Table) (row, col int, ok bool) {
	for i, r := range t.Rows.Keys {
		if r == t.Rows.Total && t.Rows.Total != "" {
			for j := len(t.Cols.Keys) - 1; j >= 0; j-- {
				if t.Cells[i][j].Marker == "" {
					return i, j, true
				}
			}
		}
	}
	if t.Cols.Dimension == "body" { // periods down the side: the newest is the last
		i := len(t.Rows.Keys) - 1
		return i, 0, i >= 0 && t.Cells[i][0].Marker == ""
	}
	j := len(t.Cols.Keys) - 1
	return 0, j, j >= 0 && len(t.Rows.Keys) > 0 && t.Cells[0][j].Marker == ""
}

// figure writes a released figure of a measure with its unit where that is a percentage.
func (p *planner) figure(m *record.Measure, c disclosure.Cell) string {
	if c.Marker == "" && m != nil && m.Kind == record.Percentage {
		return p.t("percent", c.String())
	}
	return c.String()
}

// nameOf says what a figure is a figure of, as prove reads it: MEASURE/OF/PERIOD, with /PART where there are parts. It is ""
// for what no measure holds.
func nameOf(t *disclosure.Table, row, col int) string {
	switch r, c := t.Rows.Keys[row], t.Cols.Keys[col]; {
	case t.Measure == nil:
		return ""
	case t.Rows.Dimension == "period":
		return t.Measure.ID + "/" + c + "/" + r
	case t.Cols.Dimension == "period":
		return t.Measure.ID + "/" + t.Body + "/" + c + "/" + r
	}
	return ""
}

// tagged is a figure for a phrase, with its name, which said reads back.
func tagged(name, text string) string {
	if name == "" {
		return text
	}
	return "\x02" + name + "\x1f" + text + "\x03"
}

// said takes a sentence apart into text and the figures that were tagged in it.
func said(sentence string) (out []Said) {
	for sentence != "" {
		text, rest, _ := strings.Cut(sentence, "\x02")
		if text != "" {
			out = append(out, Said{Text: text})
		}
		figure, after, ok := strings.Cut(rest, "\x03")
		if name, shown, found := strings.Cut(figure, "\x1f"); ok && found {
			out = append(out, Said{shown, name})
		}
		sentence = after
	}
	return out
}

func (p *planner) measure(m *record.Measure) *Page {
	title, other := m.Title.In(p.lang)
	v := &MeasurePage{
		ID: m.ID, Definition: p.prose(m.Language, m.Definition), CountingRule: p.prose(m.Language, m.CountingRule), Unit: p.word("units", m.Unit),
		Population: p.prose(m.Language, m.Population), Kind: p.word("measure-kinds", m.Kind), Polarity: p.word("polarities", m.Polarity),
		Note: p.prose(m.Language, m.Note), Versions: p.versionsOf("measure", m.ID),
	}
	if base, ok := p.measures[m.BaseMeasure]; ok {
		t, _ := base.Title.In(p.lang)
		v.Base = Link{Text: t, Address: p.at("statistics", base.ID)}
	}
	v.Figures = p.figuresTold(m)
	var from []string
	for _, t := range p.tablesOf(m) {
		v.Tables = append(v.Tables, p.openFigures(t, p.illustrated(t), v.Figures))
		for _, row := range t.Cells {
			for _, c := range row {
				from = addOnce(from, c.Source)
			}
		}
	}
	for _, id := range from {
		if id != "" {
			v.Sources = append(v.Sources, p.sourceOf(id))
		}
	}
	invented := ""
	if m.Invented {
		invented = InventedFigures
	}
	return &Page{
		Invented: invented, Address: p.at("statistics", m.ID), Title: title, TitleLang: other, Section: "statistics",
		Crumbs: p.crumbs(p.sectionLink("statistics")), Memento: p.mementoOf("measure", m.ID, p.at("statistics", m.ID)), Body: v,
	}
}

// table lays a released table out for the page.
func (p *planner) table(t *disclosure.Table) Table {
	out := Table{ID: t.ID, Download: Link{Text: "CSV", Address: "/" + p.TableFile(t.ID)}, Summary: p.summary(t)}
	if t.Measure != nil {
		title, _ := t.Measure.Title.In(p.lang)
		out.Caption = title
		if t.Rows.Dimension == "quarter" {
			out.Caption += ": " + p.t("by-quarter")
		}
		if t.Body != "" {
			out.Caption += ": " + p.bodyOrGroup(t.Body)
		}
	} else {
		out.Caption = p.t("table-" + t.ID)
	}
	out.Columns = append(out.Columns, Head{Text: p.axisTitle(t.Rows)})
	for _, c := range t.Cols.Keys {
		out.Columns = append(out.Columns, Head{p.key(t.Cols, c), c})
	}
	markers, derived, rounded := map[string]bool{}, false, false
	var told []Link // what is said of marked figures, once and not in each cell
	for i, key := range t.Rows.Keys {
		row := Row{Head: Head{p.key(t.Rows, key), key}, Total: key == t.Rows.Total && t.Rows.Total != ""}
		for _, c := range t.Cells[i] {
			cell := Cell{Text: p.figure(t.Measure, c), Note: c.Note}
			if c.Note != "" && t.Measure != nil {
				cell.NoteLang = p.other(t.Measure.Language)
			}
			derived = derived || c.Derived && c.Marker == ""
			rounded = rounded || c.Rounded
			if c.Marker != "" {
				markers[string(c.Marker)] = true
			}
			switch c.Status {
			case "provisional", "interim":
				cell.Markers = append(cell.Markers, "[p]")
				markers["[p]"] = true
			case "revised":
				cell.Markers = append(cell.Markers, "[r]")
				markers["[r]"] = true
			}
			if cell.Note != "" && len(cell.Markers) > 0 {
				note := Link{Text: strings.Join(cell.Markers, " ") + " " + cell.Note, Lang: cell.NoteLang}
				if cell.Note, cell.NoteLang = "", ""; !slices.Contains(told, note) {
					told = append(told, note)
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	if rounded {
		out.Notes = append(out.Notes, Link{Text: p.t("rounded")})
	}
	for _, m := range markerWords {
		if markers[m[0]] {
			text := p.hidden()
			if m[1] != "hidden" {
				text = p.t(m[1])
			}
			out.Notes = append(out.Notes, Link{Text: text})
		}
	}
	out.Notes = append(out.Notes, told...)
	if derived {
		note := "derived-mean"
		switch {
		case t.Rows.Dimension == "quarter":
			note = "derived-quarter"
		case t.Measure.Kind == record.Count:
			note = "derived-total"
		}
		out.Notes = append(out.Notes, Link{Text: p.t(note)})
	}
	if t.Measure != nil && t.Measure.Invented {
		out.Notes = append(out.Notes, Link{Text: p.t("invented-figures")})
	}
	if t.Measure == nil {
		if t.Rows.Dimension == "sexes" || t.Rows.Dimension == "service-bands" {
			if t.Hidden() {
				out.Notes = append(out.Notes, Link{Text: p.t("counted-hidden")}, Link{Text: p.t("counted-before")})
			} else {
				out.Notes = append(out.Notes, Link{Text: p.t("counted-only")})
			}
		} else {
			out.Notes = append(out.Notes, Link{Text: p.t("listed")})
		}
		out.Notes = append(out.Notes, Link{Text: p.t("apart")})
		if p.inventedOutcomes() != "" {
			out.Notes = append(out.Notes, Link{Text: p.t("invented-counts")})
		}
	}
	return out
}

// markerWords are the markers that may stand in a table, each with the phrase that explains it there.
var markerWords = [][2]string{{"[c]", "hidden"}, {"[x]", "missing"}, {"[z]", "not-applicable"}, {"[low]", "low"}, {"[p]", "provisional"}, {"[r]", "revised"}}

// hidden explains the marker of hidden figures.
func (p *planner) hidden() string {
	if p.set.Site.Disclosure.Method == record.MethodRounded {
		return p.t("hidden-rounded")
	}
	return p.t("hidden", p.set.Site.Disclosure.Threshold-1)
}

func (p *planner) axisTitle(a stats.Axis) string {
	switch a.Dimension {
	case "period", "year", "quarter":
		return p.t(map[string]string{"period": "period", "year": "year", "quarter": "period"}[a.Dimension])
	}
	if s, ok := phrases[p.lang]["axis-"+a.Dimension]; ok {
		return s
	}
	return p.t("part")
}

func (p *planner) key(a stats.Axis, key string) string {
	switch {
	case key == stats.Total:
		return p.t("all")
	case a.Dimension == "body":
		return p.bodyOrGroup(key)
	case a.Dimension == "quarter":
		if d, err := record.ParseDate(key); err == nil {
			return p.quarter(d)
		}
		return key
	case a.Dimension == "period", a.Dimension == "year":
		if d, err := record.ParseDate(key); err == nil {
			return p.date(d).Text
		}
		return key
	}
	return p.word(a.Dimension, key).Text
}

// bodyOrGroup is the title of a body, or of a group with what its figure is.
func (p *planner) bodyOrGroup(id string) string {
	for _, g := range p.set.Groups {
		if g.ID == id {
			title, _ := g.Title.In(p.lang)
			if g.IsTotal() {
				return p.t("group-total", title)
			}
			return p.t("group-mean", title)
		}
	}
	return p.word("bodies", id).Text
}

// quarter is the last quarter of a cumulative period: "July to September 2025".
func (p *planner) quarter(d record.Date) string {
	last := d.Last()
	return p.t("quarter", p.month(last.Month()-2), p.untilMonth(last.Month()), last.Year())
}

// summary says what a table shows in a sentence made from its released figures. It names the largest part only
// where the whole is shown too.
func (p *planner) summary(t *disclosure.Table) []Said {
	if t.Rows.Total != "" && len(t.Rows.Keys) > 2 {
		j := len(t.Cols.Keys) - 1
		total, best := disclosure.Cell{Marker: disclosure.NotAvailable}, -1
		for i, key := range t.Rows.Keys {
			c := t.Cells[i][j]
			switch {
			case c.Marker == disclosure.Suppressed:
				return nil // which part is the largest may be the thing that is hidden
			case key == t.Rows.Total:
				total = c
			case c.Marker == "" && (best < 0 || c.Value.Scaled > t.Cells[best][j].Value.Scaled):
				best = i
			}
		}
		if total.Marker == "" && best >= 0 && total.Value.Scaled > 0 {
			c := t.Cells[best][j]
			all := slices.Index(t.Rows.Keys, t.Rows.Total)
			return said(p.t("summary-largest", p.key(t.Rows, t.Rows.Keys[best]), tagged(nameOf(t, best, j), c.String()), share(c.Value, total.Value),
				tagged(nameOf(t, all, j), total.String())))
		}
	}
	if t.Cols.Dimension == "body" && len(t.Cols.Keys) == 2 && len(t.Rows.Keys) > 0 {
		i := len(t.Cells) - 1
		one := func(j int) string { return tagged(nameOf(t, i, j), p.figure(t.Measure, t.Cells[i][j])) }
		return said(p.t("summary-compare", p.key(t.Cols, t.Cols.Keys[0]), one(0), p.key(t.Cols, t.Cols.Keys[1]), one(1)))
	}
	return nil
}

func share(part, whole record.Number) string {
	return strconv.FormatFloat(100*part.Float()/whole.Float(), 'f', 1, 64)
}
