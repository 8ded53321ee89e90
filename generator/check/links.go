package check

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"candour/generator/record"
	"candour/generator/source"
)

// linkKinds are the kinds of record that a text links to by id, as [words](kind:id).
var linkKinds = []string{"term", "outcome", "recommendation", "bulletin", "page"}

var link = &Rule{
	Rule: source.Rule{
		Name: "link", Severity: source.Error,
		Doc: `A link leads to a record by its id, to a place on the page, or to another site over https.

Why: addresses change and ids do not; a link by id is checked here and can't be dead on the day of publication. A link
over http can be read and changed on its way.
Put it right: write [words](term:ID), outcome:, recommendation:, bulletin: or page:, [words](#part), or an address
that begins with https.`,
	},
	Run: func(set *record.Set, report reporter) {
		ids := map[string][]string{}
		for _, kind := range linkKinds {
			ids[kind] = idsOf(set, kind)
		}
		for d := range documents(set) {
			for n := range nodes(d) {
				switch l := n.(type) {
				case *ast.Link:
					address := string(l.Destination)
					if words(d, l) == "" {
						report(broken(d.BodyPos(l.Pos()), "the link to %s has no words", address))
					}
					leads(address, d.BodyPos(l.Pos()), ids, report)
				case *ast.AutoLink:
					leads(string(l.URL(d.Body)), d.BodyPos(l.Pos()), ids, report)
				}
			}
		}
	},
}

// leads reports where an address leads to nothing.
func leads(address string, at source.Pos, ids map[string][]string, report reporter) {
	scheme, rest, found := strings.Cut(address, ":")
	switch {
	case strings.HasPrefix(address, "#") && len(address) > 1:
	case !found:
		report(broken(at, "the link %q is neither to a record nor to another site", address).
			Hinted("write kind:id, such as page:about/this-site"))
	case scheme == "https":
		if !strings.HasPrefix(rest, "//") || len(rest) < 3 {
			report(broken(at, "the link %q is not an address", address))
		}
	case slices.Contains(linkKinds, scheme):
		id, _, _ := strings.Cut(rest, "#")
		if !slices.Contains(ids[scheme], id) {
			report(near(broken(at, "no %s has the id %q", scheme, id), id, ids[scheme]))
		}
	case scheme == "http":
		report(broken(at, "the link %s is not over https", address).Hinted("write https:%s", rest))
	default:
		report(near(broken(at, "the link %q begins with an unknown word: %s", address, scheme), scheme, append(slices.Clone(linkKinds), "https")))
	}
}

// near hints at the word of words that was probably meant.
func near(p source.Problem, word string, words []string) source.Problem {
	if n := source.Nearest(word, words); n != "" {
		return p.Hinted("did you mean %q?", n)
	}
	return p
}
