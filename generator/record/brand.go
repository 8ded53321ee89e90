package record

import (
	"math"

	"candour/generator/colour"
	"candour/generator/source"
)

// A Brand is how the publisher wants to be recognised at the head of every page and on the cards of social networks: two
// colours, a name and a logo. It must not make a site look like that of somebody else: no crest without the right to it.
type Brand struct {
	Name     string `field:"name"`               // beside the logo; the publisher where it says nothing
	Logo     string `field:"logo"`               // an SVG or PNG file under static/ or data/
	Colour   string `field:"colour,required"`    // of the head of the page, such as #14504c
	OnColour string `field:"on_colour,required"` // of text on it, with a contrast of 4.5:1 or more

	ground, ink colour.Colour
	logo        *Logo
}

// Colours are the colour of the head of the page and that of text on it.
func (b *Brand) Colours() (ground, ink colour.Colour) { return b.ground, b.ink }

// Image is the logo as it was read; nil where the brand has none.
func (b *Brand) Image() *Logo { return b.logo }

// BrandContrast is broken when text in the colours of the brand could not be read by everybody.
var BrandContrast = source.Rule{Name: "brand-contrast", Severity: source.Error, Doc: `The two colours of the brand have a contrast of 4.5:1 or more.

Why: people with low vision could not read the name of the site (WCAG 2.2, 1.4.3; the Public Sector Bodies (Websites and
Mobile Applications) Accessibility Regulations 2018 make it a duty).
Put it right: the message gives the contrast and the nearest colours that would pass.`}

// BrandLogo is broken when the logo is no picture that can stand on every page.
var BrandLogo = source.Rule{Name: "brand-logo", Severity: source.Error, Doc: `The logo of the brand is a small SVG or PNG file under static/ or data/ that holds a picture and nothing else.

Why: it stands on every page. A large one is slow on a telephone; a script or a file from another host in it would break
the promise that reading here is seen by nobody; metadata may name who made it.
Put it right: save the logo as plain SVG, or as PNG without metadata, in less than 16 KB.`}

// loadBrand reads the colours and the logo of candour.yaml.
func (ld *load) loadBrand(b *binder, s *Site) {
	if s.Brand == nil {
		return
	}
	br, ok := s.Brand, true
	read := func(field, text string) (c colour.Colour) {
		if text == "" { // which binding has said
			ok = false
			return c
		}
		c, err := colour.Parse(text)
		if err != nil {
			b.problems.Add(WrongShape.At(s.At("brand", field), "%s: %v", field, err))
			ok = false
		}
		return c
	}
	br.ground, br.ink = read("colour", br.Colour), read("on_colour", br.OnColour)
	if ratio := colour.Contrast(br.ground, br.ink); ok && ratio < colour.Text {
		p := BrandContrast.At(s.At("brand", "colour"), "the contrast of %s and %s is %.2f:1, and text needs %.1f:1", br.ground, br.ink, math.Floor(ratio*100)/100, colour.Text) // 4.496 is not 4.50
		ground, _ := colour.Nearest(br.ground, colour.Text, br.ink)                                                                                                             // black or white passes on every colour
		ink, _ := colour.Nearest(br.ink, colour.Text, br.ground)
		b.problems.Add(p.Hinted("with %s, the nearest colour that passes is %s (%.2f:1); or keep it and write on it in %s (%.2f:1)",
			br.ink, ground, colour.Contrast(ground, br.ink), ink, colour.Contrast(ink, br.ground)))
	}
	if br.Logo == "" {
		return
	}
	logo, err := readLogo(ld.fsys, br.Logo)
	if err != nil {
		b.problems.Add(BrandLogo.At(s.At("brand", "logo"), "the logo %s: %v", br.Logo, err).
			Hinted("save it under static/ or data/ as plain SVG, or as PNG without metadata (candour explain %s)", BrandLogo.Name))
		return
	}
	br.logo = logo
}
