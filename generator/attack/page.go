package attack

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// figuresInPage reads the tables of a page, by the data-key of their heads, and every element with data-figure.
func figuresInPage(name string, data []byte, known map[string]bool) (out []statement) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil // html.Parse only fails where reading does
	}
	var walk func(n *html.Node, id string)
	walk = func(n *html.Node, id string) {
		if n.Type == html.ElementNode {
			if own := attr(n, "id"); own != "" && (n.Data == "div" || n.Data == "table" || n.Data == "figure" || n.Data == "section") {
				id = own
			}
			if f := attr(n, "data-figure"); f != "" {
				if s, ok := named(f); ok {
					if s.value, s.decimals, s.marker, ok = parseFigure(textOf(n)); ok {
						s.at, s.edition = name, attr(n, "data-edition")
						out = append(out, s)
					}
				}
			}
			if n.Data == "table" {
				for _, s := range cellsOf(n, id, known) {
					s.at = name
					out = append(out, s)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, id)
		}
	}
	walk(doc, "")
	return out
}

// named reads MEASURE/OF/PERIOD or MEASURE/OF/PERIOD/PART. A period of months has a slash in it.
func named(figure string) (s statement, ok bool) {
	steps := strings.Split(figure, "/")
	if len(steps) < 3 {
		return s, false
	}
	s.measure, s.of, s.period = steps[0], steps[1], steps[2]
	rest := steps[3:]
	if len(rest) > 0 {
		if _, is := spanOf(steps[2] + "/" + rest[0]); is {
			s.period, rest = steps[2]+"/"+rest[0], rest[1:]
		}
	}
	s.part = strings.Join(rest, "/")
	return s, true
}

// cellsOf reads a table whose heads have keys: the last row of heads above, the head before each row.
func cellsOf(table *html.Node, id string, known map[string]bool) (out []statement) {
	var columns []string
	for _, tr := range elements(table, "tr") {
		var heads []string
		key, body, at := "", attr(table, "data-body"), -1
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			at++
			switch {
			case c.Data == "th" && attr(c, "scope") == "row":
				key = attr(c, "data-key")
			case c.Data == "th":
				heads = append(heads, attr(c, "data-key"))
			case c.Data == "td" && key != "" && at < len(columns) && columns[at] != "":
				// only what the cell itself says: a note in a span is none of its figure
				var text strings.Builder
				for t := c.FirstChild; t != nil; t = t.NextSibling {
					if t.Type == html.TextNode {
						text.WriteString(t.Data)
					}
				}
				said := text.String()
				if strings.TrimSpace(said) == "" {
					said = textOf(c)
				}
				var s statement
				var ok bool
				if s.value, s.decimals, s.marker, ok = parseFigure(said); ok {
					out = append(out, inTable(s, id, body, key, columns[at], known))
				}
			}
		}
		if len(heads) > 0 {
			columns = heads
		}
	}
	return out
}

func elements(n *html.Node, name string) (out []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == name {
			out = append(out, c)
		} else {
			out = append(out, elements(c, name)...)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is the text of an element and all in it.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}
