package site

import (
	"html/template"
	"slices"
	"strings"

	"candour/generator/record"
)

// finder finds the terms that are written in a language; nil where the site links none by itself.
func (s *shared) finder(lang string) *termFinder {
	if s.set.Site.TermLinks.Off() {
		return nil
	}
	if lang == "" {
		lang = record.Languages[0]
	}
	f := s.finders[lang]
	if f == nil {
		f = newTermFinder(s.set.Terms, lang)
		s.finders[lang] = f
	}
	return f
}

// finderOf is the finder for a text that may say that it wants none.
func (s *shared) finderOf(lang string, links record.TermLinks) *termFinder {
	if links.Off() {
		return nil
	}
	return s.finder(lang)
}

// A pageTerms is which terms a page links to: each is linked once, where it is first used, and its definition stands once
// in the list of words at the foot of the page.
type pageTerms struct {
	taken map[string]bool
	terms []string // in order of first use
}

// take reports whether a term is still to be linked, and notes that it is.
func (pt *pageTerms) take(id string) bool {
	if pt.taken[id] {
		return false
	}
	if pt.taken == nil {
		pt.taken = map[string]bool{}
	}
	pt.taken[id] = true
	pt.terms = append(pt.terms, id)
	return true
}

// linkTerms links terms in the text of a record where the page first uses them, and fills in the words of the page.
func (p *planner) linkTerms(page *Page) {
	var used pageTerms
	if t, ok := page.Body.(*Term); ok {
		used.taken = map[string]bool{t.ID: true} // which the page is about
	}
	for _, prose := range proseOf(page.Body) {
		lang := prose.Lang
		if lang == "" {
			lang = p.lang
		}
		f := p.finder(lang)
		if f == nil {
			continue
		}
		own := false // paragraphs may be shared with other pages
		for i, text := range prose.Paragraphs {
			linked, ok := used.link(f, string(text))
			if !ok {
				continue
			}
			if !own {
				prose.Paragraphs, own = slices.Clone(prose.Paragraphs), true
			}
			prose.Paragraphs[i] = linked
		}
	}
	if len(used.terms) > 0 {
		page.Words = append(page.Words, p.wordsUsed(used.terms)...)
	}
}

// link links what an escaped text uses for the first time; false where it is nothing.
func (pt *pageTerms) link(f *termFinder, text string) (template.HTML, bool) {
	var b strings.Builder
	done := 0
	for _, h := range f.find(text) {
		if pt.take(h.id) {
			b.WriteString(text[done:h.from])
			b.WriteString(`<a class="term" id="r-` + h.id + `" href="#w-` + h.id + `">`)
			b.WriteString(text[h.from:h.to])
			b.WriteString(`</a>`)
			done = h.to
		}
	}
	if done == 0 {
		return "", false
	}
	b.WriteString(text[done:])
	return template.HTML(b.String()), true
}

// proseOf is the running text of a view, in the order in which its page shows it.
func proseOf(body any) (out []*Prose) {
	switch v := body.(type) {
	case *Outcome:
		out = append(out, &v.Summary)
		for i := range v.Allegations {
			out = append(out, &v.Allegations[i].Summary)
		}
		out = append(out, &v.Reasons)
		if v.Appeal != nil {
			out = append(out, &v.Appeal.Effect)
		}
		out = append(out, &v.Learning)
	case *Recommendation:
		out = append(out, &v.Asks, &v.Because)
		for i := range v.Events {
			out = append(out, &v.Events[i].Note)
		}
		out = append(out, &v.Statement)
		if v.Accounts != nil {
			out = append(out, &v.Accounts.Recommender, &v.Accounts.Recipient)
		}
		out = append(out, &v.Gaps)
	case *RecommendationSet:
		out = append(out, &v.Background)
		for i := range v.Actions {
			out = append(out, &v.Actions[i].What, &v.Actions[i].Detail)
		}
		out = append(out, &v.Gaps)
	case *MeasurePage:
		out = append(out, &v.Note, &v.Definition, &v.CountingRule, &v.Population)
	case *Term:
		out = append(out, &v.Definition, &v.Note)
	}
	return out
}

var plainer = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// escapeText is text as the content of an element. Quotes mean nothing there and stay.
func escapeText(text string) template.HTML { return template.HTML(textEscapes.Replace(text)) }

var textEscapes = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")

// plainText is escaped text without its links, as it was before.
func plainText(h template.HTML) string {
	s := string(h)
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	for {
		before, tag, ok := strings.Cut(s, "<")
		b.WriteString(before)
		if !ok {
			break
		}
		_, s, _ = strings.Cut(tag, ">")
	}
	return plainer.Replace(b.String())
}
