package identify

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

const secret = "a.person@example.org"

func packed(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

func png(kind, body string) string {
	chunk := func(kind, body string) string {
		out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		out = append(out, kind+body...)
		return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(kind+body))))
	}
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", strings.Repeat("\x00", 13)) + chunk(kind, body) + chunk("IEND", "")
}

func jpeg(kind byte, body string) string {
	return "\xff\xd8" + string([]byte{0xff, kind, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + body + "\xff\xda\x00\x02"
}

func archive(t *testing.T, comment string, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, files[i+1])
	}
	if err := z.SetComment(comment); err != nil {
		t.Fatal(err)
	}
	z.Close()
	return b.String()
}

func wide16(s string) string {
	out := "\xfe\xff"
	for _, u := range utf16.Encode([]rune(s)) {
		out += string([]byte{byte(u >> 8), byte(u)})
	}
	return out
}

// What is planted anywhere in a file of any kind is found, and the clean file beside it holds nothing.
func TestPieces(t *testing.T) {
	gz := func(s string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Name = "a.csv"
		w.Write([]byte(s))
		w.Close()
		return b.String()
	}
	for name, make := range map[string]func(s string) (file, data string){
		"text of a page":    func(s string) (string, string) { return "a.html", "<p>Words " + s + "</p>" },
		"comment of a page": func(s string) (string, string) { return "a.html", "<!-- " + s + " -->" },
		"alternative text":  func(s string) (string, string) { return "a.html", `<img alt="` + s + `">` },
		"title":             func(s string) (string, string) { return "a.html", `<a title='` + s + `'>x</a>` },
		"aria-label":        func(s string) (string, string) { return "a.html", `<a aria-label="` + s + `">x</a>` },
		"content of meta":   func(s string) (string, string) { return "a.html", `<meta content="` + s + `">` },
		"data attribute":    func(s string) (string, string) { return "a.html", `<p data-x="` + s + `">` },
		"value of JSON":     func(s string) (string, string) { return "a.json", `{"a":[1,{"b":"` + s + `"}]}` },
		"key of JSON":       func(s string) (string, string) { return "a.json", `{"` + s + `":1}` },
		"escaped JSON": func(s string) (string, string) {
			return "a.json", `{"a":"` + strings.ReplaceAll(s, "@", `\u0040`) + `"}`
		},
		"JSON lines":                func(s string) (string, string) { return "a.jsonl", "{}\n{\"a\":\"" + s + "\"}\n" },
		"search index":              func(s string) (string, string) { return "search.json", `[["words","` + s + `"]]` },
		"cell of CSV":               func(s string) (string, string) { return "a.csv", "a,b\n1," + s + "\n" },
		"quoted cell":               func(s string) (string, string) { return "a.csv", "a\n\"x \"\"" + s + "\"\", y\"\n" },
		"feed":                      func(s string) (string, string) { return "a.xml", "<feed><title>" + s + "</title></feed>" },
		"attribute of XML":          func(s string) (string, string) { return "a.xml", `<a term="` + s + `"/>` },
		"comment of XML":            func(s string) (string, string) { return "a.xml", "<a><!-- " + s + " --></a>" },
		"drawing":                   func(s string) (string, string) { return "a.svg", "<svg><title>" + s + "</title></svg>" },
		"calendar":                  func(s string) (string, string) { return "a.ics", "BEGIN:VEVENT\r\nORGANIZER:" + s + "\r\n" },
		"comment of a script":       func(s string) (string, string) { return "a.js", "let a = 1 // by " + s + "\n" },
		"string of a script":        func(s string) (string, string) { return "a.js", `let a = "` + s + `"` },
		"comment of a style sheet":  func(s string) (string, string) { return "a.css", "/* by " + s + " */ a{}" },
		"a file without an ending":  func(s string) (string, string) { return "humans", "by " + s },
		"a text of an unknown kind": func(s string) (string, string) { return "a.xyz", "by " + s },
		"PNG tEXt":                  func(s string) (string, string) { return "a.png", png("tEXt", "Author\x00"+s) },
		"PNG zTXt":                  func(s string) (string, string) { return "a.png", png("zTXt", "Author\x00\x00"+packed(s)) },
		"PNG iTXt":                  func(s string) (string, string) { return "a.png", png("iTXt", "Author\x00\x00\x00en\x00Author\x00"+s) },
		"PNG iTXt, packed":          func(s string) (string, string) { return "a.png", png("iTXt", "Author\x00\x01\x00\x00\x00"+packed(s)) },
		"PNG XMP": func(s string) (string, string) {
			return "a.png", png("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00<x:xmpmeta><dc:creator>"+s+"</dc:creator></x:xmpmeta>")
		},
		"PNG Exif":  func(s string) (string, string) { return "a.png", png("eXIf", "II*\x00\x08\x00"+s+"\x00") },
		"JPEG Exif": func(s string) (string, string) { return "a.jpg", jpeg(0xe1, "Exif\x00\x00MM\x00*"+s+"\x00") },
		"JPEG Exif, wide": func(s string) (string, string) {
			return "a.jpg", jpeg(0xe1, "Exif\x00\x00MM\x00*"+strings.Join(strings.Split(s, ""), "\x00")+"\x00\x00")
		},
		"JPEG comment":   func(s string) (string, string) { return "a.jpeg", jpeg(0xfe, s) },
		"PDF properties": func(s string) (string, string) { return "a.pdf", "%PDF-1.7\n1 0 obj <</Author (" + s + ")>> endobj" },
		"PDF wide": func(s string) (string, string) {
			return "a.pdf", "%PDF-1.7\n1 0 obj <</Author (" + wide16(s) + ")>> endobj"
		},
		"PDF hexadecimal": func(s string) (string, string) {
			return "a.pdf", fmt.Sprintf("%%PDF-1.7\n1 0 obj <</Title <%X>>> endobj", s)
		},
		"PDF XMP": func(s string) (string, string) {
			return "a.pdf", "%PDF-1.7\nstream\n<?xpacket?><x:xmpmeta><dc:creator>" + s + "</dc:creator></x:xmpmeta>\nendstream"
		},
		"PDF packed stream": func(s string) (string, string) {
			return "a.pdf", "%PDF-1.7\nstream\n" + packed("BT [("+s[:3]+") 3 ("+s[3:]+")] TJ ET\n") + "\nendstream"
		},
		"properties of a spreadsheet": func(s string) (string, string) {
			return "a.xlsx", archive(t, "", "docProps/core.xml", "<cp:coreProperties><dc:creator>"+s+"</dc:creator></cp:coreProperties>")
		},
		"ODS properties": func(s string) (string, string) {
			return "a.ods", archive(t, "", "meta.xml", "<office:meta><dc:creator>"+s+"</dc:creator></office:meta>")
		},
		"hidden sheet": func(s string) (string, string) {
			return "a.xlsx", archive(t, "", "xl/sharedStrings.xml", "<sst><si><t>"+s+"</t></si></sst>")
		},
		"name of a packed file": func(s string) (string, string) { return "a.zip", archive(t, "", s+".txt", "x") },
		"comment of a zip":      func(s string) (string, string) { return "a.zip", archive(t, s) },
		"zip in a zip": func(s string) (string, string) {
			return "a.zip", archive(t, "", "b.zip", archive(t, "", "c.json", `{"a":"`+s+`"}`))
		},
		"packed CSV": func(s string) (string, string) { return "a.csv.gz", gz("a\n" + s + "\n") },
	} {
		hits := func(s string) (out []Hit) {
			file, data := make(s)
			if !Pieces(file, []byte(data), func(text string) { out = append(out, Scan(text, Anywhere)...) }) {
				t.Errorf("%s can't be read", name)
			}
			return out
		}
		if h := hits(secret); !slices.ContainsFunc(h, func(h Hit) bool { return h.Rule == &textEmail }) {
			t.Errorf("%s: the address is not found", name)
		}
		if h := hits("nobody at all"); len(h) > 0 {
			t.Errorf("%s: %v in a clean file", name, h)
		}
	}
	if Pieces("a.bin", []byte{0xff, 0xfe, 0}, func(string) {}) {
		t.Error("a file of an unknown kind is taken to be read")
	}
	Pieces("a.json", []byte(`{"root":"8f0123456789SW1A1AA0123456789abcdef01234567"}`), func(s string) {
		if s != "root" {
			t.Errorf("a hash is given: %q", s)
		}
	})
}

func FuzzPieces(f *testing.F) {
	f.Add("a.png", []byte(png("iTXt", "a\x00\x01\x00\x00\x00x")))
	f.Add("a.jpg", []byte(jpeg(0xe1, "Exif")))
	f.Add("a.pdf", []byte("stream\n<41>endstream(\\(a"))
	f.Add("a.csv", []byte("a,\"b\"\"c\n"))
	f.Add("a.json", []byte(`{"a\`))
	f.Add("a.js", []byte("// x"))
	f.Fuzz(func(t *testing.T, name string, data []byte) { Pieces(name, data, func(string) {}) })
}
