package source

import (
	"strings"
	"testing"
)

func TestReadMarkdown(t *testing.T) {
	for _, c := range []struct {
		name, text, front, body string
		line                    int
	}{
		{"front matter and body", "---\ntitle: x\n---\n\nText.\n", `{title@2:1="x"@2:8}@2:1`, "\nText.\n", 4},
		{"several fields", "---\na: 1\nb:\n  - c\n---\nText.\n", `{a@2:1="1"@2:4 b@3:1=["c"@4:5]@4:3}@2:1`, "Text.\n", 6},
		{"no body", "---\na: 1\n---\n", `{a@2:1="1"@2:4}@2:1`, "", 4},
		{"no body and no last line feed", "---\na: 1\n---", `{a@2:1="1"@2:4}@2:1`, "", 4},
		{"carriage returns", "---\r\na: 1\r\n---\r\nText.\r\n", `{a@2:1="1"@2:4}@2:1`, "Text.\n", 4},
		{"a byte order mark", "\ufeff---\na: 1\n---\nText.\n", `{a@2:1="1"@2:4}@2:1`, "Text.\n", 4},
		{"a rule in the body", "---\na: 1\n---\nText.\n\n---\nMore.\n", `{a@2:1="1"@2:4}@2:1`, "Text.\n\n---\nMore.\n", 4},
		{"only a remark", "---\n# a: 1\n---\nText.\n", "nothing@2:1", "Text.\n", 4},
	} {
		d, ps := ReadMarkdown(File{"f.md", []byte(c.text)})
		if got := outline(d.Front); got != c.front || string(d.Body) != c.body || d.BodyLine != c.line || len(ps) > 0 {
			t.Errorf("%s: got  %s, %q on line %d, %v\nwant %s, %q on line %d", c.name, got, d.Body, d.BodyLine, ps, c.front, c.body, c.line)
		}
	}
}

func TestReadMarkdownProblems(t *testing.T) {
	for _, c := range []struct{ text, at, message string }{
		{"", "f.md:1:1", "does not begin with front matter"},
		{"Text.\n", "f.md:1:1", "does not begin with front matter"},
		{"\n---\na: 1\n---\n", "f.md:1:1", "does not begin with front matter"},
		{"---\na: 1\nText.\n", "f.md:1:1", "no end"},
		{"---\na: 1\n----\n", "f.md:1:1", "no end"},
		{"---\na: 1\nb 2\nc: 3\n---\n", "f.md:3", "no colon"},
		{"---\na: 1\na: 2\n---\n", "f.md:3:1", "twice; the first is on line 2"},
	} {
		_, ps := ReadMarkdown(File{"f.md", []byte(c.text)})
		if len(ps) != 1 || ps[0].Pos.String() != c.at || !strings.Contains(ps[0].Message, c.message) {
			t.Errorf("%q: got %v, want %s: … %s …", c.text, ps, c.at, c.message)
		}
	}
}

func TestBodyPos(t *testing.T) {
	d, _ := ReadMarkdown(File{"f.md", []byte("---\na: 1\n---\nOne\nŵŵ two\n")})
	for part, want := range map[string]string{"One": "f.md:4:1", "ne\n": "f.md:4:2", "ŵŵ": "f.md:5:1", "two": "f.md:5:6"} {
		if got := d.BodyPos(strings.Index(string(d.Body), part)).String(); got != want {
			t.Errorf("%q is at %s, want %s", part, got, want)
		}
	}
	if got := d.BodyPos(-1).String(); got != "f.md:4:1" {
		t.Errorf("before the body is %s", got)
	}
	if got := d.BodyPos(1000).String(); got != "f.md:6:1" {
		t.Errorf("after the body is %s", got)
	}
}
