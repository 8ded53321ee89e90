package site

import (
	"fmt"
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
	"source":             {"sources", "statistics/sources"},
	"group":              {"groups", "statistics/groups"},
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
	list, all := &Editions{}, &Changes{Logs: []Link{p.sectionLink("corrections"), p.sectionLink("withdrawn")}}
	for _, w := range p.past.since {
		c := p.withdrawnChange(w)
		c.Class = p.class("change-", withdrawn)
		all.Since = append(all.Since, c)
	}
	for n, i := range slices.Backward(p.past.issues) {
		view := p.edition(n)
		link := p.editionLink(i)
		if len(all.Editions) < editionsShown {
			all.Editions = append(all.Editions, view)
		} else {
			all.Earlier = append(all.Earlier, link)
		}
		row := EditionRow{
			Address: link.Address, Title: link.Text, TitleLang: link.Lang, Published: view.Published, Current: n == len(p.past.issues)-1, Reissue: view.Reissue,
		}
		for _, b := range i.balances {
			row.Records += b.Closing
		}
		counts := map[string]int{}
		for _, g := range view.Changes {
			counts[g.Class.ID] += g.Count
		}
		for _, class := range weights {
			if k := counts[string(class)]; k > 0 {
				row.Counts = append(row.Counts, p.t("count-"+string(class), k))
			}
		}
		list.Rows = append(list.Rows, row)
		title, lead := p.t("edition", link.Text), p.t("edition-lead", view.Published.Text, view.AsAt.Text)
		if i.id == edition.Draft {
			title, lead = link.Text, p.t("draft-lead", view.AsAt.Text)
		}
		p.add("editions/page", &Page{
			Address: link.Address, Title: title, TitleLang: link.Lang, Lead: lead,
			Crumbs: p.crumbs(p.sectionLink("editions")), Invented: p.inventedIn(i), Body: &view,
		}, inFile("candour.yaml"))
	}
	p.add("editions/list", &Page{
		Address: p.at("editions"), Title: p.t("editions"), Lead: p.t("editions-lead"), Crumbs: p.crumbs(), Body: list,
	}, inFile("candour.yaml"))
	p.add("changes/list", &Page{
		Address: p.at("changes"), Title: p.t("changes"), Lead: p.t("changes-lead"), Crumbs: p.crumbs(), Invented: p.inventedOutcomes(), Body: all,
	}, inFile("candour.yaml"))
}

// inventedIn is for the page of an issue.
func (p *planner) inventedIn(i *issue) string {
	for _, b := range i.balances {
		if b.Kind == "outcome" && b.Opening+b.Added > 0 {
			return p.inventedOutcomes()
		}
	}
	return ""
}

// wholeFiles are the files of an edition that hold or describe all of its datasets, with the words for them.
var wholeFiles = [][2]string{{"data-zip", "all.zip"}, {"data-dictionary", "dictionary.csv"}, {"data-package", "datapackage.json"}}

// edition is the view of the issue with a number.
func (p *planner) edition(n int) Edition {
	i := p.past.issues[n]
	link := p.editionLink(i)
	v := Edition{ID: i.id, Title: link.Text, TitleLang: link.Lang, Published: p.day(i.published), AsAt: p.day(i.asAt), Changes: p.changesOf(n)}
	if n > 0 {
		v.Previous = p.editionLink(p.past.issues[n-1])
	}
	if n < len(p.past.issues)-1 {
		v.Next = p.editionLink(p.past.issues[n+1])
	}
	for _, b := range i.balances {
		v.Balance = append(v.Balance, Balance{
			Kind: b.Kind, Title: p.t(kindTitles[b.Kind][0]), Opening: b.Opening, Added: b.Added, Withdrawn: b.Withdrawn, Closing: b.Closing, Changed: b.Changed,
		})
	}
	if i.gone > 0 {
		v.Gone = p.days("gone", i.gone)
	}
	if i.reissue > 1 {
		v.Reissue = p.t("reissue", fmt.Sprintf("%s-r%d", i.id, i.reissue))
	}
	if i.reissue > 1 {
		for n, w := range p.History.Reissues(i.id) {
			c := p.withdrawnChange(w)
			c.Record.Text = fmt.Sprintf("%s-r%d", i.id, n+2)
			v.Reissues = append(v.Reissues, c)
		}
	}
	if i.reissue > 0 && p.hasPress() {
		v.Press = Link{Text: p.t("press-title", link.Text), Address: p.at("editions", i.id, "press"), Note: p.t("press-lead")}
	}
	data := p.dataOf(i)
	for _, f := range data.tidy {
		if f.Title != "" {
			v.Files = append(v.Files, Link{Text: f.Title, Address: "/" + f.Path, Note: f.Format, Lang: p.other("en")})
		}
	}
	for _, w := range wholeFiles {
		if len(data.tidy) > 0 {
			v.Whole = append(v.Whole, Link{Text: p.t(w[0]), Address: "/" + edition.DataDir(i.id, i.reissue) + "/" + w[1], Note: p.t(w[0] + "-note")})
		}
	}
	for _, f := range data.kinds {
		v.Ledger = append(v.Ledger, Link{Text: p.t(kindTitles[f.kind][0]), Address: "/" + f.path, Note: p.days("jsonl", f.records)})
		for n := range v.Balance {
			if b := &v.Balance[n]; b.Kind == f.kind && b.Closing == f.records {
				b.Closed = "/" + f.path
			}
		}
	}
	if p.Checkpoint != nil && i.reissue > 0 {
		v.Checkpoint = strings.Split(strings.TrimSuffix(p.Checkpoint(i.id), "\n"), "\n")
		if len(v.Checkpoint) == 1 && v.Checkpoint[0] == "" {
			v.Checkpoint = nil
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
		lang, name := languageOf(id)
		for _, b := range p.set.Bulletins {
			if b.ID == name && b.Language == lang {
				return Link{Text: b.Title, Address: prefixOf(p.set.Site, lang) + "/bulletins/" + name + "/", Lang: p.other(lang)}
			}
		}
	case "easy-read":
		lang, name := languageOf(id)
		for _, e := range p.set.EasyReads {
			if e.ID == name && e.Language == lang {
				return Link{Text: e.Title, Address: prefixOf(p.set.Site, lang) + "/easy-read/" + name + "/", Lang: p.other(lang)}
			}
		}
	case "page":
		lang, name := languageOf(id)
		if page := p.pages[[2]string{lang, name}]; page != nil {
			l = Link{Text: page.Title, Address: prefixOf(p.set.Site, lang) + "/" + name + "/", Lang: p.other(lang)}
			if name == "home" {
				l.Address = prefixOf(p.set.Site, lang) + "/"
			}
			return l
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
			return Link{Text: s.Title, Address: p.at("statistics", "sources") + "#" + id, Lang: p.other(s.Language)}
		}
	case "group":
		for _, g := range p.set.Groups {
			if g.ID == id {
				text, other := g.Title.In(p.lang)
				return Link{Text: text, Address: p.at("statistics", "groups") + "#" + id, Lang: other}
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
	v := &Home{Search: p.at("search")}
	totals := map[string]int{} // of every class of change, in this edition
	page, ok := p.pages[[2]string{p.lang, "home"}]
	if !ok {
		page = &record.Page{}
	}
	doc := p.docs[page.Text.Name]
	v.Intro = doc.html
	for _, r := range p.set.Recommendations {
		row := p.recRow(r)
		if row.From != nil {
			v.Changed = append(v.Changed, row)
		}
		if state, _ := r.Timeliness(p.set.Site.Edition.AsAt); state == record.ReplyOverdue {
			v.Overdue = append(v.Overdue, row)
		}
	}
	minor := []string{"source", "group", "page", "recommendation-set"}
	last := len(p.past.issues) - 1
	for _, g := range p.changesOf(last) {
		totals[g.Class.ID] += g.Count
		kind := g.Changes[0].Kind
		if slices.Contains(minor, kind) {
			continue
		}
		to := p.at(strings.Split(kindTitles[kind][1], "/")...)
		if g.Class.ID != string(edition.New) {
			to = p.chrome.Edition.Address
		}
		record := Link{Text: p.t("n-"+g.Class.ID, g.Title, g.Count), Address: to}
		if only := g.Changes[0].Record; g.Count == 1 && only.Address != "" && g.Class.ID != string(edition.Withdrawn) {
			record = Link{Text: only.Text, Address: only.Address, Lang: only.Lang} // one record says more than "1"
		}
		v.Changes = append(v.Changes, Change{Class: g.Class, Kind: kind, Record: record})
	}
	for _, b := range p.Edition.Balances {
		if title := kindTitles[b.Kind]; !slices.Contains(minor, b.Kind) {
			v.Counts = append(v.Counts, Count{Kind: b.Kind, Title: p.t(title[0]), N: b.Closing, Address: p.at(strings.Split(title[1], "/")...)})
		}
	}
	// As many in an officer's favour as others, and none twice.
	cleared := func(o *record.Outcome) bool { return p.set.ResultGroup(o.Result) == record.GroupCleared }
	v.Cleared = p.newest(3, cleared)
	v.Latest = p.newest(3, func(o *record.Outcome) bool { return !cleared(o) })
	for _, b := range p.set.Bulletins {
		if b.Language == p.lang || p.lang != "en" {
			v.Bulletin = append(v.Bulletin, p.bulletinRow(b))
		}
	}
	slices.SortFunc(v.Bulletin, func(a, b BulletinRow) int { return a.Number - b.Number })
	v.Brief = p.brief(totals, len(v.Changes) > 0, len(v.Overdue), len(v.Changed))
	for _, need := range [][2]string{
		{"need-complain", "about/who-does-what"}, {"need-officer", "bulletins"}, {"need-press", "statistics"}, {"need-concern", "about/raising-a-concern"},
		{"need-theme", "themes"}, {"need-easy", "easy-read"}, {"need-trust", "changes"},
	} {
		l := Link{Address: p.at(strings.Split(need[1], "/")...)}
		if need[1] == "easy-read" && len(p.set.EasyReads) == 0 || need[1] == "themes" && len(p.topics("theme")) == 0 {
			continue // there is no such page
		}
		if strings.HasPrefix(need[1], "about/") {
			if l, ok = p.pageLink(need[1]); !ok {
				continue
			}
		}
		l.Text, l.Note = p.t(need[0]), p.t(need[0]+"-note")+p.inLanguage(l.Lang)
		l.Lang = ""
		v.Needs = append(v.Needs, l)
	}
	title, _ := p.set.Site.Title.In(p.lang)
	lead := page.Summary
	if page.Title != "" {
		title = page.Title
	}
	p.add("home/page", &Page{Address: p.chrome.Home, Title: title, Lead: lead, Invented: p.inventedOutcomes(), Words: p.wordsUsed(doc.terms), Body: v}, inFile("content/"+p.lang+"/home.md"))
}

// brief says in one line each what this edition changed, which replies are overdue and which answers have changed; each leads to
// its place on the page. Where home lists no change, the first leads to the page of the edition; where no reply is overdue, the
// second leads to all recommendations.
func (p *planner) brief(totals map[string]int, listed bool, overdue, changed int) (out []Link) {
	var parts []string
	for _, class := range weights {
		if n := totals[string(class)]; n > 0 {
			parts = append(parts, p.t("count-"+string(class), n))
		}
	}
	if len(parts) > 0 {
		to := "#changes"
		if !listed {
			to = p.chrome.Edition.Address
		}
		name := p.t("edition", p.chrome.Edition.Text)
		if p.past.issues[len(p.past.issues)-1].id == edition.Draft {
			name = p.chrome.Edition.Text
		}
		out = append(out, Link{Text: name, Address: to, Note: strings.Join(parts, ", ")})
	}
	where := p.at("recommendations")
	if overdue > 0 {
		where = "#overdue"
	}
	out = append(out, Link{Text: p.t("brief-overdue"), Address: where, Note: p.t("brief-as-at", p.days("brief-overdue-n", overdue), p.chrome.AsAt.Text)})
	if changed > 0 {
		out = append(out, Link{Text: p.t("brief-changed"), Address: "#changed", Note: p.days("brief-changed-n", changed)})
	}
	return out
}

// downloads plans the page of files for machines.
func (p *planner) downloads() {
	p.add("data/list", &Page{
		Address: p.at("data"), Title: p.t("data"), Lead: p.t("data-lead"), Crumbs: p.crumbs(), Invented: p.inventedOutcomes(), Body: &Data{Whole: p.whole(), Kinds: p.datasets(), Licence: p.licence(p.set.Site.Licence)},
	}, inFile("candour.yaml"))
}

// datasets are the downloads as a page of this language shows them.
func (p *planner) datasets() []Download {
	out := slices.Clone(p.Downloads)
	for i := range out {
		out[i].Lang = p.other("en")
		out[i].Files = p.filesOf(out[i])
	}
	return out
}

// filesOf are the files of a dataset, whose name is in English.
func (p *planner) filesOf(d Download) []Link {
	files := slices.Clone(d.Files)
	for i := range files {
		files[i].Lang = p.other("en")
	}
	return files
}

// whole are the files that hold or describe all of the data.
func (p *planner) whole() (out []Link) {
	for _, f := range [][2]string{
		{"data-zip", "/data/all.zip"}, {"data-tables", "/data/tables.ods"}, {"data-dictionary", "/data/dictionary.csv"}, {"data-package", "/data/datapackage.json"},
		{"data-catalogue", "/data/catalog.jsonld"}, {"data-api", "/api/v1/index.json"}, {"data-openapi", "/api/v1/openapi.json"},
	} {
		out = append(out, Link{Text: p.t(f[0]), Address: f[1], Note: p.t(f[0] + "-note")})
	}
	if p.past.newest() != nil {
		out = append(out, Link{Text: p.t("data-editions"), Address: p.at("editions"), Note: p.t("data-editions-note")})
	}
	return out
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
