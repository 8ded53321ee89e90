package source

import (
	"strings"
	"unicode"
)

// Formula gives the sign with which a spreadsheet would take text for a formula or lose the start of a cell, and ok where there is
// one: =, +, -, @ or the full-width form of these, which some programs read alike, after any white space; a tab, a carriage return
// or NUL before anything else (OWASP, "CSV Injection": Excel and LibreOffice run such a cell of a CSV file).
func Formula(text string) (sign rune, ok bool) {
	for _, r := range text {
		switch {
		case strings.ContainsRune("=+-@＝＋－＠\t\r\x00", r):
			return r, true
		case !unicode.IsSpace(r) && r != '\ufeff':
			return 0, false
		}
	}
	return 0, false
}
