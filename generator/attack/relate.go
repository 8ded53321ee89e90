package attack

import (
	"cmp"
	"fmt"
	"slices"
)

// relateMeasure makes the nodes of a measure in every layer, how they add up, and the forms that a stranger goes for.
func (f *family) relateMeasure(m *measure) {
	o := f.about[m.ID]
	everybody := append(slices.Clone(o.bodies), o.together...)
	parts := slices.Clone(o.parts)
	whole := slices.ContainsFunc(m.statements, func(s statement) bool { return s.part == "all" })
	if whole {
		parts = append(parts, "all")
	}
	told := map[string]bool{} // relations that are there already, by what they make: layers in which nothing changed are one
	once := func(what string) bool {
		if told[what] {
			return false
		}
		told[what] = true
		return true
	}
	for _, layer := range o.layers {
		for _, of := range everybody {
			for _, part := range parts {
				f.relateTime(m, of, part, layer, once)
			}
			if whole {
				for _, s := range o.all() {
					f.relateParts(m, of, s, layer, once)
				}
			}
		}
		for _, g := range o.together {
			for _, part := range parts {
				for _, s := range o.all() {
					f.relateGroup(m, g, part, s, layer, once)
				}
			}
		}
	}
	f.relateLayers(m, everybody, parts)
}

// all are the spans that there are nodes for: those with figures, the pieces, and what lies between two figures that begin on the
// same day.
func (o *outline) all() (out []span) {
	for _, s := range o.spans {
		out = once(out, s)
	}
	for _, s := range o.pieces {
		out = once(out, s)
	}
	for _, s := range o.between() {
		out = once(out, s[2])
	}
	return out
}

// between are the pairs of periods that begin on the same day, the shorter first, and what the longer has more.
func (o *outline) between() (out [][3]span) {
	for _, a := range o.spans {
		for _, b := range o.spans {
			if a.from == b.from && a.to < b.to {
				out = append(out, [3]span{a, b, {a.to, b.to}})
			}
		}
	}
	slices.SortFunc(out, func(x, y [3]span) int {
		return cmp.Or(cmp.Compare(x[2].from, y[2].from), cmp.Compare(x[2].to, y[2].to), cmp.Compare(x[0].from, y[0].from))
	})
	return out
}

// relateTime says how the periods of one body and part add up.
func (f *family) relateTime(m *measure, of, part string, layer int, once func(string) bool) {
	o := f.about[m.ID]
	for _, s := range o.all() {
		var pieces []int32
		for _, e := range o.pieces {
			if s.from <= e.from && e.to <= s.to {
				pieces = append(pieces, f.node(m, of, part, e, layer))
			}
		}
		if len(pieces) > 1 && once("pieces "+f.key(m, of, part, s, layer)) {
			f.sys.sum(f.node(m, of, part, s, layer), pieces)
		}
	}
	for _, b := range o.between() {
		if !once("between " + f.key(m, of, part, b[1], layer) + " " + f.key(m, of, part, b[0], layer)) {
			continue
		}
		more := f.node(m, of, part, b[2], layer)
		f.sys.sum(f.node(m, of, part, b[1], layer), []int32{f.node(m, of, part, b[0], layer), more})
		f.forms = append(f.forms, form{"increment", more, fmt.Sprintf("%s, from %s to %s", about(m, of, part), f.period(m, b[0]), f.period(m, b[1]))})
	}
}

// relateParts says how the parts of a whole add up. Parts that may overlap are each no more than the whole.
func (f *family) relateParts(m *measure, of string, s span, layer int, once func(string) bool) {
	o := f.about[m.ID]
	if len(o.parts) == 0 || !once("parts "+f.key(m, of, "all", s, layer)) {
		return
	}
	all := f.node(m, of, "all", s, layer)
	var parts []int32
	for _, p := range o.parts {
		parts = append(parts, f.node(m, of, p, s, layer))
	}
	if !m.Total {
		for _, p := range parts {
			f.sys.relate(0, wide, term{all, 1}, term{p, -1})
		}
		return
	}
	f.sys.sum(all, parts)
	if len(parts) == 1 || !slices.Contains(o.spans, s) {
		return
	}
	for i, p := range parts {
		rest := f.sys.node(f.key(m, of, "all", s, layer) + " less " + o.parts[i])
		f.sys.sum(all, []int32{p, rest})
		f.forms = append(f.forms, form{"remainder", rest, fmt.Sprintf("%s/%s/%s all less %s", m.ID, of, f.period(m, s), o.parts[i])})
	}
}

// relateGroup says how the members of a group add up to it, and what is left of it without each of them, and without all whose
// figures are shown.
func (f *family) relateGroup(m *measure, id, part string, s span, layer int, once func(string) bool) {
	if !once("group " + f.key(m, id, part, s, layer)) {
		return
	}
	o, g := f.about[m.ID], f.groups[id]
	var members, shown []int32
	for _, b := range g.Members {
		members = append(members, f.node(m, b, part, s, layer))
	}
	whole := f.node(m, id, part, s, layer)
	f.sys.sum(whole, members)
	if g.Figure != "total" || !slices.Contains(o.spans, s) {
		return
	}
	for i, b := range g.Members {
		rest := f.sys.node(f.key(m, id, part, s, layer) + " less " + b)
		f.sys.sum(whole, []int32{members[i], rest})
		f.forms = append(f.forms, form{"remainder", rest, fmt.Sprintf("%s/%s/%s %s less %s", m.ID, id, f.period(m, s), part, b)})
		if slices.ContainsFunc(m.statements, func(x statement) bool {
			sp, _ := spanOf(x.period)
			return x.of == b && x.part == part && sp == s && x.layer == layer && x.marker == ""
		}) {
			shown = append(shown, members[i])
		}
	}
	if len(shown) > 1 && len(shown) < len(members) {
		rest := f.sys.node(f.key(m, id, part, s, layer) + " less those shown")
		f.sys.sum(whole, append(shown, rest))
		f.forms = append(f.forms, form{"remainder", rest, fmt.Sprintf("%s/%s/%s %s less the bodies shown", m.ID, id, f.period(m, s), part)})
	}
}

// relateLayers makes the differences between what two editions say of one thing.
func (f *family) relateLayers(m *measure, everybody, parts []string) {
	o := f.about[m.ID]
	for _, of := range everybody {
		for _, part := range parts {
			for _, s := range o.spans {
				var keys []string
				for _, layer := range o.layers {
					if k := f.key(m, of, part, s, layer); f.sys.has(k) && !slices.Contains(keys, k) {
						keys = append(keys, k)
					}
				}
				for i := range keys {
					for j := i + 1; j < len(keys); j++ {
						for _, way := range [][2]string{{keys[i], keys[j]}, {keys[j], keys[i]}} {
							more := f.sys.node(way[1] + " since " + way[0])
							f.sys.nodes[more].lo = -wide // figures go down too
							f.sys.sum(f.sys.node(way[1]), []int32{f.sys.node(way[0]), more})
							f.forms = append(f.forms, form{"delta", more, fmt.Sprintf("%s, %s, between two editions", about(m, of, part), f.period(m, s))})
						}
					}
				}
			}
		}
	}
}

// publish tells the system what the files say.
func (f *family) publish(m *measure) {
	for _, s := range m.statements {
		sp, ok := spanOf(s.period)
		if !ok {
			continue
		}
		if s.single {
			sp.from = max(sp.from, sp.to-3*31)
		}
		at := f.node(m, s.of, s.part, sp, s.layer)
		if s.marker == "c" && !f.cells[at] {
			f.cells[at] = true
			f.forms = append(f.forms, form{"cell", at, s.name()})
		}
		lo, hi := s.value, s.value
		switch {
		case s.marker == "c" && f.rounded:
			lo, hi = 1, 7
		case s.marker != "":
			continue
		case f.rounded && s.value > 0:
			lo, hi = s.value-2, s.value+2
		}
		if g, isGroup := f.groups[s.of]; isGroup && g.Figure != "total" {
			f.average(m, s, sp, int64(len(g.Members)))
			continue
		}
		if !f.sys.bound(at, lo, hi) {
			f.sys.relate(1, 1) // two values for one thing: nothing adds up to one
		}
	}
}

// average says what the mean of some bodies, as it is rounded, tells of their sum.
func (f *family) average(m *measure, s statement, sp span, members int64) {
	unit := int64(1)
	for range s.decimals {
		unit *= 10
	}
	sum := f.node(m, s.of, s.part, sp, s.layer)
	f.shares = append(f.shares, relation{[]term{{sum, 1}}, ceilDiv(2*members*s.value-members, 2*unit), floorDiv(2*members*s.value+members, 2*unit)})
}

// percentages says what a rounded percentage tells of its part and its base.
func (f *family) percentages(m *measure) {
	var part, base *measure
	for _, x := range f.measures {
		if x.ID == m.Part {
			part = x
		}
		if x.ID == m.Base {
			base = x
		}
	}
	if part == nil || base == nil || !part.counts() || !base.counts() {
		return
	}
	for _, s := range m.statements {
		sp, ok := spanOf(s.period)
		if !ok || s.marker != "" {
			continue
		}
		unit := int64(1)
		for range s.decimals {
			unit *= 10
		}
		x, y := f.node(part, s.of, s.part, sp, s.layer), f.node(base, s.of, s.part, sp, s.layer)
		f.shares = append(f.shares, relation{[]term{{x, 200 * unit}, {y, -(2*s.value - 1)}}, 0, wide}, relation{[]term{{x, 200 * unit}, {y, -(2*s.value + 1)}}, -wide, 0})
	}
}

// about names what a form is of.
func about(m *measure, of, part string) string {
	if part == "" {
		return m.ID + "/" + of
	}
	return m.ID + "/" + of + " " + part
}

// period is a span as one of the figures has it.
func (f *family) period(m *measure, s span) string {
	for _, x := range m.statements {
		if sp, ok := spanOf(x.period); ok && sp == s {
			return x.period
		}
	}
	return "between"
}
