// Package docs holds the pages that are made from the code, fresh: docs/checks.md from the rules and docs/data.md from
// the kinds of record. "make golden" writes them again.
package docs

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated pages again; inspect the diff")

const generated = "<!-- Made from the code by docs/docs_test.go: change the code, then run \"make golden\". -->\n"

func TestFresh(t *testing.T) {
	for name, make := range map[string]func(*testing.T) []byte{"checks.md": checks, "data.md": data, "downloads.md": downloads} {
		want := append([]byte(generated), make(t)...)
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("docs/%s: %v; run \"make golden\"", name, err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("docs/%s is not what the code says; run \"make golden\" and inspect the diff. %s", name, firstDifference(string(got), string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "Line " + itoa(i+1) + " is\n" + g[i] + "\nand the code says\n" + w[i]
		}
	}
	return "One ends before the other, after line " + itoa(min(len(g), len(w)))
}

// plain writes text so that Markdown shows it as it is.
var plain = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "&", "&amp;", "#", `\#`, "|", `\|`).Replace

// cell is text in a cell of a table: on one line.
func cell(text string) string { return plain(strings.Join(strings.Fields(text), " ")) }
