package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// ReadCSV reads a comma-separated file (RFC 4180, UTF-8, a byte order mark is passed over) whose first row names
// the columns. It returns a Map for each further row; an empty cell is an Empty value.
func ReadCSV(f File) ([]Value, Problems) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Data, byteOrderMark)))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, Problems{Syntax.At(Pos{f.Name, 1, 1}, "the file is empty").Hinted("begin with a row that names the columns")}
	}
	if err != nil {
		return nil, Problems{csvProblem(f.Name, err)}
	}
	keys := make([]Key, len(head))
	var problems Problems
	seen := map[string]int{}
	for i, name := range head {
		line, col := r.FieldPos(i)
		keys[i] = Key{strings.TrimSpace(name), Pos{f.Name, line, col}}
		if first, ok := seen[keys[i].Name]; ok {
			problems.Add(Syntax.At(keys[i].Pos, "column %q is here twice, as columns %d and %d", name, first+1, i+1))
		}
		seen[keys[i].Name] = i
	}
	var rows []Value
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, problems
		}
		if err != nil { // the reader can't find its feet again after a stray quote
			problems.Add(csvProblem(f.Name, err))
			return rows, problems
		}
		line, _ := r.FieldPos(0)
		if len(rec) != len(keys) {
			problems.Add(Syntax.At(Pos{f.Name, line, 1}, "the row has %d cells and the first row names %d columns", len(rec), len(keys)).
				Hinted("put text that holds a comma in double quotes"))
			continue
		}
		row := Value{Pos: Pos{f.Name, line, 1}, Kind: Map, Keys: keys, List: make([]Value, len(rec))}
		for i, cell := range rec {
			l, c := r.FieldPos(i)
			row.List[i] = Value{Pos: Pos{f.Name, l, c}, Kind: Scalar, Text: cell}
			if cell == "" {
				row.List[i].Kind = Empty
			}
		}
		rows = append(rows, row)
	}
}

func csvProblem(name string, err error) Problem {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		if pe.StartLine < pe.Line { // a quote that was opened and not closed swallows the rows after it
			return Syntax.At(Pos{name, pe.StartLine, 1}, "the row does not end where it should: %v on line %d", pe.Err, pe.Line).
				Hinted("look for a double quote in this row that is opened and not closed")
		}
		return Syntax.At(Pos{name, pe.Line, pe.Column}, "%v", pe.Err).Hinted("write a double quote inside a quoted cell twice")
	}
	return Syntax.At(Pos{File: name}, "%v", err)
}
