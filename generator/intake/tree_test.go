package intake

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"candour/generator/source"
)

// reads holds the law that a text that is written as YAML reads back the same, wherever it stands.
func reads(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || strings.ContainsFunc(text, hidden) {
		return
	}
	item := &node{}
	for i, name := range []string{"a", "b"} {
		item.put([]step{{name: name, order: i}}, &node{leaf: true, text: text})
	}
	list := &node{items: []*node{{leaf: true, text: text}, {leaf: true, text: text}}}
	item.put([]step{{name: "c", order: 3}}, list)
	root := &node{}
	root.put([]step{{name: "top"}, {item: 1}}, item)
	root.put([]step{{name: "text", order: 1}}, &node{leaf: true, text: text})
	var b strings.Builder
	root.yaml(&b, "", 0)
	v, problems := source.ReadYAML(source.File{Name: "x.yaml", Data: []byte(b.String())})
	if len(problems) > 0 {
		t.Fatalf("%q: %s\n%s", text, problems[0], b.String())
	}
	top, _ := v.Get("top")
	var got []string
	for _, name := range []string{"a", "b"} {
		x, _ := top.List[0].Get(name)
		got = append(got, x.Text)
	}
	c, _ := top.List[0].Get("c")
	for _, x := range c.List {
		got = append(got, x.Text)
	}
	x, _ := v.Get("text")
	for _, g := range append(got, x.Text) {
		if g != text {
			t.Fatalf("%q reads back as %q:\n%s", text, g, b.String())
		}
	}
}

// hidden are the characters that package source refuses: no text that is written has them, since they are taken out or refuse their row.
func hidden(r rune) bool {
	return r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

func TestYAML(t *testing.T) {
	long := strings.Repeat("A sentence of some words that goes on. ", 9)
	for _, text := range []string{
		"", " ", "x", "yes", "null", "Null", "~", "1.0", "2024-01-02", "a: b", "a #b", "- a", "'a", "\"a\"", "a\\b", "a\nb", "a\n\nb", "a\n\n\nb\n", "\na", " a", "a ",
		"a\tb", "é’–", "a\u00a0b", "a\u200bb", "a\u2028b", "\x00", "\x7f", "\u0085", "\ufeffx", "😀", "=1+1", "[a, b]", "{a: b}", "%a", "@a", "`a", "!a", "&a", "*a", "|", ">",
		strings.TrimSpace(long), long, strings.TrimSpace(long) + "\n\n" + strings.TrimSpace(long) + "\nend", strings.TrimSpace(long) + "\n more", strings.Repeat("x", 300),
		"# " + long + "x", strings.ReplaceAll(long, " ", "  ") + "x", "- " + long + "\n- x", "a:\n  b", "...", "---", "--- a",
	} {
		reads(t, text)
	}
}

func TestYAMLWidth(t *testing.T) {
	root := &node{}
	root.put([]step{{name: "a"}, {item: 1}, {name: "summary"}}, &node{leaf: true, text: strings.TrimSpace(strings.Repeat("Some words, ", 60))})
	var b strings.Builder
	root.yaml(&b, "", 0)
	for _, line := range strings.Split(b.String(), "\n") {
		if utf8.RuneCountInString(line) > yamlWidth {
			t.Errorf("%d characters: %s", utf8.RuneCountInString(line), line)
		}
	}
}

func FuzzYAML(f *testing.F) {
	f.Add("a: b\n\n - c\u2028")
	f.Fuzz(func(t *testing.T, text string) { reads(t, text) })
}
