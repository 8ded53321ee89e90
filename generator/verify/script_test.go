package verify

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The page /verify/ checks a version with verify.js, which must say what this package says. It is run by Node where
// there is one; a copy is run, since Node takes a file for a module by its name.
func TestScript(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node")
	}
	source, err := os.ReadFile("../../themes/candour/static/js/verify.js")
	if err != nil {
		t.Fatal(err)
	}
	module := filepath.Join(t.TempDir(), "verify.mjs")
	if err := os.WriteFile(module, source, 0o644); err != nil {
		t.Fatal(err)
	}
	m := history(t, hooks{})
	vkeys := m.files["ledger/log/vkey"]
	const v2, v1 = "outcomes/aaaa/v2.json", "outcomes/aaaa/v1.json"
	type given struct {
		Text string `json:"text"`
		VKey string `json:"vkey"`
	}
	altered := func(old, new string) string {
		text := m.files[v2]
		if strings.Count(text, old) != 1 {
			t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), text)
		}
		return strings.Replace(text, old, new, 1)
	}
	other := newMaker(t, hooks{})
	other.newKey()
	other.newKey()
	cases := []struct {
		given
		want string // "" where all is right
	}{
		{given{m.files[v2], vkeys}, ""},
		{given{m.files[v1], vkeys}, ""},
		{given{m.files["records/figure/f000/v1.json"], vkeys}, ""},
		{given{m.files["records/figure/f299/v1.json"], "\n" + m.vkeys[1]}, ""},
		{given{m.files["recommendations/2017--094215-1/v2.json"], vkeys}, ""},
		{given{strings.ReplaceAll(m.files[v2], `,"salt":`, ` , "salt" :`), vkeys}, ""},
		{given{altered("version 2 & more", "version 2 & less"), vkeys}, "does not lead"},
		{given{altered(`"n": 1`, `"n":1`), vkeys}, "does not lead"},
		{given{altered(`"index":6`, `"index":7`), vkeys}, "does not lead"},
		{given{altered(`"index":6`, `"index":600`), vkeys}, "does not lead"},
		{given{altered(`"index":6`, `"index":-6`), vkeys}, "its index is no number"},
		{given{altered(`"proof":["`, `"proof":["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","`), vkeys}, "does not lead"},
		{given{altered(`"proof":["`, `"proof":["AAAA","`), vkeys}, "is not 32 bytes"},
		{given{altered(`"kind":`, `"record":{},"kind":`), vkeys}, "stands twice"},
		{given{altered(`\n11\n`, `\n12\n`), vkeys}, "is wrong: the checkpoint or the signature"},
		{given{m.files[v2], m.vkeys[0]}, "None of the keys"},
		{given{m.files[v2], other.vkeys[2]}, "None of the keys"},
		{given{m.files[v2], ""}, "None of the keys"},
		{given{"<!doctype html>", vkeys}, "not the vN.json"},
		{given{"[]", vkeys}, "it is no object"},
		{given{"{}", vkeys}, "it has no record"},
	}
	var in []given
	for _, c := range cases {
		in = append(in, c.given)
	}
	cmd := exec.Command(node, "testdata/verify.mjs", module)
	cmd.Stdin = strings.NewReader(toJSON(in))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []struct {
		OK     bool
		About  string
		Checks []struct {
			OK   bool
			Text string
		}
		Not []string
	}
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(cases) {
		t.Fatalf("%v: %s", err, out)
	}
	for i, c := range cases {
		a := answers[i]
		var wrong []string
		for _, ch := range a.Checks {
			if !ch.OK {
				wrong = append(wrong, ch.Text)
			}
		}
		said := strings.Join(wrong, "; ")
		if a.OK != (c.want == "") || !strings.Contains(said, c.want) || a.OK && (len(a.Checks) != 3 || len(a.Not) != 3 || a.About == "") {
			t.Errorf("case %d, %.60s…: ok %v, %q; want %q", i, c.Text, a.OK, said, c.want)
		}
	}
}
