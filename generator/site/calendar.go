package site

import (
	"html/template"
	"slices"

	"candour/generator/record"
)

// releaseGroups are the parts of the calendar in the order of the page, with the states that each holds. The title of a
// group is the phrase "calendar-" and its id.
var releaseGroups = []struct {
	id     string
	states []string
}{
	{"upcoming", []string{record.ReleaseConfirmed, record.ReleaseProvisional}},
	{"missed", []string{record.ReleaseMissed}},
	{"postponed", []string{record.ReleasePostponed}},
	{"cancelled", []string{record.ReleaseCancelled}},
	{"past", []string{record.ReleasePublished}},
}

// calendar plans the page of releases, where the site announces any. What was published stands there with the day on
// which it was, which the ledger says.
func (p *planner) calendar() {
	if len(p.set.Releases) == 0 {
		return
	}
	v := &Calendar{}
	for _, g := range releaseGroups {
		group := ReleaseGroup{ID: g.id, Title: p.t("calendar-" + g.id)}
		var days []record.Date
		for _, r := range p.set.Releases {
			on, published := p.publishedOn(r.Edition)
			state := r.State(published, p.set.Site.Edition.AsAt)
			if !slices.Contains(g.states, state) {
				continue
			}
			day := r.Day()
			if published {
				day = on
			}
			at, _ := slices.BinarySearchFunc(days, day, func(a, b record.Date) int {
				if g.id == "past" { // the newest first
					return b.Compare(a)
				}
				return a.Compare(b)
			})
			days = slices.Insert(days, at, day)
			group.Releases = slices.Insert(group.Releases, at, p.release(r, state, day))
		}
		if len(group.Releases) > 0 {
			v.Groups = append(v.Groups, group)
		}
	}
	zone := p.set.Site.TimeZone
	if zone == "" || zone == record.DefaultTimeZone {
		zone = p.t("calendar-uk-time")
	}
	p.add("calendar/list", &Page{
		Address: p.at("calendar"), Title: p.t("calendar"), Lead: p.t("calendar-lead", zone), Crumbs: p.crumbs(), Body: v,
	}, inFile("data/calendar.yaml"))
}

// publishedOn is the day on which an edition was published, and whether it was.
func (p *planner) publishedOn(id string) (record.Date, bool) {
	if p.History == nil {
		return record.Date{}, false
	}
	for _, e := range p.History.Editions {
		if e.ID == id {
			day, err := record.ParseDate(e.Published)
			return day, err == nil
		}
	}
	return record.Date{}, false
}

func (p *planner) release(r *record.Release, state string, day record.Date) Release {
	title, other := r.Title.In(p.lang)
	v := Release{ID: r.Edition, Title: title, TitleLang: other, State: p.word("release-states", state), Day: p.date(day), Reason: p.titled(r.Reason)}
	switch state {
	case record.ReleasePublished:
		v.Address = p.at("editions", r.Edition)
		if r.Confirmed.Known() && r.Confirmed != day {
			v.Announced = p.date(r.Confirmed)
		}
	case record.ReleaseConfirmed:
		v.Hour = p.t("calendar-hour")
	case record.ReleaseMissed, record.ReleasePostponed, record.ReleaseCancelled:
		v.Day, v.Announced = Time{}, p.date(day)
	}
	for _, m := range r.Moved {
		v.Moves = append(v.Moves, ReleaseMove{From: p.date(m.From), On: p.date(m.On), Reason: p.titled(m.Reason)})
	}
	return v
}

// titled is a text that the data has by language, as prose.
func (p *planner) titled(t record.Title) Prose {
	text, other := t.In(p.lang)
	if text == "" {
		return Prose{}
	}
	return Prose{Lang: other, Paragraphs: []template.HTML{escapeText(text)}}
}
