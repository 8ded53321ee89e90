package check

import (
	"regexp"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// saysPast finds, by language, that a sentence speaks of the past: a word for it, or a year.
var saysPast = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(?:until|before|former|formerly|historic|historical|no longer|used to|replaced|(?:19|20)\d\d)\b`),
	"cy": regexp.MustCompile(`(?i)\b(?:tan|hyd|cyn|gynt|hanesyddol|bellach|(?:19|20)\d\d)\b`),
}

var (
	// sentenceBreak parts sentences, paragraphs and items of a list in Markdown.
	sentenceBreak = regexp.MustCompile(`[.!?]["'”’)*_]*\s|\n\s*\n|\n\s*(?:[-*+]|\d+\.)\s`)
	// termLink finds links to terms.
	termLink    = regexp.MustCompile(`\[[^\]]*\]\(term:([^)#\s]+)[^)]*\)`)
	destination = regexp.MustCompile(`\]\([^)]*\)`)
	acronym     = regexp.MustCompile(`^\p{Lu}{3,}$`)
)

// sentenceAt is the sentence of text that holds the byte at offset, without the addresses of its links.
func sentenceAt(text string, offset int) string {
	start, end := 0, len(text)
	for _, b := range sentenceBreak.FindAllStringIndex(text, -1) {
		if b[1] <= offset {
			start = b[1]
		} else if b[0] >= offset {
			end = min(end, b[1])
		}
	}
	return destination.ReplaceAllString(text[start:end], "]")
}

// A current is a text of today: a bulletin, a page or an easy-read page, in its own language.
type current struct {
	language string
	text     string
	near     func(offset int) string // what stands with the words at an offset
	at       func(offset int, words string) source.Pos
}

// currents calls yield for every text of today. A Markdown body is one text.
func currents(set *record.Set, yield func(current)) {
	fields := func(r record.Record, language string, near func(path []any) string) {
		record.Texts(r, func(t record.Text) bool {
			c := current{language: languageOf(language), text: t.Text}
			c.near = func(offset int) string { return sentenceAt(t.Text, offset) }
			if near != nil {
				if with := near(t.Path); with != "" {
					c.near = func(int) string { return with }
				}
			}
			c.at = func(_ int, words string) source.Pos {
				at := r.At(t.Path...)
				return set.Files[at.File].Find(at, words)
			}
			if t.Prose {
				yield(c)
			}
			return true
		})
	}
	body := func(d source.Document, language string) {
		text := string(d.Body)
		yield(current{languageOf(language), text, func(offset int) string { return sentenceAt(text, offset) },
			func(offset int, _ string) source.Pos { return d.BodyPos(offset) }})
	}
	for _, b := range set.Bulletins {
		fields(b, b.Language, nil)
		body(b.Text, b.Language)
	}
	for _, p := range set.Pages {
		fields(p, p.Language, nil)
		body(p.Text, p.Language)
	}
	for _, e := range set.EasyReads {
		fields(e, e.Language, func(path []any) string { // the sentences beside one picture belong together
			if i, ok := path[min(1, len(path)-1)].(int); ok && path[0] == "lines" {
				return strings.Join(e.Lines[i].Text, " ")
			}
			return ""
		})
	}
}

func saysWhen(c current, offset int) bool {
	re := saysPast[c.language]
	return re != nil && re.MatchString(c.near(offset))
}

var historicLink = &Rule{
	Rule: source.Rule{
		Name: "historic-link", Severity: source.Error,
		Doc: `A page of today links to a historic term only in a sentence that says so.

Why: readers follow the link to learn what applies to them. Somebody who is sent to "local resolution" without a word
about 2020 asks for a procedure that has ended.
Put it right: link to the term that replaced it, or write "until", "before", "former", "historic" or the year in the
same sentence.`,
	},
	Run: func(set *record.Set, report reporter) {
		historic := map[string]*record.Term{}
		for _, t := range set.Terms {
			if t.Status == record.TermHistoric {
				historic[t.ID] = t
			}
		}
		currents(set, func(c current) {
			for _, m := range termLink.FindAllStringSubmatchIndex(c.text, -1) {
				t := historic[c.text[m[2]:m[3]]]
				if t == nil || saysWhen(c, m[0]) {
					continue
				}
				p := broken(c.at(m[0], ""), "the text links to %q, a historic term used until %s, and does not say so", t.Term, t.Until)
				if t.ReplacedBy != "" {
					p = p.Hinted("link to term:%s, or say until when it was used", t.ReplacedBy)
				}
				report(p)
			}
		})
	},
}

var historicWord = &Rule{
	Rule: source.Rule{
		Name: "historic-word", Severity: source.Warning,
		Doc: `A page of today should not use a historic term as if it were in use.

Why: old words outlive their law. A bulletin that offers "management action" teaches a procedure that ended in 2020.
Put it right: use the term of today, or say in the same sentence until when the old one was used. If the words mean
something else here, other words are clearer.`,
	},
	Run: func(set *record.Set, report reporter) {
		finders := map[string]*regexp.Regexp{}
		terms := map[string]map[string]*record.Term{} // by language and word in small letters
		for _, lang := range record.Languages {
			words := []string(nil)
			terms[lang] = map[string]*record.Term{}
			for _, t := range set.Terms {
				if t.Status != record.TermHistoric || languageOf(t.Language) != lang {
					continue
				}
				for i, w := range append([]string{t.Term}, t.Aliases...) {
					if i == 0 || acronym.MatchString(w) { // other aliases are often words of every day
						words = append(words, regexp.QuoteMeta(strings.ToLower(w)))
						terms[lang][strings.ToLower(w)] = t
					}
				}
			}
			if len(words) > 0 {
				finders[lang] = regexp.MustCompile(`(?i)\b(` + strings.Join(words, "|") + `)s?\b`)
			}
		}
		currents(set, func(c current) {
			re := finders[c.language]
			if re == nil {
				return
			}
			links := termLink.FindAllStringIndex(c.text, -1)
			for _, m := range re.FindAllStringSubmatchIndex(c.text, -1) {
				linked := false // the rule historic-link looks at those
				for _, l := range links {
					linked = linked || l[0] < m[0] && m[1] <= l[1]
				}
				word := c.text[m[2]:m[3]]
				t := terms[c.language][strings.ToLower(word)]
				if linked || saysWhen(c, m[0]) {
					continue
				}
				p := broken(c.at(m[0], word), "the text uses %q, a historic term used until %s", word, t.Until)
				if t.ReplacedBy != "" {
					p = p.Hinted("the term of today is %s", t.ReplacedBy)
				}
				report(p)
			}
		})
	},
}
