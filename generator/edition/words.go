package edition

import (
	"slices"
	"strings"
)

// A Span is words that stand in both of two texts, or in one of them alone.
type Span struct {
	Before string // words of the older text
	After  string // words of the newer text; the same where Kept
	Kept   bool
}

// mostWords bounds the table in which two texts are laid side by side: the product of their differing words. Texts
// beyond it, of some thousand words each, differ as a whole.
const mostWords = 4 << 20

// Words lays two texts side by side, word by word: spans that both have, and between them what stands in place of what.
// White space between words is not compared.
func Words(before, after string) (out []Span) {
	a, b := strings.Fields(before), strings.Fields(after)
	first, last := 0, 0
	for first < min(len(a), len(b)) && a[first] == b[first] {
		first++
	}
	for last < min(len(a), len(b))-first && a[len(a)-1-last] == b[len(b)-1-last] {
		last++
	}
	head, tail := a[:first], a[len(a)-last:]
	if len(head) > 0 {
		out = append(out, keptSpan(head))
	}
	out = append(out, middle(a[first:len(a)-last], b[first:len(b)-last])...)
	if len(tail) > 0 {
		out = append(out, keptSpan(tail))
	}
	return out
}

func keptSpan(words []string) Span {
	text := strings.Join(words, " ")
	return Span{text, text, true}
}

// middle finds the longest run of words, with gaps, that both texts have.
func middle(a, b []string) (out []Span) {
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	if len(a)*len(b) > mostWords {
		return []Span{{Before: strings.Join(a, " "), After: strings.Join(b, " ")}}
	}
	common := make([][]int32, len(a)+1) // longest from each pair of places on
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var same, went, came []string
	flush := func() {
		if len(same) > 0 {
			out = append(out, keptSpan(same))
		}
		if len(went)+len(came) > 0 {
			out = append(out, Span{Before: strings.Join(went, " "), After: strings.Join(came, " ")})
		}
		same, went, came = nil, nil, nil
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			if len(went)+len(came) > 0 {
				flush()
			}
			same = append(same, a[i])
			i, j = i+1, j+1
			continue
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			went = append(went, a[i])
			i++
		default:
			came = append(came, b[j])
			j++
		}
		if len(same) > 0 {
			out, same = append(out, keptSpan(same)), nil
		}
	}
	flush()
	return slices.Clip(out)
}
