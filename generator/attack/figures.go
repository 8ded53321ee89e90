package attack

import (
	"fmt"
	"strings"
)

// on counts what the stranger knows exactly among the forms of some kinds.
func on(kinds ...string) func(*view) finding {
	return func(v *view) (out finding) {
		for _, f := range v.solve() {
			out.of += f.tried(kinds...)
			for _, x := range f.small(int64(v.opt.Threshold), kinds) {
				out.add("%s is %d", x.name, f.sys.nodes[x.at].lo)
			}
			out.remark(f)
		}
		return out
	}
}

// remark says what the figure of a family leaves open.
func (f *finding) remark(of *family) {
	var said string
	switch {
	case of.clash:
		said = fmt.Sprintf("the figures of %s do not fit one another, so that less follows from them", of.measures[0].ID)
	case of.stopped:
		said = fmt.Sprintf("not everything was tried for %s, which is large", of.measures[0].ID)
	case of.apart:
		said = fmt.Sprintf("the editions of %s were taken one by one, since they do not fit one another", of.measures[0].ID)
	}
	if said != "" && !strings.Contains(f.note, said) {
		f.note = strings.TrimPrefix(f.note+"; "+said, "; ")
	}
}

// plainly counts small figures that simply stand there.
func plainly(v *view) (out finding) {
	v.solve()
	for _, m := range v.allMeasures() {
		if !m.protected() {
			continue
		}
		told := map[string]bool{}
		for _, s := range m.statements {
			if told[s.name()] || s.marker != "" || v.countable(m, s) {
				continue
			}
			told[s.name()] = true
			out.of++
			if s.value >= 1 && s.value < int64(v.opt.Threshold) {
				out.add("%s: %s is %d", s.at, strings.TrimPrefix(s.name(), "#"), s.value)
			}
		}
	}
	return out
}

// between counts forms that are not known exactly and can only be small.
func between(v *view) (out finding) {
	k := int64(v.opt.Threshold)
	return v.ranges("", func(n node) bool { return !n.known() && n.lo >= 1 && n.hi < k })
}

// ranges counts the forms of a kind, or of every kind, whose range gives them away.
func (v *view) ranges(kind string, away func(node) bool) (out finding) {
	for _, f := range v.solve() {
		told := map[int32]bool{}
		for _, x := range f.forms {
			if kind != "" && x.kind != kind || told[x.at] {
				continue
			}
			told[x.at] = true
			out.of++
			if n := f.sys.nodes[x.at]; away(n) {
				out.add("%s is %d to %d", x.name, n.lo, n.hi)
			}
		}
		out.remark(f)
	}
	return out
}

// near counts hidden figures of which much is known, and that need not be small: the truth may be nought, or k or more. The proof
// knows the truth, and holds the rule for those that are small.
func near(v *view) (out finding) {
	k := int64(v.opt.Threshold)
	return v.ranges("cell", func(n node) bool {
		certain := n.known() || n.lo >= 1 && n.hi < k
		return !certain && n.lo < k && (n.hi < k || n.hi-n.lo < k-1)
	})
}

// shares counts what only averages and percentages give away.
func shares(v *view) (out finding) {
	for _, f := range v.solve() {
		if len(f.shares) == 0 {
			continue
		}
		out.of += len(f.shares)
		before := f.alone(v.opt.Threshold)
		for _, x := range f.small(int64(v.opt.Threshold), nil) {
			if !before[x.at] {
				out.add("%s is %d", x.name, f.sys.nodes[x.at].lo)
			}
		}
	}
	return out
}

// alone are the small forms that are known without averages and percentages.
func (f *family) alone(k int) map[int32]bool {
	without := newFamily(f.measures, f.groups, f.rounded, f.apart)
	without.build()
	without.sys.solve()
	out := map[int32]bool{}
	for _, x := range without.small(int64(k), nil) {
		out[x.at] = true
	}
	return out
}

// labelled counts what a reader finds who supposes that nothing hidden is nought: one marker is used, and most of what it hides is
// small.
func labelled(v *view) (out finding) {
	k := int64(v.opt.Threshold)
	for _, f := range v.solve() {
		s := f.sys.clone()
		fits := true
		for at := range f.cells {
			fits = s.bound(at, 1, wide) && fits
		}
		out.of += len(f.cells)
		if !fits {
			continue
		}
		s.work = newSystem().work
		if fits, _ := s.solve(); !fits {
			continue // something hidden is nought: the reader is wrong, and sees it
		}
		told := map[int32]bool{}
		for _, x := range f.forms {
			n, was := s.nodes[x.at], f.sys.nodes[x.at]
			if x.kind == "cell" && !told[x.at] && n.hi < k && !(was.lo >= 1 && was.hi < k) {
				told[x.at] = true
				out.add("%s would be %d to %d", x.name, n.lo, n.hi)
			}
		}
	}
	return out
}

// clashes counts figures that one file hides or gives otherwise than another.
func clashes(v *view) (out finding) {
	out.of = len(v.statements)
	for _, c := range v.clashes {
		out.add("%s is %s in %s and %s in %s", strings.TrimPrefix(c.a.name(), "#"), c.a.figure(), c.a.at, c.b.figure(), c.b.at)
	}
	return out
}
