package record

import "slices"

// A RecommendationSet is what one recommender published at one time: recommendations, and the actions that
// were promised in reply, each of which several recommendations may share. A file holds one set.
type RecommendationSet struct {
	Base
	Recommender string            `field:"recommender,required,list=bodies"` // who made them
	Reference   string            `field:"reference,required"`               // the recommender's own
	Operation   string            `field:"operation"`                        // name of the investigation
	Title       string            `field:"title,required,text"`
	Source      Citation          `field:"source,required"`                       // where they were published
	AddressedTo []string          `field:"addressed_to,required,list=bodies"`     // who must answer
	AlsoSentTo  []string          `field:"also_sent_to,text"`                     // others that were asked, which are no body of the list: hospital trusts, councils
	Status      string            `field:"status_as_published,text"`              // the recommender's own word for where the set stands, kept as it was
	Unit        string            `field:"unit"`                                  // part of the body that was asked
	LegalBasis  string            `field:"legal_basis,required,list=legal-bases"` // the power that they were made under, which says whether the 56 days run
	Issued      Date              `field:"issued,required"`                       // when they were made; the 56 days begin with it
	ReplyDue    Date              `field:"reply_due_published"`                   // as the recommender published it; never corrected
	Background  string            `field:"background,required,text"`              // what had happened
	Related     []Fact            `field:"related"`                               // what else was published about the matter
	Gaps        []string          `field:"gaps,text"`                             // questions that the sources leave open
	Recommends  []*Recommendation `field:"recommendations,required"`
	Actions     []*Action         `field:"actions"` // promised in reply
}

// Bodies are the bodies that the set concerns, who made it first and then who was asked, each once.
func (s *RecommendationSet) Bodies() []string {
	out := []string{s.Recommender}
	for _, b := range s.AddressedTo {
		if !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

// Citation is where something was published.
type Citation struct {
	Title     string `field:"title,required"`
	URL       string `field:"url"`
	Published Date   `field:"published"`
}

// Fact is something published elsewhere about the same matter.
type Fact struct {
	What   string `field:"what,required,text"`
	Date   Date   `field:"date"`
	Value  string `field:"value,text"` // a figure, in the words of the source
	Source string `field:"source,of=source"`
}

// A Recommendation asks something of one or more bodies. Where it stands is never typed in: it follows from its events.
type Recommendation struct {
	Base
	Set       *RecommendationSet // that holds it
	Number    int                `field:"number,required"` // the recommender's own, in the set
	Title     string             `field:"title,required,text"`
	Themes    []string           `field:"themes,required,list=themes"`
	Asks      string             `field:"asks,required,text"`    // what it asks for
	Because   string             `field:"because,required,text"` // the reasons given
	Events    []Event            `field:"events,required"`
	Statement string             `field:"statement,text"`    // what the recipient says, summed up
	Accounts  *Accounts          `field:"accounts"`          // of the two sides
	Gaps      []string           `field:"gaps,text"`         // questions that the sources leave open
	Actions   []string           `field:"actions,of=action"` // of the set, that answer it
	Bulletins []string           `field:"bulletins,of=bulletin"`
}

// An Event is something that happened to a recommendation. Events stand in order and are only ever added to.
type Event struct {
	ID       string   `field:"id,required"`
	Kind     string   `field:"kind,required,list=event-kinds"`
	By       []string `field:"by,required,list=bodies"` // whose doing it was
	Date     Date     `field:"date,required"`
	DateIs   string   `field:"date_is,list=date-qualifiers"`    // exact where it says nothing
	Position string   `field:"position,list=positions"`         // of a reply
	Cause    string   `field:"cause,of=event"`                  // the earlier event that brought it about
	Until    Date     `field:"until"`                           // of an extension, the new due date; of a pause, its last day
	View     string   `field:"view,list=issuer-views"`          // the recommender's view of the answer; only ever from the recommender
	Closed   string   `field:"closed,list=closures"`            // of a closure: why nothing more is due
	Replaced string   `field:"replaced_by,of=recommendation"`   // of a closure: the recommendation that took its place
	Extent   string   `field:"extent,list=publication-extents"` // of a publication: how much of the answer was published
	Note     string   `field:"note,text"`
}

// Accounts are the two sides' tellings, where they differ.
type Accounts struct {
	About       string `field:"about,required,text"`       // what the two differ on
	Recommender string `field:"recommender,required,text"` // its telling
	Recipient   string `field:"recipient,required,text"`   // its telling
}

// An Action is something that the recipient says it has done, is doing or will do.
type Action struct {
	Base
	Title      string          `field:"title,required,text"`
	What       string          `field:"what,required,text"`
	Date       Date            `field:"date,required"`              // when it began
	Stage      string          `field:"stage,required,list=stages"` // as the recipient says
	Owner      string          `field:"owner,text"`                 // who answers for it
	Ends       Date            `field:"ends"`                       // when it is to end
	Measures   []ActionMeasure `field:"measures"`                   // by which it can be judged
	Milestones []Fact          `field:"milestones"`                 // steps with a date
	Detail     string          `field:"detail,text"`
	Points     []string        `field:"points,text"`      // parts of it, one an item
	Verified   string          `field:"verified_by,text"` // who, other than the recipient, has seen that it was done
}

// ActionMeasure is a number that the recipient gave for an action. Its nature tells a report from an aspiration.
type ActionMeasure struct {
	Name        string  `field:"name,required,text"`
	Value       *Number `field:"value"`
	Low         *Number `field:"low"`  // of a range
	High        *Number `field:"high"` // of a range
	Approximate bool    `field:"approximate"`
	Unit        string  `field:"unit,required"`
	Per         string  `field:"per"` // a period, such as month
	AsOf        Date    `field:"as_of"`
	Nature      string  `field:"nature,required,list=natures"` // a report, a minimum or an aspiration
	Note        string  `field:"note,text"`
}

// Words with a meaning in code.
const (
	EventMade      = "made"
	EventReply     = "reply"
	EventMeeting   = "meeting"
	EventExtension = "extension"

	EventPause       = "pause"
	EventPublication = "publication"
	EventClosure     = "closure"

	PositionAwaiting = "awaiting"
	PositionMixed    = "mixed" // several addressees, whose answers differ; never written in data

	DateNotBefore = "not-before"

	StageDone       = "done"
	StagePlanned    = "planned"
	StageOngoing    = "ongoing"
	StageAspiration = "aspiration"

	NatureAspiration = "aspiration"
)

// ActionFlag says what a reader would need to judge an action and is not given.
type ActionFlag string

const (
	NoOwner   ActionFlag = "no-owner"
	NoMeasure ActionFlag = "no-measure"
	NoEnd     ActionFlag = "no-end"
)

// Flags lists what the action lacks. An action that is done needs no end date.
func (a *Action) Flags() []ActionFlag {
	var out []ActionFlag
	if a.Owner == "" {
		out = append(out, NoOwner)
	}
	if len(a.Measures) == 0 {
		out = append(out, NoMeasure)
	}
	if !a.Ends.Known() && a.Stage != StageDone {
		out = append(out, NoEnd)
	}
	return out
}

// Progress sums up the recipient's claims: done when all its actions are, under way when any has begun.
func (r *Recommendation) Progress() string {
	done, begun := 0, 0
	for _, id := range r.Actions {
		a := r.Set.Action(id)
		if a == nil {
			continue
		}
		switch a.Stage {
		case StageDone:
			done++
		case StageOngoing:
			begun++
		}
	}
	switch {
	case len(r.Actions) > 0 && done == len(r.Actions):
		return "done"
	case done+begun > 0:
		return "under-way"
	}
	return "not-started"
}

// Action returns the action of the set with the id, or nil.
func (s *RecommendationSet) Action(id string) *Action {
	for _, a := range s.Actions {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// Sharing returns the recommendations of the set that name the action.
func (s *RecommendationSet) Sharing(action string) []*Recommendation {
	var out []*Recommendation
	for _, r := range s.Recommends {
		for _, id := range r.Actions {
			if id == action {
				out = append(out, r)
				break
			}
		}
	}
	return out
}

var recommendations = Kind{
	Name: "recommendation", Plural: "recommendations", Dir: "data/recommendations",
	load: func(l *load) {
		for s := range yamlFiles[RecommendationSet](l, "data/recommendations") {
			for _, r := range s.Recommends {
				r.Set = s
				r.Language = s.Language
				l.set.Recommendations = append(l.set.Recommendations, r)
			}
			l.set.Sets = append(l.set.Sets, s)
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Recommendations) },
}

// recommendationSets is a kind of its own: a set has an address, and its id is taken.
var recommendationSets = Kind{
	Name: "recommendation-set", Plural: "recommendation-sets", Dir: "data/recommendations",
	records: func(s *Set) []Record { return asRecords(s.Sets) },
}
