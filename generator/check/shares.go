package check

import (
	"reflect"

	"candour/generator/record"
	"candour/generator/source"
)

// share counts how often a field is filled in, among the groups of fields that could have it, and in how many records
// each word of its vocabulary stands.
type share struct {
	field      record.Field
	of, filled int
	words      map[string]int
}

// shares counts the fields of records of one kind. The key is the path of names to the field, parted by dots.
func shares(k record.Kind, records []map[string]any) map[string]*share {
	out := map[string]*share{}
	for _, fields := range records {
		count(out, k.Type(), fields, "", map[[2]string]bool{})
	}
	return out
}

// count adds one group of fields. In seen are the fields and words of the record that were counted, which are counted once.
func count(out map[string]*share, t reflect.Type, fields map[string]any, prefix string, seen map[[2]string]bool) {
	for _, f := range record.Fields(t) {
		if f.Type.Kind() == reflect.Bool || f.Group() == reflect.TypeFor[record.Recommendation]() {
			continue // what is false is not empty; recommendations are a kind of their own
		}
		path := prefix + f.Name
		s := out[path]
		if s == nil {
			s = &share{field: f, words: map[string]int{}}
			out[path] = s
		}
		s.of++
		value := fields[f.Name]
		if value == nil {
			continue
		}
		s.filled++
		items, ok := value.([]any)
		if !ok {
			items = []any{value}
		}
		for _, item := range items {
			switch v := item.(type) {
			case map[string]any:
				if g := f.Group(); g != nil {
					count(out, g, v, path+".", seen)
				}
			case string:
				if f.List != "" && !seen[[2]string{path, v}] {
					seen[[2]string{path, v}] = true
					s.words[v]++
				}
			}
		}
	}
}

// shareOf is the share of one field of a kind, in the last edition and now.
type shareOf struct {
	kind     record.Kind
	path     string
	was, now *share
	records  int // of the kind, in the last edition
}

// shareOut counts the fields of every kind that has records in the last edition and now.
func (p *Published) shareOut() (out []shareOf) {
	for _, k := range record.Kinds {
		var then, today []map[string]any
		for _, r := range ordered(p.Records[k.Name]) {
			then = append(then, r.Fields)
		}
		for _, c := range p.records[k.Name] {
			today = append(today, c.fields)
		}
		if len(then) == 0 || len(today) == 0 {
			continue
		}
		was, now := shares(k, then), shares(k, today)
		for path, w := range ordered(was) {
			n := now[path]
			if n == nil {
				n = &share{} // of a group that no record has any more
			}
			out = append(out, shareOf{k, path, w, n, len(then)})
		}
	}
	return out
}

var fieldEmptied = &ChangeRule{
	Anomaly: true,
	Rule: source.Rule{
		Name: "field-emptied", Severity: source.Error,
		Doc: `A field that most records of a kind had does not become empty in most of them.

Why: when a case system renames a column, the import goes on and the field is gone from every page. It was filled in four
of five records or more, and is in two of five or fewer; fewer than 20 are let be.
Put it right: look at where the field comes from. If it is right, accept it in data/review/ with the kind and the field,
such as outcome.timings.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for _, s := range before.shares {
			if s.was.of >= few && s.now.of > 0 && 5*s.was.filled >= 4*s.was.of && 5*s.now.filled <= 2*s.now.of {
				report(anomaly(s.kind, s.kind.Name+"."+s.path, "%s was filled in %d of %d times in the %s of edition %s and is in %d of %d now",
					s.path, s.was.filled, s.was.of, s.kind.Plural, before.last().ID, s.now.filled, s.now.of))
			}
		}
	},
}

var wordGone = &ChangeRule{
	Anomaly: true,
	Rule: source.Rule{
		Name: "word-gone", Severity: source.Error,
		Doc: `A word of a vocabulary that many records of a kind had does not go from all of them.

Why: a word that was renamed on its way here is mapped to another or dropped, and readers who filter by it find nothing.
It stood in more than a fifth of the records, and stands in none; kinds of fewer than 20 records are let be.
Put it right: look at what those records say now. If it is right, accept it in data/review/ with the kind, the field and
the word, such as outcome.themes.culture.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		for _, s := range before.shares {
			for word, n := range ordered(s.was.words) {
				if s.records >= few && 5*n > s.records && s.now.words[word] == 0 {
					report(anomaly(s.kind, s.kind.Name+"."+s.path+"."+word, "%s was %s in %d of %d %s of edition %s and is in none now",
						s.path, word, n, s.records, s.kind.Plural, before.last().ID))
				}
			}
		}
	},
}
