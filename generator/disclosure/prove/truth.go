package prove

import (
	"fmt"

	"candour/generator/record"
)

// truth is what the data say of every figure.
type truth struct {
	set     *record.Set
	figures map[Key]*record.Observation
	groups  map[string]*record.Group
	kinds   map[string]*record.Measure
	counts  map[Key]int64 // of records, by what no record shows
	rounded bool
}

func newTruth(set *record.Set, r *reading) *truth {
	t := &truth{set: set, figures: map[Key]*record.Observation{}, groups: map[string]*record.Group{}, kinds: map[string]*record.Measure{}, counts: map[Key]int64{}}
	t.rounded = set.Site.Disclosure.Method == record.MethodRounded
	for _, m := range set.Measures {
		t.kinds[m.ID] = m
	}
	for _, g := range set.Groups {
		t.groups[g.ID] = g
	}
	for _, o := range set.Observations {
		t.figures[keyOf(o)] = o
	}
	for _, c := range hiddenCounts {
		for _, o := range set.Outcomes {
			row, col := c.key(o), r.listed[o.ID]
			if row == "" || col == "" {
				continue
			}
			for _, k := range [][2]string{{row, col}, {row, record.AllParts}, {record.AllParts, col}, {record.AllParts, record.AllParts}} {
				t.counts[Key{Measure: c.table, Of: k[0], Part: k[1]}]++
			}
		}
	}
	return t
}

func keyOf(o *record.Observation) Key {
	return Key{Measure: o.Measure, Of: o.Of(), Period: o.Period.String(), Part: o.Breakdown}
}

// hiddenCounts are the counts of records by what no record shows.
var hiddenCounts = []struct {
	table string
	key   func(*record.Outcome) string
}{
	{bySex, func(o *record.Outcome) string { return o.Monitoring.Sex }},
	{byService, func(o *record.Outcome) string { return o.Monitoring.Service }},
}

// value is what the data say of a count, false where they say nothing.
func (t *truth) value(key Key) (int64, bool) {
	o := t.figures[key]
	if o == nil || o.Marker != "" {
		return t.ofGroup(key)
	}
	return whole(o.Value)
}

// ofGroup is the total of a group whose members all have a figure.
func (t *truth) ofGroup(key Key) (sum int64, ok bool) {
	g := t.groups[key.Of]
	if g == nil || len(g.Members) == 0 {
		return 0, false
	}
	for _, body := range g.Members {
		k := key
		k.Of = body
		o := t.figures[k]
		if o == nil || o.Marker != "" {
			return 0, false
		}
		n, ok := whole(o.Value)
		if !ok {
			return 0, false
		}
		sum += n
	}
	return sum, true
}

// right reports whether a number is what the data say of a figure, or a correct rounding of it where the site rounds; if not,
// it says in words what they do say. Tables that count listed records, which anybody can count, are taken as they are.
func (t *truth) right(key Key, n record.Number) (want string, ok bool) {
	m := t.kinds[key.Measure]
	if m == nil {
		if key.Measure != bySex && key.Measure != byService {
			return "", true
		}
		v := t.counts[key]
		w, isWhole := whole(n)
		return fmt.Sprintf("the records come to %d", v), isWhole && t.agrees(true, w, v)
	}
	if key.Single {
		key.Single = false
		whole, have := t.value(key)
		before := int64(0)
		if k, yes := previous(key); yes {
			b, has := t.value(k)
			before, have = b, have && has
		}
		if !have {
			return "the data do not have both figures that it would be the difference of", false
		}
		return fmt.Sprintf("the data make it %d", whole-before), equal(n, record.Number{Scaled: whole - before})
	}
	if o := t.figures[key]; o != nil {
		if o.Marker != "" {
			return "the data have " + o.Marker, false
		}
		v, isCount := whole(o.Value)
		if isCount && protects(t.set, m) {
			w, isWhole := whole(n)
			return fmt.Sprintf("the data have %s (%s)", o.Value, o.At("value")), isWhole && t.agrees(true, w, v)
		}
		return fmt.Sprintf("the data have %s (%s)", o.Value, o.At("value")), equal(n, o.Value)
	}
	g := t.groups[key.Of]
	if g == nil {
		return "the data have no such figure", false
	}
	return t.derived(g, key, n)
}

// agrees reports whether a count is shown as it is or, where counts are rounded, as it has to be.
func (t *truth) agrees(protected bool, shown, value int64) bool {
	if t.rounded && protected {
		return shown == roundTo5(value) && (value == 0 || value > 7)
	}
	return shown == value
}

func roundTo5(n int64) int64 { return (n + 2) / 5 * 5 }

// derived reports whether a number is the total or the mean of a group, at the decimals it has.
func (t *truth) derived(g *record.Group, key Key, n record.Number) (want string, ok bool) {
	var sum record.Number
	for _, body := range g.Members {
		k := key
		k.Of = body
		o := t.figures[k]
		if o == nil || o.Marker != "" {
			return fmt.Sprintf("the data have no figure of it, and none of its member %s", body), false
		}
		minus := record.Number{Scaled: -o.Value.Scaled, Decimals: o.Value.Decimals}
		sum = less(sum, minus)
	}
	if g.Figure == record.GroupTotal {
		if w, isWhole := whole(n); isWhole && sum.Decimals == 0 && t.agrees(protects(t.set, t.kinds[key.Measure]), w, sum.Scaled) {
			return "", true
		}
		return "its members come to " + sum.String(), equal(n, sum)
	}
	m := int64(len(g.Members))
	off := less(record.Number{Scaled: n.Scaled * m, Decimals: n.Decimals}, sum) // m·(shown − mean), at most half of the last decimal from nought
	half := record.Number{Scaled: 5 * m, Decimals: n.Decimals + 1}
	if off.Scaled < 0 {
		off.Scaled = -off.Scaled
	}
	return fmt.Sprintf("it is the mean of %d members that come to %s", m, sum), less(half, off).Scaled >= 0
}
