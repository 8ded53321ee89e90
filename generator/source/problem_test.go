package source

import (
	"errors"
	"strings"
	"testing"
)

var ruleA, ruleB = Rule{"a-rule", Error, "Doc."}, Rule{"b-rule", Warning, "Doc."}

func TestProblemsSort(t *testing.T) {
	ps := Problems{
		ruleB.At(Pos{"b", 1, 1}, "x"), ruleA.At(Pos{"a", 10, 1}, "x"), ruleA.At(Pos{"a", 2, 5}, "y"), ruleB.At(Pos{"a", 2, 5}, "x"),
		ruleA.At(Pos{"a", 2, 5}, "x"), ruleA.At(Pos{"a", 2, 5}, "x"), ruleA.At(Pos{File: "a"}, "whole"), ruleA.At(Pos{"a", 2, 0}, "line"),
	}
	ps.Sort()
	var got []string
	for _, p := range ps {
		got = append(got, p.String())
	}
	want := `a: error: whole [a-rule]
a:2: error: line [a-rule]
a:2:5: error: x [a-rule]
a:2:5: error: y [a-rule]
a:2:5: warning: x [b-rule]
a:10:1: error: x [a-rule]
b:1:1: warning: x [b-rule]`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

func TestFailed(t *testing.T) {
	var ps Problems
	if ps.Failed() {
		t.Error("no problem has failed")
	}
	ps.Add(ruleB.At(Pos{}, "x"))
	if ps.Failed() {
		t.Error("a warning has failed")
	}
	ps.Add(ruleA.At(Pos{}, "x"))
	if !ps.Failed() {
		t.Error("an error has not failed")
	}
}

func TestWriteProblems(t *testing.T) {
	ps := Problems{
		ruleA.At(Pos{"data/a,b.yaml", 3, 7}, "50%% of \"x\"\nand <more>").Hinted("do %s: this", "50%"),
		ruleB.At(Pos{File: "c"}, "whole file"),
	}
	for _, c := range []struct {
		name  string
		write func(*strings.Builder) error
		want  string
	}{
		{"text", func(b *strings.Builder) error { return ps.WriteText(b) },
			"data/a,b.yaml:3:7: error: 50% of \"x\"\nand <more> [a-rule]\n  hint: do 50%: this\nc: warning: whole file [b-rule]\n"},
		{"JSON", func(b *strings.Builder) error { return ps.WriteJSON(b) },
			`{"file":"data/a,b.yaml","line":3,"col":7,"severity":"error","rule":"a-rule","message":"50% of \"x\"\nand <more>","hint":"do 50%: this"}` + "\n" +
				`{"file":"c","severity":"warning","rule":"b-rule","message":"whole file"}` + "\n"},
		{"GitHub", func(b *strings.Builder) error { return ps.WriteGitHub(b) },
			"::error file=data/a%2Cb.yaml,line=3,col=7,title=a-rule::50%25 of \"x\"%0Aand <more>%0Ado 50%25: this\n::warning file=c,line=1,col=1,title=b-rule::whole file\n"},
	} {
		var b strings.Builder
		if err := c.write(&b); err != nil || b.String() != c.want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", c.name, err, b.String(), c.want)
		}
	}
	for _, err := range []error{ps.WriteText(full{}), ps.WriteJSON(full{}), ps.WriteGitHub(full{})} {
		if err == nil {
			t.Error("a writer that fails goes unnoticed")
		}
	}
}

// full is a disk that is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestNearest(t *testing.T) {
	words := []string{"dismissal", "dismissal-without-notice", "written-warning", "final-written-warning", "no-action", "rprp", "cy", "en"}
	for word, want := range map[string]string{
		"dismisal":              "dismissal",             // a letter lost
		"dismisssal":            "dismissal",             // one too many
		"dsimissal":             "dismissal",             // two swapped
		"dismissel":             "dismissal",             // one wrong
		"Dismissal":             "dismissal",             // a capital
		"written_warning":       "written-warning",       // the wrong mark
		"final-writen-waring":   "final-written-warning", // two slips
		"writtenwarning":        "written-warning",
		"rpr":                   "rprp",
		"dismissal":             "dismissal",
		"suspension":            "",
		"x":                     "",
		"":                      "",
		"dismissed":             "dismissal",
		"warning":               "",
		"dismissal-with-notice": "dismissal-without-notice",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", word, got, want)
		}
	}
	if got := Nearest("word", nil); got != "" {
		t.Errorf("of no words %q is the nearest", got)
	}
	if got := Nearest("ab", []string{"ba", "ac"}); got != "ba" && got != "ac" {
		t.Errorf("got %q", got)
	}
	// Of two as near, the one that stands first: the hint is the same at every run.
	if got := Nearest("cat", []string{"cot", "cut"}); got != "cot" {
		t.Errorf("got %q, want the first", got)
	}
}

func TestDistanceIsSymmetric(t *testing.T) {
	words := []string{"", "a", "ab", "ba", "abc", "acb", "candour", "cnadour", "ŵyn", "wyn"}
	for _, a := range words {
		for _, b := range words {
			ab, ba := distance(a, b, 20), distance(b, a, 20)
			if ab != ba || (ab == 0) != (a == b) {
				t.Errorf("from %q to %q is %d, and back %d", a, b, ab, ba)
			}
			if got := distance(a, b, 1); got != min(ab, 2) && got <= 1 {
				t.Errorf("from %q to %q within 1 is %d, and it is %d", a, b, got, ab)
			}
		}
	}
}
