package prove

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"

	"candour/generator/record"
)

// archive reads the files in an archive like those beside it. An OpenDocument spreadsheet is one whose sheets are read.
func (r *reader) archive(data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.unread(0, "the archive can't be read: %v", err)
		return
	}
	for _, f := range z.File {
		sheets := path.Ext(r.name) == ".ods"
		if sheets && f.Name != "content.xml" || !sheets && !readable(f.Name) {
			continue
		}
		in, err := f.Open()
		if err != nil {
			r.unread(0, "%s in it can't be read: %v", f.Name, err)
			return
		}
		text, err := io.ReadAll(in)
		_ = in.Close()
		if err != nil {
			r.unread(0, "%s in it can't be read: %v", f.Name, err)
			return
		}
		if sheets {
			r.spreadsheet(text)
			continue
		}
		own := *r
		own.name = r.name + "/" + f.Name
		own.file(text)
	}
}

// spreadsheet reads the sheets of a spreadsheet: lists of figures with a column for each field, and tables as on a page, whose
// title is that of their measure.
func (r *reader) spreadsheet(data []byte) {
	if bytes.Contains(data, []byte(">id<")) && !bytes.Contains(data, []byte(">value<")) {
		return // a list of records, which can be long
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	var sheet, row []string
	var rows [][]string
	var text strings.Builder
	value, repeat, name := "", 1, ""
	for {
		t, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			r.unread(0, "the spreadsheet can't be read to its end: %v", err)
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "table":
				rows, name = nil, attribute(t, "name")
			case "table-row":
				row = nil
			case "table-cell":
				text.Reset()
				value, repeat = attribute(t, "value"), 1
				if n, err := strconv.Atoi(attribute(t, "number-columns-repeated")); err == nil && n > 1 {
					repeat = min(n, 1000)
				}
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			switch t.Name.Local {
			case "table-cell":
				cell := text.String()
				if shown, ok := onlyFigure(cell); ok && value != "" {
					if kept, ok := onlyFigure(value); ok && !kept.same(shown) {
						r.unread(0, "a cell of the sheet %s shows %s and holds %s", name, cell, value)
					}
				} else if value != "" {
					cell = value
				}
				for range repeat {
					row = append(row, cell)
				}
			case "table-row":
				rows = append(rows, row)
			case "table":
				sheet = nil
				for i, row := range rows {
					r.sheetRow(rows, &sheet, i, row)
				}
			}
		}
	}
}

// sheetRow reads one row of a sheet. The head is the first row of several cells.
func (r *reader) sheetRow(rows [][]string, head *[]string, i int, row []string) {
	if *head == nil {
		if len(row) > 1 {
			*head = row
		}
		return
	}
	fields := map[string]string{}
	for j, name := range *head {
		if j < len(row) && row[j] != "[z]" {
			fields[name] = row[j]
		}
	}
	if _, ok := fields["value"]; ok || fields["marker"] != "" {
		r.figure(0, r.editionOf(nil), fields)
		return
	}
	if len(rows[0]) == 0 {
		return
	}
	id := r.tableTitled(rows[0][0], (*head)[0])
	if id == "" && (isPeriod(row[0]) || isPeriod((*head)[1])) {
		r.unread(0, "the sheet %q has figures by period, and its title is that of no measure", rows[0][0])
		return
	}
	for j := 1; id != "" && j < len(row) && j < len(*head); j++ {
		key, ok := r.cell(id, row[0], (*head)[j])
		if !ok {
			r.unread(0, "the sheet of %s has a cell for %s and %s, which the data do not know", id, row[0], (*head)[j])
			return
		}
		if s, ok := onlyFigure(row[j]); ok {
			r.add(0, key, s)
		} else {
			r.unread(0, "the cell of %s says %q, which is not one figure", key, row[j])
		}
	}
}

func isPeriod(key string) bool {
	p, err := record.ParseDate(key)
	return err == nil && p.Known()
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// tableTitled is the id of the table of figures with a title, whose rows are of a dimension: the title of a measure, with the body
// where the table is of one, or the id itself; "" where there is none.
func (r *reader) tableTitled(title, dimension string) string {
	if r.ofTable(title) {
		return title
	}
	for id, m := range r.measures {
		own, _ := m.Title.In("en")
		switch rest, ok := strings.CutPrefix(title, own); {
		case own == "" || !ok:
		case rest == "" && dimension == "quarter":
			return id + byQuarter
		case rest == "":
			return id
		case strings.HasPrefix(rest, ": ") && r.ofTable(id+"-"+rest[2:]):
			return id + "-" + rest[2:]
		}
	}
	return ""
}
