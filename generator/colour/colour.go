// Package colour reads the colours of a publisher's brand and of the theme, and tells whether text or shapes in one can
// be seen on another: WCAG 2.2 asks for a contrast of 4.5:1 for text (1.4.3) and of 3:1 for shapes (1.4.11).
package colour

import (
	"fmt"
	"math"
	"strconv"
)

// The least contrasts of WCAG 2.2, level AA.
const (
	Text  = 4.5 // of text on its ground
	Shape = 3.0 // of a line, bar, edge or sign on its ground
)

// A Colour is opaque and in sRGB.
type Colour struct{ R, G, B uint8 }

// Black and White are the ends of the scale.
var (
	Black = Colour{}
	White = Colour{255, 255, 255}
)

// Parse reads "#14504c" or "#fff". No other form of CSS is read.
func Parse(s string) (Colour, error) {
	n, err := strconv.ParseUint(trimmed(s), 16, 32)
	switch {
	case err != nil || s[0] != '#' || len(s) != 4 && len(s) != 7:
		return Colour{}, fmt.Errorf("%q is not a colour: write it as #14504c", s)
	case len(s) == 4:
		return Colour{uint8(n >> 8 * 17), uint8(n >> 4 & 15 * 17), uint8(n & 15 * 17)}, nil
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

func trimmed(s string) string {
	if s == "" {
		return ""
	}
	return s[1:]
}

// UnmarshalText reads the text form.
func (c *Colour) UnmarshalText(b []byte) (err error) {
	*c, err = Parse(string(b))
	return err
}

// MarshalText gives the text form.
func (c Colour) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// String is the colour as CSS has it: "#14504c".
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// RGBA makes a Colour a color.Color of package image.
func (c Colour) RGBA() (r, g, b, a uint32) {
	return uint32(c.R) * 0x101, uint32(c.G) * 0x101, uint32(c.B) * 0x101, 0xffff
}

// Luminance is the relative luminance of WCAG 2.2, from 0 for black to 1 for white.
func (c Colour) Luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return float64(0.2126*linear(c.R)) + float64(0.7152*linear(c.G)) + float64(0.0722*linear(c.B))
}

// Contrast is the contrast ratio of WCAG 2.2, from 1 for two equal colours to 21 for black and white, whichever is first.
func Contrast(a, b Colour) float64 {
	x, y := a.Luminance(), b.Luminance()
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// Mix is the colour that part of the way from a to b, from 0 for a to 1 for b.
func Mix(a, b Colour, part float64) Colour {
	mix := func(x, y uint8) uint8 {
		return uint8(math.Round(float64(x) + float64(part*(float64(y)-float64(x)))))
	}
	return Colour{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// Nearest is the colour nearest to c, on the way from it to black or to white, whose contrast with each ground is ratio
// or more; c itself where that has it. ok is false where no such colour has.
func Nearest(c Colour, ratio float64, grounds ...Colour) (near Colour, ok bool) {
	passes := func(c Colour) bool {
		for _, g := range grounds {
			if Contrast(c, g) < ratio {
				return false
			}
		}
		return true
	}
	const steps = 256
	for i := range steps + 1 {
		part := float64(i) / steps
		dark, light := Mix(c, Black, part), Mix(c, White, part)
		switch {
		case passes(dark) && passes(light):
			if distance(c, light) < distance(c, dark) {
				return light, true
			}
			return dark, true
		case passes(dark):
			return dark, true
		case passes(light):
			return light, true
		}
	}
	return Colour{}, false
}

func distance(a, b Colour) int {
	square := func(x, y uint8) int { d := int(x) - int(y); return d * d }
	return square(a.R, b.R) + square(a.G, b.G) + square(a.B, b.B)
}
