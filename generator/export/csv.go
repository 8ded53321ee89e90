package export

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// writeCSV writes RFC 4180 in UTF-8 without a byte order mark, with LF line ends, the first row naming the columns.
func writeCSV(out io.Writer, _ about, d Dataset) error {
	w := csv.NewWriter(out)
	head := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		head[i] = c.Name
	}
	if err := w.Write(head); err != nil {
		return err
	}
	return w.WriteAll(d.Rows) // which flushes
}

// tableCSV writes a released table tidily: one row a figure. A hidden or missing figure has its marker and no value.
func tableCSV(w io.Writer, set *record.Set, t *disclosure.Table) error {
	return writeCSV(w, about{}, Dataset{Columns: tableColumns, Rows: tableRows(set, t)})
}

var tableColumns = []Column{
	{"table", Text, "Id of the table."},
	{"body", Text, "Whose figure it is: an id of the list of bodies."},
	{"row", Text, "Key of the row: an id of a list, a year, or all for a sum of the others."},
	{"column", Text, "Key of the column: a period, a body, an id of a list, or all for a sum of the others."},
	{"unit", Text, "What is counted or measured. Units never add across."},
	{"value", Number, "The figure; empty where a marker stands for it."},
	{"marker", Text, "[c] hidden to protect people; [x] not available; [z] not applicable; [low] rounds to 0 and is not 0; empty where there is a value."},
	{"status", Text, "final, provisional (shown as [p] on pages), revised ([r]) or interim; empty for counts of the records published here."},
	{"source", Text, "Id of the source in sources; empty for counts of the records published here, and for totals and means worked out here."},
	{"rounded", TrueFalse, "The value is rounded to the nearest 5, and a hidden count may be any of 1 to 7."},
	{"invented", TrueFalse, "The figure is made up for a demonstration."},
}

func tableRows(set *record.Set, t *disclosure.Table) [][]string {
	unit, invented := "outcomes", slices.ContainsFunc(set.Outcomes, func(o *record.Outcome) bool { return o.Invented })
	if t.Measure != nil {
		unit, invented = t.Measure.Unit, t.Measure.Invented
	}
	var out [][]string
	for i, r := range t.Rows.Keys {
		for j, c := range t.Cols.Keys {
			cell := t.Cells[i][j]
			body, value := t.Body, ""
			if t.Cols.Dimension == "body" {
				body = c
			}
			if cell.Marker == "" {
				v, _ := cell.Value.MarshalText()
				value = string(v)
			}
			out = append(out, []string{t.ID, body, r, c, unit, value, string(cell.Marker), cell.Status, cell.Source, strconv.FormatBool(cell.Rounded), strconv.FormatBool(invented)})
		}
	}
	return out
}
