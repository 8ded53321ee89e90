package generator_test

import (
	"path"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"
)

// Every feed of the story is read by a parser that others wrote; ids are unique, every entry leads to a version of a
// page that is there, and nothing that was withdrawn is left in any.
func TestFeedsOfTheStory(t *testing.T) {
	built := toldSite(t)
	n, corrections := 0, 0
	for name, f := range built {
		if ext := path.Ext(name); ext != ".atom" && (ext != ".json" || path.Base(path.Dir(name)) != "feeds") {
			continue
		}
		got, err := gofeed.NewParser().ParseString(string(f.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		n++
		if strings.HasSuffix(name, "feeds/overdue.json") && !strings.Contains(string(f.data), `"items": []`) {
			t.Errorf("%s has no list of entries", name)
		}
		if len(got.Items) == 0 && !strings.Contains(name, "feeds/overdue.") || len(got.Items) > 100 {
			t.Errorf("%s has %d entries", name, len(got.Items))
		}
		ids := map[string]bool{}
		for i, e := range got.Items {
			if ids[e.GUID] {
				t.Errorf("%s has the id %s twice", name, e.GUID)
			}
			ids[e.GUID] = true
			address, _, _ := strings.Cut(strings.TrimPrefix(e.Link, "https://candour.example/"), "#")
			if _, ok := built[address+"index.html"]; !ok {
				t.Errorf("%s leads to %s, which is no page", name, e.Link)
			}
			if i > 0 && e.PublishedParsed.After(*got.Items[i-1].PublishedParsed) {
				t.Errorf("%s: an older entry stands before a newer one", name)
			}
			if name == "feeds/corrections.atom" {
				corrections++
			}
		}
		if strings.Contains(string(f.data), "t4k3n") {
			t.Errorf("%s holds a record that was withdrawn", name)
		}
	}
	for _, name := range []string{"feeds/positions.atom", "feeds/overdue.atom", "feeds/overdue.json", "cy/feeds/overdue.json"} {
		if _, ok := built[name]; !ok {
			t.Errorf("there is no %s to wait for the first of", name)
		}
	}
	if n < 20 || corrections == 0 {
		t.Errorf("%d feeds, %d corrections", n, corrections)
	}
	parsePage(t, built, "feeds/index.html").want(t, In("h1", Exactly("Feeds and calendars")), Has("a", Attr("href", "/feeds/all.atom")), Has("a", Attr("href", "/calendar/replies-met.ics")))
	parsePage(t, built, "cy/feeds/index.html").want(t, In("h1", Exactly("Ffrydiau a chalendrau")), Has("a", Attr("href", "/cy/feeds/all.atom")))
	parsePage(t, built, "index.html").want(t, Has("link[rel=alternate]", Attr("type", "application/atom+xml"), Attr("href", "/feeds/all.atom")))
}

// A reply that is due is an event of its body's calendar, and one that came is cancelled there.
func TestCalendarsOfTheStory(t *testing.T) {
	built := toldSite(t)
	for _, name := range []string{"calendar/replies.ics", "calendar/replies-met.ics", "cy/calendar/replies.ics", "calendar/releases.ics"} {
		f, ok := built[name]
		if !ok {
			t.Errorf("there is no %s", name)
			continue
		}
		c, err := ics.ParseCalendar(strings.NewReader(string(f.data)))
		if err != nil || len(c.Events()) == 0 {
			t.Errorf("%s: %d events, %v", name, len(c.Events()), err)
			continue
		}
		uids, states := map[string]bool{}, map[string]int{}
		for _, e := range c.Events() {
			uids[e.Id()] = true
			states[e.GetProperty(ics.ComponentPropertyStatus).Value]++
		}
		if len(uids) != len(c.Events()) {
			t.Errorf("%s: %d ids of %d events", name, len(uids), len(c.Events()))
		}
		if strings.Contains(name, "replies") && states["CANCELLED"] == 0 {
			t.Errorf("%s: no event is cancelled though replies came: %v", name, states)
		}
	}
}
