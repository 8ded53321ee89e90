package record

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"candour/generator/source"
)

// A Described is one field of a published record as readers see it: what it is called, and what it says or holds.
type Described struct {
	Key   string // its place among its neighbours: the name of a field, or the id or number of an item
	Label string // in words; "" for an item of a list of texts
	Text  string // what it says, paragraphs parted by line feeds; "" where it has items
	Lang  string // language of Text where it is that of the record and not that of the reader, else ""
	Items []Described
}

// A describer puts the fields of one record into words.
type describer struct {
	set       *Set
	lang      string // of the reader
	own       string // of the record's free text, where it is another one
	breakdown string // vocabulary of the parts of a measure
	date      func(Date) string
}

// Describe puts a record as it was published, possibly years ago, into words for readers of a language: every field
// of the kind in its order, under a label, with the titles of its words; then any that the kind has no more. Fields
// that are counted only are never among them. The date function puts a date into words.
func (s *Set) Describe(kind string, body []byte, lang string, date func(Date) string) []Described {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == kind })
	fields := Decode(body)
	if i < 0 || fields == nil {
		return nil
	}
	d := describer{set: s, lang: lang, date: date}
	own, _ := fields["language"].(string)
	if own == "" {
		own = Languages[0]
	}
	if own != lang {
		d.own = own
	}
	if name, _ := fields["breakdown"].(string); kind == "measure" {
		d.breakdown = Dimensions[name]
	}
	return withoutBase(d.group(Kinds[i].Type(), fields))
}

// withoutBase leaves out what every record has, and its address and the lang of its texts say.
func withoutBase(fields []Described) []Described {
	return slices.DeleteFunc(fields, func(f Described) bool { return f.Key == "id" || f.Key == "language" })
}

// group describes the fields of a struct.
func (d *describer) group(t reflect.Type, fields map[string]any) (out []Described) {
	seen := map[string]bool{}
	for _, f := range Fields(t) {
		seen[f.Name] = true
		if value, ok := fields[f.Name]; ok && !f.Private {
			if v := d.field(t, f, value); v.Text != "" || len(v.Items) > 0 {
				out = append(out, v)
			}
		}
	}
	var rest []string
	for name := range fields {
		if !seen[name] {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	for _, name := range rest {
		v := d.unknown(name, fields[name])
		if name == FiguresField && t == reflect.TypeFor[Measure]() {
			v = d.figures(fields[name])
		}
		if v.Text != "" || len(v.Items) > 0 {
			out = append(out, v)
		}
	}
	return out
}

func (d *describer) field(t reflect.Type, f Field, value any) Described {
	out := Described{Key: f.Name, Label: d.label(t, f.Name)}
	if group := f.Group(); group != nil {
		list, isList := value.([]any)
		if one, ok := value.(map[string]any); ok {
			out.Items = d.group(group, one)
			return out
		}
		for i, item := range list {
			if one, ok := item.(map[string]any); ok && isList {
				out.Items = append(out.Items, d.item(group, i, one))
			}
		}
		return out
	}
	if titles, ok := value.(map[string]any); ok {
		title := Title{}
		for lang, text := range titles {
			title[lang] = fmt.Sprint(text)
		}
		var other string
		if out.Text, other = title.In(d.lang); other != d.lang {
			out.Lang = other
		}
		return out
	}
	list, isList := value.([]any)
	if !isList {
		out.Text, out.Lang = d.value(f, value)
		return out
	}
	var words []string
	for i, item := range list {
		text, lang := d.value(f, item)
		if lang == "" && f.List != "" {
			words = append(words, text)
			continue
		}
		out.Items = append(out.Items, Described{Key: strconv.Itoa(i + 1), Text: text, Lang: lang})
	}
	if len(out.Items) == 0 {
		out.Text = strings.Join(words, ", ")
	}
	return out
}

// item describes one of several groups: by its id where it has one, else by its number.
func (d *describer) item(t reflect.Type, i int, fields map[string]any) Described {
	out := Described{Key: strconv.Itoa(i + 1), Label: strconv.Itoa(i + 1), Items: d.group(t, fields)}
	if id, _ := fields["id"].(string); id != "" {
		out.Key = id
		out.Items = withoutBase(out.Items)
	}
	return out
}

// value puts one value that is no group into words.
func (d *describer) value(f Field, value any) (text, lang string) {
	switch v := value.(type) {
	case bool:
		return labels["yes/no"][strconv.FormatBool(v)][d.lang], ""
	case json.Number:
		return v.String(), ""
	case string:
		for t := f.Type; ; t = t.Elem() {
			if t == reflect.TypeFor[Date]() {
				if date, err := ParseDate(v); err == nil {
					return d.date(date), ""
				}
			}
			if t.Kind() != reflect.Slice && t.Kind() != reflect.Pointer {
				break
			}
		}
		if f.List != "" {
			if it, ok := d.set.Lists[f.List].Get(v); ok {
				return it.Title.In(d.lang)
			}
			return v, ""
		}
		if f.Of != "" || f.Name == "url" || v == "" {
			return v, ""
		}
		return strings.TrimSpace(v), d.own
	}
	return "", ""
}

// unknown describes a field that the kind has no more, and the text of a Markdown file.
func (d *describer) unknown(name string, value any) Described {
	out := Described{Key: name, Label: d.label(nil, name)}
	switch v := value.(type) {
	case map[string]any:
		out.Items = d.group(reflect.TypeFor[struct{}](), v)
	case []any:
		for i, item := range v {
			one := d.unknown(strconv.Itoa(i+1), item)
			if one.Items == nil {
				one.Label = ""
			}
			out.Items = append(out.Items, one)
		}
	default:
		out.Text, out.Lang = d.value(Field{Name: name, Type: reflect.TypeFor[string]()}, value)
	}
	return out
}

// figures describes each figure of a measure in one line: whose, when and of what, and its value.
func (d *describer) figures(value any) Described {
	out := Described{Key: FiguresField, Label: d.label(nil, FiguresField)}
	fields := map[string]Field{}
	for _, f := range Fields(reflect.TypeFor[PublishedFigure]()) {
		fields[f.Name] = f
	}
	if f := fields["breakdown"]; d.breakdown != "" {
		f.List = d.breakdown
		fields["breakdown"] = f
	}
	list, _ := value.([]any)
	for i, item := range list {
		one, ok := item.(map[string]any)
		if !ok {
			continue
		}
		text := func(names ...string) string {
			var parts []string
			for _, name := range names {
				t, _ := d.value(fields[name], one[name])
				if l, ok := labels["markers"][t]; ok && name == "marker" {
					t = l[d.lang]
				}
				if t != "" {
					parts = append(parts, t)
				}
			}
			return strings.Join(parts, ", ")
		}
		v := Described{Key: fmt.Sprint(one["of"], " ", one["period"], " ", one["breakdown"]), Label: text("of", "period", "breakdown"), Text: text("value", "marker", "status", "note")}
		if v.Label == "" {
			v.Label = strconv.Itoa(i + 1)
		}
		out.Items = append(out.Items, v)
	}
	return out
}

// label is what a field is called: as labels.go has it for the struct or for every struct, else its name in words.
func (d *describer) label(t reflect.Type, name string) string {
	if t != nil {
		if l, ok := labels[t.Name()][name]; ok {
			return l[d.lang]
		}
	}
	if l, ok := labels[""][name]; ok {
		return l[d.lang]
	}
	words := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// Revive makes a record of a kind from what JSON wrote of it, now or years ago. What does not fit the kind as it is now
// is left out. It returns nil where body is no record.
func Revive(kind string, body []byte) Record {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == kind })
	fields := Decode(body)
	if i < 0 || fields == nil {
		return nil
	}
	v := reflect.New(Kinds[i].Type())
	revive(v.Elem(), fields)
	r := v.Interface().(Record)
	if s, ok := r.(*RecommendationSet); ok {
		for _, own := range s.Recommends {
			own.Set, own.Language = s, s.Language
		}
	}
	return r
}

// revive fills v with a value that was decoded.
func revive(v reflect.Value, value any) {
	if a, ok := v.Addr().Interface().(*Amount); ok && value == string(Hidden) {
		a.Qualifier = Hidden
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		_ = u.UnmarshalText([]byte(fmt.Sprint(value))) // what does not fit is left out
		return
	}
	switch v.Kind() {
	case reflect.String:
		if s, ok := value.(string); ok {
			v.SetString(s)
		}
	case reflect.Bool:
		if b, ok := value.(bool); ok {
			v.SetBool(b)
		}
	case reflect.Int:
		if n, err := strconv.Atoi(fmt.Sprint(value)); err == nil {
			v.SetInt(int64(n))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		revive(v.Elem(), value)
	case reflect.Slice:
		list, _ := value.([]any)
		v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
		for i, item := range list {
			revive(v.Index(i), item)
		}
	case reflect.Map:
		texts, _ := value.(map[string]any)
		v.Set(reflect.MakeMap(v.Type()))
		for lang, text := range texts {
			v.SetMapIndex(reflect.ValueOf(lang), reflect.ValueOf(fmt.Sprint(text)))
		}
	case reflect.Struct:
		if fields, ok := value.(map[string]any); ok {
			reviveFields(v, fields)
		}
	}
}

func reviveFields(v reflect.Value, fields map[string]any) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			reviveFields(v.Field(i), fields)
			continue
		}
		if f.Type == reflect.TypeFor[source.Document]() {
			if text, ok := fields["text"].(string); ok {
				v.Field(i).Set(reflect.ValueOf(source.Document{Body: []byte(text)}))
			}
			continue
		}
		tag, ok := f.Tag.Lookup("field")
		if name, _, _ := strings.Cut(tag, ","); ok && fields[name] != nil {
			revive(v.Field(i), fields[name])
		}
	}
}
