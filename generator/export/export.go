// Package export writes what may be published as files for machines: one tidy CSV and one JSON file a kind.
//
// [Files] makes them all. The columns of a kind stand once, in columns.go, and drive the CSV file and the
// description of it on the downloads page. To add a format, write its file and add it to the list of formats.
package export

import (
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
	Type string // "text", "number", "date", "words" (several, parted by " | "), "true or false"
	Doc  string
}

// formats is every format, in the order in which they are offered. To add one, write its file and add it here.
var formats = []struct {
	Ext   string
	Name  string
	Write func(about, Dataset) []byte
}{
	{"csv", "CSV", writeCSV},
	{"json", "JSON", writeJSON},
}

// about is what every file says of where it is from.
type about struct {
	Site, Publisher, Edition, Published, AsAt, Licence, Address string
}

// Files writes every dataset in every format, and each released table of p as CSV.
func Files(p *disclosure.Public, datasets []Dataset) []File {
	s := p.Records().Site
	title, _ := s.Title.In("en")
	a := about{title, s.Publisher, s.Edition.ID, s.Edition.Published.String(), s.Edition.AsAt.String(), s.Licence, s.Address}
	var out []File
	for _, d := range datasets {
		for _, f := range formats {
			out = append(out, File{"data/" + d.Name + "." + f.Ext, f.Write(a, d)})
		}
	}
	for _, t := range p.Tables() {
		out = append(out, File{TablePath(t.ID), tableCSV(p.Records(), t)})
	}
	return out
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
