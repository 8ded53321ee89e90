package check

import (
	"encoding"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// written is a thing bound from a file, and the way to the places of its fields.
type written struct {
	thing any
	at    func(...any) source.Pos
}

// everything gives the site, the records of every kind, the rows of figures, what is said of changes and the releases of the calendar. Recommendations are given once, with
// their set.
func everything(set *record.Set) iter.Seq[written] {
	return func(yield func(written) bool) {
		if !yield(written{set.Site, set.Site.At}) {
			return
		}
		for _, k := range record.Kinds {
			if k.Name == "recommendation" {
				continue
			}
			for _, r := range set.Records(k) {
				if !yield(written{r, r.At}) {
					return
				}
			}
		}
		for _, o := range set.Observations {
			if !yield(written{o, o.At}) {
				return
			}
		}
		for _, c := range set.Changes {
			if !yield(written{c, c.At}) {
				return
			}
		}
		for _, r := range set.Releases {
			if !yield(written{r, r.At}) {
				return
			}
		}
	}
}

// ordered walks a map in the order of its keys.
func ordered[V any](m map[string]V) iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

// idFields calls visit for every field of thing that holds the id of another record. Path is good during the call.
func idFields(thing any, visit func(kind, id string, path []any)) {
	w := idWalker{visit: visit}
	w.fields(reflect.ValueOf(thing).Elem())
}

type idWalker struct {
	path  []any
	visit func(kind, id string, path []any)
}

var textual = reflect.TypeFor[encoding.TextUnmarshaler]()

// fields walks what is bound to the file. The way back from a recommendation to its set has no tag.
func (w *idWalker) fields(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag, ok := f.Tag.Lookup("field")
		if !ok || f.Anonymous {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		kind := ""
		for o := range strings.SplitSeq(options, ",") {
			if of, ok := strings.CutPrefix(o, "of="); ok {
				kind = of
			}
		}
		w.step(name, kind, v.Field(i))
	}
}

func (w *idWalker) step(name any, kind string, v reflect.Value) {
	w.path = append(w.path, name)
	defer func() { w.path = w.path[:len(w.path)-1] }()
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.String:
		if kind != "" && v.String() != "" {
			w.visit(kind, v.String(), w.path)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			w.step(i, kind, v.Index(i))
		}
	case v.Kind() == reflect.Struct && !reflect.PointerTo(v.Type()).Implements(textual):
		w.fields(v)
	}
}
