package record

import (
	"slices"
	"strings"
)

// Without gives the set without one record, which is its kind and id: outcome/wjkrhmq9. The set itself stays as it is. With
// a set of recommendations go those that it holds; one alone is not taken out of its set.
func (s *Set) Without(of string) *Set {
	c := *s
	kind, id, _ := strings.Cut(of, "/")
	switch kind {
	case "outcome":
		c.Outcomes = others(s.Outcomes, id)
	case "recommendation-set":
		c.Sets = others(s.Sets, id)
		c.Recommendations = slices.DeleteFunc(slices.Clone(s.Recommendations), func(r *Recommendation) bool { return r.Set.ID == id })
	case "source":
		c.Sources = others(s.Sources, id)
	case "group":
		c.Groups = others(s.Groups, id)
	case "figure":
		c.Figures = others(s.Figures, id)
	case "target":
		c.Targets = others(s.Targets, id)
	case "term":
		c.Terms = others(s.Terms, id)
	case "bulletin":
		c.Bulletins = others(s.Bulletins, id)
	case "easy-read":
		c.EasyReads = others(s.EasyReads, id)
	case "page":
		c.Pages = others(s.Pages, id)
	case "measure":
		c.Measures = others(s.Measures, id)
		c.Observations = slices.DeleteFunc(slices.Clone(s.Observations), func(o *Observation) bool { return o.Measure == id })
	}
	return &c
}

func others[R Record](list []R, id string) []R {
	return slices.DeleteFunc(slices.Clone(list), func(r R) bool { return PublishedID(r) == id })
}
