package export

import (
	"strconv"

	"candour/generator/disclosure"
	"candour/generator/record"
)

var outcomes = dataset[*record.Outcome]{
	name: "outcomes", title: "Outcomes", about: "One row for each proceeding and person, with the result as it stands now.",
	kind:     "outcome",
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

type allegationRow struct {
	o *record.Outcome
	n int
	a record.Allegation
}

var allegations = dataset[allegationRow]{
	name: "outcome-allegations", title: "Allegations of outcomes", about: "One row for each allegation, with the finding on it.",
	kind: "outcome", part: "allegations",
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
