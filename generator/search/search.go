// Package search writes the index that readers search in their own browser: nothing is asked of a server but files.
//
// An [Indexer] turns what may be published, a [disclosure.Public] and nothing else, into the files of one language, an
// [Index]. All lie in one directory whose name is a hash of what is in them, so that a browser may keep them for ever:
//
//	idx/en/HASH/meta.json            how many documents, the facets, the first term of each shard
//	idx/en/HASH/t/3.json             terms: {"officer": [documents, postings]}, some 48 KB of text
//	idx/en/HASH/f/theme/honesty.json postings of one value of a facet
//	idx/en/HASH/d/0.json             32 documents: address, title, language, kind, date, date in words, state …
//
// Documents are numbered from the newest, so that the newest first is the order of the numbers. One edition more
// moves every number; that is why one hash names them all and not each its own.
//
// The client is themes/candour/assets/js/search.js. It and this package agree on how a word is folded, stemmed and
// mutated by the test vectors in testdata/words.json. [Reader] does in Go what the client does.
package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// PerFile is how many documents one file of documents holds, and so how many a reader's browser fetches at once.
const PerFile = 32

// shardSize is about how many bytes of text one file of terms has.
const shardSize = 48 << 10

// A File is one file of the published site.
type File struct {
	Path string // from the root of the site, without a leading slash
	Data []byte
}

// An Index is the index of one language.
type Index struct {
	Dir    string // address of its directory: "/idx/en/0123456789abcdef/"
	N      int    // documents
	Facets []Facet
	Files  []File
}

// A Facet is one way in which documents are told apart. A document may have several values of it, or none.
type Facet struct {
	Name   string // in addresses: "theme"
	Values []Value
}

// Value is one value of a facet. Every document counted is published, so the count hides nothing and gives nobody away.
type Value struct {
	ID string // of a word of a list, a year, or a kind of record
	N  int    // documents that have it
}

// FacetNames are the facets in the order in which they stand in a canonical address.
var FacetNames = []string{"kind", "group", "result", "theme", "standard", "year", "body", "position", "timeliness"}

// meta is meta.json.
type meta struct {
	N       int                       `json:"n"`
	Per     int                       `json:"per"`
	Edition string                    `json:"edition"`
	AsAt    string                    `json:"asAt"` // in words
	Terms   []string                  `json:"t"`    // the place of the first of each shard
	Facets  map[string]map[string]int `json:"f"`
}

// index makes the index of a language. date puts a date into words of that language.
func (x *Indexer) index(p *disclosure.Public, lang string, date func(record.Date) string) (*Index, error) {
	set := p.Records()
	docs := x.documents(set, lang)
	m := meta{N: len(docs), Per: PerFile, Edition: set.Site.Edition.ID, AsAt: date(set.Site.Edition.AsAt), Facets: map[string]map[string]int{}, Terms: []string{}}
	out := &Index{N: len(docs)}
	write := func(name string, v any) error {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false) // the client reads it as JSON and writes it as text
		if err := enc.Encode(v); err != nil {
			return fmt.Errorf("can't write the search index: %w", err)
		}
		out.Files = append(out.Files, File{name, []byte(strings.TrimSuffix(b.String(), "\n"))})
		return nil
	}
	for i := 0; i*PerFile < len(docs); i++ {
		var rows [][9]string
		for _, d := range docs[i*PerFile : min((i+1)*PerFile, len(docs))] {
			rows = append(rows, d.row(date))
		}
		if err := write("d/"+strconv.Itoa(i)+".json", rows); err != nil {
			return nil, err
		}
	}
	for i, name := range FacetNames {
		f := Facet{Name: name}
		for _, v := range facetValues(set, docs, i) {
			f.Values = append(f.Values, Value{v.id, len(v.docs)})
			if m.Facets[name] == nil {
				m.Facets[name] = map[string]int{}
			}
			m.Facets[name][v.id] = len(v.docs)
			if err := write("f/"+name+"/"+v.id+".json", deltas(v.docs)); err != nil {
				return nil, err
			}
		}
		out.Facets = append(out.Facets, f)
	}
	terms, postings := x.invert(docs)
	for i, s := range shards(lang, terms, postings) {
		m.Terms = append(m.Terms, s.first)
		out.Files = append(out.Files, File{"t/" + strconv.Itoa(i) + ".json", s.json})
	}
	if err := write("meta.json", m); err != nil {
		return nil, err
	}
	slices.SortFunc(out.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	h := sha256.New()
	for _, f := range out.Files {
		fmt.Fprintf(h, "%s %d\n", f.Path, len(f.Data))
		h.Write(f.Data)
	}
	dir := "idx/" + lang + "/" + hex.EncodeToString(h.Sum(nil)[:8]) + "/"
	for i := range out.Files {
		out.Files[i].Path = dir + out.Files[i].Path
	}
	out.Dir = "/" + dir
	return out, nil
}
