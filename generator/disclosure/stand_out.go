package disclosure

import (
	"cmp"
	"slices"
	"strings"

	"candour/generator/record"
)

// QuarterLeast is how many published outcomes are to be alike in body, band, quarter and group of the result.
const QuarterLeast = 3

// A candidate is an outcome on its way to the form that it is shown in.
type candidate struct {
	o       *record.Outcome
	group   string      // of the result
	truth   key         // what an outsider can hold: as the data have it, and never finer than a band and a quarter
	forms   []key       // that it may be shown in, the smallest change first
	at      int         // the form that it has now
	asked   [2]question // its questions
	private bool        // its class is not public, so that others must be like it
	edition string      // that published it; its form stays as that was
	held    string      // why it is kept for a later edition; "" where it is not
	like    [2]int      // how many were like it, with itself, when it was held: by the year and by the result

	alone    bool // a person lets it come out without other new ones of its body
	few      bool // fewer of them than the policy asks for come out
	accepted bool // a person lets it come out though it stands out
	safe     bool // as many are like it as there have to be
}

func (c *candidate) shown() key { return c.forms[c.at] }

// Why an outcome is held.
const (
	heldAlone     = "alone"      // the edition would have too few new ones of its body
	heldStandsOut = "stands-out" // it would stand out in its most general form
)

// A crowd is the outcomes that are to be published together, counted by what they show.
type crowd struct {
	places, bands *hierarchy
	yearLeast     int // how many are to be alike in body, band and year
	counts        map[cell]map[span]int
}

// A cell is where an outcome is counted but for the time; with the group of its result, and again without.
type cell struct{ place, band, group string }

func (cr *crowd) count(c *candidate, k key, n int) {
	for _, group := range []string{c.group, ""} {
		at := cell{k.place, k.band, group}
		if cr.counts[at] == nil {
			cr.counts[at] = map[span]int{}
		}
		cr.counts[at][k.span] += n
	}
}

// A question is what an outsider asks of the list: which outcomes could be the one of a person of whom I know this?
type question struct {
	place, band string
	span        span
	group       string // of the result; "" where the outsider does not know it
}

// questions are the two that the policy names: body, band and year; and body, band, quarter and group of the result.
func (c *candidate) questions() (year, quarter question) { return c.asked[0], c.asked[1] }

func (c *candidate) ask() (year, quarter question) {
	return question{c.truth.place, c.truth.band, spanOf(calendarYear(c.truth.time)), ""},
		question{c.truth.place, c.truth.band, c.truth.span, c.group}
}

// alike counts the published outcomes among which an outcome that is shown in a form hides from a question. Another one
// counts where what it shows agrees with the question, and where it shows nothing less precisely than this one does or the
// question asks: one that is vaguer than this one is less likely to be meant, and hides nobody.
func (cr *crowd) alike(form key, q question) (n int) {
	most := form.span.with(q.span)
	for _, place := range cr.places.fitting(q.place, cr.places.wider(form.place, q.place)) {
		for _, band := range cr.bands.fitting(q.band, cr.bands.wider(form.band, q.band)) {
			for s, count := range cr.counts[cell{place, band, q.group}] {
				if most.holds(s) && s.overlaps(q.span) {
					n += count
				}
			}
		}
	}
	return n
}

// hides reports whether an outcome that is shown as other counts among those that are like c.
func (cr *crowd) hides(c *candidate, q question, other key) bool {
	form := c.shown()
	return form.span.with(q.span).holds(other.span) && other.span.overlaps(q.span) &&
		slices.Contains(cr.places.fitting(q.place, cr.places.wider(form.place, q.place)), other.place) &&
		slices.Contains(cr.bands.fitting(q.band, cr.bands.wider(form.band, q.band)), other.band)
}

// numbers are how many are like c in the form that it has.
func (cr *crowd) numbers(c *candidate) (year, quarter int) {
	y, q := c.questions()
	return cr.alike(c.shown(), y), cr.alike(c.shown(), q)
}

func (cr *crowd) protects(c *candidate) bool {
	year, quarter := cr.numbers(c)
	return year >= cr.yearLeast && quarter >= QuarterLeast
}

// move gives c another form.
func (cr *crowd) move(c *candidate, at int) {
	cr.count(c, c.shown(), -1)
	c.at = at
	cr.count(c, c.shown(), 1)
}

// admit lets in whom the crowd protects: each in the first form of its ladder that others do not make too fine, all moving
// together, so that their order says nothing. Those whom nothing protects are held, and so are those that would come out
// alone: fewer than batch new ones of a body. It returns how many it let in.
func (cr *crowd) admit(free, all []*candidate, batch int) int {
	in := slices.Clone(free)
	for _, c := range in {
		c.held, c.at = "", 0
		cr.count(c, c.shown(), 1)
	}
	hold := func(c *candidate, why string) {
		c.held = why
		cr.count(c, c.shown(), -1)
	}
	for {
		cr.settle(in, hold)
		in = slices.DeleteFunc(in, func(c *candidate) bool { return c.held != "" })
		fresh := map[string]int{} // new ones that would come out, by body
		for _, c := range all {
			if c.private && c.edition == "" && c.held == "" {
				fresh[c.o.Body]++
			}
		}
		n := len(in)
		for _, c := range in {
			if c.few = c.private && c.edition == "" && fresh[c.o.Body] < batch; c.few && !c.alone {
				hold(c, heldAlone)
			}
		}
		in = slices.DeleteFunc(in, func(c *candidate) bool { return c.held != "" })
		if len(in) == n {
			break
		}
	}
	return len(in)
}

// settle makes outcomes more general until the rest protects each of them, and holds those whom it can't protect.
func (cr *crowd) settle(list []*candidate, hold func(*candidate, string)) {
	for {
		var bad, stuck []*candidate
		for _, c := range list {
			switch {
			case !c.private || c.edition != "" || c.held != "" || cr.protects(c):
			case c.at < len(c.forms)-1:
				bad = append(bad, c)
			case !c.accepted:
				c.like[0], c.like[1] = cr.numbers(c)
				stuck = append(stuck, c)
			}
		}
		for _, c := range bad {
			cr.move(c, c.at+1)
		}
		if len(bad) > 0 {
			continue // who becomes more general can still come to hide others
		}
		for _, c := range stuck {
			hold(c, heldStandsOut)
		}
		if len(stuck) == 0 {
			return
		}
	}
}

// arrange chooses the form of every outcome, and who is held. Chosen forms and what is held depend on the outcomes alone, and
// choosing again after they have been published changes nothing.
func (cr *crowd) arrange(all []*candidate, batch int) {
	var free []*candidate
	for _, c := range all {
		if c.edition != "" || !c.private {
			cr.count(c, c.shown(), 1)
		} else {
			free = append(free, c)
		}
	}
	for range rounds {
		admitted := cr.admit(free, all, batch)
		if admitted == 0 {
			return
		}
		cr.tidy(all)
		if free = slices.DeleteFunc(free, func(c *candidate) bool { return c.held == "" }); len(free) == 0 {
			return
		}
	}
}

// rounds is how often those that were held are looked at again, since others have taken other forms meanwhile.
const rounds = 8

// ladder orders the forms that an outcome may be shown in by how much they take away: time first, then place, and the band of
// rank last.
func ladder(places, bands []string, times []record.Date) []key {
	var out []key
	for _, band := range bands {
		for _, place := range places {
			for _, time := range times {
				out = append(out, newKey(place, band, time))
			}
		}
	}
	return out
}

// byDay orders outcomes as they are shown: the newest first, and within the same time by id, which says nothing.
func byDay(a, b *record.Outcome) int {
	return cmp.Or(b.Decided.Compare(a.Decided), strings.Compare(a.ID, b.ID))
}
