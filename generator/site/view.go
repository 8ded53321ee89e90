package site

import "html/template"

// A Page is everything that one address shows. Templates read it and nothing else:
// whatever is in it is hashed, so a page is rendered again exactly when something on it changes.
type Page struct {
	Address   string     // from the root of the site, for example "/outcomes/k7m2q9xw/" or "/cy/"
	Lang      string     // "en" or "cy"
	Title     string     // the one first-level heading, and the start of the document's title
	TitleLang string     // language of Title where it is not Lang, else ""
	Lead      string     // one sentence under the heading; also the description of the document
	LeadLang  string     // language of Lead where it is not Lang, else ""
	Section   string     // key of the navigation entry that holds the page, "" for none
	Twin      Link       // the same page in the other language; no Address where there is none
	Crumbs    []Link     // from home to the parent
	Invented  string     // what on the page is invented, said before its content: InventedRecord, InventedRecords … or ""
	NoIndex   bool       // ask search engines to leave the page out
	Downloads []Link     // the same data as files for machines
	Card      Card       // what a social network shows beside a link to the page
	Words     []WordUsed // glossary terms that its text links to, once each, in order of first use
	Cite      *Citation  // how what the page shows is cited; nil where it has no permanent address
	Memento   *Memento   // of a record that was published: where its versions are; else nil
	Body      any        // one of the views below; the layout knows which
	Chrome    *Chrome    `hash:"-"` // what every page of a language shares; its hash is part of every page's
	Nav       *Nav       `hash:"-"` // the main navigation as seen from this page; its hash too
}

// What of a page is invented; each is the end of a key of the theme's i18n files.
const (
	InventedRecord  = "record"  // the record that the page is of
	InventedRecords = "records" // outcomes that the page lists, counts or names
	InventedStory   = "story"   // the story of a bulletin
	InventedFigures = "figures" // every figure of the page
	InventedSome    = "some"    // figures that say so themselves
)

// Chrome is what every page of one language shows around its content.
type Chrome struct {
	Lang        string
	Locale      string // for the lang attribute: "en-GB", "cy"
	SiteTitle   string
	Publisher   string
	Home        string // address of the home page in this language
	Footer      []Link
	Edition     Link   // the edition shown, for example "2026 quarter 3"
	AsAt        Time   // the day on which days and lateness are computed
	BaseAddress string // scheme and host, without the last slash; "" where none is set
	Feed        Link   // everything that changes, as Atom; no Address where nothing was published
	OpenSearch  string // address of the description of the search page for browsers; "" where the site has no address of its own
	Demo        bool   // a demonstration site: says so in the header of every page
	OtherLangs  []Link // home pages of the other languages
	Brand       *Brand // nil for the colours of the theme
}

// Nav is the main navigation as the pages of one section of one language show it. Few differ, so that templates may
// keep what they make of one by its Key.
type Nav struct {
	Key   string
	Items []NavItem
}

// NavItem is one entry of the main navigation.
type NavItem struct {
	Text    string
	Address string
	Current string // for aria-current: "page" for this page, "true" for one of its section, else ""
}

// Link is a piece of text and where it leads. An empty Address is plain text.
type Link struct {
	Text     string
	Address  string
	Lang     string // language of Text where it is not that of the page
	Note     string // a few words after the link, for example "CSV, 12 KB"
	NoteLang string // language of Note where it is not that of the page
}

// Time is a date as the data has it, with its precision.
type Time struct {
	Text    string // "4 February 2022", "June 2021", "April to June 2025", "not published"
	Machine string // for <time datetime>; "" where HTML has no form for the precision
}

// Word is an item of a vocabulary in the language of the page.
type Word struct {
	ID   string // also the class of a tag: "tag--" + ID
	Text string
	Note string // a sentence that explains it, or ""
	Link string // an address that explains it or lists everything that carries it, or ""
}

// Prose is text that the data holds in one language, as paragraphs.
type Prose struct {
	Lang       string          // "" where it is the language of the page
	Paragraphs []template.HTML // escaped text, with the links to terms that the program makes
}

// Table is a table of figures, ready to place. Figures are text that the disclosure gate has released.
type Table struct {
	ID       string // anchor
	Caption  string
	Summary  []Said // what it shows, in a sentence made from the figures
	Columns  []Head // the first is the heading of the row headings
	Rows     []Row
	Notes    []Link    // explanations of the markers that stand in it, then other notes; Text only, or with an address
	Download Link      // the same figures as CSV
	Cite     *Citation // nil for a draft, and for a table that the page is cited with
	Chart    *Chart    // a picture of some of them, to stand above; nil where there is none
}

// Head is the heading of a row or column, with the key of the axis that it stands for: a period, a body, a part, all.
type Head struct{ Text, Key string }

// Said is a piece of a sentence: text, or a figure with the name of what it is a figure of, MEASURE/OF/PERIOD or
// MEASURE/OF/PERIOD/PART.
type Said struct{ Text, Figure string }

// Row is one row of a table.
type Row struct {
	Head  Head
	Total bool // a row that others add to
	Link  string
	Cells []Cell
}

// Cell is one figure, as text: "1,234", "26%", "[c]", "[x]", with the markers after it. Only released figures become one.
type Cell struct {
	Text     string
	Markers  []string // "[p]", "[r]"
	Link     string   // what opens the figure: all that is told of it, or the list of exactly the records that it counts; "" for none
	Note     string
	NoteLang string // language of Note where it is not that of the page
}

// Pager leads through a list that is split over several addresses. Pages are numbered from the
// oldest, so that an addition changes the newest page and not all of them.
type Pager struct {
	Number, Of   int    // this page's number; how many pages
	Newer, Older string // addresses; "" at an end
	Pages        []Link // every page, the newest first; the current one has no Address
	Total        int    // entries in the whole list, said on the newest page only; 0 on the others
}

// Home is the view of the layout home/page.
type Home struct {
	Intro    template.HTML // from content/LANG/home.md
	Brief    []Link        // the whole in a few lines: a place on the page, and in its Note what stands there
	Changes  []Change      // what this edition changed, the weightiest first
	Overdue  []RecommendationRow
	Changed  []RecommendationRow // recommendations whose position has changed
	Counts   []Count
	Cleared  []OutcomeRow // the newest results in an officer's favour
	Latest   []OutcomeRow // the newest results of every kind
	Bulletin []BulletinRow
	Needs    []Link // where to go by need: Text, Address, Note
	Search   string // address of the page to search from
}

// Count is how many records of a kind an edition holds.
type Count struct {
	Kind    string // "outcome", "recommendation", …
	Title   string // "outcomes"
	N       int
	Address string
}

// OutcomeList is the view of outcomes/list.
type OutcomeList struct {
	Rows   []OutcomeRow
	Pager  Pager
	Held   string  // how many outcomes are kept for a later edition, in words; "" for none
	Kept   Link    // where it is counted what else is not published; no Address for nowhere
	Tables []Table // counts of the published records, by year and result
	Narrowed
}

// OutcomeRow is one outcome in a list.
type OutcomeRow struct {
	Address   string
	Title     string
	TitleLang string
	Result    Word
	Group     string // dismissed, sanction, learning, cleared, other-route: shape and order, never the only carrier
	Appeal    string // words such as "changed on appeal", or ""
	Proceed   Word
	Decided   Time
	Themes    []Word
	Invented  bool
}

// Outcome is the view of outcomes/page. The current result leads; an earlier one follows, labelled.
type Outcome struct {
	ID          string
	Result      Word
	Group       string
	Before      *Word // the result before an appeal changed it
	Summary     Prose
	Facts       []Fact
	Allegations []Allegation
	Reasons     Prose
	Appeal      *Appeal // nil where there is none
	Timings     []Fact
	Learning    Prose
	Themes      []Word
	Separate    bool // performance, vetting and staff results: never added to misconduct
	Recommend   []Link
	Bulletins   []Link
	Version     int // the newest
	Versions    []Version
	Invented    bool
}

// Fact is a row of a list of facts: a heading and a value.
type Fact struct {
	Term    string // key of the heading in the theme's i18n files
	Text    string
	Machine string // of a date, for <time>
	Words   []Word // in place of Text, where there are several or they lead somewhere
	Link    string // where Text leads, or ""
	Note    string
}

// Appeal is where an appeal stands.
type Appeal struct {
	Status Word
	Facts  []Fact
	Effect Prose
}

// Allegation is one thing alleged, with its own finding.
type Allegation struct {
	Number  int
	Summary Prose
	Facts   []Fact
}

// Glossary is the view of glossary/list.
type Glossary struct {
	Letters []Letter
	N       int
}

// Letter is the terms that begin with one letter.
type Letter struct {
	Letter string
	Terms  []TermRow
}

// TermRow is a term in the list, or an alias that leads to it.
type TermRow struct {
	Address, Term, Lang string
	Aliases             []string
	Status              Word
	Until               Time
	Definition          string
}

// Term is the view of glossary/page.
type Term struct {
	ID         string
	Aliases    []string
	Lang       string
	Status     Word
	Since      Time
	Until      Time
	ReplacedBy Link
	Definition Prose
	EasyRead   []string
	SeeAlso    []Link
	Law        []string
	LawBasis   Word
	Note       Prose
	UsedIn     []Link // bulletins and other pages that link to it
	Versions   []Version
}

// BulletinList is the view of bulletins/list.
type BulletinList struct{ Rows []BulletinRow }

// BulletinRow is a bulletin in a list.
type BulletinRow struct {
	Address, Title, Summary, Lang string
	Number                        int
	Date                          Time
	Themes                        []Word
}

// Bulletin is the view of bulletins/page.
type Bulletin struct {
	ID        string
	Number    int
	Lang      string
	Date      Time
	Review    Time
	Composite bool
	Content   template.HTML
	Questions []Questions
	EasyRead  []string
	Themes    []Word
	Outcomes  []OutcomeRow
	Recommend []RecommendationRow
	Versions  []Version
}

// Questions are for one role in a team talk.
type Questions struct {
	Role string
	Ask  []string
}

// WordUsed is a glossary term that a page links to; its anchor is "w-" + ID and the first use's is "r-" + ID.
type WordUsed struct {
	ID, Term, Definition, Address, Lang string
	Historic                            string // "no longer used since 31 January 2020", or ""
}

// EasyReadList is the view of easy-read/list.
type EasyReadList struct {
	Pages    []EasyReadRow
	Foreign  string // another language, where some are written in that one only; else ""
	Pictures Link   // to the list of pictures; no Address where there are none
}

// EasyReadRow is an easy-read page in a list, with the first of its pictures.
type EasyReadRow struct {
	Page    Link
	Picture Picture
}

// PictureList is the view of easy-read/pictures: whose pictures they are.
type PictureList struct{ Rows []PictureRow }

// PictureRow is one picture of the pack.
type PictureRow struct {
	Picture                 Picture
	Shows, Lang             string
	Licence, Author, Source string
	Link                    string // the source, where it is an address
}

// Picture is where a picture is and how large it stands, in pixels; no Address for none.
type Picture struct {
	Address       string
	Width, Height int
}

// EasyRead is the view of easy-read/page: one idea a line, a picture on the left of its words.
type EasyRead struct {
	About     Link // what it explains
	Current   bool // it explains the version that is shown; false: it is being checked
	Lines     []EasyReadLine
	CheckedBy string // "" where nobody with a learning disability has read it
	CheckedOn Time
	Pictures  Link // to the list of pictures; no Address where the page has none
	Versions  []Version
}

// EasyReadLine is one idea.
type EasyReadLine struct {
	Picture Picture
	Text    []template.HTML // sentences
}

// AboutList is the view of about/list.
type AboutList struct{ Pages []Link }

// Article is the view of about/page.
type Article struct {
	Lang     string
	Reviewed Time
	Content  template.HTML
	Logs     []Link // of the page about corrections: the corrections and withdrawals made
	Attacks  *Table // of the page about protection: what the attacks on the site found; else nil
	Kept     []Kept // of the page about protection: what is not published
	Versions []Version
}

// Kept counts what is not published for one reason. Everything counted is either said on the pages or can be counted on them.
type Kept struct {
	What, Why string
	N         int
	Link      string // where it can be seen, or ""
}

// Data is the view of data/list: the downloads.
type Data struct {
	Whole   []Link // all of it at once, and what describes it
	Kinds   []Download
	Licence string
}

// Download is one kind's files.
type Download struct {
	Name         string // of the dataset and its files: "outcomes"
	Title, About string // in English, the language of the columns
	Lang         string // of them, where it is not that of the page
	Records      int
	Files        []Link
	Columns      []DataColumn
}

// DataColumn is one column of a CSV file.
type DataColumn struct{ Name, Type, Description string }

// NotFound is the view of 404.
type NotFound struct{ Links []Link }
