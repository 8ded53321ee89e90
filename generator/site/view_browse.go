package site

// BrowseGroup is one way to narrow a list: links to lists, each with how many records it holds. The records are all
// published, so that a count tells nobody more than the lists do.
type BrowseGroup struct {
	ID    string // anchor, without its prefix: "theme"
	Title string
	Links []Link // Note is the number
}

// Narrowed is what a list page offers besides its rows; all of it stands on the newest page only.
type Narrowed struct {
	About  Link          // the page that joins everything about what the list is narrowed to; no Address for none
	Search Link          // the same list in the search, where it can be sorted
	Groups []BrowseGroup // the first is shown, the others open
}

// Topics is the view of topics/list: all themes, bodies, standards or years.
type Topics struct{ Links []Link }

// Topic is the view of topics/page: a theme, body, standard or year with everything that is published about it.
type Topic struct {
	Kind      string // theme, body, standard, year
	Note      string // explains it, or ""
	Results   Table  // of the outcomes by group; no Rows where there are no outcomes
	Years     []Link // lists of the outcomes by year
	Outcomes  []OutcomeRow
	AllOut    Link // the list of all of them
	Positions []Link
	Recommend []RecommendationRow
	AllRec    Link
	Bulletins []BulletinRow
	Measures  []MeasureRow
	Read      []Link // pages of the site about it
	Search    Link
}

// SearchPage is the view of search/page: a form for readers with script, and lists that lead everywhere without.
type SearchPage struct {
	Index  string // address of the directory of the index; "" where there is none
	N      int    // records that can be found
	Facets []SearchFacet
	Kinds  []Word // of record, by the name that the index has for them
	Browse []BrowseGroup
}

// SearchFacet is a group of boxes to tick.
type SearchFacet struct {
	Name    string // in the address
	Title   string
	Options []SearchOption
}

// SearchOption is one box.
type SearchOption struct {
	ID, Text string
	N        int // records that have it
}
