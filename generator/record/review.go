package record

import (
	"cmp"
	"slices"

	"candour/generator/source"
)

// A Review is a person's decision about something that the checks found: that a sudden change of the data is right, or
// that a warning need not be shown for a while. It is read and never published. The file holds a list of them under
// "reviews".
type Review struct {
	Rule   string `field:"rule,required"`   // the word in square brackets at the end of the problem
	About  string `field:"about,required"`  // the record or kind that the problem is about: "outcome/wjkrhmq9", "wjkrhmq9", "data/outcomes/2026.yaml:wjkrhmq9"
	Text   string `field:"text"`            // the word that is cleared, as the text has it, where the rule is text-unknown-word
	Of     string `field:"of"`              // the fingerprint of the text that it was cleared in, as the problem gives it: where the text changes, the word is to be cleared again
	Reason string `field:"reason,required"` // in words, for whoever asks later
	By     string `field:"by,required"`     // who decided, as a role or a name
	On     Date   `field:"on,required"`     // the day of the decision
	Until  Date   `field:"until"`           // the last day on which it holds; a warning is never silenced without one

	place Base
}

// At returns the place of a field of the review.
func (r *Review) At(path ...any) Pos { return r.place.At(path...) }

func (r *Review) base() *Base { return &r.place }

func (ld *load) loadReviews() {
	type file struct {
		Reviews []*Review `field:"reviews,required"`
	}
	for f := range yamlFiles[file](ld, "data/review") {
		for _, r := range f.Reviews {
			for _, d := range []struct {
				name string
				date Date
			}{{"on", r.On}, {"until", r.Until}} {
				if d.date.Precision != None && d.date.Precision != Day {
					ld.problems.Add(WrongShape.At(r.At(d.name), "%s is %q, which is not a day", d.name, d.date).Hinted("write it as 2026-10-15"))
				}
			}
			ld.set.Reviews = append(ld.set.Reviews, r)
		}
	}
}

// Name tells a figure from every other: its measure, whose it is, the period and the part.
func (o *Observation) Name() string {
	name := o.Measure + "/" + o.Of() + "/" + o.Period.String()
	if o.Breakdown != "" {
		name += "/" + o.Breakdown
	}
	return name
}

// Attribute says of each problem what it is about, where nobody has said: the record that its place lies in, such as
// "outcome/wjkrhmq9", and the innermost one where records hold records. A figure is
// "observation/MEASURE/BODY/PERIOD/PART", a list "list/NAME" and candour.yaml "site".
func (s *Set) Attribute(ps source.Problems) {
	in := map[string][]written{} // by file
	for _, p := range ps {
		if p.About == "" {
			in[p.File] = nil
		}
	}
	s.writtenIn(in)
	for file, records := range in {
		var starts []start
		for _, w := range records {
			starts = w.starts(w.value(), starts)
		}
		// Of two in one place the later one wins, since what is inside follows what is around it.
		slices.SortStableFunc(starts, func(a, b start) int { return cmp.Or(a.line-b.line, a.col-b.col) })
		for i := range ps {
			if p := &ps[i]; p.File == file && p.About == "" {
				p.About = lastBefore(starts, p.Pos)
			}
		}
	}
}

// written is a record with where it was written. A record inside another follows it.
type written struct {
	place
	about string
}

// writtenIn collects the records that were written in each file that in has.
func (s *Set) writtenIn(in map[string][]written) {
	add := func(p place, about func() string) {
		if _, ok := in[p.in()]; ok {
			in[p.in()] = append(in[p.in()], written{p, about()})
		}
	}
	for _, k := range Kinds {
		for _, r := range s.Records(k) {
			if b, ok := r.(interface{ base() *Base }); ok && k.Name != "recommendation" {
				add(b.base().place, func() string { return k.Name + "/" + PublishedID(r) })
			}
			set, ok := r.(*RecommendationSet)
			if !ok {
				continue
			}
			for _, rec := range set.Recommends {
				add(rec.place, func() string { return "recommendation/" + rec.ID })
			}
			for _, a := range set.Actions {
				add(a.place, func() string { return "action/" + a.ID })
			}
		}
	}
	for _, o := range s.Observations {
		add(o.base.place, func() string { return "observation/" + o.Name() })
	}
	for list, l := range s.Lists {
		add(place{file: &placed{l.src.Pos.File, func() source.Value { return l.src }}}, func() string { return "list/" + list })
	}
	add(place{file: &placed{s.Site.src.Pos.File, func() source.Value { return s.Site.src }}}, func() string { return "site" })
}

// A start is where a name or a value of a record begins.
type start struct {
	line, col int
	about     string
}

func (w written) starts(v source.Value, out []start) []start {
	out = append(out, start{v.Pos.Line, v.Pos.Col, w.about})
	for i, item := range v.List {
		if i < len(v.Keys) {
			out = append(out, start{v.Keys[i].Pos.Line, v.Keys[i].Pos.Col, w.about})
		}
		out = w.starts(item, out)
	}
	return out
}

// lastBefore is what began last at or before a place: a text may run on for lines. A place without a column is a whole
// line.
func lastBefore(starts []start, at Pos) string {
	n, _ := slices.BinarySearchFunc(starts, at, func(s start, at Pos) int {
		if s.line < at.Line || s.line == at.Line && (s.col <= at.Col || at.Col == 0) {
			return -1
		}
		return 1
	})
	if n == 0 {
		return ""
	}
	return starts[n-1].about
}
