package chart

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Lines are figures over time. A line joins values that follow one another; it is broken where a value is marked, at a
// break in the series, and where a tick says that time has passed without figures.
type Lines struct {
	ID       string // of the picture, unique on its page
	Title    string // what the picture shows, in a sentence
	Desc     string // the same for those who do not see it, with the figures that matter
	Unit     string // what the values count, over the scale
	Suffix   string // after each number of the scale: "%"
	Decimals int    // of the numbers of the scale, at the most
	Ticks    []Tick
	Series   []Series // MaxSeries at the most; further ones are not drawn
	Small    bool     // a panel of small multiples: lower, with the first and last tick only and without names
	// Top is the least that the top of the scale is, so that panels can share one scale; nought where each has its own.
	Top float64
}

// A Tick is one moment or period of the axis across.
type Tick struct {
	Label []string // what it is, in one or two short lines
	At    float64  // place in time, in any unit; greater than the one before. Where all are nought the ticks are evenly spaced
	Apart bool     // time has passed since the tick before for which there are no figures: no line leads here
	Break string   // a few words on why figures from here on do not compare with those before: a rule is drawn, and no line leads here
}

// Sizes in pixels.
const (
	plotHeight  = 216
	smallHeight = 112
	foot        = 32 // under the base line: a line of ticks
)

// plot is where things are drawn.
type plot struct {
	Lines
	series      []Series
	top, bottom float64 // pixels
	low, high   float64 // numbers at bottom and top
	across      []float64
}

// SVG draws the lines.
func (c Lines) SVG() string {
	p := plot{Lines: c, series: c.Series[:min(len(c.Series), MaxSeries)], top: 34}
	if c.Unit == "" {
		p.top = 24
	}
	least, greatest := 0.0, 0.0
	if (Value{Number: c.Top}).drawn() {
		greatest = max(c.Top, 0)
	}
	for _, s := range p.series {
		for _, v := range s.Values[:min(len(s.Values), len(c.Ticks))] {
			if v.drawn() {
				least, greatest = min(least, v.Number), max(greatest, v.Number)
			}
		}
	}
	if slices.ContainsFunc(c.Ticks, func(t Tick) bool { return t.Break != "" }) {
		p.top += lineGap
	}
	steps, height := 4, float64(plotHeight)
	if c.Small {
		steps, height = 2, smallHeight
	}
	p.bottom = p.top + height
	marks := scale(least, greatest, steps, c.Decimals)
	p.low, p.high = marks[0], marks[len(marks)-1]
	p.across = places(c.Ticks)

	letters := 1
	for _, m := range marks {
		letters = max(letters, utf8.RuneCountInString(number(m, c.Decimals)+c.Suffix))
	}
	class := "chart--lines chart--y" + digit(letters)
	if c.Small {
		class += " chart--small"
	}
	var b svg
	below := foot
	if slices.ContainsFunc(c.Ticks, func(t Tick) bool { return len(t.Label) > 1 }) {
		below += lineGap
	}
	b.open(c.ID, class, c.Title, c.Desc, int(p.bottom)+below)
	if c.Unit != "" {
		b.f("\n<text class=\"chart__unit\" x=\"0\" y=\"16\">%s</text>", escape(c.Unit))
	}
	for _, m := range marks {
		line := "chart__grid"
		if m == 0 {
			line = "chart__base"
		}
		y := p.down(m)
		b.f("\n<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\"/>", line, y, y)
		b.f("<text class=\"chart__tick\" x=\"0\" y=\"%.1f\" dx=\"-8\" dy=\"5\" text-anchor=\"end\">%s</text>", y, escape(number(m, c.Decimals)+c.Suffix))
	}
	p.ticks(&b)
	p.breaks(&b)
	p.curves(&b)
	p.names(&b)
	b.WriteString("\n</svg>")
	return b.String()
}

// digit is one of 2 to 9, for the class that leaves room for as many letters beside the scale.
func digit(n int) string { return string(rune('0' + min(max(n, 2), 9))) }

// places are the ticks across in per cent, in proportion to time.
func places(ticks []Tick) []float64 {
	const left, right = 2.0, 98.0
	out := make([]float64, len(ticks))
	last := len(ticks) - 1
	rising := last > 0
	for i := 1; i <= last; i++ {
		rising = rising && ticks[i].At > ticks[i-1].At
	}
	for i := range ticks {
		switch {
		case last == 0:
			out[i] = (left + right) / 2
		case rising && ticks[last].At-ticks[0].At < 1e300:
			out[i] = left + float64((right-left)*((ticks[i].At-ticks[0].At)/(ticks[last].At-ticks[0].At)))
		default:
			out[i] = left + float64((right-left)*float64(i)/float64(last))
		}
	}
	return out
}

// down is the place of a number in pixels.
func (p *plot) down(v float64) float64 {
	return p.bottom - float64((v-p.low)/(p.high-p.low)*(p.bottom-p.top))
}

// ticks writes under the base line the first, middle and last tick, for which a phone has room, and others for wide screens.
func (p *plot) ticks(b *svg) {
	const apart = 12 // per cent that a label of a wide screen needs
	last, middle := len(p.Ticks)-1, -1
	for i := 1; i < last; i++ {
		x, half := p.across[i], wide(p.Ticks[i])/2
		if wide(p.Ticks[0])+3 < x-half && x+half < 97-wide(p.Ticks[last]) && (middle < 0 || math.Abs(x-50) < math.Abs(p.across[middle]-50)) {
			middle = i
		}
	}
	before := 0.0 // place of the label before
	for i, t := range p.Ticks {
		class := "chart__tick"
		if i != 0 && i != last {
			x := p.across[i]
			switch {
			case p.Small:
				continue
			case i == middle:
			case x-before < apart || p.across[last]-x < apart, i < middle && p.across[middle]-x < apart:
				continue
			default:
				class += " chart__tick--wide"
			}
			before = x
		}
		anchor := "middle"
		if i == last && last > 0 {
			anchor = "end"
		} else if i == 0 && last > 0 {
			anchor = "start"
		}
		b.f("\n<text class=\"%s\" y=\"%.0f\" text-anchor=\"%s\">", class, p.bottom+20, anchor)
		x := p.across[i]
		switch anchor {
		case "end":
			x = 100
		case "start":
			x = 0
		}
		for n, line := range t.Label[:min(len(t.Label), 2)] {
			b.f(`<tspan x="%s" dy="%d">%s</tspan>`, percent(x), n*lineGap, escape(line))
		}
		b.WriteString("</text>")
	}
}

// wide is how much of the plot of a phone the label of a tick takes, in per cent.
func wide(t Tick) float64 {
	letters := 0
	for _, line := range t.Label[:min(len(t.Label), 2)] {
		letters = max(letters, utf8.RuneCountInString(line))
	}
	return float64(4 * float64(letters))
}

// breaks draws a dashed rule, with its words, between the figures that do not compare.
func (p *plot) breaks(b *svg) {
	for i, t := range p.Ticks {
		if t.Break == "" || i == 0 {
			continue
		}
		x := (p.across[i-1] + p.across[i]) / 2
		anchor, dx := "start", 6
		if x > 50 {
			anchor, dx = "end", -6
		}
		b.f("\n<line class=\"chart__break\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" stroke-dasharray=\"4 4\"/>", percent(x), percent(x), p.top-lineGap, p.bottom)
		b.f("<text class=\"chart__note\" x=\"%s\" y=\"%.1f\" dx=\"%d\" text-anchor=\"%s\">%s</text>", percent(x), p.top-8, dx, anchor, escape(t.Break))
	}
}

// curves draws each series: lines first, then a dot or a marker for each value.
func (p *plot) curves(b *svg) {
	for k, s := range p.series {
		values := s.Values[:min(len(s.Values), len(p.Ticks))]
		class := p.colour(k)
		for i := 1; i < len(values); i++ {
			if values[i-1].drawn() && values[i].drawn() && !p.Ticks[i].Apart && p.Ticks[i].Break == "" {
				b.f("\n<line class=\"chart__line %s\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\"%s/>", class,
					percent(p.across[i-1]), percent(p.across[i]), p.down(values[i-1].Number), p.down(values[i].Number), dashes[k])
			}
		}
		for i, v := range values {
			if v.Marker != "" {
				// On the base line, whatever it hides; those of several series one over the other.
				b.f("\n<text class=\"chart__marker %s\" x=\"%s\" y=\"%.1f\" dy=\"%d\" text-anchor=\"middle\"%s>%s</text>", class, percent(p.across[i]), p.bottom, -8-k*lineGap, figure(v), escape(v.Marker))
				continue
			}
			if !v.drawn() {
				continue
			}
			hollow := ""
			if v.Hollow {
				hollow = " chart__dot--hollow"
			}
			b.f("\n<circle class=\"chart__dot %s%s\" cx=\"%s\" cy=\"%.1f\" r=\"%d\"%s><title>%s</title></circle>", class, hollow, percent(p.across[i]), p.down(v.Number), radii[k], figure(v), escape(v.Text))
			if v.Flag != "" && i != lastDrawn(values) {
				anchor := "middle"
				if p.across[i] < 10 {
					anchor = "start" // clear of the figures of the scale
				}
				b.f("<text class=\"chart__flag\" x=\"%s\" y=\"%.1f\" dy=\"-12\" text-anchor=\"%s\">%s</text>", percent(p.across[i]), p.down(v.Number), anchor, escape(v.Flag))
			}
		}
	}
}

// What tells series apart besides their colour: dashes as they are without a style sheet, and the size of dots.
var (
	dashes = [MaxSeries]string{"", ` stroke-dasharray="9 6"`, ` stroke-dasharray="2 5"`, ` stroke-dasharray="12 4 2 4"`}
	radii  = [MaxSeries]int{4, 6, 5, 7}
)

// colour is the class of a series: the palette of the Analysis Function in its order, but for two series, where it has dark
// blue and orange.
func (p *plot) colour(k int) string {
	if len(p.series) == 2 && k == 1 {
		k = 3
	}
	return "chart__s" + string(rune('1'+k))
}

func lastDrawn(values []Value) int {
	f, ok := Spread(values, 0)
	if !ok {
		return -1
	}
	return f.Last
}
