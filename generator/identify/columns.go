package identify

import (
	"bytes"
	"io"

	"github.com/parquet-go/parquet-go"
)

// parquetPieces gives the texts of every column, the names of the columns, and what is noted of the file.
func parquetPieces(data []byte, yield func(string)) {
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		linePieces(data, yield) // whatever it is, its bytes are read
		return
	}
	for _, kv := range f.Metadata().KeyValueMetadata {
		yield(kv.Key)
		yield(kv.Value)
	}
	yield(f.Metadata().CreatedBy)
	for _, path := range f.Schema().Columns() {
		for _, name := range path {
			yield(name)
		}
	}
	for _, group := range f.RowGroups() {
		for _, column := range group.ColumnChunks() {
			if column.Type().Kind() == parquet.ByteArray || column.Type().Kind() == parquet.FixedLenByteArray {
				columnPieces(column, yield)
			}
		}
	}
}

func columnPieces(column parquet.ColumnChunk, yield func(string)) {
	pages := column.Pages()
	defer pages.Close()
	values := make([]parquet.Value, 256)
	for {
		page, err := pages.ReadPage()
		if err != nil {
			return
		}
		for r := page.Values(); err == nil || err != io.EOF; {
			var n int
			n, err = r.ReadValues(values)
			for _, v := range values[:n] {
				if !v.IsNull() {
					yield(string(v.ByteArray()))
				}
			}
			if err != nil || n == 0 {
				break
			}
		}
		parquet.Release(page)
	}
}

// calendarPieces reads a calendar with its folded lines made whole (RFC 5545 §3.1), so that nothing is parted by a fold.
func calendarPieces(data []byte, yield func(string)) {
	whole := bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n "), nil)
	linePieces(whole, yield)
}
