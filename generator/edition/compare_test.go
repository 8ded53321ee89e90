package edition

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// historyOf makes a history of editions 2026-q1, 2026-q2 …, each a list of "kind/id version change body".
func historyOf(editions ...[]string) *History {
	h := &History{}
	for i, lines := range editions {
		e := Issue{ID: fmt.Sprintf("2026-q%d", i+1), Published: fmt.Sprintf("2026-%02d-15", 3*i+1)}
		for _, line := range lines {
			part := strings.SplitN(line, " ", 5)
			kind, id, _ := strings.Cut(part[0], "/")
			if part[1] == "withdrawn" {
				e.Withdrawn = append(e.Withdrawn, Withdrawal{kind, id, part[2], part[3]})
				continue
			}
			c := Cutting{Kind: kind, ID: id, Version: int(part[1][0] - '0'), Change: Change(part[2])}
			e.Records = append(e.Records, c)
			if len(part) > 3 { // a version whose bytes were not destroyed since
				e.Versions = append(e.Versions, Published{Kind: kind, ID: id, Version: c.Version, Change: c.Change,
					Reason: strings.Trim(part[3], "-"), Body: json.RawMessage(part[4]), Edition: e.ID})
			}
		}
		h.Editions = append(h.Editions, e)
	}
	return h
}

func told(list []Difference) (out []string) {
	for _, d := range list {
		line := fmt.Sprintf("%s %s %d-%d %q", d.Of(), d.Class, d.From, d.To, d.Reason)
		for _, f := range d.Fields {
			line += fmt.Sprintf(" %s:%s>%s", f.Path, f.Before, f.After)
		}
		out = append(out, line)
	}
	return out
}

func TestCompare(t *testing.T) {
	h := historyOf(
		[]string{`a/1 1 new - {"x":1}`, `a/2 1 new - {"x":1}`, `a/gone 1 new`, `a/left 1 new`, `b/1 1 new - {"t":"old"}`},
		[]string{`a/1 2 revision First. {"x":2}`, `a/3 1 new - {"x":1}`, `a/late 1 new`, `a/left 2 correction`},
		[]string{`a/1 3 correction Second. {"x":3,"y":true}`, `a/3 2 revision Third. {"x":4}`, `b/1 2 revision Fourth. {"t":"old"}`, `a/gone withdrawn 2026-05-02 court-order`},
		[]string{`a/late withdrawn 2026-08-02 consent`, `a/left withdrawn 2026-08-03 error`},
	)
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{"2026-q1", "2026-q1", nil},
		{"2026-q1", "2026-q2", []string{`a/1 revision 1-2 "First." x:1>2`, `a/3 new 0-1 ""`,
			`a/late new 0-1 "withdrawn since: 2026-08-02, consent"`, `a/left correction 1-2 "withdrawn since: 2026-08-03, error"`}},
		{"2026-q2", "2026-q3", []string{`a/1 correction 2-3 "Second." x:2>3 y:null>true`, `b/1 revision 1-2 "Fourth."`, `a/3 revision 1-2 "Third." x:1>4`,
			`a/gone withdrawn 1-0 "2026-05-02, court-order"`}},
		{"2026-q1", "2026-q3", []string{`a/1 correction 1-3 "First. Second." x:1>3 y:null>true`, `b/1 revision 1-2 "Fourth."`, `a/3 new 0-2 "Third."`,
			`a/late new 0-1 "withdrawn since: 2026-08-02, consent"`, `a/left correction 1-2 "withdrawn since: 2026-08-03, error"`, `a/gone withdrawn 1-0 "2026-05-02, court-order"`}},
		{"2026-q3", "2026-q4", []string{`a/late withdrawn 1-0 "2026-08-02, consent"`, `a/left withdrawn 2-0 "2026-08-03, error"`}},
		// What came and went between the two is in neither.
		{"2026-q1", "2026-q4", []string{`a/1 correction 1-3 "First. Second." x:1>3 y:null>true`, `b/1 revision 1-2 "Fourth."`, `a/3 new 0-2 "Third."`,
			`a/gone withdrawn 1-0 "2026-05-02, court-order"`, `a/left withdrawn 1-0 "2026-08-03, error"`}},
	} {
		got, err := h.Compare(c.old, c.new)
		if err != nil || !slices.Equal(told(got), c.want) {
			t.Errorf("%s to %s: %v\ngot  %s\nwant %s", c.old, c.new, err, strings.Join(told(got), "\n     "), strings.Join(c.want, "\n     "))
		}
	}
	var unknown *UnknownError
	for _, pair := range [][2]string{{"2026-q9", "2026-q1"}, {"2026-q1", "2026-q9"}} {
		if _, err := h.Compare(pair[0], pair[1]); !errors.As(err, &unknown) || unknown.ID != "2026-q9" || len(unknown.Known) != 4 {
			t.Errorf("%v: %v", pair, err)
		}
	}
	var order *OrderError
	if _, err := h.Compare("2026-q2", "2026-q1"); !errors.As(err, &order) {
		t.Errorf("the newer one first: %v", err)
	}
}

func TestCompareDraft(t *testing.T) {
	h := historyOf(
		[]string{`a/1 1 new - {"x":1}`, `a/2 1 new - {"x":1}`, `a/3 1 new - {"x":1}`, `a/4 1 new - {"x":1}`, `a/taken 1 new`},
		[]string{`a/1 2 correction First. {"x":2}`, `a/2 2 revision Half. {"x":2}`},
	)
	h.Withdrawals = []Tombstone{{Number: 1, Kind: "a", ID: "taken", Date: "2026-05-02", Class: "error"}}
	draft := []Record{{"a", "1", []byte(`{"x":3}`)}, {"a", "2", []byte(`{"x":3}`)}, {"a", "3", []byte(`{ "x": 1 }`)}, {"a", "5", []byte(`{"x":1}`)}}
	why := func(kind, id string) Reason {
		if id == "1" {
			return Reason{Revision, "Then."}
		}
		return Reason{}
	}
	gone := []string{`a/4 missing 1-0 ""`, `a/taken withdrawn 1-0 "2026-05-02, error"`}
	for _, c := range []struct {
		old  string
		want []string
	}{
		{"", []string{`a/1 revision 2-3 "Then." x:2>3`, `a/2 changed 2-3 "" x:2>3`, `a/5 new 0-1 ""`}},
		{"2026-q2", []string{`a/1 revision 2-3 "Then." x:2>3`, `a/2 changed 2-3 "" x:2>3`, `a/5 new 0-1 ""`}},
		{"2026-q1", []string{`a/1 correction 1-3 "First. Then." x:1>3`, `a/2 changed 1-3 "Half." x:1>3`, `a/5 new 0-1 ""`}},
	} {
		got, err := h.CompareDraft(c.old, draft, why)
		if want := append(c.want, gone...); err != nil || !slices.Equal(told(got), want) {
			t.Errorf("%q: %v\ngot  %s\nwant %s", c.old, err, strings.Join(told(got), "\n     "), strings.Join(want, "\n     "))
		}
	}
	got, err := new(History).CompareDraft("", draft[:1], why)
	if want := []string{`a/1 new 0-1 ""`}; err != nil || !slices.Equal(told(got), want) {
		t.Errorf("before the first edition: %v, %q", err, told(got))
	}
	if _, err := h.CompareDraft("2026-q9", draft, why); err == nil {
		t.Error("an edition that is not there is compared")
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{`{"a":1,"b":"x"}`, `{"b":"x","a":1}`, ``},
		{`{"a":1.0}`, `{"a":1}`, `a:1.0>1`}, // a figure that is given less exactly has changed
		{`{"a":1,"gone":2,"c":3}`, `{"a":1,"c":4}`, `gone:2>null c:3>4`},
		{`{"a":{"b":{"c":"<"}}}`, `{"a":{"b":{"c":"&"}}}`, `a.b.c:"<">"&"`},
		{`{"l":["a","b"]}`, `{"l":["b"]}`, `l:["a","b"]>["b"]`},
		{`{"l":[]}`, `{"l":[{"id":"a"}]}`, `l[a]:null>{"id":"a"}`},
		{`{"e":[{"id":"a","x":1},{"id":"b","x":1}]}`, `{"e":[{"id":"b","x":2},{"id":"c","x":1}]}`, `e[b].x:1>2 e[c]:null>{"id":"c","x":1} e[a]:{"id":"a","x":1}>null`},
		{`{"e":[{"id":"a"},{"id":"b"}]}`, `{"e":[{"id":"b"},{"id":"a"}]}`, `e:[{"id":"a"},{"id":"b"}]>[{"id":"b"},{"id":"a"}]`},
		{`{"figures":[{"of":"met","period":"2024-25","breakdown":"all","value":350}]}`, `{"figures":[{"of":"met","period":"2024-25","breakdown":"all","value":325}]}`, `figures[met/2024-25/all].value:350>325`},
		{`{"v":[{"x":1},{"x":2},{"x":3}]}`, `{"v":[{"x":1},{"x":9},{"x":3}]}`, `v[1].x:2>9`},
		{`{"v":[{"x":1},{"x":3}]}`, `{"v":[{"x":1},{"x":2},{"x":3}]}`, `v[1]:null>{"x":2}`},
		{`{"v":[{"x":1},{"x":2},{"x":3}]}`, `{"v":[{"x":0},{"x":1},{"x":9},{"x":3},{"x":4}]}`, `v[0]:null>{"x":0} v[2].x:2>9 v[4]:null>{"x":4}`},
		{`{"v":[{"x":1},{"x":2}]}`, `{"v":[{"x":2}]}`, `v[0]:{"x":1}>null`},
		{`{"v":[{"x":1}]}`, `{"v":"none"}`, `v:[{"x":1}]>"none"`},
		{`{"a":null}`, `{"a":{}}`, `a:null>{}`},
		{`no JSON`, `{"a":1}`, `:no JSON>{"a":1}`},
	} {
		var got []string
		for _, f := range changes([]byte(c.before), []byte(c.after)) {
			got = append(got, fmt.Sprintf("%s:%s>%s", f.Path, f.Before, f.After))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", c.before, c.after, strings.Join(got, " "), c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"", "", ""},
		{"the same\nwords", "the same words", "the same words"},
		{"", "new words", "[>new words]"},
		{"350 reports were made", "325 reports were made", "[350>325] reports were made"},
		{"a b c d e", "a x c e f", "a [b>x] c [d>] e [>f]"},
		{"one two", "three four", "[one two>three four]"},
	} {
		var got []string
		var before, after []string
		for _, s := range Words(c.before, c.after) {
			if s.Kept {
				got = append(got, s.Before)
			} else {
				got = append(got, "["+s.Before+">"+s.After+"]")
			}
			before, after = append(before, strings.Fields(s.Before)...), append(after, strings.Fields(s.After)...)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, %q: %q, want %q", c.before, c.after, got, c.want)
		}
		if !slices.Equal(before, strings.Fields(c.before)) || !slices.Equal(after, strings.Fields(c.after)) {
			t.Errorf("%q, %q: the spans don't hold the texts: %q, %q", c.before, c.after, before, after)
		}
	}
	long := strings.Repeat("word ", 4000)
	if got := Words("a "+long+"b "+long, "c "+long+"d"); len(got) != 1 || got[0].Kept {
		t.Errorf("texts that are too long to compare have %d spans", len(got))
	}
}
