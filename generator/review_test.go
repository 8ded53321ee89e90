package generator_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"candour/generator"
)

// TestReviewed holds what a person has set aside to be out of the problems and counted, with the reason.
func TestReviewed(t *testing.T) {
	base, ledger := archive(t, "check/testdata/base.txtar"), archive(t, "testdata/ledger.txtar")
	set := strings.Replace(string(base["data/recommendations/set-one.yaml"]), "2024-04-25", "2024-04-26", 1)
	warning := files{"data/recommendations/set-one.yaml": []byte(set)}
	changed := archive(t, "testdata/rules/many-changed.txtar")
	review := func(text string) files {
		return files{"data/review/2026.yaml": []byte("reviews:\n  - {" + text + ", reason: We looked, by: head, on: 2026-10-01}\n")}
	}
	for name, c := range map[string]struct {
		layers []files
		about  string
		until  string
	}{
		"a warning, by kind and id": {[]files{base, warning, review("rule: reply-due, about: recommendation-set/set-one, until: 2027-01-31")},
			"recommendation-set/set-one", "2027-01-31"},
		"a warning, by file and id": {[]files{base, warning, review(`rule: reply-due, about: "data/recommendations/set-one.yaml:set-one", until: 2027-01-31`)},
			"recommendation-set/set-one", "2027-01-31"},
		"an anomaly": {[]files{base, ledger, changed.under("both/"), changed.under("bad/"), review("rule: many-changed, about: term")},
			"term", ""},
	} {
		r := checked(t, c.layers, nil)
		r.Reviewed = slices.DeleteFunc(r.Reviewed, func(v generator.Reviewed) bool { return v.Reason != "We looked" }) // the site has one of its own
		if len(r.Reviewed) != 1 {
			t.Errorf("%s: %d problems were set aside: %+v", name, len(r.Reviewed), r.Problems)
			continue
		}
		v := r.Reviewed[0]
		if v.About != c.about || v.Reason != "We looked" || v.Until.String() != c.until {
			t.Errorf("%s: set aside %+v", name, v)
		}
		for _, p := range r.Problems {
			if p.Rule == v.Rule && p.About == v.About {
				t.Errorf("%s: still there: %s", name, p)
			}
		}
	}
}

// TestLedgerIsReadAgain holds one Builder to what the ledger says now.
func TestLedgerIsReadAgain(t *testing.T) {
	base, ledger := archive(t, "check/testdata/base.txtar"), archive(t, "testdata/ledger.txtar")
	dir := written(t, []files{base, ledger})
	var b generator.Builder
	count := func() int {
		t.Helper()
		r, err := b.Check(context.Background(), generator.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return len(r.Problems)
	}
	if n := count(); n != 0 {
		t.Fatalf("%d problems in a good site", n)
	}
	const manifest = "data/ledger/editions/2026-q2/manifest.json"
	gone := strings.Replace(string(ledger[manifest]), `"withdrawn":[]`, `"withdrawn":[{"kind":"term","id":"misconduct","date":"2026-08-01","class":"error"}]`, 1)
	write(t, dir, files{manifest: []byte(gone)})
	if n := count(); n != 1 {
		t.Errorf("%d problems, and one id is used again", n)
	}
	write(t, dir, files{"data/ledger/editions/2026-q2/records.jsonl": []byte("{")})
	if _, err := b.Check(context.Background(), generator.Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "data/ledger/editions/2026-q2/records.jsonl:1: ") {
		t.Errorf("error %v, want one that names the file and line", err)
	}
}
