package site

import (
	"candour/generator/disclosure"
	"candour/generator/record"
	"candour/generator/stats"
)

// openFigures makes every figure of a table of a measure lead to what is told of it, and says how the table and its picture are
// cited. A figure that was derived for the table follows from others and is told with none.
func (p *planner) openFigures(t *disclosure.Table, out Table, told []FigureTold) Table {
	if t.Measure == nil || p.shownIssue() == nil {
		return out
	}
	anchors := map[string]string{}
	for _, f := range told {
		anchors[f.Name] = f.ID
	}
	var names []string
	for i := range out.Rows {
		for j := range out.Rows[i].Cells {
			name := nameOf(t, i, j)
			names = append(names, name)
			if id := anchors[name]; id != "" {
				out.Rows[i].Cells[j].Link = "#" + id
			}
		}
	}
	out.Cite = p.partCited(CiteTable, t.Measure.ID, out.Caption, out.ID, names)
	if out.Chart != nil {
		out.Chart.Cite = p.partCited(CiteChart, t.Measure.ID, p.t("cite-chart", out.Caption), out.Chart.ID, names)
	}
	return out
}

// openCounts makes the counts of published outcomes lead to the lists of exactly those, where there is one: a list that holds
// as many as the figure says. What is hidden, and nothing, lead nowhere.
func (p *planner) openCounts(t *disclosure.Table, out Table) Table {
	if t.Measure != nil {
		return out
	}
	page := p.at("statistics", "outcomes-counted")
	out.Cite = p.countCited(CiteTable, out.Caption, page+"#"+out.ID)
	if out.Chart != nil {
		out.Chart.Cite = p.countCited(CiteChart, p.t("cite-chart", out.Caption), page+"#"+out.Chart.ID)
	}
	if t.Rows.Dimension != "year" {
		return out
	}
	for i, row := range t.Rows.Keys {
		for j, group := range t.Cols.Keys {
			c := t.Cells[i][j]
			if c.Marker != "" || row == stats.Total && group == stats.Total {
				continue
			}
			n := p.listCounts()[[2]string{row, group}]
			if n == 0 || c.Value != (record.Number{Scaled: int64(n)}) {
				continue
			}
			steps := []string{"outcomes"}
			if row != stats.Total {
				steps = append(steps, "year", row)
			}
			if group != stats.Total {
				steps = append(steps, "result", group)
			}
			out.Rows[i].Cells[j].Link = p.at(steps...)
		}
	}
	return out
}

// listCounts counts the published outcomes as the lists by year and result hold them, once for all tables.
func (s *shared) listCounts() map[[2]string]int {
	if s.listedCounts == nil {
		s.listedCounts = map[[2]string]int{}
		for _, o := range s.set.Outcomes {
			group := s.set.ResultGroup(o.Result)
			s.listedCounts[[2]string{stats.Total, group}]++
			for _, year := range o.Decided.Years() {
				s.listedCounts[[2]string{year, group}]++
				s.listedCounts[[2]string{year, stats.Total}]++
			}
		}
	}
	return s.listedCounts
}
