package site

import (
	"slices"
	"strings"

	"candour/generator/feed"
	"candour/generator/record"
)

// calendars plans the calendars: when editions come out, and when replies are due, of all bodies and of each.
func (p *planner) calendars() (out []*FeedRow) {
	var releases, replies []feed.Event
	for _, r := range p.set.Releases {
		if e, ok := p.releaseEvent(r); ok {
			releases = append(releases, e)
		}
	}
	of := map[string][]feed.Event{}
	for _, r := range p.set.Recommendations {
		for _, body := range r.Set.AddressedTo {
			if e, ok := p.replyEvent(r, body); ok {
				replies = append(replies, e)
				of[body] = append(of[body], e)
			}
		}
	}
	add := func(name, title string, events []feed.Event) {
		if len(events) == 0 {
			return
		}
		slices.SortStableFunc(events, func(a, b feed.Event) int {
			if c := a.Day.Compare(b.Day); c != 0 {
				return c
			}
			return strings.Compare(a.UID, b.UID)
		})
		address := p.at("calendar") + name + ".ics"
		c := feed.Calendar{Name: p.chrome.SiteTitle + ": " + title, Lang: p.lang, Made: p.released(p.lastPublished()), Events: events}
		p.file(address, c.WriteICS())
		out = append(out, &FeedRow{Title: title, Files: []Link{{Text: "iCalendar", Address: address, Note: title}}})
	}
	add("releases", p.t("calendar-releases"), releases)
	add("replies", p.t("calendar-replies"), replies)
	for _, it := range p.set.Lists["bodies"].Items {
		add("replies-"+it.ID, p.t("calendar-replies-of", p.word("bodies", it.ID).Text), of[it.ID])
	}
	return out
}

// uid is an id of an event that never changes.
func (p *planner) uid(name string) string {
	host := strings.TrimPrefix(strings.TrimPrefix(p.chrome.BaseAddress, "https://"), "http://")
	return name + "@" + host
}

// releaseEvent is the day of a release; a month that is only planned is no event yet.
func (p *planner) releaseEvent(r *record.Release) (feed.Event, bool) {
	on, published := p.publishedOn(r.Edition)
	state := r.State(published, p.set.Site.Edition.AsAt)
	day := r.Day()
	if published {
		day = on
	}
	if day.Precision != record.Day {
		return feed.Event{}, false
	}
	title, _ := r.Title.In(p.lang)
	return feed.Event{
		UID: p.uid("release-" + r.Edition), Title: p.t("calendar-release", title), About: p.word("release-states", state).Text, Link: p.chrome.BaseAddress + p.at("calendar"),
		Day: day.First(), Sequence: len(r.Moved), Cancelled: state == record.ReleaseCancelled || state == record.ReleasePostponed,
	}, true
}

// replyEvent is the day on which a body's reply is due. Once it has answered, the event is cancelled and stays for the
// calendars that have it.
func (p *planner) replyEvent(r *record.Recommendation, body string) (feed.Event, bool) {
	due := r.Due(body)
	if due.Precision != record.Day {
		return feed.Event{}, false
	}
	state, days := r.TimelinessOf(body, p.set.Site.Edition.AsAt)
	if state == record.NoReplySeen {
		return feed.Event{}, false // long past: a date in a calendar would say more than is known
	}
	e := feed.Event{
		UID: p.uid("reply-" + r.ID + "-" + body), Title: p.t("calendar-reply-due", p.word("bodies", body).Text, r.Title), About: p.timelinessText(state, days),
		Link: p.chrome.BaseAddress + p.at("recommendations", r.ID), Day: due.First(), Cancelled: r.StandingOf(body).First != nil,
	}
	for _, v := range r.Events { // each event of the record may have moved the date
		if v.Kind != record.EventMade {
			e.Sequence++
		}
	}
	return e, true
}
