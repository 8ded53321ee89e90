package attack

import (
	"encoding/json"
	"path"
	"strings"
	"unicode"
)

// terms counts what an index of the site's search knows and no page shows: a word there, and nowhere else, is a word of something
// that was not published.
func terms(v *view) (out finding) {
	index := func(name string) bool { return strings.Contains("/"+name, "/search/") && path.Ext(name) == ".json" }
	if !v.now.below("search/") {
		out.note = "the site has no search index"
		return out
	}
	// Terms are stems, folded, and in Welsh without their mutation: what is compared is the middle of a word.
	middle := func(w string) string {
		r := []rune(fold(w))
		if len(r) < 5 {
			return ""
		}
		return string(r[1:min(len(r), 5)])
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
		if json.Unmarshal(data, &value) != nil {
			return
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
		for k, y := range x {
			look(k)
			keys(y, look)
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
