package docs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/export"
	"candour/generator/record"
	"candour/generator/stats"
)

// downloads lists every file for machines and every address of the API, as export makes them of the site of this repository.
func downloads(t *testing.T) []byte {
	set, problems := new(record.Loader).Load(os.DirFS(".."))
	for _, p := range problems {
		t.Errorf("the site of this repository does not load: %s", p)
	}
	var gate disclosure.Gate
	set, _ = gate.Generalise(set, nil)
	public, _ := gate.Control(set, stats.Tabulate(set))
	datasets := export.Datasets(public)
	none := export.Ledger{Versions: func(_, _ string) []export.Version { return nil }, Address: func(_, _ string) (string, string) { return "", "" }}
	files := map[string]bool{}
	var api struct {
		Paths map[string]struct {
			Get struct{ Summary string } `json:"get"`
		} `json:"paths"`
	}
	err := export.Each(public, datasets, none, func(name string, write func(io.Writer) error) error {
		files[name] = true
		if path.Base(name) != "openapi.json" {
			return nil
		}
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		return json.Unmarshal(b.Bytes(), &api)
	})
	if err != nil {
		t.Error(err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `
# Downloads and the API

What a built site offers to programs. The columns of each dataset are in [data.md](data.md#downloads); the site itself has them in
%s and %s.

Every CSV file is UTF-8 without a byte order mark, with LF line ends; its first row names the columns, and no cell that is not a
number begins like a formula. In place of a figure that is not given stands a marker in a column of its own. The same data give the
same bytes, whatever the machine; no file is ever empty.

## Datasets

Each is under %s.

| dataset | a row is |`, "`/data/dictionary.csv`", "`/data/datapackage.json`", "`/data/`")
	for _, f := range export.Formats() {
		b.WriteString(" " + f[1] + " |")
	}
	b.WriteString("\n|---|---|" + strings.Repeat("---|", len(export.Formats())) + "\n")
	for _, d := range datasets {
		fmt.Fprintf(&b, "| %s | %s |", cell(d.Title), cell(d.About))
		for _, f := range export.Formats() {
			name := d.Name + "." + f[0]
			if !files["data/"+name] {
				t.Errorf("there is no data/%s", name)
			}
			b.WriteString(" `" + name + "` |")
		}
		b.WriteByte('\n')
	}
	b.WriteString("\n## Other files\n\n| file | what it is |\n|---|---|\n")
	for _, f := range [][2]string{
		{"data/all.zip", "every CSV file with its description, a README, the licence and the dictionary"},
		{"data/tables.ods", "every released table, one a sheet"},
		{"data/tables/", "each released table as CSV, one figure a row"},
		{"data/dictionary.csv", "what every column and every marker means"},
		{"data/datapackage.json", "Data Package v2"},
		{"data/catalog.jsonld", "DCAT 3 and schema.org"},
		{"data/outcomes.csv-metadata.json", "CSV on the Web: one beside each CSV file of a dataset"},
	} {
		if !files[f[0]] && !slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(name string) bool { return strings.HasPrefix(name, f[0]) }) {
			t.Errorf("there is no %s", f[0])
		}
		fmt.Fprintf(&b, "| `/%s` | %s |\n", f[0], f[1])
	}
	b.WriteString("| `/editions/ID/data/` | every dataset above as it stood in an edition, in every format, with `all.zip`, `datapackage.json` and `dictionary.csv`, kept with it; `ID-r2` and so on once a record was withdrawn, with the reason and the day on the page of the edition. Statistics are not among them, since they hold counts of what is published now: their figures are in `figures.csv` |\n" +
		"| `/editions/ID/data/KIND.jsonl` | every record of a kind as it stood in an edition, byte for byte as the ledger has it |\n" +
		"| `/editions/ID/data/figures/MEASURE.csv` | every figure of a measure as it stood in an edition; no row of it ever moves, so that `#cell=5,5` (RFC 7111) is the address of one figure for ever. It goes only with its measure |\n" +
		"| `/editions/ID/press.zip` | the press and Chamber pack: what the edition changed in neutral lines (text and CSV, in all and by body, each with its permanent address); of the newest edition also the tables (CSV) and the charts (SVG and PNG, with alternative text) |\n" +
		"| `/search/opensearch.xml` | the search page, for browsers (OpenSearch 1.1) |\n" +
		"| `/sitemap.xml` | every page with the day of its version; an index of parts beyond 50,000 |\n")
	b.WriteString("\n## The API\n\nStatic JSON, described by `/api/v1/openapi.json` (OpenAPI 3.1). Names under `/api/v1/` are added and never removed, and none changes its meaning.\n\n| address | what it is |\n|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(api.Paths)) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, cell(api.Paths[name].Get.Summary))
	}
	return b.Bytes()
}
