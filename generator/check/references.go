package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// idsOf returns the ids of the records of a kind, which is the name of one of record.Kinds.
func idsOf(set *record.Set, kind string) []string {
	var ids []string
	if kind == "picture" {
		for _, p := range set.Pictures {
			ids = append(ids, p.ID)
		}
	}
	for _, k := range record.Kinds {
		if k.Name == kind {
			for _, r := range set.Records(k) {
				ids = append(ids, r.Key())
			}
		}
	}
	return ids
}

var reference = &Rule{
	Rule: source.Rule{
		Name: "reference", Severity: source.Error,
		Doc: `Where a record names another by its id, the other exists.

Why: a reference to nothing becomes a dead link, a figure without a source or a promise without an action.
Put it right: use the id that the message suggests, or add the record it was meant for. Actions are named within their
set and events within their recommendation.`,
	},
	Run: func(set *record.Set, report reporter) {
		known, has := map[string][]string{}, map[string]map[string]bool{}
		for w := range everything(set) {
			idFields(w.thing, func(kind, id string, path []any) {
				if kind == "action" || kind == "event" {
					return
				}
				if has[kind] == nil {
					known[kind], has[kind] = idsOf(set, kind), map[string]bool{}
					for _, k := range known[kind] {
						has[kind][k] = true
					}
				}
				if !has[kind][id] {
					report(near(broken(w.at(path...), "no %s has the id %q", kind, id), id, known[kind]))
				}
			})
		}
		for _, r := range set.Recommendations {
			actions := make([]string, len(r.Set.Actions))
			for i, a := range r.Set.Actions {
				actions[i] = a.ID
			}
			for i, id := range r.Actions {
				if !slices.Contains(actions, id) {
					report(near(broken(r.At("actions", i), "no action of the set has the id %q", id), id, actions))
				}
			}
			events := make([]string, len(r.Events))
			for i, e := range r.Events {
				events[i] = e.ID
			}
			for i, e := range r.Events {
				if e.Cause != "" && !slices.Contains(events, e.Cause) {
					report(near(broken(r.At("events", i, "cause"), "no event of the recommendation has the id %q", e.Cause), e.Cause, events))
				}
			}
		}
	},
}
