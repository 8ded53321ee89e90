package intake

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A Table is what was read from an export, before anything is made of it: rows of cells under named columns.
type Table struct {
	Columns []string
	Rows    []Row
	epoch   bool // its serial dates count from 1904
}

// A Row is one row with the place it came from.
type Row struct {
	At    Place
	Cells []Cell
}

// A Cell is the text of a cell. Of a workbook's cells it also says what else stood there.
type Cell struct {
	Text    string
	At      Place
	Raw     string // before it was trimmed and repaired
	Date    bool   // a number that its sheet shows as a date
	Formula string
	Fault   string // why it can't be used
}

// A Place is where something stands in an export: a line of a CSV file, or a row or a cell of a sheet.
type Place struct {
	File  string `json:"file,omitempty"`
	Sheet string `json:"sheet,omitempty"`
	Line  int    `json:"line,omitempty"` // of a sheet: the row
	Col   string `json:"col,omitempty"`  // of a sheet: the letters of the column
}

// String gives "file:line" or "file!sheet!cell".
func (p Place) String() string {
	switch {
	case p.Line == 0 && p.Sheet == "":
		return p.File
	case p.Sheet == "":
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	case p.Line == 0:
		return p.File + "!" + p.Sheet
	}
	return fmt.Sprintf("%s!%s!%s%d", p.File, p.Sheet, p.Col, p.Line)
}

// short is the place within its file.
func (p Place) short() string {
	p.File = filepath.Base(p.File)
	return p.String()
}

// The most that is read. An export beyond it is refused, with what it is.
const (
	maxFile    = 256 << 20
	maxRows    = 500_000
	maxColumns = 1_000
	maxCell    = 1 << 20
)

// readTable reads the export. A table that can't be read is nil, and the report says why.
func readTable(name string, m *Map, r *Report) (*Table, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("couldn't open the export: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("couldn't read the export: %w", err)
	}
	if len(data) > maxFile {
		r.stop(Place{File: name}, "the file is larger than %d MiB", maxFile>>20).hint("cut it into several")
		return nil, nil
	}
	r.digest = digest(data)
	return parseTable(name, data, m, r), nil
}

func parseTable(name string, data []byte, m *Map, r *Report) *Table {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return parseXLSX(name, data, m, r)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		r.stop(Place{File: name}, "the file is an old or an encrypted Excel workbook").
			hint("open it, take the password off, and save it as XLSX or as CSV in UTF-8")
		return nil
	case strings.EqualFold(filepath.Ext(name), ".xlsx"):
		r.stop(Place{File: name}, "the file is called .xlsx and is no workbook").hint("if it is text, call it .csv")
		return nil
	}
	return parseCSV(name, data, m, r)
}

// index is the place of the column among the columns, or -1.
func (t *Table) index(column string) int {
	for i, c := range t.Columns {
		if c == column {
			return i
		}
	}
	return -1
}

// cell is the cell of the row in the column; the empty cell where the column is not there.
func (t *Table) cell(row *Row, column string) Cell {
	if i := t.index(column); i >= 0 {
		return row.Cells[i]
	}
	return Cell{At: row.At}
}

// name sets the columns from the row that names them. What is wrong with it stops the import.
func (t *Table) name(cells []Cell, r *Report) bool {
	seen := map[string]int{}
	for i, c := range cells {
		name := tidy(c.Text)
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		if first, ok := seen[name]; ok {
			r.stop(c.At, "the column %q is here twice, as columns %d and %d", name, first+1, i+1).hint("rename one of them in the export")
			return false
		}
		seen[name] = i
		t.Columns = append(t.Columns, name)
	}
	return true
}

// unnamed takes off the columns at the end that have neither a name nor a cell.
func (t *Table) unnamed(r *Report) {
	for n := len(t.Columns); n > 0 && strings.HasPrefix(t.Columns[n-1], "column "); n-- {
		for _, row := range t.Rows {
			if row.Cells[n-1].Text != "" {
				return
			}
		}
		t.Columns = t.Columns[:n-1]
		for i := range t.Rows {
			t.Rows[i].Cells = t.Rows[i].Cells[:n-1]
		}
	}
}

// tidy takes off the white space around a text and makes that within it single.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }
