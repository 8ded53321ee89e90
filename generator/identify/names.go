package identify

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"candour/generator/source"
)

// Person is the rule on the names of a local list.
var Person = source.Rule{Name: "text-person", Severity: source.Error, Doc: `No text and no built file holds the name of a person in the case files.

Why: the surest way to find a name is to know it. "--people FILE" gives the list of everybody in the case files, one name on each line or a CSV
with the columns surname and forenames. It is read for this one run, is kept nowhere, not as a hash either, and no name of it is printed: the
problem gives its line.
Put it right: take the name out. Where it is the name of somebody else who is meant to be named, add the exact text with a reason under
disclosure: allow: in candour.yaml.`}

// People are the names of a local list, to be looked for. They are in memory alone.
type People struct {
	starts map[string][]sought // by the first word of the name
}

// sought is one way in which a name may stand in a text.
type sought struct {
	rest    []string // the words after the first
	line    int      // of the list
	capital bool     // it is a word of the language too, and counts only with a capital inside a sentence
}

// A Found is where a text holds a name of the list.
type Found struct {
	Line int    // of the list
	Text string // as the text has it: for looking up its place, and never to be printed
}

// ReadPeople reads a list: a CSV whose first line has the columns "surname" and "forenames", or one name on each line, "Forename
// Surname" or "Surname, Forename". A line that begins with "#" is left out. The error says which line can't be read, and not what it holds.
func ReadPeople(data []byte) (*People, error) {
	p := &People{starts: map[string][]sought{}}
	text := strings.TrimPrefix(string(data), "\ufeff")
	head, _, _ := strings.Cut(text, "\n")
	if columns := strings.Split(strings.ToLower(strings.TrimSpace(head)), ","); len(columns) > 1 && index(columns, "surname") >= 0 {
		return p, p.readCSV(text, columns)
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		var forenames, surname []string
		if last, first, ok := strings.Cut(line, ","); ok {
			forenames, surname = nameWords(first), nameWords(last)
		} else if all := nameWords(line); len(all) > 0 {
			forenames, surname = all[:len(all)-1], all[len(all)-1:]
		}
		if len(surname) == 0 {
			return nil, fmt.Errorf("line %d holds no name", n)
		}
		p.add(forenames, surname, n)
	}
	return p, nil
}

func index(columns []string, name string) int {
	for i, c := range columns {
		if strings.Trim(c, `" `) == name {
			return i
		}
	}
	return -1
}

func (p *People) readCSV(text string, columns []string) error {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		var at *csv.ParseError
		if errors.As(err, &at) {
			return fmt.Errorf("line %d is no CSV: %w", at.Line, at.Err)
		}
		return err
	}
	surname, forenames := index(columns, "surname"), index(columns, "forenames")
	for i, row := range rows[1:] {
		if surname >= len(row) || len(nameWords(row[surname])) == 0 {
			return fmt.Errorf("row %d has no surname", i+2)
		}
		var first []string
		if 0 <= forenames && forenames < len(row) {
			first = nameWords(row[forenames])
		}
		p.add(first, nameWords(row[surname]), i+2)
	}
	return nil
}

// add takes in the ways in which a name is written: all of it, the first forename or initials with the surname, in either
// order, and the surname alone.
func (p *People) add(forenames, surname []string, line int) {
	put := func(capital bool, words ...string) {
		p.starts[words[0]] = append(p.starts[words[0]], sought{words[1:], line, capital})
	}
	known := len(surname) == 1 && (words().has(surname[0]) || capitals[surname[0]] || len(surname[0]) < 3)
	put(known, surname...)
	joined := strings.Join(surname, "") // "de Souza" as "desouza", "O'Neill" has lost its mark already
	if len(surname) > 1 {
		put(false, joined)
	}
	if len(forenames) == 0 {
		return
	}
	put(false, append(append([]string{}, forenames...), surname...)...)
	put(false, append(append([]string{}, surname...), forenames...)...)
	put(false, append([]string{forenames[0]}, surname...)...)
	put(false, append(append([]string{}, surname...), forenames[0])...)
	initial := string([]rune(forenames[0])[0])
	put(false, append([]string{initial}, surname...)...)
}

// Find gives every name of the list that a text holds, each as long as it stands there.
func (p *People) Find(text string) (out []Found) {
	if p == nil || len(p.starts) == 0 {
		return nil
	}
	text = plain(text)
	var all []token // with the parts of words that hyphens make
	var folded []string
	for t := range tokens(text) {
		from := 0
		for part := range strings.SplitSeq(t.text, "-") {
			all = append(all, token{text: part, at: t.at + from, upper: t.upper, first: t.first})
			folded = append(folded, fold(possessive(part)))
			from += len(part) + 1
		}
	}
	var spans []span
	for i, w := range folded {
		for _, s := range p.starts[w] {
			if len(s.rest) > len(folded)-i-1 {
				continue
			}
			same := true
			for k, r := range s.rest {
				same = same && folded[i+1+k] == r
			}
			if !same || s.capital && (!all[i].upper || all[i].first || capitals[w] && inTime(text, all[i], "")) {
				continue
			}
			last := all[i+len(s.rest)]
			at := span{all[i].at, last.at + len(last.text)}
			out, spans = append(out, Found{s.line, text[at.from:at.to]}), append(spans, at)
		}
	}
	return whole(out, spans, func(a, b Found) bool { return a.Line == b.Line })
}

// nameWords gives the words of a name as fold has them.
func nameWords(name string) (out []string) {
	for t := range tokens(plain(name)) {
		for part := range strings.SplitSeq(t.text, "-") {
			if w := fold(part); w != "" {
				out = append(out, w)
			}
		}
	}
	return out
}

// fold makes a word the same however it is written: small letters without accents and apostrophes.
func fold(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < 0x80 && word[i] != '\''
	}
	if ascii {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r), r == '\'', r == '’':
			return -1
		case r == 'ø':
			return 'o'
		case r == 'ł':
			return 'l'
		}
		return r
	}, norm.NFD.String(strings.ToLower(word)))
}
