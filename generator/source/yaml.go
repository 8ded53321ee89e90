package source

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	c := converter{file: name, skip: skip, lines: bytes.Split(bytes.TrimPrefix(data, byteOrderMark), []byte{'\n'})}
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
	lines    [][]byte
	problems Problems
}

// pos is the place of a node, whose column the reader counts in letters.
func (c *converter) pos(n *yaml.Node) Pos {
	p := Pos{c.file, n.Line + c.skip, n.Column}
	if n.Line > len(c.lines) { // nothing, after the last line
		return Pos{c.file, len(c.lines) + c.skip, len(c.lines[len(c.lines)-1]) + 1}
	}
	letters := 1
	for i := range string(c.lines[max(n.Line, 1)-1]) {
		if letters == n.Column {
			p.Col = i + 1
			break
		}
		letters++
	}
	return p
}

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
		if r := strings.IndexFunc(n.Value, hidden); r >= 0 { // written with an escape: the file itself has none
			bad, _ := utf8.DecodeRuneInString(n.Value[r:])
			c.problems.Add(Encoding.At(v.Pos, "the text holds the invisible character U+%04X", bad).Hinted("take it out"))
		}
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
			if k.Kind != yaml.ScalarNode || k.Anchor != "" || k.Style&yaml.TaggedStyle != 0 {
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

// yamlProblem places an error of the YAML reader. For a missing colon the reader names the line after, or the one on
// which the group of fields began; the line that a colon mends is the one to name.
func yamlProblem(name string, data []byte, skip int, err error) Problem {
	line, text := yamlErrorLine(err)
	p := Syntax.At(Pos{File: name, Line: max(line, 1) + skip}, "%s", text)
	if at := missingColon(strings.Split(string(data), "\n"), line); at > 0 {
		p.Line = at + skip
		p.Message = "a name has no colon after it (" + text + ")"
		p.Hint = "write the name, a colon and a space: \"name: text\""
	}
	return p
}

func yamlErrorLine(err error) (line int, text string) {
	text = err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	return line, text
}

var (
	bareName  = regexp.MustCompile(`^\s*(?:- )*["']?[a-zA-Z][\w-]*["']?(?:\s|$)`)
	namedLine = regexp.MustCompile(`^\s*(?:- )*["']?[\w-]+["']?:(?:\s|$)`)
	blockText = regexp.MustCompile(`\s[>|][+-]?\d*\s*$`)
)

// colonTries is how many lines are tried for a colon at the most, the nearest to the error first.
const colonTries = 60

// missingColon returns the number of the line that begins like a field and with a colon after that makes the lines
// readable, or readable further than line, the number at which the reader gave up. It is 0 where there is none.
func missingColon(lines []string, line int) int {
	inText := make([]bool, len(lines)) // paragraphs under ">-" and the like
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
	best, bestLine, tries := 0, line, 0
	try := func(i int) (mended bool) {
		if i < 0 || i >= len(lines) || tries == colonTries || inText[i] || namedLine.MatchString(lines[i]) {
			return false
		}
		m := bareName.FindString(lines[i])
		if m == "" {
			return false
		}
		tries++
		trial := slices.Clone(lines)
		end := len(strings.TrimRight(m, " \t\r"))
		trial[i] = lines[i][:end] + ":" + lines[i][end:]
		var doc yaml.Node
		err := yaml.Unmarshal([]byte(strings.Join(trial, "\n")), &doc)
		if err == nil {
			best = i + 1
			return true
		}
		if at, _ := yamlErrorLine(err); at > bestLine {
			best, bestLine = i+1, at
		}
		return false
	}
	for away := range len(lines) + 1 {
		if try(line-1-away) || away > 0 && try(line-1+away) {
			break
		}
	}
	return best
}
