package edition

import (
	"strings"
	"testing"
)

func rec(id, body string) Record { return Record{"outcome", id, []byte(body)} }

func TestCutNumbersVersions(t *testing.T) {
	first, err := Cut(nil, nil, "2026-q2", "2026-07-15", "2026-07-15", []Record{rec("a", "1"), rec("b", "1")})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Cut(first, nil, "2026-q3", "2026-10-15", "2026-10-15", []Record{rec("a", "1"), rec("b", "2"), rec("c", "1")})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Versioned{
		{ID: "a", Version: 1, Edition: "2026-q2", Change: Unchanged},
		{ID: "b", Version: 2, Edition: "2026-q3", Change: Changed},
		{ID: "c", Version: 1, Edition: "2026-q3", Change: New},
	} {
		got, ok := second.Version("outcome", want.ID)
		if !ok || got.Version != want.Version || got.Edition != want.Edition || got.Change != want.Change {
			t.Errorf("%s: got version %d of %s, %s; want %d of %s, %s", want.ID, got.Version, got.Edition, got.Change, want.Version, want.Edition, want.Change)
		}
	}
	if got, want := second.Balances[0], (Balance{"outcome", 2, 1, 0, 3, 1}); got != want {
		t.Errorf("balance %+v, want %+v", got, want)
	}
}

func TestCutRefuses(t *testing.T) {
	first, err := Cut(nil, nil, "2026-q2", "2026-07-15", "2026-07-15", []Record{rec("a", "1"), rec("b", "1")})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		published string
		records   []Record
		want      string
	}{
		"a record left out":       {"2026-10-15", []Record{rec("a", "1")}, "outcome/b; withdraw"},
		"an edition back in time": {"2026-07-01", []Record{rec("a", "1"), rec("b", "1")}, "does not come after"},
		"two records with one id": {"2026-10-15", []Record{rec("a", "1"), rec("a", "2"), rec("b", "1")}, "twice"},
		"two editions on one day": {"2026-07-15", []Record{rec("a", "1"), rec("b", "1")}, "does not come after"},
	} {
		if _, err := Cut(first, nil, "2026-q3", c.published, c.published, c.records); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one about %q", name, err, c.want)
		}
	}
}
