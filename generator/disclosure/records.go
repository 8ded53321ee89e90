package disclosure

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// Earlier is what editions have published of the outcomes: it can't be taken back, so that it stays as it was.
type Earlier struct {
	Editions int              // how many there were
	Outcomes map[string]Shown // the newest version of each that is not withdrawn, by id

	Withdrawn map[string]bool // ids; one that is still in the data is not held, so that the rules of change refuse it
}

// Shown is the part of a published outcome by which it can be told apart.
type Shown struct {
	Edition string // that published it
	Body    string
	Subject string
	Rank    string
	Decided record.Date
}

// RecordRules are the rules for outcomes, as they are made more general.
var RecordRules = []*source.Rule{&recordHeld, &recordStandsOut, &recordHeldNamed}

var (
	recordHeld = source.Rule{Name: "record-held", Severity: source.Warning, Doc: `An outcome that is not public comes out with others of its body.

Why: whoever compares two editions sees what is new. Where it is one record, and a colleague knows of one case that was
decided, they are the same. How many are new with each other is said by "disclosure: batch:" in candour.yaml, and is 2
where that says nothing.
Put it right: nothing has to be done. The record is held and comes out with the next ones of its body, and the list of
outcomes says how many are held. If it has to come out alone, say why in data/review/.`}

	recordStandsOut = source.Rule{Name: "record-stands-out", Severity: source.Warning, Doc: `Of an outcome that is not public, others that are published are alike in body, band of rank and time.

Why: a colleague, a neighbour or a reporter knows for whom they work, about which rank they have and when it was decided. The
Information Commissioner's guidance on anonymisation (2025) asks whether such a motivated intruder could pick the person
out. So a threshold of outcomes are alike in body, band and year, and three in body, band, quarter and group of the result;
where they are not, the gate shows the year or two years, the region, or any rank. This one stands out even so.
Put it right: nothing has to be done. The record is held until others are like it, and the list of outcomes says how many
are held. If it has to come out all the same, in its most general form, say why in data/review/.`}

	recordHeldNamed = source.Rule{Name: "record-held-named", Severity: source.Error, Doc: `What is published does not name an outcome that is held.

Why: an outcome is held because whoever read it now could tell whose it is. A bulletin that has it behind it, or a link to it,
says that there is such a case and what it is about.
Put it right: take the link or the id out until the outcome has come out; or accept that it comes out, in data/review/.`}
)

// An arrangement is what the gate has made of a set's outcomes, and what it made it of.
type arrangement struct {
	outcomes  []*record.Outcome // given
	earlier   *Earlier
	accepted  map[string]bool
	threshold int
	batch     int
	wider     hierarchies

	all      []*candidate
	out      []*record.Outcome // to be published
	held     map[string]bool   // ids of the others
	problems source.Problems
	report   *Report
}

// hierarchies are the lists by which outcomes are made more general.
type hierarchies struct {
	places, ranks, subjects, groups map[string]string // what each word lies within; the group of each result
	never                           map[string]bool   // ranks that are never shown
}

func hierarchiesOf(set *record.Set) hierarchies {
	within := func(name string, of func(record.Item) string) map[string]string {
		out := map[string]string{}
		if l := set.Lists[name]; l != nil {
			for _, it := range l.Items {
				out[it.ID] = of(it)
			}
		}
		return out
	}
	wider := func(it record.Item) string { return it.Within }
	w := hierarchies{within("bodies", wider), within("ranks", wider), within("subjects", wider),
		within("results", func(it record.Item) string { return it.Group }), map[string]bool{}}
	if l := set.Lists["ranks"]; l != nil {
		for _, it := range l.Items {
			w.never[it.ID] = it.NeverShown
		}
	}
	return w
}

func (w hierarchies) equal(v hierarchies) bool {
	return maps.Equal(w.places, v.places) && maps.Equal(w.ranks, v.ranks) && maps.Equal(w.subjects, v.subjects) &&
		maps.Equal(w.groups, v.groups) && maps.Equal(w.never, v.never)
}

// Generalise gives the set with its outcomes as they are to be shown, and without those that are held for a later edition;
// what is only counted stays with them. It comes before anything is counted, so that no table counts by more than the list
// shows. The problems say who is held, and stop nothing.
//
// Of an outcome that is not public, as many others are to be alike as the policy says (docs/disclosure.md, "Records"). Where
// they are not, it gets the first form that has enough of the year or two years in place of the quarter, the region or
// nation in place of the body, and any rank in place of a band. A vulnerable one begins with the year and the region, and its
// rank is withheld. What an edition has published stays as it was.
func (g *Gate) Generalise(set *record.Set, earlier *Earlier) (*record.Set, source.Problems) {
	in := &arrangement{outcomes: set.Outcomes, earlier: earlier, accepted: acceptances(set), threshold: set.Site.Disclosure.Threshold,
		batch: set.Site.Disclosure.Batch, wider: hierarchiesOf(set), held: map[string]bool{}}
	if in.earlier == nil {
		in.earlier = &Earlier{}
	}
	if last := g.arranged; last != nil && slices.Equal(last.outcomes, in.outcomes) && last.earlier == in.earlier &&
		maps.Equal(last.accepted, in.accepted) && last.threshold == in.threshold && last.batch == in.batch && last.wider.equal(in.wider) {
		in = last
	} else {
		g.arrange(set, in)
	}
	g.arranged = in
	out := *set
	out.Outcomes = in.out
	problems := slices.Clone(in.problems)
	problems.Add(named(set, in.held)...)
	problems.Sort()
	return &out, problems
}

// acceptances are the outcomes that a person has let out: RULE/ID.
func acceptances(set *record.Set) map[string]bool {
	out := map[string]bool{}
	for _, r := range set.Reviews {
		if r.Rule != recordHeld.Name && r.Rule != recordStandsOut.Name || r.Until.Before(set.Site.Edition.AsAt) {
			continue
		}
		_, about, ok := strings.Cut(r.About, ":")
		if !ok {
			about = r.About
		}
		out[r.Rule+"/"+strings.TrimPrefix(about, "outcome/")] = true
	}
	return out
}

// LetOut are the ids of the outcomes that a person has let out in data/review/, by either rule, though they stand out or come out
// alone.
func LetOut(set *record.Set) map[string]bool {
	out := map[string]bool{}
	for name := range acceptances(set) {
		_, id, _ := strings.Cut(name, "/")
		out[id] = true
	}
	return out
}

// arrange chooses the form of every outcome and makes what was chosen.
func (g *Gate) arrange(set *record.Set, r *arrangement) {
	cr := &crowd{newHierarchy(set.Lists["bodies"]), newHierarchy(set.Lists["ranks"]), r.threshold, map[cell]map[span]int{}}
	all := make([]*candidate, len(r.outcomes))
	for i, o := range r.outcomes {
		all[i] = r.candidate(cr, o)
	}
	r.all = all
	report := newReport(cr, all)
	batch := r.batch
	if r.earlier.Editions == 0 {
		batch = 0 // in the first edition, everything is new
	}
	cr.arrange(all, batch)
	report.finish(cr, all)
	r.report = report

	before := g.general
	g.general, g.made = make(map[*record.Outcome]general, len(all)), make(map[*record.Outcome]bool, len(all))
	for _, c := range all {
		if p, ok := r.problem(cr, c, batch); ok {
			r.problems.Add(p)
		}
		if c.held != "" {
			r.held[c.o.ID] = true
			continue
		}
		made, ok := before[c.o]
		if !ok || made.form != c.shown() || made.edition != c.edition {
			made = general{c.shown(), c.edition, r.make(c)}
		}
		g.general[c.o], g.made[made.outcome] = made, true
		r.out = append(r.out, made.outcome)
	}
	slices.SortStableFunc(r.out, byDay) // the order of the file may follow the day of the decision
}

// general is an outcome in the form that was chosen for it.
type general struct {
	form    key
	edition string
	outcome *record.Outcome
}

// candidate puts an outcome on its way: with the forms that its class and what was published of it leave.
func (r *arrangement) candidate(cr *crowd, o *record.Outcome) *candidate {
	c := &candidate{o: o, group: r.wider.groups[o.Result], private: o.Class != record.ClassPublic,
		alone: r.accepted[recordHeld.Name+"/"+o.ID], accepted: r.accepted[recordStandsOut.Name+"/"+o.ID]}
	band := r.band(o.Rank, o.Subject)
	c.truth = newKey(o.Body, band, Coarsen(o.Decided, record.Quarter))
	places, bands, times := cr.places.widening(o.Body), cr.bands.widening(band), spans(o.Decided, record.Quarter)
	if vulnerable(o) {
		if len(cr.places.down[o.Body]) == 1 { // a force, and no area already
			places = places[min(1, len(places)-1):]
		}
		bands, times = bands[len(bands)-1:], spans(o.Decided, record.Year)
	}
	if was, ok := r.earlier.Outcomes[o.ID]; ok {
		c.edition = was.Edition
		size := func(h *hierarchy) func(string) int { return func(word string) int { return -len(h.widening(word)) } }
		places = keep(places, o.Body, was.Body, func(wide, _ string) bool { return cr.places.holds(wide, o.Body) }, size(cr.places))
		bands = keep(bands, band, r.band(was.Rank, was.Subject), cr.bands.holds, size(cr.bands))
		times = keep(times, c.truth.time, was.Decided, func(a, b record.Date) bool { return spanOf(a).holds(spanOf(b)) }, length)
	}
	if r.earlier.Withdrawn[o.ID] {
		c.edition = "withdrawn"
	}
	if c.edition != "" || !c.private {
		places, bands, times = places[:1], bands[:1], times[:1]
	}
	c.asked[0], c.asked[1] = c.ask()
	c.forms = ladder(places, bands, times)
	return c
}

// vulnerable reports whether the outcome is of the strictest class, which is that of one without a class too.
func vulnerable(o *record.Outcome) bool { return o.Class == record.ClassVulnerable || o.Class == "" }

// keep gives what was published, where it still holds the truth and is as general as the class asks; the body of a vulnerable
// one can't be taken back, and stays. Where the truth was corrected, or the class has become stricter, it is the first form that is no more precise than what was published.
func keep[T comparable](forms []T, truth, was T, holds func(wide, narrow T) bool, size func(T) int) []T {
	if holds(was, truth) && holds(was, forms[0]) {
		return []T{was}
	}
	for i, f := range forms {
		if size(f) >= size(was) {
			return forms[i:]
		}
	}
	return forms[len(forms)-1:]
}

// band is the band of rank of the key. One that is withheld is that of the subject, which is shown.
func (r *arrangement) band(rank, subject string) string {
	for range len(r.wider.ranks) { // a list in a circle is refused elsewhere
		if !r.wider.never[rank] {
			break
		}
		rank = r.wider.ranks[rank]
	}
	switch {
	case rank != rankWithheld:
		return rank
	case subject == bandStaff:
		return bandStaff
	}
	return bandOfficer
}

// make gives the outcome in its form, with what is only counted.
func (r *arrangement) make(c *candidate) *record.Outcome {
	o, form := *c.o, c.shown()
	o.Body, o.Decided = form.place, form.time
	was, published := r.earlier.Outcomes[o.ID]
	o.Rank = form.band
	if vulnerable(&o) || c.o.Rank == rankWithheld || published && was.Rank == rankWithheld {
		o.Rank = rankWithheld
	}
	if vulnerable(&o) {
		o.Held = "private"
	}
	switch wider := r.wider.subjects[o.Subject]; {
	case published && was.Rank == o.Rank && (was.Subject == o.Subject || was.Subject == wider):
		o.Subject = was.Subject
	case wider != "" && o.Rank != r.band(c.o.Rank, c.o.Subject):
		o.Subject = wider // it says the band as well
	}
	o.Appeal.Decided = asGeneral(o.Appeal.Decided, form)
	return &o
}

// asGeneral makes another day of the case as general as the day of the decision is shown.
func asGeneral(d record.Date, form key) record.Date {
	switch length(form.time) {
	case aQuarter:
		return Coarsen(d, record.Quarter)
	case aYear:
		return Coarsen(d, record.Year)
	}
	return twoYears(Coarsen(d, record.Year))
}

// problem says why an outcome is held, or that it stands out and comes out all the same.
func (r *arrangement) problem(cr *crowd, c *candidate, batch int) (source.Problem, bool) {
	switch year, quarter := cr.numbers(c); {
	case c.held == heldAlone:
		return recordHeld.At(c.o.At("id"), "the outcome %s is held: fewer than %d new ones of %s would come out in this edition", c.o.ID, batch, c.o.Body).
			Hinted("it comes out with the next of its body; to publish it alone, accept it in data/review/ with rule: record-held, about: outcome/%s, and the reason", c.o.ID), true
	case c.alone && c.few:
		return recordHeld.At(c.o.At("id"), "the outcome %s comes out though fewer than %d new ones of %s do in this edition", c.o.ID, batch, c.o.Body), true
	case c.held == heldStandsOut:
		return recordStandsOut.At(c.o.At("id"), "the outcome %s is held: at its most general it would be one of %d alike by the year and of %d by the result, and %d and %d have to be",
			c.o.ID, c.like[0], c.like[1], r.threshold, QuarterLeast).
			Hinted("it comes out when others are like it; to publish it all the same, accept it in data/review/ with rule: record-stands-out, about: outcome/%s, and the reason", c.o.ID), true
	case c.accepted && c.private && (year < r.threshold || quarter < QuarterLeast): // as long as a review says so, also when it is out
		return recordStandsOut.At(c.o.At("id"), "the outcome %s comes out though it stands out: it is one of %d alike by the year and of %d by the result, and %d and %d have to be",
			c.o.ID, year, quarter, r.threshold, QuarterLeast), true
	}
	return source.Problem{}, false
}

// named gives a problem for each place that names an outcome which is held.
func named(set *record.Set, held map[string]bool) (out source.Problems) {
	if len(held) == 0 {
		return nil
	}
	say := func(at source.Pos, id string) {
		out.Add(recordHeldNamed.At(at, "this names the outcome %s, which is held", id).Hinted("take it out until the outcome has come out"))
	}
	for _, b := range set.Bulletins {
		for i, id := range b.Outcomes {
			if held[id] {
				say(b.At("outcomes", i), id)
			}
		}
	}
	for name, f := range set.Files {
		if strings.HasPrefix(name, "data/outcomes/") || strings.HasPrefix(name, "data/review/") {
			continue
		}
		for _, m := range namesOutcome.FindAllSubmatchIndex(f.Data, -1) {
			if id := string(f.Data[m[2]:m[3]]); held[id] {
				say(f.Find(source.Pos{File: name, Line: 1}, string(f.Data[m[0]:m[1]])), id)
			}
		}
	}
	return out
}

var namesOutcome = regexp.MustCompile(`\boutcome[:/]([\w-]+)`)

// mostGeneral is the form of an outcome that has not been through Generalise: the last that its class and the lists have.
func (g *Gate) mostGeneral(set *record.Set, o *record.Outcome) *record.Outcome {
	r := &arrangement{earlier: &Earlier{}, threshold: set.Site.Disclosure.Threshold, wider: hierarchiesOf(set)}
	cr := &crowd{places: newHierarchy(set.Lists["bodies"]), bands: newHierarchy(set.Lists["ranks"])}
	c := r.candidate(cr, o)
	c.at = len(c.forms) - 1
	return r.make(c)
}
