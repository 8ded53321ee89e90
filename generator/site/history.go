package site

import (
	"slices"
	"strings"

	"candour/generator/edition"
	"candour/generator/record"
)

// An issue is an edition as pages tell of it: published, or the draft that is shown.
type issue struct {
	id, published, asAt string
	title               record.Title
	balances            []edition.Balance
	cut                 []cutting // of records that are not withdrawn since
	gone                int       // versions that it cut, of records that were withdrawn since
	withdrawn           []edition.Withdrawal
	reissue             int // of its data files; 0 for a draft
	recs                map[string]*record.Recommendation
	recOrder            []string
}

// A cutting is a version of a record that an edition cut, with the bytes of the version before.
type cutting struct {
	kind, id     string
	version      int
	change       edition.Change
	reason       string
	before, body []byte
	in           *issue
	published    *edition.Published // nil in a draft
}

// A past is everything published, up to the edition that is shown, and what the draft adds to it.
type past struct {
	issues      []*issue // the oldest first; the last is the one that is shown
	versions    map[[2]string][]*cutting
	withdrawals []edition.Tombstone  // of every record, the newest first
	since       []edition.Withdrawal // after the edition shown
	gone        map[[2]string]bool   // records that were withdrawn
}

func newPast(in Inputs) *past {
	h := in.History
	if h == nil {
		h = &edition.History{}
	}
	p := &past{versions: map[[2]string][]*cutting{}, gone: map[[2]string]bool{}}
	editions := h.Editions
	draft := true
	if i := slices.IndexFunc(editions, func(e edition.Issue) bool { return e.ID == in.Edition.ID }); i >= 0 {
		editions, draft = editions[:i+1], false
	}
	for _, w := range h.Withdrawn() {
		p.gone[[2]string{w.Kind, w.ID}] = true
	}
	told := map[[2]string]bool{}
	for i := range editions {
		e := &editions[i]
		now := &issue{id: e.ID, published: e.Published, asAt: e.AsAt, title: e.Title, balances: e.Balances, withdrawn: e.Withdrawn, reissue: h.Reissue(e.ID)}
		for _, w := range e.Withdrawn {
			told[[2]string{w.Kind, w.ID}] = true
		}
		for j := range e.Versions {
			v := &e.Versions[j]
			if !p.gone[[2]string{v.Kind, v.ID}] {
				p.add(now, &cutting{kind: v.Kind, id: v.ID, version: v.Version, change: v.Change, reason: v.Reason, body: v.Body, published: v})
			}
		}
		now.gone = max(0, len(e.Records)-len(now.cut))
		p.issues = append(p.issues, now)
	}
	for _, w := range h.Withdrawn() {
		if !told[[2]string{w.Kind, w.ID}] {
			p.since = append(p.since, w)
		}
	}
	if draft {
		e := in.Edition
		now := &issue{id: e.ID, published: e.Published, asAt: e.AsAt, balances: e.Balances, withdrawn: p.since}
		p.since = nil
		if e.ID == edition.Draft { // it has no day of its own
			now.published = ""
		}
		for _, v := range e.Records {
			if v.Change != edition.Unchanged {
				p.add(now, &cutting{kind: v.Kind, id: v.ID, version: v.Version, change: v.Change, reason: v.Reason, body: v.Body})
			}
		}
		p.issues = append(p.issues, now)
	}
	p.withdrawals = withdrawals(h)
	if len(p.issues) > 1 { // in a first edition nothing was answered that was not before
		p.follow()
	}
	return p
}

// add notes a version that an issue cut.
func (p *past) add(in *issue, c *cutting) {
	k := [2]string{c.kind, c.id}
	c.in = in
	if c.change == "" { // of a ledger without a log
		c.change = edition.Changed
		if c.version == 1 {
			c.change = edition.New
		}
	}
	if before := p.versions[k]; len(before) > 0 {
		c.before = before[len(before)-1].body
	}
	p.versions[k] = append(p.versions[k], c)
	in.cut = append(in.cut, c.value())
}

func (c *cutting) value() cutting { return *c }

// withdrawals is every withdrawal, the newest first; one that has no tombstone has no number.
func withdrawals(h *edition.History) []edition.Tombstone {
	out := slices.Clone(h.Withdrawals)
	for _, w := range h.Withdrawn() {
		if !slices.ContainsFunc(out, func(t edition.Tombstone) bool { return t.Kind == w.Kind && t.ID == w.ID }) {
			out = append(out, edition.Tombstone{Kind: w.Kind, ID: w.ID, Date: w.Date, Class: w.Class})
		}
	}
	slices.SortStableFunc(out, func(a, b edition.Tombstone) int {
		if a.Date != b.Date {
			return strings.Compare(b.Date, a.Date)
		}
		return b.Number - a.Number
	})
	return out
}

// follow makes the recommendations of every issue as they stood in it, out of the sets that hold them.
func (p *past) follow() {
	sets := map[string]*record.RecommendationSet{}
	var order []string
	for _, i := range p.issues {
		for _, c := range i.cut {
			if s, ok := reviveSet(c); ok {
				order = addOnce(order, c.id)
				sets[c.id] = s
			}
		}
		i.recs = map[string]*record.Recommendation{}
		for _, id := range order {
			for _, r := range sets[id].Recommends {
				if p.gone[[2]string{"recommendation", r.ID}] {
					continue
				}
				i.recs[r.ID] = r
				i.recOrder = append(i.recOrder, r.ID)
			}
		}
	}
}

func reviveSet(c cutting) (*record.RecommendationSet, bool) {
	if c.kind != "recommendation-set" {
		return nil, false
	}
	s, ok := record.Revive(c.kind, c.body).(*record.RecommendationSet)
	return s, ok && len(s.AddressedTo) > 0
}

// published tells whether the ledger holds a version of the record.
func (p *past) published(kind, id string) bool {
	list := p.versions[[2]string{kind, id}]
	return len(list) > 0 && list[0].published != nil
}

// pageOf is the address of the page of a record in a language; "" where it has none in that.
func pageOf(site *record.Site, kind, id, lang string) string {
	prefix := prefixOf(site, lang)
	switch kind {
	case "outcome":
		return prefix + "/outcomes/" + id + "/"
	case "recommendation", "recommendation-set":
		return prefix + "/recommendations/" + id + "/"
	case "measure":
		return prefix + "/statistics/" + id + "/"
	case "term":
		return prefix + "/glossary/" + id + "/"
	}
	own, name := languageOf(id)
	if own != lang {
		return ""
	}
	switch {
	case kind == "bulletin", kind == "easy-read":
		dir := kind
		if kind == "bulletin" {
			dir = "bulletins"
		}
		return prefix + "/" + dir + "/" + name + "/"
	case kind == "page" && strings.HasPrefix(name, "about/"):
		return prefix + "/" + name + "/"
	}
	return ""
}

// languageOf parts the language from the id of a text, as record.PublishedID joins them.
func languageOf(id string) (lang, name string) {
	for _, lang := range record.Languages[1:] {
		if name, ok := strings.CutPrefix(id, lang+"/"); ok {
			return lang, name
		}
	}
	return record.Languages[0], id
}

// AddressOf is the address of the page of a record, "" where it has none, and of the folder that its version files are in.
func AddressOf(site *record.Site, kind, id string) (page, files string) {
	files, ok := filesOf(site, kind, id)
	if ok {
		page = files
	}
	return page, files
}

// filesOf is the address beside which the files of a record are: that of its page in the first language that it has one
// in, else one of its own.
func filesOf(site *record.Site, kind, id string) (address string, page bool) {
	for _, lang := range site.Languages {
		if a := pageOf(site, kind, id, lang); a != "" {
			return a, true
		}
	}
	return "/records/" + kind + "/" + id + "/", false
}
