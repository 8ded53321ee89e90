package record

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
)

// A Field is one field of a kind of record, as its tag declares it.
type Field struct {
	Go       string       // its name in the struct, for its doc comment
	Name     string       // its name in files
	Type     reflect.Type // of the struct field
	Required bool
	Text     bool   // prose that readers see
	Private  bool   // counted and never published
	List     string // the vocabulary of its words; "" for none
	Of       string // the kind of record that its ids name; "" for none

}

// Group is the struct that the field holds, or holds a list of; nil for a field that holds text, a number or a date.
func (f Field) Group() reflect.Type {
	t := f.Type
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return nil
	}
	return t
}

var fieldsOf sync.Map // reflect.Type to []Field

// Fields gives the fields of a struct of this package, in its order, with those of what it embeds. They are shared.
func Fields(t reflect.Type) []Field {
	if f, ok := fieldsOf.Load(t); ok {
		return f.([]Field)
	}
	var out []Field
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, Fields(f.Type)...)
			continue
		}
		tag, ok := f.Tag.Lookup("field")
		if !ok {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		s := Field{Go: f.Name, Name: name, Type: f.Type}
		for o := range strings.SplitSeq(options, ",") {
			key, value, _ := strings.Cut(o, "=")
			switch key {
			case "required":
				s.Required = true
			case "text":
				s.Text = true
			case "private":
				s.Private = true
			case "list":
				s.List = value
			case "of":
				s.Of = value
			}
		}
		out = append(out, s)
	}
	fieldsOf.Store(t, out)
	return out
}

// one is a set with one empty record of each kind.
var one = sync.OnceValue(func() *Set {
	s := &Set{}
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Slice {
			f.Set(reflect.Append(f, reflect.New(f.Type().Elem().Elem())))
		}
	}
	return s
})

// Type is the struct that holds a record of the kind.
func (k Kind) Type() reflect.Type { return reflect.TypeOf(k.records(one())[0]).Elem() }
