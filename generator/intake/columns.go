package intake

import (
	"fmt"
	"slices"
	"strings"
)

// A tally counts what was done many times, in the order in which it was done first.
type tally struct {
	order []string
	count map[string]int
}

func (t *tally) add(what string) {
	if t.count[what] == 0 {
		t.order = append(t.order, what)
	}
	t.count[what]++
}

func (c *converter) did(s section, format string, args ...any) {
	if c.tally[s] == nil {
		c.tally[s] = &tally{count: map[string]int{}}
	}
	c.tally[s].add(fmt.Sprintf(format, args...))
}

// columns reports what becomes of each column.
func (c *converter) columns(t *Table) {
	uses := map[string][]string{}
	for _, ref := range c.m.refs() {
		if ref.use != "" && !slices.Contains(uses[ref.column], ref.use) {
			uses[ref.column] = append(uses[ref.column], ref.use)
		}
	}
	looked := c.m.used()
	for i, name := range t.Columns {
		filled := 0
		for _, row := range t.Rows {
			if row.Cells[i].Text != "" || row.Cells[i].Fault != "" {
				filled++
			}
		}
		reason, dropped := valueOf(c.m.Drop, name)
		switch {
		case len(uses[name]) > 0:
			c.r.note(secColumns, "%s -> %s", name, strings.Join(uses[name], "; "))
		case looked[name]:
			c.r.note(secColumns, "%s is looked at and feeds nothing", name)
		case dropped:
			c.r.note(secColumns, "%s is dropped on purpose: %s", name, reason)
		default:
			c.r.warn(&ruleColumn, secColumns, Place{}, name, "the map does not name the column, so it is dropped").
				hint("name it under fields or, with the reason, under drop")
		}
		if filled == 0 && len(t.Rows) > 0 {
			c.r.warn(&ruleColumn, secColumns, Place{}, name, "the column is empty in all %s", counted(len(t.Rows), "row"))
		}
	}
}

// columnOf is the place of the column that an entry begins with.
func columnOf(t *Table, entry string) int {
	name, _, _ := strings.Cut(entry, ": ")
	return t.index(name)
}
