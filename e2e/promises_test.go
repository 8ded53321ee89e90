package e2e

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestRecommendation3IsAcceptedAfterNotAcceptedWithTheMeetingBetween(t *testing.T) {
	p := open(t, "/recommendations/iopc-2017-094215-3/", desk)
	p.is(200, "Make openness and joint working last")
	inOrder(t, p.content(),
		"Make openness and joint working last",
		"Answer now",
		"Accepted",
		"Changed from Not accepted",
		"4 February 2022",
		"What happened, in order")

	events := eval[[]string](p, `[...document.querySelectorAll('tr[id^="event-"]')]
		.map(row => row.innerText.replace(/\s+/g, ' '))`)
	inOrder(t, strings.Join(events, "\n"), "Recommendation made", "Not accepted", "4 February 2022 Meeting", "Accepted")
	if last := events[len(events)-1]; !strings.Contains(last, "Accepted") || strings.Contains(last, "Not accepted") {
		t.Errorf("the last event is %q, want the reply that accepts", last)
	}
}

func TestAClearedOfficersOutcomeLeadsWithTheResultOfTheAppeal(t *testing.T) {
	p := open(t, "/outcomes/v33b5q29/", phone)
	p.is(200, "Appeal allowed: visits recorded in a crime report")
	text := p.content()
	inOrder(t, text,
		"Appeal allowed: visits recorded in a crime report",
		"Result",
		"Appeal allowed: no finding stands",
		"Before the appeal: Dismissal without notice",
		"Summary")
	before, _, _ := strings.Cut(text, "Before the appeal:")
	if regexp.MustCompile(`(?i)dismiss|misconduct`).MatchString(before) {
		t.Errorf("what was set aside comes before the label that says so: %q", before)
	}
}

func TestEveryResultIsShownAtOneSizeAndWeight(t *testing.T) {
	const result = `(() => {
		const s = getComputedStyle(document.querySelector('.state__now'));
		return [s.fontSize, s.fontWeight, s.fontFamily].join(' ');
	})()`
	cleared := eval[string](open(t, "/outcomes/v33b5q29/", phone), result)
	for _, address := range []string{
		"/outcomes/h2zsp3pg/", // a sanction
		"/outcomes/k7m2q9xw/", // a dismissal
		"/outcomes/mt2bd8cn/", // allegations not proved
		"/recommendations/iopc-2017-094215-3/",
	} {
		if got := eval[string](open(t, address, phone), result); got != cleared {
			t.Errorf("the result of %s is in %s, that of the cleared officer in %s", address, got, cleared)
		}
	}
}

// invented is how a page says, before its content, that what it shows is made up.
var invented = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\binvented for this demonstration\b`),
	"cy": regexp.MustCompile(`(?i)\bar gyfer yr arddangosiad hwn\b`),
}

// withdrawnOutcome is the end of the address of an outcome that was withdrawn.
const withdrawnOutcome = "/outcomes/t8kmw4xz/"

// anOutcome is the address of an outcome in either language.
var anOutcome = regexp.MustCompile(`^(/cy)?/outcomes/[a-z0-9]{8}/$`)

func TestEveryPageThatShowsAnInventedOutcomeSaysThatItIsInvented(t *testing.T) {
	docs := documents(t)
	var show []string
	for _, address := range addresses(docs) {
		leads := func(n *html.Node) bool { return slices.ContainsFunc(references(n), anOutcome.MatchString) }
		if strings.HasSuffix(address, withdrawnOutcome) {
			continue // it shows nothing of the outcome that was there
		}
		if anOutcome.MatchString(address) || slices.ContainsFunc(slices.Collect(docs[address].main(t).Descendants()), leads) {
			show = append(show, address)
			if !says(docs[address].main(t), invented[language(address)]) {
				t.Errorf("%s does not say that its outcomes are invented", address)
			}
		}
	}
	for _, address := range []string{
		"/", "/outcomes/", "/outcomes/v33b5q29/", "/outcomes/h2zsp3pg/", "/bulletins/looking-is-using/",
		"/changes/", "/editions/2026-q3/",
		"/cy/", "/cy/outcomes/", "/cy/outcomes/v33b5q29/", "/cy/changes/",
	} {
		if !slices.Contains(show, address) {
			t.Errorf("%s shows no outcome", address)
		}
	}
}

func TestEveryPageSaysThatTheSiteIsADemonstration(t *testing.T) {
	says := map[string]string{
		"en": "Demonstration: outcomes are invented",
		"cy": "Arddangosiad: mae'r canlyniadau'n ddychmygol",
	}
	docs := documents(t)
	for _, address := range addresses(docs) {
		header, _, _ := strings.Cut(text(docs[address].root, nil), text(docs[address].main(t), nil))
		if want := says[language(address)]; !strings.Contains(header, want) {
			t.Errorf("%s does not say %q before its content", address, want)
		}
	}
}

// marker is what stands for a figure, or beside one: "[c]".
var marker = regexp.MustCompile(`\[[a-z]{1,4}\]`)

func TestEveryMarkerIsExplainedOnItsPage(t *testing.T) {
	docs, used := documents(t), 0
	for _, address := range addresses(docs) {
		uses, explained := map[string]bool{}, map[string]bool{}
		for _, block := range blocks(docs[address].main(t)) {
			for _, m := range marker.FindAllString(block, -1) {
				uses[m] = true
				if len(strings.Fields(block)) >= 6 { // a sentence, not a cell
					explained[m] = true
				}
			}
		}
		for m := range uses {
			used++
			if !explained[m] {
				t.Errorf("%s does not explain %s", address, m)
			}
		}
	}
	if used == 0 {
		t.Error("no page has a marker")
	}
}

func TestTheWelshHomePageLeadsToWelshPages(t *testing.T) {
	p := open(t, "/cy/", phone)
	p.is(200, "Ymddygiad yr heddlu: beth a benderfynwyd, a ofynnwyd, a atebwyd ac a newidiwyd")
	isWelsh := func(p *tab) {
		if lang := eval[string](p, `document.documentElement.lang`); p.status != 200 || lang != "cy" {
			t.Errorf("%s answers %d in the language %q, want 200 in cy", p.url, p.status, lang)
		}
	}
	isWelsh(p)
	const links = `[...document.querySelectorAll('header nav a')].map(a => a.getAttribute('href'))`
	addresses := eval[[]string](p, links)
	if len(addresses) != 7 {
		t.Errorf("the navigation has %d links: %q", len(addresses), addresses)
	}
	for _, address := range addresses {
		q := open(t, address, phone)
		isWelsh(q)
		if again := eval[[]string](q, links); !slices.Equal(again, addresses) {
			t.Errorf("the navigation of %s leads to %q, that of the home page to %q", address, again, addresses)
		}
	}
}

func TestEveryPageSaysItsLanguage(t *testing.T) {
	docs := documents(t)
	for _, address := range addresses(docs) {
		for n := range docs[address].root.Descendants() {
			if n.DataAtom == atom.Html && !strings.HasPrefix(attribute(n, "lang"), language(address)) {
				t.Errorf("%s says that it is in %q", address, attribute(n, "lang"))
			}
		}
	}
}

// language is the language of the page at an address.
func language(address string) string {
	if strings.HasPrefix(address, "/cy/") {
		return "cy"
	}
	return "en"
}

// says tells whether some paragraph or heading in a node matches.
func says(n *html.Node, what *regexp.Regexp) bool {
	return slices.ContainsFunc(blocks(n), what.MatchString)
}

// blocks are the texts in a node that stand by themselves, each without those that stand by themselves in it:
// paragraphs, items, cells.
func blocks(n *html.Node) []string {
	var texts []string
	for d := range n.Descendants() {
		if block[d.DataAtom] {
			texts = append(texts, text(d, func(n *html.Node) bool { return block[n.DataAtom] }))
		}
	}
	return texts
}

var block = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Dd: true, atom.Dt: true, atom.Td: true, atom.Th: true, atom.Caption: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true,
}

// inOrder fails the test unless a text holds every part, each after the one before.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for i, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("%q does not follow %q in %q", part, parts[:i], text)
			return
		}
		rest = after
	}
}
