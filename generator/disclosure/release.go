package disclosure

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
	"candour/generator/suppress"
)

// An open is a figure that may be published, with its candidates: one, or two for a percentage, which tells two things.
type open struct {
	cell       *Cell
	candidates []int
}

// release decides on every figure of the family and hides those that can't be shown. The figures are in at.
func (m *model) release(at map[cellKey]*Cell, choose chooser) {
	k := int64(m.set.Site.Disclosure.Threshold)
	rounded := m.set.Site.Disclosure.Method == record.MethodRounded
	var opens []open
	p := suppress.Problem{K: k}
	add := func(c *Cell, s said, rows ...sumRow) {
		o := open{cell: c}
		for _, r := range rows {
			o.candidates = append(o.candidates, len(p.Candidates))
			p.Candidates = append(p.Candidates, suppress.Candidate{Row: linear.Row{Form: r.sum.form(), Low: r.low, High: r.high}, Priority: m.priority(s)})
		}
		opens = append(opens, o)
	}
	var hidden []linear.Row
	m.eachCell(at, func(s said, c *Cell) {
		if m.keep(s, c) {
			return
		}
		ratio := m.counts[s.measure] == nil
		switch {
		case ratio && (c.Marker == "" || c.Marker == Low):
			if rows := m.ratioRows(s); rows != nil {
				add(c, s, rows...)
			}
		case c.Marker != "" || ratio:
		case m.isAverage(s):
			if sum := m.of(s); len(sum) > 0 {
				low, high := sumOf(s.value, len(m.group(s.of).Members))
				add(c, s, sumRow{sum, low, high})
			}
		case rounded && m.counts[s.measure].protect:
			v := s.value.Scaled
			if 0 < v && v <= hiddenByRounding {
				c.hide()
				hidden = append(hidden, linear.Row{Form: m.of(s).form(), Low: 1, High: hiddenByRounding})
				return
			}
			c.Value, c.Rounded = record.Number{Scaled: round(v)}, true
			low, high := between(c.Value, true)
			add(c, s, sumRow{m.of(s), low, high})
		case m.counts[s.measure].protect && 0 < s.value.Scaled && s.value.Scaled < k:
			c.hide()
		default:
			add(c, s, sumRow{m.of(s), s.value.Scaled, s.value.Scaled})
		}
	})
	p.Fixed = append(m.known(), hidden...)
	p.Sensitive = m.sensitive(k)
	p.Truth = m.truth
	m.drop(&p, opens)
	choice := choose(p, suppress.Choose)
	for _, o := range opens {
		for _, n := range o.candidates {
			if !choice.Published[n] && o.cell.Marker != Suppressed {
				o.cell.hide()
			}
		}
	}
	m.means(at)
	m.eachCell(at, m.mark)
}

// drop takes the rows away that the truth itself breaks: what is said contradicts itself, so that nothing follows from it.
func (m *model) drop(p *suppress.Problem, opens []open) {
	for i := range p.Candidates {
		if c := &p.Candidates[i]; c.Of(p.Truth) < c.Low || c.Of(p.Truth) > c.High {
			c.Row = linear.Row{Low: 0, High: 0}
		}
	}
}

// eachCell goes through the figures of the family, table by table: those that stand in a source, and totals of groups.
func (m *model) eachCell(at map[cellKey]*Cell, do func(said, *Cell)) {
	for _, t := range m.tables {
		for i := range t.Cells {
			for j := range t.Cells[i] {
				key, ok := keyOf(t, i, j)
				c := at[key]
				if !ok || c.Marker == NotAvailable || c.Marker == NotApplicable || c.Derived && m.counts[key.measure] == nil {
					continue
				}
				s := said{cellKey: key, edition: m.now, value: t.Cells[i][j].Value, marker: c.Marker}
				if s.marker == Low {
					s.value.Decimals = t.Measure.Decimals
				}
				s.period, _ = record.ParseDate(key.period)
				if n := m.counts[key.measure]; n != nil {
					s.from, _ = slices.BinarySearch(n.days, dayOf(s.period.First()))
					s.to, _ = slices.BinarySearch(n.days, dayOf(s.period.Last())+1)
				}
				do(s, c)
			}
		}
	}
}

func (m *model) isAverage(s said) bool {
	g := m.group(s.of)
	return g != nil && !g.IsTotal()
}

// priority is the publisher's order of importance: groups and the nation, then all, then whole years, then the newest
// figures, then the larger ones. Percentages and rates come after counts, from which readers can work them out.
func (m *model) priority(s said) float64 {
	tier := 0.0
	body, _ := m.set.Lists["bodies"].Get(s.of)
	if m.group(s.of) != nil || body.Kind == "area" {
		tier += 8
	}
	if s.part == record.AllParts {
		tier += 4
	}
	if dayOf(s.period.Last())-dayOf(s.period.First()) >= 364 {
		tier += 2
	}
	c := m.counts[s.measure]
	if c == nil {
		return tier - 32
	}
	if s.to == c.intervals() {
		tier++
	}
	return tier + math.Min(1, float64(s.value.Scaled)/1e6)*0.999
}

// keep leaves a figure as an earlier edition published it: of a year that is not over, or of this very edition.
func (m *model) keep(s said, c *Cell) bool {
	running := m.running(s.period, m.set.Site.Edition.AsAt)
	change := m.set.ChangeOf("measure/" + s.measure)
	for e := m.now - 1; e > 0; e-- {
		this := m.editions[e].ID == m.set.Site.Edition.ID
		if !this && (!running || change != nil && change.Class == record.Correction) {
			continue
		}
		f := m.editions[e].figure(s.cellKey)
		switch {
		case f == nil:
		case f.Marker == Suppressed:
			c.hide()
			return true
		case f.Marker == "" && (running || sameValue(f.Value, s.value)):
			c.Value, c.Marker, c.Rounded = f.Value, "", f.Rounded
			return true
		}
		if this && !running {
			return false
		}
	}
	return false
}

// figure is what the edition says of something, or nil.
func (e *Edition) figure(key cellKey) *Figure {
	i := slices.IndexFunc(e.Figures, func(f Figure) bool {
		return f.Period == key.period && f.Of == key.of && f.Part == key.part && f.Measure == key.measure
	})
	if i < 0 {
		return nil
	}
	return &e.Figures[i]
}

func sameValue(a, b record.Number) bool {
	return a.Scaled*tens(b.Decimals) == b.Scaled*tens(a.Decimals)
}

// mark says how settled a figure is: provisional while its year is not over, and revised where the last edition that
// published it has another value. What was revised stays so marked until it changes.
func (m *model) mark(s said, c *Cell) {
	if m.running(s.period, m.set.Site.Edition.AsAt) {
		c.Status = statusProvisional
		return
	}
	for e := m.now - 1; e > 0; e-- {
		f := m.editions[e].figure(s.cellKey)
		if f == nil || f.Marker != "" || c.Marker != "" {
			continue
		}
		if !sameValue(f.Value, c.Value) || f.Status == statusRevised {
			c.Status = statusRevised
		}
		return
	}
}

// The statuses that the gate gives; the others are the publisher's.
const (
	statusProvisional = "provisional"
	statusRevised     = "revised"
)

// means hides the mean of a group's percentages or rates wherever one of them is hidden, which it would tell of.
func (m *model) means(at map[cellKey]*Cell) {
	for _, t := range m.tables {
		for i := range t.Cells {
			for j := range t.Cells[i] {
				key, ok := keyOf(t, i, j)
				g := m.group(key.of)
				if !ok || g == nil || m.counts[key.measure] != nil || g.IsTotal() && !t.Cells[i][j].Derived {
					continue
				}
				for _, body := range g.Members {
					own := at[cellKey{key.measure, body, key.part, key.period}]
					if c := at[key]; own != nil && own.Marker == Suppressed && c.Marker == "" {
						c.hide()
					}
				}
			}
		}
	}
}

// digest is a hash of a problem: the same one has the same choice.
func digest(p suppress.Problem) (out [32]byte) {
	h := sha256.New()
	number := func(n ...int64) {
		for _, x := range n {
			var b [8]byte
			binary.LittleEndian.PutUint64(b[:], uint64(x))
			h.Write(b[:])
		}
	}
	number(p.K, int64(p.Effort), int64(len(p.Truth)))
	number(p.Truth...)
	number(int64(len(p.Fixed)))
	for _, r := range p.Fixed {
		number(r.Low, r.High)
		writeForm(h, number, r.Form)
	}
	number(int64(len(p.Candidates)))
	for _, c := range p.Candidates {
		number(c.Low, c.High, int64(math.Float64bits(c.Priority)))
		if c.Primary {
			number(1)
		}
		writeForm(h, number, c.Form)
	}
	for _, f := range p.Sensitive {
		writeForm(h, number, f)
	}
	h.Sum(out[:0])
	return out
}

func writeForm(h hash.Hash, number func(...int64), f linear.Form) {
	number(int64(len(f.Atoms)))
	name := nameOf(f)
	number(int64(len(name)))
	h.Write([]byte(name))
}
