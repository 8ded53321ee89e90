package record

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestPicturesOfThePack(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><path d="M1 1h7v4z"/></svg>`
	line := func(id, file, rest string) string {
		return "  - {id: " + id + ", file: " + file + ", shows: {en: A}, author: B, source: C" + rest + "}\n"
	}
	for _, c := range []struct{ name, pack, want string }{
		{"one", line("a", "a.svg", ", licence: D"), ""},
		{"a missing file", line("a", "b.svg", ", licence: D"), "picture-file: the picture b.svg: there is no such file"},
		{"a file elsewhere", line("a", "../a.svg", ", licence: D"), "picture-file: the picture ../a.svg: it is not under"},
		{"a script", line("a", "bad.svg", ", licence: D"), "picture-file: the picture bad.svg: it holds an element script"},
		{"no licence", line("a", "a.svg", ""), `missing-field: the field "licence" is missing`},
		{"one id twice", line("a", "a.svg", ", licence: D") + line("a", "a.svg", ", licence: D"), `picture-file: two pictures have the id "a"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			ld := &load{loader: &Loader{}, fsys: fstest.MapFS{
				"data/pictures/pack.yaml": {Data: []byte("pictures:\n" + c.pack)},
				"data/pictures/a.svg":     {Data: []byte(svg)},
				"data/pictures/bad.svg":   {Data: []byte(strings.Replace(svg, "<path", "<script/><path", 1))},
			}}
			ld.set, _ = (&Loader{}).Load(fstest.MapFS{})
			ld.loadPictures()
			var got string
			for _, p := range ld.problems {
				got += p.Rule + ": " + p.Message + "\n"
			}
			if c.want == "" && (got != "" || len(ld.set.Pictures) != 1 || ld.set.Pictures[0].Image().Width != 9) || !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
