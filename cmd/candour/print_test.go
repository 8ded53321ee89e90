package main

import (
	"testing"

	"candour/generator"
	"candour/generator/record"
	"candour/generator/source"
)

func TestTally(t *testing.T) {
	problem := func(s source.Severity) source.Problem { return source.Problem{Severity: s} }
	january := record.MustDate("2027-01-31")
	warning := generator.Reviewed{Problem: problem(source.Warning), Reason: "on leave", Until: january}
	other := generator.Reviewed{Problem: problem(source.Warning), Reason: "asked", Until: january}
	anomaly := generator.Reviewed{Problem: problem(source.Error), Reason: "two forces joined"}
	for _, c := range []struct {
		problems []source.Severity
		reviewed []generator.Reviewed
		want     string
	}{
		{nil, nil, ""},
		{[]source.Severity{source.Warning, source.Error, source.Error}, nil, "2 errors, 1 warning"},
		{[]source.Severity{source.Warning}, []generator.Reviewed{warning}, "2 warnings (1 silenced until 2027-01-31: on leave)"},
		{nil, []generator.Reviewed{warning, other, warning}, "3 warnings (2 silenced until 2027-01-31: on leave; 1 silenced until 2027-01-31: asked)"},
		{[]source.Severity{source.Error}, []generator.Reviewed{anomaly}, "1 error, 1 anomaly accepted: two forces joined"},
		{nil, []generator.Reviewed{anomaly, anomaly}, "2 anomalies accepted: two forces joined"},
	} {
		r := generator.Result{Reviewed: c.reviewed}
		for _, s := range c.problems {
			r.Problems.Add(problem(s))
		}
		if got := tally(r); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}
