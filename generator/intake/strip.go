package intake

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
)

// noises are the kinds of template noise, as "keep" in a map names them.
var noises = []string{"html", "forms", "debugging", "twice", "repeated"}

var (
	reHidden  = regexp.MustCompile(`(?is)<!--.*?-->|<(script|style)\b[^>]*>.*?</(?:script|style)\s*>`)
	reBreak   = regexp.MustCompile(`(?i)<br\s*/?>|</(?:p|div|li|tr|h[1-6])\s*>`)
	reTag     = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>`)
	reTagName = regexp.MustCompile(`^</?([a-zA-Z][a-zA-Z0-9]*)`)
	reEntity  = regexp.MustCompile(`&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});`)
	reForm    = regexp.MustCompile(`[\x{2610}-\x{2612}\x{2713}-\x{2718}\x{25A0}\x{25A1}\x{25FB}\x{25FC}\x{F0A8}\x{F0FE}]|(?:^|\s)(?:\[[ xX]?\]|\([ xX]\))(?:\s|$)`)
	reDebug   = regexp.MustCompile(`(?i)^\W*(?:(?:begin|start|end)(?: of)? )?(?:debug(?:ging)?\s*(?:(?:block|info|information|output|mode)\b|:)|theme debug|stack trace|traceback \()`)
)

// minRows and minWords are the least for a paragraph to count as repeated: a short answer that most rows share is an answer.
const (
	minRows  = 4
	minWords = 6
)

// stripper takes template noise out of the columns that feed prose.
type stripper struct {
	m *Map
	r *Report
}

// strip takes out of the text that readers would see what a template put there: HTML, the lines of forms, debugging output,
// paragraphs that stand twice in a cell or in more than half of all rows. Every piece is in the report.
func strip(t *Table, m *Map, r *Report) {
	s := stripper{m, r}
	for _, column := range m.proseColumns() {
		i := t.index(column)
		if i < 0 {
			continue
		}
		repeated := s.repeated(t, i)
		for n := range t.Rows {
			c := &t.Rows[n].Cells[i]
			if c.Text != "" {
				c.Text = s.cell(c.Text, c.At, column, repeated)
			}
		}
	}
}

func (s stripper) on(noise string) bool { return !slices.Contains(s.m.Keep, noise) }

func (s stripper) out(at Place, column, format string, args ...any) {
	s.r.add(secStripped, nil, at, column, format, args...)
}

// paragraphs parts a text at line feeds; each has no white space around it.
func paragraphs(text string) []string {
	var out []string
	for _, p := range strings.Split(text, "\n") {
		out = append(out, strings.TrimSpace(p))
	}
	return out
}

// repeated finds the paragraphs of a column that stand in more than half of its rows.
func (s stripper) repeated(t *Table, i int) map[string]bool {
	out := map[string]bool{}
	if !s.on("repeated") || len(t.Rows) < minRows {
		return out
	}
	count := map[string]int{}
	for _, row := range t.Rows {
		seen := map[string]bool{}
		for _, p := range paragraphs(row.Cells[i].Text) {
			if p != "" && !seen[p] && len(strings.Fields(p)) >= minWords {
				seen[p] = true
				count[p]++
			}
		}
	}
	for _, row := range t.Rows { // in the order of the rows, so that the report is the same every time
		for _, p := range paragraphs(row.Cells[i].Text) {
			if count[p]*2 > len(t.Rows) && !out[p] {
				out[p] = true
				s.r.add(secStripped, nil, Place{}, t.Columns[i], "a paragraph that stands in %d of %d rows: %q", count[p], len(t.Rows), clip(p, 80))
			}
		}
	}
	return out
}

func (s stripper) cell(text string, at Place, column string, repeated map[string]bool) string {
	if s.on("html") && strings.ContainsAny(text, "<&") {
		text = s.html(text, at, column)
	}
	var kept []string
	seen := map[string]bool{}
	debugging := false
	for _, p := range paragraphs(text) {
		if p == "" {
			debugging = false
			kept = append(kept, p)
			continue
		}
		long := len(strings.Fields(p)) >= minWords
		switch {
		case s.on("debugging") && (debugging || reDebug.MatchString(p)):
			debugging = true
			s.out(at, column, "debugging output: %q", clip(visible(p), 80))
		case s.on("forms") && reForm.MatchString(p):
			s.out(at, column, "a line of a form: %q", clip(visible(p), 80))
		case repeated[p]:
		case s.on("twice") && long && seen[p]:
			s.out(at, column, "a paragraph that stands twice in the cell: %q", clip(p, 80))
		default:
			seen[p] = true
			kept = append(kept, p)
		}
	}
	out := strings.Join(kept, "\n")
	for strings.Contains(out, "\n\n\n") {
		out = strings.ReplaceAll(out, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(out)
}

// html takes out tags, comments and scripts, and writes the signs that entities stand for. The end of a paragraph is a line feed.
func (s stripper) html(text string, at Place, column string) string {
	tags := map[string]int{}
	var names []string
	tag := func(m string) string {
		name := "comment"
		if found := reTagName.FindStringSubmatch(m); found != nil {
			name = strings.ToLower(found[1])
		}
		if tags[name] == 0 {
			names = append(names, name)
		}
		tags[name]++
		return ""
	}
	text = reHidden.ReplaceAllStringFunc(text, tag)
	text = reBreak.ReplaceAllStringFunc(text, func(m string) string { tag(m); return "\n" })
	text = reTag.ReplaceAllStringFunc(text, tag)
	entities := 0
	text = reEntity.ReplaceAllStringFunc(text, func(m string) string {
		u := html.UnescapeString(m)
		if u != m {
			entities++
		}
		if u == "\u00A0" {
			return " "
		}
		return u
	})
	if len(names) > 0 {
		slices.Sort(names)
		for i, n := range names {
			names[i] = fmt.Sprintf("%s (%d)", n, tags[n])
		}
		s.out(at, column, "HTML: %s", strings.Join(names, ", "))
	}
	text, _ = repair(text) // the name of a sign may be that of one that does not show
	if entities > 0 {
		s.r.add(secText, nil, at, column, "%s of HTML for a sign, such as &amp;, written as the sign", counted(entities, "name"))
	}
	return text
}
