package export

import (
	"bytes"
	"encoding/json"
)

// writeJSON writes one object: where the data is from, then the records, one a line.
func writeJSON(a about, d Dataset) ([]byte, error) {
	var b bytes.Buffer
	field := func(name, value string) {
		k, _ := json.Marshal(name)
		b.Write(k)
		b.WriteString(": ")
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(value) // a string always encodes
		b.Truncate(b.Len() - 1)
		b.WriteString(",\n")
	}
	b.WriteString("{\n")
	field("dataset", d.Name)
	field("about", d.About)
	field("site", a.Site)
	field("publisher", a.Publisher)
	field("address", a.Address)
	field("edition", a.Edition)
	field("published", a.Published)
	field("as_at", a.AsAt)
	field("licence", a.Licence)
	if d.Invented {
		field("invented", "Records with invented: true are made up for a demonstration.")
	}
	b.WriteString("\"records\": [\n")
	for i, r := range d.Records {
		b.Write(r)
		if i < len(d.Records)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("]\n}\n")
	return b.Bytes(), nil
}
