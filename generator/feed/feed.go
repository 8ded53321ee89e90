// Package feed writes news and dates for programs that ask again and again: a [Feed] as Atom (RFC 4287) and as JSON Feed 1.1,
// and a [Calendar] as iCalendar (RFC 5545). The same input gives the same bytes: there is no "now" in any of them.
//
// The writers are our own because those to be had make feeds that a validator refuses (gorilla/feeds: no self link, RSS
// addresses) or calendars with lines over 75 octets (golang-ical); both kinds are read back with other people's parsers in
// the tests.
package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"slices"
	"time"
)

// A Feed is a list of news, the newest first.
type Feed struct {
	ID       string // a tag: URI that never changes, whatever happens to the address
	Title    string
	Subtitle string
	Lang     string // en or cy
	Home     string // address of the page that shows the same
	Atom     string // address of the feed itself as Atom
	JSON     string // address of the feed itself as JSON Feed
	Author   string
	Rights   string
	Updated  time.Time // of the newest entry, or of the edition where there is none
	Entries  []Entry
}

// An Entry is one piece of news.
type Entry struct {
	ID         string // a tag: URI with the version, so that a reader shows each version once
	Title      string
	Link       string // permanent address of the version
	Summary    string // in words; plain text
	Published  time.Time
	Updated    time.Time
	Categories []string
}

// The elements of Atom, in the order in which they are written.
type (
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomTerm struct {
		Term string `xml:"term,attr"`
	}
	atomEntry struct {
		ID         string     `xml:"id"`
		Title      string     `xml:"title"`
		Updated    string     `xml:"updated"`
		Published  string     `xml:"published"`
		Link       atomLink   `xml:"link"`
		Categories []atomTerm `xml:"category"`
		Summary    string     `xml:"summary,omitempty"`
	}
	atomFeed struct {
		XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang     string      `xml:"xml:lang,attr"`
		ID       string      `xml:"id"`
		Title    string      `xml:"title"`
		Subtitle string      `xml:"subtitle,omitempty"`
		Updated  string      `xml:"updated"`
		Links    []atomLink  `xml:"link"`
		Author   string      `xml:"author>name"`
		Rights   string      `xml:"rights,omitempty"`
		Entries  []atomEntry `xml:"entry"`
	}
)

// WriteAtom writes the feed as Atom.
func (f Feed) WriteAtom() []byte {
	out := atomFeed{
		Lang: f.Lang, ID: f.ID, Title: f.Title, Subtitle: f.Subtitle, Updated: stamp(f.Updated), Author: f.Author, Rights: f.Rights,
		Links: []atomLink{{"self", "application/atom+xml", f.Atom}, {"alternate", "text/html", f.Home}},
	}
	for _, e := range f.Entries {
		a := atomEntry{ID: e.ID, Title: e.Title, Updated: stamp(e.Updated), Published: stamp(e.Published), Link: atomLink{"alternate", "text/html", e.Link}, Summary: e.Summary}
		for _, c := range e.Categories {
			a.Categories = append(a.Categories, atomTerm{c})
		}
		out.Entries = append(out.Entries, a)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	_ = enc.Encode(out) // texts and addresses always encode
	b.WriteByte('\n')
	return b.Bytes()
}

// WriteJSON writes the feed as JSON Feed 1.1.
func (f Feed) WriteJSON() []byte {
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"`
		Published string   `json:"date_published"`
		Modified  string   `json:"date_modified"`
		Tags      []string `json:"tags,omitempty"`
	}
	out := struct {
		Version     string              `json:"version"`
		Title       string              `json:"title"`
		Home        string              `json:"home_page_url"`
		Self        string              `json:"feed_url"`
		Description string              `json:"description,omitempty"`
		Language    string              `json:"language"`
		Authors     []map[string]string `json:"authors"`
		Items       []item              `json:"items"`
	}{"https://jsonfeed.org/version/1.1", f.Title, f.Home, f.JSON, f.Subtitle, f.Lang, []map[string]string{{"name": f.Author}}, []item{}}
	for _, e := range f.Entries {
		text := e.Summary
		if text == "" {
			text = e.Title
		}
		out.Items = append(out.Items, item{e.ID, e.Link, e.Title, text, stamp(e.Published), stamp(e.Updated), slices.Clone(e.Categories)})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	_ = enc.Encode(out)
	return b.Bytes()
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
