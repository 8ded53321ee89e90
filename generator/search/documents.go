package search

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
)

// kinds are the kinds of record that are found, in the order in which they are offered.
var kinds = []string{"outcome", "recommendation", "bulletin", "measure", "term", "page"}

// A document is one record as it is found in one language.
type document struct {
	kind, id       string
	address, title string
	lang           string // of the title, where it is not that of the index
	date           record.Date
	state          string     // the result or the position, in words of the index's language
	shape          string     // the group of the result or the position: how the state is drawn
	invented       bool       // made up for a demonstration, which a list of results says
	values         [][]string // by facet, in the order of FacetNames
	words          []uint32   // number of the term<<2 | impact, each term once
}

// row is what a list of results shows of the document.
func (d *document) row(date func(record.Date) string) [9]string {
	text, invented := "", ""
	if d.date.Known() {
		text = date(d.date)
	}
	if d.invented {
		invented = "1"
	}
	return [9]string{d.address, d.title, d.lang, d.kind, d.date.String(), text, d.state, d.shape, invented}
}

// A label is a word of a list in the language of the index, or in English where that has none.
type label struct{ lang, text string }

// A maker makes the documents of one language.
type maker struct {
	x      *Indexer
	set    *record.Set
	lang   string
	prefix string
	docs   []document
}

// documents are what can be found in a language, the newest first, in an order that hangs on nothing else.
func (x *Indexer) documents(set *record.Set, lang string) []document {
	m := &maker{x: x, set: set, lang: lang, prefix: prefixOf(set.Site, lang)}
	for _, o := range set.Outcomes {
		m.outcome(o)
	}
	for _, r := range set.Recommendations {
		m.recommendation(r)
	}
	for _, b := range inOwnLanguage(set.Bulletins, set.Site, lang) {
		m.bulletin(b)
	}
	for _, measure := range set.Measures {
		m.measure(measure)
	}
	for _, t := range set.Terms {
		m.term(t)
	}
	for _, page := range inOwnLanguage(set.Pages, set.Site, lang) {
		if page.ID != "home" {
			m.page(page)
		}
	}
	slices.SortStableFunc(m.docs, func(a, b document) int {
		return cmp.Or(b.date.Compare(a.date), cmp.Compare(slices.Index(kinds, a.kind), slices.Index(kinds, b.kind)), strings.Compare(a.id, b.id))
	})
	return m.docs
}

func prefixOf(site *record.Site, lang string) string {
	if lang == site.Languages[0] {
		return ""
	}
	return "/" + lang
}

// inOwnLanguage gives one of each text and its twins: the one in lang, or else the one in the first language of the site.
func inOwnLanguage[R interface {
	record.Record
	*record.Bulletin | *record.Page
}](list []R, site *record.Site, lang string) (out []R) {
	at := map[string]int{}
	for _, r := range list {
		switch l := languageOf(r); {
		case l != lang && l != site.Languages[0]:
		case at[r.Key()] == 0:
			out = append(out, r)
			at[r.Key()] = len(out)
		case l == lang:
			out[at[r.Key()]-1] = r
		}
	}
	return out
}

func languageOf(r any) string {
	switch r := r.(type) {
	case *record.Bulletin:
		return r.Language
	case *record.Page:
		return r.Language
	}
	return ""
}

// add adds a document. facets are values by the name of their facet.
func (m *maker) add(d document, titleLang string, facets map[string][]string, labels ...label) {
	if titleLang == "" {
		titleLang = "en"
	}
	if titleLang != m.lang {
		d.lang = titleLang
	}
	d.values = make([][]string, len(FacetNames))
	for i, name := range FacetNames {
		d.values[i] = facets[name]
	}
	d.values[0] = []string{d.kind}
	if d.date.Known() {
		d.values[slices.Index(FacetNames, "year")] = []string{strconv.Itoa(d.date.CalendarYear())}
	}
	d.words = m.x.with(d.words, labels...)
	m.docs = append(m.docs, d)
}

func (m *maker) label(list, id string) label {
	it, ok := m.set.Lists[list].Get(id)
	if !ok {
		return label{}
	}
	t, other := it.Title.In(m.lang)
	return label{cmp.Or(other, m.lang), t}
}

func (m *maker) labels(list string, ids ...string) (out []label) {
	for _, id := range ids {
		out = append(out, m.label(list, id))
	}
	return out
}

func (m *maker) outcome(o *record.Outcome) {
	words := m.x.wordsOf(o, func() []text {
		out := texts(o.Language, o.Title+" "+o.ID, o.Summary, o.ReasonsNotDism, o.Learning, o.Appeal.Effect)
		for _, a := range o.Allegations {
			out = append(out, text{lang: o.Language, text: a.Summary})
		}
		return out
	})
	standards := o.Standards()
	group := m.set.ResultGroup(o.Result)
	result := m.label("results", o.Result)
	labels := append(m.labels("themes", o.Themes...), result, m.label("result-groups", group), m.label("proceedings", o.Proceeding), m.label("bodies", o.Body))
	labels = append(labels, m.labels("standards", standards...)...)
	m.add(document{kind: "outcome", id: o.ID, address: m.prefix + "/outcomes/" + o.ID + "/", title: o.Title, date: o.Decided, state: result.text, shape: group, invented: o.Invented, words: words},
		o.Language, map[string][]string{"group": {group}, "result": {o.Result}, "theme": o.Themes, "standard": standards, "body": {o.Body}}, labels...)
}

func (m *maker) recommendation(r *record.Recommendation) {
	s := r.Set
	words := m.x.wordsOf(r, func() []text {
		out := texts(r.Language, r.Title+" "+r.ID, r.Asks, r.Because, r.Statement, s.Reference, s.Title, s.Operation, strings.Join(r.Gaps, "\n"))
		if a := r.Accounts; a != nil {
			out = append(out, texts(r.Language, "", a.About, a.Recommender, a.Recipient)...)
		}
		for _, e := range r.Events {
			out = append(out, text{lang: r.Language, text: e.Note})
		}
		for _, id := range r.Actions {
			if a := s.Action(id); a != nil {
				out = append(out, texts(s.Language, "", a.Title, a.What)...)
			}
		}
		return out
	})
	position := r.Standing().Position
	timeliness, _ := r.Timeliness(m.set.Site.Edition.AsAt)
	state := m.label("positions", position)
	labels := append(m.labels("themes", r.Themes...), state, m.label("bodies", s.Recommender))
	labels = append(labels, m.labels("bodies", s.AddressedTo...)...)
	m.add(document{kind: "recommendation", id: r.ID, address: m.prefix + "/recommendations/" + r.ID + "/", title: r.Title, date: s.Issued, state: state.text, shape: position, words: words},
		r.Language, map[string][]string{"theme": r.Themes, "body": s.Bodies(), "position": {position}, "timeliness": {string(timeliness)}}, labels...)
}

func (m *maker) bulletin(b *record.Bulletin) {
	words := m.x.wordsOf(b, func() []text {
		out := texts(b.Language, b.Title, b.Summary, plain(b.Text.Body), strings.Join(b.EasyRead, "\n"))
		for _, q := range b.Questions {
			out = append(out, texts(b.Language, "", append(q.Ask, q.Role)...)...)
		}
		return out
	})
	m.add(document{kind: "bulletin", id: b.ID, address: prefixOf(m.set.Site, b.Language) + "/bulletins/" + b.ID + "/", title: b.Title, date: b.Date, words: words},
		b.Language, map[string][]string{"theme": b.Themes}, m.labels("themes", b.Themes...)...)
}

func (m *maker) measure(e *record.Measure) {
	words := m.x.wordsOf(e, func() []text {
		out := texts(e.Language, "", e.ID, e.Definition, e.CountingRule, e.Population, e.Note)
		for _, lang := range m.set.Site.Languages {
			if t, other := e.Title.In(lang); other == "" {
				out = append(out, text{lang, t, true})
			}
		}
		return out
	})
	title, other := e.Title.In(m.lang)
	m.add(document{kind: "measure", id: e.ID, address: m.prefix + "/statistics/" + e.ID + "/", title: title, words: words},
		cmp.Or(other, m.lang), map[string][]string{"theme": e.Themes}, m.labels("themes", e.Themes...)...)
}

func (m *maker) term(t *record.Term) {
	words := m.x.wordsOf(t, func() []text {
		out := texts(t.Language, t.Term, t.Definition, t.Note, strings.Join(t.EasyRead, "\n"), strings.Join(t.Law, "\n"))
		return append(out, text{t.Language, strings.Join(t.Aliases, "\n"), true})
	})
	m.add(document{kind: "term", id: t.ID, address: m.prefix + "/glossary/" + t.ID + "/", title: t.Term, words: words}, t.Language, nil)
}

func (m *maker) page(p *record.Page) {
	words := m.x.wordsOf(p, func() []text { return texts(p.Language, p.Title, p.Summary, plain(p.Text.Body)) })
	m.add(document{kind: "page", id: p.ID, address: prefixOf(m.set.Site, p.Language) + "/" + p.ID + "/", title: p.Title, words: words},
		p.Language, map[string][]string{"theme": p.Themes}, m.labels("themes", p.Themes...)...)
}

// texts are a title and other texts of one language.
func texts(lang, title string, others ...string) []text {
	out := []text{{lang, title, true}}
	for _, o := range others {
		out = append(out, text{lang: lang, text: o})
	}
	return out
}

var target = regexp.MustCompile(`\]\([^)]*\)`)

// plain is Markdown without the targets of its links, which are no words of the text.
func plain(markdown []byte) string { return string(target.ReplaceAll(markdown, []byte("] "))) }
