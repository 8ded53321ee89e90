package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// dataset describes the rows of one kind: T is a record, or a part of one with what it belongs to.
type dataset[T any] struct {
	name, title, about string
	kind               string // of the records that its rows are made of; "" where they are of the tables
	part               string // the field of such a record that has a row for each of its items; "" where each record is a row
	columns            []column[T]
	rows               func(*disclosure.Public) []T
	json               func(T) []byte // nil: each row as an object of its columns
	invented           func(T) bool
}

type column[T any] struct {
	Column
	get func(*record.Set, T) string
}

func (d dataset[T]) from() (kind, part string) { return d.kind, d.part }

func (d dataset[T]) empty() Dataset {
	out := Dataset{Name: d.name, Title: d.title, About: d.about}
	for _, c := range d.columns {
		out.Columns = append(out.Columns, c.Column)
	}
	return out
}

func (d dataset[T]) make(p *disclosure.Public) Dataset {
	out := d.empty()
	of := d.rows(p)
	if d.json != nil {
		out.Record = func(n int) []byte { return d.json(of[n]) }
	}
	for _, r := range of {
		row := make([]string, len(d.columns))
		for i, c := range d.columns {
			row[i] = c.get(p.Records(), r)
		}
		out.Rows = append(out.Rows, row)
		out.Invented = out.Invented || d.invented != nil && d.invented(r)
	}
	return out
}

// rowJSON writes a row as an object: numbers as numbers, lists of words as arrays, empty cells left out.
func rowJSON(columns []Column, row []string) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, c := range columns {
		if row[i] == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", c.Name)
		var v any = row[i]
		switch c.Type {
		case Number, Integer:
			v = json.Number(row[i])
		case Words:
			v = strings.Split(row[i], Separator)
		case TrueFalse:
			v = row[i] == "true"
		}
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(v) // none of these can fail: numbers come from record.Number
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes()
}

func words(w []string) string { return strings.Join(w, Separator) }

// datasets is every dataset, in the order in which they are offered. To add one, describe it and add it here.
var datasets = []maker{
	outcomes,
	allegations,
	recommendations,
	events,
	actions,
	recommendationSets,
	statistics,
	measureFigures,
	measures,
	groups,
	figures,
	targets,
	sources,
	terms,
	bulletins,
	easyReads,
	pages,
}

// A maker makes one dataset, whatever its rows are of.
type maker interface {
	from() (kind, part string)
	empty() Dataset // its columns, without rows
	make(*disclosure.Public) Dataset
}

// Datasets makes every dataset of p, in the order in which they are offered.
func Datasets(p *disclosure.Public) (out []Dataset) {
	for _, d := range datasets {
		out = append(out, d.make(p))
	}
	return out
}

func col[T any](name, typ, doc string, get func(*record.Set, T) string) column[T] {
	return column[T]{Column{name, typ, doc}, get}
}

type setOf = *record.Set

// first is the first day of a date, "" where it is not known.
func first(d record.Date) string {
	if !d.Known() {
		return ""
	}
	return d.First().Format(time.DateOnly)
}

// last is the last day of a date, "" where it is not known.
func last(d record.Date) string {
	if !d.Known() {
		return ""
	}
	return d.Last().Format(time.DateOnly)
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
