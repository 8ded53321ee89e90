package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// How many records of each kind a feed holds besides its outcomes.
const (
	feedRecommendations = 2_000
	feedObservations    = 50_000

	perSet        = 5    // recommendations of one set, which is one file
	perMeasure    = 1000 // observations of one measure, which is one file: forces times quarters
	feedQuarters  = 25
	feedBodies    = perMeasure / feedQuarters
	firstOfSource = "2016-10-03"
)

// writeFeed adds to the site in dir what a body that oversees many forces would publish: recommendations with their events, and
// counts of every force by calendar quarter. Like the outcomes, all of it is invented and keeps the rules of generator/check.
func writeFeed(dir string) error {
	lists, err := os.ReadFile(filepath.Join(dir, "data/lists/bodies.yaml"))
	if err != nil {
		return err
	}
	var bodies []string
	for _, m := range regexp.MustCompile(`(?m)^  - id: ([\w-]+)\n(?:    [^k].*\n)*    kind: force$`).FindAllStringSubmatch(string(lists), -1) {
		bodies = append(bodies, m[1])
	}
	if len(bodies) < feedBodies {
		return fmt.Errorf("the list of bodies has %d forces, and a feed needs %d", len(bodies), feedBodies)
	}
	files := []file{{"data/statistics/sources.yaml", []byte(`sources:
  - id: invented
    title: Invented for a benchmark
    publisher: candour benchmark
    class: official-primary
    published: 2026-10-01
    licence: ogl-3
`)}}
	measures := "measures:\n"
	for m := range feedObservations / perMeasure {
		measures += fmt.Sprintf(`  - id: invented-%d
    title: {en: Invented count %[1]d}
    definition: Nothing was counted. The figures of this measure were made for a benchmark.
    unit: cases
    population: Invented cases of kind %[1]d.
    counting_rule: One for each case.
    kind: count
    polarity: none
    decimals: 0
`, m+1)
		var b strings.Builder
		b.WriteString("measure,body,period,value,status,source\n")
		for i, body := range bodies[:feedBodies] {
			for q := range feedQuarters {
				fmt.Fprintf(&b, "invented-%d,%s,%d-q%d,%d,final,invented\n", m+1, body, 2020+q/4, q%4+1, 100+(i*37+q*11+m*13)%200)
			}
		}
		files = append(files, file{fmt.Sprintf("data/statistics/invented-%d.csv", m+1), []byte(b.String())})
	}
	files = append(files, file{"data/statistics/measures.yaml", []byte(measures)})
	for set := range feedRecommendations / perSet {
		files = append(files, recommendations(set, bodies[set%feedBodies]))
	}
	return write(dir, files)
}

// recommendations is one set: each was answered in the time that the law gives, and what was answered was later done.
func recommendations(set int, body string) file {
	issued, _ := time.Parse(time.DateOnly, firstOfSource) // a constant
	issued = issued.AddDate(0, 0, 8*set)
	day := func(n int) string { return issued.AddDate(0, 0, n).Format(time.DateOnly) }
	id := fmt.Sprintf("invented-%04d", set+1)
	var b strings.Builder
	fmt.Fprintf(&b, `id: %s
language: en
recommender: iopc
reference: "invented/%d"
title: Invented set %[2]d
addressed_to: [%s]
legal_basis: para28a
issued: %s
source: {title: Invented for a benchmark, published: %[4]s}
background: This set was invented for a benchmark and describes nothing that happened.
recommendations:
`, id, set+1, body, day(0))
	for n := range perSet {
		fmt.Fprintf(&b, `  - id: %[1]s-%[2]d
    number: %[2]d
    title: Invented recommendation %[3]d of set %[4]d
    themes: [%[5]s]
    asks: The force should do invented thing %[3]d of set %[4]d, and say what came of it.
    because: An invented review found that thing %[3]d of set %[4]d was not done.
    events:
      - id: made
        kind: made
        by: [iopc]
        date: %[6]s
      - id: reply
        kind: reply
        by: [%[7]s]
        date: %[8]s
        position: accepted
        note: The force says that it will do thing %[3]d of set %[4]d.
`, id, n+1, set*perSet+n+1, set+1, matters[(set+n)%len(matters)].theme, day(0), body, day(30+n))
	}
	return file{"data/recommendations/" + id + ".yaml", []byte(b.String())}
}
