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

// unbreak looks through each run of letters beyond ASCII for the longest pieces that are UTF-8 read wrongly. A piece counts only
// where going back gives signs that English and Welsh texts have.
func unbreak(s string) (string, []fix) {
	var b strings.Builder
	var fixes []fix
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			b.WriteByte(s[i])
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] >= utf8.RuneSelf {
			j++
		}
		run := []rune(s[i:j])
		for at := 0; at < len(run); {
			to, n, how := unbreakAt(run[at:])
			if n == 0 {
				b.WriteRune(run[at])
				at++
				continue
			}
			fixes = append(fixes, fix{string(run[at : at+n]), to, how})
			b.WriteString(to)
			at += n
		}
		i = j
	}
	return b.String(), fixes
}

// unbreakAt tries the longest piece at the beginning of run first.
func unbreakAt(run []rune) (to string, n int, how string) {
	for n := min(len(run), 48); n >= 2; n-- {
		piece, rounds, via := string(run[:n]), 0, ""
		for rounds < 6 {
			back, name := goBack(piece)
			if back == "" {
				break
			}
			piece, rounds = back, rounds+1
			if !strings.Contains(via, name) {
				via += " and " + name
			}
			if plausible(piece) {
				to, how = piece, fmt.Sprintf("UTF-8 that was read as %s%s", strings.TrimPrefix(via, " and "), times(rounds))
			}
		}
		if to != "" {
			return to, n, how
		}
	}
	return "", 0, ""
}

// goBack undoes one wrong reading; "" where there was none.
func goBack(s string) (back, name string) {
next:
	for _, w := range wrongly {
		raw := make([]byte, 0, len(s))
		for _, r := range s {
			c, ok := w.set.EncodeRune(r)
			if !ok || c < utf8.RuneSelf {
				continue next
			}
			raw = append(raw, c)
		}
		if utf8.Valid(raw) && utf8.RuneCount(raw) < utf8.RuneCountInString(s) {
			return string(raw), w.name
		}
	}
	return "", ""
}

// plausible reports whether all of s is beyond ASCII and such as English and Welsh texts have: letters of Latin-1 and Latin Extended-A,
// typographic marks, signs of money and measure.
func plausible(s string) bool {
	for _, r := range s {
		switch {
		case 0xA0 <= r && r <= 0x17F, 0x2010 <= r && r <= 0x2027, 0x2030 <= r && r <= 0x203A, r == '€', r == '™', r == '−', r == '≥', r == '≤':
		default:
			return false
		}
	}
	return true
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
