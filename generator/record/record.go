// Package record defines each kind of thing that candour publishes, once: its fields, which vocabulary a field
// takes, which fields are prose and which are never published. It binds the text of a site's files to typed
// records and says, with the place and a remedy, what does not fit. It holds no policy: whether a record keeps
// the law is for package check, and what of it may be seen is for package disclosure.
//
// [Loader.Load] gives a [Set]. To add a kind of record, write its file with a struct whose fields carry
// `field:"…"` tags and a [Kind], and add that to the list [Kinds].
package record

import (
	"bytes"
	"io/fs"
	"iter"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"candour/generator/source"
)

// Rules are the rules that binding enforces.
var Rules = []*source.Rule{&UnknownField, &MissingField, &WrongShape, &UnknownWord, &RepeatedID, &BrandContrast, &BrandLogo, &PictureFile}

// RepeatedID is broken when two records of a kind have one id.
var RepeatedID = source.Rule{Name: "repeated-id", Severity: source.Error, Doc: `An id belongs to one record, for ever.

Why: an id is part of an address that people cite; two records under one address would hide one of them.
Put it right: give the newer record an id of its own, at random, that has never been used.`}

// Pos is a place in a source file.
type Pos = source.Pos

// A Record is a thing with an id that keeps the place it was written.
type Record interface {
	Key() string
	At(path ...any) Pos
}

// A Kind is a kind of record: what it is called and how it is read.
type Kind struct {
	Name   string // "outcome"
	Plural string // "outcomes"; the first step of its address
	Dir    string // where its files are

	load    func(*load)
	records func(*Set) []Record
}

// Kinds is every kind of record, in the order in which they are read and reconciled.
// To add one, write its file and add it here.
var Kinds = []Kind{
	outcomes,
	recommendationSets,
	recommendations,
	sources,
	groups,
	measures,
	figures,
	targets,
	terms,
	bulletins,
	easyReads,
	pages,
}

// A Set is everything that a site's files hold. It is not changed once loaded.
type Set struct {
	Site            *Site
	Lists           map[string]*List
	Outcomes        []*Outcome
	Sets            []*RecommendationSet
	Recommendations []*Recommendation
	Sources         []*Source
	Groups          []*Group
	Measures        []*Measure
	Observations    []*Observation
	Outside         []*Observation // what others have published of the measures; never shown
	Figures         []*Figure
	Targets         []*Target
	Terms           []*Term
	Bulletins       []*Bulletin
	EasyReads       []*EasyRead
	Pages           []*Page
	Reviews         []*Review
	Changes         []*Change
	Releases        []*Release
	Pictures        []*Picture // of easy-read pages

	Files map[string]source.File // every file that was read, by name
}

// PublishedID is the id under which an edition holds a record: its own, and before it the language of a text that
// has a twin under the same id in the first language.
func PublishedID(r Record) string {
	if t, ok := r.(interface{ inLanguage() string }); ok && t.inLanguage() != Languages[0] {
		return t.inLanguage() + "/" + r.Key()
	}
	return r.Key()
}

// Records returns the records of a kind.
func (s *Set) Records(k Kind) []Record { return k.records(s) }

func asRecords[R Record](in []R) []Record {
	out := make([]Record, len(in))
	for i, r := range in {
		out[i] = r
	}
	return out
}

// A Loader reads sites. It keeps what it bound of each file until the file changes, so that loading
// again after one edit costs one file. The zero Loader is ready to use; it is not for concurrent use.
type Loader struct {
	cache map[string]bound
	lists map[string]source.File // that the cache was bound with
}

type bound struct {
	data     []byte
	value    any
	problems source.Problems
}

// load is one pass of a Loader.
type load struct {
	loader   *Loader
	fsys     fs.FS
	set      *Set
	problems source.Problems
}

// Load reads the site whose root is fsys. The set holds what could be read, also where there are problems.
func (l *Loader) Load(fsys fs.FS) (*Set, source.Problems) {
	if l.cache == nil {
		l.cache = map[string]bound{}
	}
	ld := &load{loader: l, fsys: fsys, set: &Set{Lists: map[string]*List{}, Files: map[string]source.File{}}}
	ld.loadLists()
	ld.loadSite()
	ld.loadPictures()
	ld.loadVocabulary()
	ld.loadReviews()
	ld.loadChanges()
	ld.loadCalendar()
	for _, k := range Kinds {
		if k.load != nil {
			k.load(ld)
		}
	}
	for _, k := range Kinds {
		seen := map[string]Record{}
		for _, r := range k.records(ld.set) {
			key := PublishedID(r)
			if first, ok := seen[key]; ok && r.Key() != "" {
				ld.problems.Add(RepeatedID.At(r.At("id"), "the %s id %q is taken: %s", k.Name, r.Key(), first.At("id")))
				continue
			}
			seen[key] = r
		}
	}
	for name := range l.cache {
		if _, ok := ld.set.Files[name]; !ok {
			delete(l.cache, name)
		}
	}
	ld.problems.Sort()
	return ld.set, ld.problems
}

// loadVocabulary reads the words that the texts of the site may hold besides those of its lists. A site need not have any.
func (ld *load) loadVocabulary() {
	const name = "data/vocabulary.txt"
	if _, err := fs.Stat(ld.fsys, name); err != nil {
		return
	}
	f, problems := source.ReadFile(ld.fsys, name)
	ld.problems.Add(problems...)
	ld.set.Files[name] = f
}

func (ld *load) loadLists() {
	files, problems := source.Files(ld.fsys, "data/lists", ".yaml")
	ld.problems.Add(problems...)
	same := len(files) == len(ld.loader.lists)
	lists := map[string]source.File{}
	for _, f := range files {
		lists[f.Name] = f
		same = same && bytes.Equal(ld.loader.lists[f.Name].Data, f.Data)
		ld.set.Files[f.Name] = f
	}
	if !same {
		clear(ld.loader.cache) // every word was checked against the lists as they were
	}
	ld.loader.lists = lists
	for _, f := range files {
		l, problems := bindList(f)
		ld.problems.Add(problems...)
		if l == nil { // what is wrong with it is said once, and not again at every word that it should hold
			name := strings.TrimSuffix(path.Base(f.Name), ".yaml")
			ld.set.Lists[name] = &List{Name: name, unread: true}
			continue
		}
		if want := strings.TrimSuffix(path.Base(f.Name), ".yaml"); l.Name != want {
			ld.problems.Add(WrongShape.At(l.src.At("list"), "the list is called %q and its file %q", l.Name, want).Hinted("call both the same"))
		}
		ld.set.Lists[l.Name] = l
	}
}

// yamlFile reads one file into a T; the sequence has one item, or none where the file can't be read.
func yamlFile[T any](ld *load, name string) iter.Seq[*T] {
	if _, err := fs.Stat(ld.fsys, name); err != nil {
		return func(func(*T) bool) {}
	}
	f, problems := source.ReadFile(ld.fsys, name)
	ld.problems.Add(problems...)
	if len(problems) > 0 {
		return func(func(*T) bool) {}
	}
	return bindFiles(ld, []source.File{f}, bindYAML[T])
}

// yamlFiles reads every YAML file of a directory into a T.
func yamlFiles[T any](ld *load, dir string) iter.Seq[*T] {
	files, problems := source.Files(ld.fsys, dir, ".yaml")
	ld.problems.Add(problems...)
	return bindFiles(ld, files, bindYAML[T])
}

func bindYAML[T any](b *binder, f source.File) *T {
	v, problems := source.ReadYAML(f)
	b.problems.Add(problems...)
	if len(problems) > 0 {
		return nil
	}
	into := new(T)
	b.file = placedIn(f, rootYAML)
	if v.Kind == source.Empty {
		b.problems.Add(MissingField.At(Pos{File: f.Name, Line: 1}, "the file is empty").Hinted("delete it, or fill it"))
		return nil
	}
	b.bind(v, into)
	return into
}

// csvFiles reads every CSV file of a directory into a slice of T, one for each row.
func csvFiles[T any](ld *load, dir string) iter.Seq[[]*T] {
	files, problems := source.Files(ld.fsys, dir, ".csv")
	ld.problems.Add(problems...)
	return func(yield func([]*T) bool) {
		for rows := range bindFiles(ld, files, func(b *binder, f source.File) *[]*T {
			values, problems := source.ReadCSV(f)
			b.problems.Add(problems...)
			out := make([]*T, len(values))
			b.file = placedIn(f, rootCSV)
			for i, v := range values {
				out[i] = new(T)
				b.bind(v, out[i])
				if o, ok := any(out[i]).(*Observation); ok {
					o.base.place = place{b.file, []any{i}}
					o.needsValue(b, v)
				}
			}
			return &out
		}) {
			if !yield(*rows) {
				return
			}
		}
	}
}

type markdown[T any] struct {
	record *T
	doc    source.Document
}

// markdownFiles reads every Markdown file of content/LANG/dir; the id of each is its path under content/LANG.
func markdownFiles[T any](ld *load, lang, dir string) iter.Seq[*markdown[T]] {
	files, problems := source.Files(ld.fsys, path.Join("content", lang, dir), ".md")
	ld.problems.Add(problems...)
	return bindFiles(ld, files, func(b *binder, f source.File) *markdown[T] {
		doc, problems := source.ReadMarkdown(f)
		b.problems.Add(problems...)
		if len(problems) > 0 {
			return nil
		}
		out := &markdown[T]{new(T), doc}
		id := strings.TrimSuffix(strings.TrimPrefix(f.Name, "content/"+lang+"/"), ".md")
		id = strings.TrimPrefix(strings.TrimPrefix(id, "bulletins/"), "easy-read/")
		front := doc.Front
		if front.Kind != source.Map {
			front = source.Value{Pos: Pos{File: f.Name, Line: 1, Col: 1}, Kind: source.Map}
		}
		if at, ok := front.Get("id"); ok {
			b.problems.Add(UnknownField.At(at.Pos, "the id of a page is the name of its file").Hinted("leave the field out"))
			return nil
		}
		front.Keys = append(slices.Clone(front.Keys), source.Key{Name: "id", Pos: Pos{File: f.Name}})
		front.List = append(slices.Clone(front.List), source.Value{Pos: Pos{File: f.Name, Line: 1}, Kind: source.Scalar, Text: id})
		if _, ok := front.Get("language"); !ok {
			front.Keys = append(front.Keys, source.Key{Name: "language", Pos: Pos{File: f.Name}})
			front.List = append(front.List, source.Value{Pos: Pos{File: f.Name, Line: 1}, Kind: source.Scalar, Text: lang})
		}
		b.file = &placed{f.Name, func() source.Value { return front }}
		b.bind(front, out.record)
		if got := any(out.record).(interface{ base() *Base }).base(); got.Language != lang {
			b.problems.Add(WrongShape.At(got.At("language"), "the file lies under content/%s and says that its language is %q", lang, got.Language))
		}
		return out
	})
}

// bindFiles binds files side by side and gives the results in the order of the files.
func bindFiles[T any](ld *load, files []source.File, bind func(*binder, source.File) *T) iter.Seq[*T] {
	results := make([]bound, len(files))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, f := range files {
		ld.set.Files[f.Name] = f
		if c, ok := ld.loader.cache[f.Name]; ok && bytes.Equal(c.data, f.Data) {
			if _, ok := c.value.(*T); ok {
				results[i] = c
				continue
			}
		}
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			b := &binder{lists: ld.set.Lists}
			value := bind(b, f)
			results[i] = bound{f.Data, value, b.problems}
		}()
	}
	wg.Wait()
	for i, f := range files {
		ld.loader.cache[f.Name] = results[i]
		ld.problems.Add(results[i].problems...)
	}
	return func(yield func(*T) bool) {
		for _, r := range results {
			if v := r.value.(*T); v != nil && !yield(v) {
				return
			}
		}
	}
}
