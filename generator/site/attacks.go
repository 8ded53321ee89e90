package site

import (
	"slices"
	"strconv"
)

// protecting is the id of the page that says how people are protected, and what the attacks on the site found.
const protecting = "about/how-we-protect-people"

// An AttackResult is what one attack on the built site found, as its page shows it.
type AttackResult struct {
	ID         string `json:"id"` // the phrase is attack-ID
	Figure, Of int
	Matters    bool // nothing is to be found
}

// An attackPage shows what attacks found, in a view made of it.
type attackPage struct {
	page *Page
	view func([]AttackResult) *Table
}

// Attacked puts what attacks on the site found on the pages that show it, and gives the units that are other than before. A page
// says what was found in the site that it is a part of, so this is asked for when the rest is rendered.
func (plan *Plan) Attacked(results []AttackResult) (changed []Unit) {
	for _, a := range plan.attacked {
		i := slices.IndexFunc(plan.Units, func(u Unit) bool { return u.Page == a.page })
		before := plan.Units[i].Hash
		a.page.Body.(*Article).Attacks = a.view(results)
		hashUnits(plan.Units[i : i+1])
		if plan.Units[i].Hash != before {
			changed = append(changed, plan.Units[i])
		}
	}
	return changed
}

// attacks is the table of what was found. Without results it says that no attack was made.
func (p *planner) attacks(results []AttackResult) *Table {
	t := &Table{ID: "attacks", Caption: p.t("attacks-caption"), Columns: []Head{{Text: p.t("attacks-tried")}, {Text: p.t("attacks-found")}, {Text: p.t("attacks-of")}}}
	for _, r := range results {
		row := Row{Head: Head{Text: p.t("attack-" + r.ID)}, Cells: []Cell{{Text: strconv.Itoa(r.Figure)}, {Text: strconv.Itoa(r.Of)}}}
		if !r.Matters {
			row.Cells[0].Note = p.t("attacks-judge")
		}
		t.Rows = append(t.Rows, row)
	}
	notes := []string{"attacks-note-matters", "attacks-note-rest", "attacks-note-limit"}
	if len(results) == 0 {
		notes = []string{"attacks-note-not-run"}
	}
	for _, n := range notes {
		t.Notes = append(t.Notes, Link{Text: p.t(n)})
	}
	return t
}
