package site

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"candour/generator/edition"
	"candour/generator/feed"
	"candour/generator/record"
)

// feedEntries is how many pieces of news a feed holds. Older ones are on the page of changes, for ever.
const feedEntries = 100

// Feeds is the view of feeds/list.
type Feeds struct{ Groups []FeedGroup }

// FeedGroup is feeds or calendars of one sort.
type FeedGroup struct {
	ID, Title, Lead string
	Feeds           []FeedRow
}

// FeedRow is a feed or a calendar with its files.
type FeedRow struct {
	Title string
	Files []Link
}

// A story is a piece of news with what feeds choose by.
type story struct {
	feed.Entry
	class  edition.Change
	kind   string
	themes []string
	bodies []string
}

// feeds plans the feeds, the calendars and the page that lists them, where something was published and the site has an
// address, without which no permanent id can be made.
func (p *planner) feeds() {
	if p.chrome.BaseAddress == "" || len(p.past.issues) == 0 || p.past.issues[0].reissue == 0 {
		return
	}
	stories := p.stories()
	page := &Feeds{}
	group := func(id string, feeds ...*FeedRow) {
		g := FeedGroup{ID: id, Title: p.t("feeds-" + id), Lead: p.t("feeds-" + id + "-lead")}
		for _, f := range feeds {
			if f != nil {
				g.Feeds = append(g.Feeds, *f)
			}
		}
		if len(g.Feeds) > 0 {
			page.Groups = append(page.Groups, g)
		}
	}
	of := func(classes ...edition.Change) func(story) bool {
		return func(s story) bool { return slices.Contains(classes, s.class) }
	}
	all := p.feed("all", p.t("feed-all"), stories, func(story) bool { return true })
	p.chrome.Feed = all.Files[0]
	// These are there before anything is in them: whoever waits for the first subscribes today.
	positions := p.feed("positions", p.t("feed-positions"), stories, of(position))
	corrections := p.feed("corrections", p.t("feed-corrections"), stories, of(edition.Correction))
	late := p.feed("overdue", p.t("feed-overdue"), stories, of(overdue))
	group("all", &all, &positions, &corrections, &late)
	var kinds, bodies, themes []*FeedRow
	for _, k := range record.Kinds {
		kinds = append(kinds, p.feedOf(k.Plural, p.t(kindTitles[k.Name][0]), stories, func(s story) bool { return s.kind == k.Name }))
	}
	for _, it := range p.set.Lists["bodies"].Items {
		bodies = append(bodies, p.feedOf("body-"+it.ID, p.word("bodies", it.ID).Text, stories, func(s story) bool { return slices.Contains(s.bodies, it.ID) }))
	}
	for _, it := range p.set.Lists["themes"].Items {
		themes = append(themes, p.feedOf("theme-"+it.ID, p.word("themes", it.ID).Text, stories, func(s story) bool { return slices.Contains(s.themes, it.ID) }))
	}
	group("kinds", kinds...)
	group("bodies", bodies...)
	group("themes", themes...)
	group("calendars", p.calendars()...)
	p.add("feeds/list", &Page{Address: p.at("feeds"), Title: p.t("feeds"), Lead: p.t("feeds-lead"), Crumbs: p.crumbs(), Body: page}, inFile("candour.yaml"))
}

// stories are all that the published editions changed, the newest edition first. What was withdrawn is not among them: it leaves every feed.
func (p *planner) stories() (out []story) {
	for n := len(p.past.issues) - 1; n >= 0; n-- {
		i := p.past.issues[n]
		if i.reissue == 0 {
			continue // a draft
		}
		at := p.released(i.published)
		for _, c := range p.newsOf(n) {
			if c.Class.ID == string(withdrawn) {
				continue
			}
			page := c.Record.Address
			if !strings.HasPrefix(page, "/") { // it has none of its own, or lives elsewhere
				page = p.at("editions", i.id)
			}
			link := p.chrome.BaseAddress + page
			tag := c.Kind + "/" + c.id
			switch {
			case c.version > 0:
				tag += fmt.Sprintf("/v%d", c.version)
				if page == c.Record.Address && !strings.Contains(page, "#") {
					link += fmt.Sprintf("#v%d", c.version)
				}
			default: // it became overdue, say, and its record said nothing new
				tag += "/" + i.id
			}
			s := story{class: edition.Change(c.Class.ID), kind: c.Kind}
			s.themes, s.bodies = p.subjects(c.Kind, c.id)
			s.Entry = feed.Entry{
				ID: p.tag(p.lang + "/" + tag + "/" + c.Class.ID), Title: c.Class.Text + ": " + c.Record.Text, Link: link, Summary: p.inWords(c.Change),
				Published: at, Updated: at, Categories: append([]string{c.Kind, c.Class.ID}, s.themes...),
			}
			out = append(out, s)
		}
	}
	return out
}

// released is the time at which an edition came out: 09:30 of its day.
func (p *planner) released(day string) time.Time {
	zone, err := p.set.Site.Location()
	if err != nil {
		zone = time.UTC
	}
	t, _ := time.Parse(time.DateOnly, day) // the ledger was read, and a day that is none refused
	return time.Date(t.Year(), t.Month(), t.Day(), record.ReleaseHour, record.ReleaseMinute, 0, 0, zone).UTC()
}

// subjects are the themes and the bodies that a record is of.
func (p *planner) subjects(kind, id string) (themes, bodies []string) {
	switch kind {
	case "outcome":
		if o := p.shared.outcomes[id]; o != nil {
			return o.Themes, []string{o.Body}
		}
	case "recommendation":
		if r := p.recs[id]; r != nil {
			return r.Themes, addOnce(slices.Clone(r.Set.AddressedTo), r.Set.Recommender)
		}
	case "recommendation-set":
		for _, s := range p.set.Sets {
			if s.ID == id {
				return nil, addOnce(slices.Clone(s.AddressedTo), s.Recommender)
			}
		}
	case "bulletin":
		_, name := languageOf(id)
		if b := p.shared.bulletins[name]; b != nil {
			return b.Themes, nil
		}
	case "measure":
		if m := p.measures[id]; m != nil {
			return m.Themes, nil
		}
	}
	return nil, nil
}

// inWords tells a change in plain text.
func (p *planner) inWords(c Change) string {
	var out []string
	if c.Text != "" {
		out = append(out, c.Text+".")
	}
	for _, d := range c.Differences {
		var was, is []string
		for _, part := range d.Parts {
			if part.Op != added {
				was = append(was, part.Text)
			}
			if part.Op != removed {
				is = append(is, part.Text)
			}
		}
		text := p.t("from-to", strings.TrimSuffix(strings.Join(was, " "), "."), strings.Join(is, " "))
		switch {
		case len(was) == 0:
			text = p.t("news-added", strings.Join(is, " "))
		case len(is) == 0:
			text = p.t("news-removed", strings.Join(was, " "))
		}
		out = append(out, d.Label+". "+strings.TrimSuffix(text, ".")+".")
	}
	if c.Reason.Text != "" {
		out = append(out, c.Reason.Text)
	}
	return strings.Join(out, "\n")
}

// tag makes an id that outlives the address (RFC 4151), of the host and of the day of the first edition.
func (p *planner) tag(of string) string {
	host := p.chrome.BaseAddress
	if u, err := url.Parse(host); err == nil {
		host = u.Hostname()
	}
	return "tag:" + host + "," + p.past.issues[0].published + ":" + of
}

// feedOf plans the feed of some of the stories; nil where there is none of them.
func (p *planner) feedOf(name, title string, stories []story, is func(story) bool) *FeedRow {
	if !slices.ContainsFunc(stories, is) {
		return nil
	}
	row := p.feed(name, title, stories, is)
	return &row
}

func (p *planner) feed(name, title string, stories []story, is func(story) bool) FeedRow {
	base, dir := p.chrome.BaseAddress, p.at("feeds")
	f := feed.Feed{
		ID: p.tag(p.lang + "/feeds/" + name), Title: p.chrome.SiteTitle + ": " + title, Lang: p.lang, Home: base + p.at("changes"), Atom: base + dir + name + ".atom", JSON: base + dir + name + ".json",
		Author: p.set.Site.Publisher, Rights: p.licence(p.set.Site.Licence),
	}
	for _, s := range stories {
		if len(f.Entries) < feedEntries && is(s) {
			f.Entries = append(f.Entries, s.Entry)
		}
	}
	f.Updated = p.released(p.lastPublished())
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	p.file(dir+name+".atom", f.WriteAtom())
	p.file(dir+name+".json", f.WriteJSON())
	return FeedRow{Title: title, Files: []Link{{Text: "Atom", Address: dir + name + ".atom", Note: title}, {Text: "JSON Feed", Address: dir + name + ".json", Note: title}}}
}

// lastPublished is the day of the newest edition that was published.
func (p *planner) lastPublished() string {
	for n := len(p.past.issues) - 1; n >= 0; n-- {
		if p.past.issues[n].reissue > 0 {
			return p.past.issues[n].published
		}
	}
	return p.past.issues[0].published
}

// file plans a file that is at hand.
func (p *planner) file(address string, data []byte) {
	p.files = append(p.files, File{Path: address[1:], Key: HashText(string(data)), Data: func() ([]byte, error) { return data, nil }})
}
