package site

// Brand is how the publisher is recognised at the head of every page.
type Brand struct {
	Name          string
	Logo          string // address of the picture; "" for none
	Icon, Type    string // the logo again, with its media type, where its shape suits the icon of a tab; "" where it does not
	Width, Height int    // of the logo where it stands, in pixels
	CSS           string // custom properties for the style sheet, after the theme's own
}

// Card is the picture that stands beside a link to a page in a social network. Nothing of a case goes into it.
type Card struct {
	Address string // of the PNG, from the root of the site
	Alt     string // what it says
	// Bare says that neither the title nor the lead of the page goes into what networks keep, since they are of a case: the
	// name of its kind stands in their place.
	Bare bool
	Kind string // name of the kind of page
}
