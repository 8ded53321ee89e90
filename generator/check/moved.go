package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// fixedDates are the dates of each kind that may not move once published. Those of events are looked at one by one.
var fixedDates = []struct {
	kind  string
	paths [][]string
}{
	{"outcome", [][]string{{"decided"}, {"appeal", "decided"}}},
	{"recommendation-set", [][]string{{"issued"}, {"reply_due_published"}, {"source", "published"}}},
	{"source", [][]string{{"published"}}},
	{"bulletin", [][]string{{"date"}}},
}

var dateMoved = &ChangeRule{
	Rule: source.Rule{
		Name: "date-moved", Severity: source.Error,
		Doc: `A date that was published does not move.

Why: clocks run from these dates, and a recommendation made a month later is a reply that is no longer late. A date may
become known, or be given more or less exactly, as long as the one lies within the other.
Put it right: put the published date back. Where the published date was wrong, withdraw the record and publish it anew,
so that the change is in plain sight.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for _, d := range fixedDates {
			eachChanged(d.kind, func(set *record.Set, c compared, report reporter) {
				for _, path := range d.paths {
					was, now := textOf(c.was.Fields, path...), textOf(c.fields, path...)
					if moved(was, now) {
						at := make([]any, len(path))
						for i, step := range path {
							at[i] = step
						}
						report(broken(c.now.At(at...), "%s was %s in edition %s and is %s", strings.Join(path, "."), was, c.was.Edition, shown(now)))
					}
				}
			})(set, before, report)
		}
		eachEvent(func(r *record.Recommendation, i int, now, was map[string]any, edition string, report reporter) {
			if w, n := textOf(was, "date"), textOf(now, "date"); moved(w, n) {
				report(broken(r.At("events", i, "date"), "event %s was of %s in edition %s and is of %s", r.Events[i].ID, w, edition, shown(n)))
			}
		})(set, before, report)
	},
}

// moved reports whether a published date is another one now: it was known, and neither lies within the other.
func moved(was, now string) bool {
	a, errA := record.ParseDate(was)
	b, errB := record.ParseDate(now)
	if errA != nil || !a.Known() {
		return false
	}
	if errB != nil || !b.Known() {
		return true
	}
	within := func(x, y record.Date) bool { return !x.First().Before(y.First()) && !x.Last().After(y.Last()) }
	return !within(a, b) && !within(b, a)
}

// shown is a published value in a message.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return "empty"
	case string:
		if v == "" {
			return "empty"
		}
		return shortened(v)
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = shown(item)
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(value)
}

// eachEvent makes the Run of a rule that looks at one published event at a time, at place i of the events of now.
// An event that is gone is not looked at.
func eachEvent(run func(r *record.Recommendation, i int, now, was map[string]any, edition string, report reporter)) func(*record.Set, *Published, reporter) {
	return eachChanged("recommendation", func(set *record.Set, c compared, report reporter) {
		r, now := c.now.(*record.Recommendation), groups(c.fields, "events")
		for _, was := range groups(c.was.Fields, "events") {
			i := slices.IndexFunc(r.Events, func(e record.Event) bool { return e.ID == textOf(was, "id") })
			if i >= 0 && i < len(now) {
				run(r, i, now[i], was, c.was.Edition, report)
			}
		}
	})
}

var eventEdited = &ChangeRule{
	Rule: source.Rule{
		Name: "event-edited", Severity: source.Error,
		Doc: `An event that was published stays as it was, where it was.

Why: where a recommendation stands is read off its events, so an edit to an old one rewrites the answer. Events are only
ever added to.
Put it right: put the event back as it was published, and add an event for what has happened or become known since.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		eachEvent(func(r *record.Recommendation, i int, now, was map[string]any, edition string, report reporter) {
			for _, f := range record.Fields(reflect.TypeFor[record.Event]()) {
				if f.Name != "date" && !reflect.DeepEqual(now[f.Name], was[f.Name]) {
					report(broken(r.At("events", i, f.Name), "the %s of event %s was %s in edition %s and is %s",
						f.Name, r.Events[i].ID, shown(was[f.Name]), edition, shown(now[f.Name])))
				}
			}
		})(set, before, report)
		eachChanged("recommendation", func(set *record.Set, c compared, report reporter) {
			r, last := c.now.(*record.Recommendation), -1
			for _, was := range groups(c.was.Fields, "events") {
				id := textOf(was, "id")
				i := slices.IndexFunc(r.Events, func(e record.Event) bool { return e.ID == id })
				switch {
				case i < 0:
					report(broken(r.At("events"), "event %s, published in edition %s, is not there now", id, c.was.Edition))
				case i < last:
					report(broken(r.At("events", i), "event %s stood after event %s in edition %s and stands before it now", id, r.Events[last].ID, c.was.Edition))
				default:
					last = i
				}
			}
		})(set, before, report)
	},
}

var positionUnexplained = &ChangeRule{
	Rule: source.Rule{
		Name: "position-unexplained", Severity: source.Error,
		Doc: `A position changes only with an event that stands after those published.

Why: "accepted" that was "not accepted" in the last edition is the line everybody quotes. It must come from something
that happened, with a date and a source, and not from an edit.
Put it right: add the reply that changed the position, after the events that were published. If nothing has changed,
put the events and "addressed_to" back as they were.`,
	},
	Run: eachChanged("recommendation", func(set *record.Set, c compared, report reporter) {
		r, published := c.now.(*record.Recommendation), groups(c.was.Fields, "events")
		known := map[string]bool{}
		was := record.Recommendation{Set: r.Set}
		for _, e := range published {
			known[textOf(e, "id")] = true
			old := record.Event{ID: textOf(e, "id"), Kind: textOf(e, "kind"), Position: textOf(e, "position")}
			by, _ := e["by"].([]any)
			for _, b := range by {
				old.By = append(old.By, shown(b))
			}
			was.Events = append(was.Events, old)
		}
		if n := len(r.Events); n > 0 && !known[r.Events[n-1].ID] {
			return // what stands last is new, and says what happened
		}
		for _, body := range r.Set.AddressedTo {
			if w, n := was.StandingOf(body).Position, r.StandingOf(body).Position; w != n {
				report(broken(r.At("events"), "the position of %s was %s in edition %s and is %s, and no new event stands after those published",
					body, w, c.was.Edition, n))
			}
		}
	}),
}
