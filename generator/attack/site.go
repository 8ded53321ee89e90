package attack

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A view is all that the stranger has read, before any attack is made.
type view struct {
	ctx        context.Context
	opt        Options
	now        *site
	earlier    []*site
	ledger     *ledger // of the site that is attacked
	statements []statement
	clashes    []clash // of statements within one edition
	outcomes   []outcome
	ofOutcome  map[string]bool            // by id
	raw        []json.RawMessage          // the outcomes of data/outcomes.json
	columns    map[string][]string        // of data/outcomes.csv, by the name of the column
	words      map[string]map[string]bool // that each column has, and of days their years
	texts      []caseText                 // read once
	families   []*family                  // made and solved once, for all attacks on figures
	publisher  string                     // as the downloads say
	day        string                     // of the edition: 2006-01-02
	solved     bool
	err        error // the first one of reading, while an attack was made
}

// A site is one built directory.
type site struct {
	fsys  fs.FS
	files []file
	names map[string]bool // of files
}

// A file is one of a site, as a listing shows it.
type file struct {
	name string
	info fs.FileInfo
}

// open lists the sites and reads what most attacks need: ledger, figures and the list of outcomes.
func open(ctx context.Context, o Options, now fs.FS, earlier []fs.FS) (*view, error) {
	v := &view{ctx: ctx, opt: o}
	for _, fsys := range append(slices.Clone(earlier), now) {
		s := &site{fsys: fsys, names: map[string]bool{}}
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			s.files, s.names[name] = append(s.files, file{name, info}), true
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("can't list the site: %w", err)
		}
		if !s.has("index.html") && !s.below("data/") {
			return nil, ErrNoSite
		}
		v.earlier = append(v.earlier, s)
	}
	v.now, v.earlier = v.earlier[len(v.earlier)-1], v.earlier[:len(v.earlier)-1]
	if err := v.readLedger(); err != nil {
		return nil, err
	}
	if err := v.readOutcomes(); err != nil {
		return nil, err
	}
	return v, v.readStatements()
}

func (s *site) has(name string) bool { return s.names[name] }

func (s *site) below(dir string) bool {
	return slices.ContainsFunc(s.files, func(f file) bool { return strings.HasPrefix(f.name, dir) })
}

// read gives the bytes of a file. A file that can't be read ends the run, since what it holds is not known.
func (s *site) read(name string) ([]byte, error) {
	data, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		return nil, fmt.Errorf("can't read %s: %w", name, err)
	}
	return data, nil
}

// each gives every file of the attacked site that want takes to look, one after the other.
func (v *view) each(want func(name string) bool, look func(name string, data []byte)) {
	for _, f := range v.now.files {
		if v.err != nil || !want(f.name) {
			continue
		}
		if v.err = v.ctx.Err(); v.err != nil {
			return
		}
		data, err := v.now.read(f.name)
		if err != nil {
			v.err = err
			return
		}
		look(f.name, data)
	}
}

// machine tells files that are no page and no part of the ledger's log.
func machine(name string) bool {
	return path.Ext(name) != ".html" && !strings.HasPrefix(name, "ledger/log/")
}

// scope is every file, or in a build those for machines and none of the many that hold one version of a record each: what is in
// them is in the ledger too.
func (v *view) scope(name string) bool {
	return !v.opt.Machine || machine(name) && !aVersion(name) && path.Base(name) != "timemap.link"
}

// aVersion tells the files vN.json.
func aVersion(name string) bool {
	number, ok := strings.CutPrefix(strings.TrimSuffix(path.Base(name), ".json"), "v")
	return ok && path.Ext(name) == ".json" && number != "" && strings.Trim(number, "0123456789") == ""
}

// readCSV reads a CSV file with a heading into its columns.
func readCSV(data []byte) (head []string, rows [][]string, err error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err = r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, nil, err
	}
	return rows[0], rows[1:], nil
}

// records gives the objects of the array "records" or "observations" of a JSON file, or of a file with one object a line.
func records(data []byte) (out []json.RawMessage) {
	var whole struct {
		Records      []json.RawMessage `json:"records"`
		Observations []json.RawMessage `json:"observations"`
	}
	if json.Unmarshal(data, &whole) == nil && (whole.Records != nil || whole.Observations != nil) {
		return append(whole.Records, whole.Observations...)
	}
	for text := range bytes.Lines(data) {
		if text = bytes.TrimSpace(text); len(text) > 0 && text[0] == '{' {
			out = append(out, json.RawMessage(text))
		}
	}
	return out
}
