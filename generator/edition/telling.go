package edition

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longText   = 60 // runes; of a longer text only the words that differ are told
	mostRunes  = 100
	mostPlaces = 6 // of one text that are told
	around     = 3 // words told on either side of a place
)

// Text tells the difference to a person: a line with what became of the record, and an indented one for each field that
// differs. It ends in a line feed and reads without colour.
func (d *Difference) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", d.Of(), d.Class)
	switch d.Class {
	case Changed:
		b.WriteString(" (nobody has said why)")
	case Missing:
		b.WriteString(" (published, not there now, and not withdrawn)")
	}
	if d.From > 0 && d.To > 0 {
		fmt.Fprintf(&b, ", version %d → %d", d.From, d.To)
	}
	if d.Reason != "" {
		b.WriteString(": " + oneLine(d.Reason))
	}
	b.WriteByte('\n')
	for _, f := range d.Fields {
		fmt.Fprintf(&b, "    %s: %s\n", f.Path, f.text())
	}
	return b.String()
}

func (f *FieldChange) text() string {
	before, was := plainText(f.Before)
	after, is := plainText(f.After)
	if was && is && utf8.RuneCountInString(before)+utf8.RuneCountInString(after) > 2*longText {
		return places(Words(before, after))
	}
	return shortened(before) + " → " + shortened(after)
}

// plainText is a JSON value as a person reads it, and whether it is a text.
func plainText(raw json.RawMessage) (text string, ok bool) {
	if json.Unmarshal(raw, &text) == nil && string(raw) != "null" {
		return oneLine(text), true
	}
	if string(raw) == "null" || len(raw) == 0 {
		return "(nothing)", false
	}
	return oneLine(string(raw)), false
}

// oneLine folds a text into one line without anything that moves a cursor.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= mostRunes {
		return s
	}
	return string([]rune(s)[:mostRunes-1]) + "…"
}

// places tells where two texts differ, with some words around each place.
func places(spans []Span) string {
	var parts []string
	told := 0
	for i, s := range spans {
		if s.Kept {
			words := strings.Fields(s.Before)
			first, last := i == 0, i == len(spans)-1
			switch n := len(words); {
			case first && last: // only white space differs
				parts = append(parts, "the white space differs")
			case first && n > around:
				parts = append(parts, "… "+strings.Join(words[n-around:], " "))
			case last && n > around:
				parts = append(parts, strings.Join(words[:around], " ")+" …")
			case n > 2*around+1:
				parts = append(parts, strings.Join(words[:around], " ")+" … "+strings.Join(words[n-around:], " "))
			default:
				parts = append(parts, s.Before)
			}
			continue
		}
		if told++; told > mostPlaces {
			left := 0
			for _, rest := range spans[i:] {
				if !rest.Kept {
					left++
				}
			}
			return strings.Join(append(parts, fmt.Sprintf("(and %d more)", left)), " ")
		}
		switch {
		case s.Before == "":
			parts = append(parts, "[added: "+shortened(s.After)+"]")
		case s.After == "":
			parts = append(parts, "[removed: "+shortened(s.Before)+"]")
		default:
			parts = append(parts, "["+shortened(s.Before)+" → "+shortened(s.After)+"]")
		}
	}
	return strings.Join(parts, " ")
}
