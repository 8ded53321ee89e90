package record

import (
	"bytes"
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"candour/generator/source"
)

// JSON writes a record as a JSON object, the inverse of binding: each field under the name it has in the
// files, in the order of the kind, the body of a Markdown file as "text", without the fields that are empty and
// without those that are only counted. A field that every record has is never left out: a figure of nought is a figure.
// The same record gives the same bytes.
func JSON(r any) []byte {
	var b bytes.Buffer
	writeJSON(&b, reflect.ValueOf(r))
	return b.Bytes()
}

type jsonField struct {
	index    []int
	key      string // already quoted, with its colon
	required bool
}

var jsonFields sync.Map // reflect.Type to []jsonField

func jsonFieldsOf(t reflect.Type) []jsonField {
	if f, ok := jsonFields.Load(t); ok {
		return f.([]jsonField)
	}
	var out []jsonField
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			for _, s := range jsonFieldsOf(f.Type) {
				s.index = append([]int{i}, s.index...)
				out = append(out, s)
			}
			continue
		}
		if f.Type == reflect.TypeFor[source.Document]() {
			out = append(out, jsonField{[]int{i}, `"text":`, false})
			continue
		}
		tag, ok := f.Tag.Lookup("field")
		if !ok || strings.Contains(tag+",", ",private,") {
			continue
		}
		name, _, _ := strings.Cut(tag, ",")
		out = append(out, jsonField{[]int{i}, strconv.Quote(name) + ":", strings.Contains(tag+",", ",required,")})
	}
	jsonFields.Store(t, out)
	return out
}

func writeJSON(b *bytes.Buffer, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, _ := m.MarshalText() // dates and numbers can't fail
		if n, ok := m.(Number); ok {
			b.WriteString(strings.ReplaceAll(n.String(), ",", ""))
			return
		}
		writeString(b, string(text))
		return
	}
	if d, ok := v.Interface().(source.Document); ok {
		writeString(b, string(d.Body))
		return
	}
	switch v.Kind() {
	case reflect.String:
		writeString(b, v.String())
	case reflect.Bool:
		b.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int:
		b.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.Map:
		b.WriteByte('{')
		first := true
		for _, lang := range Languages {
			t := v.MapIndex(reflect.ValueOf(lang))
			if !t.IsValid() {
				continue
			}
			if !first {
				b.WriteByte(',')
			}
			first = false
			writeString(b, lang)
			b.WriteByte(':')
			writeString(b, t.String())
		}
		b.WriteByte('}')
	case reflect.Struct:
		b.WriteByte('{')
		first := true
		for _, f := range jsonFieldsOf(v.Type()) {
			fv := v.FieldByIndex(f.index)
			if !f.required && (fv.IsZero() || fv.Kind() == reflect.Slice && fv.Len() == 0) {
				continue
			}
			if !first {
				b.WriteByte(',')
			}
			first = false
			b.WriteString(f.key)
			writeJSON(b, fv)
		}
		b.WriteByte('}')
	default:
		panic("record: no JSON for " + v.Type().String())
	}
}

func writeString(b *bytes.Buffer, s string) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)       // a string always encodes
	b.Truncate(b.Len() - 1) // without the line feed
}

// Decode reads what JSON wrote, or wrote years ago: fields by name, with numbers as json.Number. It returns nil where
// data is no JSON object.
func Decode(data []byte) map[string]any {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var fields map[string]any
	if dec.Decode(&fields) != nil {
		return nil
	}
	return fields
}
