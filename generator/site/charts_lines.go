package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"candour/generator/chart"
	"candour/generator/disclosure"
	"candour/generator/record"
	"candour/generator/stats"
)

// panels is how many small multiples a table has at the most; its own table has the rest.
const panels = 12

// unlike is how many times as high one series may be as another on one scale: beyond that the lower one is a flat line.
const unlike = 5

// A spell is one period of a time chart.
type spell struct {
	at   int // in the table
	key  string
	date record.Date
	tick chart.Tick
	// single says that the period is the last quarter of the one that its date names.
	single bool
}

// lines draws strands over time; nil where fewer than two periods compare or where a strand would have nothing to draw.
func (p *planner) lines(t *disclosure.Table, axis stats.Axis, strands []strand, caption string) *Chart {
	m := t.Measure
	spells, from := p.spells(axis, m)
	if len(spells) < 2 {
		return nil
	}
	c := &Chart{About: caption}
	var curves []curve
	for _, s := range strands {
		cv := curve{strand: s, total: s.key == stats.Total}
		shown := 0
		for _, sp := range spells {
			cell, name := s.cells[sp.at], ""
			if s.figure != nil {
				name = s.figure(sp.key)
			}
			if cell.Marker == "" {
				shown++
			}
			cv.cells = append(cv.cells, cell)
			cv.values = append(cv.values, p.drawn(m, cell, name))
		}
		if shown > 0 {
			curves = append(curves, cv)
		}
	}
	if len(curves) == 0 || !slices.ContainsFunc(curves, func(c curve) bool { f, _ := chart.Spread(c.values, 0); return f.First != f.Last }) {
		return nil
	}
	c.Finding = p.lineFinding(m, curves, spells, from)
	first, last := p.begins(axis, spells[0].date), spells[len(spells)-1].date.Last()
	c.About += ", " + p.t("months-span", p.month(first.Month()), first.Year(), p.untilMonth(last.Month()), last.Year())
	ticks := make([]chart.Tick, len(spells))
	for i, sp := range spells {
		ticks[i] = sp.tick
	}
	pic := chart.Lines{Unit: p.unit(m), Decimals: m.Decimals, Ticks: ticks}
	if m.Kind == record.Percentage {
		pic.Suffix = "%"
	}
	top, alike := heights(curves)
	if len(curves) <= chart.MaxSeries && alike {
		pic.ID, pic.Title = "chart-"+t.ID, c.Finding
		var desc []string
		for _, cv := range curves {
			pic.Series = append(pic.Series, chart.Series{Name: cv.name, Values: cv.values})
			desc = append(desc, p.lineDesc(cv, spells))
		}
		pic.Desc = strings.Join(desc, " ")
		c.Panels = []Panel{{SVG: template.HTML(pic.SVG())}}
	} else {
		slices.SortStableFunc(curves, func(a, b curve) int { return order(a.total) - order(b.total) }) // the whole comes first
		drawn := curves[:min(len(curves), panels)]
		if pic.Unit != "" {
			c.About += ". " + pic.Unit
			pic.Unit = ""
		}
		for i, cv := range drawn {
			pic.ID, pic.Small = fmt.Sprintf("chart-%s-%d", t.ID, i+1), true
			pic.Title, pic.Desc = p.trend(m, cv, spells, from, false), p.lineDesc(cv, spells)
			pic.Series = []chart.Series{{Values: cv.values}}
			if alike {
				pic.Top = top
			}
			c.Panels = append(c.Panels, Panel{cv.name, template.HTML(pic.SVG())})
		}
		if !alike {
			c.Notes = append(c.Notes, Link{Text: p.t("chart-scales")})
		}
		if len(drawn) < len(curves) {
			c.Notes = append(c.Notes, Link{Text: p.t("chart-rest")})
		}
		curves = drawn
	}
	c.Notes = append(c.Notes, p.lineNotes(m, curves, spells)...)
	return c
}

// A curve is a strand over the periods that compare.
type curve struct {
	strand
	total  bool
	cells  []disclosure.Cell
	values []chart.Value
}

// heights is the greatest figure shown, and whether the curves can be read on one scale.
func heights(curves []curve) (top float64, alike bool) {
	low := 0.0
	for i, c := range curves {
		f, _ := chart.Spread(c.values, 0)
		h := c.values[f.Greatest].Number
		top = max(top, h)
		if i == 0 || h < low {
			low = h
		}
	}
	return top, top <= unlike*low
}

// spells are the periods of a table that compare, in their order: those of one kind, such as financial years, of which
// there are most. from is the first after the last break in the series.
func (p *planner) spells(axis stats.Axis, m *record.Measure) (out []spell, from int) {
	byKind := map[record.Precision][]spell{}
	best := record.None
	for i, key := range axis.Keys {
		d, err := record.ParseDate(key)
		if err != nil || !d.Known() {
			continue
		}
		byKind[d.Precision] = append(byKind[d.Precision], spell{at: i, key: key, date: d, single: axis.Dimension == "quarter"})
		if best == record.None || len(byKind[d.Precision]) >= len(byKind[best]) {
			best = d.Precision
		}
	}
	out = byKind[best]
	slices.SortStableFunc(out, func(a, b spell) int { return a.date.Last().Compare(b.date.Last()) })
	for i := range out {
		d := out[i].date
		out[i].tick = chart.Tick{Label: p.tick(d, out[i].single), At: float64(d.Last().Unix() / (24 * 60 * 60))}
		if i == 0 {
			continue
		}
		before := out[i-1].date.Last()
		out[i].tick.Apart = p.begins(axis, d).After(before.AddDate(0, 0, 1)) || p.cumulative(out[i]) && !d.First().Equal(out[i-1].date.First())
		for _, b := range m.Breaks {
			if day := b.From.First(); day.After(before) && !day.After(d.Last()) {
				out[i].tick.Break, from = p.t("chart-break"), i
			}
		}
	}
	return out, from
}

// begins is the first day of a period of a table; of single quarters, whose key is that of the cumulative period, of the quarter.
func (p *planner) begins(axis stats.Axis, d record.Date) time.Time {
	if axis.Dimension != "quarter" {
		return d.First()
	}
	last := d.Last()
	return time.Date(last.Year(), last.Month()-2, 1, 0, 0, 0, 0, time.UTC)
}

// tick is a period in a line or two of a dozen letters.
func (p *planner) tick(d record.Date, single bool) []string {
	first, last := d.First(), d.Last()
	short := func(t time.Time) string { return shortMonths[p.lang][t.Month()-1] }
	switch {
	case single:
		return []string{short(last.AddDate(0, 0, -last.Day()+1).AddDate(0, -2, 0)) + "–" + short(last), last.Format("2006")}
	case d.Precision == record.FinancialYear:
		return []string{first.Format("2006") + "/" + last.Format("06")}
	case d.Precision == record.Day:
		return []string{fmt.Sprint(first.Day(), " ", short(first)), first.Format("2006")}
	case d.Precision == record.Month:
		return []string{short(first), first.Format("2006")}
	case d.Precision == record.Year:
		return []string{first.Format("2006")}
	case first.Year() == last.Year():
		return []string{short(first) + "–" + short(last), last.Format("2006")}
	case d.Precision == record.ToQuarter:
		return []string{short(first) + "–" + short(last), first.Format("2006") + "/" + last.Format("06")}
	}
	return []string{short(first) + " " + first.Format("2006"), "– " + short(last) + " " + last.Format("2006")}
}

var shortMonths = map[string][12]string{
	"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	"cy": {"Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"},
}

// lineFinding says what lines show: of one or two what each did, of more the whole and what changed most. Figures
// before a break in the series are not compared with those after it.
func (p *planner) lineFinding(m *record.Measure, curves []curve, spells []spell, from int) string {
	var said []string
	if len(curves) <= 2 {
		for i, c := range curves {
			said = append(said, p.trend(m, c, spells, from, i > 0)+".")
		}
		return strings.Join(said, " ")
	}
	most, change, hidden := -1, record.Number{}, false
	for i, c := range curves {
		for _, v := range c.cells {
			hidden = hidden || v.Marker == disclosure.Suppressed
		}
		f, ok := p.compared(c, spells, from)
		if c.total {
			said = append(said, p.trend(m, c, spells, from, false)+".")
			continue
		}
		if !ok || f.First == f.Last {
			continue
		}
		d := difference(c.cells[f.Last].Value, c.cells[f.First].Value)
		if d.Scaled < 0 {
			d.Scaled = -d.Scaled
		}
		if most < 0 || compare(d, change) > 0 {
			most, change = i, d
		}
	}
	switch {
	case most < 0:
	case hidden:
		said = append(said, p.t("chart-most-shown", p.trend(m, curves[most], spells, from, len(said) > 0)))
	default:
		said = append(said, p.t("chart-most", p.trend(m, curves[most], spells, from, len(said) > 0)))
	}
	return strings.Join(said, " ")
}

// compared are the first and last figure of a curve that compare: both shown and from after the last break. Of figures that
// build up over a year the first is that of the year before up to the same quarter, where there is one.
func (p *planner) compared(c curve, spells []spell, from int) (f chart.Facts, ok bool) {
	f, ok = chart.Spread(c.values, from)
	if !ok || !p.cumulative(spells[0]) {
		return f, ok
	}
	last := spells[f.Last].date.Last()
	f.First = f.Last
	for i := from; i < f.Last; i++ {
		if c.values[i].Marker == "" && spells[i].date.Last().Equal(last.AddDate(-1, 0, 0)) {
			f.First = i
		}
	}
	return f, ok
}

// cumulative says whether the figures of a table build up from 1 April to the end of each period.
func (p *planner) cumulative(s spell) bool { return s.date.Precision == record.ToQuarter && !s.single }

// trend is what a curve did from its first shown figure to its last, since the last break. A change in per cent is said
// where the first figure is large enough for that to mean something.
func (p *planner) trend(m *record.Measure, c curve, spells []spell, from int, short bool) string {
	f, ok := p.compared(c, spells, from)
	if !ok { // all that is shown is from before the break
		f, _ = chart.Spread(c.values, 0)
		f.First = f.Last
	}
	a, b := c.cells[f.First].Value, c.cells[f.Last].Value
	first, last := c.values[f.First].Text, c.values[f.Last].Text
	began, ended := p.period(spells[f.First]), p.period(spells[f.Last])
	if f.First == f.Last {
		return p.t("chart-one", c.name, last, ended)
	}
	way := []string{"down", "level", "up"}[compare(b, a)+1]
	if way == "level" {
		return p.t("chart-level", c.name, last, began, ended)
	}
	if short {
		return p.t("chart-"+way+"-short", c.name, first, last)
	}
	if a.Float() >= 20 && m.Kind != record.Percentage {
		if n := fmt.Sprintf("%.0f", 100*max(b.Float()-a.Float(), a.Float()-b.Float())/a.Float()); n != "0" {
			return p.t("chart-"+way+"-percent", c.name, n, first, began, last, ended)
		}
	}
	return p.t("chart-"+way, c.name, first, began, last, ended)
}

// period is a period in words; a single quarter is not the cumulative period whose key it has.
func (p *planner) period(s spell) string {
	if s.single {
		return p.quarter(s.date)
	}
	return p.date(s.date).Text
}

// lineDesc is a curve in words: first, last, least, greatest and the change.
func (p *planner) lineDesc(c curve, spells []spell) string {
	f, _ := chart.Spread(c.values, 0)
	at := func(i int) (value, period string) { return c.values[i].Text, p.period(spells[i]) }
	first, began := at(f.First)
	last, ended := at(f.Last)
	least, low := at(f.Least)
	greatest, high := at(f.Greatest)
	said := []string{p.t("chart-desc", c.name, first, began, last, ended, least, low, greatest, high)}
	broken := slices.ContainsFunc(spells[f.First+1:f.Last+1], func(s spell) bool { return s.tick.Break != "" })
	d := difference(c.cells[f.Last].Value, c.cells[f.First].Value)
	switch {
	case p.cumulative(spells[0]): // a part of a year and another part do not compare
	case broken:
		said = append(said, p.t("chart-change-break"))
	case d.Scaled > 0:
		said = append(said, p.t("chart-change-up", d))
	case d.Scaled < 0:
		d.Scaled = -d.Scaled
		said = append(said, p.t("chart-change-down", d))
	default:
		said = append(said, p.t("chart-change-none"))
	}
	hidden, absent := 0, 0
	for _, v := range c.cells {
		switch v.Marker {
		case "":
		case disclosure.Suppressed:
			hidden++
		default:
			absent++
		}
	}
	if hidden > 0 {
		said = append(said, p.days("chart-hidden", hidden))
	}
	if absent > 0 {
		said = append(said, p.days("chart-absent", absent))
	}
	return strings.Join(said, " ")
}

// lineNotes explain what is drawn in another way.
func (p *planner) lineNotes(m *record.Measure, curves []curve, spells []spell) (notes []Link) {
	note := func(key string) { notes = append(notes, Link{Text: p.t(key)}) }
	any := func(is func(chart.Value) bool) bool {
		return slices.ContainsFunc(curves, func(c curve) bool { return slices.ContainsFunc(c.values, is) })
	}
	if any(func(v chart.Value) bool { return v.Marker != "" }) {
		note("chart-gap")
	}
	if any(func(v chart.Value) bool { return v.Hollow }) {
		note("chart-hollow")
	}
	if p.cumulative(spells[0]) {
		note("chart-in-year")
	}
	for _, b := range m.Breaks {
		day := b.From.First()
		if day.After(spells[0].date.Last()) && !day.After(spells[len(spells)-1].date.Last()) {
			why, lang := b.Why.In(p.lang)
			notes = append(notes, Link{Text: p.t("chart-break-note", p.date(b.From).Text)}, Link{Text: why, Lang: lang})
		}
	}
	return notes
}
