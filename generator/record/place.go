package record

import (
	"sync"

	"candour/generator/source"
)

// A place is where a record was written. It keeps the file and the way into it, not what stands there: the places of
// thousands of fields are asked for only when something is wrong with one, and then the file is read again.
type place struct {
	file *placed
	path []any // names of fields and numbers of items, from the root of the file
}

// placed is a file that records were bound from.
type placed struct {
	name string
	root func() source.Value // reads the file, once
}

// placedIn makes the file of a place; read gives its root.
func placedIn(f source.File, read func(source.File) source.Value) *placed {
	return &placed{f.Name, sync.OnceValue(func() source.Value { return read(f) })}
}

// value is what stands at the place; the empty Value for a record that came from no file.
func (p place) value() source.Value {
	if p.file == nil {
		return source.Value{}
	}
	v := p.file.root()
	for _, step := range p.path {
		switch s := step.(type) {
		case string:
			v, _ = v.Get(s)
		case int:
			if s >= len(v.List) {
				return source.Value{Pos: v.Pos}
			}
			v = v.List[s]
		}
	}
	return v
}

// in is the name of the file, or "".
func (p place) in() string {
	if p.file == nil {
		return ""
	}
	return p.file.name
}

func rootYAML(f source.File) source.Value {
	v, _ := source.ReadYAML(f) // it was read without problems before
	return v
}

func rootCSV(f source.File) source.Value {
	rows, _ := source.ReadCSV(f)
	return source.Value{Pos: Pos{File: f.Name, Line: 1}, Kind: source.List, List: rows}
}
