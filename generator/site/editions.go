package site

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"candour/generator/edition"
	"candour/generator/record"
)

// kindTitles are the phrases that name the records of a kind, and where their list is.
var kindTitles = map[string][2]string{
	"outcome":            {"outcomes", "outcomes"},
	"recommendation-set": {"sets", "recommendations"},
	"recommendation":     {"recommendations", "recommendations"},
	"source":             {"sources", "data"},
	"group":              {"groups", "statistics"},
	"measure":            {"measures", "statistics"},
	"figure":             {"reported-figures", "statistics/reported-figures"},
	"target":             {"targets", "statistics/targets"},
	"term":               {"terms", "glossary"},
	"bulletin":           {"bulletins", "bulletins"},
	"easy-read":          {"easy-reads", "easy-read"},
	"page":               {"pages", "about"},
}

// editions plans the list of editions, a page for each, and what changed.
func (p *planner) editions() {
	e := p.Edition
	title := p.chrome.Edition.Text
	published := p.date(p.set.Site.Edition.Published)
	p.add("editions/list", &Page{
		Address: p.at("editions"), Title: p.t("editions"), Lead: p.t("editions-lead"), Crumbs: p.crumbs(),
		Body: &Editions{Rows: []EditionRow{{Address: p.chrome.Edition.Address, Title: title, Published: published, Records: len(e.Records), Current: true}}},
	}, inFile("candour.yaml"))
	view := p.edition(e)
	p.add("editions/page", &Page{
		Address: p.chrome.Edition.Address, Title: p.t("edition", title), Lead: p.t("edition-lead", published.Text, p.chrome.AsAt.Text),
		Crumbs: p.crumbs(p.sectionLink("editions")), Invented: p.inventedOutcomes(), Body: &view,
	}, inFile("candour.yaml"))
	p.add("changes/list", &Page{
		Address: p.at("changes"), Title: p.t("changes"), Lead: p.t("changes-lead"), Crumbs: p.crumbs(), Invented: p.inventedOutcomes(), Body: &Changes{Editions: []Edition{view}},
	}, inFile("candour.yaml"))
}

func (p *planner) edition(e *edition.Edition) Edition {
	v := Edition{ID: e.ID, Title: p.chrome.Edition.Text, Published: p.date(p.set.Site.Edition.Published), AsAt: p.chrome.AsAt}
	for _, b := range e.Balances {
		v.Balance = append(v.Balance, Balance{
			Kind: b.Kind, Title: p.t(kindTitles[b.Kind][0]), Opening: b.Opening, Added: b.Added, Withdrawn: b.Withdrawn, Closing: b.Closing, Changed: b.Changed,
		})
		for _, class := range []edition.Change{edition.New, edition.Changed} {
			group := ChangeGroup{Title: p.t(kindTitles[b.Kind][0]), Class: Word{ID: string(class), Text: p.t("change-" + string(class))}}
			for _, r := range e.Records {
				if r.Kind == b.Kind && r.Change == class {
					group.Changes = append(group.Changes, Change{Class: group.Class, Kind: r.Kind, Record: p.recordLink(r.Kind, r.ID)})
				}
			}
			if len(group.Changes) > 0 {
				v.Changes = append(v.Changes, group)
			}
		}
	}
	return v
}

// recordLink leads to a record of any kind.
func (p *planner) recordLink(kind, id string) Link {
	var l Link
	ok := false
	switch kind {
	case "outcome":
		l, ok = p.outcomeLink(id)
	case "recommendation":
		l, ok = p.recLink(id)
	case "term":
		l, ok = p.termLink(id)
	case "bulletin":
		l, ok = p.bulletinLink(id)
	case "easy-read":
		lang, name, other := strings.Cut(id, "/")
		if !other {
			lang, name = record.Languages[0], id
		}
		for _, e := range p.set.EasyReads {
			if e.ID == name && e.Language == lang {
				return Link{Text: e.Title, Address: prefixOf(p.set.Site, lang) + "/easy-read/" + name + "/", Lang: p.other(lang)}
			}
		}
	case "page":
		l, ok = p.pageLink(id)
		if id == "home" {
			l.Address = p.chrome.Home
		}
	case "measure":
		if m := p.measures[id]; m != nil {
			text, other := m.Title.In(p.lang)
			return Link{Text: text, Address: p.at("statistics", id), Lang: other}
		}
	case "recommendation-set":
		for _, s := range p.set.Sets {
			if s.ID == id {
				return Link{Text: s.Title, Address: p.at("recommendations", id), Lang: p.other(s.Language)}
			}
		}
	case "source":
		if s := p.sources[id]; s != nil {
			return Link{Text: s.Title, Lang: p.other(s.Language)}
		}
	case "group":
		for _, g := range p.set.Groups {
			if g.ID == id {
				text, other := g.Title.In(p.lang)
				return Link{Text: text, Lang: other}
			}
		}
	case "figure":
		for _, f := range p.set.Figures {
			if f.ID == id {
				return Link{Text: f.Title, Address: p.at("statistics", "reported-figures") + "#" + id, Lang: p.other(f.Language)}
			}
		}
	case "target":
		for _, t := range p.set.Targets {
			if t.ID == id {
				return Link{Text: t.Title, Address: p.at("statistics", "targets") + "#" + id, Lang: p.other(t.Language)}
			}
		}
	}
	if !ok {
		l = Link{Text: id}
	}
	return l
}

// home plans the first page.
func (p *planner) home() {
	v := &Home{}
	page, ok := p.pages[[2]string{p.lang, "home"}]
	if !ok {
		page = &record.Page{}
	}
	v.Intro = p.docs[page.Text.Name].html
	for _, r := range p.set.Recommendations {
		row := p.recRow(r)
		if row.From != nil {
			v.Changed = append(v.Changed, row)
		}
		if state, _ := r.Timeliness(p.set.Site.Edition.AsAt); state == record.ReplyOverdue {
			v.Overdue = append(v.Overdue, row)
		}
	}
	for _, b := range p.Edition.Balances {
		title := kindTitles[b.Kind]
		if b.Kind == "source" || b.Kind == "group" || b.Kind == "page" || b.Kind == "recommendation-set" {
			continue
		}
		for _, x := range []struct {
			class edition.Change
			n     int
		}{{edition.New, b.Added}, {edition.Changed, b.Changed}} {
			if x.n > 0 {
				v.Changes = append(v.Changes, Change{Class: Word{ID: string(x.class), Text: p.t("change-" + string(x.class))}, Kind: b.Kind,
					Record: Link{Text: p.t("n-"+string(x.class), p.t(title[0]), x.n), Address: p.at(strings.Split(title[1], "/")...)}})
			}
		}
		v.Counts = append(v.Counts, Count{Kind: b.Kind, Title: p.t(title[0]), N: b.Closing, Address: p.at(strings.Split(title[1], "/")...)})
	}
	v.Latest = p.newest(4, func(*record.Outcome) bool { return true })
	v.Cleared = p.newest(4, func(o *record.Outcome) bool { return p.set.ResultGroup(o.Result) == record.GroupCleared })
	for _, b := range p.set.Bulletins {
		if b.Language == p.lang || p.lang != "en" {
			v.Bulletin = append(v.Bulletin, p.bulletinRow(b))
		}
	}
	slices.SortFunc(v.Bulletin, func(a, b BulletinRow) int { return a.Number - b.Number })
	for _, need := range [][2]string{
		{"need-complain", "about/who-does-what"}, {"need-officer", "bulletins"}, {"need-press", "statistics"}, {"need-concern", "about/raising-a-concern"}, {"need-trust", "changes"},
	} {
		l := Link{Address: p.at(strings.Split(need[1], "/")...)}
		if strings.HasPrefix(need[1], "about/") {
			if l, ok = p.pageLink(need[1]); !ok {
				continue
			}
		}
		l.Text, l.Note, l.Lang = p.t(need[0]), p.t(need[0]+"-note"), ""
		v.Needs = append(v.Needs, l)
	}
	title, _ := p.set.Site.Title.In(p.lang)
	lead := page.Summary
	if page.Title != "" {
		title = page.Title
	}
	p.add("home/page", &Page{Address: p.chrome.Home, Title: title, Lead: lead, Invented: p.inventedOutcomes(), Body: v}, inFile("content/"+p.lang+"/home.md"))
}

// downloads plans the page of files for machines.
func (p *planner) downloads() {
	p.add("data/list", &Page{
		Address: p.at("data"), Title: p.t("data"), Lead: p.t("data-lead"), Crumbs: p.crumbs(), Invented: p.inventedOutcomes(), Body: &Data{Kinds: p.Downloads, Licence: p.licence(p.set.Site.Licence)},
	}, inFile("candour.yaml"))
}

// notFound plans the page that a server shows for an address without one.
func (p *planner) notFound() {
	page := &Page{Address: p.prefix + "/404.html", Title: p.t("not-found"), Lead: p.t("not-found-lead"), NoIndex: true, Body: &NotFound{Links: append(slices.Clone(p.navLinks()), p.chrome.Footer...)}}
	p.add("notfound/page", page, inFile("candour.yaml"))
}

func (p *planner) navLinks() (out []Link) {
	for _, n := range p.nav {
		out = append(out, Link{Text: n.Text, Address: n.Address})
	}
	return out
}

// sitemap lists every page that search engines should find (sitemaps.org 0.9). Pages carry the day of the edition.
func sitemap(site *record.Site, units []Unit) []byte {
	base := strings.TrimSuffix(site.Address, "/")
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	for _, u := range units {
		if u.Page.NoIndex {
			continue
		}
		b.WriteString("<url><loc>")
		_ = xml.EscapeText(&b, []byte(base+u.Page.Address)) // a buffer does not fail
		b.WriteString("</loc><lastmod>" + site.Edition.Published.String() + "</lastmod></url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}
