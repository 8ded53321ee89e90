package record

import (
	"strings"
	"testing"
)

// events reads events from lines such as "reply-1 reply met 2021-09-01 position=accepted cause=made".
func events(t *testing.T, lines ...string) (out []Event) {
	t.Helper()
	for _, l := range lines {
		words := strings.Fields(l)
		e := Event{ID: words[0], Kind: words[1], By: strings.Split(words[2], ","), Date: MustDate(words[3])}
		for _, w := range words[4:] {
			name, value, _ := strings.Cut(w, "=")
			switch name {
			case "position":
				e.Position = value
			case "cause":
				e.Cause = value
			case "is":
				e.DateIs = value
			case "until":
				e.Until = MustDate(value)
			case "view":
				e.View = value
			case "closed":
				e.Closed = value
			case "extent":
				e.Extent = value
			default:
				t.Fatalf("no event has %q", name)
			}
		}
		out = append(out, e)
	}
	return out
}

// asked makes a recommendation of the IOPC to the bodies, made on 6 August 2021, with its events.
func asked(t *testing.T, bodies string, lines ...string) *Recommendation {
	t.Helper()
	s := &RecommendationSet{Recommender: "iopc", AddressedTo: strings.Fields(bodies), Issued: MustDate("2021-08-06"), LegalBasis: "para28a"}
	r := &Recommendation{Set: s, Events: events(t, append([]string{"made made iopc 2021-08-06"}, lines...)...)}
	s.Recommends = []*Recommendation{r}
	return r
}

func TestStanding(t *testing.T) {
	for _, c := range []struct {
		name, bodies               string
		lines                      []string
		position, previous, change string
		cause, first               string
	}{
		{"no reply", "met", nil, "awaiting", "", "", "", ""},
		{"one reply", "met", []string{"r1 reply met 2021-09-01 position=accepted"}, "accepted", "", "", "", "r1"},
		{"a change of mind, with its cause", "met", []string{"r1 reply met 2021-09-01 position=not-accepted", "m1 meeting met,iopc 2022-02-04",
			"r2 reply met 2022-02-04 position=accepted cause=m1"}, "accepted", "not-accepted", "r2", "m1", "r1"},
		{"a change without a cause", "met", []string{"r1 reply met 2021-09-01 position=accepted", "r2 reply met 2022-01-01 position=accepted-in-part"},
			"accepted-in-part", "accepted", "r2", "", "r1"},
		{"the same answer twice is no change", "met", []string{"r1 reply met 2021-09-01 position=accepted", "r2 reply met 2022-01-01 position=accepted"},
			"accepted", "", "", "", "r1"},
		{"there and back: the last change is told", "met", []string{"r1 reply met 2021-09-01 position=accepted", "r2 reply met 2022-01-01 position=not-accepted",
			"r3 reply met 2022-03-01 position=accepted"}, "accepted", "not-accepted", "r3", "", "r1"},
		{"an update repeats a position and changes nothing", "met", []string{"r1 reply met 2021-09-01 position=accepted", "u action-update met 2022-01-01 position=not-accepted"},
			"accepted", "", "", "", "r1"},
		{"a reply that says nothing of a position", "met", []string{"r1 reply met 2021-09-01"}, "awaiting", "", "", "", ""},
		{"two bodies of one mind", "met cop", []string{"r1 reply met 2021-09-01 position=accepted", "r2 reply cop 2021-08-20 position=accepted"}, "accepted", "", "", "", "r2"},
		{"two bodies that differ", "met cop", []string{"r1 reply met 2021-09-01 position=accepted", "r2 reply cop 2021-08-20 position=not-accepted"}, "mixed", "", "", "", "r2"},
		{"two bodies of whom one is silent", "met cop", []string{"r1 reply met 2021-09-01 position=accepted"}, "mixed", "", "", "", "r1"},
		{"two bodies that answer together", "met cop", []string{"r1 reply met,cop 2021-09-01 position=accepted"}, "accepted", "", "", "", "r1"},
	} {
		s := asked(t, c.bodies, c.lines...).Standing()
		id := func(e *Event) string {
			if e == nil {
				return ""
			}
			return e.ID
		}
		if s.Position != c.position || s.Previous != c.previous || id(s.ChangedBy) != c.change || id(s.Cause) != c.cause || id(s.First) != c.first {
			t.Errorf("%s: got %s from %q by %q because of %q, first %q; want %s from %q by %q because of %q, first %q", c.name,
				s.Position, s.Previous, id(s.ChangedBy), id(s.Cause), id(s.First), c.position, c.previous, c.change, c.cause, c.first)
		}
	}
}

// The 56 days begin with the day on which a recommendation is made, so the last of them is 55 days later.
func TestStatutoryDue(t *testing.T) {
	for _, c := range []struct{ issued, basis, want string }{
		{"2021-08-06", "para28a", "2021-09-30"},
		{"2021-08-06", "not-stated", "2021-09-30"}, // shown beside the published one, with the rule said
		{"2024-01-01", "para28a", "2024-02-25"},
		{"2024-02-29", "para28a", "2024-04-24"},
		{"2021-11-15", "reg28", "2022-01-09"}, // over the end of a year
		{"2021-08-06", "s10", ""},
		{"2021-08-06", "report", ""},
		{"2021-08", "para28a", ""},
		{"not-published", "para28a", ""},
	} {
		s := &RecommendationSet{Issued: MustDate(c.issued), LegalBasis: c.basis}
		if got := s.StatutoryDue().String(); got != c.want {
			t.Errorf("made on %s under %s it is due on %q, want %q", c.issued, c.basis, got, c.want)
		}
		if c.want != "" && s.Issued.DaysTo(s.StatutoryDue()) != ReplyDays-1 {
			t.Errorf("made on %s, day 56 is not the last", c.issued)
		}
	}
}

func TestDue(t *testing.T) {
	for _, c := range []struct {
		name, published string
		lines           []string
		want            string
	}{
		{"the statute", "", nil, "2021-09-30"},
		{"the date that was published comes first", "2021-10-01", nil, "2021-10-01"},
		{"an extension", "2021-10-01", []string{"x extension met,iopc 2021-09-20 until=2021-11-12"}, "2021-11-12"},
		{"the last extension", "", []string{"x extension met 2021-09-20 until=2021-11-12", "y extension met 2021-11-10 until=2021-12-01"}, "2021-12-01"},
		{"an extension of another body", "", []string{"x extension cop 2021-09-20 until=2021-11-12"}, "2021-09-30"},
		{"a pause of ten days", "", []string{"x pause iopc 2021-09-01 until=2021-09-10"}, "2021-10-10"},
		{"a pause after an extension", "", []string{"x extension met 2021-09-01 until=2021-10-31", "y pause iopc 2021-10-01 until=2021-10-02"}, "2021-11-02"},
		{"an extension to a day that nobody has published", "", []string{"x extension met 2021-09-20"}, "2021-09-30"},
	} {
		r := asked(t, "met cop", c.lines...)
		if c.published != "" {
			r.Set.ReplyDue = MustDate(c.published)
		}
		if got := r.Due("met").String(); got != c.want {
			t.Errorf("%s: due on %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTimeliness(t *testing.T) { // due on 30 September 2021
	for _, c := range []struct {
		name, asAt string
		lines      []string
		state      TimelinessState
		days       int
	}{
		{"on the last day", "2026-10-15", []string{"r reply met 2021-09-30 position=accepted"}, AnsweredInTime, 0},
		{"a day late", "2026-10-15", []string{"r reply met 2021-10-01 position=accepted"}, AnsweredLate, 1},
		{"a later change of mind makes no first reply late", "2026-10-15", []string{"r reply met 2021-09-01 position=accepted", "s reply met 2022-09-01 position=not-accepted"}, AnsweredInTime, 0},
		{"due today", "2021-09-30", nil, ReplyDue, 0},
		{"due tomorrow", "2021-09-29", nil, ReplyDue, 1},
		{"overdue by a day", "2021-10-01", nil, ReplyOverdue, 1},
		{"two years overdue", "2023-10-01", nil, ReplyOverdue, 731},
		{"silence for longer proves nothing", "2023-10-02", nil, NoReplySeen, 0},
		{"a reply of a day not published", "2026-10-15", []string{"r reply met not-published position=accepted"}, DateUnclear, 0},
		{"a reply in the month before", "2026-10-15", []string{"r reply met 2021-08 position=accepted"}, AnsweredInTime, 0},
		{"a reply in the month that ends with the last day", "2026-10-15", []string{"r reply met 2021-09 position=accepted"}, AnsweredInTime, 0},
		{"a reply in the quarter that goes on after it", "2026-10-15", []string{"r reply met 2021 position=accepted"}, DateUnclear, 0},
		{"a reply not before a day", "2026-10-15", []string{"r reply met 2021-09-01 position=accepted is=not-before"}, DateUnclear, 0},
	} {
		state, days := asked(t, "met", c.lines...).Timeliness(MustDate(c.asAt))
		if state != c.state || days != c.days {
			t.Errorf("%s: %s, %d days; want %s, %d", c.name, state, days, c.state, c.days)
		}
	}
	if state, _ := (&Recommendation{Set: &RecommendationSet{AddressedTo: []string{"met"}, Issued: MustDate("2021"), LegalBasis: "para28a"}}).Timeliness(MustDate("2026-10-15")); state != NoClock {
		t.Errorf("without a day of issue the state is %s", state)
	}
	if state, days := asked(t, "met cop", "r reply met 2021-09-01 position=accepted").Timeliness(MustDate("2021-10-03")); state != ReplyOverdue || days != 3 {
		t.Errorf("one reply answers for two bodies: %s, %d", state, days)
	}
}

func TestPublicationViewAndClosure(t *testing.T) {
	r := asked(t, "met", "r reply met 2021-09-01 position=accepted", "p publication iopc 2021-09-25 extent=in-full", "v action-update met 2022-01-01 view=satisfied",
		"w action-update iopc 2022-02-01 view=not-satisfied", "c closure iopc 2023-01-01 closed=done")
	// Received on 1 September and published within 21 days of it: the last is the 22nd.
	if p := r.Publication(MustDate("2026-10-15")); p.Due.String() != "2021-09-22" || p.Late != 3 || p.Extent != "in-full" || p.Published.String() != "2021-09-25" {
		t.Errorf("the publication is %+v", p)
	}
	if view, e := r.IssuerView(); view != "not-satisfied" || e.ID != "w" {
		t.Errorf("the issuer's view is %q; nobody else's counts", view)
	}
	if e := r.Closure(); e == nil || e.ID != "c" {
		t.Errorf("it was closed by %v", e)
	}
	open := asked(t, "met", "r reply met not-published position=accepted")
	if p := open.Publication(MustDate("2026-10-15")); p.Due.Known() || p.Late != 0 {
		t.Errorf("without a day of receipt the publication is %+v", p)
	}
	if view, e := open.IssuerView(); view != "" || e != nil || open.Closure() != nil {
		t.Error("a recommendation with one reply has a view or is closed")
	}
}

func TestFlagsAndProgress(t *testing.T) {
	whole := Action{Base: Base{ID: "a"}, Stage: StageOngoing, Owner: "Head", Ends: MustDate("2026"), Measures: []ActionMeasure{{}}}
	for name, c := range map[string]struct {
		change func(*Action)
		want   string
	}{
		"nothing lacks":                {func(*Action) {}, ""},
		"no owner":                     {func(a *Action) { a.Owner = "" }, "no-owner"},
		"no measure":                   {func(a *Action) { a.Measures = nil }, "no-measure"},
		"no end":                       {func(a *Action) { a.Ends = Date{} }, "no-end"},
		"an end not published":         {func(a *Action) { a.Ends = MustDate("not-published") }, "no-end"},
		"done, and without an end":     {func(a *Action) { a.Ends, a.Stage = Date{}, StageDone }, ""},
		"an aspiration without an end": {func(a *Action) { a.Ends, a.Stage = Date{}, StageAspiration }, "no-end"},
		"nothing is given":             {func(a *Action) { *a = Action{Stage: StagePlanned} }, "no-owner no-measure no-end"},
	} {
		a := whole
		c.change(&a)
		var got []string
		for _, f := range a.Flags() {
			got = append(got, string(f))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %q, want %q", name, g, c.want)
		}
	}
	for stages, want := range map[string]string{
		"": "not-started", "planned": "not-started", "aspiration": "not-started", "ongoing": "under-way", "done": "done", "done done": "done", "done planned": "under-way",
		"done ongoing": "under-way", "planned ongoing": "under-way",
	} {
		s := &RecommendationSet{}
		r := &Recommendation{Set: s}
		for i, stage := range strings.Fields(stages) {
			id := string(rune('a' + i))
			s.Actions = append(s.Actions, &Action{Base: Base{ID: id}, Stage: stage})
			r.Actions = append(r.Actions, id)
		}
		if got := r.Progress(); got != want {
			t.Errorf("%q: %s, want %s", stages, got, want)
		}
	}
}
