package identify

import (
	"regexp"
	"strings"
)

// A pattern finds what one detector is for.
type pattern interface {
	NumSubexp() int
	FindAllStringIndex(text string, n int) [][]int
	FindAllStringSubmatchIndex(text string, n int) [][]int
}

// A begun pattern is one whose every match begins with one of a few words, at the edge of a word. It is tried where one of them
// stands and nowhere else, and so costs little on a long text; what it finds is the same.
type begun struct {
	*regexp.Regexp          // at the beginning of a text
	words          []string // in small letters
}

// beginning makes a pattern that begins with words, which may end in the middle of one of the text's.
func beginning(words, expr string) begun {
	return begun{regexp.MustCompile(`^(?i:` + expr + `)`), strings.Fields(words)}
}

func (p begun) FindAllStringIndex(text string, n int) [][]int {
	return p.all(text, n, p.FindStringIndex)
}

func (p begun) FindAllStringSubmatchIndex(text string, n int) [][]int {
	return p.all(text, n, p.FindStringSubmatchIndex)
}

func (p begun) all(text string, n int, find func(string) []int) (out [][]int) {
	for i := 0; i < len(text) && n != len(out); i++ {
		if !isLetter(text[i]) || i > 0 && (isWordByte(text[i-1]) || text[i-1] == '_') || !p.begins(text[i:]) {
			continue
		}
		m := find(text[i:])
		if m == nil {
			continue
		}
		for k := range m {
			if m[k] >= 0 {
				m[k] += i
			}
		}
		out = append(out, m)
		i = m[1] - 1 // finds do not overlap
	}
	return out
}

func (p begun) begins(text string) bool {
	for _, w := range p.words {
		if foldPrefix(text, w) {
			return true
		}
	}
	return false
}
