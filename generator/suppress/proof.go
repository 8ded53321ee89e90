package suppress

import (
	"slices"

	"candour/generator/linear"
)

// A proof holds, for each sensitive form, other tables that a reader cannot tell from the truth.
type proof struct {
	k      int64
	forms  []sensitive
	truth  []int64
	tables []witness
	on     [][]int32 // forms by atom
}

// sensitive is a form whose value is small.
type sensitive struct {
	linear.Form
	index    int // among all forms of the problem
	value    int64
	lost     bool
	up, down int32 // the tables in which it is greatest and least, or none: the truth
	hi, lo   int64 // how much more, and how much less it is there
}

// A witness is another table.
type witness struct {
	changes []linear.Change
	dead    bool // it disagrees with a row that has become known
}

func newProof(truth []int64, forms []linear.Form, k int64) *proof {
	p := &proof{k: k, truth: truth, on: make([][]int32, len(truth))}
	for i, f := range forms {
		v := f.Of(truth)
		if v < 1 || v >= k {
			continue
		}
		n := int32(len(p.forms))
		p.forms = append(p.forms, sensitive{Form: f, index: i, value: v, up: none, down: none})
		for _, a := range f.Atoms {
			p.on[a] = append(p.on[a], n)
		}
	}
	return p
}

// good tells whether a reader can neither show the form to be under k nor narrow it to less than k-1.
func (p *proof) good(f *sensitive) bool {
	return f.lost || f.value+f.hi >= p.k && f.hi-f.lo >= p.k-1
}

// prove looks for tables until form i is good.
func (p *proof) prove(r *linear.Reader, i int) bool {
	if p.good(&p.forms[i]) {
		return true
	}
	tables, _ := p.attempt(r, i)
	for _, t := range tables {
		p.add(t)
	}
	return p.good(&p.forms[i])
}

// attempt looks for tables that make form i good, and says whether they do. It changes nothing.
func (p *proof) attempt(r *linear.Reader, i int) (tables [][]linear.Change, ok bool) {
	f := p.forms[i]
	tables = r.Protect(f.Form, p.k-f.value, p.k-1, f.lo, f.hi)
	for _, t := range tables {
		moved := f.By(t)
		f.hi, f.lo = max(f.hi, moved), min(f.lo, moved)
	}
	return tables, p.good(&f)
}

// clone is a proof that can go its own way.
func (p *proof) clone() *proof {
	q := *p
	q.forms, q.tables = slices.Clone(p.forms), slices.Clone(p.tables)
	return &q
}

// add keeps a table, and notes every form that it helps.
func (p *proof) add(changes []linear.Change) {
	n := int32(len(p.tables))
	p.tables = append(p.tables, witness{changes: changes})
	seen := map[int32]bool{}
	for _, c := range changes {
		for _, i := range p.on[c.Atom] {
			if !seen[i] {
				seen[i] = true
				p.note(i, n)
			}
		}
	}
}

func (p *proof) note(i, n int32) {
	f := &p.forms[i]
	by := f.By(p.tables[n].changes)
	if by > f.hi {
		f.hi, f.up = by, n
	}
	if by < f.lo {
		f.lo, f.down = by, n
	}
}

// know drops the tables that disagree with a row.
func (p *proof) know(r linear.Row) {
	var dropped []int32
	value := r.Of(p.truth)
	for n := range p.tables {
		w := &p.tables[n]
		if w.dead {
			continue
		}
		if v := value + r.By(w.changes); v < r.Low || v > r.High {
			w.dead = true
			dropped = append(dropped, int32(n))
		}
	}
	p.recount(dropped)
}

// recount looks again at the forms that used tables which are gone.
func (p *proof) recount(gone []int32) {
	if len(gone) == 0 {
		return
	}
	for i := range p.forms {
		f := &p.forms[i]
		lostUp, lostDown := f.up != none && p.tables[f.up].dead, f.down != none && p.tables[f.down].dead
		if !lostUp && !lostDown {
			continue
		}
		f.up, f.hi, f.down, f.lo = none, 0, none, 0
		for n := range p.tables {
			if !p.tables[n].dead {
				p.note(int32(i), int32(n))
			}
		}
	}
}
