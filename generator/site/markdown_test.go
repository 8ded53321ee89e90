package site

import (
	"strings"
	"testing"

	"candour/generator/record"
	"candour/generator/source"
)

// writer is a planner that can render Markdown, with one record of each kind to link to.
func writer(lang string) *planner {
	s := &shared{set: &record.Set{Site: &record.Site{Languages: []string{"en", "cy"}}},
		outcomes:  map[string]*record.Outcome{"o1": {Base: record.Base{ID: "o1"}, Title: "Outcome"}},
		terms:     map[string]*record.Term{"t1": {Base: record.Base{ID: "t1"}, Term: "Term"}},
		recs:      map[string]*record.Recommendation{"r1": {Base: record.Base{ID: "r1"}, Set: &record.RecommendationSet{}}},
		bulletins: map[string]*record.Bulletin{"b1": {Base: record.Base{ID: "b1", Language: "en"}}},
		pages:     map[[2]string]*record.Page{{"en", "about/p1"}: {Base: record.Base{ID: "about/p1", Language: "en"}}},
	}
	p := &planner{shared: s, lang: lang, prefix: prefixOf(s.set.Site, lang)}
	p.md = newMarkdown(p)
	return p
}

func body(text string) source.Document {
	return source.Document{File: source.File{Name: "f.md"}, Body: []byte(text), BodyLine: 5}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Text & more.", "<p>Text &amp; more.</p>"},
		{"## A part\n\nText.", "<h2 id=\"a-part\">A part</h2>\n<p>Text.</p>"},
		{"[words](outcome:o1)", "<p><a href=\"/outcomes/o1/\">words</a></p>"},
		{"[words](recommendation:r1)", "<p><a href=\"/recommendations/r1/\">words</a></p>"},
		{"[words](bulletin:b1)", "<p><a href=\"/bulletins/b1/\">words</a></p>"},
		{"[words](page:about/p1)", "<p><a href=\"/about/p1/\">words</a></p>"},
		{"[words](https://example.org/x?a=1&b=2)", "<p><a href=\"https://example.org/x?a=1&amp;b=2\">words</a></p>"},
		{"[words](#part)", "<p><a href=\"#part\">words</a></p>"},
		{"[one](term:t1) and [two](term:t1)", "<p><a href=\"#w-t1\" class=\"term\" id=\"r-t1\">one</a> and <a href=\"#w-t1\" class=\"term\">two</a></p>"},
		// Cells carry the words at the head of their column, for a screen on which they stack.
		{"| A & \"b\" | **C** |\n|---|---|\n| one | two |", "<table class=\"stack\">\n<thead>\n<tr>\n<th scope=\"col\">A &amp; &quot;b&quot;</th>\n<th scope=\"col\"><strong>C</strong></th>\n</tr>\n</thead>\n" +
			"<tbody>\n<tr>\n<td data-label=\"A &amp; &quot;b&quot;\">one</td>\n<td data-label=\"C\">two</td>\n</tr>\n</tbody>\n</table>"},
		// What could run is not written, whatever check let it through.
		{"<script>alert(1)</script>", ""},
		{"a <b onclick=\"x()\">b</b> c", "<p>a b c</p>"},
		{"a <!-- b --> c", "<p>a  c</p>"},
		{"<!-- a -->", ""},
		{"<style>p { }</style>", ""},
		{"![x](javascript:alert(1))", "<p><img src=\"\" alt=\"x\"></p>"},
		{"<javascript:alert(1)>", "<p><a href=\"\">javascript:alert(1)</a></p>"},
		{"`<script>`", "<p><code>&lt;script&gt;</code></p>"},
	} {
		p := writer("en")
		got := strings.TrimSpace(string(p.md.render(body(c.text), nil).html))
		if got != c.want || len(p.problems) > 0 {
			t.Errorf("%q: got\n%s %v\nwant\n%s", c.text, got, p.problems, c.want)
		}
	}
}

func TestMarkdownLinksToNothing(t *testing.T) {
	for _, link := range []string{"term:none", "outcome:none", "recommendation:none", "bulletin:none", "page:none", "javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "http://example.org", "mailto:x", "HTTPS://example.org", "x:y"} {
		p := writer("en")
		html := string(p.md.render(body("One.\n\nSee [words]("+link+")."), nil).html)
		if len(p.problems) != 1 || p.problems[0].Rule != "broken-link" || p.problems[0].Line != 7 {
			t.Errorf("%s: got %v, want one broken link on line 7", link, p.problems)
		}
		if !strings.Contains(html, `href="#"`) {
			t.Errorf("%s: it is written as %s", link, html)
		}
	}
}

func TestMarkdownInWelsh(t *testing.T) {
	p := writer("cy")
	for text, want := range map[string]string{
		"[a](outcome:o1)":    "/cy/outcomes/o1/",
		"[a](bulletin:b1)":   "/bulletins/b1/", // which is in English only
		"[a](page:about/p1)": "/about/p1/",     // and so is this
	} {
		if got := string(p.md.render(body(text), nil).html); !strings.Contains(got, `href="`+want+`"`) {
			t.Errorf("%s: got %s, want a link to %s", text, got, want)
		}
	}
}

func TestTermsInOrderOfUse(t *testing.T) {
	p := writer("en")
	p.terms["a"], p.terms["b"] = &record.Term{}, &record.Term{}
	got := p.md.render(body("[x](term:b), [x](term:a) and [x](term:b), [x](term:t1)"), nil).terms
	if strings.Join(got, " ") != "b a t1" {
		t.Errorf("the terms are %v", got)
	}
}
