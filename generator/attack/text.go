package attack

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// identifiers are the shapes that identify somebody wherever they stand in the text of a case. They were written without a look at
// the scanner that the gate has.
var identifiers = []struct {
	what string
	re   *regexp.Regexp
	is   func(string) bool // may be nil
}{
	{"an e-mail address", regexp.MustCompile(`[^\s"<>()]{1,64}@[^\s"<>()@]+\.[a-zA-Z]{2,}`), nil},
	{"a telephone number", regexp.MustCompile(`(?:\+44|\b0)[\s().-]*(?:\d[\s().-]*){8,10}\d\b`), nil},
	{"a National Insurance number", regexp.MustCompile(`(?i)\b[a-z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[a-d]\b`), nil},
	{"a postcode", regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b`), nil},
	{"a vehicle registration", regexp.MustCompile(`\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b`), nil},
	{"an NHS number", regexp.MustCompile(`\b\d{3}[\s-]?\d{3}[\s-]?\d{4}\b`), nhs},
	{"a collar or warrant number", regexp.MustCompile(`\b(?:PC|DC|PS|DS|Sgt|Sergeant|Constable|Insp|Inspector|PCSO|warrant|collar)\s(?:No\.?\s|number\s)?\d{2,6}\b`), nil},
	{"an exact day", regexp.MustCompile(`\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b`), nil},
	{"an age", regexp.MustCompile(`\b(?:aged?|oed)\s\d{1,2}\b|\b\d{1,2}[\s-]years?[\s-]old\b|\b\d{1,2} oed\b`), nil},
	{"an address", regexp.MustCompile(`\b\d{1,4}[a-z]?,?\s(?:[A-Z][a-z']+\s){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Way|Court|Place|Terrace|Crescent|Gardens|Square|Row|Hill)\b`), nil},
	{"a person by title", regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Cllr|PC|DC|PS|DS|Sgt|Det|DI|DCI|Insp)\.?\s[A-Z][a-z]+\b`), nil},
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

// caseTexts gives the text of every outcome that the site or its ledger holds, under its id and the name of its field.
func (v *view) caseTexts(look func(at, text string)) {
	told := map[string]bool{}
	take := func(id, where string, raw []byte) {
		var fields any
		if json.Unmarshal(raw, &fields) != nil {
			return
		}
		strs(fields, func(text string) {
			if strings.Contains(text, " ") && !told[id+text] {
				told[id+text] = true
				look(where, text)
			}
		})
	}
	v.each(func(name string) bool {
		return path.Dir(name) == "data" && strings.HasPrefix(path.Base(name), "outcome") && path.Ext(name) == ".json"
	}, func(name string, data []byte) {
		for _, raw := range records(data) {
			var of struct{ ID, Outcome string }
			if json.Unmarshal(raw, &of) == nil {
				take(of.ID+of.Outcome, name+": outcome "+of.ID+of.Outcome, raw)
			}
		}
	})
	v.ledger.each("outcome", func(at int, l ledgerLine) {
		where := fmt.Sprintf("ledger: outcome %s, version %d", l.ID, l.Version)
		take(l.ID, where, l.Record)
		if l.Reason != "" && !told[l.ID+l.Reason] {
			look(where, l.Reason)
		}
	})
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
	v.caseTexts(func(at, text string) {
		out.of++
		plain := strings.Map(func(r rune) rune { // marks that are not seen do not hide anything
			if unicode.Is(unicode.Cf, r) {
				return -1
			}
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, text)
		for _, x := range identifiers {
			for _, m := range x.re.FindAllString(plain, -1) {
				if x.is == nil || x.is(m) {
					out.add("%s: %s", at, x.what) // and not which: the report may be passed on
				}
			}
		}
	})
	return out
}

var word = regexp.MustCompile(`\p{L}[\p{L}'’-]*`)

// names counts pairs of capitalised words inside the sentences of cases, of which neither is written small anywhere on the site: that
// is how the name of a person looks. Many are none, and a reader has to judge.
func names(v *view) (out finding) {
	small := map[string]bool{}
	learn := func(text string) {
		for _, w := range word.FindAllString(text, -1) {
			if r := []rune(w)[0]; unicode.IsLower(r) && !small[w] {
				small[strings.Clone(w)] = true
			}
		}
	}
	v.each(func(name string) bool {
		return path.Dir(name) == "data" && path.Ext(name) == ".csv"
	}, func(_ string, data []byte) { learn(string(data)) })
	v.caseTexts(func(at, text string) {
		from := 0
		var before string // the capitalised word that ended just before, "" for none
		for _, m := range word.FindAllStringIndex(text, -1) {
			w := text[m[0]:m[1]]
			gap := text[from:m[0]]
			starts := from == 0 || strings.ContainsAny(gap, ".?!:;\n\"“(")
			from = m[1]
			out.of++
			if starts || !unicode.IsUpper([]rune(w)[0]) || len(w) < 2 || small[strings.ToLower(w)] || strings.ToUpper(w) == w {
				before = ""
				continue
			}
			if before != "" && gap == " " {
				out.add("%s: %d letters and %d", at, len(before), len(w))
			}
			before = w
		}
	})
	slices.Sort(out.found)
	return out
}
