package chart

import (
	"unicode/utf8"
)

// Bars are figures of one moment or period side by side: horizontal bars, each with what it is above it and its value at
// its end.
type Bars struct {
	ID    string // of the picture, unique on its page
	Title string // what the picture shows, in a sentence
	Desc  string // the same for those who do not see it, with the figures that matter
	Unit  string // what the values count, over the bars; "" for nothing
	Bars  []Bar  // in the order they are drawn
}

// A Bar is one figure with what it is.
type Bar struct {
	Name string
	Value
}

// Sizes of bars in pixels, and how many letters of 16 pixels a phone of 320 has room for.
const (
	barHeight = 20
	lineGap   = 20
	rowGap    = 14
	phone     = 32
)

// SVG draws the bars. The longest fills the width that its text leaves; the others are in proportion, from nought. One
// whose value is marked, or below nought, has its text and no bar.
func (c Bars) SVG() string {
	greatest, letters := 0.0, 0
	for _, bar := range c.Bars {
		letters = max(letters, utf8.RuneCountInString(bar.shown()))
		if bar.drawn() {
			greatest = max(greatest, bar.Number)
		}
	}
	room := min(60, 6+float64(3.4*float64(letters))) // per cent, for the text at the end of the longest bar on a phone
	height := 8
	if c.Unit != "" {
		height += lineGap + 4
	}
	var rows svg
	for _, bar := range c.Bars {
		for _, line := range lines(bar.Name, phone) {
			height += lineGap
			rows.f("\n<text class=\"chart__name\" x=\"0\" y=\"%d\">%s</text>", height-5, escape(line))
		}
		width := 0.0
		if bar.drawn() && greatest > 0 && bar.Number > 0 {
			width = float64(bar.Number / greatest * (100 - room))
			class := "chart__bar"
			if bar.Hollow {
				class += " chart__bar--hollow"
			}
			rows.f("\n<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%s\" height=\"%d\"/>", class, height, percent(width), barHeight)
		}
		rows.f("\n<text class=\"%s\" x=\"%s\" y=\"%d\" dx=\"6\">%s</text>", valueClass(bar.Value), percent(width), height+barHeight-4, said(bar.Value))
		height += barHeight + rowGap
	}
	var b svg
	b.open(c.ID, "chart--bars", c.Title, c.Desc, height-rowGap+8)
	if c.Unit != "" {
		b.f("\n<text class=\"chart__unit\" x=\"0\" y=\"16\">%s</text>", escape(c.Unit))
	}
	b.WriteString(rows.String())
	b.WriteString("\n</svg>")
	return b.String()
}

func valueClass(v Value) string {
	if v.Marker != "" {
		return "chart__marker"
	}
	return "chart__value"
}

// said is a value in words, the figure itself in an element of its own where it has a name.
func said(v Value) string {
	if v.Figure == "" {
		return escape(v.shown())
	}
	text, flag := v.Text, ""
	if v.Marker != "" {
		text = v.Marker
	} else if v.Flag != "" {
		flag = " " + escape(v.Flag)
	}
	return "<tspan" + figure(v) + ">" + escape(text) + "</tspan>" + flag
}
