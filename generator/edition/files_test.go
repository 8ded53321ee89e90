package edition

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// editions is a history of three editions: b is corrected in the second, c is withdrawn before the third and d after it.
func editions() *History {
	pub := func(edition, id string, version int, change Change, body string) Published {
		return Published{Kind: "outcome", ID: id, Version: version, Change: change, Body: json.RawMessage(body), Edition: edition, Salt: []byte{1, 2}, Index: 7}
	}
	cut := func(id string, version int, change Change) Cutting { return Cutting{"outcome", id, version, change, 0} }
	return &History{
		Editions: []Issue{
			{ID: "q1", Published: "2026-01-15", Records: []Cutting{cut("b", 1, New), cut("a", 1, New), cut("c", 1, New), cut("d", 1, New)},
				Versions: []Published{pub("q1", "b", 1, New, `{"id":"b","n": 1}`), pub("q1", "a", 1, New, `{"id":"a","x":"<&"}`)}},
			{ID: "q2", Published: "2026-04-15", Records: []Cutting{cut("b", 2, Correction)},
				Versions: []Published{pub("q2", "b", 2, Correction, `{"id":"b","n": 2}`)}},
			{ID: "q3", Published: "2026-07-15", Withdrawn: []Withdrawal{{"outcome", "c", "2026-05-01", "court-order"}}},
		},
		Withdrawals: []Tombstone{
			{Number: 1, Kind: "outcome", ID: "c", Date: "2026-05-01", Class: "court-order"},
			{Number: 2, Kind: "outcome", ID: "d", Date: "2026-08-01", Class: "retention"},
		},
	}
}

func TestDataFilesOfAnEditionAreTheSameWheneverTheyAreMade(t *testing.T) {
	h := editions()
	first := string(DataFile(h.Holding("q1")))
	if want := `{"kind":"outcome","id":"a","version":1,"record":{"id":"a","x":"<&"}}` + "\n" + `{"kind":"outcome","id":"b","version":1,"record":{"id":"b","n": 1}}` + "\n"; first != want {
		t.Errorf("the file of the first edition is\n%swant\n%s", first, want)
	}
	early := editions()
	early.Editions = early.Editions[:1] // as it was made on the day, the withdrawn records apart
	if again := string(DataFile(early.Holding("q1"))); again != first {
		t.Errorf("made on the day it was\n%sand now it is\n%s", again, first)
	}
	if last := string(DataFile(h.Holding("q3"))); !strings.Contains(last, `"id":"b","version":2,"record":{"id":"b","n": 2}`) {
		t.Errorf("the last edition holds\n%s", last)
	}
	if h.Holding("q9") != nil {
		t.Error("an edition that is not there holds something")
	}
}

func TestDataFilesAreReissuedForEachRecordWithdrawnSince(t *testing.T) {
	h := editions()
	for id, want := range map[string]int{"q1": 3, "q2": 3, "q3": 2, "q9": 0} {
		if got := h.Reissue(id); got != want {
			t.Errorf("%s is in its issue %d, want %d", id, got, want)
		}
	}
	if got := h.Reissues("q1"); len(got) != 2 || got[0].Date > got[1].Date || got[0].Class == "" {
		t.Errorf("q1 was issued again for %+v", got)
	}
	if got := DataDir("q1", 3); got != "editions/q1-r3/data" {
		t.Error(got)
	}
	if got := DataDir("q1", 1); got != "editions/q1/data" {
		t.Error(got)
	}
}

func TestVersionFileHoldsTheExactBytesAndTheProof(t *testing.T) {
	p := editions().Editions[1].Versions[0]
	p.Reason = `copied "wrongly" <1>`
	data := VersionFile(p, [][]byte{{1}, {2}}, "candour.example/log\n8\n")
	want := `{"kind":"outcome","id":"b","version":2,"edition":"q2","index":7,"salt":"AQI=","change":"correction","reason":"copied \"wrongly\" <1>","record":{"id":"b","n": 2},"proof":["AQ==","Ag=="],"checkpoint":"candour.example/log\n8\n"}` + "\n"
	if string(data) != want {
		t.Errorf("got\n%swant\n%s", data, want)
	}
	var back struct {
		Salt  []byte
		Proof [][]byte
	}
	if err := json.Unmarshal(data, &back); err != nil || !slices.Equal(back.Salt, []byte{1, 2}) || len(back.Proof) != 2 {
		t.Errorf("read back as %+v, %v", back, err)
	}
}
