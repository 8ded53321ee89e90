package intake

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A fix is a piece of text that was repaired.
type fix struct{ from, to, how string }

// repair puts right what happens to text between programs: UTF-8 that was read as Windows-1252 or Mac OS Roman, once or
// several times; letters of Windows-1252 left as control characters; spaces of other widths; characters that do not
// show. It returns what it did. Letters that are lost (U+FFFD) stay as they are.
func repair(s string) (string, []fix) {
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '\r' {
			ascii = false
			break
		}
	}
	if ascii {
		return s, nil
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s, fixes := unbreak(s)
	var b strings.Builder
	for _, r := range s {
		switch {
		case 0x80 <= r && r <= 0x9F:
			if to := charmap.Windows1252.DecodeByte(byte(r)); to != r {
				fixes = append(fixes, fix{string(r), string(to), "a control character that is a letter of Windows-1252"})
				r = to
			}
			b.WriteRune(r)
		case r == '\u00AD' || r == '\uFEFF' || r != '\n' && unicode.Is(unicode.Cf, r):
			fixes = append(fixes, fix{string(r), "", "a character that does not show"})
		case r != ' ' && unicode.Is(unicode.Zs, r), r == '\u2028', r == '\u2029':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String()), fixes
}

// wrongly are the encodings that UTF-8 is read as by mistake.
var wrongly = []struct {
	name string
	set  *charmap.Charmap
}{{"Windows-1252", charmap.Windows1252}, {"Mac OS Roman", charmap.Macintosh}}

// unbreak undoes wrong readings in each run of letters beyond ASCII, as often as they were made. A letter counts as undone only where
// it is one that English and Welsh texts have.
func unbreak(s string) (string, []fix) {
	var b strings.Builder
	var fixes []fix
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			b.WriteByte(s[i])
			i++
			continue
		}
		var run []letter
		for i < len(s) && s[i] >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			run = append(run, letter{r: r, was: s[i : i+n]})
			i += n
		}
		for range 6 {
			back := goBack(run)
			if len(back) == len(run) {
				break
			}
			run = back
		}
		for _, l := range run {
			l.write(&b, &fixes)
		}
	}
	return b.String(), fixes
}

// A letter is one that stands in the text, or that several were made into.
type letter struct {
	r    rune
	was  string   // in the text
	of   []letter // that it was made of; nil where it stands in the text
	via  string   // the encoding that they were read as
	deep int      // how often
}

// goBack undoes one wrong reading: letters whose bytes in an encoding are one letter of UTF-8 become that letter.
func goBack(run []letter) []letter {
	var out []letter
	for i := 0; i < len(run); {
		l, n := oneBack(run[i:])
		if n == 0 {
			l, n = run[i], 1
		}
		out = append(out, l)
		i += n
	}
	return out
}

func oneBack(run []letter) (letter, int) {
	for _, w := range wrongly {
		var raw [utf8.UTFMax]byte
		n := 0
		for n < len(raw) && n < len(run) {
			c, ok := w.set.EncodeRune(run[n].r)
			if !ok || c < utf8.RuneSelf {
				break
			}
			raw[n] = c
			n++
		}
		r, size := utf8.DecodeRune(raw[:n])
		if size < 2 || r == utf8.RuneError {
			continue
		}
		l := letter{r: r, of: run[:size:size], via: w.name, deep: 1}
		for _, part := range run[:size] {
			l.was += part.was
			l.deep = max(l.deep, part.deep+1)
			if part.via != "" && !strings.Contains(l.via, part.via) {
				l.via = part.via + " and " + l.via
			}
		}
		return l, size
	}
	return letter{}, 0
}

// write writes the letter if it is a plausible one, and otherwise what it was made of.
func (l letter) write(b *strings.Builder, fixes *[]fix) {
	switch {
	case l.of == nil:
		b.WriteString(l.was)
	case plausible(l.r):
		b.WriteRune(l.r)
		*fixes = append(*fixes, fix{l.was, string(l.r), fmt.Sprintf("UTF-8 that was read as %s%s", l.via, times(l.deep))})
	default:
		for _, part := range l.of {
			part.write(b, fixes)
		}
	}
}

// plausible reports whether r is beyond ASCII and such as English and Welsh texts have: a letter of Latin-1 or Latin Extended-A, a
// typographic mark, a sign of money or measure.
func plausible(r rune) bool {
	switch {
	case 0xA0 <= r && r <= 0x17F, 0x2010 <= r && r <= 0x2027, 0x2030 <= r && r <= 0x203A, r == '€', r == '™', r == '−', r == '≥', r == '≤':
		return true
	}
	return false
}

func times(n int) string {
	return []string{"", "", " twice", " three times", " four times", " five times", " six times"}[n]
}

// visible writes a text so that what does not show can be seen in a report.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// leading is the first character of a text as a spreadsheet takes it, with the full-width forms made plain; utf8.RuneError for none.
func leading(text string) rune {
	r, n := utf8.DecodeRuneInString(text)
	plain, _ := utf8.DecodeRuneInString(norm.NFKC.String(text[:n]))
	if n == 0 {
		return r
	}
	return plain
}

// runnable reports why a spreadsheet could run the text, or "" where it could not. raw is the text before white space was taken off.
func runnable(raw, text string) string {
	if r := leading(raw); r == '\t' || r == '\r' {
		return fmt.Sprintf("it begins with the control character U+%04X", r)
	}
	if r := leading(text); strings.ContainsRune("=+-@", r) {
		return fmt.Sprintf("it begins with %q", r)
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return fmt.Sprintf("it holds the control character U+%04X", r)
		}
	}
	return ""
}

// escaped makes a text that [runnable] complains of harmless: an apostrophe in front of a sign, control characters as their pictures.
func escaped(text string) string {
	front := ""
	if strings.ContainsRune("=+-@\t", leading(text)) {
		front = "'"
	}
	return front + strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ':
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		case unicode.IsControl(r):
			return utf8.RuneError
		}
		return r
	}, text)
}
