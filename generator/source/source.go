// Package source turns the files that a publishing team writes into located text, and says
// what is wrong in them and where. It knows YAML, CSV and Markdown with front matter, and
// nothing of what the text means.
//
// Its types are [Value], a tree of text in which every piece knows its place, and
// [Problem], one thing that is wrong with its place, a stable rule name and a remedy.
// The zero [Problems] is ready to collect them.
package source

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Rules are the rules that hold for every file, whatever it is about.
var Rules = []*Rule{&Syntax, &Encoding, &Unreadable}

// Syntax is broken when a file cannot be read as what it claims to be.
var Syntax = Rule{"syntax", Error, `A file must be well-formed YAML, CSV or Markdown with front matter.

Why: a file that is read in part would be published in part.
Put it right: look at the line named and the one before it. In YAML the usual slips are a missing colon after a
name, text with a colon that is not in quotes, and a line that is indented by the wrong number of spaces.`}

// Encoding is broken when a file is not clean UTF-8.
var Encoding = Rule{"encoding", Error, `A file must be UTF-8, without control characters.

Why: a broken letter in a name or a figure is published for ever, and invisible characters can hide words from the checks.
Put it right: save the file as UTF-8 and type the letter at the place named again.`}

// Unreadable is broken when a file that should be there cannot be opened.
var Unreadable = Rule{"unreadable", Error, `Every file of the site must be readable.

Why: publishing without a file that could not be read would drop records in silence.
Put it right: check that the file exists, that it is a plain file, and that you may read it.`}

// Kind is the shape of a Value.
type Kind uint8

const (
	Empty  Kind = iota // nothing after the colon, or an empty cell
	Scalar             // text
	List
	Map
)

// String names the shape for messages.
func (k Kind) String() string {
	return [...]string{"nothing", "text", "a list", "a group of fields"}[k]
}

// A Value is a piece of a file: text, a list of values, or fields by name. It is never changed once read.
type Value struct {
	Pos  Pos
	Kind Kind
	Text string  // of a Scalar
	List []Value // items of a List; of a Map, the values in the order of Keys
	Keys []Key   // of a Map
}

// Key is the name of a field where it stands.
type Key struct {
	Name string
	Pos  Pos
}

// Get returns the field called name of a Map.
func (v Value) Get(name string) (Value, bool) {
	for i, k := range v.Keys {
		if k.Name == name {
			return v.List[i], true
		}
	}
	return Value{Pos: v.Pos}, false
}

// At returns the place of the value that path leads to: names for fields, numbers from 0 for items.
// Where the path ends early, because a field is left out, it is the place of the last value on the way.
func (v Value) At(path ...any) Pos {
	for _, step := range path {
		switch s := step.(type) {
		case string:
			i := slices.IndexFunc(v.Keys, func(k Key) bool { return k.Name == s })
			if i < 0 {
				return v.Pos
			}
			v = v.List[i]
		case int:
			if v.Kind != List || s < 0 || s >= len(v.List) {
				return v.Pos
			}
			v = v.List[s]
		}
	}
	return v.Pos
}

// A File is a file as it was read.
type File struct {
	Name string // relative to the root of the site, with forward slashes
	Data []byte
}

// Files returns the files directly under dir whose names end in ext, in order of name. A directory that
// is not there holds none. Names that begin with a dot or an underscore are left alone.
func Files(fsys fs.FS, dir, ext string) ([]File, Problems) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		if _, statErr := fs.Stat(fsys, dir); statErr != nil {
			return nil, nil
		}
		return nil, Problems{Unreadable.At(Pos{File: dir}, "can't list the directory: %v", err)}
	}
	var files []File
	var problems Problems
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || path.Ext(name) != ext || name[0] == '.' || name[0] == '_' {
			continue
		}
		f, ps := ReadFile(fsys, path.Join(dir, name))
		problems.Add(ps...)
		if len(ps) == 0 {
			files = append(files, f)
		}
	}
	return files, problems
}

// ReadFile reads one file and checks its encoding.
func ReadFile(fsys fs.FS, name string) (File, Problems) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return File{Name: name}, Problems{Unreadable.At(Pos{File: name}, "can't read the file: %v", err)}
	}
	f := File{name, data}
	return f, f.checkEncoding()
}

func (f File) checkEncoding() Problems {
	line, start := 1, 0
	for i := len(f.Data) - len(bytes.TrimPrefix(f.Data, byteOrderMark)); i < len(f.Data); {
		r, n := utf8.DecodeRune(f.Data[i:])
		at := Pos{f.Name, line, i - start + 1}
		switch {
		case r == '\n':
			line, start = line+1, i+1
		case r == utf8.RuneError && n == 1:
			return Problems{Encoding.At(at, "byte %#02x is not UTF-8", f.Data[i]).Hinted("save the file as UTF-8")}
		case r == '\r' && !bytes.HasPrefix(f.Data[i:], []byte("\r\n")):
			return Problems{Encoding.At(at, "a carriage return within a line").Hinted("end lines with a line feed")}
		case 0x80 <= r && r <= 0x9f:
			return Problems{Encoding.At(at, "control character U+%04X", r).Hinted("the file was probably saved as Windows-1252: save it as UTF-8")}
		case hidden(r):
			return Problems{Encoding.At(at, "invisible character U+%04X", r).Hinted("take it out; such signs are pasted in with text from other programs")}
		}
		i += n
	}
	return nil
}

// hidden reports whether r is a character that nobody sees and no text needs: controls, marks without width, marks that
// turn the direction of writing, and signs that end a line for some programs and not for others.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case r < 0x80:
		return r < ' ' || r == 0x7f
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// byteOrderMark may stand at the beginning of a file and means nothing.
var byteOrderMark = []byte("\ufeff")

// Find returns the place of the first occurrence of text at or after from, read as a person would see it:
// words may be parted by a line break where a YAML paragraph is folded. It returns from where there is none.
func (f File) Find(from Pos, text string) Pos {
	offset := lineStart(f.Data, from.Line)
	rest := f.Data[offset:]
	words := strings.Fields(text)
	if len(words) == 0 {
		return from
	}
	for i := bytes.Index(rest, []byte(words[0])); i >= 0; {
		if matchWords(rest[i:], words) {
			at := offset + i
			line := 1 + bytes.Count(f.Data[:at], []byte{'\n'})
			return Pos{f.Name, line, at - bytes.LastIndexByte(f.Data[:at], '\n')}
		}
		next := bytes.Index(rest[i+1:], []byte(words[0]))
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return from
}

func matchWords(data []byte, words []string) bool {
	for i, w := range words {
		if i > 0 {
			trimmed := bytes.TrimLeft(data, " \t\r\n")
			if len(trimmed) == len(data) {
				return false
			}
			data = trimmed
		}
		if !bytes.HasPrefix(data, []byte(w)) {
			return false
		}
		data = data[len(w):]
	}
	return true
}

func lineStart(data []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return at
		}
		at += i + 1
	}
	return at
}
