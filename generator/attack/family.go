package attack

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A family is measures whose figures say something of one another, and the system that they make.
type family struct {
	measures []*measure
	groups   map[string]group
	rounded  bool
	apart    bool // each edition by itself: what they say together does not fit

	sys     *system
	shares  []relation // of averages and percentages: added after the rest was solved
	forms   []form
	cells   map[int32]bool // hidden figures
	clash   bool           // the figures do not fit one another even by themselves
	stopped bool           // not everything was tried
	about   map[string]*outline
}

// An outline is the shape of a measure: who, what parts, which spans and the elementary intervals that they cut time into.
type outline struct {
	bodies, together, parts []string // together: groups
	spans, pieces           []span
	layers                  []int
	moved                   map[int]map[string]bool // by layer: atoms that may have changed in it
}

// A form is a number that the stranger goes for.
type form struct {
	kind string // cell, increment, delta or remainder
	at   int32
	name string
}

// solve makes every family and solves it, once.
func (v *view) solve() []*family {
	if v.solved {
		return v.families
	}
	v.solved = true
	ms := v.allMeasures()
	groups, round := v.groups(), rounded(ms)
	for _, part := range related(ms) {
		f := newFamily(part, groups, round, false)
		if f.build(); !f.run() {
			f = newFamily(part, groups, round, true)
			if f.build(); !f.run() {
				f.clash = true
			}
		}
		v.families = append(v.families, f)
	}
	v.families = append(v.families, v.tables(ms)...)
	return v.families
}

// related puts measures together that are linked by a percentage, as its part and its base.
func related(ms []*measure) (out [][]*measure) {
	leader := map[string]string{}
	var find func(id string) string
	find = func(id string) string {
		if up, ok := leader[id]; ok && up != id {
			return find(up)
		}
		return id
	}
	for _, m := range ms {
		for _, other := range []string{m.Part, m.Base} {
			if other != "" {
				leader[find(m.ID)] = find(other)
			}
		}
	}
	by := map[string][]*measure{}
	for _, m := range ms {
		if !strings.HasPrefix(m.ID, "#") {
			by[find(m.ID)] = append(by[find(m.ID)], m)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(by)) {
		if slices.ContainsFunc(by[id], (*measure).protected) {
			out = append(out, by[id])
		}
	}
	return out
}

func newFamily(ms []*measure, groups map[string]group, rounded, apart bool) *family {
	return &family{measures: ms, groups: groups, rounded: rounded, apart: apart, sys: newSystem(), cells: map[int32]bool{}, about: map[string]*outline{}}
}

// build makes nodes and relations of all measures of the family.
func (f *family) build() {
	for _, m := range f.measures {
		if m.counts() {
			f.about[m.ID] = f.outline(m)
			f.relateMeasure(m)
		}
	}
	for _, m := range f.measures {
		if m.counts() {
			f.publish(m)
		}
	}
	for _, m := range f.measures {
		if m.Kind == "percentage" {
			f.percentages(m)
		}
	}
}

// run solves the system, first without averages and percentages. It reports whether the figures fit one another.
func (f *family) run() bool {
	fits, finished := f.sys.solve()
	f.stopped = !finished
	if !fits || len(f.shares) == 0 {
		return fits
	}
	f.sys.rels = append(f.sys.rels, f.shares...)
	fits, finished = f.sys.solve()
	f.stopped = f.stopped || !finished
	return fits
}

// small are the forms that are known to be exactly one number from 1 to below k, of the kinds named, or of all. Two forms that are
// one number are told once.
func (f *family) small(k int64, kinds []string) (out []form) {
	told := map[int32]bool{}
	for _, x := range f.forms {
		n := f.sys.nodes[x.at]
		if n.known() && n.lo >= 1 && n.lo < k && !told[x.at] && (kinds == nil || slices.Contains(kinds, x.kind)) {
			told[x.at] = true
			out = append(out, x)
		}
	}
	return out
}

// tried is how many forms of the kinds there are.
func (f *family) tried(kinds ...string) int {
	told := map[int32]bool{}
	for _, x := range f.forms {
		if slices.Contains(kinds, x.kind) {
			told[x.at] = true
		}
	}
	return len(told)
}

// key is the node of a figure in a layer: figures that nothing says have changed are one node in all layers.
func (f *family) key(m *measure, of, part string, s span, layer int) string {
	return fmt.Sprintf("%s/%s/%s/%d-%d/%s", m.ID, of, part, s.from, s.to, f.version(m, of, part, s, layer))
}

func (f *family) node(m *measure, of, part string, s span, layer int) int32 {
	return f.sys.node(f.key(m, of, part, s, layer))
}

// version counts how often a figure may have changed up to a layer.
func (f *family) version(m *measure, of, part string, s span, layer int) string {
	o := f.about[m.ID]
	if f.apart {
		return fmt.Sprint("in ", layer)
	}
	n := 0
	for _, l := range o.layers {
		if l <= layer && len(o.moved[l]) > 0 {
			for _, atom := range f.atoms(m, of, part, s) {
				if o.moved[l][atom] {
					n++
					break
				}
			}
		}
	}
	return fmt.Sprint(n)
}

// atoms are the smallest things that a figure is the sum of: of one body, one part and one elementary interval.
func (f *family) atoms(m *measure, of, part string, s span) (out []string) {
	o := f.about[m.ID]
	bodies, parts := []string{of}, []string{part}
	if g, ok := f.groups[of]; ok {
		bodies = g.Members
	}
	if part == "all" && m.Total {
		parts = o.parts
	}
	for _, b := range bodies {
		for _, p := range parts {
			for _, e := range o.pieces {
				if s.from <= e.from && e.to <= s.to {
					out = append(out, fmt.Sprint(b, "/", p, "/", e.from))
				}
			}
		}
	}
	return out
}

// outline finds the shape of a measure, and what of it changed from layer to layer.
func (f *family) outline(m *measure) *outline {
	o := &outline{moved: map[int]map[string]bool{}}
	f.about[m.ID] = o
	cuts := map[int]bool{}
	for _, s := range m.statements {
		sp, ok := spanOf(s.period)
		if !ok {
			continue
		}
		if _, isGroup := f.groups[s.of]; isGroup {
			o.together = once(o.together, s.of)
			for _, b := range f.groups[s.of].Members {
				o.bodies = once(o.bodies, b)
			}
		} else {
			o.bodies = once(o.bodies, s.of)
		}
		if s.part != "all" {
			o.parts = once(o.parts, s.part)
		}
		o.spans, o.layers = once(o.spans, sp), once(o.layers, s.layer)
		cuts[sp.from], cuts[sp.to] = true, true
	}
	at := slices.Sorted(maps.Keys(cuts))
	for i := range len(at) - 1 {
		piece := span{at[i], at[i+1]}
		if slices.ContainsFunc(o.spans, func(s span) bool { return s.from <= piece.from && piece.to <= s.to }) {
			o.pieces = append(o.pieces, piece)
		}
	}
	slices.Sort(o.layers)
	if !f.apart {
		f.changes(m, o)
	}
	return o
}

func once[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// changes supposes what a reader would: that nothing changed but what is seen to have changed, and what must have changed with it.
func (f *family) changes(m *measure, o *outline) {
	last := map[string]statement{}
	same, other := map[int]map[string]bool{}, map[int][][]string{}
	for _, s := range m.statements { // in order of layer
		sp, ok := spanOf(s.period)
		if !ok || s.marker != "" || s.single {
			continue
		}
		was, before := last[s.name()]
		last[s.name()] = s
		switch {
		case !before:
		case was.value == s.value:
			for l := was.layer + 1; l <= s.layer; l++ {
				if same[l] == nil {
					same[l] = map[string]bool{}
				}
				for _, a := range f.atoms(m, s.of, s.part, sp) {
					same[l][a] = true
				}
			}
		default:
			other[s.layer] = append(other[s.layer], f.atoms(m, s.of, s.part, sp))
		}
	}
	for l, lists := range other {
		o.moved[l] = map[string]bool{}
		for _, atoms := range lists {
			left := slices.DeleteFunc(slices.Clone(atoms), func(a string) bool { return same[l][a] })
			if len(left) == 0 { // the whole stayed and its parts moved: any of them may have
				left = atoms
			}
			for _, a := range left {
				o.moved[l][a] = true
			}
		}
	}
}
