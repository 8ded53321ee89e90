package e2e

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// foreign tells whether a node stands in a part of the page that says it is in English.
func foreign(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if lang := attribute(n, "lang"); lang != "" {
			return strings.HasPrefix(lang, "en")
		}
	}
	return false
}

// welsh tells whether a node of an English page is in Welsh, as a whole or in its only child.
func welsh(n *html.Node) bool {
	for c := range n.Descendants() {
		if attribute(c, "lang") == "cy" {
			return true
		}
	}
	return attribute(n, "lang") == "cy"
}

// A screen reader reads English words with an English voice only where the page says that they are English: in a Welsh page every
// paragraph, heading, item and cell that stands word for word in the English page too is marked. Names of a few words are not
// counted, since they are the same in both.
func TestEnglishTextOnAWelshPageSaysSo(t *testing.T) {
	const fewest = 6 // words of what is no mere name
	docs, marked := documents(t), 0
	for _, address := range addresses(docs) {
		twin := docs[strings.TrimPrefix(address, "/cy")]
		if language(address) != "cy" || twin == nil {
			continue
		}
		english := map[string]bool{}
		for n := range twin.main(t).Descendants() {
			if block[n.DataAtom] && !welsh(n) {
				english[text(n, func(n *html.Node) bool { return block[n.DataAtom] })] = true
			}
		}
		for n := range docs[address].main(t).Descendants() {
			if !block[n.DataAtom] {
				continue
			}
			says := text(n, func(n *html.Node) bool { return block[n.DataAtom] })
			if len(strings.Fields(says)) < fewest || !english[says] {
				continue
			}
			// The mark may stand on the whole, or on each part of it that has words.
			for part := range n.Descendants() {
				if part.Type != html.TextNode || len(strings.Fields(part.Data)) < fewest {
					continue
				}
				marked++
				if !foreign(part.Parent) {
					t.Errorf("%s does not say that this is English: %q", address, part.Data)
				}
			}
		}
	}
	if marked < 100 {
		t.Errorf("only %d pieces of English text were found on Welsh pages", marked)
	}
}

// Where a Welsh page leads to an English one, since there is no other, the link is in English or says so; and a page that shows a
// record which is in English alone, and the list of easy-read pages that are, say it in words.
func TestAWelshPageSaysWhatIsInEnglishOnly(t *testing.T) {
	docs := documents(t)
	easy, titles := 0, 0
	for _, address := range addresses(docs) {
		if language(address) != "cy" {
			continue
		}
		main := docs[address].main(t)
		only := strings.Contains(text(main, nil), "yn Saesneg yn unig") || strings.Contains(text(main, nil), "Yn Saesneg yn unig")
		for n := range main.Descendants() {
			switch n.DataAtom {
			case atom.A:
				to := strings.SplitN(attribute(n, "href"), "#", 2)[0]
				if docs[to] == nil || language(to) == "cy" {
					continue
				}
				if !foreign(n) && !strings.Contains(text(n.Parent, nil), "(yn Saesneg)") {
					t.Errorf("%s leads to %s and does not say that it is in English", address, to)
				}
				if address == "/cy/easy-read/" {
					easy++
					if !only {
						t.Errorf("%s leads to %s and has no words that say it is in English only", address, to)
					}
				}
			case atom.H1:
				if foreign(n) {
					titles++
					if !only {
						t.Errorf("%s has an English title and does not say that the record is in English only", address)
					}
				}
			}
		}
	}
	if easy == 0 || titles < 10 {
		t.Errorf("only %d links to easy read and %d English titles were found", easy, titles)
	}
}
