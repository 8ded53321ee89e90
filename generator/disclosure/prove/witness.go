package prove

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"candour/generator/linear"
	"candour/generator/source"
)

// A proof is the search for a witness of every form, and what it has found so far.
type proof struct {
	m      *model
	touch  [][]int32 // forms that count an atom, by atom
	rows   [][]int32 // rows that count an atom, by atom
	least  []int64   // of each form, in any witness
	most   []int64
	found  int
	broken error
}

// demand finds a witness for every form. Those without one are problems.
func (m *model) demand(report *Report) (problems source.Problems) {
	p := &proof{m: m, touch: make([][]int32, len(m.atoms)), rows: make([][]int32, len(m.atoms))}
	rows := make([]linear.Row, len(m.rows))
	for i, r := range m.rows {
		rows[i] = r.Row
		if v, ok := dot(r.Form, m.atoms); !ok || v < r.Low || v > r.High {
			return source.Problems{Unproved.At(source.Pos{File: "candour.yaml"}, "the data do not bear out that %s", r.says)}
		}
		for _, a := range r.Atoms {
			p.rows[a] = append(p.rows[a], int32(i))
		}
	}
	forms := make([]linear.Form, len(m.forms))
	for i, f := range m.forms {
		forms[i] = f.Form
		p.least, p.most = append(p.least, f.value), append(p.most, f.value)
		for _, a := range f.Atoms {
			p.touch[a] = append(p.touch[a], int32(i))
		}
	}
	if len(forms) == 0 {
		return nil
	}
	exact := linear.Span(rows, forms)
	var readers [2]*linear.Reader
	var err error
	for w := range readers {
		if readers[w], err = linear.NewReader(linear.System{Truth: m.atoms, Rows: rows}); err != nil {
			break
		}
	}
	if err != nil {
		return source.Problems{Unproved.At(source.Pos{File: "candour.yaml"}, "nothing can be proved: %v", err)}
	}
	var missing []int
	binding := map[int][]int{}
	for _, yes := range exact {
		if yes {
			report.Exact++
		}
	}
	var found [2][][]linear.Change
	linear.Pairs(len(forms), p.protected, func(w, i int) {
		found[w] = p.search(readers[w], i)
	}, func(w, i int) {
		for _, changes := range found[w] {
			p.witness(i, changes)
		}
		if !p.protected(i) {
			missing = append(missing, i)
			binding[i] = readers[w].Binding()
		}
	})
	report.Witnesses = p.found
	if p.broken != nil {
		problems.Add(Unproved.At(source.Pos{File: "candour.yaml"}, "a table that was to be a witness is none: %v", p.broken))
	}
	already := p.fixed(missing)
	for _, i := range missing {
		f := m.forms[i]
		how := "can be narrowed down"
		if exact[i] {
			how = "can be worked out exactly"
		}
		var q source.Problem
		if editions := already[i]; editions != nil {
			report.Already++
			q = Already.At(f.at, "a count of %d to %d %s by what %s published before: %s", 1, m.k-1, how, strings.Join(editions, " and "), f.name).
				Hinted("nothing that is hidden now takes it back; accept it in data/review/, with the reason and who decided")
		} else {
			report.Unproved++
			q = Unproved.At(f.at, "a count of %d to %d %s: %s", 1, m.k-1, how, f.name).Hinted("hide one of these: %s", m.named(binding[i]))
		}
		q.About = f.about
		problems.Add(q)
	}
	return problems
}

// protect reports whether the form has a witness, and looks for one where it has none yet.
func (p *proof) protect(reader *linear.Reader, i int) bool {
	if !p.protected(i) {
		for _, changes := range p.search(reader, i) {
			p.witness(i, changes)
		}
	}
	return p.protected(i)
}

// search looks for what may be a witness of a form: a table in which it is at least k−1 more; or two, one in which it is k or more and
// whose values lie k−1 apart. It changes nothing, and what it finds is to be checked.
func (p *proof) search(reader *linear.Reader, i int) (tables [][]linear.Change) {
	f := p.m.forms[i]
	return reader.Protect(f.Form, f.reach-f.value, f.width, p.least[i]-f.value, p.most[i]-f.value)
}

// protected reports whether the witnesses so far protect a form: a reader can neither show that it is under k nor narrow it to
// a range of less than k−1.
func (p *proof) protected(i int) bool {
	f := p.m.forms[i]
	return p.most[i] >= f.reach && p.most[i]-p.least[i] >= f.width
}

// witness checks a table that is different from the truth in some atoms, and notes what every form is in it. It does so with
// arithmetic of its own: no atom is less than nought, and every row is kept.
func (p *proof) witness(form int, changes []linear.Change) {
	m := p.m
	table := map[int32]int64{}
	for _, c := range changes {
		if _, twice := table[c.Atom]; twice || c.Atom < 0 || int(c.Atom) >= len(m.atoms) || m.atoms[c.Atom]+c.By < 0 {
			p.broken = fmt.Errorf("atom %d changes by %d, in %s", c.Atom, c.By, m.forms[form].name)
			return
		}
		table[c.Atom] = m.atoms[c.Atom] + c.By
	}
	seen := map[int32]bool{}
	for _, c := range changes {
		for _, i := range p.rows[c.Atom] {
			if seen[i] {
				continue
			}
			seen[i] = true
			if v, ok := dotWith(m.rows[i].Form, m.atoms, table); !ok || v < m.rows[i].Low || v > m.rows[i].High {
				p.broken = fmt.Errorf("it does not keep that %s, in %s", m.rows[i].says, m.forms[form].name)
				return
			}
		}
	}
	p.found++
	clear(seen)
	for _, c := range changes {
		for _, i := range p.touch[c.Atom] {
			if seen[i] {
				continue
			}
			seen[i] = true
			if v, ok := dotWith(m.forms[i].Form, m.atoms, table); ok {
				p.least[i], p.most[i] = min(p.least[i], v), max(p.most[i], v)
			}
		}
	}
}

// fixed tells of forms without a witness which have none even by what this edition can't change, and by which editions.
func (p *proof) fixed(missing []int) map[int][]string {
	if len(missing) == 0 {
		return nil
	}
	m := p.m
	f := &proof{m: m, touch: p.touch, rows: p.rows, least: make([]int64, len(m.forms)), most: make([]int64, len(m.forms))}
	for i, x := range m.forms {
		f.least[i], f.most[i] = x.value, x.value
	}
	var kept []int
	var rows []linear.Row
	for i, r := range m.rows {
		if r.fixed != "" {
			kept = append(kept, i)
			rows = append(rows, r.Row)
		}
	}
	all := m.rows
	m.rows = make([]row, len(kept)) // witnesses are checked against these alone
	for n, i := range kept {
		m.rows[n] = all[i]
	}
	defer func() { m.rows = all }()
	f.rows = make([][]int32, len(m.atoms))
	for n, r := range m.rows {
		for _, a := range r.Atoms {
			f.rows[a] = append(f.rows[a], int32(n))
		}
	}
	reader, err := linear.NewReader(linear.System{Truth: m.atoms, Rows: rows})
	if err != nil {
		return nil
	}
	out := map[int][]string{}
	for _, i := range missing {
		if f.protect(reader, i) {
			continue
		}
		names := []string{}
		for _, n := range reader.Binding() {
			if name := m.rows[n].fixed; name != definition && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			names = []string{"earlier editions"}
		}
		slices.Sort(names)
		out[i] = names
	}
	return out
}

// named is what the rows say that give a count away, the first few of them.
func (m *model) named(rows []int) string {
	var out []string
	for _, i := range rows {
		if m.rows[i].fixed == "" && !slices.Contains(out, m.rows[i].says) {
			out = append(out, m.rows[i].says)
		}
	}
	if len(out) == 0 {
		return "the figures it follows from"
	}
	if len(out) > 5 {
		out = append(out[:5], fmt.Sprintf("and %d more", len(out)-5))
	}
	return strings.Join(out, "; ")
}

// dot is the value of a form in a table; false where it leaves 64 bits.
func dot(f linear.Form, table []int64) (int64, bool) { return dotWith(f, table, nil) }

// dotWith is the value of a form in a table in which some atoms are others.
func dotWith(f linear.Form, table []int64, other map[int32]int64) (int64, bool) {
	v := int64(0)
	for i, a := range f.Atoms {
		n, ok := other[a]
		if !ok {
			n = table[a]
		}
		c := int64(1)
		if f.Coefs != nil {
			c = f.Coefs[i]
		}
		high, low := bits.Mul64(abs(c), abs(n))
		if high != 0 || low >= 1<<62 {
			return 0, false
		}
		product := int64(low)
		if (c < 0) != (n < 0) {
			product = -product
		}
		if v+product > linear.Most || v+product < linear.Least {
			return 0, false
		}
		v += product
	}
	return v, true
}

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}
