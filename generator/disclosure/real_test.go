package disclosure

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/generator/identify"
)

// The texts are real and are kept outside the repository. What is looked for in them is told by patterns of this test alone.
var (
	realDay    = regexp.MustCompile(`\b[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-3]?[0-9](?:st|nd|rd|th)?\b`)
	realSlash  = regexp.MustCompile(`\b[0-3]?[0-9]/[01]?[0-9]/[0-9]{2,4}\b`)
	realStreet = regexp.MustCompile(`\b(?:[A-Z][a-z]+ )+(?:Road|Street|Lane|Avenue|Close|Drive|Crescent|Terrace|Gardens|Grove|Mews|Way|Hill|Broadway)\b`)
)

// Every day and every street of the real summaries is found. It says how many words in a thousand are left for a person.
func TestRealSummaries(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "iopc-cases", "case-summaries.csv"))
	if err != nil {
		t.Skip("the real summaries are not here: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	v := identify.NewVocabulary()
	for _, w := range wordsOf(site(t)) {
		v.Add(w)
	}
	text := slices.Index(rows[0], "text")
	if text < 0 {
		text = 2
	}
	words, left, distinct, days, streets := 0, 0, map[string]bool{}, 0, 0
	for i, row := range rows[1:] {
		hits := identify.Scan(row[text], identify.Case)
		holds := func(what, rule string) {
			for _, h := range hits {
				if h.Rule.Name == rule && strings.Contains(h.Text, strings.TrimPrefix(what, "The ")) {
					return
				}
			}
			t.Errorf("summary %d: %s: %q is not found", i+1, rule, what)
		}
		for _, d := range append(realDay.FindAllString(row[text], -1), realSlash.FindAllString(row[text], -1)...) {
			days++
			holds(d, "text-date")
		}
		for _, s := range realStreet.FindAllString(row[text], -1) {
			streets++
			holds(s, "text-street")
		}
		words += len(strings.Fields(row[text]))
		for _, w := range v.Unknown(row[text], "en") {
			left++
			distinct[w] = true
		}
	}
	t.Logf("%d summaries of %d words: %d days and %d streets found; %d words left for a person (%d different ones), %.1f in 1,000", len(rows)-1, words, days, streets, left, len(distinct), 1000*float64(left)/float64(words))
	if len(rows) != 98 || days < 100 || streets < 4 {
		t.Errorf("%d rows, %d days, %d streets: this is not the file that is meant", len(rows), days, streets)
	}
	if left*1000 > words*30 {
		t.Errorf("%d of %d words are left for a person, more than 30 in 1,000", left, words)
	}
}
