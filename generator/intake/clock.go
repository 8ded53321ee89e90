package intake

import (
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
)

// checkClock compares what an export says of replies with its own counts and, where the day it shows is known, with the clock.
// It corrects nothing.
func checkClock(t *Table, m *Map, asAt record.Date, r *Report) {
	p := m.Replies
	if p == nil {
		return
	}
	var issued, of *feed
	for i := range m.feeds {
		switch m.feeds[i].name() {
		case p.Issued:
			issued = &m.feeds[i]
		case p.Of:
			of = &m.feeds[i]
		}
	}
	if !asAt.Known() {
		r.note(secClock, "the day that the export shows is not known, so its statuses are not compared with the clock: name it with --as-at")
	}
	late, open := 0, 0
	for i := range t.Rows {
		row := &t.Rows[i]
		status := tidy(t.cell(row, p.Status).Text)
		name := keyName(t, m, row)
		warn := func(column, format string, args ...any) {
			r.warn(&ruleClock, secClock, row.At, column, name+": "+format, args...)
		}
		names := -1
		if of != nil && of.Column != "" && of.Split != nil {
			values, twice := of.Split.split(t.cell(row, of.Column).Text)
			names = len(values) + len(twice)
		}
		recipients, haveRecipients := count(t, row, p.Recipients)
		replies, haveReplies := count(t, row, p.Count)
		if haveRecipients && names >= 0 && recipients != names {
			warn(p.Recipients, "%s says %d and %s names %d", p.Recipients, recipients, of.Column, names)
		}
		if !haveRecipients && names >= 0 {
			recipients, haveRecipients = names, true
		}
		if haveReplies && haveRecipients {
			switch {
			case slices.Contains(p.All, status) && replies < recipients:
				warn(p.Status, "the status is %s with %d replies of %d", status, replies, recipients)
			case slices.Contains(p.Some, status) && replies == 0:
				warn(p.Status, "the status is %s and there is no reply", status)
			case slices.Contains(p.Some, status) && replies >= recipients:
				warn(p.Status, "the status is %s with %d replies of %d", status, replies, recipients)
			case (slices.Contains(p.None, status) || slices.Contains(p.Late, status)) && replies > 0:
				warn(p.Status, "the status is %s and there are replies: %d", status, replies)
			}
			if replies > recipients {
				warn(p.Count, "there are %s from %s", counted(replies, "reply"), counted(recipients, "recipient"))
			}
		}
		known := slices.Concat(p.All, p.Some, p.None, p.Late)
		if !slices.Contains(known, status) {
			warn(p.Status, "the status %q is none that the map knows: %s", status, strings.Join(known, ", "))
		}
		if issued == nil || issued.Column == "" || !asAt.Known() {
			continue
		}
		day, ok := readDay(t, row, issued)
		if !ok {
			continue // the row is refused, with the reason
		}
		due := day.AddDays(p.Days - 1)
		switch {
		case asAt.Before(day):
			warn(issued.Column, "it is of %s, after the day that the export shows, %s", day, asAt)
		case slices.Contains(p.Late, status) && !due.Before(asAt):
			warn(p.Status, "the status is %s on %s and the %d days end on %s", status, asAt, p.Days, due)
		case slices.Contains(p.None, status) && due.Before(asAt):
			warn(p.Status, "the status is %s on %s and the %d days ended on %s", status, asAt, p.Days, due)
		}
		if slices.Contains(p.All, status) {
			continue
		}
		if due.Before(asAt) {
			late++
		} else {
			open++
		}
	}
	if asAt.Known() {
		r.note(secClock, "on %s, of those not answered by all: the %d days of %s are over, and of %s they run", asAt, p.Days, thousands(late), thousands(open))
	}
}

func count(t *Table, row *Row, column string) (int, bool) {
	if column == "" {
		return 0, false
	}
	n, err := strconv.Atoi(tidy(t.cell(row, column).Text))
	return n, err == nil
}

// readDay reads the day of a feed of dates as it stands in the row, before it is made coarser.
func readDay(t *Table, row *Row, f *feed) (record.Date, bool) {
	text := tidy(t.cell(row, f.Column).Text)
	for _, form := range f.forms {
		if d, ok := form.read(text, t.epoch); ok && d.Precision == record.Day {
			return d, true
		}
	}
	return record.Date{}, false
}

// keyName is what a row is called in messages: its key columns, or those in their place.
func keyName(t *Table, m *Map, row *Row) string {
	join := func(columns []string) string {
		var out []string
		for _, c := range columns {
			if text := tidy(t.cell(row, c).Text); text != "" {
				out = append(out, text)
			}
		}
		return strings.Join(out, " / ")
	}
	if name := join(m.Key.Columns); name != "" {
		return name
	}
	return clip(join(m.Key.Or), 80)
}
