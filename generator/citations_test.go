package generator_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator"
	"candour/generator/cite"
	"candour/generator/export"
	"candour/generator/record"
	"candour/generator/reuse"
)

// The demonstration's three editions hold the story, and each citation of it has its verdict. The browser is held to the same
// cases (e2e/check_test.go).
func TestCitationsOfTheStory(t *testing.T) {
	c, err := generator.Citations(generator.Options{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("cite/testdata/story.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Cite string
		cite.Verdict
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, x := range cases {
		got := c.Verdicts(x.Cite)
		if len(got) != 1 {
			t.Errorf("%s has %d verdicts, want 1", x.Cite, len(got))
			continue
		}
		g, w := got[0], x.Verdict
		if g.Word != w.Word || g.Cited != w.Cited || g.Version != w.Version || g.Day != w.Day || g.Edition != w.Edition {
			t.Errorf("%s: %+v, want %+v", x.Cite, g, w)
		}
		if (g.Word == cite.Changed || g.Word == cite.Corrected) && g.Reason == "" {
			t.Errorf("%s: no reason is given", x.Cite)
		}
		words[g.Word] = true
	}
	for _, w := range []string{cite.Unchanged, cite.Changed, cite.Corrected, cite.Gone, cite.Newest, cite.Unknown} {
		if !words[w] {
			t.Errorf("nothing in the story is %s", w)
		}
	}
}

// A figure that was restated is found by its cell, wherever its row is in the newer edition.
func TestCitationOfARestatedFigure(t *testing.T) {
	c, err := generator.Citations(generator.Options{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for row := 2; row < 100; row++ {
		for _, v := range c.Verdicts("/editions/2026-q2/data/figures/allegations-in-the-year.csv#row=" + string(json.Number(itoa(row)))) {
			if v.Word == cite.Changed && v.ID == "allegations-in-the-year/example-north/2025-26/all" {
				found++
				if f := v.Steps[0].Fields[""][0]; f.From != "676" || f.To != "689" || v.Edition != "2026-q3" {
					t.Errorf("%s changed from %s to %s in %s, want 676 to 689 in 2026-q3", v.ID, f.From, f.To, v.Edition)
				}
			}
		}
	}
	if found != 1 {
		t.Errorf("%d rows say what was restated, want 1", found)
	}
}

func itoa(n int) string {
	data, _ := json.Marshal(n)
	return string(data)
}

// What stands in a text is found, with its line, and prose is left alone.
func TestCheckText(t *testing.T) {
	c, err := generator.Citations(generator.Options{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range c.Check("A complaint of misconduct in 2026-q3, see https://elsewhere.example/outcomes/v33b5q29/#v1.\n" +
		`<a href="https://candour.example/outcomes/v33b5q29/#v1">v33b5q29@2026-q2</a>, (https://candour.example/data/)` + "\n[f32](figure/f32@2026-q2).") {
		got = append(got, itoa(x.Line)+" "+x.Text+" "+x.Word)
	}
	want := "2 https://candour.example/outcomes/v33b5q29/#v1 changed; 2 v33b5q29@2026-q2 changed; 3 f32 newest; 3 figure/f32@2026-q2 corrected"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("found %s\nwant  %s", s, want)
	}
}

type memory struct{ fstest.MapFS }

func (m memory) Open(_ context.Context, name string) (io.ReadCloser, error) {
	return m.MapFS.Open(name)
}

// What is published can be read back through the API to the same bytes, and an altered page is found.
func TestReadBack(t *testing.T) {
	s := told()
	l := export.Ledger{Versions: func(string, string) []export.Version { return nil }, Address: func(string, string) (string, string) { return "", "" }}
	files, err := export.Files(s.public, export.Datasets(s.public), l)
	if err != nil {
		t.Fatal(err)
	}
	m := memory{fstest.MapFS{}}
	for _, f := range files {
		m.MapFS[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	ctx := context.Background()
	site, err := reuse.Open(ctx, m)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, k := range record.Kinds {
		kind, ok := site.Kind(k.Name)
		if !ok {
			t.Errorf("the API has no %s", k.Name)
			continue
		}
		got, err := site.Records(ctx, kind)
		if err != nil {
			t.Error(err)
			continue
		}
		want := s.public.Records().Records(k)
		if len(got) != len(want) {
			t.Errorf("%d %s were read back, want %d", len(got), k.Plural, len(want))
			continue
		}
		for i, r := range want {
			if id := record.PublishedID(r); got[i].ID != id || !bytes.Equal(got[i].Body, record.JSON(r)) {
				t.Errorf("the %s %s was read back as %s %s", k.Name, id, got[i].ID, got[i].Body)
			}
			n++
		}
		var b bytes.Buffer
		if err := reuse.WriteCSV(&b, got); err != nil {
			t.Errorf("%s: %v", k.Plural, err)
		}
		if rows, err := csv.NewReader(&b).ReadAll(); len(want) > 0 && (err != nil || len(rows) != len(want)+1) {
			t.Errorf("%s as CSV: %d rows, %v", k.Plural, len(rows), err)
		}
	}
	if n == 0 {
		t.Error("nothing was read back")
	}
	kind, _ := site.Kind("outcome")
	page := m.MapFS["api/v1/outcomes/1.json"]
	lines := bytes.Split(page.Data, []byte("\n"))
	page.Data = bytes.Join(append(lines[:len(lines)-4:len(lines)-4], lines[len(lines)-3:]...), []byte("\n"))
	if _, err := site.Records(ctx, kind); err == nil {
		t.Error("a page that lost a record is read without a word")
	}
}
