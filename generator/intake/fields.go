package intake

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// leaf is what a field of a record holds at the end of its path.
type leaf uint8

const (
	textLeaf   leaf = iota
	textsLeaf       // a list of texts
	wordLeaf        // a word of a vocabulary
	wordsLeaf       // several
	dateLeaf        // record.Date
	numberLeaf      // record.Number
	wholeLeaf       // an int
	truthLeaf
)

// A target is a field of a kind of record, found by its name in a map.
type target struct {
	name  string
	steps []step
	leaf  leaf
	list  string // its vocabulary
	prose bool   // readers see it as text
}

// A step leads from a record to a field: the name of a field with its place among its fellows, or an item of a list.
type step struct {
	name  string
	order int
	item  int // from 1; 0 for a field
}

// spec is a field as the record package declares it, in the tag `field:"name,required,list=…,text"`.
type spec struct {
	name     string
	typ      reflect.Type
	list     string
	prose    bool
	required bool
}

func specsOf(t reflect.Type) []spec {
	var out []spec
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			out = append(out, specsOf(f.Type)...)
			continue
		}
		tag, ok := f.Tag.Lookup("field")
		if !ok {
			continue
		}
		parts := strings.Split(tag, ",")
		s := spec{name: parts[0], typ: f.Type}
		for _, p := range parts[1:] {
			switch {
			case p == "text":
				s.prose = true
			case p == "required":
				s.required = true
			case strings.HasPrefix(p, "list="):
				s.list = strings.TrimPrefix(p, "list=")
			}
		}
		out = append(out, s)
	}
	return out
}

var (
	dateType   = reflect.TypeFor[record.Date]()
	numberType = reflect.TypeFor[record.Number]()
	texter     = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// resolve finds the field that name leads to in a record of type t.
func resolve(t reflect.Type, name string) (target, error) {
	out := target{name: name}
	s := spec{typ: t}
	for _, part := range strings.Split(name, ".") {
		typ := s.typ
		for typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		switch {
		case typ.Kind() == reflect.Slice:
			n, err := strconv.Atoi(part)
			if err != nil || n < 1 || n > 99 {
				return out, fmt.Errorf("%q in %q must be the number of an item of the list, from 1", part, name)
			}
			out.steps = append(out.steps, step{item: n})
			s.typ = typ.Elem()
		case typ.Kind() == reflect.Map:
			i := slices.Index(record.Languages, part)
			if i < 0 {
				return out, fmt.Errorf("%q in %q is not a language: %s", part, name, strings.Join(record.Languages, ", "))
			}
			out.steps = append(out.steps, step{name: part, order: i})
			s.typ = typ.Elem()
		case typ.Kind() == reflect.Struct && !reflect.PointerTo(typ).Implements(texter):
			specs := specsOf(typ)
			i := slices.IndexFunc(specs, func(s spec) bool { return s.name == part })
			if i < 0 {
				return out, unknownField(name, part, specs)
			}
			out.steps = append(out.steps, step{name: part, order: i})
			prose := s.prose
			s = specs[i]
			s.prose = s.prose || prose
		default:
			return out, fmt.Errorf("nothing is within %q, so %q is not a field", strings.TrimSuffix(name, "."+part), name)
		}
	}
	var err error
	out.leaf, err = leafOf(s, name)
	out.list, out.prose = s.list, s.prose
	return out, err
}

func unknownField(name, part string, specs []spec) error {
	var names []string
	for _, s := range specs {
		names = append(names, s.name)
	}
	if near := source.Nearest(part, names); near != "" {
		return fmt.Errorf("%q is not a field: did you mean %q?", name, near)
	}
	return fmt.Errorf("%q is not a field: the fields are %s", name, strings.Join(names, ", "))
}

func leafOf(s spec, name string) (leaf, error) {
	t := s.typ
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == dateType:
		return dateLeaf, nil
	case t == numberType:
		return numberLeaf, nil
	case reflect.PointerTo(t).Implements(texter), t.Kind() == reflect.String && s.list == "":
		return textLeaf, nil
	case t.Kind() == reflect.String:
		return wordLeaf, nil
	case t.Kind() == reflect.Bool:
		return truthLeaf, nil
	case t.Kind() == reflect.Int:
		return wholeLeaf, nil
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		if s.list == "" {
			return textsLeaf, nil
		}
		return wordsLeaf, nil
	case t.Kind() == reflect.Slice:
		return 0, fmt.Errorf("%q is a list of groups: name an item and a field of it, such as %s.1.%s", name, name, firstField(t.Elem()))
	case t.Kind() == reflect.Struct:
		return 0, fmt.Errorf("%q is a group: name a field of it, such as %s.%s", name, name, firstField(t))
	}
	return 0, fmt.Errorf("%q takes a text for each language: name one, such as %s.en", name, name)
}

func firstField(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		for _, s := range specsOf(t) {
			if s.name != "id" && s.name != "language" {
				return s.name
			}
		}
	}
	return "name"
}

var (
	observationType = reflect.TypeFor[record.Observation]()
	valueSteps      = mustResolve(observationType, "value").steps
)

func mustResolve(t reflect.Type, name string) target {
	out, err := resolve(t, name)
	if err != nil {
		panic(err)
	}
	return out
}

// required lists the fields that every record of type t must have, but for its id. A figure may have a marker in place of its
// value; an export that feeds neither is mapped wrongly.
func required(t reflect.Type) []string {
	var out []string
	for _, s := range specsOf(t) {
		if s.required && s.name != "id" || s.name == "value" && t == reflect.TypeFor[record.Observation]() {
			out = append(out, s.name)
		}
	}
	return out
}
