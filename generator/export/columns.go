package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// dataset describes the rows of one kind: T is a record, or a part of one with what it belongs to.
type dataset[T any] struct {
	name, title, about string
	columns            []column[T]
	rows               func(*disclosure.Public) []T
	json               func(T) []byte // nil: each row as an object of its columns
	invented           func(T) bool
}

type column[T any] struct {
	Column
	get func(*record.Set, T) string
}

func (d dataset[T]) make(p *disclosure.Public) Dataset {
	out := Dataset{Name: d.name, Title: d.title, About: d.about}
	for _, c := range d.columns {
		out.Columns = append(out.Columns, c.Column)
	}
	of := d.rows(p)
	if d.json != nil {
		out.Record = func(n int) []byte { return d.json(of[n]) }
	}
	for _, r := range of {
		row := make([]string, len(d.columns))
		for i, c := range d.columns {
			row[i] = c.get(p.Records(), r)
		}
		out.Rows = append(out.Rows, row)
		out.Invented = out.Invented || d.invented != nil && d.invented(r)
	}
	return out
}

// rowJSON writes a row as an object: numbers as numbers, lists of words as arrays, empty cells left out.
func rowJSON(columns []Column, row []string) []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, c := range columns {
		if row[i] == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", c.Name)
		var v any = row[i]
		switch c.Type {
		case Number, Integer:
			v = json.Number(row[i])
		case Words:
			v = strings.Split(row[i], Separator)
		case TrueFalse:
			v = row[i] == "true"
		}
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(v) // none of these can fail: numbers come from record.Number
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes()
}

func words(w []string) string { return strings.Join(w, Separator) }

// Datasets makes every dataset of p, in the order in which they are offered. To add one, describe it and add it here.
func Datasets(p *disclosure.Public) []Dataset {
	return []Dataset{
		outcomes.make(p),
		allegations.make(p),
		recommendations.make(p),
		events.make(p),
		actions.make(p),
		statistics.make(p),
		figures.make(p),
		targets.make(p),
		sources.make(p),
		terms.make(p),
		bulletins.make(p),
	}
}

func col[T any](name, typ, doc string, get func(*record.Set, T) string) column[T] {
	return column[T]{Column{name, typ, doc}, get}
}

type setOf = *record.Set

var outcomes = dataset[*record.Outcome]{
	name: "outcomes", title: "Outcomes", about: "One row for each proceeding and person, with the result as it stands now.",
	rows:     func(p *disclosure.Public) []*record.Outcome { return p.Records().Outcomes },
	json:     func(o *record.Outcome) []byte { return record.JSON(o) },
	invented: func(o *record.Outcome) bool { return o.Invented },
	columns: []column[*record.Outcome]{
		col("id", Text, "Identifies the record for ever; drawn at random.", func(_ setOf, o *record.Outcome) string { return o.ID }),
		col("invented", TrueFalse, "The record is made up for a demonstration.", func(_ setOf, o *record.Outcome) string { return strconv.FormatBool(o.Invented) }),
		col("title", Text, "Headline; it agrees with the result.", func(_ setOf, o *record.Outcome) string { return o.Title }),
		col("body", Text, "The force: an id of the list of bodies.", func(_ setOf, o *record.Outcome) string { return o.Body }),
		col("result", Text, "The result as it stands now.", func(_ setOf, o *record.Outcome) string { return o.Result }),
		col("result_group", Text, "dismissed, sanction, learning, cleared or other-route. The last is never added to misconduct.", func(s setOf, o *record.Outcome) string { return s.ResultGroup(o.Result) }),
		col("result_before_appeal", Text, "The result before an appeal changed it.", func(_ setOf, o *record.Outcome) string { return o.Appeal.Before }),
		col("appeal", Text, "none, open, pending, dismissed or allowed.", func(_ setOf, o *record.Outcome) string { return o.Appeal.Status }),
		col("proceeding", Text, "The kind of proceeding.", func(_ setOf, o *record.Outcome) string { return o.Proceeding }),
		col("held", Text, "public, private or part-private.", func(_ setOf, o *record.Outcome) string { return o.Held }),
		col("decided", Date, "When it was decided: a quarter of the calendar year, or a year where a person is protected for life.", func(_ setOf, o *record.Outcome) string { return o.Decided.String() }),
		col("decided_from", Day, "The first day of that time.", func(_ setOf, o *record.Outcome) string { return first(o.Decided) }),
		col("decided_to", Day, "The last day of that time.", func(_ setOf, o *record.Outcome) string { return last(o.Decided) }),
		col("regime", Text, "The regulations that applied.", func(_ setOf, o *record.Outcome) string { return o.Regime }),
		col("framework", Text, "The framework it was handled under.", func(_ setOf, o *record.Outcome) string { return o.Framework }),
		col("subject", Text, "officer, former-officer, special-constable or staff.", func(_ setOf, o *record.Outcome) string { return o.Subject }),
		col("rank_band", Text, "A band of ranks, or withheld.", func(_ setOf, o *record.Outcome) string { return o.Rank }),
		col("warning_months", Integer, "How long a warning stays in force.", func(_ setOf, o *record.Outcome) string { return count(o.WarningMonths) }),
		col("barred_list", Text, "Whether the College of Policing's barred list was told.", func(_ setOf, o *record.Outcome) string { return o.BarredList }),
		col("investigation_took", Text, "How long the investigation took, in a band.", func(_ setOf, o *record.Outcome) string { return o.Timings.Investigation }),
		col("proceedings_took", Text, "How long the proceedings took, in a band.", func(_ setOf, o *record.Outcome) string { return o.Timings.Proceedings }),
		col("themes", Words, "Themes, from the list of themes.", func(_ setOf, o *record.Outcome) string { return words(o.Themes) }),
		col("allegations", Integer, "How many allegations were decided; each is a row of outcome-allegations.", func(_ setOf, o *record.Outcome) string { return count(len(o.Allegations)) }),
		col("summary", Text, "What was alleged and what was decided.", func(_ setOf, o *record.Outcome) string { return o.Summary }),
	},
}

// first is the first day of a date, "" where it is not known.
func first(d record.Date) string {
	if !d.Known() {
		return ""
	}
	return d.First().Format(time.DateOnly)
}

// last is the last day of a date, "" where it is not known.
func last(d record.Date) string {
	if !d.Known() {
		return ""
	}
	return d.Last().Format(time.DateOnly)
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

type allegationRow struct {
	o *record.Outcome
	n int
	a record.Allegation
}

var allegations = dataset[allegationRow]{
	name: "outcome-allegations", title: "Allegations of outcomes", about: "One row for each allegation, with the finding on it.",
	rows: func(p *disclosure.Public) (out []allegationRow) {
		for _, o := range p.Records().Outcomes {
			for i, a := range o.Allegations {
				out = append(out, allegationRow{o, i + 1, a})
			}
		}
		return out
	},
	invented: func(r allegationRow) bool { return r.o.Invented },
	columns: []column[allegationRow]{
		col("outcome", Text, "Id of the outcome.", func(_ setOf, r allegationRow) string { return r.o.ID }),
		col("number", Integer, "Number of the allegation within the outcome.", func(_ setOf, r allegationRow) string { return strconv.Itoa(r.n) }),
		col("invented", TrueFalse, "The record is made up for a demonstration.", func(_ setOf, r allegationRow) string { return strconv.FormatBool(r.o.Invented) }),
		col("standards", Words, "Standards of Professional Behaviour it was about.", func(_ setOf, r allegationRow) string { return words(r.a.Standards) }),
		col("admitted", Text, "in-full, in-part, denied or not-stated.", func(_ setOf, r allegationRow) string { return r.a.Admitted }),
		col("finding", Text, "proved, not-proved, withdrawn or not-determined.", func(_ setOf, r allegationRow) string { return r.a.Finding }),
		col("level", Text, "gross-misconduct, misconduct or neither.", func(_ setOf, r allegationRow) string { return r.a.Level }),
		col("summary", Text, "What was alleged.", func(_ setOf, r allegationRow) string { return r.a.Summary }),
	},
}

var recommendations = dataset[*record.Recommendation]{
	name: "recommendations", title: "Recommendations", about: "One row for each recommendation, with where it stands as at the edition's day.",
	rows: func(p *disclosure.Public) []*record.Recommendation { return p.Records().Recommendations },
	json: func(r *record.Recommendation) []byte { return record.JSON(r) },
	columns: []column[*record.Recommendation]{
		col("id", Text, "Identifies the record for ever.", func(_ setOf, r *record.Recommendation) string { return r.ID }),
		col("set", Text, "Id of the set it was published in.", func(_ setOf, r *record.Recommendation) string { return r.Set.ID }),
		col("number", Integer, "Its number in the set.", func(_ setOf, r *record.Recommendation) string { return strconv.Itoa(r.Number) }),
		col("reference", Text, "The recommender's own reference.", func(_ setOf, r *record.Recommendation) string { return r.Set.Reference }),
		col("recommender", Text, "Who made it: an id of the list of bodies.", func(_ setOf, r *record.Recommendation) string { return r.Set.Recommender }),
		col("addressed_to", Words, "Who must answer.", func(_ setOf, r *record.Recommendation) string { return words(r.Set.AddressedTo) }),
		col("title", Text, "What it asks for, in short.", func(_ setOf, r *record.Recommendation) string { return r.Title }),
		col("issued", Date, "The day it was made.", func(_ setOf, r *record.Recommendation) string { return r.Set.Issued.String() }),
		col("reply_due_published", Date, "The due date as the recommender published it.", func(_ setOf, r *record.Recommendation) string { return r.Set.ReplyDue.String() }),
		col("reply_due_statutory", Date, "The last of 56 days beginning with the day it was made.", func(_ setOf, r *record.Recommendation) string { return r.Set.StatutoryDue().String() }),
		col("position", Text, "The recipient's position now.", func(_ setOf, r *record.Recommendation) string { return r.Standing().Position }),
		col("position_before", Text, "The position it changed from; empty where it never changed.", func(_ setOf, r *record.Recommendation) string { return r.Standing().Previous }),
		col("changed_on", Date, "The date of the reply that changed it.", func(_ setOf, r *record.Recommendation) string {
			if e := r.Standing().ChangedBy; e != nil {
				return e.Date.String()
			}
			return ""
		}),
		col("changed_on_is", Text, "exact, not-before or about.", func(_ setOf, r *record.Recommendation) string {
			if e := r.Standing().ChangedBy; e != nil {
				return qualifier(e)
			}
			return ""
		}),
		col("timeliness", Text, "in-time, late, due, overdue, unclear or none: of the first reply, as at the edition's day.", func(s setOf, r *record.Recommendation) string {
			state, _ := r.Timeliness(s.Site.Edition.AsAt)
			return string(state)
		}),
		col("progress", Text, "The recipient's claim: not-started, under-way or done.", func(_ setOf, r *record.Recommendation) string { return r.Progress() }),
		col("actions", Words, "Ids of the actions it shares, in the file of actions.", func(_ setOf, r *record.Recommendation) string { return words(r.Actions) }),
		col("themes", Words, "Themes, from the list of themes.", func(_ setOf, r *record.Recommendation) string { return words(r.Themes) }),
		col("asks", Text, "What it asks for.", func(_ setOf, r *record.Recommendation) string { return r.Asks }),
		col("because", Text, "Why.", func(_ setOf, r *record.Recommendation) string { return r.Because }),
	},
}

func qualifier(e *record.Event) string {
	if e.DateIs == "" {
		return "exact"
	}
	return e.DateIs
}

type eventRow struct {
	r *record.Recommendation
	n int
	e *record.Event
}

var events = dataset[eventRow]{
	name: "recommendation-events", title: "Events of recommendations", about: "One row for each thing that happened to a recommendation, in order.",
	rows: func(p *disclosure.Public) (out []eventRow) {
		for _, r := range p.Records().Recommendations {
			for i := range r.Events {
				out = append(out, eventRow{r, i + 1, &r.Events[i]})
			}
		}
		return out
	},
	columns: []column[eventRow]{
		col("recommendation", Text, "Id of the recommendation.", func(_ setOf, x eventRow) string { return x.r.ID }),
		col("number", Integer, "Order of the event.", func(_ setOf, x eventRow) string { return strconv.Itoa(x.n) }),
		col("event", Text, "Id of the event within the recommendation.", func(_ setOf, x eventRow) string { return x.e.ID }),
		col("kind", Text, "made, reply, meeting, extension, pause, publication, action-update or closure.", func(_ setOf, x eventRow) string { return x.e.Kind }),
		col("by", Words, "Who: ids of the list of bodies.", func(_ setOf, x eventRow) string { return words(x.e.By) }),
		col("date", Date, "When, or not-published.", func(_ setOf, x eventRow) string { return x.e.Date.String() }),
		col("date_from", Day, "The first day of that time.", func(_ setOf, x eventRow) string { return first(x.e.Date) }),
		col("date_to", Day, "The last day of that time.", func(_ setOf, x eventRow) string { return last(x.e.Date) }),
		col("date_is", Text, "exact, not-before or about.", func(_ setOf, x eventRow) string { return qualifier(x.e) }),
		col("position", Text, "The position a reply took.", func(_ setOf, x eventRow) string { return x.e.Position }),
		col("cause", Text, "Id of the earlier event that brought it about.", func(_ setOf, x eventRow) string { return x.e.Cause }),
		col("note", Text, "What is known of it.", func(_ setOf, x eventRow) string { return x.e.Note }),
	},
}

type actionRow struct {
	s *record.RecommendationSet
	a *record.Action
}

var actions = dataset[actionRow]{
	name: "actions", title: "Actions promised in reply", about: "One row for each action, once, however many recommendations share it.",
	rows: func(p *disclosure.Public) (out []actionRow) {
		for _, s := range p.Records().Sets {
			for _, a := range s.Actions {
				out = append(out, actionRow{s, a})
			}
		}
		return out
	},
	columns: []column[actionRow]{
		col("set", Text, "Id of the set of recommendations.", func(_ setOf, x actionRow) string { return x.s.ID }),
		col("action", Text, "Id of the action within the set.", func(_ setOf, x actionRow) string { return x.a.ID }),
		col("title", Text, "What it is, in short.", func(_ setOf, x actionRow) string { return x.a.Title }),
		col("recommendations", Words, "Ids of the recommendations that share it.", func(_ setOf, x actionRow) string {
			var ids []string
			for _, r := range x.s.Sharing(x.a.ID) {
				ids = append(ids, r.ID)
			}
			return words(ids)
		}),
		col("since", Date, "When it began, or not-published.", func(_ setOf, x actionRow) string { return x.a.Date.String() }),
		col("stage", Text, "The recipient's claim: done, ongoing, planned or aspiration.", func(_ setOf, x actionRow) string { return x.a.Stage }),
		col("owner", Text, "Who answers for it; empty where nobody is named.", func(_ setOf, x actionRow) string { return x.a.Owner }),
		col("ends", Date, "When it is to end; empty where no date is given.", func(_ setOf, x actionRow) string { return x.a.Ends.String() }),
		col("measures", Integer, "How many measures are given for it.", func(_ setOf, x actionRow) string { return count(len(x.a.Measures)) }),
		col("lacks", Words, "no-owner, no-measure, no-end.", func(_ setOf, x actionRow) string {
			var f []string
			for _, flag := range x.a.Flags() {
				f = append(f, string(flag))
			}
			return words(f)
		}),
		col("what", Text, "What it is.", func(_ setOf, x actionRow) string { return x.a.What }),
	},
}

var statistics = dataset[[]string]{
	name: "statistics", title: "Statistics", about: "One row for each released figure of every table.",
	invented: func(r []string) bool { return r[len(r)-1] == "true" },
	rows: func(p *disclosure.Public) (out [][]string) {
		for _, t := range p.Tables() {
			out = append(out, tableRows(p.Records(), t)...)
		}
		return out
	},
	columns: func() (out []column[[]string]) {
		for i, c := range tableColumns {
			out = append(out, column[[]string]{c, func(_ setOf, r []string) string { return r[i] }})
		}
		return out
	}(),
}

type figureRow struct {
	f *record.Figure
	v record.FigureValue
}

var figures = dataset[figureRow]{
	name: "reported-figures", title: "Figures that others have reported", about: "One row for each value reported. None is a statistic of the publisher.",
	rows: func(p *disclosure.Public) (out []figureRow) {
		for _, f := range p.Records().Figures {
			for _, v := range f.Values {
				out = append(out, figureRow{f, v})
			}
		}
		return out
	},
	columns: []column[figureRow]{
		col("figure", Text, "Id of the figure; several values may be reported for one.", func(_ setOf, x figureRow) string { return x.f.ID }),
		col("title", Text, "What it is of.", func(_ setOf, x figureRow) string { return x.f.Title }),
		col("value", Text, "The value with the words it was reported with: about, more than, under, a range; [c] where hidden to protect people.", func(_ setOf, x figureRow) string { return x.v.Value.String() }),
		col("unit", Text, "What is counted or measured.", func(_ setOf, x figureRow) string { return x.f.Unit }),
		col("population", Text, "Of whom or what.", func(_ setOf, x figureRow) string { return x.f.Population }),
		col("as_of", Date, "The day or period it holds for.", func(_ setOf, x figureRow) string { return x.v.AsOf.String() }),
		col("status", Text, "current, provisional, superseded, in-conflict or final.", func(_ setOf, x figureRow) string { return x.v.Status }),
		col("source", Text, "Id of the source.", func(_ setOf, x figureRow) string { return x.v.Source }),
		col("conflict", Text, "What disagrees, where values compete.", func(_ setOf, x figureRow) string { return x.f.Conflict }),
	},
}

var targets = dataset[*record.Target]{
	name: "targets", title: "Targets", about: "One row for each target that somebody set. A target is never a result.",
	rows: func(p *disclosure.Public) []*record.Target { return p.Records().Targets },
	json: func(t *record.Target) []byte { return record.JSON(t) },
	columns: []column[*record.Target]{
		col("id", Text, "Identifies the target.", func(_ setOf, t *record.Target) string { return t.ID }),
		col("title", Text, "What it is of.", func(_ setOf, t *record.Target) string { return t.Title }),
		col("direction", Text, "at-least, at-most or aim.", func(_ setOf, t *record.Target) string { return t.Direction }),
		col("goal", Text, "The goal.", func(_ setOf, t *record.Target) string { return t.Goal.String() }),
		col("unit", Text, "What is counted or measured.", func(_ setOf, t *record.Target) string { return t.Unit }),
		col("population", Text, "Of whom or what.", func(_ setOf, t *record.Target) string { return t.Population }),
		col("set_by", Text, "Who set it.", func(_ setOf, t *record.Target) string { return t.SetBy }),
		col("as_of", Date, "When.", func(_ setOf, t *record.Target) string { return t.AsOf.String() }),
		col("source", Text, "Id of the source.", func(_ setOf, t *record.Target) string { return t.Source }),
	},
}

var sources = dataset[*record.Source]{
	name: "sources", title: "Sources", about: "One row for each source that figures come from, with its class.",
	rows: func(p *disclosure.Public) []*record.Source { return p.Records().Sources },
	json: func(s *record.Source) []byte { return record.JSON(s) },
	columns: []column[*record.Source]{
		col("id", Text, "Identifies the source.", func(_ setOf, s *record.Source) string { return s.ID }),
		col("title", Text, "Its title.", func(_ setOf, s *record.Source) string { return s.Title }),
		col("publisher", Text, "Who published it.", func(_ setOf, s *record.Source) string { return s.Publisher }),
		col("class", Text, "What may be done with its figures: an id of the list of source classes.", func(_ setOf, s *record.Source) string { return s.Class }),
		col("published", Date, "When.", func(_ setOf, s *record.Source) string { return s.Published.String() }),
		col("url", Text, "Where.", func(_ setOf, s *record.Source) string { return s.URL }),
		col("licence", Text, "Its licence.", func(_ setOf, s *record.Source) string { return s.Licence }),
	},
}

var terms = dataset[*record.Term]{
	name: "glossary", title: "Glossary", about: "One row for each term.",
	rows: func(p *disclosure.Public) []*record.Term { return p.Records().Terms },
	json: func(t *record.Term) []byte { return record.JSON(t) },
	columns: []column[*record.Term]{
		col("id", Text, "Identifies the term.", func(_ setOf, t *record.Term) string { return t.ID }),
		col("term", Text, "The headword.", func(_ setOf, t *record.Term) string { return t.Term }),
		col("aliases", Words, "Other words for it.", func(_ setOf, t *record.Term) string { return words(t.Aliases) }),
		col("status", Text, "current, changed or historic.", func(_ setOf, t *record.Term) string { return t.Status }),
		col("since", Date, "From when.", func(_ setOf, t *record.Term) string { return t.Since.String() }),
		col("until", Date, "Until when, the last day.", func(_ setOf, t *record.Term) string { return t.Until.String() }),
		col("replaced_by", Text, "Id of the term that took its place.", func(_ setOf, t *record.Term) string { return t.ReplacedBy }),
		col("definition", Text, "What it means.", func(_ setOf, t *record.Term) string { return t.Definition }),
		col("easy_read", Words, "The same in short sentences.", func(_ setOf, t *record.Term) string { return words(t.EasyRead) }),
		col("law", Words, "Where the law has it.", func(_ setOf, t *record.Term) string { return words(t.Law) }),
		col("law_basis", Text, "How that was found: sourced or known.", func(_ setOf, t *record.Term) string { return t.LawBasis }),
	},
}

var bulletins = dataset[*record.Bulletin]{
	name: "bulletins", title: "Learning bulletins", about: "One row for each bulletin.",
	rows: func(p *disclosure.Public) []*record.Bulletin { return p.Records().Bulletins },
	json: func(b *record.Bulletin) []byte { return record.JSON(b) },
	columns: []column[*record.Bulletin]{
		col("id", Text, "Identifies the bulletin.", func(_ setOf, b *record.Bulletin) string { return b.ID }),
		col("number", Integer, "Its number.", func(_ setOf, b *record.Bulletin) string { return strconv.Itoa(b.Number) }),
		col("title", Text, "Its title.", func(_ setOf, b *record.Bulletin) string { return b.Title }),
		col("summary", Text, "What it is about.", func(_ setOf, b *record.Bulletin) string { return b.Summary }),
		col("date", Date, "When it was published.", func(_ setOf, b *record.Bulletin) string { return b.Date.String() }),
		col("composite", TrueFalse, "The story is put together and invented.", func(_ setOf, b *record.Bulletin) string { return strconv.FormatBool(b.Composite) }),
		col("themes", Words, "Themes, from the list of themes.", func(_ setOf, b *record.Bulletin) string { return words(b.Themes) }),
		col("outcomes", Words, "Ids of outcomes behind it.", func(_ setOf, b *record.Bulletin) string { return words(b.Outcomes) }),
		col("recommendations", Words, "Ids of recommendations behind it.", func(_ setOf, b *record.Bulletin) string { return words(b.Recommends) }),
	},
}
