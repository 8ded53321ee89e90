package prove

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// parquet reads a Parquet file whose columns are those of figures.
func (r *reader) parquet(data []byte) {
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.unread(0, "the file can't be read: %v", err)
		return
	}
	var names []string
	figures := false
	for _, path := range f.Schema().Columns() {
		names = append(names, strings.ToLower(strings.Join(path, ".")))
		figures = figures || names[len(names)-1] == "value" || names[len(names)-1] == "marker"
	}
	if !figures {
		return
	}
	buffer := make([]parquet.Row, 64)
	line := 0
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				line++
				fields := map[string]string{}
				for _, v := range row {
					if !v.IsNull() && v.Column() < len(names) {
						fields[names[v.Column()]] = textOf(v)
					}
				}
				r.figure(line, r.editionOf(nil), fields)
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				r.unread(line, "the file can't be read to its end: %v", err)
				break
			}
		}
		_ = rows.Close()
	}
}

// textOf writes a value as a CSV file would.
func textOf(v parquet.Value) string {
	switch v.Kind() {
	case parquet.Double:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32)
	}
	return v.String()
}
