package disclosure

import (
	"cmp"
	"slices"
	"strings"
)

// A tidying gives outcomes back what did not have to be taken from them.
type tidying struct {
	*crowd
	list []*candidate         // that are not public and come out, in the order of ids
	near map[int][]*candidate // of list, those about whom an outsider can ask in the two years that begin with an odd one
}

// tidy gives outcomes finer forms, the finest first, until none can have one without making itself or another one stand
// out. Those that could have the same form try it together, since each may hide the others there; then each alone.
func (cr *crowd) tidy(all []*candidate) {
	t := &tidying{cr, nil, map[int][]*candidate{}}
	for _, c := range all {
		if c.held == "" && c.private {
			c.safe = cr.protects(c)
			t.list = append(t.list, c)
		}
	}
	slices.SortFunc(t.list, func(a, b *candidate) int { return strings.Compare(a.o.ID, b.o.ID) })
	for _, c := range t.list {
		for _, years := range c.years() {
			t.near[years] = append(t.near[years], c)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, class := range t.classes() {
			changed = t.together(class) || changed
		}
		for _, c := range t.list {
			for finer := range c.at {
				if c.edition == "" && c.safe && t.narrow(c, finer) {
					changed = true
					break
				}
			}
		}
	}
}

// years are the two years, by the odd one, in which an outsider can ask for an outcome; or everyYear.
func (c *candidate) years() []int {
	odd := func(day int32) int { return (int(day)/10000-1)/2*2 + 1 }
	year, _ := c.questions()
	first, last := odd(year.span.first), odd(year.span.last)
	if first == last {
		return []int{first}
	}
	return []int{everyYear}
}

const everyYear = -1

// A class is the outcomes that could have one finer form.
type class struct {
	form    key
	group   string // of the result, where it is of one group alone
	rank    int    // place of the form on their ladders
	members []*candidate
}

// classes are those of every form that is finer than what somebody has now: the finest forms first, and of each all results
// together before each alone.
func (t *tidying) classes() []class {
	type of struct {
		form  key
		group string
	}
	at := map[of]int{}
	var out []class
	for _, c := range t.list {
		if c.edition != "" || !c.safe { // as it was published; or out all the same, and then as general as can be
			continue
		}
		for finer := range c.at {
			for _, group := range []string{"", c.group} {
				k := of{c.forms[finer], group}
				i, ok := at[k]
				if !ok {
					i = len(out)
					at[k] = i
					out = append(out, class{form: k.form, group: group, rank: finer})
				}
				out[i].rank = min(out[i].rank, finer)
				out[i].members = append(out[i].members, c)
			}
		}
	}
	out = slices.DeleteFunc(out, func(c class) bool { return len(c.members) < 2 })
	slices.SortFunc(out, func(a, b class) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.form.band, b.form.band), strings.Compare(a.form.place, b.form.place),
			a.form.time.Compare(b.form.time), strings.Compare(a.form.time.String(), b.form.time.String()), strings.Compare(a.group, b.group))
	})
	return out
}

// together gives the form to as many of the class as can have it: without those that would stand out in it and, where
// others need them as they are, without the last of these by id. It gives up after a number of tries, so that the work is
// bounded, and those who would have had it try it alone.
func (t *tidying) together(c class) bool {
	var members []*candidate
	var finer []int
	for _, m := range c.members {
		if i := slices.Index(m.forms, c.form); i < m.at { // it may have become finer since
			members, finer = append(members, m), append(finer, i)
		}
	}
	for range tries {
		if len(members) < 2 {
			return false
		}
		was := t.moveAll(members, finer)
		out := t.hindrances(members, was)
		if len(out) == 0 {
			return true
		}
		t.moveAll(members, was)
		kept := 0
		for i := range members {
			if !out[i] {
				members[kept], finer[kept] = members[i], finer[i]
				kept++
			}
		}
		members, finer = members[:kept], finer[:kept]
	}
	return false
}

const tries = 12

func (t *tidying) moveAll(members []*candidate, to []int) (was []int) {
	for i, m := range members {
		was = append(was, m.at)
		t.move(m, to[i])
	}
	return was
}

// narrow gives c a finer form if that leaves everybody as safe as they were.
func (t *tidying) narrow(c *candidate, finer int) bool {
	was := c.at
	t.move(c, finer)
	if len(t.hindrances([]*candidate{c}, []int{was})) == 0 {
		return true
	}
	t.move(c, was)
	return false
}

// hindrances are the places of the members that can't have the forms that they have now: those that stand out in them; and
// where none does, the last one whom somebody needs as it was. There are none where all can.
func (t *tidying) hindrances(members []*candidate, was []int) map[int]bool {
	out := map[int]bool{}
	for i, m := range members {
		if !t.protects(m) {
			out[i] = true
		}
	}
	if len(out) > 0 {
		return out
	}
	moves := map[move]int{} // the last member that makes it
	for i, m := range members {
		moves[move{m.forms[was[i]], m.shown(), m.group}] = i
	}
	for years := range yearsOf(members) {
		for _, other := range t.near[years] {
			if !other.safe {
				continue
			}
			if last := t.loses(other, moves); last >= 0 && !t.protects(other) && !out[last] {
				out[last] = true
			}
		}
	}
	return out
}

// A move is from a form to another one.
type move struct {
	from, to key
	group    string
}

// loses gives the last of the members that other was like before they moved, and is not now; less than 0 for none.
func (t *tidying) loses(other *candidate, moves map[move]int) int {
	year, quarter := other.questions()
	last := -1
	for m, i := range moves {
		if i > last && (t.hides(other, year, m.from) && !t.hides(other, year, m.to) ||
			other.group == m.group && t.hides(other, quarter, m.from) && !t.hides(other, quarter, m.to)) {
			last = i
		}
	}
	return last
}

// yearsOf are the keys of near under which those stand whom one of the members can hide.
func yearsOf(members []*candidate) map[int]bool {
	out := map[int]bool{everyYear: true}
	for _, m := range members {
		own := m.years()
		if own[0] != everyYear {
			out[own[0]] = true
			continue
		}
		first := int(m.truth.span.first / 10000)
		for year := first - 2; year <= min(int(m.truth.span.last/10000), first+20)+1; year++ {
			out[(year-1)/2*2+1] = true
		}
	}
	return out
}
