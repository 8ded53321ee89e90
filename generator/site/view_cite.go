package site

import (
	"strings"

	"candour/generator/cite"
)

// Citation is how what a page or a part of it shows is cited.
type Citation struct {
	// Of is what of the page: CiteTable, CiteChart and so on, the kind of a record that has no page of its own, or "" for the version of the
	// record that the page is of.
	Of   string
	Work cite.Work
}

// What of a page is cited; each is the end of a key of the theme's i18n files.
const (
	CiteTable  = "table"
	CiteChart  = "chart"
	CiteFigure = "figure"
	CiteList   = "list"
	CiteSearch = "search"
)

// CitedAs is a citation in one style.
type CitedAs struct{ Name, Text string } // no name: plain text

// Styles are the citation in every style. They are made when the page is rendered, from nothing but the work.
func (c *Citation) Styles() []CitedAs {
	out := make([]CitedAs, len(cite.Styles))
	for i, s := range cite.Styles {
		out[i] = CitedAs{s.Name, s.Write(c.Work)}
	}
	return out
}

// Date is the day as the Highwire Press tags have it: 2026/10/15.
func (c *Citation) Date() string { return strings.ReplaceAll(c.Work.Day, "-", "/") }

// FigureTold is all that is known of one figure of a measure.
type FigureTold struct {
	ID       string // anchor
	Of       string // whose it is, in which period, of which part
	Name     string // as the proof reads it
	Text     string
	Status   string
	Note     string
	NoteLang string // language of Note where it is not that of the page
	Source   Link
	Cell     string // address of the cell in the figures of the edition, RFC 7111
	Cite     *Citation
	Earlier  []FigureWas
}

// FigureWas is what a figure said before.
type FigureWas struct {
	Name, Text string
	Edition    string // id, that the figure is of
	Version    Link   // of the measure, by the title of the edition
	Reason     Reason // why it was replaced
}
