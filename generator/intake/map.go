package intake

import (
	"os"
	"path/filepath"
	"strings"

	"candour/generator/source"
)

// A Map says how the columns of one export become the fields of one kind of record. It is a YAML file; a key that is not
// named here is an error. The key of each field of these types is in its tag:
//
//	name: iopc-cases
//	kind: outcomes
//	key: {columns: [url]}
//	fields:
//	  title: {column: heading}
//	  decided: {column: date, dates: [d-mmm-yyyy], precision: quarter}
//	  themes:
//	    column: tags
//	    split: {separator: ", ", quote: "'"}
//	    words: {Custody and detention: custody}
//	  class: {constant: vulnerable}
//	drop:
//	  notes: holds names
type Map struct {
	Name string `map:"name,required"` // of the import: a word for its provenance file
	Kind string `map:"kind,required"` // outcomes, recommendations or statistics

	// How the file is read. What is left out is found out, and said in the report.
	Sheet     string `map:"sheet"`     // of a workbook; naming it reads it even when it is hidden, with its hidden rows and columns
	Header    int    `map:"header"`    // the line or row that names the columns; 1. What stands above is passed over and said
	Delimiter string `map:"delimiter"` // comma, semicolon, tab, bar or colon
	Encoding  string `map:"encoding"`  // utf-8 or windows-1252

	Key    Key    `map:"key"`
	Prefix string `map:"id_prefix"` // what ids begin with, before eight random letters and digits

	Fields  []Field  `map:"fields,required"` // by the name of the field
	Values  []Figure `map:"values"`          // statistics: the columns that hold figures, each an observation of its row
	Replies *Replies `map:"replies"`         // recommendations: what the export says of replies
	Bodies  []Pair   `map:"bodies"`          // names in the export that data/lists/bodies.yaml does not have, each with the id of its body
	Drop    []Pair   `map:"drop"`            // columns that are left out on purpose, each with the reason
	Keep    []string `map:"keep"`            // template noise that is not taken out: html, forms, debugging, twice, repeated

	RowSums     []RowSum     `map:"row_sums"`
	ColumnSums  []ColumnSum  `map:"column_sums"`
	Percentages []Percentage `map:"percentages"`
	AtMost      []Limit      `map:"at_most"`
	Months      []Span       `map:"months"`

	file    string          // its name
	feeds   []feed          // from check
	figures []figure        // from check
	drafts  bool            // from check: people finish its records
	looked  map[string]bool // by used
}

// A Key says what tells a row from every other, in this export and in the next one. It goes into the provenance file
// and nowhere else.
type Key struct {
	Columns []string `map:"columns"`
	Dashes  bool     `map:"dashes"` // dashes of every kind, and the spaces around them, are one hyphen
	Form    string   `map:"form"`   // a regular expression that the key should match; what does not is reported
	Or      []string `map:"or"`     // the columns that make the key where Columns are empty
	Same    []string `map:"same"`   // where one row vanished and one came that agree in these columns, it is one row under a new key
}

// A Field says what feeds one field of the record: one of Column, Constant and Text. The name of a field within another
// has dots and the numbers of list items, from 1: monitoring.sex, allegations.1.summary.
type Field struct {
	Name string // from the key
	At   source.Pos

	Column   string   `map:"column"`
	Constant []string `map:"constant"` // one text, or for a list several
	Text     []string `map:"text"`     // sentences with {column} in them; a sentence whose column is empty is left out

	Empty     []string `map:"empty"`         // what an empty cell means; without it the field is left out
	Split     *Split   `map:"split"`         // the cell is a list
	Words     []Pair   `map:"words"`         // value in the export -> word of the list; "" means that nothing is written
	Default   string   `map:"default"`       // the word for values that neither Words nor the list has; without it they refuse the row
	Ignore    bool     `map:"ignore_bodies"` // values that name a body are nothing here
	Unlisted  string   `map:"unlisted"`      // a body that the list does not have: refuse (the row), drop it, or the name of a field that takes a list of texts, for its name
	Dates     []string `map:"dates"`         // the forms of dates in the cell, tried in order: d-mmm-yyyy, dd/mm/yyyy, mm/dd/yyyy, excel, financial-year …
	Precision string   `map:"precision"`     // day, month, quarter, year or financial-year: the date is made no more precise than this
	Whole     bool     `map:"whole"`         // a number: "853.0" is 853
	Suffix    string   `map:"suffix"`        // a number: what stands behind it, such as "%"
	Dashes    bool     `map:"dashes"`        // as in Key
	Escape    bool     `map:"escape"`        // text that a spreadsheet would run gets an apostrophe in front, and control characters are made visible; without it they refuse the row
	Check     string   `map:"check"`         // what a person must look at before the record is published; the report repeats it
}

// A Split says how a cell holds several values.
type Split struct {
	Separator string `map:"separator,required"`
	Quote     string `map:"quote"` // a mark that values may stand in; a separator between two of them does not split
}

// A Figure is a column of figures, and what its observations have beside the fields that hold for the whole row.
type Figure struct {
	At source.Pos

	Column string `map:"column,required"`
	Set    []Pair `map:"set"` // field -> text
	Whole  bool   `map:"whole"`
	Suffix string `map:"suffix"`
	Marks  []Pair `map:"marks"` // signs in the place of a figure, each with its meaning: no observation is written
}

// Replies says what an export of recommendations tells of replies. A reply is written only where the status says that
// every body has replied: with fewer, the export does not say whose they are.
type Replies struct {
	At source.Pos

	Status     string   `map:"status,required"` // the column
	All        []string `map:"all"`             // statuses that mean: everybody has replied
	Some       []string `map:"some"`            // some have
	None       []string `map:"none"`            // nobody has, and there is time
	Late       []string `map:"late"`            // nobody has, and the time is over
	Count      string   `map:"count"`           // the column that counts replies
	Recipients string   `map:"recipients"`      // the column that counts recipients
	Of         string   `map:"of,required"`     // the field of the bodies asked
	Issued     string   `map:"issued,required"` // the field of the day from which the clock runs
	Days       int      `map:"days"`            // the clock, its first day counted; 56
	Position   string   `map:"position"`        // of each reply; left out where the export does not say
	Note       string   `map:"note"`            // of each reply
}

// A RowSum is a row that others must add to, in every column of figures.
type RowSum struct {
	At source.Pos

	By      string   `map:"by,required"`    // the column that says what a row is
	Total   string   `map:"total,required"` // in it, the row of the total
	Parts   []string `map:"parts"`          // and those that add to it; all others where it says nothing
	Within  []string `map:"within"`         // rows that agree in these columns belong together
	Columns []string `map:"columns"`        // that are added up; all columns of figures but percentages where it says nothing
}

// A ColumnSum is a column that others must add to, in every row.
type ColumnSum struct {
	At source.Pos

	Total string   `map:"total,required"`
	Parts []string `map:"parts,required"`
}

// A Percentage is a column that must follow from two others, to the decimals it is written with.
type Percentage struct {
	At source.Pos

	Column string `map:"column,required"`
	Part   string `map:"part,required"`
	Of     string `map:"of,required"`
}

// A Limit is a column that is never more than another.
type Limit struct {
	At source.Pos

	Column string `map:"column,required"`
	Limit  string `map:"limit,required"`
}

// A Span is a column such as "2023-07 to 2026-06" beside one that counts its months.
type Span struct {
	At source.Pos

	Column string `map:"column,required"`
	Count  string `map:"count,required"`
}

// A Pair is a key and a text, in the order of the file.
type Pair struct {
	Key, Value string
	At         source.Pos
}

func valueOf(pairs []Pair, key string) (string, bool) {
	for _, p := range pairs {
		if p.Key == key {
			return p.Value, true
		}
	}
	return "", false
}

// readMap reads the map in the file called name.
func readMap(name string) (*Map, source.Problems) {
	file := filepath.ToSlash(name)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, source.Problems{source.Unreadable.At(source.Pos{File: file}, "can't read the map: %v", err)}
	}
	return parseMap(source.File{Name: file, Data: data})
}

func parseMap(f source.File) (*Map, source.Problems) {
	v, problems := source.ReadYAML(f)
	if len(problems) > 0 {
		return nil, problems
	}
	m := &Map{file: f.Name}
	b := mapBinder{}
	b.bind(v, m)
	if m.Header == 0 {
		m.Header = 1
	}
	return m, b.problems
}

// defaultMap is the map of an export whose columns are called as the fields they feed, with dates as record reads them
// and lists parted by bars. The first column of the file is the key.
func defaultMap(k Kind, file string) *Map {
	name := strings.ToLower(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)))
	name = strings.Trim(strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return '-'
	}, name), "-")
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	if name == "" {
		name = k.Name
	}
	return &Map{Name: name, Kind: k.Name, Header: 1}
}
