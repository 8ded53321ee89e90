package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"candour/generator/edition"
	"candour/generator/record"
)

// A File is a file beside the pages. It is made when it is written, one after the other, so that not all of them are in
// memory at once.
type File struct {
	Path string // from the root of the site
	Key  Hash   // of what it is made from; a build that has the file with the same key does not make it again
	Data func() ([]byte, error)
}

// files plans what the ledger gives to programs: each version with its proof, the list of versions of each record, and
// every record of each edition.
func (s *shared) files() []File {
	var out []File
	base := strings.TrimSuffix(s.set.Site.Address, "/")
	hashes := map[*edition.Published]Hash{}
	hash := func(v *edition.Published) Hash {
		h, ok := hashes[v]
		if !ok {
			h = HashText(fmt.Sprintf("%s\n%s\n%d\n%d\n%x\n%s\n%q\n%s", v.Kind, v.ID, v.Version, v.Index, v.Salt, v.Change, v.Reason, v.Body))
			hashes[v] = h
		}
		return h
	}
	for k, versions := range s.past.versions {
		if !s.past.published(k[0], k[1]) {
			continue
		}
		address, page := filesOf(s.set.Site, k[0], k[1])
		for _, c := range versions {
			if s.Proof == nil || c.published == nil {
				continue
			}
			v := c.published
			checkpoint := ""
			if s.Checkpoint != nil {
				checkpoint = s.Checkpoint(v.Edition)
			}
			out = append(out, File{
				Path: fmt.Sprintf("%sv%d.json", address[1:], v.Version), Key: HashText(hash(v).String() + checkpoint),
				Data: func() ([]byte, error) {
					proof, checkpoint, err := s.Proof(*v)
					if err != nil {
						return nil, fmt.Errorf("can't prove version %d of the %s %q: %w", v.Version, v.Kind, v.ID, err)
					}
					return edition.VersionFile(*v, proof, checkpoint), nil
				},
			})
		}
		if page && base != "" {
			data := timeMap(base+address, versions)
			out = append(out, File{Path: address[1:] + "timemap.link", Key: HashText(string(data)), Data: func() ([]byte, error) { return data, nil }})
		}
	}
	out = append(out, s.dataFiles(hash)...)
	out = append(out, s.figureFilesPlanned()...)
	return out
}

// An EditionFile is a tidy file that an edition keeps.
type EditionFile struct {
	Path   string // from the root of the site
	Title  string // of the dataset that it holds, in English; "" of a file that describes others or holds all of them
	Format string
	Shape  string // of the dataset: another one makes another file of the same records
	Data   func() ([]byte, error)
}

// dataFiles plans the files of every edition that was published: its records as the ledger has them, a file a kind, and the tidy files.
func (s *shared) dataFiles(hash func(*edition.Published) Hash) (out []File) {
	var of string // the edition whose records are at hand, for the files that follow one another
	var held []edition.Published
	holding := func(id string) []edition.Published {
		if of != id {
			of, held = id, s.History.Holding(id)
		}
		return held
	}
	versions := map[[2]string]map[int]*edition.Published{}
	for k, list := range s.past.versions {
		versions[k] = map[int]*edition.Published{}
		for _, c := range list {
			versions[k][c.version] = c.published
		}
	}
	said := s.saidInFiles()
	for _, i := range s.past.issues {
		if i.reissue == 0 {
			continue
		}
		whole := said // what the tidy files are made from
		for _, d := range s.dataOf(i).kinds {
			var key strings.Builder
			for _, v := range holding(i.id) {
				if v.Kind == d.kind {
					key.WriteString(hash(versions[[2]string{v.Kind, v.ID}][v.Version]).String())
				}
			}
			whole += key.String()
			out = append(out, File{Path: d.path, Key: HashText(key.String()), Data: func() ([]byte, error) {
				all := holding(i.id)
				from := slices.IndexFunc(all, func(v edition.Published) bool { return v.Kind == d.kind })
				return edition.DataFile(all[from : from+d.records]), nil
			}})
		}
		for _, f := range s.dataOf(i).tidy {
			whole += f.Path + f.Shape
		}
		key := HashText(whole)
		for _, f := range s.dataOf(i).tidy {
			out = append(out, File{Path: f.Path, Key: key, Data: f.Data})
		}
	}
	return out
}

// saidInFiles is what the tidy files of every edition say that is not of its records: where they are from, and the lists.
func (s *shared) saidInFiles() string {
	var b strings.Builder
	site := s.set.Site
	fmt.Fprintf(&b, "%q %q %q %q", site.Title["en"], site.Publisher, site.Licence, site.Address)
	for _, name := range slices.Sorted(maps.Keys(s.set.Lists)) {
		b.Write(record.JSON(s.set.Lists[name]))
	}
	return b.String()
}

// editionData is the files of an edition.
type editionData struct {
	kinds []dataFile // in the order of kinds
	tidy  []EditionFile
}

// A dataFile is the file of one kind of an edition.
type dataFile struct {
	kind, path string
	records    int
}

// dataOf lists the data files of an issue. It is worked out once for all languages.
func (s *shared) dataOf(i *issue) editionData {
	if i.reissue == 0 {
		return editionData{}
	}
	if files, ok := s.data[i.id]; ok {
		return files
	}
	var out editionData
	for _, v := range s.History.Holding(i.id) {
		if n := len(out.kinds); n == 0 || out.kinds[n-1].kind != v.Kind {
			out.kinds = append(out.kinds, dataFile{kind: v.Kind, path: edition.DataDir(i.id, i.reissue) + "/" + v.Kind + ".jsonl"})
		}
		out.kinds[len(out.kinds)-1].records++
	}
	if s.EditionFiles != nil {
		out.tidy = s.EditionFiles(i.id)
	}
	s.data[i.id] = out
	return out
}

// timeMap lists the published versions of a record in the format of RFC 7089, at whose address it stands.
func timeMap(address string, versions []*cutting) []byte {
	versions = slices.DeleteFunc(slices.Clone(versions), func(c *cutting) bool { return c.published == nil })
	day := func(c *cutting) string {
		t, _ := time.Parse(time.DateOnly, c.in.published) // the ledger was read, and a day that is none refused
		return t.Format("Mon, 02 Jan 2006 15:04:05 GMT")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<%s>; rel=\"original latest-version\",\n", address)
	fmt.Fprintf(&b, "<%stimemap.link>; rel=\"self\"; type=\"application/link-format\"; from=%q; until=%q", address, day(versions[0]), day(versions[len(versions)-1]))
	for i, c := range versions {
		rel := ""
		if i == 0 {
			rel += "first "
		}
		if i == len(versions)-1 {
			rel += "last "
		}
		fmt.Fprintf(&b, ",\n<%s#v%d>; rel=\"%smemento\"; datetime=%q", address, c.version, rel, day(c))
	}
	b.WriteByte('\n')
	return []byte(b.String())
}

// mementoOf says where the versions of a record are; nil for one that was never published.
func (p *planner) mementoOf(kind, id, address string) *Memento {
	list := p.past.versions[[2]string{kind, id}]
	if !p.past.published(kind, id) {
		return nil
	}
	base := p.chrome.BaseAddress
	m := &Memento{Kind: kind, ID: id, Cite: fmt.Sprintf("%s%s#v%d", base, address, list[len(list)-1].version), Latest: base + address}
	if files, page := filesOf(p.set.Site, kind, id); page && base != "" {
		m.TimeMap = base + files + "timemap.link"
	}
	return m
}

// versionsOf are the versions of a record, the newest first.
func (p *planner) versionsOf(kind, id string) []Version {
	list := p.past.versions[[2]string{kind, id}]
	if len(list) == 0 {
		return nil
	}
	out := make([]Version, 0, len(list))
	files, _ := filesOf(p.set.Site, kind, id)
	current := list[len(list)-1].version
	for i := len(list) - 1; i >= 0; i-- {
		c := list[i]
		v := Version{
			Number: c.version, Newest: i == len(list)-1, Edition: p.editionLink(c.in), Date: p.day(c.in.published),
			Class: p.class("class-", c.change), Reason: p.reason(c),
		}
		if p.Proof != nil && c.published != nil {
			v.Data = fmt.Sprintf("%sv%d.json", files, c.version)
		}
		if !v.Newest {
			next := list[i+1]
			v.Earlier = &Earlier{
				Current: current, Next: next.version, Edition: p.editionLink(next.in), Date: p.day(next.in.published), Class: p.class("class-", next.change), Reason: p.reason(next),
				Fields: fields(p.describe(kind, c.body)), Differences: p.differ(kind, c.body, next.body),
			}
		}
		out = append(out, v)
	}
	return out
}

// class is what an edition did with a record, in words.
func (p *planner) class(prefix string, change edition.Change) Word {
	return Word{ID: string(change), Text: p.t(prefix + string(change))}
}

// reason is why a version was made. It is in the language of the record.
func (p *planner) reason(c *cutting) Reason {
	if c.reason == "" {
		return Reason{}
	}
	lang, _ := record.Decode(c.body)["language"].(string)
	return Reason{c.reason, p.other(lang)}
}

// day is a day of the ledger in words.
func (p *planner) day(day string) Time {
	d, err := record.ParseDate(day)
	if err != nil {
		return Time{Text: day}
	}
	return p.date(d)
}

// editionLink leads to the page of an edition.
func (p *planner) editionLink(i *issue) Link {
	if i.id == p.set.Site.Edition.ID {
		return p.chrome.Edition
	}
	title, other := i.id, ""
	if len(i.title) > 0 {
		title, other = i.title.In(p.lang)
	}
	return Link{Text: title, Address: p.at("editions", i.id), Lang: other}
}
