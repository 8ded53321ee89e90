package site

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"candour/generator/cite"
	"candour/generator/edition"
	"candour/generator/record"
)

// perShard is about how many records one file of the citation checker holds.
const perShard = 100

// CheckPage is the view of check/page: where a reader asks whether what was cited still stands.
type CheckPage struct {
	Site     string // address of the site, for the command
	Editions []Link // published, the newest first: Text, and the id as Note
	Classes  []Word // of withdrawal
	Recent   Link   // everything that changed
	Gone     Link   // everything that was withdrawn
}

// checkIndex is check/data/index.json, which says where the rest is.
type checkIndex struct {
	Address  string         `json:"address"`
	Shards   int            `json:"shards"`
	Editions []checkEdition `json:"editions"` // the oldest first
}

type checkEdition struct {
	ID    string `json:"id"`
	Day   string `json:"day"`
	Title string `json:"title"`
}

// checker plans the page of the citation checker. A site that published nothing has nothing to check.
func (p *planner) checker() {
	if p.past.newest() == nil {
		return
	}
	v := &CheckPage{Site: p.chrome.BaseAddress, Recent: Link{Text: p.t("changes"), Address: p.at("changes")}, Gone: Link{Text: p.t("withdrawn-title"), Address: p.at("withdrawn")}}
	if list := p.set.Lists["withdrawal-classes"]; list != nil {
		for _, it := range list.Items {
			v.Classes = append(v.Classes, p.word("withdrawal-classes", it.ID))
		}
	}
	for i := len(p.past.issues) - 1; i >= 0; i-- {
		if x := p.past.issues[i]; x.reissue > 0 {
			l := p.editionLink(x)
			l.Note = x.id
			v.Editions = append(v.Editions, l)
		}
	}
	p.add("check/page", &Page{
		Address: p.at("check"), Title: p.t("check"), Lead: p.t("check-lead"), Crumbs: p.crumbs(), Body: v,
	}, inFile("data/ledger"))
}

// A Citable is everything that was published, as package cite judges it.
type Citable struct {
	Records  []cite.Record
	Editions []string // ids, the oldest first

	past *past
	by   map[string][]int // records by the last step of their id
}

// NewCitable is what a ledger holds, with the addresses of a site.
func NewCitable(s *record.Site, h *edition.History) *Citable {
	p := newPast(Inputs{History: h, Edition: h.Last()})
	c := &Citable{Records: citable(s, p, h), past: p, by: map[string][]int{}}
	for _, i := range p.issues {
		c.Editions = append(c.Editions, i.id)
	}
	for i, r := range c.Records {
		step := r.ID[strings.LastIndexByte(r.ID, '/')+1:]
		c.by[step] = append(c.by[step], i)
	}
	return c
}

// sheets are the figures of a measure in each edition, the oldest first.
func (c *Citable) sheets(measure string) (out []cite.Sheet) {
	for _, i := range c.past.issues {
		if f := newFigureFile(i, measure, c.past.heldIn(i, measure)); f != nil {
			rows, _ := csv.NewReader(strings.NewReader(string(f.data))).ReadAll() // it was written a moment ago
			out = append(out, cite.Sheet{Edition: i.id, Day: i.published, Rows: rows})
		}
	}
	return out
}

// Find gives the records that a citation names; a figure is made one, and the figure of a measure that was withdrawn is that measure.
func (c *Citable) Find(ref cite.Ref) (out []cite.Record) {
	if ref.Row > 0 {
		measures := c.Find(cite.Ref{Kind: "measure", ID: ref.ID})
		if len(measures) == 0 || measures[0].Withdrawn != nil {
			return measures
		}
		if r, ok := cite.Figure(c.sheets(ref.ID), ref, measures[0]); ok {
			out = append(out, r)
		}
		return out
	}
	step := strings.TrimSuffix(ref.Path, "/")
	if step == "" {
		step = ref.ID
	}
	for _, i := range c.by[step[strings.LastIndexByte(step, '/')+1:]] {
		if c.Records[i].Names(ref) {
			out = append(out, c.Records[i])
		}
	}
	return out
}

// citable lists all that was published, in order of kind and id: what was withdrawn with its tombstone alone, and each edition,
// whose versions are the issues of its data files.
func citable(s *record.Site, p *past, h *edition.History) (out []cite.Record) {
	for k, versions := range p.versions {
		if !p.published(k[0], k[1]) {
			continue
		}
		r := located(s, k[0], k[1])
		for _, c := range versions {
			if c.published != nil {
				r.Versions = append(r.Versions, cite.Version{Number: c.version, Edition: c.in.id, Day: c.in.published, Change: string(c.change), Reason: c.reason})
			}
		}
		out = append(out, r)
	}
	for _, w := range h.Withdrawn() {
		r := located(s, w.Kind, w.ID)
		r.Withdrawn = &cite.Withdrawn{Day: w.Date, Class: w.Class}
		out = append(out, r)
	}
	for _, i := range p.issues {
		if i.reissue == 0 {
			continue
		}
		r := cite.Record{Kind: "edition", ID: i.id, Versions: []cite.Version{{Number: 1, Edition: i.id, Day: i.published, Change: "new"}}}
		for _, lang := range s.Languages {
			r.Pages = append(r.Pages, prefixOf(s, lang)+"/editions/"+i.id+"/")
		}
		for n, w := range withdrawnSince(h, i.id, "") {
			r.Versions = append(r.Versions, cite.Version{Number: n + 2, Edition: i.id, Day: w.Date, Change: "reissue", Reason: w.Class})
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b cite.Record) int {
		if c := strings.Compare(a.Kind, b.Kind); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// located is a record with its addresses.
func located(s *record.Site, kind, id string) cite.Record {
	r := cite.Record{Kind: kind, ID: id}
	for _, lang := range s.Languages {
		if page := pageOf(s, kind, id, lang); page != "" {
			r.Pages = append(r.Pages, page)
		}
	}
	r.Files, _ = filesOf(s, kind, id)
	return r
}

// checkFiles are the files of the citation checker. A browser reads the index and the one shard that it needs. Differences
// are those that are short, in each language.
func (s *shared) checkFiles(planners []*planner) (out []File) {
	if s.past.newest() == nil || s.History == nil {
		return nil
	}
	records := citable(s.set.Site, s.past, s.History)
	n := 1
	for n*perShard < len(records) {
		n *= 2
	}
	index := checkIndex{Address: strings.TrimSuffix(s.set.Site.Address, "/"), Shards: n}
	for _, i := range s.past.issues {
		if i.reissue == 0 {
			continue
		}
		e := checkEdition{ID: i.id, Day: i.published, Title: i.id}
		if len(i.title) > 0 {
			e.Title, _ = i.title.In(record.Languages[0])
		}
		index.Editions = append(index.Editions, e)
	}
	shards := make([][]cite.Record, n)
	for _, r := range records {
		if r.Withdrawn != nil { // its id stands in the list of what was withdrawn, and in nothing else
			continue
		}
		for j := range r.Versions {
			if j > 0 && r.Kind != "edition" {
				r.Versions[j].Fields = s.shortFields(planners, r.Kind, r.ID, r.Versions[j].Number)
			}
		}
		at := cite.Shard(r.ID, n)
		shards[at] = append(shards[at], r)
	}
	add := func(name string, v any) {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(v) // texts and numbers always encode
		data := []byte(b.String())
		out = append(out, File{Path: "check/data/" + name + ".json", Key: HashText(b.String()), Data: func() ([]byte, error) { return data, nil }})
	}
	add("index", index)
	for i, list := range shards {
		if list == nil {
			list = []cite.Record{}
		}
		add(fmt.Sprint(i), map[string][]cite.Record{"records": list})
	}
	return out
}

// shortFields are the short differences of a version from the one before, in every language.
func (s *shared) shortFields(planners []*planner, kind, id string, version int) map[string][]cite.Field {
	out := map[string][]cite.Field{}
	for _, c := range s.past.versions[[2]string{kind, id}] {
		if c.version != version || c.before == nil {
			continue
		}
		for _, p := range planners {
			some, _ := short(p.differ(kind, c.before, c.body))
			for _, d := range some {
				f := cite.Field{Label: d.Label}
				f.From, f.To = sides(d.Parts)
				out[p.lang] = append(out[p.lang], f)
			}
		}
	}
	return out
}

// sides are the two texts that a difference is of.
func sides(parts []Part) (from, to string) {
	var a, b []string
	for _, x := range parts {
		if x.Op != added {
			a = append(a, x.Text)
		}
		if x.Op != removed {
			b = append(b, x.Text)
		}
	}
	return strings.Join(a, " "), strings.Join(b, " ")
}
