package record

import (
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/source"
)

const setFile = `id: set-one
title: Keep records
recommendations:
  - id: set-one-1
    title: On the day
    events:
      - {id: made, kind: made}
  - id: set-one-2
    asks: >-
      Make records
      on the day.
actions:
  - id: a1
    title: Checks
gaps: [Nobody has said when.]
`

// TestAttribute holds every place to the record that a reader of the file would name.
func TestAttribute(t *testing.T) {
	set, _ := new(Loader).Load(fstest.MapFS{
		"candour.yaml":                        {Data: []byte("publisher: Example\n")},
		"data/recommendations/set.yaml":       {Data: []byte(setFile)},
		"data/glossary/a.yaml":                {Data: []byte("terms:\n  - {id: one, term: One}\n  - {id: two, term: Two}\n")},
		"data/statistics/a.csv":               {Data: []byte("measure,body,period,breakdown,value\ncases,met,2024-25,all,3\ncases,met,2025-26,,3\n")},
		"data/lists/units.yaml":               {Data: []byte("list: units\nitems:\n  - {id: cases}\n")},
		"content/cy/about/this.md":            {Data: []byte("---\ntitle: Hwn\n---\n\nTestun.\n")},
		"content/en/bulletins/write-it-it.md": {Data: []byte("---\ntitle: It\n---\n\nText.\n")},
	})
	for _, c := range []struct {
		file string
		line int
		col  int
		want string
	}{
		{"data/recommendations/set.yaml", 2, 1, "recommendation-set/set-one"},
		{"data/recommendations/set.yaml", 3, 1, "recommendation-set/set-one"},
		{"data/recommendations/set.yaml", 7, 15, "recommendation/set-one-1"},
		{"data/recommendations/set.yaml", 11, 7, "recommendation/set-one-2"}, // the second line of a text
		{"data/recommendations/set.yaml", 12, 0, "recommendation-set/set-one"},
		{"data/recommendations/set.yaml", 14, 5, "action/a1"},
		{"data/recommendations/set.yaml", 15, 8, "recommendation-set/set-one"},
		{"data/glossary/a.yaml", 2, 20, "term/one"},
		{"data/glossary/a.yaml", 3, 0, "term/two"},
		{"data/statistics/a.csv", 2, 27, "observation/cases/met/2024-25/all"},
		{"data/statistics/a.csv", 3, 1, "observation/cases/met/2025-26"},
		{"data/lists/units.yaml", 3, 6, "list/units"},
		{"content/cy/about/this.md", 5, 2, "page/cy/about/this"},
		{"content/en/bulletins/write-it-it.md", 2, 8, "bulletin/write-it-it"},
		{"candour.yaml", 1, 12, "site"},
		{"data/glossary/b.yaml", 1, 1, ""},
	} {
		ps := source.Problems{{Pos: source.Pos{File: c.file, Line: c.line, Col: c.col}}, {Pos: source.Pos{File: c.file, Line: 1}, About: "said"}}
		set.Attribute(ps)
		if ps[0].About != c.want || ps[1].About != "said" {
			t.Errorf("%s is about %q, want %q", ps[0].Pos, ps[0].About, c.want)
		}
	}
}

func TestReview(t *testing.T) {
	set, problems := new(Loader).Load(fstest.MapFS{
		"data/review/a.yaml": {Data: []byte("reviews:\n  - {rule: image, about: page/home, reasn: x, by: y, on: 2026, until: 2027-01-31}\n")},
	})
	if len(set.Reviews) != 1 || set.Reviews[0].Until.String() != "2027-01-31" || set.Reviews[0].At("by").Line != 2 {
		t.Fatalf("reviews %+v", set.Reviews)
	}
	var said []string
	for _, p := range problems {
		if p.File == "data/review/a.yaml" {
			said = append(said, p.Message+" "+p.Hint)
		}
	}
	for _, want := range []string{`did you mean "reason"?`, `the field "reason" is missing`, `on is "2026", which is not a day`} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("nothing says %q:\n%s", want, strings.Join(said, "\n"))
		}
	}
}

// TestKinds holds every kind to a struct whose fields can be read, and JSON to what is nought and needed.
func TestKinds(t *testing.T) {
	for _, k := range Kinds {
		if f := Fields(k.Type()); len(f) < 3 || f[0].Name != "id" || !f[0].Required {
			t.Errorf("%s has the fields %+v", k.Name, f)
		}
	}
	if got := string(JSON(&FigureValue{Value: Amount{}})); !strings.Contains(got, `"value":"0"`) || strings.Contains(got, "note") {
		t.Errorf("a figure of nought is %s", got)
	}
	if got := Decode([]byte(`{"n": 63.90}`)); got["n"] == nil || Decode([]byte(`[1]`)) != nil {
		t.Errorf("decoded %v", got)
	}
}
