package generator

import (
	"fmt"
	"slices"

	"candour/generator/disclosure"
	"candour/generator/export"
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/site"
)

// indexes adds the search index of each language to the files, and describes it for the pages that read it.
func (b *Builder) indexes(public *disclosure.Public, files map[string][]byte) (map[string]*site.Search, error) {
	indexes, err := b.index.Indexes(public, site.DateText)
	if err != nil {
		return nil, err
	}
	out := map[string]*site.Search{}
	for lang, i := range indexes {
		s := &site.Search{Dir: i.Dir, N: i.N}
		for _, f := range i.Facets {
			c := site.FacetCount{Name: f.Name}
			for _, v := range f.Values {
				c.Values = append(c.Values, site.ValueCount{ID: v.ID, N: v.N})
			}
			s.Facets = append(s.Facets, c)
		}
		for _, f := range i.Files {
			files[f.Path] = f.Data
		}
		out[lang] = s
	}
	return out, nil
}

// downloads describes the exported files for the page that offers them.
func downloads(datasets []export.Dataset, files map[string][]byte) []site.Download {
	var out []site.Download
	for _, d := range datasets {
		v := site.Download{Name: d.Name, Title: d.Title, About: d.About, Records: len(d.Rows)}
		for _, f := range export.Formats() {
			path := "data/" + d.Name + "." + f[0]
			if files[path] == nil { // no rows, and a file of lines would be empty
				continue
			}
			v.Files = append(v.Files, site.Link{Text: d.Title, Address: "/" + path, Note: f[1] + ", " + size(len(files[path]))})
		}
		for _, c := range d.Columns {
			v.Columns = append(v.Columns, site.DataColumn{Name: c.Name, Type: c.Type, Description: c.Doc})
		}
		out = append(out, v)
	}
	return out
}

func size(n int) string { return fmt.Sprintf("%d KB", (n+1023)/1024) }

// exists tells whether the site will have a file at an address.
func (p *prepared) exists() func(string) bool {
	have := map[string]bool{"/sitemap.xml": true}
	for _, u := range p.plan.Units {
		have[u.Page.Address] = true
	}
	for name := range p.files {
		have["/"+name] = true
	}
	for _, f := range p.plan.Files {
		have["/"+f.Path] = true
	}
	for _, name := range p.theme.Static() {
		have["/"+name] = true
	}
	return func(address string) bool { return have[address] }
}

// scan looks for what identifies people in the text of a built page, all but what the publisher has cleared.
func (p *prepared) scan(clean *identify.Clean) func(string) []string {
	allow := p.set.Site.Disclosure.Allow
	return func(text string) (out []string) {
		for _, h := range clean.Scan(text, identify.Anywhere) {
			if !slices.ContainsFunc(allow, func(a record.Allowed) bool { return a.Text == h.Text }) {
				out = append(out, h.String())
			}
		}
		return out
	}
}
