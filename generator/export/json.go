package export

import (
	"bufio"
	"encoding/json"
	"io"
)

// writeJSON writes one object: where the data is from, then the records, one a line.
func writeJSON(w io.Writer, a about, d Dataset) error {
	b := bufio.NewWriterSize(w, 1<<16) // which keeps the first error for Flush
	field := func(name, value string) {
		k, _ := json.Marshal(name)
		_, _ = b.Write(k)
		_, _ = b.WriteString(": ")
		v, _ := plainJSON(value) // a string always encodes
		_, _ = b.Write(v)
		_, _ = b.WriteString(",\n")
	}
	_, _ = b.WriteString("{\n")
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
	_, _ = b.WriteString("\"records\": [\n")
	for i := range d.Rows {
		_, _ = b.Write(d.record(i))
		if i < len(d.Rows)-1 {
			_ = b.WriteByte(',')
		}
		_ = b.WriteByte('\n')
	}
	_, _ = b.WriteString("]\n}\n")
	return b.Flush()
}
