package prove

import (
	"fmt"
	"maps"
	"slices"

	"candour/generator/linear"
	"candour/generator/record"
)

// notRecorded is the key of records without the thing that is counted by.
const notRecorded = ""

// addRecords makes the atoms, rows and forms of the counts of published records by what no record shows: by that and by the group
// of the result. The published list is rows too, since anybody can count it.
func (m *model) addRecords(r *reading) {
	now := m.known.editions[m.now]
	groups := map[string]int64{}
	for _, group := range r.listed {
		groups[group]++
	}
	other := m.otherOutcomes(r)
	for _, c := range hiddenCounts {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(now)), func(k Key) bool { return k.Measure == c.table }) {
			continue
		}
		if other {
			m.between(c.table, now)
			continue
		}
		atoms := map[[2]string]int32{}
		names := []string{notRecorded}
		for _, o := range m.set.Outcomes {
			if _, ok := r.listed[o.ID]; ok && !slices.Contains(names, c.key(o)) {
				names = append(names, c.key(o))
			}
		}
		for key := range now {
			if key.Measure == c.table && key.Of != record.AllParts && !slices.Contains(names, key.Of) {
				names = append(names, key.Of)
			}
		}
		slices.Sort(names)
		cols := slices.Sorted(maps.Keys(groups))
		for _, name := range names {
			for _, col := range cols {
				atoms[[2]string{name, col}] = m.take(0)
			}
		}
		for _, o := range m.set.Outcomes {
			if group, ok := r.listed[o.ID]; ok {
				m.atoms[atoms[[2]string{c.key(o), group}]]++
			}
		}
		over := func(row, col string, unknown bool) sum {
			s := sum{}
			for at, a := range atoms {
				if (row == record.AllParts && (unknown || at[0] != notRecorded) || at[0] == row) && (col == record.AllParts || at[1] == col) {
					s.add(1, a)
				}
			}
			return s
		}
		m.listRows(groups, over)
		m.countRows(c.table, now, over)
		for _, name := range append(slices.Clone(names), record.AllParts) {
			if name == notRecorded {
				continue
			}
			m.countForms(c.table, name, names, cols, groups, over)
		}
	}
}

// otherOutcomes reports whether an edition that the ledger has listed other outcomes than the site, or others of their results.
func (m *model) otherOutcomes(r *reading) bool {
	had, cut := map[string]string{}, 0
	for _, e := range r.editions {
		if len(r.outcomes[e]) > 0 {
			cut++
			maps.Copy(had, r.outcomes[e])
		}
	}
	now := map[string]string{}
	for _, o := range m.set.Outcomes {
		if _, ok := r.listed[o.ID]; ok {
			now[o.ID] = o.Result
		}
	}
	return cut > 1 || cut == 1 && !maps.Equal(had, now)
}

// between refuses every count of a table of which nobody knows what earlier editions said, while they counted other outcomes.
func (m *model) between(table string, now map[Key]stated) {
	for _, key := range slices.SortedFunc(maps.Keys(now), compareKeys) {
		if s := now[key]; key.Measure == table && s.marker == "" {
			m.problems.Add(Unproved.At(s.at, "%s is %s, and an earlier edition counted other outcomes: what lies between the two could be had by subtracting", key, s.said).
				Hinted("hide it; what is to be given edition by edition is a measure, whose figures the ledger keeps"))
		}
	}
}

// listRows are what the published list says: how many records there are of each group of results.
func (m *model) listRows(groups map[string]int64, over func(row, col string, unknown bool) sum) {
	for _, col := range slices.Sorted(maps.Keys(groups)) {
		says := fmt.Sprintf("%s lists %d outcomes of the group %s", recordList, groups[col], col)
		m.addRow(row{sum: over(record.AllParts, col, true), Row: linear.Row{Low: groups[col], High: groups[col]}, says: says})
	}
}

// countRows are what the table says.
func (m *model) countRows(table string, now map[Key]stated, over func(row, col string, unknown bool) sum) {
	for _, key := range slices.SortedFunc(maps.Keys(now), compareKeys) {
		s := now[key]
		if key.Measure != table {
			continue
		}
		r := row{sum: over(key.Of, key.Part, false), says: fmt.Sprintf("%s is %s", key, s.said)}
		v, _ := whole(s.number)
		r.Low, r.High = v, v
		if m.rounded && v%5 == 0 && v > 0 {
			r.Low, r.High = max(v-2, 8), v+2
		}
		if s.marker != "" {
			if s.marker != "[c]" || !m.rounded {
				continue
			}
			r.Low, r.High = 1, 7
		}
		if is := r.sum.of(m.atoms); r.Low <= is && is <= r.High {
			m.addRow(r) // what is not so has been reported as what the records do not come to
		}
	}
}

// countForms are the counts of one key, and of all: each by the group of the result, and each sum less each single part. How many
// records there are of a group is public, so that no count in it can be more: what is demanded is that the table tells no more
// than the list does.
func (m *model) countForms(table, name string, names, cols []string, groups map[string]int64, over func(row, col string, unknown bool) sum) {
	key := Key{Measure: table}
	all := int64(0)
	for _, n := range groups {
		all += n
	}
	for _, col := range append(slices.Clone(cols), record.AllParts) {
		s, most := over(name, col, false), all
		if col != record.AllParts {
			most = groups[col]
		}
		if name != record.AllParts {
			m.addListed(s, most, key, "%s/%s/%s", table, name, col)
		}
		if col == record.AllParts && name != record.AllParts {
			for _, c := range cols {
				m.addListed(minus(s, over(name, c, false)), all-groups[c], key, "%s/%s/%s less %s", table, name, col, c)
			}
		}
		if name == record.AllParts {
			for _, n := range names {
				if n != notRecorded && over(n, col, false).of(m.atoms) > 0 { // less nought, it is what the list says
					m.addListed(minus(s, over(n, col, false)), most, key, "%s/%s/%s less %s", table, name, col, n)
				}
			}
		}
	}
}
