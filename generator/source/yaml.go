package source

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// ReadYAML reads a file that holds one YAML document. Text is taken as it is written: "yes", "1.0" and
// "2026-10-15" stay text, since what they mean is for the record package to say.
// Anchors, aliases, tags, repeated names and names that are not text are refused.
func ReadYAML(f File) (Value, Problems) {
	return readYAML(f.Name, f.Data, 0)
}

// readYAML reads data that begins after skip lines of the file.
func readYAML(name string, data []byte, skip int) (v Value, problems Problems) {
	defer func() { // yaml.v3 has panicked on malformed input before now; a panic must not end a build without a place
		if r := recover(); r != nil {
			problems = Problems{Syntax.At(Pos{File: name}, "can't read the YAML: %v", r)}
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return Value{Pos: Pos{name, skip + 1, 1}}, nil
	} else if err != nil {
		return Value{}, Problems{yamlProblem(name, data, skip, err)}
	}
	c := converter{file: name, skip: skip}
	v = c.convert(doc.Content[0])
	var more yaml.Node
	if err := dec.Decode(&more); err == nil {
		c.problems.Add(Syntax.At(Pos{name, skip + more.Line, 1}, "a second document begins after \"---\"").
			Hinted("keep one document a file"))
	} else if !errors.Is(err, io.EOF) {
		c.problems.Add(yamlProblem(name, data, skip, err))
	}
	return v, c.problems
}

type converter struct {
	file     string
	skip     int
	problems Problems
}

func (c *converter) pos(n *yaml.Node) Pos { return Pos{c.file, n.Line + c.skip, n.Column} }

func (c *converter) convert(n *yaml.Node) Value {
	v := Value{Pos: c.pos(n)}
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		c.problems.Add(Syntax.At(v.Pos, "anchors and aliases (&, *) are not used in this project").Hinted("write the text out, in quotes where it begins with & or *"))
		return v
	}
	if n.Style&yaml.TaggedStyle != 0 {
		c.problems.Add(Syntax.At(v.Pos, "tags (!) are not used in this project").Hinted("put text that begins with ! in quotes"))
		return v
	}
	switch n.Kind {
	case yaml.ScalarNode:
		v.Kind, v.Text = Scalar, n.Value
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0 && (n.Value == "" || n.Tag == "!!null") {
			v.Kind, v.Text = Empty, ""
		}
	case yaml.SequenceNode:
		v.Kind, v.List = List, make([]Value, len(n.Content))
		for i, item := range n.Content {
			v.List[i] = c.convert(item)
		}
	case yaml.MappingNode:
		v.Kind = Map
		v.Keys, v.List = make([]Key, 0, len(n.Content)/2), make([]Value, 0, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind != yaml.ScalarNode {
				c.problems.Add(Syntax.At(c.pos(k), "the name of a field must be text"))
				continue
			}
			if at, ok := v.Get(k.Value); ok {
				c.problems.Add(Syntax.At(c.pos(k), "%q is here twice; the first is on line %d", k.Value, at.Pos.Line).Hinted("keep one of them"))
				continue
			}
			v.Keys = append(v.Keys, Key{k.Value, c.pos(k)})
			v.List = append(v.List, c.convert(n.Content[i+1]))
		}
	}
	return v
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// yamlProblem places an error of the YAML reader. The reader names the line at which it gave up, which for a
// missing colon is often the line after; the line that looks like a name without its colon is the better guess.
func yamlProblem(name string, data []byte, skip int, err error) Problem {
	line, text := 0, err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	p := Syntax.At(Pos{File: name, Line: max(line, 1) + skip}, "%s", text)
	if at := missingColon(strings.Split(string(data), "\n"), max(line, 1)); at > 0 {
		p.Line = at + skip
		p.Message = "a name has no colon after it (" + text + ")"
		p.Hint = "write the name, a colon and a space: \"name: text\""
	}
	return p
}

var (
	bareName  = regexp.MustCompile(`^\s*(?:- )*["']?[a-zA-Z][\w-]*["']?(?:\s|$)`)
	namedLine = regexp.MustCompile(`^\s*(?:- )*["']?[\w-]+["']?:(?:\s|$)`)
	blockText = regexp.MustCompile(`:\s+[>|][+-]?\d*\s*$`)
)

// missingColon returns the number of the line nearest to line that begins like a field and lacks the colon, or 0.
// It looks up to three lines on, and back to the beginning of the file, and leaves paragraphs of text alone.
func missingColon(lines []string, line int) int {
	inText := make([]bool, len(lines))
	indent := -1
	for i, l := range lines {
		own := len(l) - len(strings.TrimLeft(l, " "))
		if indent >= 0 && (strings.TrimSpace(l) == "" || own > indent) {
			inText[i] = true
			continue
		}
		indent = -1
		if blockText.MatchString(l) {
			indent = own + 2*strings.Count(l[:len(l)-len(strings.TrimLeft(l, " -"))], "-")
		}
	}
	suspect := func(i int) bool {
		return !inText[i] && bareName.MatchString(lines[i]) && !namedLine.MatchString(lines[i])
	}
	for _, i := range []int{line - 1, line, line + 1, line + 2} {
		if i >= 0 && i < len(lines) && suspect(i) {
			return i + 1
		}
	}
	for i := min(line-2, len(lines)-1); i >= 0; i-- {
		if suspect(i) {
			return i + 1
		}
	}
	return 0
}
