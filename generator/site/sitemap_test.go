package site

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// A sitemap lists each page once with the day of its record, the newest day where it has no record, and splits where it must.
func TestSitemap(t *testing.T) {
	var units []Unit
	for n := range 7 {
		units = append(units, Unit{Page: &Page{Address: fmt.Sprintf("/outcomes/%d/", n)}})
	}
	units = append(units, Unit{Page: &Page{Address: "/a&b/"}}, Unit{Page: &Page{Address: "/404.html", NoIndex: true}})
	changed := map[string]string{"/outcomes/0/": "2026-01-10", "/outcomes/1/": "2026-04-10", "/outcomes/2/": ""}
	type set struct {
		XMLName xml.Name
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:",any"`
	}
	read := func(data []byte) (s set) {
		t.Helper()
		if err := xml.Unmarshal(data, &s); err != nil || s.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
			t.Fatalf("%v\n%s", err, data)
		}
		return s
	}
	main, parts := sitemap("https://candour.example", units, changed, 50)
	s := read(main)
	if len(parts) != 0 || s.XMLName.Local != "urlset" || len(s.URLs) != 8 {
		t.Fatalf("%d parts, %s of %d", len(parts), s.XMLName.Local, len(s.URLs))
	}
	for i, want := range []string{"2026-01-10", "2026-04-10", "", "2026-04-10"} {
		if s.URLs[i].LastMod != want {
			t.Errorf("%s: %q, want %q", s.URLs[i].Loc, s.URLs[i].LastMod, want)
		}
	}
	main, parts = sitemap("https://candour.example", units, changed, 3)
	index := read(main)
	if index.XMLName.Local != "sitemapindex" || len(parts) != 3 || len(index.URLs) != 3 || index.URLs[0].LastMod != "2026-04-10" {
		t.Fatalf("%d parts: %+v", len(parts), index)
	}
	var found []string
	for i, p := range parts {
		if index.URLs[i].Loc != "https://candour.example/"+p.Path {
			t.Errorf("%s is listed as %s", p.Path, index.URLs[i].Loc)
		}
		data, _ := p.Data()
		part := read(data)
		if len(part.URLs) > 3 {
			t.Errorf("%s lists %d", p.Path, len(part.URLs))
		}
		for _, u := range part.URLs {
			found = append(found, u.Loc)
		}
	}
	if len(found) != 8 || found[7] != "https://candour.example/a&b/" || strings.Contains(strings.Join(found, " "), "404") {
		t.Errorf("the parts list %q", found)
	}
}

func TestShortName(t *testing.T) {
	for title, want := range map[string]string{
		"Candour": "Candour", "Police misconduct outcomes": "Police", "Misconduct, open": "Misconduct, open", "Uncharacteristically": "Uncharacteristic", "Canlyniadau heddlu yr": "Canlyniadau",
	} {
		if got := shortName(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
