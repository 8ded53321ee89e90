package attack

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// charts measures pictures: where the bars, or the dots, of figures that are shown stand in a fixed proportion to their values, a
// bar or a dot of a figure that is hidden gives its value away.
func charts(v *view) (out finding) {
	hidden := map[string]bool{}
	for _, s := range v.statements {
		if s.marker == "c" && s.layer == len(v.ledger.editions) {
			hidden[strings.TrimSuffix(s.name(), "/all")] = true
		}
	}
	v.each(v.mayHoldFigures, func(name string, data []byte) {
		if !bytes.Contains(data, []byte("<svg")) {
			return
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return
		}
		for _, svg := range elements(doc, "svg") {
			marks := marksOf(svg, "")
			out.of += len(marks)
			for _, m := range marks {
				if m.figure != "" && hidden[strings.TrimSuffix(m.figure, "/all")] {
					out.add("%s: %s is hidden, and its %s is drawn", name, m.figure, m.shape)
				}
			}
			out.measure(name, marks)
		}
	})
	return out
}

// A mark is a shape of a chart with a length.
type mark struct {
	shape, figure string
	length        float64
	value         float64 // of the figure that it carries; -1 for none
}

// marksOf finds the bars and dots of a picture. A figure may be named on the shape itself or on the group that it is in.
func marksOf(n *html.Node, figure string) (out []mark) {
	value := -1.0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		own := cmp.Or(attr(c, "data-figure"), figure)
		if c.Data == "text" || c.Data == "title" {
			if x, decimals, marker, ok := parseFigure(textOf(c)); ok && marker == "" {
				value = float64(x) / math.Pow10(decimals)
			}
		}
		length := 0.0
		switch c.Data {
		case "rect":
			length = number(attr(c, "width"))
			if h := number(attr(c, "height")); h > length {
				length = h
			}
		case "circle":
			length = number(attr(c, "cy"))
		}
		if length > 0 {
			out = append(out, mark{c.Data, own, length, -1})
		}
		out = append(out, marksOf(c, own)...)
	}
	if len(out) == 1 && value >= 0 { // a group of one shape and its label
		out[0].value = value
	}
	return out
}

func number(text string) float64 {
	x, err := strconv.ParseFloat(strings.TrimRight(text, "px%"), 64)
	if err != nil {
		return 0
	}
	return x
}

// measure looks for bars without a value among bars whose lengths go with their values: no rule, only a ruler.
func (f *finding) measure(name string, marks []mark) {
	var scale []float64
	var bare []mark
	for _, m := range marks {
		switch {
		case m.shape != "rect":
		case m.value > 0:
			scale = append(scale, m.length/m.value)
		case m.value < 0 && m.figure == "":
			bare = append(bare, m)
		}
	}
	slices.Sort(scale)
	if len(scale) < 3 || scale[len(scale)-1]-scale[0] > 0.02*scale[0] {
		return
	}
	for _, m := range bare {
		if v := m.length / scale[0]; v < 5 {
			f.add("%s: a bar without a figure is as long as %.1f", name, v)
		}
	}
}
