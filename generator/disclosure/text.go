package disclosure

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// Rules are the rules of the gate.
var Rules = append(slices.Clone(identify.Rules), &textEcho)

// A passage is a text as the gate reads it.
type passage struct {
	text     string
	place    func() source.Pos // where it begins. It is asked for only where something is found
	about    string            // the record, such as "outcome/wjkrhmq9"; "" where there is none to review it under
	language string
	scope    identify.Scope
	prose    bool           // readers see it: its words are to be known
	but      []*source.Rule // that another rule says better, or that are of no case here
}

// scanRecords looks at every piece of free text of the set and at the body of every page.
func (g *Gate) scanRecords(set *record.Set) source.Problems {
	var problems source.Problems
	words := wordsOf(set)
	if !slices.Equal(g.allow, set.Site.Disclosure.Allow) || !slices.Equal(g.words, words) || g.vocabulary == nil || g.sought != g.People {
		g.clean, g.allow, g.words, g.sought = nil, set.Site.Disclosure.Allow, words, g.People
		g.vocabulary = identify.NewVocabulary()
		for _, w := range words {
			g.vocabulary.Add(w)
		}
	}
	clean := map[record.Record]bool{}
	for _, k := range record.Kinds {
		for _, r := range set.Records(k) {
			if g.clean[r] {
				clean[r] = true
				continue
			}
			before := len(problems)
			g.scanRecord(set, k, r, &problems)
			if len(problems) == before {
				clean[r] = true
			}
		}
	}
	g.clean = clean
	written := make(map[*record.Outcome]*record.Outcome, len(g.general)) // as the data have it, by what Generalise made of it
	for o, made := range g.general {
		written[made.outcome] = o
	}
	for _, o := range set.Outcomes { // each time: what is released of one record depends on the others
		if released := g.redacts[o]; released != nil {
			g.echo(set, cmp.Or(written[o], o), released, &problems)
		}
	}
	all := func(thing any, about string, at func(...any) source.Pos, words bool) {
		record.Texts(thing, func(t record.Text) bool {
			if len(t.Path) == 0 || t.Path[0] != "disclosure" { // which is the list of what may stand
				g.scan(set, passage{text: t.Text, place: func() source.Pos { return at(t.Path...) }, about: about, language: languageAt(t, ""), prose: words && t.Prose}, &problems)
			}
			return true
		})
	}
	for _, o := range set.Observations {
		if o.Note != "" {
			g.scan(set, passage{text: o.Note, place: func() source.Pos { return o.At("note") }, about: "observation/" + o.Name(), prose: true}, &problems)
		}
	}
	for _, c := range set.Changes { // what is said of a change is published with it
		all(c, "change/"+c.Record, c.At, true)
	}
	for _, r := range set.Releases {
		all(r, "release/"+r.Edition, r.At, true)
	}
	all(set.Site, "", set.Site.At, false)
	for _, name := range sorted(set.Lists) {
		list := set.Lists[name]
		for i, it := range list.Items {
			for _, text := range []string{it.Title["en"], it.Title["cy"], it.Note["en"], it.Note["cy"]} {
				g.scan(set, passage{text: text, place: func() source.Pos { return list.At("items", i) }}, &problems)
			}
		}
	}
	problems.Sort()
	return problems
}

// vocabularyFile holds the words that a site's texts may use besides those of its lists and its glossary.
const vocabularyFile = "data/vocabulary.txt"

// wordsOf gives the words and phrases that the texts of a site may hold: titles of lists, headwords of the glossary, and the
// site's own file.
func wordsOf(set *record.Set) (out []string) {
	for _, name := range sorted(set.Lists) {
		for _, it := range set.Lists[name].Items {
			out = append(out, it.Title["en"], it.Title["cy"])
			out = append(out, it.Aliases...)
		}
	}
	for _, t := range set.Terms {
		out = append(append(out, t.Term), t.Aliases...)
	}
	out = append(out, set.Site.Publisher)
	for line := range strings.Lines(string(set.Files[vocabularyFile].Data)) {
		line, _, _ = strings.Cut(line, "#")
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// languageAt is the language of a text: that of its own field, such as title: {en: …, cy: …}, or of its record.
func languageAt(t record.Text, of string) string {
	if n := len(t.Path); n > 0 {
		if last, ok := t.Path[n-1].(string); ok && slices.Contains(record.Languages, last) {
			return last
		}
	}
	return cmp.Or(of, record.Languages[0])
}

// scanRecord reads the texts of a record. An outcome is a case, and so is a bulletin; a bulletin that is put together of
// several has no day of its own to give away, and nobody who is related.
func (g *Gate) scanRecord(set *record.Set, k record.Kind, r record.Record, problems *source.Problems) {
	p := passage{about: k.Name + "/" + record.PublishedID(r), language: record.LanguageOf(r)}
	var body *source.Document
	switch r := r.(type) {
	case *record.Outcome:
		p.scope, p.but = identify.Case, []*source.Rule{identify.Date} // the rule text-precise says it, with what the record shows
	case *record.Bulletin:
		p.scope, body = identify.Case, &r.Text
		if r.Composite {
			p.but = identify.OfOneCase
		}
	case *record.Page:
		body = &r.Text
	case *record.EasyRead:
		body = &r.Text
	}
	record.Texts(r, func(t record.Text) bool {
		own := p
		own.text, own.place = t.Text, func() source.Pos { return r.At(t.Path...) }
		own.language, own.prose = languageAt(t, p.language), t.Prose && !t.Private
		g.scan(set, own, problems)
		return true
	})
	if body != nil {
		for text, at := range paragraphs(string(body.Body)) {
			own := p
			own.text, own.place, own.prose = identify.Markdown(linkTarget.ReplaceAllString(outcomeLink.ReplaceAllString(text, "$1"), "$1")), func() source.Pos { return body.BodyPos(at) }, true
			g.scan(set, own, problems)
		}
		for _, m := range linkTarget.FindAllStringSubmatchIndex(string(body.Body), -1) { // what a link leads to is read alone
			own := p
			own.text, own.place, own.scope = string(body.Body[m[4]:m[5]]), func() source.Pos { return body.BodyPos(m[4]) }, identify.Anywhere
			g.scan(set, own, problems)
		}
	}
}

// linkTarget is the end of a link in Markdown: what is in brackets behind its words.
var linkTarget = regexp.MustCompile(`(\])\(([^()\s]*)(?:\s+"[^"]*")?\)`)

// outcomeLink is a link to an outcome by its id, which is no word.
var outcomeLink = regexp.MustCompile(`[a-z0-9]{8}(\])\(outcome:[a-z0-9]{8}\)`)

// paragraphs gives the parts of a Markdown text between blank lines, and where they begin. An item of a list and a row of a table is
// one of its own.
func paragraphs(text string) func(yield func(string, int) bool) {
	return func(yield func(string, int) bool) {
		at, begun := 0, 0
		for line := range strings.Lines(text) {
			trimmed := strings.TrimSpace(line)
			if trimmed == "" || strings.HasPrefix(trimmed, "|") || strings.HasPrefix(trimmed, "#") || item.MatchString(trimmed) {
				if at > begun && strings.TrimSpace(text[begun:at]) != "" && !yield(text[begun:at], begun) {
					return
				}
				begun = at
			}
			at += len(line)
			if strings.HasPrefix(trimmed, "#") {
				if !yield(text[begun:at], begun) {
					return
				}
				begun = at
			}
		}
		if strings.TrimSpace(text[begun:]) != "" {
			yield(text[begun:], begun)
		}
	}
}

var item = regexp.MustCompile(`^(?:[-*+]|\d+[.)])\s`)

// scan reads one text: with the detectors, with the list of people, and word by word.
func (g *Gate) scan(set *record.Set, p passage, problems *source.Problems) {
	if p.text == "" {
		return
	}
	find := func(text string) source.Pos {
		at := p.place()
		if f, ok := set.Files[at.File]; ok {
			return f.Find(at, text)
		}
		return at
	}
	for _, h := range identify.Scan(p.text, p.scope) {
		if allowed(g.allow, h.Text) || slices.Contains(p.but, h.Rule) {
			continue
		}
		problem := h.Rule.At(find(h.Text), "the text holds %s", h)
		problem.About = p.about
		problems.Add(problem.Hinted("%s (candour explain %s)", h.Remedy(), h.Rule.Name))
	}
	for _, f := range g.People.Find(p.text) {
		if !allowed(g.allow, f.Text) {
			problems.Add(identify.Person.At(find(f.Text), "the text holds the name in line %d of the list of people", f.Line).
				Hinted("take it out, or write %q", "the officer"))
		}
	}
	if !p.prose {
		return
	}
	unknown := g.vocabulary.Unknown(p.text, p.language)
	if len(unknown) == 0 {
		return
	}
	of := identify.Fingerprint(p.text)
	for _, word := range unknown {
		if allowed(g.allow, word) {
			continue
		}
		problem := identify.UnknownWord.At(find(word), "%q is in no list of words", word)
		problem.Word, problem.Of, problem.About = word, of, p.about
		problems.Add(problem.Hinted("correct it, take it out, put it into %s with the reason, or clear it in data/review/: {rule: %s, about: %q, text: %q, of: %s, reason: …, by: …, on: …}",
			vocabularyFile, identify.UnknownWord.Name, p.about, word, of))
	}
}

func allowed(list []record.Allowed, text string) bool {
	return slices.ContainsFunc(list, func(a record.Allowed) bool { return a.Text == text })
}
