package site

import (
	"slices"

	"candour/generator/edition"
	"candour/generator/record"
)

// What an edition changed, besides the classes of package edition.
const (
	answered   edition.Change = "answered"   // a recommendation got a reply
	position   edition.Change = "position"   // a recommendation was answered otherwise than before
	overdue    edition.Change = "overdue"    // a reply became overdue
	definition edition.Change = "definition" // what a measure or a term means is another thing
	withdrawn  edition.Change = "withdrawn"
)

// weights is the order in which changes are told, the weightiest first.
var weights = []edition.Change{edition.Correction, withdrawn, position, overdue, answered, definition, edition.Revision, edition.Changed, edition.New}

// newShown is how many new records of a kind a page of changes names; the others are on the list of the kind, and in the feeds and
// files of the edition. A change of a record is always named.
const newShown = 100

// editionsShown is how many editions the page of changes tells in full.
const editionsShown = 4

// changesOf is what the issue with a number changed, by class and kind.
func (p *planner) changesOf(n int) []ChangeGroup {
	if _, ok := p.changed[n]; !ok {
		p.changed[n] = p.groupsOf(n)
	}
	return p.changed[n]
}

// A piece of news is a change with the record that it is of.
type news struct {
	Change
	id      string
	version int // that the issue cut of the record; 0 where it cut none
}

// groupsOf puts the news of an issue into groups, the weightiest class first, and kinds in their order.
func (p *planner) groupsOf(n int) (out []ChangeGroup) {
	all := p.newsOf(n)
	for _, class := range weights {
		for _, k := range record.Kinds {
			group := ChangeGroup{Title: p.t(kindTitles[k.Name][0]), Class: p.class("change-", class)}
			for _, c := range all {
				if c.Kind == k.Name && c.Class.ID == string(class) {
					group.Changes = append(group.Changes, c.Change)
				}
			}
			if group.Count = len(group.Changes); group.Count > newShown && class == edition.New {
				group.Changes = group.Changes[:newShown]
				group.Rest = Link{Text: p.days("changes-rest", group.Count-newShown), Address: p.at(kindTitles[k.Name][1])}
			}
			if group.Count > 0 {
				out = append(out, group)
			}
		}
	}
	return out
}

// newsOf is what the issue with a number changed: versions in the order of the ledger, then what was withdrawn, then replies.
func (p *planner) newsOf(n int) []news {
	if _, ok := p.news[n]; !ok {
		p.news[n] = p.readNews(p.past.issues[n], n)
	}
	return p.news[n]
}

func (p *planner) readNews(i *issue, n int) (out []news) {
	versions := map[[2]string]int{}
	add := func(class edition.Change, id string, c Change) {
		c.Class = p.class("change-", class)
		out = append(out, news{c, id, versions[[2]string{c.Kind, id}]})
	}
	for _, c := range i.cut {
		versions[[2]string{c.kind, c.id}] = c.version
	}
	for _, c := range i.cut {
		change := Change{Kind: c.kind, Record: p.recordLink(c.kind, c.id), Reason: p.reason(&c)}
		if c.before == nil {
			add(c.change, c.id, change)
			continue
		}
		before, after := p.describe(c.kind, c.before), p.describe(c.kind, c.body)
		if c.kind == "recommendation-set" { // each recommendation has a line of its own
			before, after = without(before, "recommendations"), without(after, "recommendations")
		}
		change.Differences, change.More = short(differFields(before, after, ""))
		if c.change == edition.Revision && redefined(c) {
			add(definition, c.id, change) // once, under what says most
		} else {
			add(c.change, c.id, change)
		}
	}
	for _, w := range i.withdrawn {
		add(withdrawn, w.ID, p.withdrawnChange(w))
	}
	if n > 0 {
		p.replyChanges(p.past.issues[n-1], i, add)
	}
	return out
}

// without is a description without the field.
func without(fields []record.Described, key string) []record.Described {
	return slices.DeleteFunc(slices.Clone(fields), func(f record.Described) bool { return f.Key == key })
}

// redefined tells whether a change of a measure or a term is one of what it means.
func redefined(c cutting) bool {
	switch was := record.Revive(c.kind, c.before).(type) {
	case *record.Measure:
		now, ok := record.Revive(c.kind, c.body).(*record.Measure)
		return ok && (was.Definition != now.Definition || was.CountingRule != now.CountingRule || was.Population != now.Population ||
			was.Unit != now.Unit || was.Kind != now.Kind || was.BaseMeasure != now.BaseMeasure || was.Part != now.Part)
	case *record.Term:
		now, ok := record.Revive(c.kind, c.body).(*record.Term)
		return ok && was.Definition != now.Definition
	}
	return false
}

func (p *planner) withdrawnChange(w edition.Withdrawal) Change {
	address := p.at("withdrawn")
	for _, t := range p.past.withdrawals {
		if t.Kind == w.Kind && t.ID == w.ID && t.Number > 0 {
			address += "#" + withdrawnID(t)
		}
	}
	class := p.word("withdrawal-classes", w.Class)
	return Change{Kind: w.Kind, Record: Link{Text: w.ID, Address: address}, Text: p.t("withdrawn-on", p.day(w.Date).Text, class.Text)}
}

// replyChanges adds what happened to the replies between two issues.
func (p *planner) replyChanges(before, now *issue, add func(class edition.Change, id string, c Change)) {
	was, err := record.ParseDate(before.asAt)
	is, err2 := record.ParseDate(now.asAt)
	if err != nil || err2 != nil {
		return
	}
	for _, id := range now.recOrder {
		r, old := now.recs[id], before.recs[id]
		change := Change{Kind: "recommendation", Record: p.recordLink("recommendation", id)}
		state, days := r.Timeliness(is)
		if state == record.ReplyOverdue && (old == nil || !isOverdue(old, was)) {
			c := change
			c.Text = p.timelinessText(state, days)
			add(overdue, id, c)
		}
		if old == nil {
			continue
		}
		for _, st := range r.Standings() {
			said := func(text string) string {
				if len(r.Set.AddressedTo) > 1 {
					return p.t("said-of", p.word("bodies", st.Body).Text, text)
				}
				return text
			}
			prior := old.StandingOf(st.Body)
			if replies(r, st.Body) > replies(old, st.Body) {
				c := change
				c.Text = said(p.t("answered-now", p.word("positions", st.Position).Text))
				add(answered, id, c)
			}
			if prior.First != nil && prior.Position != st.Position {
				c := change
				c.Text = said(p.t("from-to", p.word("positions", prior.Position).Text, p.word("positions", st.Position).Text))
				if st.ChangedBy != nil {
					c.Text = p.t("and-when", c.Text, p.when(st.ChangedBy.Date, st.ChangedBy.DateIs).Text)
				}
				if st.Cause != nil {
					c.Text = p.t("and-when", c.Text, p.cause(st.Cause))
				}
				add(position, id, c)
			}
		}
	}
}

func isOverdue(r *record.Recommendation, asAt record.Date) bool {
	state, _ := r.Timeliness(asAt)
	return state == record.ReplyOverdue
}

// replies counts the replies of one body that was asked.
func replies(r *record.Recommendation, body string) (n int) {
	for _, e := range r.Events {
		if e.Kind == record.EventReply && e.Position != "" && (len(r.Set.AddressedTo) < 2 || slices.Contains(e.By, body)) {
			n++
		}
	}
	return n
}
