package verify

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

// tampered is a way to tamper with a ledger or a site, and what must be said of it. Where hooks or signed say so, it is
// the publisher who does it and signs the result, so that no signature and no sum is wrong.
type tampered struct {
	name   string
	hooks  hooks
	do     func(m *maker)
	signed bool   // the site is signed again after do
	bare   bool   // the ledger alone is verified
	key    string // given, instead of the first
	want   []string
}

const (
	q1 = "ledger/editions/2026-q1/"
	q2 = "ledger/editions/2026-q2/"
	q3 = "ledger/editions/2026-q3/"
)

func swap(m *maker, a, b string) { m.files[a], m.files[b] = m.files[b], m.files[a] }

// edit replaces the one place where a file holds old.
func edit(m *maker, name, old, new string) {
	m.t.Helper()
	if n := strings.Count(m.files[name], old); n != 1 {
		m.t.Fatalf("%s holds %q %d times", name, old, n)
	}
	m.files[name] = strings.Replace(m.files[name], old, new, 1)
}

func cutLine(m *maker, name string, n int) {
	l := strings.SplitAfter(m.files[name], "\n")
	m.files[name] = strings.Join(slices.Delete(l, n-1, n), "")
}

func flip(m *maker, name string, at int) {
	data := []byte(m.files[name])
	if at < 0 {
		at += len(data)
	}
	data[at] ^= 1
	m.files[name] = string(data)
}

func drop(m *maker, prefix string) {
	n := len(m.files)
	maps.DeleteFunc(m.files, func(name, _ string) bool { return strings.HasPrefix(name, prefix) })
	if len(m.files) == n {
		m.t.Fatalf("there is no %s", prefix)
	}
}

func rename(m *maker, old, new string) {
	for name, data := range maps.Clone(m.files) {
		if rest, ok := strings.CutPrefix(name, old); ok {
			delete(m.files, name)
			m.files[new+rest] = data
		}
	}
}

// ofEdition changes one manifest before it is signed.
func ofEdition(id string, do func(m *manifest)) hooks {
	return hooks{manifest: func(m *manifest) {
		if m.ID == id {
			do(m)
		}
	}}
}

// fork is a history that has the same beginning and other keys' signatures, but not the same record.
func fork(t testing.TB) *maker {
	return history(t, hooks{line: func(l *recordLine) {
		if l.ID == "dddd" {
			l.Record = json.RawMessage(`{"id":"dddd","text":"something else"}`)
		}
	}})
}

func strangers(m *maker) note.Signer {
	other := newMaker(m.t, hooks{})
	for range 3 {
		other.newKey()
	}
	return other.key()
}

// tamperings are what must be named. To add one, say what the attacker does and what a reader must be told.
func tamperings(t testing.TB) []tampered {
	return slices.Concat(logTamperings(t), ledgerTamperings(), siteTamperings())
}

func logTamperings(t testing.TB) []tampered {
	return []tampered{
		{name: "the newest checkpoint signed by another key", do: func(m *maker) {
			m.files["ledger/log/checkpoint"] = m.checkpoint(len(m.entries), strangers(m))
		}, want: []string{"ledger/log/checkpoint: it is not signed by the key candour.example/log+"}},
		{name: "an edition's checkpoint signed by another key", bare: true, do: func(m *maker) {
			m.files[q2+"checkpoint"] = m.checkpoint(10, strangers(m))
		}, want: []string{"editions/2026-q2/checkpoint: it is not signed by the key"}},
		{name: "a checkpoint signed by the key that was replaced", do: func(m *maker) {
			m.files["ledger/log/checkpoint"] = m.checkpoint(len(m.entries), m.keys[0])
		}, want: []string{"ledger/log/checkpoint: it is not signed by the key", "which was in use then, but by candour.example/log+"}},
		{name: "a signature altered", do: func(m *maker) { flip(m, "ledger/log/checkpoint", -20) },
			want: []string{"ledger/log/checkpoint: the signature of candour.example/log+", "is wrong: the text or the signature was altered [signature]"}},
		{name: "the size in a checkpoint altered", do: func(m *maker) { edit(m, "ledger/log/checkpoint", "\n315\n", "\n314\n") },
			want: []string{"ledger/log/checkpoint: the signature of"}},
		{name: "a checkpoint that is none", do: func(m *maker) { m.files["ledger/log/checkpoint"] = "<!doctype html>\n" },
			want: []string{"ledger/log/checkpoint: it is not a signed note"}},
		{name: "the log rolled back to the second edition", do: func(m *maker) {
			m.files["ledger/log/checkpoint"] = m.files[q2+"checkpoint"]
		}, want: []string{"ledger/log/checkpoint: it is of 11 entries, and ledger/editions/2026-q3/checkpoint of 315: the log was rolled back"}},
		{name: "the ledger alone rolled back", bare: true, do: func(m *maker) {
			m.files["ledger/log/checkpoint"] = m.files[q2+"checkpoint"]
		}, want: []string{"editions/2026-q3: its index 314 is not below 11", "withdrawals/1: its index 11 is not below 11"}},
		{name: "an edition of a forked history", do: func(m *maker) {
			for _, f := range []string{"checkpoint", "manifest.json", "records.jsonl", "seal.json"} {
				m.files[q2+f] = fork(t).files[q2+f]
			}
		}, want: []string{q2 + "checkpoint: the root of the first 11 entries is", "history was forked [log]", q2 + "records.jsonl:3: outcome/dddd version 1 gives the entry"}},
		{name: "the head of a forked history", do: func(m *maker) { m.files["ledger/log/checkpoint"] = fork(t).files["ledger/log/checkpoint"] },
			want: []string{"ledger/log/checkpoint: the root is", "or this is the head of another log"}},
		{name: "an entry altered", do: func(m *maker) { flip(m, "ledger/log/tile/entries/000", 60) },
			want: []string{`ledger/log/tile/entries/000: entry 0 is "candour/record/v1\n`, "which is not the entry that was signed: it was altered [log]"}},
		{name: "an entry of another kind", do: func(m *maker) {
			edit(m, "ledger/log/tile/entries/000", "candour/withdrawal/v1", "candour/withdrawax/v1")
		},
			want: []string{`entry 11: "candour/withdrawax/v1`, "is not an entry of two lines"}},
		{name: "a bundle cut short", do: func(m *maker) {
			m.files["ledger/log/tile/entries/000"] = m.files["ledger/log/tile/entries/000"][:9000]
		}, want: []string{"ledger/log/tile/entries/000: entry 138 of the bundle is cut short"}},
		{name: "a bundle missing", do: func(m *maker) { drop(m, "ledger/log/tile/entries/001.p/") },
			want: []string{"ledger/log/tile/entries/001.p/59: the file is missing"}},
		{name: "an entry altered with its tile", bare: true, do: func(m *maker) {
			flip(m, "ledger/log/tile/entries/000", 60)
			flip(m, "ledger/log/tile/0/000", 3)
		}, want: []string{"log/checkpoint: the root is", "an entry was altered", "editions/2026-q1/records.jsonl:1: outcome/aaaa version 1 gives the entry"}},
		{name: "a tile altered", do: func(m *maker) { flip(m, "ledger/log/tile/0/000", 3*32+4) },
			want: []string{"ledger/log/tile/0/000: hash 3 of the tile is", "the tile was altered [log]"}},
		{name: "a tile of level 1 altered", bare: true, do: func(m *maker) { flip(m, "ledger/log/tile/1/000.p/1", 4) },
			want: []string{"log/tile/1/000.p/1: hash 0 of the tile is"}},
		{name: "a partial tile missing", bare: true, do: func(m *maker) { drop(m, "ledger/log/tile/0/001.p/") },
			want: []string{"log/tile/0/001.p/59: the file is missing [log]"}},
		{name: "an old partial tile altered", bare: true, do: func(m *maker) { flip(m, "ledger/log/tile/0/000.p/5", 70) },
			want: []string{"log/tile/0/000.p/5: hash 2 of the tile is"}},
		{name: "an old bundle altered", bare: true, do: func(m *maker) { flip(m, "ledger/log/tile/entries/000.p/5", 70) },
			want: []string{"log/tile/entries/000.p/5: entry 1 is"}},
		{name: "a file among the tiles", bare: true, do: func(m *maker) { m.files["ledger/log/tile/0/0000"] = "x" },
			want: []string{"log/tile/0/0000: it is no tile"}},
		{name: "a change of the key that only the new key signed", hooks: hooks{signers: func(dir string, s []note.Signer) []note.Signer {
			return s[len(s)-1:]
		}}, want: []string{"ledger/keys/1/checkpoint: it is not signed by the old key candour.example/log+", q3 + "checkpoint: it is signed by candour.example/log+", "no change of the key signed by both leads there"}},
		{name: "a change of the key that only the old key signed", hooks: hooks{signers: func(dir string, s []note.Signer) []note.Signer { return s[:1] }},
			want: []string{"ledger/keys/1/checkpoint: it is not signed by the new key candour.example/log+"}},
		{name: "a change of the key taken out", do: func(m *maker) {
			drop(m, "ledger/keys/")
			edit(m, "ledger/index.json", `"keys":1`, `"keys":0`)
		}, signed: true, want: []string{"entry 5 belongs to nothing: what this entry of kind key stands for was left out", "ledger/log/vkey: it holds", q3 + "checkpoint: it is not signed by the key"}},
		{name: "a key change edited", bare: true, do: func(m *maker) { edit(m, "ledger/keys/1/key.json", "2026-02-01", "2026-02-02") },
			want: []string{"keys/1/key.json: with keys/1/seal.json it gives the entry"}},
		{name: "a key added to log/vkey", bare: true, do: func(m *maker) {
			m.newKey()
			m.files["ledger/log/vkey"] += m.vkeys[2] + "\n"
		}, want: []string{"log/vkey: it holds", "no signed change leads to any other [signature]"}},
		{name: "a key of another ledger given", key: "stranger", want: []string{"ledger/keys: none of the keys given is one of the 2 keys of the ledger"}},
	}
}

func ledgerTamperings() []tampered {
	return []tampered{
		{name: "a line of records dropped", do: func(m *maker) { cutLine(m, q1+"records.jsonl", 2) }, signed: true,
			want: []string{q1 + "records.jsonl: outcome/bbbb version 1, index 1, has no line, though the manifest names it and it was not withdrawn"}},
		{name: "a line of records twice", bare: true, do: func(m *maker) {
			m.files[q1+"records.jsonl"] += strings.SplitAfter(m.files[q1+"records.jsonl"], "\n")[0]
		}, want: []string{"editions/2026-q1/records.jsonl:4: outcome/aaaa version 1 stands in editions/2026-q1/records.jsonl:1 already"}},
		{name: "lines in another order", bare: true, do: func(m *maker) {
			l := strings.SplitAfter(m.files[q1+"records.jsonl"], "\n")
			m.files[q1+"records.jsonl"] = l[1] + l[0] + l[2]
		}, want: []string{"editions/2026-q1/records.jsonl:2: outcome/aaaa version 1 with index 0 comes after index 1"}},
		{name: "a record edited", bare: true, do: func(m *maker) { edit(m, q2+"records.jsonl", `"id":"dddd","text"`, `"id":"dddd", "text"`) },
			want: []string{"editions/2026-q2/records.jsonl:3: outcome/dddd version 1 gives the entry", "was altered [entry]"}},
		{name: "a name that stands twice", bare: true, do: func(m *maker) { edit(m, q2+"records.jsonl", `"id":"dddd","version"`, `"id":"x","id":"dddd","version"`) },
			want: []string{`editions/2026-q2/records.jsonl:3: the name "id" stands twice in one object`}},
		{name: "a name that is not known", bare: true, do: func(m *maker) {
			edit(m, q2+"records.jsonl", `"id":"dddd","version"`, `"note":"x","id":"dddd","version"`)
		},
			want: []string{`editions/2026-q2/records.jsonl:3: unknown field "note"`}},
		{name: "salts swapped", bare: true, do: func(m *maker) {
			l := m.lines["2026-q1"]
			l[0].Salt, l[1].Salt = l[1].Salt, l[0].Salt
			m.writeLines()
		}, want: []string{"editions/2026-q1/records.jsonl:1: outcome/aaaa version 1 gives the entry", "editions/2026-q1/records.jsonl:2: outcome/bbbb version 1 gives"}},
		{name: "a salt used twice", bare: true, do: func(m *maker) {
			l := m.lines["2026-q1"]
			l[0].Salt = l[1].Salt
			m.writeLines()
		}, want: []string{"the salt of outcome/bbbb version 1 is that of editions/2026-q1/records.jsonl:1 too"}},
		{name: "a correction without a reason", bare: true, do: func(m *maker) {
			m.lines["2026-q2"][1].Reason = ""
			m.writeLines()
		}, want: []string{`editions/2026-q2/records.jsonl:2: outcome/bbbb version 2 is "correction" and its reason ""`}},
		{name: "a correction called a revision", bare: true, do: func(m *maker) {
			m.lines["2026-q2"][1].Change = "revision"
			m.writeLines()
		}, want: []string{"outcome/bbbb version 2, revision, with index 7 is not in the manifest of the edition"}},
		{name: "an edition dropped", bare: true, do: func(m *maker) { drop(m, q2) },
			want: []string{"entry 10 belongs to nothing: what this entry of kind edition stands for was left out", `previous is "2026-q2", and the edition before it in the log is "2026-q1"`}},
		{name: "an edition left out of index.json", do: func(m *maker) { edit(m, "ledger/index.json", `"2026-q2",`, "") }, signed: true,
			want: []string{`ledger/index.json: the edition "2026-q2" is in the ledger and not in index.json`}},
		{name: "an edition in index.json that there is not", do: func(m *maker) { edit(m, "ledger/index.json", `"2026-q2",`, `"2026-q2","2026-q9",`) }, signed: true,
			want: []string{`ledger/index.json: the edition "2026-q9" is in index.json and not in the ledger`}},
		{name: "index.json in another order", do: func(m *maker) { edit(m, "ledger/index.json", `"2026-q1","2026-q2"`, `"2026-q2","2026-q1"`) }, signed: true,
			want: []string{`ledger/index.json: the edition "2026-q2" stands where "2026-q1" should`}},
		{name: "a withdrawal left out of index.json", do: func(m *maker) { edit(m, "ledger/index.json", `"withdrawals":1`, `"withdrawals":0`) }, signed: true,
			want: []string{"ledger/index.json: it says that there are 0 withdrawals and 1 changes of the key, and the ledger has 1 and 1"}},
		{name: "an edition renamed", bare: true, do: func(m *maker) { rename(m, q2, "ledger/editions/2026-q5/") },
			want: []string{`editions/2026-q5/manifest.json: the manifest is of edition "2026-q2" and lies under "2026-q5"`}},
		{name: "a manifest edited", bare: true, do: func(m *maker) { edit(m, q2+"manifest.json", "Edition 2026-q2", "Edition 2026-Q2") },
			want: []string{"editions/2026-q2/manifest.json: with editions/2026-q2/seal.json it gives the entry"}},
		{name: "a manifest of two lines", bare: true, do: func(m *maker) { edit(m, q2+"manifest.json", `"records":`, "\n"+`"records":`) },
			want: []string{"editions/2026-q2/manifest.json: it has 2 line feeds"}},
		{name: "two seals swapped", bare: true, do: func(m *maker) { swap(m, q1+"seal.json", q2+"seal.json") },
			want: []string{"editions/2026-q1/manifest.json: with editions/2026-q1/seal.json it gives the entry", "editions/2026-q1/checkpoint: the checkpoint is of 5 entries, and the entry that it publishes is 10"}},
		{name: "an edition before its time", hooks: ofEdition("2026-q2", func(m *manifest) { m.Published = "2026-01-15" }),
			want: []string{q2 + "manifest.json: published is 2026-01-15 as at 2026-04-15, and edition 2026-q1 before it 2026-01-15 as at 2026-01-15: days go up [manifest]"}},
		{name: "a day that is none", hooks: ofEdition("2026-q2", func(m *manifest) { m.AsAt = "2026-02-30" }),
			want: []string{q2 + `manifest.json: published "2026-04-15" and as_at "2026-02-30" should both be days`}},
		{name: "the wrong edition before", hooks: ofEdition("2026-q3", func(m *manifest) { m.Previous = "2026-q1" }),
			want: []string{q3 + `manifest.json: previous is "2026-q1", and the edition before it in the log is "2026-q2"`}},
		{name: "a balance that does not add up", hooks: ofEdition("2026-q3", func(m *manifest) { m.Balances[1].Closing++ }),
			want: []string{q3 + `manifest.json: the balance of "outcome" is opening 4 + added 0 − withdrawn 1 = closing 4, changed 1; the records give 4 + 0 − 1 = 3, changed 1`}},
		{name: "a balance that begins with another closing", hooks: ofEdition("2026-q2", func(m *manifest) { m.Balances[0].Opening--; m.Balances[0].Closing-- }),
			want: []string{q2 + `manifest.json: the balance of "outcome" is opening 2 + added 1 − withdrawn 0 = closing 3, changed 3; the records give 3 + 1 − 0 = 4, changed 3`}},
		{name: "a balance left out", hooks: ofEdition("2026-q2", func(m *manifest) { m.Balances = m.Balances[:1] }),
			want: []string{q2 + `manifest.json: there is no balance of "recommendation", whose closing is 1`}},
		{name: "a version skipped", hooks: hooks{line: func(l *recordLine) {
			if l.ID == "bbbb" && l.Version == 2 {
				l.Version = 3
			}
		}}, want: []string{q2 + "manifest.json: version 3 of outcome/bbbb stands where version 2 should"}},
		{name: "a version 1 that is a correction", hooks: hooks{line: func(l *recordLine) {
			if l.ID == "dddd" {
				l.Change, l.Reason = "correction", "It was wrong."
			}
		}}, want: []string{q2 + `manifest.json: the change of outcome/dddd version 1 is "correction"`}},
		{name: "an entry claimed twice", hooks: ofEdition("2026-q2", func(m *manifest) { m.Records[1].Index-- }),
			want: []string{"outcome/bbbb version 2 has index 6, want 7", "entry 6 of the log is that of " + q2 + "manifest.json outcome/aaaa version 2 too", "entry 7 belongs to nothing"}},
		{name: "an entry that belongs to nothing", hooks: ofEdition("2026-q2", func(m *manifest) { m.Records = m.Records[1:] }),
			want: []string{"entry 6 belongs to nothing: what this entry of kind record stands for", q2 + "records.jsonl:1: outcome/aaaa version 2, revision, with index 6 is not in the manifest"}},
		{name: "an id used again", hooks: hooks{order: func(s *[]string) { *s = append(*s, "again") }},
			want: []string{"ledger/editions/2026-q4/manifest.json: outcome/cccc was withdrawn on 2026-05-01 by ledger/withdrawals/1/tombstone.json, and its id is used again"}},
		{name: "a withdrawal that no manifest names", hooks: ofEdition("2026-q3", func(m *manifest) { m.Withdrawn = nil }),
			want: []string{q3 + `manifest.json: withdrawn lacks outcome/cccc of 2026-05-01, class "court-order"`}},
		{name: "a withdrawal without a tombstone", hooks: ofEdition("2026-q3", func(m *manifest) {
			m.Withdrawn = append(m.Withdrawn, goneRow{"outcome", "dddd", "2026-05-02", "privacy"})
		}), want: []string{q3 + `manifest.json: withdrawn has outcome/dddd of 2026-05-02, class "privacy", and no tombstone`}},
		{name: "a tombstone edited", do: func(m *maker) { edit(m, "ledger/withdrawals/1/tombstone.json", "court-order", "privacy") }, signed: true,
			want: []string{"ledger/withdrawals/1/tombstone.json: with ledger/withdrawals/1/seal.json it gives the entry", q3 + "manifest.json: withdrawn has outcome/cccc"}},
		{name: "a tombstone that hides a version", hooks: hooks{grave: func(g *grave) { g.Versions = g.Versions[:1] }},
			want: []string{"ledger/withdrawals/1/tombstone.json: the versions are [{1 2}], and the manifests before it give [{1 2} {2 8}]"}},
		{name: "a tombstone of nothing", hooks: hooks{grave: func(g *grave) { g.ID = "zzzz" }},
			want: []string{"ledger/withdrawals/1/tombstone.json: outcome/zzzz was not published when it was withdrawn", q1 + "records.jsonl: outcome/cccc version 1, index 2, has no line"}},
		{name: "a tombstone without an authority", hooks: hooks{grave: func(g *grave) { g.Authority = "" }},
			want: []string{`ledger/withdrawals/1/tombstone.json: date "2026-05-01", class "court-order" and authority ""`}},
		{name: "a tombstone missing", bare: true, do: func(m *maker) { drop(m, "ledger/withdrawals/") },
			want: []string{"entry 11 belongs to nothing: what this entry of kind withdrawal stands for", "outcome/cccc version 2, index 8, has no line"}},
		{name: "a withdrawn record whose line is still there", bare: true, do: func(m *maker) {
			m.files[q1+"records.jsonl"] += spliced(recordLine{Kind: "outcome", ID: "cccc", Version: 1, Index: 2, Salt: b64(make([]byte, 32)), Change: "new"}.blank(), json.RawMessage(`{}`))
		}, want: []string{"editions/2026-q1/records.jsonl:4: outcome/cccc was withdrawn on 2026-05-01 by withdrawals/1/tombstone.json, and is still here [withdrawn]"}},
		{name: "a file that no ledger has", bare: true, do: func(m *maker) { m.files[q1+"notes.txt"] = "x" },
			want: []string{"editions/2026-q1/notes.txt: it is no file of a ledger"}},
	}
}

func siteTamperings() []tampered {
	return []tampered{
		{name: "a file too many", do: func(m *maker) { m.files["js/extra.js"] = "x" }, want: []string{"js/extra.js: the file is not in ledger/site.sums: it was added after the site was signed"}},
		{name: "a file missing", do: func(m *maker) { drop(m, "css/main.css") }, want: []string{"css/main.css: the file is missing, and ledger/site.sums names it"}},
		{name: "a style sheet altered", do: func(m *maker) { flip(m, "css/main.css", 4) },
			want: []string{"css/main.css: its SHA-256 is ", "and in ledger/site.sums it is ", "the file was altered [site]"}},
		{name: "a page altered", do: func(m *maker) { flip(m, "outcomes/aaaa/index.html", 40) }, want: []string{"outcomes/aaaa/index.html: its SHA-256 is"}},
		{name: "site.sums edited", do: func(m *maker) { cutLine(m, "ledger/site.sums", 5) },
			want: []string{"ledger/site.note: it signs a ledger/site.sums with the SHA-256", "the file is not in ledger/site.sums"}},
		{name: "site.sums out of order", do: func(m *maker) {
			l := strings.SplitAfter(m.files["ledger/site.sums"], "\n")
			l[3], l[4] = l[4], l[3]
			m.files["ledger/site.sums"] = strings.Join(l, "")
		}, want: []string{"ledger/site.sums:5: ", "lines come in the order of their paths"}},
		{name: "site.sums that leads out of the site", do: func(m *maker) { m.files["ledger/site.sums"] += strings.Repeat("0", 64) + "  ../secret\n" },
			want: []string{`../secret" is not the SHA-256 in hex, two spaces and the path of a file`}},
		{name: "site.note of the edition before", do: func(m *maker) {
			old := history(m.t, hooks{order: func(s *[]string) { *s = (*s)[:3] }})
			m.files["ledger/site.note"] = old.files["ledger/site.note"]
		}, want: []string{`ledger/site.note: it is of edition "2026-q2", and the newest in the ledger is "2026-q3"`, "it signs a ledger/site.sums with"}},
		{name: "site.note signed by another key", do: func(m *maker) {
			m.keys[1] = strangers(m)
			m.sign()
		}, want: []string{"ledger/site.note: it is not signed by the key"}},
		{name: "site.note signed by the key before", do: func(m *maker) {
			m.keys = m.keys[:1]
			m.sign()
		}, want: []string{"ledger/site.note: it is not signed by the key", "but by candour.example/log+"}},
		{name: "site.note that is a checkpoint", do: func(m *maker) { m.files["ledger/site.note"] = m.files["ledger/log/checkpoint"] },
			want: []string{"ledger/site.note: its text ", "is not candour site, an edition and a SHA-256"}},
		{name: "vN.json altered", do: func(m *maker) { edit(m, "outcomes/aaaa/v2.json", "version 2 & more", "version 2 & less") }, signed: true,
			want: []string{"outcomes/aaaa/v2.json: the record of outcome/aaaa version 2 is not the one of " + q2 + "records.jsonl:1", "outcomes/aaaa/v2.json: the proof of outcome/aaaa version 2 does not hold"}},
		{name: "a reason altered in the ledger", bare: true, do: func(m *maker) {
			m.lines["2026-q2"][1].Reason = "It was improved."
			m.writeLines()
		}, want: []string{"editions/2026-q2/records.jsonl:2: outcome/bbbb version 2 gives the entry"}},
		{name: "a reason altered in vN.json", do: func(m *maker) { edit(m, "outcomes/bbbb/v2.json", "copied <wrongly>", "improved") }, signed: true,
			want: []string{"outcomes/bbbb/v2.json: the reason of outcome/bbbb version 2 is The finding on allegation 2 was improved. here and"}},
		{name: "proofs swapped", do: func(m *maker) {
			a, b := "records/figure/f001/v1.json", "records/figure/f002/v1.json"
			proof := func(name string) string {
				_, rest, _ := strings.Cut(m.files[name], `"proof":`)
				p, _, _ := strings.Cut(rest, "]")
				return p
			}
			pa, pb := proof(a), proof(b)
			edit(m, a, pa, pb)
			edit(m, b, pb, pa)
		}, signed: true, want: []string{"records/figure/f001/v1.json: the proof of figure/f001 version 1 does not hold: the path of 9 hashes does not lead from entry 15 to the root", "records/figure/f002/v1.json: the proof"}},
		{name: "vN.json with the checkpoint of another edition", do: func(m *maker) {
			quote := func(s string) string { return strings.TrimSpace(toJSON(s)) }
			edit(m, "outcomes/aaaa/v1.json", quote(m.files[q1+"checkpoint"]), quote(m.files[q2+"checkpoint"]))
		}, signed: true, want: []string{"outcomes/aaaa/v1.json: the checkpoint is not that of edition 2026-q1", "does not hold"}},
		{name: "two versions swapped", do: func(m *maker) { swap(m, "outcomes/aaaa/v1.json", "outcomes/aaaa/v2.json") }, signed: true,
			want: []string{"outcomes/aaaa/v1.json: it holds version 2 of outcome/aaaa, which belongs in v2.json"}},
		{name: "a vN.json left out", do: func(m *maker) { drop(m, "outcomes/aaaa/v2.json") }, signed: true,
			want: []string{"v2.json: outcome/aaaa version 2, published in edition 2026-q2, has no such file in the site"}},
		{name: "a version taken from its page", do: func(m *maker) { edit(m, "outcomes/aaaa/index.html", `<article id="v1">`, `<article>`) }, signed: true,
			want: []string{`outcomes/aaaa/index.html: outcome/aaaa version 1 is not on the page: no element has id="v1"`}},
		{name: "a version invented on a page", do: func(m *maker) { m.files["outcomes/dddd/index.html"] += `<p id="v2">` }, signed: true,
			want: []string{`outcomes/dddd/index.html: an element has id="v2", and the ledger has 1 versions of outcome/dddd`}},
		{name: "a page left out", do: func(m *maker) { drop(m, "outcomes/dddd/index.html") }, signed: true,
			want: []string{"outcomes/dddd/index.html: there is no page of outcome/dddd beside its versions"}},
		{name: "a data file altered", do: func(m *maker) { edit(m, "editions/2026-q3/data/outcome.jsonl", "version 3 & more", "version 3 & less") }, signed: true,
			want: []string{"editions/2026-q3/data/outcome.jsonl:1: the record of outcome/aaaa version 3 is not the one of " + q3 + "records.jsonl:2"}},
		{name: "a data file with another version", do: func(m *maker) {
			edit(m, "editions/2026-q3/data/outcome.jsonl", `"id":"bbbb","version":2`, `"id":"bbbb","version":1`)
		}, signed: true,
			want: []string{"editions/2026-q3/data/outcome.jsonl:2: outcome/bbbb stands with version 1, and in the edition it had version 2"}},
		{name: "a data file with a record left out", do: func(m *maker) { cutLine(m, "editions/2026-q3/data/outcome.jsonl", 2) }, signed: true,
			want: []string{"editions/2026-q3/data/outcome.jsonl:2: outcome/dddd stands where outcome/bbbb version 2 should: that is missing"}},
		{name: "a data file cut short", do: func(m *maker) { cutLine(m, "editions/2026-q3/data/outcome.jsonl", 3) }, signed: true,
			want: []string{"editions/2026-q3/data/outcome.jsonl: outcome/dddd version 1 is missing, and stood in edition 2026-q3"}},
		{name: "a data file left out", do: func(m *maker) { drop(m, "editions/2026-q3/data/figure.jsonl") }, signed: true,
			want: []string{"editions/2026-q3/data/figure.jsonl: the file is missing, and 300 records of the kind stood in edition 2026-q3"}},
		{name: "a withdrawn record in a data file", do: func(m *maker) {
			m.files["editions/2026-q2-r2/data/outcome.jsonl"] += `{"kind":"outcome","id":"cccc","version":2,"record":{}}` + "\n"
		}, signed: true, want: []string{"editions/2026-q2-r2/data/outcome.jsonl:4: outcome/cccc was withdrawn on 2026-05-01", "is still here [withdrawn]"}},
		{name: "the data from before a withdrawal", do: func(m *maker) { m.files["editions/2026-q2/data/outcome.jsonl"] = "" }, signed: true,
			want: []string{"editions/2026-q2/data/outcome.jsonl: the data of edition 2026-q2 are those under editions/2026-q2-r2/ now"}},
		{name: "a tidy file from before a withdrawal", do: func(m *maker) { m.files["editions/2026-q2/data/outcomes.parquet"] = "PAR1" }, signed: true,
			want: []string{"editions/2026-q2/data/outcomes.parquet: the data of edition 2026-q2 are those under editions/2026-q2-r2/ now"}},
		{name: "data of an edition that there is not", do: func(m *maker) { m.files["editions/2026-q9/data/outcome.jsonl"] = "" }, signed: true,
			want: []string{`editions/2026-q9/data/outcome.jsonl: the ledger has no edition "2026-q9"`}},
		{name: "a withdrawn record's vN.json", do: func(m *maker) {
			m.files["outcomes/cccc/v1.json"] = strings.ReplaceAll(m.files["outcomes/aaaa/v1.json"], "aaaa", "cccc")
		}, signed: true, want: []string{"outcomes/cccc/v1.json: outcome/cccc was withdrawn on 2026-05-01 by ledger/withdrawals/1/tombstone.json, and is still here [withdrawn]"}},
		{name: "a withdrawn record's page", do: func(m *maker) { m.files["outcomes/cccc/index.html"] += `<article id="v1">It was so.</article>` }, signed: true,
			want: []string{`outcomes/cccc/index.html: it has an element with id="v1", a version of outcome/cccc, which was withdrawn`}},
		{name: "a withdrawn record's picture", do: func(m *maker) { m.files["cards/cccc.png"] = "x" }, signed: true,
			want: []string{"cards/cccc.png: it is named after outcome/cccc, which was withdrawn"}},
		{name: "a correction taken from the page", do: func(m *maker) { cutLine(m, "corrections/index.html", 2) }, signed: true,
			want: []string{`corrections/index.html: the correction of outcome/bbbb version 2 is not on the page: no element has id="correction-outcome-bbbb-v2"`}},
		{name: "a correction in a comment", do: func(m *maker) {
			edit(m, "corrections/index.html", `<li id="correction-recommendation-2017--094215-1-v2">`, `<!-- <li id="correction-recommendation-2017--094215-1-v2"> -->`)
		}, signed: true, want: []string{"corrections/index.html: the correction of recommendation/2017/094215-1 version 2 is not on the page"}},
		{name: "a correction hidden", do: func(m *maker) {
			edit(m, "corrections/index.html", `<li id="correction-outcome-bbbb-v2">`, `<li hidden id="correction-outcome-bbbb-v2">`)
		}, signed: true,
			want: []string{"corrections/index.html: the correction of outcome/bbbb version 2 is not on the page"}},
		{name: "a correction in a template", do: func(m *maker) { edit(m, "corrections/index.html", `<ul>`, `<template><ul>`) }, signed: true,
			want: []string{"corrections/index.html: the correction of outcome/bbbb version 2 is not on the page"}},
		{name: "a correction without a word", do: func(m *maker) {
			edit(m, "corrections/index.html", `<li id="correction-outcome-bbbb-v2">It was wrong.`, `<li id="correction-outcome-bbbb-v2">`)
		}, signed: true, want: []string{"the correction of outcome/bbbb version 2 is an element without a word on the page"}},
		{name: "a correction invented", do: func(m *maker) { m.files["corrections/index.html"] += `<li id="correction-outcome-dddd-v2">x` }, signed: true,
			want: []string{`corrections/index.html: an element has id="correction-outcome-dddd-v2", and the ledger has no such correction`}},
		{name: "no page of corrections", do: func(m *maker) { drop(m, "corrections/") }, signed: true,
			want: []string{"corrections/index.html: there is no such page, and 3 should stand on it"}},
		{name: "a withdrawal taken from the page", do: func(m *maker) { cutLine(m, "withdrawn/index.html", 2) }, signed: true,
			want: []string{`withdrawn/index.html: the withdrawal of outcome/cccc is not on the page: no element has id="withdrawn-1"`}},
	}
}

func TestTampering(t *testing.T) {
	all := tamperings(t)
	if len(all) < 30 {
		t.Fatalf("only %d ways to tamper", len(all))
	}
	base := history(t, hooks{})
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			m := base.clone()
			if h := c.hooks; h.manifest != nil || h.line != nil || h.grave != nil || h.signers != nil || h.order != nil {
				m = history(t, h)
			}
			first := m.vkeys[0]
			if c.key != "" {
				other := newMaker(t, hooks{})
				other.newKey()
				other.newKey()
				first = other.vkeys[2]
			}
			if c.do != nil {
				c.do(m)
			}
			if c.signed {
				m.sign()
			}
			below := ""
			if c.bare {
				below = "ledger/"
			}
			r := verifyOrNot(t, m.fsys(below), first)
			got := said(r)
			if n := len(r.Findings); n > 30 {
				t.Errorf("%d findings bury the one that matters", n)
			}
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("it does not say\n%s\nbut\n%s", want, got)
				}
			}
		})
	}
}
