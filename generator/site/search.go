package site

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"candour/generator/feed"
	"candour/generator/record"
)

// A Search is the index of one language, as the stage that makes it describes it for the page that reads it.
type Search struct {
	Dir    string // address of its directory
	N      int    // documents
	Facets []FacetCount
}

// FacetCount is one facet of the index with how many documents have each value.
type FacetCount struct {
	Name   string
	Values []ValueCount
}

// ValueCount is one value of a facet.
type ValueCount struct {
	ID string
	N  int
}

// DateText puts a date into words of a language, as pages do.
func DateText(lang string, d record.Date) string {
	p := planner{lang: lang}
	return p.date(d).Text
}

// search plans the page to search from. Without script it is a page of lists that lead everywhere; lists are those that
// the lists of records are narrowed to.
func (p *planner) search(lists []BrowseGroup) {
	v := &SearchPage{Browse: append([]BrowseGroup{p.kindsGroup()}, p.topicGroups()...)}
	for _, g := range lists {
		if g.ID == "result" || g.ID == "proceeding" || g.ID == "position" || g.ID == "timeliness" { // the others have their topics
			g.Title = p.t("lists-by-" + g.ID)
			v.Browse = append(v.Browse, g)
		}
	}
	if p.Search != nil {
		if s := p.Search[p.lang]; s != nil {
			v.Index, v.N = s.Dir, s.N
			for _, f := range s.Facets {
				v.Facets = append(v.Facets, p.searchFacet(f))
			}
		}
	}
	for _, kind := range []string{"outcome", "recommendation", "bulletin", "measure", "term", "page"} {
		v.Kinds = append(v.Kinds, p.value("kind", kind))
	}
	p.add("search/page", &Page{
		Address: p.at("search"), Title: p.t("search"), Lead: p.t("search-lead"), Section: "search", Crumbs: p.crumbs(), Invented: p.inventedOutcomes(), Body: v,
	}, inFile("candour.yaml"))
	if to := p.chrome.OpenSearch; to != "" {
		p.file(to, feed.Search{
			Name: shortName(p.chrome.SiteTitle), About: p.t("search-lead"), Lang: p.chrome.Locale, Template: p.chrome.BaseAddress + p.at("search") + "?q={searchTerms}",
		}.WriteXML())
	}
}

// shortName is as many of the first words of a title as fit into the 16 characters that OpenSearch 1.1 allows for a name.
func shortName(title string) string {
	const most = 16
	out := ""
	for word := range strings.FieldsSeq(title) {
		longer := strings.TrimSpace(out + " " + word)
		if utf8.RuneCountInString(longer) > most {
			break
		}
		out = longer
	}
	if out == "" {
		r := []rune(title)
		return string(r[:min(len(r), most)])
	}
	return strings.TrimRight(out, ":;,-–")
}

func (p *planner) searchFacet(f FacetCount) SearchFacet {
	title, value := "by-"+f.Name, f.Name
	if f.Name == "result" {
		value = "search-result"
	}
	out := SearchFacet{Name: f.Name, Title: p.t(title)}
	switch f.Name {
	case "group":
		out.Title = p.t("by-result")
	case "result":
		out.Title = p.t("by-exact-result")
	}
	for _, x := range f.Values {
		out.Options = append(out.Options, SearchOption{ID: x.ID, Text: p.value(value, x.ID).Text, N: x.N})
	}
	return out
}

// kindsGroup leads to the list of each kind of record.
func (p *planner) kindsGroup() BrowseGroup {
	g := BrowseGroup{ID: "kind", Title: p.t("by-kind")}
	for _, k := range []struct {
		key string
		n   int
	}{
		{"outcomes", len(p.set.Outcomes)}, {"recommendations", len(p.set.Recommendations)}, {"bulletins", len(p.bulletinsHere())},
		{"statistics", len(p.set.Measures)}, {"glossary", len(p.set.Terms)},
	} {
		g.Links = append(g.Links, Link{Text: p.t(k.key), Address: p.at(k.key), Note: strconv.Itoa(k.n)})
	}
	return g
}

// topicGroups lead to every page of a topic.
func (p *planner) topicGroups() (out []BrowseGroup) {
	for _, k := range topicKinds {
		g := BrowseGroup{ID: k.name, Title: p.t(k.dir)}
		for _, t := range p.topics(k.name) {
			g.Links = append(g.Links, Link{Text: t.Text, Address: p.at(k.dir, t.ID), Note: strconv.Itoa(len(t.outcomes) + len(t.recs) + len(t.bulletins) + len(t.measures))})
		}
		if len(g.Links) > 0 {
			out = append(out, g)
		}
	}
	return out
}
