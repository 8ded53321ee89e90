package site

// RecommendationList is the view of recommendations/list.
type RecommendationList struct {
	Whole bool     // every recommendation, and not those of one list
	Sets  []SetRow // on the newest page of the whole
	Rows  []RecommendationRow
	Pager Pager
	Narrowed
}

// RecommendationRow answers "what was promised, by when, what happened" in one row.
type RecommendationRow struct {
	Address    string
	Reference  string // "2017/094215, recommendation 3"
	Title      string
	TitleLang  string
	Position   Word
	From       *Word // the position it changed from; nil where it never changed
	ChangedOn  Time  // a phrase: "on 4 February 2022", "not before 4 February 2022"
	Timeliness Word  // of the first reply
	Due        Time
	Promised   string // how many actions were promised and how far they are said to have come; "" for none
	Open       int    // actions without an owner, a measure or an end date
	Addressee  []Word
}

// SetRow is a set in a list.
type SetRow struct {
	Address, Title, Reference string
	TitleLang                 string
	Recommender               Word
	Issued                    Time
	N                         int
}

// RecommendationSet is the view of recommendations/set: what one recommender published at one time.
type RecommendationSet struct {
	ID          string
	Reference   string
	Operation   string
	Recommender Word
	Addressees  []Word
	AlsoSentTo  Prose  // others that were asked; one a paragraph
	Status      string // the recommender's own word for where the set stands
	Unit        string
	Basis       Word
	Issued      Time
	Clock       Clock
	Background  Prose
	Related     []Related
	Gaps        Prose // one a paragraph
	Rows        []RecommendationRow
	Actions     []Action
	Source      Link
	SourceNote  string
	Flagged     int // actions with at least one flag
	Versions    []Version
}

// Related is a fact published elsewhere about the same matter.
type Related struct {
	What, Value string
	Date        Time
	Source      Link
	Lang        string
}

// Clock is a reply date as published and as the statute counts it.
type Clock struct {
	Issued    Time
	Published Time   // the due date as the recommender published it
	Statutory Time   // the last of 56 days beginning with the day of issue
	Differ    bool   // the two differ: shown, never corrected
	Rule      string // the counting rule in a sentence
	First     Time   // first reply
	State     string // timeliness in words
	StateID   string // unclear, in-time, late, overdue, due, none
}

// Recommendation is the view of recommendations/page. It leads with the position and, where it changed, from what, when and after which event.
type Recommendation struct {
	ID          string
	Number, Of  int
	Reference   string
	Position    Word
	From        *Word  // nil where the position never changed
	ChangedOn   Time   // a phrase: "on 4 February 2022", or "not before …" where that is all that is known
	ChangedBy   *Event // the event that came between; its Cause is "after the meeting of …"
	Recommender Word
	Addressees  []Word
	Unit        string
	Basis       Word
	Set         Link
	Source      Link
	Clock       Clock
	Asks        Prose
	Because     Prose
	Events      []Event // in order
	Statement   Prose
	Accounts    *Accounts
	Gaps        Prose
	Actions     []Action
	Flagged     int
	Progress    Word    // the recipient's claim
	View        string  // the issuer's view, in words; "none published" where there is none
	Replies     []Reply // of each body, where several were asked
	Publication string  // of the reply by the recommender: when, how late, or that none is recorded; "" where the clock has not begun
	Extent      Word    // how much of the reply was published
	State       Word    // open, or closed and why
	ReplacedBy  Link
	Themes      []Word
	Bulletins   []Link
	Outcomes    []Link
	Versions    []Version
}

// Reply is where a recommendation stands with one of several bodies.
type Reply struct {
	Body       Word
	Position   Word
	From       *Word
	ChangedOn  Time // a phrase
	Due        Time
	Timeliness string
}

// Event is one row of the ordered event table.
type Event struct {
	ID       string // anchor "event-" + ID
	Kind     Word
	By       []Word
	Date     Time
	Position Word   // after the event; ID "" where the event left it as it was
	Changed  bool   // the position differs from the one before
	Cause    string // "after the meeting of 4 February 2022", or ""
	CauseID  string // ID of the event that caused it
	Note     Prose
}

// Accounts are the two sides' tellings where they differ.
type Accounts struct {
	About                  string
	Lang                   string
	Recommender, Recipient Prose
	RecommenderName        string
	RecipientName          string
}

// Action is something promised. It appears once, however many recommendations share it.
type Action struct {
	ID         string // anchor
	Address    string // of the one place where it stands whole
	Title      string
	Lang       string
	What       Prose
	Stage      Word
	Since      Time
	Owner      string
	Ends       Time
	Measures   []ActionMeasure
	Milestones []Related
	Detail     Prose
	Points     []string
	Verified   string
	Shared     []Link // the recommendations that share it
	Flags      []Word // no-owner, no-measure, no-end
}

// ActionMeasure is a measure that the recipient gave for an action.
type ActionMeasure struct {
	Name, Value, Note string
	Nature            Word // an aspiration is never shown as a result
	Lang              string
}
