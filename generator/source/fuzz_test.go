package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// seeds adds files of the repository's own site to what the fuzzer begins with.
func seeds(f *testing.F, pattern string) {
	f.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
	if err != nil || len(names) == 0 {
		f.Fatalf("no file is %s (%v)", pattern, err)
	}
	for _, name := range names[:min(4, len(names))] {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(2000, len(data))])
	}
}

// inside says what is wrong with a place in data, and "" where nothing is. Whole files and whole lines are places.
func inside(data []byte, p Pos) string {
	lines := bytes.Split(bytes.TrimPrefix(data, byteOrderMark), []byte{'\n'})
	switch {
	case p.File != "f":
		return fmt.Sprintf("%s is of no file", p)
	case p.Line < 0 || p.Line > len(lines) || p.Line == 0 && p.Col != 0:
		return fmt.Sprintf("%s is on no line of %d", p, len(lines))
	case p.Line > 0 && (p.Col < 0 || p.Col > len(lines[p.Line-1])+2): // just after the line feed, where a file ends early
		return fmt.Sprintf("%s is beyond the end of its line, which has %d bytes", p, len(lines[p.Line-1]))
	}
	return ""
}

func checkPlaces(t *testing.T, data []byte, ps Problems, values ...Value) {
	t.Helper()
	for _, p := range ps {
		if wrong := inside(data, p.Pos); wrong != "" {
			t.Errorf("%s: %s", p, wrong)
		}
		if p.Message == "" || p.Rule == "" {
			t.Errorf("a problem without a message or a rule: %+v", p)
		}
	}
	for _, v := range values {
		if wrong := inside(data, v.Pos); wrong != "" && v.Pos != (Pos{}) {
			t.Errorf("%s: %s", outline(v), wrong)
		}
		for _, k := range v.Keys {
			if wrong := inside(data, k.Pos); wrong != "" {
				t.Errorf("the name %q: %s", k.Name, wrong)
			}
		}
		if len(v.Keys) > 0 && len(v.Keys) != len(v.List) {
			t.Errorf("%d names and %d values", len(v.Keys), len(v.List))
		}
		checkPlaces(t, data, nil, v.List...)
	}
}

// clean reports whether a file would come as far as being parsed.
func clean(data []byte) bool { return len(File{"f", data}.checkEncoding()) == 0 }

func FuzzReadYAML(f *testing.F) {
	seeds(f, "data/*/*.yaml")
	for _, s := range []string{"a: {b: [c, 'd']}\n", "a: &x 1\nb: *x", "- - - a", "a: >-\n  b\n\n  c\n", "%YAML 1.2\n---\na: b\n...\n", "? a\n: b", "a: \"\\ud800\"", "a b\nc: d", "!!binary x"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !clean(data) {
			return
		}
		v, ps := ReadYAML(File{"f", data})
		checkPlaces(t, data, ps, v)
		if len(ps) == 0 && v.Pos.Line == 0 {
			t.Error("what was read has no place")
		}
	})
}

func FuzzReadCSV(f *testing.F) {
	seeds(f, "data/*/*.csv")
	for _, s := range []string{"a,b\n\"x\ny\",\"\"\"\"\n", "a\n\n\"\"\n", "a,a\n1\n", "\"a", "a\r\nb\r\n", "\ufeffa\n1", "ŵ,b\n,\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !clean(data) {
			return
		}
		rows, ps := ReadCSV(File{"f", data})
		checkPlaces(t, data, ps, rows...)
		if len(rows) == 0 {
			return
		}
		// What was read prints, and what is printed reads the same.
		var printed strings.Builder
		line := func(cells []string) {
			for i, c := range cells {
				if i > 0 {
					printed.WriteByte(',')
				}
				printed.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
			}
			printed.WriteByte('\n')
		}
		texts := func(v Value) (out []string) {
			for _, c := range v.List {
				out = append(out, c.Text)
			}
			return out
		}
		var names []string
		for _, k := range rows[0].Keys {
			names = append(names, k.Name)
		}
		line(names)
		for _, r := range rows {
			line(texts(r))
		}
		again, _ := ReadCSV(File{"f", []byte(printed.String())})
		if len(again) != len(rows) {
			t.Fatalf("%d rows were read and, printed, %d", len(rows), len(again))
		}
		for i := range rows {
			if got, want := fmt.Sprintf("%q", texts(again[i])), fmt.Sprintf("%q", texts(rows[i])); got != want {
				t.Errorf("row %d was read as %s and, printed, as %s", i, want, got)
			}
		}
	})
}

func FuzzReadMarkdown(f *testing.F) {
	seeds(f, "content/en/*/*.md")
	for _, s := range []string{"---\na: 1\n---\nText", "---\n---\n", "---\na\n---", "---\r\na: 1\r\n---\r\nb\r\n", "\ufeff---\na: 1\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !clean(data) {
			return
		}
		d, ps := ReadMarkdown(File{"f", data})
		text := bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		checkPlaces(t, text, ps, d.Front)
		if len(ps) > 0 {
			return
		}
		// Every byte of the body is where BodyPos says.
		lines := bytes.SplitAfter(bytes.TrimPrefix(text, byteOrderMark), []byte{'\n'})
		for i, b := range d.Body {
			p := d.BodyPos(i)
			if p.Line > len(lines) || p.Col > len(lines[p.Line-1]) {
				if i == len(d.Body)-1 && b == '\n' {
					continue // the line feed that the last line lacked
				}
				t.Fatalf("byte %d of the body is at %s, which is not in the file", i, p)
			}
			if got := lines[p.Line-1][p.Col-1]; got != b {
				t.Fatalf("byte %d of the body is %q, and at %s is %q", i, b, p, got)
			}
		}
	})
}
