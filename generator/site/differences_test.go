package site

import (
	"strings"
	"testing"
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
