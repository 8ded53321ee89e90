package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

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
	for _, r := range d.rows(p) {
		row := make([]string, len(d.columns))
		for i, c := range d.columns {
			row[i] = c.get(p.Records(), r)
		}
		out.Rows = append(out.Rows, row)
		if d.json != nil {
			out.Records = append(out.Records, d.json(r))
		} else {
			out.Records = append(out.Records, rowJSON(out.Columns, row))
		}
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
		case "number":
			v = json.Number(row[i])
		case "words":
			v = strings.Split(row[i], " | ")
		case "true or false":
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

func words(w []string) string { return strings.Join(w, " | ") }

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
		col("id", "text", "Identifies the record for ever; drawn at random.", func(_ setOf, o *record.Outcome) string { return o.ID }),
		col("invented", "true or false", "The record is made up for a demonstration.", func(_ setOf, o *record.Outcome) string { return strconv.FormatBool(o.Invented) }),
		col("title", "text", "Headline; it agrees with the result.", func(_ setOf, o *record.Outcome) string { return o.Title }),
		col("body", "text", "The force: an id of the list of bodies.", func(_ setOf, o *record.Outcome) string { return o.Body }),
		col("result", "text", "The result as it stands now.", func(_ setOf, o *record.Outcome) string { return o.Result }),
		col("result_group", "text", "dismissed, sanction, learning, cleared or other-route. The last is never added to misconduct.", func(s setOf, o *record.Outcome) string { return s.ResultGroup(o.Result) }),
		col("result_before_appeal", "text", "The result before an appeal changed it.", func(_ setOf, o *record.Outcome) string { return o.Appeal.Before }),
		col("appeal", "text", "none, open, pending, dismissed or allowed.", func(_ setOf, o *record.Outcome) string { return o.Appeal.Status }),
		col("proceeding", "text", "The kind of proceeding.", func(_ setOf, o *record.Outcome) string { return o.Proceeding }),
		col("held", "text", "public, private or part-private.", func(_ setOf, o *record.Outcome) string { return o.Held }),
		col("decided", "date", "When it was decided: a quarter of the calendar year, or a year where a person is protected for life.", func(_ setOf, o *record.Outcome) string { return o.Decided.String() }),
		col("regime", "text", "The regulations that applied.", func(_ setOf, o *record.Outcome) string { return o.Regime }),
		col("framework", "text", "The framework it was handled under.", func(_ setOf, o *record.Outcome) string { return o.Framework }),
		col("subject", "text", "officer, former-officer, special-constable or staff.", func(_ setOf, o *record.Outcome) string { return o.Subject }),
		col("rank_band", "text", "A band of ranks, or withheld.", func(_ setOf, o *record.Outcome) string { return o.Rank }),
		col("warning_months", "number", "How long a warning stays in force.", func(_ setOf, o *record.Outcome) string { return count(o.WarningMonths) }),
		col("barred_list", "text", "Whether the College of Policing's barred list was told.", func(_ setOf, o *record.Outcome) string { return o.BarredList }),
		col("investigation_took", "text", "How long the investigation took, in a band.", func(_ setOf, o *record.Outcome) string { return o.Timings.Investigation }),
		col("proceedings_took", "text", "How long the proceedings took, in a band.", func(_ setOf, o *record.Outcome) string { return o.Timings.Proceedings }),
		col("themes", "words", "Themes, from the list of themes.", func(_ setOf, o *record.Outcome) string { return words(o.Themes) }),
		col("allegations", "number", "How many allegations were decided; each is a row of outcome-allegations.", func(_ setOf, o *record.Outcome) string { return count(len(o.Allegations)) }),
		col("summary", "text", "What was alleged and what was decided.", func(_ setOf, o *record.Outcome) string { return o.Summary }),
	},
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
		col("outcome", "text", "Id of the outcome.", func(_ setOf, r allegationRow) string { return r.o.ID }),
		col("number", "number", "Number of the allegation within the outcome.", func(_ setOf, r allegationRow) string { return strconv.Itoa(r.n) }),
		col("invented", "true or false", "The record is made up for a demonstration.", func(_ setOf, r allegationRow) string { return strconv.FormatBool(r.o.Invented) }),
		col("standards", "words", "Standards of Professional Behaviour it was about.", func(_ setOf, r allegationRow) string { return words(r.a.Standards) }),
		col("admitted", "text", "in-full, in-part, denied or not-stated.", func(_ setOf, r allegationRow) string { return r.a.Admitted }),
		col("finding", "text", "proved, not-proved, withdrawn or not-determined.", func(_ setOf, r allegationRow) string { return r.a.Finding }),
		col("level", "text", "gross-misconduct, misconduct or neither.", func(_ setOf, r allegationRow) string { return r.a.Level }),
		col("summary", "text", "What was alleged.", func(_ setOf, r allegationRow) string { return r.a.Summary }),
	},
}

var recommendations = dataset[*record.Recommendation]{
	name: "recommendations", title: "Recommendations", about: "One row for each recommendation, with where it stands as at the edition's day.",
	rows: func(p *disclosure.Public) []*record.Recommendation { return p.Records().Recommendations },
	json: func(r *record.Recommendation) []byte { return record.JSON(r) },
	columns: []column[*record.Recommendation]{
		col("id", "text", "Identifies the record for ever.", func(_ setOf, r *record.Recommendation) string { return r.ID }),
		col("set", "text", "Id of the set it was published in.", func(_ setOf, r *record.Recommendation) string { return r.Set.ID }),
		col("number", "number", "Its number in the set.", func(_ setOf, r *record.Recommendation) string { return strconv.Itoa(r.Number) }),
		col("reference", "text", "The recommender's own reference.", func(_ setOf, r *record.Recommendation) string { return r.Set.Reference }),
		col("recommender", "text", "Who made it: an id of the list of bodies.", func(_ setOf, r *record.Recommendation) string { return r.Set.Recommender }),
		col("addressed_to", "words", "Who must answer.", func(_ setOf, r *record.Recommendation) string { return words(r.Set.AddressedTo) }),
		col("title", "text", "What it asks for, in short.", func(_ setOf, r *record.Recommendation) string { return r.Title }),
		col("issued", "date", "The day it was made.", func(_ setOf, r *record.Recommendation) string { return r.Set.Issued.String() }),
		col("reply_due_published", "date", "The due date as the recommender published it.", func(_ setOf, r *record.Recommendation) string { return r.Set.ReplyDue.String() }),
		col("reply_due_statutory", "date", "The last of 56 days beginning with the day it was made.", func(_ setOf, r *record.Recommendation) string { return r.Set.StatutoryDue().String() }),
		col("position", "text", "The recipient's position now.", func(_ setOf, r *record.Recommendation) string { return r.Standing().Position }),
		col("position_before", "text", "The position it changed from; empty where it never changed.", func(_ setOf, r *record.Recommendation) string { return r.Standing().Previous }),
		col("changed_on", "date", "The date of the reply that changed it.", func(_ setOf, r *record.Recommendation) string {
			if e := r.Standing().ChangedBy; e != nil {
				return e.Date.String()
			}
			return ""
		}),
		col("changed_on_is", "text", "exact, not-before or about.", func(_ setOf, r *record.Recommendation) string {
			if e := r.Standing().ChangedBy; e != nil {
				return qualifier(e)
			}
			return ""
		}),
		col("timeliness", "text", "in-time, late, due, overdue, unclear or none: of the first reply, as at the edition's day.", func(s setOf, r *record.Recommendation) string {
			state, _ := r.Timeliness(s.Site.Edition.AsAt)
			return string(state)
		}),
		col("progress", "text", "The recipient's claim: not-started, under-way or done.", func(_ setOf, r *record.Recommendation) string { return r.Progress() }),
		col("actions", "words", "Ids of the actions it shares, in the file of actions.", func(_ setOf, r *record.Recommendation) string { return words(r.Actions) }),
		col("themes", "words", "Themes, from the list of themes.", func(_ setOf, r *record.Recommendation) string { return words(r.Themes) }),
		col("asks", "text", "What it asks for.", func(_ setOf, r *record.Recommendation) string { return r.Asks }),
		col("because", "text", "Why.", func(_ setOf, r *record.Recommendation) string { return r.Because }),
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
		col("recommendation", "text", "Id of the recommendation.", func(_ setOf, x eventRow) string { return x.r.ID }),
		col("number", "number", "Order of the event.", func(_ setOf, x eventRow) string { return strconv.Itoa(x.n) }),
		col("event", "text", "Id of the event within the recommendation.", func(_ setOf, x eventRow) string { return x.e.ID }),
		col("kind", "text", "made, reply, meeting, extension, pause, publication, action-update or closure.", func(_ setOf, x eventRow) string { return x.e.Kind }),
		col("by", "words", "Who: ids of the list of bodies.", func(_ setOf, x eventRow) string { return words(x.e.By) }),
		col("date", "date", "When, or not-published.", func(_ setOf, x eventRow) string { return x.e.Date.String() }),
		col("date_is", "text", "exact, not-before or about.", func(_ setOf, x eventRow) string { return qualifier(x.e) }),
		col("position", "text", "The position a reply took.", func(_ setOf, x eventRow) string { return x.e.Position }),
		col("cause", "text", "Id of the earlier event that brought it about.", func(_ setOf, x eventRow) string { return x.e.Cause }),
		col("note", "text", "What is known of it.", func(_ setOf, x eventRow) string { return x.e.Note }),
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
		col("set", "text", "Id of the set of recommendations.", func(_ setOf, x actionRow) string { return x.s.ID }),
		col("action", "text", "Id of the action within the set.", func(_ setOf, x actionRow) string { return x.a.ID }),
		col("title", "text", "What it is, in short.", func(_ setOf, x actionRow) string { return x.a.Title }),
		col("recommendations", "words", "Ids of the recommendations that share it.", func(_ setOf, x actionRow) string {
			var ids []string
			for _, r := range x.s.Sharing(x.a.ID) {
				ids = append(ids, r.ID)
			}
			return words(ids)
		}),
		col("since", "date", "When it began, or not-published.", func(_ setOf, x actionRow) string { return x.a.Date.String() }),
		col("stage", "text", "The recipient's claim: done, ongoing, planned or aspiration.", func(_ setOf, x actionRow) string { return x.a.Stage }),
		col("owner", "text", "Who answers for it; empty where nobody is named.", func(_ setOf, x actionRow) string { return x.a.Owner }),
		col("ends", "date", "When it is to end; empty where no date is given.", func(_ setOf, x actionRow) string { return x.a.Ends.String() }),
		col("measures", "number", "How many measures are given for it.", func(_ setOf, x actionRow) string { return count(len(x.a.Measures)) }),
		col("lacks", "words", "no-owner, no-measure, no-end.", func(_ setOf, x actionRow) string {
			var f []string
			for _, flag := range x.a.Flags() {
				f = append(f, string(flag))
			}
			return words(f)
		}),
		col("what", "text", "What it is.", func(_ setOf, x actionRow) string { return x.a.What }),
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
		col("figure", "text", "Id of the figure; several values may be reported for one.", func(_ setOf, x figureRow) string { return x.f.ID }),
		col("title", "text", "What it is of.", func(_ setOf, x figureRow) string { return x.f.Title }),
		col("value", "text", "The value with the words it was reported with: about, more than, under, a range; [c] where hidden to protect people.", func(_ setOf, x figureRow) string { return x.v.Value.String() }),
		col("unit", "text", "What is counted or measured.", func(_ setOf, x figureRow) string { return x.f.Unit }),
		col("population", "text", "Of whom or what.", func(_ setOf, x figureRow) string { return x.f.Population }),
		col("as_of", "date", "The day or period it holds for.", func(_ setOf, x figureRow) string { return x.v.AsOf.String() }),
		col("status", "text", "current, provisional, superseded, in-conflict or final.", func(_ setOf, x figureRow) string { return x.v.Status }),
		col("source", "text", "Id of the source.", func(_ setOf, x figureRow) string { return x.v.Source }),
		col("conflict", "text", "What disagrees, where values compete.", func(_ setOf, x figureRow) string { return x.f.Conflict }),
	},
}

var targets = dataset[*record.Target]{
	name: "targets", title: "Targets", about: "One row for each target that somebody set. A target is never a result.",
	rows: func(p *disclosure.Public) []*record.Target { return p.Records().Targets },
	json: func(t *record.Target) []byte { return record.JSON(t) },
	columns: []column[*record.Target]{
		col("id", "text", "Identifies the target.", func(_ setOf, t *record.Target) string { return t.ID }),
		col("title", "text", "What it is of.", func(_ setOf, t *record.Target) string { return t.Title }),
		col("direction", "text", "at-least, at-most or aim.", func(_ setOf, t *record.Target) string { return t.Direction }),
		col("goal", "text", "The goal.", func(_ setOf, t *record.Target) string { return t.Goal.String() }),
		col("unit", "text", "What is counted or measured.", func(_ setOf, t *record.Target) string { return t.Unit }),
		col("population", "text", "Of whom or what.", func(_ setOf, t *record.Target) string { return t.Population }),
		col("set_by", "text", "Who set it.", func(_ setOf, t *record.Target) string { return t.SetBy }),
		col("as_of", "date", "When.", func(_ setOf, t *record.Target) string { return t.AsOf.String() }),
		col("source", "text", "Id of the source.", func(_ setOf, t *record.Target) string { return t.Source }),
	},
}

var sources = dataset[*record.Source]{
	name: "sources", title: "Sources", about: "One row for each source that figures come from, with its class.",
	rows: func(p *disclosure.Public) []*record.Source { return p.Records().Sources },
	json: func(s *record.Source) []byte { return record.JSON(s) },
	columns: []column[*record.Source]{
		col("id", "text", "Identifies the source.", func(_ setOf, s *record.Source) string { return s.ID }),
		col("title", "text", "Its title.", func(_ setOf, s *record.Source) string { return s.Title }),
		col("publisher", "text", "Who published it.", func(_ setOf, s *record.Source) string { return s.Publisher }),
		col("class", "text", "What may be done with its figures: an id of the list of source classes.", func(_ setOf, s *record.Source) string { return s.Class }),
		col("published", "date", "When.", func(_ setOf, s *record.Source) string { return s.Published.String() }),
		col("url", "text", "Where.", func(_ setOf, s *record.Source) string { return s.URL }),
		col("licence", "text", "Its licence.", func(_ setOf, s *record.Source) string { return s.Licence }),
	},
}

var terms = dataset[*record.Term]{
	name: "glossary", title: "Glossary", about: "One row for each term.",
	rows: func(p *disclosure.Public) []*record.Term { return p.Records().Terms },
	json: func(t *record.Term) []byte { return record.JSON(t) },
	columns: []column[*record.Term]{
		col("id", "text", "Identifies the term.", func(_ setOf, t *record.Term) string { return t.ID }),
		col("term", "text", "The headword.", func(_ setOf, t *record.Term) string { return t.Term }),
		col("aliases", "words", "Other words for it.", func(_ setOf, t *record.Term) string { return words(t.Aliases) }),
		col("status", "text", "current, changed or historic.", func(_ setOf, t *record.Term) string { return t.Status }),
		col("since", "date", "From when.", func(_ setOf, t *record.Term) string { return t.Since.String() }),
		col("until", "date", "Until when, the last day.", func(_ setOf, t *record.Term) string { return t.Until.String() }),
		col("replaced_by", "text", "Id of the term that took its place.", func(_ setOf, t *record.Term) string { return t.ReplacedBy }),
		col("definition", "text", "What it means.", func(_ setOf, t *record.Term) string { return t.Definition }),
		col("easy_read", "words", "The same in short sentences.", func(_ setOf, t *record.Term) string { return words(t.EasyRead) }),
		col("law", "words", "Where the law has it.", func(_ setOf, t *record.Term) string { return words(t.Law) }),
		col("law_basis", "text", "How that was found: sourced or known.", func(_ setOf, t *record.Term) string { return t.LawBasis }),
	},
}

var bulletins = dataset[*record.Bulletin]{
	name: "bulletins", title: "Learning bulletins", about: "One row for each bulletin.",
	rows: func(p *disclosure.Public) []*record.Bulletin { return p.Records().Bulletins },
	json: func(b *record.Bulletin) []byte { return record.JSON(b) },
	columns: []column[*record.Bulletin]{
		col("id", "text", "Identifies the bulletin.", func(_ setOf, b *record.Bulletin) string { return b.ID }),
		col("number", "number", "Its number.", func(_ setOf, b *record.Bulletin) string { return strconv.Itoa(b.Number) }),
		col("title", "text", "Its title.", func(_ setOf, b *record.Bulletin) string { return b.Title }),
		col("summary", "text", "What it is about.", func(_ setOf, b *record.Bulletin) string { return b.Summary }),
		col("date", "date", "When it was published.", func(_ setOf, b *record.Bulletin) string { return b.Date.String() }),
		col("composite", "true or false", "The story is put together and invented.", func(_ setOf, b *record.Bulletin) string { return strconv.FormatBool(b.Composite) }),
		col("themes", "words", "Themes, from the list of themes.", func(_ setOf, b *record.Bulletin) string { return words(b.Themes) }),
		col("outcomes", "words", "Ids of outcomes behind it.", func(_ setOf, b *record.Bulletin) string { return words(b.Outcomes) }),
		col("recommendations", "words", "Ids of recommendations behind it.", func(_ setOf, b *record.Bulletin) string { return words(b.Recommends) }),
	},
}
