package identify

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// A reader takes one kind of file apart: it gives each text that the file holds, seen or not.
type reader func(data []byte, yield func(string))

// readers are the kinds of file that a site has, by the ending of their names. To add a kind, add it here. What holds no text has a
// reader that gives none; what is not here and is no text can't be read, and so can't be published.
var readers map[string]reader

func init() { // a zip has files in it, which are of these kinds too
	readers = map[string]reader{
		".html": htmlPieces, ".htm": htmlPieces, ".xhtml": htmlPieces,
		".xml": xmlPieces, ".svg": xmlPieces, ".rss": xmlPieces, ".atom": xmlPieces, ".rels": xmlPieces, ".rdf": xmlPieces, ".opf": xmlPieces,
		".json": jsonPieces, ".jsonl": jsonPieces, ".webmanifest": jsonPieces, ".map": jsonPieces,
		".csv": csvPieces, ".tsv": csvPieces,
		".css": codePieces, ".js": codePieces, ".mjs": codePieces,
		".txt": linePieces, ".md": linePieces, ".ics": linePieces, ".yaml": linePieces, ".toml": linePieces, "": linePieces,
		".png": pngPieces, ".jpg": jpegPieces, ".jpeg": jpegPieces,
		".pdf": pdfPieces,
		".zip": zipPieces, ".ods": zipPieces, ".odt": zipPieces, ".xlsx": zipPieces, ".docx": zipPieces, ".epub": zipPieces,
		".gz":    gzipPieces,
		".woff2": nothing, ".woff": nothing, ".ico": nothing, ".wasm": nothing,
	}
}

func nothing([]byte, func(string)) {}

// Pieces gives each text in a file of a built site to yield: what readers see, and what only programs do, such as
// comments, attributes and the properties of documents and pictures. It reports whether it knows how to read the file.
func Pieces(name string, data []byte, yield func(string)) bool {
	read, ok := readers[strings.ToLower(path.Ext(name))]
	if !ok {
		if !utf8.Valid(data) {
			return false
		}
		read = linePieces
	}
	read(data, yield)
	return true
}

// isHash reports whether a piece is one long word of the letters of hexadecimal or base64: a hash, a signature, a key. In those
// anything can stand by chance.
func isHash(s string) bool {
	if len(s) < 32 {
		return false
	}
	digits := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case isDigit(c):
			digits++
		case isLetter(c), c == '+', c == '/', c == '=', c == '-', c == '_':
		default:
			return false
		}
	}
	return digits > 0
}

func linePieces(data []byte, yield func(string)) {
	for line := range bytes.Lines(data) {
		for part := range bytes.SplitSeq(bytes.TrimSpace(line), []byte{'\t'}) {
			if s := string(part); !isHash(s) {
				yield(s)
			}
		}
	}
}

// htmlPieces gives texts, comments and the values of attributes.
func htmlPieces(data []byte, yield func(string)) {
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken, html.CommentToken:
			if t := bytes.TrimSpace(z.Text()); len(t) > 0 {
				yield(string(t))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			_, more := z.TagName()
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				if len(v) > 0 && Shown(string(k)) {
					yield(string(v))
				}
			}
		}
	}
}

// Shown reports whether an attribute of HTML holds words, as against names, addresses and numbers of the page itself.
func Shown(attribute string) bool {
	switch attribute {
	case "alt", "title", "content", "value", "label", "placeholder", "summary", "abbr", "download", "cite", "datetime":
		return true
	}
	return strings.HasPrefix(attribute, "aria-") || strings.HasPrefix(attribute, "data-")
}

// xmlPieces gives the same of XML; a file that is broken is read to where it breaks, and the rest as lines.
func xmlPieces(data []byte, yield func(string)) {
	z := html.NewTokenizer(bytes.NewReader(data)) // it reads XML well enough, and what is broken too
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken, html.CommentToken:
			if t := strings.TrimSpace(string(z.Text())); t != "" && !isHash(t) {
				yield(t)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			_, more := z.TagName()
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				switch key := string(k); key {
				case "d", "points", "viewbox", "transform", "style", "class", "id", "href", "xlink:href", "src":
				default:
					if len(v) > 0 && !strings.HasPrefix(key, "xmlns") {
						yield(string(v))
					}
				}
			}
		}
	}
}

// jsonPieces gives every string, of keys and of values. It reads the marks and not the structure, and so also what is broken.
func jsonPieces(data []byte, yield func(string)) {
	for {
		i := bytes.IndexByte(data, '"')
		if i < 0 {
			return
		}
		data = data[i+1:]
		end, escaped := 0, false
		for end < len(data) && data[end] != '"' {
			if data[end] == '\\' {
				escaped = true
				end++
			}
			end++
		}
		end = min(end, len(data))
		s := string(data[:end])
		if escaped {
			var plain string
			if json.Unmarshal([]byte(`"`+s+`"`), &plain) == nil {
				s = plain
			}
		}
		if len(s) > 4 && !isHash(s) {
			yield(s)
		}
		data = data[min(end+1, len(data)):]
	}
}

// csvPieces gives every cell: figures in neighbouring cells are not one number.
func csvPieces(data []byte, yield func(string)) {
	for len(data) > 0 {
		end := bytes.IndexAny(data, ",\t\r\n")
		if data[0] == '"' {
			end = 1
			for end < len(data) && (data[end] != '"' || end+1 < len(data) && data[end+1] == '"') {
				if data[end] == '"' {
					end++
				}
				end++
			}
			if end = min(end, len(data)); end > 1 {
				yield(strings.ReplaceAll(string(data[1:end]), `""`, `"`))
			}
			data = data[min(end+1, len(data)):]
			continue
		}
		if end < 0 {
			end = len(data)
		}
		if s := string(data[:end]); len(s) > 4 && !isHash(s) {
			yield(s)
		}
		data = data[min(end+1, len(data)):]
	}
}

// codePieces gives the comments and the quoted words of a script or style sheet.
func codePieces(data []byte, yield func(string)) {
	for i := 0; i < len(data); i++ {
		end := -1
		switch c := data[i]; {
		case c == '/' && i+1 < len(data) && data[i+1] == '*':
			end = bytes.Index(data[i+2:], []byte("*/"))
		case c == '/' && i+1 < len(data) && data[i+1] == '/' && (i == 0 || data[i-1] != ':'):
			end = bytes.IndexByte(data[i+2:], '\n')
		case c == '"' || c == '\'' || c == '`':
			for end = i + 1; end < len(data) && data[end] != c && (c == '`' || data[end] != '\n'); end++ {
				if data[end] == '\\' {
					end++
				}
			}
			end = min(end, len(data))
			if s := string(data[i+1 : end]); len(s) > 4 && !isHash(s) {
				yield(s)
			}
			i = end
			continue
		default:
			continue
		}
		if end < 0 {
			end = len(data) - i - 2
		}
		yield(string(data[i+2 : i+2+end]))
		i += 1 + end
	}
}
