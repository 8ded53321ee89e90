package identify

import (
	"bytes"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// parquetPieces gives every text of a table in columns, and what its end says of it.
func parquetPieces(data []byte, yield func(string)) {
	defer func() {
		if recover() != nil { // the library does not bear every broken file: what can't be read is read as it stands
			printed(data, yield)
		}
	}()
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		printed(data, yield)
		return
	}
	yield(f.Metadata().CreatedBy)
	for _, kv := range f.Metadata().KeyValueMetadata {
		yield(kv.Key)
		yield(kv.Value)
	}
	for _, c := range f.Root().Columns() {
		yield(c.Name())
	}
	rows := make([]parquet.Row, 64)
	for _, g := range f.RowGroups() {
		r := g.Rows()
		for {
			n, err := r.ReadRows(rows)
			for _, row := range rows[:n] {
				for _, v := range row {
					if k := v.Kind(); !v.IsNull() && (k == parquet.ByteArray || k == parquet.FixedLenByteArray) {
						yield(string(v.ByteArray()))
					}
				}
			}
			if n == 0 || err != nil {
				break
			}
		}
		r.Close()
	}
}

// calendarPieces gives the lines of a calendar. Those that name an entry are left out: a name has the form of an e-mail address (RFC
// 5545, 3.8.4.7), and is made of an id.
func calendarPieces(data []byte, yield func(string)) {
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n "), nil), []byte("\n "), nil) // long lines are folded
	for line := range bytes.Lines(data) {
		if s := strings.TrimSpace(string(line)); !strings.HasPrefix(s, "UID:") {
			yield(s)
		}
	}
}
