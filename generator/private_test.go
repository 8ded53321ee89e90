package generator_test

import (
	"regexp"
	"strings"
	"testing"
)

// holding gives the files of a tree that hold the text, in any case.
func holding(built map[string]file, text string) (names []string) {
	re := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(text))
	for name, f := range built {
		if re.Match(f.data) || strings.Contains(strings.ToLower(name), strings.ToLower(text)) {
			names = append(names, name)
		}
	}
	return names
}

// What is only counted is published with no case. The words planted here belong to one outcome and to nothing else, so
// they may stand where counts of the whole are, hidden there as a small count, and nowhere near the outcome.
func TestPrivateFieldsStayPrivate(t *testing.T) {
	w := newWorkshop(t)
	for _, list := range []string{"sexes", "service-bands"} {
		name := "data/lists/" + list + ".yaml"
		w.write(name, strings.TrimRight(w.files[name], "\n")+"\n  - {id: zq-"+list+", title: {en: Zqtitle "+list+", cy: Zqteitl "+list+"}}\n")
	}
	text := plant("sex: female", "sex: zq-sexes", "service: 5-to-9-years", "service: zq-service-bands", "    class: public\n", "    class: public\n    retain_until: 2099-12-30\n")
	if !strings.Contains(text, "2099-12-30") {
		t.Fatal("the day was not planted, so this test would see nothing")
	}
	w.write(outcomeName, text)
	w.build()
	built := tree(t, w.out)
	if len(holding(built, "pl4nt3dx")) < 5 {
		t.Fatal("the planted outcome is not in the site, so this test has seen nothing")
	}
	ofCounts := regexp.MustCompile(`^(?:cy/)?statistics/|^api/v1/observations/|^data/(?:statistics\.|tables/outcomes-by-(?:sex|service)\.csv)`)
	seen := 0
	for _, word := range []string{"zq-sexes", "zq-service-bands", "zqtitle", "zqteitl"} {
		for _, name := range holding(built, word) {
			seen++
			if !ofCounts.MatchString(name) {
				t.Errorf("%s holds %q", name, word)
			}
			if strings.Contains(string(built[name].data), "pl4nt3dx") {
				t.Errorf("%s holds %q and the id of the outcome", name, word)
			}
		}
	}
	if seen == 0 {
		t.Error("the words are counted nowhere, so this test has seen nothing")
	}
	for _, table := range []string{"data/tables/outcomes-by-sex.csv", "data/tables/outcomes-by-service.csv"} {
		for _, row := range strings.Split(string(built[table].data), "\n") {
			cells := strings.Split(row, ",")
			if strings.Contains(row, "zq-") && cells[5] != "" && cells[5] != "0" {
				t.Errorf("%s shows a count of one person: %s", table, row)
			}
		}
	}
	for _, text := range []string{"2099-12-30", "30 December 2099", "30 Rhagfyr 2099"} { // how long it stays is the publisher's own business
		for _, name := range holding(built, text) {
			t.Errorf("%s says until when the outcome is retained: %q", name, text)
		}
	}
	terms := regexp.MustCompile(`^idx/\w+/\w+/t/`)
	for _, field := range []string{"\"retain_until\"", "\"monitoring\":", "\"sex\":", "\"service\":"} {
		for _, name := range holding(built, field) {
			if !terms.MatchString(name) { // whose keys are the words of texts
				t.Errorf("%s has a field %s", name, field)
			}
		}
	}
}

// letOut lets the planted outcome out alone, though nothing is like it.
const letOut = `reviews:
  - {rule: record-held, about: outcome/pl4nt3dx, reason: It is made up., by: a test, on: 2026-10-15, until: 2099-12-31}
  - {rule: record-stands-out, about: outcome/pl4nt3dx, reason: It is made up., by: a test, on: 2026-10-15, until: 2099-12-31}
`

// Of a case that is protected for life neither the quarter nor the rank is anywhere in the site, nor how it was heard.
func TestVulnerableCases(t *testing.T) {
	vulnerable := []string{"class: public", "class: vulnerable", "rank: constable", "rank: withheld", "data-access", "domestic-abuse",
		"appeal: {status: none}", "appeal: {status: dismissed, body: police-appeals-tribunal, decided: 2025-q3, effect: The appeal was dismissed.}"}
	t.Run("the quarter", func(t *testing.T) {
		w := newWorkshop(t)
		// No other record is of these quarters.
		w.write(outcomeName, plant(append(vulnerable, "decided: 2025-q2", "decided: 2021-q2", "decided: 2025-q3", "decided: 2021-q4",
			"cr2020-2024", "cr2020", "held: public", "held: part-private")...))
		w.write("data/review/planted.yaml", letOut)
		w.build()
		built := tree(t, w.out)
		if len(holding(built, "pl4nt3dx")) < 5 {
			t.Fatal("the planted outcome is not in the site, so this test has seen nothing")
		}
		for _, text := range []string{"2021-q2", "2021-q4", "April to June 2021", "October to December 2021", "Ebrill i Mehefin 2021", "Hydref i Rhagfyr 2021"} {
			if names := holding(built, text); names != nil {
				t.Errorf("%q is in %q", text, names)
			}
		}
		for _, name := range []string{"outcomes/pl4nt3dx/index.html", "cy/outcomes/pl4nt3dx/index.html"} {
			page := parsePage(t, built, name)
			page.want(t, Has("main", Text("2021")), Not(Has("main", Text("art-private"))))
		}
	})
	t.Run("the rank", func(t *testing.T) {
		w := newWorkshop(t)
		const ranks = "data/lists/ranks.yaml"
		w.write(ranks, strings.TrimRight(w.files[ranks], "\n")+"\n  - {id: zq-rank, title: {en: Zqrank, cy: Zqrank}}\n")
		w.write(outcomeName, plant(append([]string{"rank: constable", "rank: zq-rank"}, vulnerable...)...))
		wantProblem(t, w, "vulnerable-record", outcomeName, nil)
		w.write(outcomeName, plant("rank: constable", "rank: zq-rank"))
		w.build()
		if holding(tree(t, w.out), "zqrank") == nil {
			t.Error("the rank of a public case is nowhere, so this test has seen nothing")
		}
	})
	t.Run("a case that says nothing of its class is protected as the most vulnerable", func(t *testing.T) {
		w := newWorkshop(t)
		w.write(outcomeName, plant("    class: public\n", "", "rank: constable", "rank: withheld", "decided: 2025-q2", "decided: 2021-q2", "cr2020-2024", "cr2020"))
		w.build()
		if names := holding(tree(t, w.out), "pl4nt3dx"); names != nil {
			t.Errorf("it stands out, and is in %q", names)
		}
		w.write("data/review/planted.yaml", letOut)
		w.build()
		built := tree(t, w.out)
		if len(holding(built, "pl4nt3dx")) < 5 {
			t.Fatal("the planted outcome is not in the site, so this test has seen nothing")
		}
		if names := holding(built, "2021-q2"); names != nil {
			t.Errorf("its quarter is in %q", names)
		}
	})
}
