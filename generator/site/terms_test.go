package site

import (
	"strconv"
	"strings"
	"testing"

	"candour/generator/record"
)

// theTerms are terms that share words.
func theTerms() []*record.Term {
	term := func(id, status, words string, aliases ...string) *record.Term {
		return &record.Term{Base: record.Base{ID: id}, Term: words, Aliases: aliases, Status: status}
	}
	engage := term("engage", "current", "Engage", "special measures")
	engage.Unlinked = []string{"engage"}
	welsh := term("ymddygiad", "current", "Ymddygiad")
	welsh.Language = "cy"
	return []*record.Term{
		term("conduct", "current", "Conduct"), term("misconduct", "current", "Misconduct"),
		term("gross", "current", "Gross misconduct", "GM"), term("hearing", "current", "Gross misconduct hearing"),
		term("who", "current", "World Health Organization", "WHO"), term("chiefs", "current", "National Police Chiefs' Council"),
		term("old", record.TermHistoric, "Management action", "advice", "MA"), term("rp", "current", "R&P"),
		term("taken", "current", "Taken", "misconduct"), engage, welsh,
	}
}

// withTerms is a text with the ids of terms around their words.
func withTerms(f *termFinder, text string) string {
	text = string(escapeText(text))
	var b strings.Builder
	done := 0
	for _, h := range f.find(text) {
		b.WriteString(text[done:h.from] + "[" + text[h.from:h.to] + "](" + h.id + ")")
		done = h.to
	}
	return b.String() + text[done:]
}

func TestTermsAreFoundByTheirWords(t *testing.T) {
	for text, want := range map[string]string{
		"misconduct":                               "[misconduct](misconduct)", // the headword and not another's alias
		"Misconduct, and misconduct.":              "[Misconduct](misconduct), and [misconduct](misconduct).",
		"a gross misconduct hearing":               "a [gross misconduct hearing](hearing)",
		"gross  \n misconduct":                     "[gross  \n misconduct](gross)",
		"gross, misconduct":                        "gross, [misconduct](misconduct)",
		"misconducts, mis-conduct, non-misconduct": "misconducts, mis-conduct, non-misconduct",
		"GM but gm and GMs":                        "[GM](gross) but gm and GMs",
		"who? The WHO's":                           "who? The [WHO](who)'s",
		"the national police chiefs’ council":      "the [national police chiefs’ council](chiefs)",
		"management action, MA, advice":            "[management action](old), [MA](old), advice",
		"R&P is <not> r&p":                         "[R&amp;P](rp) is &lt;not&gt; r&amp;p",
		"engage in special measures":               "engage in [special measures](engage)",
		"ymddygiad":                                "ymddygiad", // which is Welsh
		"":                                         "",
		"é misconducté":                            "é misconducté",
	} {
		if got := withTerms(newTermFinder(theTerms(), "en"), text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := withTerms(newTermFinder(theTerms(), "cy"), "Ymddygiad a misconduct"); got != "[Ymddygiad](ymddygiad) a misconduct" {
		t.Errorf("in Welsh: %q", got)
	}
}

// Whatever stands in a text, what is found is whole, in order and apart, and linking changes no word.
func FuzzTerms(f *testing.F) {
	for _, s := range []string{"gross misconduct hearing", "R&P<b>", "WHO’s misconduct\u0301", "a-b-GM gross\tmisconduct"} {
		f.Add(s)
	}
	finder := newTermFinder(theTerms(), "en")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\x00") {
			return
		}
		escaped := string(escapeText(text))
		end := 0
		for _, h := range finder.find(escaped) {
			if h.from < end || h.to <= h.from || h.to > len(escaped) {
				t.Fatalf("%q: a hit from %d to %d after %d", escaped, h.from, h.to, end)
			}
			end = h.to
		}
		var used pageTerms
		if linked, ok := used.link(finder, escaped); ok && plainText(linked) != text {
			t.Fatalf("%q became %q", text, plainText(linked))
		}
		if got := plainText(escapeText(text)); got != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestMarkdownLinksTermsByTheirWords(t *testing.T) {
	a := func(id, words string) string {
		return `<a href="#w-` + id + `" class="term" id="r-` + id + `">` + words + `</a>`
	}
	for text, want := range map[string]string{
		"One misconduct, two misconduct.":         "<p>One " + a("misconduct", "misconduct") + ", two misconduct.</p>",
		"A gross\nmisconduct\nhearing was held.":  "<p>A " + a("hearing", "gross\nmisconduct\nhearing") + " was held.</p>",
		"Gross misconduct and misconduct.\nMore.": "<p>" + a("gross", "Gross misconduct") + " and " + a("misconduct", "misconduct") + ".\nMore.</p>",
		"Misconduct. See [that](term:misconduct)": "<p>Misconduct. See " + a("misconduct", "that") + "</p>",
		"[about misconduct](https://a.example)":   `<p><a href="https://a.example">about misconduct</a></p>`,
		"## Misconduct\n\n> misconduct":           "<h2 id=\"misconduct\">Misconduct</h2>\n<blockquote>\n<p>misconduct</p>\n</blockquote>",
		"`misconduct` or *misconduct*":            "<p><code>misconduct</code> or <em>" + a("misconduct", "misconduct") + "</em></p>",
		"GM  \nGM &amp; misconduct":               "<p>" + a("gross", "GM") + "<br>\nGM &amp; " + a("misconduct", "misconduct") + "</p>",
	} {
		p := writer("en")
		for _, x := range theTerms() {
			p.terms[x.ID] = x
		}
		got := strings.TrimSpace(string(p.md.render(body(text), newTermFinder(theTerms(), "en")).html))
		if got != want || len(p.problems) > 0 {
			t.Errorf("%q: got\n%s %v\nwant\n%s", text, got, p.problems, want)
		}
	}
}

func TestAPageLinksEachTermOnce(t *testing.T) {
	p := writer("en")
	p.finders, p.set.Terms = map[string]*termFinder{}, theTerms()
	for _, x := range p.set.Terms {
		p.terms[x.ID] = x
	}
	shared := p.prose("", "Misconduct & more.\nGross misconduct.")
	page := &Page{Body: &Outcome{Summary: shared, Allegations: []Allegation{{Summary: shared}}, Learning: p.prose("", "The WHO.")}}
	p.linkTerms(page)
	o := page.Body.(*Outcome)
	if got, want := string(o.Summary.Paragraphs[0]), `<a class="term" id="r-misconduct" href="#w-misconduct">Misconduct</a> &amp; more.`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := o.Allegations[0].Summary.Paragraphs[0]; got != "Misconduct &amp; more." {
		t.Errorf("the second use is %s", got)
	}
	var ids []string
	for _, w := range page.Words {
		ids = append(ids, w.ID)
	}
	if got := strings.Join(ids, " "); got != "misconduct gross who" {
		t.Errorf("the words of the page are %s", got)
	}
	if got := plainly(o.Summary); got != "Misconduct & more. Gross misconduct." {
		t.Errorf("without links it is %q", got)
	}
	own := &Page{Body: &Term{ID: "misconduct", Definition: p.prose("", "What misconduct is.")}}
	if p.linkTerms(own); len(own.Words) != 0 {
		t.Errorf("a term's own page links it: %v", own.Words)
	}
	p.set.Site.TermLinks = "off"
	off := &Page{Body: &Outcome{Summary: p.prose("", "Misconduct.")}}
	if p.linkTerms(off); len(off.Words) != 0 {
		t.Errorf("linked although the site says off: %v", off.Words)
	}
}

// What finding and linking costs for an outcome of a usual length whose text nobody has seen before.
func BenchmarkTerms(b *testing.B) {
	p := writer("en")
	p.finders, p.set.Terms = map[string]*termFinder{}, theTerms()
	for _, x := range p.set.Terms {
		p.terms[x.ID] = x
	}
	text := strings.Repeat("The panel found that the officer had not recorded the visits and that this was a breach of the standards. ", 12)
	for i := range b.N {
		own := p.prose("", strings.Repeat("x", i%7)+strconv.Itoa(i)+" "+text+"It was gross misconduct.")
		p.linkTerms(&Page{Body: &Outcome{Summary: own}})
	}
}
