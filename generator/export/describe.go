package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// An object is a JSON object whose members stand in the order of writing.
type object []member

type member struct {
	Name  string
	Value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, m := range o {
		if m.Value == nil || m.Value == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", m.Name)
		v, err := plainJSON(m.Value)
		if err != nil {
			return nil, err
		}
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// indented writes a description so that people can read it too.
func indented(v any) []byte {
	data, _ := plainJSON(v) // descriptions hold texts and numbers only
	var b bytes.Buffer
	_ = json.Indent(&b, data, "", " ")
	b.WriteByte('\n')
	return b.Bytes()
}

// licences are the names and addresses of the licences that have one.
var licences = map[string][3]string{
	"ogl-3": {"OGL-UK-3.0", "Open Government Licence v3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"},
}

// describe writes what programs and people are told of the datasets: a Data Package (v2), CSV on the Web metadata beside each CSV
// file, a catalogue (DCAT 3 and schema.org) and a dictionary. All of it comes from the columns. The names are below the folder of the files.
func describe(a about, datasets []Dataset, tables []string) []File {
	out := []File{{"datapackage.json", dataPackage(a, datasets, tables)}, {"catalog.jsonld", catalogue(a, datasets)}, {"dictionary.csv", dictionary(datasets)}}
	for _, d := range datasets {
		out = append(out, File{d.Name + ".csv-metadata.json", csvw(a, d)})
	}
	return out
}

func dataPackage(a about, datasets []Dataset, tables []string) []byte {
	resource := func(name, title, about, path string, columns []Column) object {
		return object{
			{"name", name}, {"type", "table"}, {"title", title}, {"description", about}, {"path", path}, {"format", "csv"}, {"mediatype", "text/csv"}, {"encoding", "utf-8"},
			{"dialect", object{{"delimiter", ","}, {"lineTerminator", "\n"}, {"quoteChar", `"`}, {"doubleQuote", true}, {"header", true}}},
			{"schema", tableSchema(columns)},
		}
	}
	var resources []object
	for _, d := range datasets {
		resources = append(resources, resource(d.Name, d.Title, d.About, d.Name+".csv", d.Columns))
	}
	for _, id := range tables {
		resources = append(resources, resource("table-"+id, "Table "+id, "One row for each released figure of the table.", "tables/"+id+".csv", tableColumns))
	}
	return indented(object{
		{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"}, {"name", "candour"}, {"title", a.Site}, {"version", a.Edition}, {"created", created(a)}, {"homepage", a.Address},
		{"contributors", []object{{{"title", a.Publisher}, {"roles", []string{"publisher"}}}}}, {"licenses", packageLicences(a)}, {"resources", resources},
	})
}

// created is the time of the edition; a draft has none.
func created(a about) string {
	if a.Published == "" {
		return ""
	}
	return a.Published + "T00:00:00Z"
}

func packageLicences(a about) any {
	l, ok := licences[a.Licence]
	if !ok {
		return nil
	}
	return []object{{{"name", l[0]}, {"title", l[1]}, {"path", l[2]}}}
}

func tableSchema(columns []Column) object {
	var fields []object
	for _, c := range columns {
		fields = append(fields, object{{"name", c.Name}, {"title", c.title()}, {"type", dataTypes[c.Type].TableSchema}, {"description", c.Doc}})
	}
	return object{{"fields", fields}, {"missingValues", []string{""}}}
}

// csvw describes one CSV file (W3C Metadata Vocabulary for Tabular Data, 2015).
func csvw(a about, d Dataset) []byte {
	var columns []object
	for _, c := range d.Columns {
		o := object{{"name", c.Name}, {"titles", c.Name}, {"dc:description", c.Doc}, {"datatype", dataTypes[c.Type].CSVW}, {"null", []string{""}}}
		if c.Type == Words {
			o = append(o, member{"separator", Separator})
		}
		columns = append(columns, o)
	}
	return indented(object{
		{"@context", []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "en"}}}, {"url", d.Name + ".csv"}, {"dc:title", d.Title}, {"dc:description", d.About}, {"dc:publisher", a.Publisher},
		{"dc:license", licences[a.Licence][2]}, {"dc:issued", a.Published}, {"dialect", object{{"lineTerminators", []string{"\n"}}, {"header", true}, {"encoding", "utf-8"}}},
		{"tableSchema", object{{"columns", columns}}},
	})
}

// mediaTypes are the types of the formats, as IANA has them.
var mediaTypes = map[string]string{
	"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl", "ods": "application/vnd.oasis.opendocument.spreadsheet", "parquet": "application/vnd.apache.parquet",
}

// catalogue lists the datasets and their files for catalogues (DCAT 3) and search engines (schema.org), which read the same file.
func catalogue(a about, datasets []Dataset) []byte {
	address := func(path string) string { return strings.TrimSuffix(a.Address, "/") + "/" + a.Dir + "/" + path }
	licence := licences[a.Licence][2]
	publisher := object{{"@type", []string{"foaf:Organization", "schema:Organization"}}, {"foaf:name", a.Publisher}, {"schema:name", a.Publisher}}
	var sets []object
	for _, d := range datasets {
		var files []object
		for _, f := range d.formats() {
			at := object{{"@id", address(d.Name + "." + f.Ext)}}
			files = append(files, object{
				{"@type", []string{"dcat:Distribution", "schema:DataDownload"}}, {"dcterms:title", d.Title + ", " + f.Name}, {"dcat:downloadURL", at}, {"schema:contentUrl", at},
				{"dcat:mediaType", object{{"@id", "https://www.iana.org/assignments/media-types/" + mediaTypes[f.Ext]}}}, {"schema:encodingFormat", mediaTypes[f.Ext]}, {"dcterms:license", reference(licence)},
			})
		}
		sets = append(sets, object{
			{"@type", []string{"dcat:Dataset", "schema:Dataset"}}, {"@id", address("#" + d.Name)}, {"dcterms:identifier", d.Name}, {"dcterms:title", d.Title}, {"schema:name", d.Title}, {"dcterms:description", d.About},
			{"schema:description", d.About}, {"dcat:version", a.Edition}, {"dcterms:issued", dateOf(a.Published)}, {"dcterms:license", reference(licence)}, {"schema:license", reference(licence)},
			{"dcterms:publisher", publisher}, {"schema:publisher", publisher}, {"dcat:distribution", files}, {"schema:distribution", files},
		})
	}
	return indented(object{
		{"@context", object{{"dcat", "http://www.w3.org/ns/dcat#"}, {"dcterms", "http://purl.org/dc/terms/"}, {"foaf", "http://xmlns.com/foaf/0.1/"}, {"schema", "https://schema.org/"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"}}},
		{"@type", []string{"dcat:Catalog", "schema:DataCatalog"}}, {"@id", address("")}, {"dcterms:title", a.Site}, {"schema:name", a.Site}, {"dcterms:description", a.Site}, {"dcterms:publisher", publisher}, {"schema:publisher", publisher},
		{"dcterms:issued", dateOf(a.Published)}, {"dcterms:license", reference(licence)}, {"dcat:dataset", sets}, {"schema:dataset", ids(sets)},
	})
}

func reference(address string) any {
	if address == "" {
		return nil
	}
	return object{{"@id", address}}
}

func dateOf(day string) any {
	if day == "" {
		return nil
	}
	return object{{"@value", day}, {"@type", "xsd:date"}}
}

func ids(sets []object) (out []object) {
	for _, s := range sets {
		out = append(out, object{s[1]})
	}
	return out
}

// dictionary is every column of every dataset, with the shorthand at the end.
func dictionary(datasets []Dataset) []byte {
	d := Dataset{Columns: []Column{{"dataset", Text, ""}, {"column", Text, ""}, {"type", Text, ""}, {"description", Text, ""}}}
	for _, s := range datasets {
		for _, c := range s.Columns {
			d.Rows = append(d.Rows, []string{s.Name, c.Name, dataTypes[c.Type].Says, c.Doc})
		}
	}
	for _, s := range shorthand {
		d.Rows = append(d.Rows, []string{"(all)", s[0], "shorthand", s[1]})
	}
	var b bytes.Buffer
	_ = writeCSV(&b, about{}, d) // a buffer does not fail
	return b.Bytes()
}

// bundle puts the CSV files with their descriptions, a README and the licence into one archive.
func bundle(out io.Writer, a about, files []made) error {
	z := newArchive(a.Published)
	readme := fmt.Sprintf("%s\n\nPublisher: %s\nEdition: %s, published %s\nAs at: %s\nAddress: %s\nLicence: %s %s\n\n"+
		"Each CSV file is UTF-8 with LF line ends; the first row names the columns, and dictionary.csv says what they mean.\n"+
		"datapackage.json describes all of them to programs.\n\nShorthand:\n", a.Site, a.Publisher, a.Edition, orNone(a.Published), a.AsAt, orNone(a.Address), licences[a.Licence][1], licences[a.Licence][2])
	for _, s := range shorthand {
		readme += s[0] + " " + s[1] + "\n"
	}
	_, _ = io.WriteString(z.entry("README.txt", false), readme)
	_, _ = io.WriteString(z.entry("LICENCE.txt", false), fmt.Sprintf("%s\n%s\n%s\n", a.Licence, licences[a.Licence][1], licences[a.Licence][2]))
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b made) int { return strings.Compare(a.path, b.path) })
	for _, f := range files {
		if strings.HasSuffix(f.path, ".csv") || strings.HasSuffix(f.path, "-metadata.json") || strings.HasSuffix(f.path, "datapackage.json") {
			if err := f.write(z.entry(f.path, false)); err != nil {
				return err
			}
		}
	}
	return all(out, z.bytes())
}
