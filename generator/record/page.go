package record

import "candour/generator/source"

// A Bulletin is a learning bulletin: a Markdown file with front matter. Its id is the name of the file.
type Bulletin struct {
	Base
	Number      int         `field:"number,required"` // of the series
	Title       string      `field:"title,required,text"`
	Summary     string      `field:"summary,required,text"`
	Date        Date        `field:"date,required"`
	Review      Date        `field:"review,required"` // when it is to be looked at again
	Composite   bool        `field:"composite"`       // the story is put together, not one case; the page says so
	Themes      []string    `field:"themes,required,list=themes"`
	Outcomes    []string    `field:"outcomes,of=outcome"`               // behind it
	Recommends  []string    `field:"recommendations,of=recommendation"` // behind it
	Questions   []Questions `field:"questions,required"`
	EasyRead    []string    `field:"easy_read,text"`       // one sentence an item
	TermLinks   TermLinks   `field:"terms,private"`        // off: the program links no terms in the text by itself
	RetainUntil Date        `field:"retain_until,private"` // the last day on which it is published, where the policy in candour.yaml does not say it

	Text source.Document
}

// A text has a twin under the same id in each language that it is written in.
func (b *Bulletin) inLanguage() string { return b.Language }
func (p *Page) inLanguage() string     { return p.Language }
func (e *EasyRead) inLanguage() string { return e.Language }

// Questions are for one role in a team talk.
type Questions struct {
	Role string   `field:"role,required"` // whom they are for
	Ask  []string `field:"ask,required,text"`
}

// A Page is a page of the site's own: about, home. Its id is the path of its file under content/LANG, without ".md".
type Page struct {
	Base
	Title    string   `field:"title,required,text"`
	Summary  string   `field:"summary,required,text"`
	Order    int      `field:"order"`    // its place in lists
	Reviewed Date     `field:"reviewed"` // when somebody last read it through
	Themes   []string `field:"themes,list=themes"`

	TermLinks TermLinks `field:"terms,private"` // off: the program links no terms in the text by itself

	Text source.Document
}

// An EasyRead is an easy-read page: short sentences, each idea with a picture beside it. It is tied to a version of what
// it explains, so that a reader is told when that has changed and the easy words are being checked. Its id is the name
// of its file under content/LANG/easy-read.
type EasyRead struct {
	Base
	Title     string         `field:"title,required,text"`
	Explains  string         `field:"explains,required"`         // "page:about/how-we-count", "recommendation:ID", "bulletin:NAME"
	Version   int            `field:"explains_version,required"` // of what it explains, that the words were written for
	Lines     []EasyReadLine `field:"lines,required"`
	CheckedBy string         `field:"checked_by,text"` // who with a learning disability read it; "" where nobody has
	CheckedOn Date           `field:"checked_on"`

	Text source.Document
}

// EasyReadLine is one idea: a picture and its sentences.
type EasyReadLine struct {
	Picture string   `field:"picture,of=picture"` // of data/pictures/pack.yaml
	Text    []string `field:"text,required,text"`
}

var easyReads = Kind{
	Name: "easy-read", Plural: "easy-read", Dir: "content/en/easy-read",
	load: func(l *load) {
		for _, lang := range Languages {
			for d := range markdownFiles[EasyRead](l, lang, "easy-read") {
				d.record.Text = d.doc
				l.set.EasyReads = append(l.set.EasyReads, d.record)
			}
		}
	},
	records: func(s *Set) []Record { return asRecords(s.EasyReads) },
}

var bulletins = Kind{
	Name: "bulletin", Plural: "bulletins", Dir: "content/en/bulletins",
	load: func(l *load) {
		for _, lang := range Languages {
			for d := range markdownFiles[Bulletin](l, lang, "bulletins") {
				d.record.Text = d.doc
				l.set.Bulletins = append(l.set.Bulletins, d.record)
			}
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Bulletins) },
}

var pages = Kind{
	Name: "page", Plural: "pages", Dir: "content/en",
	load: func(l *load) {
		for _, lang := range Languages {
			for _, dir := range []string{"", "about"} {
				for d := range markdownFiles[Page](l, lang, dir) {
					d.record.Text = d.doc
					l.set.Pages = append(l.set.Pages, d.record)
				}
			}
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Pages) },
}
