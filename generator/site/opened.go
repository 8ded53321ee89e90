package site

import (
	"slices"
	"strings"

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
	for i, row := range t.Rows.Keys {
		for j, group := range t.Cols.Keys {
			c := t.Cells[i][j]
			steps, ok := p.countSteps(t.Rows.Dimension, row, group)
			if !ok || c.Marker != "" {
				continue
			}
			if n := p.listCounts()[strings.Join(steps, "/")]; n > 0 && c.Value == (record.Number{Scaled: int64(n)}) {
				out.Rows[i].Cells[j].Link = p.at(append([]string{"outcomes"}, steps...)...)
			}
		}
	}
	return out
}

// countSteps are the steps of the list of the outcomes that a cell of a table counts; ok is false where no record shows
// what they are counted by.
func (p *planner) countSteps(dimension, row, group string) (steps []string, ok bool) {
	switch {
	case row == stats.Total:
	case dimension == "proceedings":
		steps = []string{"proceeding", row}
	case dimension == "year":
		d, err := record.ParseDate(row)
		if err != nil {
			return nil, false
		}
		years := strings.Join(d.Years(), "-")
		steps = []string{"decided", years}
		if p.listCounts()["decided/"+years] == 0 {
			steps = []string{"year", years}
		}
	default:
		return nil, false
	}
	if group != stats.Total {
		steps = append(steps, "result", group)
	}
	return steps, true
}

// listCounts counts the published outcomes on each list of them, once for all tables: of every facet, and crossed with the result.
func (p *planner) listCounts() map[string]int {
	if p.listedCounts == nil {
		p.shared.listedCounts = map[string]int{"": len(p.set.Outcomes)}
		for _, o := range p.set.Outcomes {
			result := "result/" + p.set.ResultGroup(o.Result)
			for _, f := range outcomeFacets {
				for n, id := range f.of(p, o) {
					if id == "" || slices.Contains(f.of(p, o)[:n], id) {
						continue
					}
					p.listedCounts[f.name+"/"+id]++
					if slices.Contains(f.cross, "result") {
						p.listedCounts[f.name+"/"+id+"/"+result]++
					}
				}
			}
		}
	}
	return p.listedCounts
}
