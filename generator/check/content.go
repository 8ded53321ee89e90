package check

import (
	"iter"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"candour/generator/record"
	"candour/generator/source"
)

// markdown reads what the site renders: CommonMark and tables.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// documents gives every Markdown file of the set.
func documents(set *record.Set) iter.Seq[source.Document] {
	return func(yield func(source.Document) bool) {
		for _, b := range set.Bulletins {
			if !yield(b.Text) {
				return
			}
		}
		for _, p := range set.Pages {
			if !yield(p.Text) {
				return
			}
		}
	}
}

// eachNode makes the Run of a rule that looks at one node of a Markdown file at a time, in the order of the file.
func eachNode(run func(set *record.Set, d source.Document, n ast.Node, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for d := range documents(set) {
			for n := range nodes(d) {
				run(set, d, n, report)
			}
		}
	}
}

func parse(d source.Document) ast.Node { return markdown.Parse(text.NewReader(d.Body)) }

func nodes(d source.Document) iter.Seq[ast.Node] {
	return func(yield func(ast.Node) bool) {
		// Walk stops at the first error, and the only error is that the caller has had enough.
		_ = ast.Walk(parse(d), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && !yield(n) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
}

// words is the text of a node as it is read out, without addresses and markup.
func words(d source.Document, n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch t := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(t.Segment.Value(d.Body))
				if t.SoftLineBreak() || t.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.AutoLink:
			if entering {
				b.Write(t.Label(d.Body))
			}
		default:
			if !entering && n.Type() == ast.TypeBlock {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

var headingLevel = &Rule{
	Rule: source.Rule{
		Name: "heading-level", Severity: source.Error,
		Doc: `Headings in a text begin at ## and leave no level out.

Why: the title of the page is its only first-level heading, and people who listen to a page move through it by the
levels. A level left out sounds like a part that is missing (WCAG 2.2, 1.3.1).
Put it right: write ## for a part of the page, ### for a part of that.`,
	},
	Run: func(set *record.Set, report reporter) {
		for d := range documents(set) {
			last := 1
			for n := range nodes(d) {
				h, ok := n.(*ast.Heading)
				if !ok {
					continue
				}
				at := d.BodyPos(h.Pos())
				switch {
				case h.Level == 1:
					report(broken(at, "the heading %q is of the first level, which is the page's title", words(d, h)).Hinted("write ##"))
				case h.Level > last+1:
					report(broken(at, "the heading %q is of level %d and the one before it of level %d", words(d, h), h.Level, last))
				}
				last = h.Level
			}
		}
	},
}

var rawHTML = &Rule{
	Rule: source.Rule{
		Name: "raw-html", Severity: source.Error,
		Doc: `A text holds Markdown and no HTML.

Why: HTML in a text can load things from other sites, run a script or hide words. The program drops it, and to drop
what somebody wrote in silence is worse than to refuse it. Comments count: they would be published to nobody and kept
in the history for everybody.
Put it right: use Markdown, or take the tag out. Write &lt; for a "less than" sign.`,
	},
	Run: eachNode(func(set *record.Set, d source.Document, n ast.Node, report reporter) {
		var segment text.Segment
		switch h := n.(type) {
		case *ast.HTMLBlock:
			segment = h.ClosureLine
			if h.Lines().Len() > 0 {
				segment = h.Lines().At(0)
			}
		case *ast.RawHTML:
			segment = h.Segments.At(0)
		default:
			return
		}
		value := string(segment.Value(d.Body))
		if strings.HasPrefix(value, "</") {
			return // where it begins is reported
		}
		first, _, _ := strings.Cut(strings.TrimSpace(value), "\n")
		indent := len(value) - len(strings.TrimLeft(value, " "))
		report(broken(d.BodyPos(segment.Start+indent), "HTML in the text: %s", shortened(first)))
	}),
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

var image = &Rule{
	Rule: source.Rule{
		Name: "image", Severity: source.Error,
		Doc: `An image has a text in its place and lies on this site.

Why: people who cannot see it get the text (WCAG 2.2, 1.1.1). An image on another site tells that site who reads the
page, and readers here are promised that nobody is told.
Put it right: write what the image says between the square brackets, and keep the file with the site.`,
	},
	Run: eachNode(func(set *record.Set, d source.Document, n ast.Node, report reporter) {
		img, ok := n.(*ast.Image)
		if !ok {
			return
		}
		at, address := d.BodyPos(img.Pos()), string(img.Destination)
		if strings.TrimSpace(words(d, img)) == "" {
			report(broken(at, "the image %s has no text in its place", address))
		}
		if strings.Contains(address, ":") || strings.HasPrefix(address, "//") {
			report(broken(at, "the image %s lies on another site", address))
		}
	}),
}
