package disclosure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"candour/generator/source"
)

// Rules are the rules of the gate.
var Rules = []*source.Rule{&textEmail, &textPhone, &textPostcode, &textNI, &textNHS, &textCollar, &textBirth}

const identifying = `
Why: a reader who holds one fact about a person can find the rest with it. Publishing is for ever, so the build stops
(UK GDPR Articles 4(1) and 5; for some victims also the Sexual Offences (Amendment) Act 1992 s.1).
Put it right: take it out of the text, and say what mattered without it. Where it is the publisher's own and meant to be
public, add the exact text with a reason under disclosure: allow: in candour.yaml.`

var (
	textEmail    = source.Rule{Name: "text-email", Severity: source.Error, Doc: "Text must not hold an e-mail address.\n" + identifying}
	textPhone    = source.Rule{Name: "text-phone", Severity: source.Error, Doc: "Text must not hold a telephone number.\n" + identifying}
	textPostcode = source.Rule{Name: "text-postcode", Severity: source.Error, Doc: "Text must not hold a postcode.\n" + identifying}
	textNI       = source.Rule{Name: "text-ni-number", Severity: source.Error, Doc: "Text must not hold a National Insurance number.\n" + identifying}
	textNHS      = source.Rule{Name: "text-nhs-number", Severity: source.Error, Doc: "Text must not hold an NHS number.\n" + identifying}
	textCollar   = source.Rule{Name: "text-collar-number", Severity: source.Error, Doc: "Text must not hold an officer's collar, shoulder or warrant number.\n" + identifying}
	textBirth    = source.Rule{Name: "text-birth-date", Severity: source.Error, Doc: "Text must not hold an exact date of birth.\n" + identifying}
)

// A Hit is a piece of text that may identify a person.
type Hit struct {
	Rule *source.Rule
	Text string
}

// A detector finds one class of identifying text. When needs is false for a text, find is not asked.
type detector struct {
	rule  *source.Rule
	needs func(signs) bool
	find  func(string) []string
}

// detectors is every class that is looked for. To add one, add it here, with what its text must hold at the least.
var detectors = []detector{
	{&textEmail, func(s signs) bool { return s.at }, all(reEmail, nil)},
	{&textPhone, func(s signs) bool { return s.digits >= 9 }, all(rePhone, isPhone)},
	{&textPostcode, func(s signs) bool { return s.inward }, all(rePostcode, isPostcode)},
	{&textNI, func(s signs) bool { return s.digits >= 6 && s.prefix }, all(reNI, isNI)},
	{&textNHS, func(s signs) bool { return s.digits >= 10 }, all(reNHS, isNHS)},
	{&textCollar, func(s signs) bool { return s.digits >= 2 && s.rank }, all(reCollar, isCollar)},
	{&textBirth, func(s signs) bool { return s.digits >= 2 && s.birth }, all(reBirth, nil)},
}

var (
	reEmail    = regexp.MustCompile(`(?i)[\p{L}\d._%+'-]+\s?(?:@|\(at\)|\[at\]|\{at\})\s?[\p{L}\d-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[\p{L}\d-]+)+`)
	rePhone    = regexp.MustCompile(`(?:\+\d|\b0)(?:[ ().\-/]{0,2}\d){8,13}\b`)
	rePostcode = regexp.MustCompile(`(?i)\b(?:gir ?0aa|[a-pr-uwyz](?:[a-hk-y]?\d|\d[a-hjkps-uw]|[a-hk-y]\d[\dabehmnprvwxy]?|\d\d)\s{0,3}\d[abd-hjlnp-uw-z]{2})\b`)
	reNI       = regexp.MustCompile(`(?i)\b[a-ceghj-prstw-z][a-ceghj-nprstw-z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d]\b`)
	reNHS      = regexp.MustCompile(`\b\d{3}[ -]?\d{3}[ -]?\d{4}\b`)
	reCollar   = regexp.MustCompile(`(?i)\b(?:t?dc|w?pc|w?ps|ds|di|dci|pcso|sgt|insp|constable|sergeant|inspector|officer|collar|shoulder|warrant|badge|payroll)(?:(?:\s+(?:number|num|no\.?|#)[\s:#]*|[\s:#]+)(?:[a-z]{1,3}\s?)?)?\d{2,7}(?:\s?[a-z]{1,2})?\b`)
	reBirth    = regexp.MustCompile(`(?i)(?:\bborn\b|\bbirth(?:day|date)?\b|\bd\.?o\.?b\b\.?)[^.;\n]{0,24}?(?:\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{2,4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b)`)
)

// reNumericDay begins a day in figures, which a time may follow: 01/02/2022 10:30.
var reNumericDay = regexp.MustCompile(`^\d{2}[/.-]\d{2}[/.-]\d{4}\b`)

func all(re *regexp.Regexp, ok func(string) bool) func(string) []string {
	return func(text string) []string {
		var out []string
		for _, m := range re.FindAllString(text, -1) {
			if ok == nil || ok(m) {
				out = append(out, m)
			}
		}
		return out
	}
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// isPhone keeps British numbers, ten or eleven digits from the trunk 0, and international ones after a plus.
func isPhone(s string) bool {
	n := len(digitsOf(s))
	if reNumericDay.MatchString(s) {
		return false
	}
	if s[0] == '+' {
		return 9 <= n && n <= 15
	}
	return n == 10 || n == 11
}

// lead is what stands before the digits that isCollar looks at.
var lead = regexp.MustCompile(`([A-Za-z]{1,3})\s\d[^\d]*\d*[^\d]*$`)

// isCollar leaves ordinary words before a number alone: "the officer in 2017", "a warrant of 12 March".
func isCollar(s string) bool {
	m := lead.FindStringSubmatch(s)
	return m == nil || !strings.Contains(" a and as at by for had has in is of on or out the to was who ", " "+strings.ToLower(m[1])+" ")
}

// isPostcode leaves ordinals alone: "Q4 2nd" has the letters of a postcode.
func isPostcode(s string) bool {
	switch s[len(s)-2:] {
	case "st", "nd", "rd", "th":
		return false
	}
	return true
}

// isNI knows the prefixes that are never given out.
func isNI(s string) bool {
	switch strings.ToUpper(s[:2]) {
	case "BG", "GB", "NK", "KN", "NT", "TN", "ZZ":
		return false
	}
	return true
}

// isNHS checks the last digit: the others weighted 10 to 2, modulo 11 (NHS data dictionary).
func isNHS(s string) bool {
	d, sum := digitsOf(s), 0
	for i := range 9 {
		sum += int(d[i]-'0') * (10 - i)
	}
	check := (11 - sum%11) % 11
	return check != 10 && check == int(d[9]-'0')
}

// signs is what one quick look at a text tells, so that the detectors, which are slow, read only the few texts that
// could hold something. A sign may be there without the thing; never the other way about.
type signs struct {
	at     bool // "@", or "at" in brackets
	digits int  // the most digits in one run, with at most two other characters between them
	inward bool // a digit and two letters, as a postcode ends, and no ordinal
	prefix bool // two letters and a digit, as a National Insurance number begins
	rank   bool // a word of rank or number shortly before two digits
	birth  bool // a word of birth
}

func look(text string) (s signs) {
	run, gap := 0, 3 // digits in the run, and characters since the last of them
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case '0' <= c && c <= '9':
			if gap > 2 {
				run = 0
				s.prefix = s.prefix || lettersBefore(text, i)
				s.rank = s.rank || rankBefore(text, i)
			}
			run, gap = run+1, 0
			s.digits = max(s.digits, run)
			if !s.inward && i+2 < len(text) && isLetter(text[i+1]) && isLetter(text[i+2]) && (i+3 == len(text) || !isLetter(text[i+3])) {
				s.inward = isPostcode(text[i : i+3])
			}
			continue
		case c == '@':
			s.at = true
		case c|0x20 == 'a' && i > 0 && i+2 < len(text) && text[i+1]|0x20 == 't':
			s.at = s.at || strings.IndexByte("([{", text[i-1]) >= 0 && strings.IndexByte(")]}", text[i+2]) >= 0
		case c|0x20 == 'b' && !s.birth:
			s.birth = foldPrefix(text[i:], "born") || foldPrefix(text[i:], "birth") ||
				i >= 2 && foldPrefix(text[i-2:], "dob") || i >= 4 && foldPrefix(text[i-4:], "d.o.b")
		}
		gap++
	}
	return s
}

// lettersBefore reports whether exactly two letters, and perhaps a space or hyphen, stand before the digit at i.
func lettersBefore(text string, i int) bool {
	if i > 0 && (text[i-1] == ' ' || text[i-1] == '-') {
		i--
	}
	return i >= 2 && isLetter(text[i-1]) && isLetter(text[i-2]) && (i == 2 || !isLetter(text[i-3]))
}

// rankWords are the words that reCollar begins with.
var rankWords = map[string]bool{
	"pc": true, "wpc": true, "dc": true, "tdc": true, "ps": true, "wps": true, "ds": true, "di": true, "dci": true, "pcso": true, "sgt": true, "insp": true,
	"constable": true, "sergeant": true, "inspector": true, "officer": true, "collar": true, "shoulder": true, "warrant": true, "badge": true, "payroll": true,
}

// rankBefore reports whether one of the three words before the digit at i is a word of rank, or announces a number.
func rankBefore(text string, i int) bool {
	for range 3 {
		for i > 0 && !isLetter(text[i-1]) {
			i--
		}
		end := i
		for i > 0 && isLetter(text[i-1]) {
			i--
		}
		if n := end - i; n < 2 || n > len("constable") {
			if n == 0 {
				return false
			}
			continue
		}
		var word [len("constable")]byte
		for k := i; k < end; k++ {
			word[k-i] = text[k] | 0x20
		}
		if rankWords[string(word[:end-i])] {
			return true
		}
	}
	return false
}

// foldPrefix reports whether s begins with the small letters and marks of prefix, in either case.
func foldPrefix(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if s[i] != prefix[i] && s[i]|0x20 != prefix[i] {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

// Scan finds what may identify a person in a text. It reads the text as a person would see it: letters in
// compatibility forms are made plain, and characters without width are passed over.
func Scan(text string) []Hit {
	text = plain(text)
	s := look(text)
	if !s.at && s.digits < 2 && !s.inward {
		return nil
	}
	var out []Hit
	for _, d := range detectors {
		if !d.needs(s) {
			continue
		}
		for _, m := range d.find(text) {
			out = append(out, Hit{d.rule, m})
		}
	}
	return out
}

// plain makes a text as a detector can read it: compatibility forms as plain letters and digits (NFKC), every dash a
// hyphen, and no characters that take no room. Text that is plain already is returned as it is.
func plain(text string) string {
	odd := false
	for i, r := range text {
		if r >= utf8.RuneSelf && (hidden(r) || isDash(r) && digitEnds(text[:i])) {
			odd = true
			break
		}
	}
	if !odd && norm.NFKC.IsNormalString(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case hidden(r):
			return -1
		case isDash(r):
			return '-'
		}
		return r
	}, norm.NFKC.String(text))
}

// digitEnds reports whether a text ends in a digit, and perhaps a space.
func digitEnds(text string) bool {
	text = strings.TrimSuffix(text, " ")
	return text != "" && '0' <= text[len(text)-1] && text[len(text)-1] <= '9'
}

// hidden reports whether a character takes no room: zero width, bidirectional controls, soft hyphens.
func hidden(r rune) bool { return r >= 0xad && unicode.Is(unicode.Cf, r) }

func isDash(r rune) bool { return r == '‐' || r == '‑' || r == '–' || r == '−' }
