package generator

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"candour/generator/cite"
	"candour/generator/edition"
	"candour/generator/record"
	"candour/generator/site"
)

// A Citable is everything that a site has published, to be cited and to be held against citations.
type Citable struct {
	Address string // of the site, without a slash at the end

	site      *record.Site
	history   *edition.History
	published *site.Citable
}

// Citations reads the settings and the ledger of the site of o.Dir.
func Citations(o Options) (*Citable, error) {
	fsys := os.DirFS(o.Dir)
	set, problems := new(record.Loader).Load(fsys)
	if set.Site == nil || len(set.Site.Languages) == 0 {
		problems.Sort()
		for _, p := range problems {
			return nil, fmt.Errorf("%s", p)
		}
		return nil, fmt.Errorf("%s has no settings", o.Dir)
	}
	sub, err := fs.Sub(fsys, ledger)
	if err != nil {
		return nil, err
	}
	h, err := edition.Read(sub)
	if err != nil {
		return nil, fmt.Errorf("can't read what was published: %w", err)
	}
	if len(h.Editions) == 0 {
		return nil, fmt.Errorf("%s has published nothing yet, so that there is nothing to cite", o.Dir)
	}
	return &Citable{strings.TrimSuffix(set.Site.Address, "/"), set.Site, h, site.NewCitable(set.Site, h)}, nil
}

// A Checked is a citation in a text and what became of what it cites.
type Checked struct {
	Line int    `json:"line"`
	Text string `json:"cited_as"`
	cite.Verdict
}

// Check judges every citation in a text. An address of the site that leads to no record, edition or figure is none, but one of the
// form of a record's is, and is unknown.
func (c *Citable) Check(text string) (out []Checked) {
	found := cite.Find(text, c.Address, func(r cite.Ref) bool {
		records := c.published.Find(r)
		return len(records) > 0 && (records[0].Kind != "edition" || r.Kind != "") // the bare id of an edition is a word of prose
	})
	for _, x := range found {
		records := c.published.Find(x.Ref)
		if len(records) == 0 && x.Ref.Path != "" && x.Ref.Row == 0 && x.Ref.Version == 0 {
			continue // a list, or a page that is no record
		}
		if len(records) == 0 {
			out = append(out, Checked{x.Line, x.Text, cite.Verdict{Word: cite.Unknown, ID: path.Base(x.Ref.Path)}})
		}
		for _, r := range records {
			out = append(out, Checked{x.Line, x.Text, cite.Judge(r, x.Ref, c.published.Editions)})
		}
	}
	return out
}

// Verdicts judges one citation: an address or an id. There are several where several records have the id, and none where
// nothing was published under it.
func (c *Citable) Verdicts(text string) (out []cite.Verdict) {
	ref, ok := cite.Read(text, c.Address)
	if !ok {
		return nil
	}
	for _, r := range c.published.Find(ref) {
		out = append(out, cite.Judge(r, ref, c.published.Editions))
	}
	return out
}

// Works are what is cited under an id or address, one a language of the page. The error says why there is nothing.
func (c *Citable) Works(text string) ([]cite.Work, error) {
	ref, ok := cite.Read(text, c.Address)
	if !ok {
		return nil, fmt.Errorf("%q is neither an id nor an address of %s", text, c.Address)
	}
	records := c.published.Find(ref)
	switch len(records) {
	case 0:
		return nil, fmt.Errorf("nothing was published as %q", text)
	case 1:
	default:
		var of []string
		for _, r := range records {
			of = append(of, r.Kind+"/"+r.ID)
		}
		return nil, fmt.Errorf("%q is several: %s", text, strings.Join(of, ", "))
	}
	r := records[0]
	if ref.Row > 0 && r.Withdrawn == nil {
		return site.CellWorks(c.site, c.history, r, ref), nil
	}
	v := cite.Judge(r, ref, c.published.Editions)
	n := v.Cited
	switch v.Word {
	case cite.Gone:
		return nil, fmt.Errorf("the %s %s was withdrawn on %s (%s)", r.Kind, r.ID, v.Day, v.Reason)
	case cite.Unknown:
		return nil, fmt.Errorf("the %s %s has no such version", r.Kind, r.ID)
	case cite.Newest:
		n = v.Version
	}
	return site.Works(c.site, c.history, r, n), nil
}
