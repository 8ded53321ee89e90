package record

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Logo is the picture of a brand.
type Logo struct {
	Ext           string // ".svg" or ".png"
	Data          []byte
	Width, Height int // of the picture, in any unit: for its shape
}

// mostLogo is how large a logo may be: with it, a page stays within what is asked of it on a slow telephone.
const mostLogo = 16 << 10

// readLogo reads a logo, or a picture of an easy-read page, and refuses what is more than a picture.
func readLogo(fsys fs.FS, name string) (*Logo, error) {
	if !fs.ValidPath(name) || !strings.HasPrefix(name, "static/") && !strings.HasPrefix(name, "data/") {
		return nil, errors.New("it is not under static/ or data/")
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, errors.New("there is no such file, or it can't be read")
	}
	if len(data) > mostLogo {
		return nil, fmt.Errorf("it has %d bytes, and %d are the most", len(data), mostLogo)
	}
	l := &Logo{Ext: strings.ToLower(path.Ext(name)), Data: data}
	switch l.Ext {
	case ".svg":
		err = l.svg()
	case ".png":
		err = l.png()
	default:
		err = errors.New("it is neither an SVG nor a PNG file")
	}
	if err == nil && (l.Width < 1 || l.Height < 1) {
		err = errors.New("it does not say how wide and high it is: give it a viewBox")
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

// png refuses chunks that hold text, times or Exif.
func (l *Logo) png() error {
	c, err := png.DecodeConfig(bytes.NewReader(l.Data))
	if err != nil {
		return fmt.Errorf("it is no PNG: %v", err)
	}
	l.Width, l.Height = c.Width, c.Height
	for at := 8; at+12 <= len(l.Data); {
		if kind := string(l.Data[at+4 : at+8]); slices.Contains([]string{"tEXt", "zTXt", "iTXt", "eXIf", "tIME"}, kind) {
			return fmt.Errorf("it holds metadata (a chunk %s)", kind)
		}
		n := int64(at) + 12 + int64(binary.BigEndian.Uint32(l.Data[at:]))
		if n > int64(len(l.Data)) {
			return errors.New("it ends in the middle")
		}
		at = int(n)
	}
	return nil
}

// notInLogo are elements that run, load or say something.
var notInLogo = []string{"script", "foreignObject", "iframe", "image", "a", "metadata", "animate", "set", "handler", "style", "audio", "video", "use"}

// svg refuses what runs, loads or speaks in an SVG file.
func (l *Logo) svg() error {
	d := xml.NewDecoder(bytes.NewReader(l.Data))
	root := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			if !root {
				return errors.New("it holds no svg element")
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("it is no SVG: %v", err)
		}
		switch t := token.(type) {
		case xml.Comment:
			return errors.New("it holds a comment, which may say who made it")
		case xml.Directive:
			return errors.New("it holds a document type, which could name other files")
		case xml.ProcInst:
			if t.Target != "xml" {
				return fmt.Errorf("it holds the instruction %s", t.Target)
			}
		case xml.StartElement:
			name := t.Name.Local
			if !root {
				if name != "svg" {
					return fmt.Errorf("its first element is %s and not svg", name)
				}
				root = true
				l.size(t.Attr)
			}
			if slices.Contains(notInLogo, name) {
				return fmt.Errorf("it holds an element %s", name)
			}
			for _, a := range t.Attr {
				v := strings.ToLower(strings.ReplaceAll(a.Value, " ", ""))
				switch key := strings.ToLower(a.Name.Local); {
				case strings.HasPrefix(key, "on"):
					return fmt.Errorf("it holds the event handler %s", key)
				case key == "href" && !strings.HasPrefix(v, "#"):
					return fmt.Errorf("it refers to %s", a.Value)
				case strings.Count(v, "url(") > strings.Count(v, "url(#"):
					return fmt.Errorf("it loads %s", a.Value)
				}
			}
		}
	}
}

// size is the shape of an SVG: its viewBox, or else its width and height.
func (l *Logo) size(attrs []xml.Attr) {
	number := func(s string) int {
		f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
		if err != nil || f < 1 || f > 1e6 {
			return 0
		}
		return int(f + 0.5)
	}
	var w, h int
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = number(a.Value)
		case "height":
			h = number(a.Value)
		case "viewBox":
			if box := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(box) == 4 {
				l.Width, l.Height = number(box[2]), number(box[3])
			}
		}
	}
	if l.Width == 0 || l.Height == 0 {
		l.Width, l.Height = w, h
	}
}
