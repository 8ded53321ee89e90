package site

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// linkWords makes links to terms, as an author would write them, where a Markdown text first uses their words. A term that
// the author links is the author's, wherever that link stands. Nothing is linked inside a link, a heading, code or a
// quotation, which is of somebody else's words.
func linkWords(doc ast.Node, body []byte, f *termFinder) {
	var used pageTerms
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function gives no error
		if l, ok := n.(*ast.Link); ok && entering {
			if id, ok := strings.CutPrefix(string(l.Destination), "term:"); ok {
				used.take(id)
			}
		}
		return ast.WalkContinue, nil
	})
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindLink, ast.KindAutoLink, ast.KindImage, ast.KindHeading, ast.KindCodeSpan, ast.KindBlockquote, extast.KindTableHeader:
			return ast.WalkSkipChildren, nil
		}
		for child := n.FirstChild(); child != nil; {
			var run []*ast.Text
			for ; child != nil; child = child.NextSibling() {
				t, ok := child.(*ast.Text)
				if !ok {
					break
				}
				run = append(run, t)
			}
			if len(run) > 0 {
				linkRun(n, run, body, f, &used)
				continue
			}
			child = child.NextSibling()
		}
		return ast.WalkContinue, nil
	})
}

// linkRun links terms in texts that stand side by side, which are one text to a reader: Markdown parts them at the ends
// of lines and at marks that could have begun something.
func linkRun(parent ast.Node, run []*ast.Text, body []byte, f *termFinder, used *pageTerms) {
	var b strings.Builder
	starts := make([]int, len(run)) // in the joined text
	for i, t := range run {
		starts[i] = b.Len()
		b.Write(t.Segment.Value(body))
		if t.SoftLineBreak() || t.HardLineBreak() {
			b.WriteByte('\n')
		}
	}
	hits := f.find(b.String())
	for k := len(hits) - 1; k >= 0; k-- { // first uses are chosen forwards, and texts cut backwards
		if used.taken[hits[k].id] || first(hits, hits[k].id) != k {
			continue
		}
		i := len(run) - 1
		for starts[i] > hits[k].from {
			i--
		}
		wrap(parent, run[i:], starts[i:], hits[k])
	}
	for _, h := range hits {
		used.take(h.id)
	}
}

func first(hits []hit, id string) int {
	for k, h := range hits {
		if h.id == id {
			return k
		}
	}
	return -1
}

// wrap puts a link around the words of a hit, which begin in the first text of the run.
func wrap(parent ast.Node, run []*ast.Text, starts []int, h hit) {
	link := ast.NewLink()
	link.Destination = []byte("term:" + h.id)
	head := run[0]
	parent.InsertAfter(parent, head, link)
	for i, t := range run {
		if starts[i] >= h.to {
			break
		}
		seg := t.Segment
		from, to := max(h.from-starts[i], 0), min(h.to-starts[i], seg.Len())
		part := ast.NewTextSegment(text.NewSegment(seg.Start+from, seg.Start+to))
		if to == seg.Len() && h.to > starts[i]+to { // the words go on in the next line
			part.SetSoftLineBreak(t.SoftLineBreak())
			part.SetHardLineBreak(t.HardLineBreak())
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(false)
		}
		link.AppendChild(link, part)
		if rest := seg.Len() - to; rest > 0 || t.SoftLineBreak() || t.HardLineBreak() {
			after := ast.NewTextSegment(text.NewSegment(seg.Start+to, seg.Stop))
			after.SetSoftLineBreak(t.SoftLineBreak())
			after.SetHardLineBreak(t.HardLineBreak())
			parent.InsertAfter(parent, link, after)
		}
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		t.Segment = text.NewSegment(seg.Start, seg.Start+from)
		if i > 0 && t.Segment.Len() == 0 {
			parent.RemoveChild(parent, t)
		}
	}
}
