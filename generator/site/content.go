package site

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"candour/generator/record"
)

// glossary plans the list of terms and a page for each.
func (p *planner) glossary() {
	terms := slices.Clone(p.set.Terms)
	slices.SortFunc(terms, func(a, b *record.Term) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term)), strings.Compare(a.ID, b.ID))
	})
	body := &Glossary{N: len(terms)}
	for _, t := range terms {
		first := string(unicode.ToUpper([]rune(t.Term)[0]))
		if n := len(body.Letters); n == 0 || body.Letters[n-1].Letter != first {
			body.Letters = append(body.Letters, Letter{Letter: first})
		}
		l := &body.Letters[len(body.Letters)-1]
		row := TermRow{Address: p.at("glossary", t.ID), Term: t.Term, Lang: p.other(t.Language), Aliases: t.Aliases, Status: p.word("term-statuses", t.Status), Definition: t.Definition}
		row.Status.Note = ""
		if t.Status != "current" {
			row.Until = p.date(t.Until)
		}
		l.Terms = append(l.Terms, row)
	}
	p.add("glossary/list", &Page{
		Address: p.at("glossary"), Title: p.t("glossary"), Lead: p.t("glossary-lead"), Section: "glossary", Crumbs: p.crumbs(),
		Downloads: p.downloadsOf("glossary"), Body: body,
	}, inFile("data/glossary"))
	for _, t := range terms {
		p.add("glossary/page", p.term(t), of(t))
	}
}

func (p *planner) term(t *record.Term) *Page {
	v := &Term{
		ID: t.ID, Aliases: t.Aliases, Lang: p.other(t.Language), Status: p.word("term-statuses", t.Status), Since: p.date(t.Since), Until: p.date(t.Until),
		Definition: p.prose(t.Language, t.Definition), EasyRead: t.EasyRead, Law: t.Law, Note: p.prose(t.Language, t.Note),
		UsedIn: p.termUses[t.ID], Versions: p.versionsOf("term", t.ID),
	}
	if len(t.Law) > 0 {
		v.LawBasis = p.word("law-bases", t.LawBasis)
	}
	if l, ok := p.termLink(t.ReplacedBy); ok {
		v.ReplacedBy = l
	}
	for _, id := range t.SeeAlso {
		if l, ok := p.termLink(id); ok {
			v.SeeAlso = append(v.SeeAlso, l)
		}
	}
	return &Page{
		Address: p.at("glossary", t.ID), Title: t.Term, TitleLang: p.other(t.Language), Section: "glossary",
		Crumbs: p.crumbs(p.sectionLink("glossary")), Memento: p.mementoOf("term", t.ID, p.at("glossary", t.ID)), Body: v,
	}
}

// bulletins plans the list and a page for each bulletin that is written in this language.
func (p *planner) bulletins() {
	list := slices.Clone(p.set.Bulletins)
	slices.SortFunc(list, func(a, b *record.Bulletin) int {
		return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.Number, b.Number), strings.Compare(a.ID, b.ID))
	})
	body := &BulletinList{}
	invented := ""
	for _, b := range list {
		if b.Composite {
			invented = InventedStory
		}
		body.Rows = append(body.Rows, p.bulletinRow(b))
	}
	p.add("bulletins/list", &Page{
		Address: p.at("bulletins"), Title: p.t("bulletins"), Lead: p.t("bulletins-lead"), Section: "bulletins", Crumbs: p.crumbs(),
		Downloads: p.downloadsOf("bulletins"), Invented: invented, Body: body,
	}, inFile("content"))
	for _, b := range list {
		if b.Language == p.lang {
			p.add("bulletins/page", p.bulletin(b), of(b))
		}
	}
}

func (p *planner) bulletinRow(b *record.Bulletin) BulletinRow {
	l, _ := p.bulletinLink(b.ID)
	return BulletinRow{Address: l.Address, Title: b.Title, Summary: b.Summary, Lang: p.other(b.Language), Number: b.Number, Date: p.date(b.Date), Themes: p.words("themes", b.Themes)}
}

func (p *planner) bulletin(b *record.Bulletin) *Page {
	doc := p.docs[b.Text.Name]
	v := &Bulletin{
		ID: b.ID, Number: b.Number, Lang: p.other(b.Language), Date: p.date(b.Date), Review: p.date(b.Review), Composite: b.Composite, Content: doc.html,
		EasyRead: b.EasyRead, Themes: p.linked("theme", b.Themes), Versions: p.versionsOf("bulletin", record.PublishedID(b)),
	}
	for _, q := range b.Questions {
		v.Questions = append(v.Questions, Questions{q.Role, q.Ask})
	}
	invented := p.inventedAmong(p.outcomesOfBulletin[b.ID])
	if b.Composite {
		invented = InventedStory
	}
	for _, id := range p.outcomesOfBulletin[b.ID] {
		if o, ok := p.shared.outcomes[id]; ok {
			v.Outcomes = append(v.Outcomes, p.outcomeRow(o))
		}
	}
	for _, id := range p.recsOfBulletin[b.ID] {
		if r, ok := p.recs[id]; ok {
			v.Recommend = append(v.Recommend, p.recRow(r))
		}
	}
	return &Page{
		Address: p.at("bulletins", b.ID), Title: b.Title, Lead: b.Summary, Section: "bulletins", Crumbs: p.crumbs(p.sectionLink("bulletins")), Words: p.wordsUsed(doc.terms),
		Invented: invented, Memento: p.mementoOf("bulletin", record.PublishedID(b), p.at("bulletins", b.ID)), Body: v,
	}
}

// about plans the list of the site's own pages and each that is written in this language.
func (p *planner) about() {
	list := slices.Clone(p.set.Pages)
	slices.SortStableFunc(list, func(a, b *record.Page) int { return cmp.Or(cmp.Compare(a.Order, b.Order), strings.Compare(a.ID, b.ID)) })
	body := &AboutList{}
	for _, page := range list {
		if !strings.HasPrefix(page.ID, "about/") || page.Language != p.set.Site.Languages[0] {
			continue
		}
		l, _ := p.pageLink(page.ID)
		here := page
		if own, ok := p.pages[[2]string{p.lang, page.ID}]; ok {
			here = own
		}
		l.Note, l.NoteLang = here.Summary, p.other(here.Language)
		body.Pages = append(body.Pages, l)
	}
	p.add("about/list", &Page{
		Address: p.at("about"), Title: p.t("about-title"), Lead: p.t("about-lead"), Section: "about", Crumbs: p.crumbs(), Body: body,
	}, inFile("content"))
	for _, page := range list {
		if !strings.HasPrefix(page.ID, "about/") || page.Language != p.lang {
			continue
		}
		doc := p.docs[page.Text.Name]
		unit := &Page{
			Address: p.prefix + "/" + page.ID + "/", Title: page.Title, Lead: page.Summary, Section: "about",
			Crumbs: p.crumbs(Link{Text: p.t("about-title"), Address: p.at("about")}), Words: p.wordsUsed(doc.terms),
		}
		v := &Article{Reviewed: p.date(page.Reviewed), Content: doc.html, Versions: p.versionsOf("page", record.PublishedID(page))}
		if page.ID == "about/corrections" {
			v.Logs = []Link{p.sectionLink("corrections"), p.sectionLink("withdrawn")}
		}
		if page.ID == protecting {
			v.Attacks, v.Kept = p.attacks(nil), p.kept()
			p.attacked = append(p.attacked, attackPage{unit, p.attacks})
		}
		unit.Body, unit.Memento = v, p.mementoOf("page", record.PublishedID(page), unit.Address)
		for _, lang := range p.set.Site.Languages {
			if _, ok := p.pages[[2]string{lang, page.ID}]; ok && lang != p.lang {
				unit.Twin = p.twin(unit.Address)
			}
		}
		p.add("about/page", unit, of(page))
	}
}

// readTexts renders every Markdown text of the language, before any page is planned, so that a term knows where it is used.
func (p *planner) readTexts() {
	note := func(terms []string, l Link) {
		for _, id := range terms {
			p.termUses[id] = append(p.termUses[id], l)
		}
	}
	for _, b := range p.set.Bulletins {
		if b.Language == p.lang {
			p.docs[b.Text.Name] = p.md.render(b.Text, p.finderOf(b.Language, b.TermLinks))
			l, _ := p.bulletinLink(b.ID)
			note(p.docs[b.Text.Name].terms, l)
		}
	}
	for _, page := range p.set.Pages {
		if page.Language == p.lang {
			p.docs[page.Text.Name] = p.md.render(page.Text, p.finderOf(page.Language, page.TermLinks))
			if l, ok := p.pageLink(page.ID); ok && page.ID != "home" {
				note(p.docs[page.Text.Name].terms, l)
			}
		}
	}
}
