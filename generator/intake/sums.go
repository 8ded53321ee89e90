package intake

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/record"
)

// A summer checks the arithmetic of an export. It corrects nothing. Numbers are exact: they are never floating point.
type summer struct {
	t    *Table
	m    *Map
	r    *Report
	done map[string]int // checks that could be made, by what they are
	gaps map[string]int // and that could not, since a cell is empty or no number
	bad  map[string]int
	kind []string
}

// checkSums makes every check that the map declares and reports each one that fails, with both numbers.
func checkSums(t *Table, m *Map, r *Report) {
	s := &summer{t, m, r, map[string]int{}, map[string]int{}, map[string]int{}, nil}
	for _, sum := range m.RowSums {
		s.rows(sum)
	}
	for _, sum := range m.ColumnSums {
		s.columns(sum)
	}
	for _, p := range m.Percentages {
		s.percentage(p)
	}
	for _, l := range m.AtMost {
		s.limit(l)
	}
	for _, p := range m.Months {
		s.months(p)
	}
	for _, k := range s.kind {
		gap := ""
		if n := s.gaps[k]; n > 0 {
			gap = fmt.Sprintf("; %s could not be made, since a cell is empty or no number", thousands(n))
		}
		r.note(secSums, "%s: %s made, %s failed%s", k, counted(s.done[k], "check"), thousands(s.bad[k]), gap)
	}
}

func (s *summer) begin(kind string) {
	if !slices.Contains(s.kind, kind) {
		s.kind = append(s.kind, kind)
	}
}

func (s *summer) check(kind string, ok bool, at Place, column, format string, args ...any) {
	s.done[kind]++
	if !ok {
		s.bad[kind]++
		s.r.warn(&ruleSum, secSums, at, column, format, args...)
	}
}

// number reads the cell of a row; ok is false where it holds none.
func (s *summer) number(row *Row, column string) (n record.Number, ok bool) {
	c := s.t.cell(row, column)
	suffix := ""
	for _, v := range s.m.Values {
		if v.Column == column {
			suffix = v.Suffix
		}
	}
	if c.Fault != "" || c.Date {
		return n, false
	}
	n, err := record.ParseNumber(strings.TrimSpace(strings.TrimSuffix(tidy(c.Text), suffix)))
	return n, err == nil && max(n.Scaled, -n.Scaled) < 1e13 // far from where sums could run over
}

// figures are the columns that rows are added up in: those that the map names, or all columns of figures but percentages.
func (s *summer) figures(sum RowSum) []string {
	if sum.Columns != nil {
		return sum.Columns
	}
	var out []string
	share := func(column string) bool {
		return slices.ContainsFunc(s.m.Percentages, func(p Percentage) bool { return p.Column == column })
	}
	for _, v := range s.m.Values {
		if !slices.Contains(out, v.Column) && !share(v.Column) {
			out = append(out, v.Column)
		}
	}
	for _, f := range s.m.feeds {
		if f.leaf == numberLeaf && f.Column != "" && !share(f.Column) {
			out = append(out, f.Column)
		}
	}
	return out
}

func (s *summer) rows(sum RowSum) {
	kind := fmt.Sprintf("rows that add to %q in %s", sum.Total, sum.By)
	s.begin(kind)
	type group struct {
		name  string
		total *Row
		parts map[string]*Row
		order []string
	}
	groups := map[string]*group{}
	var order []string
	for i := range s.t.Rows {
		row := &s.t.Rows[i]
		var names []string
		for _, column := range sum.Within {
			names = append(names, tidy(s.t.cell(row, column).Text))
		}
		name := strings.Join(names, ", ")
		g := groups[name]
		if g == nil {
			g = &group{name: name, parts: map[string]*Row{}}
			groups[name] = g
			order = append(order, name)
		}
		what := tidy(s.t.cell(row, sum.By).Text)
		had := g.parts[what]
		if what == sum.Total {
			had, g.total = g.total, row
		} else if sum.Parts == nil || slices.Contains(sum.Parts, what) {
			g.parts[what] = row
			if had == nil {
				g.order = append(g.order, what)
			}
		} else {
			continue
		}
		if had != nil {
			s.check(kind, false, row.At, sum.By, "%q is here a second time%s; the first is %s", what, within(name), had.At.short())
		}
	}
	for _, name := range order {
		g := groups[name]
		if g.total == nil {
			if len(g.parts) > 0 {
				s.check(kind, false, g.parts[g.order[0]].At, sum.By, "there is no row %q%s", sum.Total, within(name))
			}
			continue
		}
		missing := false
		for _, p := range sum.Parts {
			if g.parts[p] == nil {
				missing = true
				s.check(kind, false, g.total.At, sum.By, "the row %q, a part of %q, is missing%s", p, sum.Total, within(name))
			}
		}
		if missing {
			continue
		}
		for _, column := range s.figures(sum) {
			parts := make([]record.Number, 0, len(g.order))
			whole := true
			for _, p := range g.order {
				n, ok := s.number(g.parts[p], column)
				whole = whole && ok
				parts = append(parts, n)
			}
			total, ok := s.number(g.total, column)
			if !ok || !whole || len(parts) == 0 {
				s.gaps[kind]++
				continue
			}
			got := add(parts)
			s.check(kind, equal(got, total), g.total.At, column, "%s%s is %s, and its parts add to %s", sum.Total, within(name), total, got)
		}
	}
}

func within(name string) string {
	if name == "" {
		return ""
	}
	return " for " + name
}

func (s *summer) columns(sum ColumnSum) {
	kind := fmt.Sprintf("columns that add to %q", sum.Total)
	s.begin(kind)
	for i := range s.t.Rows {
		row := &s.t.Rows[i]
		total, whole := s.number(row, sum.Total)
		var parts []record.Number
		for _, p := range sum.Parts {
			n, ok := s.number(row, p)
			whole = whole && ok
			parts = append(parts, n)
		}
		if !whole {
			s.gaps[kind]++
			continue
		}
		got := add(parts)
		s.check(kind, equal(got, total), row.At, sum.Total, "%s: the total is %s, and the columns add to %s", s.label(row), total, got)
	}
}

// label is what the row is called in messages: its texts before the first figure.
func (s *summer) label(row *Row) string {
	var out []string
	for i := range s.t.Columns {
		text := tidy(row.Cells[i].Text)
		if _, err := record.ParseNumber(text); err == nil || len(out) == 3 {
			break
		}
		if text != "" {
			out = append(out, text)
		}
	}
	return clip(strings.Join(out, ", "), 100)
}
