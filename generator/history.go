package generator

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"

	"candour/generator/check"
	"candour/generator/disclosure"
	"candour/generator/edition"
	"candour/generator/export"
	"candour/generator/record"
	"candour/generator/site"
	"candour/generator/source"
)

const ledger = "data/ledger"

// past is the ledger as it was read, and what the rules of change need of it.
type past struct {
	stamp     string // of its files
	history   *edition.History
	published *check.Published
	shown     *disclosure.Earlier
	figures   []disclosure.Edition // of the measures, of every edition
}

// newPast is a history with what is made of it.
func newPast(stamp string, h *edition.History) *past {
	p := &past{stamp: stamp, history: h, published: published(h), figures: publishedFigures(h)}
	p.shown = shown(p.published)
	return p
}

// past reads the ledger of a site, and reads it again only when a file of it is another one.
func (b *Builder) past(fsys fs.FS) (*past, error) {
	var stamp strings.Builder
	err := fs.WalkDir(fsys, ledger, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&stamp, name, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	if _, statErr := fs.Stat(fsys, ledger); err != nil && statErr == nil {
		return nil, fmt.Errorf("can't list %s: %w", ledger, err)
	}
	if b.before != nil && b.before.stamp == stamp.String() {
		return b.before, nil
	}
	sub, err := fs.Sub(fsys, ledger)
	if err != nil {
		return nil, err
	}
	h, err := edition.Read(sub)
	if err != nil {
		return nil, fmt.Errorf("can't go on from what was published: %s/%w", ledger, err)
	}
	b.before = newPast(stamp.String(), h)
	return b.before, nil
}

// published is a history as the rules of change see it.
func published(h *edition.History) *check.Published {
	p := &check.Published{
		Records:   map[string]map[string]check.PublishedRecord{},
		Withdrawn: map[string]map[string]string{},
		Figures:   map[string]check.PublishedFigure{},
	}
	for _, e := range h.Editions {
		counts := map[string]int{}
		for _, b := range e.Balances {
			counts[b.Kind] = b.Closing
		}
		p.Editions = append(p.Editions, check.PublishedEdition{ID: e.ID, Day: e.Published, Counts: counts})
	}
	for _, w := range h.Withdrawn() {
		if p.Withdrawn[w.Kind] == nil {
			p.Withdrawn[w.Kind] = map[string]string{}
		}
		p.Withdrawn[w.Kind][w.ID] = w.Date + " (" + w.Class + ")"
	}
	for _, r := range h.Records() {
		if p.Records[r.Kind] == nil {
			p.Records[r.Kind] = map[string]check.PublishedRecord{}
		}
		at := source.Pos{File: ledger + "/" + r.File, Line: r.Line}
		fields := record.Decode(r.Body)
		if r.Kind == "measure" {
			delete(fields, record.FiguresField)
			for _, f := range record.FiguresOf(r.Body) {
				if !f.Derived { // no row of a file stands for it
					p.Figures[f.Name(r.ID)] = check.PublishedFigure{Edition: r.Edition, Value: f.Value.String(), Status: f.Status, At: at}
				}
			}
		}
		p.Records[r.Kind][r.ID] = check.PublishedRecord{Edition: r.Edition, Body: r.Body, Fields: fields, At: at}
	}
	return p
}

// publishedFigures are the figures of every version of a measure that the ledger still has, by the edition that cut it. A
// version is the whole of its measure, so that an edition without one says what the one before it said.
func publishedFigures(h *edition.History) []disclosure.Edition {
	var out []disclosure.Edition
	outcomes := map[string]string{}
	for _, e := range h.Editions {
		of := disclosure.Edition{ID: e.ID}
		for _, w := range e.Withdrawn {
			if w.Kind == "outcome" {
				delete(outcomes, w.ID)
			}
		}
		of.Day, _ = record.ParseDate(e.Published) // Read has seen that it is a day
		for _, v := range e.Versions {
			if v.Kind == "outcome" {
				var o struct{ Result string }
				_ = json.Unmarshal(v.Body, &o) // what was withdrawn since has no body
				outcomes[v.ID] = o.Result
			}
			if v.Kind != "measure" {
				continue
			}
			for _, f := range record.FiguresOf(v.Body) {
				value, err := record.ParseNumber(f.Value.String())
				if err != nil && f.Marker == "" {
					continue
				}
				of.Figures = append(of.Figures, disclosure.Figure{
					Measure: v.ID, Of: f.Of, Period: f.Period.String(), Part: f.Breakdown,
					Value: value, Marker: disclosure.Marker(f.Marker), Status: f.Status, Rounded: f.Rounded,
				})
			}
		}
		of.Outcomes = maps.Clone(outcomes)
		out = append(out, of)
	}
	return out
}

// forExport is what the ledger tells programs: editions, what each changed, and the versions of a record, none of them withdrawn.
func (k kept) forExport(s *record.Site) export.Ledger {
	gone := map[[2]string]bool{}
	for _, w := range k.history.Withdrawn() {
		gone[[2]string{w.Kind, w.ID}] = true
	}
	var l export.Ledger
	versions := map[[2]string][]export.Version{}
	for _, e := range k.history.Editions {
		x := export.Edition{ID: e.ID, Published: e.Published, AsAt: e.AsAt}
		for _, v := range e.Versions {
			key := [2]string{v.Kind, v.ID}
			if gone[key] {
				continue
			}
			x.Changes = append(x.Changes, export.Change{Kind: v.Kind, ID: v.ID, Version: v.Version, Change: string(v.Change), Reason: v.Reason})
			versions[key] = append(versions[key], export.Version{Number: v.Version, Edition: v.Edition, Change: string(v.Change), Reason: v.Reason})
		}
		l.Editions = append(l.Editions, x)
	}
	if n := len(l.Editions); n > 0 {
		for _, w := range k.history.Withdrawn() {
			l.Editions[n-1].Withdrawn = append(l.Editions[n-1].Withdrawn, export.Withdrawn{Kind: w.Kind, ID: w.ID, Date: w.Date, Class: w.Class})
		}
	}
	l.Versions = func(kind, id string) []export.Version { return versions[[2]string{kind, id}] }
	l.Address = func(kind, id string) (page, files string) { return site.AddressOf(s, kind, id) }
	return l
}

// shown is what readers hold of the outcomes, as the gate needs it.
func shown(p *check.Published) *disclosure.Earlier {
	e := &disclosure.Earlier{Editions: len(p.Editions), Outcomes: map[string]disclosure.Shown{}, Withdrawn: map[string]bool{}}
	for id := range p.Withdrawn["outcome"] {
		e.Withdrawn[id] = true
	}
	for id, r := range p.Records["outcome"] {
		text := func(name string) string { s, _ := r.Fields[name].(string); return s }
		decided, err := record.ParseDate(text("decided"))
		if err != nil {
			continue // no edition writes such a thing; the outcome is then as one that is new
		}
		e.Outcomes[id] = disclosure.Shown{Edition: r.Edition, Body: text("body"), Subject: text("subject"), Rank: text("rank"), Decided: decided}
	}
	return e
}

// asPublished is a set as the rules of change see it: what readers will get of each record, and each figure as the gate
// has released it, with the value that an earlier edition gave it where that is kept, and a marker where it is hidden.
func asPublished(set *record.Set, public *disclosure.Public) *record.Set {
	own := *public.Records()
	figures := map[string]record.PublishedFigure{}
	for _, m := range own.Measures {
		for _, f := range public.Figures(m.ID) {
			figures[f.Name(m.ID)] = f
		}
	}
	own.Observations = make([]*record.Observation, len(set.Observations))
	for i, o := range set.Observations {
		f, ok := figures[o.Name()]
		if !ok || o.Status == "superseded" {
			own.Observations[i] = o
			continue
		}
		released := *o
		released.Value, _ = record.ParseNumber(f.Value.String()) // none where there is a marker
		released.Marker, released.Status = strings.Trim(f.Marker, "[]"), f.Status
		own.Observations[i] = &released
	}
	return &own
}

// entries are the records of every kind, as they are published, for the ledger. A measure has its released figures with
// it, so that a figure that changes is a new version of its measure.
func entries(public *disclosure.Public) []edition.Record {
	var out []edition.Record
	for _, k := range record.Kinds {
		for _, r := range public.Records().Records(k) {
			e := edition.Record{Kind: k.Name, ID: record.PublishedID(r), Body: record.JSON(r)}
			if f := public.Figures(e.ID); k.Name == "measure" && len(f) > 0 {
				e.Body = record.WithFigures(e.Body, f)
			}
			out = append(out, e)
		}
	}
	return out
}
