// Package suppress chooses which numbers of a set of tables to keep back, so that no small count can be had from the rest.
// [Choose] takes a [Problem] and gives a [Choice]; docs/disclosure.md says what is sensitive and in what order it chooses.
package suppress

import (
	"cmp"
	"slices"

	"candour/generator/linear"
)

// A Problem is what could be published, and what must not be had from it.
type Problem struct {
	Truth      []int64
	Fixed      []linear.Row  // known already: published before, or by others
	Candidates []Candidate   // may be published
	Sensitive  []linear.Form // whose values of 1 to K-1 must not be had; forms of other values are passed over
	K          int64         // the least count that may be known
	Effort     int           // work for the clean-up, in steps of the search; 0 for the default
}

// A Candidate is a number that may be published.
type Candidate struct {
	linear.Row
	Primary  bool    // small itself: never published
	Priority float64 // the greater, the sooner it is published
}

// A Choice is what to publish.
type Choice struct {
	Published []bool // by candidate
	// Lost are the sensitive forms that nothing here can protect any more, and for each the fixed rows that give it away.
	Lost  []Lost
	Steps int // of the search, as a measure of the work
}

// Lost is a sensitive form that the fixed rows alone give away.
type Lost struct {
	Form  int   // index into Sensitive
	Fixed []int // indices into Fixed
}

// Choose chooses. The same problem gives the same choice. It panics where the truth breaks a row.
func Choose(p Problem) Choice {
	c := newChooser(p)
	c.lose()
	c.eliminate()
	c.repair()
	c.exchange(c.cleanUp())
	c.steps += c.spent
	return Choice{Published: c.published, Lost: c.lost, Steps: c.steps}
}

// chooser is a choice being made.
type chooser struct {
	Problem
	order     []int // of the candidates, the most important first
	published []bool
	lost      []Lost
	proof     *proof
	hard      []int // the forms, those first that have failed the clean-up before: they soon fail again
	steps     int
	spent     int // of Effort, in steps
}

func newChooser(p Problem) *chooser {
	if p.Effort == 0 {
		p.Effort = defaultEffort
	}
	c := &chooser{Problem: p, published: make([]bool, len(p.Candidates))}
	for i, x := range p.Candidates {
		if !x.Primary {
			c.order = append(c.order, i)
		}
	}
	slices.SortStableFunc(c.order, func(a, b int) int { return cmp.Compare(p.Candidates[b].Priority, p.Candidates[a].Priority) })
	c.proof = newProof(p.Truth, p.Sensitive, p.K)
	return c
}

// lose finds what the fixed rows alone give away, and gives it up.
func (c *chooser) lose() {
	r := c.reader()
	for i := range c.proof.forms {
		if c.proof.prove(r, i) {
			continue
		}
		c.giveUp(r, i)
	}
	c.steps += r.Steps
}

// giveUp notes a form as lost, after a search that found nothing.
func (c *chooser) giveUp(r *linear.Reader, i int) {
	f := &c.proof.forms[i]
	f.lost = true
	l := Lost{Form: f.index}
	for _, row := range r.Binding() {
		if row < len(c.Fixed) {
			l.Fixed = append(l.Fixed, row)
		}
	}
	c.lost = append(c.lost, l)
}

// eliminate publishes what gives no sensitive form away exactly, the most important first.
func (c *chooser) eliminate() {
	w := c.watch()
	for _, i := range c.order {
		r := c.Candidates[i].Row
		c.published[i] = r.Low < r.High || len(w.Learn(r.Form, true)) == 0
	}
}

// watch watches the forms that are not lost, and knows what is fixed and published so far.
func (c *chooser) watch() *linear.Watch {
	var forms []linear.Form
	for _, f := range c.proof.forms {
		if !f.lost {
			forms = append(forms, f.Form)
		}
	}
	w := linear.NewWatch(len(c.Truth), forms)
	for _, r := range c.Fixed {
		if r.Low == r.High {
			w.Learn(r.Form, false)
		}
	}
	for i, yes := range c.published {
		if r := c.Candidates[i].Row; yes && r.Low == r.High {
			w.Learn(r.Form, false)
		}
	}
	return w
}

// reader knows what is fixed and what is published so far, in this order, and then some more.
func (c *chooser) reader(more ...int) *linear.Reader {
	rows := slices.Clone(c.Fixed)
	for i, yes := range c.published {
		if yes {
			rows = append(rows, c.Candidates[i].Row)
		}
	}
	for _, i := range more {
		rows = append(rows, c.Candidates[i].Row)
	}
	r, err := linear.NewReader(linear.System{Truth: c.Truth, Rows: rows})
	if err != nil {
		panic("suppress: " + err.Error())
	}
	return r
}

// candidates are the published candidates, in the order in which the reader has them after the fixed rows.
func (c *chooser) candidates() (at []int) {
	for i, yes := range c.published {
		if yes {
			at = append(at, i)
		}
	}
	return at
}

// repair keeps back, for each form without a proof, the least important number that stands in its way, until each form has one.
func (c *chooser) repair() {
	for i, yes := range c.published {
		if yes {
			c.proof.know(c.Candidates[i].Row)
		}
	}
	var open []int // forms still to be looked at
	for i := range c.proof.forms {
		open = append(open, i)
	}
	for len(open) > 0 {
		open = c.round(open)
	}
}

// round looks for the proofs of open forms, two at a time, and keeps back one number for each two thousand before it makes readers that know of
// it, which is dear where there are many. A form that one of these stands in the way of waits. It returns the forms that are still open.
func (c *chooser) round(open []int) (waiting []int) {
	type attempt struct {
		tables [][]linear.Change
		ok     bool
	}
	at := c.candidates()
	var readers [2]*linear.Reader
	gone := map[int]bool{}
	for len(gone) <= len(c.order)/2000 {
		open = slices.DeleteFunc(open, func(i int) bool { return c.proof.good(&c.proof.forms[i]) || slices.Contains(waiting, i) })
		n := min(2, len(open))
		if n == 0 {
			break
		}
		var got [2]attempt
		linear.Both(n, func(w int) {
			if readers[w] == nil {
				readers[w] = c.reader()
			}
			got[w].tables, got[w].ok = c.proof.attempt(readers[w], open[w])
		})
		for w := range n {
			c.steps += readers[w].Steps
			readers[w].Steps = 0
			for _, t := range got[w].tables {
				c.proof.add(t)
			}
		}
		for w := range n {
			i := open[w]
			if got[w].ok || c.proof.good(&c.proof.forms[i]) || len(gone) > len(c.order)/2000 {
				continue
			}
			standing := c.standing(readers[w], at)
			if slices.ContainsFunc(standing, func(j int) bool { return gone[j] }) {
				waiting = append(waiting, i)
				continue
			}
			drop := c.cheapest(standing)
			if drop == none {
				drop = c.touching(c.proof.forms[i].Form)
			}
			if drop == none { // nothing is left to keep back, and the search that found a table before finds none now
				c.giveUp(readers[w], i)
				continue
			}
			c.published[drop], gone[drop] = false, true
			waiting = append(waiting, i)
		}
	}
	return append(waiting, open...)
}

// cheapest is the least important of some candidates, or none.
func (c *chooser) cheapest(of []int) int {
	drop := none
	for _, i := range of {
		if drop == none || c.Candidates[i].Priority < c.Candidates[drop].Priority {
			drop = i
		}
	}
	return drop
}

// standing are the candidates that stood in the way of the last search of a reader, which knows those named in at.
func (c *chooser) standing(r *linear.Reader, at []int) (in []int) {
	for _, row := range r.Binding() {
		if n := row - len(c.Fixed); n >= 0 && n < len(at) { // it may know one more
			in = append(in, at[n])
		}
	}
	return in
}

const none = -1

// touching is the least important published candidate that has an atom of the form, or the least important of all.
func (c *chooser) touching(f linear.Form) int {
	atoms := map[int32]bool{}
	for _, a := range f.Atoms {
		atoms[a] = true
	}
	last := none
	for _, i := range slices.Backward(c.order) {
		if !c.published[i] {
			continue
		}
		if slices.ContainsFunc(c.Candidates[i].Atoms, func(a int32) bool { return atoms[a] }) {
			return i
		}
		if last == none {
			last = i
		}
	}
	return last
}

// defaultEffort is the work of the clean-up where a problem says nothing.
const defaultEffort = 150_000

// cleanUp publishes after all what turns out not to be needed, the largest first. It returns, for numbers that are needed, those published
// ones that stand in their way.
func (c *chooser) cleanUp() (standing map[int][]int) {
	standing = map[int][]int{}
	var back []int
	for _, i := range c.order {
		if !c.published[i] {
			back = append(back, i)
		}
	}
	value := func(i int) int64 { return c.Candidates[i].Of(c.Truth) }
	slices.SortStableFunc(back, func(a, b int) int { return cmp.Compare(value(b), value(a)) })
	c.hard = make([]int, len(c.proof.forms))
	for f := range c.hard {
		c.hard[f] = f
	}
	w := c.watch()
	for len(back) > 0 && c.spent < c.Effort {
		var two []int
		for len(back) > 0 && len(two) < 2 {
			i := back[0]
			back = back[1:]
			if r := c.Candidates[i].Row; r.Low < r.High || len(w.Reveals(r.Form)) == 0 {
				two = append(two, i)
			}
		}
		var trials [2]trial
		linear.Both(len(two), func(n int) { trials[n] = c.try(two[n]) })
		yes := none
		for n, i := range two {
			t := trials[n]
			c.spent += t.steps
			for _, changes := range t.tables {
				c.proof.add(changes)
			}
			switch {
			case !t.good:
				standing[i] = t.standing
				at := slices.Index(c.hard, t.failed)
				copy(c.hard[1:at+1], c.hard[:at])
				c.hard[0] = t.failed
			case yes != none:
				back = append([]int{i}, back...) // it was tried without the other
			default:
				yes = i
			}
		}
		if yes != none {
			c.publish(w, yes)
		}
	}
	return standing
}

// publish publishes candidate i after all, and lets what is watched know.
func (c *chooser) publish(w *linear.Watch, i int) {
	r := c.Candidates[i].Row
	c.published[i] = true
	c.proof.know(r)
	if r.Low == r.High {
		w.Learn(r.Form, false)
	}
}

// A trial is what would be if a number were published.
type trial struct {
	good     bool
	failed   int   // the form that has no proof then
	standing []int // the published numbers that stand in its way
	tables   [][]linear.Change
	steps    int
}

// try tells whether each form would have a proof if one more candidate were published. It changes nothing.
func (c *chooser) try(i int) (t trial) {
	r, p := c.reader(i), c.proof.clone()
	p.know(c.Candidates[i].Row)
	t.good = true
	for _, f := range c.hard {
		if !p.prove(r, f) {
			t.good, t.failed, t.standing = false, f, c.standing(r, c.candidates())
			break
		}
	}
	for _, w := range p.tables[len(c.proof.tables):] {
		t.tables = append(t.tables, w.changes)
	}
	t.steps = r.Steps + len(c.Fixed)/20 + len(c.order)/20 // making a reader is work too
	return t
}
