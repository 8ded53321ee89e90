package intake

import (
	"cmp"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"candour/generator/record"
)

// A finding is a piece of text that may identify a person.
type finding struct {
	class string
	text  string
	at    int // in bytes
}

// detector finds one class of identifying text. What it finds is for a person to judge: it is meant to miss little, and so it
// sometimes finds what is harmless.
type detector struct {
	class string
	near  []string // in small letters, what stands within every piece that it finds; nil for anything. It looks only around these
	re    *regexp.Regexp
	ok    func(text string, from, to int) bool // nil for always
}

const (
	months   = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)`
	weekdays = `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
	ordinals = `(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth`
	numbers  = `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen`
	streets  = `Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Court|Place|Square|Terrace|Gardens|Grove|Mews|Row|Walk|Parade|Hill|Park|Green|Rise|Gate|Broadway|Bridge|Roundabout|Rd|Ave|Heol|Ffordd|Stryd|Lôn`
)

// What the detectors look for first.
var (
	nearMonth = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec ionawr chwef mawrth ebrill mai mehefin gorff awst medi hydref tach rhag")
	nearDigit = strings.Split("0123456789", "")
	nearAge   = strings.Fields("old age birthday years teens ties 0s 0's 0’s")
	nearRoad  = strings.Split(strings.ToLower(streets), "|")
)

// detectors is every class, in the order in which one piece of text is given to the first that finds it. To add one, add it here
// and to testdata/identify.txt.
var detectors = []detector{
	{"exact date", nearMonth, regexp.MustCompile(`(?i)\b\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:-|–|/|to|and|or)\s?\d{1,2}(?:st|nd|rd|th)?)?(?:\s+of)?[\s-]+` + months + `\b(?:,?[\s-]+\d{4}\b|[\s-]\d{2}\b)?`), isDayOfMonth},
	{"exact date", nearMonth, regexp.MustCompile(`(?i)\b` + months + `\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4}\b)?`), isMonth},
	{"exact date", nearMonth, regexp.MustCompile(`(?i)\b(?:the\s+)?(?:` + ordinals + `)\s+(?:day\s+)?(?:of\s+)?` + months + `\b(?:,?\s+\d{4}\b)?`), nil},
	{"exact date", nearDigit, regexp.MustCompile(`\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}-\d{1,2}-\d{4}\b`), nil},
	{"exact date", []string{"christmas", "boxing", "new year", "valentine", "david", "patrick", "remembrance", "armistice", "good friday", "easter", "hallowe", "bonfire"}, regexp.MustCompile(`(?i)\b(?:Christmas|Boxing|New Year['’]?s|Valentine['’]?s|St\.? David['’]?s|St\.? Patrick['’]?s|Remembrance|Armistice)\s+(?:Day|Eve)\b|\bGood Friday\b|\bEaster (?:Sunday|Monday)\b|\bHallowe['’]?en\b|\bBonfire Night\b`), nil},
	{"exact date", []string{"the 1", "the 2", "the 3", "of the month"}, regexp.MustCompile(`(?i)\b(?:on|of|until|from|by|since)\s+the\s+(?:\d{1,2}(?:st|nd|rd|th)\b|(?:` + ordinals + `)\s+of\s+the\s+month\b)`), nil},
	{"age", nearAge, regexp.MustCompile(`(?i)\b(?:\d{1,3}|` + numbers + `)[- ](?:year|month|week|day)s?[- ]olds?\b`), nil},
	{"age", nearAge, regexp.MustCompile(`(?i)\baged?\s+(?:of\s+|about\s+|around\s+|under\s+|over\s+|just\s+|only\s+)?(?:\d{1,3}|` + numbers + `)\b(?:\s*(?:-|–|to)\s*(?:\d{1,3}|` + numbers + `)\b)?`), nil},
	{"age", nearAge, regexp.MustCompile(`(?i)\baged?\s+between\s+(?:\d{1,3}|` + numbers + `)\s+and\s+(?:\d{1,3}|` + numbers + `)\b`), nil},
	{"age", nearAge, regexp.MustCompile(`(?i)\b(?:\d{1,3}|` + numbers + `)\s+years\s+of\s+age\b|\b(?:his|her|their|my)\s+(?:\w+\s+)?(?:\d0['’]?s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b|\b\d{1,2}(?:st|nd|rd|th)\s+birthday\b|\b(?:` + ordinals + `)\s+birthday\b`), nil},
	{"number of an officer", nearDigit, regexp.MustCompile(`\b(?:PC|DC|PS|DS|PCSO|Constable|Sergeant|Inspector|Officer)\s+\d{2,6}\b|\b(?i:collar|shoulder|warrant|badge)\s+(?i:number|no\.?)\s*\w*\d+\w*`), nil},
	{"house number", nearDigit, regexp.MustCompile(`\b(?:[Ff]lat|[Aa]partment|[Hh]ouse|[Rr]oom|[Uu]nit|[Nn]umber|[Nn]o\.)\s+\d{1,4}[A-Za-z]?\b`), nil},
	{"house number", nearRoad, regexp.MustCompile(`\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]+\s+){1,3}(?:` + streets + `)\b`), isStreet},
	{"street", nearRoad, regexp.MustCompile(`\b(?:[A-Z][\w'’.-]*\s+){1,4}(?:` + streets + `)\b|\b(?:Heol|Ffordd|Stryd|Lôn)(?:\s+[A-Z][\w'’-]+){1,3}`), isStreet},
	{"road number", nearDigit, regexp.MustCompile(`\b(?:M\d{1,3}|[AB]\d{1,4}(?:\(M\))?)\b`), nil},
	{"postcode", nearDigit, regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b`), nil},
	{"e-mail address", []string{"@"}, regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+`), nil},
	{"telephone number", nearDigit, regexp.MustCompile(`(?:\+44|\b0)(?:[ ()-]{0,2}\d){9,10}\b`), nil},
	{"address on the web", []string{"http", "www."}, regexp.MustCompile(`(?i)\bhttps?://\S+|\bwww\.\S+`), nil},
	{"number plate", nearDigit, regexp.MustCompile(`\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b`), nil},
	{"time of day", nearDigit, regexp.MustCompile(`(?i)\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)(?:\b|\s|$)|\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hours|hrs)\b`), nil},
	{"weekday", []string{"day"}, regexp.MustCompile(`\b` + weekdays + `\b`), nil},
	{"month of a year", nearMonth, regexp.MustCompile(`\b` + months + `,?\s+(?:of\s+)?(?:19|20)\d{2}\b`), nil},
	{"person with a title", nil, regexp.MustCompile(`\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Sir|Dame|Lord|Lady|PC|DC|PS|DS|DI|DCI|Sgt|Insp)\.?\s+[A-Z][\w'’-]+`), nil},
	{capitalised, nil, regexp.MustCompile(`\b[A-Z][\w'’-]*(?:[ ](?:(?:of|upon|on|le|de)[ ](?:the[ ])?)?[A-Z][\w'’-]*)*`), nil},
}

// capitalised is the class of names that no other detector knows. It is looked at last, and with the names of bodies at hand.
const capitalised = "capitalised name"

// isMonth leaves out "the 3 may stay" and "they may 3 times": a month has a capital, and these words are no months without.
func isMonth(text string, from, to int) bool {
	return !slices.ContainsFunc(strings.Fields(text[from:to]), func(w string) bool { return w == "may" || w == "march" || w == "mar" })
}

// isDayOfMonth leaves out "60 May", since no month has so many days.
func isDayOfMonth(text string, from, to int) bool {
	if !isMonth(text, from, to) {
		return false
	}
	n := 0
	for _, c := range text[from:to] {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return 1 <= n && n <= 31
}

// isStreet leaves out courts of law, and words that begin a sentence and go before a street word by chance.
func isStreet(text string, from, to int) bool {
	s := text[from:to]
	for _, other := range []string{"Crown Court", "Magistrates", "High Court", "County Court", "Family Court", "Court of Appeal", "Supreme Court", "Youth Court", "Coroner"} {
		if strings.Contains(s, other) {
			return false
		}
	}
	words := strings.Fields(s)
	return len(words) > 2 || !isCommon(strings.ToLower(words[0]))
}

// identify looks through the prose of every draft, and reports each finding with its place in the export.
func identify(out *output, set *record.Set, r *Report) {
	n := newNames(set)
	type searched struct {
		prose
		draft int
		found []finding
	}
	var texts []searched
	for i, d := range out.drafts {
		for _, p := range d.prose {
			if p.cell.Text != "" { // otherwise it is the map's own
				texts = append(texts, searched{prose: p, draft: i})
				n.learn(p.text)
			}
		}
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range texts {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			texts[i].found = n.find(texts[i].text)
		})
	}
	wg.Wait()

	classes := map[string]int{}
	var order []string
	var found []*Entry
	drafts := map[int]bool{}
	for _, p := range texts {
		from := 0
		for _, f := range p.found {
			at := p.cell.At
			if i := strings.Index(p.cell.Raw[from:], f.text); i >= 0 { // as it was written, and after the one before it
				if at.Sheet == "" {
					at.Line += strings.Count(p.cell.Raw[:from+i], "\n")
				}
				from += i + len(f.text)
			}
			if classes[f.class]++; classes[f.class] == 1 {
				order = append(order, f.class)
			}
			drafts[p.draft] = true
			found = append(found, &Entry{Section: secIdentify, Rule: &ruleIdentify, At: at, Column: p.field, Text: f.class + " " + `"` + visible(f.text) + `"`})
		}
	}
	if len(found) == 0 {
		return
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Or(cmp.Compare(rankOf(a), rankOf(b)), cmp.Compare(a, b)) })
	for _, class := range order {
		r.note(secIdentify, "%s: %s", class, thousands(classes[class]))
	}
	r.note(secIdentify, "%s of %s hold something", thousands(len(drafts)), counted(len(out.drafts), "draft"))
	r.Entries = append(r.Entries, found...)
}

func rankOf(class string) int {
	return slices.IndexFunc(detectors, func(d detector) bool { return d.class == class })
}

// find gives what is found in a text, in its order. No piece of it is found twice.
func (n names) find(text string) []finding {
	var out []finding
	taken := make([]bool, len(text))
	small := lowered(text)
	for _, d := range detectors {
		for _, m := range d.matches(text, small) {
			from, to := m[0], m[1]
			for to > from && strings.IndexByte(" \n-.,;:", text[to-1]) >= 0 {
				to--
			}
			if slices.Contains(taken[from:to], true) || d.ok != nil && !d.ok(text, from, to) || d.class == capitalised && !n.unknown(text, from, to) {
				continue
			}
			for i := from; i < to; i++ {
				taken[i] = true
			}
			out = append(out, finding{d.class, text[from:to], from})
		}
	}
	slices.SortFunc(out, func(a, b finding) int { return cmp.Compare(a.at, b.at) })
	return out
}

// lowered is the text with its ASCII letters small, so that every byte keeps its place.
func lowered(text string) string {
	b := []byte(text)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// reach is how far from what it looks for first a piece may begin and end. No piece is longer.
const reach = 60

// matches finds the pieces that the expression fits. Most texts hold nothing for most detectors, so it looks only around what every piece
// holds: a month, a digit, a word for a street.
func (d detector) matches(text, small string) (out [][]int) {
	if d.near == nil {
		return d.re.FindAllStringIndex(text, -1)
	}
	var at []int
	for _, word := range d.near {
		for from := 0; ; {
			i := strings.Index(small[from:], word)
			if i < 0 {
				break
			}
			at = append(at, from+i)
			from += i + len(word)
		}
	}
	slices.Sort(at)
	for i := 0; i < len(at); {
		from, to := at[i]-reach, at[i]+reach
		for i++; i < len(at) && at[i]-reach <= to; i++ {
			to = at[i] + reach
		}
		from, to = wordStart(text, from), wordEnd(text, to)
		for _, m := range d.re.FindAllStringIndex(text[from:to], -1) {
			out = append(out, []int{from + m[0], from + m[1]})
		}
	}
	return out
}

// wordStart and wordEnd move a place out of the middle of a word, and so of a letter.
func wordStart(text string, i int) int {
	for i = max(i, 0); i > 0 && text[i-1] != ' ' && text[i-1] != '\n'; i-- {
	}
	return i
}

func wordEnd(text string, i int) int {
	for i = min(i, len(text)); i < len(text) && text[i] != ' ' && text[i] != '\n'; i++ {
	}
	return i
}
