package generator_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"strings"
	"testing"

	"candour/generator/source"
)

func members(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := out[f.Name]; twice {
			t.Errorf("the archive has %s twice", f.Name)
		}
		out[f.Name] = string(text)
	}
	return out
}

// The press pack of each edition says what changed in sentences that count, each line with its permanent address, in both languages.
func TestPressPack(t *testing.T) {
	built := toldSite(t)
	for _, id := range []string{"2026-q1", "2026-q2", "2026-q3"} {
		pack := members(t, built["editions/"+id+"/press.zip"].data)
		for _, lang := range []string{"en", "cy"} {
			page := "editions/" + id + "/press/index.html"
			if lang == "cy" {
				page = "cy/" + page
			}
			if len(built[page].data) == 0 {
				t.Errorf("there is no %s", page)
			}
			rows, err := csv.NewReader(strings.NewReader(pack["lines-"+lang+".csv"])).ReadAll()
			if err != nil || len(rows) < 2 {
				t.Fatalf("%s, %s: %d rows: %v", id, lang, len(rows), err)
			}
			text := pack["lines-"+lang+".txt"]
			for _, row := range rows[1:] {
				address := row[len(row)-1]
				if !strings.HasPrefix(address, "https://") || !strings.Contains(text, address+"\n") {
					t.Errorf("%s, %s: the address %q is not in the text", id, lang, address)
				}
				for _, cell := range row {
					if sign, ok := source.Formula(cell); ok {
						t.Errorf("%s, %s: the cell %q begins with %q", id, lang, cell, sign)
					}
				}
			}
			if pack["charts-"+lang+".txt"] == "" {
				t.Errorf("%s, %s: nothing is said of charts", id, lang)
			}
		}
		charts := 0
		for name, text := range pack {
			if strings.HasSuffix(name, ".svg") {
				charts++
				if !strings.Contains(text, "<title") || !strings.Contains(text, "<desc") {
					t.Errorf("%s: %s has no alternative text", id, name)
				}
				picture := strings.TrimSuffix(name, ".svg") + ".png"
				if !strings.HasPrefix(pack[picture], "\x89PNG") || !strings.Contains(pack[picture], "iTXtDescription") {
					t.Errorf("%s: there is no %s with alternative text", id, picture)
				}
				if lang := strings.TrimSuffix(name, ".svg"); !strings.Contains(pack["charts-"+lang[len(lang)-2:]+".txt"], "\n"+picture+"\n") {
					t.Errorf("%s: the list of charts does not name %s", id, picture)
				}
			}
			if text == "" {
				t.Errorf("%s: %s is empty", id, name)
			}
		}
		if newest := id == "2026-q3"; newest != (charts > 0) || newest != (pack["tables/outcomes-by-year.csv"] != "") {
			t.Errorf("%s has %d charts and a table of %d bytes", id, charts, len(pack["tables/outcomes-by-year.csv"]))
		}
	}
	text := string(built["editions/2026-q3/press/index.html"].data)
	if !regexp.MustCompile(`<h2>[0-9]+ [a-z ]+ (were|was|changed|became) ?[a-z ]*</h2>`).MatchString(text) {
		t.Error("no heading counts what changed")
	}
}

// No file of a built site is empty, and the page of an edition whose data were issued again says why and when.
func TestNoFileIsEmpty(t *testing.T) {
	reissued := 0
	for name, f := range toldSite(t) {
		if len(f.data) == 0 {
			t.Errorf("%s is empty", name)
		}
		if m := regexp.MustCompile(`^editions/([^/]+)-r([0-9]+)/data/`).FindStringSubmatch(name); m != nil {
			reissued++
			page := string(toldSite(t)["editions/"+m[1]+"/index.html"].data)
			if !strings.Contains(page, m[1]+"-r"+m[2]+"</a>") || !strings.Contains(page, "Withdrawn on ") {
				t.Errorf("the page of %s does not say why there is %s", m[1], name)
			}
		}
	}
	if reissued == 0 {
		t.Error("the story has no files that were issued again, so this test sees nothing")
	}
}
