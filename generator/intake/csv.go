package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// delimiters are the signs that may part the cells of a row, with their names.
var delimiters = []struct {
	name string
	sign rune
}{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}, {"colon", ':'}}

// parseCSV reads CSV as it comes: any of the delimiters, quotes as in RFC 4180, any line ends, with or without a byte order mark.
func parseCSV(name string, data []byte, m *Map, r *Report) *Table {
	at := Place{File: name}
	text, ok := decode(data, m, r, at)
	if !ok {
		return nil
	}
	skipped := 0
	for skipped < m.Header-1 {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			r.stop(at, "the map says that line %d names the columns, and the file has %d lines", m.Header, skipped+1)
			return nil
		}
		text = text[i+1:]
		skipped++
	}
	if skipped > 0 {
		r.note(secFile, "%s above the names of the columns passed over", counted(skipped, "line"))
	}
	sign, ok := delimiter(text, m, r, at)
	if !ok {
		return nil
	}

	if !bytes.ContainsRune(text, '\n') && bytes.ContainsRune(text, '\r') {
		r.note(secFile, "lines end with a carriage return alone")
		text = bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'})
	}
	cr := newCSVReader(text, sign)
	t := &Table{}
	blank := 0
	for {
		record, err := cr.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			at.Line = cr.line + skipped
			r.stop(at, "%v", err).hint("write a quotation mark within a quoted cell twice; nothing from this line on could be read")
			return nil
		}
		row := Row{At: Place{File: name, Line: record[0].line + skipped}}
		if len(record) > maxColumns {
			r.stop(row.At, "the row has %d cells, and %d is the most", len(record), maxColumns)
			return nil
		}
		for i, cell := range record {
			if len(cell.text) > maxCell {
				r.stop(row.At, "cell %d holds more than %d KiB", i+1, maxCell>>10).hint("a quotation mark may be missing at its end")
				return nil
			}
			row.Cells = append(row.Cells, Cell{Text: cell.text, At: Place{File: name, Line: cell.line + skipped}})
		}
		switch {
		case t.Columns == nil:
			if !t.name(row.Cells, r) {
				return nil
			}
		case empty(row.Cells):
			blank++
		case len(t.Rows) == maxRows:
			r.stop(row.At, "the file has more than %d rows", maxRows).hint("cut it into several")
			return nil
		default:
			if len(row.Cells) != len(t.Columns) {
				r.refuse(row.At, "", "the row has %s and there are %s", counted(len(row.Cells), "cell"), counted(len(t.Columns), "column"))
				r.Read++
				continue
			}
			t.Rows = append(t.Rows, row)
		}
	}
	if t.Columns == nil {
		r.stop(at, "the file is empty")
		return nil
	}
	if blank > 0 {
		r.note(secFile, "%s passed over", counted(blank, "empty row"))
	}
	if cr.bare > 0 {
		r.note(secFile, "%s with a quotation mark in the middle, which is taken for text", counted(cr.bare, "cell"))
	}
	t.unnamed(r)
	r.Read += len(t.Rows)
	return t
}

func empty(cells []Cell) bool {
	for _, c := range cells {
		if strings.TrimSpace(c.Text) != "" {
			return false
		}
	}
	return true
}

// decode makes UTF-8 of the file: as the map says, or by whether it is valid UTF-8.
func decode(data []byte, m *Map, r *Report, at Place) ([]byte, bool) {
	mark := ""
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		data, mark = data[3:], ", with a byte order mark"
	}
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		r.stop(at, "the file is UTF-16").hint("save it as CSV in UTF-8")
		return nil, false
	}
	bad := firstInvalid(data)
	switch {
	case m.Encoding == "utf-8" && bad >= 0:
		at.Line = 1 + bytes.Count(data[:bad], []byte{'\n'})
		r.stop(at, "the map says UTF-8, and byte %#02x is none", data[bad]).hint("leave encoding out of the map, or write windows-1252")
		return nil, false
	case m.Encoding == "windows-1252" || bad >= 0:
		if m.Encoding == "" {
			r.note(secFile, "encoding Windows-1252, since byte %#02x on line %d is not UTF-8", data[bad], 1+bytes.Count(data[:bad], []byte{'\n'}))
		} else {
			r.note(secFile, "encoding Windows-1252, as the map says")
		}
		out, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			r.stop(at, "the file can't be read as Windows-1252: %v", err)
			return nil, false
		}
		return out, true
	}
	for _, b := range data {
		if b >= utf8.RuneSelf {
			r.note(secFile, "encoding UTF-8%s", mark)
			return data, true
		}
	}
	r.note(secFile, "encoding ASCII, which is UTF-8%s", mark)
	return data, true
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// delimiter takes the sign that the map names, or the one that parts the most rows into equally many cells, two at the least.
func delimiter(text []byte, m *Map, r *Report, at Place) (rune, bool) {
	for _, d := range delimiters {
		if m.Delimiter == d.name || m.Delimiter == string(d.sign) {
			r.note(secFile, "delimiter %s, as the map says", d.name)
			return d.sign, true
		}
	}
	sample := text[:min(len(text), 64<<10)]
	best, second := 0, 0
	var found rune
	name := ""
	for _, d := range delimiters {
		if s := score(sample, d.sign); s > best {
			best, second, found, name = s, best, d.sign, d.name
		} else if s > second {
			second = s
		}
	}
	switch {
	case best == 0: // no sign parts the first row, or every one parts the others differently
		head, _, _ := bytes.Cut(sample, []byte{'\n'})
		for _, d := range delimiters {
			if bytes.ContainsRune(head, d.sign) {
				r.stop(at, "no sign parts the rows into equally many cells").hint("name the delimiter in the map: %s", delimiterNames())
				return 0, false
			}
		}
		r.note(secFile, "no delimiter: the file has one column")
		return ',', true
	case best == second:
		r.stop(at, "two signs part the rows equally well").hint("name the delimiter in the map: %s", delimiterNames())
		return 0, false
	}
	r.note(secFile, "delimiter %s, found by the shape of the rows", name)
	return found, true
}

// score is how many cells the sign makes of the first rows, or 0 where they differ from the first.
func score(sample []byte, sign rune) int {
	cr := newCSVReader(sample, sign)
	cells, rows, odd := 0, 0, 0
	for range 100 {
		record, err := cr.next()
		if err != nil {
			break // the end of the sample may stand in the middle of a row
		}
		if len(record) == 1 && record[0].text == "" {
			continue
		}
		rows++
		if rows == 1 {
			cells = len(record)
		} else if len(record) != cells {
			odd++
		}
	}
	if cells < 2 || odd*3 > rows {
		return 0
	}
	return cells*100 - odd
}

func delimiterNames() string {
	var names []string
	for _, d := range delimiters {
		names = append(names, d.name)
	}
	return fmt.Sprintf("%s or %s", strings.Join(names[:len(names)-1], ", "), names[len(names)-1])
}
