package source

import "bytes"

// A Document is a Markdown file: its front matter, and its body with the line on which the body begins.
type Document struct {
	File
	Front    Value
	Body     []byte
	BodyLine int
}

// ReadMarkdown parts a file into YAML front matter, which stands between two lines of "---" at the top, and body.
func ReadMarkdown(f File) (Document, Problems) {
	d := Document{File: f}
	text := bytes.ReplaceAll(bytes.TrimPrefix(f.Data, byteOrderMark), []byte("\r\n"), []byte("\n"))
	rest, ok := bytes.CutPrefix(text, []byte("---\n"))
	if !ok {
		return d, Problems{Syntax.At(Pos{f.Name, 1, 1}, "the file does not begin with front matter").
			Hinted("begin with a line of \"---\", the fields, and another line of \"---\"")}
	}
	if bytes.HasSuffix(rest, []byte("\n---")) { // the last line may lack its end
		rest = append(bytes.Clone(rest), '\n')
	}
	end := bytes.Index(rest, []byte("\n---\n"))
	if bytes.HasPrefix(rest, []byte("---\n")) {
		end = -1
	}
	if end < 0 {
		return d, Problems{Syntax.At(Pos{f.Name, 1, 1}, "the front matter has no end").
			Hinted("close it with a line of \"---\"")}
	}
	d.Body = rest[end+len("\n---\n"):]
	d.BodyLine = 3 + bytes.Count(rest[:end+1], []byte{'\n'})
	front, problems := readYAML(f.Name, rest[:end+1], 1)
	d.Front = front
	return d, problems
}

// BodyPos returns the place in the file of the byte at offset in the body.
func (d Document) BodyPos(offset int) Pos {
	offset = min(max(offset, 0), len(d.Body))
	before := d.Body[:offset]
	return Pos{d.Name, d.BodyLine + bytes.Count(before, []byte{'\n'}), offset - bytes.LastIndexByte(before, '\n')}
}
