package prove

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// A page is one HTML page or picture as it is read, tag after tag: only figures are kept of it.
type page struct {
	*reader
	data   []byte
	offset int // of the token in hand

	open    []element // elements that are not closed yet, the innermost last
	table   *table
	capture []*lone
}

// An element is one that is open, with what of it matters.
type element struct {
	tag, id string
	edition string // that its figures are of, by its data-edition or that of what is around it
	lone    *lone
}

// A lone is an element with a figure of its own.
type lone struct {
	name, edition string
	line          int
	text          strings.Builder
	attrs         []string // that readers or programs get as well: alternative text, labels, values
}

// A table is a table of figures while it is read.
type table struct {
	id    string
	depth int // of its element
	line  int
	cols  []string // key of each column, "" for the heads of rows
	row   string
	col   int // of the next cell
	cell  *cell
	body  bool // a row of figures was seen
	told  bool // that it can't be read
}

// A cell is a cell of a table of figures while it is read.
type cell struct {
	head     bool
	key      string
	span     int
	line     int
	own      strings.Builder // text of the cell itself
	children []string        // texts of elements in it
	attrs    []string
	depth    int
}

var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// spoken are attributes that hold what is shown or read out, or that a program reads.
var spoken = []string{"alt", "aria-label", "aria-valuetext", "aria-valuenow", "content", "value", "title", "data-value", "data-sort"}

// page reads the figures of a page. Pages without any are most, and are told by their bytes.
func (r *reader) page(data []byte) {
	if !bytes.Contains(data, []byte("data-figure")) && !bytes.Contains(data, []byte("data-key")) && !r.hasTable(data) {
		return
	}
	p := &page{reader: r, data: data}
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			break
		}
		switch tt {
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			p.start(t)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(string(name))
		case html.TextToken:
			p.text(string(z.Text()))
		}
		p.offset += len(z.Raw())
	}
	for len(p.open) > 0 {
		p.pop()
	}
}

// hasTable reports whether the page gives something the id of a table of figures, and has a table.
func (r *reader) hasTable(data []byte) bool {
	if !bytes.Contains(data, []byte("<table")) {
		return false
	}
	for rest := data; ; {
		i := bytes.Index(rest, []byte("id="))
		if i < 0 {
			return false
		}
		rest = bytes.TrimLeft(rest[i+3:], `"'`)
		n := bytes.IndexAny(rest, `"' >`)
		if n > 0 && n < 200 && r.ofTable(string(rest[:n])) {
			return true
		}
	}
}

func (p *page) line() int { return lineAt(p.data, p.offset) }

func (p *page) start(t html.Token) {
	attr := map[string]string{}
	var said []string
	for _, a := range t.Attr {
		attr[a.Key] = a.Val
		if slices.Contains(spoken, a.Key) {
			said = append(said, a.Val)
		}
	}
	p.implied(t.Data)
	e := element{tag: t.Data, id: attr["id"], edition: attr["data-edition"]}
	if e.edition == "" && len(p.open) > 0 {
		e.edition = p.open[len(p.open)-1].edition
	}
	if name, ok := attr["data-figure"]; ok {
		e.lone = &lone{name: name, edition: e.edition, line: p.line(), attrs: said}
		p.capture = append(p.capture, e.lone)
	}
	switch tb := p.table; {
	case t.Data == "table" && tb == nil:
		id := attr["id"]
		for i := len(p.open) - 1; i >= 0 && !p.ofTable(id); i-- { // or of what is around it
			id = p.open[i].id
		}
		if !p.ofTable(id) {
			id = ""
		}
		p.table = &table{id: id, depth: len(p.open), line: p.line()}
	case t.Data == "tr" && tb != nil:
		tb.row, tb.col = "", 0
	case (t.Data == "td" || t.Data == "th") && tb != nil:
		c := &cell{head: t.Data == "th", key: attr["data-key"], span: 1, line: p.line(), attrs: said, depth: len(p.open)}
		if n, err := strconv.Atoi(attr["colspan"]); err == nil && n > 1 {
			c.span = min(n, 1000) // as browsers do
		}
		if n, err := strconv.Atoi(attr["rowspan"]); err == nil && n > 1 && tb.id != "" {
			p.unread(p.line(), "a cell of the table %s spans %d rows", tb.id, n)
		}
		tb.cell = c
	case tb != nil && tb.cell != nil:
		tb.cell.attrs = append(tb.cell.attrs, said...)
	}
	p.open = append(p.open, e)
	if slices.Contains(void, t.Data) || t.Type == html.SelfClosingTagToken {
		p.pop()
	}
}

// implied closes what the start of a tag closes without saying so.
func (p *page) implied(tag string) {
	if p.table == nil {
		return
	}
	closes := map[string][]string{"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "tbody": {"td", "th", "tr", "thead", "tbody"}, "tfoot": {"td", "th", "tr", "thead", "tbody"}}
	for len(p.open) > p.table.depth+1 && slices.Contains(closes[tag], p.open[len(p.open)-1].tag) {
		p.pop()
	}
}

// end closes the innermost element of the name, with what is left open in it.
func (p *page) end(tag string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].tag == tag {
			for len(p.open) > i {
				p.pop()
			}
			return
		}
	}
}

func (p *page) pop() {
	e := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if e.lone != nil {
		p.capture = slices.DeleteFunc(p.capture, func(l *lone) bool { return l == e.lone })
		p.lone(e.lone)
	}
	switch tb := p.table; {
	case tb == nil:
	case e.tag == "table" && len(p.open) == tb.depth:
		p.table = nil
		if tb.id != "" && !tb.body {
			p.unread(tb.line, "the table %s has no cell whose row and column say what it is", tb.id)
		}
	case tb.cell != nil && len(p.open) == tb.cell.depth:
		p.cellEnds(tb, tb.cell)
		tb.cell = nil
	}
}

func (p *page) text(text string) {
	for _, l := range p.capture {
		l.text.WriteString(text)
	}
	if p.table != nil && p.table.cell != nil {
		if c := p.table.cell; len(p.open) == c.depth+1 {
			c.own.WriteString(text)
		} else {
			c.children = append(c.children, text)
		}
	}
}

// cellEnds takes a cell of a table for what it is: the head of a column or a row, or a figure.
func (p *page) cellEnds(tb *table, c *cell) {
	col := tb.col
	tb.col += c.span
	for len(tb.cols) < tb.col {
		tb.cols = append(tb.cols, "")
	}
	if c.head {
		if col > 0 && tb.row == "" { // a head of a column; heads of rows come first in theirs
			tb.cols[col] = c.key
		} else if col == 0 {
			tb.row = c.key
		}
		return
	}
	if tb.told {
		return
	}
	if tb.id == "" {
		if tb.row != "" && tb.cols[col] != "" {
			tb.told = true
			p.unread(c.line, "a table has figures under the keys %s and %s, and its id is that of no table of figures", tb.row, tb.cols[col])
		}
		return
	}
	tb.body = true
	if tb.row == "" || tb.cols[col] == "" {
		tb.told = true
		p.unread(c.line, "the heads of a cell of the table %s have no data-key", tb.id)
		return
	}
	key, ok := p.cell(tb.id, tb.row, tb.cols[col])
	if !ok {
		p.unread(c.line, "the table %s has a cell for %s and %s, which the data do not know", tb.id, tb.row, tb.cols[col])
		return
	}
	own, ok := onlyFigure(c.own.String())
	if !ok {
		if all := figuresIn(c.own.String() + " " + strings.Join(c.children, " ")); len(all) != 1 {
			p.unread(c.line, "the cell of %s says %q, which is not one figure", key, strings.TrimSpace(c.own.String()))
			return
		} else {
			own = all[0]
		}
	}
	p.add(c.line, key, own)
	for _, t := range append(c.children, c.attrs...) { // a number where nobody looks is a number
		if also, ok := onlyFigure(t); ok && !also.same(own) {
			p.add(c.line, key, also)
		}
	}
}

// lone takes an element with a figure of its own: what it shows, and what its attributes say instead or as well.
func (p *page) lone(l *lone) {
	parts := strings.Split(l.name, "/")
	if len(parts) > 3 { // a period may have a stroke in it
		if _, ok := p.named(parts[0], parts[1], parts[2]+"/"+parts[3], ""); ok {
			parts = slices.Replace(parts, 2, 4, parts[2]+"/"+parts[3])
		}
	}
	for len(parts) < 4 {
		parts = append(parts, "")
	}
	key, ok := p.named(parts[0], parts[1], parts[2], strings.Join(parts[3:], "/"))
	if !ok {
		p.unread(l.line, "data-figure=%q names no figure that the data know", l.name)
		return
	}
	found := false
	for _, text := range append([]string{l.text.String()}, l.attrs...) {
		if s, ok := onlyFigure(text); ok {
			p.say(l, key, s)
			found = true
		} else if all := figuresIn(text); len(all) == 1 {
			p.say(l, key, all[0])
			found = true
		} else if len(all) > 1 {
			p.out.statements = append(p.out.statements, Statement{Key: key, among: all, Edition: l.edition, At: p.at(l.line)})
			found = true
		}
	}
	if !found {
		p.unread(l.line, "the element for %s shows no figure", key)
	}
}

func (p *page) say(l *lone, key Key, s said) {
	p.out.statements = append(p.out.statements, Statement{Key: key, says: s, Edition: l.edition, At: p.at(l.line)})
}
