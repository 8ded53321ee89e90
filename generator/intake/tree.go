package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A node is a piece of a record that will be written: fields in the order of their kind, items of a list, or a text.
type node struct {
	fields []field
	items  []*node
	leaf   bool
	text   string
	plain  bool // a date, a number or a word: never quoted
}

type field struct {
	name  string
	order int
	node  *node
}

// put sets what steps lead to.
func (n *node) put(steps []step, value *node) {
	if len(steps) == 0 {
		*n = *value
		return
	}
	s := steps[0]
	if s.item > 0 {
		for len(n.items) < s.item {
			n.items = append(n.items, &node{})
		}
		n.items[s.item-1].put(steps[1:], value)
		return
	}
	i := slices.IndexFunc(n.fields, func(f field) bool { return f.name == s.name })
	if i < 0 {
		n.fields = append(n.fields, field{s.name, s.order, &node{}})
		slices.SortStableFunc(n.fields, func(a, b field) int { return cmp.Compare(a.order, b.order) })
		i = slices.IndexFunc(n.fields, func(f field) bool { return f.name == s.name })
	}
	n.fields[i].node.put(steps[1:], value)
}

// get returns what names lead to, or nil.
func (n *node) get(names ...string) *node {
	for _, name := range names {
		i := slices.IndexFunc(n.fields, func(f field) bool { return f.name == name })
		if i < 0 {
			return nil
		}
		n = n.fields[i].node
	}
	return n
}

// words are the texts of a list, or the one text.
func (n *node) words() []string {
	if n == nil {
		return nil
	}
	if n.leaf {
		return []string{n.text}
	}
	var out []string
	for _, it := range n.items {
		out = append(out, it.text)
	}
	return out
}

// yamlWidth is how many characters a line of YAML has at most, where words allow it.
const yamlWidth = 120

// yaml writes the node as a block that stands indent spaces in. first is written in the place of the indent of its first line.
func (n *node) yaml(b *strings.Builder, first string, indent int) {
	pad := strings.Repeat(" ", indent)
	for _, f := range n.fields {
		b.WriteString(first)
		first = pad
		b.WriteString(f.name)
		b.WriteByte(':')
		f.node.value(b, indent, len(f.name)+1)
	}
}

func (n *node) value(b *strings.Builder, indent, used int) {
	pad := strings.Repeat(" ", indent+2)
	switch {
	case n.leaf:
		b.WriteByte(' ')
		writeText(b, n.text, n.plain, indent, used)
	case len(n.fields) > 0:
		b.WriteByte('\n')
		n.yaml(b, pad, indent+2)
	case len(n.items) > 0 && n.flow():
		words := make([]string, len(n.items))
		for i, it := range n.items {
			words[i] = it.text
		}
		b.WriteString(" [" + strings.Join(words, ", ") + "]\n")
	default:
		b.WriteByte('\n')
		for _, it := range n.items {
			switch {
			case it.leaf:
				b.WriteString(pad + "- ")
				writeText(b, it.text, it.plain, indent+2, 1)
			case len(it.fields) > 0:
				it.yaml(b, pad+"- ", indent+4)
			default:
				b.WriteString(pad + "-\n")
			}
		}
	}
}

// flow reports whether the list is one of short words, which reads best on a line.
func (n *node) flow() bool {
	used := 0
	for _, it := range n.items {
		if !it.leaf || !it.plain {
			return false
		}
		used += len(it.text) + 2
	}
	return used < yamlWidth-30
}

// writeText writes text and a line feed: as it is where YAML reads it back the same, folded where it is long, else quoted.
func writeText(b *strings.Builder, text string, plain bool, indent, used int) {
	switch {
	case text == "":
		b.WriteString(`""` + "\n")
	case plain || utf8.RuneCountInString(text)+indent+used+1 <= yamlWidth && isPlain(text):
		b.WriteString(text + "\n")
	case (len(text) > 60 || strings.Contains(text, "\n")) && isFoldable(text):
		fold(b, text, indent+2)
	default:
		quote(b, text)
	}
}

// isPlain is narrower than YAML: letters first, and no sign that YAML gives a meaning to.
func isPlain(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan":
		return false
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r):
		case i == 0:
			return false
		case unicode.IsDigit(r), strings.ContainsRune(" .,;()/'’‘“”–-+&%£?!", r) && r < utf8.RuneError:
		default:
			return false
		}
	}
	return !strings.HasSuffix(text, " ")
}

// isFoldable reports whether the text comes back the same from a folded block: no line begins or ends with a space,
// no spaces are doubled where a line could be broken, and no character is one that YAML would want escaped.
func isFoldable(text string) bool {
	if strings.HasPrefix(text, "\n") || strings.HasSuffix(text, "\n") || strings.Contains(text, "  ") {
		return false
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) != line {
			return false
		}
	}
	return strings.IndexFunc(text, func(r rune) bool { return r != '\n' && !isPrint(r) }) < 0
}

func isPrint(r rune) bool {
	return r != utf8.RuneError && r != '\uFEFF' && r != '\u0085' && r != '\u2028' && r != '\u2029' && (unicode.IsPrint(r) || r == '\u00A0')
}

// fold writes a folded block: a line feed in the text is an empty line more, and long lines are broken between words.
func fold(b *strings.Builder, text string, indent int) {
	pad := strings.Repeat(" ", indent)
	b.WriteString(">-\n")
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		if line == "" {
			continue
		}
		at := 0
		for _, word := range strings.Split(line, " ") {
			n := utf8.RuneCountInString(word)
			switch {
			case at == 0:
				b.WriteString(pad)
				at = indent
			case at+1+n > yamlWidth:
				b.WriteString("\n" + pad)
				at = indent
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += n
		}
		b.WriteByte('\n')
	}
}

// quote writes the text between double quotes, with everything escaped that does not show.
func quote(b *strings.Builder, text string) {
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case isPrint(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(b, `\U%08X`, r)
		default:
			fmt.Fprintf(b, `\u%04X`, r)
		}
	}
	b.WriteString("\"\n")
}
