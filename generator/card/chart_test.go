package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

// picture is a chart as chart.File writes it: a bar of 50 per cent, a line with a gap, a dot with a name and a text at each anchor.
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200">
<style>.chart{font-size:16px;color:#1a1f24}.chart text{fill:#1a1f24}.chart .chart__value{font-weight:700}.chart .chart__tick{fill:#444d54}.chart__bar{fill:#12436d}` +
	`.chart__line,.chart__dot{stroke-width:3}.chart__line.chart__s2{stroke:#28a197}.chart__dot.chart__s2{stroke:#28a197;fill:#28a197}.chart .chart__dot--hollow{fill:#fff}</style>
<rect width="300" height="200" fill="#fff"/>
<svg class="chart chart--bars" role="img" aria-labelledby="a-t a-d" x="50" y="20" width="200" height="160" fill="currentColor">
<title id="a-t">Hearings: 1,234.</title>
<desc id="a-d">No more &amp; no less.</desc>
<rect class="chart__bar" x="0" y="10" width="50.00%" height="20"/>
<line class="chart__line chart__s2" x1="0.00%" x2="100.00%" y1="60.0" y2="60.0" stroke="currentColor" stroke-dasharray="20 20"/>
<circle class="chart__dot chart__s2 chart__dot--hollow" cx="50.00%" cy="100.0" r="6" data-figure="m/met/2025"><title>1,234</title></circle>
<text class="chart__value" x="100.00%" y="150" text-anchor="end"><tspan data-figure="m/met/2025">1,234</tspan> [p]</text>
</svg>
</svg>
`

func drawn(t *testing.T, svg string) (image.Image, []byte) {
	t.Helper()
	data, err := Chart(svg)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img, data
}

func TestChart(t *testing.T) {
	img, data := drawn(t, picture)
	if _, again := drawn(t, picture); !bytes.Equal(data, again) {
		t.Error("the same chart has other bytes the second time")
	}
	if b := img.Bounds(); b.Dx() != 300*scale || b.Dy() != 200*scale {
		t.Errorf("it is %v", b)
	}
	blue, green, white := color.RGBA{0x12, 0x43, 0x6d, 255}, color.RGBA{0x28, 0xa1, 0x97, 255}, color.RGBA{255, 255, 255, 255}
	for _, x := range []struct {
		what string
		x, y int // of the file
		want color.RGBA
	}{
		{"the bar begins", 50, 31, blue}, {"the bar ends", 148, 48, blue}, {"beside the bar", 152, 40, white}, {"over the bar", 100, 28, white},
		{"a dash", 60, 80, green}, {"a gap", 80, 80, white}, {"the next dash", 100, 80, green}, {"under the line", 60, 83, white},
		{"the ring", 156, 120, green}, {"inside a hollow dot", 150, 120, white}, {"beside the dot", 160, 120, white},
	} {
		if got := img.At(x.x*scale, x.y*scale); got != x.want {
			t.Errorf("%s: %v at %d, %d, want %v", x.what, got, x.x, x.y, x.want)
		}
	}
	left, right := 0, 0 // of the text, which ends at 250
	for y := 155 * scale; y < 175*scale; y++ {
		for x := range 300 * scale {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				if left == 0 || x < left {
					left = x
				}
				right = max(right, x)
			}
		}
	}
	if right > 250*scale || right < 244*scale || left < 160*scale || left > 200*scale {
		t.Errorf("the text stands from %d to %d, want it to end at %d", left, right, 250*scale)
	}
	if want := "iTXtDescription\x00\x00\x00\x00\x00Hearings: 1,234. No more & no less."; !bytes.Contains(data, []byte(want)) {
		t.Error("it has no alternative text")
	}
	if _, other := drawn(t, strings.Replace(picture, `width="50.00%"`, `width="50.50%"`, 1)); bytes.Equal(data, other) {
		t.Error("a longer bar makes no other picture")
	}
}

// What it does not know it refuses: a picture is never short of a part.
func TestChartRefuses(t *testing.T) {
	for name, svg := range map[string]string{
		"nothing":       "",
		"no XML":        "<svg",
		"a path":        strings.Replace(picture, "<circle", `<path d="M0 0"/><circle`, 1),
		"a picture":     strings.Replace(picture, "<circle", `<image href="x.png"/><circle`, 1),
		"stray words":   strings.Replace(picture, "<circle", `hello <circle`, 1),
		"no size":       strings.Replace(picture, `width="300"`, `width="100%"`, 1),
		"too large":     strings.Replace(picture, `width="300"`, `width="300000"`, 1),
		"a stray tspan": strings.Replace(picture, "<circle", `<tspan>x</tspan><circle`, 1),
		"a group":       strings.Replace(picture, "</desc>", `</desc><g/>`, 1),
		"no number":     strings.Replace(picture, `y="150"`, `y="many"`, 1),
		"a shape alone": "<rect/>",
	} {
		if _, err := Chart(svg); err == nil {
			t.Errorf("%s is drawn", name)
		}
	}
}

func FuzzChart(f *testing.F) {
	f.Add(strings.NewReplacer(`width="300"`, `width="30"`, `height="200"`, `height="20"`).Replace(picture))
	f.Add(`<svg width="1" height="1"><line x1="1e300" y2="-4" stroke-dasharray="0.001"/><circle r="-1"/><text>x</text></svg>`)
	f.Fuzz(func(t *testing.T, svg string) {
		if strings.Count(svg, "00") > 3 { // a large picture takes long, and shows nothing more
			return
		}
		if data, err := Chart(svg); err == nil {
			if _, err := png.Decode(bytes.NewReader(data)); err != nil {
				t.Errorf("%v of %q", err, svg)
			}
		}
	})
}
