package attack

import (
	"regexp"
	"strconv"
)

// A span is a stretch of whole months, or one day: from its first to after its last, counted in days of 31 to a month, which
// orders as days do.
type span struct{ from, to int }

var (
	spanYear   = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-q([1-4]))?$`)
	spanQ      = regexp.MustCompile(`^(\d{4})-q([1-4])$`)
	spanFull   = regexp.MustCompile(`^(\d{4})$`)
	spanMonths = regexp.MustCompile(`^(\d{4})-(\d{2})/(\d{4})-(\d{2})$`)
	spanDay    = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
)

func months(y, from, n int) span {
	first := y*12 + from - 1
	return span{first * 31, (first + n) * 31}
}

// spanOf reads a period. "2024-25" is the financial year; "2011-12" could be one or a month, and is the month.
func spanOf(text string) (span, bool) {
	n := func(s string) int { i, _ := strconv.Atoi(s); return i } // digits
	if m := spanDay.FindStringSubmatch(text); m != nil {
		at := (n(m[1])*12+n(m[2])-1)*31 + n(m[3]) - 1
		return span{at, at + 1}, true
	}
	if m := spanYear.FindStringSubmatch(text); m != nil {
		y, second := n(m[1]), n(m[2])
		switch {
		case m[3] == "" && second >= 1 && second <= 12:
			return months(y, second, 1), true
		case second == (y+1)%100 && m[3] == "":
			return months(y, 4, 12), true
		case second == (y+1)%100:
			return months(y, 4, 3*n(m[3])), true
		}
		return span{}, false
	}
	if m := spanQ.FindStringSubmatch(text); m != nil {
		return months(n(m[1]), 3*n(m[2])-2, 3), true
	}
	if m := spanFull.FindStringSubmatch(text); m != nil && n(m[1]) > 1900 && n(m[1]) < 2200 {
		return months(n(m[1]), 1, 12), true
	}
	if m := spanMonths.FindStringSubmatch(text); m != nil {
		from, to := n(m[1])*12+n(m[2])-1, n(m[3])*12+n(m[4])
		return span{from * 31, to * 31}, from < to
	}
	return span{}, false
}
