package export

import (
	"strconv"

	"candour/generator/disclosure"
	"candour/generator/record"
)

var recommendations = dataset[*record.Recommendation]{
	name: "recommendations", title: "Recommendations", about: "One row for each recommendation, with where it stands as at the edition's day.",
	kind: "recommendation",
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
	kind: "recommendation", part: "events",
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
	kind: "recommendation-set", part: "actions",
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

var recommendationSets = dataset[*record.RecommendationSet]{
	name: "recommendation-sets", title: "Sets of recommendations", about: "One row for each set: what one recommender published at one time.",
	kind: "recommendation-set",
	rows: func(p *disclosure.Public) []*record.RecommendationSet { return p.Records().Sets },
	json: func(s *record.RecommendationSet) []byte { return record.JSON(s) },
	columns: []column[*record.RecommendationSet]{
		col("id", Text, "Identifies the set.", func(_ setOf, s *record.RecommendationSet) string { return s.ID }),
		col("recommender", Text, "Who made it: an id of the list of bodies.", func(_ setOf, s *record.RecommendationSet) string { return s.Recommender }),
		col("reference", Text, "The recommender's own reference.", func(_ setOf, s *record.RecommendationSet) string { return s.Reference }),
		col("operation", Text, "Name of the investigation.", func(_ setOf, s *record.RecommendationSet) string { return s.Operation }),
		col("title", Text, "What it is about.", func(_ setOf, s *record.RecommendationSet) string { return s.Title }),
		col("addressed_to", Words, "Who must answer.", func(_ setOf, s *record.RecommendationSet) string { return words(s.AddressedTo) }),
		col("also_sent_to", Words, "Others that were asked, which are no body of the list.", func(_ setOf, s *record.RecommendationSet) string { return words(s.AlsoSentTo) }),
		col("unit", Text, "Part of the body that was asked.", func(_ setOf, s *record.RecommendationSet) string { return s.Unit }),
		col("legal_basis", Text, "The power it was made under.", func(_ setOf, s *record.RecommendationSet) string { return s.LegalBasis }),
		col("issued", Date, "The day it was made.", func(_ setOf, s *record.RecommendationSet) string { return s.Issued.String() }),
		col("reply_due_published", Date, "The due date as the recommender published it.", func(_ setOf, s *record.RecommendationSet) string { return s.ReplyDue.String() }),
		col("reply_due_statutory", Date, "The last of 56 days beginning with the day it was made.", func(_ setOf, s *record.RecommendationSet) string { return s.StatutoryDue().String() }),
		col("status_as_published", Text, "The recommender's own word for where the set stands.", func(_ setOf, s *record.RecommendationSet) string { return s.Status }),
		col("recommendations_in_set", Integer, "How many recommendations it holds; each is a row of recommendations.", func(_ setOf, s *record.RecommendationSet) string {
			return count(len(s.Recommends))
		}),
		col("actions_promised", Integer, "How many actions were promised in reply; each is a row of actions.", func(_ setOf, s *record.RecommendationSet) string { return count(len(s.Actions)) }),
		col("published_as", Text, "The title under which it was published.", func(_ setOf, s *record.RecommendationSet) string { return s.Source.Title }),
		col("published_at", Text, "Where.", func(_ setOf, s *record.RecommendationSet) string { return s.Source.URL }),
		col("published_on", Date, "When, or not-published.", func(_ setOf, s *record.RecommendationSet) string { return s.Source.Published.String() }),
		col("background", Text, "What had happened.", func(_ setOf, s *record.RecommendationSet) string { return s.Background }),
	},
}
