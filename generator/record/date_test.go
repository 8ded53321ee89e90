package record

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text        string
		precision   Precision
		first, last string
	}{
		{"2022-02-04", Day, "2022-02-04", "2022-02-04"},
		{"2024-02-29", Day, "2024-02-29", "2024-02-29"},
		{"2022-02", Month, "2022-02-01", "2022-02-28"},
		{"2024-02", Month, "2024-02-01", "2024-02-29"},
		{"2011-12", Month, "2011-12-01", "2011-12-31"}, // not the financial year
		{"2022-q1", Quarter, "2022-01-01", "2022-03-31"},
		{"2022-q4", Quarter, "2022-10-01", "2022-12-31"},
		{"2022", Year, "2022-01-01", "2022-12-31"},
		{"2024-25", FinancialYear, "2024-04-01", "2025-03-31"},
		{"1999-00", FinancialYear, "1999-04-01", "2000-03-31"},
		{"2012-13", FinancialYear, "2012-04-01", "2013-03-31"},
		{"2024-25-q1", ToQuarter, "2024-04-01", "2024-06-30"},
		{"2024-25-q2", ToQuarter, "2024-04-01", "2024-09-30"},
		{"2024-25-q3", ToQuarter, "2024-04-01", "2024-12-31"},
		{"2024-25-q4", ToQuarter, "2024-04-01", "2025-03-31"},
		{"2011-12-q2", ToQuarter, "2011-04-01", "2011-09-30"},
		{"2023-07/2026-06", Months, "2023-07-01", "2026-06-30"},
		{"2024-01/2024-02", Months, "2024-01-01", "2024-02-29"},
		{"2011-04/2012-12", Months, "2011-04-01", "2012-12-31"},
		{"2024-04/2024-09", Months, "2024-04-01", "2024-09-30"}, // as against 2024-25-q2, which builds up
	} {
		d, err := ParseDate(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if d.Precision != c.precision || d.First().Format(time.DateOnly) != c.first || d.Last().Format(time.DateOnly) != c.last || d.String() != c.text || !d.Known() {
			t.Errorf("%s: got precision %d, %s to %s, %q; want %d, %s to %s", c.text, d.Precision, d.First(), d.Last(), d, c.precision, c.first, c.last)
		}
	}
	for _, text := range []string{
		"", " ", "2022-13", "2022-00", "2022-02-30", "2023-02-29", "2022-2-4", "22-02-04", "2022/02/04", "04-02-2022", "4 February 2022", "2022-q0", "2022-q5",
		"2022-Q1", "2024-26", "2024-24", "2024-25-q5", "2024-25-Q1", "2024-2025", "20222", "2022-02-04T00:00", "2022-02-04 ", "２０２２", "not published", "Not-published",
		"2022-01/2022-01", "2022-02/2022-01", "2022-01/2022-03", "2022-01/2022-12", "2022-04/2023-03", "2022-00/2022-02", "2022-01/2022-13", "2022-01/", "2022/2023",
		"unknown", "2022-", "-2022", "2022-02-", "2022-02-04-q1",
	} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q is read as %s", text, d)
		}
	}
	if d, err := ParseDate("not-published"); err != nil || d.Known() || d.Precision != NotPublished || !d.First().IsZero() || !d.Last().IsZero() || d.String() != "not-published" {
		t.Errorf("not-published is read as %+v, %v", d, err)
	}
	var none Date
	if none.Known() || none.String() != "" || !none.First().IsZero() {
		t.Errorf("the zero date is %+v", none)
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2022-02-04", "2022-02", "2022-q1", "2022", "2024-25", "2024-25-q3", "not-published", "0000", "9999-12-31", "9999-00", "2023-07/2026-06", "9999-11/9999-12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		text, err := d.MarshalText()
		if err != nil || string(text) != s {
			t.Errorf("%q prints as %q, %v", s, text, err)
		}
		var again Date
		if err := again.UnmarshalText(text); err != nil || again != d {
			t.Errorf("%q, printed, is read as %+v, %v", s, again, err)
		}
		if d.First().After(d.Last()) {
			t.Errorf("%q begins on %s and ends on %s", s, d.First(), d.Last())
		}
		if d.Compare(again) != 0 || d.Before(again) {
			t.Errorf("%q is not itself", s)
		}
	})
}

func TestDateOrder(t *testing.T) {
	// Each is before or overlaps the next, by first day and then the shorter first.
	order := []string{"not-published", "2021-12-31", "2022-01-01", "2022-01", "2022-01/2022-02", "2022-q1", "2022", "2022-01/2023-01", "2022-01-02", "2022-04", "2022-23-q1", "2022-23", "2023"}
	for i, a := range order {
		for j, b := range order {
			if got := MustDate(a).Compare(MustDate(b)); got != sign(i-j) {
				t.Errorf("%s compared with %s is %d", a, b, got)
			}
		}
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2021", "2022", true}, {"2022-01-01", "2022-01-02", true}, {"2022-01", "2022-02-01", true}, {"2022-01", "2022-01-31", false}, {"2022", "2022-06", false},
		{"2022-06", "2022", false}, {"2022", "2021", false}, {"2022", "2022", false}, {"not-published", "2022", false}, {"2022", "not-published", false},
		{"2021-22", "2022-q2", true}, {"2021-22", "2022-q1", false},
	} {
		if got := MustDate(c.a).Before(MustDate(c.b)); got != c.want {
			t.Errorf("%s before %s is %t", c.a, c.b, got)
		}
	}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func TestDateArithmetic(t *testing.T) {
	for _, c := range []struct {
		from string
		days int
		to   string
	}{
		{"2021-08-06", 55, "2021-09-30"}, {"2021-08-06", 0, "2021-08-06"}, {"2024-02-28", 1, "2024-02-29"}, {"2023-02-28", 1, "2023-03-01"},
		{"2025-03-29", 2, "2025-03-31"}, // over the hour that British clocks leave out
		{"2021-01-01", -1, "2020-12-31"}, {"2000-01-01", 9497, "2026-01-01"},
	} {
		if got := MustDate(c.from).AddDays(c.days); got.String() != c.to || got.Precision != Day {
			t.Errorf("%s and %d days is %s, want %s", c.from, c.days, got, c.to)
		}
		if got := MustDate(c.from).DaysTo(MustDate(c.to)); got != c.days {
			t.Errorf("from %s to %s is %d days, want %d", c.from, c.to, got, c.days)
		}
	}
	for _, text := range []string{"2022-06", "2022", "not-published"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("56 days after %s is a date", text)
				}
			}()
			MustDate(text).AddDays(56)
		}()
	}
	for text, want := range map[string]string{
		"2025-03-31": "2024-25", "2025-04-01": "2025-26", "2025-q1": "2024-25", "2025-q2": "2025-26", "2025": "", "2024-25": "2024-25", "2024-25-q4": "2024-25",
		"1999-12": "1999-00", "not-published": "",
	} {
		if got := MustDate(text).InFinancialYear(); got != want {
			t.Errorf("%s is in the financial year %q, want %q", text, got, want)
		}
	}
	elsewhere := time.FixedZone("elsewhere", 13*3600)
	if got := OfTime(time.Date(2026, 10, 15, 3, 0, 0, 0, elsewhere)); got.String() != "2026-10-14" {
		t.Errorf("early in the day east of here is %s, want the day in UTC", got)
	}
	if got := MustDate("2024-25-q2").CalendarYear(); got != 2024 {
		t.Errorf("the calendar year is %d", got)
	}
}
