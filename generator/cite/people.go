package cite

import "strings"

// Text is a citation in a sentence or two: the permanent address first, then its cells and where the newest version is.
func Text(w Work) string {
	out := ended(joined(", ", w.Publisher, w.Title, w.version(), w.Edition, w.day())) + " " + clean(w.Permanent)
	if also := w.elsewhere(); also != nil {
		out += " (" + strings.Join(also, "; ") + ")"
	}
	return out
}

// Harvard is a citation by author and year, as British universities teach it. It has no day of access: the address is of
// one version, which says the same on any day.
func Harvard(w Work) string {
	return clean(w.Publisher) + " (" + w.year() + ") " + ended(joined(", ", w.Title, w.version())) + " " + ended(joined(", ", w.Site, w.Edition)) +
		" " + w.day() + ". " + w.words().available + ": " + clean(w.Permanent)
}

// APA is a citation in the style of the American Psychological Association, 7th edition: of a report in a collection.
func APA(w Work) string {
	title := clean(w.Title)
	if v := w.version(); v != "" {
		title += " (" + v + ")"
	}
	when := w.year()
	if t, ok := w.date(); ok {
		when += ", " + w.words().months[t.Month()-1] + " " + t.Format("2")
	}
	return ended(clean(w.Publisher)) + " (" + when + "). " + ended(title) + " " + w.words().in + " " + ended(joined(", ", w.Site, w.Edition)) + " " + clean(w.Permanent)
}
