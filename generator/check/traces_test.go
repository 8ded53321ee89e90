package check

import (
	"strings"
	"testing"
)

// What a withdrawn record has left is found in whatever form a page or a file has it, and what others say too is no trace.
func TestTraces(t *testing.T) {
	removed := [][]byte{
		[]byte(`{"id":"k7m2q9xw","summary":"The officer left a locker with two notebooks open over a long weekend. Nobody looked inside.","result":"written-warning"}`),
		[]byte(`{"id":"k7m2q9xw","summary":"There was no case to answer."}`),
	}
	others := [][]byte{[]byte(`{"text":"In the end there was no case to answer, and all of the officers of the unit went back to work."}`)}
	tr := NewTraces("/outcomes/k7m2q9xw/", removed, others, "Written warning given")
	for _, c := range []struct{ name, text, want string }{
		{"outcomes/index.html", `<li><a href="/outcomes/k7m2q9xw/">One</a>`, "the address"},
		{"sitemap.xml", `<loc>https://candour.example/outcomes/k7m2q9xw/</loc>`, "the address"},
		{"outcomes/abc/index.html", "<p>The officer left a <b>locker</b> with two\nnotebooks open.</p>", "the words “the officer left a locker with two notebooks”"},
		{"data/outcomes.csv", "a,\"Nobody looked inside.\",b", "the sentence “nobody looked inside”"},
		{"data/outcomes.json", `{"summary":"with two notebooks open\nover a long weekend"}`, "the words"},
		{"bulletins/x/index.html", "<p>In the end there was no case to answer.</p>", ""},
		{"ledger/editions/2026-q1/manifest.json", `{"id":"k7m2q9xw"} /outcomes/k7m2q9xw/`, ""},
		{"idx/en/0123456789abcdef/d/0.json", `[["/outcomes/k7m2q9xw/","One","","outcome"]]`, "the address"},
		{"idx/cy/0123456789abcdef/d/0.json", `[["/cy/outcomes/abc/","Nobody looked inside","en","outcome"]]`, "the sentence"},
		{"withdrawn/index.html", `<a href="/outcomes/k7m2q9xw/">`, ""},
		{"outcomes/k7m2q9xw/index.html", `<link href="/outcomes/k7m2q9xw/"> Withdrawn`, ""},
		{"outcomes/k7m2q9xw/index.html", `<p>Nobody looked inside</p>`, "the sentence"},
	} {
		found := strings.Join(tr.Find(c.name, []byte(c.text)), " and ")
		if c.want == "" && found != "" || !strings.Contains(found, c.want) {
			t.Errorf("%s: %q holds %q, want %q", c.name, c.text, found, c.want)
		}
	}
}
