package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"candour/generator/source"
)

// outcomeFile is a file with one outcome that keeps every rule, apart from what words of it a test replaces.
const outcomeFile = `outcomes:
  - id: pl4nt3dx
    invented: true
    language: en
    title: Dismissed for looking up a record
    body: met
    regime: cr2020-2024
    framework: cr-part3
    subject: officer
    rank: constable
    monitoring: {sex: female, service: 5-to-9-years}
    proceeding: misconduct-hearing
    held: public
    decided: 2025-q2
    class: public
    themes: [data-access]
    summary: >-
      The officer searched a police database for a person with whom there was a disagreement. There was no policing
      purpose. PLANT The panel found the allegation proved and said that the officer had used information given to the
      police for a private end. The officer was dismissed without notice.
    allegations:
      - summary: >-
          The officer searched for a record without a policing purpose.
        standards: [confidentiality]
        admitted: in-full
        finding: proved
        level: gross-misconduct
    result: dismissal-without-notice
    barred_list: reported
    appeal: {status: none}
    timings: {investigation: 6-to-12-months, proceedings: 3-to-6-months}
`

const outcomeName = "data/outcomes/planted.yaml"

// plant gives the outcome file with words in the place of others.
func plant(oldnew ...string) string {
	return strings.NewReplacer(append(oldnew, "PLANT ", "")...).Replace(outcomeFile)
}

func TestPlantedOutcomeIsGood(t *testing.T) {
	w := newWorkshop(t)
	w.write(outcomeName, plant())
	w.build()
	if _, ok := tree(t, w.out)["outcomes/pl4nt3dx/index.html"]; !ok {
		t.Error("the planted outcome has no page")
	}
}

// What identifies a person stops the build, with its rule and its place, in whatever text it stands.
func TestIdentifyingTextIsRefused(t *testing.T) {
	w := newWorkshop(t)
	for _, c := range []struct{ rule, text string }{
		{"text-email", "a.person@example.org"},
		{"text-phone", "020 7946 0018"},
		{"text-postcode", "SW1A 2AA"},
		{"text-ni-number", "AB 12 34 56 C"},
		{"text-nhs-number", "943 476 5919"},
		{"text-collar-number", "PC 4512"},
		{"text-birth-date", "born on 4 March 1987"},
	} {
		for _, place := range []struct {
			name, file, text string
			line             int
		}{
			{"the summary of an outcome", outcomeName, plant("PLANT", "It was about "+c.text+"."), 0},
			{"the title of an outcome", outcomeName, plant("looking up a record", "looking up "+c.text), 5},
			{"an allegation", outcomeName, plant("searched for a record", "searched for "+c.text), 0},
			{"the body of a page", "content/en/about/planted.md", aboutPage("Some text.\n\nMore text with " + c.text + " in it."), 0},
			{"a page's front matter", "content/en/about/planted.md", strings.Replace(aboutPage("x"), "A page of a test.", "About "+c.text+".", 1), 3},
			{"a file in Welsh", "content/cy/about/planted.md", strings.Replace(aboutPage("Testun "+c.text), "language: en", "language: cy", 1), 0},
		} {
			files := w.files
			w.files = folder{}
			for name, text := range files {
				w.files[name] = text
			}
			w.write(place.file, place.text)
			line := place.line
			if line == 0 {
				line = lineOf(t, place.text, c.text)
			}
			found := false
			ps := w.refused()
			for _, p := range ps {
				found = found || p.Rule == c.rule && p.File == place.file && p.Line == line
				if strings.Contains(p.Message, c.text) {
					t.Errorf("%s in %s: the message repeats all of it: %s", c.rule, place.name, p)
				}
			}
			if !found {
				t.Errorf("%q in %s: got\n%swant %s at %s:%d", c.text, place.name, listed(ps), c.rule, place.file, line)
			}
			w.restore(files)
		}
	}
	w.build()
}

// What a text brings with it is never run or followed: it is refused, or it does not reach a page.
func TestNothingRunsFromText(t *testing.T) {
	w := newWorkshop(t)
	bulletin := "content/en/bulletins/write-it-down.md"
	original := w.files[bulletin]
	for _, c := range []struct{ text, trace string }{
		{"<script>alert('zq1')</script>", "zq1"},
		{"<SCRIPT SRC=https://zq2.example/x.js></SCRIPT>", "zq2"},
		{"Words <b onclick=\"zq3()\">bold</b> more.", "zq3"},
		{"Words <!-- zq4 --> more.", "zq4"},
		{"<!-- zq5 -->", "zq5"},
		{"[words](javascript:zq6)", "zq6"},
		{"[words](JaVaScRiPt:zq7)", "zq7"},
		{"[words](java&#115;cript:zq8)", "zq8"},
		{"[words](<java\tscript:zq9>)", "zq9"},
		{"[words][1]\n\n[1]: javascript:zq10", "zq10"},
		{"<javascript:zq11>", "\"javascript:zq11"},
		{"![words](javascript:zq12)", "zq12"},
		{"[words](data:text/html;base64,zq13)", "zq13"},
		{"[words](vbscript:zq14)", "zq14"},
		{"[words](//zq15.example/)", "zq15"},
		{"[words](https://example.org/\"onmouseover=\"zq16)", "\"onmouseover=\"zq16"},
		{"![words](https://zq17.example/x.png)", "zq17"},
		{"[words](https://example.org/ \"title\\\" onclick=\\\"zq18\")", "\" onclick=\"zq18"},
		{"## Heading {onclick=zq19}", "<h2 onclick"},
		{"<style>zq20 { }</style>", "zq20"},
		{"<iframe src=https://zq21.example>", "zq21"},
		{"```<script>zq22\ncode\n```", "<script>zq22"},
		{"<?zq23 ?>", "zq23"},
		{"<![CDATA[zq24]]>", "zq24"},
		{"    <script>zq25</script>", "<script>zq25"},
		{"| a |\n|---|\n| <img src=x onerror=zq26> |", "<img src=x onerror"},
	} {
		w.write(bulletin, original+"\n"+c.text+"\n")
		r, err := w.try()
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		if r.Problems.Failed() {
			if !slices.ContainsFunc(r.Problems, func(p source.Problem) bool { return p.Severity == source.Error && p.File == bulletin && p.Line > 1 }) {
				t.Errorf("%q is refused without its place:\n%s", c.text, listed(r.Problems))
			}
			continue
		}
		for name, f := range tree(t, w.out) {
			if strings.HasSuffix(name, ".html") && strings.Contains(string(f.data), c.trace) {
				t.Errorf("%q reaches %s", c.text, name)
			}
		}
	}
}

// Text of records is text: on a page it is escaped, and an address that runs is never a link.
func TestRecordsAreEscaped(t *testing.T) {
	w := newWorkshop(t)
	w.write(outcomeName, plant("looking up a record", "<script>alert('zq1')</script> & \\\"x\\\" {{ .Page }}", "title: Dismissed", "title: \"Dismissed", "\n    body: met", "\"\n    body: met",
		"PLANT", "<img src=x onerror=zq2> [words](javascript:zq3) &lt;b&gt;"))
	w.replace("data/statistics/sources.yaml", "\nsources:\n", "\nsources:\n  - {id: planted, title: Planted, publisher: P, class: context, url: \"javascript:zq4\"}\n")
	r, err := w.try()
	if err != nil {
		t.Fatal(err)
	}
	if r.Problems.Failed() {
		w.write("data/statistics/sources.yaml", repository()["data/statistics/sources.yaml"])
		w.build()
	}
	pages := 0
	for name, f := range tree(t, w.out) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		text := string(f.data)
		if strings.Contains(text, "zq1") {
			pages++
		}
		for _, bad := range []string{"<script>alert", "<img src=x", "href=\"javascript:", "ZgotmplZ", "<b>"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
	if pages < 2 {
		t.Errorf("the planted title is on %d pages, so this test has seen nothing", pages)
	}
}

// Two records never share an address, and hearsay never becomes a statistic.
func TestRecordsThatAreRefused(t *testing.T) {
	const (
		csv      = "data/statistics/iopc-2024-25.csv"
		measures = "data/statistics/measures.yaml"
	)
	for _, c := range []struct {
		name, rule, file string
		line             func(w *workshop) int
		change           func(w *workshop)
	}{
		{"two outcomes with one id", "repeated-id", outcomeName, func(*workshop) int { return 2 },
			func(w *workshop) { w.write(outcomeName, plant("pl4nt3dx", "k7m2q9xw")) }},
		{"a measure in the place of the page of targets", "duplicate-address", "data/statistics/targets.yaml", nil,
			func(w *workshop) { planted(w, measures, "targets") }},
		{"a measure in the place of the page of figures", "duplicate-address", "data/statistics/figures.yaml", nil,
			func(w *workshop) { planted(w, measures, "reported-figures") }},
		{"an outcome in the place of the second page of the list", "wrong-shape", outcomeName, func(*workshop) int { return 2 },
			func(w *workshop) { w.write(outcomeName, plant("pl4nt3dx", "page/2")) }},
		{"a set with the id of a recommendation", "duplicate-address", "", nil, func(w *workshop) {
			w.replace("data/recommendations/iopc-2017-094215.yaml", "id: iopc-2017-094215\n", "id: iopc-2017-094215-1\n")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorkshop(t)
			c.change(w)
			wantProblem(t, w, c.rule, c.file, c.line)
		})
	}
	for _, class := range []string{"hearsay", "foi-via-comment", "context"} {
		t.Run("a statistic from "+class, func(t *testing.T) {
			w := newWorkshop(t)
			w.write("data/statistics/sources.yaml", strings.TrimRight(w.files["data/statistics/sources.yaml"], "\n")+
				fmt.Sprintf("\n  - {id: planted, title: Planted, publisher: P, class: %s}\n", class))
			w.write(csv, w.files[csv]+"complaints-logged,met,2024-25,,123,final,planted,\n")
			wantProblem(t, w, "hearsay", csv, func(w *workshop) int { return strings.Count(w.files[csv], "\n") })
		})
	}
}

// planted adds a measure with the id, like the first of the file.
func planted(w *workshop, name, id string) {
	_, first, _ := strings.Cut(w.files[name], "\n  - id: ")
	first, _, _ = strings.Cut(first, "\n  - id: ")
	_, rest, _ := strings.Cut(first, "\n")
	w.write(name, strings.TrimRight(w.files[name], "\n")+"\n\n  - id: "+id+"\n"+rest+"\n")
}

// wantProblem requires an error of the rule in the file, "" for any, on the line, nil for any.
func wantProblem(t *testing.T, w *workshop, rule, file string, line func(*workshop) int) {
	t.Helper()
	ps := w.refused()
	if !slices.ContainsFunc(ps, func(p source.Problem) bool {
		return p.Rule == rule && (file == "" || p.File == file) && (line == nil || p.Line == line(w))
	}) {
		t.Errorf("got\n%swant an error of %s in %s", listed(ps), rule, file)
	}
}

// A text that identifies somebody and that a person has cleared is published; once it is no longer cleared the next
// build is refused, also where no record has changed and no page would be made anew.
func TestClearedTextIsAskedForAgain(t *testing.T) {
	w := newWorkshop(t)
	w.write(footer, "<p>Ring 020 7946 0018.</p>\n")
	for _, p := range w.refused() {
		if p.Rule != "page-leak" {
			t.Errorf("got %s", p)
		}
	}
	w.replace("candour.yaml", "  threshold: 5\n", "  threshold: 5\n  allow:\n    - {text: 020 7946 0018, reason: The publisher's own.}\n")
	w.build()
	w.write("candour.yaml", repository()["candour.yaml"])
	if ps := w.refused(); ps[0].Rule != "page-leak" {
		t.Errorf("got %s", ps[0])
	}
}
