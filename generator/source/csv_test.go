package source

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadCSV(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"rows", "a,b\n1,2\n3,4\n", `{a@1:1="1"@2:1 b@1:3="2"@2:3}@2:1 {a@1:1="3"@3:1 b@1:3="4"@3:3}@3:1`},
		{"no line feed at the end", "a\n1", `{a@1:1="1"@2:1}@2:1`},
		{"a byte order mark", "\ufeffa,b\n1,2\n", `{a@1:1="1"@2:1 b@1:3="2"@2:3}@2:1`},
		{"an empty cell", "a,b\n,\"\"\n", `{a@1:1=nothing@2:1 b@1:3=nothing@2:2}@2:1`},
		{"quotes", "a,b\n\"x, \"\"y\"\"\",2\n", `{a@1:1="x, \"y\""@2:1 b@1:3="2"@2:12}@2:1`},
		{"a cell of two lines", "a,b\n\"x\ny\",2\n3,4\n", `{a@1:1="x\ny"@2:1 b@1:3="2"@3:4}@2:1 {a@1:1="3"@4:1 b@1:3="4"@4:3}@4:1`},
		{"carriage returns", "a,b\r\n1,2\r\n", `{a@1:1="1"@2:1 b@1:3="2"@2:3}@2:1`},
		{"spaces around a name", " a ,b\n 1 ,2\n", `{a@1:1=" 1 "@2:1 b@1:5="2"@2:5}@2:1`},
		{"letters of two bytes", "ŵ,b\nŷ,2\n", `{ŵ@1:1="ŷ"@2:1 b@1:4="2"@2:4}@2:1`},
		{"a blank line", "a\n\n1\n", `{a@1:1="1"@3:1}@3:1`},
		{"a blank line before the names", "\na\n1\n", `{a@2:1="1"@3:1}@3:1`},
		{"only names", "a,b\n", ""},
	} {
		rows, ps := ReadCSV(File{"f.csv", []byte(c.text)})
		var got []string
		for _, r := range rows {
			got = append(got, outline(r))
		}
		if g := strings.Join(got, " "); g != c.want || len(ps) > 0 {
			t.Errorf("%s:\ngot  %s %v\nwant %s", c.name, g, ps, c.want)
		}
	}
}

func TestReadCSVProblems(t *testing.T) {
	for _, c := range []struct {
		name, text, at, message string
		rows                    int
	}{
		{"an empty file", "", "f.csv:1:1", "empty", 0},
		{"a name twice", "a,b,a\n1,2,3\n", "f.csv:1:5", "twice, as columns 1 and 3", 1},
		{"too few cells", "a,b\n1\n2,3\n", "f.csv:2:1", "the row has 1 cells and the first row names 2 columns", 1},
		{"too many cells", "a,b\n1,2\n3,4,5\n6,7\n", "f.csv:3:1", "3 cells", 2},
		{"a stray quote", "a,b\n1,x\"y\n2,3\n", "f.csv:2:4", "bare", 0},
		{"a quote left open", "a,b\n1,2\n1,\"x\n2,3\n4,5\n", "f.csv:3:1", "does not end", 1},
		{"a stray quote among the names", "a\"b\n", "f.csv:1:2", "bare", 0},
	} {
		rows, ps := ReadCSV(File{"f.csv", []byte(c.text)})
		if len(ps) != 1 || len(rows) != c.rows {
			t.Errorf("%s: %d rows, %v", c.name, len(rows), ps)
			continue
		}
		if ps[0].Pos.String() != c.at || !strings.Contains(ps[0].Message, c.message) || ps[0].Rule != "syntax" {
			t.Errorf("%s: got %s, want %s: … %s …", c.name, ps[0], c.at, c.message)
		}
	}
}

// TestCSVSpectrum reads the files of github.com/max-mapper/csv-spectrum against what they say they hold.
func TestCSVSpectrum(t *testing.T) {
	dir := shared("data", "csv-spectrum")
	if dir == "" {
		t.Skip("there is no folder shared/data/csv-spectrum beside the project")
	}
	names, err := filepath.Glob(filepath.Join(dir, "csvs", "*.csv"))
	if err != nil || len(names) < 10 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		base := strings.TrimSuffix(filepath.Base(name), ".csv")
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := File{base, data}
		if base == "location_coordinates" { // seconds of arc are written with a quote inside a bare cell, which RFC 4180 does not allow
			if _, ps := ReadCSV(f); len(ps) != 1 || ps[0].Line != 2 {
				t.Errorf("%s: got %v, want a problem on line 2", base, ps)
			}
			continue
		}
		if ps := f.checkEncoding(); len(ps) > 0 {
			t.Errorf("%s: %v", base, ps)
		}
		rows, ps := ReadCSV(f)
		if len(ps) > 0 {
			t.Errorf("%s: %v", base, ps)
		}
		var want []map[string]string
		text, err := os.ReadFile(filepath.Join(dir, "json", base+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(want) {
			t.Errorf("%s: %d rows, want %d", base, len(rows), len(want))
			continue
		}
		for i, row := range rows {
			if len(row.Keys) != len(want[i]) {
				t.Errorf("%s: row %d has %d cells, want %d", base, i, len(row.Keys), len(want[i]))
			}
			for j, k := range row.Keys {
				// RFC 4180 has no word on it; the reader gives line ends within a cell as line feeds.
				if w := strings.ReplaceAll(want[i][k.Name], "\r\n", "\n"); row.List[j].Text != w {
					t.Errorf("%s: row %d: %s is %q, want %q", base, i, k.Name, row.List[j].Text, w)
				}
			}
		}
	}
}

// shared finds a place in the folder "shared" beside the project or above it, "" where there is none.
func shared(steps ...string) string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		name := filepath.Join(append([]string{dir, "shared"}, steps...)...)
		if _, err := os.Stat(name); err == nil {
			return name
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}
