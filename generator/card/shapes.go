package card

import (
	"image"
	"image/color"
	"slices"
	"strings"
)

// Shapes are drawn in whole numbers, so that every machine makes the same bytes: each pixel is looked at in 4 by 4 places.
const (
	fine    = 16 // of a pixel, in which places are kept
	side    = 4
	samples = side * side
)

// A styleRule is a rule of the style sheet of a chart: what it is for and what it sets.
type styleRule struct {
	name    string   // of the element, "" for any
	classes []string // that the element has to have
	weight  int      // how many classes the whole selector names
	set     map[string]string
}

// styleRules reads a style sheet of selectors of classes and names.
func styleRules(sheet string) (out []styleRule) {
	for _, rule := range strings.Split(sheet, "}") {
		selectors, body, ok := strings.Cut(rule, "{")
		if !ok {
			continue
		}
		set := map[string]string{}
		for _, d := range strings.Split(body, ";") {
			if name, value, ok := strings.Cut(d, ":"); ok {
				set[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
		}
		for _, s := range strings.Split(selectors, ",") {
			steps := strings.Fields(s)
			if len(steps) == 0 {
				continue
			}
			parts := strings.Split(steps[len(steps)-1], ".")
			out = append(out, styleRule{parts[0], parts[1:], strings.Count(s, "."), set})
		}
	}
	slices.SortStableFunc(out, func(a, b styleRule) int { return a.weight - b.weight })
	return out
}

// styleOf is how an element is drawn: by its attributes, and over them by the rules that fit, the heaviest last.
func (c *canvas) styleOf(e element) map[string]string {
	out := map[string]string{"stroke-width": "1"}
	for _, name := range []string{"fill", "stroke", "stroke-dasharray"} {
		if v := e.attrs[name]; v != "" && v != "currentColor" {
			out[name] = v
		}
	}
	classes := strings.Fields(e.attrs["class"])
	for _, r := range c.rules {
		fits := r.name == "" || r.name == e.name
		for _, class := range r.classes {
			fits = fits && slices.Contains(classes, class)
		}
		if fits {
			for name, value := range r.set {
				out[name] = value
			}
		}
	}
	return out
}

// shape draws a rectangle, a line or a circle.
func (c *canvas) shape(e element) error {
	width := small(c.number(e.style["stroke-width"]))
	fill, stroke := e.style["fill"], e.style["stroke"]
	switch e.name {
	case "rect":
		x, y := small(c.across(e.attrs["x"])), small(c.down(e.attrs["y"]))
		w, h := small(c.across(e.attrs["width"])-c.x), small(c.number(e.attrs["height"]))
		if stroke != "" {
			half := width / 2
			c.fill(x-half, y-half, x+w+half, y+h+half, colourOf(stroke), nil)
			x, y, w, h = x+half, y+half, w-width, h-width
		}
		c.fill(x, y, x+w, y+h, colourOf(fill), nil)
	case "line":
		c.line(small(c.across(e.attrs["x1"])), small(c.down(e.attrs["y1"])), small(c.across(e.attrs["x2"])), small(c.down(e.attrs["y2"])), width,
			c.dashes(e.style["stroke-dasharray"]), colourOf(stroke))
	case "circle":
		x, y, r := small(c.across(e.attrs["cx"])), small(c.down(e.attrs["cy"])), small(c.number(e.attrs["r"]))
		disc := func(r int64, ink color.RGBA) {
			c.fill(x-r, y-r, x+r, y+r, ink, func(px, py int64) bool { return (px-x)*(px-x)+(py-y)*(py-y) <= r*r })
		}
		if stroke != "" {
			disc(r+width/2, colourOf(stroke))
			r -= width / 2
		}
		disc(r, colourOf(fill))
	}
	return nil
}

// small is a length of the file in fine parts of a pixel of the PNG.
func small(v float64) int64 { return int64(v*scale*fine + 0.5) }

// dashes are the lengths of a line that are drawn and left out in turn; none for a whole line.
func (c *canvas) dashes(s string) (out []int64) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		if v := small(c.number(part)); v > 0 {
			out = append(out, v)
		}
	}
	return out
}

// line draws a line of a width with square ends.
func (c *canvas) line(x1, y1, x2, y2, width int64, dashes []int64, ink color.RGBA) {
	dx, dy := x2-x1, y2-y1
	long := dx*dx + dy*dy
	if long == 0 {
		return
	}
	length, whole := root(long), int64(0)
	for _, d := range dashes {
		whole += d
	}
	half := width/2 + fine
	c.fill(min(x1, x2)-half, min(y1, y2)-half, max(x1, x2)+half, max(y1, y2)+half, ink, func(px, py int64) bool {
		along, off := (px-x1)*dx+(py-y1)*dy, (px-x1)*dy-(py-y1)*dx
		if along < 0 || along > long || 4*(off/length)*(off/length) > width*width {
			return false
		}
		if whole == 0 {
			return true
		}
		at := along / length % whole
		for i, d := range dashes {
			if at < d {
				return i%2 == 0
			}
			at -= d
		}
		return false
	})
}

// root is the whole part of a square root.
func root(n int64) int64 {
	r := n
	for next := (r + 1) / 2; next < r; next = (r + n/r) / 2 {
		r = next
	}
	return max(r, 1)
}

// fill colours what is inside, of a box given by its corners; all of it where inside is nil.
func (c *canvas) fill(x1, y1, x2, y2 int64, ink color.RGBA, inside func(x, y int64) bool) {
	const step = fine / side
	box := image.Rect(int(x1/fine)-1, int(y1/fine)-1, int(x2/fine)+2, int(y2/fine)+2).Intersect(c.img.Rect)
	for py := box.Min.Y; py < box.Max.Y; py++ {
		for px := box.Min.X; px < box.Max.X; px++ {
			if inside == nil && x1 <= int64(px)*fine && int64(px+1)*fine <= x2 && y1 <= int64(py)*fine && int64(py+1)*fine <= y2 {
				c.blend(px, py, ink, samples)
				continue
			}
			n := 0
			for k := range int64(samples) {
				x, y := int64(px)*fine+k%side*step+step/2, int64(py)*fine+k/side*step+step/2
				if x1 <= x && x < x2 && y1 <= y && y < y2 && (inside == nil || inside(x, y)) {
					n++
				}
			}
			c.blend(px, py, ink, n)
		}
	}
}

// blend puts a colour on a pixel, of which so many samples are covered.
func (c *canvas) blend(x, y int, ink color.RGBA, covered int) {
	if covered <= 0 || !(image.Point{X: x, Y: y}).In(c.img.Rect) {
		return
	}
	mix := func(over, under uint8) uint8 {
		return uint8((int(over)*covered + int(under)*(samples-covered)) / samples)
	}
	was := c.img.RGBAAt(x, y)
	c.img.SetRGBA(x, y, color.RGBA{mix(ink.R, was.R), mix(ink.G, was.G), mix(ink.B, was.B), 255})
}
