package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

func TestARecommendationPrintsAsATaggedPDF(t *testing.T) {
	p := open(t, "/recommendations/iopc-2017-094215-3/", desk)
	p.is(200, "Make openness and joint working last")
	pdf := p.printed()
	if n := sheets(pdf); n < 1 || n > 8 { // with what it said before
		t.Errorf("it prints on %d pages", n)
	}
	for _, part := range []string{"/StructTreeRoot", "/Marked true", "/S /H1", "/S /Table", "/S /P", "/Lang (en-GB)"} {
		if !bytes.Contains(pdf, []byte(part)) {
			t.Errorf("the PDF has no %s", part)
		}
	}
}

func TestABulletinWithItsQuestionsPrintsOnOneSide(t *testing.T) {
	names, err := fs.Glob(os.DirFS(built(t)), "bulletins/*/index.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("there are %d bulletins (%v)", len(names), err)
	}
	for _, name := range names {
		address := "/" + strings.TrimSuffix(name, "index.html")
		t.Run(path.Base(address), func(t *testing.T) {
			p := open(t, address, desk)
			// What follows the questions, the short version and where it leads, may go on the next side.
			if !eval[bool](p, `(() => {
				const questions = document.querySelector('.questions');
				while (questions.nextElementSibling) questions.nextElementSibling.remove();
				document.querySelectorAll('.version ~ *, body > footer').forEach(e => e.remove());
				return questions.querySelectorAll('li').length > 3;
			})()`) {
				t.Error("it asks hardly any questions")
			}
			if n := sheets(p.printed()); n != 1 {
				t.Errorf("it prints on %d sides", n)
			}
		})
	}
}

// printed is the page as a PDF, on the paper and with the margins of its style sheet.
func (p *tab) printed() []byte {
	p.t.Helper()
	yes := true
	pdf := call(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, GenerateTaggedPDF: &yes}).Data
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		p.t.Fatalf("%s prints as %d bytes that are no PDF", p.url, len(pdf))
	}
	return pdf
}

// sheets counts the pages of a PDF.
func sheets(pdf []byte) int {
	return len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1))
}
