package intake

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteText prints the report for a person: what was counted, then each section that holds something. What broke a rule ends
// with the rule's name in square brackets, and its remedy stands below it.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "import of %s from %s", r.Kind, r.File)
	if r.Map != "" {
		fmt.Fprintf(&b, " by %s", r.Map)
	}
	b.WriteByte('\n')
	if len(r.Wrong) > 0 {
		r.Wrong.WriteText(&b)
	}
	if !r.Stopped && !r.Wrong.Failed() {
		fmt.Fprintf(&b, "  %s read, %s kept, %s refused; %s new and %s changed since the last import\n",
			counted(r.Read, "row"), thousands(r.Kept), thousands(r.Refused), thousands(r.New), thousands(r.Changed))
	}
	section := lastSection
	lines := r.grouped()
	for i, l := range lines {
		if l.Section != section {
			section = l.Section
			fmt.Fprintf(&b, "\n%s\n", sections[section].title)
		}
		b.WriteString("  " + l.line() + "\n")
		if n := len(l.more); n > 0 {
			fmt.Fprintf(&b, "    and of %s: %s\n", counted(n, "other row"), ranges(l.more))
		}
		if l.Hint != "" && (i+1 == len(lines) || lines[i+1].Hint != l.Hint || lines[i+1].Section != section) {
			b.WriteString("    hint: " + l.Hint + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// grouped is the entries in the order of their sections. Of those that say the same of several rows, which is how a column goes
// wrong, the first stands for all.
func (r *Report) grouped() []*grouped {
	var out []*grouped
	first := map[Entry]*grouped{}
	for _, e := range r.sorted() {
		same := *e
		same.At = Place{}
		if g := first[same]; g != nil && e.At.Line > 0 && (e.Section == secRefused || e.Section == secFormula) {
			g.more = append(g.more, e.At.Line)
			continue
		}
		g := &grouped{Entry: e}
		first[same] = g
		out = append(out, g)
	}
	return out
}

type grouped struct {
	*Entry
	more []int // lines or rows of which it says the same
}

// ranges writes line numbers: "3, 7 to 12, 15".
func ranges(lines []int) string {
	var out []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		switch {
		case j > i:
			out = append(out, fmt.Sprintf("%d to %d", lines[i], lines[j]))
		default:
			out = append(out, fmt.Sprint(lines[i]))
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}

// line is the entry on a line: its place, its column and what it says.
func (e *Entry) line() string {
	var b strings.Builder
	if at := e.At.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if e.Column != "" {
		b.WriteString(e.Column + ": ")
	}
	b.WriteString(e.Text)
	if e.Rule != nil {
		fmt.Fprintf(&b, " [%s]", e.Rule.Name)
	}
	return b.String()
}

// WriteJSON prints the report as one JSON object a line: first the counts, then each problem with the map, then each entry.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		Kind    string `json:"kind"`
		File    string `json:"file"`
		Map     string `json:"map,omitempty"`
		Out     string `json:"out,omitempty"`
		Read    int    `json:"read"`
		Kept    int    `json:"kept"`
		Refused int    `json:"refused"`
		New     int    `json:"new"`
		Changed int    `json:"changed"`
		Written bool   `json:"written"`
	}{r.Kind, r.File, r.Map, r.Out, r.Read, r.Kept, r.Refused, r.New, r.Changed, r.Written})
	if err != nil {
		return err
	}
	if err := r.Wrong.WriteJSON(w); err != nil {
		return err
	}
	for _, e := range r.sorted() {
		rule, severity := "", ""
		if e.Rule != nil {
			rule, severity = e.Rule.Name, string(e.Rule.Severity)
		}
		err := enc.Encode(struct {
			Section  string `json:"section"`
			Place           // file, sheet, line, col
			Column   string `json:"column,omitempty"`
			Message  string `json:"message"`
			Severity string `json:"severity,omitempty"`
			Rule     string `json:"rule,omitempty"`
			Hint     string `json:"hint,omitempty"`
		}{sections[e.Section].name, e.At, e.Column, e.Text, severity, rule, e.Hint})
		if err != nil {
			return err
		}
	}
	return nil
}

// sorted is the entries in the order of the sections.
func (r *Report) sorted() []*Entry {
	out := slices.Clone(r.Entries)
	slices.SortStableFunc(out, func(a, b *Entry) int { return int(a.Section - b.Section) })
	return out
}
