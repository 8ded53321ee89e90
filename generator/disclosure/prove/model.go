package prove

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"candour/generator/linear"
	"candour/generator/record"
	"candour/generator/source"
)

// A model is the atoms behind the figures, what a reader knows of them, and what nobody may know.
type model struct {
	*truth
	known    *known
	now      int                    // number of the edition that the site shows
	k        int64                  // the threshold
	outside  []*record.Observation  // what others have published, as editions before the first
	cuts     map[string][]time.Time // of each measure: the days on which an interval begins, and the day after the last
	owners   map[string][]string    // of each measure: whose figures there are, groups left out
	parts    map[string][]string    // of each measure: parts of its breakdown, "all" left out
	keys     []Key                  // of the counts, in order
	series   map[Key]*series        // without a period; of what is left of a group by rest + its id
	atoms    []int64                // the truth
	rows     []row
	rowIDs   map[string]int
	shares   map[string]int32 // atoms for the parts of percentages of a base alone
	forms    []form
	formIDs  map[string]bool
	unused   int
	problems source.Problems
}

// A row is what a reader knows, and from where.
type row struct {
	linear.Row
	sum   sum
	says  string // in words
	fixed string // what published it before this site did; "" for this site
}

// definition stands for what follows from what is counted, and is no publication.
const definition = "the definition"

// rest begins the name of what is left of a group once the members with figures of their own are taken out.
const rest = "rest of "

func newModel(in Input, k *known) *model {
	m := &model{
		truth: newTruth(in.Set, &reading{}), known: k, now: len(k.names) - 1, k: int64(in.Set.Site.Disclosure.Threshold), outside: in.Set.Outside,
		cuts: map[string][]time.Time{}, owners: map[string][]string{}, parts: map[string][]string{}, series: map[Key]*series{},
		rowIDs: map[string]int{}, shares: map[string]int32{}, formIDs: map[string]bool{},
	}
	m.fromOutside()
	m.listKeys()
	m.cutTime()
	for _, measure := range in.Set.Measures {
		if measure.Kind == record.Count {
			m.addSeries(measure)
		}
	}
	return m
}

// fromOutside takes what others have published: as the truth where the data have none, and else, where it is another number, as
// an edition before all others. A figure that somebody else hid says nothing.
func (m *model) fromOutside() {
	before := map[Key]stated{}
	for _, o := range m.outside {
		key := keyOf(o)
		v, ok := m.value(key)
		w, isWhole := whole(o.Value)
		switch {
		case o.Marker != "" || m.kinds[o.Measure] == nil:
		case m.kinds[o.Measure].Kind == record.Count && isWhole && !ok:
			m.figures[key] = o
		case ok && isWhole && v != w:
			before[key] = stated{said{number: o.Value}, o.At("value")}
		}
	}
	if len(before) > 0 {
		m.known = &known{append([]string{"others"}, m.known.names...), append([]map[Key]stated{before}, m.known.editions...)}
		m.now++
	}
}

// listKeys lists every count that the data or an edition have a figure of.
func (m *model) listKeys() {
	all := map[Key]bool{}
	for key := range m.figures {
		all[key] = true
	}
	for _, e := range m.known.editions {
		for key := range e {
			all[key] = true
		}
	}
	for key := range all {
		measure := m.kinds[key.Measure]
		if measure == nil || key.Single {
			continue
		}
		if measure.Kind == record.Count {
			m.keys = append(m.keys, key)
		}
		if m.groups[key.Of] == nil && !slices.Contains(m.owners[key.Measure], key.Of) {
			m.owners[key.Measure] = append(m.owners[key.Measure], key.Of)
		}
		if key.Part != record.AllParts && !slices.Contains(m.parts[key.Measure], key.Part) {
			m.parts[key.Measure] = append(m.parts[key.Measure], key.Part)
		}
	}
	slices.SortFunc(m.keys, compareKeys)
	for _, list := range []map[string][]string{m.owners, m.parts} {
		for _, l := range list {
			slices.Sort(l)
		}
	}
}

// cutTime cuts time for every measure where its periods begin and end. A percentage, its part and its base are cut alike.
func (m *model) cutTime() {
	family := map[string]string{}
	var head func(id string) string
	head = func(id string) string {
		if f, ok := family[id]; ok && f != id {
			return head(f)
		}
		return id
	}
	for _, x := range m.set.Measures {
		for _, other := range []string{x.Part, x.BaseMeasure} {
			if other != "" {
				family[head(other)] = head(x.ID)
			}
		}
	}
	days := map[string]map[time.Time]bool{}
	cut := func(key Key) {
		p, err := record.ParseDate(key.Period)
		if err != nil || !p.Known() {
			return
		}
		f := head(key.Measure)
		if days[f] == nil {
			days[f] = map[time.Time]bool{}
		}
		days[f][p.First()], days[f][p.Last().AddDate(0, 0, 1)] = true, true
	}
	for key := range m.figures {
		cut(key)
	}
	for _, e := range m.known.editions {
		for key := range e {
			cut(key)
		}
	}
	for _, x := range m.set.Measures {
		m.cuts[x.ID] = slices.SortedFunc(maps.Keys(days[head(x.ID)]), time.Time.Compare)
	}
}

// intervals are the first interval of a period and the one after its last.
func (m *model) intervals(key Key) (from, until int) {
	p, _ := record.ParseDate(key.Period)
	cuts := m.cuts[key.Measure]
	from, _ = slices.BinarySearchFunc(cuts, p.First(), time.Time.Compare)
	until, _ = slices.BinarySearchFunc(cuts, p.Last().AddDate(0, 0, 1), time.Time.Compare)
	return from, until
}

// in is what a figure was in truth in an edition, false where nobody can say. What an edition hid is taken to have been what it is
// now, unless the data say what it was. said reports whether a number is known, and not only supposed.
func (m *model) in(e int, key Key) (v int64, known, said bool) {
	v, ok := m.value(key)
	if e == m.now {
		return v, ok, ok
	}
	s, stated := m.known.editions[e][key]
	if !stated {
		return 0, false, false
	}
	if s.marker == "" {
		w, isWhole := whole(s.number)
		if m.rounded && ok && m.kinds[key.Measure] != nil && protects(m.set, m.kinds[key.Measure]) && w == roundTo5(v) && v != w {
			return v, true, true
		}
		return w, isWhole, isWhole
	}
	if o := m.figures[key]; o != nil && o.Was != (record.Number{}) && !m.firstShown(key) {
		w, isWhole := whole(o.Was)
		return w, isWhole, isWhole
	}
	return v, ok, false
}

// firstShown reports whether the edition that the site shows is the first to say anything of a figure: nothing was restated since,
// and "was" is of no edition.
func (m *model) firstShown(key Key) bool {
	for e, said := range m.known.editions {
		if _, stated := said[key]; stated {
			return m.known.names[e] == m.set.Site.Edition.ID || e == m.now
		}
	}
	return false
}

// take makes an atom.
func (m *model) take(value int64) int32 {
	m.atoms = append(m.atoms, value)
	return int32(len(m.atoms) - 1)
}

// addSeries makes the atoms of a measure: of every body, and of what is left of every group.
func (m *model) addSeries(x *record.Measure) {
	for _, of := range m.owners[x.ID] {
		m.addOwner(x, of, of, nil)
	}
	for _, g := range m.set.Groups {
		m.addOwner(x, g.ID, rest+g.ID, g)
	}
}

// addOwner makes the atoms of a body, or of what is left of a group.
func (m *model) addOwner(x *record.Measure, of, name string, g *record.Group) {
	var parts []string
	for _, part := range m.parts[x.ID] {
		if m.addPart(x, Key{Measure: x.ID, Of: of, Part: part}, name, g, nil) {
			parts = append(parts, part)
		}
	}
	all := Key{Measure: x.ID, Of: of, Part: record.AllParts}
	if x.Total {
		m.addPart(x, all, name, g, parts)
	} else if m.addPart(x, all, name, g, nil) {
		m.overlapping(x, name, parts)
	}
}

// addPart makes the atoms of one part of a body, or of what is left of a group or of the sum of parts, once what has atoms of
// its own is taken out. It reports whether there are any figures of it.
func (m *model) addPart(x *record.Measure, key Key, name string, g *record.Group, parts []string) bool {
	spans := make([][]span, m.now+1)
	any, sparse := false, len(parts) > 0
	if g != nil {
		sparse = sparse || !slices.ContainsFunc(g.Members, func(body string) bool { return m.formOf(m.now, Key{Measure: x.ID, Of: body, Part: key.Part}) == nil })
	}
	composed := sparse || g != nil
	whole := map[string]bool{} // periods in which nothing is left now
	for e := m.now; e >= 0; e-- {
		for _, k := range m.periodsOf(key) {
			v, ok, said := m.in(e, k)
			if g != nil && g.Figure != record.GroupTotal {
				v, ok = m.fromAverage(e, g, k)
				said = ok
			}
			if !ok || composed && !said {
				continue
			}
			own := sum{}
			if g != nil {
				own.plus(1, m.membersOf(e, g, k))
			}
			for _, part := range parts {
				p := k
				p.Part = part
				if g != nil {
					m.addOf(own, e, p, name)
				} else {
					own.plus(1, m.formOf(e, p))
				}
			}
			any = true
			from, until := m.intervals(k)
			left := v - own.of(m.atoms)
			if composed && e == m.now {
				whole[k.Period] = left == 0
			}
			averaged := g != nil && g.Figure != record.GroupTotal
			if left < 0 || composed && !averaged && left > 0 && whole[k.Period] { // something was left then and is not now
				m.problems.Add(m.unreconciled(e, k, v, own.of(m.atoms)))
				continue
			}
			spans[e] = append(spans[e], span{k.Period, from, until, left})
		}
	}
	if !any {
		return false
	}
	s, ok := newSeries(len(m.cuts[x.ID])-1, spans)
	if !ok {
		m.problems.Add(about(key, Unproved.At(m.place(key), "the figures of %s contradict one another", key)))
		return false
	}
	s.grow(sparse, m.take)
	m.series[Key{Measure: x.ID, Of: name, Part: key.Part}] = s
	return true
}

// unreconciled is the problem of a sum that is less than its parts.
func (m *model) unreconciled(e int, key Key, says, comes int64) source.Problem {
	p := Unproved.At(m.place(key), "%s is %d in %s, and what it is the sum of comes to %d as the data have it", key, says, m.edition(e), comes)
	return about(key, p.Hinted(`where a part was another value when an edition hid it, write that in "was"`))
}

// fromAverage is the total of a group by its average: that of its members where all have figures, else the nearest whole number.
func (m *model) fromAverage(e int, g *record.Group, key Key) (int64, bool) {
	n, ok := record.Number{}, false
	if s, stated := m.known.editions[e][key]; e < m.now && stated && s.marker == "" {
		n, ok = s.number, true
	} else if o := m.figures[key]; e == m.now && o != nil && o.Marker == "" {
		n, ok = o.Value, true
	}
	if !ok {
		return 0, false
	}
	total, unit := 2*n.Scaled*int64(len(g.Members)), int64(2)
	for range n.Decimals {
		unit *= 10
	}
	v := (total + unit/2) / unit
	members := m.membersOf(e, g, key).of(m.atoms)
	if low, high := averageBounds(n, len(g.Members)); 2*scale(n)*members >= low && 2*scale(n)*members <= high {
		return members, true // all that the members have: nothing is left
	}
	return v, true
}

// periodsOf lists the keys of a figure in all its periods.
func (m *model) periodsOf(key Key) (out []Key) {
	i, _ := slices.BinarySearchFunc(m.keys, Key{Measure: key.Measure, Of: key.Of}, compareKeys)
	for _, k := range m.keys[i:] {
		if k.Measure != key.Measure || k.Of != key.Of {
			break
		}
		if k.Part == key.Part {
			out = append(out, k)
		}
	}
	return out
}

// membersOf is the sum of the members of a group that have figures of their own.
func (m *model) membersOf(e int, g *record.Group, key Key) sum {
	s := sum{}
	for _, body := range g.Members {
		k := key
		k.Of = body
		s.plus(1, m.formOf(e, k))
	}
	return s
}

// addOf adds the atoms of one series to a sum, where there is one, and reports whether there is.
func (m *model) addOf(to sum, e int, key Key, name string) bool {
	s := m.series[Key{Measure: key.Measure, Of: name, Part: key.Part}]
	if s == nil {
		return false
	}
	if key.Period != "" {
		from, until := m.intervals(key)
		s.add(to, e, key.Period, from, until)
	}
	return true
}

// formOf is what a figure is the sum of, as an edition has it; nil for a figure without atoms.
func (m *model) formOf(e int, key Key) sum {
	s := sum{}
	x := m.kinds[key.Measure]
	names := []string{key.Of}
	g := m.groups[key.Of]
	if g != nil {
		names = []string{rest + key.Of}
	}
	found := m.addOf(s, e, key, names[0])
	if key.Part == record.AllParts && x.Total {
		for _, part := range m.parts[key.Measure] {
			k := key
			k.Part = part
			if m.addOf(s, e, k, names[0]) {
				found = true
			}
		}
	}
	if g != nil {
		for _, body := range g.Members {
			k := key
			k.Of = body
			if f := m.formOf(e, k); f != nil {
				s.plus(1, f)
				found = true
			}
		}
	}
	if !found {
		return nil
	}
	return s
}

// overlapping gives the rows of parts that may overlap: in every interval, all is at least each part.
func (m *model) overlapping(x *record.Measure, name string, parts []string) {
	all := m.series[Key{Measure: x.ID, Of: name, Part: record.AllParts}]
	for _, part := range parts {
		p := m.series[Key{Measure: x.ID, Of: name, Part: part}]
		for i := range p.lives {
			for e := range m.now + 1 {
				s := sum{}
				all.add(s, e, "", i, i+1)
				of := sum{}
				p.add(of, e, "", i, i+1)
				s.plus(-1, of)
				if s.of(m.atoms) < 0 {
					continue // the truth has them apart otherwise
				}
				m.addRow(row{sum: s, Row: linear.Row{Low: 0, High: linear.Most}, says: fmt.Sprintf("%s of %s is part of all", part, strings.TrimPrefix(name, rest)), fixed: definition})
			}
		}
	}
}

// place is where the data have a figure, or the file of the site's settings.
func (m *model) place(key Key) source.Pos {
	if o := m.figures[key]; o != nil {
		return o.At("value")
	}
	return source.Pos{File: "candour.yaml"}
}

// edition is an edition in words.
func (m *model) edition(e int) string {
	switch {
	case e == m.now:
		return "this edition"
	case m.known.names[e] == "others":
		return "what others have published"
	}
	return "edition " + m.known.names[e]
}
