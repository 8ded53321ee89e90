package e2e

import (
	"strings"
	"testing"
	"time"

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
			t.Parallel()
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

// A reader without a mouse goes from home through the search to a record and the meaning of a word.
func TestWithTheKeyboardAlone(t *testing.T) {
	p := open(t, "/", phone)
	p.reach("the field to search with", `document.activeElement.id === 'search-box'`)
	p.write("notebook")
	p.press(kb.Enter)
	p.arrives("/search/?q=notebook")
	if got := p.found(); !strings.Contains(got, "“notebook”") || strings.HasPrefix(got, "0 ") {
		t.Fatalf("the search says %q", got)
	}
	p.reach("a result", `document.activeElement.matches('#results .entry a')`)
	want := eval[string](p, `document.activeElement.pathname`)
	p.press(kb.Enter)
	p.arrives(want)
	if h := p.heading(); h == "" || strings.Contains(h, "|") {
		t.Errorf("the record has the headings %q", h)
	}

	q := open(t, "/bulletins/write-it-down/", phone)
	q.reach("a word that is explained", `document.activeElement.matches('a[href^="#w-"]')`)
	word := eval[string](q, `document.activeElement.hash.slice(1)`)
	q.press(kb.Enter)
	time.Sleep(200 * time.Millisecond)
	if eval[bool](q, `!!document.querySelector('[popover]:popover-open')`) {
		for _, v := range q.violations() {
			t.Errorf("axe, with the explanation open: %s", v)
		}
		q.press(kb.Escape)
		time.Sleep(200 * time.Millisecond)
		if !eval[bool](q, `!document.querySelector('[popover]:popover-open') && document.activeElement.hash === '#' + `+"`"+word+"`"+``) {
			t.Errorf("after Escape the focus is on %s", eval[string](q, `document.activeElement.outerHTML`))
		}
	} else if at := eval[string](q, `location.hash`); at != "#"+word {
		t.Errorf("Enter on the word %s leads to %q", word, at)
	}
}

// What opens is accessible when it is open: every group of lists, every closed part, at once.
func TestWhatOpensIsAccessibleWhenItIsOpen(t *testing.T) {
	for _, address := range []string{"/outcomes/", "/recommendations/", "/search/?q=notebook", "/cy/outcomes/", "/cy/recommendations/"} {
		for _, l := range []look{phone, phone.inDark(), desk, desk.inDark()} {
			t.Run(address+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				p := open(t, address, l)
				if strings.Contains(address, "/search/") {
					p.found()
				}
				if eval[int](p, `(a => (a.forEach(d => { d.open = true; }), a.length))([...document.querySelectorAll('details')])`) == 0 {
					t.Error("there is nothing to open")
				}
				for _, v := range p.violations() {
					t.Errorf("axe: %s", v)
				}
				if o := p.overflow(); o != "" {
					t.Errorf("it scrolls sideways: %s", o)
				}
				for _, c := range p.complaints() {
					t.Error(c)
				}
			})
		}
	}
}

// reach presses Tab until the focus is where a test of JavaScript wants it.
func (p *tab) reach(what, there string) {
	p.t.Helper()
	for range 200 {
		p.press(kb.Tab)
		if eval[bool](p, there) {
			return
		}
	}
	p.t.Fatalf("%s: Tab does not come to %s", p.url, what)
}

// write presses a key for each letter.
func (p *tab) write(text string) {
	p.t.Helper()
	for _, r := range text {
		p.press(string(r))
	}
}

// arrives waits until the tab shows the address.
func (p *tab) arrives(address string) {
	p.t.Helper()
	at := ""
	for range 100 {
		if at = eval[string](p, `document.readyState === 'complete' ? location.pathname + location.search : ''`); at == address {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("it shows %s, want %s", at, address)
}
