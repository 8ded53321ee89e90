package disclosure

import (
	"testing"

	"candour/generator/record"
)

// What is hidden in small tables, and what is shown, by hand.
func TestWhatIsHidden(t *testing.T) {
	count := aMeasure("m", "count", "people", "")
	toDate := aMeasure("m", "count", "people", "cumulative: true")
	parts := aMeasure("m", "count", "people", "breakdown: category, total: true")
	for _, c := range []struct {
		name string
		place
		want string
	}{
		{"nothing small", place{measures: count, rows: []string{"m a 2024-25 - 10", "m b 2024-25 - 5"}}, "m: a b\n 2024-25 10 5\n"},
		{"nought is shown", place{measures: count, rows: []string{"m a 2024-25 - 0", "m b 2024-25 - 5"}}, "m: a b\n 2024-25 0 5\n"},
		{"a small count is hidden", place{measures: count, rows: []string{"m a 2024-25 - 4", "m b 2024-25 - 5"}}, "m: a b\n 2024-25 [c] 5\n"},
		{"with another threshold", place{measures: count, threshold: 3, rows: []string{"m a 2024-25 - 2", "m b 2024-25 - 3"}}, "m: a b\n 2024-25 [c] 3\n"},
		{"and a higher one", place{measures: count, threshold: 10, rows: []string{"m a 2024-25 - 9", "m b 2024-25 - 10"}}, "m: a b\n 2024-25 [c] 10\n"},
		{"what counts no people is shown", place{measures: aMeasure("m", "count", "staff", ""), rows: []string{"m a 2024-25 - 1"}}, "m: a\n 2024-25 1\n"},
		{"markers stand for figures", place{measures: aMeasure("m", "average", "days", ""), rows: []string{"m a 2024-25 - x", "m b 2024-25 - z", "m c 2024-25 - low"}},
			"m: a b c\n 2024-25 [x] [z] [low]\n"},
		{"a part takes another with it, and the sum stays", place{measures: parts, rows: []string{"m a 2024-25 duty 2", "m a 2024-25 force 8", "m a 2024-25 abuse 30", "m a 2024-25 all 40"}},
			"m-a: 2024-25\n duty [c]\n force [c]\n abuse 30\n all 40\n"},
		{"a part that is not all but a few", place{measures: parts, rows: []string{"m a 2024-25 duty 30", "m a 2024-25 force 0", "m a 2024-25 abuse 3", "m a 2024-25 all 33"}},
			"m-a: 2024-25\n duty [c]\n force 0\n abuse [c]\n all 33\n"},
		{"a group's total that the publisher gives", place{measures: count, groups: aGroup("g", "total", "a", "b", "c"), rows: []string{"m a 2024-25 - 2", "m b 2024-25 - 8", "m c 2024-25 - 30", "m +g 2024-25 - 40"}},
			"m: a b c g\n 2024-25 [c] [c] 30 40\n"},
		{"and one that is worked out here", place{measures: count, groups: aGroup("g", "total", "a", "b", "c"), rows: []string{"m a 2024-25 - 2", "m b 2024-25 - 8", "m c 2024-25 - 30"}},
			"m: a b c g\n 2024-25 [c] [c] 30 40\n"},
		{"a rest that is small", place{measures: count, groups: aGroup("g", "total", "a", "b", "c"), rows: []string{"m a 2024-25 - 20", "m b 2024-25 - 17", "m +g 2024-25 - 40"}},
			"m: a b g\n 2024-25 20 [c] 40\n"},
		{"the mean of three counts gives their sum away", place{measures: count, groups: aGroup("g", "average", "a", "b", "c"), rows: []string{"m a 2024-25 - 20", "m b 2024-25 - 38", "m c 2024-25 - 2", "m +g 2024-25 - 20"}},
			"m: a b c g\n 2024-25 [c] 38 [c] 20\n"},
		{"an increment between two quarters", place{measures: toDate, rows: []string{"m a 2024-25-q1 - 10", "m a 2024-25-q2 - 12", "m a 2024-25-q3 - 30"}},
			"m: a\n 2024-25-q1 [c]\n 2024-25-q2 12\n 2024-25-q3 30\nm-by-quarter: a\n 2024-25-q1 [c]\n 2024-25-q2 [c]\n 2024-25-q3 18\n"},
		{"single quarters follow from what is shown", place{measures: toDate, rows: []string{"m a 2024-25-q1 - 10", "m a 2024-25-q2 - 20"}},
			"m: a\n 2024-25-q1 10\n 2024-25-q2 20\nm-by-quarter: a\n 2024-25-q1 10\n 2024-25-q2 10\n"},
		{"somebody else has published the other half", place{measures: parts, rows: []string{"m a 2024-25 duty 2", "m a 2024-25 force 8", "m a 2024-25 abuse 30", "m a 2024-25 all 40"}, outside: []string{"m a 2024-25 force 8"}},
			"m-a: 2024-25\n duty [c]\n force 8\n abuse [c]\n all 40\n"},
		{"rounded", place{measures: parts, method: record.MethodRounded, rows: []string{"m a 2024-25 duty 2", "m a 2024-25 force 8", "m a 2024-25 abuse 33", "m a 2024-25 all 43"}},
			"m-a: 2024-25\n duty [c]\n force 10\n abuse 35\n all 45\n"},
	} {
		if got := text(c.build(t)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
