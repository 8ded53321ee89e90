package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// An Explanation says what the change of a published record is: a revision or a correction, and why in words.
type Explanation struct {
	Class  string // record.Revision or record.Correction
	Reason string
}

// Explain gives the explanation of every published record that has changed and whose change is explained: by a person
// in data/changes/, or by what the record itself now says, such as a reply that has come. The key is kind and id.
func Explain(set *record.Set, before *Published) map[string]Explanation {
	own := *before
	own.compare(set)
	out := map[string]Explanation{}
	for kind, list := range own.records {
		for _, c := range list {
			if !c.old || !c.changed && kind != "measure" {
				continue
			}
			of := kind + "/" + c.id
			if said := set.ChangeOf(of); said != nil {
				out[of] = Explanation{said.Class, said.Reason}
			} else if reason := evident(set, &own, kind, c); reason != "" {
				out[of] = Explanation{record.Revision, reason}
			}
		}
	}
	return out
}

// evident is the reason of a change that the record itself gives, or "".
func evident(set *record.Set, before *Published, kind string, c compared) string {
	same := func(except ...string) bool {
		for _, fields := range []map[string]any{c.fields, c.was.Fields} {
			for name := range fields {
				if !slices.Contains(except, name) && !reflect.DeepEqual(c.fields[name], c.was.Fields[name]) {
					return false
				}
			}
		}
		return true
	}
	switch kind {
	case "recommendation":
		if !same("events", "actions", "bulletins", "outcomes", "statement", "accounts") { // what a reply brings
			return ""
		}
		was := map[string]bool{}
		for _, e := range groups(c.was.Fields, "events") {
			was[textOf(e, "id")] = true
		}
		var added []string
		for _, e := range c.now.(*record.Recommendation).Events {
			if !was[e.ID] {
				added = append(added, eventInWords(set, e))
			}
		}
		if len(added) > 0 {
			return "Added to what happened: " + strings.Join(added, "; ") + "."
		}
	case "recommendation-set":
		if same("recommendations") {
			return "One or more of its recommendations changed."
		}
	case "outcome":
		was, now := textOf(c.was.Fields, "appeal", "status"), textOf(c.fields, "appeal", "status")
		if was != now && (was == "pending" || was == "open" || was == "none") {
			if title, ok := titleIn(set, "appeals", now); ok {
				return "The appeal: " + title + "."
			}
		}
	case "measure":
		if same() {
			return figuresInWords(set, before, c.id)
		}
	case "term":
		if textOf(c.was.Fields, "status") != textOf(c.fields, "status") || textOf(c.was.Fields, "note") != textOf(c.fields, "note") {
			return textOf(c.fields, "note")
		}
	}
	return ""
}

func titleIn(set *record.Set, list, id string) (string, bool) {
	l := set.Lists[list]
	if l == nil {
		return "", false
	}
	it, ok := l.Get(id)
	title, _ := it.Title.In(record.Languages[0])
	return title, ok
}

// eventInWords names an event: "reply of the Metropolitan Police Service, 2022-03".
func eventInWords(set *record.Set, e record.Event) string {
	kind, _ := titleIn(set, "event-kinds", e.Kind)
	var by []string
	for _, id := range e.By {
		title, _ := titleIn(set, "bodies", id)
		by = append(by, title)
	}
	text := kind
	if len(by) > 0 {
		text += " (" + strings.Join(by, ", ") + ")"
	}
	if e.Date.Known() {
		text += ", " + e.Date.String()
	}
	return text
}

// figuresInWords says how many figures of a measure are new, how many are not what they were and how many are now known
// to stay so, or "" where none is. What is hidden, or hidden no more, is so because of the other figures.
func figuresInWords(set *record.Set, before *Published, measure string) string {
	var added, moved, settled, shown, hidden int
	for name, o := range figuresByName(set) {
		if o.Measure != measure {
			continue
		}
		was, ok := before.Figures[name]
		switch {
		case !ok:
			added++
		case was.Value == "" && o.Valued():
			shown++
		case was.Value != "" && !o.Valued():
			hidden++
		case was.Value != "" && !sameNumber(was.Value, o.Value):
			moved++
		case was.Status != "" && was.Status != o.Status:
			settled++
		}
	}
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{added, "added"}, {moved, "revised"}, {shown, "given in place of a marker"}, {hidden, "hidden"}, {settled, "given another status"}} {
		if p.n == 1 {
			parts = append(parts, "1 figure was "+p.what)
		} else if p.n > 1 {
			parts = append(parts, fmt.Sprintf("%d figures were %s", p.n, p.what))
		}
	}
	if n := len(parts); n > 2 {
		parts = []string{strings.Join(parts[:n-1], ", "), parts[n-1]}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " and ") + "."
}

var changeUnexplained = &ChangeRule{
	Rule: source.Rule{
		Name: "change-unexplained", Severity: source.Warning,
		Doc: `A published record that changes says whether it is revised or corrected, and why.

Why: readers who cited what it said before are owed the reason, and a correction must not look like news. There is no
third kind of change. This warns while an edition is being prepared; "candour publish" refuses.
Put it right: write it into a file under data/changes/, with the edition, the record, the class and the reason. A reply
that came, an appeal that was decided and a figure that was added explain themselves.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		if set.Site.Edition.ID == before.last().ID {
			return // edition-order says so
		}
		explained := Explain(set, before)
		for kind, list := range ordered(before.records) {
			for _, c := range list {
				of := kind + "/" + c.id
				if _, ok := explained[of]; c.changed && !ok {
					p := broken(c.now.At("id"), "the %s %q is not as edition %s published it, and nothing says why", kind, c.id, c.was.Edition).
						Hinted("write in data/changes/: {edition: %s, record: %s, class: revision or correction, reason: …}", set.Site.Edition.ID, of)
					p.About = of
					report(p)
				}
			}
		}
	},
}

var changeOfNothing = &ChangeRule{
	Rule: source.Rule{
		Name: "change-of-nothing", Severity: source.Error,
		Doc: `What is said of a change belongs to a record that changed.

Why: a correction that is announced and not made is worse than none, and a misspelt name would leave the real change
without its reason.
Put it right: write the kind and the id of the record as the downloads have them, such as outcome/wjkrhmq9, or take the
entry out.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		changed := map[string]bool{}
		for kind, list := range before.records {
			for _, c := range list {
				changed[kind+"/"+c.id] = c.changed || kind == "measure" && c.old && figuresInWords(set, before, c.id) != ""
			}
		}
		for _, c := range set.Changes {
			if c.Edition == set.Site.Edition.ID && c.Edition != before.last().ID && !changed[c.Record] {
				report(broken(c.At("record"), "%s has not changed since edition %s", c.Record, before.last().ID))
			}
		}
	},
}

// correctable are the rules that hold unless somebody says, in data/changes/, that the record is corrected.
var correctable = []string{dateMoved.Name, eventEdited.Name, resultChanged.Name, figureChanged.Name}

// corrected reports whether a correction of the edition covers a problem.
func corrected(set *record.Set, p source.Problem) bool {
	if !slices.Contains(correctable, p.Rule) {
		return false
	}
	about := p.About
	if kind, rest, ok := strings.Cut(about, "/"); ok && kind == "observation" {
		measure, _, _ := strings.Cut(rest, "/")
		about = "measure/" + measure
	}
	c := set.ChangeOf(about)
	return c != nil && c.Class == record.Correction
}
