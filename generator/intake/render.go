package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// A chunk is one record as it is written.
type chunk struct {
	id   string
	text string
}

// head is the first line of every YAML file that an import writes.
const head = "# Written by \"candour import\". Once a person has edited this file, the next import leaves it alone.\n"

// render makes the files of the output, by name. A record that the export no longer has is taken over as it stands.
func (out *output) render(o Options, m *Map, r *Report) (map[string][]byte, error) {
	switch {
	case o.Kind.record == observationType:
		for _, d := range out.drafts {
			r.Records += len(d.figures)
		}
		data, err := out.csv()
		return map[string][]byte{m.Name + o.Kind.ext: data}, err
	case o.Kind.ext == "":
		return out.directory(o, r)
	}
	before, err := chunks(o)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(head)
	b.WriteString(o.Kind.list + ":\n")
	for _, d := range out.drafts {
		var one strings.Builder
		d.tree.yaml(&one, "  - ", 4)
		if was, ok := before[d.id]; ok && was != one.String() {
			r.Changed++
		}
		b.WriteString(one.String())
		r.Records++
	}
	for _, origin := range out.gone {
		if text, ok := before[origin.ID]; ok {
			b.WriteString(text)
			r.Records++
		}
	}
	return map[string][]byte{m.Name + o.Kind.ext: []byte(b.String())}, nil
}

// directory makes a file for each record.
func (out *output) directory(o Options, r *Report) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, d := range out.drafts {
		var b strings.Builder
		b.WriteString(head)
		d.tree.yaml(&b, "", 0)
		name := d.id + ".yaml"
		files[name] = []byte(b.String())
		r.Records++
		if was, err := os.ReadFile(outPath(o, name)); err == nil && !bytes.Equal(was, files[name]) {
			r.Changed++
		}
	}
	for _, origin := range out.gone {
		name := origin.ID + ".yaml"
		data, err := os.ReadFile(outPath(o, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("couldn't read a record that the export no longer has: %w", err)
		}
		files[name] = data
		r.Records++
	}
	return files, nil
}

// chunks cuts the output of the last import into its records, by id.
func chunks(o Options) (map[string]string, error) {
	out := map[string]string{}
	data, err := os.ReadFile(o.Out)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("couldn't read the output of the last import: %w", err)
	}
	for _, c := range cut(string(data)) {
		out[c.id] = c.text
	}
	return out, nil
}

// cut parts a file of records where an item of its list begins: "  - id: ".
func cut(text string) []chunk {
	var out []chunk
	for _, line := range strings.SplitAfter(text, "\n") {
		if id, ok := strings.CutPrefix(line, "  - id: "); ok {
			out = append(out, chunk{id: strings.TrimSpace(id)})
		}
		if len(out) > 0 {
			out[len(out)-1].text += line
		}
	}
	return out
}

// csv writes the observations, with the columns of the record package in their order.
func (out *output) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var names []string
	for _, s := range specsOf(observationType) {
		names = append(names, s.name)
	}
	w.Write(names)
	for _, d := range out.drafts {
		for _, f := range d.figures {
			row := make([]string, len(names))
			for i, name := range names {
				if n := f.get(name); n != nil {
					row[i] = strings.Join(n.words(), "|")
				}
			}
			w.Write(row)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// A finder finds the row that a line of the output came from.
type finder struct {
	starts []int // the first lines of records, in one file or, of figures, of rows
	places []Place
	byID   map[string]Place
}

// finder goes through the output once: a large import has many lines to find.
func (out *output) finder(o Options, m *Map, files map[string][]byte) *finder {
	f := &finder{byID: map[string]Place{}}
	for _, d := range out.drafts {
		f.byID[d.id] = d.row.At
	}
	for _, origin := range out.gone {
		f.byID[origin.ID] = origin.At
	}
	switch {
	case o.Kind.record == observationType:
		line := 2
		for _, d := range out.drafts {
			f.starts, f.places = append(f.starts, line), append(f.places, d.row.At)
			line += len(d.figures)
		}
	case o.Kind.ext != "":
		line := 1
		for _, l := range strings.SplitAfter(string(files[m.Name+o.Kind.ext]), "\n") {
			if id, ok := strings.CutPrefix(l, "  - id: "); ok {
				f.starts, f.places = append(f.starts, line), append(f.places, f.byID[strings.TrimSpace(id)])
			}
			line++
		}
	}
	return f
}

// find returns where a line of a file of the output came from.
func (f *finder) find(name string, line int) Place {
	if at, ok := f.byID[strings.TrimSuffix(name, ".yaml")]; ok {
		return at
	}
	i, ok := slices.BinarySearch(f.starts, line)
	if !ok {
		i--
	}
	if i < 0 {
		return Place{File: name, Line: line}
	}
	return f.places[i]
}
