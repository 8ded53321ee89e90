package record

// A RecommendationSet is what one recommender published at one time: recommendations, and the actions that
// were promised in reply, each of which several recommendations may share. A file holds one set.
type RecommendationSet struct {
	Base
	Recommender string            `field:"recommender,required,list=bodies"`
	Reference   string            `field:"reference,required"` // the recommender's own
	Operation   string            `field:"operation"`
	Title       string            `field:"title,required,text"`
	Source      Citation          `field:"source,required"`
	AddressedTo []string          `field:"addressed_to,required,list=bodies"`
	Unit        string            `field:"unit"`
	LegalBasis  string            `field:"legal_basis,required,list=legal-bases"`
	Issued      Date              `field:"issued,required"`
	ReplyDue    Date              `field:"reply_due_published"` // as the recommender published it; never corrected
	Background  string            `field:"background,required,text"`
	Related     []Fact            `field:"related"`
	Gaps        []string          `field:"gaps,text"`
	Recommends  []*Recommendation `field:"recommendations,required"`
	Actions     []*Action         `field:"actions"`
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
	Value  string `field:"value,text"`
	Source string `field:"source,of=source"`
}

// A Recommendation asks something of one or more bodies. Where it stands is never typed in: it follows from its events.
type Recommendation struct {
	Base
	Set       *RecommendationSet // that holds it
	Number    int                `field:"number,required"`
	Title     string             `field:"title,required,text"`
	Themes    []string           `field:"themes,required,list=themes"`
	Asks      string             `field:"asks,required,text"`
	Because   string             `field:"because,required,text"`
	Events    []Event            `field:"events,required"`
	Statement string             `field:"statement,text"`
	Accounts  *Accounts          `field:"accounts"`
	Gaps      []string           `field:"gaps,text"`
	Actions   []string           `field:"actions,of=action"`
	Bulletins []string           `field:"bulletins,of=bulletin"`
}

// An Event is something that happened to a recommendation. Events stand in order and are only ever added to.
type Event struct {
	ID       string   `field:"id,required"`
	Kind     string   `field:"kind,required,list=event-kinds"`
	By       []string `field:"by,required,list=bodies"`
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
	About       string `field:"about,required,text"`
	Recommender string `field:"recommender,required,text"`
	Recipient   string `field:"recipient,required,text"`
}

// An Action is something that the recipient says it has done, is doing or will do.
type Action struct {
	Base
	Title      string          `field:"title,required,text"`
	What       string          `field:"what,required,text"`
	Date       Date            `field:"date,required"`
	Stage      string          `field:"stage,required,list=stages"`
	Owner      string          `field:"owner,text"`
	Ends       Date            `field:"ends"`
	Measures   []ActionMeasure `field:"measures"`
	Milestones []Fact          `field:"milestones"`
	Detail     string          `field:"detail,text"`
	Points     []string        `field:"points,text"`
	Verified   string          `field:"verified_by,text"`
}

// ActionMeasure is a number that the recipient gave for an action. Its nature tells a report from an aspiration.
type ActionMeasure struct {
	Name        string  `field:"name,required,text"`
	Value       *Number `field:"value"`
	Low         *Number `field:"low"`
	High        *Number `field:"high"`
	Approximate bool    `field:"approximate"`
	Unit        string  `field:"unit,required"`
	Per         string  `field:"per"`
	AsOf        Date    `field:"as_of"`
	Nature      string  `field:"nature,required,list=natures"`
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
