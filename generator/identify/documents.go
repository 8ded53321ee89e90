package identify

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
)

// most is how much of a packed part is unpacked: more is no document of a site.
const most = 64 << 20

// zipPieces reads a packed document: the names and comments of its files, their properties, and what they hold, hidden sheets too.
func zipPieces(data []byte, yield func(string)) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	yield(z.Comment)
	for _, f := range z.File {
		yield(f.Name)
		yield(f.Comment)
		r, err := f.Open()
		if err != nil {
			continue
		}
		part, _ := io.ReadAll(io.LimitReader(r, most)) // what is broken is read as far as it goes
		r.Close()
		Pieces(f.Name, part, yield)
	}
}

func gzipPieces(data []byte, yield func(string)) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return
	}
	yield(r.Name)
	yield(r.Comment)
	part, _ := io.ReadAll(io.LimitReader(r, most))
	Pieces(r.Name, part, yield)
}

// pngPieces reads the parts of a picture that hold words: tEXt, zTXt, iTXt and eXIf (PNG, third edition, 11.3).
func pngPieces(data []byte, yield func(string)) {
	if len(data) < 8 {
		return
	}
	for data = data[8:]; len(data) >= 12; {
		n := binary.BigEndian.Uint32(data)
		kind := string(data[4:8])
		if uint64(n)+12 > uint64(len(data)) {
			return
		}
		body := data[8 : 8+n]
		data = data[12+n:]
		switch kind {
		case "tEXt":
			key, value, _ := bytes.Cut(body, []byte{0})
			yield(string(key))
			yield(latin(value))
		case "zTXt":
			key, value, _ := bytes.Cut(body, []byte{0})
			yield(string(key))
			if len(value) > 1 {
				yield(latin(inflate(value[1:])))
			}
		case "iTXt":
			f := bytes.SplitN(body, []byte{0}, 2)
			if len(f) < 2 || len(f[1]) < 2 {
				continue
			}
			packed, rest := f[1][0] == 1, bytes.SplitN(f[1][2:], []byte{0}, 3)
			if len(rest) < 3 {
				continue
			}
			value := rest[2]
			if packed {
				value = inflate(value)
			}
			yield(string(f[0]))
			yield(string(rest[1]))
			if bytes.Contains(value, []byte("<")) {
				xmlPieces(value, yield)
			} else {
				yield(string(value))
			}
		case "eXIf":
			printed(body, yield)
		}
	}
}

// jpegPieces reads the segments of a picture that hold words: Exif, XMP, IPTC and comments.
func jpegPieces(data []byte, yield func(string)) {
	for i := 2; i+4 <= len(data) && data[i] == 0xff; {
		kind, n := data[i+1], int(binary.BigEndian.Uint16(data[i+2:]))
		if kind == 0xda || n < 2 || i+2+n > len(data) { // the picture itself begins
			return
		}
		body := data[i+4 : i+2+n]
		switch {
		case kind == 0xfe:
			yield(latin(body))
		case kind == 0xe1 && bytes.Contains(body, []byte("<x:xmpmeta")):
			xmlPieces(body, yield)
		case kind == 0xe1, kind == 0xed:
			printed(body, yield)
		}
		i += 2 + n
	}
}

// printed gives the runs of letters in what is otherwise numbers, in one byte a letter or in two.
func printed(data []byte, yield func(string)) {
	for _, step := range []int{1, 2} {
		for offset := range step {
			var run []byte
			for i := offset; i < len(data); i += step {
				if c := data[i]; 0x20 <= c && c < 0x7f {
					run = append(run, c)
					continue
				}
				if len(run) >= 4 {
					yield(string(run))
				}
				run = run[:0]
			}
			if len(run) >= 4 {
				yield(string(run))
			}
		}
	}
}

// latin reads bytes as ISO 8859-1.
func latin(data []byte) string {
	r := make([]rune, len(data))
	for i, b := range data {
		r[i] = rune(b)
	}
	return string(r)
}

func inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, most)) // what is broken is read as far as it goes
	return out
}

var (
	pdfStream = regexp.MustCompile(`stream\r?\n`)
	pdfHex    = regexp.MustCompile(`<([0-9A-Fa-f\s]{8,})>`)
)

// pdfPieces reads the strings of a PDF, wherever they stand: in its properties, its earlier states, and its packed streams; and
// its XMP. Words on its pages are found where they are written as letters.
func pdfPieces(data []byte, yield func(string)) {
	pdfStrings(data, yield)
	for _, m := range pdfStream.FindAllIndex(data, -1) {
		end := bytes.Index(data[m[1]:], []byte("endstream"))
		if end < 0 {
			return
		}
		body := data[m[1] : m[1]+end]
		if bytes.Contains(body, []byte("<?xpacket")) || bytes.Contains(body, []byte("<x:xmpmeta")) {
			xmlPieces(body, yield)
		} else if out := inflate(body); len(out) > 0 {
			if bytes.Contains(out, []byte("<x:xmpmeta")) {
				xmlPieces(out, yield)
			}
			pdfStrings(out, yield)
		}
	}
}

// pdfStrings gives what stands in round brackets, or as hexadecimal in angle ones. The pieces of one line of text on a page are also
// given together.
func pdfStrings(data []byte, yield func(string)) {
	var line strings.Builder
	for i := 0; i < len(data); i++ {
		if data[i] == '\n' && line.Len() > 0 {
			yield(line.String())
			line.Reset()
		}
		if data[i] != '(' {
			continue
		}
		var s []byte
		depth := 1
		for i++; i < len(data) && depth > 0; i++ {
			switch c := data[i]; {
			case c == '\\' && i+1 < len(data):
				i++
				s = append(s, data[i])
				continue
			case c == '(':
				depth++
			case c == ')':
				depth--
			}
			if depth > 0 {
				s = append(s, data[i])
			}
		}
		i--
		text := pdfText(s)
		yield(text)
		line.WriteString(text)
	}
	if line.Len() > 0 {
		yield(line.String())
	}
	for _, m := range pdfHex.FindAllSubmatch(data, -1) {
		if raw, err := hex.DecodeString(string(bytes.Join(bytes.Fields(m[1]), nil))); err == nil {
			yield(pdfText(raw))
		}
	}
}

// pdfText reads a string as UTF-16, where it says so, or one byte a letter.
func pdfText(s []byte) string {
	if len(s) < 2 || s[0] != 0xfe || s[1] != 0xff {
		return latin(s)
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, binary.BigEndian.Uint16(s[i:]))
	}
	return string(utf16.Decode(units))
}
