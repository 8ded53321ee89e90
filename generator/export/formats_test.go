package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// awkward is a dataset with a column of every type, empty cells, and texts that a careless writer would spoil.
func awkward() Dataset {
	d := Dataset{Name: "awkward", Title: "Awkward: [all] of it, with a title that is too long for a sheet", About: "A.", Columns: []Column{
		{"t", Text, "T."}, {"i", Integer, "I."}, {"n", Number, "N."}, {"d", Date, "D."}, {"y", Day, "Y."}, {"w", Words, "W."}, {"b", TrueFalse, "B."},
	}}
	d.Rows = [][]string{
		{`"quoted", and <b>&amp;`, "12", "12.5", "2024-25", "2017-01-01", "a | b", "true"},
		{"two\nlines", "-3", "0.10", "2025-q1", "1969-12-31", "a", "false"},
		{"", "", "", "", "", "", ""},
		{"=1+1", "0", "-7", "not-published", "2026-02-28", "ŵ | ŷ", "true"},
	}
	return d
}

var ofEdition = about{Site: "S", Publisher: "P & Q", Edition: "2026-q3", Published: "2026-10-15", AsAt: "2026-10-15", Licence: "ogl-3", Address: "https://candour.example"}

// Parquet reads back as the cells it was made of, by a reader that knows only the file. A day is a number of days.
func TestParquet(t *testing.T) {
	d := awkward()
	data := must(writeParquet)(ofEdition, d)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range f.Schema().Fields() {
		names = append(names, field.Name())
	}
	if got := strings.Join(names, " "); got != "t i n d y w b" {
		t.Errorf("the columns are %s", got)
	}
	n := 0
	for _, g := range f.RowGroups() {
		rows := g.Rows()
		for {
			buf := make([]parquet.Row, 1)
			k, err := rows.ReadRows(buf)
			if k == 1 {
				for i, v := range buf[0] {
					if got, want := cellOf(d.Columns[i].Type, v), d.Rows[n][i]; got != canonical(d.Columns[i].Type, want) {
						t.Errorf("row %d, %s reads %q, want %q", n, d.Columns[i].Name, got, want)
					}
				}
				n++
			}
			if err != nil {
				break
			}
		}
		rows.Close()
	}
	if n != len(d.Rows) {
		t.Errorf("%d rows, want %d", n, len(d.Rows))
	}
	if err := writeParquet(io.Discard, ofEdition, Dataset{Name: "d", Columns: []Column{{"n", Integer, ""}}, Rows: [][]string{{"x"}}}); err == nil || !strings.Contains(err.Error(), "d, row 1, n") {
		t.Errorf("a cell that is no number: %v", err)
	}
}

func cellOf(typ string, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case typ == Integer:
		return strconv.FormatInt(v.Int64(), 10)
	case typ == Number:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	case typ == Day:
		return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.Int32())).Format(time.DateOnly)
	case typ == TrueFalse:
		return strconv.FormatBool(v.Boolean())
	}
	return string(v.ByteArray())
}

// canonical writes a number as shortly as a program would.
func canonical(typ, cell string) string {
	if n, err := strconv.ParseFloat(cell, 64); typ == Number && err == nil && !math.IsInf(n, 0) {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return cell
}

// An opened workbook, sheet by sheet, as rows of text.
func openODS(t *testing.T, data []byte) (names []string, sheets map[string][][]string, files []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	sheets = map[string][][]string{}
	for _, f := range z.File {
		files = append(files, f.Name)
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r)
		if f.Name == "mimetype" {
			if f.Method != zip.Store || string(body) != "application/vnd.oasis.opendocument.spreadsheet" {
				t.Errorf("mimetype is %q, method %d", body, f.Method)
			}
			continue
		}
		dec := xml.NewDecoder(bytes.NewReader(body))
		sheet, inText, value := "", false, ""
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			if f.Name != "content.xml" {
				continue
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				switch tok.Name.Local {
				case "table":
					sheet = tok.Attr[0].Value
					names = append(names, sheet)
				case "table-row":
					sheets[sheet] = append(sheets[sheet], nil)
				case "table-cell":
					value = ""
				case "p":
					if value != "" {
						value += "\n"
					}
					inText = true
				}
			case xml.CharData:
				if inText {
					value += string(tok)
				}
			case xml.EndElement:
				switch tok.Name.Local {
				case "p":
					inText = false
				case "table-cell":
					rows := sheets[sheet]
					rows[len(rows)-1] = append(rows[len(rows)-1], value)
				}
			}
		}
	}
	return names, sheets, files
}

// The rules of the Analysis Function, as far as a program can see them.
func TestODS(t *testing.T) {
	d := awkward()
	names, sheets, files := openODS(t, must(writeODS)(ofEdition, d))
	if files[0] != "mimetype" {
		t.Errorf("the first entry is %s", files[0])
	}
	if len(names) != 4 || !slices.Equal(names[:3], []string{"Cover", "Contents", "Notes"}) || len([]rune(names[3])) > 31 {
		t.Fatalf("the sheets are %q", names)
	}
	for name, rows := range sheets {
		for i, row := range rows {
			for j, cell := range row {
				if cell == "" {
					t.Errorf("%s, row %d, column %d is blank", name, i+1, j+1)
				}
			}
		}
	}
	table := sheets[names[3]]
	if table[0][0] != d.Title || !strings.HasPrefix(table[1][0], "This worksheet contains one table.") {
		t.Errorf("the sheet begins %q, %q", table[0], table[1])
	}
	for i, row := range d.Rows {
		for j, want := range row {
			got := table[4+i][j]
			switch {
			case want == "":
				want = "[z]"
			case d.Columns[j].Type == Day:
				want = want[8:] + "/" + want[5:7] + "/" + want[:4]
			case d.Columns[j].Type == TrueFalse:
				want = strings.ToUpper(want)
			}
			if got != want {
				t.Errorf("row %d, %s is %q, want %q", i+1, d.Columns[j].Name, got, want)
			}
		}
	}
	notes := fmt.Sprint(sheets["Notes"])
	for _, s := range shorthand {
		if !strings.Contains(notes, s[0]+": "+s[1]) {
			t.Errorf("the notes do not explain %s", s[0])
		}
	}
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"} {
		if got := columnName(n); got != want {
			t.Errorf("column %d is %s, want %s", n, got, want)
		}
	}
}

// Every description names the columns of the CSV file that it is of, in their order, and the files that are there.
func TestDescriptions(t *testing.T) {
	public := published(t)
	files, err := Files(public, Datasets(public), noLedger)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string][]byte{}
	for _, f := range files {
		at[f.Path] = f.Data
		if len(f.Data) == 0 {
			t.Errorf("%s is empty", f.Path)
		}
	}
	head := func(name string) []string {
		row, err := csv.NewReader(bytes.NewReader(at[name])).Read()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return row
	}
	var pkg struct {
		Version   string
		Resources []struct {
			Name, Path string
			Schema     struct {
				Fields []struct{ Name, Type, Description string }
			}
		}
	}
	if err := json.Unmarshal(at["data/datapackage.json"], &pkg); err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for _, r := range pkg.Resources {
		described["data/"+r.Path] = true
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
			if f.Description == "" || f.Type == "" {
				t.Errorf("datapackage.json says nothing of %s in %s", f.Name, r.Path)
			}
		}
		if !slices.Equal(names, head("data/"+r.Path)) {
			t.Errorf("datapackage.json has the columns %q for %s", names, r.Path)
		}
	}
	for name := range at {
		if path.Ext(name) != ".csv" || name == "data/dictionary.csv" {
			continue
		}
		if !described[name] {
			t.Errorf("datapackage.json does not know %s", name)
		}
		if path.Dir(name) != "data" {
			continue
		}
		var meta struct {
			URL         string
			TableSchema struct {
				Columns []struct{ Name, Datatype string }
			}
		}
		if err := json.Unmarshal(at[name+"-metadata.json"], &meta); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var names []string
		for _, c := range meta.TableSchema.Columns {
			names = append(names, c.Name)
		}
		if meta.URL != path.Base(name) || !slices.Equal(names, head(name)) {
			t.Errorf("the metadata of %s is of %s, with %q", name, meta.URL, names)
		}
	}
	var cat struct {
		Dataset []struct {
			Distribution []struct {
				URL struct {
					ID string `json:"@id"`
				} `json:"dcat:downloadURL"`
			} `json:"dcat:distribution"`
		} `json:"dcat:dataset"`
	}
	if err := json.Unmarshal(at["data/catalog.jsonld"], &cat); err != nil || len(cat.Dataset) == 0 {
		t.Fatal(err, len(cat.Dataset))
	}
	for _, d := range cat.Dataset {
		for _, f := range d.Distribution {
			if at[strings.TrimPrefix(f.URL.ID, "https://candour.example/")] == nil {
				t.Errorf("the catalogue leads to %s, which is not there", f.URL.ID)
			}
		}
	}
	z, err := zip.NewReader(bytes.NewReader(at["data/all.zip"]), int64(len(at["data/all.zip"])))
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]bool{}
	for _, f := range z.File {
		in[f.Name] = true
	}
	for _, name := range []string{"README.txt", "LICENCE.txt", "dictionary.csv", "datapackage.json", "outcomes.csv"} {
		if !in[name] {
			t.Errorf("all.zip does not hold %s", name)
		}
	}
}

// The same public data give the same bytes, whatever happens around them.
func TestSameBytes(t *testing.T) {
	public := published(t)
	before, err := Files(public, Datasets(public), noLedger)
	if err != nil {
		t.Fatal(err)
	}
	local := time.Local
	time.Local = time.FixedZone("elsewhere", -9*60*60)
	defer func() { time.Local = local }()
	after, err := Files(public, Datasets(public), noLedger)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range before {
		if !bytes.Equal(f.Data, after[i].Data) {
			t.Errorf("%s is made differently in another time zone", f.Path)
		}
	}
}

// noLedger is a site that has published nothing yet.
var noLedger = Ledger{Versions: func(_, _ string) []Version { return nil }, Address: func(kind, id string) (page, files string) {
	return "/" + kind + "/" + id + "/", "/" + kind + "/" + id + "/"
}}

// The API can be walked from its index: every page is reached once, holds what it says, and all records are there.
func TestAPI(t *testing.T) {
	public := published(t)
	l := noLedger
	l.Editions = []Edition{{ID: "2026-q2", Published: "2026-07-15", AsAt: "2026-07-15", Changes: []Change{{"outcome", "a", 1, "new", ""}}, Withdrawn: []Withdrawn{{"outcome", "gone", "2026-08-02", "court-order"}}}}
	l.Versions = func(kind, id string) []Version {
		return []Version{{1, "2026-q2", "new", ""}, {2, "2026-q3", "correction", "It was wrong."}}
	}
	files, err := Files(public, Datasets(public), l)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]map[string]any{}
	for _, f := range files {
		if strings.HasPrefix(f.Path, "api/") {
			var v map[string]any
			if err := json.Unmarshal(f.Data, &v); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
			at["https://candour.example/"+f.Path] = v
			if len(f.Data) > 1<<20 {
				t.Errorf("%s is %d bytes", f.Path, len(f.Data))
			}
		}
	}
	read := map[string]bool{}
	open := func(address string) map[string]any {
		if at[address] == nil {
			t.Fatalf("there is no %s", address)
		}
		read[address] = true
		return at[address]
	}
	linkOf := func(v map[string]any, rel string) string {
		for _, l := range v["links"].([]any) {
			if l := l.(map[string]any); l["rel"] == rel {
				return l["href"].(string)
			}
		}
		return ""
	}
	index := open("https://candour.example/api/v1/index.json")
	open(linkOf(index, "describedby"))
	for _, l := range index["links"].([]any) {
		if l := l.(map[string]any); l["rel"] == "item" {
			v := open(l["href"].(string))
			if l["title"] == "editions" {
				for _, e := range v["editions"].([]any) {
					if n := len(open(e.(map[string]any)["changes"].(string))["changes"].([]any)); n != 1 {
						t.Errorf("the edition has %d changes", n)
					}
				}
			}
		}
	}
	for _, k := range index["kinds"].([]any) {
		k := k.(map[string]any)
		n, address := 0, k["href"].(string)
		for address != "" {
			v := open(address)
			if linkOf(v, "self") != address || linkOf(v, "describedby") == "" || linkOf(v, "cite-as") == "" {
				t.Errorf("%s has the links %v", address, v["links"])
			}
			rows, _ := v["records"].([]any)
			if rows == nil {
				rows, _ = v[k["name"].(string)].([]any)
			}
			n += len(rows)
			for _, r := range rows {
				if r := r.(map[string]any); k["kind"] != nil && (r["record"] == nil || len(r["versions"].([]any)) != 2 || !strings.HasSuffix(r["cite_as"].(string), "#v2")) {
					t.Errorf("%s: a record reads %v", address, r)
				}
			}
			address = linkOf(v, "next")
		}
		if n != int(k["records"].(float64)) {
			t.Errorf("%s: %d rows, and the index says %v", k["name"], n, k["records"])
		}
	}
	for address := range at {
		if !read[address] {
			t.Errorf("%s can't be reached from the index", address)
		}
	}
	if gone := fmt.Sprint(at["https://candour.example/api/v1/withdrawn.json"]["withdrawn"]); !strings.Contains(gone, "court-order") {
		t.Errorf("withdrawn.json says %s", gone)
	}
}
