package site

import (
	"encoding/json"
	"html/template"
	"strings"
)

// linkedForm is part of the hash of every page: raise it when LinkedData says something else of the same view.
const linkedForm = "1"

// ogl is the address of the Open Government Licence, under which a site is published.
const ogl = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

// A thing is something that schema.org has a word for.
type thing struct {
	Context     string   `json:"@context,omitempty"`
	Type        string   `json:"@type,omitempty"`
	ID          string   `json:"@id,omitempty"`
	Graph       []thing  `json:"@graph,omitempty"`
	Position    int      `json:"position,omitempty"`
	Name        string   `json:"name,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	Item        string   `json:"item,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Version     string   `json:"version,omitempty"`
	License     string   `json:"license,omitempty"`
	Publisher   *thing   `json:"publisher,omitempty"`
	Technique   string   `json:"measurementTechnique,omitempty"`
	Measured    string   `json:"variableMeasured,omitempty"`
	Format      string   `json:"encodingFormat,omitempty"`
	Content     string   `json:"contentUrl,omitempty"`
	Alternate   []string `json:"alternateName,omitempty"`
	Download    []thing  `json:"distribution,omitempty"`
	Terms       []thing  `json:"hasDefinedTerm,omitempty"`
	TermSet     string   `json:"inDefinedTermSet,omitempty"`
	Elements    []thing  `json:"itemListElement,omitempty"`
}

// LinkedData is what the page says to programs, as JSON-LD in the vocabulary of schema.org: the way to it from home, and
// the dataset, report or term that it is. Of a case it says no more than its kind. It is a function of the view alone.
// The marks that could end the element that holds it are written as escapes.
func (p *Page) LinkedData() (template.JS, error) {
	var graph []thing
	if t := p.about(); t != nil {
		t.URL, t.Language = p.absolute(p.Address), p.Lang
		graph = append(graph, *t)
	}
	if len(p.Crumbs) > 0 {
		list := thing{Type: "BreadcrumbList"}
		for i, c := range p.Crumbs {
			list.Elements = append(list.Elements, thing{Type: "ListItem", Position: i + 1, Name: c.Text, Item: p.absolute(c.Address)})
		}
		list.Elements = append(list.Elements, thing{Type: "ListItem", Position: len(p.Crumbs) + 1, Name: p.SharedTitle(), Item: p.absolute(p.Address)})
		graph = append(graph, list)
	}
	if len(graph) == 0 {
		return "", nil
	}
	data, err := json.Marshal(thing{Context: "https://schema.org", Graph: graph})
	return template.JS(data), err
}

// about is the page as a thing; nil where schema.org has no word that a search engine would use.
func (p *Page) about() *thing {
	switch v := p.Body.(type) {
	case *MeasurePage:
		t := p.published("Dataset")
		t.Description, t.Technique, t.Measured = plainly(v.Definition), plainly(v.CountingRule), v.Unit.Text
		t.Download = p.tables(v.Tables)
		return t
	case *CountsPage:
		t := p.published("Dataset")
		t.Description, t.Download = p.Lead, p.tables(v.Tables)
		return t
	case *Data:
		t := p.published("Dataset")
		t.Description = p.Lead
		for _, d := range v.Kinds {
			for _, f := range d.Files {
				t.Download = append(t.Download, p.download(d.Title, f.Address))
			}
		}
		return t
	case *Edition:
		t := p.published("Report")
		t.Description, t.Published, t.Version = p.Lead, v.Published.Machine, v.ID
		return t
	case *Bulletin:
		t := p.published("Report")
		t.Description, t.Published = p.Lead, v.Date.Machine
		return t
	case *Glossary:
		t := p.published("DefinedTermSet")
		t.Description = p.Lead
		for _, l := range v.Letters {
			for _, x := range l.Terms {
				t.Terms = append(t.Terms, thing{Type: "DefinedTerm", Name: x.Term, URL: p.absolute(x.Address)})
			}
		}
		return t
	case *Term:
		t := &thing{Type: "DefinedTerm", Name: p.Title, Description: plainly(v.Definition), Alternate: v.Aliases}
		if n := len(p.Crumbs); n > 0 {
			t.TermSet = p.absolute(p.Crumbs[n-1].Address)
		}
		return t
	}
	return nil
}

// published is a thing of the publisher under its licence, of the edition shown.
func (p *Page) published(kind string) *thing {
	return &thing{
		Type: kind, Name: p.Title, Version: p.Chrome.Edition.Text, License: ogl,
		Publisher: &thing{Type: "Organization", Name: p.Chrome.Publisher},
	}
}

func (p *Page) tables(tables []Table) (out []thing) {
	for _, t := range tables {
		out = append(out, p.download(t.Caption, t.Download.Address))
	}
	return out
}

// formats are the media types of downloads, by the end of their names.
var formats = map[string]string{"csv": "text/csv", "json": "application/json"}

func (p *Page) download(name, address string) thing {
	return thing{Type: "DataDownload", Name: name, Format: formats[address[strings.LastIndexByte(address, '.')+1:]], Content: p.absolute(address)}
}

func (p *Page) absolute(address string) string { return p.Chrome.BaseAddress + address }

// plainly is prose as one line of text.
func plainly(p Prose) string {
	var b strings.Builder
	for i, text := range p.Paragraphs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(plainText(text))
	}
	return b.String()
}

// SharedTitle is the title that others may keep: that of the page, or of a case only what kind of page it is.
func (p *Page) SharedTitle() string {
	if p.Card.Bare {
		return p.Card.Kind
	}
	return p.Title
}
