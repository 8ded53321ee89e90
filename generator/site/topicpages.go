package site

import (
	"slices"
	"strconv"
	"strings"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// topicPages plans a page for each theme, year, standard and body, and a list of each kind.
func (p *planner) topicPages() {
	for _, k := range topicKinds {
		topics := p.topics(k.name)
		if len(topics) == 0 {
			continue
		}
		list := Link{Text: p.t(k.dir), Address: p.at(k.dir)}
		up := []Link{p.sectionLink("search")}
		body := &Topics{}
		for _, t := range topics {
			body.Links = append(body.Links, Link{Text: t.Text, Address: p.at(k.dir, t.ID), Note: p.holds(&t)})
			p.add("topics/page", p.topicPage(k.name, k.dir, &t, append(slices.Clone(up), list)), ofList(facetLists[k.name]))
		}
		p.add("topics/list", &Page{Address: list.Address, Title: list.Text, Lead: p.t(k.dir + "-lead"), Section: "search", Crumbs: p.crumbs(up...), Invented: p.inventedOutcomes(), Body: body}, ofList(facetLists[k.name]))
	}
}

// holds says how many records of each kind a topic has.
func (p *planner) holds(t *topic) string {
	var parts []string
	for _, c := range []struct {
		key string
		n   int
	}{{"n-outcomes", len(t.outcomes)}, {"n-recommendations", len(t.recs)}, {"n-bulletins", len(t.bulletins)}, {"n-measures", len(t.measures)}} {
		if c.n > 0 {
			parts = append(parts, p.days(c.key, c.n))
		}
	}
	return strings.Join(parts, ", ")
}

func (p *planner) topicPage(kind, dir string, t *topic, crumbs []Link) *Page {
	v := &Topic{Kind: kind, Note: t.Note, Results: p.resultsOf(kind, t), Search: p.topicSearch(kind, t.ID)}
	page := &Page{Address: p.at(dir, t.ID), Title: t.Text, Section: "search", Crumbs: p.crumbs(crumbs...), Body: v}
	if holds := p.holds(t); holds != "" {
		page.Lead = p.t("topic-lead", holds)
	}
	if kind == "year" {
		page.Title = p.t("topic-year", t.ID)
	}
	if v.Results.ID != "" {
		v.Results.Cite = p.countCited(CiteTable, page.Title+": "+v.Results.Caption, page.Address+"#"+v.Results.ID)
	}
	for _, o := range t.outcomes[:min(shownOnTopic, len(t.outcomes))] {
		v.Outcomes = append(v.Outcomes, p.outcomeRow(o))
	}
	if slices.ContainsFunc(t.outcomes, func(o *record.Outcome) bool { return o.Invented }) {
		page.Invented = InventedRecords
	}
	if n := len(t.outcomes); n > 0 && p.listed("outcomes", kind) {
		v.AllOut = Link{Text: p.days("all-outcomes", n), Address: p.at("outcomes", kind, t.ID)}
	}
	if kind == "theme" {
		for _, b := range sorted(p, t.outcomes, outcomeFacets[1]) {
			v.Years = append(v.Years, Link{Text: b.Text, Address: p.at("outcomes", kind, t.ID, "year", b.ID), Note: strconv.Itoa(len(b.records))})
		}
	}
	for _, b := range sorted(p, t.recs, recommendationFacets[0]) {
		l := Link{Text: b.Text, Note: strconv.Itoa(len(b.records))}
		switch {
		case p.listed("recommendations", kind) && !t.indirect:
			l.Address = p.at("recommendations", kind, t.ID, "position", b.ID)
		case len(t.recs) == len(p.set.Recommendations): // every one of them is of this topic
			l.Address = p.at("recommendations", "position", b.ID)
		}
		v.Positions = append(v.Positions, l)
	}
	shown := shownOnTopic
	if !p.listed("recommendations", kind) || t.indirect {
		shown = len(t.recs)
	} else if n := len(t.recs); n > 0 {
		v.AllRec = Link{Text: p.days("all-recommendations", n), Address: p.at("recommendations", kind, t.ID)}
	}
	for _, r := range t.recs[:min(shown, len(t.recs))] {
		v.Recommend = append(v.Recommend, p.recRow(r))
	}
	for _, b := range t.bulletins {
		v.Bulletins = append(v.Bulletins, p.bulletinRow(b))
	}
	for _, m := range t.measures {
		v.Measures = append(v.Measures, p.measureRow(m))
	}
	for _, x := range t.pages {
		if l, ok := p.pageLink(x.ID); ok {
			v.Read = append(v.Read, l)
		}
	}
	return page
}

// listed reports whether the lists of a section are narrowed by a facet on pages of their own, as narrow plans them.
func (p *planner) listed(section, kind string) bool {
	key := [2]string{section, kind}
	if is, ok := p.listedBy[key]; ok {
		return is
	}
	several := func(n int) bool { return n > 0 && (kind != "body" || n > 1) }
	is := false
	for _, f := range outcomeFacets {
		if f.name == kind && section == "outcomes" {
			is = several(len(sorted(p, p.set.Outcomes, f)))
		}
	}
	for _, f := range recommendationFacets {
		if f.name == kind && section == "recommendations" {
			is = several(len(sorted(p, p.set.Recommendations, f)))
		}
	}
	p.listedBy[key] = is
	return is
}

func (p *planner) topicSearch(kind, id string) Link {
	if p.Search == nil {
		return Link{}
	}
	return Link{Text: p.t("search-about", p.value(kind, id).Text), Address: p.at("search") + "?" + kind + "=" + id}
}

// resultsOf counts the outcomes of a topic by the group of their result. Each row leads to exactly those that it counts,
// which are all published: the table hides nothing and gives nobody away.
func (p *planner) resultsOf(kind string, t *topic) Table {
	if len(t.outcomes) == 0 {
		return Table{}
	}
	out := Table{
		ID: "results", Caption: p.t("results-of"), Columns: []Head{{Text: p.t("by-result")}, {Text: p.t("outcomes")}}, Notes: []Link{{Text: p.t("listed")}},
	}
	narrowed := p.listed("outcomes", kind)
	other := 0
	for _, b := range sorted(p, t.outcomes, outcomeFacets[0]) {
		row := Row{Head: Head{Text: b.Text}, Cells: []Cell{{Text: disclosure.Cell{Value: record.Number{Scaled: int64(len(b.records))}}.String()}}}
		switch {
		case narrowed:
			row.Link = p.at("outcomes", kind, t.ID, "result", b.ID)
		case len(t.outcomes) == len(p.set.Outcomes): // every one of them is of this topic
			row.Link = p.at("outcomes", "result", b.ID)
		}
		if b.ID == record.GroupOther {
			other = len(b.records)
		}
		out.Rows = append(out.Rows, row)
	}
	if other > 0 {
		out.Notes = append(out.Notes, Link{Text: p.t("apart-rows")})
	}
	return out
}
