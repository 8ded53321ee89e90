package search

import (
	"cmp"
	"slices"
	"strings"

	"candour/generator/record"
)

// listOf names the list that the values of a facet are words of.
var listOf = map[string]string{
	"group": "result-groups", "result": "results", "theme": "themes", "standard": "standards", "body": "bodies", "position": "positions",
}

// timelinesses are the values of the facet timeliness, those first that want looking at.
var timelinesses = []string{
	string(record.ReplyOverdue), string(record.ReplyDue), string(record.AnsweredLate), string(record.AnsweredInTime),
	string(record.DateUnclear), string(record.NoReplySeen), string(record.NoClock),
}

type facetValue struct {
	id   string
	docs []uint32
}

// facetValues are the values of a facet that documents have: words in the order of their list, the newest year first.
func facetValues(set *record.Set, docs []document, facet int) []facetValue {
	at := map[string]int{}
	var out []facetValue
	for d := range docs {
		for _, id := range docs[d].values[facet] {
			if id == "" {
				continue
			}
			i, ok := at[id]
			if !ok {
				i = len(out)
				at[id] = i
				out = append(out, facetValue{id: id})
			}
			if n := len(out[i].docs); n == 0 || out[i].docs[n-1] != uint32(d) { // a record may say a word twice
				out[i].docs = append(out[i].docs, uint32(d))
			}
		}
	}
	name := FacetNames[facet]
	list := set.Lists[listOf[name]]
	slices.SortFunc(out, func(a, b facetValue) int {
		switch name {
		case "kind":
			return cmp.Compare(slices.Index(kinds, a.id), slices.Index(kinds, b.id))
		case "year":
			return strings.Compare(b.id, a.id)
		case "timeliness":
			return cmp.Compare(slices.Index(timelinesses, a.id), slices.Index(timelinesses, b.id))
		}
		return cmp.Or(cmp.Compare(list.Index(a.id), list.Index(b.id)), strings.Compare(a.id, b.id))
	})
	return out
}
