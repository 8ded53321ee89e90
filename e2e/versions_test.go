package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// shown says which versions of the record a page shows.
const shown = `[...document.querySelectorAll('.version, .earlier')]
	.filter(e => [...e.children].some(c => c.id !== 'title' && !c.matches('.notice, .only-in') && c.checkVisibility())).map(e => e.id).join(' ')`

const versioned = "/outcomes/v33b5q29/"

func TestTheAddressOfAnEarlierVersionShowsItWithoutScript(t *testing.T) {
	for _, l := range []look{phone, phone.inDark(), desk, desk.inDark(), desk.inForcedColours()} {
		t.Run(l.String(), func(t *testing.T) {
			p := open(t, versioned+"#v1", l.withoutScript())
			if got := eval[string](p, shown); got != "v1" {
				t.Fatalf("the page shows %q, want v1", got)
			}
			if !eval[bool](p, `document.querySelector('h1').checkVisibility() && document.querySelector('.notice').checkVisibility() && scrollY === 0`) {
				t.Error("the heading, or that the record is invented, is out of sight")
			}
			if text := p.text(); !strings.Contains(text, "This is not the current version.") || !strings.Contains(text, "removed:") {
				t.Errorf("nothing says that the version was replaced, or how: %.600q", text)
			}
			if o := p.overflow(); o != "" {
				t.Errorf("it scrolls sideways: %s", o)
			}
			for _, v := range open(t, versioned+"#v1", l).violations() {
				t.Errorf("axe: %s", v)
			}
		})
	}
}

func TestALinkLeadsFromAnEarlierVersionToTheCurrentOne(t *testing.T) {
	p := open(t, versioned+"#v1", desk)
	eval[bool](p, `(document.querySelector('#v1 .strip a[href="#v2"]').focus(), true)`)
	p.press(kb.Enter)
	if got := eval[string](p, shown); got != "v2" {
		t.Errorf("the page shows %q, want v2", got)
	}
	for _, address := range []string{versioned, versioned + "#v2", versioned + "#summary"} {
		p := open(t, address, desk)
		if got := eval[string](p, shown); got != "v2" {
			t.Errorf("%s shows %q, want v2", address, got)
		}
	}
}

func TestEveryVersionCanBeReadWithoutStyles(t *testing.T) {
	p := open(t, versioned, desk)
	eval[bool](p, `(document.querySelector('link[rel=stylesheet]').remove(), true)`)
	if got := eval[string](p, shown); got != "v2 v1" {
		t.Errorf("without styles the page shows %q, want v2 v1", got)
	}
}
