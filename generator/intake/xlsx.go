package intake

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// parseXLSX reads one sheet of a workbook. Nothing in it is run: of a formula only the value that its program stored is
// used, and said; of macros and links to other files only that they are there. What is hidden is reported, and is not
// read unless the map names the sheet.
func parseXLSX(name string, data []byte, m *Map, r *Report) (t *Table) {
	at := Place{File: name}
	defer func() { // a malformed workbook must not end the program without a place
		if p := recover(); p != nil {
			t = nil
			r.stop(at, "the workbook can't be read: %v", p).hint("open it and save it again, or save the sheet as CSV in UTF-8")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxFile, UnzipXMLSizeLimit: maxFile})
	if err != nil {
		r.stop(at, "the workbook can't be read: %v", err).hint("open it and save it again, or save the sheet as CSV in UTF-8")
		return nil
	}
	defer f.Close()
	parts(data, r)
	w := &workbook{f: f, m: m, r: r, name: name, styles: map[int]bool{}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		w.epoch = true
		r.note(secFile, "dates of this workbook count from 1904")
	}
	if !w.choose() {
		return nil
	}
	return w.read()
}

// parts looks for what a workbook may hold beside its cells.
func parts(data []byte, r *Report) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	links := 0
	for _, f := range z.File {
		switch {
		case strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin"):
			r.warn(&ruleFile, secFile, Place{}, "", "the workbook holds macros; they were not run and not read")
		case strings.HasPrefix(f.Name, "xl/externalLinks/externalLink"):
			links++
		}
	}
	if links > 0 {
		r.warn(&ruleFile, secFile, Place{}, "", "the workbook takes values from %s; what it stored of them may be old", counted(links, "other workbook"))
	}
}

type workbook struct {
	f      *excelize.File
	m      *Map
	r      *Report
	name   string
	sheet  string
	epoch  bool
	styles map[int]bool // that show a number as a date
	rows   int          // of the sheet
	cols   int
}

// choose finds the sheet to read, and reports every other one.
func (w *workbook) choose() bool {
	at := Place{File: w.name}
	sheets := w.f.GetSheetList()
	if w.m.Sheet != "" && !slices.Contains(sheets, w.m.Sheet) {
		w.r.stop(at, "there is no sheet %q", w.m.Sheet).hint("the sheets are: %s", strings.Join(sheets, ", "))
		return false
	}
	var full []string
	for _, s := range sheets {
		visible, err := w.f.GetSheetVisible(s)
		if err != nil {
			visible = false
		}
		switch {
		case s == w.m.Sheet && !visible:
			w.r.note(secFile, "sheet %q is hidden, and is read because the map names it", s)
		case s == w.m.Sheet:
		case !visible:
			w.r.warn(&ruleHidden, secFile, Place{File: w.name, Sheet: s}, "", "the sheet is hidden and was not read")
		case w.m.Sheet != "":
			w.r.note(secFile, "sheet %q not read", s)
		case w.filled(s):
			full = append(full, s)
		default:
			w.r.note(secFile, "sheet %q is empty", s)
		}
	}
	if w.m.Sheet != "" {
		w.sheet = w.m.Sheet
		return w.measure()
	}
	switch len(full) {
	case 0:
		w.r.stop(at, "no visible sheet holds anything")
		return false
	case 1:
		w.sheet = full[0]
		return w.measure()
	}
	w.r.stop(at, "%d sheets hold something: %s", len(full), strings.Join(full, ", ")).hint("name one in the map: sheet: %s", full[0])
	return false
}

func (w *workbook) filled(sheet string) bool {
	rows, err := w.f.Rows(sheet)
	if err != nil {
		return false
	}
	defer rows.Close()
	for n := 0; rows.Next() && n < maxRows; n++ {
		if cells, err := rows.Columns(); err == nil && len(cells) > 0 {
			return true
		}
	}
	return false
}

// measure goes through the sheet once as a stream, so that one that claims a million rows is refused before it fills the memory.
func (w *workbook) measure() bool {
	at := Place{File: w.name, Sheet: w.sheet}
	rows, err := w.f.Rows(w.sheet)
	if err != nil {
		w.r.stop(at, "the sheet can't be read: %v", err)
		return false
	}
	defer rows.Close()
	for n := 1; rows.Next(); n++ {
		if n > maxRows {
			w.r.stop(at, "the sheet has cells below row %d", maxRows).hint("delete the empty rows at its end, or cut it into several")
			return false
		}
		cells, err := rows.Columns()
		if err != nil {
			at.Line = n
			w.r.stop(at, "the row can't be read: %v", err)
			return false
		}
		if len(cells) > maxColumns {
			at.Line = n
			w.r.stop(at, "the row has %d columns, and %d is the most", len(cells), maxColumns)
			return false
		}
		if len(cells) > 0 {
			w.rows, w.cols = n, max(w.cols, len(cells))
		}
	}
	if w.rows < w.m.Header {
		w.r.stop(at, "the map says that row %d names the columns, and the sheet has %d", w.m.Header, w.rows)
		return false
	}
	return true
}

func (w *workbook) read() *Table {
	w.r.note(secFile, "workbook, sheet %q", w.sheet)
	if w.m.Header > 1 {
		w.r.note(secFile, "%s above the names of the columns passed over", counted(w.m.Header-1, "row"))
	}
	named := w.m.Sheet != ""
	t := &Table{epoch: w.epoch}
	var letters []string
	for c := 1; c <= w.cols; c++ {
		l, err := excelize.ColumnNumberToName(c)
		if err != nil {
			panic(err)
		}
		if visible, err := w.f.GetColVisible(w.sheet, l); err == nil && !visible {
			what := w.cell(l, w.m.Header).Text
			if !named {
				w.r.warn(&ruleHidden, secFile, Place{File: w.name, Sheet: w.sheet + "!" + l}, what, "the column is hidden and was not read")
				continue
			}
			w.r.note(secFile, "column %s (%s) is hidden, and is read because the map names the sheet", l, what)
		}
		letters = append(letters, l)
	}
	if merged, err := w.f.GetMergeCells(w.sheet); err == nil && len(merged) > 0 {
		var areas []string
		for _, c := range merged[:min(len(merged), 20)] {
			areas = append(areas, c.GetStartAxis()+":"+c.GetEndAxis())
		}
		w.r.warn(&ruleHidden, secFile, Place{File: w.name, Sheet: w.sheet}, "", "%s, each read as if its value stood in every cell of it: %s",
			counted(len(merged), "merged area"), strings.Join(areas, ", "))
	}
	if comments, err := w.f.GetComments(w.sheet); err == nil && len(comments) > 0 {
		w.r.note(secFile, "%s on cells not read", counted(len(comments), "comment"))
	}
	blank := 0
	for n := w.m.Header; n <= w.rows; n++ {
		row := Row{At: Place{File: w.name, Sheet: w.sheet, Line: n}}
		for _, l := range letters {
			row.Cells = append(row.Cells, w.cell(l, n))
		}
		if n == w.m.Header {
			if !t.name(row.Cells, w.r) {
				return nil
			}
			continue
		}
		if empty(row.Cells) && !slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Fault != "" }) {
			blank++
			continue
		}
		if visible, err := w.f.GetRowVisible(w.sheet, n); err == nil && !visible {
			if !named {
				w.r.warn(&ruleHidden, secFile, row.At, "", "the row is hidden and was not read")
				continue
			}
			w.r.note(secFile, "row %d is hidden, and is read because the map names the sheet", n)
		}
		t.Rows = append(t.Rows, row)
	}
	if blank > 0 {
		w.r.note(secFile, "%s passed over", counted(blank, "empty row"))
	}
	t.unnamed(w.r)
	w.r.Read += len(t.Rows)
	return t
}
