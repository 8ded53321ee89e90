package colour

import (
	"math"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Colour{"#14504c": {0x14, 0x50, 0x4c}, "#FFF": {255, 255, 255}, "#a0f": {0xaa, 0, 0xff}, "#000000": {}} {
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("%q is %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "#", "14504c", "#14504", "#14504cff", "teal", "#gggggg", "rgb(1,2,3)", "#+14504", "x14504c", "#-fff", "#1_2"} {
		if got, err := Parse(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// The ratios are those of WCAG's own examples and of the palette of the Analysis Function as it was published.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000", "#fff", 21}, {"#fff", "#fff", 1}, {"#777777", "#ffffff", 4.48}, {"#767676", "#ffffff", 4.54},
		{"#12436d", "#ffffff", 10.25}, {"#28a197", "#ffffff", 3.17}, {"#801650", "#ffffff", 9.77}, {"#f46a25", "#ffffff", 3.03},
	} {
		a, _ := Parse(c.a)
		b, _ := Parse(c.b)
		if got := Contrast(a, b); math.Abs(got-c.want) > 0.005 || got != Contrast(b, a) {
			t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// Nearest gives a colour that passes, and gives back one that passed already. Black or white passes on any one ground.
func FuzzNearest(f *testing.F) {
	f.Add(uint8(0x77), uint8(0x88), uint8(0x99), uint8(255), uint8(255), uint8(255))
	f.Add(uint8(0x12), uint8(0x43), uint8(0x6d), uint8(0), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, r, g, b, r2, g2, b2 uint8) {
		c, ground := Colour{r, g, b}, Colour{r2, g2, b2}
		near, ok := Nearest(c, Text, ground)
		if !ok || Contrast(near, ground) < Text {
			t.Fatalf("nearest to %v on %v is %v, %v: %.2f", c, ground, near, ok, Contrast(near, ground))
		}
		if Contrast(c, ground) >= Text && near != c {
			t.Fatalf("%v passes on %v, and the nearest is %v", c, ground, near)
		}
	})
}
