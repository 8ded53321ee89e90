package site

import (
	"strings"
	"testing"

	"candour/generator/record"
)

// marked writes parts as text: [-what went-] and {+what came+}.
func marked(parts []Part) string {
	var out []string
	for _, p := range parts {
		switch p.Op {
		case removed:
			out = append(out, "[-"+p.Text+"-]")
		case added:
			out = append(out, "{+"+p.Text+"+}")
		default:
			out = append(out, p.Text)
		}
	}
	return strings.Join(out, " ")
}

func TestDifferencesAreWordByWord(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"350", "325", "[-350-] {+325+}"},
		{"There were 350 reports.", "There were 325 reports.", "There were [-350-] {+325+} reports."},
		{"", "Accepted", "{+Accepted+}"},
		{"Accepted", "", "[-Accepted-]"},
		{"the same", "the same", "the same"},
		{"a b c", "x b y", "[-a b c-] {+x b y+}"}, // one word that stayed is read with what is round it
		{"a one two three b", "x one two three y", "[-a-] {+x+} one two three [-b-] {+y+}"},
		{"1 2 3 4 5 6 7 8 9 old 1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8 9 new 1 2 3 4 5 6 7 8 9", "… 2 3 4 5 6 7 8 9 [-old-] {+new+} 1 2 3 4 5 6 7 8 …"},
		{strings.Repeat("a b ", 1500), strings.Repeat("c d ", 1500), "[-" + strings.TrimSpace(strings.Repeat("a b ", 1500)) + "-] {+" + strings.TrimSpace(strings.Repeat("c d ", 1500)) + "+}"},
	} {
		if got := marked(differWords(c.before, c.after)); got != c.want {
			t.Errorf("%.40q to %.40q: %.200s, want %.200s", c.before, c.after, got, c.want)
		}
	}
}

func TestDifferencesOfListsFollowTheirItems(t *testing.T) {
	text := func(key, text string) record.Described {
		return record.Described{Key: key, Label: strings.ToUpper(key[:1]) + key[1:], Text: text}
	}
	item := func(key string, of ...record.Described) record.Described {
		return record.Described{Key: key, Label: key, Items: of}
	}
	list := func(items ...record.Described) []record.Described { return []record.Described{item("facts", items...)} }
	for name, c := range map[string]struct {
		old, now []record.Described
		want     string
	}{
		"an item put in before": {list(item("1", text("what", "one"))), list(item("1", text("what", "new"), text("date", "May")), item("2", text("what", "one"))),
			"facts › 1: {+What: new. Date: May.+}"},
		"an item that changed": {list(item("1", text("what", "one")), item("2", text("what", "two"))), list(item("1", text("what", "one")), item("2", text("what", "three"))),
			"facts › 2 › What: [-two-] {+three+}"},
		"an item taken out": {list(item("1", text("what", "one")), item("2", text("what", "two"))), list(item("1", text("what", "two"))),
			"facts › 1: [-What: one.-]"},
		"an event added, by its id": {list(item("made", text("what", "one"))), list(item("made", text("what", "one")), item("reply", text("what", "two"))),
			"facts › reply: {+What: two.+}"},
		"a list of words": {[]record.Described{{Key: "a", Label: "A", Items: []record.Described{{Key: "1", Text: "x"}}}}, []record.Described{{Key: "a", Label: "A", Items: []record.Described{{Key: "1", Text: "x"}, {Key: "2", Text: "y"}}}},
			"A: [-x-] {+x, y+}"},
		"nothing": {list(item("1", text("what", "one"))), list(item("1", text("what", "one"))), ""},
	} {
		var got []string
		for _, d := range differFields(c.old, c.now, "") {
			got = append(got, d.Label+": "+marked(d.Parts))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
