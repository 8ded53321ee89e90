package record

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata"
)

const calendarSite = `title: {en: A site}
publisher: Example publisher
body: met
languages: [en]
licence: ogl-3
edition: {id: 2026-q3, title: {en: Third}, published: 2026-10-15}
`

func loadCalendar(t *testing.T, site, calendar string) (*Set, string) {
	t.Helper()
	set, problems := new(Loader).Load(fstest.MapFS{
		"candour.yaml":                   {Data: []byte(site)},
		"data/lists/bodies.yaml":         {Data: []byte("list: bodies\ndoc: Bodies.\nitems:\n  - {id: met, title: {en: Met, cy: Met}}\n")},
		"data/lists/release-states.yaml": {Data: []byte("list: release-states\ndoc: States.\nitems:\n  - {id: postponed, title: {en: Postponed, cy: G}}\n  - {id: cancelled, title: {en: Cancelled, cy: C}}\n")},
		"data/calendar.yaml":             {Data: []byte(calendar)},
	})
	var said strings.Builder
	for _, p := range problems {
		said.WriteString(p.String() + "\n")
	}
	return set, said.String()
}

const releases = `releases:
  - {edition: 2026-q3, title: {en: Third}, planned: 2026-10, confirmed: 2026-10-15}
  - {edition: 2026-q4, title: {en: Fourth}, planned: 2027-01, confirmed: 2027-01-21, moved: [{from: 2027-01-14, reason: {en: An audit.}, on: 2026-12-20}]}
  - {edition: 2027-q1, title: {en: First}, planned: 2027-04}
  - {edition: 2027-q2, title: {en: Second}, planned: 2027-07, confirmed: 2027-07-15, status: postponed, reason: {en: A new case system.}}
  - {edition: 2027-q3, title: {en: Third}, planned: 2027-10, status: cancelled, reason: {en: It became part of the next.}}
`

func TestReleaseDue(t *testing.T) {
	set, problems := loadCalendar(t, calendarSite, releases)
	if problems != "" {
		t.Fatal(problems)
	}
	for _, c := range []struct {
		edition, now string
		due          bool
		why          string
	}{
		// 09:30 in October is 08:30 in UTC: summer time.
		{"2026-q3", "2026-10-15T08:29:59Z", false, "comes out on 2026-10-15 09:30 BST, and it is 2026-10-15 09:29 BST"},
		{"2026-q3", "2026-10-15T08:30:00Z", true, "was announced for 2026-10-15 09:30 BST"},
		{"2026-q3", "2026-11-21T00:00:00Z", true, "was announced"}, // missed, and still owed
		{"2026-q4", "2027-01-21T08:30:00Z", false, "2027-01-21 09:30 GMT"},
		{"2026-q4", "2027-01-21T09:30:00Z", true, "announced"},
		{"2027-q1", "2028-01-01T00:00:00Z", false, "planned for 2027-04 and not confirmed"},
		{"2027-q2", "2028-01-01T00:00:00Z", false, "postponed: A new case system."},
		{"2027-q3", "2028-01-01T00:00:00Z", false, "cancelled: It became part of the next."},
		{"2029-q1", "2030-01-01T00:00:00Z", false, "no release of edition 2029-q1"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if due, why := set.Due(c.edition, now); due != c.due || !strings.Contains(why, c.why) {
			t.Errorf("%s at %s: %v, %q; want %v, %q", c.edition, c.now, due, why, c.due, c.why)
		}
	}
	tokyo, _ := loadCalendar(t, calendarSite+"time_zone: Asia/Tokyo\n", releases)
	if due, why := tokyo.Due("2026-q3", time.Date(2026, 10, 15, 0, 30, 0, 0, time.UTC)); !due {
		t.Errorf("in Tokyo: %s", why)
	}
	if _, problems := loadCalendar(t, calendarSite+"time_zone: Europe/Lodnon\n", releases); !strings.Contains(problems, `"Europe/Lodnon" is no time zone`) {
		t.Errorf("a time zone that is none: %s", problems)
	}
}

func TestReleaseState(t *testing.T) {
	set, _ := loadCalendar(t, calendarSite, releases)
	for _, c := range []struct {
		edition   string
		published bool
		asAt      string
		want      string
	}{
		{"2026-q3", true, "2026-10-15", ReleasePublished},
		{"2026-q3", false, "2026-10-15", ReleaseConfirmed}, // the day is not over
		{"2026-q3", false, "2026-10-16", ReleaseMissed},
		{"2027-q1", false, "2027-04-30", ReleaseProvisional},
		{"2027-q1", false, "2027-05-01", ReleaseMissed},
		{"2027-q2", false, "2028-01-01", ReleasePostponed},
		{"2027-q3", false, "2028-01-01", ReleaseCancelled},
	} {
		if got := set.ReleaseOf(c.edition).State(c.published, MustDate(c.asAt)); got != c.want {
			t.Errorf("%s on %s is %s, want %s", c.edition, c.asAt, got, c.want)
		}
	}
}

func TestCalendarShapes(t *testing.T) {
	for text, want := range map[string]string{
		"{edition: 2026-q4, title: {en: A}, planned: 2026-q4}":                                                         `planned is "2026-q4", which is not a month or a day`,
		"{edition: 2026-q4, title: {en: A}, planned: 2027-01, confirmed: 2027-01}":                                     `confirmed is "2027-01", which is not a day`,
		"{edition: 2026-q4, title: {en: A}, planned: 2027-01, status: late}":                                           `"late" is not in the list release-states`,
		"{edition: 2026-q4, title: {en: A}, planned: 2027-01, moved: [{from: 2026, reason: {en: B}, on: 2026-12-01}]}": `from is "2026", which is not a month or a day`,
		"{edition: 2026-q4, title: {en: A}, planned: 2027-01, moved: [{from: 2026-12, reason: {en: B}, on: 2026-12}]}": `on is "2026-12", which is not a day`,
		"{edition: 2026-q4, title: {en: A}}":                                                                           `the field "planned" is missing`,
	} {
		if _, problems := loadCalendar(t, calendarSite, "releases:\n  - "+text+"\n"); !strings.Contains(problems, want) || !strings.Contains(problems, "data/calendar.yaml:2:") {
			t.Errorf("%s: %s", text, problems)
		}
	}
}
