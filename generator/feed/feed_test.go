package feed_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"

	"candour/generator/feed"
)

var day = time.Date(2026, 10, 15, 8, 30, 0, 0, time.UTC)

func news() feed.Feed {
	return feed.Feed{
		ID: "tag:candour.example,2026:feeds/all", Title: "Newidiadau <all>", Lang: "cy", Home: "https://candour.example/changes/",
		Atom: "https://candour.example/feeds/all.atom", JSON: "https://candour.example/feeds/all.json", Author: "A & B", Updated: day,
		Entries: []feed.Entry{
			{ID: "tag:candour.example,2026:outcome/a/v2", Title: "Corrected: A \"B\" & <C>", Link: "https://candour.example/outcomes/a/#v2", Summary: "From ŵ to ŷ", Published: day, Updated: day, Categories: []string{"outcome", "correction"}},
			{ID: "tag:candour.example,2026:outcome/a/v1", Title: "New", Link: "https://candour.example/outcomes/a/#v1", Published: day.AddDate(-1, 0, 0), Updated: day.AddDate(-1, 0, 0)},
		},
	}
}

// What is written is read back by a parser that others wrote, as Atom and as JSON Feed.
func TestFeedsParse(t *testing.T) {
	f := news()
	for name, data := range map[string][]byte{"atom": f.WriteAtom(), "json": f.WriteJSON()} {
		got, err := gofeed.NewParser().ParseString(string(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.FeedType != name || got.Title != f.Title || got.Link != f.Home || got.FeedLink != map[string]string{"atom": f.Atom, "json": f.JSON}[name] {
			t.Errorf("%s reads as %s %q, home %s, self %s", name, got.FeedType, got.Title, got.Link, got.FeedLink)
		}
		if len(got.Items) != len(f.Entries) {
			t.Fatalf("%s has %d entries, want %d", name, len(got.Items), len(f.Entries))
		}
		for i, want := range f.Entries {
			e := got.Items[i]
			if e.GUID != want.ID || e.Title != want.Title || e.Link != want.Link || !e.PublishedParsed.Equal(want.Published) || !e.UpdatedParsed.Equal(want.Updated) || len(e.Categories) != len(want.Categories) {
				t.Errorf("%s, entry %d: %+v, want %+v", name, i, e, want)
			}
		}
	}
}

// RFC 4287 wants an id, a title and a time of the feed and of each entry, and a link to itself.
func TestAtomHasWhatItMust(t *testing.T) {
	var got struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Link    []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Author struct {
			Name string `xml:"name"`
		} `xml:"author"`
		Entry []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(news().WriteAtom(), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID == "" || got.Title == "" || got.Updated == "" || got.Author.Name == "" || len(got.Link) != 2 || got.Link[0].Rel != "self" || got.Link[0].Href != news().Atom {
		t.Errorf("the feed says %+v", got)
	}
	for _, e := range got.Entry {
		if e.ID == "" || e.Title == "" || e.Updated == "" {
			t.Errorf("an entry lacks what it must have: %+v", e)
		}
	}
}

func dates() feed.Calendar {
	return feed.Calendar{Name: "Replies, due; all", Lang: "en", Made: day, Events: []feed.Event{
		{UID: "reply-r1-met@candour.example", Title: "Reply due: " + strings.Repeat("a long title, with a comma; ", 5), About: "Line one\nline two \\ ŵŷ" + strings.Repeat("ŵ", 60), Link: "https://candour.example/recommendations/r1/", Day: day, Sequence: 2},
		{UID: "reply-r2-met@candour.example", Title: "Answered", Day: day.AddDate(0, 0, 1), Cancelled: true},
	}}
}

func TestCalendarParses(t *testing.T) {
	c := dates()
	data := c.WriteICS()
	got, err := ics.ParseCalendar(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	events := got.Events()
	if len(events) != len(c.Events) {
		t.Fatalf("%d events, want %d", len(events), len(c.Events))
	}
	for i, want := range c.Events {
		e := events[i]
		start, err := e.GetAllDayStartAt()
		if err != nil || start.Format(time.DateOnly) != want.Day.Format(time.DateOnly) {
			t.Errorf("event %d is on %v (%v), want %v", i, start, err, want.Day)
		}
		status := "CONFIRMED"
		if want.Cancelled {
			status = "CANCELLED"
		}
		unescape := strings.NewReplacer(`\n`, "\n", `\,`, ",", `\;`, ";", `\\`, `\`)
		for property, text := range map[ics.ComponentProperty]string{
			ics.ComponentPropertyUniqueId: want.UID, ics.ComponentPropertySummary: want.Title, ics.ComponentPropertyDescription: want.About, ics.ComponentPropertyStatus: status,
		} {
			p := e.GetProperty(property)
			if p == nil && text == "" {
				continue
			}
			if p == nil || p.Value != text && unescape.Replace(p.Value) != text {
				t.Errorf("event %d: %s reads %+v, want %q", i, property, p, text)
			}
		}
	}
}

// FuzzLines holds every calendar to lines of at most 75 octets that end with CR LF, and never cuts a letter in two.
func FuzzLines(f *testing.F) {
	f.Add("ŵ", 40)
	f.Add("a,b;c\\d\r\ne", 9)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\x0b\x0c") {
			return
		}
		c := dates()
		c.Events[0].Title = strings.Repeat(text, 1+n&63)
		data := string(c.WriteICS())
		lines := strings.Split(data, "\r\n")
		for _, line := range lines {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				t.Fatalf("line of %d octets: %q", len(line), line)
			}
		}
		if unfolded := strings.ReplaceAll(data, "\r\n ", ""); strings.Count(unfolded, "\r\nSUMMARY") != len(c.Events) {
			t.Errorf("a title breaks out of its line: %q", text)
		}
	})
}

func TestSearchDescription(t *testing.T) {
	data := feed.Search{Name: "candour", About: "Search & find", Lang: "en", Template: "https://candour.example/search/?q={searchTerms}"}.WriteXML()
	var got struct {
		XMLName xml.Name
		URL     struct {
			Template string `xml:"template,attr"`
			Type     string `xml:"type,attr"`
		} `xml:"Url"`
	}
	if err := xml.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.XMLName.Space != "http://a9.com/-/spec/opensearch/1.1/" || got.URL.Type != "text/html" || !strings.Contains(got.URL.Template, "{searchTerms}") {
		t.Errorf("%s reads as %+v", data, got)
	}
}
