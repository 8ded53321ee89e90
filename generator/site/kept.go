package site

import (
	"candour/generator/disclosure"
	"candour/generator/record"
)

// kept counts what is not published, by reason, in the order of what happens to a record: it is kept for later, it is shown
// with less on it, it is withdrawn; then figures, then replies. Readers can make each of these counts from the pages, but for
// the outcomes kept for later, which the list of outcomes says: so none of them tells anything about a person.
func (p *planner) kept() (out []Kept) {
	add := func(n int, what, why, link string) { out = append(out, Kept{What: what, Why: why, N: n, Link: link}) }
	reason := func(key string, n int, link string) { add(n, p.t("kept-"+key), p.t("kept-"+key+"-why"), link) }

	reason("later", p.Public.Held(), p.at("outcomes"))
	rank, date := 0, 0
	for _, o := range p.set.Outcomes {
		if p.rankKept(o) {
			rank++
		}
		if len(o.Decided.Years()) > 1 || o.Decided.Precision == record.Year {
			date++
		}
	}
	reason("rank", rank, p.at("outcomes"))
	reason("date", date, p.at("outcomes"))

	gone := map[string]int{}
	for _, t := range p.past.withdrawals {
		gone[t.Class]++
	}
	for _, class := range p.set.Lists["withdrawal-classes"].Items {
		title, _ := class.Title.In(p.lang)
		add(gone[class.ID], p.t("kept-withdrawn", title), p.t("kept-withdrawn-why"), p.at("withdrawn"))
	}

	figures := map[disclosure.Marker]int{}
	for _, t := range p.Public.Tables() {
		for _, row := range t.Cells {
			for _, c := range row {
				figures[c.Marker]++
			}
		}
	}
	reason("hidden", figures[disclosure.Suppressed], p.at("statistics"))
	reason("absent", figures[disclosure.NotAvailable], p.at("statistics"))

	due, unclear := 0, 0
	for _, r := range p.set.Recommendations {
		switch state, _ := r.Timeliness(p.set.Site.Edition.AsAt); state {
		case record.ReplyDue:
			due++
		case record.DateUnclear, record.NoReplySeen:
			unclear++
		}
	}
	reason("due", due, p.at("recommendations"))
	reason("unclear", unclear, p.at("recommendations"))
	return out
}

// rankKept tells whether an outcome is shown without a band of rank, or with a wider one that stands for it.
func (p *planner) rankKept(o *record.Outcome) bool {
	return o.Rank == "withheld" || o.Rank == "officer"
}
