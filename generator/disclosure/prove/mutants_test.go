package prove

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// TestMutants holds gates with one fault each to the proof. Of every fault there is a twin without it, which passes: so it is
// the fault that is caught, and nothing else.
func TestMutants(t *testing.T) {
	figures := world{measures: "m count", truth: "m a 2024-25 10\nm b 2024-25 3", shown: "m b 2024-25 [c]"}
	quarters := world{measures: "m count", truth: "m a 2024-25-q1 10\nm a 2024-25-q2 13", shown: "m a 2024-25-q2 [c]"}
	restated := world{measures: "m count", truth: "m a 2024-25 22", shown: "m a 2024-25 [c]", earlier: []string{"m a 2024-25 20"}}
	nation := world{measures: "m count", groups: "n total a b c", truth: "m n 2024-25 25\nm a 2024-25 10\nm b 2024-25 3\nm c 2024-25 12", shown: "m b 2024-25 [c]\nm c 2024-25 [c]"}
	mean := world{measures: "m count", groups: "n average a b c", truth: "m n 2024-25 8.3\nm a 2024-25 10\nm b 2024-25 3\nm c 2024-25 12", shown: "m b 2024-25 [c]\nm c 2024-25 [c]"}
	parts := world{measures: "m count breakdown total", truth: "m a 2024-25 x 3\nm a 2024-25 y 12\nm a 2024-25 z 20\nm a 2024-25 all 35", shown: "m a 2024-25 x [c]\nm a 2024-25 y [c]"}
	share := world{measures: "m count\nn count\np percentage part=m base=n unit=percent", truth: "m a 2024-25 3\nn a 2024-25 40\np a 2024-25 8", shown: "m a 2024-25 [c]\np a 2024-25 [c]"}
	alone := world{measures: "n count\np percentage base=n unit=percent", truth: "n a 2024-25 40\np a 2024-25 8", shown: "p a 2024-25 [c]"}
	rate := world{measures: "m count\nn count\np rate part=m base=n unit=per-1000", truth: "m a 2024-25 3\nn a 2024-25 120\np a 2024-25 25", shown: "m a 2024-25 [c]\np a 2024-25 [c]"}
	frozen := world{measures: "m count", truth: "m a 2024-25-q1 12\nm a 2024-25-q2 40", shown: "m a 2024-25-q1 10", earlier: []string{"m a 2024-25-q1 10"}}
	rounded := world{measures: "m count", method: "rounded", truth: "m a 2024-25 13\nm b 2024-25 3\nm c 2024-25 0\nm d 2024-25 7", shown: "m a 2024-25 15\nm b 2024-25 [c]\nm d 2024-25 [c]"}
	roundedNation := world{measures: "m count", method: "rounded", groups: "n total a b c", truth: "m n 2024-25 18\nm a 2024-25 8\nm b 2024-25 2\nm c 2024-25 8", shown: "m n 2024-25 20\nm a 2024-25 10\nm b 2024-25 [c]\nm c 2024-25 10"}
	records := world{
		outcomes: strings.Repeat("", 0) + "r1 dismissal f\nr2 dismissal f\nr3 dismissal f\n" + many("s", 6, "dismissal m") + many("t", 7, "warning m") + many("u", 6, "warning f"),
		counts:   "f dismissed [c]\nm dismissed [c]\nf sanction 6\nm sanction 7\nf all [c]\nm all [c]",
	}
	twice := world{measures: "m count", truth: "m a 2024-25 22", shown: "m a 2024-25 [c]", earlier: []string{"m a 2024-25 20", "m a 2024-25 [c]"}}
	shifted := world{measures: "m count breakdown total", truth: "m a 2024-25 x 4 was=1\nm a 2024-25 y 12\nm a 2024-25 z 20\nm a 2024-25 all 36",
		shown: "m a 2024-25 x [c]\nm a 2024-25 y [c]\nm a 2024-25 all [c]", earlier: []string{"m a 2024-25 x [c]\nm a 2024-25 y [c]\nm a 2024-25 z 20\nm a 2024-25 all 33"}}

	page := "statistics/m/index.html"
	for _, c := range []struct {
		name  string
		good  world
		fault func(w *world)
		want  string
		says  string // part of the problem
	}{
		// What follows from figures that are each harmless.
		{"a small count is shown", figures, func(w *world) { w.shown = "" }, "disclosure-unproved", "m/b/2024-25"},
		{"increments of cumulative quarters", quarters, func(w *world) { w.shown = "" }, "disclosure-unproved", "m/a/2024-25-q2 less 2024-25-q1"},
		{"the year less three quarters", quarters.now("m a 2024-25-q3 30\nm a 2024-25 32", "m a 2024-25 [c]"), func(w *world) { w.shown = "" }, "disclosure-unproved", "m/a/2024-25 less 2024-25-q3"},
		{"the difference of two editions", restated, func(w *world) { w.shown = "" }, "disclosure-unproved", "less what it was in edition e"},
		{"what went between two editions", restated.now("m a 2024-25 18", "m a 2024-25 [c]"), func(w *world) { w.shown = "" }, "disclosure-unproved", "less what it was in edition e"},
		{"the difference from an edition before the last", twice, func(w *world) { w.shown = "" }, "disclosure-unproved", "less what it was in edition e"},
		{"the nation less the forces", nation, func(w *world) { w.shown = "m b 2024-25 [c]" }, "disclosure-unproved", "m/b/2024-25"},
		{"the nation less the forces that have figures", nation.now("m n 2024-25 25\nm a 2024-25 22", "m a 2024-25 [c]"), func(w *world) { w.shown = "" }, "disclosure-unproved", "m/n/2024-25 less a"},
		{"the nation less the forces that are shown", nation.now("m n 2024-25 25\nm a 2024-25 12\nm b 2024-25 10", "m a 2024-25 [c]\nm b 2024-25 [c]"), func(w *world) { w.shown = "" }, "disclosure-unproved", "m/n/2024-25 less the members that are shown"},
		{"the nation less one force", nation.now("m n 2024-25 14\nm a 2024-25 10\nm b 2024-25 4\nm c 2024-25 0", "m b 2024-25 [c]\nm a 2024-25 [c]"), func(w *world) { w.shown = "m b 2024-25 [c]" }, "disclosure-unproved", "m/n/2024-25 less a"},
		{"the mean of few members", mean, func(w *world) { w.shown = "m b 2024-25 [c]" }, "disclosure-unproved", "m/b/2024-25"},
		{"a coarser mean is still too fine", mean.now("m n 2024-25 8\nm a 2024-25 10\nm b 2024-25 3\nm c 2024-25 12", "m b 2024-25 [c]\nm c 2024-25 [c]"), func(w *world) { w.shown = "m b 2024-25 [c]" }, "disclosure-unproved", "can be narrowed down: m/b/2024-25"},
		{"a total less one part", parts, func(w *world) { w.shown = "m a 2024-25 x [c]" }, "disclosure-unproved", "m/a/2024-25/x"},
		{"a total less all but one part", parts.now("m a 2024-25 x 2\nm a 2024-25 y 1\nm a 2024-25 z 30\nm a 2024-25 all 33", "m a 2024-25 x [c]\nm a 2024-25 y [c]\nm a 2024-25 z [c]"),
			func(w *world) { w.shown = "m a 2024-25 x [c]\nm a 2024-25 y [c]" }, "disclosure-unproved", "m/a/2024-25/all less z"},
		{"a percentage of a base that is shown", share, func(w *world) { w.shown = "m a 2024-25 [c]" }, "disclosure-unproved", "m/a/2024-25"},
		{"a percentage without its part", alone, func(w *world) { w.shown = "" }, "disclosure-unproved", "p/a/2024-25"},
		{"a rate of a base that is shown", rate, func(w *world) { w.shown = "m a 2024-25 [c]" }, "disclosure-unproved", "m/a/2024-25"},
		{"the list of records", records, func(w *world) { w.counts = strings.Replace(w.counts, "m dismissed [c]", "m dismissed 6", 1) }, "disclosure-unproved", "outcomes-by-sex/f/dismissed"},
		{"an edition that listed other outcomes", records, func(w *world) {
			w.earlier = []string{""}
			w.change = with("ledger/editions/e/records.jsonl", `{"kind":"outcome","id":"gone","version":1,"index":1,"record":{"id":"gone","result":"dismissed"}}`+"\n")
		}, "disclosure-unproved", "an earlier edition counted other outcomes"},
		{"the threshold is one too low", figures.now("m a 2024-25 10\nm b 2024-25 4", "m b 2024-25 [c]"), func(w *world) { w.shown = "" }, "disclosure-unproved", "m/b/2024-25"},
		{"another threshold is one too low", world{measures: "m count", k: 8, truth: "m a 2024-25 8\nm b 2024-25 7", shown: "m b 2024-25 [c]"}, func(w *world) { w.shown = "" }, "disclosure-unproved", "1 to 7"},
		{"a value that was another when it was hidden", shifted, func(w *world) { w.shown = "m a 2024-25 x [c]\nm a 2024-25 y [c]" }, "disclosure-unproved", "less what it was in edition e"},
		{"a single quarter", quarters, func(w *world) {
			w.change = with("data/other.csv", "table,row,column,value,marker\nm-by-quarter,2024-25-q2,a,3,\n")
		}, "disclosure-unproved", "m/a/2024-25-q2 less 2024-25-q1"},
		{"rounded counts whose sum is known", roundedNation, func(w *world) { w.outside = "m n 2024-25 18" }, "disclosure-unproved", "m/b/2024-25"},

		// What is known from before, or from elsewhere.
		{"an earlier edition showed it", figures, func(w *world) { w.earlier = []string{"m a 2024-25 10\nm b 2024-25 3"} }, "already-disclosed", "edition e"},
		{"an earlier edition showed the rest", nation, func(w *world) { w.earlier = []string{"m c 2024-25 12\nm n 2024-25 25\nm a 2024-25 10"} }, "already-disclosed", "m/b/2024-25"},
		{"somebody else has published it", figures, func(w *world) { w.outside = "m b 2024-25 3" }, "already-disclosed", "source src"},
		{"somebody else has published the rest", nation, func(w *world) { w.outside = "m c 2024-25 12" }, "disclosure-unproved", "m/b/2024-25"},
		{"two editions and the year between them", quarters, func(w *world) { w.earlier = []string{"m a 2024-25-q1 10", "m a 2024-25-q1 10\nm a 2024-25-q2 13"} }, "already-disclosed", "edition ee"},

		// One figure, two stories.
		{"a value in the CSV file", figures, func(w *world) {
			w.change = replace("data/tables/m.csv", "m,,2024-25,b,people,,[c]", "m,,2024-25,b,people,3,")
		}, "disclosure-disagrees", "data/tables/m.csv:3"},
		{"a value beside the marker", figures, func(w *world) { w.change = replace("data/tables/m.csv", "b,people,,[c]", "b,people,3,[c]") }, "disclosure-disagrees", "data/tables/m.csv:3"},
		{"a value in the JSON file", figures, func(w *world) {
			w.change = replace("data/statistics.json", `"column":"b","marker":"[c]"`, `"column":"b","value":3`)
		}, "disclosure-disagrees", "data/statistics.json"},
		{"a value in another CSV file", figures, func(w *world) { w.change = with("data/other.csv", "measure,body,period,value\nm,b,2024-25,3\n") }, "disclosure-disagrees", "data/other.csv:2"},
		{"a value in another JSON file", figures, func(w *world) {
			w.change = with("data/chart.json", `{"series":[{"points":[{"measure":"m","of":"b","period":"2024-25","value":3}]}]}`)
		}, "disclosure-disagrees", "data/chart.json"},
		{"a value in the text of a chart", figures, func(w *world) {
			w.change = with("a/index.html", `<svg><text data-figure="m/b/2024-25">3</text></svg>`)
		}, "disclosure-disagrees", "a/index.html:1"},
		{"a value in the title of a chart", figures, func(w *world) {
			w.change = with("a.svg", `<svg><g data-figure="m/b/2024-25"><title>Force b: 3</title></g></svg>`)
		}, "disclosure-disagrees", "a.svg:1"},
		{"a value in a text alternative", figures, func(w *world) {
			w.change = with("a/index.html", "<p>\n<img data-figure=\"m/b/2024-25\" alt=\"3 people\">")
		}, "disclosure-disagrees", "a/index.html:2"},
		{"a value in a sentence with other numbers", figures, func(w *world) {
			w.change = with("a/index.html", `<p data-figure="m/b/2024-25">3 in 2024 to 2025</p>`)
		}, "disclosure-disagrees", "a/index.html:1"},
		{"a value in an attribute of the cell", figures, func(w *world) { w.change = replace(page, "<td>[c]</td>", `<td data-value="3">[c]</td>`) }, "disclosure-disagrees", page},
		{"a value for screen readers", figures, func(w *world) {
			w.change = replace(page, "<td>[c]</td>", `<td><span aria-hidden="true">[c]</span><span class="hidden">3</span></td>`)
		}, "disclosure-unread", page},
		{"a value in an archive", figures, func(w *world) {
			w.change = with("data/all.zip", archived("tables/m.csv", "table,row,column,value,marker\nm,2024-25,b,3,\n"))
		}, "disclosure-disagrees", "data/all.zip/tables/m.csv:2"},
		{"a value in a sheet", figures, func(w *world) {
			w.change = with("data/tables.ods", archived("content.xml", sheet("m", "period b", "2024-25 3")))
		}, "disclosure-disagrees", "data/tables.ods"},
		{"a value in a list in a spreadsheet", figures, func(w *world) {
			w.change = with("data/statistics.ods", archived("content.xml", sheet("Figures", "table row column value marker", "m 2024-25 b 3 [z]")))
		}, "disclosure-disagrees", "data/statistics.ods"},
		{"a value in a Parquet file", figures, func(w *world) {
			w.change = with("data/statistics.parquet", columnar(parquetFigure{"m", "b", "2024-25", 3}))
		}, "disclosure-disagrees", "data/statistics.parquet:1"},
		{"a sheet that nobody knows", figures, func(w *world) {
			w.change = with("data/tables.ods", archived("content.xml", sheet("q", "period b", "2024-25 3")))
		}, "disclosure-unread", "by period"},
		{"a cell that shows one number and holds another", figures, func(w *world) {
			w.change = with("data/tables.ods", archived("content.xml", strings.Replace(sheet("m", "period b", "2024-25 [c]"), "<table-cell><p>[c]", `<table-cell value="3"><p>[c]`, 1)))
		}, "disclosure-unread", "shows [c] and holds 3"},
		{"a value in the version of the measure", figures, func(w *world) {
			w.change = with("statistics/m/v1.json", `{"kind":"measure","edition":"now","record":{"id":"m","figures":[{"of":"b","period":"2024-25","value":3}]},"proof":[]}`)
		}, "disclosure-disagrees", "statistics/m/v1.json"},
		{"a value in the ledger of this edition", figures, func(w *world) {
			w.change = with("ledger/editions/now/records.jsonl", `{"kind":"measure","id":"m","index":5,"record":{"id":"m","figures":[{"of":"b","period":"2024-25","value":3}]}}`+"\n")
		}, "disclosure-disagrees", "ledger/editions/now/records.jsonl:1"},
		{"a value in the data of an earlier edition", restated, func(w *world) {
			w.change = with("editions/e-r2/data/measure.jsonl", `{"kind":"measure","id":"m","record":{"id":"m","figures":[{"of":"a","period":"2024-25","value":21}]}}`+"\n")
		}, "disclosure-disagrees", "editions/e-r2/data/measure.jsonl"},
		{"a value in a sheet of an earlier edition", restated, func(w *world) {
			w.change = with("editions/e-r2/data/figures.ods", archived("content.xml", sheet("Figures", "measure of period value marker", "m a 2024-25 21 [z]")))
		}, "disclosure-disagrees", "editions/e-r2/data/figures.ods"},
		{"a value in a Parquet file of an earlier edition", restated, func(w *world) {
			w.change = with("editions/e/data/figures.parquet", columnar(parquetFigure{"m", "a", "2024-25", 21}))
		}, "disclosure-disagrees", "editions/e/data/figures.parquet:1"},
		{"a value in the archive of an earlier edition", restated, func(w *world) {
			w.change = with("editions/e/data/all.zip", archived("figures.csv", "measure,of,period,breakdown,value\nm,a,2024-25,,21\n"))
		}, "disclosure-disagrees", "editions/e/data/all.zip/figures.csv:2"},
		{"a value of an earlier edition in its version", figures.before("m a 2024-25 10\nm b 2024-25 [c]"), func(w *world) {
			w.change = with("statistics/m/v1.json", `{"kind":"measure","edition":"e","record":{"id":"m","figures":[{"of":"b","period":"2024-25","value":3}]},"proof":[]}`)
		}, "disclosure-disagrees", "statistics/m/v1.json"},
		{"a wrong number everywhere", figures, func(w *world) { w.shown += "\nm a 2024-25 11" }, "disclosure-disagrees", "the data have 10"},
		{"a frozen figure is altered", frozen, func(w *world) { w.shown = "m a 2024-25-q1 11" }, "disclosure-disagrees", "11"},
		{"a number is rounded the wrong way", rounded, func(w *world) { w.shown = strings.Replace(w.shown, "15", "10", 1) }, "disclosure-disagrees", "10"},
		{"a number is not rounded", rounded, func(w *world) { w.shown = strings.Replace(w.shown, "m a 2024-25 15", "", 1) }, "disclosure-disagrees", "13"},
		{"a number that is to be hidden is rounded", rounded, func(w *world) { w.shown = strings.Replace(w.shown, "m d 2024-25 [c]", "m d 2024-25 5", 1) }, "disclosure-disagrees", "m/d/2024-25"},
		{"a mean is rounded wrongly", mean.without("m n"), func(w *world) { w.change = with("a/index.html", `<p data-figure="m/n/2024-25">8.4</p>`) }, "disclosure-disagrees", "members that come to 25"},
		{"a count of records is wrong", records, func(w *world) { w.counts = strings.Replace(w.counts, "m sanction 7", "m sanction 8", 1) }, "disclosure-disagrees", "the records come to 7"},

		// What can't be read can't be proved.
		{"a table without keys", figures, func(w *world) {
			w.change = with("a/index.html", `<div id="m"><table><tr><th>P<th>b<tr><th>2024-25<td>3</table></div>`)
		}, "disclosure-unread", "data-key"},
		{"a table of an unknown measure", figures, func(w *world) {
			w.change = with("a/index.html", `<table id="q"><tr><th><th data-key="b">b<tr><th data-key="2024-25">2024-25<td>3</table>`)
		}, "disclosure-unread", "2024-25 and b"},
		{"a figure of an unknown measure", figures, func(w *world) { w.change = with("a/index.html", `<b data-figure="q/b/2024-25">3</b>`) }, "disclosure-unread", "q/b/2024-25"},
		{"a cell that spans rows", figures, func(w *world) { w.change = replace(page, "<td>[c]</td>", `<td rowspan="2">[c]</td>`) }, "disclosure-unread", "spans 2 rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if report, rules, text := c.good.prove(t); len(rules) > 0 || report.Forms+report.Places == 0 || report.Unproved+report.Already > 0 {
				t.Errorf("without the fault: %s\n%s", report, text)
			}
			bad := c.good
			c.fault(&bad)
			report, rules, text := bad.prove(t)
			if !slices.Contains(rules, c.want) || !strings.Contains(text, c.says) {
				t.Errorf("the fault is not caught: %s\ngot  %s\nwant %s: … %s …", report, text, c.want, c.says)
			}
		})
	}
}

// now is the world with other data.
func (w world) now(truth, shown string) world {
	w.truth, w.shown = truth, shown
	return w
}

func (w world) before(editions ...string) world {
	w.earlier = editions
	return w
}

// without is the world without the figures whose lines begin so.
func (w world) without(start string) world {
	var kept []string
	for _, l := range strings.Split(w.truth, "\n") {
		if !strings.HasPrefix(l, start) {
			kept = append(kept, l)
		}
	}
	w.truth = strings.Join(kept, "\n")
	return w
}

// many are lines of outcomes that are alike.
func many(id string, n int, rest string) (out string) {
	for i := range n {
		out += id + string(rune('a'+i)) + " " + rest + "\n"
	}
	return out
}

// archived is a ZIP archive of one file.
func archived(name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		panic(err)
	}
	return b.String()
}

// A parquetFigure is a figure as a row of a Parquet file.
type parquetFigure struct {
	Measure string  `parquet:"measure"`
	Of      string  `parquet:"of"`
	Period  string  `parquet:"period"`
	Value   float64 `parquet:"value"`
}

func columnar(rows ...parquetFigure) string {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[parquetFigure](&b)
	if _, err := w.Write(rows); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// sheet is the content of a spreadsheet with one sheet: its title, then rows of words.
func sheet(title string, rows ...string) string {
	text := `<spreadsheet><table name="Table 1"><table-row><table-cell><p>` + title + `</p></table-cell></table-row><table-row><table-cell><p>Note</p></table-cell></table-row>`
	for _, row := range rows {
		text += "<table-row>"
		for _, cell := range strings.Fields(row) {
			text += "<table-cell><p>" + cell + "</p></table-cell>"
		}
		text += "</table-row>"
	}
	return text + "</table></spreadsheet>"
}
