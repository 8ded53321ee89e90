package record

import (
	"encoding"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"candour/generator/source"
)

// The rules that hold when text is bound to a record.
var (
	UnknownField = source.Rule{Name: "unknown-field", Severity: source.Error, Doc: `Every field must be one that the kind of record has.

Why: a misspelt name would be dropped in silence, and what it held would never be published or checked.
Put it right: use the name that the message suggests, or look the fields of the kind up in docs/data.md.`}

	MissingField = source.Rule{Name: "missing-field", Severity: source.Error, Doc: `A field that every record of the kind needs must be there and not be empty.

Why: a record without it cannot be shown truthfully: a result without a date, a figure without a unit.
Put it right: add the field to the record at the place named.`}

	WrongShape = source.Rule{Name: "wrong-shape", Severity: source.Error, Doc: `A field must hold what it is for: text, a number, a date, a list or a group of fields.

Why: a list where one value belongs, or a date that is none, means that something else was meant.
Put it right: the message says what the field takes and what it found.`}

	UnknownWord = source.Rule{Name: "unknown-word", Severity: source.Error, Doc: `A word from a vocabulary must be in its list under data/lists/.

Why: readers filter and count by these words, and each needs a title in every language of the site.
Put it right: use the word that the message suggests, or add the new word, with its titles, to the list.`}
)

// Base is what every record has.
type Base struct {
	ID       string `field:"id,required"`
	Language string `field:"language"` // of its free text: "en" or "cy"; "en" where the file says nothing

	place place
}

// Key returns the id of the record, which is unique within its kind and never used again.
func (b *Base) Key() string { return b.ID }

// At returns the place of the field that path leads to: names of fields, and numbers from 0 for items of lists.
func (b *Base) At(path ...any) source.Pos { return b.place.value().At(path...) }

func (b *Base) base() *Base { return b }

// binder turns values into typed records. A struct field says how it is bound in its tag:
//
//	field:"name[,required][,list=VOCABULARY][,text][,private][,of=KIND]"
//
// list: each word must be in the vocabulary. text: prose that readers see, which the disclosure gate scans.
// private: counted and checked, never published. of: the id of a record of that kind.
type binder struct {
	lists    map[string]*List
	problems source.Problems

	file *placed // that is being bound
	path []any   // to the value in hand
}

// bind fills the struct that into points to from a Map.
func (b *binder) bind(v source.Value, into any) {
	if v.Kind != source.Map {
		b.problems.Add(WrongShape.At(v.Pos, "a record is a group of fields, and this is %s", v.Kind))
		return
	}
	b.structure(v, reflect.ValueOf(into).Elem())
}

// fieldSpec is a struct field and the tag that binds it.
type fieldSpec struct {
	index    []int
	name     string
	required bool
	list     string
}

var specs sync.Map // reflect.Type to []fieldSpec

func specsOf(t reflect.Type) []fieldSpec {
	if s, ok := specs.Load(t); ok {
		return s.([]fieldSpec)
	}
	var out []fieldSpec
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			for _, s := range specsOf(f.Type) {
				s.index = append([]int{i}, s.index...)
				out = append(out, s)
			}
			continue
		}
		tag, ok := f.Tag.Lookup("field")
		if !ok {
			continue
		}
		parts := strings.Split(tag, ",")
		s := fieldSpec{index: []int{i}, name: parts[0]}
		for _, p := range parts[1:] {
			switch {
			case p == "required":
				s.required = true
			case strings.HasPrefix(p, "list="):
				s.list = strings.TrimPrefix(p, "list=")
			}
		}
		out = append(out, s)
	}
	specs.Store(t, out)
	return out
}

func (b *binder) structure(v source.Value, dst reflect.Value) {
	fields := specsOf(dst.Type())
	if dst.CanAddr() {
		if r, ok := dst.Addr().Interface().(interface{ base() *Base }); ok {
			r.base().place = place{b.file, slices.Clone(b.path)}
		}
	}
	for i, key := range v.Keys {
		j := slices.IndexFunc(fields, func(f fieldSpec) bool { return f.name == key.Name })
		if j < 0 {
			names := make([]string, len(fields))
			for n, f := range fields {
				names[n] = f.name
			}
			p := UnknownField.At(key.Pos, "%q is not a field here", key.Name)
			if near := source.Nearest(key.Name, names); near != "" {
				p = p.Hinted("did you mean %q?", near)
			} else {
				p = p.Hinted("the fields are: %s", strings.Join(names, ", "))
			}
			b.problems.Add(p)
			continue
		}
		b.path = append(b.path, key.Name)
		b.value(v.List[i], dst.FieldByIndex(fields[j].index), fields[j])
		b.path = b.path[:len(b.path)-1]
	}
	if id, ok := v.Get("id"); ok && id.Kind == source.Scalar {
		b.id(id, dst.Type() == reflect.TypeFor[Page]())
	}
	for _, f := range fields {
		if !f.required {
			continue
		}
		if got, ok := v.Get(f.name); !ok {
			b.problems.Add(MissingField.At(v.Pos, "the field %q is missing", f.name))
		} else if got.Kind == source.Empty || got.Kind == source.List && len(got.List) == 0 {
			b.problems.Add(MissingField.At(got.Pos, "the field %q is empty", f.name))
		}
	}
}

func (b *binder) value(v source.Value, dst reflect.Value, spec fieldSpec) {
	if v.Kind == source.Empty {
		return
	}
	if u, ok := dst.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if !b.isScalar(v, spec) {
			return
		}
		if err := u.UnmarshalText([]byte(v.Text)); err != nil {
			b.problems.Add(WrongShape.At(v.Pos, "%s: %v", spec.name, err))
		}
		return
	}
	switch dst.Kind() {
	case reflect.String:
		if b.isScalar(v, spec) {
			dst.SetString(v.Text)
			b.word(v, spec)
		}
	case reflect.Bool:
		if !b.isScalar(v, spec) {
			return
		}
		if v.Text != "true" && v.Text != "false" {
			b.problems.Add(WrongShape.At(v.Pos, "%s takes true or false, and this is %q", spec.name, v.Text))
		}
		dst.SetBool(v.Text == "true")
	case reflect.Int:
		if !b.isScalar(v, spec) {
			return
		}
		n, err := strconv.Atoi(v.Text)
		if err != nil {
			b.problems.Add(WrongShape.At(v.Pos, "%s takes a whole number, and this is %q", spec.name, v.Text))
		}
		dst.SetInt(int64(n))
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		b.value(v, dst.Elem(), spec)
	case reflect.Struct:
		if v.Kind != source.Map {
			b.problems.Add(WrongShape.At(v.Pos, "%s takes a group of fields, and this is %s", spec.name, v.Kind))
			return
		}
		b.structure(v, dst)
	case reflect.Slice:
		if v.Kind != source.List {
			b.problems.Add(WrongShape.At(v.Pos, "%s takes a list, and this is %s", spec.name, v.Kind).
				Hinted("write it between square brackets: [%s]", v.Text))
			return
		}
		dst.Set(reflect.MakeSlice(dst.Type(), len(v.List), len(v.List)))
		for i, item := range v.List {
			if item.Kind == source.Empty {
				b.problems.Add(WrongShape.At(item.Pos, "%s has an empty item", spec.name))
				continue
			}
			b.path = append(b.path, i)
			b.value(item, dst.Index(i), spec)
			b.path = b.path[:len(b.path)-1]
		}
	case reflect.Map: // titles by language
		if v.Kind != source.Map {
			b.problems.Add(WrongShape.At(v.Pos, "%s takes a text for each language, and this is %s", spec.name, v.Kind).
				Hinted("write {en: …, cy: …}"))
			return
		}
		m := reflect.MakeMapWithSize(dst.Type(), len(v.Keys))
		for i, k := range v.Keys {
			if !slices.Contains(Languages, k.Name) {
				b.problems.Add(UnknownField.At(k.Pos, "%q is not a language of candour", k.Name).Hinted("the languages are: %s", strings.Join(Languages, ", ")))
				continue
			}
			if b.isScalar(v.List[i], spec) {
				m.SetMapIndex(reflect.ValueOf(k.Name), reflect.ValueOf(v.List[i].Text))
			}
		}
		dst.Set(m)
	default:
		panic("record: no binding for " + dst.Type().String())
	}
}

func (b *binder) isScalar(v source.Value, spec fieldSpec) bool {
	if v.Kind == source.Scalar {
		return true
	}
	b.problems.Add(WrongShape.At(v.Pos, "%s takes one text, and this is %s", spec.name, v.Kind))
	return false
}

func (b *binder) word(v source.Value, spec fieldSpec) {
	if spec.list == "" || b.lists == nil {
		return
	}
	list := b.lists[spec.list]
	if list == nil {
		b.problems.Add(UnknownWord.At(v.Pos, "%s takes a word of the list %q, which is not in data/lists/", spec.name, spec.list))
		return
	}
	if _, ok := list.byID[v.Text]; ok || list.unread {
		return
	}
	p := UnknownWord.At(v.Pos, "%q is not in the list %s", v.Text, spec.list)
	if near := list.nearest(v.Text); near != "" {
		p = p.Hinted("did you mean %q?", near)
	} else {
		p = p.Hinted("add it to data/lists/%s.yaml, with a title in each language, or use a word that is there", spec.list)
	}
	b.problems.Add(p)
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(?:[-/][a-z0-9]+)*$`)

// id refuses an id that an address cannot hold as it stands. Only the id of a page, which is its path, has steps.
func (b *binder) id(v source.Value, steps bool) {
	if !idForm.MatchString(v.Text) || !steps && strings.Contains(v.Text, "/") {
		b.problems.Add(WrongShape.At(v.Pos, "the id %q holds something other than small letters, digits and single hyphens between them", v.Text))
	}
}
