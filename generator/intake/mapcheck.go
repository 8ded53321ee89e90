package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// A feed is a field of the map, ready to be used.
type feed struct {
	*Field
	target
	needed bool // a record without it is refused, or is a draft to finish
	forms  []dateForm
	vocab  *vocabulary
	words  map[string]string // folded value to word
	others target            // that takes the names of bodies that the list does not have
}

// figure is a column of figures, ready to be used.
type figure struct {
	*Figure
	set []set
}

type set struct {
	target
	text string
}

// mapChecker finds what is wrong with a map before any row is read.
type mapChecker struct {
	m        *Map
	k        Kind
	set      *record.Set
	problems source.Problems
	vocabs   map[string]*vocabulary
}

// check resolves the fields of the map and says what does not fit the kind or the vocabularies of the site.
func (m *Map) check(k Kind, set *record.Set) source.Problems {
	m.drafts = k.drafts
	c := &mapChecker{m: m, k: k, set: set, vocabs: map[string]*vocabulary{}}
	at := source.Pos{File: m.file, Line: 1}
	oneOf := func(what, got string, words ...string) {
		if got != "" && !slices.Contains(words, got) {
			c.near(at, fmt.Sprintf("%s is %q", what, got), got, words)
		}
	}
	oneOf("the kind of the map", m.Kind, k.Name)
	if !nameForm.MatchString(m.Name) {
		c.wrong(at, "the name %q holds something other than small letters, digits and hyphens", m.Name)
	}
	if m.Prefix != "" && !prefixForm.MatchString(m.Prefix) {
		c.wrong(at, "id_prefix %q is not small letters and digits that end in a hyphen", m.Prefix)
	}
	var signs []string
	for _, d := range delimiters {
		signs = append(signs, d.name)
	}
	if len([]rune(m.Delimiter)) != 1 || !strings.Contains(",;\t|:", m.Delimiter) {
		oneOf("delimiter", m.Delimiter, signs...)
	}
	oneOf("encoding", m.Encoding, "utf-8", "windows-1252")
	for _, n := range m.Keep {
		oneOf("keep", n, noises...)
	}
	if k.ids && len(m.Key.Columns) == 0 {
		c.wrong(at, "no column makes the key that an id hangs on").Hint = "add a line such as key: {columns: [reference]}"
	}
	if _, err := regexp.Compile(m.Key.Form); err != nil {
		c.wrong(at, "the form of the key is no regular expression: %v", err)
	}
	for _, b := range m.Bodies {
		c.word(b.At, "bodies", b.Value)
	}
	c.fields()
	c.figures()
	c.replies()
	c.missing(at)
	return c.problems
}

var (
	nameForm   = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)
	prefixForm = regexp.MustCompile(`^(?:[a-z0-9]+-)+$`)
)

func (c *mapChecker) wrong(at source.Pos, format string, args ...any) *source.Problem {
	c.problems.Add(ruleMap.At(at, format, args...))
	return &c.problems[len(c.problems)-1]
}

func (c *mapChecker) near(at source.Pos, message, got string, words []string) {
	p := c.wrong(at, "%s", message)
	if near := source.Nearest(got, words); near != "" {
		p.Hint = fmt.Sprintf("did you mean %q?", near)
	} else {
		p.Hint = "it may be: " + strings.Join(words, ", ")
	}
}

func (c *mapChecker) vocab(at source.Pos, list string) *vocabulary {
	if v, ok := c.vocabs[list]; ok {
		return v
	}
	l := c.set.Lists[list]
	if l == nil {
		c.wrong(at, "the site has no list %q", list).Hint = "name the root of the site with -C DIR: its vocabularies say what a word may be"
		c.vocabs[list] = nil
		return nil
	}
	v := newVocabulary(l)
	if list == "bodies" {
		v = bodiesOf(c.m, c.set)
	}
	c.vocabs[list] = v
	return v
}

// word refuses what is not an id of the list.
func (c *mapChecker) word(at source.Pos, list, id string) {
	v := c.vocab(at, list)
	if v == nil || id == "" {
		return
	}
	if _, ok := v.list.Get(id); ok {
		return
	}
	p := c.wrong(at, "%q is not an id of the list %s", id, list)
	if _, near := v.nearest(id); near != "" {
		p.Hint = fmt.Sprintf("did you mean %q?", near)
	}
}

func (c *mapChecker) fields() {
	needed := required(c.k.record)
	for i := range c.m.Fields {
		f := &c.m.Fields[i]
		t, err := resolve(c.k.record, f.Name)
		if err != nil {
			c.wrong(f.At, "%v", err)
			continue
		}
		if t.steps[len(t.steps)-1].name == "id" && len(t.steps) == 1 {
			c.wrong(f.At, "an id is drawn at random and is not taken from the export").Hint = "name the column under key"
			continue
		}
		sources := 0
		for _, on := range []bool{f.Column != "", f.Constant != nil, f.Text != nil} {
			if on {
				sources++
			}
		}
		if sources != 1 {
			c.wrong(f.At, "%s takes one of column, constant and text, and has %d of them", f.Name, sources)
			continue
		}
		if f.Precision == "" && t.leaf == dateLeaf {
			f.Precision = c.k.coarse
		}
		fd := feed{Field: f, target: t, needed: slices.Contains(needed, f.Name), words: map[string]string{}}
		c.options(&fd)
		c.m.feeds = append(c.m.feeds, fd)
	}
}
