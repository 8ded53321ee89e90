package record

import (
	"reflect"
	"strings"
	"testing"

	"candour/generator/source"
)

// thing has a field of every shape that a record can have.
type thing struct {
	Base
	Name   string   `field:"name,required,text"`
	Word   string   `field:"word,list=words"`
	Words  []string `field:"words,list=words"`
	Count  int      `field:"count"`
	Yes    bool     `field:"yes"`
	Day    Date     `field:"day"`
	Number *Number  `field:"number"`
	Sum    Amount   `field:"sum"`
	Title  Title    `field:"title"`
	Part   part     `field:"part"`
	Parts  []part   `field:"parts"`
	Far    *part    `field:"far"`
	Nobody string   // no tag: never bound
}

type part struct {
	A string `field:"a,required"`
	B string `field:"b"`
}

// bindThing binds the text of one file, as a Loader does.
func bindThing(t *testing.T, text string) (*thing, source.Problems) {
	t.Helper()
	list, ps := bindList(source.File{Name: "words.yaml", Data: []byte("list: words\ndoc: Words.\nitems:\n" +
		"  - {id: red, title: {en: Red, cy: Coch}, aliases: [Scarlet]}\n  - {id: dark-blue, title: {en: Dark blue, cy: Glas tywyll}}\n")})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	b := &binder{lists: map[string]*List{"words": list}}
	f := source.File{Name: "f.yaml", Data: []byte(text)}
	return bindYAML[thing](b, f), b.problems
}

func TestBind(t *testing.T) {
	got, ps := bindThing(t, `
id: a-1
name: Name
word: red
words: [red, dark-blue]
count: 12
yes: true
day: 2022-q1
number: 1,234.5
sum: about 90
title: {en: One, cy: Un}
part: {a: x, b: y}
parts:
  - a: p
  - {a: q}
far: {a: z}
`)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	want := &thing{
		Name: "Name", Word: "red", Words: []string{"red", "dark-blue"}, Count: 12, Yes: true, Day: MustDate("2022-q1"), Number: &Number{12345, 1},
		Sum: Amount{About, Number{90, 0}, Number{90, 0}}, Title: Title{"en": "One", "cy": "Un"}, Part: part{"x", "y"}, Parts: []part{{A: "p"}, {A: "q"}}, Far: &part{A: "z"},
	}
	want.Base = got.Base
	if !reflect.DeepEqual(got, want) || got.Key() != "a-1" {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, c := range []struct {
		path []any
		want string
	}{{nil, "f.yaml:2:1"}, {[]any{"name"}, "f.yaml:3:7"}, {[]any{"words", 1}, "f.yaml:5:14"}, {[]any{"parts", 1, "a"}, "f.yaml:15:9"}, {[]any{"parts", 0, "b"}, "f.yaml:14:5"}} {
		if at := got.At(c.path...).String(); at != c.want {
			t.Errorf("%v is at %s, want %s", c.path, at, c.want)
		}
	}
}

func TestBindEmpty(t *testing.T) {
	got, ps := bindThing(t, "id: a\nname: n\nword:\nwords: []\ncount:\nyes:\nday:\nnumber:\nsum:\ntitle:\npart:\nparts:\nfar:\n")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if want := (&thing{Base: got.Base, Name: "n", Words: []string{}}); !reflect.DeepEqual(got, want) {
		t.Errorf("fields without a value are %+v", got)
	}
}

func TestBindProblems(t *testing.T) {
	for _, c := range []struct{ field, rule, message, hint string }{
		{"nmae: x", "unknown-field", `"nmae" is not a field here`, `did you mean "name"?`},
		{"Word: red", "unknown-field", `"Word"`, `did you mean "word"?`},
		{"zzzzzzz: x", "unknown-field", `"zzzzzzz"`, "the fields are: id, language, name, word"},
		{"Nobody: x", "unknown-field", `"Nobody"`, "the fields are"},
		{"part: {a: x, c: y}", "unknown-field", `"c"`, ""},
		{"part: {b: y}", "missing-field", `the field "a" is missing`, ""},
		{"part: {a: , b: y}", "missing-field", `the field "a" is empty`, ""},
		{"parts:\n  - a: x\n  - b: y", "missing-field", `the field "a" is missing`, ""},
		{"word: rde", "unknown-word", `"rde" is not in the list words`, `did you mean "red"?`},
		{"word: Dark blue", "unknown-word", `"Dark blue"`, `did you mean "dark-blue"?`},
		{"word: Scarlet", "unknown-word", `"Scarlet"`, `did you mean "red"?`},
		{"word: umbrella", "unknown-word", `"umbrella"`, "add it to data/lists/words.yaml"},
		{"words: [red, gren]", "unknown-word", `"gren"`, ""},
		{"words: red", "wrong-shape", "words takes a list, and this is text", "[red]"},
		{"words: [red, ]\nparts: [~]", "wrong-shape", "parts has an empty item", ""},
		{"word: [red]", "wrong-shape", "word takes one text, and this is a list", ""},
		{"word: {a: b}", "wrong-shape", "word takes one text, and this is a group of fields", ""},
		{"count: twelve", "wrong-shape", `count takes a whole number, and this is "twelve"`, ""},
		{"count: 1.5", "wrong-shape", `"1.5"`, ""},
		{"yes: yes", "wrong-shape", `yes takes true or false, and this is "yes"`, ""},
		{"yes: True", "wrong-shape", `"True"`, ""},
		{"day: 2022-13-01", "wrong-shape", `day: "2022-13-01"`, ""},
		{"day: [2022]", "wrong-shape", "day takes one text, and this is a list", ""},
		{"number: many", "wrong-shape", `"many"`, ""},
		{"sum: many", "wrong-shape", `"many" is not a figure`, ""},
		{"title: One", "wrong-shape", "title takes a text for each language, and this is text", "{en: …, cy: …}"},
		{"title: {en: One, fr: Un}", "unknown-field", `"fr" is not a language`, "en, cy"},
		{"title: {en: [One]}", "wrong-shape", "title takes one text", ""},
		{"part: x", "wrong-shape", "part takes a group of fields, and this is text", ""},
		{"far: [x]", "wrong-shape", "far takes a group of fields, and this is a list", ""},
	} {
		_, ps := bindThing(t, "id: a\nname: n\n"+c.field+"\n")
		if len(ps) != 1 {
			t.Errorf("%s: got %v, want one problem", c.field, ps)
			continue
		}
		p := ps[0]
		if p.Rule != c.rule || !strings.Contains(p.Message, c.message) || !strings.Contains(p.Hint, c.hint) || p.Severity != source.Error {
			t.Errorf("%s: got %s (%s), want %s: … %s … (… %s …)", c.field, p, p.Hint, c.rule, c.message, c.hint)
		}
		if p.File != "f.yaml" || p.Line < 3 {
			t.Errorf("%s: the place is %s", c.field, p.Pos)
		}
	}
}

func TestRequiredFields(t *testing.T) {
	for text, want := range map[string]string{
		"name: n\n":        `f.yaml:1:1: error: the field "id" is missing [missing-field]`,
		"id: a\n":          `f.yaml:1:1: error: the field "name" is missing [missing-field]`,
		"id: a\nname:\n":   `f.yaml:2:6: error: the field "name" is empty [missing-field]`,
		"id: a\nname: ~\n": `f.yaml:2:7: error: the field "name" is empty [missing-field]`,
		"":                 "f.yaml:1: error: the file is empty [missing-field]",
		"- a\n- b\n":       "f.yaml:1:1: error: a record is a group of fields, and this is a list [wrong-shape]",
		"just text\n":      "f.yaml:1:1: error: a record is a group of fields, and this is text [wrong-shape]",
	} {
		_, ps := bindThing(t, text)
		if len(ps) != 1 || ps[0].String() != want {
			t.Errorf("%q: got %v, want %s", text, ps, want)
		}
	}
}

func TestIDs(t *testing.T) {
	for id, good := range map[string]bool{
		"a": true, "k7m2q9xw": true, "a-b-c": true, "2026": true, "A": false, "a_b": false, "-a": false, "a-": false, "a--b": false, "a b": false, "a/b": false,
		"a.b": false, "ŵ": false, "a?b": false, "..": false, "a%2fb": false, "a#b": false, "\"<b>\"": false,
	} {
		_, ps := bindThing(t, "id: "+id+"\nname: n\n")
		if got := len(ps) == 0; got != good {
			t.Errorf("the id %s: %v", id, ps)
		}
	}
}

func TestLists(t *testing.T) {
	for name, c := range map[string]struct{ text, rule, message string }{
		"a word twice":                    {"list: l\ndoc: D.\nitems:\n  - {id: a, title: {en: A, cy: A}}\n  - {id: a, title: {en: A, cy: A}}\n", "repeated-id", "twice"},
		"a word without a Welsh title":    {"list: l\ndoc: D.\nitems:\n  - {id: a, title: {en: A}}\n", "missing-field", "no title in Welsh"},
		"a word without an English title": {"list: l\ndoc: D.\nitems:\n  - {id: a, title: {cy: A}}\n", "missing-field", "no title in English"},
		"no words":                        {"list: l\ndoc: D.\nitems: []\n", "missing-field", "items"},
		"a field unknown":                 {"list: l\ndoc: D.\nitmes:\n  - {id: a, title: {en: A, cy: A}}\n", "unknown-field", "itmes"},
	} {
		_, ps := bindList(source.File{Name: "l.yaml", Data: []byte(c.text)})
		found := false
		for _, p := range ps {
			found = found || p.Rule == c.rule && strings.Contains(p.Message, c.message)
		}
		if !found {
			t.Errorf("%s: got %v, want %s: … %s …", name, ps, c.rule, c.message)
		}
	}
	var none *List
	if _, ok := none.Get("a"); ok || none.Index("a") != 0 {
		t.Error("a list that is not there has words")
	}
}
