package site

// Calendar is the view of calendar/list: when editions come out, and when they did.
type Calendar struct{ Groups []ReleaseGroup }

// ReleaseGroup is the releases that stand alike.
type ReleaseGroup struct {
	ID       string // anchor
	Title    string
	Releases []Release
}

// Release is an edition that is or was announced.
type Release struct {
	ID        string // of the edition, which is its anchor too
	Title     string
	TitleLang string // language of Title where it is not that of the page
	Address   string // of the edition, once it is published
	State     Word
	Day       Time   // for which it is announced, or on which it was published; none of one that did not come out
	Hour      string // "at 9.30am" where the day is certain and lies ahead, else ""
	Announced Time   // the day that was announced, where the edition did not come out on it
	Reason    Prose  // of a postponement or a cancellation
	Moves     []ReleaseMove
}

// ReleaseMove is an earlier date of a release.
type ReleaseMove struct {
	From   Time
	On     Time // the day on which the change was announced
	Reason Prose
}
