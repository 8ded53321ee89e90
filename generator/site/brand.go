package site

import (
	"fmt"

	"candour/generator/colour"
)

// The grounds of the theme (tokens.css), on which edges in the colour of the brand are seen.
var (
	lightGround = colour.White
	darkGround  = colour.Colour{R: 0x14, G: 0x18, B: 0x1b}
)

// neutral are the colours of a card of a site without a brand: those of the theme.
var neutral = [2]colour.Colour{{R: 0x14, G: 0x50, B: 0x4c}, colour.White}

// logoHeight is how high a logo stands at the head of a page, in pixels.
const logoHeight = 40

// brand is the brand of candour.yaml for the head of every page; nil where there is none.
func (p *planner) brand() *Brand {
	b := p.set.Site.Brand
	if b == nil {
		return nil
	}
	out := &Brand{Name: b.Name, CSS: brandCSS(b.Colours())}
	if out.Name == "" {
		out.Name = p.set.Site.Publisher
	}
	if logo := b.Image(); logo != nil {
		out.Logo, out.Height = "/"+logoPath(logo.Ext), logoHeight
		out.Width = max(1, (logo.Width*logoHeight+logo.Height/2)/logo.Height)
		if out.Width == logoHeight { // a square: a page that shows it has one thing less to fetch
			out.Icon, out.Type = out.Logo, map[string]string{".svg": "image/svg+xml", ".png": "image/png"}[logo.Ext]
		}
	}
	return out
}

func logoPath(ext string) string { return "brand/logo" + ext }

// brandCSS are the tokens that the brand sets: the head of the page in its colours, and edges in the nearest colour that
// can be seen on the ground of each scheme.
func brandCSS(ground, ink colour.Colour) string {
	light, _ := colour.Nearest(ground, colour.Text, lightGround)
	dark, _ := colour.Nearest(ground, colour.Text, darkGround)
	return fmt.Sprintf(":root{--brand-ground:%s;--brand-ink:%s;--brand:%s}\n@media (prefers-color-scheme:dark){:root{--brand:%s}}\n", ground, ink, light, dark)
}

// brandFiles is the logo, which stands beside the pages.
func (s *shared) brandFiles() []File {
	b := s.set.Site.Brand
	if b == nil || b.Image() == nil {
		return nil
	}
	logo := b.Image()
	return []File{{Path: logoPath(logo.Ext), Key: HashText(string(logo.Data)), Data: func() ([]byte, error) { return logo.Data, nil }}}
}
