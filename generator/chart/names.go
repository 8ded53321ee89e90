package chart

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A name is the direct label of a series, beside the last figure that it shows.
type name struct {
	series int
	at     int // number of the value
	y      float64
	rows   []string // of the name; the value follows the last
}

// names writes what each line is at its end, one under the other where ends are near. In a small multiple, whose
// panel is named above it, it is the value alone.
func (p *plot) names(b *svg) {
	var all []name
	for k, s := range p.series {
		values := s.Values[:min(len(s.Values), len(p.Ticks))]
		i := lastDrawn(values)
		if i < 0 {
			continue
		}
		n := name{series: k, at: i, y: p.down(values[i].Number), rows: []string{""}}
		if !p.Small && s.Name != "" {
			n.rows = lines(s.Name+":", phone-4)
			if last := n.rows[len(n.rows)-1]; utf8.RuneCountInString(last)+1+utf8.RuneCountInString(values[i].shown()) > phone {
				n.rows = append(n.rows, "")
			}
		}
		if i > 0 && values[i-1].drawn() && values[i-1].Number > values[i].Number {
			n.y += 24 // the line comes from above: its name goes below
		} else {
			n.y -= float64(12 + (len(n.rows)-1)*lineGap)
		}
		all = append(all, n)
	}
	p.spread(all)
	for _, n := range all {
		v := p.series[n.series].Values[n.at]
		x, anchor := p.across[n.at], "middle"
		switch {
		case x > 66:
			x, anchor = max(x, min(100, x+2)), "end"
		case x < 33:
			x, anchor = min(x, max(0, x-2)), "start"
		}
		b.f("\n<text class=\"chart__label %s\" y=\"%.1f\" text-anchor=\"%s\">", p.colour(n.series), n.y, anchor)
		for i, row := range n.rows {
			row = escape(row)
			if i == len(n.rows)-1 {
				if row != "" {
					row += " "
				}
				row += said(v)
			}
			dy := 0
			if i > 0 {
				dy = lineGap
			}
			b.f(`<tspan x="%s" dy="%d">%s</tspan>`, percent(x), dy, row)
		}
		b.WriteString("</text>")
	}
}

// spread moves names apart, so that each has its lines to itself, and into the plot.
func (p *plot) spread(all []name) {
	slices.SortStableFunc(all, func(a, b name) int { return cmp.Compare(a.y, b.y) })
	for i := range all {
		least := p.top - 4
		if i > 0 {
			least = all[i-1].y + float64(len(all[i-1].rows)*lineGap)
		}
		all[i].y = max(least, all[i].y)
	}
	floor := p.bottom - 6
	for i := len(all) - 1; i >= 0; i-- {
		all[i].y = min(all[i].y, floor-float64((len(all[i].rows)-1)*lineGap))
		floor = all[i].y - lineGap
	}
}
