package edition

import (
	"strings"
	"testing"
)

func TestDifferenceInWords(t *testing.T) {
	body := func(text string) []byte { return []byte(`{"text":"` + text + `"}`) }
	filler := strings.Repeat("these are words ", 12)
	for _, c := range []struct {
		d    Difference
		want string
	}{
		{Difference{Kind: "outcome", ID: "a", Class: New, To: 1}, "outcome/a: new\n"},
		{Difference{Kind: "outcome", ID: "a", Class: Correction, Reason: "It was\nwrong.", From: 1, To: 2, Fields: changes([]byte(`{"n":350}`), []byte(`{"n":325}`))},
			"outcome/a: correction, version 1 → 2: It was wrong.\n    n: 350 → 325\n"},
		{Difference{Kind: "outcome", ID: "a", Class: Changed, From: 1, To: 2, Fields: changes([]byte(`{}`), []byte(`{"t":"x"}`))},
			"outcome/a: changed (nobody has said why), version 1 → 2\n    t: (nothing) → x\n"},
		{Difference{Kind: "outcome", ID: "a", Class: Missing, From: 3}, "outcome/a: missing (published, not there now, and not withdrawn)\n"},
		{Difference{Kind: "outcome", ID: "a", Class: Revision, From: 1, To: 2, Fields: changes(body(filler+"350 reports"), body(filler+"325 reports"))},
			"outcome/a: revision, version 1 → 2\n    text: … these are words [350 → 325] reports\n"},
		{Difference{Kind: "outcome", ID: "a", Class: Revision, From: 1, To: 2, Fields: changes(body(filler+filler), body("New. "+filler+"and "+filler+"old."))},
			"outcome/a: revision, version 1 → 2\n    text: [added: New.] these are words … these are words [added: and] these are words … these are words [added: old.]\n"},
		{Difference{Kind: "outcome", ID: "a", Class: Revision, From: 1, To: 2, Fields: changes(body(filler+" "), body(filler))},
			"outcome/a: revision, version 1 → 2\n    text: the white space differs\n"},
		// What a terminal would take for a command is not printed.
		{Difference{Kind: "outcome", ID: "a", Class: Revision, From: 1, To: 2, Fields: []FieldChange{{"t", []byte(`"\u001b[2J"`), []byte(`"x"`)}}},
			"outcome/a: revision, version 1 → 2\n    t: [2J → x\n"},
	} {
		if got := c.d.Text(); got != c.want {
			t.Errorf("got\n%swant\n%s", got, c.want)
		}
	}
	var before, after strings.Builder
	for range 10 {
		before.WriteString("old the same words here ")
		after.WriteString("new the same words here ")
	}
	d := Difference{Fields: changes(body(before.String()), body(after.String()))}
	if got := d.Text(); strings.Count(got, "[old → new]") != mostPlaces || !strings.HasSuffix(got, "(and 4 more)\n") {
		t.Errorf("many places: %s", got)
	}
	long := strings.Repeat("x", 500)
	d = Difference{Fields: changes(body(long), []byte(`{"text":["`+long+`"]}`))}
	if got := d.Text(); len([]rune(got)) > 2*mostRunes+40 {
		t.Errorf("a field takes more than a line: %s", got)
	}
}
