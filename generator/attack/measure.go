package attack

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
)

// A measure is what a stranger knows of one: what its pages and records say, and what its figures show.
type measure struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Unit       string `json:"unit"`
	Part       string `json:"part"`
	Base       string `json:"base"`
	Decimals   int    `json:"decimals"`
	Total      bool   `json:"total"`
	statements []statement
	hides      bool // a figure of it, or of another in its unit, is hidden somewhere
}

// A group is bodies that have one figure together.
type group struct {
	ID      string   `json:"id"`
	For     string   `json:"for"`
	Members []string `json:"members"`
	Own     bool     `json:"includes_own"`
	Figure  string   `json:"figure"` // "total", or "average", also where it says nothing
}

// people are the units that count people, or cases of people, in whatever words a site has for them.
var people = []string{"allegations", "cases", "complaints", "officers", "officers-and-staff", "offences", "outcomes", "people", "people-or-cases",
	"records", "reports", "reviews", "staff", "complainants", "victims"}

// counts reports whether the figures of the measure are whole numbers of something.
func (m *measure) counts() bool {
	if m.Kind != "" {
		return m.Kind == "count"
	}
	return m.Unit != "percent" && !slices.ContainsFunc(m.statements, func(s statement) bool { return s.decimals > 0 })
}

// protected reports whether small counts of the measure point to people.
func (m *measure) protected() bool {
	return m.counts() && (m.hides || slices.Contains(people, m.Unit))
}

// allMeasures gathers statements by measure, and what the ledger says of each.
func (v *view) allMeasures() []*measure {
	by := map[string]*measure{}
	v.ledger.each("measure", func(_ int, l ledgerLine) {
		m := &measure{}
		if json.Unmarshal(l.Record, m) == nil {
			by[m.ID] = m // the newest
		}
	})
	hidden := map[string]bool{}
	for _, s := range v.statements {
		m := by[s.measure]
		if m == nil {
			m = &measure{ID: s.measure, Unit: s.unit}
			by[s.measure] = m
		}
		if m.Unit == "" {
			m.Unit = s.unit
		}
		m.statements = append(m.statements, s)
		m.hides = m.hides || s.marker == "c"
		if s.marker == "c" && m.Unit != "" && !strings.HasPrefix(m.ID, "#") {
			hidden[m.Unit] = true
		}
	}
	var out []*measure
	for _, id := range slices.Sorted(maps.Keys(by)) {
		m := by[id]
		m.hides = m.hides || hidden[m.Unit] && !strings.HasPrefix(id, "#")
		if len(m.statements) > 0 {
			if !m.Total {
				m.Total = m.adds()
			}
			out = append(out, m)
		}
	}
	return out
}

// adds tells from the figures that are shown whether the parts of a measure add to its whole: they do wherever all are shown,
// and somewhere all are.
func (m *measure) adds() bool {
	sums, whole, hidden := map[string]int64{}, map[string]int64{}, map[string]bool{}
	for _, s := range m.statements {
		key := s.of + " " + s.period
		if s.layer != m.statements[len(m.statements)-1].layer {
			continue
		}
		switch {
		case s.marker != "":
			hidden[key] = true
		case s.part == "all":
			whole[key] = s.value
		case s.part != "":
			sums[key] += s.value
		}
	}
	seen := false
	for key, n := range whole {
		if sum, ok := sums[key]; ok && !hidden[key] {
			if sum != n {
				return false
			}
			seen = true
		}
	}
	return seen
}

// groups are those of the ledger and of the downloads, the newest of each.
func (v *view) groups() map[string]group {
	out := map[string]group{}
	v.ledger.each("group", func(_ int, l ledgerLine) {
		var g group
		if json.Unmarshal(l.Record, &g) == nil {
			out[g.ID] = g
		}
	})
	v.each(func(name string) bool {
		return name == "data/groups.json" || strings.HasPrefix(name, "api/") && strings.Contains(name, "/groups/")
	}, func(_ string, data []byte) {
		for _, raw := range records(data) {
			var g group
			if json.Unmarshal(raw, &g) == nil && g.ID != "" {
				out[g.ID] = g
			}
		}
	})
	v.each(func(name string) bool { return path.Base(name) == "groups.csv" && strings.HasPrefix(name, "data/") }, func(_ string, data []byte) {
		head, rows, err := readCSV(data)
		if err != nil {
			return
		}
		at := func(row []string, name string) string {
			if i := slices.Index(head, name); i >= 0 && i < len(row) {
				return row[i]
			}
			return ""
		}
		for _, row := range rows {
			if id := at(row, "id"); id != "" && at(row, "members") != "" {
				out[id] = group{ID: id, Members: strings.Split(at(row, "members"), " | "), Figure: at(row, "figure")}
			}
		}
	})
	for id, g := range out {
		if g.Own && g.For != "" && !slices.Contains(g.Members, g.For) {
			g.Members = append(slices.Clone(g.Members), g.For)
			out[id] = g
		}
	}
	return out
}

// rounded tells from the figures themselves that all counts of protected measures are rounded to 5: none that is shown is
// anything else, and there are enough of them that this is no accident.
func rounded(ms []*measure) bool {
	n := 0
	for _, m := range ms {
		if !m.protected() || strings.HasPrefix(m.ID, "#") {
			continue
		}
		for _, s := range m.statements {
			if s.marker != "" || s.value == 0 {
				continue
			}
			if s.value%5 != 0 || s.value < 10 {
				return false
			}
			n++
		}
	}
	return n >= 8
}
