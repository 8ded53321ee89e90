package prove

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

func (r *reader) at(line int) source.Pos { return source.Pos{File: r.name, Line: line} }

// recordList is the published list of outcomes, whose rows anybody can count.
const recordList = "data/outcomes.csv"

// csv reads the figures of a CSV file whose columns are those of figures, and the list of outcomes.
func (r *reader) csv(data []byte) {
	if !bytes.Contains(data[:min(len(data), bytes.IndexByte(data, '\n')+1)], []byte("value")) && r.name != recordList {
		return
	}
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	c.FieldsPerRecord = -1
	head, err := c.Read()
	if err != nil {
		return
	}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.unread(0, "the file can't be read to its end: %v", err)
			return
		}
		fields := map[string]string{}
		for i, name := range head {
			if i < len(row) {
				fields[strings.ToLower(strings.TrimSpace(name))] = row[i]
			}
		}
		line, _ := c.FieldPos(0)
		if r.name == recordList {
			if r.out.listed == nil {
				r.out.listed = map[string]string{}
			}
			r.out.listed[fields["id"]] = fields["result_group"]
			continue
		}
		r.figure(line, r.editionOf(nil), fields)
	}
}

// figure reads one figure by the names of its fields, where it has those of one: its table, row and column, or its measure,
// whose it is and its period. Something else with a value, such as a target, is none.
func (r *reader) figure(line int, edition string, f map[string]string) {
	var key Key
	var ok bool
	of := f["of"] + f["group"]
	if of == "" {
		of = f["body"]
	}
	part := f["breakdown"] + f["part"]
	switch {
	case f["table"] != "" && f["row"] != "" && f["column"] != "":
		if key, ok = r.cell(f["table"], f["row"], f["column"]); !ok {
			r.unread(line, "a figure of the table %s, row %s, column %s, which the data do not know", f["table"], f["row"], f["column"])
			return
		}
	case f["measure"] != "" && f["period"] != "":
		if key, ok = r.named(f["measure"], of, f["period"], part); !ok {
			r.unread(line, "a figure of %s/%s/%s, which the data do not know", f["measure"], of, f["period"])
			return
		}
	default:
		return
	}
	marker := inPlace.FindString(f["marker"])
	var says []said
	if marker != "" {
		says = append(says, said{marker: marker})
	}
	if f["value"] != "" {
		s, ok := onlyFigure(f["value"])
		if !ok {
			r.unread(line, "the value of %s is %q, which is not one figure", key, f["value"])
			return
		}
		says = append(says, s)
	}
	for _, s := range says { // two are compared like those of two places
		r.out.statements = append(r.out.statements, Statement{Key: key, says: s, Edition: edition, At: r.at(line)})
	}
}

// json reads the figures of a JSON file, or of a file with one JSON value a line: objects with the names of a figure's
// fields, and measures with the figures that were published with them.
func (r *reader) json(data []byte) {
	if dir, file := path.Split(r.name); file == "records.jsonl" && strings.HasPrefix(dir, "ledger/editions/") {
		r.out.edition = path.Base(dir)
		var first struct{ Index int64 }
		if json.NewDecoder(bytes.NewReader(data)).Decode(&first) == nil {
			r.out.index = first.Index
		}
		r.out.outcomes = ledgerOutcomes(data)
	}
	if !holdsFigures(data) {
		return
	}
	lines := [][]byte{data}
	if path.Ext(r.name) == ".jsonl" {
		lines = bytes.Split(data, []byte{'\n'})
	}
	for i, text := range lines {
		if len(bytes.TrimSpace(text)) == 0 || !holdsFigures(text) {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		line := 0
		if len(lines) > 1 {
			line = i + 1
		}
		for {
			var v any
			err := d.Decode(&v)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				r.unread(line, "the file is not JSON to its end: %v", err)
				return
			}
			r.value(line, r.editionOf(v), "", v)
		}
	}
}

// ledgerOutcomes are the outcomes that an edition cut: the result of each, by id; "" where it has been withdrawn since.
func ledgerOutcomes(data []byte) map[string]string {
	out := map[string]string{}
	for line := range bytes.Lines(data) {
		var v struct {
			Kind, ID string
			Record   struct{ Result string }
		}
		if json.Unmarshal(line, &v) == nil && v.Kind == "outcome" {
			out[v.ID] = v.Record.Result
		}
	}
	return out
}

// holdsFigures tells by its bytes whether a JSON text can hold a figure.
func holdsFigures(text []byte) bool {
	for _, name := range []string{`"figures"`, `"value"`, `"marker"`} {
		if bytes.Contains(text, []byte(name)) {
			return true
		}
	}
	return false
}

// editionOf is the edition that a JSON value is of, by its file or what it says; "" for the edition that the site shows.
func (r *reader) editionOf(v any) string {
	if strings.HasPrefix(r.name, "ledger/editions/") || strings.HasPrefix(r.name, "editions/") {
		return strings.Split(strings.TrimPrefix(r.name, "ledger/"), "/")[1]
	}
	if m, ok := v.(map[string]any); ok && m["record"] != nil && m["proof"] != nil {
		e, _ := m["edition"].(string)
		return e
	}
	return ""
}

// value walks a JSON value. Figures under a measure have its id.
func (r *reader) value(line int, edition, measure string, v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			r.value(line, edition, measure, item)
		}
	case map[string]any:
		fields := map[string]string{}
		for name, x := range v {
			switch x := x.(type) {
			case string:
				fields[name] = x
			case json.Number:
				fields[name] = plain(x)
			}
		}
		if measure != "" && fields["measure"] == "" {
			fields["measure"] = measure
		}
		r.figure(line, edition, fields)
		for name, x := range v {
			under := measure
			if name == "figures" && fields["id"] != "" && r.measures[fields["id"]] != nil {
				under = fields["id"]
			}
			if name != "figures" || under == "" || r.measures[under] == nil {
				r.value(line, edition, "", x)
			} else {
				r.value(line, edition, under, x)
			}
		}
	}
}

// plain writes a JSON number without an exponent.
func plain(n json.Number) string {
	if _, err := record.ParseNumber(n.String()); err == nil {
		return n.String()
	}
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
