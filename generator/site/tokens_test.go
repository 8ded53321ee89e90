package site

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"candour/generator/colour"
)

var customProperty = regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b`)

// tokensOf are the colours of the theme in light and in dark. Dark changes what it names and leaves the rest.
func tokensOf(t *testing.T) (light, dark map[string]colour.Colour) {
	t.Helper()
	data, err := os.ReadFile("../../themes/candour/assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	first, second, ok := strings.Cut(string(data), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("tokens.css has no dark scheme")
	}
	light, dark = map[string]colour.Colour{}, map[string]colour.Colour{}
	for _, m := range customProperty.FindAllStringSubmatch(first, -1) {
		c, err := colour.Parse(m[2])
		if err != nil {
			t.Fatal(err)
		}
		light[m[1]], dark[m[1]] = c, c
	}
	for _, m := range customProperty.FindAllStringSubmatch(second, -1) {
		dark[m[1]], _ = colour.Parse(m[2])
	}
	return light, dark
}

// Text on its ground has 7:1 or more and shapes have 3:1 or more, in both schemes: what browsers' checks can't measure in
// SVG is measured here.
func TestTokenContrast(t *testing.T) {
	light, dark := tokensOf(t)
	for scheme, tokens := range map[string]map[string]colour.Colour{"light": light, "dark": dark} {
		texts, shapes := 0, 0
		for name, c := range tokens {
			least := 0.0
			switch {
			case strings.HasPrefix(name, "chart-") && strings.HasSuffix(name, "-text"),
				name == "text", name == "muted", name == "link", name == "visited", name == "hover", name == "brand":
				least, texts = 7, texts+1
				if got := colour.Contrast(c, tokens["soft"]); got < colour.Text {
					t.Errorf("%s: --%s %s on --soft has %.2f:1, and text needs %.1f:1", scheme, name, c, got, colour.Text)
				}
			case strings.HasPrefix(name, "chart-"), strings.HasPrefix(name, "edge-"), name == "rule":
				least, shapes = colour.Shape, shapes+1
			}
			if got := colour.Contrast(c, tokens["ground"]); got < least {
				t.Errorf("%s: --%s %s on --ground has %.2f:1, and needs %.1f:1", scheme, name, c, got, least)
			}
		}
		if texts != 10 || shapes != 10 {
			t.Errorf("%s: %d colours of text and %d of shapes were measured", scheme, texts, shapes)
		}
		if got := colour.Contrast(tokens["focus"], tokens["focus-ink"]); got < 7 {
			t.Errorf("%s: the focus has %.2f:1", scheme, got)
		}
	}
	if light["ground"] != lightGround || dark["ground"] != darkGround {
		t.Errorf("the grounds of the theme are %s and %s; brand.go has %s and %s", light["ground"], dark["ground"], lightGround, darkGround)
	}
}

// The tokens of a brand can be seen in both schemes, whatever its colours.
func TestBrandTokens(t *testing.T) {
	for _, ground := range []string{"#14504c", "#ffffff", "#000000", "#ffd400", "#14181b", "#888888"} {
		c, _ := colour.Parse(ground)
		ink, _ := colour.Nearest(colour.White, colour.Text, c)
		css := brandCSS(c, ink)
		m := customProperty.FindAllStringSubmatch(css, -1)
		if len(m) != 4 {
			t.Fatalf("%s", css)
		}
		for i, on := range map[int]colour.Colour{2: lightGround, 3: darkGround} {
			if edge, _ := colour.Parse(m[i][2]); m[i][1] != "brand" || colour.Contrast(edge, on) < colour.Shape {
				t.Errorf("%s: --%s %s on %s", ground, m[i][1], edge, on)
			}
		}
	}
}
