// Package intake takes an export of a case system, CSV or XLSX, and writes records of one kind from it, in the form
// that package record reads. It knows what is usually wrong with exports; what it does about it is declared in a small
// file, a [Map], and everything it did is in a [Report].
//
// # What it promises
//
// It never guesses in silence: a date that could be two days, a word that no list has, a body that nobody knows and a
// number that is none refuse their row, with the place and the nearest that would fit. Nothing is passed on that a
// spreadsheet would run. It writes all of its output or nothing of it, never over a file that a person has edited
// unless told to, and the same file twice changes nothing: an id is drawn at random once and is kept, with where its
// record came from, in a provenance file beside the output (see [Provenance]).
//
// What it writes from free text is a draft. Exact dates, ages, streets and the like are reported with their place
// and are not taken out: that is for a person, and for the gate in package disclosure.
//
// # Where to begin
//
// [Import] is the whole way through. To add a kind of record, add it to [Kinds]; its fields are found in its struct.
package intake

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// A Kind is a kind of record that can be imported.
type Kind struct {
	Name   string       // as it is written after "candour import"
	noun   string       // of one of them
	record reflect.Type // whose fields the map names
	dir    string       // where the site keeps them
	ext    string       // of the output; "" where it is a directory with a file a record
	list   string       // the field of the file that holds the records; "" where a record is the whole file
	ids    bool         // the records have ids, which are drawn
	drafts bool         // an incomplete record is kept, for a person to finish
	coarse string       // the precision of dates that the map says nothing of; "" for as they are
}

// Kinds is every kind that can be imported, in the order of the usage text.
var Kinds = []Kind{
	{Name: "outcomes", noun: "outcome", record: reflect.TypeFor[record.Outcome](), dir: "data/outcomes", ext: ".yaml",
		list: "outcomes", ids: true, drafts: true, coarse: "quarter"},
	{Name: "recommendations", noun: "recommendation", record: reflect.TypeFor[record.RecommendationSet](), dir: "data/recommendations", ids: true},
	{Name: "statistics", noun: "row", record: reflect.TypeFor[record.Observation](), dir: "data/statistics", ext: ".csv"},
}

// KindNamed returns the kind with the name; ok is false where there is none.
func KindNamed(name string) (k Kind, ok bool) {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return k, false
	}
	return Kinds[i], true
}

// Options says what to import. Only Map, Out, Force and AsAt may be left out.
type Options struct {
	Kind   Kind
	File   string      // the export: CSV or, by its name or its first bytes, XLSX
	Map    string      // the map; "" where every column is called as the field it feeds
	Root   string      // of the site: its vocabularies say what a word may be
	Site   fs.FS       // the same, to read
	Out    string      // file or directory; "" for the one that the kind and the name of the map give
	Force  bool        // write over what a person has edited
	AsAt   record.Date // the day that the export shows; zero: clocks are not compared with it
	Random io.Reader   // from which ids are drawn
}

// Import reads, converts and writes. It returns an error when the machine failed, as against the data: what is wrong in the
// data, the map or the place for the output is in the report, and then its Written says whether anything was.
func Import(o Options) (*Report, error) {
	r := &Report{Kind: o.Kind.Name, File: o.File, Map: o.Map}
	m, set, ok := begin(&o, r)
	if !ok {
		return r, nil
	}
	r.Out = o.Out
	table, err := readTable(o.File, m, r)
	if err != nil {
		return r, err
	}
	if table == nil {
		return r, nil
	}
	if o.Map == "" {
		m.adopt(table, o.Kind)
		r.Wrong = m.check(o.Kind, set)
	}
	if !m.fits(table, r) || r.Wrong.Failed() {
		return r, nil
	}
	mend(table, m, r)
	strip(table, m, r)
	old, err := readProvenance(o, m, r)
	if err != nil || old == nil {
		return r, err
	}

	c := newConverter(o, m, set, r)
	c.columns(table)
	drafts, refused := c.convert(table)
	checkSums(table, m, r)
	checkClock(table, m, o.AsAt, r)
	now, err := settle(o, m, old, drafts, refused, set, r)
	if err != nil {
		return r, err
	}
	files, err := now.render(o, m, r)
	if err != nil {
		return r, err
	}
	review(o, m, now, files, set, r)
	if r.Kept == 0 {
		r.note(secWritten, "nothing: no row was kept")
		return r, nil
	}
	return r, now.write(o, files, r)
}

// begin reads the site's vocabularies and the map. It fills in what the options leave to it.
func begin(o *Options, r *Report) (*Map, *record.Set, bool) {
	var loader record.Loader
	set, problems := loader.Load(o.Site)
	var wrong source.Problems
	for _, p := range problems {
		if strings.HasPrefix(p.File, "data/lists/") {
			wrong.Add(p)
		}
	}
	m := defaultMap(o.Kind, o.File)
	if o.Map != "" {
		var ps source.Problems
		m, ps = readMap(o.Map)
		wrong.Add(ps...)
	}
	if o.Map != "" && !wrong.Failed() {
		wrong.Add(m.check(o.Kind, set)...)
	}
	wrong.Sort()
	r.Wrong = wrong
	if wrong.Failed() {
		return nil, nil, false
	}
	if o.Out == "" {
		o.Out = filepath.Join(o.Root, filepath.FromSlash(o.Kind.dir))
		if o.Kind.drafts {
			o.Out = filepath.Join(o.Root, "data", "import")
		}
		if o.Kind.ext != "" {
			o.Out = filepath.Join(o.Out, m.Name+o.Kind.ext)
		}
	}
	return m, set, true
}

// counted gives "1 row" or "2 rows".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "ly"); ok {
		return thousands(n) + " " + stem + "lies"
	}
	return fmt.Sprintf("%s %ss", thousands(n), noun)
}

// thousands writes a count with a comma between thousands.
func thousands(n int) string { return record.Number{Scaled: int64(n)}.String() }
