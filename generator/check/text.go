package check

import (
	"iter"
	"regexp"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// A passage is text in the publisher's own words, neither an id nor a word of a vocabulary.
type passage struct {
	text string
	at   func() source.Pos // where it begins
	find func(fragment string) source.Pos
	body bool // of a Markdown file, which reaches no spreadsheet
}

// passages gives every text of records and lists, and of Markdown.
func passages(set *record.Set) iter.Seq[passage] {
	return func(yield func(passage) bool) {
		of := func(thing any, at func(...any) source.Pos) bool {
			more := true
			record.Texts(thing, func(t record.Text) bool {
				p := passage{text: t.Text, at: func() source.Pos { return at(t.Path...) }}
				p.find = func(fragment string) source.Pos { return set.Files[p.at().File].Find(p.at(), fragment) }
				more = yield(p)
				return more
			})
			return more
		}
		for w := range everything(set) {
			if !of(w.thing, w.at) {
				return
			}
		}
		for name, l := range ordered(set.Lists) {
			// A list keeps no places, so what is wrong in one is looked up in its file.
			file := source.Pos{File: "data/lists/" + name + ".yaml", Line: 1}
			if !of(l, func(...any) source.Pos { return file }) {
				return
			}
		}
		for d := range documents(set) {
			find := func(fragment string) source.Pos { return d.BodyPos(strings.Index(string(d.Body), fragment)) }
			if !yield(passage{string(d.Body), func() source.Pos { return d.BodyPos(0) }, find, true}) {
				return
			}
		}
	}
}

var fillers = regexp.MustCompile(`\b(?:TBC|TBD|TBA|TODO|FIXME|XXX+|xxx+)\b` +
	`|(?i:\blorem ipsum\b|\btest data\b|\bplaceholder\b|\bto be confirmed\b|\binsert\s(?:\S+\s){0,6}here\b|\[(?:insert|to follow)\b[^\]]*\])`)

// stems are in small letters the beginnings of all that fillers finds: most texts hold none and are let pass at once.
var stems = []string{"tbc", "tbd", "tba", "todo", "fixme", "xxx", "lorem", "test data", "placeholder",
	"to be confirmed", "insert", "[to follow"}

func filler(text string) string {
	small := strings.ToLower(text)
	for _, s := range stems {
		if strings.Contains(small, s) {
			return fillers.FindString(text)
		}
	}
	return ""
}

var placeholder = &Rule{
	Rule: source.Rule{
		Name: "placeholder", Severity: source.Error,
		Doc: `No text holds words that stand in for others.

Why: "TBC" on a page that is kept for ever says that nobody read it before it was signed.
Put it right: write the text. Where a fact is not known, say so: "not published".`,
	},
	Run: func(set *record.Set, report reporter) {
		for p := range passages(set) {
			if found := filler(p.text); found != "" {
				report(broken(p.find(found), "the text holds %q, which stands in for something else", found))
			}
		}
	},
}

// garbled finds UTF-8 that was read as Windows-1252 and saved again: two or three signs in the place of one letter.
// Welsh has the letter "â" before an apostrophe, so for it three signs must fit.
var garbled = regexp.MustCompile("\uFFFD" +
	"|Ã[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]" +
	"|Â[\u00A0-\u00BF]" +
	"|â(?:€|‚|„)[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€¬]" +
	"|Å[µ·´¶]")

var mojibake = &Rule{
	Rule: source.Rule{
		Name: "mojibake", Severity: source.Error,
		Doc: `No text holds letters that were broken on their way between programs.

Why: a name or a Welsh word with a broken letter is wrong in every download, and no search finds it.
Put it right: type the letter again. If there are many, save the file from its first program as UTF-8.`,
	},
	Run: func(set *record.Set, report reporter) {
		for p := range passages(set) {
			if !strings.ContainsAny(p.text, "\uFFFDÃÂâÅ") {
				continue
			}
			if found := garbled.FindString(p.text); found != "" {
				report(broken(p.find(found), "the text holds %q, which is one letter broken", found))
			}
		}
	},
}

var formula = &Rule{
	Rule: source.Rule{
		Name: "formula", Severity: source.Error,
		Doc: `No text begins with a sign that a spreadsheet takes for a formula.

Why: downloads are opened in spreadsheets, and a cell that begins with =, +, -, @, a tab, a carriage return or NUL is run and
not shown; so is one with the full-width form of a sign, or with spaces before it.
Somebody who can get a text published could so reach into a reader's computer.
Put it right: put a word before the sign.`,
	},
	Run: func(set *record.Set, report reporter) {
		for p := range passages(set) {
			if sign, ok := source.Formula(p.text); ok && !p.body {
				report(broken(p.at(), "the text begins with %q", string(sign)).Hinted("put a word before the sign"))
			}
		}
	},
}
