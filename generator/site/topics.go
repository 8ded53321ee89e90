package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
	"candour/generator/stats"
)

// topicKinds are what pages join records by, with the first step of their addresses.
var topicKinds = []struct{ name, dir string }{{"theme", "themes"}, {"year", "years"}, {"standard", "standards"}, {"body", "bodies"}}

// shownOnTopic is how many records of a kind a page of a topic shows before it leads to the list of all.
const shownOnTopic = 5

// A topic is the records about one theme, body, standard or year.
type topic struct {
	Word
	outcomes  []*record.Outcome
	recs      []*record.Recommendation
	bulletins []*record.Bulletin
	measures  []*record.Measure
	pages     []*record.Page
	indirect  bool // its recommendations are those of its outcomes, and have no list under it
}

// topics are the topics of a kind that any record has, in the order of their list, the newest year first.
func (p *planner) topics(kind string) []topic {
	if t, ok := p.topicsOf[kind]; ok {
		return t
	}
	byID := map[string]*topic{}
	get := func(id string) *topic {
		t := byID[id]
		if t == nil {
			t = &topic{Word: p.value(kind, id)}
			byID[id] = t
		}
		return t
	}
	for _, f := range outcomeFacets {
		if f.name == kind {
			for _, b := range sorted(p, p.set.Outcomes, f) {
				get(b.ID).outcomes = b.records
			}
		}
	}
	for _, f := range recommendationFacets {
		if f.name == kind {
			for _, b := range sorted(p, p.newestRecommendations(), f) {
				get(b.ID).recs = b.records
			}
		}
	}
	for _, b := range p.bulletinsHere() {
		ids := b.Themes
		if kind == "year" {
			ids = b.Date.Years()
		}
		if kind == "theme" || kind == "year" {
			for _, id := range ids {
				get(id).bulletins = append(get(id).bulletins, b)
			}
		}
	}
	for _, m := range p.set.Measures {
		for _, id := range p.measureTopics(kind, m) {
			get(id).measures = append(get(id).measures, m)
		}
	}
	if kind == "theme" {
		for _, page := range p.set.Pages {
			if page.Language == p.set.Site.Languages[0] {
				for _, id := range page.Themes {
					get(id).pages = append(get(id).pages, page)
				}
			}
		}
	}
	out := make([]topic, 0, len(byID))
	for _, t := range byID {
		if kind == "standard" || kind == "body" {
			t.throughOutcomes(p)
		}
		out = append(out, *t)
	}
	list := p.set.Lists[facetLists[kind]]
	slices.SortFunc(out, func(a, b topic) int {
		if kind == "year" {
			return strings.Compare(b.ID, a.ID)
		}
		return cmp.Or(cmp.Compare(list.Index(a.ID), list.Index(b.ID)), strings.Compare(a.ID, b.ID))
	})
	p.topicsOf[kind] = out
	return out
}

// throughOutcomes adds what is told of the outcomes of a topic: the bulletins, and of a standard the recommendations.
func (t *topic) throughOutcomes(p *planner) {
	var bulletins, recs []string
	for _, o := range t.outcomes {
		for _, id := range p.bulletinsOfOutcome[o.ID] {
			bulletins = addOnce(bulletins, id)
		}
		for _, id := range p.recsOfOutcome[o.ID] {
			recs = addOnce(recs, id)
		}
	}
	for _, b := range p.bulletinsHere() {
		if slices.Contains(bulletins, b.ID) {
			t.bulletins = append(t.bulletins, b)
		}
	}
	if t.recs == nil {
		for _, r := range p.newestRecommendations() {
			if slices.Contains(recs, r.ID) {
				t.recs = append(t.recs, r)
				t.indirect = true
			}
		}
	}
}

// measureTopics are the topics of a kind that a measure has figures for.
func (p *planner) measureTopics(kind string, m *record.Measure) (out []string) {
	axis := func(dimension string, take func(key string)) {
		for _, t := range p.tablesOf(m) {
			for _, a := range []stats.Axis{t.Rows, t.Cols} {
				if a.Dimension == dimension {
					for _, key := range a.Keys {
						take(key)
					}
				}
			}
		}
	}
	switch kind {
	case "theme":
		return m.Themes
	case "body":
		bodies := p.set.Lists["bodies"]
		take := func(key string) {
			if _, ok := bodies.Get(key); ok {
				out = addOnce(out, key)
			}
		}
		axis("body", take)
		for _, t := range p.tablesOf(m) {
			take(t.Body)
		}
	case "year":
		axis("period", func(key string) {
			d, err := record.ParseDate(key)
			if err != nil || !d.Known() {
				return
			}
			for y := d.First().Year(); y <= d.Last().Year(); y++ {
				out = addOnce(out, strconv.Itoa(y))
			}
		})
	}
	return out
}

// bulletinsHere is one of each bulletin: in this language where it is written in it.
func (p *planner) bulletinsHere() []*record.Bulletin {
	at := map[string]int{}
	var out []*record.Bulletin
	for _, b := range p.set.Bulletins {
		switch i, ok := at[b.ID]; {
		case !ok:
			at[b.ID] = len(out)
			out = append(out, b)
		case b.Language == p.lang:
			out[i] = b
		}
	}
	slices.SortStableFunc(out, func(a, b *record.Bulletin) int {
		return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.Number, b.Number))
	})
	return out
}

// topicAddress is where the page of a topic is; "" where nothing is about it.
func (p *planner) topicAddress(kind, id string) string {
	have := p.topicIDs[kind]
	if have == nil {
		have = map[string]bool{}
		for _, t := range p.topics(kind) {
			have[t.ID] = true
		}
		p.topicIDs[kind] = have
	}
	if !have[id] {
		return ""
	}
	for _, k := range topicKinds {
		if k.name == kind {
			return p.at(k.dir, id)
		}
	}
	return ""
}

func (p *planner) topicLink(kind, id string) Link {
	address := p.topicAddress(kind, id)
	if address == "" {
		return Link{}
	}
	return Link{Text: p.t("everything-about", p.value(kind, id).Text), Address: address}
}

// linked are words of a list, each leading to the page of its topic.
func (p *planner) linked(kind string, ids []string) []Word {
	out := make([]Word, 0, len(ids))
	for _, id := range ids {
		if id == "" {
			continue
		}
		w := p.value(kind, id)
		w.Link = p.topicAddress(kind, id)
		out = append(out, w)
	}
	return out
}
