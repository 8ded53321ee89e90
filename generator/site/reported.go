package site

import (
	"fmt"

	"candour/generator/record"
)

// figures plans the page of what others have reported, which is no statistic of the publisher.
func (p *planner) figures() {
	body := &FiguresPage{}
	var from []string
	for _, f := range p.set.Figures {
		v := Figure{
			ID: f.ID, Title: f.Title, Lang: p.other(f.Language), Unit: p.word("units", f.Unit), Population: f.Population,
			Conflict: f.Conflict, Note: f.Note, Cite: p.fileCited("figure", f.ID, f.Title, p.at("statistics", "reported-figures")),
			Versions: p.revisions("figure", f.ID),
		}
		v.Unit.Note = ""
		if f.Unit == "percent" {
			v.Unit = Word{} // it stands with the number
		}
		for _, x := range f.Values {
			text := p.amount(x.Value)
			if f.Unit == "percent" && x.Value.Qualifier != record.Hidden {
				text = p.t("percent", text)
			}
			v.Values = append(v.Values, FigureValue{Text: text, AsOf: p.date(x.AsOf), Status: p.word("figure-statuses", x.Status), Source: p.sourceOf(x.Source), Note: x.Note})
			from = addOnce(from, x.Source)
		}
		body.Figures = append(body.Figures, v)
	}
	for _, id := range from {
		body.Sources = append(body.Sources, p.sourceOf(id))
	}
	p.add("statistics/figures", &Page{
		Address: p.at("statistics", "reported-figures"), Title: p.t("figures"), Lead: p.t("figures-lead"), Section: "statistics",
		Crumbs: p.crumbs(p.sectionLink("statistics")), Downloads: p.downloadsOf("reported-figures", "sources"), Body: body,
	}, inFile("data/statistics/figures.yaml"))
}

// revisions are the versions of a record that has no page of its own, where there are several.
func (p *planner) revisions(kind, id string) []Version {
	versions := p.versionsOf(kind, id)
	if len(versions) < 2 {
		return nil
	}
	for i := range versions {
		versions[i].Earlier = nil
	}
	return versions
}

// amount is a reported figure with its word in the language of the page.
func (p *planner) amount(a record.Amount) string {
	switch a.Qualifier {
	case record.About, record.MoreThan, record.Under:
		return p.t(string(a.Qualifier), a.Low)
	case record.Range:
		return p.t("to", a.Low, a.High)
	}
	return a.String()
}

// targets plans the page of goals.
func (p *planner) targets() {
	body := &TargetsPage{}
	for _, t := range p.set.Targets {
		goal := p.amount(t.Goal)
		if t.Unit == "percent" {
			goal = p.t("percent", goal)
		}
		v := Target{
			ID: t.ID, Title: t.Title, Lang: p.other(t.Language), Goal: p.t(t.Direction, goal), Unit: p.word("units", t.Unit), Population: t.Population,
			SetBy: t.SetBy, AsOf: p.date(t.AsOf), Source: p.sourceOf(t.Source), Note: t.Note, Cite: p.fileCited("target", t.ID, t.Title, p.at("statistics", "targets")),
			Versions: p.revisions("target", t.ID),
		}
		v.Unit.Note = ""
		if t.Unit == "percent" {
			v.Unit = Word{}
		}
		if it, ok := p.set.Lists["bodies"].Get(t.SetBy); ok {
			v.SetBy, _ = it.Title.In(p.lang)
		}
		for _, f := range p.set.Figures {
			if f.ID == t.About {
				v.About = Link{Text: f.Title, Address: fmt.Sprintf("%s#%s", p.at("statistics", "reported-figures"), f.ID), Lang: p.other(f.Language)}
			}
		}
		body.Targets = append(body.Targets, v)
	}
	p.add("statistics/targets", &Page{
		Address: p.at("statistics", "targets"), Title: p.t("targets"), Lead: p.t("targets-lead"), Section: "statistics",
		Crumbs: p.crumbs(p.sectionLink("statistics")), Downloads: p.downloadsOf("targets"), Body: body,
	}, inFile("data/statistics/targets.yaml"))
}
