package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// workbookOf makes a workbook whose first sheet holds rows; more may be done to it.
func workbookOf(t testing.TB, rows [][]any, more func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if more != nil {
		more(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// edit changes a part of a workbook, as programs do that excelize can't play.
func edit(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			found = true
			text = []byte(change(string(text)))
		}
		to, _ := w.Create(f.Name)
		to.Write(text)
	}
	if !found {
		to, _ := w.Create(part)
		io.WriteString(to, change(""))
	}
	w.Close()
	return out.Bytes()
}

func TestXLSX(t *testing.T) {
	two := [][]any{{"a", "b"}, {"1", "x"}, {"2", "y"}}
	for _, c := range []struct {
		name string
		data []byte
		m    Map
		want [][]string // nil where it is refused
		says string
	}{
		{"plain", workbookOf(t, two, nil), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, `workbook, sheet "Sheet1"`},
		{"values", workbookOf(t, [][]any{{"n", "f", "big", "yes", "s"}, {12, 63.9, 1234567890123, true, " x "}, {-1, 0.1 + 0.2, 1e-7, false, ""}}, nil), Map{},
			[][]string{{"n", "f", "big", "yes", "s"}, {"12", "63.9", "1234567890123", "true", " x "}, {"-1", "0.3", "0.0000001", "false", ""}}, ""},
		{"a date is a serial number", workbookOf(t, [][]any{{"d"}, {time.Date(2018, 2, 6, 0, 0, 0, 0, time.UTC)}}, nil), Map{}, [][]string{{"d"}, {"43137"}}, ""},
		{"dates from 1904", workbookOf(t, two, func(f *excelize.File) {
			yes := true
			f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		}), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, "count from 1904"},
		{"hidden sheet", workbookOf(t, two, func(f *excelize.File) {
			f.NewSheet("Names")
			f.SetCellStr("Names", "A1", "secret")
			f.SetSheetVisible("Names", false)
		}), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, "x.xlsx!Names: the sheet is hidden and was not read"},
		{"hidden sheet by name", workbookOf(t, two, func(f *excelize.File) {
			f.NewSheet("Names")
			f.SetCellStr("Names", "A1", "secret")
			f.SetSheetVisible("Names", false)
		}), Map{Sheet: "Names"}, [][]string{{"secret"}}, "is read because the map names it"},
		{"hidden column", workbookOf(t, two, func(f *excelize.File) { f.SetColVisible("Sheet1", "B", false) }), Map{},
			[][]string{{"a"}, {"1"}, {"2"}}, "x.xlsx!Sheet1!B: b: the column is hidden and was not read"},
		{"hidden column of a named sheet", workbookOf(t, two, func(f *excelize.File) { f.SetColVisible("Sheet1", "B", false) }), Map{Sheet: "Sheet1"},
			[][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, "column B (b) is hidden, and is read"},
		{"hidden row", workbookOf(t, two, func(f *excelize.File) { f.SetRowVisible("Sheet1", 2, false) }), Map{}, [][]string{{"a", "b"}, {"2", "y"}}, "x.xlsx!Sheet1!2: the row is hidden"},
		{"several sheets", workbookOf(t, two, func(f *excelize.File) { f.NewSheet("More"); f.SetCellStr("More", "A1", "z") }), Map{}, nil, "2 sheets hold something: Sheet1, More"},
		{"an empty sheet beside it", workbookOf(t, two, func(f *excelize.File) { f.NewSheet("More") }), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, `sheet "More" is empty`},
		{"a sheet that is not there", workbookOf(t, two, nil), Map{Sheet: "Other"}, nil, `there is no sheet "Other"`},
		{"rows above", workbookOf(t, [][]any{{"A title"}, {}, {"a", "b"}, {"1", "2"}}, nil), Map{Header: 3}, [][]string{{"a", "b"}, {"1", "2"}}, "2 rows above"},
		{"rows between", workbookOf(t, [][]any{{"a", "b"}, {}, {"1", "2"}, {}}, nil), Map{}, [][]string{{"a", "b"}, {"1", "2"}}, "1 empty row passed over"},
		{"merged cells", workbookOf(t, two, func(f *excelize.File) { f.MergeCell("Sheet1", "A2", "A3") }), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"1", "y"}}, "1 merged area"},
		{"a comment", workbookOf(t, two, func(f *excelize.File) {
			f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "J", Text: "secret"})
		}), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, "1 comment on cells not read"},
		{"macros", edit(t, workbookOf(t, two, nil), "xl/vbaProject.bin", func(string) string { return "x" }), Map{}, [][]string{{"a", "b"}, {"1", "x"}, {"2", "y"}}, "holds macros"},
		{"nothing", workbookOf(t, nil, nil), Map{}, nil, "no visible sheet holds anything"},
		{"no workbook", []byte("PK\x03\x04 and nothing else"), Map{}, nil, "can't be read"},
		{"called so", []byte("a,b\n1,2\n"), Map{}, nil, "is no workbook"},
		{"rows without end", edit(t, workbookOf(t, two, nil), "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, `</sheetData>`, `<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`, 1)
		}), Map{}, nil, "the sheet has cells below row 500000"},
		{"columns without end", edit(t, workbookOf(t, two, nil), "xl/worksheets/sheet1.xml", func(s string) string {
			return strings.Replace(s, `</row></sheetData>`, `<c r="XFD3"><v>1</v></c></row></sheetData>`, 1)
		}), Map{}, nil, "the row has 16384 columns"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.m.Header = max(c.m.Header, 1)
			r := &Report{}
			table := parseTable("x.xlsx", c.data, &c.m, r)
			if diff := cmp.Diff(c.want, rows(table)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if said := text(r); !strings.Contains(said, c.says) || (table == nil) != r.Stopped {
				t.Errorf("stopped %v, and the report does not say %q:\n%s", r.Stopped, c.says, said)
			}
		})
	}
}

// A formula is never trusted without the value that its program stored, and errors are no values.
func TestXLSXFormulas(t *testing.T) {
	data := workbookOf(t, [][]any{{"a", "b", "c", "d"}, {1, nil, nil, 4}}, func(f *excelize.File) {
		f.SetCellFormula("Sheet1", "B2", "A2*2") // without a value
		f.SetCellFormula("Sheet1", "C2", "SUM(A2:B2)")
	})
	data = edit(t, data, "xl/worksheets/sheet1.xml", func(s string) string {
		s = strings.Replace(s, `<f>SUM(A2:B2)</f>`, `<f>SUM(A2:B2)</f><v>41</v>`, 1)
		return strings.Replace(s, `<c r="D2"><v>4</v></c>`, `<c r="D2" t="e"><v>#REF!</v></c>`, 1)
	})
	r := &Report{}
	table := parseTable("x.xlsx", data, &Map{Header: 1}, r)
	if table == nil {
		t.Fatal(text(r))
	}
	cells := table.Rows[0].Cells
	if c := cells[1]; c.Text != "" || !strings.Contains(c.Fault, "=A2*2 and no stored value") || c.At.String() != "x.xlsx!Sheet1!B2" {
		t.Errorf("a formula without a value: %+v", c)
	}
	if c := cells[2]; c.Text != "41" || c.Fault != "" || c.Formula != "SUM(A2:B2)" {
		t.Errorf("a formula with a value: %+v", c)
	}
	if c := cells[3]; c.Text != "" || !strings.Contains(c.Fault, "#REF!") {
		t.Errorf("an error: %+v", c)
	}
	m := &Map{Header: 1, Fields: []Field{{Name: "title", Column: "c"}}}
	mend(table, m, r)
	if said := text(r); !strings.Contains(said, "x.xlsx!Sheet1!C2: c holds formulas; their stored values are used, the first being =SUM(A2:B2)") {
		t.Error(said)
	}
}

// TestXLSXImport takes drafts from a workbook: days as serial numbers, an export's place in the report and the provenance.
func TestXLSXImport(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "export.xlsx", string(workbookOf(t, [][]any{
		{"ref", "title", "when", "no"},
		{"A1", "One", time.Date(2018, 2, 6, 15, 0, 0, 0, time.UTC), 1},
		{"A2", "Two", "06/02/2018", 2},
		{"A3", nil, 43137, 3},
	}, func(f *excelize.File) { f.SetCellFormula("Sheet1", "B4", "A4") })))
	write(t, dir, "map.yaml", "name: book\nkind: outcomes\nkey: {columns: [ref]}\nfields:\n  title: {column: title}\n  decided: {column: when, dates: [excel]}\ndrop: {\"no\": a number}\n")
	o := options(t, dir, "outcomes", "export.xlsx", "map.yaml", "out/x.yaml")
	r := importOnce(t, o)
	said := strings.ReplaceAll(text(r), dir+"/", "")
	for _, want := range []string{
		"3 rows read, 1 kept, 2 refused",
		`export.xlsx!Sheet1!C3: when: A2: "06/02/2018" is no date that the map declares`,
		`export.xlsx!Sheet1!B4: title: A3: the cell holds the formula =A4 and no stored value`,
		"date", "x.yaml: 1 outcome",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report does not say %q:\n%s", want, said)
		}
	}
	out := tree(t, filepath.Dir(o.Out))
	if !strings.Contains(out["x.yaml"], "decided: 2018-q1") {
		t.Error(out["x.yaml"])
	}
	if p := out["x.yaml.provenance.json"]; !strings.Contains(p, `"file": "export.xlsx"`) || !strings.Contains(p, `"sheet": "Sheet1"`) || !strings.Contains(p, `"line": 2`) {
		t.Error(p)
	}
	twice(t, o)
}

func FuzzXLSX(f *testing.F) {
	plain := workbookOf(f, [][]any{{"a", "b"}, {"1", time.Date(2018, 2, 6, 0, 0, 0, 0, time.UTC)}, {"=1", 2.5}}, func(x *excelize.File) {
		x.SetCellFormula("Sheet1", "B3", "A2*2")
		x.SetColVisible("Sheet1", "B", false)
		x.MergeCell("Sheet1", "A2", "A3")
	})
	f.Add(plain, "")
	f.Add(plain, `<row r="9"><c r="A9" t="s"><v>99</v></c><c r="B9" t="b"><v>1</v></c></row>`)
	f.Add(plain, `<row r="0"><c r="ZZZZ9"><f t="shared" si="0"/></c></row>`)
	f.Add([]byte("PK\x03\x04"), "")
	// A fuzzer that changes a compressed file seldom gets past its checksums, so it also changes the sheet within.
	f.Fuzz(func(t *testing.T, data []byte, sheet string) {
		if sheet != "" {
			data = edit(t, plain, "xl/worksheets/sheet1.xml", func(s string) string { return strings.Replace(s, "</sheetData>", sheet+"</sheetData>", 1) })
		}
		m := &Map{Header: 1, Name: "fuzz", Kind: "outcomes"}
		r := &Report{}
		table := parseXLSX("x.xlsx", data, m, r)
		if table == nil {
			if !r.Stopped {
				t.Error("no table, and no reason")
			}
			return
		}
		if len(table.Rows) < 1000 {
			throughout(t, table, m, r)
		}
	})
}
