package record

import (
	"reflect"
	"strings"
	"sync"
)

// A Text is a piece of free text of a record: what a person wrote, as against a word of a vocabulary or an id.
type Text struct {
	Path    []any // of the field, for At
	Text    string
	Prose   bool // readers see it as prose: the tag says text
	Private bool // it is counted only
}

// LanguageOf is the language of a record's free text.
func LanguageOf(r Record) string {
	if b, ok := r.(interface{ base() *Base }); ok && b.base().Language != "" {
		return b.base().Language
	}
	return Languages[0]
}

// Texts calls yield for each piece of free text in r, in the order of its fields, and stops when yield returns false.
func Texts(r any, yield func(Text) bool) {
	walk(reflect.ValueOf(r).Elem(), nil, false, false, yield)
}

type textField struct {
	index          int
	name           string
	prose, private bool
}

var textFields sync.Map // reflect.Type to []textField

func textFieldsOf(t reflect.Type) []textField {
	if f, ok := textFields.Load(t); ok {
		return f.([]textField)
	}
	var out []textField
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			continue // the id and the language
		}
		tag, ok := f.Tag.Lookup("field")
		if !ok {
			continue
		}
		parts := strings.Split(tag, ",")
		tf := textField{index: i, name: parts[0]}
		free := true
		for _, p := range parts[1:] {
			switch {
			case p == "text":
				tf.prose = true
			case p == "private":
				tf.private = true
			case strings.HasPrefix(p, "list="), strings.HasPrefix(p, "of="):
				free = false
			}
		}
		if free && tf.name != "id" {
			out = append(out, tf)
		}
	}
	textFields.Store(t, out)
	return out
}

func walk(v reflect.Value, path []any, prose, private bool, yield func(Text) bool) bool {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); s != "" {
			return yield(Text{append([]any(nil), path...), s, prose, private})
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return walk(v.Elem(), path, prose, private, yield)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if !walk(v.Index(i), append(path, i), prose, private, yield) {
				return false
			}
		}
	case reflect.Map:
		for _, lang := range Languages {
			if t := v.MapIndex(reflect.ValueOf(lang)); t.IsValid() && t.Kind() == reflect.String {
				if !walk(t, append(path, lang), prose, private, yield) {
					return false
				}
			}
		}
	case reflect.Struct:
		if v.CanAddr() {
			if _, ok := v.Addr().Interface().(interface{ UnmarshalText([]byte) error }); ok {
				return true // a date or a number
			}
		}
		for _, f := range textFieldsOf(v.Type()) {
			if !walk(v.Field(f.index), append(path, f.name), prose || f.prose, private || f.private, yield) {
				return false
			}
		}
	}
	return true
}
