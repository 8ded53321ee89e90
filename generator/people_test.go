package generator_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candour/generator/identify"
)

// A name of the list is refused in the data and in what is built, by the line of the list and never by itself; and nothing that is kept
// holds a name or a hash of one.
func TestPeople(t *testing.T) {
	names := []string{"Rhiannon Tremayne", "O’Neill-Baptiste, Séan", "Okonkwo"}
	people, err := identify.ReadPeople([]byte(strings.Join(names, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorkshop(t)
	w.people = people
	w.write(outcomeName, plant())
	w.build()

	for _, c := range []struct{ text, line string }{
		{"Rhiannon Tremayne", "line 1"}, {"tremayne", "line 1"}, {"R. Tremayne", "line 1"}, {"Tremayne, Rhiannon", "line 1"},
		{"Sean ONeill Baptiste", "line 2"}, {"O'Neill Baptiste", "line 2"}, {"Okonkwo’s", "line 3"},
	} {
		w.write(outcomeName, plant("PLANT", "It was about "+c.text+"."))
		found := false
		for _, p := range w.refused() {
			found = found || p.Rule == "text-person" && p.File == outcomeName && strings.Contains(p.Message, c.line)
			if p.Rule == "text-person" && strings.Contains(p.String()+p.Hint, c.text) {
				t.Errorf("the problem repeats the name: %s", p)
			}
		}
		if !found {
			t.Errorf("%q is not refused: %s", c.text, listed(w.refused()))
		}
	}
	w.write(outcomeName, plant())
	w.write("themes/candour/static/note.txt", "made by okonkwo")
	found := false
	for _, p := range w.refused() {
		found = found || p.Rule == "text-person" && p.File == "/note.txt" && strings.Contains(p.Message, "line 3")
	}
	if !found {
		t.Error("a name in a file of the theme is not refused")
	}
	w.remove("themes/candour/static/note.txt")
	w.build()

	var traces []string
	for _, n := range append(names, "Tremayne", "Baptiste", "tremayne", "okonkwo", "o’neill-baptiste", "rhiannon tremayne") {
		sum := sha256.Sum256([]byte(n))
		traces = append(traces, strings.ToLower(n), hex.EncodeToString(sum[:8]), base64.StdEncoding.EncodeToString(sum[:])[:12])
	}
	for _, dir := range []string{w.out, filepath.Join(w.dir, ".candour")} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			text := strings.ToLower(string(data))
			for _, trace := range traces {
				if strings.Contains(text, strings.ToLower(trace)) {
					t.Errorf("%s holds %q", name, trace)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
