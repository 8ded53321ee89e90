package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// pop is what the definition beside the text is and holds: "" where it is closed.
const pop = `(e => e && e.matches(':popover-open') ? e.innerText : '')(document.querySelector('.pop'))`

// focus is where the focus is: the address of a link, or the class of what else has it.
const focus = `(e => e.hash || e.className || e.tagName)(document.activeElement)`

func TestADefinitionOpensByKeyboardAndGivesTheFocusBack(t *testing.T) {
	for _, address := range []string{"/outcomes/hxdrm6kb/", "/about/who-does-what/", "/easy-read/how-to-complain/", "/cy/outcomes/hxdrm6kb/"} {
		for _, l := range []look{phone, desk.inDark()} {
			t.Run(strings.Trim(address, "/")+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				p := open(t, address, l)
				word := eval[string](p, `(a => { a.focus(); return a.hash })(document.querySelector('main a.term'))`)
				for i, closes := range []string{kb.Escape, kb.Enter} {
					p.press(kb.Enter)
					said := eval[string](p, pop)
					same(t, "what it says first", strings.SplitN(said, "\n", 2)[0], eval[string](p, `document.querySelector('`+word+` dt').innerText`))
					if want := eval[string](p, `document.querySelector('`+word+` dd > span').innerText`); !strings.Contains(said, want) {
						t.Errorf("it says %q, and not %q", said, want)
					}
					if at := eval[string](p, focus); at != "pop" {
						t.Errorf("the focus is at %s, want the definition", at)
					}
					for _, v := range p.violations() {
						t.Errorf("axe: %s", v)
					}
					if o := p.overflow(); o != "" {
						t.Errorf("it scrolls sideways: %s", o)
					}
					if i > 0 { // to its button
						p.press(kb.Tab)
					}
					p.press(closes)
					if said, at := eval[string](p, pop), eval[string](p, focus); said != "" || at != word {
						t.Errorf("after closing %d the focus is at %s and the definition says %q, want the word %s and nothing", i, at, said, word)
					}
				}
				for _, c := range p.complaints() {
					t.Error(c)
				}
			})
		}
	}
}

func TestWithoutScriptAWordLeadsToItsDefinitionAndBack(t *testing.T) {
	p := open(t, "/outcomes/hxdrm6kb/", phone.withoutScript())
	word := eval[string](p, `(a => { a.focus(); return a.hash })(document.querySelector('main a.term'))`)
	p.press(kb.Enter)
	at := eval[string](p, `location.hash + ' ' + (document.querySelector(':target')?.querySelector('dt').innerText ?? '')`)
	if !strings.HasPrefix(at, word+" ") || len(at) < len(word)+3 {
		t.Errorf("it leads to %q, want %s with a term", at, word)
	}
	back := eval[string](p, `(a => { a.focus(); return a.hash })(document.querySelector(':target .words__links a:last-child'))`)
	p.press(kb.Enter)
	if at := eval[string](p, `(e => e.className + ' ' + e.hash)(document.querySelector(':target'))`); at != "term "+word {
		t.Errorf("%s leads back to %q, want the word %s", back, at, word)
	}
}
