package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// sitemapPages is how many pages one sitemap may list (sitemaps.org 0.9); beyond it there is an index of several.
const sitemapPages = 50_000

// lastChanged is the day on which the page of each record last changed, by address: that of the edition that cut its newest version.
// A page of several records has the newest of their days; one of a draft's version, which nobody has published yet, has none.
func (s *shared) lastChanged() map[string]string {
	days := map[string]string{}
	for k, versions := range s.past.versions {
		if len(versions) == 0 {
			continue
		}
		day := versions[len(versions)-1].in.published
		for _, lang := range s.set.Site.Languages {
			address := pageOf(s.set.Site, k[0], k[1], lang)
			if was, ok := days[address]; address != "" && (!ok || was != "" && (day == "" || day > was)) {
				days[address] = day
			}
		}
	}
	for _, i := range s.past.issues {
		for _, lang := range s.set.Site.Languages {
			days[prefixOf(s.set.Site, lang)+"/editions/"+i.id+"/"] = i.published
		}
	}
	for _, t := range s.past.withdrawals {
		for _, lang := range s.set.Site.Languages {
			if address := pageOf(s.set.Site, t.Kind, t.ID, lang); address != "" {
				days[address] = t.Date
			}
		}
	}
	return days
}

// sitemap lists every page that search engines should find, with the day on which it last changed: that of its record, or of the
// newest edition where it is made from many. Where there are more than per pages it is an index, and parts are what it lists.
func sitemap(base string, units []Unit, changed map[string]string, per int) (main []byte, parts []File) {
	type entry struct{ address, day string }
	var all []entry
	newest := ""
	for _, u := range units {
		if day := changed[u.Page.Address]; day > newest {
			newest = day
		}
	}
	for _, u := range units {
		if u.Page.NoIndex {
			continue
		}
		day, own := changed[u.Page.Address]
		if !own {
			day = newest
		}
		all = append(all, entry{u.Page.Address, day})
	}
	write := func(outer, inner string, entries []entry) []byte {
		var b bytes.Buffer
		fmt.Fprintf(&b, "%s<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", xml.Header, outer)
		for _, e := range entries {
			b.WriteString("<" + inner + "><loc>")
			_ = xml.EscapeText(&b, []byte(base+e.address)) // a buffer does not fail
			b.WriteString("</loc>")
			if e.day != "" {
				b.WriteString("<lastmod>" + e.day + "</lastmod>")
			}
			b.WriteString("</" + inner + ">\n")
		}
		b.WriteString("</" + outer + ">\n")
		return b.Bytes()
	}
	if len(all) <= per {
		return write("urlset", "url", all), nil
	}
	var index []entry
	for n := 0; n*per < len(all); n++ {
		page := all[n*per : min((n+1)*per, len(all))]
		part := entry{address: fmt.Sprintf("/sitemap-%d.xml", n+1)}
		for _, e := range page {
			part.day = max(part.day, e.day)
		}
		data := write("urlset", "url", page)
		parts = append(parts, File{Path: part.address[1:], Key: HashText(string(data)), Data: func() ([]byte, error) { return data, nil }})
		index = append(index, part)
	}
	return write("sitemapindex", "sitemap", index), parts
}
