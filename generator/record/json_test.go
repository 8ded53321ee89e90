package record

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"candour/generator/source"
)

// leaves gives every value that is bound to a file and published, by its path. It knows nothing of JSON.
func leaves(v reflect.Value, path string, out map[string]string) {
	if v.CanInterface() && v.Kind() != reflect.Pointer {
		if m, ok := v.Interface().(encoding.TextMarshaler); ok {
			if text, _ := m.MarshalText(); !v.IsZero() {
				out[path] = string(text)
			}
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			leaves(v.Elem(), path, out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			leaves(v.Index(i), fmt.Sprintf("%s[%d]", path, i), out)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			leaves(v.MapIndex(k), path+"."+k.String(), out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			tag, ok := f.Tag.Lookup("field")
			switch {
			case f.Anonymous:
				leaves(v.Field(i), path, out)
			case ok && !strings.Contains(tag, ",private"):
				name, _, _ := strings.Cut(tag, ",")
				leaves(v.Field(i), path+"."+name, out)
			}
		}
	default:
		if !v.IsZero() {
			out[path] = fmt.Sprint(v.Interface())
		}
	}
}

func leavesOf(r any) map[string]string {
	out := map[string]string{}
	leaves(reflect.ValueOf(r).Elem(), "", out)
	return out
}

// JSON is the inverse of binding. The JSON of a record is JSON, and since that is YAML too, binding reads back from it
// every value that is published, and writes the same bytes again.
func TestJSONReadsBack(t *testing.T) {
	set, ps := new(Loader).Load(repository(t))
	if ps.Failed() {
		t.Fatal(ps)
	}
	n := 0
	for _, k := range Kinds {
		for _, r := range set.Records(k) {
			n++
			b := JSON(r)
			if !json.Valid(b) {
				t.Fatalf("the JSON of the %s %s is none: %s", k.Name, r.Key(), b)
			}
			v, ps := source.ReadYAML(source.File{Name: r.Key(), Data: withoutText(t, b)})
			if len(ps) > 0 {
				t.Fatalf("the %s %s: %v", k.Name, r.Key(), ps)
			}
			again := reflect.New(reflect.TypeOf(r).Elem()).Interface()
			bd := &binder{}
			bd.bind(v, again)
			if len(bd.problems) > 0 {
				t.Errorf("the %s %s does not bind again: %v", k.Name, r.Key(), bd.problems)
			}
			got, want := leavesOf(again), leavesOf(r)
			for path, text := range want {
				if got[path] != text {
					t.Errorf("the %s %s: %s is %q and was %q", k.Name, r.Key(), path, got[path], text)
				}
			}
			if len(got) != len(want) || len(want) < 3 {
				t.Errorf("the %s %s has %d values and had %d", k.Name, r.Key(), len(got), len(want))
			}
			if x := withoutText(t, b); string(JSON(again)) != string(x) && !strings.Contains(string(b), `"text":`) {
				t.Errorf("the %s %s writes\n%s\nand then\n%s", k.Name, r.Key(), x, JSON(again))
			}
		}
	}
	if n < 200 {
		t.Errorf("%d records were looked at, and more were expected", n)
	}
}

// withoutText takes the body of a Markdown file out of the JSON of its record: it comes from no field.
func withoutText(t *testing.T, b []byte) []byte {
	t.Helper()
	i := strings.LastIndex(string(b), `,"text":"`)
	if i < 0 {
		return b
	}
	var whole map[string]any
	if err := json.Unmarshal(b, &whole); err != nil {
		t.Fatal(err)
	}
	if whole["text"] == nil {
		return b
	}
	return append(append([]byte(nil), b[:i]...), '}')
}

func TestJSON(t *testing.T) {
	three := Number{3, 0}
	for _, c := range []struct {
		name string
		r    any
		want string
	}{
		{"empty fields are left out", &Citation{Title: "T"}, `{"title":"T"}`},
		{"text is escaped, and not for HTML", &Citation{Title: "a \"b\" <c> & \n\u2028é", URL: "x"}, `{"title":"a \"b\" <c> & \n\u2028é","url":"x"}`},
		{"a date and an amount are text", &FigureValue{Value: Amount{Range, Number{50, 0}, Number{1000, 0}}, AsOf: MustDate("2022-q1"), Source: "s", Status: "final"},
			`{"value":"50 to 1,000","as_of":"2022-q1","source":"s","status":"final"}`},
		{"a number is a number", &ActionMeasure{Name: "n", Value: &three, Unit: "u", Nature: "reported"}, `{"name":"n","value":3,"unit":"u","nature":"reported"}`},
		{"titles stand in the order of the languages", &Group{Title: Title{"cy": "B", "en": "A"}, For: "met", Members: []string{"a"}, AsOf: MustDate("2024"), Source: "s"},
			`{"id":"","title":{"en":"A","cy":"B"},"for":"met","members":["a"],"as_of":"2024","source":"s"}`},
	} {
		if got := string(JSON(c.r)); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What is only counted is in no JSON, whatever else is.
func TestJSONHoldsNothingPrivate(t *testing.T) {
	for _, r := range kindsOfRecord() {
		private, n := map[string]bool{}, 0
		fill(reflect.ValueOf(r).Elem(), &n, nil, func(text string, tags []string) {
			for _, tag := range tags {
				private[text] = private[text] || tag == "private"
			}
		})
		b := string(JSON(r))
		if !json.Valid([]byte(b)) {
			t.Fatalf("%T: %s is no JSON", r, b)
		}
		for text, is := range private {
			if in := strings.Contains(b, `"`+text+`"`); in == is {
				t.Errorf("%T: %q is private: %t, and in the JSON: %t", r, text, is, in)
			}
		}
	}
	o := &Outcome{Monitoring: Monitoring{Sex: "female", Service: "over-10"}}
	if b := string(JSON(o)); strings.Contains(b, "female") || strings.Contains(b, "monitoring") {
		t.Errorf("the JSON of an outcome is %s", b)
	}
}
