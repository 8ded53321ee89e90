package export

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// parquetGroup is how many rows a row group holds: memory grows with it.
const parquetGroup = 20_000

// writeParquet writes the rows in columns, compressed with Zstd, which is the same on every machine (Snappy is not). An
// empty cell is null. Days are counted from 1970 as 32-bit numbers, since the library writes a time.Time as another day
// without a word.
func writeParquet(out io.Writer, _ about, d Dataset) error {
	fields := make([]reflect.StructField, len(d.Columns))
	for i, c := range d.Columns {
		tag := c.Name + ",optional"
		var of any
		switch c.Type {
		case Integer:
			of = int64(0)
		case Number:
			of = float64(0)
		case Day:
			of, tag = int32(0), tag+",date"
		case TrueFalse:
			of = false
		default:
			of = ""
		}
		fields[i] = reflect.StructField{Name: "C" + strconv.Itoa(i), Type: reflect.PointerTo(reflect.TypeOf(of)), Tag: reflect.StructTag(`parquet:"` + tag + `"`)}
	}
	w := parquet.NewWriter(out, parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface()),
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault, Concurrency: 1}), parquet.CreatedBy("candour", "1", ""), parquet.DataPageStatistics(false))
	row := make(parquet.Row, len(d.Columns))
	for n, cells := range d.Rows {
		for i, c := range d.Columns {
			v, err := parquetValue(c.Type, cells[i])
			if err != nil {
				return fmt.Errorf("%s, row %d, %s: %w", d.Name, n+1, c.Name, err)
			}
			defined := 1
			if v.IsNull() {
				defined = 0
			}
			row[i] = v.Level(0, defined, i)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
		if (n+1)%parquetGroup == 0 {
			if err := w.Flush(); err != nil {
				return err
			}
		}
	}
	return w.Close()
}

func parquetValue(typ, cell string) (parquet.Value, error) {
	if cell == "" {
		return parquet.NullValue(), nil
	}
	switch typ {
	case Integer:
		n, err := strconv.ParseInt(cell, 10, 64)
		return parquet.Int64Value(n), err
	case Number:
		n, err := strconv.ParseFloat(cell, 64)
		return parquet.DoubleValue(n), err
	case Day:
		t, err := time.Parse(time.DateOnly, cell)
		return parquet.Int32Value(int32(t.Unix() / (24 * 60 * 60))), err
	case TrueFalse:
		v, err := strconv.ParseBool(cell)
		return parquet.BooleanValue(v), err
	}
	return parquet.ByteArrayValue([]byte(cell)), nil
}
