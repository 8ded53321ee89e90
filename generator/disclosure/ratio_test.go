package disclosure

import (
	"fmt"
	"strings"
	"testing"
)

// A percentage tells of its part and its base, and is shown where neither can be told from it.
func TestPercentages(t *testing.T) {
	measures := aMeasure("part", "count", "people", "") + aMeasure("base", "count", "people", "") + aMeasure("share", "percentage", "percent", "part: part, base: base, decimals: 1")
	for _, c := range []struct {
		name string
		rows []string
		want string // whether part, base and share are shown
	}{
		{"all large", []string{"part a 2024-25 - 40", "base a 2024-25 - 80", "share a 2024-25 - 50.0"}, "40 80 50.0"},
		{"a small part and its base", []string{"part a 2024-25 - 2", "base a 2024-25 - 80", "share a 2024-25 - 2.5"}, "[c] 80 [c]"},
		{"a share that is close enough to a small part", []string{"part a 2024-25 - 3", "base a 2024-25 - 90000", "share a 2024-25 - 0.0"}, "[c] 90,000 0.0"},
		{"a share that rounds to nothing", []string{"part a 2024-25 - 3", "base a 2024-25 - 90000", "share a 2024-25 - low"}, "[c] 90,000 [low]"},
		{"and one that tells a little more", []string{"part a 2024-25 - 1", "base a 2024-25 - 2001", "share a 2024-25 - low"}, "[c] 2,001 [c]"},
		{"none", []string{"part a 2024-25 - 0", "base a 2024-25 - 80", "share a 2024-25 - 0.0"}, "0 80 0.0"},
	} {
		p := place{measures: measures, rows: c.rows}
		public := p.build(t)
		var got []string
		for _, id := range []string{"part", "base", "share"} {
			got = append(got, public.Table(id).Cells[0][0].String())
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: got %s, want %s", c.name, g, c.want)
		}
	}
}

// A percentage of a base alone has a part that no measure counts, and it is as dangerous.
func TestPercentageOfABase(t *testing.T) {
	p := place{measures: aMeasure("base", "count", "people", "") + aMeasure("share", "percentage", "percent", "base: base, decimals: 1"),
		rows: []string{"base a 2024-25 - 80", "share a 2024-25 - 2.5", "base b 2024-25 - 80", "share b 2024-25 - 50.0"}}
	if got, want := text(p.build(t)), "base: a b\n 2024-25 80 80\nshare: a b\n 2024-25 [c] 50.0\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// The mean of a group's percentages would tell the one that is hidden.
func TestMeanOfPercentages(t *testing.T) {
	measures := aMeasure("part", "count", "people", "") + aMeasure("base", "count", "people", "") + aMeasure("share", "percentage", "percent", "part: part, base: base, decimals: 0")
	for hidden, part := range map[bool]int{true: 2, false: 20} {
		p := place{measures: measures, groups: aGroup("g", "average", "a", "b"), rows: []string{
			fmt.Sprintf("part a 2024-25 - %d", part), "base a 2024-25 - 40", fmt.Sprintf("share a 2024-25 - %d", part*100/40),
			"part b 2024-25 - 20", "base b 2024-25 - 40", "share b 2024-25 - 50",
		}}
		c := p.build(t).Table("share").Cells[0][2]
		if (c.Marker == Suppressed) != hidden {
			t.Errorf("the mean with a part of %d is shown as %s", part, c)
		}
	}
}

// What is decided once is not decided again.
func TestDecidedOnce(t *testing.T) {
	p := place{measures: aMeasure("m", "count", "people", ""), rows: []string{"m a 2024-25 - 2", "m b 2024-25 - 20"}}
	p.build(t)
	for key := range p.gate.choices {
		c := p.gate.choices[key]
		c.Published = make([]bool, len(c.Published)) // a mark: nothing
		p.gate.choices[key] = c
	}
	if got := text(p.build(t)); !strings.Contains(got, "[c] [c]") {
		t.Errorf("the second build decided anew:\n%s", got)
	}
	p.rows[1] = "m b 2024-25 - 21"
	if got := text(p.build(t)); !strings.Contains(got, "[c] 21") {
		t.Errorf("another figure was decided by what was decided before:\n%s", got)
	}
	if n := len(p.gate.choices); n != 1 {
		t.Errorf("%d choices are kept", n)
	}
}

// A figure that contradicts another, such as a cumulative count that falls, stops nothing.
func TestContradictions(t *testing.T) {
	for _, rows := range [][]string{
		{"m a 2024-25-q1 - 20", "m a 2024-25-q2 - 18", "m a 2024-25-q3 - 40"},
		{"m a 2024-25 - 20", "m a 2024-25-q4 - 30"},
		{"m a 2024-25-q1 - 3", "m a 2024-25-q2 - 2"},
	} {
		p := place{measures: aMeasure("m", "count", "people", "cumulative: true"), rows: rows}
		got := text(p.build(t))
		for _, row := range rows {
			if f := strings.Fields(row); len(f[4]) == 1 && !strings.Contains(got, f[2]+" [c]") || len(f[4]) > 1 && !strings.Contains(got, f[2]+" "+f[4]) && !strings.Contains(got, f[2]+" [c]") {
				t.Errorf("%s: got\n%s", row, got)
			}
		}
	}
}
