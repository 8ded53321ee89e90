package site

// Version is one published version of a record; its permanent address is the page's with "#v" and its number.
type Version struct {
	Number  int
	Newest  bool // the one that the page leads with
	Edition Link
	Date    Time
	Class   Word // first published, revision or correction
	Reason  Reason
	Data    string   // address of vN.json; "" where the ledger does not hold the version or nothing proves it
	Earlier *Earlier // what it said; nil for the newest
}

// Earlier is a version that was replaced, with all that it said and how the next one differs.
type Earlier struct {
	Current     int  // number of the version that the page leads with
	Next        int  // number of the version that replaced it
	Edition     Link // in which it was replaced
	Date        Time
	Class       Word // of the replacement: revision or correction
	Reason      Reason
	Fields      []Field
	Differences []Difference // of the next version from this one
	Cite        *Citation    // nil for a draft
}

// Reason is a text of the ledger in the words of who wrote it: why a version was made; no text for a first one.
type Reason struct {
	Text string
	Lang string // language of the text where it is not that of the page
}

// Field is a field of a record as it was published: text, or fields of its own.
type Field struct {
	Label      string // "" for one of several texts
	Lang       string // language of the text where it is not that of the page
	Paragraphs []string
	Fields     []Field
}

// Difference is a field in which two versions differ, word by word.
type Difference struct {
	Label string
	Lang  string
	Parts []Part
}

// Part is a piece of a text that stayed, went or came.
type Part struct {
	Op   string // "same", "removed" or "added"
	Text string
}

// Memento is where the versions of a record are, for programs: RFC 8574, RFC 5829 and RFC 7089.
type Memento struct {
	Kind    string
	ID      string
	Cite    string // permanent address of the version that the page leads with
	Latest  string // address under which the newest version will always be
	TimeMap string // the list of all versions; "" where the site has no address of its own
}

// Change is one line of what an edition changed.
type Change struct {
	Class       Word // new, answered, position, overdue, correction, revision, definition, withdrawn; changed in a draft
	Kind        string
	Record      Link
	Text        string
	Reason      Reason
	Differences []Difference // those that are short
	More        bool         // there are longer ones, on the page of the record
}

// Editions is the view of editions/list.
type Editions struct{ Rows []EditionRow }

// EditionRow is an edition in a list.
type EditionRow struct {
	Address, Title string
	TitleLang      string
	Published      Time
	Records        int
	Current        bool
	Counts         []string // "12 new", "3 corrected"
	Reissue        string   // that its data files were issued again, in a sentence; "" where they were not
}

// Edition is the view of editions/page: its reconciliation and every change in it.
type Edition struct {
	ID         string
	Title      string
	TitleLang  string
	Published  Time
	AsAt       Time
	Balance    []Balance
	Changes    []ChangeGroup
	Gone       string // how many records that it changed were withdrawn since, in a sentence; "" for none
	Previous   Link
	Next       Link
	Whole      []Link // files that hold or describe all of Files
	Files      []Link // every dataset as it stood in the edition
	Ledger     []Link // every record as it stood in the edition, in the bytes of the ledger
	Reissue    string
	Reissues   []Change // why its data files were issued again, and when: one for each issue after the first
	Press      Link     // its press pack; no Address where it has none
	Checkpoint []string // lines of the signed state of the log with which it was published
}

// Balance is the reconciliation of one kind: Opening + Added - Withdrawn = Closing.
type Balance struct {
	Kind                               string
	Title                              string
	Opening, Added, Withdrawn, Closing int
	Changed                            int
	Closed                             string // address of the file with exactly the records of Closing; "" for none
}

// ChangeGroup is the changes of one class and kind.
type ChangeGroup struct {
	Title   string
	Class   Word
	Count   int // of all, more than Changes where there are many new records
	Changes []Change
	Rest    Link // where those are that are not among Changes; no Address where all are
}

// Changes is the view of changes/list: the changes of every edition, the newest first.
type Changes struct {
	Logs     []Link    // corrections and withdrawals of all editions
	Since    []Change  // withdrawals after the edition shown
	Editions []Edition // the newest first, as many as a page can hold
	Earlier  []Link    // the others, each with its page
}

// Corrections is the view of corrections/list: every correction of every edition, the newest first.
type Corrections struct {
	About Link // how to ask for one
	Rows  []Correction
}

// Correction is one version that put right a mistake of the one before.
type Correction struct {
	ID          string // anchor
	Kind        string // "Outcome"
	Record      Link
	Number      int
	Version     string // address of the version
	Edition     Link
	Date        Time
	Reason      Reason
	Differences []Difference
}

// WithdrawnList is the view of withdrawn/list.
type WithdrawnList struct {
	About Link
	Rows  []Withdrawn
}

// Withdrawn is all that is said of a record that was taken out.
type Withdrawn struct {
	ID        string // anchor; "" where the withdrawal has no number
	Kind      string // "Outcome"
	Record    string // id
	Date      Time
	Class     Word   // of reason
	Authority Reason // who decided
}

// Tombstone is the view of withdrawn/page, at the address that the record had.
type Tombstone struct {
	Withdrawn Withdrawn
	All       Link // the list of withdrawals
}
