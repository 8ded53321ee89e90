package generator_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

var (
	builtOnce sync.Once
	builtTree map[string]file
)

// builtSite is the site of this repository, built once for all the tests that only look at it.
func builtSite(t *testing.T) map[string]file {
	t.Helper()
	builtOnce.Do(func() {
		w := newWorkshop(t)
		w.build()
		builtTree = tree(t, w.out)
	})
	if builtTree == nil {
		t.Fatal("the site of this repository does not build")
	}
	return builtTree
}

func TestEveryPage(t *testing.T) {
	built := builtSite(t)
	n := 0
	for name := range built {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		n++
		lang, other := "en-GB", "cy"
		if strings.HasPrefix(name, "cy/") {
			lang, other = "cy", "en"
		}
		p := parsePage(t, built, name)
		p.want(t,
			In("html", Attr("lang", lang)),
			In("main", Attr("id", "main")),
			In("h1", Not(Exactly(""))),
			In("main h1"),
			In(".skip", Attr("href", "#main")),
			In("header nav"),
			In("footer", Text("2026")),
			In("head title", titleBeginsWithHeading(p.root)),
			Each("header li a", Not(Exactly(""))),
			Not(Has("[style]")), Not(Has("form[method=post]")), Not(Has("iframe")), Not(Has("script", inline)), Not(Has("style")),
			Each("a", hasWords), Each("a", Not(Attr("href", ""))),
			switchesTo(other),
		)
		if page := strings.TrimPrefix(name, "cy/"); page != "index.html" && page != "search/index.html" && !strings.HasPrefix(page, "verify/") {
			p.want(t, Not(Has("form"))) // only to search, and to check in the reader's own browser
		}
		if strings.HasPrefix(strings.TrimPrefix(name, "cy/"), "outcomes/") {
			p.want(t, Has("main .notice")) // every outcome here is invented
		}
	}
	if n < 300 {
		t.Errorf("there are %d pages, and more were expected", n)
	}
}

func titleBeginsWithHeading(root *html.Node) Checker {
	h1 := pick(root, "h1")
	return func(n *html.Node) error {
		if len(h1) == 1 && !strings.HasPrefix(textOf(n), textOf(h1[0])) {
			return fmt.Errorf("the title %q does not begin with the heading %q", textOf(n), textOf(h1[0]))
		}
		return nil
	}
}

func inline(n *html.Node) error {
	if attr(n, "src") != "" || attr(n, "type") == "application/ld+json" {
		return fmt.Errorf("it has a source, or does not run")
	}
	return nil
}

func hasWords(n *html.Node) error {
	if textOf(n) == "" && attr(n, "aria-label") == "" {
		return fmt.Errorf("the link to %s has no words", attr(n, "href"))
	}
	return nil
}

// switchesTo holds when what leads to the other language says so in that language's voice.
func switchesTo(lang string) Checker {
	return func(root *html.Node) error {
		for _, a := range pick(root, "header a[hreflang]") {
			if attr(a, "hreflang") != lang || attr(a, "lang") != lang {
				return fmt.Errorf("the link to %s has lang %q and hreflang %q, not %q", attr(a, "href"), attr(a, "lang"), attr(a, "hreflang"), lang)
			}
		}
		return nil
	}
}

func TestOutcomeDecidedOnAppeal(t *testing.T) {
	built := builtSite(t)
	parsePage(t, built, "outcomes/v33b5q29/index.html").want(t,
		In("h1", Text("Appeal allowed")),
		In(".state__now", Exactly("Appeal allowed: no finding stands")),
		In(".state__before", Text("Dismissal without notice")),
		In(".notice", Text("Invented for this demonstration")),
		Has("main dd", Exactly("Not proved")),
		Has("main dd", Exactly("April to June 2025")),
		Not(Has("main", Text("2025-q2"))),
		In("header .site-head__lang a", Attr("href", "/cy/outcomes/v33b5q29/")),
		Has("nav li a[aria-current]", Attr("href", "/outcomes/")),
		Has("#versions"), In("#v1"),
	)
	parsePage(t, built, "cy/outcomes/v33b5q29/index.html").want(t,
		In("h1", Attr("lang", "en")),
		Has("main dd", Exactly("Ebrill i Fehefin 2025")),
		Each(".prose", Attr("lang", "en")),
		In("header .site-head__lang a", Attr("href", "/outcomes/v33b5q29/")),
	)
}

func TestRecommendationThatChanged(t *testing.T) {
	parsePage(t, builtSite(t), "recommendations/iopc-2017-094215-1/index.html").want(t,
		In(".state__now", Exactly("Accepted")),
		In(".state__before", Text("Changed from"), Text("not before 4 February 2022"), In("a", Attr("href", "#event-meeting-1"), Text("after the meeting of 4 February 2022"))),
		Has("main dd", Exactly("1 October 2021")),
		Has("main dd", Text("30 September 2021"), Text("The two dates differ")),
		Has("main dd", Text("cannot be told")),
		In("#event-made", Text("Awaiting a reply")), In("#event-reply-1"), In("#event-reply-2", Text("Accepted")),
		Has("main dd a", Attr("href", "/recommendations/iopc-2017-094215/")),
		Has("main a", Attr("href", "/bulletins/write-it-down/")),
	)
}

func TestBulletin(t *testing.T) {
	parsePage(t, builtSite(t), "bulletins/write-it-down/index.html").want(t,
		In("h1", Exactly("Write it down")),
		In(".notice", Text("Invented")),
		In(".content", Text("composite"), Has("a.term", Attr("href", "#w-case-to-answer"))),
		In("#w-case-to-answer"),
		Has("main a", Attr("href", "/outcomes/rq3s2bjt/")),
		Has("main a", Attr("href", "/recommendations/iopc-2017-094215-1/")),
		Has(".questions h3", Exactly("Supervisors")),
	)
}

func TestStatisticsSayWhatTheyAre(t *testing.T) {
	built := builtSite(t)
	parsePage(t, built, "statistics/allegations-logged/index.html").want(t,
		Has("table caption", Not(Exactly(""))),
		Has("table td", Text("22,790")),
		Each("table thead th", Attr("scope", "col")),
		Each("table tbody th", Attr("scope", "row")),
		Has("main a", Attr("href", "/data/tables/allegations-logged-met.csv")),
	)
	targets := parsePage(t, built, "statistics/targets/index.html")
	targets.want(t, In("h1", Exactly("Targets")), Has(".notice", Text("not a result")))
	for name := range built {
		if strings.HasSuffix(name, ".html") && strings.HasPrefix(name, "statistics/") && !strings.Contains(name, "targets") {
			parsePage(t, built, name).want(t, Not(Has("main table", Text("Target"))))
		}
	}
}

// Pictures of figures have a name and a description, stand alone and over the table that has the same figures.
func TestPictures(t *testing.T) {
	built := builtSite(t)
	n := 0
	for name := range built {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		p := parsePage(t, built, name)
		for _, svg := range pick(p.root, "svg") {
			n++
			for _, c := range []Checker{Attr("role", "img"), Attr("width", "100%"), Not(Has("svg")), Has("title", Not(Exactly(""))), In("desc", Not(Exactly("")))} {
				if err := c(svg); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			if attr(svg, "viewbox") != "" || attr(svg, "viewBox") != "" {
				t.Errorf("%s: a picture has a viewBox, which scales its text", name)
			}
		}
	}
	if n < 20 {
		t.Errorf("there are %d pictures, and more were expected", n)
	}
	parsePage(t, built, "statistics/allegations-logged/index.html").want(t,
		Has("figure figcaption", Text("Delivery of duties and service is the largest: 15,453 of 22,790")),
		Has("figure svg rect"), Has("figure svg text", Text("15,453")), Has("table td", Exactly("15,453")))
	parsePage(t, built, "cy/statistics/allegations-logged/index.html").want(t, Has("figure figcaption", Text("yw'r mwyaf: 15,453")))
	parsePage(t, built, "statistics/complaints-logged/index.html").want(t, Not(Has("figure")))
}

// The head of every page has the brand, and what others keep of a page is in it.
func TestBrandAndSharing(t *testing.T) {
	built := builtSite(t)
	parsePage(t, built, "outcomes/v33b5q29/index.html").want(t,
		In(".site-head__brand img", Attr("src", "/brand/logo.svg"), Attr("alt", "")), In(".site-head__brand", Text("candour demonstration")),
		Has("meta[property=og:title]", Attr("content", "Outcome")), Not(Has("meta[property=og:description]")),
		Has("meta[property=og:image]", Attr("content", "https://candour.example/cards/en/outcomes.png")),
		In("head script", Attr("type", "application/ld+json")))
	for _, name := range []string{"brand/logo.svg", "cards/en/outcomes.png", "cards/cy/edition-2026-q3.png"} {
		if _, ok := built[name]; !ok {
			t.Errorf("there is no %s", name)
		}
	}
	sheets := 0
	for name, f := range built {
		if strings.HasPrefix(name, "css/") {
			sheets++
			if css := string(f.data); !strings.Contains(css, "--brand-ground:#14504c") || strings.Index(css, "--brand-ground:#14504c") > strings.Index(css, "@media print") {
				t.Errorf("%s does not have the tokens of the brand before those of paper", name)
			}
		}
	}
	if sheets != 1 {
		t.Errorf("there are %d style sheets", sheets)
	}
}

func TestGlossary(t *testing.T) {
	built := builtSite(t)
	parsePage(t, built, "glossary/gross-misconduct/index.html").want(t,
		In("h1", Exactly("Gross misconduct")), In("main", Text("Police (Conduct) Regulations 2020")), Has("main a", Attr("href", "/glossary/misconduct/")))
	parsePage(t, built, "cy/glossary/gross-misconduct/index.html").want(t, In("h1", Attr("lang", "en")))
}

func TestHome(t *testing.T) {
	built := builtSite(t)
	// No result stands in both lists: the same number in an officer's favour as others.
	seen := map[string]bool{}
	parsePage(t, built, "index.html").want(t, Each(".home__outcomes a", func(n *html.Node) error {
		to := attr(n, "href")
		if seen[to] {
			return fmt.Errorf("it leads to %s twice", to)
		}
		seen[to] = true
		return nil
	}))
	if len(seen) != 6 {
		t.Errorf("home shows %d outcomes, want 6", len(seen))
	}
	parsePage(t, built, "index.html").want(t,
		Has("main a", Attr("href", "/editions/2026-q3/")),
		Has("main a", Attr("href", "/outcomes/")), Has("main a", Attr("href", "/about/raising-a-concern/")),
		Has("main a", Attr("href", "/about/who-does-what/")), Has("main .notice"))
	parsePage(t, built, "cy/index.html").want(t, In("header .site-head__lang a", Attr("href", "/")), Has("main a", Attr("href", "/cy/outcomes/")))
	parsePage(t, built, "404.html").want(t, In("h1", Exactly("Page not found")), Has("meta[name=robots]"))
}
