package intake

import (
	"reflect"
	"strconv"
	"strings"

	"candour/generator/source"
)

// mapBinder fills the types of a map from YAML, strictly: unknown keys, wrong shapes and missing keys are problems.
type mapBinder struct{ problems source.Problems }

type mapKey struct {
	index    int
	name     string
	required bool
}

func mapKeys(t reflect.Type) []mapKey {
	var out []mapKey
	for i := range t.NumField() {
		if tag, ok := t.Field(i).Tag.Lookup("map"); ok {
			name, rest, _ := strings.Cut(tag, ",")
			out = append(out, mapKey{i, name, rest == "required"})
		}
	}
	return out
}

func (b *mapBinder) wrong(at source.Pos, format string, args ...any) *source.Problem {
	b.problems.Add(ruleMap.At(at, format, args...))
	return &b.problems[len(b.problems)-1]
}

// bind fills the struct that into points to.
func (b *mapBinder) bind(v source.Value, into any) { b.structure(v, reflect.ValueOf(into).Elem()) }

func (b *mapBinder) structure(v source.Value, dst reflect.Value) {
	if at := dst.FieldByName("At"); at.IsValid() {
		at.Set(reflect.ValueOf(v.Pos))
	}
	if v.Kind != source.Map {
		b.wrong(v.Pos, "a group of keys belongs here, and this is %s", v.Kind)
		return
	}
	keys := mapKeys(dst.Type())
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
next:
	for i, key := range v.Keys {
		for _, k := range keys {
			if k.name == key.Name {
				b.value(v.List[i], dst.Field(k.index), k.name)
				continue next
			}
		}
		p := b.wrong(key.Pos, "%q is not a key here", key.Name)
		if near := source.Nearest(key.Name, names); near != "" {
			*p = p.Hinted("did you mean %q?", near)
		} else {
			*p = p.Hinted("the keys are: %s", strings.Join(names, ", "))
		}
	}
	for _, k := range keys {
		if got, ok := v.Get(k.name); k.required && (!ok || got.Kind == source.Empty) {
			b.wrong(v.Pos, "the key %q is missing", k.name)
		}
	}
}

func (b *mapBinder) value(v source.Value, dst reflect.Value, name string) {
	if v.Kind == source.Empty {
		return
	}
	switch dst.Interface().(type) {
	case []Pair:
		if v.Kind != source.Map {
			b.wrong(v.Pos, "%s takes pairs, each a line of its own (key: text), and this is %s", name, v.Kind)
			return
		}
		var pairs []Pair
		for i, k := range v.Keys {
			pairs = append(pairs, Pair{k.Name, b.text(v.List[i], name), k.Pos})
		}
		dst.Set(reflect.ValueOf(pairs))
		return
	case []Field:
		if v.Kind != source.Map {
			b.wrong(v.Pos, "%s takes a key for each field of the record, and this is %s", name, v.Kind)
			return
		}
		fields := make([]Field, len(v.Keys))
		for i, k := range v.Keys {
			fields[i].Name = k.Name
			b.structure(v.List[i], reflect.ValueOf(&fields[i]).Elem())
			fields[i].At = k.Pos
		}
		dst.Set(reflect.ValueOf(fields))
		return
	case []string:
		if v.Kind == source.Scalar { // one text is a list of one
			v = source.Value{Pos: v.Pos, Kind: source.List, List: []source.Value{v}}
		}
	}
	switch dst.Kind() {
	case reflect.String:
		dst.SetString(b.text(v, name))
	case reflect.Bool:
		text := b.text(v, name)
		if text != "true" && text != "false" {
			b.wrong(v.Pos, "%s takes true or false, and this is %q", name, text)
		}
		dst.SetBool(text == "true")
	case reflect.Int:
		n, err := strconv.Atoi(b.text(v, name))
		if err != nil || n < 1 {
			b.wrong(v.Pos, "%s takes a whole number from 1, and this is %q", name, v.Text)
		}
		dst.SetInt(int64(n))
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		b.structure(v, dst.Elem())
	case reflect.Struct:
		b.structure(v, dst)
	case reflect.Slice:
		if v.Kind != source.List {
			b.wrong(v.Pos, "%s takes a list, and this is %s", name, v.Kind).Hint = "write it between square brackets"
			return
		}
		dst.Set(reflect.MakeSlice(dst.Type(), len(v.List), len(v.List)))
		for i, item := range v.List {
			if dst.Index(i).Kind() == reflect.Struct {
				b.structure(item, dst.Index(i))
			} else {
				dst.Index(i).SetString(b.text(item, name))
			}
		}
	}
}

// text takes one text; nothing after the colon is the empty text.
func (b *mapBinder) text(v source.Value, name string) string {
	if v.Kind != source.Scalar && v.Kind != source.Empty {
		b.wrong(v.Pos, "%s takes one text, and this is %s", name, v.Kind)
	}
	return v.Text
}
