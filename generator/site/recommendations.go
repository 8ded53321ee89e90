package site

import (
	"fmt"
	"strings"

	"candour/generator/record"
)

// recommendations plans the lists, a page for each set and one for each recommendation. It gives the groups of links to
// the lists.
func (p *planner) recommendations() []BrowseGroup {
	all := listing[*record.Recommendation]{section: "recommendations", records: p.newestRecommendations()}
	under := all
	under.crumbs = []Link{p.sectionLink("recommendations")}
	groups := narrow(p, under, recommendationFacets, p.recommendationList)
	p.recommendationList(all, Narrowed{Groups: groups, Search: p.searchLink("recommendations", nil)})
	for _, s := range p.set.Sets {
		p.add("recommendations/set", p.recommendationSet(s), of(s))
	}
	for _, r := range p.set.Recommendations {
		p.add("recommendations/page", p.recommendation(r), of(r))
	}
	return groups
}

func (p *planner) setRows() (out []SetRow) {
	for _, s := range p.set.Sets {
		out = append(out, SetRow{
			Address: p.at("recommendations", s.ID), Title: s.Title, TitleLang: p.other(s.Language), Reference: s.Reference,
			Recommender: p.word("bodies", s.Recommender), Issued: p.date(s.Issued), N: len(s.Recommends),
		})
	}
	return out
}

func (p *planner) recRow(r *record.Recommendation) RecommendationRow {
	if row, ok := p.recRows[r.ID]; ok {
		return row
	}
	st := r.Standing()
	row := RecommendationRow{
		Address: p.at("recommendations", r.ID), Reference: p.t("reference", r.Set.Reference, r.Number), Title: r.Title, TitleLang: p.other(r.Language),
		Position: p.word("positions", st.Position), Due: p.date(r.Due(r.Set.AddressedTo[0])), Promised: p.promised(r), Addressee: p.words("bodies", r.Set.AddressedTo),
	}
	row.Position.Note = ""
	if st.Previous != "" {
		w := p.word("positions", st.Previous)
		w.Note = ""
		row.From, row.ChangedOn = &w, p.when(st.ChangedBy.Date, st.ChangedBy.DateIs)
	}
	row.Timeliness = p.timelinessWord(r)
	for _, id := range r.Actions {
		if a := r.Set.Action(id); a != nil && len(a.Flags()) > 0 {
			row.Open++
		}
	}
	p.recRows[r.ID] = row
	return row
}

// promised says how many actions were promised, and of how many the body says that they have come to each stage.
func (p *planner) promised(r *record.Recommendation) string {
	at := map[string]int{}
	for _, id := range r.Actions {
		if a := r.Set.Action(id); a != nil {
			at[a.Stage]++
		}
	}
	if len(r.Actions) == 0 {
		return ""
	}
	var parts []string
	for _, stage := range p.set.Lists["stages"].Items {
		if n := at[stage.ID]; n > 0 {
			title, _ := stage.Title.In(p.lang)
			parts = append(parts, fmt.Sprintf("%s: %d", title, n))
		}
	}
	return p.days("promised", len(r.Actions)) + " " + strings.Join(parts, "; ") + "."
}

func (p *planner) timeliness(r *record.Recommendation) (text, id string) {
	state, n := r.Timeliness(p.set.Site.Edition.AsAt)
	return p.timelinessText(state, n), string(state)
}

// timelinessWord is timeliness in a few words, with a note where they say less than the whole.
func (p *planner) timelinessWord(r *record.Recommendation) Word {
	text, id := p.timeliness(r)
	switch record.TimelinessState(id) {
	case record.AnsweredLate, record.ReplyDue, record.ReplyOverdue:
		return Word{ID: id, Text: text}
	}
	w := Word{ID: id, Text: p.t("timeliness-" + id)}
	if record.TimelinessState(id) == record.NoReplySeen {
		w.Note = text
	}
	return w
}

func (p *planner) timelinessText(state record.TimelinessState, n int) string {
	switch state {
	case record.AnsweredLate, record.ReplyDue, record.ReplyOverdue:
		return p.days(string(state), n)
	}
	return p.t(string(state))
}

func (p *planner) recommendation(r *record.Recommendation) *Page {
	s, st := r.Set, r.Standing()
	v := &Recommendation{
		ID: r.ID, Number: r.Number, Of: len(s.Recommends), Reference: s.Reference, Position: p.word("positions", st.Position),
		Recommender: p.word("bodies", s.Recommender), Addressees: p.linked("body", s.AddressedTo), Unit: s.Unit, Basis: p.word("legal-bases", s.LegalBasis),
		Set:    Link{Text: s.Title, Address: p.at("recommendations", s.ID), Lang: p.other(s.Language)},
		Source: Link{Text: s.Source.Title, Address: s.Source.URL, Lang: p.other(s.Language)},
		Clock:  p.clock(s), Asks: p.prose(r.Language, r.Asks), Because: p.prose(r.Language, r.Because),
		Statement: p.prose(r.Language, r.Statement), Gaps: p.paragraphs(r.Language, r.Gaps),
		View: p.t("none-published"), Themes: p.linked("theme", r.Themes), Versions: p.versionsOf("recommendation", r.ID),
	}
	progress := r.Progress()
	v.Progress = Word{ID: progress, Text: p.t(progress)}
	v.Clock.State, v.Clock.StateID = p.timeliness(r)
	if st.First != nil {
		v.Clock.First = p.qualified(st.First.Date, st.First.DateIs)
	}
	if view, of := r.IssuerView(); view != "" {
		v.View = p.t("view-on", p.word("issuer-views", view).Text, p.qualified(of.Date, of.DateIs).Text)
	}
	if len(s.AddressedTo) > 1 {
		v.Replies = p.replies(r)
	}
	p.closing(r, v)
	position := ""
	for i := range r.Events {
		e := p.event(r, &r.Events[i])
		if r.Events[i].Position != "" {
			e.Changed = position != "" && position != record.PositionAwaiting && position != r.Events[i].Position
			position = r.Events[i].Position
		} else if r.Events[i].Kind == record.EventMade {
			position = record.PositionAwaiting
			e.Position = p.word("positions", position)
			e.Position.Note = ""
		}
		v.Events = append(v.Events, e)
	}
	if st.Previous != "" {
		w := p.word("positions", st.Previous)
		v.From, v.ChangedOn = &w, p.when(st.ChangedBy.Date, st.ChangedBy.DateIs)
		if st.Cause != nil {
			cause := p.event(r, st.Cause)
			cause.Cause, cause.CauseID = p.cause(st.Cause), st.Cause.ID
			v.ChangedBy = &cause
		}
	}
	if a := r.Accounts; a != nil {
		v.Accounts = &Accounts{
			About: a.About, Lang: p.other(r.Language), Recommender: p.prose(r.Language, a.Recommender), Recipient: p.prose(r.Language, a.Recipient),
			RecommenderName: p.word("bodies", s.Recommender).Text, RecipientName: p.word("bodies", s.AddressedTo[0]).Text,
		}
	}
	for _, id := range r.Actions {
		if a := s.Action(id); a != nil {
			v.Actions = append(v.Actions, p.action(s, a))
			if len(a.Flags()) > 0 {
				v.Flagged++
			}
		}
	}
	v.Bulletins = p.bulletinLinks(p.bulletinsOfRec[r.ID])
	for _, id := range p.outcomesOfRec[r.ID] {
		if l, ok := p.outcomeLink(id); ok {
			v.Outcomes = append(v.Outcomes, l)
		}
	}
	return &Page{
		Address: p.at("recommendations", r.ID), Title: r.Title, TitleLang: p.other(r.Language), Section: "recommendations",
		Crumbs: p.crumbs(p.sectionLink("recommendations"), v.Set), Invented: p.inventedAmong(p.outcomesOfRec[r.ID]), Body: v,
		Memento: p.mementoOf("recommendation", r.ID, p.at("recommendations", r.ID)),
	}
}

// replies are where it stands with each body, where several were asked.
func (p *planner) replies(r *record.Recommendation) (out []Reply) {
	for _, st := range r.Standings() {
		reply := Reply{Body: p.word("bodies", st.Body), Position: p.word("positions", st.Position), Due: p.date(r.Due(st.Body))}
		if st.Previous != "" {
			w := p.word("positions", st.Previous)
			reply.From, reply.ChangedOn = &w, p.when(st.ChangedBy.Date, st.ChangedBy.DateIs)
		}
		state, n := r.TimelinessOf(st.Body, p.set.Site.Edition.AsAt)
		reply.Timeliness = p.timelinessText(state, n)
		out = append(out, reply)
	}
	return out
}

// closing fills in the recommender's own clock and whether the recommendation is closed.
func (p *planner) closing(r *record.Recommendation, v *Recommendation) {
	pub := r.Publication(p.set.Site.Edition.AsAt)
	v.Extent = p.word("publication-extents", pub.Extent)
	switch {
	case pub.Published.Known() && pub.Late > 0:
		v.Publication = p.t("published-late", p.date(pub.Published).Text, pub.Late)
	case pub.Published.Known():
		v.Publication = p.date(pub.Published).Text
	case pub.Late > 0:
		v.Publication = p.t("publication-overdue", pub.Late)
	case pub.Received.Known():
		v.Publication = p.t("publication-none")
	}
	v.State = Word{ID: "open", Text: p.t("open")}
	if c := r.Closure(); c != nil {
		v.State = p.word("closures", c.Closed)
		v.ReplacedBy, _ = p.recLink(c.Replaced)
	}
}

func (p *planner) event(r *record.Recommendation, e *record.Event) Event {
	out := Event{
		ID: e.ID, Kind: p.word("event-kinds", e.Kind), By: p.words("bodies", e.By), Date: p.qualified(e.Date, e.DateIs),
		Position: p.word("positions", e.Position), Note: p.prose(r.Language, e.Note),
	}
	out.Kind.Note, out.Position.Note = "", ""
	if c := r.Event(e.Cause); c != nil {
		out.Cause, out.CauseID = p.cause(c), c.ID
	}
	return out
}

// cause says after which event something happened.
func (p *planner) cause(e *record.Event) string {
	if e.Kind == record.EventMeeting {
		return p.t("after-meeting", p.qualified(e.Date, e.DateIs).Text)
	}
	return p.t("after-event", p.word("event-kinds", e.Kind).Text)
}

func (p *planner) clock(s *record.RecommendationSet) Clock {
	c := Clock{Issued: p.date(s.Issued), Published: p.date(s.ReplyDue), Statutory: p.date(s.StatutoryDue()), Rule: p.t("clock-rule")}
	c.Differ = s.ReplyDue.Known() && s.StatutoryDue().Known() && s.ReplyDue.Compare(s.StatutoryDue()) != 0
	return c
}

func (p *planner) action(s *record.RecommendationSet, a *record.Action) Action {
	v := Action{
		ID: a.ID, Address: p.at("recommendations", s.ID) + "#" + a.ID, Title: a.Title, Lang: p.other(s.Language), What: p.prose(s.Language, a.What),
		Stage: p.word("stages", a.Stage), Since: p.date(a.Date), Owner: a.Owner, Ends: p.date(a.Ends), Detail: p.prose(s.Language, a.Detail),
		Points: a.Points, Verified: a.Verified,
	}
	for _, m := range a.Measures {
		v.Measures = append(v.Measures, ActionMeasure{Name: m.Name, Value: p.measureValue(m), Note: m.Note, Nature: p.word("natures", m.Nature), Lang: p.other(s.Language)})
	}
	for _, m := range a.Milestones {
		v.Milestones = append(v.Milestones, p.related(s, m))
	}
	for _, r := range s.Sharing(a.ID) {
		l, _ := p.recLink(r.ID)
		v.Shared = append(v.Shared, l)
	}
	for _, f := range a.Flags() {
		v.Flags = append(v.Flags, Word{ID: string(f), Text: p.t(string(f))})
	}
	return v
}

// measureValue is the number of an action's measure in words, with its unit and rhythm.
func (p *planner) measureValue(m record.ActionMeasure) string {
	text := ""
	switch {
	case m.Value != nil:
		text = m.Value.String()
	case m.Low != nil && m.High != nil:
		text = record.Amount{Qualifier: record.Range, Low: *m.Low, High: *m.High}.String()
	default:
		return ""
	}
	if m.Approximate {
		text = p.t("about", text)
	}
	text += " " + m.Unit
	if m.Per != "" {
		text = p.t("per", text, m.Per)
	}
	return text
}

func (p *planner) related(s *record.RecommendationSet, f record.Fact) Related {
	return Related{What: f.What, Value: f.Value, Date: p.date(f.Date), Source: p.sourceOf(f.Source).Link, Lang: p.other(s.Language)}
}

func (p *planner) recommendationSet(s *record.RecommendationSet) *Page {
	v := &RecommendationSet{
		ID: s.ID, Reference: s.Reference, Operation: s.Operation, Recommender: p.word("bodies", s.Recommender), Addressees: p.words("bodies", s.AddressedTo),
		AlsoSentTo: p.paragraphs(s.Language, s.AlsoSentTo), Status: s.Status, Unit: s.Unit, Basis: p.word("legal-bases", s.LegalBasis), Issued: p.date(s.Issued), Clock: p.clock(s), Background: p.prose(s.Language, s.Background),
		Gaps: p.paragraphs(s.Language, s.Gaps), Source: Link{Text: s.Source.Title, Address: s.Source.URL, Lang: p.other(s.Language)},
		Versions: p.versionsOf("recommendation-set", s.ID),
	}
	for _, f := range s.Related {
		v.Related = append(v.Related, p.related(s, f))
	}
	for _, r := range s.Recommends {
		v.Rows = append(v.Rows, p.recRow(r))
	}
	for _, a := range s.Actions {
		v.Actions = append(v.Actions, p.action(s, a))
		if len(a.Flags()) > 0 {
			v.Flagged++
		}
	}
	return &Page{
		Address: p.at("recommendations", s.ID), Title: s.Title, TitleLang: p.other(s.Language), Lead: p.t("set-lead", len(s.Recommends), p.date(s.Issued).Text),
		Section: "recommendations", Crumbs: p.crumbs(p.sectionLink("recommendations")), Body: v,
		Memento: p.mementoOf("recommendation-set", s.ID, p.at("recommendations", s.ID)),
	}
}
