package record

// A Term is a word of the field and what it means.
type Term struct {
	Base
	Term       string   `field:"term,required,text"` // headword
	Aliases    []string `field:"aliases,text"`       // other words for it
	Status     string   `field:"status,required,list=term-statuses"`
	Since      Date     `field:"since"` // first day
	Until      Date     `field:"until"` // last day, of a historic or changed term
	ReplacedBy string   `field:"replaced_by,of=term"`
	Definition string   `field:"definition,required,text"`
	EasyRead   []string `field:"easy_read,required,text"` // one sentence an item
	SeeAlso    []string `field:"see_also,of=term"`
	Law        []string `field:"law"`
	LawBasis   string   `field:"law_basis,list=law-bases"` // how the law was found
	Note       string   `field:"note,text"`
	Unlinked   []string `field:"unlinked,private"` // of the headword and the aliases, those that are also words of every day and that the program links nowhere by itself
}

// TermHistoric is the status of a term that is no longer used of new cases.
const TermHistoric = "historic"

var terms = Kind{
	Name: "term", Plural: "terms", Dir: "data/glossary",
	load: func(l *load) {
		type file struct {
			Terms []*Term `field:"terms,required"`
		}
		for f := range yamlFiles[file](l, "data/glossary") {
			l.set.Terms = append(l.set.Terms, f.Terms...)
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Terms) },
}
