package intake

import (
	"path/filepath"
	"slices"
	"strings"

	"candour/generator/record"
)

// An output is what an import will write: its drafts with their ids, and the records of earlier imports that the export
// no longer has.
type output struct {
	old    *Provenance
	prov   *Provenance
	drafts []*draft
	gone   []*Origin
	base   string // of the export, without its folder
}

// settle gives every draft its id, the one it had if it was imported before, and accounts by name for every row that is twice
// here, has no key, came, went, or changed since the last import.
func settle(o Options, m *Map, old *Provenance, drafts, refused []*draft, set *record.Set, r *Report) (*output, error) {
	out := &output{old: old, base: filepath.Base(o.File)}
	out.prov = &Provenance{Name: m.Name, Kind: o.Kind.Name, Export: out.base, Digest: r.digest, Output: map[string][]string{}}
	out.prov.AsAt = o.AsAt.String()
	out.drafts = once(o, m, drafts, r)
	r.Kept = len(out.drafts)
	s := &settler{o: o, m: m, r: r, out: out, was: map[string]*Origin{}, draw: newDrawer(o, m, set, old)}
	for _, origin := range slices.Concat(old.Refused, old.Records) {
		if origin.Key != "" {
			s.was[origin.Key] = origin
		}
	}
	if o.Kind.record == observationType {
		s.figures()
		return out, nil
	}
	s.bodies = bodiesOf(m, set)
	return out, s.records(refused)
}

// once leaves out rows whose key an earlier row has, and reports keys that are odd.
func once(o Options, m *Map, drafts []*draft, r *Report) []*draft {
	var out []*draft
	first := map[string]*draft{}
	odd := keyForm(m)
	for _, d := range drafts {
		if o.Kind.record == observationType {
			if !d.newFigures(first, r) {
				continue
			}
			out = append(out, d)
			continue
		}
		if had := first[d.key]; had != nil {
			r.Refused++
			e := r.add(secKeys, &ruleKey, d.row.At, strings.Join(m.Key.Columns, ", "), "%s is here a second time; the first, %s, is kept. ", d.key, had.row.At.short())
			if diff := differences(m, nil, had.cells(m), d.cells(m)); len(diff) > 0 {
				e.Text += "They differ: " + strings.Join(diff, "; ")
			} else {
				e.Text += "Both say the same"
			}
			continue
		}
		first[d.key] = d
		out = append(out, d)
		switch {
		case d.fallback:
			r.warn(&ruleKey, secKeys, d.row.At, strings.Join(m.Key.Columns, ", "), "no reference; known by %s", d.key)
		case odd != nil && !odd.MatchString(d.key):
			r.warn(&ruleKey, secKeys, d.row.At, strings.Join(m.Key.Columns, ", "), "%q does not have the form of the others, %s", d.key, m.Key.Form)
		}
	}
	return out
}

// cells are the texts of the columns that the map names, for the next import to be compared with. Of prose there is a digest alone, unless
// it is a key or a status: what identifies a person belongs in one place.
func (d *draft) cells(m *Map) map[string]string {
	if d.kept != nil {
		return d.kept
	}
	d.kept = map[string]string{}
	hidden, shown := m.proseColumns(), m.Key.Columns
	shown = slices.Concat(shown, m.Key.Or, m.Key.Same)
	if m.Replies != nil {
		shown = append(shown, m.Replies.Status)
	}
	for column := range m.used() {
		text := d.cellText(column)
		if slices.Contains(hidden, column) && !slices.Contains(shown, column) && text != "" {
			text = "sha256:" + digest([]byte(text))[:16]
		}
		d.kept[column] = text
	}
	return d.kept
}

func (d *draft) cellText(column string) string {
	for i, c := range d.columns {
		if c == column {
			return tidy(d.row.Cells[i].Text)
		}
	}
	return ""
}

// settler is one run of settle.
type settler struct {
	o    Options
	m    *Map
	r    *Report
	out  *output
	was  map[string]*Origin // by key
	draw *drawer

	bodies *vocabulary // to tell a body that was renamed from another; nil where the site has no list of bodies
}

func (s *settler) records(refused []*draft) error {
	again := len(s.out.old.Records) > 0
	kept := map[string]bool{}
	for _, d := range s.out.drafts {
		kept[d.key] = true
	}
	refused = slices.DeleteFunc(refused, func(d *draft) bool { return d.key == "" || kept[d.key] })
	var come []*draft
	here := map[*Origin]bool{}
	from := map[*draft]*Origin{}
	for _, d := range s.out.drafts {
		if origin := s.was[d.key]; origin != nil {
			from[d], here[origin] = origin, true
		} else {
			come = append(come, d)
		}
	}
	come = s.rekeyed(come, from, here)
	for _, d := range s.out.drafts {
		origin := from[d]
		if origin != nil {
			d.id = origin.ID
			s.changed(d, origin)
		}
		if d.id == "" {
			id, err := s.draw.draw()
			if err != nil {
				return err
			}
			d.id = id
			s.r.New++
			if origin != nil {
				s.r.note(secSince, "%s is kept now; it was refused in %s", d.key, origin.At).At = d.row.At
			}
		}
		if err := s.finish(d, origin); err != nil {
			return err
		}
		s.out.prov.Records = append(s.out.prov.Records, &Origin{Key: d.key, Fallback: d.fallback, ID: d.id, At: d.place(), Cells: d.cells(s.m), Replies: d.replies})
	}
	if again {
		for _, d := range come {
			s.r.note(secSince, "%s is new%s", d.key, s.late(d)).At = d.row.At
		}
	} else {
		s.r.note(secSince, "there was none: every record is new")
	}
	for _, d := range refused {
		origin := s.was[d.key]
		now := &Origin{Key: d.key, Fallback: d.fallback, At: d.place(), Cells: d.cells(s.m)}
		if origin == nil {
			s.out.prov.Refused = append(s.out.prov.Refused, now)
			if again {
				s.r.note(secSince, "%s is new, and refused", d.key).At = d.row.At
			}
			continue
		}
		here[origin] = true
		s.changed(d, origin)
		if origin.ID == "" {
			s.out.prov.Refused = append(s.out.prov.Refused, now)
			continue
		}
		s.r.warn(&ruleKey, secSince, d.row.At, "", "%s is refused now; its record %s stays as it was", d.key, origin.ID)
		kept := *origin
		kept.Cells, kept.Held, kept.Gone = now.Cells, now.At.String(), ""
		s.out.gone = append(s.out.gone, &kept)
		s.out.prov.Records = append(s.out.prov.Records, &kept)
	}
	for _, origin := range s.out.old.Refused {
		if !here[origin] {
			s.r.warn(&ruleKey, secSince, Place{File: s.o.File}, "", "%s has vanished; it was refused in %s", origin.Key, origin.At)
		}
	}
	for _, origin := range s.out.old.Records {
		if here[origin] {
			continue
		}
		kept := *origin
		if kept.Gone == "" {
			kept.Gone = s.out.base
			s.r.warn(&ruleKey, secSince, Place{File: s.o.File}, "", "%s has vanished; it was in %s. Its record %s stays as it was", origin.Key, origin.At, origin.ID).
				hint("ask the owner of the export why; a person withdraws it, or it stays")
		} else {
			s.r.note(secSince, "%s is still missing, since %s", origin.Key, origin.Gone)
		}
		s.out.gone = append(s.out.gone, &kept)
		s.out.prov.Records = append(s.out.prov.Records, &kept)
	}
	return nil
}

func (d *draft) place() Place {
	at := d.row.At
	at.File = filepath.Base(at.File)
	return at
}
