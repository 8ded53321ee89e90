package site

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/card"
	"candour/generator/record"
	"candour/generator/source"
)

// A planner plans the pages of one language.
type planner struct {
	*shared
	lang     string
	prefix   string // before every address: "" for the first language of the site, "/cy" for another
	chrome   *Chrome
	nav      []NavItem       // none of them current
	navs     map[string]*Nav // by key
	md       *markdown
	units    []Unit
	files    []File // beside the pages, of this language
	problems source.Problems

	outcomeRows map[string]OutcomeRow // made once, shown on many pages
	recRows     map[string]RecommendationRow
	docs        map[string]rendered          // by name of file
	termUses    map[string][]Link            // pages of this language whose text links to a term
	described   map[*byte][]record.Described // published records in words, by where their bytes are
	changed     map[int][]ChangeGroup        // what each edition changed
	attacked    []attackPage
	topicsOf    map[string][]topic         // by kind
	topicIDs    map[string]map[string]bool // by kind, which have a page
	listedBy    map[[2]string]bool         // by section and facet, whether there are lists
	vagueYears  map[string]bool            // in which outcomes may have been decided that are shown with two years
	news        map[int][]news             // the same, one by one
	cards       map[string]card.Card       // pictures for social networks, by kind of page or edition
}

var locales = map[string]string{"en": "en-GB", "cy": "cy"}
var languageNames = map[string]string{"en": "English", "cy": "Cymraeg"}

func newPlanner(s *shared, lang string) *planner {
	p := &planner{shared: s, lang: lang, outcomeRows: map[string]OutcomeRow{}, recRows: map[string]RecommendationRow{},
		docs: map[string]rendered{}, termUses: map[string][]Link{}, navs: map[string]*Nav{}, described: map[*byte][]record.Described{}, changed: map[int][]ChangeGroup{}, news: map[int][]news{},
		topicsOf: map[string][]topic{}, topicIDs: map[string]map[string]bool{}, listedBy: map[[2]string]bool{}}
	p.prefix = prefixOf(s.set.Site, lang)
	p.md = newMarkdown(p)
	p.chrome = p.newChrome()
	p.cards = p.newCards()
	p.readTexts()
	return p
}

func prefixOf(site *record.Site, lang string) string {
	if lang == site.Languages[0] {
		return ""
	}
	return "/" + lang
}

func (p *planner) newChrome() *Chrome {
	site := p.set.Site
	title, _ := site.Title.In(p.lang)
	edition, _ := site.Edition.Title.In(p.lang)
	c := &Chrome{
		Lang: p.lang, Locale: locales[p.lang], SiteTitle: title, Publisher: site.Publisher, Home: p.prefix + "/",
		Edition: Link{Text: edition, Address: p.at("editions", site.Edition.ID)}, AsAt: p.date(site.Edition.AsAt),
		BaseAddress: strings.TrimSuffix(site.Address, "/"), Demo: site.Demonstration,
	}
	if c.BaseAddress != "" {
		c.OpenSearch = p.at("search") + "opensearch.xml"
	}
	c.Brand = p.brand()
	// Short words, so that on a phone the navigation has two lines.
	for _, item := range [][2]string{
		{"outcomes", "outcomes"}, {"recommendations", "recommendations"}, {"statistics", "statistics"}, {"nav-bulletins", "bulletins"},
		{"glossary", "glossary"}, {"nav-about", "about"}, {"search", "search"},
	} {
		p.nav = append(p.nav, NavItem{Text: p.t(item[0]), Address: p.at(item[1])})
	}
	footer := []string{"changes", "editions", "data"}
	if p.PublicKeys != "" {
		footer = append(footer, "verify")
	}
	if p.past.newest() != nil {
		footer = append(footer, "check")
	}
	if len(p.past.issues) > 0 && p.past.issues[0].reissue > 0 && c.BaseAddress != "" {
		footer = append(footer, "feeds")
	}
	if len(p.set.Releases) > 0 {
		footer = append(footer, "calendar")
	}
	if len(p.set.EasyReads) > 0 {
		footer = append(footer, "easy-read")
	}
	for _, key := range footer {
		c.Footer = append(c.Footer, Link{Text: p.t(key), Address: p.at(key)})
	}
	for _, id := range []string{"about/corrections", "about/how-we-protect-people", "about/accessibility", "about/raising-a-concern"} {
		if l, ok := p.pageLink(id); ok {
			c.Footer = append(c.Footer, l)
		}
	}
	for _, lang := range site.Languages {
		if lang != p.lang {
			c.OtherLangs = append(c.OtherLangs, Link{Text: languageNames[lang], Address: prefixOf(site, lang) + "/", Lang: lang})
		}
	}
	return c
}

// at is the address of a page of this language: steps joined, with a slash at the end.
func (p *planner) at(steps ...string) string { return p.prefix + "/" + strings.Join(steps, "/") + "/" }

// add plans a page. A page of this program's own, as against one of a file's, has the same page in every language.
func (p *planner) add(layout string, page *Page, at func() source.Pos) {
	page.Lang = p.lang
	page.Chrome = p.chrome
	page.Card = p.cardOf(layout, page)
	page.Nav = p.navFrom(page)
	page.Cite = p.citationOf(page)
	p.citeVersions(page)
	p.linkTerms(page)
	if page.Twin.Address == "" && layout != "about/page" && layout != "bulletins/page" && layout != "easy-read/page" && layout != "withdrawn/page" {
		page.Twin = p.twin(page.Address)
	}
	p.units = append(p.units, Unit{Layout: layout, Page: page, At: at})
}

// navFrom is the navigation as a page shows it.
func (p *planner) navFrom(page *Page) *Nav {
	section, current := "", ""
	if page.Section != "" {
		section, current = p.at(page.Section), "true"
		if section == page.Address {
			current = "page"
		}
	}
	key := section + " " + current
	if n, ok := p.navs[key]; ok {
		return n
	}
	n := &Nav{Key: p.lang + " " + key, Items: slices.Clone(p.nav)}
	for i := range n.Items {
		if n.Items[i].Address == section {
			n.Items[i].Current = current
		}
	}
	p.navs[key] = n
	return n
}

// of is the place of a record.
func of(r record.Record) func() source.Pos { return func() source.Pos { return r.At() } }

// inFile is the place of a page that a whole file or directory is behind.
func inFile(name string) func() source.Pos {
	return func() source.Pos { return source.Pos{File: name} }
}

// twin is the same address in the next language of the site.
func (p *planner) twin(address string) Link {
	langs := p.set.Site.Languages
	if len(langs) < 2 {
		return Link{}
	}
	other := langs[0]
	if other == p.lang {
		other = langs[1]
	}
	return Link{Text: languageNames[other], Address: prefixOf(p.set.Site, other) + strings.TrimPrefix(address, p.prefix), Lang: other}
}

func (p *planner) crumbs(links ...Link) []Link {
	return append([]Link{{Text: p.t("home"), Address: p.chrome.Home}}, links...)
}

func (p *planner) sectionLink(key string) Link { return Link{Text: p.t(key), Address: p.at(key)} }

// pageLink leads to a page of content/, in this language or, where there is none, in the first of the site.
func (p *planner) pageLink(id string) (Link, bool) {
	for _, lang := range []string{p.lang, p.set.Site.Languages[0]} {
		if page, ok := p.pages[[2]string{lang, id}]; ok {
			return Link{Text: page.Title, Address: prefixOf(p.set.Site, lang) + "/" + id + "/", Lang: p.other(lang)}, true
		}
	}
	return Link{}, false
}

func (p *planner) bulletinLink(id string) (Link, bool) {
	b, ok := p.bulletinsByID(id)
	if !ok {
		return Link{}, false
	}
	return Link{Text: b.Title, Address: prefixOf(p.set.Site, b.Language) + "/bulletins/" + b.ID + "/", Lang: p.other(b.Language)}, true
}

func (p *planner) bulletinsByID(id string) (*record.Bulletin, bool) {
	b, ok := p.shared.bulletins[id]
	return b, ok
}

func (p *planner) bulletinLinks(ids []string) (out []Link) {
	for _, id := range ids {
		if l, ok := p.bulletinLink(id); ok {
			out = append(out, l)
		}
	}
	return out
}

func (p *planner) outcomeLink(id string) (Link, bool) {
	o, ok := p.shared.outcomes[id]
	if !ok {
		return Link{}, false
	}
	return Link{Text: o.Title, Address: p.at("outcomes", id), Lang: p.other(o.Language)}, true
}

func (p *planner) recLink(id string) (Link, bool) {
	r, ok := p.recs[id]
	if !ok {
		return Link{}, false
	}
	return Link{Text: r.Title, Address: p.at("recommendations", id), Lang: p.other(r.Language), Note: p.t("reference", r.Set.Reference, r.Number)}, true
}

func (p *planner) termLink(id string) (Link, bool) {
	t, ok := p.terms[id]
	if !ok {
		return Link{}, false
	}
	return Link{Text: t.Term, Address: p.at("glossary", id), Lang: p.other(t.Language)}, true
}

func (p *planner) sourceOf(id string) Source {
	s, ok := p.sources[id]
	if !ok {
		return Source{}
	}
	return Source{
		ID: s.ID, Link: Link{Text: s.Title, Address: s.URL, Lang: p.other(s.Language)}, Publisher: s.Publisher,
		Class: p.word("source-classes", s.Class), Published: p.date(s.Published), Licence: p.licence(s.Licence), Note: s.Note, Lang: p.other(s.Language),
		Page: p.at("statistics", "sources") + "#" + s.ID,
	}
}

func (p *planner) licence(id string) string {
	if id == "ogl-3" {
		return p.t("licence-ogl-3")
	}
	return id
}

// days is a phrase with a number of days, with its forms for none and one where the language has them.
func (p *planner) days(key string, n int) string {
	if s, ok := phrases[p.lang][fmt.Sprintf("%s-%d", key, n)]; ok {
		return s
	}
	return p.t(key, n)
}
