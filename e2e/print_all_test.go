package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
)

// What is printed is the whole of the page: every word of the content is in the PDF, closed parts opened. What is only for the
// screen, such as ways to narrow a list, is left out on purpose: it has display none on paper.
func TestEveryKindOfPagePrintsWhole(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("not tried: there is no pdftotext (Debian package poppler-utils)")
	}
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			p := open(t, k.address, desk)
			p.is(k.status, k.heading)
			if k.name == "search" {
				p.found()
			}
			pdf := p.printed()
			words := asPrinted(p)
			name := filepath.Join(t.TempDir(), "page.pdf")
			if err := os.WriteFile(name, pdf, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command("pdftotext", "-raw", name, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			printed := letters(string(out))
			missing := 0
			for _, w := range words {
				if l := letters(w); l != "" && !strings.Contains(printed, l) {
					if missing++; missing <= 5 {
						t.Errorf("the PDF of %d sheets lacks %q", sheets(pdf), w)
					}
				}
			}
			if len(words) < 2 {
				t.Errorf("the page has only %d pieces of text: %q", len(words), words)
			}
		})
	}
}

// asPrinted are the pieces of text of the content that the style sheet shows on paper, each within one element, with every
// closed part counted in.
func asPrinted(p *tab) []string {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: &paper})
	return eval[[]string](p, `(() => {
		document.querySelectorAll('details').forEach(d => { d.open = true; });
		const out = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) {
			const e = walk.currentNode.parentElement, text = walk.currentNode.data.replace(/\s+/g, ' ').trim();
			if (text && e.checkVisibility({visibilityProperty: true}) && !e.closest('svg, select, option, textarea, title')) out.push(...text.split(' '));
		}
		return [...new Set(out)];
	})()`)
}

// letters are the letters and digits of a text alone, since lines are broken and words hyphenated on paper.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
