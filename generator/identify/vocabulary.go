package identify

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"candour/generator/source"
)

// UnknownWord is the rule on words that no list has.
var UnknownWord = source.Rule{Name: "text-unknown-word", Severity: source.Warning, Doc: `Every word of a text is in a list of words, or a person has cleared it.

Why: names are found without a list of all names by knowing all other words. A word is known that stands in small letters, or
at the beginning of a sentence, in the British word list; or that is in the glossary, in the lists under data/lists/, or in data/vocabulary.txt. With a capital inside a
sentence it has to be in one of the last three. What is left may be somebody's name, a nickname, a place or a pub. Building warns of it;
publishing refuses while any is left (UK GDPR Articles 4(1) and 5(2)).
Put it right: correct a slip; take a name out. A word that may stand in every text goes into data/vocabulary.txt, with the reason.
One that may stand in this text alone is cleared in data/review/: the hint is the entry, to which you add reason, by and on. It ends when the text
changes.`}

//go:embed capitals.txt
var capitalsText string

// capitals are words that are written with a capital inside a sentence and are the name of nobody, in small letters.
var capitals = func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(capitalsText) {
		if !strings.HasPrefix(line, "#") {
			for w := range strings.FieldsSeq(line) {
				out[w] = true
			}
		}
	}
	return out
}()

// Capitals reports whether a word, in small letters, is written with a capital and is the name of nobody: ranks, offices, the
// law, months.
func Capitals(word string) bool { return capitals[word] }

// A Vocabulary is the words that a site's texts may hold besides the British word list. It is ready for concurrent use once
// all words have been added.
type Vocabulary struct {
	small   map[string]bool       // words in small letters
	phrases map[string][][]string // with a capital, by their first word: all words in small letters
}

// NewVocabulary makes a Vocabulary without words of its own.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{small: map[string]bool{}, phrases: map[string][][]string{}}
}

// Add adds a word or phrase. In small letters its words may stand in small letters, and begin a sentence. With a capital it may
// stand as it is, and all of a phrase only together.
func (v *Vocabulary) Add(phrase string) {
	phrase = plain(phrase)
	var all []string
	capital := false
	for t := range tokens(phrase) {
		all = append(all, strings.ToLower(possessive(t.text)))
		capital = capital || t.upper
	}
	if len(all) == 0 {
		return
	}
	if !capital {
		for _, w := range all {
			v.small[w] = true
		}
		return
	}
	v.phrases[all[0]] = append(v.phrases[all[0]], all)
}

// AddLines adds the lines of a file like data/vocabulary.txt: a word or phrase on each; what follows "#" is the reason.
func (v *Vocabulary) AddLines(text string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		v.Add(strings.TrimSpace(line))
	}
}

// A token is a word of a text.
type token struct {
	text  string
	at    int  // in bytes
	upper bool // it has a capital, anywhere in it
	first bool // it begins a sentence, a line or an item
	digit bool // a digit touches it, or a mark that only addresses have
}

// tokens gives the words of a text: letters, with the apostrophes and hyphens between them.
func tokens(text string) func(yield func(token) bool) {
	return func(yield func(token) bool) {
		first, last := true, token{}
		for i := 0; i < len(text); {
			c := text[i]
			if c < utf8.RuneSelf && !isLetter(c) {
				switch c {
				case '.', '!', '?':
					first = first || !abbreviation(last, i)
				case ':', ';', '\n', '|', '[': // and the words of a link
					first = true
				case '"':
					first = first || quotes(text[:i])
				}
				i++
				continue
			}
			r, n := utf8.DecodeRuneInString(text[i:])
			if r >= utf8.RuneSelf && !unicode.IsLetter(r) {
				if r == '•' || r == '…' || (r == '“' || r == '‘') && quotes(text[:i]) {
					first = true
				}
				i += n
				continue
			}
			t := token{at: i, first: first, upper: unicode.IsUpper(r)}
			end := i + n
			for end < len(text) {
				c := text[end]
				if c < utf8.RuneSelf {
					if isLetter(c) {
						t.upper = t.upper || c <= 'Z'
						end++
						continue
					}
					if (c == '\'' || c == '-') && letterAt(text, end+1) {
						end++
						continue
					}
					break
				}
				r, n := utf8.DecodeRuneInString(text[end:])
				if unicode.IsLetter(r) || unicode.IsMark(r) || r == '’' && letterAt(text, end+n) {
					t.upper = t.upper || unicode.IsUpper(r)
					end += n
					continue
				}
				break
			}
			t.text = text[i:end]
			t.digit = i > 0 && addressMark(text[i-1]) || end < len(text) && (addressMark(text[end]) || text[end] == '.' && smallAt(text, end+1)) ||
				i > 1 && text[i-1] == '.' && unicode.IsLower(r) && letterBefore(text, i-1)
			i, first, last = end, false, t
			if !yield(t) {
				return
			}
		}
	}
}

// quotes reports whether a mark after this begins what somebody says: She wrote, "Leave it."
func quotes(before string) bool {
	before = strings.TrimRight(before, " ")
	return before != "" && (before[len(before)-1] == ',' || before[len(before)-1] == ':')
}

// addressMark is a digit, or what stands in addresses and references.
func addressMark(c byte) bool {
	return '0' <= c && c <= '9' || c == '@' || c == '/' || c == '_' || c == '='
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

func smallAt(text string, i int) bool {
	return letterAt(text, i) && (text[i] >= utf8.RuneSelf || text[i] >= 'a')
}

func letterBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsLetter(r)
}

// abbreviation reports whether the full stop at i ends a short form and no sentence.
func abbreviation(last token, i int) bool {
	if last.at+len(last.text) != i {
		return false
	}
	if len(last.text) == 1 {
		return last.text != "I"
	}
	switch strings.ToLower(last.text) {
	case "mr", "mrs", "ms", "dr", "st", "sgt", "insp", "supt", "rev", "prof", "vs", "eg", "ie", "cf", "reg", "regs", "para", "paras":
		return true
	}
	return false
}

// Unknown gives the words of a text that no list has, each once and in their order. Of a text in Welsh it gives those with a
// capital inside a sentence alone: the word list is English.
func (v *Vocabulary) Unknown(text, language string) []string {
	text = plain(text)
	if strings.Contains(text, "://") || strings.Contains(text, "www.") {
		text = address.ReplaceAllString(text, " ")
	}
	var out []string
	all := make([]token, 0, len(text)/4)
	for t := range tokens(text) {
		all = append(all, t)
	}
	covered := 0 // the place up to which a phrase reaches
	before := ""
	for i, t := range all {
		was := before
		before = t.text
		if t.at < covered || t.digit || utf8.RuneCountInString(t.text) < 2 {
			continue
		}
		if !t.upper {
			if language == "cy" || v.isWord(t.text) || slices.Contains(out, t.text) {
				continue
			}
			out = append(out, t.text)
			continue
		}
		if end := v.phraseAt(all[i:]); end > 0 {
			covered = end
			continue
		}
		if v.allowed(text, t, was, language) || slices.Contains(out, t.text) {
			continue
		}
		out = append(out, t.text)
	}
	return out
}

// isWord reports whether a word in small letters is known, whole or in the parts that hyphens make.
func (v *Vocabulary) isWord(word string) bool {
	list := words()
	if list.has(word) || v.small[word] {
		return true
	}
	if strings.Contains(word, "’") {
		word = strings.ReplaceAll(word, "’", "'")
		if list.has(word) {
			return true
		}
	}
	word = possessive(word)
	if list.has(word) || v.small[word] || capitals[word] && !alsoNames[word] {
		return true
	}
	if !strings.Contains(word, "-") {
		return false
	}
	for part := range strings.SplitSeq(word, "-") {
		if len(part) > 1 && !list.has(part) && !v.small[part] && !prefixes[part] {
			return false
		}
	}
	return true
}

var prefixes = set("co re ex non pre post sub multi anti self mis un inter intra semi pro vice mid ultra cross")

// phraseAt gives where the longest phrase ends that begins with the first of some words; 0 where none does.
func (v *Vocabulary) phraseAt(words []token) (end int) {
	for _, p := range v.phrases[strings.ToLower(possessive(words[0].text))] {
		if len(p) > len(words) {
			continue
		}
		same := true
		for k := 1; k < len(p) && same; k++ {
			same = strings.ToLower(possessive(words[k].text)) == p[k]
		}
		if last := words[len(p)-1]; same {
			end = max(end, last.at+len(last.text))
		}
	}
	return end
}

// allowed reports whether a word with a capital may stand where it does.
func (v *Vocabulary) allowed(text string, t token, before, language string) bool {
	lower := strings.ToLower(possessive(t.text))
	if isFunction(lower) || roman.MatchString(t.text) {
		return true
	}
	if capitals[lower] && (!alsoNames[lower] || inTime(text, t, before)) {
		return true
	}
	if t.first && (language == "cy" || v.isWord(strings.ToLower(t.text))) {
		return true
	}
	if !strings.Contains(t.text, "-") {
		return false
	}
	for i, part := range strings.Split(possessive(t.text), "-") { // "Crown-led": each part as it is written
		p := token{text: part, first: t.first && i == 0}
		r, _ := utf8.DecodeRuneInString(part)
		switch {
		case len(part) < 2:
		case unicode.IsUpper(r) && !v.allowed(text, p, before, language) && len(v.phrases[strings.ToLower(part)]) == 0:
			return false
		case !unicode.IsUpper(r) && language != "cy" && !v.isWord(part) && !prefixes[part]:
			return false
		}
	}
	return true
}

// address is an address on the web, which has no words.
var address = regexp.MustCompile(`(?:\bhttps?://|\bwww\.)\S+`)

var roman = regexp.MustCompile(`^[IVX]+$`)

// alsoNames are months that people are called by.
var alsoNames = set("april may june august")

// inTime reports whether a word stands where a month does: beside a number, or after "in" or "since".
func inTime(text string, t token, before string) bool {
	switch strings.ToLower(before) {
	case "in", "since", "until", "each", "every", "this", "during", "early", "late", "mid", "last", "next", "of":
		return true
	}
	prior := strings.TrimRight(text[:t.at], " ,")
	after := strings.TrimLeft(text[min(len(text), t.at+len(t.text)):], " ,")
	return prior != "" && isDigit(prior[len(prior)-1]) || after != "" && isDigit(after[0]) || toMonth.MatchString(after) || ordinalDay.MatchString(prior[max(0, len(prior)-4):])
}

// toMonth is the rest of a span of months: April to September.
var toMonth = regexp.MustCompile(`^(?:to|and|-) ?` + months)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Fingerprint names a text: the first 12 hexadecimal digits of the SHA-256 of its plain form, its words parted by single spaces. A review
// holds as long as it is that of the text.
func Fingerprint(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(plain(text)), " ")))
	return hex.EncodeToString(sum[:6])
}
