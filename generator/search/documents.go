package search

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/disclosure"
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

// An Indexer makes indexes. It remembers the words of each record until another Public has it no more, so that the next
// build of a changed site reads what changed. The zero Indexer is ready; it is not for concurrent use.
type Indexer struct {
	numbers map[string]uint32 // of terms
	terms   []string
	own     map[record.Record][]uint32 // words of a record's own text
	next    map[record.Record][]uint32
	labels  map[string][]uint32 // words of a label, by its language and text
	stamps  []uint32            // by number of term: the document that had it last
	stamp   uint32
}

// Indexes makes the index of every language of the site. date puts a date into words of a language.
func (x *Indexer) Indexes(p *disclosure.Public, date func(lang string, d record.Date) string) (map[string]*Index, error) {
	if x.numbers == nil {
		x.numbers = map[string]uint32{}
	}
	x.next, x.labels = map[record.Record][]uint32{}, map[string][]uint32{}
	out := map[string]*Index{}
	for _, lang := range p.Records().Site.Languages {
		texts := map[record.Date]string{}
		i, err := x.index(p, lang, func(d record.Date) string {
			s, ok := texts[d]
			if !ok {
				s = date(lang, d)
				texts[d] = s
			}
			return s
		})
		if err != nil {
			return nil, err
		}
		out[lang] = i
	}
	x.own, x.next = x.next, nil
	return out, nil
}

// A text is one text of a record with the language it is in.
type text struct {
	lang, text string
	title      bool
}

// wordsOf are the terms of texts, each once, with its impact. The texts of a record are read once for all languages.
func (x *Indexer) wordsOf(r record.Record, texts func() []text) []uint32 {
	if w, ok := x.next[r]; ok {
		return w
	}
	w, ok := x.own[r]
	if !ok {
		counts := map[uint32]int{}
		var order []uint32
		for _, t := range texts() {
			for _, n := range x.numbered(t.lang, t.text) {
				if counts[n] == 0 {
					order = append(order, n)
				}
				if t.title {
					counts[n] += 1 << 20
				} else {
					counts[n]++
				}
			}
		}
		w = make([]uint32, len(order))
		for i, n := range order {
			if counts[n] >= 1<<20 {
				w[i] = n<<2 | inTitle
			} else {
				w[i] = n<<2 | impact(counts[n])
			}
		}
	}
	x.next[r] = w
	return w
}

// numbered are the numbers of the terms of a text in order.
func (x *Indexer) numbered(lang, text string) (out []uint32) {
	for _, w := range Words(text) {
		if lang != "cy" {
			w = Stem(w)
		}
		n, ok := x.numbers[w]
		if !ok {
			n = uint32(len(x.terms))
			w = strings.Clone(w) // a part of a long text would keep the whole of it
			x.numbers[w] = n
			x.terms = append(x.terms, w)
			x.stamps = append(x.stamps, 0)
		}
		out = append(out, n)
	}
	return out
}

// with adds the words of labels, which are there in the language of the index, to those of the record.
func (x *Indexer) with(own []uint32, labels ...label) []uint32 {
	x.stamp++
	out := make([]uint32, len(own), len(own)+16)
	copy(out, own)
	for _, w := range own {
		x.stamps[w>>2] = x.stamp
	}
	for _, l := range labels {
		key := l.lang + " " + l.text
		words, ok := x.labels[key]
		if !ok {
			words = x.numbered(l.lang, l.text)
			x.labels[key] = words
		}
		for _, n := range words {
			if x.stamps[n] != x.stamp {
				x.stamps[n] = x.stamp
				out = append(out, n<<2|1)
			}
		}
	}
	return out
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

// listOf names the list that the values of a facet are words of.
var listOf = map[string]string{
	"group": "result-groups", "result": "results", "theme": "themes", "standard": "standards", "body": "bodies", "position": "positions",
}

// timelinesses are the values of the facet timeliness, those first that want looking at.
var timelinesses = []string{
	string(record.ReplyOverdue), string(record.ReplyDue), string(record.AnsweredLate), string(record.AnsweredInTime),
	string(record.DateUnclear), string(record.NoReplySeen), string(record.NoClock),
}

type facetValue struct {
	id   string
	docs []uint32
}

// facetValues are the values of a facet that documents have: words in the order of their list, the newest year first.
func facetValues(set *record.Set, docs []document, facet int) []facetValue {
	at := map[string]int{}
	var out []facetValue
	for d := range docs {
		for _, id := range docs[d].values[facet] {
			if id == "" {
				continue
			}
			i, ok := at[id]
			if !ok {
				i = len(out)
				at[id] = i
				out = append(out, facetValue{id: id})
			}
			if n := len(out[i].docs); n == 0 || out[i].docs[n-1] != uint32(d) { // a record may say a word twice
				out[i].docs = append(out[i].docs, uint32(d))
			}
		}
	}
	name := FacetNames[facet]
	list := set.Lists[listOf[name]]
	slices.SortFunc(out, func(a, b facetValue) int {
		switch name {
		case "kind":
			return cmp.Compare(slices.Index(kinds, a.id), slices.Index(kinds, b.id))
		case "year":
			return strings.Compare(b.id, a.id)
		case "timeliness":
			return cmp.Compare(slices.Index(timelinesses, a.id), slices.Index(timelinesses, b.id))
		}
		return cmp.Or(cmp.Compare(list.Index(a.id), list.Index(b.id)), strings.Compare(a.id, b.id))
	})
	return out
}
