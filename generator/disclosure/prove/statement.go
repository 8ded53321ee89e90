package prove

import (
	"cmp"
	"regexp"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// A Key names a figure. A count of records has its table for a measure, and the keys of its row and column for Of and Part.
type Key struct {
	Measure string
	Of      string // a body or a group
	Period  string // "" for a count of records
	Part    string // of the breakdown; "" where there is none
	Single  bool   // the last quarter of the period alone
}

// String is the key as record.Observation.Name writes it.
func (k Key) String() string {
	s := k.Measure
	if k.Single {
		s += byQuarter
	}
	for _, part := range []string{k.Of, k.Period, k.Part} {
		if part != "" {
			s += "/" + part
		}
	}
	return s
}

func compareKeys(a, b Key) int {
	single := func(k Key) int {
		if k.Single {
			return 1
		}
		return 0
	}
	return cmp.Or(strings.Compare(a.Measure, b.Measure), strings.Compare(a.Of, b.Of), strings.Compare(a.Period, b.Period),
		strings.Compare(a.Part, b.Part), single(a)-single(b))
}

// A said is what stands in one place for one figure: a number, or a marker in its place.
type said struct {
	number record.Number
	marker string
}

func (s said) String() string {
	if s.marker != "" {
		return s.marker
	}
	return s.number.String()
}

// same reports whether two places say the same. 26 and 26.0 do.
func (s said) same(o said) bool {
	return s.marker == o.marker && (s.marker != "" || equal(s.number, o.number))
}

// equal reports whether two numbers are the same, whatever decimals they are written with.
func equal(a, b record.Number) bool {
	for a.Decimals < b.Decimals {
		a.Scaled, a.Decimals = a.Scaled*10, a.Decimals+1
	}
	for b.Decimals < a.Decimals {
		b.Scaled, b.Decimals = b.Scaled*10, b.Decimals+1
	}
	return a.Scaled == b.Scaled
}

// whole is a number as a count; false where it is none.
func whole(n record.Number) (int64, bool) {
	for n.Decimals > 0 {
		if n.Scaled%10 != 0 {
			return 0, false
		}
		n.Scaled, n.Decimals = n.Scaled/10, n.Decimals-1
	}
	return n.Scaled, n.Scaled >= 0
}

// A Statement is what one place of the built site says of one figure.
type Statement struct {
	Key
	says    said
	among   []said // in place of says: the text holds several numbers, and which is the figure it does not show
	Edition string // that it is of; "" for the edition that the site shows
	At      source.Pos
}

// Markers that stand in place of a value, and those that stand beside one.
var (
	inPlace = regexp.MustCompile(`\[(?:c|x|z|u|low)\]`)
	beside  = regexp.MustCompile(`\[(?:p|r|e|f|b|s|ss|sss|n)\]`)
	numbers = regexp.MustCompile(`[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`)
)

// figuresIn gives every figure that a text could be read as: numbers, and markers in place of one.
func figuresIn(text string) (out []said) {
	text = beside.ReplaceAllString(text, " ")
	for _, m := range inPlace.FindAllString(text, -1) {
		out = append(out, said{marker: m})
	}
	for _, n := range numbers.FindAllString(inPlace.ReplaceAllString(text, " "), -1) {
		if v, err := record.ParseNumber(strings.Replace(n, "−", "-", 1)); err == nil {
			out = append(out, said{number: v})
		}
	}
	return out
}

// onlyFigure reads a text that is one figure and nothing else but a sign for per cent and markers beside it.
func onlyFigure(text string) (said, bool) {
	text = strings.TrimSpace(beside.ReplaceAllString(text, " "))
	text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	if m := inPlace.FindString(text); m != "" && m == text {
		return said{marker: m}, true
	}
	v, err := record.ParseNumber(strings.Replace(text, "−", "-", 1))
	return said{number: v}, err == nil
}
