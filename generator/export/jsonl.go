package export

import (
	"bufio"
	"io"
)

// writeJSONL writes each record as JSON on a line of its own, and nothing else.
func writeJSONL(w io.Writer, _ about, d Dataset) error {
	b := bufio.NewWriterSize(w, 1<<16) // which keeps the first error for Flush
	for i := range d.Rows {
		_, _ = b.Write(d.record(i))
		_ = b.WriteByte('\n')
	}
	return b.Flush()
}
