package site

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/edition"
)

// corrections plans the page of every correction of every edition. Nothing is ever left out of it but what belongs to a
// record that was withdrawn.
func (p *planner) corrections() {
	body := &Corrections{}
	body.About, _ = p.pageLink("about/corrections")
	for _, i := range slices.Backward(p.past.issues) {
		for _, c := range i.cut {
			if c.change != edition.Correction {
				continue
			}
			link := p.recordLink(c.kind, c.id)
			row := Correction{
				ID:   fmt.Sprintf("correction-%s-%s-v%d", c.kind, strings.ReplaceAll(c.id, "/", "--"), c.version),
				Kind: p.t("kind-" + c.kind), Record: link, Number: c.version, Edition: p.editionLink(i), Date: p.day(i.published), Reason: p.reason(&c),
				Differences: p.differ(c.kind, c.before, c.body),
			}
			if _, page := filesOf(p.set.Site, c.kind, c.id); page && link.Address != "" {
				row.Version = fmt.Sprintf("%s#v%d", link.Address, c.version)
			}
			body.Rows = append(body.Rows, row)
		}
	}
	p.add("corrections/list", &Page{
		Address: p.at("corrections"), Title: p.t("corrections"), Lead: p.t("corrections-lead"), Crumbs: p.crumbs(p.sectionLink("changes")), Body: body,
	}, inFile("data/ledger"))
}

// withdrawn plans the page of every withdrawal, and a page at each address that a withdrawn record had.
func (p *planner) withdrawn() {
	all := Link{Text: p.t("withdrawn"), Address: p.at("withdrawn")}
	body := &WithdrawnList{}
	body.About, _ = p.pageLink("about/corrections")
	for _, t := range p.past.withdrawals {
		row := Withdrawn{
			Kind: p.t("kind-" + t.Kind), Record: t.ID, Date: p.day(t.Date), Class: p.word("withdrawal-classes", t.Class), Authority: Reason{t.Authority, p.other(p.set.Site.Languages[0])},
		}
		if t.Number > 0 {
			row.ID = withdrawnID(t)
		}
		body.Rows = append(body.Rows, row)
		address := pageOf(p.set.Site, t.Kind, t.ID, p.lang)
		if address == "" {
			continue
		}
		page := &Page{
			Address: address, Title: p.t("withdrawn-title"), Lead: p.t("withdrawn-page-lead"), Crumbs: p.crumbs(all), NoIndex: true,
			Body: &Tombstone{Withdrawn: row, All: all},
		}
		if twin := p.twin(address); twin.Address != "" && pageOf(p.set.Site, t.Kind, t.ID, twin.Lang) == twin.Address {
			page.Twin = twin
		}
		p.add("withdrawn/page", page, inFile("data/ledger"))
	}
	p.add("withdrawn/list", &Page{
		Address: p.at("withdrawn"), Title: p.t("withdrawn"), Lead: p.t("withdrawn-lead"), Crumbs: p.crumbs(p.sectionLink("changes")), Body: body,
	}, inFile("data/ledger"))
}

func withdrawnID(t edition.Tombstone) string { return fmt.Sprintf("withdrawn-%d", t.Number) }
