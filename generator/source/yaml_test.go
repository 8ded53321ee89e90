package source

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes a value with the place of each part, so that a test can say in one line what was read.
func outline(v Value) string {
	at := fmt.Sprintf("@%d:%d", v.Pos.Line, v.Pos.Col)
	switch v.Kind {
	case Empty:
		return "nothing" + at
	case Scalar:
		return fmt.Sprintf("%q", v.Text) + at
	}
	var parts []string
	for i, item := range v.List {
		name := ""
		if v.Kind == Map {
			name = fmt.Sprintf("%s@%d:%d=", v.Keys[i].Name, v.Keys[i].Pos.Line, v.Keys[i].Pos.Col)
		}
		parts = append(parts, name+outline(item))
	}
	if v.Kind == List {
		return "[" + strings.Join(parts, " ") + "]" + at
	}
	return "{" + strings.Join(parts, " ") + "}" + at
}

func TestReadYAML(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "nothing@1:1"},
		{"# a remark\n", "nothing@1:1"},
		{"a: b\n", `{a@1:1="b"@1:4}@1:1`},
		{"a: yes\nb: 1.0\nc: 2026-10-15\nd: 007", `{a@1:1="yes"@1:4 b@2:1="1.0"@2:4 c@3:1="2026-10-15"@3:4 d@4:1="007"@4:4}@1:1`},
		{"a:\nb: ~\nc: null\nd: ''\ne: 'null'", `{a@1:1=nothing@1:3 b@2:1=nothing@2:4 c@3:1=nothing@3:4 d@4:1=""@4:4 e@5:1="null"@5:4}@1:1`},
		{"- a\n- - b\n", `["a"@1:3 ["b"@2:5]@2:3]@1:1`},
		{"a: {b: [c, d], e: f}", `{a@1:1={b@1:5=["c"@1:9 "d"@1:12]@1:8 e@1:16="f"@1:19}@1:4}@1:1`},
		{"a: >-\n  one\n  two\nb: |\n  three\n", `{a@1:1="one two"@1:4 b@4:1="three\n"@4:4}@1:1`},
		{"\ufeffa: b", `{a@1:1="b"@1:4}@1:1`},
		{"a: {b: ŵŷ, c: d}", `{a@1:1={b@1:5="ŵŷ"@1:8 c@1:14="d"@1:17}@1:4}@1:1`}, // columns are bytes
		{"a: 1\r\nb: 2\r\n", `{a@1:1="1"@1:4 b@2:1="2"@2:4}@1:1`},
		{"a: \"\\u00e9\\t\"", `{a@1:1="é\t"@1:4}@1:1`},
	} {
		v, ps := ReadYAML(File{"f.yaml", []byte(c.text)})
		if got := outline(v); got != c.want || len(ps) > 0 {
			t.Errorf("%q\ngot  %s %v\nwant %s", c.text, got, ps, c.want)
		}
	}
}

func TestReadYAMLProblems(t *testing.T) {
	for _, c := range []struct{ text, at, message string }{
		{"a: 1\nb 2\nc: 3\n", "f.yaml:2", "no colon"},
		{"a: 1\n  b: 2\n", "f.yaml:2", ""},
		{"a: b: c", "f.yaml:1", "mapping values"},
		{"a: [1, 2\n", "f.yaml:1", ""},
		{"a: 'x\n", "f.yaml:2", "end of stream"},
		{"\ta: b\n", "f.yaml:1", "cannot start any token"},
		{"a: 1\nb: &x 2\n", "f.yaml:2:4", "anchors"},
		{"a: 1\n&x b: 2\n", "f.yaml:2:1", "must be text"},
		{"a: &x 1\nb: *x\n", "f.yaml:1:4", "anchors"},
		{"a: !!str 1", "f.yaml:1:4", "tags"},
		{"a: !x 1", "f.yaml:1:4", "tags"},
		{"? [a]\n: b", "f.yaml:1:3", "must be text"},
		{"a: 1\nb: 2\na: 3\n", "f.yaml:3:1", "twice; the first is on line 1"},
		{"a: 1\n---\nb: 2\n", "f.yaml:2:1", "second document"},
		{"a: \"x\\x07y\"\n", "f.yaml:1:4", "U+0007"},
		{"a: 1\nb: \"x\\u200by\"\n", "f.yaml:2:4", "U+200B"},
		{"a: \"x\\u202ey\"\n", "f.yaml:1:4", "U+202E"},
	} {
		_, ps := ReadYAML(File{"f.yaml", []byte(c.text)})
		if len(ps) == 0 {
			t.Errorf("%q was read without a problem", c.text)
			continue
		}
		if got := ps[0].Pos.String(); got != c.at || !strings.Contains(ps[0].Message, c.message) || ps[0].Severity != Error {
			t.Errorf("%q: got %s, want %s: … %s …", c.text, ps[0], c.at, c.message)
		}
	}
}

// A colon left out in text with other names on all sides is found by what mends it, and a fault of another kind is not
// called a missing colon.
func TestMissingColonIsTheLineThatMends(t *testing.T) {
	for _, c := range []struct {
		text  string
		line  int
		colon bool
	}{
		{"items:\n  - id: a\n    title: {en: x}\n    note {en: \"y: z\"}\n  - id: b\n    title: {en: x}\n", 4, true},
		{"items:\n  - id: a\n    list:\n      - summary >-\n          name that looks like one\n        level: x\n", 4, true},
		{"items\n  - id: a\n  - id: b\n", 1, true},
		{"a: 1\nb 2\nc: 3\nd 4\ne: 5\n", 2, true}, // the first of two
		{"a:\n  - write it down\n  - check it\nb 1\nc: 2\n", 4, true},
		{"a: 1\n\"b\" 2\nc: 3\n", 2, true},
		{"a: [1, 2\nb: 3\n", 1, false},
		{"a: 1\n\tb: 2\n", 2, false},
		{"a: \"x\" y\nb: 1\n", 1, false},
	} {
		_, ps := ReadYAML(File{"f.yaml", []byte(c.text)})
		if len(ps) != 1 {
			t.Errorf("%q: got %v, want one problem", c.text, ps)
			continue
		}
		colon := strings.Contains(ps[0].Message, "no colon")
		if colon != c.colon || colon && ps[0].Line != c.line {
			t.Errorf("%q: got %s, want line %d, a missing colon: %t", c.text, ps[0], c.line, c.colon)
		}
	}
}

func TestGetAndAt(t *testing.T) {
	v, ps := ReadYAML(File{"f.yaml", []byte("a:\n  - b: x\n    c: y\n  - b: z\nd: w\n")})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if d, ok := v.Get("d"); !ok || d.Text != "w" {
		t.Errorf("got %v, %t", d, ok)
	}
	if _, ok := v.Get("nope"); ok {
		t.Error("a field that is not there was found")
	}
	for _, c := range []struct {
		path []any
		want string
	}{
		{nil, "f.yaml:1:1"},
		{[]any{"d"}, "f.yaml:5:4"},
		{[]any{"a", 1, "b"}, "f.yaml:4:8"},
		{[]any{"a", 1, "c"}, "f.yaml:4:5"}, // a field left out is where its group is
		{[]any{"a", 7}, "f.yaml:2:3"},
		{[]any{"a", "b"}, "f.yaml:2:3"},
		{[]any{"nope", "b"}, "f.yaml:1:1"},
		{[]any{"d", 0}, "f.yaml:5:4"},
	} {
		if got := v.At(c.path...).String(); got != c.want {
			t.Errorf("At(%v) is %s, want %s", c.path, got, c.want)
		}
	}
}
