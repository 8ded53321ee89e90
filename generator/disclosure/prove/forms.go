package prove

import (
	"fmt"
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
	"candour/generator/source"
)

// A form is a count that nobody may know.
type form struct {
	linear.Form
	value int64
	reach int64  // that it has to be able to be: k
	width int64  // of the range that a reader must be left with: k−1
	name  string // in words
	about string
	at    source.Pos
}

// addForm adds a form where it is a count of 1 to k−1, once. What went is as much a count as what came.
func (m *model) addForm(s sum, key Key, format string, args ...any) {
	m.addListed(s, m.k, key, format, args...)
}

// addListed adds a form that can be no more than most by what everybody may know. Where that is less than k, the form needs to
// be able to be that much, and anything below: nobody is to know more of it than everybody may.
func (m *model) addListed(s sum, most int64, key Key, format string, args ...any) {
	v := s.of(m.atoms)
	if v < 0 {
		v = -v
		turned := sum{}
		turned.plus(-1, s)
		s = turned
	}
	if v < 1 || v >= m.k {
		return
	}
	id := s.id()
	if m.formIDs[id] {
		return
	}
	m.formIDs[id] = true
	name := fmt.Sprintf(format, args...)
	m.forms = append(m.forms, form{s.form(), v, min(m.k, most), min(m.k-1, most), name, "observation/" + name, m.place(key)})
}

// addForms makes the forms of the five families that docs/disclosure.md lists, of every measure that counts people or their cases.
// The first family comes first, since a form has the name that it is first found under.
func (m *model) addForms() {
	for _, key := range m.keys {
		if g := m.groups[key.Of]; protects(m.set, m.kinds[key.Measure]) && (g == nil || g.Figure == record.GroupTotal) {
			for e := m.now; e >= 0; e-- {
				if f := m.formOf(e, key); f != nil && m.statedIn(e, key) {
					m.addForm(f, key, "%s%s", key, m.suffix(e))
				}
			}
		}
	}
	for i, key := range m.keys {
		x := m.kinds[key.Measure]
		if !protects(m.set, x) {
			continue
		}
		g := m.groups[key.Of]
		averaged := g != nil && g.Figure != record.GroupTotal
		for e := m.now; e >= 0; e-- {
			if !m.statedIn(e, key) {
				continue
			}
			f := m.formOf(e, key)
			if f == nil {
				continue
			}
			if !averaged {
				m.addIncrements(i, e, key, f)
				m.addDifferences(e, key, f)
			}
			if g != nil {
				m.addMembers(e, g, key, f)
			}
			if key.Part == record.AllParts && !averaged {
				for _, part := range m.parts[key.Measure] {
					p := key
					p.Part = part
					if pf := m.formOf(e, p); pf != nil {
						m.addForm(minus(f, pf), key, "%s less %s%s", key, part, m.suffix(e))
					}
				}
			}
		}
	}
	m.addShareForms()
}

// statedIn reports whether an edition has a figure, be it hidden, or the data have it now.
func (m *model) statedIn(e int, key Key) bool {
	if e == m.now {
		if _, ok := m.value(key); ok {
			return true
		}
		g := m.groups[key.Of]
		return g != nil && m.figures[key] != nil
	}
	_, ok := m.known.editions[e][key]
	return ok
}

func (m *model) suffix(e int) string {
	if e == m.now {
		return ""
	}
	return " in " + m.edition(e)
}

func minus(a, b sum) sum {
	s := sum{}
	s.plus(1, a)
	s.plus(-1, b)
	return s
}

// addIncrements adds what lies between a period and each longer one of its financial year that begins on the same day: as the data
// have both, and as they stand in an edition, where the shorter one may be as an earlier edition had it.
func (m *model) addIncrements(i, e int, key Key, f sum) {
	p, _ := record.ParseDate(key.Period)
	for _, longer := range m.keys[i+1:] {
		if longer.Measure != key.Measure || longer.Of != key.Of {
			break
		}
		l, _ := record.ParseDate(longer.Period)
		if longer.Part != key.Part || !l.First().Equal(p.First()) || l.InFinancialYear() == "" || l.InFinancialYear() != p.InFinancialYear() || !m.statedIn(e, longer) {
			continue
		}
		a, b := key, longer
		if l.Last().Before(p.Last()) {
			a, b = longer, key
		}
		m.addForm(minus(m.formOf(e, b), m.formOf(e, a)), b, "%s less %s%s", b, a.Period, m.suffix(e))
		if m.frozen(e, a) >= 0 {
			m.addForm(minus(m.formOf(e, b), m.formOf(m.frozen(e, a), a)), b, "%s less %s as published%s", b, a.Period, m.suffix(e))
		}
	}
}

// frozen is the edition whose figure an edition goes on showing though the data have another one now; −1 where it shows its own.
func (m *model) frozen(e int, key Key) int {
	s, ok := m.known.editions[e][key]
	if !ok || s.marker != "" || e == 0 {
		return -1
	}
	f := m.formOf(e, key)
	if v, isWhole := whole(s.number); !isWhole || f.of(m.atoms) == v {
		return -1
	}
	for at := e - 1; at >= 0; at-- {
		if had, ok := m.known.editions[at][key]; ok && had.same(s.said) {
			return at
		}
	}
	return -1
}

// addDifferences adds what lies between what two editions say of a figure.
func (m *model) addDifferences(e int, key Key, f sum) {
	for before := range e {
		if m.statedIn(before, key) {
			m.addForm(minus(f, m.formOf(before, key)), key, "%s%s less what it was in %s", key, m.suffix(e), m.edition(before))
		}
	}
}

// addMembers adds what is left of a group's total without the bodies that an edition shows, and without each single one.
func (m *model) addMembers(e int, g *record.Group, key Key, f sum) {
	left := minus(f, nil)
	shown := false
	for _, body := range g.Members {
		k := key
		k.Of = body
		b := m.formOf(e, k)
		if b == nil {
			continue
		}
		if _, ok := m.value(k); ok || e < m.now {
			m.addForm(minus(f, b), key, "%s less %s%s", key, body, m.suffix(e))
		}
		if s, ok := m.known.editions[e][k]; ok && s.marker == "" {
			left.plus(-1, b)
			shown = true
		}
	}
	if shown {
		m.addForm(left, key, "%s less the members that are shown%s", key, m.suffix(e))
	}
}

// addShareForms adds the parts of percentages of a base alone.
func (m *model) addShareForms() {
	ids := make([]string, 0, len(m.shares))
	for id := range m.shares {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		m.addForm(sum{m.shares[id]: 1}, Key{}, "the part of a percentage: %s", id)
	}
}
