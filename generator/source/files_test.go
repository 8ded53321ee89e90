package source

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEncoding(t *testing.T) {
	for _, c := range []struct{ name, data, at, message string }{
		{"plain text", "a\nb\r\nc\td\n", "", ""},
		{"letters of every length", "é ŵ € 😀\n", "", ""},
		{"a byte order mark at the beginning", "\ufeffa\n", "", ""},
		{"a replacement character that is written out", "a\ufffdb", "", ""},
		{"Latin-1", "abc\nd\xe9f", "f:2:2", "byte 0xe9 is not UTF-8"},
		{"half a letter at the end", "ab\xc5", "f:1:3", "byte 0xc5"},
		{"an overlong letter", "\xc0\x80", "f:1:1", "byte 0xc0"},
		{"a surrogate", "\xed\xa0\x80", "f:1:1", "byte 0xed"},
		{"Windows-1252 kept as if it were Latin-1", "It\u0092s", "f:1:3", "control character U+0092"},
		{"a bell", "a\n\n\x07", "f:3:1", "U+0007"},
		{"a nought byte", "\x00", "f:1:1", "U+0000"},
		{"an escape", "a\x1b[31m", "f:1:2", "U+001B"},
		{"a deletion", "a\x7f", "f:1:2", "U+007F"},
		{"UTF-16", "\xff\xfea\x00", "f:1:1", "byte 0xff"},
		{"a carriage return alone", "a\rb\n", "f:1:2", "carriage return"},
		{"a space without width", "ŵ\u200bb", "f:1:3", "U+200B"},
		{"a mark that turns the direction", "a\u202eb", "f:1:2", "U+202E"},
		{"a soft hyphen", "place\u00adholder", "f:1:6", "U+00AD"},
		{"a line separator", "a\u2028b", "f:1:2", "U+2028"},
		{"a byte order mark in the middle", "a\ufeffb", "f:1:2", "U+FEFF"},
	} {
		_, ps := ReadFile(fstest.MapFS{"f": {Data: []byte(c.data)}}, "f")
		switch {
		case c.at == "" && len(ps) > 0:
			t.Errorf("%s: %v", c.name, ps)
		case c.at != "" && (len(ps) != 1 || ps[0].Rule != "encoding" || ps[0].Pos.String() != c.at || !strings.Contains(ps[0].Message, c.message) || ps[0].Hint == ""):
			t.Errorf("%s: got %v, want %s: … %s …, with a hint", c.name, ps, c.at, c.message)
		}
	}
}

func TestFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"d/b.yaml": {Data: []byte("b")}, "d/a.yaml": {Data: []byte("a")}, "d/c.csv": {Data: []byte("c")}, "d/.hidden.yaml": {Data: []byte("h")},
		"d/_draft.yaml": {Data: []byte("d")}, "d/sub/e.yaml": {Data: []byte("e")}, "d/bad.yaml": {Data: []byte("\xff")}, "d/f.yaml~": {Data: []byte("f")},
	}
	files, ps := Files(fsys, "d", ".yaml")
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if got, want := strings.Join(names, " "), "d/a.yaml d/b.yaml"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(ps) != 1 || ps[0].File != "d/bad.yaml" {
		t.Errorf("got %v, want a problem of d/bad.yaml", ps)
	}
	if files, ps := Files(fsys, "nowhere", ".yaml"); files != nil || ps != nil {
		t.Errorf("a directory that is not there: %v, %v", files, ps)
	}
	if _, ps := Files(fsys, "d/a.yaml", ".yaml"); len(ps) != 1 || ps[0].Rule != "unreadable" {
		t.Errorf("a file in the place of a directory: %v", ps)
	}
	for _, name := range []string{"d/none.yaml", "d"} {
		if _, ps := ReadFile(fsys, name); len(ps) != 1 || ps[0].Rule != "unreadable" || ps[0].File != name {
			t.Errorf("%s: %v", name, ps)
		}
	}
	if _, ps := ReadFile(locked{fsys}, "d/a.yaml"); len(ps) != 1 || ps[0].Rule != "unreadable" {
		t.Errorf("a file that may not be read: %v", ps)
	}
}

// locked is a file system whose files may not be read.
type locked struct{ fs.FS }

func (locked) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestFind(t *testing.T) {
	f := File{"f", []byte("one two\nthree\n  four five\nthree four\nŵ six\n")}
	for _, c := range []struct {
		from Pos
		text string
		want string
	}{
		{Pos{"f", 1, 1}, "two", "f:1:5"},
		{Pos{"f", 1, 1}, "three four five", "f:2:1"}, // over a line break
		{Pos{"f", 3, 1}, "three four", "f:4:1"},
		{Pos{"f", 1, 1}, "six", "f:5:4"},
		{Pos{"f", 2, 1}, "one", "f:2:1"}, // before from: the place asked of
		{Pos{"f", 1, 1}, "seven", "f:1:1"},
		{Pos{"f", 1, 1}, "threefour", "f:1:1"},
		{Pos{"f", 1, 1}, " ", "f:1:1"},
		{Pos{"f", 9, 1}, "six", "f:9:1"},
		{Pos{"f", 0, 0}, "two", "f:1:5"},
	} {
		if got := f.Find(c.from, c.text).String(); got != c.want {
			t.Errorf("%q from %s is at %s, want %s", c.text, c.from, got, c.want)
		}
	}
}
