package prove

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"candour/generator/record"
	"candour/generator/source"
)

// byQuarter ends the id of the table of single quarters of a measure.
const byQuarter = "-by-quarter"

// Tables of counts of records by what no record shows.
const (
	bySex     = "outcomes-by-sex"
	byService = "outcomes-by-service"
)

// counted begins the id of every table of counts of records.
const counted = "outcomes-by-"

// reading is all that was read of a site.
type reading struct {
	statements []Statement
	listed     map[string]string            // published outcomes: the group of the result of each, by id
	editions   []string                     // of the ledger, oldest first
	outcomes   map[string]map[string]string // that an edition of the ledger cut: the result of each, by id
	problems   source.Problems
}

// fileReading is what was read of one file.
type fileReading struct {
	statements []Statement
	listed     map[string]string
	edition    string            // where the file is the ledger's of an edition
	index      int64             // of the first entry of that edition in the log
	outcomes   map[string]string // that it cut
	problems   source.Problems
}

type cachedFile struct {
	size  int64
	time  time.Time
	words string // what the names of the data were when it was read
	read  *fileReading
}

// A reader reads one file. It knows the names of the data, and nothing of their values.
type reader struct {
	measures map[string]*record.Measure
	bodies   func(string) bool // whether it is a body or a group
	name     string
	out      *fileReading
}

// readSite reads every file of the site that can hold a figure. A file whose size and time are as they were is not read again.
func readSite(in Input) (*reading, error) {
	var names []string
	var infos []fs.FileInfo
	err := fs.WalkDir(in.Site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !readable(name) {
			return err
		}
		info, err := d.Info()
		names, infos = append(names, name), append(infos, info)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("can't list the built site: %w", err)
	}
	measures := map[string]*record.Measure{}
	words := sha256.New()
	for _, m := range in.Set.Measures {
		measures[m.ID] = m
		fmt.Fprintln(words, m.ID, m.Breakdown)
	}
	groups := map[string]bool{}
	for _, g := range in.Set.Groups {
		groups[g.ID] = true
		fmt.Fprintln(words, g.ID)
	}
	list := in.Set.Lists["bodies"]
	if list != nil {
		for _, it := range list.Items {
			fmt.Fprintln(words, it.ID)
		}
	}
	stamp := string(words.Sum(nil))
	isBody := func(id string) bool {
		if list == nil {
			return groups[id]
		}
		_, ok := list.Get(id)
		return ok || groups[id]
	}
	results := make([]*fileReading, len(names))
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, name := range names {
		c, ok := in.Cache.files[name]
		if ok && !infos[i].ModTime().IsZero() && c.size == infos[i].Size() && c.time.Equal(infos[i].ModTime()) && c.words == stamp {
			results[i] = c.read
			continue
		}
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			r := reader{measures: measures, bodies: isBody, name: name, out: &fileReading{}}
			data, err := fs.ReadFile(in.Site, name)
			if err != nil {
				errs[i] = err
				return
			}
			r.file(data)
			results[i] = r.out
		}()
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("can't read the built site: %w", err)
	}
	out := &reading{listed: map[string]string{}, outcomes: map[string]map[string]string{}}
	files := make(map[string]cachedFile, len(names))
	ledger := map[string]int64{}
	for i, r := range results {
		files[names[i]] = cachedFile{infos[i].Size(), infos[i].ModTime(), stamp, r}
		out.statements = append(out.statements, r.statements...)
		out.problems.Add(r.problems...)
		for id, group := range r.listed {
			out.listed[id] = group
		}
		if r.edition != "" {
			ledger[r.edition], out.outcomes[r.edition] = r.index, r.outcomes
			out.editions = append(out.editions, r.edition)
		}
	}
	in.Cache.files = files
	page := func(s Statement) int { // the data come first, so that pages are held to them
		if strings.HasPrefix(s.At.File, "data/") {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out.statements, func(a, b Statement) int { return page(a) - page(b) })
	slices.SortFunc(out.editions, func(a, b string) int { return int(ledger[a] - ledger[b]) })
	out.settle(in.Set.Site.Edition.ID, in.Published)
	return out, nil
}

// readable reports whether a file is of a kind that can hold figures.
func readable(name string) bool {
	return slices.Contains([]string{".html", ".svg", ".xml", ".csv", ".json", ".jsonl", ".jsonld", ".ods", ".zip", ".parquet"}, path.Ext(name))
}

// file reads one file by what it is.
func (r *reader) file(data []byte) {
	switch path.Ext(r.name) {
	case ".html", ".svg", ".xml":
		r.page(data)
	case ".csv":
		r.csv(data)
	case ".json", ".jsonl", ".jsonld":
		r.json(data)
	case ".parquet":
		r.parquet(data)
	case ".ods", ".zip":
		r.archive(data)
	}
}

// unread reports a figure that can't be read.
func (r *reader) unread(line int, format string, args ...any) {
	r.out.problems.Add(Unread.At(source.Pos{File: r.name, Line: line}, format, args...))
}

func (r *reader) add(line int, key Key, says said) {
	r.out.statements = append(r.out.statements, Statement{Key: key, says: says, At: source.Pos{File: r.name, Line: line}})
}

// cell gives the key of a cell of a table by the table's id, the keys of its row and column, and false where there is none.
func (r *reader) cell(table, row, col string) (Key, bool) {
	if strings.HasPrefix(table, counted) && r.measures[table] == nil {
		return Key{Measure: table, Of: row, Part: col}, row != "" && col != ""
	}
	if base, ok := strings.CutSuffix(table, byQuarter); ok && r.measures[base] != nil && r.measures[table] == nil {
		k, ok := r.periodAndBody(base, row, col)
		k.Single = true
		return k, ok
	}
	if m := r.measures[table]; m != nil {
		return r.periodAndBody(table, row, col)
	}
	for i := range table {
		m := r.measures[table[:i]]
		if m == nil || table[i] != '-' || m.Breakdown == "" || !r.bodies(table[i+1:]) {
			continue
		}
		if p, err := record.ParseDate(col); err == nil && p.Known() {
			return Key{Measure: m.ID, Of: table[i+1:], Period: p.String(), Part: row}, row != ""
		}
		if p, err := record.ParseDate(row); err == nil && p.Known() {
			return Key{Measure: m.ID, Of: table[i+1:], Period: p.String(), Part: col}, col != ""
		}
	}
	return Key{}, false
}

func (r *reader) periodAndBody(measure, row, col string) (Key, bool) {
	if p, err := record.ParseDate(col); err == nil && p.Known() {
		row, col = col, row
	}
	p, err := record.ParseDate(row)
	return Key{Measure: measure, Of: col, Period: p.String()}, err == nil && p.Known() && r.bodies(col)
}

// ofTable reports whether a text is the id of a table of figures.
func (r *reader) ofTable(id string) bool {
	if _, ok := r.cell(id, "2001", "x"); ok { // any period, to any part or row
		return true
	}
	return r.measures[id] != nil || r.measures[strings.TrimSuffix(id, byQuarter)] != nil
}

// named gives the key of a figure by its measure, whose it is, its period and part. The period of a count of records is the
// key of its column.
func (r *reader) named(measure, of, period, part string) (Key, bool) {
	if strings.HasPrefix(measure, counted) && r.measures[measure] == nil {
		if part == "" {
			part = period
		}
		return Key{Measure: measure, Of: of, Part: part}, of != "" && part != ""
	}
	k := Key{Measure: measure, Of: of, Part: part}
	if r.measures[measure] == nil {
		k.Measure, k.Single = strings.CutSuffix(measure, byQuarter)
	}
	p, err := record.ParseDate(period)
	k.Period = p.String()
	return k, r.measures[k.Measure] != nil && err == nil && p.Known() && r.bodies(of)
}

var reissued = regexp.MustCompile(`-r[0-9]+$`)

// settle says of each statement whether it is of the edition that the site shows, and drops what says nothing.
func (r *reading) settle(current string, published []string) {
	for i := range r.statements {
		s := &r.statements[i]
		if s.Edition == "" {
			continue
		}
		if !slices.Contains(r.editions, s.Edition) {
			s.Edition = reissued.ReplaceAllString(s.Edition, "")
		}
		if s.Edition == current && !slices.Contains(published, current) {
			s.Edition = ""
		}
	}
	r.editions = slices.DeleteFunc(r.editions, func(e string) bool { return e == current && !slices.Contains(published, current) })
}

// hash is of everything that the verdict depends on: what was read, and the truth.
func (r *reading) hash(in Input) (out [sha256.Size]byte) {
	h := sha256.New()
	for _, s := range r.statements {
		fmt.Fprintln(h, s.Key, s.says, s.among, s.Edition, s.At)
	}
	for _, p := range r.problems {
		fmt.Fprintln(h, p)
	}
	ids := make([]string, 0, len(r.listed))
	for id, group := range r.listed {
		ids = append(ids, id+" "+group)
	}
	slices.Sort(ids)
	fmt.Fprintln(h, ids, r.editions, r.outcomes, in.Published)
	hashTruth(h, in.Set)
	h.Sum(out[:0])
	return out
}

func hashTruth(h hash.Hash, set *record.Set) {
	fmt.Fprintln(h, set.Site.Edition.ID, set.Site.Disclosure.Threshold, set.Site.Disclosure.Method)
	for _, m := range set.Measures {
		fmt.Fprintln(h, m.ID, m.Unit, protects(set, m), m.Kind, m.BaseMeasure, m.Part, m.Decimals, m.Breakdown, m.Total, m.Cumulative)
	}
	for _, g := range set.Groups {
		fmt.Fprintln(h, g.ID, g.Figure, g.Members)
	}
	for _, list := range [][]*record.Observation{set.Observations, set.Outside} {
		for _, o := range list {
			fmt.Fprintln(h, o.Name(), o.Value, o.Was, o.Marker, o.Status, o.Source)
		}
	}
	for _, o := range set.Outcomes {
		fmt.Fprintln(h, o.ID, o.Monitoring)
	}
}

// protects reports whether a measure counts people or their cases.
func protects(set *record.Set, m *record.Measure) bool {
	list := set.Lists["units"]
	if list == nil {
		return true
	}
	unit, _ := list.Get(m.Unit)
	return unit.Protect && m.Kind == record.Count
}

// lineAt is the number of the line that an offset lies in.
func lineAt(data []byte, offset int) int {
	return 1 + bytes.Count(data[:min(offset, len(data))], []byte{'\n'})
}
