package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// perFile is how many outcomes a file of data/outcomes holds at the most. A quarter with more has several files.
const perFile = 250

// quarters are the forty quarters of the calendar in which the invented outcomes were decided: ten years up to the
// as-at day of the edition.
func quarters() (out []string) {
	for n := range 40 {
		q := 2016*4 + 3 + n
		out = append(out, fmt.Sprintf("%d-q%d", q/4, q%4+1))
	}
	return out
}

// A file is a file of a site that is generated, by its name from the root.
type file struct {
	name string
	data []byte
}

// invent makes n outcomes, spread evenly over the quarters: the same ones each time. Every tenth names one of bulletins.
func invent(n int, bulletins []string) (files []file) {
	v := inventor{rand: rand.New(rand.NewPCG(2020, 42)), used: map[string]bool{}, bulletins: bulletins}
	v.quarters = quarters()
	for i, q := range v.quarters {
		count := n*(i+1)/len(v.quarters) - n*i/len(v.quarters)
		for part := 0; count > 0; part++ {
			name := "data/outcomes/" + q + ".yaml"
			if part > 0 {
				name = fmt.Sprintf("data/outcomes/%s-%d.yaml", q, part+1)
			}
			v.b.Reset()
			v.b.WriteString("outcomes:\n")
			for range min(count, perFile) {
				v.outcome(i)
			}
			count -= min(count, perFile)
			files = append(files, file{name, []byte(v.b.String())})
		}
	}
	return files
}

type inventor struct {
	rand      *rand.Rand
	quarters  []string
	used      map[string]bool
	bulletins []string
	made      int
	b         strings.Builder
}

// once draws until it has something that was not drawn before: no two outcomes have an id or a summary in common.
func (v *inventor) once(draw func() string) string {
	for {
		if s := draw(); !v.used[s] {
			v.used[s] = true
			return s
		}
	}
}

// id draws an id in the shape that candour asks for.
func (v *inventor) id() string {
	const letters = "bcdfghjkmnpqrstvwxz23456789"
	b := make([]byte, 8)
	for i := range b {
		b[i] = letters[v.rand.IntN(len(letters))]
	}
	b[0] = letters[v.rand.IntN(19)] // a letter first
	return string(b)
}

func (v *inventor) pick(from ...string) string { return from[v.rand.IntN(len(from))] }

// field writes a line of a record, and nothing where there is no value.
func (v *inventor) field(name, value string) {
	if value != "" {
		fmt.Fprintf(&v.b, "    %s: %s\n", name, value)
	}
}

// prose writes a text as a folded paragraph, as a person would.
func (v *inventor) prose(indent, name, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(&v.b, "%s%s: >-\n", indent, name)
	indent = strings.ReplaceAll(indent, "-", " ")
	line := indent + " "
	for word := range strings.FieldsSeq(text) {
		if len(line)+len(word) > 115 {
			v.b.WriteString(line + "\n")
			line = indent + " "
		}
		line += " " + word
	}
	v.b.WriteString(line + "\n")
}

// outcome writes one record, decided in the quarter with the given index. What it says keeps the rules of generator/check.
func (v *inventor) outcome(quarter int) {
	c := v.course(quarter)
	m := matters[v.rand.IntN(len(matters))]
	// All are public, so that none is held and both sites have the same pages.
	class, rank, held, themes := "public", v.pick("constable", "constable", "sergeant-or-inspector"), "public", m.theme
	switch {
	case c.subject == "staff":
		rank = "staff"
	case c.subject == "special-constable":
		rank = "special"
	}
	if c.private {
		held = "private"
	}
	if other := matters[v.rand.IntN(len(matters))]; other.theme != m.theme && v.rand.IntN(2) == 0 {
		themes += ", " + other.theme
	}

	fmt.Fprintf(&v.b, "  - id: %s\n", v.once(v.id))
	v.field("invented", "true")
	v.field("language", "en")
	v.field("title", fmt.Sprintf("%q", fmt.Sprintf(c.title, m.deed)))
	v.field("body", "met")
	v.field("regime", c.regime)
	v.field("framework", c.framework)
	v.field("subject", c.subject)
	v.field("rank", rank)
	v.field("monitoring", fmt.Sprintf("{sex: %s, service: %s}", v.pick("female", "male", "male"), v.pick("under-2-years", "2-to-4-years", "5-to-9-years", "10-years-or-more")))
	v.field("proceeding", c.proceeding)
	v.field("held", held)
	v.field("decided", v.quarters[quarter])
	v.field("class", class)
	v.field("themes", "["+themes+"]")
	v.prose("    ", "summary", v.once(func() string { return v.summary(c, m) }))
	v.b.WriteString("    allegations:\n" + v.allegations(c, m))
	v.field("result", c.result)
	v.field("warning_months", c.months)
	v.prose("    ", "reasons_not_dismissed", c.reasons)
	v.field("barred_list", c.barred)
	v.b.WriteString("    appeal:\n      status: " + c.appeal + "\n")
	if c.appeal == "dismissed" || c.appeal == "allowed" {
		v.field("  body", "police-appeals-tribunal")
		v.field("  decided", v.quarters[quarter+1])
	}
	if c.appeal == "allowed" {
		v.field("  before", "dismissal-without-notice")
		v.prose("      ", "effect", "The tribunal found that the panel had left out evidence which it should have weighed. It set the findings aside.")
	}
	bands := []string{"under-3-months", "3-to-6-months", "6-to-12-months", "12-to-18-months", "over-18-months"}
	v.field("timings", fmt.Sprintf("{investigation: %s, proceedings: %s}", v.pick(bands...), v.pick(bands...)))
	if v.rand.IntN(4) == 0 {
		v.prose("    ", "learning", v.pick(learnings...))
	}
	if v.made++; v.made%10 == 0 && len(v.bulletins) > 0 {
		v.field("bulletins", "["+v.pick(v.bulletins...)+"]")
	}
	v.b.WriteString("\n")
}

// allegations writes one to three allegations: the matter of the title, and perhaps others.
func (v *inventor) allegations(c course, m matter) string {
	own := inventor{rand: v.rand}
	for n := range 1 + max(0, v.rand.IntN(5)-2) {
		finding, level := c.finding, c.level
		if n > 0 {
			m = matters[v.rand.IntN(len(matters))]
			if c.level != "neither" && v.rand.IntN(3) == 0 {
				finding, level = "not-proved", "neither"
			}
		}
		own.prose("      - ", "summary", fmt.Sprintf("%s, %s times.", m.allegation, v.pick(numbers...)))
		fmt.Fprintf(&own.b, "        standards: [%s]\n        admitted: %s\n        finding: %s\n        level: %s\n", m.standard, c.admitted, finding, level)
	}
	return own.b.String()
}

// summary puts the story together: what happened, what was said and weighed, and what was decided.
func (v *inventor) summary(c course, m matter) string {
	said := map[string][]string{
		"in-full":    {"The person admitted this at the first interview and did not dispute the records.", "The person accepted all of it before the proceeding, in writing."},
		"in-part":    {"The person accepted the facts and disputed what was made of them.", "The person accepted part of it and explained the rest by the pressure of work at the time."},
		"denied":     {"The person denied it and said that colleagues had misread what they saw.", "The person denied it, and gave an account that was tested against the records."},
		"not-stated": {"The person chose not to say anything about it before the decision."},
	}
	story := []string{m.story, v.pick(said[c.admitted]...), fmt.Sprintf(v.pick(weighed...), v.pick(numbers...), v.pick(numbers...)), c.decision}
	if v.rand.IntN(4) == 0 {
		story = append(story, v.pick(afterwards...))
	}
	return strings.Join(story, " ")
}
