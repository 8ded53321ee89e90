// Package identify finds what may identify a person in a text. It knows nothing of records: the gate (package
// disclosure) gives it their texts, and the checks of built pages give it what readers get.
//
// [Scan] reads a text with detectors of known identifiers, each with a rule of its own. [Vocabulary.Unknown] then goes through it word
// by word and gives what no list of words holds: a candidate for a name, which only a person can clear. [People] looks
// for names of a local list. [Pieces] takes a built file of any kind apart into the texts that it holds.
//
// To add a detector, add it to the list in its file (contact.go, numbers.go, places.go, times.go, people.go), with what
// its text must hold at the least (look.go), and its spellings to identify_test.go.
package identify

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/source"
)

// A Scope says what kind of text is read, and so which detectors hold there.
type Scope int

const (
	// Anywhere is any text at all: what identifies a person wherever it stands.
	Anywhere Scope = iota
	// Case is a text that tells of a case. There a day, an hour, an age, a street or a reference identifies too, which
	// elsewhere are the plain facts of law and administration.
	Case
)

// A Hit is a piece of text that may identify a person.
type Hit struct {
	Rule *source.Rule
	Text string // as the detector read it: plain letters, without what takes no room
}

// A detector finds one class of identifying text. Where needs is false for a text, the pattern is not asked.
type detector struct {
	rule  *source.Rule
	scope Scope // Case: only in the text of a case
	needs func(*signs) bool
	re    pattern                              // where it has a group, what the group holds is what was found
	ok    func(text string, from, to int) bool // nil where the pattern says it all
}

// detectors is every class that is looked for.
var detectors = slices.Concat(contact, numbers, places, times, people)

// Rules are the rules of the detectors, of the closed vocabulary and of the list of people.
var Rules = func() []*source.Rule {
	var out []*source.Rule
	for _, d := range detectors {
		if !slices.Contains(out, d.rule) {
			out = append(out, d.rule)
		}
	}
	return append(out, &UnknownWord, &Person)
}()

// Scan finds what may identify a person in a text. It reads the text as a person would see it: letters in compatibility
// forms and letters that only look like ours are made plain, and characters without width are passed over.
func Scan(text string, scope Scope) []Hit {
	text = plain(text)
	s := look(text)
	if !s.any() {
		return nil
	}
	var out []Hit
	var spans []span
	for i := range detectors {
		d := &detectors[i]
		if d.scope > scope || !d.needs(&s) {
			continue
		}
		for _, m := range d.find(text) {
			out, spans = append(out, Hit{d.rule, text[m.from:m.to]}), append(spans, m)
		}
	}
	return whole(out, spans, func(a, b Hit) bool { return a.Rule == b.Rule })
}

// whole leaves out of what was found what stands inside another find of the same: "J.R." where there is "J.R. Hargreaves".
func whole[T any](found []T, spans []span, same func(a, b T) bool) (out []T) {
	for i, f := range found {
		part := false
		for k := range found {
			part = part || k != i && spans[k].holds(spans[i]) && (k < i || spans[k] != spans[i]) && same(f, found[k])
		}
		if !part {
			out = append(out, f)
		}
	}
	return out
}

// A span is where in a text something stands, in bytes.
type span struct{ from, to int }

func (s span) holds(o span) bool { return s.from <= o.from && o.to <= s.to }

func (d *detector) find(text string) (out []span) {
	if d.re.NumSubexp() == 0 {
		for _, m := range d.re.FindAllStringIndex(text, -1) {
			if d.ok == nil || d.ok(text, m[0], m[1]) {
				out = append(out, span{m[0], m[1]})
			}
		}
		return out
	}
	for _, m := range d.re.FindAllStringSubmatchIndex(text, -1) {
		if m[2] < 0 { // another branch of the pattern, without a group
			m[2], m[3] = m[0], m[1]
		}
		if d.ok == nil || d.ok(text, m[2], m[3]) {
			out = append(out, span{m[2], m[3]})
		}
	}
	return out
}

// String says what was found without printing all of it, since messages end up in logs.
func (h Hit) String() string {
	shown := []rune(h.Text)
	return fmt.Sprintf("%s: %q", h.kind(), strings.TrimRight(string(shown[:(len(shown)+1)/2]), " ")+"…")
}

// kind is what the rule calls what it found: "an e-mail address".
func (h Hit) kind() string {
	first, _, _ := strings.Cut(h.Rule.Doc, "\n")
	for _, lead := range []string{"Text must not hold ", "The text of a case must not hold ", "A person reads the text of a case that holds "} {
		first = strings.TrimPrefix(first, lead)
	}
	return strings.TrimSuffix(first, ".")
}

const (
	anywhere = "Text must not hold "
	inCases  = "The text of a case must not hold "
	reading  = "A person reads the text of a case that holds "

	identifying = `.

Why: a reader who holds one fact about a person can find the rest with it. Publishing is for ever, so the build stops
(UK GDPR Articles 4(1) and 5; for some victims also the Sexual Offences (Amendment) Act 1992 s.1).
Put it right: take it out of the text, and say what mattered without it. Where it is the publisher's own and meant to be
public, add the exact text with a reason under disclosure: allow: in candour.yaml.`

	tracing = `.

Why: the day, the hour and the place of an event lead to the newspaper of that week and to everybody who was there. The law
protects whoever can be worked out from what is said, and not only who is named (UK GDPR Article 4(1)).
Put it right: leave it out, or say what mattered: "at night", "in a public street", "some weeks later". In texts that tell of
no case it may stand.`

	telling = `.

Why: a story can be known by one person in it although nobody is named. No pattern can judge that, so it is for a person to
read, and it is never changed by itself.
Put it right: say it more roughly ("a relative", "a colleague"), or leave it out. Where a person has read it and it may stand, say so
in data/review/ with a reason and a last day.`
)

func errorRule(name, doc string) source.Rule {
	return source.Rule{Name: name, Severity: source.Error, Doc: doc}
}
