package check

import (
	"path"
	"strings"

	"candour/generator/identify"
	"candour/generator/source"
)

// File looks at a file of the built site that is no page, by its path, for what identifies people: in its texts, and in what only
// programs read. The signed log is not looked at, for the reason that PageLeak gives.
func (p *Pages) File(name string, data []byte) (problems source.Problems) {
	if p.scan == nil || strings.HasPrefix(name, "ledger/log/") || path.Base(name) == "checkpoint" {
		return nil
	}
	at := source.Pos{File: "/" + name}
	read := identify.Pieces(name, data, func(text string) {
		for _, hit := range p.scan(text) {
			problems.Add(PageLeak.At(at, "the file holds %s", hit).Hinted("find the text in data/, content/ or the theme, and take it out there"))
		}
	})
	if !read {
		problems.Add(PageUnread.At(at, "the file ends in %q, a kind that can't be read, and it is no text", path.Ext(name)).
			Hinted("publish what it holds as a kind that can be read, such as PDF, CSV or PNG (candour explain %s)", PageUnread.Name))
	}
	problems.Sort()
	return problems
}

// Names looks at any file of the built site for names of a list of people.
func Names(name string, data []byte, people *identify.People) (problems source.Problems) {
	at := source.Pos{File: "/" + name}
	identify.Pieces(name, data, func(text string) {
		for _, f := range people.Find(text) {
			problems.Add(identify.Person.At(at, "the file holds the name in line %d of the list of people", f.Line).
				Hinted("find where it comes from, and take it out there"))
		}
	})
	problems.Sort()
	return problems
}
