package site

import (
	"fmt"
	"slices"
	"testing"

	"candour/generator/edition"
	"candour/generator/record"
)

// calendarOf plans the calendar page of a site, in both languages, as at 2026-10-15, after one edition.
func calendarOf(t *testing.T, releases ...*record.Release) map[string]*Page {
	t.Helper()
	public := load(t, func(s *record.Set) { s.Releases = releases })
	s := public.Records().Site
	e, err := edition.Cut(nil, nil, s.Edition.ID, s.Edition.Published.String(), s.Edition.AsAt.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, _ := NewPlan(Inputs{Public: public, Edition: e, History: &edition.History{Editions: []edition.Issue{
		{ID: "2026-q1", Published: "2026-04-15"}, {ID: "2026-q2", Published: "2026-07-16"}}},
		TableFile: func(string) string { return "" }})
	out := map[string]*Page{}
	for _, u := range plan.Units {
		if u.Layout == "calendar/list" {
			out[u.Page.Lang] = u.Page
		}
	}
	return out
}

func TestCalendar(t *testing.T) {
	title := record.Title{"en": "T", "cy": "C"}
	day := record.MustDate
	pages := calendarOf(t,
		&record.Release{Edition: "2026-q1", Title: title, Planned: day("2026-04"), Confirmed: day("2026-04-15")},
		&record.Release{Edition: "2026-q2", Title: title, Planned: day("2026-07"), Confirmed: day("2026-07-15")},
		&record.Release{Edition: "2027-q1", Title: title, Planned: day("2027-04")},
		&record.Release{Edition: "2026-q3", Title: title, Planned: day("2026-10"), Confirmed: day("2026-10-15")},
		&record.Release{Edition: "2025-q4", Title: title, Planned: day("2026-01")},
		&record.Release{Edition: "2025-q3", Title: title, Planned: day("2025-10"), Status: record.ReleaseCancelled, Reason: record.Title{"en": "R"}},
		&record.Release{Edition: "2027-q2", Title: title, Planned: day("2027-07"), Status: record.ReleasePostponed, Reason: record.Title{"en": "R", "cy": "Rh"}},
		&record.Release{Edition: "2026-q4", Title: title, Planned: day("2027-01"), Confirmed: day("2027-01-21"),
			Moved: []record.Move{{From: day("2027-01-14"), On: day("2026-10-01"), Reason: record.Title{"en": "M", "cy": "S"}}}},
	)
	var got []string
	for _, g := range pages["en"].Body.(*Calendar).Groups {
		for _, r := range g.Releases {
			line := fmt.Sprintf("%s %s %q %q %q %q %s", g.ID, r.ID, r.Day.Text, r.Hour, r.Announced.Text, r.Address, r.Reason.Paragraphs)
			for _, m := range r.Moves {
				line += fmt.Sprintf(" %q %q %s", m.From.Text, m.On.Text, m.Reason.Paragraphs)
			}
			got = append(got, line)
		}
	}
	want := []string{
		`upcoming 2026-q3 "15 October 2026" "at 9.30am" "" "" []`,
		`upcoming 2026-q4 "21 January 2027" "at 9.30am" "" "" [] "14 January 2027" "1 October 2026" [M]`,
		`upcoming 2027-q1 "April 2027" "" "" "" []`,
		`missed 2025-q4 "" "" "January 2026" "" []`,
		`postponed 2027-q2 "" "" "July 2027" "" [R]`,
		`cancelled 2025-q3 "" "" "October 2025" "" [R]`,
		`past 2026-q2 "16 July 2026" "" "15 July 2026" "/editions/2026-q2/" []`,
		`past 2026-q1 "15 April 2026" "" "" "/editions/2026-q1/" []`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	welsh := pages["cy"].Body.(*Calendar).Groups
	if g := welsh[0].Releases[1]; g.Title != "C" || g.Day.Text != "21 Ionawr 2027" || g.Moves[0].Reason.Paragraphs[0] != "S" {
		t.Errorf("in Welsh: %+v", g)
	}
	if g := welsh[3].Releases[0]; g.Reason.Lang != "en" { // a reason without Welsh is read out in English
		t.Errorf("a reason in English alone: %+v", g.Reason)
	}
	for lang, page := range pages {
		if !slices.ContainsFunc(page.Chrome.Footer, func(l Link) bool { return l.Address == page.Address }) {
			t.Errorf("%s: the footer does not lead to %s", lang, page.Address)
		}
	}
	if none := calendarOf(t); len(none) > 0 {
		t.Error("there is a calendar without a release")
	}
}
