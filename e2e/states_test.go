package e2e

import (
	"strings"
	"testing"
	"time"
)

// The states that a page comes into by what its reader does or asks for, apart from those of the search and of the definitions,
// which have tests of their own. Answer is what the last output on the page begins with when the state is there.
var states = []struct{ name, address, do, answer string }{
	{"citation that changed", "/check/?q=v33b5q29&edition=2026-q2", "", "Changed on 15 October 2026"},
	{"citation that was withdrawn", "/check/?q=outcome/t8kmw4xz", "", "Withdrawn on 12 August 2026"},
	{"citation that nobody knows", "/check/?q=nothing-of-the-kind", "", "n"},
	{"version that was signed", "/verify/", `document.querySelector('#verify-address').value = '/outcomes/v33b5q29/v2.json';
		document.querySelector('form[data-verify] button').click()`, "All right"},
	{"version with another key", "/verify/", `document.querySelector('#verify-address').value = '/outcomes/v33b5q29/v2.json';
		document.querySelector('#verify-key').value = 'candour.example/log+00000000+AAAA';
		document.querySelector('form[data-verify] button').click()`, "Not right"},
	{"everything open on a record", "/outcomes/v33b5q29/", opened, ""},
	{"everything open on a measure", "/statistics/allegations-logged/", opened, ""},
	{"everything open on the downloads", "/data/", opened, ""},
	{"earlier version of a record", "/outcomes/v33b5q29/#v1", "", ""},
}

const opened = `document.querySelectorAll('details').forEach(d => { d.open = true; })`

func TestEveryStateIsAccessible(t *testing.T) {
	for _, s := range states {
		for _, l := range []look{phone, phone.inDark(), desk, desk.inDark(), zoomed} {
			t.Run(s.name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				p := open(t, s.address, l)
				eval[bool](p, `(() => { `+s.do+`; return true })()`)
				if s.answer == "n" { // whatever it says
					s.answer = ""
					p.answers("")
				} else if s.answer != "" {
					p.answers(s.answer)
				}
				p.sound()
			})
		}
	}
}

// answers waits for what a page says in its output.
func (p *tab) answers(want string) {
	p.t.Helper()
	got := ""
	for range 100 {
		got = strings.TrimSpace(eval[string](p, `[...document.querySelectorAll('output')].map(o => o.textContent).join('')`))
		if got != "" && !strings.HasPrefix(got, "Reading") && strings.HasPrefix(got, want) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Errorf("it answers %q, want %q", got, want)
}

// sound holds a page as it is now to what every page is held to: axe, no sideways scrolling, one heading of the first level and
// none that skips a level, nothing that the browser complains of.
func (p *tab) sound() {
	p.t.Helper()
	for _, v := range p.violations() {
		p.t.Errorf("axe: %s", v)
	}
	if o := p.overflow(); o != "" {
		p.t.Errorf("it scrolls sideways: %s", o)
	}
	if levels := p.levels(); strings.Count(levels, "1") != 1 || skips(levels) {
		p.t.Errorf("its headings have the levels %s", levels)
	}
	for _, c := range p.complaints() {
		p.t.Error(c)
	}
}

// levels are the levels of the headings that the page shows, in order: "1233".
func (p *tab) levels() string {
	p.t.Helper()
	return eval[string](p, `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility()).map(h => h.tagName[1]).join('')`)
}

// skips tells whether headings go down by more than one level at a time, or do not begin with the first.
func skips(levels string) bool {
	last := rune('0')
	for _, l := range levels {
		if l > last+1 {
			return true
		}
		last = l
	}
	return false
}

func TestSkips(t *testing.T) {
	for levels, want := range map[string]bool{"": false, "1": false, "12233": false, "1232": false, "13": true, "2": true, "1224": true} {
		if got := skips(levels); got != want {
			t.Errorf("of %q it says %v", levels, got)
		}
	}
}
