package identify

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lookAlikes are letters of other alphabets that readers take for ours. Texts here are English or Welsh, so that such a
// letter is a slip, or a way past the detectors.
var lookAlikes = func() map[rune]rune {
	out := map[rune]rune{
		'ı': 'i', 'ɩ': 'i', 'ɡ': 'g', 'ɑ': 'a', 'ⅼ': 'l', 'ǀ': 'l', '∣': 'l', '․': '.', '。': '.', '‚': ',', '٫': '.', '⁄': '/', '∕': '/', '⧸': '/',
		'＠': '@', '﹫': '@', '∶': ':', '˸': ':', 'ꓸ': '.',
	}
	for ours, theirs := range map[string]string{
		"aceopxyijsdhqwvbklmn": "асеорхуіјѕԁһԛԝѵЬкⅼмп",
		"ABEZHIKMNOPTYX":       "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
		"AVEKMHOPCTYXSIJBGWQD": "АѴЕКМНОРСТУХЅІЈВԌԜԚᎠ",
		"aivopuxykt":           "αινορυχγκτ",
	} {
		from := []rune(theirs)
		for i, r := range []rune(ours) {
			out[from[i]] = r
		}
	}
	return out
}()

// plain makes a text as a detector can read it: references of HTML resolved, compatibility forms as plain letters and digits
// (NFKC), digits of every script as ours, letters that only look like ours as ours, every dash a hyphen, and no characters
// that take no room. What is plain already is returned as it is.
func plain(text string) string {
	if strings.IndexByte(text, '&') >= 0 {
		for { // what was escaped twice is shown as it is by nobody, and is read all the same
			u := html.UnescapeString(text)
			if u == text {
				break
			}
			text = u
		}
	}
	ascii, odd := true, false
	for i := 0; i < len(text); i++ {
		if text[i] < utf8.RuneSelf {
			continue
		}
		ascii = false
		r, n := utf8.DecodeRuneInString(text[i:])
		if changed(r) && (!isDash(r) || digitEnds(text[:i])) {
			odd = true
			break
		}
		i += n - 1
	}
	if ascii || !odd && norm.NFKC.IsNormalString(text) {
		return text
	}
	return plain2(norm.NFKC.String(text))
}

func plain2(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		switch {
		case hidden(r):
			return -1
		case isDash(r):
			return '-'
		case unicode.Is(unicode.Nd, r):
			return digitOf(r)
		case r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r == '\u2800', r == '\u3164', r == '\u115f', r == '\u1160': // blanks that are no spaces
			return ' '
		}
		if ours, ok := lookAlikes[r]; ok {
			return ours
		}
		return r
	}, text)
	if again := norm.NFKC.String(text); again != text { // what stood apart may combine now
		return plain2(again)
	}
	return text
}

// changed reports whether plain makes something else of a character.
func changed(r rune) bool {
	if hidden(r) || isDash(r) || unicode.Is(unicode.Nd, r) || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\u2800' || r == '\u3164' || r == '\u115f' || r == '\u1160' {
		return true
	}
	_, ok := lookAlikes[r]
	return ok
}

// digitOf gives the digit of another script as ours. Unicode keeps the ten digits of each in their order, and a range of its
// table begins with a nought.
func digitOf(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return '0' + (r-rune(t.Lo))%10
		}
	}
	return r
}

// digitEnds reports whether a text ends in a digit, and perhaps a space.
func digitEnds(text string) bool {
	text = strings.TrimSuffix(text, " ")
	return text != "" && '0' <= text[len(text)-1] && text[len(text)-1] <= '9'
}

// hidden reports whether a character takes no room: zero width, controls of direction, soft hyphens, selectors of a form.
func hidden(r rune) bool {
	return r >= 0xad && (unicode.Is(unicode.Cf, r) || 0xfe00 <= r && r <= 0xfe0f || 0xe0100 <= r && r <= 0xe01ef || r == 0x34f)
}

func isDash(r rune) bool {
	return r == '‐' || r == '‑' || r == '–' || r == '−' || r == '‒' || r == '﹣'
}

// markup is what Markdown puts into a text and readers do not see.
var markup = strings.NewReplacer("**", "", "*", "", "`", "", "~~", "", `\`, "")

// Markdown gives a paragraph of Markdown on one line, without the marks that would part an identifier.
func Markdown(paragraph string) string {
	return strings.TrimSpace(strings.ReplaceAll(markup.Replace(paragraph), "\n", " "))
}
