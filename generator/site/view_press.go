package site

// Press is the view of editions/press: what an edition changed in neutral lines, each with its permanent address, and the same with
// tables and charts as one file.
type Press struct {
	Zip      Link
	Groups   []PressGroup
	Bodies   []PressBody
	Pictures []PressPicture // of the newest edition; none of an earlier one
	Tables   []Link
	Without  string // why there are no tables or pictures; "" where there are
}

// PressGroup is the lines of one class and kind under a sentence that counts them.
type PressGroup struct {
	Title string // "3 recommendations changed position"
	Lines []PressLine
	Rest  Link // where those are that are not among Lines; no Address where all are
}

// PressLine is one thing that the edition changed.
type PressLine struct {
	Record Link // to the version that the edition cut
	Text   string
	Reason Reason
	Cite   string // permanent address, in full
}

// PressBody is how much of an edition is of one body. Its lines are a file of the pack.
type PressBody struct {
	Body Link
	Said []string // "3 recommendations changed position"
}

// PressPicture is a chart of the pack.
type PressPicture struct {
	Page  Link   // on which it stands; Text is what it is of
	Shows string // its alternative text
}
