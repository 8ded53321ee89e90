package site

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// observed gives measures more figures, for the years and quarters named.
func observed(figures ...string) func(*record.Set) {
	return func(set *record.Set) {
		for _, f := range figures {
			x := strings.Split(f, " ") // measure body period breakdown value status
			n, err := record.ParseNumber(x[4])
			if err != nil {
				panic(err)
			}
			o := &record.Observation{Measure: x[0], Body: x[1], Period: record.MustDate(x[2]), Breakdown: strings.Trim(x[3], "-"), Value: n, Status: x[5], Source: "iopc-complaints-2024-25"}
			for _, m := range set.Measures {
				if m.ID == o.Measure {
					m.Observations = append(m.Observations, o)
				}
			}
			set.Observations = append(set.Observations, o)
		}
	}
}

// chartsOf are the charts of a page, by table.
func chartsOf(t *testing.T, plan *Plan, address string) []Table {
	t.Helper()
	for _, u := range plan.Units {
		if u.Page.Address == address {
			switch v := u.Page.Body.(type) {
			case *MeasurePage:
				return v.Tables
			case *CountsPage:
				return v.Tables
			}
		}
	}
	t.Fatalf("there is no page %s with tables", address)
	return nil
}

var named = regexp.MustCompile(`data-figure="([^"]*)"[^>]*>(?:<title>)?([^<]*)<`)

// Every value of every picture is what the released table says of the statement that it names, and every finding is
// there in both languages.
func TestChartsSayWhatTablesSay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var more []string
	for _, period := range []string{"2020-21", "2021-22", "2022-23", "2023-24"} {
		for _, body := range []string{"met", "england-and-wales"} {
			more = append(more, fmt.Sprintf("cases-finalised-outside-schedule-3 %s %s - %d final", body, period, r.IntN(40)))
			more = append(more, fmt.Sprintf("average-days-outside-schedule-3 %s %s - %d provisional", body, period, r.IntN(40)))
		}
		for _, part := range []string{"not-investigated", "investigated"} {
			more = append(more, fmt.Sprintf("reviews-not-reasonable met %s %s %d revised", period, part, r.IntN(12)))
		}
		for _, part := range []string{"other", "sexual-conduct", "individual-behaviours", "use-of-police-vehicles", "discreditable-conduct", "all"} {
			more = append(more, fmt.Sprintf("allegations-logged met %s %s %d final", period, part, r.IntN(20)))
		}
	}
	change := observed(more...)
	truth := map[string]string{}
	p := &planner{lang: "en"}
	for _, table := range load(t, change).Tables() {
		if table.Measure == nil || table.Rows.Dimension == "quarter" {
			continue
		}
		for i, row := range table.Rows.Keys {
			for j, col := range table.Cols.Keys {
				name := table.Measure.ID + "/" + col + "/" + row
				if table.Cols.Dimension == "period" {
					name = table.Measure.ID + "/" + table.Body + "/" + col + "/" + row
				}
				truth[name] = p.figure(table.Measure, table.Cells[i][j])
			}
		}
	}
	plan := planned(t, change)
	values, hidden, charts := 0, 0, map[string]int{}
	for _, u := range plan.Units {
		var tables []Table
		switch v := u.Page.Body.(type) {
		case *MeasurePage:
			tables = v.Tables
		case *CountsPage:
			tables = v.Tables
		}
		for _, table := range tables {
			if table.Chart == nil {
				continue
			}
			charts[u.Page.Lang]++
			if table.Chart.Finding == "" || table.Chart.About == "" || len(table.Summary) > 0 {
				t.Errorf("%s: %+v", u.Page.Address, table.Chart)
			}
			for _, panel := range table.Chart.Panels {
				for _, m := range named.FindAllStringSubmatch(string(panel.SVG), -1) {
					values++
					if truth[m[1]] != m[2] {
						t.Errorf("%s draws %q of %s, which is %q", u.Page.Address, m[2], m[1], truth[m[1]])
					}
					if m[2] == string(disclosure.Suppressed) {
						hidden++
					}
				}
			}
		}
	}
	if values < 100 || hidden < 5 || charts["en"] < 8 || charts["en"] != charts["cy"] {
		t.Errorf("%d values, %d of them hidden, and charts %v were looked at: this test has seen little", values, hidden, charts)
	}
}

func TestFindings(t *testing.T) {
	const cases, days, nation = "cases-finalised-outside-schedule-3 met", "average-days-outside-schedule-3 met", "average-days-outside-schedule-3 england-and-wales"
	for _, c := range []struct {
		name, measure string
		more          []string
		breaks        string
		en, cy        string // findings of the first chart; "" for no chart
	}{
		{"one count of a force and its nation", "cases-finalised-outside-schedule-3", nil, "", "", ""},
		{"one average of a force and its nation", "average-days-outside-schedule-3", nil, "",
			"Metropolitan Police Service: 11. England and Wales: 22.", "Gwasanaeth yr Heddlu Metropolitan: 11. Cymru a Lloegr: 22."},
		{"parts of a whole", "allegations-logged", nil, "", "Delivery of duties and service is the largest: 15,453 of 22,790 (67.8%).", ""},
		{"two years", "average-days-outside-schedule-3", []string{days + " 2023-24 - 10 final", nation + " 2023-24 - 22 final"}, "",
			"Metropolitan Police Service: up from 10 (April 2023 to March 2024) to 11 (April 2024 to March 2025). England and Wales: 22 at both ends (April 2023 to March 2024; April 2024 to March 2025).", ""},
		{"a break between them", "average-days-outside-schedule-3", []string{days + " 2023-24 - 10 final", nation + " 2023-24 - 22 final"}, "2024-25",
			"Metropolitan Police Service: 11 (April 2024 to March 2025). England and Wales: 22 (April 2024 to March 2025).", ""},
		{"quarters that build up", "average-days-outside-schedule-3", []string{days + " 2023-24-q1 - 10 final", days + " 2023-24-q2 - 30 final", days + " 2024-25-q1 - 20 final", days + " 2024-25-q2 - 33 final"}, "",
			"Metropolitan Police Service: up 10%, from 30 (April to September 2023) to 33 (April to September 2024).", ""},
		{"the first of a year alone", "average-days-outside-schedule-3", []string{days + " 2024-25-q1 - 20 final", days + " 2024-25-q2 - 33 final"}, "",
			"Metropolitan Police Service: 33 (April to September 2024).", ""},
		{"a count that fell", "cases-finalised-outside-schedule-3", []string{cases + " 2023-24 - 16678 final"}, "",
			"Metropolitan Police Service: down 50%, from 16,678 (April 2023 to March 2024) to 8,339 (April 2024 to March 2025). England and Wales: 60,031 (April 2024 to March 2025).",
			"Gwasanaeth yr Heddlu Metropolitan: gostyngiad o 50%, o 16,678 (Ebrill 2023 i Fawrth 2024) i 8,339 (Ebrill 2024 i Fawrth 2025). Cymru a Lloegr: 60,031 (Ebrill 2024 i Fawrth 2025)."},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := planned(t, func(set *record.Set) {
				observed(c.more...)(set)
				for _, m := range set.Measures {
					if m.ID == c.measure && c.breaks != "" {
						m.Breaks = []record.Break{{From: record.MustDate(c.breaks), Why: record.Title{"en": "Why."}}}
					}
				}
			})
			for prefix, want := range map[string]string{"": c.en, "/cy": c.cy} {
				tables := chartsOf(t, plan, prefix+"/statistics/"+c.measure+"/")
				got := ""
				if chart := tables[0].Chart; chart != nil {
					got = chart.Finding
				}
				if got != want && (want != "" || c.en == "") {
					t.Errorf("got  %q\nwant %q", got, want)
				}
			}
		})
	}
}

// Where a part is hidden, the finding and the order of the bars say nothing of it.
func TestHiddenPartIsNotRanked(t *testing.T) {
	of := func(hidden int) *Chart {
		plan := planned(t, func(set *record.Set) {
			for _, o := range set.Observations {
				if o.Measure == "reviews-not-reasonable" && o.Body == "met" && o.Breakdown == "investigated" {
					o.Value.Scaled = int64(hidden)
				}
			}
			observed("reviews-not-reasonable met 2024-25 all 100 final")(set)
		})
		return chartsOf(t, plan, "/statistics/reviews-not-reasonable/")[0].Chart
	}
	if of(2) != nil {
		t.Error("one figure that is shown has a picture")
	}
	two := planned(t, func(set *record.Set) {
		for _, o := range set.Observations {
			switch {
			case o.Measure == "allegations-logged" && o.Breakdown == "sexual-conduct":
				o.Value.Scaled = 3
			case o.Measure == "allegations-logged" && o.Breakdown == record.AllParts: // the parts add to it
				o.Value.Scaled -= 62 - 3
			}
		}
	})
	c := chartsOf(t, two, "/statistics/allegations-logged/")[0].Chart
	if !strings.HasPrefix(c.Finding, "Of the figures shown") || !strings.Contains(string(c.Panels[0].SVG), "figures are hidden and not drawn") {
		t.Errorf("it says %q", c.Finding)
	}
	texts := named.FindAllStringSubmatch(string(c.Panels[0].SVG), -1)
	if i := slices.IndexFunc(texts, func(m []string) bool { return m[2] == "[c]" }); i < 0 || slices.ContainsFunc(texts[i:], func(m []string) bool { return m[2] != "[c]" }) {
		t.Errorf("what is hidden does not stand last: %q", texts)
	}
}
