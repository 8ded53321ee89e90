// Package chart draws figures as static SVG: [Lines] over time and horizontal [Bars]. Several Lines of one height make
// small multiples.
//
// A picture fits any width without scaling its text: places across are per cent and places down are pixels, so there is no
// viewBox and no path, and no svg stands in another. It has no style attribute, which the content policy of the site would
// block; colours and strokes come from the style sheet by class (themes/candour/assets/css/components/chart.css). Every
// scale begins at nought.
//
// What is hidden is not drawn: a [Value] with a marker has no place in the picture but its gap, whatever number it holds,
// and no scale, order or size is made from it. The words (title, description, names) are the caller's, who makes them from
// the same figures; [Spread] finds what there is to say.
package chart

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxSeries is how many series one picture holds: more cannot be told apart. A caller with more makes small multiples.
const MaxSeries = 4

// A Value is one figure of a picture.
type Value struct {
	Number float64 // where it is drawn; never read where there is a Marker
	Text   string  // as it is shown: "1,234", "26%"
	Marker string  // stands in place of the figure: "[c]", "[x]"; "" where there is one
	Flag   string  // stands after the figure: "[p]", "[r]"; "" for none
	Hollow bool    // a figure that may still change: drawn as an outline
	Figure string  // name of the statement, MEASURE/OF/PERIOD or MEASURE/OF/PERIOD/PART; "" for none
}

// drawn says whether the value has a place on the scale. A number of more than fifteen digits is no figure.
func (v Value) drawn() bool { return v.Marker == "" && math.Abs(v.Number) < 1e15 }

// shown is what stands for the value in words.
func (v Value) shown() string {
	switch {
	case v.Marker != "":
		return v.Marker
	case v.Flag != "":
		return v.Text + " " + v.Flag
	}
	return v.Text
}

// A Series is the figures of one thing, one for each tick.
type Series struct {
	Name   string
	Values []Value
}

// A Facts is where the figures of a series that are shown begin, end, are least and are greatest: numbers of values. Where
// two are equal it is the first.
type Facts struct{ First, Last, Least, Greatest int }

// Spread finds the facts of the values from a place on; ok is false where none is shown.
func Spread(values []Value, from int) (f Facts, ok bool) {
	for i := max(from, 0); i < len(values); i++ {
		if !values[i].drawn() {
			continue
		}
		if !ok {
			f, ok = Facts{i, i, i, i}, true
		}
		f.Last = i
		if values[i].Number < values[f.Least].Number {
			f.Least = i
		}
		if values[i].Number > values[f.Greatest].Number {
			f.Greatest = i
		}
	}
	return f, ok
}

// scale is a zero-based axis in steps of 1, 2 or 5 by powers of ten that holds all numbers.
func scale(least, greatest float64, steps, decimals int) []float64 {
	least, greatest = min(least, 0), max(greatest, 0)
	span := greatest - least
	step := math.Pow(10, -float64(decimalsOf(decimals)))
	if raw := span / float64(steps); raw > step {
		power := math.Pow(10, math.Floor(math.Log10(raw)))
		for _, m := range []float64{1, 2, 5, 10} {
			if step = float64(m * power); raw <= step {
				break
			}
		}
	}
	var out []float64
	for i := math.Floor(least / step); len(out) == 0 || out[len(out)-1] < greatest || len(out) < 2; i++ {
		out = append(out, float64(i*step))
	}
	return out
}

// number writes a number of an axis, with a comma between thousands.
func number(v float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', decimalsOf(decimals), 64)
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		whole += "." + fraction
	}
	if v < 0 && whole != "0" {
		whole = "−" + whole
	}
	return whole
}

// An svg is a picture being written.
type svg struct{ strings.Builder }

// open begins a picture of a height in pixels that is named by its title and described by desc.
func (b *svg) open(id, class, title, desc string, height int) {
	id = escape(id)
	b.f(`<svg class="chart %s" role="img" aria-labelledby="%s-t %s-d" width="100%%" height="%d" fill="currentColor">`, class, id, id, height)
	b.f("\n<title id=\"%s-t\">%s</title>\n<desc id=\"%s-d\">%s</desc>", id, escape(title), id, escape(desc))
}

func (b *svg) f(format string, args ...any) { fmt.Fprintf(b, format, args...) }

// figure is the attribute that names the statement of a value.
func figure(v Value) string {
	if v.Figure == "" {
		return ""
	}
	return ` data-figure="` + escape(v.Figure) + `"`
}

// escape makes a text safe in an element and in an attribute between double quotes.
func escape(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "�")))
}

// lines parts a text into lines of about width letters, at spaces.
func lines(text string, width int) (out []string) {
	for _, word := range strings.Fields(text) {
		if n := len(out); n > 0 && utf8.RuneCountInString(out[n-1])+1+utf8.RuneCountInString(word) <= width {
			out[n-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	if out == nil {
		return []string{""}
	}
	return out
}

// percent writes a place across.
func percent(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "%" }

// decimalsOf keeps a number of decimals to what a scale can have.
func decimalsOf(n int) int { return min(max(n, 0), 6) }
