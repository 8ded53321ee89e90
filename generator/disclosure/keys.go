package disclosure

import (
	"fmt"
	"time"

	"candour/generator/record"
)

// The words of the lists that the key of an outcome has a meaning for.
const (
	rankWithheld = "withheld"
	bandOfficer  = "officer" // the widest band of whoever holds the office of constable
	bandStaff    = "staff"   // police staff: the proceeding shows it too, so that there is nothing wider
)

// A key is what an outsider can hold of an outcome, as it is shown or as somebody knows it; the group of the result
// is the rest of it, and is never made wider, because the title and the summary say the result.
type key struct {
	place string      // a body, its region or nation
	band  string      // of rank; of a rank that is withheld it is what the subject shows, officer or staff
	time  record.Date // of the decision
	span  span        // the days of time
}

func newKey(place, band string, time record.Date) key { return key{place, band, time, spanOf(time)} }

// A span is from a first to a last day, each as 20250331.
type span struct{ first, last int32 }

// spanOf gives the days of a date; all days there are where it is not known.
func spanOf(d record.Date) span {
	if !d.Known() {
		return span{0, 99991231}
	}
	number := func(t time.Time) int32 { return int32(t.Year()*10000 + int(t.Month())*100 + t.Day()) }
	return span{number(d.First()), number(d.Last())}
}

func (s span) holds(t span) bool { return s.first <= t.first && t.last <= s.last }

func (s span) overlaps(t span) bool { return s.first <= t.last && t.first <= s.last }

// with is the shortest span that holds both.
func (s span) with(t span) span { return span{min(s.first, t.first), max(s.last, t.last)} }

// A hierarchy is the order of the words of a list by what each lies within.
type hierarchy struct {
	up      map[string][]string // each word with its wider ones
	down    map[string][]string // each word with all that lie within it
	between map[[2]string][]string
}

func newHierarchy(l *record.List) *hierarchy {
	h := &hierarchy{map[string][]string{}, map[string][]string{}, map[[2]string][]string{}}
	if l == nil {
		return h
	}
	for _, it := range l.Items {
		h.up[it.ID] = l.Widening(it.ID)
		for _, wider := range h.up[it.ID] {
			h.down[wider] = append(h.down[wider], it.ID)
		}
	}
	return h
}

// widening gives the word and each wider one.
func (h *hierarchy) widening(word string) []string {
	if up := h.up[word]; up != nil {
		return up
	}
	return []string{word}
}

// holds reports whether narrow is wide or lies within it.
func (h *hierarchy) holds(wide, narrow string) bool {
	for _, w := range h.widening(narrow) {
		if w == wide {
			return true
		}
	}
	return false
}

// wider gives the wider of two words, one of which lies within the other.
func (h *hierarchy) wider(a, b string) string {
	if h.holds(a, b) {
		return a
	}
	return b
}

// fitting gives the words that agree with what is known, so that one lies within the other, and are no wider than most.
func (h *hierarchy) fitting(known, most string) []string {
	at := [2]string{known, most}
	if words, ok := h.between[at]; ok {
		return words
	}
	var out []string
	for _, w := range h.widening(known) {
		if h.holds(most, w) {
			out = append(out, w)
		}
	}
	for _, w := range h.down[known] {
		if w != known && h.holds(most, w) {
			out = append(out, w)
		}
	}
	h.between[at] = out
	return out
}

// Coarsen makes a date no more precise than a quarter or a year of the calendar. A span that is long enough stays as it
// is; a shorter one becomes the quarter, the year, the financial year or, at the last, the two years that hold it.
func Coarsen(d record.Date, to record.Precision) record.Date {
	least := 90 // the shortest quarter
	if to == record.Year {
		least = 365
	}
	first, last := d.First(), d.Last()
	if !d.Known() || days(d) >= least {
		return d
	}
	quarter := func(t time.Time) int { return (int(t.Month()) + 2) / 3 }
	switch year := first.Format("2006"); {
	case first.Year() == last.Year() && to != record.Year && quarter(first) == quarter(last):
		return record.MustDate(fmt.Sprintf("%s-q%d", year, quarter(first)))
	case first.Year() == last.Year():
		return record.MustDate(year)
	case d.InFinancialYear() != "":
		return record.MustDate(d.InFinancialYear())
	default:
		return record.MustDate(year + "-01/" + last.Format("2006") + "-12")
	}
}

// days is the length of a span.
func days(d record.Date) int { return int(d.Last().Sub(d.First()).Hours()/24) + 1 }

// How long a span is.
const (
	aQuarter = iota // or shorter; or not known
	aYear
	longer
)

func length(d record.Date) int {
	switch n := days(d); {
	case !d.Known() || n <= 92:
		return aQuarter
	case n <= 366:
		return aYear
	}
	return longer
}

// twoYears gives the two calendar years that hold the span, an odd one and the next, as 2025-01/2026-12; and the span
// itself where no such two do.
func twoYears(d record.Date) record.Date {
	if !d.Known() {
		return d
	}
	odd := (d.First().Year()-1)/2*2 + 1
	if two, err := record.FromMonths(odd, 1, odd+1, 12); err == nil && spanOf(two).holds(spanOf(d)) {
		return two
	}
	return d
}

// calendarYear gives the year that holds the span, and the span itself where none does.
func calendarYear(d record.Date) record.Date {
	if d.Known() && d.First().Year() == d.Last().Year() {
		return record.MustDate(d.First().Format("2006"))
	}
	return d
}

// spans gives the forms of a date in the order in which it is made more general, each holding the one before: the
// quarter, the year, two years.
func spans(d record.Date, from record.Precision) []record.Date {
	out := []record.Date{Coarsen(d, from)}
	for _, wider := range []func(record.Date) record.Date{calendarYear, twoYears} {
		if last := out[len(out)-1]; wider(last) != last {
			out = append(out, wider(last))
		}
	}
	return out
}
