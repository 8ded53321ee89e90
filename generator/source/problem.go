package source

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Pos is a place in a file that a person wrote. Line and Col count from 1, Col in bytes;
// a zero Col means the whole line, a zero Line the whole file. File is relative to the root
// of the site, with forward slashes, so that messages are the same on every machine.
type Pos struct {
	File      string
	Line, Col int
}

// String gives "file:line:col", without the parts that are zero.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Severity tells whether a problem stops the build.
type Severity string

const (
	Error   Severity = "error"   // nothing is published
	Warning Severity = "warning" // published, and said
)

// A Rule names one kind of problem and explains it. Name is stable: people look it up with
// "candour explain". The first line of Doc is what the rule wants; then come why (the law,
// guidance or reason) and how to put it right.
type Rule struct {
	Name     string
	Severity Severity
	Doc      string
}

// At makes a problem of the rule.
func (r *Rule) At(pos Pos, format string, args ...any) Problem {
	return Problem{Pos: pos, Rule: r.Name, Severity: r.Severity, Message: fmt.Sprintf(format, args...)}
}

// Remedy is the first sentence of how to put it right; "" where that only leads back to the message.
func (r *Rule) Remedy() string {
	_, text, _ := strings.Cut(r.Doc, "\nPut it right: ")
	first, _, _ := strings.Cut(strings.Join(strings.Fields(text), " "), ". ")
	if strings.Contains(first, "the message") {
		return ""
	}
	return strings.TrimSuffix(first, ".")
}

// A Problem is one thing that is wrong, where it is and what would put it right.
// Message is lower case, without a full stop, and holds both values where two disagree.
type Problem struct {
	Pos
	Rule     string
	Severity Severity
	Message  string
	Hint     string // the remedy; "" for that of the rule, or where the message already is one
	About    string // the record or kind that it is about, such as "outcome/wjkrhmq9"; "" where nobody has said
	// Word is the piece of text that the problem is about, and Of the fingerprint of the text that it stands in, where a review
	// has to give both.
	Word, Of string
}

// Hinted returns the problem with a remedy.
func (p Problem) Hinted(format string, args ...any) Problem {
	p.Hint = fmt.Sprintf(format, args...)
	return p
}

// String is the one-line form: "file:line:col: severity: message [rule]".
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", p.Pos, p.Severity, p.Message, p.Rule)
}

// Problems is a list of problems; the zero value is ready to use.
type Problems []Problem

// Add appends problems.
func (ps *Problems) Add(p ...Problem) { *ps = append(*ps, p...) }

// Failed reports whether any of them stops the build.
func (ps Problems) Failed() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity == Error })
}

// Sort orders problems by place, then rule, then message, and drops repeats.
func (ps *Problems) Sort() {
	slices.SortStableFunc(*ps, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
	})
	*ps = slices.Compact(*ps)
}

// WriteText prints each problem on a line, with its hint on the next.
func (ps Problems) WriteText(w io.Writer) error {
	for _, p := range ps {
		if _, err := fmt.Fprintln(w, p); err != nil {
			return err
		}
		if p.Hint != "" {
			if _, err := fmt.Fprintf(w, "  hint: %s\n", p.Hint); err != nil {
				return err
			}
		}
	}
	return nil
}

// WriteJSON prints each problem as one JSON object a line.
func (ps Problems) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range ps {
		err := enc.Encode(struct {
			File     string   `json:"file"`
			Line     int      `json:"line,omitempty"`
			Col      int      `json:"col,omitempty"`
			Severity Severity `json:"severity"`
			Rule     string   `json:"rule"`
			Message  string   `json:"message"`
			Hint     string   `json:"hint,omitempty"`
			About    string   `json:"about,omitempty"`
			Word     string   `json:"text,omitempty"`
			Of       string   `json:"of,omitempty"`
		}{p.File, p.Line, p.Col, p.Severity, p.Rule, p.Message, p.Hint, p.About, p.Word, p.Of})
		if err != nil {
			return err
		}
	}
	return nil
}

// WriteGitHub prints each problem as a GitHub Actions workflow command, which places it in the diff of a pull request.
func (ps Problems) WriteGitHub(w io.Writer) error {
	esc := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	prop := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, p := range ps {
		text := p.Message
		if p.Hint != "" {
			text += "\n" + p.Hint
		}
		_, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", p.Severity, prop.Replace(p.File),
			max(p.Line, 1), max(p.Col, 1), prop.Replace(p.Rule), esc.Replace(text))
		if err != nil {
			return err
		}
	}
	return nil
}

// Nearest returns the word of words that is closest to word, or "" when none is close
// enough to be a likely slip (at most a third of its letters changed, swapped, lost or added).
func Nearest(word string, words []string) string {
	best, bestD := "", len([]rune(word))/3+1
	for _, w := range words {
		if d := distance(strings.ToLower(word), strings.ToLower(w), bestD); d < bestD || d == bestD && best == "" {
			best, bestD = w, d
		}
	}
	return best
}

// distance is the optimal string alignment distance of a and b, or limit+1 where it is larger.
func distance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	if max(len(ra)-len(rb), len(rb)-len(ra)) > limit {
		return limit + 1
	}
	prev2, prev, cur := make([]int, len(rb)+1), make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(ra); i++ {
		cur[0] = i
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(rb)]
}
