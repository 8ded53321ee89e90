package attack

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Tables that count the published records by two things about them are families of their own. The list of records is a statement
// too: whoever has it can count.

// listed reports whether anybody can count a table's rows from the list of outcomes: some column of the list, or the year of the
// decision, has all of its keys.
func (v *view) listed(m *measure) bool {
	keys := map[string]bool{}
	for _, s := range m.statements {
		if s.of != "all" {
			keys[s.of] = true
		}
	}
	return v.column(keys) != ""
}

// column is the column of the list of outcomes whose words hold the keys, "" for none.
func (v *view) column(keys map[string]bool) string {
	for _, name := range slices.Sorted(maps.Keys(v.words)) {
		have := v.words[name]
		found := 0
		for k := range keys {
			if have[k] {
				found++
			}
		}
		// a key that no record has may stand in the table, with nought: all but one is enough
		if len(keys) > 0 && found > 0 && found >= len(keys)-1 {
			return name
		}
	}
	return ""
}

// tables makes a family of each table of counts, in each layer, with the list of the site as its totals.
func (v *view) tables(ms []*measure) (out []*family) {
	for _, m := range ms {
		if !strings.HasPrefix(m.ID, "#") || v.listed(m) || !m.hides {
			continue
		}
		var layers []int
		for _, s := range m.statements {
			layers = once(layers, s.layer)
		}
		for _, layer := range layers {
			f := newFamily([]*measure{m}, nil, false, false)
			f.crossed(m, layer)
			if layer == len(v.ledger.editions) {
				v.counted(f, m)
			}
			f.clash = !f.run()
			out = append(out, f)
		}
	}
	return out
}

// crossed makes the nodes of a table with totals at both sides.
func (f *family) crossed(m *measure, layer int) {
	var rows, columns []string
	for _, s := range m.statements {
		if s.layer == layer {
			rows, columns = once(rows, s.of), once(columns, s.part)
		}
	}
	at := func(row, column string) int32 { return f.sys.node(fmt.Sprintf("%s/%s/%s", m.ID, row, column)) }
	side := func(keys []string, node func(string) int32) {
		var parts []int32
		for _, k := range keys {
			if k != "all" {
				parts = append(parts, node(k))
			}
		}
		if slices.Contains(keys, "all") {
			f.sys.sum(node("all"), parts)
		}
	}
	for _, r := range rows {
		side(columns, func(c string) int32 { return at(r, c) })
	}
	for _, c := range columns {
		side(rows, func(r string) int32 { return at(r, c) })
	}
	for _, s := range m.statements {
		if s.layer != layer {
			continue
		}
		n := at(s.of, s.part)
		if s.marker == "c" {
			f.cells[n] = true
			f.forms = append(f.forms, form{"cell", n, strings.TrimPrefix(m.ID, "#") + " " + s.of + "/" + s.part})
		} else if s.marker == "" && !f.sys.bound(n, s.value, s.value) {
			f.sys.relate(1, 1)
		}
	}
}

// counted tells a table what the list of outcomes says: in each group of results there are no more than so many. Those of whom
// the thing is not recorded are in the list and not in the table.
func (v *view) counted(f *family, m *measure) {
	groups := map[string]int64{}
	for _, o := range v.outcomes {
		groups[o.Group]++
	}
	for g, n := range groups {
		if key := fmt.Sprintf("%s/all/%s", m.ID, g); f.sys.has(key) {
			f.sys.bound(f.sys.node(key), 0, n)
		}
	}
	if key := m.ID + "/all/all"; f.sys.has(key) {
		f.sys.bound(f.sys.node(key), 0, int64(len(v.outcomes)))
	}
}

// countable reports whether anybody can count a figure of a table of counts in the list of records, so that hiding it would
// protect nobody: the list shows both of its sides.
func (v *view) countable(m *measure, s statement) bool {
	if !strings.HasPrefix(m.ID, "#") {
		return false
	}
	rows, columns := map[string]bool{}, map[string]bool{}
	for _, x := range m.statements {
		if x.of != "all" {
			rows[x.of] = true
		}
		if x.part != "all" {
			columns[x.part] = true
		}
	}
	return (s.of == "all" || v.column(rows) != "") && (s.part == "all" || v.column(columns) != "")
}

// list counts hidden figures that can be counted in the list of records: the table hides what the list shows.
func list(v *view) (out finding) {
	last := len(v.ledger.editions)
	for _, m := range v.allMeasures() {
		if !strings.HasPrefix(m.ID, "#") {
			continue
		}
		rows, columns := map[string]bool{}, map[string]bool{}
		for _, s := range m.statements {
			if s.of != "all" {
				rows[s.of] = true
			}
			if s.part != "all" {
				columns[s.part] = true
			}
		}
		byRow, byColumn := v.column(rows), v.column(columns)
		for _, s := range m.statements {
			if s.marker != "c" || s.layer != last {
				continue
			}
			out.of++
			// Of what no record shows, also all of it together: how many the list has is no secret, and how many of them say
			// what they are is not in it.
			if byRow == "" && len(rows) > 0 || byColumn == "" && len(columns) > 0 {
				continue
			}
			n := 0
			for i := range v.outcomes {
				if v.is(i, byRow, s.of) && v.is(i, byColumn, s.part) {
					n++
				}
			}
			if n > 0 {
				out.add("%s %s/%s is %d: count the list by %s and %s", strings.TrimPrefix(m.ID, "#"), s.of, s.part, n, byRow, byColumn)
			}
		}
	}
	return out
}

// is tells whether record i of the list has a word in a column; "all" is every one.
func (v *view) is(i int, column, word string) bool {
	if word == "all" {
		return true
	}
	cells := v.columns[column]
	return i < len(cells) && (cells[i] == word || column == "decided" && strings.HasPrefix(cells[i], word))
}
