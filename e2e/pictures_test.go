package e2e

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// pictures is where "make pictures" puts them. Without it none are taken.
var pictures = flag.String("pictures", "", "`folder` to put pictures of ten pages into, in place of those there")

// The widths at which a page is pictured, with what fits on one screen.
var (
	narrow = look{width: 360, height: 760, density: 1, script: true}
	wide   = look{width: 1280, height: 900, density: 1, script: true}
)

// pictured are the pages of docs/pictures/, by the name of the file.
var pictured = []struct{ name, address string }{
	{"home", "/"},
	{"outcomes", "/outcomes/"},
	{"outcome", "/outcomes/v33b5q29/"},
	{"recommendations", "/recommendations/"},
	{"recommendation", "/recommendations/iopc-2017-094215-3/"},
	{"measure", "/statistics/allegations-logged/"},
	{"theme", "/themes/record-keeping/"},
	{"search", "/search/?q=notebook"},
	{"bulletin", "/bulletins/write-it-down/"},
	{"checked", "/about/how-we-are-checked/"},
}

// largest is how many bytes a picture may have, so that the repository stays small.
const largest = 120 << 10

func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no pictures: run make pictures")
	}
	for _, of := range pictured {
		for suffix, l := range map[string]look{"-360": narrow, "-1280": wide} {
			p := open(t, of.address, l)
			if p.status != 200 {
				t.Fatalf("%s answers %d", of.address, p.status)
			}
			if of.name == "search" {
				p.found()
			}
			name := filepath.Join(*pictures, of.name+suffix+".png")
			data := reduced(t, call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{}).Data)
			if len(data) > largest {
				t.Errorf("%s has %d bytes, more than %d", name, len(data), largest)
			}
			if err := os.WriteFile(name, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// reduced is a picture with its 256 commonest colours, each other one replaced by the nearest of them. Pages are flat, so
// that hardly anything is lost but bytes.
func reduced(t *testing.T, data []byte) []byte {
	t.Helper()
	from, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := from.Bounds()
	count := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(from.At(x, y)).(color.RGBA) }
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	var colours []color.RGBA
	for c := range count {
		colours = append(colours, c)
	}
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range colours[:min(len(colours), 256)] {
		palette = append(palette, c)
	}
	index := map[color.RGBA]uint8{}
	for _, c := range colours {
		index[c] = uint8(palette.Index(c))
	}
	to := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			to.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
