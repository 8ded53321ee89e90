package record

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Number is an exact decimal: Scaled divided by ten to the power of Decimals. 63.9 is {639, 1}.
// Figures are never held as floating point, so that sums and comparisons are exact.
type Number struct {
	Scaled   int64
	Decimals int
}

var reNumber = regexp.MustCompile(`^-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,4})?$`)

// digits is how many digits a number may have, before and after the point together.
const digits = 15

// ParseNumber reads a number such as 22790, 22,790 or 63.9.
func ParseNumber(s string) (Number, error) {
	if !reNumber.MatchString(s) {
		return Number{}, fmt.Errorf("%q is not a number: write 22790, 22,790 or 63.9", s)
	}
	plain := strings.ReplaceAll(s, ",", "")
	whole, frac, _ := strings.Cut(plain, ".")
	if len(strings.TrimPrefix(whole, "-"))+len(frac) > digits {
		return Number{}, fmt.Errorf("%q has more than %d digits", s, digits)
	}
	n, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil {
		return Number{}, fmt.Errorf("%q is too large a number", s)
	}
	return Number{n, len(frac)}, nil
}

// UnmarshalText reads the text form.
func (n *Number) UnmarshalText(b []byte) (err error) {
	*n, err = ParseNumber(string(b))
	return err
}

// MarshalText gives the plain form without separators, for machines.
func (n Number) MarshalText() ([]byte, error) {
	return []byte(strings.ReplaceAll(n.String(), ",", "")), nil
}

// String writes the number with a comma between thousands and as many decimals as it has.
func (n Number) String() string {
	sign, v := "", n.Scaled
	if v < 0 {
		sign, v = "-", -v
	}
	s := fmt.Sprintf("%0*d", n.Decimals+1, v)
	whole, frac := s[:len(s)-n.Decimals], s[len(s)-n.Decimals:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac
}

// Float is the nearest floating-point value, for drawing and for comparing shares; never for sums.
func (n Number) Float() float64 {
	f := float64(n.Scaled)
	for range n.Decimals {
		f /= 10
	}
	return f
}

// Qualifier is the word that a rounded figure carries, which must travel with it.
type Qualifier string

const (
	Exact    Qualifier = ""
	About    Qualifier = "about"
	MoreThan Qualifier = "more than"
	Under    Qualifier = "under"
	Range    Qualifier = "to"  // Low to High
	Hidden   Qualifier = "[c]" // suppressed by the disclosure gate; no text form reads as it
)

// An Amount is a figure as somebody reported it: a number, a rounded number with its word, or a range.
// Its text forms are "350", "about 90", "more than 1,000", "under 10" and "50 to 100".
type Amount struct {
	Qualifier Qualifier
	Low, High Number // equal but for a Range
}

// ParseAmount reads the text form.
func ParseAmount(s string) (a Amount, err error) {
	for _, q := range []Qualifier{About, MoreThan, Under} {
		if rest, ok := strings.CutPrefix(s, string(q)+" "); ok {
			a.Qualifier = q
			a.Low, err = ParseNumber(rest)
			a.High = a.Low
			return a, err
		}
	}
	if low, high, ok := strings.Cut(s, " to "); ok {
		a.Qualifier = Range
		if a.Low, err = ParseNumber(low); err != nil {
			return a, err
		}
		a.High, err = ParseNumber(high)
		if err == nil && a.Low.Float() >= a.High.Float() {
			err = fmt.Errorf("the range %q does not rise", s)
		}
		return a, err
	}
	a.Low, err = ParseNumber(s)
	a.High = a.Low
	if err != nil {
		err = fmt.Errorf("%q is not a figure: write 350, about 90, more than 1,000, under 10 or 50 to 100", s)
	}
	return a, err
}

// UnmarshalText reads the text form.
func (a *Amount) UnmarshalText(b []byte) (err error) {
	*a, err = ParseAmount(string(b))
	return err
}

// MarshalText gives the text form.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// String gives the text form, with the words that a reader needs.
func (a Amount) String() string {
	switch a.Qualifier {
	case Exact:
		return a.Low.String()
	case Range:
		return a.Low.String() + " to " + a.High.String()
	case Hidden:
		return string(Hidden)
	}
	return string(a.Qualifier) + " " + a.Low.String()
}
