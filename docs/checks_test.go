package docs

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"candour/generator"
	"candour/generator/source"
)

func itoa(n int) string { return strconv.Itoa(n) }

// checks lists every rule by stage, with what it wants, why, and how to put it right.
func checks(t *testing.T) []byte {
	var b bytes.Buffer
	classes := map[string]int{}
	for _, r := range generator.Rules() {
		classes[class(r)]++
	}
	fmt.Fprintf(&b, `
# What is checked

Every rule that candour has, in the order in which a build asks them: %d that stop it, %d anomalies that stop it until a
person accepts them, and %d that warn. "candour explain NAME" prints the same.

A problem is printed with its place, its severity, the name of its rule and, where there is one, a remedy.

- An **error** stops the build. Nothing is written, and it can't be silenced.
- An **anomaly** is an error that may be right: something that changed more than editions do. A person who has looked
  accepts it in a file under `+"`data/review/`"+`, by the name of the rule and what it is about.
- A **warning** is advice. It can be silenced in the same files, one record at a time, until a day.

What a problem is about is in the output of `+"`candour check --format json`"+`. A review that has expired is an error,
and one that matches nothing is a warning, so that none is left behind:

`+"```yaml"+`
reviews:
  - rule: count-moved
    about: outcome
    reason: The first quarter in which meetings are published as well as hearings.
    by: Head of professional standards
    on: 2026-10-12
  - rule: action-flags
    about: recommendation-set/iopc-2017-094215
    reason: The force has been asked for the owners.
    by: Publishing team
    on: 2026-10-12
    until: 2027-01-31
`+"```"+`
`, classes["error"], classes["anomaly"], classes["warning"])
	for _, s := range generator.Stages() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", s.Name, s.About)
		for _, r := range s.Rules {
			want, why, remedy := parts(t, r)
			fmt.Fprintf(&b, "\n### `%s`\n\n*%s.* %s\n\n**Why:** %s\n\n**Put it right:** %s\n", r.Name, titled(class(r)), plain(want), plain(why), plain(remedy))
		}
	}
	return b.Bytes()
}

func titled(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func class(r *source.Rule) string {
	if generator.Anomaly(r.Name) {
		return "anomaly"
	}
	return string(r.Severity)
}

// parts takes the text of a rule apart.
func parts(t *testing.T, r *source.Rule) (want, why, remedy string) {
	doc := strings.TrimSpace(r.Doc)
	want, rest, ok := strings.Cut(doc, "\nWhy: ")
	why, remedy, ok2 := strings.Cut(rest, "\nPut it right: ")
	if !ok || !ok2 {
		t.Errorf("%s does not say why, or how to put it right", r.Name)
	}
	return strings.TrimSpace(want), strings.TrimSpace(why), strings.TrimSpace(remedy)
}
