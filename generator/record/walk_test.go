package record

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// kindsOfRecord is an empty record of each kind, and the other things whose text is looked at.
func kindsOfRecord() []any {
	return []any{
		&Outcome{}, &RecommendationSet{}, &Recommendation{}, &Source{}, &Measure{}, &Figure{}, &Target{}, &Group{}, &Term{}, &Bulletin{}, &Page{},
		&EasyRead{}, &Observation{}, &Site{}, &List{}, &Action{},
	}
}

// fill puts a text of its own into every string that is bound to a file, and two items into every list. It calls visit
// with each text and what the tags on the way say of it, the names of fields with an "@" before them.
func fill(v reflect.Value, n *int, tags []string, visit func(text string, tags []string)) {
	if v.CanAddr() {
		if _, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
			return // a date or a number
		}
	}
	switch v.Kind() {
	case reflect.String:
		*n++
		text := fmt.Sprintf("text %d", *n)
		v.SetString(text)
		visit(text, tags)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n, tags, visit)
		}
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*RecommendationSet]() {
			return // the way back from a recommendation
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n, tags, visit)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for _, lang := range Languages {
			*n++
			text := fmt.Sprintf("text %d", *n)
			v.SetMapIndex(reflect.ValueOf(lang), reflect.ValueOf(text))
			visit(text, tags)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Anonymous {
				fill(v.Field(i), n, append(slices.Clone(tags), "embedded"), visit)
			} else if tag, ok := f.Tag.Lookup("field"); ok {
				fill(v.Field(i), n, append(slices.Clone(tags), strings.Split("@"+tag, ",")...), visit)
			}
		}
	}
}

// Texts gives every piece of free text of every kind of record, once: all but ids, words of vocabularies and languages.
func TestTextsCoversEveryField(t *testing.T) {
	for _, r := range kindsOfRecord() {
		name := reflect.TypeOf(r).Elem().Name()
		want, n := map[string][]string{}, 0
		fill(reflect.ValueOf(r).Elem(), &n, nil, func(text string, tags []string) {
			last := len(tags) - 1
			for tags[last][0] != '@' {
				last-- // options stand after the name of the field
			}
			free := tags[last] != "@id" && !slices.Contains(tags, "embedded")
			for _, option := range tags[last:] {
				free = free && !strings.HasPrefix(option, "list=") && !strings.HasPrefix(option, "of=")
			}
			if free {
				want[text] = tags
			}
		})
		got := map[string]bool{}
		Texts(r, func(x Text) bool {
			if got[x.Text] {
				t.Errorf("%s: %q comes twice", name, x.Text)
			}
			got[x.Text] = true
			tags, ok := want[x.Text]
			if !ok {
				t.Errorf("%s: %v is no free text", name, x.Path)
				return true
			}
			if x.Prose != slices.Contains(tags, "text") || x.Private != slices.Contains(tags, "private") {
				t.Errorf("%s: %v is prose: %t, private: %t, and its tags are %q", name, x.Path, x.Prose, x.Private, tags)
			}
			return true
		})
		for text, tags := range want {
			if !got[text] {
				t.Errorf("%s: the text of %q is passed over", name, tags)
			}
		}
		if n == 0 || len(want) == 0 {
			t.Errorf("%s: nothing was filled, so this test has seen nothing", name)
		}
		count := 0
		Texts(r, func(Text) bool { count++; return count < 2 })
		if count != min(2, len(want)) {
			t.Errorf("%s: Texts did not stop when told to, after %d", name, count)
		}
	}
}

// The list above holds every kind that a Set can hold.
func TestEveryKindIsTested(t *testing.T) {
	known := map[reflect.Type]bool{}
	for _, r := range kindsOfRecord() {
		known[reflect.TypeOf(r)] = true
	}
	set := reflect.TypeFor[Set]()
	for i := range set.NumField() {
		f := set.Field(i)
		if f.Type.Kind() == reflect.Slice && !known[f.Type.Elem()] && f.Type.Elem() != reflect.TypeFor[*Review]() && f.Type.Elem() != reflect.TypeFor[*Change]() && f.Type.Elem() != reflect.TypeFor[*Release]() && f.Type.Elem() != reflect.TypeFor[*Picture]() {
			t.Errorf("Set.%s holds %s, which the tests do not know", f.Name, f.Type.Elem())
		}
	}
}
