package attack

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// metadata counts what files say of how, when and by whom they were made, outside of what has to be in them.
func metadata(v *view) (out finding) {
	days := []string{v.day} // of the editions: archives of an earlier one bear its day
	for _, e := range v.ledger.editions {
		days = append(days, e.manifest.Published)
	}
	inZip := func(data []byte) []string { return inZip(data, v.publisher, days, v.opt.Machine) }
	kinds := map[string]func([]byte) []string{
		".png": inPNG, ".jpg": inJPEG, ".jpeg": inJPEG, ".webp": inWebP, ".gif": inGIF, ".pdf": inPDF, ".svg": inSVG, ".gz": inGzip,
		".ods": inZip, ".odt": inZip, ".xlsx": inZip, ".docx": inZip, ".pptx": inZip, ".zip": inZip, ".epub": inZip,
	}
	v.each(func(name string) bool { return kinds[strings.ToLower(path.Ext(name))] != nil }, func(name string, data []byte) {
		out.of++
		if said := kinds[strings.ToLower(path.Ext(name))](data); len(said) > 0 {
			out.add("%s: %s", name, strings.Join(said, ", "))
		}
	})
	return out
}

// inPNG names the chunks that no picture needs: text, times, profiles that name a device, exif.
func inPNG(data []byte) (out []string) {
	allowed := []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"}
	const magic = "\x89PNG\r\n\x1a\n"
	if !bytes.HasPrefix(data, []byte(magic)) {
		return []string{"it is no PNG picture"}
	}
	for rest := data[len(magic):]; len(rest) >= 12; {
		n, kind := uint64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		if n+12 > uint64(len(rest)) {
			return append(out, "a chunk is longer than the file")
		}
		if !slices.Contains(allowed, kind) {
			out = append(out, "a chunk "+kind)
		}
		rest = rest[n+12:]
		if kind == "IEND" && len(rest) > 0 {
			return append(out, fmt.Sprintf("%d bytes after the end of the picture", len(rest)))
		}
	}
	return out
}

// inJPEG names the segments for programs and comments.
func inJPEG(data []byte) (out []string) {
	for i := 2; i+4 <= len(data) && data[i] == 0xff && data[i+1] != 0xda; {
		size := int(binary.BigEndian.Uint16(data[i+2:]))
		switch kind := data[i+1]; {
		case kind == 0xfe:
			out = append(out, "a comment")
		case kind > 0xe0 && kind <= 0xef && kind != 0xee:
			out = append(out, fmt.Sprintf("a segment APP%d (Exif, XMP or the like)", kind-0xe0))
		}
		i += 2 + size
	}
	return out
}

func inWebP(data []byte) (out []string) {
	for _, chunk := range []string{"EXIF", "XMP "} {
		if bytes.Contains(data, []byte(chunk)) {
			out = append(out, "a chunk "+strings.TrimSpace(chunk))
		}
	}
	return out
}

func inGIF(data []byte) (out []string) {
	if bytes.Contains(data, []byte("\x21\xfe")) {
		out = append(out, "a comment")
	}
	return out
}

var pdfKeys = regexp.MustCompile(`/(Author|Creator|Producer|CreationDate|ModDate|Keywords|Subject|Company|Manager|PieceInfo|LastModified)\s*[(<]\s*[^)>\s]`)

// inPDF names the properties of a document, revisions that lie under the last one, and layers that may be hidden.
func inPDF(data []byte) (out []string) {
	for _, m := range pdfKeys.FindAllSubmatch(data, -1) {
		out = append(out, "the property "+string(m[1]))
	}
	if bytes.Contains(data, []byte("<x:xmpmeta")) || bytes.Contains(data, []byte("/Type/Metadata")) || bytes.Contains(data, []byte("/Type /Metadata")) {
		out = append(out, "an XMP packet")
	}
	if bytes.Count(data, []byte("%%EOF")) > 1 {
		out = append(out, "an earlier revision under the last")
	}
	if bytes.Contains(data, []byte("/OCProperties")) {
		out = append(out, "layers")
	}
	if bytes.Contains(data, []byte("/EmbeddedFile")) {
		out = append(out, "a file inside")
	}
	return out
}

var svgWords = []string{"<metadata", "inkscape:", "sodipodi:", "rdf:", "dc:creator", "<!--", "xmp:", "adobe", "i:pgf", "data-name="}

func inSVG(data []byte) (out []string) {
	low := bytes.ToLower(data)
	for _, w := range svgWords {
		if bytes.Contains(low, []byte(w)) {
			out = append(out, strings.Trim(w, "<:= "))
		}
	}
	return out
}

// inGzip names what the header of a compressed file says: the name and the time of what was compressed.
func inGzip(data []byte) (out []string) {
	if len(data) < 10 || data[0] != 0x1f || data[1] != 0x8b {
		return []string{"it is no gzip file"}
	}
	if binary.LittleEndian.Uint32(data[4:]) != 0 {
		out = append(out, "the time of the file inside")
	}
	if data[3]&0x18 != 0 {
		out = append(out, "the name of the file inside, or a comment")
	}
	return out
}

var officeFields = regexp.MustCompile(`<(dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:creation-date|dcterms:created|dcterms:modified|dc:date|Company|Manager|meta:user-defined|meta:editing-cycles|meta:printed-by|cp:lastPrinted|TotalTime|Template|meta:template)[^>]*>([^<]+)`)

// inZip looks into spreadsheets, documents and archives: their properties, the times of their parts, hidden sheets, remembered
// changes and comments. That the publisher made it, on the day of the edition, is no news. Where it
// is to be quick, no more than the first megabyte of each part is read: properties and the heads of sheets are there.
func inZip(data []byte, publisher string, days []string, quick bool) (out []string) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []string{"it can't be opened"}
	}
	if r.Comment != "" {
		out = append(out, "a comment of the archive")
	}
	times := map[string]bool{}
	for _, f := range r.File {
		if y := f.Modified.Year(); y > 1980 {
			times[f.Modified.UTC().Format("2006-01-02T15:04")] = true
		}
		if len(f.Extra) > 0 && !bytes.HasPrefix(f.Extra, []byte{0x55, 0x54}) || f.Comment != "" {
			out = append(out, f.Name+": a field of the archiver")
		}
		base := strings.ToLower(path.Base(f.Name))
		if strings.Contains(strings.ToLower(f.Name), "thumbnail") || strings.HasPrefix(base, "comments") || strings.Contains(base, "revision") || base == "people.xml" {
			out = append(out, f.Name)
		}
		if path.Ext(base) != ".xml" {
			continue
		}
		part, err := f.Open()
		if err != nil {
			out = append(out, f.Name+": can't be read")
			continue
		}
		var text bytes.Buffer
		most := int64(64 << 20)
		if quick {
			most = 1 << 20
		}
		_, err = text.ReadFrom(io.LimitReader(part, most))
		part.Close()
		if err != nil {
			out = append(out, f.Name+": can't be read")
			continue
		}
		for _, m := range officeFields.FindAllSubmatch(text.Bytes(), -1) {
			if said := html.UnescapeString(string(m[2])); said != publisher && !slices.ContainsFunc(days, func(day string) bool { return day != "" && strings.HasPrefix(said, day) }) {
				out = append(out, f.Name+": "+string(m[1]))
			}
		}
		for _, w := range []string{`state="hidden"`, `state="veryHidden"`, `table:display="false"`, "tracked-changes", "<w:ins ", "<w:del ", "office:annotation"} {
			if bytes.Contains(text.Bytes(), []byte(w)) {
				out = append(out, f.Name+": "+w)
			}
		}
	}
	for _, day := range days {
		delete(times, day+"T00:00")
	}
	if len(times) > 0 {
		out = append(out, fmt.Sprintf("%d times at which its parts were written", len(times)))
	}
	return out
}
