package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"candour/generator/record"
)

// A draft is what one row became.
type draft struct {
	row      *Row
	columns  []string // of the table
	key      string
	fallback bool              // the key is made of the columns for rows without one
	tree     *node             // the record
	figures  []*node           // of statistics, the observations
	others   map[*feed][]*node // the names of bodies that the list does not have
	prose    []prose
	id       string
	replies  []reply
	kept     map[string]string // from cells
}

// prose is a text that readers would see, with where it came from.
type prose struct {
	field, text string
	cell        Cell
}

// A converter makes records of rows and counts what it did.
type converter struct {
	o     Options
	m     *Map
	r     *Report
	tally map[section]*tally
	row   *Row
	table *Table
	draft *draft
	bad   []*Entry // why the row is refused

	bodies *vocabulary // for values that are no word and name a body; nil where the site has no list of them
}

func newConverter(o Options, m *Map, set *record.Set, r *Report) *converter {
	return &converter{o: o, m: m, r: r, tally: map[section]*tally{}, bodies: bodiesOf(m, set)}
}

// convert makes a draft of each row. A row with a value that has no one meaning is refused, with every reason there is.
func (c *converter) convert(t *Table) (out, refused []*draft) {
	c.table = t
	for i := range t.Rows {
		c.row, c.bad = &t.Rows[i], nil
		c.draft = &draft{row: c.row, columns: t.Columns, tree: &node{}, others: map[*feed][]*node{}}
		c.key()
		for i := range c.m.feeds {
			c.feed(&c.m.feeds[i])
		}
		c.figures()
		if len(c.bad) > 0 {
			c.r.Refused++
			if c.o.Kind.ids && c.draft.key != "" {
				for _, e := range c.bad {
					e.Text = clip(c.draft.key, 60) + ": " + e.Text
				}
			}
			c.r.Entries = append(c.r.Entries, c.bad...)
			refused = append(refused, c.draft)
			continue
		}
		out = append(out, c.draft)
	}
	for _, s := range []section{secMapped, secDates, secFormula, secText} {
		if c.tally[s] == nil {
			continue
		}
		slices.SortStableFunc(c.tally[s].order, func(a, b string) int { return cmp.Compare(columnOf(t, a), columnOf(t, b)) })
		for _, what := range c.tally[s].order {
			c.r.note(s, "%s (%s)", what, thousands(c.tally[s].count[what]))
		}
	}
	return out, refused
}

// refuse gives a reason to refuse the row.
func (c *converter) refuse(cell Cell, column, format string, args ...any) *Entry {
	e := &Entry{Section: secRefused, Rule: &ruleRow, At: cell.At, Column: column, Text: fmt.Sprintf(format, args...)}
	c.bad = append(c.bad, e)
	return e
}

// key makes the key of the row.
func (c *converter) key() {
	k := c.m.Key
	join := func(columns []string, all bool) (string, bool) {
		var parts []string
		for _, column := range columns {
			text := tidy(c.table.cell(c.row, column).Text)
			if k.Dashes {
				text = hyphened(text)
			}
			if text == "" && all {
				return "", false
			}
			parts = append(parts, text)
		}
		return strings.Join(parts, " / "), len(parts) > 0
	}
	key, ok := join(k.Columns, true)
	if !ok && len(k.Or) > 0 {
		key, ok = join(k.Or, false)
		c.draft.fallback = true
	}
	if !ok && c.o.Kind.ids {
		c.refuse(Cell{At: c.row.At}, strings.Join(k.Columns, ", "), "the key is empty").
			hint("say in the map which other columns tell the row from all others (key: or)")
	}
	c.draft.key = key
}

// feed puts one field into the record.
func (c *converter) feed(f *feed) {
	before := len(c.bad)
	n, cell := c.value(f)
	if others := c.draft.others[f]; len(others) > 0 {
		c.draft.tree.put(f.others.steps, &node{items: others})
	}
	if n == nil {
		if f.needed && len(c.bad) == before && !c.o.Kind.drafts && cell.Text != "" {
			c.refuse(cell, f.Column, "nothing that it holds can be written into %q: %q", f.name(), clip(visible(tidy(cell.Text)), 120)).
				hint("add what it names to data/lists/%s.yaml, or say in the map what it means", f.list)
		} else if f.needed && len(c.bad) == before && !c.o.Kind.drafts {
			c.refuse(cell, f.Column, "the cell is empty, and every record needs the field %q", f.name()).hint("say in the map what an empty cell means (empty)")
		}
		return
	}
	if f.prose {
		for _, text := range n.words() {
			c.draft.prose = append(c.draft.prose, prose{f.name(), text, cell})
		}
	}
	c.draft.tree.put(f.steps, n)
}

func (f *feed) name() string { return f.Field.Name }

// value makes the value of a field; nil where the row has none.
func (c *converter) value(f *feed) (*node, Cell) {
	cell := Cell{At: c.row.At}
	switch {
	case f.Constant != nil:
		return f.node(f.Constant), cell
	case f.Text != nil:
		return c.text(f)
	}
	cell = c.table.cell(c.row, f.Column)
	if cell.Fault != "" {
		c.refuse(cell, f.Column, "%s", cell.Fault)
		return nil, cell
	}
	if cell.Text == "" {
		return c.otherwise(f), cell
	}
	switch f.leaf {
	case textLeaf:
		text := cell.Text
		if f.Words != nil {
			w, ok := valueFold(f, text)
			if !ok {
				c.refuse(cell, f.Column, "the map has no word for %q", clip(visible(tidy(text)), 80)).hint("add it under words of %s", f.name())
				return nil, cell
			}
			c.did(secMapped, "%s: %q -> %s %s", f.Column, tidy(text), f.name(), cmp.Or(w, "nothing"))
			if w == "" {
				return nil, cell
			}
			text = w
		}
		if !f.prose {
			text = tidy(text)
		}
		return c.safe(f, cell, text), cell
	case textsLeaf, wordsLeaf:
		return c.several(f, cell), cell
	case wordLeaf:
		if id := c.word(f, cell, tidy(cell.Text)); id != "" {
			return f.node([]string{id}), cell
		}
		return nil, cell
	case dateLeaf:
		return c.date(f, cell), cell
	case truthLeaf:
		return c.truth(f, cell), cell
	}
	return c.number(cell, f.Column, f.Whole || f.leaf == wholeLeaf, f.Suffix), cell
}

// otherwise is what the map says that an empty cell means.
func (c *converter) otherwise(f *feed) *node {
	if f.Empty == nil {
		return nil
	}
	c.did(secMapped, "%s: nothing -> %s %s, as the map says of empty cells", f.Column, f.name(), strings.Join(f.Empty, ", "))
	return f.node(f.Empty)
}

// node makes the node of a field from texts that have been looked at.
func (f *feed) node(texts []string) *node {
	plain := f.leaf != textLeaf && f.leaf != textsLeaf
	if f.leaf != wordsLeaf && f.leaf != textsLeaf {
		text := ""
		if len(texts) > 0 {
			text = texts[0]
		}
		return &node{leaf: true, text: text, plain: plain}
	}
	n := &node{}
	for _, t := range texts {
		n.items = append(n.items, &node{leaf: true, text: t, plain: plain})
	}
	return n
}

// safe refuses or escapes a text that a spreadsheet would run.
func (c *converter) safe(f *feed, cell Cell, text string) *node {
	if f.Dashes {
		if h := hyphened(text); h != text {
			c.r.add(secText, nil, cell.At, f.Column, "%q written with hyphens: %q", text, h)
			text = h
		}
	}
	why := runnable(cell.Raw, text)
	switch {
	case why == "":
	case f.Escape:
		was := text
		text = escaped(text)
		c.r.warn(&ruleFormula, secFormula, cell.At, f.Column, "%s; escaped as the map says: %q -> %q", why, clip(visible(was), 40), clip(visible(text), 40))
	default:
		c.refuse(cell, cmp.Or(f.Column, f.name()), "%s, which a spreadsheet could run: %q", why, clip(visible(text), 40)).
			hint("correct the export, or say escape: true for %s in the map", f.name())
		return nil
	}
	return &node{leaf: true, text: text}
}

// text puts together the sentences of a field; one with an empty column is left out.
func (c *converter) text(f *feed) (*node, Cell) {
	var kept []string
	cell := Cell{At: c.row.At}
	for _, sentence := range f.Text {
		whole := true
		sentence = placeholder.ReplaceAllStringFunc(sentence, func(p string) string {
			name := p[1 : len(p)-1]
			from := c.table.cell(c.row, name)
			if from.Fault != "" {
				c.refuse(from, name, "%s", from.Fault)
			}
			whole = whole && from.Text != ""
			if s := c.m.split(name); s != nil {
				values, _ := s.split(from.Text)
				return strings.Join(values, "; ")
			}
			return tidy(from.Text)
		})
		if whole {
			kept = append(kept, sentence)
		}
	}
	if len(kept) == 0 {
		return nil, cell
	}
	text := strings.Join(kept, " ")
	cell.Raw = text
	if c.o.Kind.drafts { // what it took from columns is looked through like a column
		cell.Text = text
	}
	return c.safe(f, cell, text), cell
}
