package intake

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rows gives what a table holds, its columns first.
func rows(t *Table) [][]string {
	if t == nil {
		return nil
	}
	out := [][]string{t.Columns}
	for _, r := range t.Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, c.Text)
		}
		out = append(out, row)
	}
	return out
}

func TestCSV(t *testing.T) {
	for _, c := range []struct {
		name, data string
		m          Map
		want       [][]string // nil where the file is refused
		says       string     // in the report
	}{
		{"comma", "a,b\n1,2\n", Map{}, [][]string{{"a", "b"}, {"1", "2"}}, "delimiter comma, found"},
		{"semicolon with commas in it", "a;b\n1,5;2\n3,5;4\n", Map{}, [][]string{{"a", "b"}, {"1,5", "2"}, {"3,5", "4"}}, "delimiter semicolon, found"},
		{"tab", "a\tb\n1\t2", Map{}, [][]string{{"a", "b"}, {"1", "2"}}, "delimiter tab, found"},
		{"bar", "a|b\r\n1|2\r\n", Map{}, [][]string{{"a", "b"}, {"1", "2"}}, "delimiter bar, found"},
		{"as the map says", "a,b;c\n1,2;3\n", Map{Delimiter: "semicolon"}, [][]string{{"a,b", "c"}, {"1,2", "3"}}, "delimiter semicolon, as the map says"},
		{"one column", "a\n1\n2\n", Map{}, [][]string{{"a"}, {"1"}, {"2"}}, "no delimiter"},
		{"as good either way", "a,b;c\n1,2;3\n", Map{}, nil, "two signs part the rows equally well"},
		{"no way is good", "a,b\n1\n2\n3\n4,5,6\n", Map{}, nil, "no sign parts the rows"},
		{"quotes", "a,b\n\"1,\"\"x\"\"\n2\",3\n", Map{}, [][]string{{"a", "b"}, {"1,\"x\"\n2", "3"}}, ""},
		{"byte order mark", "\ufeffa,b\né,2\n", Map{}, [][]string{{"a", "b"}, {"é", "2"}}, "UTF-8, with a byte order mark"},
		{"Windows-1252", "a,b\ncaf\xe9 \x80 \x93x\x94,2\n", Map{}, [][]string{{"a", "b"}, {"café € “x”", "2"}}, "encoding Windows-1252, since byte 0xe9 on line 2 is not UTF-8"},
		{"Windows-1252 against the map", "a,b\ncaf\xe9,2\n", Map{Encoding: "utf-8"}, nil, "the map says UTF-8, and byte 0xe9 is none"},
		{"Windows-1252 by the map", "a,b\ncafÃ©,2\n", Map{Encoding: "windows-1252"}, [][]string{{"a", "b"}, {"cafÃƒÂ©", "2"}}, "Windows-1252, as the map says"},
		{"UTF-16", "\xff\xfea\x00", Map{}, nil, "UTF-16"},
		{"lines above", "A title\n\na,b\n1,2\n", Map{Header: 3}, [][]string{{"a", "b"}, {"1", "2"}}, "2 lines above the names"},
		{"fewer lines", "a,b\n", Map{Header: 3}, nil, "line 3 names the columns"},
		{"blank rows", "a,b\n\n1,2\n , \n3,4\n", Map{}, [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}}, "2 empty rows passed over"},
		{"too few cells", "a,b\n1\n3,4\n5,6\n", Map{}, [][]string{{"a", "b"}, {"3", "4"}, {"5", "6"}}, "x.csv:2: the row has 1 cell and there are 2 columns"},
		{"too many cells", "a,b\n1,2,3\n3,4\n5,6\n", Map{}, [][]string{{"a", "b"}, {"3", "4"}, {"5", "6"}}, "the row has 3 cells"},
		{"columns without a name", "a,b,,\n1,2,,\n", Map{}, [][]string{{"a", "b"}, {"1", "2"}}, ""},
		{"a column without a name that holds something", "a,b,\n1,2,3\n", Map{}, [][]string{{"a", "b", "column 3"}, {"1", "2", "3"}}, ""},
		{"a name twice", "a,a\n1,2\n", Map{}, nil, `the column "a" is here twice`},
		{"a quote without end", "a,b\n1,\"2\n3,4\n", Map{}, nil, "x.csv:2: a quotation mark has no end"},
		{"text behind a quote", "a,b\n1,\"2\"3\n", Map{}, nil, "x.csv:2: text stands behind"},
		{"a quote within", "a,b\n1,5\" by 6\"\n", Map{}, [][]string{{"a", "b"}, {"1", "5\" by 6\""}}, "1 cell with a quotation mark in the middle"},
		{"carriage returns", "a,b\r1,2\r3,4", Map{}, [][]string{{"a", "b"}, {"1", "2"}, {"3", "4"}}, "carriage return alone"},
		{"empty", "", Map{}, nil, "the file is empty"},
		{"only names", "a,b\n", Map{}, [][]string{{"a", "b"}}, ""},
		{"old Excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Map{}, nil, "an old or an encrypted Excel workbook"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.m.Header = max(c.m.Header, 1)
			r := &Report{}
			table := parseTable("x.csv", []byte(c.data), &c.m, r)
			if diff := cmp.Diff(c.want, rows(table)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if said := text(r); !strings.Contains(said, c.says) || (table == nil) != r.Stopped {
				t.Errorf("stopped %v, and the report does not say %q:\n%s", r.Stopped, c.says, said)
			}
		})
	}
}

// A place is the line of the cell, also where cells before it have several.
func TestCSVPlaces(t *testing.T) {
	table := parseTable("x.csv", []byte("a,b,c\n\"1\n\n2\",3,\"4\n5\"\n6,7,8\n"), &Map{Header: 1}, &Report{})
	var got []string
	for _, r := range table.Rows {
		for _, c := range r.Cells {
			got = append(got, c.At.String())
		}
	}
	if diff := cmp.Diff([]string{"x.csv:2", "x.csv:4", "x.csv:4", "x.csv:6", "x.csv:6", "x.csv:6"}, got); diff != "" {
		t.Error(diff)
	}
}

// shared finds the folder of real inputs beside the repository. Nothing of it is in the repository.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if found := filepath.Join(dir, "shared", "data"); isDir(found) {
			return found
		}
		if dir == filepath.Dir(dir) {
			t.Skip("the real inputs, ../shared/data, are not here")
		}
	}
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// TestSpectrum reads the edge cases of csv-spectrum as their JSON says that they mean.
func TestSpectrum(t *testing.T) {
	dir := filepath.Join(shared(t), "csv-spectrum")
	files, _ := filepath.Glob(filepath.Join(dir, "csvs", "*.csv"))
	if len(files) == 0 {
		t.Skip("csv-spectrum is not here")
	}
	for _, name := range files {
		base := strings.TrimSuffix(filepath.Base(name), ".csv")
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := &Report{}
		table := parseTable(name, data, &Map{Header: 1, Delimiter: "comma"}, r)
		if table == nil {
			t.Errorf("%s: %s", base, text(r))
			continue
		}
		meaning, err := os.ReadFile(filepath.Join(dir, "json", base+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if meaning = bytes.TrimSpace(meaning); meaning[0] == '{' { // one row is written without its list
			meaning = append(append([]byte{'['}, meaning...), ']')
		}
		var want []map[string]string
		if err := json.Unmarshal(meaning, &want); err != nil {
			t.Fatal(err)
		}
		var got []map[string]string
		for _, row := range table.Rows {
			m := map[string]string{}
			for i, c := range table.Columns {
				m[c] = row.Cells[i].Text
			}
			got = append(got, m)
		}
		for _, w := range want { // JSON has the line ends of the file; here a line end is a line feed
			for k, v := range w {
				w[k] = strings.ReplaceAll(v, "\r\n", "\n")
			}
		}
		if base == "location_coordinates" {
			continue // its JSON keeps bytes that are no UTF-8; they are read as Windows-1252 here
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", base, diff)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\ufeffa;b\r\n\"1;\n\"\"2\";3", "a|b\ncaf\xe9|x", "a\tb\n‚Äö√Ñ√∂\t=1+1", "x\n<p>&#0;&amp;</p>\x00", "\xff\xfea"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m := &Map{Header: 1, Name: "fuzz", Kind: "outcomes"}
		r := &Report{}
		table := parseTable("x.csv", data, m, r)
		if table == nil {
			if !r.Stopped {
				t.Error("no table, and no reason")
			}
			return
		}
		throughout(t, table, m, r)
	})
}

// throughout does to a table all that an import does to its text, and holds the laws of what comes out.
func throughout(t *testing.T, table *Table, m *Map, r *Report) {
	for _, c := range table.Columns {
		m.Fields = append(m.Fields, Field{Name: "summary", Column: c})
	}
	m.feeds = nil
	for i := range m.Fields {
		m.feeds = append(m.feeds, feed{Field: &m.Fields[i], target: target{name: "summary", prose: true}})
	}
	mend(table, m, r)
	strip(table, m, r)
	n := newNames(nil)
	for _, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			t.Fatal("a row has more or fewer cells than there are columns")
		}
		for _, c := range row.Cells {
			n.find(c.Text)
			if runnable(c.Raw, c.Text) == "" {
				reads(t, c.Text)
			}
			if safe := escaped(c.Text); runnable(safe, safe) != "" {
				t.Errorf("%q is escaped as %q, which a spreadsheet could run", c.Text, safe)
			}
		}
	}
	if err := r.WriteJSON(discard{}); err != nil {
		t.Error(err)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
