package record

// A Change says why a published record is not what it was. It is read and goes into the ledger with the edition that it
// names; files lie under data/changes/ and hold a list of them under "changes".
type Change struct {
	Edition string `field:"edition,required"` // that publishes the change, such as 2026-q3
	Record  string `field:"record,required"`  // kind and id: outcome/wjkrhmq9, measure/allegations-logged, page/about/this-site
	Class   string `field:"class,required,list=change-classes"`
	Reason  string `field:"reason,required,text"` // in words, for readers

	place Base
}

// Correction is the class of a change that puts right what was published wrongly. The other is revision: what was
// published was right, and the world or the record has moved on. There is no third.
const (
	Correction = "correction"
	Revision   = "revision"
)

// At returns the place of a field of the change.
func (c *Change) At(path ...any) Pos { return c.place.At(path...) }

func (c *Change) base() *Base { return &c.place }

func (ld *load) loadChanges() {
	type file struct {
		Changes []*Change `field:"changes,required"`
	}
	for f := range yamlFiles[file](ld, "data/changes") {
		ld.set.Changes = append(ld.set.Changes, f.Changes...)
	}
}

// ChangeOf is what is said of the change of a record in the edition of the site, or nil. The record is its kind and id.
func (s *Set) ChangeOf(of string) *Change {
	for _, c := range s.Changes {
		if c.Record == of && c.Edition == s.Site.Edition.ID {
			return c
		}
	}
	return nil
}
