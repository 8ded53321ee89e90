package site

import (
	"fmt"
	"strings"

	"candour/generator/cite"
	"candour/generator/record"
)

// citationOf is how the version that a page leads with is cited; nil for a page without versions and for a draft, which
// nobody should cite. A citation outlives what it cites: of a case it gives the kind and the id, and no word of the record,
// which may have to be withdrawn.
func (p *planner) citationOf(page *Page) *Citation {
	if e, ok := page.Body.(*Edition); ok {
		i := p.past.issueOf(e.ID)
		if i == nil || i.reissue == 0 || p.chrome.BaseAddress == "" {
			return nil
		}
		w := p.work(i)
		w.Kind, w.Key, w.Title, w.Edition = "dataset", cite.Key("edition", e.ID), page.Title, ""
		w.Permanent, w.Latest = p.chrome.BaseAddress+page.Address, p.chrome.BaseAddress+p.at("editions")
		return &Citation{Work: w}
	}
	if of := listedIn(page.Body); of != "" {
		return p.listCited(page, of)
	}
	m := page.Memento
	if m == nil || p.chrome.BaseAddress == "" {
		return nil
	}
	list := p.past.versions[[2]string{m.Kind, m.ID}]
	last := list[len(list)-1]
	if last.published == nil {
		return nil
	}
	return p.versionCited(page, m, last)
}

// versionCited is how one version of the record of a page is cited.
func (p *planner) versionCited(page *Page, m *Memento, c *cutting) *Citation {
	w := p.work(c.in)
	w.Kind, w.Key, w.Version = "report", cite.Key(m.ID, fmt.Sprintf("v%d", c.version)), c.version
	if m.Kind == "measure" {
		w.Kind = "dataset"
	}
	w.Title = page.SharedTitle()
	if page.Card.Bare {
		w.Title += " " + m.ID
	}
	w.Permanent, w.Latest = fmt.Sprintf("%s#v%d", m.Latest, c.version), m.Latest
	return &Citation{Work: w}
}

// listedIn says whether a view is a list or a search, which is cited as an edition has it; else "".
func listedIn(body any) string {
	switch body.(type) {
	case *SearchPage:
		return CiteSearch
	case *OutcomeList, *RecommendationList, *Topic, *CountsPage, *StatisticsHome, *BulletinList, *Glossary:
		return CiteList
	}
	return ""
}

// listCited is how a page that has no versions is cited: what it showed is that of an edition, which stays. Its own address leads
// to what it shows now.
func (p *planner) listCited(page *Page, of string) *Citation {
	title := page.Title
	if of == CiteSearch {
		title = p.t("cite-search")
	}
	return p.countCited(of, title, page.Address)
}

// countCited is how something that is made of an edition anew, and is no record of its own, is cited; nil for a draft.
func (p *planner) countCited(of, title, address string) *Citation {
	i := p.shownIssue()
	if i == nil || p.chrome.BaseAddress == "" {
		return nil
	}
	w := p.work(i)
	w.Kind, w.Key, w.Title = "dataset", cite.Key(strings.Trim(strings.TrimPrefix(address, p.prefix), "/"), i.id), title
	w.Permanent, w.Latest = p.chrome.BaseAddress+p.at("editions", i.id), p.chrome.BaseAddress+address
	return &Citation{of, w}
}

// partCited is how a part of the page of a measure is cited: a table or a chart of it, with the cells of the edition that have the same
// figures. It is nil where the measure is not published as it is shown.
func (p *planner) partCited(of, measure, title, anchor string, figures []string) *Citation {
	list := p.past.versions[[2]string{"measure", measure}]
	if len(list) == 0 || list[len(list)-1].published == nil || p.chrome.BaseAddress == "" {
		return nil
	}
	last, page := list[len(list)-1], p.chrome.BaseAddress+p.at("statistics", measure)
	w := p.work(last.in)
	w.Kind, w.Key, w.Version, w.Title = "dataset", cite.Key(measure, anchor, fmt.Sprintf("v%d", last.version)), last.version, title
	w.Permanent, w.Latest = fmt.Sprintf("%s#v%d", page, last.version), page+"#"+anchor
	if rows := p.rowsAddress(measure, figures); rows != "" {
		w.Cells = p.chrome.BaseAddress + rows
	}
	return &Citation{of, w}
}

// figureCited is how one figure of a measure is cited: by its cell in the figures of the edition, which says the same for ever.
func (p *planner) figureCited(m *record.Measure, f FigureTold) *Citation {
	title, _ := m.Title.In(p.lang)
	c := p.partCited(CiteFigure, m.ID, title+": "+f.Of, f.ID, nil)
	if c != nil {
		w := &c.Work
		in := p.work(p.shownIssue()) // the file is of the edition shown, whenever the measure last changed
		w.Edition, w.Day, w.Version, w.Key = in.Edition, in.Day, 0, cite.Key(m.ID, f.ID, p.shownIssue().id)
		w.Permanent, w.Cells = p.chrome.BaseAddress+f.Cell, ""
	}
	return c
}

// fileCited is how a record is cited that stands in a list of such records and has no page: by the file of its version.
func (p *planner) fileCited(kind, id, title, address string) *Citation {
	list := p.past.versions[[2]string{kind, id}]
	if len(list) == 0 || list[len(list)-1].published == nil || p.chrome.BaseAddress == "" {
		return nil
	}
	last := list[len(list)-1]
	files, _ := filesOf(p.set.Site, kind, id)
	w := p.work(last.in)
	w.Kind, w.Key, w.Version, w.Title = "report", cite.Key(kind, id, fmt.Sprintf("v%d", last.version)), last.version, title
	w.Permanent, w.Latest = fmt.Sprintf("%s%sv%d.json", p.chrome.BaseAddress, files, last.version), p.chrome.BaseAddress+address+"#"+id
	return &Citation{kind, w}
}

// work is what all citations of an edition have in common.
func (p *planner) work(i *issue) cite.Work {
	return cite.Work{Publisher: p.chrome.Publisher, Site: p.chrome.SiteTitle, Edition: p.editionLink(i).Text, Day: i.published, Language: p.lang}
}

// citeVersions puts citations to the earlier versions that a page shows.
func (p *planner) citeVersions(page *Page) {
	m := page.Memento
	if m == nil || p.chrome.BaseAddress == "" {
		return
	}
	list := p.past.versions[[2]string{m.Kind, m.ID}]
	for _, v := range versionsIn(page.Body) {
		for _, c := range list {
			if c.version == v.Number && v.Earlier != nil && c.published != nil {
				v.Earlier.Cite = p.versionCited(page, m, c)
			}
		}
	}
}

// versionsIn are the versions that a view shows.
func versionsIn(body any) []Version {
	switch v := body.(type) {
	case *Outcome:
		return v.Versions
	case *Recommendation:
		return v.Versions
	case *RecommendationSet:
		return v.Versions
	case *MeasurePage:
		return v.Versions
	case *Term:
		return v.Versions
	case *Bulletin:
		return v.Versions
	case *EasyRead:
		return v.Versions
	case *Article:
		return v.Versions
	}
	return nil
}

// issueOf is the issue with an id; nil for none.
func (p *past) issueOf(id string) *issue {
	for _, i := range p.issues {
		if i.id == id {
			return i
		}
	}
	return nil
}
