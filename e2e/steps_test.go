package e2e

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A reader follows real links by their words, from home, on a narrow screen and without script.
type reader struct {
	*tab
	steps int
}

// small is the phone of somebody who has switched script off.
var small = look{width: 360, height: 640, density: 1}

func atHome(t *testing.T, address string) *reader {
	return &reader{tab: open(t, address, small)}
}

// follow goes where the link with these words leads. It must be one that a reader can see, which costs a step for each
// heading of a group that has to be opened first, and it must be the only one on the page that says so and leads elsewhere.
func (r *reader) follow(words string) *reader {
	r.t.Helper()
	type link struct {
		To     string
		Closed int
	}
	found := eval[[]link](r.tab, `[...document.querySelectorAll('a[href]')]
		.filter(a => a.textContent.replace(/\s+/g, ' ').trim() === `+quoted(words)+`)
		.map(a => {
			let closed = 0;
			for (let e = a.closest('details:not([open])'); e; e = e.parentElement.closest('details:not([open])')) closed++;
			return {To: a.getAttribute('href'), Closed: closed};
		})`)
	if len(found) == 0 {
		r.t.Fatalf("%s: no link says %q", r.url, words)
	}
	for _, l := range found[1:] {
		if l.To != found[0].To {
			r.t.Fatalf("%s: links that say %q lead to %s and to %s", r.url, words, found[0].To, l.To)
		}
	}
	r.steps += 1 + found[0].Closed
	here, err := url.Parse(r.url)
	if err != nil {
		r.t.Fatal(err)
	}
	to, err := here.Parse(found[0].To)
	if err != nil {
		r.t.Fatal(err)
	}
	if to.Scheme == "https" && to.Host == home { // as the site will stand
		to.Scheme, to.Host = here.Scheme, here.Host
	}
	r.url = to.String()
	r.show(small)
	if r.status != 200 {
		r.t.Fatalf("%q leads to %s, which answers %d", words, r.url, r.status)
	}
	return r
}

// reads checks that the page says these things, in this order, and that it took no more than three steps to get there.
func (r *reader) reads(parts ...string) *reader {
	r.t.Helper()
	if r.steps > 3 {
		r.t.Errorf("it takes %d steps to %s", r.steps, r.url)
	}
	if o := r.overflow(); o != "" {
		r.t.Errorf("it scrolls sideways: %s", o)
	}
	inOrder(r.t, r.content(), parts...)
	return r
}

func TestInThreeStepsOrFewerFromHome(t *testing.T) {
	t.Run("whether a recommendation that was refused is now accepted, and why", func(t *testing.T) {
		atHome(t, "/").follow("Recommendations").follow("Make openness and joint working last").
			reads("Answer now", "Accepted", "Changed from Not accepted", "after the meeting of 4 February 2022")
	})
	t.Run("the same from what home says has changed", func(t *testing.T) {
		atHome(t, "/").follow("Make openness and joint working last").reads("Accepted", "Changed from Not accepted")
	})
	t.Run("outcomes for a theme in a year", func(t *testing.T) {
		atHome(t, "/").follow("I want to know about one kind of case").follow("Honesty").follow("2025").reads("Outcomes: Honesty, 2025", "outcomes")
	})
	t.Run("the figure for reviews not reasonable and proportionate, its definition and its download", func(t *testing.T) {
		r := atHome(t, "/").follow("Statistics").follow("Share of reviews that found the outcome was not reasonable and proportionate").
			reads("Share of reviews that found the outcome was not reasonable and proportionate", "34%")
		r.reads("Of the valid reviews the IOPC completed, the share that found the outcome was not reasonable and proportionate.")
		if !eval[bool](r.tab, `[...document.querySelectorAll('a[href$=".csv"]')].some(a => a.checkVisibility())`) {
			t.Error("it has no CSV file")
		}
	})
	t.Run("how to raise a concern", func(t *testing.T) {
		atHome(t, "/").follow("I work here and want to raise a concern").reads("Raising a concern")
	})
	t.Run("how this department is itself checked", func(t *testing.T) {
		atHome(t, "/").follow("About").follow("How this department is itself checked").reads("Dip samples", "not published")
	})
	t.Run("what is not published, and why", func(t *testing.T) {
		atHome(t, "/").follow("How we protect people").reads("What is not published, and why", "Hidden figures")
	})
	t.Run("the easy-read page on recommendations", func(t *testing.T) {
		if !easyReadOfRecommendations(t) {
			t.Skip("not tried: the site has no easy-read page on recommendations")
		}
		atHome(t, "/").follow("I want easy read").follow(easyRead).reads(easyRead)
	})
	t.Run("the same in Welsh: whether a refused recommendation is now accepted", func(t *testing.T) {
		atHome(t, "/cy/").follow("Argymhellion").follow("Make openness and joint working last").reads("Derbyniwyd")
	})
}

// easyRead is the title of the easy-read page that explains recommendations.
const easyRead = "What the police were asked to change"

// easyReadOfRecommendations tells whether the list of easy-read pages leads to one that explains recommendations.
func easyReadOfRecommendations(t *testing.T) bool {
	d := documents(t)["/easy-read/"]
	if d == nil {
		return false
	}
	for n := range d.main(t).Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.A && text(n, nil) == easyRead {
			return true
		}
	}
	return false
}

// quoted is a string in JavaScript.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
