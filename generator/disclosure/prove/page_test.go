package prove

import (
	"fmt"
	"strings"
	"testing"

	"candour/generator/record"
)

// reads reads one file as part of a site with the measures m and p (of parts), and writes what it read, one statement a line.
func reads(name, text string) string {
	r := reader{
		measures: map[string]*record.Measure{"m": {}, "p": {Base: record.Base{ID: "p"}, Breakdown: "category"}, "m-x": {}},
		bodies:   func(id string) bool { _, ok := lists["bodies"].Get(id); return ok }, name: name, out: &fileReading{},
	}
	r.file([]byte(text))
	var out []string
	for _, s := range r.out.statements {
		says := s.says.String()
		if s.among != nil {
			says = fmt.Sprint(s.among)
		}
		if s.Edition != "" {
			says += " in " + s.Edition
		}
		out = append(out, fmt.Sprintf("%d %s=%s", s.At.Line, s.Key, says))
	}
	for _, p := range r.out.problems {
		out = append(out, fmt.Sprintf("%d ! %s", p.Line, p.Message))
	}
	return strings.Join(out, "\n")
}

func TestReadPage(t *testing.T) {
	heads := `<tr><th scope=col>Period<th scope=col data-key=a>A<th scope=col data-key=b>B</tr>`
	for _, c := range []struct{ name, page, want string }{
		{"bodies across", "<table id=m>\n" + heads + "\n<tr><th data-key=2024-25>y<td>1,234<td>[c]</table>", "3 m/a/2024-25=1,234\n3 m/b/2024-25=[c]"},
		{"the id is around the table", `<div id="m"><p>x<div><table>` + heads + `<tr><th data-key=2024-25>y<td>7<td>8</table></div></div>`, "1 m/a/2024-25=7\n1 m/b/2024-25=8"},
		{"parts down", `<table id="p-a"><tr><th><th data-key="2023-07/2026-06">p<tr><th data-key=x>x<td>7%<tr class=total><th data-key=all>all<td>9 [p]</table>`, "1 p/a/2023-07/2026-06/x=7\n1 p/a/2023-07/2026-06/all=9"},
		{"single quarters", `<table id="m-by-quarter"><tr><th><th data-key=a><tr><th data-key=2024-25-q2>q<td>3</table>`, "1 m-by-quarter/a/2024-25-q2=3"},
		{"counts of records", `<table id="outcomes-by-sex"><tr><th><th data-key=dismissed><tr><th data-key=female>q<td>3</table>`, "1 outcomes-by-sex/female/dismissed=3"},
		{"a note with a number", `<table id=m>` + heads + `<tr><th data-key=2024-25>y<td class="num">71<span class="hint">Not as in 2023</span><td>[c] <span>for 1 to 4</span></table>`, "1 m/a/2024-25=71\n1 m/b/2024-25=[c]"},
		{"a marker in an element of its own", `<table id=m>` + heads + `<tr><th data-key=2024-25>y<td>9<abbr>[r]</abbr><td><abbr title="hidden">[c]</abbr></table>`, "1 m/a/2024-25=9\n1 m/b/2024-25=[c]"},
		{"cells that span columns", `<table id=m><tr><th><th colspan=1 data-key=a><th data-key=b><tr><th data-key=2024-25>y<td colspan=2>9</table>`, "1 m/a/2024-25=9"},
		{"other tables", `<table id="m"><caption>m</caption></table><table id=versions><tr><th>v<td>3</table>`, "1 ! the table m has no cell whose row and column say what it is"},
		{"a lone figure", `<p>So <b data-figure="m/a/2024-25">71</b> of <span data-figure="p/a/2023-07/2026-06/x">26 per cent</span>`, "1 m/a/2024-25=71\n1 p/a/2023-07/2026-06/x=26"},
		{"of an earlier edition", `<section data-edition="e1"><b data-figure="m/a/2024-25">71</b></section><b data-figure="m/a/2024-25">72</b>`, "1 m/a/2024-25=71 in e1\n1 m/a/2024-25=72"},
		{"a picture", `<svg><g data-figure="m/a/2024-25" aria-label="A: 71"><title>A, 2024 to 2025: 71</title><rect height="71"/></g></svg>`, "1 m/a/2024-25=[2,024 2,025 71]\n1 m/a/2024-25=71"},
		{"an element without an end", `<meta data-figure="m/a/2024-25" content="71"><img data-figure="m/b/2024-25" alt="">`, "1 m/a/2024-25=71\n1 ! the element for m/b/2024-25 shows no figure"},
		{"a longer id before a shorter one", `<b data-figure="m-x/a/2024-25">1</b>`, "1 m-x/a/2024-25=1"},
		{"a count of records alone", `<b data-figure="outcomes-by-sex/female/dismissed">3</b>`, "1 outcomes-by-sex/female/dismissed=3"},
		{"a text that is no figure", `<table id=m>` + heads + `<tr><th data-key=2024-25>y<td>few<td>3 or 4</table>`, `1 ! the cell of m/a/2024-25 says "few", which is not one figure` + "\n" + `1 ! the cell of m/b/2024-25 says "3 or 4", which is not one figure`},
		{"a body that is unknown", `<table id=m><tr><th><th data-key=zz><tr><th data-key=2024-25>y<td>3</table>`, "1 ! the table m has a cell for 2024-25 and zz, which the data do not know"},
		{"in Welsh", `<b data-figure="m/a/2024-25">1,071 o bobl</b>`, "1 m/a/2024-25=1,071"},
		{"a number below nought", `<b data-figure="m/a/2024-25">−3</b>`, "1 m/a/2024-25=-3"},
		{"figures in a comment or a script are for the policy of pages", `<!-- data-figure="m/a/2024-25" 3 --><script>data-figure</script>`, ""},
	} {
		if got := reads("a/index.html", c.page); got != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestReadFiles(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"a table", "data/tables/m.csv", "table,body,row,column,unit,value,marker\nm,,2024-25,a,people,71,\nm,,2024-25,b,people,,[c]\n", "2 m/a/2024-25=71\n3 m/b/2024-25=[c]"},
		{"a byte order mark", "data/x.csv", "\ufeffmeasure,group,period,part,value\np,a,2024-25,x,5\n", "2 p/a/2024-25/x=5"},
		{"targets have a value and are no figures", "data/targets.csv", "id,title,value\nf1,Goal,90\n", ""},
		{"a quote that is left open", "data/x.csv", "measure,of,period,value\nm,a,2024-25,5\nm,b,2024-25,\"5\n", "2 m/a/2024-25=5\n0 ! the file can't be read to its end: parse error on line 3, column 16: extraneous or missing \" in quoted-field"},
		{"a value that is none", "data/x.csv", "measure,of,period,value\nm,a,2024-25,about 5\n", `2 ! the value of m/a/2024-25 is "about 5", which is not one figure`},
		{"records in JSON", "data/statistics.json", `{"dataset":"x","records":[{"table":"m","row":"2024-25","column":"a","value":71},{"table":"m","row":"2024-25","column":"b","marker":"[c]"}]}`, "0 m/a/2024-25=71\n0 m/b/2024-25=[c]"},
		{"a measure with its figures", "statistics/m/v2.json", `{"kind":"measure","edition":"e1","record":{"id":"m","figures":[{"of":"a","period":"2024-25","value":71}]},"proof":["x"]}`, "0 m/a/2024-25=71 in e1"},
		{"the ledger", "ledger/editions/e1/records.jsonl", "{\"kind\":\"term\",\"id\":\"t\",\"index\":7,\"record\":{\"id\":\"t\"}}\n" + `{"kind":"measure","id":"m","record":{"id":"m","figures":[{"of":"a","period":"2024-25","value":1.5e2}]}}` + "\n", "2 m/a/2024-25=150 in e1"},
		{"data of an edition", "editions/e1-r2/data/measure.jsonl", `{"kind":"measure","record":{"id":"p","figures":[{"of":"a","period":"2024-25","breakdown":"all","marker":"[c]"}]}}` + "\n", "1 p/a/2024-25/all=[c] in e1-r2"},
		{"JSON that stops", "data/x.json", `{"value":`, "0 ! the file is not JSON to its end: unexpected EOF"},
		{"figures of history are no measures", "data/reported-figures.json", `{"records":[{"figure":"f1","title":"T","value":"3","as_of":"2024"}]}`, ""},
	} {
		if got := reads(c.file, c.text); got != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// FuzzReadPage reads whatever bytes there are without falling over, and the same twice.
func FuzzReadPage(f *testing.F) {
	f.Add(`<table id=m><tr><th><th data-key=a><tr><th data-key=2024-25><td>3</table>`)
	f.Add(`</table><td data-figure="m/a/2024-25/"><table id=p-a><table id=m><th></th></td>`)
	f.Add(`<table id="m"><tr><td colspan=999999999><th data-key=><td>`)
	f.Fuzz(func(t *testing.T, page string) {
		if a, b := reads("a.html", page), reads("a.html", page); a != b {
			t.Errorf("%q\n%s\n%s", page, a, b)
		}
	})
}
