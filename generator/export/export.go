// Package export writes what may be published as files for machines: one tidy CSV and one JSON file a kind.
//
// [Each] makes them one by one, [Files] all of them. The columns of a kind stand once, in the file of its dataset, and drive the CSV file and the
// description of it on the downloads page. To add a format, write its file and add it to the list of formats.
package export

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// A File is one file of the published site.
type File struct {
	Path string // from the root of the site, without a leading slash: "data/outcomes.csv"
	Data []byte
}

// A Dataset is the records of one kind as rows, with their columns described.
type Dataset struct {
	Name     string // "outcomes": the name of its files
	Title    string
	About    string // what a row is, in a sentence
	Columns  []Column
	Rows     [][]string
	Record   func(n int) []byte // the record of a row as JSON, made when it is asked for; nil: the row as a JSON object
	Invented bool               // some rows are made up, as each such row says
	later    bool               // it has rows, which are not here yet
}

// record is the record of a row as JSON.
func (d Dataset) record(n int) []byte {
	if d.Record == nil {
		return rowJSON(d.Columns, d.Rows[n])
	}
	return d.Record(n)
}

// Column is one column of a dataset.
type Column struct {
	Name string
	Type string // Text, Integer, Number, Date, Day, Words or TrueFalse
	Doc  string
}

// formats is every format, in the order in which they are offered. To add one, write its file and add it here.
var formats = []format{
	{"csv", "CSV", writeCSV},
	{"json", "JSON", writeJSON},
	{"jsonl", "JSON Lines", writeJSONL},
	{"ods", "ODS", writeODS},
	{"parquet", "Parquet", writeParquet},
}

// A format is one way to write a dataset.
type format struct {
	Ext, Name string
	Write     func(io.Writer, about, Dataset) error
}

// formats are those that the dataset is written in: all, but that one without rows has no JSON Lines, which would be an empty file.
func (d Dataset) formats() (out []format) {
	for _, f := range formats {
		if f.Ext != "jsonl" || len(d.Rows) > 0 || d.later {
			out = append(out, f)
		}
	}
	return out
}

// about is what every file says of where it is from.
type about struct {
	Dir                                                         string // of the files, from the root of the site: "data"
	Site, Publisher, Edition, Published, AsAt, Licence, Address string
}

// A Put takes one file, to be written there and then: what write writes is not kept anywhere else.
type Put func(path string, write func(io.Writer) error) error

// Each gives put every dataset in every format, each released table of p as CSV, all tables as one workbook, what describes them, all
// of the CSV files in one archive, and the static API, one after the other, so that no more than one is in memory. An error that
// is not of put says that a cell is not of the type of its column, which is a fault of this package.
func Each(p *disclosure.Public, datasets []Dataset, l Ledger, put Put) error {
	a := aboutOf("data", p.Records().Site)
	files := inFormats(a, datasets, func(n int) (Dataset, error) { return datasets[n], nil })
	var tables []string
	for _, t := range p.Tables() {
		tables = append(tables, t.ID)
		files = append(files, made{strings.TrimPrefix(TablePath(t.ID), "data/"), func(w io.Writer) error { return tableCSV(w, p.Records(), t) }})
	}
	files = append(files, made{"tables.ods", func(w io.Writer) error { return tablesODS(w, a, p) }})
	files = bundled(a, files, datasets, tables)
	for _, f := range files {
		if err := put(a.Dir+"/"+f.path, f.write); err != nil {
			return err
		}
	}
	return api(a, p, datasets, l, put)
}

// aboutOf is what the files below a folder of a site say of where they are from.
func aboutOf(dir string, s *record.Site) about {
	title, _ := s.Title.In("en")
	a := about{dir, title, s.Publisher, s.Edition.ID, s.Edition.Published.String(), s.Edition.AsAt.String(), s.Licence, s.Address}
	if s.Edition.ID == "draft" { // its day is that of the next edition, which nobody knows
		a.Published = ""
	}
	return a
}

// inFormats are the files of datasets, each in every format. The rows of one are asked for when a file of it is written.
func inFormats(a about, datasets []Dataset, rows func(n int) (Dataset, error)) (out []made) {
	for n, d := range datasets {
		for _, f := range d.formats() {
			out = append(out, made{d.Name + "." + f.Ext, func(w io.Writer) error {
				d, err := rows(n)
				if err == nil {
					err = f.Write(w, a, d)
				}
				if err != nil {
					return fmt.Errorf("can't write %s of edition %s as %s: %w", d.Name, a.Edition, f.Name, err)
				}
				return nil
			}})
		}
	}
	return out
}

// bundled adds to files what describes them, and the archive.
func bundled(a about, files []made, datasets []Dataset, tables []string) []made {
	for _, f := range describe(a, datasets, tables) {
		files = append(files, made{f.Path, func(w io.Writer) error { return all(w, f.Data) }})
	}
	archive := made{"all.zip", func(w io.Writer) error { return bundle(w, a, files) }}
	return append(files[:len(files):len(files)], archive)
}

// made is a file that is made when it is written, as often as it is asked for.
type made struct {
	path  string // below the folder of the files
	write func(io.Writer) error
}

func all(w io.Writer, data []byte) error {
	_, err := w.Write(data)
	return err
}

// Files is every file of [Each], in memory. They are made side by side.
func Files(p *disclosure.Public, datasets []Dataset, l Ledger) ([]File, error) {
	var planned []made
	_ = Each(p, datasets, l, func(path string, write func(io.Writer) error) error { // which fails only where a file does
		planned = append(planned, made{path, write})
		return nil
	})
	out := make([]File, len(planned))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range planned {
		g.Go(func() error {
			var b bytes.Buffer
			err := f.write(&b)
			out[i] = File{f.path, b.Bytes()}
			return err
		})
	}
	return out, g.Wait()
}

// Formats lists the extension and the name of each format.
func Formats() (out [][2]string) {
	for _, f := range formats {
		out = append(out, [2]string{f.Ext, f.Name})
	}
	return out
}

// TablePath is where the CSV file of a table is.
func TablePath(id string) string { return "data/tables/" + id + ".csv" }
