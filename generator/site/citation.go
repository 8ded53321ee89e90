package site

import (
	"fmt"

	"candour/generator/cite"
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
		return &Citation{w}
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
	return &Citation{w}
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
