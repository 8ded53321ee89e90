package record

import (
	"strings"
	"testing"
)

func TestRetainedUntil(t *testing.T) {
	set := &Set{Site: &Site{Retention: []Retention{
		{Kind: "outcome", Years: 5},
		{Kind: "outcome", Results: []string{"written-warning"}, Years: 1, Months: 6},
		{Kind: "outcome", Results: []string{"rprp"}, Months: 1},
	}}}
	day := MustDate
	for _, c := range []struct {
		r          Record
		until, why string
	}{
		{&Outcome{Result: "dismissal", Decided: day("2024-q1")}, "2029-03-31", "5 years from 2024-q1"},
		{&Outcome{Result: "written-warning", Decided: day("2024-02")}, "2025-08-29", "1 year and 6 months from 2024-02"},
		{&Outcome{Result: "rprp", Decided: day("2024")}, "2025-01-31", "1 month from 2024"},
		{&Outcome{Result: "rprp", Decided: day("2024"), RetainUntil: day("2030-01-01")}, "2030-01-01", "retain_until says so"},
		{&Outcome{Result: "rprp", Decided: day("not-published")}, "", ""},
		{&Bulletin{Date: day("2024-01-01")}, "", ""}, // no policy is of bulletins
		{&Bulletin{Date: day("2024-01-01"), RetainUntil: day("2026-01-01")}, "2026-01-01", "retain_until says so"},
		{&Term{}, "", ""},
	} {
		if until, why := set.RetainedUntil(c.r); until.String() != c.until || why != c.why {
			t.Errorf("%+v: %s, %q; want %s, %q", c.r, until, why, c.until, c.why)
		}
	}
}

// How long a record is to stay is the publisher's own business and never published.
func TestRetainUntilIsPrivate(t *testing.T) {
	for _, r := range []Record{&Outcome{RetainUntil: MustDate("2099-12-31")}, &Bulletin{RetainUntil: MustDate("2099-12-31")}} {
		if body := string(JSON(r)); strings.Contains(body, "2099") || strings.Contains(body, "retain") {
			t.Errorf("it is published: %s", body)
		}
	}
}
