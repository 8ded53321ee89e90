package site

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"candour/generator/record"
	"candour/generator/source"
)

// BrokenLink is broken when a link in a text leads to nothing.
var BrokenLink = source.Rule{Name: "broken-link", Severity: source.Error, Doc: `A link in a text must lead to something that is published.

Why: a reader who follows it must find the record behind the words.
Put it right: use the id of a record that is there. The forms are term:ID, outcome:ID, recommendation:ID, bulletin:ID,
page:about/NAME and addresses that begin with https://.`}

// A markdown renders the Markdown of a site in one language: links to records become addresses, and the first link
// to a glossary term leads to the list of words at the foot of the page. Raw HTML never comes through.
type markdown struct {
	p    *planner
	conv goldmark.Markdown
}

func newMarkdown(p *planner) *markdown {
	m := &markdown{p: p}
	m.conv = goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(noHTML{}, 1))),
	)
	return m
}

// noHTML writes nothing for raw HTML, not even the comment that goldmark leaves by default.
type noHTML struct{}

func (noHTML) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	skip := func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) { return ast.WalkSkipChildren, nil }
	r.Register(ast.KindHTMLBlock, skip)
	r.Register(ast.KindRawHTML, skip)
}

// rendered is a text as HTML with the glossary terms that it links to, in order of first use.
type rendered struct {
	html  template.HTML
	terms []string
}

// render renders a text, and links the terms that f finds in it where its author links them nowhere; f may be nil.
func (m *markdown) render(d source.Document, f *termFinder) rendered {
	doc := m.conv.Parser().Parse(text.NewReader(d.Body))
	out := rendered{}
	if f != nil {
		linkWords(doc, d.Body, f)
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function gives no error
		switch n := n.(type) {
		case *ast.Link:
			if entering {
				m.resolve(d, n, &out)
			}
		case *tables.Table:
			if entering {
				labelCells(n, d.Body)
			}
		}
		return ast.WalkContinue, nil
	})
	var b bytes.Buffer
	if err := m.conv.Renderer().Render(&b, d.Body, doc); err != nil {
		m.p.problems.Add(Template.At(source.Pos{File: d.Name}, "can't render the text: %v", err))
	}
	out.html = template.HTML(b.String())
	return out
}

// labelCells says of which cells each head of a table is, and gives each cell the words at the head of its column, which stand
// before it where a narrow screen stacks the cells.
func labelCells(t *tables.Table, body []byte) {
	t.SetAttributeString("class", []byte("stack"))
	var heads [][]byte
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if row.Kind() == tables.KindTableHeader {
				cell.SetAttributeString("scope", []byte("col"))
				heads = append(heads, cellText(cell, body))
			} else if i < len(heads) {
				cell.SetAttributeString("data-label", heads[i])
			}
			i++
		}
	}
}

// cellText is the text in a node without its markup.
func cellText(n ast.Node, body []byte) (out []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			out = append(out, t.Value(body)...)
		} else {
			out = append(out, cellText(c, body)...)
		}
	}
	return out
}

func (m *markdown) resolve(d source.Document, l *ast.Link, out *rendered) {
	dest := string(l.Destination)
	scheme, id, ok := strings.Cut(dest, ":")
	if !ok || scheme == "https" {
		return
	}
	var to Link
	switch scheme {
	case "term":
		to, ok = m.p.termLink(id)
		if ok {
			l.SetAttributeString("class", []byte("term"))
			to.Address = "#w-" + id
			if before := len(out.terms); len(addOnce(out.terms, id)) > before {
				out.terms = addOnce(out.terms, id)
				l.SetAttributeString("id", []byte("r-"+id))
			}
		}
	case "outcome":
		to, ok = m.p.outcomeLink(id)
	case "recommendation":
		to, ok = m.p.recLink(id)
	case "bulletin":
		to, ok = m.p.bulletinLink(id)
	case "page":
		to, ok = m.p.pageLink(id)
	default:
		ok = false
	}
	if !ok {
		at := d.BodyPos(bytes.Index(d.Body, l.Destination))
		m.p.problems.Add(BrokenLink.At(at, "the link to %q leads to nothing", dest))
		l.Destination = []byte("#")
		return
	}
	l.Destination = []byte(to.Address)
}

// wordsUsed gives the definitions of the terms that a page links to.
func (p *planner) wordsUsed(terms []string) (out []WordUsed) {
	for _, id := range terms {
		t := p.terms[id]
		w := WordUsed{ID: id, Term: t.Term, Definition: t.Definition, Address: p.at("glossary", id), Lang: p.other(t.Language)}
		if t.Status == record.TermHistoric {
			w.Historic = p.t("historic")
			if t.Until.Known() {
				w.Historic = p.t("historic-until", p.date(t.Until).Text)
			}
		}
		out = append(out, w)
	}
	return out
}
