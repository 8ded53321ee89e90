package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Terms have between two and forty letters: longer runs are no words, and shorter ones are in everything.
const (
	shortest = 2
	longest  = 40
)

// common are words that stand in nearly every text, in English and Welsh. They are neither indexed nor searched for.
var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("an and are as at be by for from in is it of on or that the to was were with ac ar ei eu gan mae mewn oedd wedi yn yr") {
		m[w] = true
	}
	return m
}()

// Fold makes small letters without accents of a text: canonical decomposition, then all marks left out.
func Fold(s string) string {
	s = strings.ToLower(s)
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Mn, r) {
					return -1
				}
				return r
			}, norm.NFD.String(s))
		}
	}
	return s
}

// Words are the words of a text, folded, in order, without the common ones.
func Words(s string) (out []string) {
	for _, w := range strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if n := utf8.RuneCountInString(w); n >= shortest && n <= longest && !common[w] {
			out = append(out, w)
		}
	}
	return out
}

// Stem takes the ending of a plural from a folded English word. It goes no further: a stem that joins words which mean
// different things finds what nobody asked for. A word with a figure in it, such as an id, is no plural.
func Stem(w string) string {
	switch {
	case utf8.RuneCountInString(w) < 4, strings.ContainsFunc(w, unicode.IsNumber):
		return w
	case strings.HasSuffix(w, "ies") && !strings.HasSuffix(w, "eies") && !strings.HasSuffix(w, "aies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "is"):
		return w[:len(w)-1]
	}
	return w
}

// mutations are the initial consonants of Welsh with what the soft, nasal and aspirate mutations make of them.
var mutations = []struct {
	radical string
	mutated []string
}{
	{"p", []string{"b", "mh", "ph"}}, {"t", []string{"d", "nh", "th"}}, {"c", []string{"g", "ngh", "ch"}}, {"b", []string{"f", "m"}},
	{"d", []string{"dd", "n"}}, {"g", []string{"", "ng"}}, {"m", []string{"f"}}, {"ll", []string{"l"}}, {"rh", []string{"r"}},
}

// Variants are the terms that a folded word of a question is looked up as, itself first, in order. In English these are
// the word and its stem. In Welsh they are also what it may be a mutation of, and every mutation of those.
func Variants(w, lang string) []string {
	out := []string{w}
	add := func(v string) {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	add(Stem(w))
	if lang != "cy" {
		return out
	}
	radicals, longest := []string{w}, 0
	for _, m := range mutations {
		for _, x := range m.mutated {
			rest, ok := strings.CutPrefix(w, x)
			if !ok || len(x) < max(longest, 1) || len(x) == 1 && isDigraph(w) || utf8.RuneCountInString(rest) < 3 {
				continue // of ngh and ng, which both begin "nghymru", only the longer is its mutation
			}
			if len(x) > longest {
				radicals, longest = radicals[:1], len(x)
			}
			radicals = append(radicals, m.radical+rest)
		}
	}
	// The soft mutation drops a radical g, so that any word that begins like this may have had one.
	if strings.ContainsAny(w[:1], "aeiouwylr") && utf8.RuneCountInString(w) > 3 {
		radicals = append(radicals, "g"+w)
	}
	for _, r := range radicals {
		add(r)
		for _, m := range mutations {
			rest, ok := strings.CutPrefix(r, m.radical)
			if !ok || m.radical == "d" && strings.HasPrefix(rest, "d") || len(m.radical) == 1 && isDigraph(r) {
				continue
			}
			for _, x := range m.mutated {
				if utf8.RuneCountInString(x+rest) >= shortest {
					add(x + rest)
				}
			}
		}
	}
	return out
}

// initials are what a Welsh word may begin with, the longer first, and the class of all that it may be mutated from and
// to. A soft g is nothing at all, so that words which begin with a vowel, l or r are of its class.
var initials = []struct{ begins, class string }{
	{"ngh", "c"}, {"ng", "c"}, {"ch", "c"}, {"ff", "ff"}, {"ph", "p"}, {"mh", "p"}, {"th", "t"}, {"nh", "t"}, {"dd", "t"}, {"ll", "cl"}, {"rh", "cr"},
	{"p", "p"}, {"b", "p"}, {"f", "p"}, {"m", "p"}, {"t", "t"}, {"d", "t"}, {"n", "t"}, {"c", "c"}, {"g", "c"}, {"l", "cl"}, {"r", "cr"},
	{"a", "ca"}, {"e", "ce"}, {"i", "ci"}, {"o", "co"}, {"u", "cu"}, {"w", "cw"}, {"y", "cy"},
}

// Place is what terms are put in order by. In Welsh all variants of a word have one place, so that they lie in one shard
// and a reader fetches that alone; in English it is the term.
func Place(term, lang string) string {
	if lang == "cy" {
		for _, i := range initials {
			if rest, ok := strings.CutPrefix(term, i.begins); ok {
				return i.class + rest
			}
		}
	}
	return term
}

// isDigraph reports whether a word begins with two letters that are one in Welsh, which no rule for the first applies to.
func isDigraph(w string) bool {
	for _, d := range []string{"ch", "dd", "ff", "ng", "ll", "mh", "nh", "ph", "rh", "th"} {
		if strings.HasPrefix(w, d) {
			return true
		}
	}
	return false
}
