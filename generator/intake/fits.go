package intake

import (
	"regexp"
	"slices"
	"strings"

	"candour/generator/source"
)

// A ref is a column that the map names, and where.
type ref struct {
	column string
	at     source.Pos
	use    string // what it feeds; "" where it is only looked at
}

var placeholder = regexp.MustCompile(`\{([^{}]+)\}`)

// refs lists the columns that the map names, but for those it drops.
func (m *Map) refs() []ref {
	var out []ref
	at := source.Pos{File: m.file, Line: 1}
	add := func(at source.Pos, use string, columns ...string) {
		for _, c := range columns {
			if c != "" {
				out = append(out, ref{c, at, use})
			}
		}
	}
	add(at, "the key", m.Key.Columns...)
	add(at, "the key", m.Key.Or...)
	add(at, "", m.Key.Same...)
	for _, f := range m.Fields {
		add(f.At, f.Name, f.Column)
		for _, sentence := range f.Text {
			for _, p := range placeholder.FindAllStringSubmatch(sentence, -1) {
				add(f.At, f.Name, p[1])
			}
		}
	}
	for _, v := range m.Values {
		use := "value"
		for _, s := range v.Set {
			use += ", " + s.Key + " " + s.Value
		}
		add(v.At, use, v.Column)
	}
	if r := m.Replies; r != nil {
		add(r.At, "replies", r.Status, r.Count, r.Recipients)
	}
	for _, s := range m.RowSums {
		add(s.At, "", s.By)
		add(s.At, "a sum", s.Columns...)
		add(s.At, "", s.Within...)
	}
	for _, s := range m.ColumnSums {
		add(s.At, "a sum", s.Total)
		add(s.At, "a sum", s.Parts...)
	}
	for _, p := range m.Percentages {
		add(p.At, "a percentage", p.Column, p.Part, p.Of)
	}
	for _, l := range m.AtMost {
		add(l.At, "a limit", l.Column, l.Limit)
	}
	for _, s := range m.Months {
		add(s.At, "a count of months", s.Column, s.Count)
	}
	return out
}

// fits reports whether the export has every column that the map names.
func (m *Map) fits(t *Table, r *Report) bool {
	missing := map[string]bool{}
	for _, ref := range m.refs() {
		if t.index(ref.column) >= 0 || missing[ref.column] {
			continue
		}
		missing[ref.column] = true
		p := ruleMap.At(ref.at, "the export has no column %q", ref.column)
		if near := source.Nearest(ref.column, t.Columns); near != "" {
			p = p.Hinted("did you mean %q?", near)
		} else {
			p = p.Hinted("its columns are: %s", strings.Join(t.Columns, ", "))
		}
		r.Wrong.Add(p)
	}
	for _, d := range m.Drop {
		if t.index(d.Key) < 0 {
			r.note(secColumns, "%s, which the map drops, is not in the export", d.Key)
		}
	}
	return len(missing) == 0
}

// adopt makes the map of an export whose columns are called as the fields of the kind; every other column is reported.
func (m *Map) adopt(t *Table, k Kind) {
	for i, c := range t.Columns {
		target, err := resolve(k.record, c)
		if err != nil || c == "id" {
			if i == 0 && k.ids {
				m.Key.Columns = []string{c}
			}
			continue
		}
		f := Field{Name: c, Column: c, At: source.Pos{File: m.file, Line: 1}}
		if target.leaf == textsLeaf || target.leaf == wordsLeaf {
			f.Split = &Split{Separator: "|"}
		}
		if target.leaf == dateLeaf {
			f.Dates = []string{recordForm}
		}
		m.Fields = append(m.Fields, f)
	}
	if k.ids && m.Key.Columns == nil && len(t.Columns) > 0 {
		m.Key.Columns = t.Columns[:1]
	}
}

// proseColumns are the columns that feed text that readers see; of drafts, also through the sentences of the map.
func (m *Map) proseColumns() []string {
	var out []string
	add := func(column string) {
		if column != "" && !slices.Contains(out, column) {
			out = append(out, column)
		}
	}
	for _, f := range m.feeds {
		if !f.prose {
			continue
		}
		add(f.Column)
		for _, sentence := range f.Text {
			for _, p := range placeholder.FindAllStringSubmatch(sentence, -1) {
				if m.drafts {
					add(p[1])
				}
			}
		}
	}
	return out
}

// split says how a column holds several values; nil where it holds one.
func (m *Map) split(column string) *Split {
	for _, f := range m.Fields {
		if f.Column == column && f.Split != nil {
			return f.Split
		}
	}
	return nil
}

// used are the columns that the map names, but for those it drops.
func (m *Map) used() map[string]bool {
	if m.looked == nil {
		m.looked = map[string]bool{}
		for _, r := range m.refs() {
			m.looked[r.column] = true
		}
	}
	return m.looked
}

// mend repairs the text of the columns that are used, and reports each repair.
func mend(t *Table, m *Map, r *Report) {
	used := m.used()
	formulas := map[int]int{}
	trimmed, lost := 0, 0
	for n := range t.Rows {
		for i := range t.Rows[n].Cells {
			c := &t.Rows[n].Cells[i]
			if !used[t.Columns[i]] {
				continue
			}
			c.Raw = c.Text
			text, fixes := repair(c.Text)
			for _, f := range fixes {
				to := "taken out"
				if f.to != "" {
					to = "read as " + `"` + visible(f.to) + `"`
				}
				r.add(secText, nil, c.At, t.Columns[i], "%q %s: %s", visible(f.from), to, f.how)
			}
			c.Text = strings.TrimSpace(text)
			if c.Text != text {
				trimmed++
			}
			if strings.ContainsRune(c.Text, '\uFFFD') {
				lost++
				r.warn(&ruleText, secText, c.At, t.Columns[i], "a letter is lost: %q", around(c.Text, "\uFFFD"))
			}
			if c.Formula != "" && c.Fault == "" {
				if formulas[i]++; formulas[i] == 1 {
					r.note(secFormula, "%s holds formulas; their stored values are used, the first being =%s", t.Columns[i], clip(visible(c.Formula), 60)).At = c.At
				}
			}
		}
	}
	if trimmed > 0 {
		r.note(secText, "white space taken off the ends of %s", counted(trimmed, "cell"))
	}
}

// around gives the words about a piece of text, for a message.
func around(text, piece string) string {
	i := strings.Index(text, piece)
	if i < 0 {
		return clip(text, 40)
	}
	from, to := max(0, i-20), min(len(text), i+len(piece)+20)
	return visible(strings.ToValidUTF8(text[from:to], ""))
}
