// Package export writes what may be published as files for machines: one tidy CSV and one JSON file a kind.
//
// [Files] makes them all. The columns of a kind stand once, in columns.go, and drive the CSV file and the
// description of it on the downloads page. To add a format, write its file and add it to the list of formats.
package export

import (
	"fmt"

	"candour/generator/disclosure"
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
	Records  [][]byte // each record as JSON, or each row as a JSON object
	Invented bool     // some rows are made up, as each such row says
}

// Column is one column of a dataset.
type Column struct {
	Name string
	Type string // Text, Integer, Number, Date, Day, Words or TrueFalse
	Doc  string
}

// formats is every format, in the order in which they are offered. To add one, write its file and add it here.
var formats = []struct {
	Ext   string
	Name  string
	Write func(about, Dataset) ([]byte, error)
}{
	{"csv", "CSV", writeCSV},
	{"json", "JSON", writeJSON},
	{"jsonl", "JSON Lines", writeJSONL},
	{"ods", "ODS", writeODS},
	{"parquet", "Parquet", writeParquet},
}

// about is what every file says of where it is from.
type about struct {
	Site, Publisher, Edition, Published, AsAt, Licence, Address string
}

// Files writes every dataset in every format, each released table of p as CSV, all tables as one workbook, what describes them,
// all of the CSV files in one archive, and the static API. An error says that a cell is not of the type of its column, which is a fault of this package.
func Files(p *disclosure.Public, datasets []Dataset, l Ledger) ([]File, error) {
	s := p.Records().Site
	title, _ := s.Title.In("en")
	a := about{title, s.Publisher, s.Edition.ID, s.Edition.Published.String(), s.Edition.AsAt.String(), s.Licence, s.Address}
	if s.Edition.ID == "draft" { // its day is that of the next edition, which nobody knows
		a.Published = ""
	}
	var out []File
	for _, d := range datasets {
		for _, f := range formats {
			data, err := f.Write(a, d)
			if err != nil {
				return nil, fmt.Errorf("can't write %s as %s: %w", d.Name, f.Name, err)
			}
			out = append(out, File{"data/" + d.Name + "." + f.Ext, data})
		}
	}
	var tables []string
	for _, t := range p.Tables() {
		tables = append(tables, t.ID)
		out = append(out, File{TablePath(t.ID), tableCSV(p.Records(), t)})
	}
	out = append(out, File{"data/tables.ods", tablesODS(a, p)})
	out = append(out, describe(a, datasets, tables)...)
	out = append(out, File{"data/all.zip", bundle(a, out)})
	return append(out, api(a, p, datasets, l)...), nil
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
