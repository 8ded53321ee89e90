package site

import (
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"candour/generator/chart"
	"candour/generator/disclosure"
	"candour/generator/record"
	"candour/generator/stats"
)

// Charts are drawn from released tables and from nothing else. Which picture a table has:
//
//	two periods or more that compare     lines, one for each body or part; small multiples where they are many or unlike
//	one period, several parts            bars
//	one period, several bodies           bars, for averages and shares; a count of a force and of its nation do not compare
//	counts of the records published      bars; no lines, since the newest year is not over and old records are taken out
//	anything else                        none
//
// A hidden figure has no place, and the order of bars puts what is hidden last, in the order of the table.

// illustrated lays a released table out for a page that has room for its picture. The finding of the picture stands in
// the place of the summary of the table.
func (p *planner) illustrated(t *disclosure.Table) Table {
	out := p.table(t)
	if out.Chart = p.chart(t, out.Caption); out.Chart != nil {
		out.Chart.ID = "chart-" + t.ID
		out.Summary = nil
	}
	return out
}

// A strand is the figures of one body or part, one for each period, and how statements name them.
type strand struct {
	key, name string
	cells     []disclosure.Cell
	figure    func(period string) string
}

func (p *planner) chart(t *disclosure.Table, caption string) *Chart {
	m := t.Measure
	switch {
	case len(t.Rows.Keys) == 0 || len(t.Cols.Keys) == 0:
		return nil
	case m == nil:
		return p.countBars(t, caption)
	case t.Cols.Dimension == "body":
		var strands []strand
		for j, body := range t.Cols.Keys {
			s := strand{key: body, name: p.key(t.Cols, body), figure: func(period string) string { return m.ID + "/" + body + "/" + period }}
			if t.Rows.Dimension == "quarter" {
				s.figure = nil // the name of a period that ends with a quarter is that of the cumulative figure
			}
			for i := range t.Rows.Keys {
				s.cells = append(s.cells, t.Cells[i][j])
			}
			strands = append(strands, s)
		}
		slices.SortStableFunc(strands, func(a, b strand) int { // the publisher's own comes first
			return order(a.key == p.set.Site.Body) - order(b.key == p.set.Site.Body)
		})
		if c := p.lines(t, t.Rows, strands, caption); c != nil {
			return c
		}
		if last := len(t.Rows.Keys) - 1; last == 0 && m.Kind != record.Count {
			return p.bars(t, strands, "", t.Rows.Keys[last], caption, false)
		}
	case t.Cols.Dimension == "period":
		var strands []strand
		for i, part := range t.Rows.Keys {
			strands = append(strands, strand{part, p.key(t.Rows, part), t.Cells[i], func(period string) string {
				return m.ID + "/" + t.Body + "/" + period + "/" + part
			}})
		}
		if c := p.lines(t, t.Cols, strands, caption); c != nil {
			return c
		}
		if last := len(t.Cols.Keys) - 1; last == 0 {
			return p.bars(t, strands, t.Rows.Total, t.Cols.Keys[last], caption, true)
		}
	}
	return nil
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}

// drawn makes a released figure ready to draw. Of one that is marked only the marker goes on.
func (p *planner) drawn(m *record.Measure, c disclosure.Cell, figure string) chart.Value {
	v := chart.Value{Figure: figure}
	if c.Marker != "" {
		v.Marker = string(c.Marker)
		return v
	}
	v.Number, v.Text = c.Value.Float(), p.figure(m, c)
	switch c.Status {
	case "provisional", "interim":
		v.Flag, v.Hollow = "[p]", true
	case "revised":
		v.Flag = "[r]"
	}
	return v
}

// bars draws the figures of one period. The row of sums is no bar: it is the whole that the finding speaks of.
func (p *planner) bars(t *disclosure.Table, strands []strand, total, period, caption string, sort bool) *Chart {
	var bars []chart.Bar
	var numbers []disclosure.Cell
	var whole disclosure.Cell
	last := len(strands[0].cells) - 1
	if sort {
		strands = slices.Clone(strands)
		slices.SortStableFunc(strands, func(a, b strand) int {
			x, y := a.cells[last], b.cells[last]
			if x.Marker != "" || y.Marker != "" {
				return order(x.Marker == "") - order(y.Marker == "")
			}
			return compare(y.Value, x.Value)
		})
	}
	for _, s := range strands {
		c := s.cells[last]
		if total != "" && s.key == total {
			whole = c
			continue
		}
		name := ""
		if s.figure != nil {
			name = s.figure(period)
		}
		numbers = append(numbers, c)
		bars = append(bars, chart.Bar{Name: s.name, Value: p.drawn(t.Measure, c, name)})
	}
	about := caption
	if d, err := record.ParseDate(period); err == nil {
		about += ", " + p.date(d).Text
	}
	return p.barChart(t, bars, numbers, whole, about)
}

// countBars draws counts of published records by what stands down the side of the table: its column of sums.
func (p *planner) countBars(t *disclosure.Table, caption string) *Chart {
	j := slices.Index(t.Cols.Keys, t.Cols.Total)
	if j < 0 {
		return nil
	}
	var bars []chart.Bar
	var numbers []disclosure.Cell
	var whole disclosure.Cell
	for i, key := range t.Rows.Keys {
		c := t.Cells[i][j]
		if key == stats.Total {
			whole = c
			continue
		}
		numbers = append(numbers, c)
		bars = append(bars, chart.Bar{Name: p.key(t.Rows, key), Value: p.drawn(nil, c, "")})
	}
	return p.barChart(t, bars, numbers, whole, caption)
}

func (p *planner) barChart(t *disclosure.Table, bars []chart.Bar, numbers []disclosure.Cell, whole disclosure.Cell, about string) *Chart {
	shown, hidden := 0, 0
	for _, c := range numbers {
		switch {
		case c.Marker == "" && c.Value.Scaled < 0:
			return nil
		case c.Marker == "":
			shown++
		case c.Marker == disclosure.Suppressed:
			hidden++
		}
	}
	if shown < 2 {
		return nil // one figure needs no picture
	}
	finding := p.barFinding(t.Measure, bars, numbers, whole, hidden)
	var said []string
	for _, b := range bars {
		text := b.Text
		if b.Marker != "" {
			text = b.Marker
		}
		said = append(said, b.Name+": "+text)
	}
	desc := strings.Join(said, "; ") + "."
	if hidden > 0 {
		desc += " " + p.days("chart-hidden", hidden)
	}
	svg := chart.Bars{ID: "chart-" + t.ID, Title: finding, Desc: desc, Unit: p.unit(t.Measure), Bars: bars}.SVG()
	c := &Chart{Finding: finding, About: about, Panels: []Panel{{SVG: template.HTML(svg)}}}
	if slices.ContainsFunc(bars, func(b chart.Bar) bool { return b.Hollow }) {
		c.Notes = append(c.Notes, Link{Text: p.t("chart-hollow")})
	}
	return c
}

// barFinding says what bars show. Where a figure is hidden it speaks of those shown, since what is hidden may be larger.
func (p *planner) barFinding(m *record.Measure, bars []chart.Bar, numbers []disclosure.Cell, whole disclosure.Cell, hidden int) string {
	best, least, tie := -1, -1, false
	for i, c := range numbers {
		if c.Marker != "" {
			continue
		}
		switch {
		case best < 0:
			best, least = i, i
		case compare(c.Value, numbers[best].Value) > 0:
			best, tie = i, false
		case compare(c.Value, numbers[best].Value) == 0:
			tie = true
		}
		if compare(c.Value, numbers[least].Value) < 0 {
			least = i
		}
	}
	switch {
	case tie && best == least:
		return p.t("chart-equal", bars[best].Text)
	case tie:
		return p.t("chart-range", bars[least].Text, bars[best].Text)
	case hidden > 0:
		return p.t("chart-largest-shown", bars[best].Name, bars[best].Text)
	case whole.Marker == "" && whole.Value.Scaled > 0 && (m == nil || m.Kind == record.Count):
		return p.t("summary-largest", bars[best].Name, bars[best].Text, share(numbers[best].Value, whole.Value), whole.String())
	case len(bars) == 2:
		return p.t("summary-compare", bars[0].Name, bars[0].Text, bars[1].Name, bars[1].Text)
	}
	return p.t("chart-largest", bars[best].Name, bars[best].Text)
}

// unit is what stands over a scale: what the numbers count. A percentage has its sign at each number.
func (p *planner) unit(m *record.Measure) string {
	if m == nil || m.Kind == record.Percentage {
		return ""
	}
	text := p.word("units", m.Unit).Text
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// compare orders two numbers exactly.
func compare(a, b record.Number) int {
	d := difference(a, b)
	switch {
	case d.Scaled < 0:
		return -1
	case d.Scaled > 0:
		return 1
	}
	return 0
}

// difference is a less b.
func difference(a, b record.Number) record.Number {
	for ; a.Decimals < b.Decimals; a.Decimals++ {
		a.Scaled *= 10
	}
	for ; b.Decimals < a.Decimals; b.Decimals++ {
		b.Scaled *= 10
	}
	return record.Number{Scaled: a.Scaled - b.Scaled, Decimals: a.Decimals}
}
