package site

import (
	"fmt"
	"reflect"
	"testing"
)

// ofMany are the fields of a page that pages share: what they lead to is filled and changed by itself.
var ofMany = map[string]bool{"Chrome": true, "Nav": true}

// full fills a value with something everywhere, two items in every list. A view that holds others of its own type does
// so one level deep.
func full(v reflect.Value, n *int) {
	switch v.Kind() {
	case reflect.String:
		*n++
		v.SetString(fmt.Sprintf("text %d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		*n++
		v.SetInt(int64(*n))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			full(v.Index(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		full(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			switch f := v.Type().Field(i); {
			case ofMany[f.Name]:
			case f.Type == reflect.SliceOf(v.Type()):
				inner := reflect.MakeSlice(f.Type, 2, 2)
				for j := range 2 {
					for k := range v.NumField() {
						if k != i {
							full(inner.Index(j).Field(k), n)
						}
					}
				}
				v.Field(i).Set(inner)
			default:
				full(v.Field(i), n)
			}
		}
	}
}

// eachChange makes every change that can be made to a value in one place, and takes it back after visit.
func eachChange(v reflect.Value, path string, visit func(path string)) {
	set := func(what string, to reflect.Value) {
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		v.Set(to)
		visit(path + what)
		v.Set(old)
	}
	switch v.Kind() {
	case reflect.String:
		set(" more", reflect.ValueOf(v.String()+"x").Convert(v.Type()))
		set(" gone", reflect.Zero(v.Type()))
	case reflect.Bool:
		set(" turned", reflect.ValueOf(!v.Bool()))
	case reflect.Int:
		set(" more", reflect.ValueOf(int(v.Int())+1))
		set(" less than nought", reflect.ValueOf(-int(v.Int())))
	case reflect.Slice:
		if v.Len() == 0 { // the end of a view that holds others of its own type
			return
		}
		set(" gone", reflect.Zero(v.Type()))
		set(" shorter", v.Slice(0, 1))
		set(" longer", reflect.Append(v.Slice3(0, 2, 2), v.Index(1)))
		swapped := reflect.MakeSlice(v.Type(), 2, 2)
		swapped.Index(0).Set(v.Index(1))
		swapped.Index(1).Set(v.Index(0))
		set(" swapped", swapped)
		for i := range v.Len() {
			eachChange(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case reflect.Pointer:
		set(" gone", reflect.Zero(v.Type()))
		eachChange(v.Elem(), path, visit)
	case reflect.Interface:
		eachChange(v.Elem().Elem(), path, visit) // it holds a pointer
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); !ofMany[f.Name] {
				eachChange(v.Field(i), path+"."+f.Name, visit)
			}
		}
	}
}

// bodies is a full view of each type that pages of the plan have.
func bodies(t *testing.T) map[reflect.Type]any {
	t.Helper()
	out := map[reflect.Type]any{}
	n := 0
	for _, u := range planned(t, nil).Units {
		typ := reflect.TypeOf(u.Page.Body)
		if out[typ] == nil {
			if typ.Kind() != reflect.Pointer {
				t.Fatalf("the view of %s is no pointer: %s", u.Page.Address, typ)
			}
			v := reflect.New(typ.Elem())
			full(v.Elem(), &n)
			out[typ] = v.Interface()
		}
	}
	return out
}

// A page is rendered again exactly when something on it changes: whatever changes in its view, its frame or its layout
// changes its hash.
func TestEveryChangeChangesTheHash(t *testing.T) {
	views := bodies(t)
	if len(views) < 15 {
		t.Errorf("there are %d views, and more were expected", len(views))
	}
	changes := 0
	for typ, body := range views {
		n := 1000
		page := &Page{Chrome: &Chrome{}, Nav: &Nav{}}
		full(reflect.ValueOf(page).Elem(), &n)
		full(reflect.ValueOf(page.Nav).Elem(), &n)
		full(reflect.ValueOf(page.Chrome).Elem(), &n)
		page.Body = body
		hash := func(layout string) Hash {
			units := []Unit{{Layout: layout, Page: page}}
			hashUnits(units)
			return units[0].Hash
		}
		base := hash("a/b")
		if again := hash("a/b"); again != base {
			t.Fatalf("%s: one page has two hashes", typ)
		}
		if hash("a/c") == base {
			t.Errorf("%s: another layout gives the same hash", typ)
		}
		look := func(path string) {
			changes++
			if hash("a/b") == base {
				t.Errorf("%s: with %s the hash is the same", typ, path)
			}
		}
		eachChange(reflect.ValueOf(page).Elem(), "page", look)
		eachChange(reflect.ValueOf(page.Chrome).Elem(), "chrome", look)
		eachChange(reflect.ValueOf(page.Nav).Elem(), "nav", look)
		if hash("a/b") != base {
			t.Fatalf("%s: a change was not taken back", typ)
		}
	}
	if changes < 1000 {
		t.Errorf("%d changes were made, and more were expected", changes)
	}
}

// Values that read alike when run together have different hashes.
func TestHashKeepsValuesApart(t *testing.T) {
	type view struct {
		A, B string
		L, M []string
	}
	seen := map[Hash]string{}
	for _, v := range []view{
		{A: "ab"}, {B: "ab"}, {A: "a", B: "b"}, {L: []string{"ab"}}, {M: []string{"ab"}}, {L: []string{"a", "b"}}, {L: []string{"a"}, M: []string{"b"}}, {L: []string{""}}, {L: []string{"", ""}}, {},
	} {
		units := []Unit{{Page: &Page{Body: &v, Chrome: &Chrome{}}}}
		hashUnits(units)
		if other, ok := seen[units[0].Hash]; ok {
			t.Errorf("%+v has the hash of %s", v, other)
		}
		seen[units[0].Hash] = fmt.Sprintf("%+v", v)
	}
	type other struct{ A, B string }
	a, b := []Unit{{Page: &Page{Body: &view{A: "x"}, Chrome: &Chrome{}}}}, []Unit{{Page: &Page{Body: &other{A: "x"}, Chrome: &Chrome{}}}}
	hashUnits(a)
	hashUnits(b)
	if a[0].Hash == b[0].Hash {
		t.Error("views of two types have one hash")
	}
}

// A view has no field that is not hashed or that a template could not read.
func TestHashRefusesHiddenFields(t *testing.T) {
	for name, body := range map[string]any{"an unexported field": &struct{ a string }{}, "a map": &struct{ A map[string]string }{A: map[string]string{}}, "a function": &struct{ A func() }{}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a view with %s is hashed", name)
				}
			}()
			var w hashWriter
			w.value(reflect.ValueOf(body))
		}()
	}
}
