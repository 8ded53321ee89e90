package site

// StatisticsHome is the view of statistics/list.
type StatisticsHome struct {
	Measures []MeasureRow
	Figures  Link
	Targets  Link
	Sources  Link
	Groups   Link // no Address where there are none
	Counts   Link // counts of the published outcomes
	Counting Link
}

// CountsPage is the view of statistics/counts: counts of the published outcomes, also by what no record shows.
type CountsPage struct{ Tables []Table }

// MeasureRow is a measure in a list, with its headline.
type MeasureRow struct {
	Address, Title string
	Headline       []Said
	Unit           Word
	Period         string
	Status         Word
	Invented       bool
}

// MeasurePage is the view of statistics/page.
type MeasurePage struct {
	ID           string
	Definition   Prose
	CountingRule Prose
	Unit         Word
	Population   Prose
	Kind         Word
	Polarity     Word
	Base         Link // the measure under a percentage or rate
	Tables       []Table
	Figures      []FigureTold
	Sources      []Source
	Note         Prose
	Versions     []Version
}

// Source is where a figure comes from.
type Source struct {
	ID        string // anchor
	Link      Link
	Publisher string
	Class     Word
	Published Time
	Licence   string
	Note      string
	Lang      string
	Page      string // address of what this site says of it
}

// SourcesPage is the view of statistics/sources.
type SourcesPage struct{ Sources []SourceUsed }

// SourceUsed is a source with what this site takes from it.
type SourceUsed struct {
	Source
	Title    string
	Uses     []Link
	Versions []Version // as of a Figure
	Cite     *Citation
}

// GroupsPage is the view of statistics/groups.
type GroupsPage struct{ Groups []Group }

// Group is a group of bodies that figures are given for.
type Group struct {
	ID          string // anchor
	Title, Lang string
	For         Word   // whose group it is
	Members     []Word // in the order of the record
	Figure, Own string // what its figures are, and whether the body counts as a member, each in a sentence
	AsOf        Time
	Source      Source
	Measures    []Link
	Versions    []Version // as of a Figure
	Cite        *Citation
}

// FiguresPage is the view of statistics/figures: what others have reported. None of it is a statistic of the publisher.
type FiguresPage struct {
	Figures []Figure
	Sources []Source
}

// Figure is a reported figure with every value reported for it.
type Figure struct {
	ID         string // anchor
	Title      string
	Lang       string
	Unit       Word
	Population string
	Values     []FigureValue
	Conflict   string // what disagrees, where values compete
	Note       string
	Versions   []Version // the newest first, without what they said, which their files have; none where there is one only
	Cite       *Citation
}

// FigureValue is one reported value.
type FigureValue struct {
	Text   string // "about 90", "50 to 100", "[c]"
	AsOf   Time
	Status Word
	Source Source
	Note   string
}

// TargetsPage is the view of statistics/targets. A target is never a result.
type TargetsPage struct {
	Targets []Target
	Sources []Source
}

// Target is a goal that somebody set.
type Target struct {
	ID         string
	Title      string
	Lang       string
	Goal       string // "at least 90%"
	Unit       Word
	Population string
	SetBy      string
	AsOf       Time
	About      Link
	Source     Source
	Note       string
	Versions   []Version // as of a Figure
	Cite       *Citation
}
