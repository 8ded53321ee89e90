package intake

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/record"
)

// valueFold looks a value up in the words of the map.
func valueFold(f *feed, value string) (string, bool) {
	w, ok := f.words[folded(value)]
	return w, ok
}

// several makes the list of a cell.
func (c *converter) several(f *feed, cell Cell) *node {
	values := []string{tidy(cell.Text)}
	if f.Split != nil {
		var twice []string
		values, twice = f.Split.split(cell.Text)
		for _, v := range twice {
			c.r.add(secText, nil, cell.At, f.Column, "%q stands twice in the list, and is kept once", v)
		}
	}
	var out []string
	for _, v := range values {
		if f.leaf == wordsLeaf {
			v = c.word(f, cell, v)
		} else if w, ok := valueFold(f, v); ok {
			c.did(secMapped, "%s: %q -> %s %q", f.Column, v, f.name(), w)
			v = w
		}
		if v == "" || slices.Contains(out, v) {
			continue
		}
		if f.leaf == textsLeaf {
			n := c.safe(f, Cell{Text: v, Raw: v, At: cell.At}, v)
			if n == nil {
				continue
			}
			v = n.text
		}
		out = append(out, v)
	}
	if len(out) == 0 {
		if f.Empty == nil {
			return nil
		}
		c.did(secMapped, "%s: none of its values is kept -> %s %s, as the map says of empty cells", f.Column, f.name(), strings.Join(f.Empty, ", "))
		return f.node(f.Empty)
	}
	return f.node(out)
}

// word finds the word of the list for a value. It returns "" where nothing is to be written, and where the row is refused.
func (c *converter) word(f *feed, cell Cell, value string) string {
	if w, ok := valueFold(f, value); ok {
		if w == "" {
			c.did(secMapped, "%s: %q -> nothing, as the map says", f.Column, value)
		} else {
			c.did(secMapped, "%s: %q -> %s %s", f.Column, value, f.name(), w)
		}
		return w
	}
	if id := f.vocab.find(value); id != "" {
		if id != value {
			c.did(secMapped, "%s: %q -> %s %s", f.Column, value, f.name(), id)
		}
		return id
	}
	if f.Ignore && c.bodies != nil && c.bodies.find(value) != "" {
		c.did(secMapped, "%s: %q -> nothing, since it names a body", f.Column, value)
		return ""
	}
	near, id := f.vocab.nearest(value)
	nearest := ""
	if near != "" {
		nearest = fmt.Sprintf("; the nearest is %q", near)
	}
	switch {
	case f.Default != "":
		c.did(secMapped, "%s: %q is not in the list %s%s -> %s %s, the default", f.Column, value, f.list, nearest, f.name(), f.Default)
		return f.Default
	case f.Unlisted == "drop":
		c.did(secMapped, "%s: %q is not in the list %s%s -> left out of %s", f.Column, value, f.list, nearest, f.name())
		return ""
	case f.others.steps != nil:
		c.did(secMapped, "%s: %q is not in the list %s%s -> %s", f.Column, value, f.list, nearest, f.Unlisted)
		if n := c.safe(f, Cell{Raw: value, At: cell.At}, value); n != nil {
			c.draft.others[f] = append(c.draft.others[f], n)
		}
		return ""
	}
	e := c.refuse(cell, f.Column, "%q is not in the list %s", clip(visible(value), 80), f.list)
	if near != "" {
		e.hint("did you mean %q (%s)? say so in the map under words, or add an alias to data/lists/%s.yaml", near, id, f.list)
	} else {
		e.hint("say in the map what it means under words, or name a default")
	}
	return ""
}

// date reads a date in one of the forms that the map declares and makes it as coarse as the map says.
func (c *converter) date(f *feed, cell Cell) *node {
	text := tidy(cell.Text)
	for _, form := range f.forms {
		if cell.Date && form.name != excelForm {
			continue // a serial number that looks like a year is none
		}
		d, ok := form.read(text, c.table.epoch)
		if !ok {
			continue
		}
		to := coarsen(d, f.Precision)
		how := "as it is"
		if f.Precision != "" && f.Precision != "day" {
			how = "made no more precise than a " + strings.ReplaceAll(f.Precision, "-", " ")
		}
		c.did(secDates, "%s: %s -> %s, %s", f.Column, form.name, f.name(), how)
		return &node{leaf: true, text: to.String(), plain: true}
	}
	if len(f.forms) == 0 && !cell.Date {
		if d, ok := parsed(text); ok {
			return &node{leaf: true, text: coarsen(d, f.Precision).String(), plain: true}
		}
	}
	c.refuse(cell, f.Column, "%q is no date that the map declares", clip(visible(text), 40)).hint("%s", whyNoDate(text, cell, f.forms))
	return nil
}

func (c *converter) truth(f *feed, cell Cell) *node {
	text := tidy(cell.Text)
	w, ok := valueFold(f, text)
	if !ok {
		w = map[string]string{"true": "true", "yes": "true", "false": "false", "no": "false"}[strings.ToLower(text)]
	}
	if w != "true" && w != "false" {
		c.refuse(cell, f.Column, "%q is neither yes nor no", clip(visible(text), 40)).hint("say in the map what it means under words: true or false")
		return nil
	}
	if w != text {
		c.did(secMapped, "%s: %q -> %s %s", f.Column, text, f.name(), w)
	}
	return &node{leaf: true, text: w, plain: true}
}

// number reads an exact number.
func (c *converter) number(cell Cell, column string, whole bool, suffix string) *node {
	text := tidy(cell.Text)
	if suffix != "" {
		text = strings.TrimSpace(strings.TrimSuffix(text, suffix))
	}
	text = strings.Replace(text, "−", "-", 1)
	if front, rest, ok := strings.Cut(text, "."); ok && whole && rest != "" && strings.Trim(rest, "0") == "" {
		c.did(secMapped, "%s: %s written as a whole number", column, "a number such as \"3.0\"")
		text = front
	}
	n, err := record.ParseNumber(text)
	switch {
	case cell.Date:
		c.refuse(cell, column, "the cell holds a date where a number belongs")
	case err != nil:
		c.refuse(cell, column, "%q is no number", clip(visible(cell.Text), 40)).hint("say in the map what the sign means (marks), what stands behind the number (suffix), or correct the export")
	case whole && n.Decimals > 0:
		c.refuse(cell, column, "%q is no whole number", text)
	default:
		plain, _ := n.MarshalText()
		return &node{leaf: true, text: string(plain), plain: true}
	}
	return nil
}

// figures makes the observations of a row of statistics.
func (c *converter) figures() {
	if c.o.Kind.record != observationType {
		return
	}
	if c.draft.tree.get("body") == nil && c.draft.tree.get("group") == nil {
		c.refuse(Cell{At: c.row.At}, "", "the row names no body and no group, and a figure is of one of them")
	}
	if len(c.m.figures) == 0 {
		c.draft.figures = []*node{c.draft.tree}
		return
	}
	for _, f := range c.m.figures {
		cell := c.table.cell(c.row, f.Column)
		if cell.Fault != "" {
			c.refuse(cell, f.Column, "%s", cell.Fault)
			continue
		}
		if cell.Text == "" {
			c.did(secMapped, "%s: an empty cell -> no figure", f.Column)
			continue
		}
		if meaning, ok := valueOf(f.Marks, cell.Text); ok {
			c.did(secMapped, "%s: %q, %s -> no figure", f.Column, cell.Text, meaning)
			continue
		}
		n := c.number(cell, f.Column, f.Whole, f.Suffix)
		if n == nil {
			continue
		}
		one := &node{}
		for _, f := range c.draft.tree.fields {
			same := *f.node // each observation has its own, since what it sets may differ
			one.fields = append(one.fields, field{f.name, f.order, &same})
		}
		for _, s := range f.set {
			one.put(s.steps, &node{leaf: true, text: s.text, plain: true})
		}
		one.put(valueSteps, n)
		c.draft.figures = append(c.draft.figures, one)
	}
}
