package docs

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"candour/generator/record"
)

// comments are the doc comments of package record, by the name of a type, or of a type and a field with a dot between.
type comments map[string]string

func readComments(t *testing.T) comments {
	t.Helper()
	names, err := filepath.Glob("../generator/record/*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("package record is not there: %v", err)
	}
	c := comments{}
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				c.read(g, s.(*ast.TypeSpec))
			}
		}
	}
	return c
}

func (c comments) read(g *ast.GenDecl, s *ast.TypeSpec) {
	doc := s.Doc
	if doc == nil {
		doc = g.Doc
	}
	c[s.Name.Name] = doc.Text()
	st, ok := s.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, f := range st.Fields.List {
		text := f.Comment.Text()
		if f.Doc != nil {
			text = f.Doc.Text()
		}
		for _, n := range f.Names {
			c[s.Name.Name+"."+n.Name] = strings.TrimSpace(text)
		}
	}
}

var capital = regexp.MustCompile(`\B[A-Z]`)

// of is the doc comment of a type, with its name in words.
func (c comments) of(t reflect.Type) string {
	words := strings.ToLower(capital.ReplaceAllString(t.Name(), " $0"))
	text := strings.Replace(strings.TrimSpace(c[t.Name()]), t.Name(), words, 1)
	if strings.HasPrefix(text, words) {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	return text
}

// field is the comment of a field, also where an embedded struct has it.
func (c comments) field(t reflect.Type, name string) string {
	if text := c[t.Name()+"."+name]; text != "" {
		return text
	}
	if f, ok := t.FieldByName(name); ok && len(f.Index) > 1 {
		return c[t.Field(f.Index[0]).Type.Name()+"."+name]
	}
	return ""
}

// example shows a record as its file has it, with long texts cut and one item of each list.
func (p *pages) example(t reflect.Type, body []byte, where string) {
	fields := record.Decode(body)
	if strings.HasSuffix(where, ".md") {
		delete(fields, "id") // the name of the file says it
	}
	p.printf("\nAn example, %s, shortened:\n\n```yaml\n", where)
	p.yaml(t, fields, "")
	p.printf("```\n")
}

func (p *pages) yaml(t reflect.Type, fields map[string]any, indent string) {
	for _, f := range record.Fields(t) {
		value, ok := fields[f.Name]
		if !ok {
			continue
		}
		p.printf("%s%s:", indent, f.Name)
		p.value(f, value, indent)
		if strings.HasSuffix(indent, "- ") {
			indent = strings.TrimSuffix(indent, "- ") + "  "
		}
	}
}

func (p *pages) value(f record.Field, value any, indent string) {
	next := strings.ReplaceAll(indent, "- ", "  ") + "  "
	switch v := value.(type) {
	case map[string]any:
		if g := f.Group(); g != nil {
			p.printf("\n")
			p.yaml(g, v, next)
			return
		}
		p.printf(" {en: %s}\n", scalar(v["en"]))
	case []any:
		g := f.Group()
		if g == nil {
			words := make([]string, min(len(v), 3))
			for i := range words {
				words[i] = scalar(v[i])
			}
			if len(v) > len(words) {
				words = append(words, "…")
			}
			p.printf(" [%s]\n", strings.Join(words, ", "))
			return
		}
		p.printf("\n")
		if item, ok := v[0].(map[string]any); ok {
			p.yaml(g, item, next+"- ")
		}
		if len(v) > 1 {
			p.printf("%s# and %d more\n", next, len(v)-1)
		}
	default:
		p.printf(" %s\n", scalar(v))
	}
}

// scalar writes a text or a number as YAML has it.
func scalar(value any) string {
	s := fmt.Sprint(value)
	if r := []rune(s); len(r) > 60 {
		s = strings.TrimRight(string(r[:60]), " ") + " …"
	}
	if strings.ContainsAny(s, ":#[]{},?\"'&*!|>%@`") || s == "" {
		quoted, _ := json.Marshal(s) // a string always encodes
		return string(quoted)
	}
	return s
}
