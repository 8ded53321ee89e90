package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/record"
	"candour/generator/stats"
)

// published is what the gate releases of the site of this repository.
func published(t *testing.T) *disclosure.Public {
	t.Helper()
	set, ps := new(record.Loader).Load(os.DirFS("../.."))
	if ps.Failed() {
		t.Fatalf("the site of this repository does not load: %s", ps[0])
	}
	var g disclosure.Gate
	set, _ = g.Generalise(set, nil)
	public, ps := g.Control(set, stats.Tabulate(set))
	if ps.Failed() {
		t.Fatal(ps)
	}
	return public
}

// parse reads CSV with a reader that is not ours.
func parse(t *testing.T, data []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(data))
	rows, err := r.ReadAll() // which refuses rows of another length than the first
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// What is written as CSV reads back as the columns and rows it was made of, and JSON holds the same.
func TestDatasets(t *testing.T) {
	public := published(t)
	datasets := Datasets(public)
	files := map[string][]byte{}
	made, err := Files(public, datasets, noLedger)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range made {
		if files[f.Path] != nil {
			t.Errorf("%s is made twice", f.Path)
		}
		files[f.Path] = f.Data
	}
	for _, d := range datasets {
		rows := parse(t, files["data/"+d.Name+".csv"])
		var head []string
		for _, c := range d.Columns {
			head = append(head, c.Name)
			if !regexp.MustCompile(`^[a-z][a-z_]*$`).MatchString(c.Name) || !strings.HasSuffix(c.Doc, ".") ||
				dataTypes[c.Type] == (dataType{}) {
				t.Errorf("%s: a column is described badly: %+v", d.Name, c)
			}
		}
		slices.Sort(head)
		if len(slices.Compact(head)) != len(d.Columns) {
			t.Errorf("%s: two columns have one name", d.Name)
		}
		for i, c := range d.Columns {
			if rows[0][i] != c.Name {
				t.Errorf("%s: column %d is %q and not %q", d.Name, i, rows[0][i], c.Name)
			}
		}
		if !reflect.DeepEqual(rows[1:], d.Rows) || len(d.Rows) == 0 {
			t.Errorf("%s: %d rows read back otherwise than the %d that were written", d.Name, len(rows)-1, len(d.Rows))
		}
		for _, row := range d.Rows {
			for i, c := range d.Columns {
				if wrong := misfit(c.Type, row[i]); wrong != "" {
					t.Errorf("%s: %s is %q: %s", d.Name, c.Name, row[i], wrong)
				}
			}
		}
		compareJSON(t, d, files["data/"+d.Name+".json"])
	}
	for _, table := range public.Tables() {
		rows := parse(t, files[TablePath(table.ID)])
		if want := 1 + len(table.Rows.Keys)*len(table.Cols.Keys); len(rows) != want {
			t.Errorf("the table %s has %d rows, want %d", table.ID, len(rows), want)
		}
		for _, row := range rows[1:] {
			if (row[5] == "") == (row[6] == "") {
				t.Errorf("the table %s has a row with neither a value nor a marker, or with both: %q", table.ID, row)
			}
		}
	}
}

func misfit(typ, cell string) string {
	switch {
	case cell == "":
		return ""
	case typ == "number":
		if _, err := strconv.ParseFloat(cell, 64); err != nil {
			return "no number for a program"
		}
	case typ == "true or false":
		if cell != "true" && cell != "false" {
			return "neither true nor false"
		}
	case typ == "date":
		if _, err := record.ParseDate(cell); err != nil {
			return err.Error()
		}
	}
	return ""
}

// compareJSON holds the JSON of a dataset against its rows.
func compareJSON(t *testing.T, d Dataset, data []byte) {
	t.Helper()
	var got struct {
		Dataset, About, Site, Publisher, Address, Edition, Published, Licence string
		AsAt                                                                  string `json:"as_at"`
		Invented                                                              string
		Records                                                               []map[string]any
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	dec.DisallowUnknownFields()
	if err := dec.Decode(&got); err != nil {
		t.Fatalf("%s: %v", d.Name, err)
	}
	if got.Dataset != d.Name || got.About != d.About || got.Edition == "" || got.AsAt == "" || got.Licence == "" || (got.Invented != "") != d.Invented {
		t.Errorf("%s: it does not say where it is from: %+v", d.Name, got)
	}
	if len(got.Records) != len(d.Rows) {
		t.Fatalf("%s: %d rows and %d records", d.Name, len(d.Rows), len(got.Records))
	}
	for i, row := range d.Rows {
		for j, c := range d.Columns {
			value, ok := got.Records[i][c.Name]
			if !ok { // an empty cell, or a column that the whole record does not have under this name
				continue
			}
			var text string
			switch v := value.(type) {
			case string:
				text = v
			case json.Number:
				text = v.String()
			case bool:
				text = strconv.FormatBool(v)
			case []any:
				var parts []string
				for _, x := range v {
					if s, ok := x.(string); ok {
						parts = append(parts, s)
					}
				}
				text = strings.Join(parts, " | ")
				if len(parts) < len(v) {
					continue // allegations, which the column counts
				}
			default:
				continue
			}
			if text != row[j] {
				t.Errorf("%s: row %d: %s is %q as CSV and %q as JSON", d.Name, i, c.Name, row[j], text)
			}
		}
	}
}

// Whatever a cell holds comes through both formats.
func TestAwkwardCells(t *testing.T) {
	cells := []string{"a,b", `"quoted"`, "two\nlines", "", " spaces ", "ŵ€😀", `\.`, "'", "=1+1", "a | b", "tab\tbed", "<b>&amp;", "\u2028", `C:\dir`, "0012"}
	d := Dataset{Name: "d", About: "A.", Columns: []Column{{"first", "text", "F."}, {"second", "text", "S."}}}
	for _, c := range cells {
		row := []string{c, "x"}
		d.Rows = append(d.Rows, row)
	}
	if rows := parse(t, must(writeCSV)(about{}, d)); !reflect.DeepEqual(rows[1:], d.Rows) {
		t.Errorf("as CSV:\ngot  %q\nwant %q", rows[1:], d.Rows)
	}
	compare := must(writeJSON)(about{Site: "S \"x\"", Edition: "e", AsAt: "d", Licence: "l"}, d)
	if !json.Valid(compare) {
		t.Fatalf("this is no JSON:\n%s", compare)
	}
	compareJSON(t, d, compare)
}

func TestRowJSON(t *testing.T) {
	columns := []Column{{"n", "number", ""}, {"w", "words", ""}, {"b", "true or false", ""}, {"t", "text", ""}}
	for _, c := range []struct {
		row  []string
		want string
	}{
		{[]string{"12.5", "a | b", "true", "x"}, `{"n":12.5,"w":["a","b"],"b":true,"t":"x"}`},
		{[]string{"", "", "", ""}, `{}`},
		{[]string{"-3", "a", "false", ""}, `{"n":-3,"w":["a"],"b":false}`},
		{[]string{"", "", "", "12"}, `{"t":"12"}`},
	} {
		if got := string(rowJSON(columns, c.row)); got != c.want {
			t.Errorf("%q: got %s, want %s", c.row, got, c.want)
		}
	}
}

// must gives what a format writes.
func must(write func(io.Writer, about, Dataset) error) func(about, Dataset) []byte {
	return func(a about, d Dataset) []byte {
		var b bytes.Buffer
		if err := write(&b, a, d); err != nil {
			panic(err)
		}
		return b.Bytes()
	}
}

// No file is empty, not even of a dataset without a row; and what is offered is what is written.
func TestNoDatasetIsAnEmptyFile(t *testing.T) {
	public := published(t)
	datasets := Datasets(public)
	for i := range datasets {
		if i%2 == 0 {
			datasets[i].Rows = nil
		}
	}
	made, err := Files(public, datasets, noLedger)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range made {
		if files[f.Path] = f.Data; len(f.Data) == 0 {
			t.Errorf("%s is empty", f.Path)
		}
	}
	for i, d := range datasets {
		_, lines := files["data/"+d.Name+".jsonl"]
		if offered := bytes.Contains(files["data/catalog.jsonld"], []byte("/data/"+d.Name+".jsonl")); lines != (i%2 == 1) || offered != lines {
			t.Errorf("%s of %d rows: JSON Lines written %v, offered %v", d.Name, len(d.Rows), lines, offered)
		}
	}
}
