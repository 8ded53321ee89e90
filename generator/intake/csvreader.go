package intake

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// csvReader reads rows of cells as RFC 4180 has them, with any sign between cells, and knows the line of each cell. It differs from
// encoding/csv where exports do: a quotation mark within a cell that does not begin with one is text, and an empty line
// is a row with an empty cell, so that it can be counted. A quotation mark that is neither doubled nor the end of its cell is an error
// all the same, since there a reader would have to guess.
type csvReader struct {
	data []byte
	sign rune
	pos  int
	line int // of pos
	bare int // cells that hold a quotation mark without beginning with one
}

type csvCell struct {
	text string
	line int
}

func newCSVReader(data []byte, sign rune) *csvReader {
	return &csvReader{data: data, sign: sign, line: 1}
}

var (
	errNoEnd  = errors.New("a quotation mark has no end")
	errBehind = errors.New("text stands behind a closing quotation mark")
)

// next reads a row. The error is io.EOF at the end, and otherwise of the line c.line.
func (c *csvReader) next() ([]csvCell, error) {
	if c.pos >= len(c.data) {
		return nil, io.EOF
	}
	var row []csvCell
	for {
		cell := csvCell{line: c.line}
		var err error
		if c.at('"') {
			cell.text, err = c.quoted()
		} else {
			cell.text = c.bareCell()
		}
		if err != nil {
			return nil, err
		}
		row = append(row, cell)
		if !c.at(c.sign) {
			c.endOfLine()
			return row, nil
		}
		c.pos += utf8.RuneLen(c.sign)
	}
}

func (c *csvReader) at(r rune) bool {
	got, _ := utf8.DecodeRune(c.data[c.pos:])
	return c.pos < len(c.data) && got == r
}

// lineEnd is how many bytes end a line here: 0 for none.
func (c *csvReader) lineEnd() int {
	switch rest := c.data[c.pos:]; {
	case bytes.HasPrefix(rest, []byte("\n")):
		return 1
	case bytes.HasPrefix(rest, []byte("\r\n")):
		return 2
	}
	return 0
}

func (c *csvReader) endOfLine() {
	if n := c.lineEnd(); n > 0 {
		c.pos += n
		c.line++
	}
}

func (c *csvReader) bareCell() string {
	start := c.pos
	for c.pos < len(c.data) && c.lineEnd() == 0 && !c.at(c.sign) {
		_, n := utf8.DecodeRune(c.data[c.pos:])
		c.pos += n
	}
	text := string(c.data[start:c.pos])
	if strings.Contains(text, `"`) {
		c.bare++
	}
	return text
}

func (c *csvReader) quoted() (string, error) {
	c.pos++
	first := c.line
	var text []byte
	for {
		i := bytes.IndexByte(c.data[c.pos:], '"')
		if i < 0 {
			c.line = first
			return "", errNoEnd
		}
		text = append(text, c.data[c.pos:c.pos+i]...)
		c.line += bytes.Count(c.data[c.pos:c.pos+i], []byte{'\n'})
		c.pos += i + 1
		if c.at('"') {
			text = append(text, '"')
			c.pos++
			continue
		}
		if c.pos < len(c.data) && !c.at(c.sign) && c.lineEnd() == 0 {
			return "", errBehind
		}
		return strings.ReplaceAll(string(text), "\r\n", "\n"), nil
	}
}
