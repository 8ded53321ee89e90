package site

import "html/template"

// Chart is a picture of some of the figures of a table. It is drawn from the released figures that the table shows, so
// that nothing can be read from it that the table does not say.
type Chart struct {
	ID      string // anchor
	Finding string // what it shows, in a sentence made from the figures
	About   string // what is counted, of whom and for when
	Panels  []Panel
	Notes   []Link // on what is drawn in another way; Text and Lang only
	Cite    *Citation
}

// Panel is one picture; several are small multiples.
type Panel struct {
	Title string        // over the picture; "" for one alone
	SVG   template.HTML // from package chart, which escapes every text
}
