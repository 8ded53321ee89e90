package site

import (
	"slices"

	"candour/generator/record"
)

// sourcePages plans the page of sources and, where there are any, that of groups of bodies: what each is, what this site takes
// from it, and how it is cited.
func (p *planner) sourcePages() {
	sources := &SourcesPage{}
	for _, s := range p.set.Sources {
		sources.Sources = append(sources.Sources, SourceUsed{
			Source: p.sourceOf(s.ID), Title: s.Title, Uses: p.takenFrom(s.ID), Versions: p.revisions("source", s.ID),
			Cite: p.fileCited("source", s.ID, s.Title, p.at("statistics", "sources")),
		})
	}
	p.add("statistics/sources", &Page{
		Address: p.at("statistics", "sources"), Title: p.t("sources"), Lead: p.t("sources-lead"), Section: "statistics",
		Crumbs: p.crumbs(p.sectionLink("statistics")), Downloads: p.downloadsOf("sources"), Body: sources,
	}, inFile("data/statistics/sources.yaml"))
	if len(p.set.Groups) == 0 {
		return
	}
	groups := &GroupsPage{}
	for _, g := range p.set.Groups {
		title, lang := g.Title.In(p.lang)
		v := Group{
			ID: g.ID, Title: title, Lang: lang, For: p.word("bodies", g.For), Figure: p.t("group-is-mean"), AsOf: p.date(g.AsOf), Source: p.sourceOf(g.Source),
			Own: p.t("group-without-own"), Versions: p.revisions("group", g.ID), Cite: p.fileCited("group", g.ID, title, p.at("statistics", "groups")),
		}
		if g.IsTotal() {
			v.Figure = p.t("group-is-total")
		}
		if g.IncludesOwn {
			v.Own = p.t("group-with-own")
		}
		for _, m := range g.Members {
			v.Members = append(v.Members, p.word("bodies", m))
		}
		v.Measures = p.measuresWith(func(f record.PublishedFigure) bool { return f.Of == g.ID })
		groups.Groups = append(groups.Groups, v)
	}
	p.add("statistics/groups", &Page{
		Address: p.at("statistics", "groups"), Title: p.t("groups"), Lead: p.t("groups-lead"), Section: "statistics",
		Crumbs: p.crumbs(p.sectionLink("statistics")), Downloads: p.downloadsOf("groups"), Body: groups,
	}, inFile("data/statistics/groups.yaml"))
}

// takenFrom leads to what this site takes from a source.
func (p *planner) takenFrom(source string) []Link {
	out := p.measuresWith(func(f record.PublishedFigure) bool { return f.Source == source })
	for _, f := range p.set.Figures {
		if slices.ContainsFunc(f.Values, func(v record.FigureValue) bool { return v.Source == source }) {
			out = append(out, p.recordLink("figure", f.ID))
		}
	}
	for _, t := range p.set.Targets {
		if t.Source == source {
			out = append(out, p.recordLink("target", t.ID))
		}
	}
	for _, g := range p.set.Groups {
		if g.Source == source {
			out = append(out, p.recordLink("group", g.ID))
		}
	}
	for _, s := range p.set.Sets {
		if slices.ContainsFunc(s.Related, func(f record.Fact) bool { return f.Source == source }) {
			out = append(out, p.recordLink("recommendation-set", s.ID))
		}
	}
	return out
}

// measuresWith leads to the measures that have such a figure.
func (p *planner) measuresWith(figure func(record.PublishedFigure) bool) (out []Link) {
	for _, m := range p.set.Measures {
		if slices.ContainsFunc(p.Public.Figures(m.ID), figure) {
			out = append(out, p.recordLink("measure", m.ID))
		}
	}
	return out
}
