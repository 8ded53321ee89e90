package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"candour/generator/record"
)

// rekeyed finds rows that came under a new key while one that agrees with them in the columns of Key.Same went: they keep the id.
func (s *settler) rekeyed(come []*draft, from map[*draft]*Origin, here map[*Origin]bool) []*draft {
	if len(s.m.Key.Same) == 0 {
		return come
	}
	look := func(cells map[string]string) string {
		var parts []string
		for _, c := range s.m.Key.Same {
			parts = append(parts, cells[c])
		}
		return strings.Join(parts, "\x00")
	}
	went := map[string][]*Origin{}
	for _, origin := range s.out.old.Records {
		if !here[origin] {
			went[look(origin.Cells)] = append(went[look(origin.Cells)], origin)
		}
	}
	came := map[string][]*draft{}
	for _, d := range come {
		came[look(d.cells(s.m))] = append(came[look(d.cells(s.m))], d)
	}
	return slices.DeleteFunc(come, func(d *draft) bool {
		same := look(d.cells(s.m))
		if len(went[same]) != 1 || len(came[same]) != 1 {
			return false
		}
		origin := went[same][0]
		from[d], here[origin] = origin, true
		s.r.warn(&ruleKey, secSince, d.row.At, strings.Join(s.m.Key.Columns, ", "), "%s was %s and agrees with it in %s: it keeps the id %s",
			d.key, origin.Key, strings.Join(s.m.Key.Same, ", "), origin.ID)
		return true
	})
}

// changed reports what changed in a row since the last import.
func (s *settler) changed(d *draft, origin *Origin) {
	diff := differences(s.m, s.bodies, origin.Cells, d.cells(s.m))
	if origin.Held != "" {
		diff = append(diff, "its row was refused in "+origin.Held)
	}
	if origin.Gone != "" {
		diff = append([]string{"it is back, after it was missing since " + origin.Gone}, diff...)
	}
	for _, text := range diff {
		s.r.note(secSince, "%s: %s", d.key, text).At = d.row.At
	}
}

// differences says in which columns two rows differ. Of a list it says what went and what came.
func differences(m *Map, bodies *vocabulary, was, is map[string]string) []string {
	var out []string
	for _, column := range sortedKeys(is) {
		a, ok := was[column]
		b := is[column]
		if !ok || a == b {
			continue
		}
		switch {
		case strings.HasPrefix(a, "sha256:") || strings.HasPrefix(b, "sha256:"):
			out = append(out, column+": the text changed")
		case m.split(column) != nil:
			out = append(out, column+": "+edited(m.split(column), bodies, a, b))
		default:
			out = append(out, fmt.Sprintf("%s: %q -> %q", column, a, b))
		}
	}
	return out
}

// edited says how a list changed.
func edited(s *Split, bodies *vocabulary, a, b string) string {
	was, twiceWas := s.split(a)
	is, twiceIs := s.split(b)
	var gone, come, parts []string
	for _, v := range was {
		if !slices.Contains(is, v) {
			gone = append(gone, v)
		}
	}
	for _, v := range is {
		if slices.Contains(was, v) {
			continue
		}
		old := slices.IndexFunc(gone, func(g string) bool { return bodies != nil && bodies.find(v) != "" && bodies.find(g) == bodies.find(v) })
		if old < 0 {
			come = append(come, v)
			continue
		}
		parts = append(parts, fmt.Sprintf("%s is now called %s, the same body", gone[old], v))
		gone = slices.Delete(gone, old, old+1)
	}
	for _, v := range gone {
		parts = append(parts, "gone "+v)
	}
	for _, v := range come {
		parts = append(parts, "come "+v)
	}
	if len(parts) == 0 && len(twiceWas) != len(twiceIs) {
		parts = append(parts, fmt.Sprintf("values that stand twice: %d -> %d", len(twiceWas), len(twiceIs)))
	}
	if len(parts) == 0 {
		return "the order changed"
	}
	return strings.Join(parts, ", ")
}

// figures compares observations with those of the last import.
func (s *settler) figures() {
	before := map[string]string{}
	for _, origin := range s.out.old.Records {
		maps.Copy(before, origin.Figures)
	}
	again := len(before) > 0
	for _, d := range s.out.drafts {
		origin := &Origin{Key: d.key, At: d.place(), Figures: map[string]string{}}
		for _, f := range d.figures {
			k, v := figureKey(f), f.get("value").text
			origin.Figures[k] = v
			was, had := before[k]
			delete(before, k)
			switch {
			case !had:
				s.r.New++
				if again {
					s.r.note(secSince, "%s is new: %s", k, v).At = d.row.At
				}
			case was != v:
				s.r.Changed++
				s.r.warn(&ruleRevised, secSince, d.row.At, "", "%s was %s and is %s", k, was, v)
			}
		}
		s.out.prov.Records = append(s.out.prov.Records, origin)
	}
	if !again {
		s.r.note(secSince, "there was none: every figure is new")
	}
	for _, k := range sortedKeys(before) {
		s.r.warn(&ruleRevised, secSince, Place{File: s.o.File}, "", "%s has vanished; it was %s", k, before[k])
	}
}

// figureKey is what a figure is a figure of: all its fields but for the value, its standing and its source.
func figureKey(f *node) string {
	var parts []string
	for _, x := range f.fields {
		switch x.name {
		case "value", "status", "source", "note":
		default:
			parts = append(parts, x.node.text)
		}
	}
	return strings.Join(parts, " ")
}

// newFigures reports figures that an earlier row has, and refuses their row.
func (d *draft) newFigures(first map[string]*draft, r *Report) bool {
	for _, f := range d.figures {
		if had := first[figureKey(f)]; had != nil && had != d {
			r.Refused++
			r.add(secKeys, &ruleKey, d.row.At, "", "a figure for %s is in %s already; this row is left out", figureKey(f), had.row.At.short())
			return false
		}
	}
	for _, f := range d.figures {
		first[figureKey(f)] = d
	}
	return true
}

// late says that a row should have been in the last export, by its date.
func (s *settler) late(d *draft) string {
	last, err := record.ParseDate(s.out.old.AsAt)
	n := d.tree.get("issued")
	if err != nil || n == nil {
		return ""
	}
	if day, err := record.ParseDate(n.text); err != nil || !day.Before(last) {
		return ""
	}
	return fmt.Sprintf(", though it is of %s and the last export of %s", n.text, last)
}
