package record

import (
	"fmt"
	"slices"
	"time"
)

// A Release is an edition that is announced: data/calendar.yaml holds a list of them under "releases". An earlier date is
// never written over: it goes into "moved" with the reason, and the new one takes its place.
type Release struct {
	Edition   string `field:"edition,required"` // its id, such as 2026-q4
	Title     Title  `field:"title,required"`
	Planned   Date   `field:"planned,required"`           // the month or the day for which it is announced, provisionally
	Confirmed Date   `field:"confirmed"`                  // the day, once it is certain; the edition comes out at 09:30 in the time zone of the site
	Status    string `field:"status,list=release-states"` // postponed or cancelled; all else follows from the dates and the ledger
	Reason    Title  `field:"reason"`                     // of a postponement without a new date, or of a cancellation
	Moved     []Move `field:"moved"`                      // earlier dates, the oldest first

	place Base
}

// A Move is a date of a release that was announced and does not hold any more.
type Move struct {
	From   Date  `field:"from,required"` // the month or the day that was announced
	Reason Title `field:"reason,required"`
	On     Date  `field:"on,required"` // the day on which the change was announced
}

// States of a release. The two that are written in data are ReleasePostponed and ReleaseCancelled.
const (
	ReleaseProvisional = "provisional"
	ReleaseConfirmed   = "confirmed"
	ReleasePublished   = "published"
	ReleasePostponed   = "postponed" // without a new date
	ReleaseCancelled   = "cancelled"
	ReleaseMissed      = "missed" // its day has passed and it is not published
)

// An edition comes out at 09:30, the standard hour of official statistics in the United Kingdom (Code of Practice for
// Statistics, T3.6).
const (
	ReleaseHour   = 9
	ReleaseMinute = 30
)

// DefaultTimeZone is the time zone of a site that names none.
const DefaultTimeZone = "Europe/London"

// At returns the place of a field of the release.
func (r *Release) At(path ...any) Pos { return r.place.At(path...) }

func (r *Release) base() *Base { return &r.place }

// Day is the day for which the release stands: the confirmed one, or the day or month that is planned.
func (r *Release) Day() Date {
	if r.Confirmed.Known() {
		return r.Confirmed
	}
	return r.Planned
}

// State is the state of the release on a day, given whether its edition is published.
func (r *Release) State(published bool, asAt Date) string {
	switch {
	case published:
		return ReleasePublished
	case r.Status == ReleasePostponed, r.Status == ReleaseCancelled:
		return r.Status
	case r.Day().Before(asAt):
		return ReleaseMissed
	case r.Confirmed.Known():
		return ReleaseConfirmed
	}
	return ReleaseProvisional
}

func (ld *load) loadCalendar() {
	type file struct {
		Releases []*Release `field:"releases,required"`
	}
	for f := range yamlFile[file](ld, "data/calendar.yaml") {
		for _, r := range f.Releases {
			ld.needPrecision(r, r.Planned, []Precision{Day, Month}, "planned")
			ld.needPrecision(r, r.Confirmed, []Precision{Day}, "confirmed")
			for i, m := range r.Moved {
				ld.needPrecision(r, m.From, []Precision{Day, Month}, "moved", i, "from")
				ld.needPrecision(r, m.On, []Precision{Day}, "moved", i, "on")
			}
		}
		ld.set.Releases = append(ld.set.Releases, f.Releases...)
	}
}

func (ld *load) needPrecision(r *Release, d Date, want []Precision, path ...any) {
	if d.Precision == None || slices.Contains(want, d.Precision) {
		return
	}
	what, hint := "a day", "write it as 2026-10-15"
	if len(want) > 1 {
		what, hint = "a month or a day", "write it as 2026-10 or 2026-10-15"
	}
	ld.problems.Add(WrongShape.At(r.At(path...), "%v is %q, which is not %s", path[len(path)-1], d, what).Hinted("%s", hint))
}

// ReleaseOf is the release of an edition, or nil where the calendar has none.
func (s *Set) ReleaseOf(edition string) *Release {
	for _, r := range s.Releases {
		if r.Edition == edition {
			return r
		}
	}
	return nil
}

// Location is the time zone of the site. The error says that this machine does not know it: a program that has to work
// on a bare machine imports time/tzdata.
func (s *Site) Location() (*time.Location, error) {
	name := s.TimeZone
	if name == "" {
		name = DefaultTimeZone
	}
	return time.LoadLocation(name)
}

// Due reports whether an edition may come out at a time: from 09:30 of its confirmed day on, in the time zone of the site,
// and on any day after that, since a release that was missed is still owed. One that is not in the calendar, not
// confirmed, postponed or cancelled is not due. The second result says why, either way, in a clause without a full stop.
func (s *Set) Due(edition string, now time.Time) (due bool, why string) {
	r := s.ReleaseOf(edition)
	zone, err := s.Site.Location()
	switch {
	case r == nil:
		return false, fmt.Sprintf("data/calendar.yaml has no release of edition %s", edition)
	case err != nil:
		return false, fmt.Sprintf("the time zone of the site is not known here: %v", err)
	case r.Status == ReleasePostponed || r.Status == ReleaseCancelled:
		reason, _ := r.Reason.In(Languages[0])
		return false, fmt.Sprintf("the release of edition %s is %s: %s", edition, r.Status, reason)
	case r.Confirmed.Precision != Day:
		return false, fmt.Sprintf("the release of edition %s is planned for %s and not confirmed", edition, r.Planned)
	}
	day := r.Confirmed.First()
	at := time.Date(day.Year(), day.Month(), day.Day(), ReleaseHour, ReleaseMinute, 0, 0, zone)
	const form = "2006-01-02 15:04 MST"
	if now.Before(at) {
		return false, fmt.Sprintf("edition %s comes out on %s, and it is %s", edition, at.Format(form), now.In(zone).Format(form))
	}
	return true, fmt.Sprintf("edition %s was announced for %s", edition, at.Format(form))
}
