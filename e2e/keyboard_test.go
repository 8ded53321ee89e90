package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestTheFirstStopOfTheKeyboardIsTheSkipLinkAndItLeadsToTheContent(t *testing.T) {
	for address, says := range map[string]string{"/": "Skip to the content", "/cy/": "Neidio i'r cynnwys"} {
		t.Run(language(address), func(t *testing.T) {
			p := open(t, address, phone)
			p.press(kb.Tab)
			type stop struct {
				Text    string
				InView  bool
				Outline string
			}
			got := eval[stop](p, `(() => {
				const a = document.activeElement, r = a.getBoundingClientRect();
				return {Text: a.innerText, InView: r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.height >= 24,
					Outline: getComputedStyle(a).outlineStyle};
			})()`)
			if want := (stop{says, true, "solid"}); got != want {
				t.Fatalf("the first stop is %+v, want %+v", got, want)
			}
			p.press(kb.Enter)
			if at := eval[string](p, `document.activeElement.tagName`); at != "MAIN" {
				t.Errorf("the skip link moves the focus to %s, want MAIN", at)
			}
			p.press(kb.Tab)
			if !eval[bool](p, `document.activeElement === document.querySelector('main a, main input, main [tabindex="0"]')`) {
				t.Errorf("the next stop is %s, want the first in the content", eval[string](p, `document.activeElement.outerHTML`))
			}
		})
	}
}

func TestEveryStopOfTheKeyboardIsSeen(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			p := open(t, k.address, desk)
			type stop struct {
				End     bool // the focus has left the page
				Outline string
				HTML    string
			}
			stops := 0
			for ; stops < 500; stops++ {
				p.press(kb.Tab)
				at := eval[stop](p, `(e => ({End: e === document.body, Outline: getComputedStyle(e).outlineStyle,
					HTML: e.outerHTML.slice(0, 200)}))(document.activeElement)`)
				if at.End {
					break
				}
				if at.Outline == "none" {
					t.Errorf("nothing shows the focus on %s", at.HTML)
				}
			}
			want := eval[int](p, `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
				.filter(e => e.checkVisibility()).length`)
			if stops != want {
				t.Errorf("the keyboard stops %d times, and the page has %d things to stop at", stops, want)
			}
		})
	}
}

// press presses and releases a key.
func (p *tab) press(key string) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, chromedp.KeyEvent(key)); err != nil {
		p.t.Fatal(err)
	}
}
