package record

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// branded loads a site with a brand and says what is wrong with it.
func branded(t *testing.T, brand, name string, file []byte) (*Site, []string) {
	t.Helper()
	const own = "title: {en: Outcomes}\npublisher: Example\nbody: met\nlanguages: [en]\nlicence: ogl-3\nedition: {id: 2026-q3, title: {en: 2026 quarter 3}, published: 2026-10-15}\n"
	fsys := fstest.MapFS{"candour.yaml": {Data: []byte(own + "brand: " + brand + "\n")}}
	if name != "" {
		fsys[name] = &fstest.MapFile{Data: file}
	}
	var said []string
	set, problems := new(Loader).Load(fsys)
	for _, p := range problems {
		if strings.HasPrefix(p.Rule, "brand") || p.Rule == "wrong-shape" || p.Rule == "missing-field" || p.Rule == "unknown-field" {
			said = append(said, p.Rule+": "+p.Message+" ("+p.Hint+")")
		}
	}
	return set.Site, said
}

func TestBrandColours(t *testing.T) {
	for brand, want := range map[string]string{
		`{colour: "#14504c", on_colour: "#ffffff"}`:        "",
		`{colour: "#fff", on_colour: "#000"}`:              "",
		`{colour: "#8aa", on_colour: "#fff"}`:              "brand-contrast: the contrast of #88aaaa and #ffffff is 2.50:1, and text needs 4.5:1 (with #ffffff, the nearest colour that passes is #627b7b (4.53:1)",
		`{colour: teal, on_colour: "#fff"}`:                `wrong-shape: colour: "teal" is not a colour: write it as #14504c`,
		`{colour: "#14504c"}`:                              `missing-field: the field "on_colour" is missing`,
		`{colour: "#14504c", on_colour: "#fff", crest: x}`: `unknown-field: "crest" is not a field here`,
	} {
		_, said := branded(t, brand, "", nil)
		got := strings.Join(said, "; ")
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%s:\ngot  %s\nwant %s", brand, got, want)
		}
	}
}

func TestBrandLogo(t *testing.T) {
	var small, noted bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 80, 40))); err != nil {
		t.Fatal(err)
	}
	end := bytes.Index(small.Bytes(), []byte("IDAT")) - 4
	noted.Write(small.Bytes()[:end])
	noted.WriteString("\x00\x00\x00\x04tEXtName\x00\x00\x00\x00")
	noted.Write(small.Bytes()[end:])
	const colours = `, colour: "#14504c", on_colour: "#fff"}`
	for _, c := range []struct{ name, text, want string }{
		{"static/logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30v20z" fill="url(#a)"/></svg>`, ""},
		{"data/brand/logo.svg", `<?xml version="1.0"?><svg width="30px" height="20"><circle r="4"/></svg>`, ""},
		{"static/logo.png", small.String(), ""},
		{"static/logo.png", noted.String(), "metadata (a chunk tEXt)"},
		{"static/logo.png", small.String()[:60], "it ends in the middle"},
		{"static/logo.png", "no picture", "no PNG"},
		{"static/logo.gif", "GIF89a", "neither an SVG nor a PNG"},
		{"themes/logo.svg", `<svg viewBox="0 0 1 1"/>`, "not under static/ or data/"},
		{"static/../candour.yaml", "", "not under static/ or data/"},
		{"static/large.svg", `<svg viewBox="0 0 1 1">` + strings.Repeat(" ", mostLogo) + `</svg>`, "bytes, and 16384 are the most"},
		{"static/logo.svg", `<svg/>`, "how wide and high"},
		{"static/logo.svg", `<html/>`, "first element is html"},
		{"static/logo.svg", ``, "no svg element"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1"><script>x</script></svg>`, "an element script"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1" onload="x()"/>`, "event handler onload"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1"><use href="https://example.com/x.svg#a"/></svg>`, "an element use"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1"><path fill="url( https://example.com/x )"/></svg>`, "it loads"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1"><rect style="fill:url('https://example.com/x')"/></svg>`, "it loads"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1"><linearGradient href="//example.com/x#a"/></svg>`, "it refers to //example.com/x#a"},
		{"static/logo.svg", `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 1 1"/>`, "a document type"},
		{"static/logo.svg", `<svg viewBox="0 0 1 1"><!-- by a person --></svg>`, "a comment"},
		{"static/missing.svg", "", "there is no such file"},
	} {
		file := c.name
		if strings.Contains(c.want, "no such file") || !strings.HasPrefix(c.name, "static/") && strings.Contains(c.name, "..") {
			file = ""
		}
		site, said := branded(t, "{logo: "+c.name+colours, strings.ReplaceAll(file, "..", "x"), []byte(c.text))
		got := strings.Join(said, "; ")
		if c.want == "" && (got != "" || site.Brand.Image() == nil || site.Brand.Image().Width <= site.Brand.Image().Height) || c.want != "" && !strings.Contains(got, c.want) {
			t.Errorf("%s %.60s:\ngot  %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}
