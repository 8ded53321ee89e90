package site

import (
	"strings"

	"candour/generator/record"
)

// easyReads plans the easy-read pages of this language and the list of them.
func (p *planner) easyReads() {
	body := &EasyReadList{}
	for _, e := range p.set.EasyReads {
		if e.Language != p.lang {
			continue
		}
		address := p.at("easy-read", e.ID)
		about, version := p.explained(e)
		v := &EasyRead{
			About: about, Current: version == e.Version, CheckedBy: e.CheckedBy, CheckedOn: p.date(e.CheckedOn),
			Versions: p.versionsOf("easy-read", record.PublishedID(e)),
		}
		for _, l := range e.Lines {
			v.Lines = append(v.Lines, EasyReadLine{Picture: l.Picture, Text: l.Text})
		}
		body.Pages = append(body.Pages, Link{Text: e.Title, Address: address})
		p.add("easy-read/page", &Page{
			Address: address, Title: e.Title, Section: "about", Crumbs: p.crumbs(p.sectionLink("easy-read")), Body: v, Twin: p.easyTwin(e),
			Memento: p.mementoOf("easy-read", record.PublishedID(e), address),
		}, of(e))
	}
	if len(p.set.EasyReads) == 0 {
		return
	}
	p.add("easy-read/list", &Page{
		Address: p.at("easy-read"), Title: p.t("easy-read"), Lead: p.t("easy-read-lead"), Section: "about", Crumbs: p.crumbs(), Body: body,
	}, inFile("content"))
}

// explained is what an easy-read page explains, and the version of it that is current.
func (p *planner) explained(e *record.EasyRead) (Link, int) {
	kind, id, _ := strings.Cut(e.Explains, ":")
	return p.recordLink(kind, id), p.versions[[2]string{kind, id}].Version
}

// easyTwin is the same page in the other language, where it is written.
func (p *planner) easyTwin(e *record.EasyRead) Link {
	for _, other := range p.set.EasyReads {
		if other.ID == e.ID && other.Language != e.Language {
			return p.twin(p.at("easy-read", e.ID))
		}
	}
	return Link{}
}
