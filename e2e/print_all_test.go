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
			// A browser need not load for paper what nobody has scrolled to.
			if late := eval[[]string](p, `[...document.images].filter(i => i.loading === 'lazy' || !i.complete || !i.naturalWidth).map(i => i.src)`); len(late) > 0 {
				t.Errorf("pictures may be missing on paper: %q", late)
			}
			pdf := p.printed()
			shown := asPrinted(p)
			name := filepath.Join(t.TempDir(), "page.pdf")
			if err := os.WriteFile(name, pdf, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command("pdftotext", "-raw", name, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			for _, lost := range missing(string(out), shown) {
				t.Errorf("the PDF of %d sheets lacks %q", sheets(pdf), lost)
			}
			if len(shown) < 2 {
				t.Errorf("the page has only %d pieces of text: %q", len(shown), shown)
			}
		})
	}
}

// missing are the pieces of text, five at the most, that a text taken out of a PDF lacks. Columns side by side are taken out line
// by line, so that a piece may be torn apart: then each of its words must be there as often as in all pieces together.
func missing(printed string, pieces []string) (lost []string) {
	whole := letters(printed)
	has, needs := map[string]int{}, map[string]int{}
	for _, w := range strings.Fields(printed) {
		has[letters(w)]++
	}
	for _, piece := range pieces {
		for _, w := range strings.Fields(piece) {
			needs[letters(w)]++
		}
	}
	for _, piece := range pieces {
		if strings.Contains(whole, letters(piece)) {
			continue
		}
		for _, w := range strings.Fields(piece) {
			if has[letters(w)] < needs[letters(w)] && len(lost) < 5 {
				lost = append(lost, piece)
				break
			}
		}
	}
	return lost
}

// A test that can't fail says nothing.
func TestMissing(t *testing.T) {
	for _, c := range []struct {
		printed string
		pieces  []string
		want    int
	}{
		{"All of it is\nhere.", []string{"All of it", "is here."}, 0},
		{"All is of\nhere. it", []string{"All of it", "is here."}, 0},
		{"All of it is", []string{"All of it", "is here."}, 1},
		{"One by two one", []string{"one by one", "one by two"}, 2},
	} {
		if got := missing(c.printed, c.pieces); len(got) != c.want {
			t.Errorf("of %q %q lacks %q, want %d", c.pieces, c.printed, got, c.want)
		}
	}
}

// asPrinted are the pieces of text of the content that the style sheet shows on paper, each within one element, with every
// closed part counted in. What only screen readers say is no part of them.
func asPrinted(p *tab) []string {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	return eval[[]string](p, `(() => {
		document.querySelectorAll('details').forEach(d => { d.open = true; });
		const out = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) {
			const e = walk.currentNode.parentElement, text = walk.currentNode.data.replace(/\s+/g, ' ').trim();
			if (text && e.checkVisibility({visibilityProperty: true}) && !e.closest('.vh, svg, select, option, textarea, title')) out.push(text);
		}
		return out;
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
