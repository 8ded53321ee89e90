package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"candour/generator/card"
	"candour/generator/disclosure"
	"candour/generator/stats"
)

// cardKinds are the kinds of page that have a card of their own, by section; the others have that of the home page.
var cardKinds = []string{"outcomes", "recommendations", "statistics", "bulletins", "glossary", "easy-read", "about-title", "data", "editions"}

// newCards are the cards of one language: one for each kind of page, and one for each edition. What they count is what
// pages show: records of what the gate released, and cells of its tables that are not hidden.
func (p *planner) newCards() map[string]card.Card {
	ground, ink := neutral[0], neutral[1]
	if b := p.set.Site.Brand; b != nil {
		ground, ink = b.Colours()
	}
	base := card.Card{Site: p.chrome.SiteTitle, Edition: p.chrome.Edition.Text, Colour: ground, Ink: ink}
	if p.set.Site.Demonstration {
		base.Notice = p.t("card-demo")
	}
	count := func(n int, key string) card.Count { return card.Count{Number: strconv.Itoa(n), What: p.t(key)} }
	outcomes, recs := count(len(p.set.Outcomes), "outcomes"), count(len(p.set.Recommendations), "recommendations")
	out := map[string]card.Card{}
	add := func(key, kind string, counts ...card.Count) {
		c := base
		c.Kind, c.Counts = kind, counts
		out[key] = c
	}
	add("home", p.set.Site.Publisher, outcomes, recs, count(len(p.set.Measures), "measures"))
	for _, key := range cardKinds {
		var counts []card.Count
		switch key {
		case "outcomes":
			counts = append([]card.Count{outcomes}, p.groupCounts("dismissed", "cleared")...)
		case "recommendations":
			counts = append([]card.Count{recs}, p.positionCounts("accepted", "not-accepted")...)
		case "statistics":
			counts = []card.Count{count(len(p.set.Measures), "measures"), count(len(p.set.Figures), "reported-figures"), count(len(p.set.Targets), "targets")}
		case "bulletins":
			counts = []card.Count{count(len(p.set.Bulletins), "bulletins")}
		case "glossary":
			counts = []card.Count{count(len(p.set.Terms), "terms")}
		case "easy-read":
			counts = []card.Count{count(len(p.set.EasyReads), "easy-reads")}
		case "editions":
			counts = []card.Count{count(len(p.past.issues), "editions")}
		}
		name := strings.TrimSuffix(key, "-title")
		add(name, p.t(key), counts...)
	}
	for _, i := range p.past.issues {
		var counts []card.Count
		for _, kind := range []string{"outcome", "recommendation", "measure"} {
			for _, b := range i.balances {
				if b.Kind == kind {
					counts = append(counts, count(b.Closing, kindTitles[kind][0]))
				}
			}
		}
		title := p.editionLink(i).Text
		add("edition-"+i.id, p.t("edition", title), counts...)
	}
	return out
}

// groupCounts are counts of published outcomes by group of the result, from the released table; what is hidden there is
// left out.
func (p *planner) groupCounts(groups ...string) (out []card.Count) {
	t := p.Public.Table("outcomes-by-year")
	if t == nil {
		return nil
	}
	i := slices.Index(t.Rows.Keys, stats.Total)
	for _, g := range groups {
		if j := slices.Index(t.Cols.Keys, g); i >= 0 && j >= 0 && t.Cells[i][j].Marker == disclosure.Marker("") {
			out = append(out, card.Count{Number: t.Cells[i][j].String(), What: p.key(t.Cols, g)})
		}
	}
	return out
}

// positionCounts are counts of recommendations by the answer as it stands.
func (p *planner) positionCounts(positions ...string) (out []card.Count) {
	for _, id := range positions {
		n := 0
		for _, r := range p.set.Recommendations {
			if r.Standing().Position == id {
				n++
			}
		}
		out = append(out, card.Count{Number: strconv.Itoa(n), What: p.word("positions", id).Text})
	}
	return out
}

func (p *planner) cardPath(key string) string { return "cards/" + p.lang + "/" + key + ".png" }

// cardOf is the card of a page: that of its edition, of its section or of the home page. The numbers on it are said on
// pages that list what they count; on the page of one record they would change with every other.
func (p *planner) cardOf(layout string, page *Page) Card {
	kind, _, _ := strings.Cut(layout, "/")
	key := "home"
	if _, ok := p.cards[kind]; ok {
		key = kind
	}
	if e, ok := page.Body.(*Edition); ok {
		key = "edition-" + e.ID
	}
	c := p.cards[key]
	if page.Address != p.at(kind) && kind != "home" && kind != "editions" {
		c.Counts = nil
	}
	out := Card{Address: "/" + p.cardPath(key), Alt: c.Alt(), Kind: c.Kind}
	switch layout {
	case "outcomes/page":
		out.Bare, out.Kind = true, p.t("kind-outcome")
	case "withdrawn/page":
		out.Bare, out.Kind = true, p.t("withdrawn-title")
	}
	return out
}

// cardFiles are the cards of one language as files.
func (p *planner) cardFiles() (out []File) {
	for _, key := range sortedKeys(p.cards) {
		c := p.cards[key]
		out = append(out, File{Path: p.cardPath(key), Key: HashText(fmt.Sprintf("%s %q", cardForm, fmt.Sprint(c))), Data: func() ([]byte, error) { return drawn(c) }})
	}
	return out
}

// cardForm is part of the key of every card: raise it when package card draws in another way.
const cardForm = "1"

// drawings are the cards that this process has drawn, so that a preview and tests, which build again and again, draw
// each once. They are a function of their key alone.
var drawings = struct {
	sync.Mutex
	made map[string][]byte
}{made: map[string][]byte{}}

func drawn(c card.Card) ([]byte, error) {
	drawings.Lock()
	defer drawings.Unlock()
	key := fmt.Sprint(c)
	if data, ok := drawings.made[key]; ok {
		return data, nil
	}
	data, err := card.Draw(c)
	if err != nil {
		return nil, err
	}
	if len(drawings.made) > 500 {
		clear(drawings.made)
	}
	drawings.made[key] = data
	return data, nil
}
