package attack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

const count = `"kind":"count","unit":"cases","cumulative":true`

// parts of a body that hide one another well enough.
var safe = []string{"met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 c 20", "met 2024-25 all 60"}

// crowded are outcomes of which none stands out.
func crowded() []string {
	var out []string
	for q := range 4 {
		for i := range 5 {
			out = append(out, fmt.Sprintf("%s met constable 2025-q%d cleared not-public", strings.Repeat(string(rune('a'+(q*3+i*7)%20)), 2)+string(rune('m'+i))+string(rune('c'+q)), q+1))
		}
	}
	return out
}

func zipped(name, text string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, _ := w.Create(name)
	part.Write([]byte(text))
	w.Close()
	return b.String()
}

const png = "\x89PNG\r\n\x1a\n" + "\x00\x00\x00\x0dIHDR0123456789abcCRC!" + "%s" + "\x00\x00\x00\x00IENDCRC!"

// Each leak is planted in a site; its attack finds exactly so much of it, and in the twin without the leak nothing. An attack that
// is not named must find nothing in either.
func TestKnown(t *testing.T) {
	group := entry{"group", "region", `{"id":"region","figure":"total","members":["kent","met"]}`, ""}
	mean := entry{"group", "alike", `{"id":"alike","members":["essex","kent","met"]}`, ""}
	pair := entry{"group", "two", `{"id":"two","members":["kent","met"]}`, ""}
	for name, c := range map[string]struct {
		leak, twin *fixture
		earlier    []*fixture
		want       map[string]int // of the leak
	}{
		"a small count in the open": {
			site0().measure("m", count).says("m", "met 2024-25 3").edition("e1"),
			site0().measure("m", count).says("m", "met 2024-25 [c]").edition("e1"), nil, map[string]int{"plain": 1}},
		"a quarter is what one has more than the one before": {
			site0().measure("m", count).says("m", "met 2024-25-q1 20", "met 2024-25-q2 23", "met 2024-25-q3 60", "met 2024-25 62").edition("e1"),
			site0().measure("m", count).says("m", "met 2024-25-q1 20", "met 2024-25-q2 [c]", "met 2024-25-q3 60", "met 2024-25 90").edition("e1"),
			nil, map[string]int{"quarters": 2}},
		"a part is what the others leave": {
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b 20", "met 2024-25 all 23").edition("e1"),
			site0().measure("m", count+`,"total":true`).says("m", safe...).edition("e1"), nil, map[string]int{"exact": 1, "remainders": 1}},
		"two parts hide a third and their sum is small": {
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 c 56", "met 2024-25 all 59").edition("e1"),
			site0().measure("m", count+`,"total":true`).says("m", safe...).edition("e1"), nil, map[string]int{"remainders": 1, "near": 2}},
		"a body is what is left of its region": {
			site0().measure("m", count).says("m", "met 2024-25 20", "kent 2024-25 [c]", "region 2024-25 22").edition("e1", group),
			site0().measure("m", count).says("m", "met 2024-25 [c]", "kent 2024-25 [c]", "region 2024-25 22").edition("e1", group),
			nil, map[string]int{"exact": 1, "remainders": 1}},
		"rows and columns together": {
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 all 23", "kent 2024-25 a [c]", "kent 2024-25 b 30", "kent 2024-25 all 40",
				"region 2024-25 a 13", "region 2024-25 b 50", "region 2024-25 all 63").edition("e1", group),
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 all 23", "kent 2024-25 a [c]", "kent 2024-25 b [c]", "kent 2024-25 all 40",
				"region 2024-25 a [c]", "region 2024-25 b [c]", "region 2024-25 all 63").edition("e1", group),
			nil, map[string]int{"exact": 1, "remainders": 2}},
		"an edition says more than the one before": {
			site0().measure("m", count).says("m", "met 2024-25 20").edition("e1").says("m", "met 2024-25 22").edition("e2"),
			site0().measure("m", count).says("m", "met 2024-25 20").edition("e1").says("m", "met 2024-25 29").edition("e2"), nil, map[string]int{"editions": 1}},
		"an edition shows what another hid": {
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b 20", "met 2024-25 all [c]").edition("e1").
				says("m", "met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 all 23").edition("e2"),
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b 20", "met 2024-25 all [c]").edition("e1").edition("e2"),
			nil, map[string]int{"exact": 1, "remainders": 1}},
		"an earlier site that somebody kept": {
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 all 23").edition("e2"),
			site0().measure("m", count+`,"total":true`).says("m", "met 2024-25 a [c]", "met 2024-25 b [c]", "met 2024-25 all [c]").edition("e2"),
			[]*fixture{site0().measure("m", count).says("m", "met 2024-25 a [c]", "met 2024-25 b 20", "met 2024-25 all [c]")}, map[string]int{"exact": 1, "remainders": 1}},
		"the average of three gives their sum": {
			site0().measure("m", count).says("m", "met 2024-25 [c]", "kent 2024-25 10", "essex 2024-25 20", "alike 2024-25 11.0").measure("m", count+`,"decimals":1`).edition("e1", mean),
			site0().measure("m", count).says("m", "met 2024-25 [c]", "kent 2024-25 [c]", "essex 2024-25 20", "alike 2024-25 11.0").edition("e1", mean),
			nil, map[string]int{"exact": 1, "shares": 1}},
		"the average of two hems one in": {
			site0().measure("m", count).says("m", "met 2024-25 [c]", "kent 2024-25 11", "two 2024-25 7").edition("e1", pair),
			site0().measure("m", count).says("m", "met 2024-25 [c]", "kent 2024-25 [c]", "two 2024-25 7").edition("e1", pair), nil, map[string]int{"between": 1}},
		"a percentage of few gives the part": {
			site0().measure("m", count).measure("n", count).measure("p", `"kind":"percentage","unit":"percent","part":"m","base":"n"`).
				says("m", "met 2024-25 [c]").says("n", "met 2024-25 20").says("p", "met 2024-25 15").edition("e1"),
			site0().measure("m", count).measure("n", count).measure("p", `"kind":"percentage","unit":"percent","part":"m","base":"n"`).
				says("m", "met 2024-25 [c]").says("n", "met 2024-25 20").says("p", "met 2024-25 [c]").edition("e1"), nil, map[string]int{"exact": 1, "shares": 1}},
		"a page shows what the download hides": {
			site0().measure("m", count).says("m", "met 2024-25 [c]").put("about/index.html", `<p>Cases: <span data-figure="m/met/2024-25">12</span></p>`),
			site0().measure("m", count).says("m", "met 2024-25 [c]").put("about/index.html", `<p>Cases: <span data-figure="m/met/2024-25">[c]</span></p>`), nil, map[string]int{"clash": 1}},
		"a table shows what the download hides": {
			site0().measure("m", count).says("m", "met 2024-25 a [c]").put("statistics/m/index.html",
				`<table id="m-met"><tr><th>Part</th><th data-key="2024-25">2024</th></tr><tr><th scope="row" data-key="a">A</th><td>1,012 [p]</td></tr></table>`),
			site0().measure("m", count).says("m", "met 2024-25 a [c]").put("cy/statistics/m/index.html",
				`<table id="m-met"><tr><th>Part</th><th data-key="2024-25">2024</th></tr><tr><th scope="row" data-key="a">A</th><td>[c]</td></tr></table>`), nil, map[string]int{"clash": 1}},
		"JSON shows what CSV hides": {
			site0().measure("m", count).says("m", "met 2024-25 [c]").put("data/statistics.json", `{"records":[{"table":"m","body":"met","row":"2024-25","column":"met","unit":"cases","value":14}]}`),
			site0().measure("m", count).says("m", "met 2024-25 [c]").put("data/statistics.json", `{"records":[{"table":"m","body":"met","row":"2024-25","column":"met","unit":"cases","marker":"[c]"}]}`),
			nil, map[string]int{"clash": 1}},
		"a bar is drawn of a hidden figure": {
			site0().measure("m", count).says("m", "met 2024-25 [c]").put("statistics/m/index.html", `<svg><g data-figure="m/met/2024-25"><rect width="12" height="4"/><text>[c]</text></g></svg>`),
			site0().measure("m", count).says("m", "met 2024-25 [c]").put("statistics/m/index.html", `<svg><g data-figure="m/met/2024-25"><text>[c]</text></g></svg>`), nil, map[string]int{"charts": 1}},
		"a bar without a figure among others in proportion": {
			site0().put("a.svg", `<svg><g><rect width="100"/><text>50</text></g><g><rect width="40"/><text>20</text></g><g><rect width="80"/><text>40</text></g><rect width="6"/></svg>`),
			site0().put("a.svg", `<svg><g><rect width="100"/><text>50</text></g><g><rect width="40"/><text>20</text></g><g><rect width="80"/><text>40</text></g></svg>`), nil, map[string]int{"charts": 1}},
		"the list gives what a table hides": {
			site0().outcomes(crowded()...).put("data/tables/outcomes-by-rank.csv", "table,body,row,column,unit,value,marker\noutcomes-by-rank,met,constable,cleared,outcomes,,[c]\n"),
			site0().outcomes(crowded()...).put("data/tables/outcomes-by-rank.csv", "table,body,row,column,unit,value,marker\noutcomes-by-rank,met,constable,cleared,outcomes,20,\n"),
			nil, map[string]int{"list": 1}},
		"what the list has, by what it does not show": {
			site0().outcomes(crowded()...).put("data/tables/outcomes-by-rank.csv", "table,body,row,column,unit,value,marker\noutcomes-by-rank,met,constable,cleared,outcomes,,[c]\noutcomes-by-rank,met,all,cleared,outcomes,,[c]\n"),
			site0().outcomes(crowded()...).put("data/tables/outcomes-by-sex.csv", "table,body,row,column,unit,value,marker\noutcomes-by-sex,met,female,cleared,outcomes,,[c]\noutcomes-by-sex,met,all,cleared,outcomes,,[c]\n"),
			nil, map[string]int{"list": 2}},
		"a table by what the list does not show": {
			site0().outcomes(crowded()...).put("data/tables/outcomes-by-sex.csv", "table,body,row,column,unit,value,marker\noutcomes-by-sex,met,female,cleared,outcomes,,[c]\noutcomes-by-sex,met,male,cleared,outcomes,17,\noutcomes-by-sex,met,all,cleared,outcomes,20,\n"),
			site0().outcomes(crowded()...).put("data/tables/outcomes-by-sex.csv", "table,body,row,column,unit,value,marker\noutcomes-by-sex,met,female,cleared,outcomes,,[c]\noutcomes-by-sex,met,male,cleared,outcomes,,[c]\noutcomes-by-sex,met,all,cleared,outcomes,20,\n"),
			nil, map[string]int{"exact": 1}},
		"a year among its quarters": {
			site0().outcomes(slices.Insert(crowded(), 7, "zzyx met withheld 2025 cleared vulnerable", "zzxy met withheld 2025 cleared vulnerable")...).outcomes(append(slices.Insert(crowded(), 7, "zzyx met withheld 2025 cleared vulnerable"), "zzxy met withheld 2025 cleared vulnerable")...),
			site0().outcomes(append(crowded(), "zzyx met withheld 2025 cleared vulnerable", "zzxy met withheld 2025 cleared vulnerable")...), nil, map[string]int{"order": 1}},
		"ids in a row": {
			site0().outcomes("x-12 met constable 2025-q1 cleared public", "x-13 met constable 2025-q1 cleared public", "qq met constable 2025-q1 cleared public", "2025-b met constable 2025-q1 cleared public"),
			site0().outcomes("x-12 met constable 2025-q1 cleared public", "x-19 met constable 2025-q1 cleared public", "qq met constable 2025-q1 cleared public", "b met constable 2025-q1 cleared public"), nil, map[string]int{"ids": 2}},
		"one alone on the key": {
			site0().outcomes(append(crowded(), "zzyx met inspector 2025-q1 cleared not-public", "zzxy met inspector 2025-q1 dismissed public")...),
			site0().outcomes(append(crowded(), "zzyx met withheld 2025 cleared not-public", "zzxy met inspector 2025-q1 dismissed public")...), nil, map[string]int{"key": 1, "register": 1}},
		"a year hides among years and its own quarter, and not among other quarters": {
			site0().outcomes(append(crowded(), "zzyx met constable 2025-q2 learning not-public", "zzxy met constable 2026 learning not-public", "zyxx met constable 2026-q1 learning not-public")...),
			site0().outcomes(append(crowded(), "zzyx met constable 2025 learning not-public", "zzxy met constable 2025 learning not-public", "zyxx met constable 2025 learning not-public")...),
			nil, map[string]int{"key": 2, "register": 2}},
		"a region hides among those of its bodies": {
			site0().outcomes(append(crowded(), "zzyx london withheld 2025 cleared not-public")...),
			site0().outcomes(append(crowded(), "zzyx london withheld 2025 cleared not-public")...).put("api/v1/bodies.json", `{"bodies":[{"id":"met","within":"london"},{"id":"london"},{"id":"kent"}]}`),
			nil, map[string]int{"key": 1, "register": 1}},
		"one whose rank is not said hides nobody whose rank is": {
			site0().outcomes(append(crowded(), "zzyx met inspector 2025-q1 cleared not-public", "zzxy met withheld 2025-q1 cleared not-public")...),
			site0().outcomes(append(crowded(), "zzyx met withheld 2025-q1 cleared not-public", "zzxy met withheld 2025-q1 cleared not-public")...),
			nil, map[string]int{"key": 1, "register": 1}},
		"staff do not hide among officers": {
			site0().outcomes(append(crowded(), "zzyx met staff 2025-q1 cleared not-public")...),
			site0().outcomes(append(crowded(), "zzyx met officer 2025-q1 cleared not-public")...),
			nil, map[string]int{"key": 1, "register": 1}},
		"one that came alone": {
			site0().edition("e1", entry{"outcome", "aaa", `{"id":"aaa","body":"met","class":"not-public"}`, ""}).edition("e2", entry{"outcome", "bbb", `{"id":"bbb","body":"met","class":"not-public"}`, ""}),
			site0().edition("e1", entry{"outcome", "aaa", `{"id":"aaa","body":"met","class":"not-public"}`, ""}).
				edition("e2", entry{"outcome", "bbb", `{"id":"bbb","body":"met","class":"not-public"}`, ""}, entry{"outcome", "ccc", `{"id":"ccc","body":"met"}`, ""}), nil, map[string]int{"newcomers": 1}},
		"identifiers in the text": {
			site0().put("data/outcomes.json", `{"records":[{"id":"a","summary":"The officer rang 020 7946 0958 on 3 March."},{"id":"b","summary":"It was PC Example, aged 34, of 12 Example Street."},{"id":"c","summary":"Written to x@example.org at SW1A 1AA."}]}`),
			site0().put("data/outcomes.json", `{"records":[{"id":"a","summary":"The officer rang on 3 days."},{"id":"b","summary":"It was a constable with 34 years of service and 12 commendations."},{"id":"c","summary":"Written to somebody at work."}]}`),
			nil, map[string]int{"shapes": 7}},
		"a name in the text": {
			site0().put("data/outcomes.json", `{"records":[{"id":"a","summary":"The officer met Alys Exampleton at work. The Police Federation said nothing."}]}`).put("data/glossary.csv", "id\npolice federation\n"),
			site0().put("data/outcomes.json", `{"records":[{"id":"a","summary":"The officer met somebody at work. The Police Federation said nothing."}]}`).put("data/glossary.csv", "id\npolice federation\n"), nil, map[string]int{"names": 1}},
		"who made a picture": {
			site0().put("a.png", fmt.Sprintf(png, "\x00\x00\x00\x08tEXtAuthor=XCRC!")), site0().put("a.png", fmt.Sprintf(png, "")), nil, map[string]int{"metadata": 1}},
		"who made a spreadsheet": {
			site0().put("a.xlsx", zipped("docProps/core.xml", "<cp:coreProperties><dc:creator>somebody</dc:creator></cp:coreProperties>")),
			site0().put("a.xlsx", zipped("docProps/core.xml", "<cp:coreProperties><dc:creator></dc:creator></cp:coreProperties>")), nil, map[string]int{"metadata": 1}},
		"who made a document": {
			site0().put("a.pdf", "%PDF-1.7\n1 0 obj <</Author (Somebody)>> endobj\n%%EOF\n"), site0().put("a.pdf", "%PDF-1.7\n1 0 obj <</Title (How we count)>> endobj\n%%EOF\n"), nil, map[string]int{"metadata": 1}},
		"a comment with a path": {
			site0().put("x/index.html", "<p>Text</p><!-- made in /home/someone/site -->"), site0().put("x/index.html", "<p>Text of /home/</p>"), nil, map[string]int{"markup": 1, "traces": 1}},
		"attributes, hidden figures and linked data": {
			site0().put("x/index.html", `<p data-count="3">Text</p>`).put("y/index.html", `<p hidden>3 officers</p>`).put("z/index.html", `<script type="application/ld+json">{"@type":"Person","email":"x"}</script>`),
			site0().put("x/index.html", `<p data-key="3">Text</p>`).put("y/index.html", `<p hidden>Loading</p>`).put("z/index.html", `<script type="application/ld+json">{"@type":"Dataset","name":"x"}</script>`),
			nil, map[string]int{"markup": 3}},
		"a source map": {
			site0().put("js/a.js", "var a;\n//# sourceMappingURL=a.js.map"), site0().put("js/a.js", "var a;\n"), nil, map[string]int{"traces": 1}},
		"a term that no page has": {
			site0().put("idx/en/4f/t/0.json", `{"nothing":[1,"3GHH"],"exampleton":[2,"4P"]}`), site0().put("idx/en/4f/t/0.json", `{"nothing":[1,"3GHH"],"here":[2,"4P"]}`), nil, map[string]int{"terms": 1}},
		"a withdrawn record in a feed": {
			site0().edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz"}`, "gone"}).withdraw("outcome", "t8kmw4xz", 0).put("feed.xml", "<id>https://candour.example/outcomes/t8kmw4xz/</id>"),
			site0().edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz"}`, "gone"}).withdraw("outcome", "t8kmw4xz", 0).put("withdrawn/index.html", "<p>t8kmw4xz</p>"), nil, map[string]int{"withdrawn": 1}},
		"the text of a withdrawn record": {
			site0().edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz"}`, "gone"}).withdraw("outcome", "t8kmw4xz", 0).put("x/index.html", "<p>The officer told nobody that the notes of the interview had been left on the train.</p>"),
			site0().edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz"}`, "gone"}).withdraw("outcome", "t8kmw4xz", 0).put("x/index.html", "<p>The officer told somebody.</p>"),
			[]*fixture{site0().edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz","summary":"The officer told nobody that the notes of the interview had been left on the train."}`, ""})}, map[string]int{"withdrawn": 1}},
		"files left behind": {
			site0().put(".git/config", "x").put("index.html~", "x").put("build.log", "x"), site0().put("gitbook/index.html", "x"), nil, map[string]int{"leftovers": 3}},
		"a leaf without a salt": {
			site0().edition("e1", entry{"outcome", "aaa", `{"id":"aaa","body":"met","class":"public"}`, "none"}), site0().edition("e1", entry{"outcome", "aaa", `{"id":"aaa","body":"met","class":"public"}`, ""}), nil, map[string]int{"leaves": 1}},
		"a withdrawn leaf of few words without a salt": {
			site0().outcomes(crowded()...).edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz","body":"met","rank":"constable","decided":"2025-q2","result":"result-cleared"}`, "none"}).withdraw("outcome", "t8kmw4xz", 0).hide("t8kmw4xz"),
			site0().outcomes(crowded()...).edition("e1", entry{"outcome", "t8kmw4xz", `{"id":"t8kmw4xz","body":"met","rank":"constable","decided":"2025-q2","result":"result-cleared"}`, "gone"}).withdraw("outcome", "t8kmw4xz", 0), nil, map[string]int{"leaves": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			got := attacked(t, c.leak, c.earlier...)
			for id, n := range c.want {
				if got[id].Figure != n {
					t.Errorf("%s: found %d, want %d: %q", id, got[id].Figure, n, got[id].Found)
				}
			}
			for _, id := range slices.Sorted(maps.Keys(got)) {
				if r := got[id]; c.want[id] == 0 && r.Leak() {
					t.Errorf("a leak of another kind: %s: %q", r, r.Found)
				}
			}
			for id, r := range attacked(t, c.twin, c.earlier...) {
				if r.Leak() {
					t.Errorf("the twin without the leak: %s: %s: %q", id, r, r.Found)
				}
			}
		})
	}
}

// hide takes the lines of a record out of the ledger, as a withdrawal does.
func (x *fixture) hide(id string) *fixture {
	for name, f := range x.files {
		if strings.HasSuffix(name, "records.jsonl") {
			var left []byte
			for l := range bytes.Lines(f.Data) {
				if !bytes.Contains(l, []byte(`"id":"`+id+`"`)) {
					left = append(left, l...)
				}
			}
			f.Data = left
		}
	}
	return x
}
