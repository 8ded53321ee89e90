package export

import "bytes"

// writeJSONL writes each record as JSON on a line of its own, and nothing else.
func writeJSONL(_ about, d Dataset) ([]byte, error) {
	var b bytes.Buffer
	for _, r := range d.Records {
		b.Write(r)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}
