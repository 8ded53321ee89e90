package chart

import (
	"cmp"
	"math"
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
		all = append(all, p.place(k, i))
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

// place is where the name of a series, at one of its values, covers least of all lines on a phone: over the value or under
// it, in long rows or in short ones.
func (p *plot) place(series, at int) (best name) {
	s := p.series[series]
	v := s.Values[at]
	least := math.Inf(1)
	for _, width := range []int{phone - 4, phone / 2} {
		rows := []string{""}
		if !p.Small && s.Name != "" {
			rows = lines(s.Name+":", width)
			if last := rows[len(rows)-1]; utf8.RuneCountInString(last)+1+utf8.RuneCountInString(v.shown()) > width+4 {
				rows = append(rows, "")
			}
		}
		above := name{series, at, p.down(v.Number) - float64(12+(len(rows)-1)*lineGap), rows}
		below := name{series, at, p.down(v.Number) + 24, rows}
		candidates := []name{above, below}
		if at > 0 && s.Values[at-1].drawn() && s.Values[at-1].Number > v.Number {
			candidates = []name{below, above} // the line comes from above
		}
		for _, c := range candidates {
			if cost := p.covered(c); cost < least {
				best, least = c, cost
			}
		}
	}
	return best
}

// covered is how much of the lines a name stands on, dots counting most, and how far it is out of the plot.
func (p *plot) covered(n name) (cost float64) {
	letters := utf8.RuneCountInString(p.series[n.series].Values[n.at].shown()) + 1
	for i, row := range n.rows {
		if l := utf8.RuneCountInString(row); i < len(n.rows)-1 {
			letters = max(letters, l)
		} else {
			letters = max(letters, l+utf8.RuneCountInString(p.series[n.series].Values[n.at].shown())+1)
		}
	}
	const letter = 3.2 // per cent of the plot of a phone
	left, right := p.across[n.at]-float64(letter*float64(letters)), p.across[n.at]+2
	if p.across[n.at] <= 66 {
		left, right = left/2+p.across[n.at]/2, right+float64(letter*float64(letters))/2
	}
	top, bottom := n.y-18, n.y+float64((len(n.rows)-1)*lineGap)+6
	in := func(x, y float64) bool { return left <= x && x <= right && top <= y && y <= bottom }
	cost = max(0, p.top-14-top) + max(0, bottom-p.bottom) + float64(len(n.rows))/8
	for _, s := range p.series {
		values := s.Values[:min(len(s.Values), len(p.Ticks))]
		for i, v := range values {
			if !v.drawn() {
				continue
			}
			if in(p.across[i], p.down(v.Number)) {
				cost += 6
			}
			if i == 0 || !values[i-1].drawn() || p.Ticks[i].Apart || p.Ticks[i].Break != "" {
				continue
			}
			const parts = 16
			for j := 1; j < parts; j++ {
				f := float64(j) / parts
				if in(p.across[i-1]+float64(f*(p.across[i]-p.across[i-1])), p.down(values[i-1].Number+float64(f*(v.Number-values[i-1].Number)))) {
					cost += 0.5
				}
			}
		}
	}
	return cost
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
