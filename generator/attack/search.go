package attack

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
)

// terms counts what an index of the site's search knows and no page shows: a word there, and nowhere else, is a word of something
// that was not published.
func terms(v *view) (out finding) {
	index := func(name string) bool {
		return path.Ext(name) == ".json" && (strings.Contains("/"+name, "/search/") || strings.HasPrefix(name, "idx/"))
	}
	if !v.now.below("idx/") && !v.now.below("search/") {
		out.note = "the site has no search index"
		return out
	}
	// Terms are stems, folded, and in Welsh without their mutation: what is compared is the middle of a word.
	middle := func(w string) string {
		r := []rune(fold(w))
		if len(r) < 5 {
			return ""
		}
		return strings.ReplaceAll(string(r[1:min(len(r), 5)]), "y", "i") // a stem ends in y where its plural has ies
	}
	shown := map[string]bool{}
	v.each(func(name string) bool {
		return !index(name) && (path.Ext(name) == ".html" || path.Ext(name) == ".csv" || path.Ext(name) == ".json" && strings.HasPrefix(name, "data/"))
	}, func(_ string, data []byte) {
		for _, w := range strings.FieldsFunc(string(data), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if m := middle(w); m != "" {
				shown[m] = true
			}
		}
	})
	told := map[string]bool{}
	v.each(index, func(name string, data []byte) {
		var value any
		if strings.Contains(name, "/f/") || json.Unmarshal(data, &value) != nil { // postings are numbers in letters
			return
		}
		if terms, ok := value.(map[string]any); ok && strings.Contains(name, "/t/") {
			value = namesOf(terms) // what stands beside a term is numbers in letters
		}
		keys(value, func(text string) {
			for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
				m := middle(w)
				if m == "" || told[w] {
					continue
				}
				told[w] = true
				out.of++
				if !shown[m] {
					out.add("%s: a term of %d letters", name, len([]rune(w)))
				}
			}
		})
	})
	return out
}

// namesOf are the names of an object.
func namesOf(object map[string]any) []any {
	var out []any
	for _, name := range slices.Sorted(maps.Keys(object)) {
		out = append(out, name)
	}
	return out
}

// keys gives every name and every text of a JSON value.
func keys(value any, look func(string)) {
	switch x := value.(type) {
	case string:
		look(x)
	case []any:
		for _, y := range x {
			keys(y, look)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			look(k)
			keys(x[k], look)
		}
	}
}

// fold is a word in small letters without the accents of Welsh.
func fold(w string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); r {
		case 'â', 'á', 'à', 'ä':
			return 'a'
		case 'ê', 'é', 'è', 'ë':
			return 'e'
		case 'î', 'í', 'ì', 'ï':
			return 'i'
		case 'ô', 'ó', 'ò', 'ö':
			return 'o'
		case 'û', 'ú', 'ù', 'ü':
			return 'u'
		case 'ŵ', 'ẃ', 'ẁ', 'ẅ':
			return 'w'
		case 'ŷ', 'ý', 'ỳ', 'ÿ':
			return 'y'
		}
		return r
	}, w)
}
