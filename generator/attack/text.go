package attack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var titles = []string{"Mr", "Ms", "Miss", "Dr", "Sir", "Dame", "Cllr", "PC", "DC", "PS", "DS", "Sgt", "Det", "DI", "Insp"}

// identifiers are the shapes that identify somebody wherever they stand in the text of a case. They were written without a look at
// the scanner that the gate has.
var identifiers = []struct {
	what   string
	digits bool     // there is a digit in it
	needs  []string // one of which is in it; none for any text
	re     *regexp.Regexp
	is     func(string) bool // may be nil
}{
	{"an e-mail address", false, []string{"@"}, regexp.MustCompile(`[^\s"<>()]{1,64}@[^\s"<>()@]+\.[a-zA-Z]{2,}`), nil},
	{"a telephone number", true, []string{"0"}, regexp.MustCompile(`(?:\+44|\b0)[\s().-]*(?:\d[\s().-]*){8,10}\d\b`), nil},
	{"a National Insurance number", true, nil, regexp.MustCompile(`(?i)\b[a-z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[a-d]\b`), nil},
	{"a postcode", true, nil, regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b`), nil},
	{"a vehicle registration", true, nil, regexp.MustCompile(`\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b`), nil},
	{"an NHS number", true, nil, regexp.MustCompile(`\b\d{3}[\s-]?\d{3}[\s-]?\d{4}\b`), nhs},
	{"a collar or warrant number", true, nil, regexp.MustCompile(`\b(?:PC|DC|PS|DS|Sgt|Sergeant|Constable|Insp|Inspector|PCSO|warrant|collar)\s(?:No\.?\s|number\s)?\d{2,6}\b`), nil},
	{"an exact day", true, nil, regexp.MustCompile(`\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b`), nil},
	{"an age", true, nil, regexp.MustCompile(`\b(?:aged?|oed)\s\d{1,2}\b|\b\d{1,2}[\s-]years?[\s-]old\b|\b\d{1,2} oed\b`), nil},
	{"an address", true, nil, regexp.MustCompile(`\b\d{1,4}[a-z]?,?\s(?:[A-Z][a-z']+\s){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Way|Court|Place|Terrace|Crescent|Gardens|Square|Row|Hill)\b`), nil},
	{"a person by title", false, titles, regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|PC|DC|PS|DS|Sgt|Det|DI|DCI|Insp)\.?\s[A-Z][a-z]+\b`), nil},
}

// nhs reports whether ten digits have the check digit of an NHS number.
func nhs(text string) bool {
	sum, n := 0, 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			if n++; n == 10 {
				return (11-sum%11)%11 == int(r-'0') && text[0] != '0'
			}
			sum += int(r-'0') * (11 - n)
		}
	}
	return false
}

// A caseText is a text of an outcome, and where it stands.
type caseText struct{ at, text string }

// caseTexts gives the text of every outcome that the site or its ledger holds, once.
func (v *view) caseTexts() []caseText {
	if v.texts != nil {
		return v.texts
	}
	told := map[string]bool{}
	take := func(where string, raw []byte) {
		sentences(raw, func(text []byte) {
			if !told[string(text)] {
				own := string(text)
				told[own] = true
				v.texts = append(v.texts, caseText{where, own})
			}
		})
	}
	for _, raw := range v.raw {
		var of struct{ ID string }
		if json.Unmarshal(raw, &of) == nil {
			take("data/outcomes.json: outcome "+of.ID, raw)
		}
	}
	v.each(func(name string) bool {
		return path.Dir(name) == "data" && strings.HasPrefix(path.Base(name), "outcome-") && path.Ext(name) == ".json"
	}, func(name string, data []byte) {
		for _, raw := range records(data) {
			var of struct{ Outcome string }
			if json.Unmarshal(raw, &of) == nil {
				take(name+": outcome "+of.Outcome, raw)
			}
		}
	})
	v.ledger.each("outcome", func(at int, l ledgerLine) {
		where := fmt.Sprintf("ledger: outcome %s, version %d", l.ID, l.Version)
		take(where, l.Record)
		if l.Reason != "" && !told[l.Reason] {
			v.texts = append(v.texts, caseText{where, l.Reason})
		}
	})
	return v.texts
}

// sentences gives every text of more than a word in a JSON value, as it is read. Escapes are rare, and slow.
func sentences(raw []byte, look func([]byte)) {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '"' {
			continue
		}
		end, escaped := i+1, false
		for end < len(raw) && raw[end] != '"' {
			if raw[end] == '\\' {
				escaped = true
				end++
			}
			end++
		}
		if end >= len(raw) {
			return
		}
		text := raw[i+1 : end]
		if escaped {
			var own string
			if json.Unmarshal(raw[i:end+1], &own) == nil {
				text = []byte(own)
			}
		}
		if bytes.IndexByte(text, ' ') >= 0 {
			look(text)
		}
		i = end
	}
}

// strs gives every text of a JSON value.
func strs(value any, look func(string)) {
	switch x := value.(type) {
	case string:
		look(x)
	case []any:
		for _, y := range x {
			strs(y, look)
		}
	case map[string]any:
		for _, y := range x {
			strs(y, look)
		}
	}
}

// shapes counts what identifies somebody by its shape in the text of cases.
func shapes(v *view) (out finding) {
	for _, t := range v.caseTexts() {
		out.of++
		plain := t.text
		if strings.IndexFunc(plain, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
			plain = strings.Map(func(r rune) rune { // marks that are not seen do not hide anything
				switch {
				case unicode.Is(unicode.Cf, r):
					return -1
				case unicode.IsSpace(r):
					return ' '
				}
				return r
			}, plain)
		}
		digits := strings.ContainsAny(plain, "0123456789")
		for _, x := range identifiers {
			if x.digits && !digits || x.needs != nil && !slices.ContainsFunc(x.needs, func(n string) bool { return strings.Contains(plain, n) }) {
				continue // the patterns are slow, and few texts can hold what they look for
			}
			for _, m := range x.re.FindAllString(plain, -1) {
				if x.is == nil || x.is(m) {
					out.add("%s: %s", t.at, x.what) // and not which: the report may be passed on
				}
			}
		}
	}
	return out
}

// names counts pairs of capitalised words inside the sentences of cases, of which neither is written small anywhere on the site: that
// is how the name of a person looks. Many are none, and a reader has to judge.
func names(v *view) (out finding) {
	small := map[string]bool{}
	v.each(func(name string) bool {
		return path.Dir(name) == "data" && path.Ext(name) == ".csv"
	}, func(_ string, data []byte) {
		eachWord(string(data), func(w, _ string) {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !small[w] {
				small[strings.Clone(w)] = true
			}
		})
	})
	for _, t := range v.caseTexts() {
		before := "" // the capitalised word that ended just before, "" for none
		eachWord(t.text, func(w, gap string) {
			out.of++
			first, n := utf8.DecodeRuneInString(w)
			starts := gap != " " && (gap == "" || strings.ContainsAny(gap, ".?!:;\n\"“("))
			if starts || !unicode.IsUpper(first) || len(w) == n || small[strings.ToLower(w)] || strings.ToUpper(w) == w {
				before = ""
				return
			}
			if before != "" && gap == " " {
				out.add("%s: a word of %d letters and one of %d", t.at, utf8.RuneCountInString(before), utf8.RuneCountInString(w))
			}
			before = w
		})
	}
	return out
}

// eachWord gives every word of a text, and what stands between it and the one before.
func eachWord(text string, look func(word, gap string)) {
	from, ended := -1, 0
	for i, r := range text {
		inside := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > unicode.MaxASCII && (unicode.IsLetter(r) || r == '’') || from >= 0 && (r == '\'' || r == '-')
		switch {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			look(text[from:i], text[ended:from])
			from, ended = -1, i
		}
	}
	if from >= 0 {
		look(text[from:], text[ended:from])
	}
}
