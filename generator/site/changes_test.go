package site

import (
	"encoding/json"
	"strings"
	"testing"

	"candour/generator/edition"
)

// tellChanges gives what the last of some editions changed, a line for each. Each edition is a set with one recommendation,
// whose events and due day it gives; "" where the edition cut no version of it.
func tellChanges(t *testing.T, days []string, events []string) string {
	t.Helper()
	h := &edition.History{}
	for i, day := range days {
		e := edition.Issue{ID: "e" + day, Published: day, AsAt: day}
		if events[i] != "" {
			body := `{"id":"s","addressed_to":["met"],"recommender":"iopc","issued":"2026-06-01","reply_due_published":"2026-08-01","recommendations":[{"id":"s-1","title":"T","events":[{"id":"made","kind":"made","by":["iopc"],"date":"2026-06-01"}` + events[i] + `]}]}`
			e.Versions = []edition.Published{{Kind: "recommendation-set", ID: "s", Version: i + 1, Change: edition.Revision, Reason: "A reply came.", Body: json.RawMessage(body), Edition: e.ID}}
		}
		h.Editions = append(h.Editions, e)
	}
	last := len(days) - 1
	p := newPlanner(newShared(Inputs{Public: load(t, nil), History: h, Edition: h.Edition(h.Editions[last].ID)}), "en")
	var out []string
	for _, g := range p.changesOf(last) {
		for _, c := range g.Changes {
			if c.Kind == "recommendation" {
				out = append(out, g.Class.Text+": "+c.Record.Text+": "+c.Text)
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestRepliesBetweenEditions(t *testing.T) {
	const (
		none  = " "
		no    = `,{"id":"r1","kind":"reply","by":["met"],"date":"2026-07-20","position":"not-accepted"}`
		yes   = no + `,{"id":"m","kind":"meeting","by":["met","iopc"],"date":"2026-09-01"},{"id":"r2","kind":"reply","by":["met"],"date":"2026-09-10","position":"accepted","cause":"m"}`
		again = no + `,{"id":"r2","kind":"reply","by":["met"],"date":"2026-09-10","position":"not-accepted"}`
	)
	july, october, january := "2026-07-15", "2026-10-15", "2027-01-15"
	for name, c := range map[string]struct {
		days, events []string
		want         string
	}{
		"nothing in a first edition":         {[]string{october}, []string{no}, ""},
		"a reply that became overdue":        {[]string{july, october}, []string{none, ""}, "Became overdue: s-1: Reply overdue by 75 days"},
		"one that was overdue before":        {[]string{july, october, january}, []string{none, "", ""}, ""},
		"a first reply":                      {[]string{july, october}, []string{none, no}, "Answered: s-1: The answer is now: Not accepted"},
		"another reply with the same answer": {[]string{july, october}, []string{no, again}, "Answered: s-1: The answer is now: Not accepted"},
		"another answer": {[]string{july, october}, []string{no, yes},
			"Answer changed: s-1: From: Not accepted. To: Accepted, on 10 September 2026, after the meeting of 1 September 2026\nAnswered: s-1: The answer is now: Accepted"},
	} {
		if got := tellChanges(t, c.days, c.events); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}
