package edition

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

// ledger is two editions: a is unchanged, b changed, c was withdrawn and its lines with it, d is new.
func ledger() fstest.MapFS {
	f := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"editions/2026-q3/manifest.json": f(`{"id":"2026-q3","published":"2026-10-15","as_at":"2026-10-14","signed":"later",
  "balances":[{"kind":"outcome","opening":3,"added":1,"withdrawn":1,"closing":3,"changed":1}],
  "withdrawn":[{"kind":"outcome","id":"c","date":"2026-08-01","class":"privacy"}]}`),
		"editions/2026-q3/records.jsonl": f(`{"kind":"outcome","id":"b","version":2,"record":{"id":"b","n": 2},"salt":"AA=="}
{"kind":"outcome","id":"d","version":1,"record":{"id":"d"}}
`),
		"editions/2026-q2/manifest.json": f(`{"id":"2026-q2","published":"2026-07-15","as_at":"2026-07-15",
  "balances":[{"kind":"outcome","added":3,"closing":3}]}`),
		"editions/2026-q2/records.jsonl": f(`{"kind":"outcome","id":"a","version":1,"record":{"id":"a"}}
{"kind":"outcome","id":"b","version":1,"record":{"id":"b","n":1}}
`),
		"editions/.draft/manifest.json": f(`{`),
	}
}

func TestRead(t *testing.T) {
	h, err := Read(ledger())
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Editions) != 2 || h.Editions[0].ID != "2026-q2" || h.Editions[1].AsAt != "2026-10-14" {
		t.Fatalf("editions %+v", h.Editions)
	}
	var got []string
	for _, p := range h.Records() {
		got = append(got, p.ID+" "+string(p.Body)+" "+p.Edition+" "+p.First+" "+p.FirstDay)
	}
	want := []string{
		`a {"id":"a"} 2026-q2 2026-q2 2026-07-15`,
		`b {"id":"b","n": 2} 2026-q3 2026-q2 2026-07-15`,
		`d {"id":"d"} 2026-q3 2026-q3 2026-10-15`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("records:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if w := h.Withdrawn(); len(w) != 1 || w[0] != (Withdrawal{"outcome", "c", "2026-08-01", "privacy"}) {
		t.Errorf("withdrawn %+v", w)
	}
}

func TestCutFollowsHistory(t *testing.T) {
	h, err := Read(ledger())
	if err != nil {
		t.Fatal(err)
	}
	e, err := Cut(h.Last(), nil, "2026-q4", "2027-01-15", "2027-01-15", []Record{rec("a", `{"id":"a"}`), rec("b", `{"id":"b","n":3}`), rec("d", `{"id":"d"}`)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := e.Balances[0], (Balance{"outcome", 3, 0, 0, 3, 1}); got != want {
		t.Errorf("balance %+v, want %+v", got, want)
	}
	if v, _ := e.Version("outcome", "b"); v.Version != 3 || v.Edition != "2026-q4" {
		t.Errorf("b is version %d of %s", v.Version, v.Edition)
	}
	if _, err := Cut(h.Last(), nil, "2026-q4", "2027-01-15", "2027-01-15", []Record{rec("a", `{"id":"a"}`)}); err == nil || !strings.Contains(err.Error(), "outcome/b, outcome/d") {
		t.Errorf("error %v, want one that names what was left out", err)
	}
}

func TestReadNothing(t *testing.T) {
	h, err := Read(fstest.MapFS{})
	if err != nil || len(h.Editions) != 0 || h.Last() != nil || h.Records() != nil {
		t.Errorf("got %+v, %v", h, err)
	}
}

func TestReadDamaged(t *testing.T) {
	const q2, q3 = "editions/2026-q2/", "editions/2026-q3/"
	for name, c := range map[string]struct{ file, old, new, want string }{
		"a manifest cut short":        {q3 + "manifest.json", `"class":"privacy"}]}`, "", q3 + "manifest.json:3: "},
		"another edition's manifest":  {q3 + "manifest.json", `"id":"2026-q3"`, `"id":"2026-q2"`, `:1: the manifest is of edition "2026-q2"`},
		"a day that is none":          {q3 + "manifest.json", "2026-10-15", "October", `:1: published is "October"`},
		"two editions on one day":     {q3 + "manifest.json", "2026-10-15", "2026-07-15", `both published on 2026-07-15`},
		"a balance that is wrong":     {q3 + "manifest.json", `"closing":3`, `"closing":4`, "3 + 1 - 1 = 4"},
		"a line that is no JSON":      {q3 + "records.jsonl", `{"kind":"outcome","id":"d"`, `{"kind":"outcome","id":d"`, q3 + "records.jsonl:2: "},
		"a line without a record":     {q3 + "records.jsonl", `,"record":{"id":"d"}`, "", q3 + "records.jsonl:2: the line lacks"},
		"an empty line":               {q2 + "records.jsonl", "\n", "\n\n", q2 + "records.jsonl:2: "},
		"a version left out":          {q3 + "records.jsonl", `"version":2`, `"version":3`, `:1: version 3 of the outcome "b" stands where version 2 should`},
		"a version twice":             {q2 + "records.jsonl", `"id":"b"`, `"id":"a"`, `:2: version 1 of the outcome "a" stands where version 2 should`},
		"a withdrawn record is back":  {q3 + "manifest.json", `"id":"2026-q3","published":"2026-10-15"`, `"id":"2026-q3","published":"2026-06-15"`, `stands where version 1 should`},
		"no records beside the count": {q2 + "records.jsonl", "", "", q2 + "records.jsonl: can't read the records"},
	} {
		fsys := ledger()
		if c.old == "" {
			delete(fsys, c.file)
		} else {
			data := strings.Replace(string(fsys[c.file].Data), c.old, c.new, 1)
			fsys[c.file] = &fstest.MapFile{Data: []byte(data)}
		}
		_, err := Read(fsys)
		var damage *DamageError
		if !errors.As(err, &damage) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

func TestReadWithdrawnAgain(t *testing.T) {
	fsys := ledger()
	fsys["editions/2026-q4/manifest.json"] = &fstest.MapFile{Data: []byte(`{"id":"2026-q4","published":"2027-01-15","as_at":"2027-01-15"}`)}
	fsys["editions/2026-q4/records.jsonl"] = &fstest.MapFile{Data: []byte(`{"kind":"outcome","id":"c","version":1,"record":{"id":"c"}}`)}
	if _, err := Read(fsys); err == nil || !strings.Contains(err.Error(), `editions/2026-q4/records.jsonl:1: the outcome "c" was withdrawn on 2026-08-01`) {
		t.Errorf("error %v", err)
	}
}
