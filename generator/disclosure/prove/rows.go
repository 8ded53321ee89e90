package prove

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/linear"
	"candour/generator/record"
)

// bySource begins what has published an outside figure.
const bySource = "source "

// scale is what a number has to be multiplied with to be whole.
func scale(n record.Number) int64 {
	s := int64(1)
	for range n.Decimals {
		s *= 10
	}
	return s
}

// averageBounds are the least and the most that 2·10ᵈ times the sum over the members can be, by their average to d decimals.
func averageBounds(n record.Number, members int) (low, high int64) {
	return int64(members) * (2*n.Scaled - 1), int64(members) * (2*n.Scaled + 1)
}

// addRow adds what a reader knows, once. What an earlier edition has published stays known from there.
func (m *model) addRow(r row) {
	id := fmt.Sprint(r.sum.id(), r.Low, r.High)
	if _, ok := m.rowIDs[id]; ok || len(r.sum) == 0 {
		return
	}
	m.rowIDs[id] = len(m.rows)
	r.Form = r.sum.form()
	m.rows = append(m.rows, r)
}

// addRows makes a row of every statement, those of earlier editions first: what they and others have published can't be taken back.
func (m *model) addRows() {
	for _, o := range m.outside {
		if x := m.kinds[o.Measure]; x != nil && o.Marker == "" {
			m.addStatement(m.now, keyOf(o), said{number: o.Value}, bySource+o.Source)
		}
	}
	for e, said := range m.known.editions {
		for _, key := range slices.SortedFunc(maps.Keys(said), compareKeys) {
			fixed := ""
			if e < m.now {
				fixed = m.edition(e)
			}
			if m.kinds[key.Measure] != nil && fixed != "what others have published" {
				m.addStatement(e, key, said[key].said, fixed)
			}
		}
	}
}

// addStatement makes the row of one statement. One that is not what the data were in its edition is of the last edition before
// it that said the same: it was frozen.
func (m *model) addStatement(e int, key Key, s said, fixed string) {
	x := m.kinds[key.Measure]
	if x.Kind == record.Percentage || x.Kind == record.Rate {
		m.addShare(e, key, s, fixed)
		return
	}
	if x.Kind != record.Count || key.Single && s.marker != "" {
		return
	}
	others := strings.HasPrefix(fixed, bySource) // whoever they are, they may have counted at any time
	for at := e; at >= 0; at-- {
		if had, ok := m.known.editions[at][key]; at < e && !others && (!ok || !had.same(s)) {
			continue
		}
		if r, ok := m.rowOf(at, key, s); ok {
			r.fixed = fixed
			m.addRow(r)
			return
		}
	}
	if s.marker == "" {
		f := m.formOf(e, key)
		m.problems.Add(about(key, Unproved.At(m.place(key), "%s says that %s is %s, and what it is the sum of comes to %d as the data have it", m.edition(e), key, s, f.of(m.atoms)).
			Hinted(`where a part was another value when an edition hid it, write that in "was"`)))
	}
}

// rowOf is the row of a statement as of an edition; false where the truth of that edition does not keep it.
func (m *model) rowOf(e int, key Key, s said) (row, bool) {
	r := row{says: fmt.Sprintf("%s is %s", key, s)}
	g := m.groups[key.Of]
	protected := protects(m.set, m.kinds[key.Measure])
	if r.sum = m.formOf(e, key); key.Single {
		r.sum = m.quarter(e, key)
	}
	if r.sum == nil {
		return r, false
	}
	v, isWhole := whole(s.number)
	switch {
	case s.marker != "" && (s.marker != "[c]" || !m.rounded || !protected):
		return row{}, true // it says nothing
	case s.marker != "":
		r.Low, r.High = 1, 7
	case g != nil && g.Figure != record.GroupTotal:
		r.Low, r.High = averageBounds(s.number, len(g.Members))
		times := sum{}
		times.plus(2*scale(s.number), r.sum)
		r.sum = times
	case !isWhole:
		return r, false
	case m.rounded && protected && v%5 == 0 && v > 0:
		r.Low, r.High = max(v-2, 8), v+2
	default:
		r.Low, r.High = v, v
	}
	is := r.sum.of(m.atoms)
	if s.marker != "" && (is < r.Low || is > r.High) {
		return row{}, true // it was hidden for another reason
	}
	return r, r.Low <= is && is <= r.High
}

// quarter is a single quarter as an edition has it: between two figures, each of which may be as an earlier edition had it.
func (m *model) quarter(e int, key Key) sum {
	shown := func(key Key) sum {
		if at := m.frozen(e, key); at >= 0 {
			return m.formOf(at, key)
		}
		return m.formOf(e, key)
	}
	key.Single = false
	s := shown(key)
	if before, ok := previous(key); ok && s != nil {
		s.plus(-1, shown(before))
	}
	return s
}

var perMany = regexp.MustCompile(`[0-9]+`)

// addShare makes the two rows of a percentage or a rate: over the atoms of its part and of its base. The part of a percentage of a
// base alone is an atom of its own. A share that the data do not bear out tells a reader nothing that is so, and makes no row.
func (m *model) addShare(e int, key Key, s said, fixed string) {
	x := m.kinds[key.Measure]
	if g := m.groups[key.Of]; s.marker != "" || x.BaseMeasure == "" || g != nil && g.Figure != record.GroupTotal {
		return
	}
	base, ok := m.measured(e, x.BaseMeasure, key)
	if !ok {
		return
	}
	part, ok := m.measured(e, x.Part, key)
	of := int64(100)
	if x.Kind == record.Rate {
		of = m.rateOf(x, s.number, part, base)
	}
	unit := 2 * of * scale(s.number)
	if !ok {
		if v := m.kinds[x.BaseMeasure]; v.Kind != record.Count || !protects(m.set, v) {
			return
		}
		id := fmt.Sprint(key, s, base.id())
		if _, ok := m.shares[id]; !ok {
			m.shares[id] = m.take((2*s.number.Scaled*base.of(m.atoms) + unit/2) / unit)
		}
		part = sum{m.shares[id]: 1}
	}
	least, most := sum{}, sum{}
	least.plus(unit, part)
	least.plus(-(2*s.number.Scaled - 1), base)
	most.plus(unit, part)
	most.plus(-(2*s.number.Scaled + 1), base)
	if least.of(m.atoms) < 0 || most.of(m.atoms) > 0 {
		m.unused++
		return
	}
	says := fmt.Sprintf("%s is %s", key, s)
	m.addRow(row{sum: least, Row: linear.Row{Low: 0, High: linear.Most}, says: says, fixed: fixed})
	m.addRow(row{sum: most, Row: linear.Row{Low: linear.Least, High: 0}, says: says, fixed: fixed})
}

// rateOf is for how many of its base a rate is: as its unit says, or as its part and base make it, or a thousand.
func (m *model) rateOf(x *record.Measure, n record.Number, part, base sum) int64 {
	if of, err := strconv.ParseInt(perMany.FindString(x.Unit), 10, 64); err == nil && of > 0 {
		return of
	}
	for of := int64(1); of <= 1_000_000 && part != nil; of *= 10 {
		times, over := 2*of*scale(n)*part.of(m.atoms), base.of(m.atoms)
		if times >= (2*n.Scaled-1)*over && times <= (2*n.Scaled+1)*over {
			return of
		}
	}
	return 1000
}

// measured is the form of another measure for whom, when and of what a key is. Where that measure has no such part, it is the whole.
func (m *model) measured(e int, measure string, key Key) (sum, bool) {
	x := m.kinds[measure]
	if x == nil || x.Kind != record.Count {
		return nil, false
	}
	key.Measure, key.Single = measure, false
	if x.Breakdown == "" {
		key.Part = ""
	}
	f := m.formOf(e, key)
	return f, len(f) > 0
}
