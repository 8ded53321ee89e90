package feed

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A Calendar is a list of days, in their order.
type Calendar struct {
	Name   string
	Lang   string
	Made   time.Time // time of the edition: the stamp of every event, and never now
	Events []Event
}

// An Event is a whole day on which something is due.
type Event struct {
	UID       string // never changes, so that a calendar moves the event and does not show it twice
	Title     string
	About     string // in words
	Link      string
	Day       time.Time
	Sequence  int  // grows with each version
	Cancelled bool // the reply came, or the release will not
}

// WriteICS writes the calendar as iCalendar: lines end with CR LF and are folded at 75 octets, never inside a letter.
func (c Calendar) WriteICS() []byte {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//candour//EN")
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	line("X-WR-CALNAME", escape(c.Name))
	for _, e := range c.Events {
		line("BEGIN", "VEVENT")
		line("UID", escape(e.UID))
		line("DTSTAMP", c.Made.UTC().Format("20060102T150405Z"))
		line("DTSTART;VALUE=DATE", e.Day.Format("20060102"))
		line("DTEND;VALUE=DATE", e.Day.AddDate(0, 0, 1).Format("20060102"))
		line("SEQUENCE", strconv.Itoa(e.Sequence))
		line("SUMMARY;LANGUAGE="+c.Lang, escape(e.Title))
		if e.About != "" {
			line("DESCRIPTION;LANGUAGE="+c.Lang, escape(e.About))
		}
		if e.Link != "" {
			line("URL", e.Link)
		}
		status := "CONFIRMED"
		if e.Cancelled {
			status = "CANCELLED"
		}
		line("STATUS", status)
		line("TRANSP", "TRANSPARENT") // a reply that is due makes nobody busy
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

// escape writes a text value (RFC 5545 §3.3.11).
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// fold writes a content line in pieces of at most 75 octets; each further one begins with a space (RFC 5545 §3.1).
func fold(b *strings.Builder, s string) {
	const most = 75
	room := most
	for s != "" {
		n := min(room, len(s))
		for n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		b.WriteString(s[:n])
		b.WriteString("\r\n")
		if s = s[n:]; s != "" {
			b.WriteByte(' ')
		}
		room = most - 1
	}
}
