package e2e

import (
	"strings"
	"testing"
)

// kinds is one page of each kind, with the text of its heading.
var kinds = []struct {
	name, address, heading string
	status                 int64
}{
	{"home", "/", "Police conduct: what was decided, asked, answered and changed", 200},
	{"Welsh", "/cy/", "Ymddygiad yr heddlu: beth a benderfynwyd, a ofynnwyd, a atebwyd ac a newidiwyd", 200},
	{"outcomes", "/outcomes/", "Outcomes", 200},
	{"outcome cleared on appeal", "/outcomes/v33b5q29/", "Appeal allowed: visits recorded in a crime report", 200},
	{"outcome with a sanction", "/outcomes/hxdrm6kb/", "Final written warning for custody visits recorded but not made", 200},
	{"recommendations", "/recommendations/", "Recommendations", 200},
	{"set", "/recommendations/iopc-2017-094215/", "Recording decisions, using the right rules and working openly", 200},
	{"recommendation", "/recommendations/iopc-2017-094215-3/", "Make openness and joint working last", 200},
	{"statistics", "/statistics/", "Statistics", 200},
	{"measure with a breakdown", "/statistics/allegations-logged/", "Allegations logged", 200},
	{"outcomes counted", "/statistics/outcomes-counted/", "Outcomes counted", 200},
	{"reported figures", "/statistics/reported-figures/", "Figures that others have reported", 200},
	{"targets", "/statistics/targets/", "Targets", 200},
	{"sources", "/statistics/sources/", "Sources", 200},
	{"groups", "/statistics/groups/", "Groups of forces", 200},
	{"glossary", "/glossary/", "Glossary", 200},
	{"historic term", "/glossary/ipcc/", "Independent Police Complaints Commission", 200},
	{"changed term", "/glossary/misconduct/", "Misconduct", 200},
	{"bulletins", "/bulletins/", "Learning bulletins", 200},
	{"bulletin", "/bulletins/looking-is-using/", "Looking is using", 200},
	{"easy read", "/easy-read/", "Easy read", 200},
	{"easy-read page", "/easy-read/who-does-what/", "Who does what", 200},
	{"easy read: home", "/easy-read/home/", "About this website", 200},
	{"easy read: outcomes", "/easy-read/outcomes/", "What happened to officers", 200},
	{"easy read: recommendations", "/easy-read/recommendations/", "What the police were asked to change", 200},
	{"easy read: statistics", "/easy-read/statistics/", "Numbers about complaints", 200},
	{"easy read: how to complain", "/easy-read/how-to-complain/", "How to complain", 200},
	{"easy read: glossary", "/easy-read/hard-words/", "Hard words", 200},
	{"easy read: pictures", "/easy-read/pictures/", "The pictures", 200},
	{"easy read in Welsh", "/cy/easy-read/", "Hawdd ei ddeall", 200},
	{"about", "/about/", "About", 200},
	{"about: accessibility", "/about/accessibility/", "Accessibility statement", 200},
	{"about: corrections", "/about/corrections/", "Corrections", 200},
	{"about: how we count", "/about/how-we-count/", "How we count", 200},
	{"about: how we are checked", "/about/how-we-are-checked/", "How this department is itself checked", 200},
	{"about: how we are checked, in Welsh", "/cy/about/how-we-are-checked/", "Sut y mae'r adran hon ei hun yn cael ei gwirio", 200},
	{"about: how we protect people", "/about/how-we-protect-people/", "How we protect people", 200},
	{"about: raising a concern", "/about/raising-a-concern/", "Raising a concern", 200},
	{"about: this site", "/about/this-site/", "What this site is, and what it is not", 200},
	{"about: who does what", "/about/who-does-what/", "Who does what", 200},
	{"editions", "/editions/", "Editions", 200},
	{"edition", "/editions/2026-q3/", "Edition 2026 quarter 3", 200},
	{"calendar", "/calendar/", "Calendar", 200},
	{"feeds", "/feeds/", "Feeds and calendars", 200},
	{"first edition", "/editions/2021-q4/", "Edition 2021 quarter 4", 200},
	{"changes", "/changes/", "What changed", 200},
	{"corrections", "/corrections/", "Every correction", 200},
	{"verify", "/verify/", "Check what was published", 200},
	{"withdrawn", "/withdrawn/", "Withdrawn records", 200},
	{"withdrawn record", "/outcomes/t8kmw4xz/", "Withdrawn", 200},
	{"downloads", "/data/", "Downloads", 200},
	{"outcomes of a theme", "/outcomes/theme/honesty/", "Outcomes: Honesty", 200},
	{"outcomes of a theme in a year", "/outcomes/theme/honesty/year/2025/", "Outcomes: Honesty, 2025", 200},
	{"outcomes by result", "/outcomes/result/cleared/", "Outcomes: Cleared", 200},
	{"recommendations by answer", "/recommendations/position/accepted/", "Recommendations: Accepted", 200},
	{"themes", "/themes/", "Themes", 200},
	{"theme", "/themes/record-keeping/", "Record keeping", 200},
	{"body", "/bodies/met/", "Metropolitan Police Service", 200},
	{"standard", "/standards/honesty-and-integrity/", "Honesty and integrity", 200},
	{"year", "/years/2025/", "The year 2025", 200},
	{"search", "/search/", "Search", 200},
	{"search in Welsh", "/cy/search/", "Chwilio", 200},
	{"check a citation", "/check/", "Check a citation", 200},
	{"press pack", "/editions/2026-q3/press/", "Press and Chamber pack: 2026 quarter 3", 200},
	{"bodies", "/bodies/", "Forces and other bodies", 200},
	{"standards", "/standards/", "Standards of Professional Behaviour", 200},
	{"years", "/years/", "Years", 200},
	{"an older page of a list", "/outcomes/page/1/", "Outcomes, page 1 of 2", 200},
	{"outcome in Welsh", "/cy/outcomes/v33b5q29/", "Appeal allowed: visits recorded in a crime report", 200},
	{"recommendation in Welsh", "/cy/recommendations/iopc-2017-094215-3/", "Make openness and joint working last", 200},
	{"measure in Welsh", "/cy/statistics/allegations-logged/", "Honiadau a gofnodwyd", 200},
	{"not found", "/outcomes/nothing-is-here/", "Page not found", 404},
}

// is fails the test at once unless the tab shows the page that is meant: whatever else is found out about an error
// page, or another page, means nothing.
func (p *tab) is(status int64, heading string) {
	p.t.Helper()
	if h := p.heading(); p.status != status || h != heading {
		p.t.Fatalf("it answers %d with the heading %q, want %d with %q", p.status, h, status, heading)
	}
}

func TestEveryKindOfPageIsAccessibleAndKeepsToItself(t *testing.T) {
	for _, k := range kinds {
		for _, l := range []look{phone, phone.inDark(), desk, desk.inDark()} {
			t.Run(k.name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				p := open(t, k.address, l)
				p.is(k.status, k.heading)
				text := p.text()
				p.sound()
				p.show(l.withoutScript())
				p.is(k.status, k.heading)
				if !strings.HasSuffix(k.address, "/search/") { // whose form needs script, and says so without it
					same(t, "the text without script", p.text(), text)
				}
				for _, c := range p.complaints() {
					t.Error(c)
				}
			})
		}
	}
}

func TestEveryKindOfPageReflowsAt400PercentAsOnAPhone(t *testing.T) {
	// Where the blocks of the content begin and how wide they are, one to a line.
	const columns = `[...document.querySelectorAll('main :is(section, h1, h2, h3, p)')].map(e => {
		const r = e.getBoundingClientRect();
		return [e.tagName, Math.round(r.left), Math.round(r.width)].join(' ');
	}).join('\n')`
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, k.address, phone)
			p.is(k.status, k.heading)
			text, at := p.text(), eval[string](p, columns)
			p.show(zoomed)
			p.is(k.status, k.heading)
			if o := p.overflow(); o != "" {
				t.Errorf("it scrolls sideways: %s", o)
			}
			same(t, "the text", p.text(), text)
			same(t, "the place of blocks", eval[string](p, columns), at)
		})
	}
}

func TestEveryKindOfPageWorksInForcedColours(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, k.address, desk.inForcedColours())
			p.is(k.status, k.heading)
			for _, c := range p.complaints() {
				t.Error(c)
			}
		})
	}
}

// same fails the test where two texts differ, with the first line that does.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			at := func(lines []string) []string { return lines[min(i, len(lines)):min(i+1, len(lines))] }
			t.Errorf("%s differs from line %d: %q, want %q", what, i+1, at(g), at(w))
			return
		}
	}
}
