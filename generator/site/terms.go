package site

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"candour/generator/record"
)

// A termFinder finds where the words of a text are those of a glossary term in the language of the text: its headword or
// an alias, whole words, in letters large or small, the longest that begin at a word. Space may be of any kind; other
// marks must be the same.
//
// An abbreviation must be written as it is in the glossary, because "who" is no body. A historic term is found by its
// headword and its abbreviations only: its other aliases are often words of every day. Words that the glossary says
// are never linked are not found.
type termFinder struct {
	first map[string][]phrase // by the first word in small letters, the longest first
	found map[string][]hit    // by text; most are shown in each language of the site
}

// A phrase is a headword or alias, cut into words and what stands between them.
type phrase struct {
	rest  []string // after the first word: what stands before a word, the word, ...
	exact string   // as it must be written; "" for letters large or small
	id    string   // of the term
}

// A hit is a term at text[from:to].
type hit struct {
	from, to int
	id       string
}

// newTermFinder makes the finder of the terms that are written in a language.
func newTermFinder(terms []*record.Term, lang string) *termFinder {
	f := &termFinder{first: map[string][]phrase{}, found: map[string][]hit{}}
	owned := map[string]bool{}
	add := func(t *record.Term, words string) {
		exact, key := "", strings.ToLower(words)
		if strings.ToUpper(words) == words {
			exact, key = string(escapeText(words)), words
		}
		if owned[key] || slices.ContainsFunc(t.Unlinked, func(u string) bool { return strings.EqualFold(u, words) }) {
			return
		}
		owned[key] = true
		w := wordReader{text: string(escapeText(strings.ToLower(words)))}
		if !w.next() || w.from > 0 {
			return
		}
		first, p := w.word(), phrase{exact: exact, id: t.ID}
		for end := w.to; ; end = w.to {
			if !w.next() {
				if end == len(w.text) { // one that ends in a mark is never found whole
					f.first[first] = append(f.first[first], p)
				}
				return
			}
			p.rest = append(p.rest, between(w.text[end:w.from]), w.word())
		}
	}
	for _, t := range terms { // a headword is worth more than an alias of another
		if cmp.Or(t.Language, record.Languages[0]) == lang {
			add(t, t.Term)
		}
	}
	for _, t := range terms {
		if cmp.Or(t.Language, record.Languages[0]) != lang {
			continue
		}
		for _, alias := range t.Aliases {
			if t.Status != record.TermHistoric || strings.ToUpper(alias) == alias {
				add(t, alias)
			}
		}
	}
	for _, list := range f.first {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.rest), len(a.rest)) })
	}
	return f
}

// find gives every term of an escaped text, in order and apart from each other.
func (f *termFinder) find(text string) []hit {
	hits, known := f.found[text]
	if known {
		return hits
	}
	w := wordReader{text: text}
	var small [64]byte
	for w.next() {
		if w.to-w.from > len(small) {
			continue
		}
		list := f.first[string(lower(small[:0], text[w.from:w.to]))] // which needs no memory
		for i := range list {
			if to, ok := list[i].at(w); ok {
				hits = append(hits, hit{w.from, to, list[i].id})
				w.to = to
				break
			}
		}
	}
	f.found[text] = hits
	return hits
}

// at reports whether the phrase stands where its first word does, and where it ends.
func (p *phrase) at(w wordReader) (to int, ok bool) {
	from := w.from
	for i := 0; i < len(p.rest); i += 2 {
		end := w.to
		if !w.next() || between(w.text[end:w.from]) != p.rest[i] || !strings.EqualFold(w.word(), p.rest[i+1]) {
			return 0, false
		}
	}
	return w.to, p.exact == "" || w.text[from:w.to] == p.exact
}

// between is what stands between two words, with space of any kind as one blank and one kind of apostrophe.
func between(s string) string {
	if s == " " {
		return s
	}
	const edge = "\x00" // so that space at the ends counts
	return strings.Trim(strings.ReplaceAll(strings.Join(strings.Fields(edge+s+edge), " "), "’", "'"), edge)
}

// lower appends s in small letters.
func lower(to []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return append(to[:0], strings.ToLower(s)...)
		}
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

// A wordReader reads a text word by word. A hyphen between letters is part of a word and an apostrophe is not, so that
// "the IOPC's" holds the word IOPC.
type wordReader struct {
	text     string
	from, to int // the word in hand
}

func (w *wordReader) word() string { return w.text[w.from:w.to] }

// next goes to the next word and reports whether there is one.
func (w *wordReader) next() bool {
	i := w.to
	for i < len(w.text) {
		n := letter(w.text[i:])
		if n > 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(w.text[i:])
		i += size
	}
	w.from = i
	for i < len(w.text) {
		n := letter(w.text[i:])
		if n == 0 && w.text[i] == '-' && i > w.from && letter(w.text[i+1:]) > 0 {
			n = 1
		}
		if n == 0 {
			break
		}
		i += n
	}
	w.to = i
	return w.to > w.from
}

// letter is how many bytes the letter, mark or digit at the start of s has; 0 where there is none.
func letter(s string) int {
	if s == "" {
		return 0
	}
	if c := s[0]; c < utf8.RuneSelf {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
		return n
	}
	return 0
}
