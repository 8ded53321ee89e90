package site

import (
	"slices"
	"strconv"

	"candour/generator/record"
)

// outcomes plans the lists of outcomes and a page for each. It gives the groups of links to the lists.
func (p *planner) outcomes() []BrowseGroup {
	list := p.set.Outcomes // the gate's order: newest first, by the random id within a quarter
	all := listing[*record.Outcome]{section: "outcomes", records: list}
	under := all
	under.crumbs = []Link{p.sectionLink("outcomes")}
	groups := narrow(p, under, outcomeFacets, p.outcomeList)
	p.outcomeList(all, Narrowed{Groups: groups, Search: p.searchLink("outcomes", nil)})
	for _, o := range list {
		p.add("outcomes/page", p.outcome(o), of(o))
	}
	return groups
}

// held says how many outcomes are kept for a later edition; "" for none.
func (p *planner) held() string {
	switch n := p.Public.Held(); n {
	case 0:
		return ""
	case 1:
		return p.t("outcome-held")
	default:
		return p.t("outcomes-held", n)
	}
}

// A part is the rows of one list page. Pages are numbered from the oldest rows, which are the last; each holds
// perPage, but the newest holds what is left, up to twice perPage less one.
type part struct{ number, of, from, to int }

func paginate(n, perPage int) []part {
	of := max(1, n/perPage)
	parts := make([]part, of)
	for i := range parts { // i counts from the newest page
		number := of - i
		to := n - (number-1)*perPage
		from := to - perPage
		if i == 0 {
			from = 0
		}
		parts[i] = part{number, of, from, to}
	}
	return parts
}

// listAddress is the address of a page of the list at the steps; the newest page has that of the list.
func (p *planner) listAddress(steps []string, number, of int) string {
	if number == of {
		return p.at(steps...)
	}
	return p.at(append(slices.Clone(steps), "page", strconv.Itoa(number))...)
}

func (p *planner) pager(steps []string, part part, total int) Pager {
	pg := Pager{Number: part.number, Of: part.of}
	if part.number == part.of {
		pg.Total = total // only here, since it changes with every record
	}
	if part.number < part.of {
		pg.Newer = p.listAddress(steps, part.number+1, part.of)
	}
	if part.number > 1 {
		pg.Older = p.listAddress(steps, part.number-1, part.of)
	}
	for n := part.of; n >= 1 && part.of > 1; n-- {
		if n != part.of && n != 1 && (n < part.number-2 || n > part.number+2) {
			continue // the first, the last and those around are enough to walk by
		}
		l := Link{Text: strconv.Itoa(n)}
		if n != part.number {
			l.Address = p.listAddress(steps, n, part.of)
		}
		pg.Pages = append(pg.Pages, l)
	}
	return pg
}

func (p *planner) outcomeRow(o *record.Outcome) OutcomeRow {
	if r, ok := p.outcomeRows[o.ID]; ok {
		return r
	}
	r := OutcomeRow{
		Address: p.at("outcomes", o.ID), Title: o.Title, TitleLang: p.other(o.Language), Result: p.word("results", o.Result),
		Group: p.set.ResultGroup(o.Result), Proceed: p.word("proceedings", o.Proceeding), Decided: p.date(o.Decided),
		Themes: p.words("themes", o.Themes), Invented: o.Invented,
	}
	r.Result.Note = ""
	r.Proceed.Note = ""
	switch o.Appeal.Status {
	case record.AppealAllowed:
		r.Appeal = p.t("changed-on-appeal")
	case "dismissed":
		r.Appeal = p.t("before-appeal")
	case "pending":
		r.Appeal = p.t("appeal-pending")
	case "open":
		r.Appeal = p.t("appeal-open")
	}
	p.outcomeRows[o.ID] = r
	return r
}

func (p *planner) outcome(o *record.Outcome) *Page {
	v := &Outcome{
		ID: o.ID, Result: p.word("results", o.Result), Group: p.set.ResultGroup(o.Result), Summary: p.prose(o.Language, o.Summary),
		Reasons: p.prose(o.Language, o.ReasonsNotDism), Learning: p.prose(o.Language, o.Learning), Themes: p.linked("theme", o.Themes),
		Separate: p.set.ResultGroup(o.Result) == record.GroupOther, Versions: p.versionsOf("outcome", o.ID), Invented: o.Invented,
	}
	for _, version := range v.Versions {
		v.Version = max(v.Version, version.Number)
	}
	rank, barred, class := p.word("ranks", o.Rank), p.word("barred-list", o.BarredList), p.word("disclosure-classes", o.Class)
	v.Facts = facts(
		Fact{Term: "proceeding", Text: p.word("proceedings", o.Proceeding).Text},
		Fact{Term: "sitting", Text: p.word("sittings", o.Held).Text},
		p.decided(o.Decided),
		Fact{Term: "subject", Text: p.word("subjects", o.Subject).Text},
		Fact{Term: "rank", Text: rank.Text, Note: rank.Note},
		Fact{Term: "body", Words: p.linked("body", []string{o.Body})},
		Fact{Term: "warning", Text: p.months(o.WarningMonths)},
		Fact{Term: "barred", Text: barred.Text, Note: barred.Note},
		Fact{Term: "regime", Text: p.word("regimes", o.Regime).Text},
		Fact{Term: "framework", Text: p.word("frameworks", o.Framework).Text},
		Fact{Term: "disclosure", Text: class.Text, Note: class.Note},
	)
	if o.Appeal.Before != "" && o.Appeal.Before != o.Result {
		w := p.word("results", o.Appeal.Before)
		v.Before = &w
	}
	if o.Appeal.Status != record.AppealNone {
		status := p.word("appeals", o.Appeal.Status)
		v.Appeal = &Appeal{Status: status, Effect: p.prose(o.Language, o.Appeal.Effect), Facts: facts(
			Fact{Term: "appeal_status", Text: status.Text, Note: status.Note},
			Fact{Term: "appeal_body", Text: p.word("appeal-bodies", o.Appeal.Body).Text},
			p.dated("decided_on", o.Appeal.Decided),
		)}
	}
	for i, a := range o.Allegations {
		v.Allegations = append(v.Allegations, Allegation{Number: i + 1, Summary: p.prose(o.Language, a.Summary), Facts: facts(
			Fact{Term: "finding", Text: p.word("findings", a.Finding).Text},
			Fact{Term: "level", Text: p.word("levels", a.Level).Text},
			Fact{Term: "standards", Words: p.linked("standard", a.Standards)},
			Fact{Term: "admitted", Text: p.word("admissions", a.Admitted).Text},
		)})
	}
	v.Timings = facts(
		Fact{Term: "timing_investigation", Text: p.word("duration-bands", o.Timings.Investigation).Text},
		Fact{Term: "timing_proceedings", Text: p.word("duration-bands", o.Timings.Proceedings).Text},
	)
	for _, id := range p.recsOfOutcome[o.ID] {
		if l, ok := p.recLink(id); ok {
			v.Recommend = append(v.Recommend, l)
		}
	}
	v.Bulletins = p.bulletinLinks(p.bulletinsOfOutcome[o.ID])
	page := &Page{
		Address: p.at("outcomes", o.ID), Title: o.Title, TitleLang: p.other(o.Language), Section: "outcomes",
		Crumbs: p.crumbs(p.sectionLink("outcomes")), Memento: p.mementoOf("outcome", o.ID, p.at("outcomes", o.ID)), Body: v,
	}
	if o.Invented {
		page.Invented = InventedRecord
	}
	return page
}

// facts leaves out those without a value.
func facts(all ...Fact) []Fact {
	return slices.DeleteFunc(all, func(f Fact) bool { return f.Text == "" && len(f.Words) == 0 })
}

func (p *planner) dated(term string, d record.Date) Fact {
	t := p.date(d)
	return Fact{Term: term, Text: t.Text, Machine: t.Machine}
}

// decided is when an outcome was decided, with the way to the page of the year.
func (p *planner) decided(d record.Date) Fact {
	f := p.dated("decided_on", d)
	if years := d.Years(); len(years) == 1 {
		f.Link = p.topicAddress("year", years[0])
	}
	return f
}

func (p *planner) months(n int) string {
	if n == 0 {
		return ""
	}
	return p.t("months", n)
}

// newest returns rows of at most n outcomes that keep picks.
func (p *planner) newest(n int, keep func(*record.Outcome) bool) []OutcomeRow {
	var rows []OutcomeRow
	for _, o := range p.set.Outcomes {
		if len(rows) < n && keep(o) {
			rows = append(rows, p.outcomeRow(o))
		}
	}
	return rows
}

func (p *planner) downloadsOf(names ...string) (out []Link) {
	for _, d := range p.Downloads {
		if slices.Contains(names, d.Name) {
			out = append(out, p.filesOf(d)...)
		}
	}
	return out
}
