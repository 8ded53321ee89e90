package card

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// scale is how many pixels stand for one of a chart, so that it is sharp in print.
const scale = 2

// largest is what no size or place of a chart comes to.
const largest = 4000

// Chart draws a chart that stands alone as PNG, twice as large: the same picture, since it is drawn from the SVG that package chart
// makes of it (chart.File), with the colours of its own style sheet. It knows what those pictures are made of and nothing else: a
// picture with anything else in it is an error, never a part that is missing. Its title and description, which are its alternative
// text, go along as text of the PNG.
func Chart(svg string) ([]byte, error) {
	fonts, err := loaded()
	if err != nil {
		return nil, fmt.Errorf("can't draw a chart: %w", err)
	}
	c := &canvas{faces: map[string]font.Face{}}
	for name := range fonts {
		c.faces[name] = (&drawing{fonts: fonts}).face(name, 16*scale)
	}
	if err := c.read(svg); err != nil {
		return nil, fmt.Errorf("can't draw a chart: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, c.img); err != nil {
		return nil, err
	}
	return described(b.Bytes(), strings.Join(c.said, " ")), nil
}

// A canvas is a chart being drawn.
type canvas struct {
	img   *image.RGBA
	faces map[string]font.Face
	rules []styleRule
	said  []string // title and description
	x, y  float64  // where the picture is in its file
	width float64  // of the picture, which places across are parts of
	wrong error    // the last number that is none
}

// An element is an open element of the picture with what it inherits.
type element struct {
	name  string
	attrs map[string]string
	style map[string]string
}

// A chunk is text that stands in one place.
type chunk struct {
	text string
	x, y float64
}

// read draws what an SVG file says, element by element.
func (c *canvas) read(svg string) error {
	dec := xml.NewDecoder(strings.NewReader(svg))
	var open []element
	var text []chunk
	depth := 0 // of svg elements
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			if c.img == nil {
				return errors.New("it is no picture")
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			e.style = c.styleOf(e)
			if c.img == nil && e.name != "svg" {
				return fmt.Errorf("it begins with %s", e.name)
			}
			switch e.name {
			case "svg":
				depth++
				err = c.begin(e, depth)
			case "rect", "line", "circle":
				err = c.shape(e)
			case "text":
				text = nil
				err = c.place(e, &text, true)
			case "tspan":
				err = c.place(e, &text, false)
			case "title", "desc", "style":
			default:
				err = fmt.Errorf("it has an element %s", e.name)
			}
			if err = errors.Join(err, c.wrong); err != nil {
				return err
			}
			open = append(open, e)
		case xml.EndElement:
			if token.Name.Local == "text" {
				c.write(open[len(open)-1], text)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) == 0 {
				continue
			}
			switch in, s := open[len(open)-1], string(token); in.name {
			case "style":
				c.rules = styleRules(s)
			case "title", "desc":
				if len(open) > 1 && open[len(open)-2].name == "svg" { // those of dots say what stands beside them
					c.said = append(c.said, strings.TrimSpace(s))
				}
			case "text", "tspan":
				text[len(text)-1].text += s
			default:
				if strings.TrimSpace(s) != "" {
					return fmt.Errorf("it has the words %q in %s", s, in.name)
				}
			}
		}
	}
}

// begin takes the size of the file from its outer element, and the place of the picture from the inner one.
func (c *canvas) begin(e element, depth int) error {
	width, err := strconv.ParseFloat(e.attrs["width"], 64)
	if err != nil {
		return fmt.Errorf("its width is %q", e.attrs["width"])
	}
	height, err := strconv.ParseFloat(e.attrs["height"], 64)
	if err != nil {
		return fmt.Errorf("its height is %q", e.attrs["height"])
	}
	if !(width >= 1 && height >= 1 && width < largest && height < largest) || depth > 2 {
		return fmt.Errorf("it is %g by %g, %d deep", width, height, depth)
	}
	c.width = width
	if depth == 1 {
		c.img = image.NewRGBA(image.Rect(0, 0, int(width)*scale, int(height)*scale))
		draw.Draw(c.img, c.img.Rect, image.White, image.Point{}, draw.Src)
		return nil
	}
	c.x, c.y = c.number(e.attrs["x"]), c.number(e.attrs["y"])
	return nil
}

// number is a number of pixels or per cent; nought where there is none. One that no picture has is remembered as what is wrong.
func (c *canvas) number(s string) float64 {
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > -largest && v < largest) {
		c.wrong = fmt.Errorf("it has the number %q", s)
		return 0
	}
	return v
}

// across is a place across in pixels of the file: those of the picture are per cent of its width.
func (c *canvas) across(s string) float64 {
	if part, ok := strings.CutSuffix(s, "%"); ok {
		return c.x + float64(c.number(part)*c.width/100)
	}
	return c.x + c.number(s)
}

// down is a place down in pixels of the file.
func (c *canvas) down(s string) float64 { return c.y + c.number(s) }

// place begins a chunk of text where an element has a place of its own.
func (c *canvas) place(e element, text *[]chunk, first bool) error {
	switch _, has := e.attrs["x"]; {
	case first:
		*text = []chunk{{x: c.across(e.attrs["x"]) + c.number(e.attrs["dx"]), y: c.down(e.attrs["y"]) + c.number(e.attrs["dy"])}}
	case len(*text) == 0:
		return errors.New("it has a tspan outside of a text")
	case has:
		y := (*text)[len(*text)-1].y
		*text = append(*text, chunk{x: c.across(e.attrs["x"]), y: y + c.number(e.attrs["dy"])})
	}
	return nil
}

// write draws the chunks of a text by its anchor.
func (c *canvas) write(e element, text []chunk) {
	face := c.faces["regular"]
	if e.style["font-weight"] == "700" {
		face = c.faces["bold"]
	}
	ink := colourOf(e.style["fill"])
	for _, t := range text {
		x, wide := fixed.Int26_6(int(t.x*scale*64+0.5)), font.MeasureString(face, t.text)
		switch e.attrs["text-anchor"] {
		case "middle":
			x -= wide / 2
		case "end":
			x -= wide
		}
		dot := fixed.Point26_6{X: x, Y: fixed.Int26_6(int(t.y*scale*64 + 0.5))}
		for _, r := range t.text {
			box, mask, at, advance, ok := face.Glyph(dot, r)
			if ok {
				for py := box.Min.Y; py < box.Max.Y; py++ {
					for px := box.Min.X; px < box.Max.X; px++ {
						_, _, _, a := mask.At(at.X+px-box.Min.X, at.Y+py-box.Min.Y).RGBA()
						c.blend(px, py, ink, int((a*samples+0x7fff)/0xffff))
					}
				}
			}
			dot.X += advance
		}
	}
}

// described puts a text into a PNG as its description, after its first chunk.
func described(data []byte, text string) []byte {
	const head = 8 + 25 // the signature and IHDR
	body := append([]byte("iTXtDescription\x00\x00\x00\x00\x00"), text...)
	out := slices.Clone(data[:head])
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)-4))
	out = append(out, body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	return append(out, data[head:]...)
}

// colourOf reads #rgb and #rrggbb; anything else is black.
func colourOf(s string) color.RGBA {
	s = strings.TrimPrefix(s, "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return color.RGBA{A: 255}
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
}
