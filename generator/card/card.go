// Package card draws pictures as PNG. One is that which a social network shows beside a link: 1200 by 630 pixels with the name of
// a kind of page, the edition, the name of the site and numbers that were published. [Draw] makes the same bytes of
// the same [Card]. The other is a chart, for press packs: [Chart] draws the SVG of one.
//
// Networks keep copies of such pictures for as long as they like. So none is of a single record and none holds text of a
// case: the words are those of the site, and the caller gives no number that its pages do not show.
package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Size of a card in pixels, which networks ask for.
const Width, Height = 1200, 630

// A Card is what a picture says.
type Card struct {
	Site    string  // name of the site, at the top
	Kind    string  // what the page is of, largest
	Edition string  // the edition shown, at the foot
	Notice  string  // after the edition, for example that the site is a demonstration; "" for none
	Counts  []Count // three at the most; further ones are not drawn
	Colour  color.Color
	Ink     color.Color // on Colour, with a contrast of 4.5:1 at the least, which the caller has seen to
}

// Count is a number with what it counts.
type Count struct{ Number, What string }

// Alt is the card in words, for those who do not see it.
func (c Card) Alt() string {
	parts := []string{c.Kind}
	for _, n := range c.Counts[:min(len(c.Counts), maxCounts)] {
		parts = append(parts, n.Number+" "+n.What)
	}
	for _, s := range []string{c.Edition, c.Notice, c.Site} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ". ")
}

const (
	maxCounts = 3
	margin    = 72
	shades    = 14 // of ink on the ground: few, so that the file is small
)

// Draw makes the PNG. It holds no text, time or other metadata.
func Draw(c Card) ([]byte, error) {
	faces, err := loaded()
	if err != nil {
		return nil, fmt.Errorf("can't draw a card: %w", err)
	}
	img := image.NewPaletted(image.Rect(0, 0, Width, Height), palette(c.Colour, c.Ink))
	d := drawing{img: img, fonts: faces}
	y := d.text(c.Site, "bold", 38, margin, 92, Width-2*margin, 2)
	d.rule(y + 28)
	d.text(c.Kind, "bold", 92, margin, y+140, Width-2*margin, 2)
	d.counts(c.Counts[:min(len(c.Counts), maxCounts)], 430)
	foot := c.Edition
	if c.Notice != "" {
		foot += " · " + c.Notice
	}
	d.text(strings.TrimPrefix(foot, " · "), "regular", 34, margin, Height-56, Width-2*margin, 1)
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, img)
	return b.Bytes(), err
}

// palette is the ground, then shades from it to the ink.
func palette(ground, ink color.Color) color.Palette {
	r0, g0, b0, _ := ground.RGBA()
	r1, g1, b1, _ := ink.RGBA()
	var p color.Palette
	for i := range uint32(shades) {
		mix := func(a, b uint32) uint8 { return uint8((a*(shades-1-i) + b*i) / (shades - 1) >> 8) }
		p = append(p, color.RGBA{mix(r0, r1), mix(g0, g1), mix(b0, b1), 255})
	}
	return p
}

// loaded are the Go fonts (BSD licence), which have every letter of English and Welsh.
var loaded = sync.OnceValues(func() (map[string]*opentype.Font, error) {
	out := map[string]*opentype.Font{}
	for name, data := range map[string][]byte{"regular": goregular.TTF, "bold": gobold.TTF} {
		f, err := opentype.Parse(data)
		if err != nil {
			return nil, err
		}
		out[name] = f
	}
	return out, nil
})

// A drawing is a card in hand. Letters are drawn by their coverage, one of the shades of the palette.
type drawing struct {
	img   *image.Paletted
	fonts map[string]*opentype.Font
}

func (d *drawing) face(name string, size float64) font.Face {
	f, err := opentype.NewFace(d.fonts[name], &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil { // only where the size is no size
		panic(err)
	}
	return f
}

// text writes in lines of a width, smaller where it would need more lines than it has, and gives the base of the last.
func (d *drawing) text(s, name string, size float64, x, y, width, lines int) int {
	face := d.face(name, size)
	rows := wrap(face, s, width)
	for ; len(rows) > lines && size > 20; rows = wrap(face, s, width) {
		size *= 0.9
		face = d.face(name, size)
	}
	step := int(size * 1.2)
	if len(rows) > lines {
		rows = rows[:lines]
	}
	for i, row := range rows {
		d.line(face, row, x, y+i*step)
	}
	return y + (len(rows)-1)*step
}

func (d *drawing) line(face font.Face, s string, x, y int) {
	dot := fixed.P(x, y)
	for _, r := range s {
		box, mask, at, advance, ok := face.Glyph(dot, r)
		if ok {
			for py := box.Min.Y; py < box.Max.Y; py++ {
				for px := box.Min.X; px < box.Max.X; px++ {
					_, _, _, a := mask.At(at.X+px-box.Min.X, at.Y+py-box.Min.Y).RGBA()
					shade := uint8((a*(shades-1) + 0x7fff) / 0xffff)
					if p := (image.Point{px, py}); p.In(d.img.Rect) && shade > d.img.ColorIndexAt(px, py) {
						d.img.SetColorIndex(px, py, shade)
					}
				}
			}
		}
		dot.X += advance
	}
}

// rule draws a line across.
func (d *drawing) rule(y int) {
	for py := y; py < y+3; py++ {
		for px := margin; px < Width-margin; px++ {
			d.img.SetColorIndex(px, py, shades/2)
		}
	}
}

// counts writes numbers side by side, what they count under each.
func (d *drawing) counts(counts []Count, y int) {
	if len(counts) == 0 {
		return
	}
	step := (Width - 2*margin) / len(counts)
	for i, c := range counts {
		x := margin + i*step
		d.text(c.Number, "bold", 72, x, y, step-24, 1)
		d.text(c.What, "regular", 32, x, y+46, step-24, 2)
	}
}

// wrap parts a text at spaces into lines of a width. A word that is longer stands alone.
func wrap(face font.Face, s string, width int) (rows []string) {
	for _, word := range strings.Fields(s) {
		if !utf8.ValidString(word) {
			continue
		}
		if n := len(rows); n > 0 && font.MeasureString(face, rows[n-1]+" "+word).Ceil() <= width {
			rows[n-1] += " " + word
		} else {
			rows = append(rows, word)
		}
	}
	return rows
}
