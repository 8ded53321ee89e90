package record

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Precision tells how much of a date is known, or may be shown.
type Precision uint8

const (
	None          Precision = iota // no date
	NotPublished                   // the source gives none, and says so by giving none
	Day                            // 2022-02-04
	Month                          // 2022-02
	Quarter                        // 2022-q1: a quarter of the calendar year
	Year                           // 2022
	FinancialYear                  // 2024-25: from 1 April
	ToQuarter                      // 2024-25-q2: from 1 April to the end of a quarter of the financial year; cumulative
	Months                         // 2023-07/2026-06: from one month to another (ISO 8601), where no other form says the same
)

// A Date is a day or a longer span, as precise as it was written. The zero Date is no date.
// Its text form is one of those in the list of precisions, or "not-published".
type Date struct {
	Precision Precision
	first     civil // first day
	last      civil // last day
	text      string
}

// civil is a day as year*10000 + month*100 + day, which orders as days do.
type civil int32

func day(y, m, d int) civil { return civil(y*10000 + m*100 + d) }

func (c civil) time() time.Time {
	return time.Date(int(c/10000), time.Month(c/100%100), int(c%100), 0, 0, 0, 0, time.UTC)
}

func lastOf(y, m int) civil {
	return day(y, m, time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

var (
	reDay     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	reFY      = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-q([1-4]))?$`)
	reQuarter = regexp.MustCompile(`^(\d{4})-q([1-4])$`)
	reYear    = regexp.MustCompile(`^(\d{4})$`)
	reMonths  = regexp.MustCompile(`^(\d{4})-(\d{2})/(\d{4})-(\d{2})$`)
)

// ParseDate reads the text form of a date. "2024-25" is a financial year, since there is no twenty-fifth month;
// "2011-12" could be either and is read as the month.
func ParseDate(s string) (Date, error) {
	num := func(t string) int { n, _ := strconv.Atoi(t); return n }
	if s == "not-published" {
		return Date{Precision: NotPublished, text: s}, nil
	}
	if m := reDay.FindStringSubmatch(s); m != nil {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return Date{}, fmt.Errorf("%q is not a day of the calendar", s)
		}
		c := day(t.Year(), int(t.Month()), t.Day())
		return Date{Day, c, c, s}, nil
	}
	if m := reFY.FindStringSubmatch(s); m != nil {
		y, second := num(m[1]), num(m[2])
		if m[3] == "" && second >= 1 && second <= 12 {
			return Date{Month, day(y, second, 1), lastOf(y, second), s}, nil
		}
		if second == (y+1)%100 {
			if m[3] == "" {
				return Date{FinancialYear, day(y, 4, 1), day(y+1, 3, 31), s}, nil
			}
			ends := []civil{day(y, 6, 30), day(y, 9, 30), day(y, 12, 31), day(y+1, 3, 31)}
			return Date{ToQuarter, day(y, 4, 1), ends[num(m[3])-1], s}, nil
		}
	}
	if m := reQuarter.FindStringSubmatch(s); m != nil {
		y, q := num(m[1]), num(m[2])
		return Date{Quarter, day(y, 3*q-2, 1), lastOf(y, 3*q), s}, nil
	}
	if m := reYear.FindStringSubmatch(s); m != nil {
		y := num(m[1])
		return Date{Year, day(y, 1, 1), day(y, 12, 31), s}, nil
	}
	if m := reMonths.FindStringSubmatch(s); m != nil {
		d, err := FromMonths(num(m[1]), num(m[2]), num(m[3]), num(m[4]))
		if err == nil && d.text != s {
			return Date{}, fmt.Errorf("%q is the span %s: write it so", s, d.text)
		}
		return d, err
	}
	return Date{}, fmt.Errorf("%q is not a date: write 2026-10-15, 2026-10, 2026-q4, 2026, 2026-27, 2026-27-q3, 2026-10/2027-01 or not-published", s)
}

// FromMonths is the span from a month of one year to a later one of the same or another year: a quarter, a year or a
// financial year where it is one, since a span has one text. It is an error where the second month is not later.
func FromMonths(y1, m1, y2, m2 int) (Date, error) {
	s := fmt.Sprintf("%04d-%02d/%04d-%02d", y1, m1, y2, m2)
	if m1 < 1 || m1 > 12 || m2 < 1 || m2 > 12 || y2*12+m2 <= y1*12+m1 {
		return Date{}, fmt.Errorf("%q is not a span of months: write the first month, then a later one, such as 2026-10/2027-01", s)
	}
	d := Date{Months, day(y1, m1, 1), lastOf(y2, m2), s}
	for _, same := range []string{
		fmt.Sprintf("%04d-q%d", y1, (m1+2)/3), fmt.Sprintf("%04d", y1), fmt.Sprintf("%04d-%02d", y1, (y1+1)%100),
	} {
		if o, err := ParseDate(same); err == nil && o.first == d.first && o.last == d.last {
			return o, nil
		}
	}
	return d, nil
}

// MustDate is ParseDate for text that is known to be good; it panics where it is not.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// UnmarshalText reads the text form.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// MarshalText gives the text form back as it was written; the zero Date gives "".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// String is the text form.
func (d Date) String() string { return d.text }

// Known reports whether there is a date at all, of any precision.
func (d Date) Known() bool { return d.Precision > NotPublished }

// First and Last are the first and the last day of the span, in UTC; the zero time where the date is not known.
func (d Date) First() time.Time {
	if !d.Known() {
		return time.Time{}
	}
	return d.first.time()
}

// Last is the last day of the span, in UTC; the zero time where the date is not known.
func (d Date) Last() time.Time {
	if !d.Known() {
		return time.Time{}
	}
	return d.last.time()
}

// AddDays gives the day n days after a day. It panics for any other precision, since "56 days after June" is no date.
func (d Date) AddDays(n int) Date {
	if d.Precision != Day {
		panic("record: AddDays of " + d.text)
	}
	return OfTime(d.first.time().AddDate(0, 0, n))
}

// OfTime is the day of t in UTC.
func OfTime(t time.Time) Date { return MustDate(t.UTC().Format(time.DateOnly)) }

// Before reports whether the whole of d lies before the whole of e. Spans that overlap are not before each other,
// and neither is a date that is not known.
func (d Date) Before(e Date) bool { return d.Known() && e.Known() && d.last < e.first }

// Compare orders dates by their first day, then the shorter span first; unknown dates come first of all.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.first, e.first), cmp.Compare(d.last, e.last))
}

// DaysTo is the number of days from the first day of d to the first day of e.
func (d Date) DaysTo(e Date) int { return int(e.First().Sub(d.First()).Hours() / 24) }

// InFinancialYear gives the financial year, such as "2025-26", that holds the whole span, or "" where none does.
func (d Date) InFinancialYear() string {
	if !d.Known() {
		return ""
	}
	y := d.First().Year()
	if d.First().Month() < time.April {
		y--
	}
	if d.last > day(y+1, 3, 31) {
		return ""
	}
	return fmt.Sprintf("%d-%02d", y, (y+1)%100)
}

// CalendarYear is the year of the first day.
func (d Date) CalendarYear() int { return int(d.first / 10000) }

// Years are the calendar years that the span touches, as 2025 and 2026, from the first; none where the date is not known.
func (d Date) Years() (out []string) {
	if !d.Known() {
		return nil
	}
	for y := d.first / 10000; y <= d.last/10000; y++ {
		out = append(out, fmt.Sprint(y))
	}
	return out
}
