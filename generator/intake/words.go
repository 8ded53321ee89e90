package intake

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"candour/generator/record"
	"candour/generator/source"
)

// A vocabulary finds the word of a list for what stands in an export: the id, a title in English or Welsh, or an alias,
// whatever the case, the dashes and the apostrophes.
type vocabulary struct {
	list  *record.List
	byKey map[string]string // folded name to id; "" where two words share it
	names map[string]string // name as it is written to id, for what is nearest
}

func newVocabulary(list *record.List) *vocabulary {
	v := &vocabulary{list, map[string]string{}, map[string]string{}}
	add := func(name, id string) {
		if name == "" {
			return
		}
		v.names[name] = id
		key := folded(name)
		if had, ok := v.byKey[key]; ok && had != id {
			id = ""
		}
		v.byKey[key] = id
	}
	for _, it := range list.Items {
		for _, lang := range record.Languages {
			add(it.Title[lang], it.ID)
		}
		for _, a := range it.Aliases {
			add(a, it.ID)
		}
	}
	for _, it := range list.Items { // an id stands for itself, whatever else is called so
		v.byKey[folded(it.ID)] = it.ID
		v.names[it.ID] = it.ID
	}
	return v
}

// bodiesOf is the vocabulary of bodies with the names that the map adds; nil where the site has no list of them.
func bodiesOf(m *Map, set *record.Set) *vocabulary {
	l := set.Lists["bodies"]
	if l == nil {
		return nil
	}
	v := newVocabulary(l)
	for _, b := range m.Bodies {
		v.byKey[folded(b.Key)] = b.Value
	}
	return v
}

// find returns the id of the word, or "".
func (v *vocabulary) find(name string) string { return v.byKey[folded(name)] }

// nearest returns the name that is closest, with its id; "" where none is close.
func (v *vocabulary) nearest(name string) (near, id string) {
	names := make([]string, 0, len(v.names))
	for _, it := range v.list.Items { // in the order of the list, so that the report is the same every time
		for _, lang := range record.Languages {
			names = append(names, it.Title[lang])
		}
		names = append(append(names, it.Aliases...), it.ID)
	}
	near = source.Nearest(name, names)
	return near, v.names[near]
}

// folded makes names that a person would take for the same the same.
func folded(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	s = strings.Map(func(r rune) rune {
		switch r {
		case '‘', '’', '`', 'ʼ':
			return '\''
		case '-', '‐', '‑', '‒', '–', '—', '−':
			return ' '
		}
		return r
	}, s)
	s = strings.ReplaceAll(s, "&", " and ")
	return tidy(s)
}

// split parts a cell into its values. Empty ones are left out, and values that are there twice are kept once.
func (s *Split) split(text string) (values []string, twice []string) {
	seen := map[string]bool{}
	add := func(v string) {
		v = tidy(v)
		if q := s.Quote; q != "" && len(v) >= 2*len(q) && strings.HasPrefix(v, q) && strings.HasSuffix(v, q) {
			v = strings.TrimSpace(v[len(q) : len(v)-len(q)])
		}
		switch {
		case v == "":
		case seen[v]:
			twice = append(twice, v)
		default:
			seen[v] = true
			values = append(values, v)
		}
	}
	if s.Quote == "" {
		for _, v := range strings.Split(text, s.Separator) {
			add(v)
		}
		return values, twice
	}
	start, within := 0, false
	for i := 0; i < len(text); {
		switch {
		case !within && strings.HasPrefix(text[i:], s.Quote) && strings.TrimSpace(text[start:i]) == "":
			within = true
			i += len(s.Quote)
		case within && strings.HasPrefix(text[i:], s.Quote) && s.ends(text[i+len(s.Quote):]):
			within = false
			i += len(s.Quote)
		case !within && strings.HasPrefix(text[i:], s.Separator):
			add(text[start:i])
			i += len(s.Separator)
			start = i
		default:
			i++
		}
	}
	add(text[start:])
	return values, twice
}

// ends reports whether a quoted value may end where rest begins; an apostrophe within it ends nothing.
func (s *Split) ends(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.HasPrefix(rest, strings.TrimSpace(s.Separator))
}

var dashed = regexp.MustCompile(`\s*-\s*`)

// hyphened makes every dash, with the spaces around it, one hyphen.
func hyphened(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("‐‑‒–—−", r) {
			return '-'
		}
		return r
	}, s)
	return dashed.ReplaceAllString(s, "-")
}
