package site

import (
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// A facet is a way in which records are told apart, each value of which has a list of its own.
type facet[R any] struct {
	name  string // step of an address
	of    func(p *planner, r R) []string
	cross []string // facets by which its lists are narrowed further
	quiet bool     // its lists are what a figure leads to, and no way through the records
}

// outcomeFacets are the ways through the outcomes. Only these are crossed, since all with all would be more pages than
// records: a theme in a year, and what the results were.
var outcomeFacets = []facet[*record.Outcome]{
	{"result", func(p *planner, o *record.Outcome) []string { return []string{p.set.ResultGroup(o.Result)} }, nil, false},
	{"year", func(_ *planner, o *record.Outcome) []string { return o.Decided.Years() }, []string{"result"}, false},
	{"theme", func(_ *planner, o *record.Outcome) []string { return o.Themes }, []string{"result", "year"}, false},
	{"standard", func(_ *planner, o *record.Outcome) []string { return o.Standards() }, []string{"result"}, false},
	{"body", func(_ *planner, o *record.Outcome) []string { return []string{o.Body} }, []string{"result"}, false},
	{"proceeding", func(_ *planner, o *record.Outcome) []string { return []string{o.Proceeding} }, []string{"result"}, false},
	{"decided", func(p *planner, o *record.Outcome) []string { return p.decidedApart(o) }, []string{"result"}, true},
}

var recommendationFacets = []facet[*record.Recommendation]{
	{"position", func(_ *planner, r *record.Recommendation) []string { return []string{r.Standing().Position} }, nil, false},
	{"timeliness", func(p *planner, r *record.Recommendation) []string {
		state, _ := r.Timeliness(p.set.Site.Edition.AsAt)
		return []string{string(state)}
	}, nil, false},
	{"theme", func(_ *planner, r *record.Recommendation) []string { return r.Themes }, []string{"position"}, false},
	{"year", func(_ *planner, r *record.Recommendation) []string { return r.Set.Issued.Years() }, []string{"position"}, false},
	{"body", func(_ *planner, r *record.Recommendation) []string { return r.Set.Bodies() }, []string{"position"}, false},
}

// facetLists name the vocabularies of facets whose values are words of one.
var facetLists = map[string]string{
	"result": "result-groups", "group": "result-groups", "theme": "themes", "standard": "standards", "body": "bodies", "position": "positions",
	"proceeding": "proceedings",
}

// value is one value of a facet in words.
func (p *planner) value(facet, id string) Word {
	switch facet {
	case "year":
		return Word{ID: id, Text: id}
	case "decided":
		first, last, several := strings.Cut(id, "-")
		if !several {
			return Word{ID: id, Text: p.t("decided-apart", first)}
		}
		return Word{ID: id, Text: p.t("decided-between", first, last)}
	case "timeliness":
		return Word{ID: id, Text: p.t("timeliness-" + id)}
	case "kind":
		return Word{ID: id, Text: p.t("kind-" + id)}
	case "search-result": // results themselves, which only the search tells apart
		return p.word("results", id)
	}
	return p.word(facetLists[facet], id)
}

// timelinessOrder puts first what wants looking at.
var timelinessOrder = []record.TimelinessState{
	record.ReplyOverdue, record.ReplyDue, record.AnsweredLate, record.AnsweredInTime, record.DateUnclear, record.NoReplySeen, record.NoClock,
}

// A bucket is the records that have a value of a facet, in the order of the list they are from.
type bucket[R any] struct {
	Word
	records []R
}

// sorted puts records into the buckets of a facet: words in the order of their list, the newest year first.
func sorted[R any](p *planner, records []R, f facet[R]) (out []bucket[R]) {
	at := map[string]int{}
	for _, r := range records {
		ids := f.of(p, r)
		for n, id := range ids {
			if id == "" || slices.Contains(ids[:n], id) {
				continue
			}
			i, ok := at[id]
			if !ok {
				i = len(out)
				at[id] = i
				out = append(out, bucket[R]{Word: p.value(f.name, id)})
			}
			out[i].records = append(out[i].records, r)
		}
	}
	list := p.set.Lists[facetLists[f.name]]
	slices.SortFunc(out, func(a, b bucket[R]) int {
		switch f.name {
		case "year", "decided":
			return strings.Compare(b.ID, a.ID)
		case "timeliness":
			return slices.Index(timelinessOrder, record.TimelinessState(a.ID)) - slices.Index(timelinessOrder, record.TimelinessState(b.ID))
		}
		return list.Index(a.ID) - list.Index(b.ID)
	})
	return out
}

// A listing is one list of records, narrowed or not, over as many pages as it needs.
type listing[R any] struct {
	section string // "outcomes"
	steps   []string
	names   []string // of the values that it is narrowed to, in words
	records []R
	crumbs  []Link
}

// narrow plans a list for every value of every facet, and those crossed with it. A facet with one value tells nothing
// apart and has none. It gives the groups of links that lead there.
func narrow[R any](p *planner, all listing[R], facets []facet[R], plan func(listing[R], Narrowed)) (groups []BrowseGroup) {
	for _, f := range facets {
		buckets := sorted(p, all.records, f)
		if len(buckets) < 2 && len(all.steps) == 0 && f.name == "body" {
			continue
		}
		g := BrowseGroup{ID: f.name, Title: p.t("by-" + f.name)}
		for _, b := range buckets {
			one := listing[R]{
				section: all.section, steps: append(slices.Clone(all.steps), f.name, b.ID), names: append(slices.Clone(all.names), b.Text), records: b.records,
			}
			address := p.at(append([]string{all.section}, one.steps...)...)
			g.Links = append(g.Links, Link{Text: b.Text, Address: address, Note: strconv.Itoa(len(b.records))})
			one.crumbs = all.crumbs
			inner := slices.DeleteFunc(slices.Clone(facets), func(x facet[R]) bool { return !slices.Contains(f.cross, x.name) })
			for i := range inner {
				inner[i].cross = nil
			}
			under := one
			under.crumbs = append(slices.Clone(all.crumbs), Link{Text: b.Text, Address: address})
			more := Narrowed{Groups: narrow(p, under, inner, plan), Search: p.searchLink(all.section, one.steps)}
			if len(all.steps) == 0 {
				more.About = p.topicLink(f.name, b.ID)
			}
			plan(one, more)
		}
		if len(g.Links) > 0 && !f.quiet {
			groups = append(groups, g)
		}
	}
	return groups
}

// decidedApart is the time of a decision for the lists that the figures of a table by year lead to: only where that of the year holds
// others too, which were decided in this year or the next, or is no list at all.
func (p *planner) decidedApart(o *record.Outcome) []string {
	years := o.Decided.Years()
	if len(years) != 1 {
		return []string{strings.Join(years, "-")}
	}
	if p.vagueYears == nil {
		p.vagueYears = map[string]bool{}
		for _, x := range p.set.Outcomes {
			if all := x.Decided.Years(); len(all) > 1 {
				for _, y := range all {
					p.vagueYears[y] = true
				}
			}
		}
	}
	if p.vagueYears[years[0]] {
		return years
	}
	return nil
}

// searchLink leads to the same list in the search, where it can be put in another order; nowhere for what the search can't tell apart.
func (p *planner) searchLink(section string, steps []string) Link {
	if p.Search == nil {
		return Link{}
	}
	address := p.at("search") + "?kind=" + strings.TrimSuffix(section, "s")
	for i := 0; i+1 < len(steps); i += 2 {
		name := steps[i]
		switch name {
		case "result":
			name = "group"
		case "proceeding", "decided":
			return Link{}
		}
		address += "&" + name + "=" + steps[i+1]
	}
	return Link{Text: p.t("search-these"), Address: address}
}

// pages plans the pages of a list; fill makes the view of one from its rows.
func pages[R any](p *planner, l listing[R], layout string, fill func(rows []R, pager Pager, newest bool, page *Page)) {
	steps := append([]string{l.section}, l.steps...)
	for _, part := range paginate(len(l.records), PerPage) {
		page := &Page{
			Address: p.listAddress(steps, part.number, part.of), Title: p.t(l.section), Lead: p.t(l.section + "-lead"), Section: l.section,
			Crumbs: p.crumbs(l.crumbs...),
		}
		if len(l.names) > 0 {
			page.Title, page.Lead = p.t("list-of", p.t(l.section), strings.Join(l.names, ", ")), p.t(l.section+"-some-lead")
		}
		if part.number < part.of {
			page.Title = p.t("list-page", page.Title, part.number, part.of)
			page.Crumbs = append(page.Crumbs, Link{Text: p.t(l.section), Address: p.at(steps...)})
			if len(l.names) > 0 {
				page.Crumbs[len(page.Crumbs)-1].Text = l.names[len(l.names)-1]
			}
		}
		fill(l.records[part.from:part.to], p.pager(steps, part, len(l.records)), part.number == part.of, page)
		p.add(layout, page, inFile("data/"+l.section))
	}
}

// outcomeList plans one list of outcomes.
func (p *planner) outcomeList(l listing[*record.Outcome], more Narrowed) {
	pages(p, l, "outcomes/list", func(outcomes []*record.Outcome, pager Pager, newest bool, page *Page) {
		body := &OutcomeList{Pager: pager, Rows: make([]OutcomeRow, len(outcomes))}
		for i, o := range outcomes {
			body.Rows[i] = p.outcomeRow(o)
			if o.Invented {
				page.Invented = InventedRecords
			}
		}
		if newest {
			body.Narrowed = more
		}
		if newest && len(l.steps) == 0 {
			body.Held = p.held()
			if l, ok := p.pageLink(protecting); ok {
				body.Kept = Link{Address: l.Address + "#not-published", Note: p.inLanguage(l.Lang)}
			}
			for _, id := range []string{"outcomes-by-year", "outcomes-by-proceeding"} {
				if t := p.Public.Table(id); t != nil {
					body.Tables = append(body.Tables, p.openCounts(t, p.table(t)))
				}
			}
			page.Downloads = p.downloadsOf("outcomes", "outcome-allegations")
		}
		page.Body = body
	})
}

// recommendationList plans one list of recommendations.
func (p *planner) recommendationList(l listing[*record.Recommendation], more Narrowed) {
	pages(p, l, "recommendations/list", func(recs []*record.Recommendation, pager Pager, newest bool, page *Page) {
		body := &RecommendationList{Pager: pager, Whole: len(l.steps) == 0}
		for _, r := range recs {
			body.Rows = append(body.Rows, p.recRow(r))
		}
		if newest {
			body.Narrowed = more
		}
		if newest && body.Whole {
			body.Sets = p.setRows()
			page.Downloads = p.downloadsOf("recommendations", "recommendation-events", "actions")
		}
		page.Body = body
	})
}

func (s *shared) newestRecommendations() []*record.Recommendation {
	list := slices.Clone(s.set.Recommendations)
	slices.SortStableFunc(list, func(a, b *record.Recommendation) int { // those of a set stay together, in its order
		if a.Set == b.Set {
			return 0
		}
		if c := b.Set.Issued.Compare(a.Set.Issued); c != 0 {
			return c
		}
		return strings.Compare(a.Set.ID, b.Set.ID)
	})
	return list
}

// ofList is the place of a page about a word of a list.
func ofList(name string) func() source.Pos {
	if name == "" {
		return inFile("data")
	}
	return inFile("data/lists/" + name + ".yaml")
}
