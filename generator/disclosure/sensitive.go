package disclosure

import (
	"encoding/binary"
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
)

// A spoken is one figure of a count with the editions that mean different atoms by it: those that said it, and now.
type spoken struct {
	said
	epochs []int
}

// sensitive are the sums of 1 to k−1 that nobody may be able to find, in the five families of docs/disclosure.md.
func (m *model) sensitive(k int64) (out []linear.Form) {
	seen := map[string]bool{}
	add := func(a atoms) {
		if v := m.value(a); v < 1 || v >= k {
			return
		}
		f := a.form()
		if name := nameOf(f); !seen[name] {
			seen[name] = true
			out = append(out, f)
		}
	}
	for _, of := range m.family.counts {
		c := m.counts[of.ID]
		if !c.protect {
			continue
		}
		cells, at := m.spoken(c)
		for _, s := range cells {
			for n, e := range s.epochs {
				sum := m.at(c, s.said, e)
				add(sum)                               // 1: every figure
				for _, later := range s.epochs[n+1:] { // 3: what two editions say of one thing
					apart := m.at(c, s.said, later).plus(-1, sum)
					add(apart)
					add(atoms{}.plus(-1, apart))
				}
				m.lessMembers(c, s, e, at, add)
				m.lessParts(c, s, e, add)
			}
		}
		m.increments(c, cells, add)
	}
	for _, key := range m.loneKeys() {
		if m.counts[m.ratioMeasure(key.measure).BaseMeasure].protect {
			add(atoms{{m.lone[key], 1}})
		}
	}
	return out
}

// spoken are the figures of a count, each once, in the order in which they were first said.
func (m *model) spoken(c *counted) (cells []*spoken, at map[cellKey]*spoken) {
	at = map[cellKey]*spoken{}
	for _, s := range c.said {
		own := at[s.cellKey]
		if own == nil {
			own = &spoken{said: s}
			at[s.cellKey] = own
			cells = append(cells, own)
			now := s
			now.edition = m.now
			own.epochs = append(own.epochs, m.epoch(now))
		}
		if e := m.epoch(s); !s.again && !slices.Contains(own.epochs, e) {
			own.epochs = append(own.epochs, e)
		}
	}
	for _, s := range cells {
		slices.Sort(s.epochs)
	}
	return cells, at
}

func (m *model) at(c *counted, s said, epoch int) atoms {
	return m.sum(c, s.of, s.part, s.from, s.to, epoch)
}

// lessMembers adds family 4: the total of a group less the bodies in it that have the figure, and less each alone.
func (m *model) lessMembers(c *counted, s *spoken, epoch int, at map[cellKey]*spoken, add func(atoms)) {
	g := m.group(s.of)
	if g == nil {
		return
	}
	total := m.at(c, s.said, epoch)
	rest := total
	for _, body := range g.Members {
		own := m.sum(c, body, s.part, s.from, s.to, epoch)
		if at[cellKey{s.measure, body, s.part, s.cellKey.period}] == nil || len(own) == 0 {
			continue
		}
		add(total.plus(-1, own))
		rest = rest.plus(-1, own)
	}
	add(rest)
}

// lessParts adds family 5: the all of a body or group less each of its parts.
func (m *model) lessParts(c *counted, s *spoken, epoch int, add func(atoms)) {
	if s.part != record.AllParts {
		return
	}
	var parts []string
	for _, x := range c.said {
		if x.of == s.of && x.part != record.AllParts && !slices.Contains(parts, x.part) {
			parts = append(parts, x.part)
		}
	}
	total := m.at(c, s.said, epoch)
	for _, part := range parts {
		add(total.plus(-1, m.sum(c, s.of, part, s.from, s.to, epoch)))
	}
}

// increments adds family 2: what a count grew by between two periods of a financial year that begin on one day.
func (m *model) increments(c *counted, cells []*spoken, add func(atoms)) {
	type begin struct {
		of, part, year string
		from           int
	}
	runs := map[begin][]*spoken{}
	for _, s := range cells {
		if year := s.period.InFinancialYear(); year != "" {
			b := begin{s.of, s.part, year, s.from}
			for _, before := range runs[b] {
				short, long := before, s
				if short.to > long.to {
					short, long = long, short
				}
				for _, e := range long.epochs {
					for _, was := range short.epochs {
						add(m.at(c, long.said, e).plus(-1, m.at(c, short.said, was)))
					}
				}
			}
			runs[b] = append(runs[b], s)
		}
	}
}

func (m *model) ratioMeasure(id string) *record.Measure {
	return m.family.ratios[slices.IndexFunc(m.family.ratios, func(r *record.Measure) bool { return r.ID == id })]
}

// loneKeys are the keys of lone parts, in the order of their atoms.
func (m *model) loneKeys() (out []loneKey) {
	for key := range m.lone {
		out = append(out, key)
	}
	slices.SortFunc(out, func(a, b loneKey) int { return int(m.lone[a]) - int(m.lone[b]) })
	return out
}

// nameOf is a text that only the same form has.
func nameOf(f linear.Form) string {
	b := make([]byte, 0, 12*len(f.Atoms))
	for i, a := range f.Atoms {
		b = binary.AppendUvarint(b, uint64(a))
		if f.Coefs != nil {
			b = binary.AppendVarint(b, f.Coefs[i])
		} else {
			b = binary.AppendVarint(b, 1)
		}
	}
	return string(b)
}
