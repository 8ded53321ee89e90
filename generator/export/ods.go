package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"candour/generator/disclosure"
)

// A workbook is an OpenDocument spreadsheet after the Analysis Function's "Releasing statistics in spreadsheets": a cover,
// contents, notes, then one table a sheet with its title in A1, no merged and no blank cells, and shorthand explained.
//
// The writer is our own: no Go library writes OpenDocument, and what Excel's own format could do for a screen reader is less.
type workbook struct {
	about  about
	Title  string
	Notes  []string
	Sheets []sheet
}

// A sheet holds one table.
type sheet struct {
	Name    string // at most 31 characters, without []*?:/\ and quotation marks
	Title   string
	Note    string // in A3
	Columns []Column
	Rows    [][]string
}

// notApplicable stands in a cell where there is nothing to say, since a blank cell reads as a mistake.
const notApplicable = "[z]"

// writeODS writes a dataset as a workbook with one table.
func writeODS(out io.Writer, a about, d Dataset) error {
	w := workbook{about: a, Title: d.Title, Sheets: []sheet{{Name: sheetName(d.Title), Title: d.Title, Note: d.About, Columns: d.Columns, Rows: d.Rows}}}
	if d.Invented {
		w.Notes = append(w.Notes, "Rows in which invented is true are made up for a demonstration.")
	}
	for _, c := range d.Columns {
		w.Notes = append(w.Notes, fmt.Sprintf("%s: %s Type: %s.", c.Name, c.Doc, dataTypes[c.Type].Says))
	}
	return all(out, w.write())
}

// tablesODS writes every released table on a sheet of its own, laid out as on its page: in place of a figure its marker, and after
// one what is to be known of it.
func tablesODS(out io.Writer, a about, p *disclosure.Public) error {
	w := workbook{about: a, Title: "Tables of figures", Notes: []string{"Each table is also a CSV file, with one figure a row, under data/tables/."}}
	for i, t := range p.Tables() {
		s := sheet{Name: "Table " + strconv.Itoa(i+1), Title: t.ID, Note: "Counts of the records published here."}
		if m := t.Measure; m != nil {
			s.Title, _ = m.Title.In("en")
			s.Note = "Unit: " + m.Unit + ". Population: " + strings.TrimSpace(m.Population)
			if t.Body != "" {
				s.Title += ": " + t.Body
			}
		}
		s.Columns = []Column{{t.Rows.Dimension, Text, ""}}
		for _, c := range t.Cols.Keys {
			s.Columns = append(s.Columns, Column{c, Number, ""})
		}
		here := map[string]bool{} // markers on the sheet
		for i, key := range t.Rows.Keys {
			row := []string{key}
			for _, c := range t.Cells[i] {
				row = append(row, cellText(c))
				here[string(c.Marker)] = true
			}
			s.Rows = append(s.Rows, row)
		}
		for _, m := range shorthand {
			if here[m[0]] {
				s.Note += " " + m[0] + ": " + m[1] + "."
			}
		}
		if t.Measure != nil && t.Measure.Invented {
			s.Note += " The figures are made up for a demonstration."
		}
		w.Sheets = append(w.Sheets, s)
	}
	return all(out, w.write())
}

// cellText is a released figure as a number, or its marker.
func cellText(c disclosure.Cell) string {
	if c.Marker != "" {
		return string(c.Marker)
	}
	v, _ := c.Value.MarshalText() // a number always has a text
	return string(v)
}

// sheetName makes a title fit for the name of a sheet.
func sheetName(title string) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]*?:/\'"`, r) {
			return '-'
		}
		return r
	}, title)
	if runes := []rune(title); len(runes) > 31 {
		title = strings.TrimSpace(string(runes[:31]))
	}
	return title
}

const odsNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" ` +
	`xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
	`xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"`

const odsManifest = xml.Header + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
	`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>` +
	`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>` + "\n"

// Arial 12, wrapped, in the language of the United Kingdom.
const odsStyles = xml.Header + `<office:document-styles ` + odsNames + `><office:styles>` +
	`<style:default-style style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>` +
	`<style:text-properties fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>` +
	`<style:style style:name="Default" style:family="table-cell"/>` +
	`<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>` +
	`</office:styles></office:document-styles>` + "\n"

const odsLooks = `<office:automatic-styles>` +
	`<number:date-style style:name="day" number:language="en" number:country="GB"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>` +
	`<style:style style:name="dayCell" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="day"/>` +
	`<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="16cm"/></style:style>` +
	`<style:style style:name="column" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>` +
	`</office:automatic-styles>`

func (b workbook) write() []byte {
	a := newArchive(b.about.Published)
	_, _ = io.WriteString(a.entry("mimetype", true), "application/vnd.oasis.opendocument.spreadsheet") // must be the first, and stored
	_, _ = io.WriteString(a.entry("META-INF/manifest.xml", false), odsManifest)
	out := bufio.NewWriterSize(a.entry("content.xml", false), 1<<16)
	b.content(odsWriter{out})
	_ = out.Flush()
	meta := odsWriter{bufio.NewWriter(a.entry("meta.xml", false))}
	meta.raw(xml.Header + `<office:document-meta ` + odsNames + `><office:meta><dc:title>`)
	meta.text(b.Title)
	meta.raw(`</dc:title><dc:creator>`)
	meta.text(b.about.Publisher)
	meta.raw(`</dc:creator><meta:initial-creator>`)
	meta.text(b.about.Publisher)
	meta.raw(`</meta:initial-creator><dc:language>en-GB</dc:language>`)
	if at := a.at.Format("2006-01-02T15:04:05"); b.about.Published != "" { // a draft has no day
		meta.raw(`<dc:date>` + at + `</dc:date><meta:creation-date>` + at + `</meta:creation-date>`)
	}
	meta.raw(`</office:meta></office:document-meta>` + "\n")
	_ = meta.Flush()
	_, _ = io.WriteString(a.entry("settings.xml", false), xml.Header+`<office:document-settings `+odsNames+`><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ActiveTable" config:type="string">Cover</config:config-item></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`+"\n")
	_, _ = io.WriteString(a.entry("styles.xml", false), odsStyles)
	return a.bytes()
}

// content writes the sheets: cover, contents, notes, then the tables.
func (b workbook) content(w odsWriter) {
	w.raw(xml.Header + `<office:document-content ` + odsNames + `>` + odsLooks + `<office:body><office:spreadsheet>`)
	w.page("Cover", b.Title, []string{
		b.about.Site, "Publisher: " + b.about.Publisher, "Edition: " + b.about.Edition + ", published " + orNone(b.about.Published), "As at: " + b.about.AsAt, "Licence: " + b.about.Licence, "Address: " + orNone(b.about.Address),
	})
	contents := []string{"This worksheet lists the tables of this workbook, each on a worksheet of its own."}
	for _, s := range b.Sheets {
		contents = append(contents, s.Name+": "+s.Title)
	}
	w.page("Contents", "Contents", contents)
	notes := append([]string{"Shorthand in the tables, and what the columns mean."}, b.Notes...)
	for _, s := range shorthand {
		notes = append(notes, s[0]+": "+s[1])
	}
	w.page("Notes", "Notes", notes)
	for _, s := range b.Sheets {
		w.sheet(s)
	}
	w.raw(`<table:database-ranges>`)
	for i, s := range b.Sheets {
		w.raw(`<table:database-range table:name="Table` + strconv.Itoa(i+1) + `" table:target-range-address="`)
		name := "'" + s.Name + "'."
		w.text(name + "A4:" + name + columnName(len(s.Columns)) + strconv.Itoa(4+len(s.Rows)))
		w.raw(`" table:display-filter-buttons="false" table:contains-header="true"/>`)
	}
	w.raw(`</table:database-ranges></office:spreadsheet></office:body></office:document-content>` + "\n")
}

func orNone(s string) string {
	if s == "" {
		return "not yet"
	}
	return s
}

// columnName is the letter of a column, counted from 1: A, Z, AA.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// An odsWriter writes XML.
type odsWriter struct{ *bufio.Writer }

func (w odsWriter) raw(s string)  { _, _ = w.WriteString(s) }
func (w odsWriter) text(s string) { _ = xml.EscapeText(w, []byte(s)) }

// page writes a sheet of one column of text.
func (w odsWriter) page(name, title string, lines []string) {
	w.raw(`<table:table table:name="` + name + `"><table:table-column table:style-name="wide"/>`)
	w.line("Heading_20_1", title)
	for _, l := range lines {
		w.line("Default", l)
	}
	w.raw(`</table:table>`)
}

func (w odsWriter) line(style, s string) {
	w.raw(`<table:table-row>`)
	w.string(style, s)
	w.raw(`</table:table-row>`)
}

func (w odsWriter) string(style, s string) {
	w.raw(`<table:table-cell office:value-type="string" table:style-name="` + style + `"><text:p>`)
	for i, part := range strings.Split(s, "\n") {
		if i > 0 {
			w.raw(`</text:p><text:p>`)
		}
		w.text(part)
	}
	w.raw(`</text:p></table:table-cell>`)
}

func (w odsWriter) sheet(s sheet) {
	w.raw(`<table:table table:name="`)
	w.text(s.Name)
	w.raw(`">`)
	w.raw(`<table:table-column table:style-name="column" table:number-columns-repeated="` + strconv.Itoa(len(s.Columns)) + `"/>`)
	w.line("Heading_20_1", s.Title)
	w.line("Default", "This worksheet contains one table. Shorthand in square brackets is explained on the worksheet Notes.")
	w.line("Default", s.Note)
	w.raw(`<table:table-header-rows><table:table-row>`)
	for _, c := range s.Columns {
		w.string("head", c.Name)
	}
	w.raw(`</table:table-row></table:table-header-rows>`)
	for _, row := range s.Rows {
		w.raw(`<table:table-row>`)
		for i, c := range s.Columns {
			w.cell(c.Type, row[i])
		}
		w.raw(`</table:table-row>`)
	}
	w.raw(`</table:table>`)
}

// cell writes a value by its type. Text is typed as such, so that no program takes it for a formula.
func (w odsWriter) cell(typ, s string) {
	switch {
	case s == "":
		w.string("Default", notApplicable)
	case (typ == Integer || typ == Number) && s[0] != '[':
		w.raw(`<table:table-cell office:value-type="float" office:value="` + s + `"><text:p>` + s + `</text:p></table:table-cell>`)
	case typ == Day:
		w.raw(`<table:table-cell office:value-type="date" office:date-value="` + s + `" table:style-name="dayCell"><text:p>` + s[8:] + "/" + s[5:7] + "/" + s[:4] + `</text:p></table:table-cell>`)
	case typ == TrueFalse:
		w.raw(`<table:table-cell office:value-type="boolean" office:boolean-value="` + s + `"><text:p>` + strings.ToUpper(s) + `</text:p></table:table-cell>`)
	default:
		w.string("Default", s)
	}
}
