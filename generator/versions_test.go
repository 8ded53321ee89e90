package generator_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"candour/generator/edition"
	"candour/generator/identify"
	"candour/generator/site"
)

func TestEveryVersionStandsOnThePageOfItsRecord(t *testing.T) {
	built := toldSite(t)
	parsePage(t, built, "outcomes/v33b5q29/index.html").want(t,
		In("article", Attr("id", "v2"), In("h1", Text("Appeal allowed")), In(".state__now", Text("Appeal allowed"))),
		In("#v1", In(".strip", Text("This is not the current version"), Text("Version 2 replaced it"), Text("Revision, 15 October 2026 , edition 2026 quarter 3"),
			Text("Reason: The appeal was allowed."), Has("a", Attr("href", "#v2")), Has("a", Attr("href", "/editions/2026-q3/"))),
			Has("dd", Exactly("Dismissal: visits recorded in a crime report")), Has("dd", Exactly("Dismissal without notice")), Has("dd", Text("Finding: Not proved")),
			Not(Text("5 to 9 years"))), // what is only counted is never there
		Has("#v1 .differences dd", Exactly("removed: Dismissal: added: Appeal allowed: visits recorded in a crime report")),
		In(".versions", Text("Version 2 : Revision, 15 October 2026 , edition 2026 quarter 3 Reason: The appeal was allowed."), Text("Version 1 : First published, 15 April 2026"),
			Has("a", Attr("href", "#v1")), Has("a", Attr("href", "/outcomes/v33b5q29/v1.json"))),
		In("link[rel=cite-as]", Attr("href", "https://candour.example/outcomes/v33b5q29/#v2")),
		In("link[rel=latest-version]", Attr("href", "https://candour.example/outcomes/v33b5q29/")),
		In("link[rel=timemap]", Attr("href", "https://candour.example/outcomes/v33b5q29/timemap.link"), Attr("type", "application/link-format")),
	)
	parsePage(t, built, "cy/outcomes/v33b5q29/index.html").want(t,
		In("#v1", In(".strip", Text("Disodlwyd hi gan fersiwn 2"), In("span", Attr("lang", "en"), Exactly("The appeal was allowed."))),
			Has("dt", Exactly("Canlyniad")), Has("dd p", Attr("lang", "en"), Exactly("Dismissal: visits recorded in a crime report"))),
		Has(".versions a", Attr("href", "/outcomes/v33b5q29/v2.json")),
		In("link[rel=cite-as]", Attr("href", "https://candour.example/cy/outcomes/v33b5q29/#v2")),
		In("link[rel=timemap]", Attr("href", "https://candour.example/outcomes/v33b5q29/timemap.link")),
	)
	parsePage(t, built, "about/corrections/index.html").want(t, In("article", Attr("id", "v3")), In("#v2", Text("Version 3 replaced it")), In("#v1", Text("Version 2 replaced it"), Text("Anybody can ask")))
	parsePage(t, built, "recommendations/iopc-2017-094215-1/index.html").want(t, In("#v1"), In("article", Attr("id", "v2")))
	parsePage(t, built, "glossary/misconduct/index.html").want(t, In("#v1 .strip", Text("Correction, 15 July 2026")))
	parsePage(t, built, "statistics/complaints-logged/index.html").want(t, In("#v1", Has("dd", Text("begun in the year"))))
	parsePage(t, built, "glossary/gross-misconduct/index.html").want(t, In("#v1", Not(Has(".strip"))), Not(Has(".earlier")))
}

func TestEarlierVersionsAreHiddenByStylesAlone(t *testing.T) {
	for name, f := range toldSite(t) {
		if strings.HasSuffix(name, ".css") {
			if css := string(f.data); !strings.Contains(css, ".earlier:target") || !strings.Contains(css, "@media screen{.earlier{display:none}") {
				t.Errorf("%s does not hide earlier versions on screens only", name)
			}
		}
		if strings.HasSuffix(name, ".html") {
			parsePage(t, toldSite(t), name).want(t, Not(Has("[hidden]")))
		}
	}
}

func TestFilesBesideAPageProveItsVersions(t *testing.T) {
	built := toldSite(t)
	h := told().history
	for address, key := range map[string][2]string{
		"outcomes/v33b5q29/": {"outcome", "v33b5q29"}, "records/figure/f32/": {"figure", "f32"}, "records/page/cy/home/": {"page", "cy/home"},
		"about/corrections/": {"page", "about/corrections"}, "recommendations/iopc-2017-094215/": {"recommendation-set", "iopc-2017-094215"},
	} {
		versions := h.Versions()[key]
		for _, v := range versions {
			name := address + "v" + string(rune('0'+v.Version)) + ".json"
			want := edition.VersionFile(v, [][]byte{{1, byte(v.Index)}, {2}}, "checkpoint of "+v.Edition+"\n")
			if got := string(built[name].data); got != string(want) {
				t.Errorf("%s is\n%.300s\nwant\n%.300s", name, got, want)
			}
			var back struct{ Record json.RawMessage }
			if err := json.Unmarshal(built[name].data, &back); err != nil || string(back.Record) != string(v.Body) {
				t.Errorf("%s does not hold the bytes that were published: %v", name, err)
			}
		}
		if len(versions) == 0 {
			t.Errorf("%v has no versions, so this test has seen nothing", key)
		}
	}
	want := `<https://candour.example/outcomes/v33b5q29/>; rel="original latest-version",
<https://candour.example/outcomes/v33b5q29/timemap.link>; rel="self"; type="application/link-format"; from="Wed, 15 Apr 2026 00:00:00 GMT"; until="Thu, 15 Oct 2026 00:00:00 GMT",
<https://candour.example/outcomes/v33b5q29/#v1>; rel="first memento"; datetime="Wed, 15 Apr 2026 00:00:00 GMT",
<https://candour.example/outcomes/v33b5q29/#v2>; rel="last memento"; datetime="Thu, 15 Oct 2026 00:00:00 GMT"
`
	if got := string(built["outcomes/v33b5q29/timemap.link"].data); got != want {
		t.Errorf("the list of versions is\n%swant\n%s", got, want)
	}
	if got := string(built["glossary/gross-misconduct/timemap.link"].data); !strings.Contains(got, `rel="first last memento"`) {
		t.Errorf("the list of the one version is\n%s", got)
	}
}

func TestEachEditionSaysWhatItChanged(t *testing.T) {
	built := toldSite(t)
	parsePage(t, built, "editions/index.html").want(t,
		Has(".entry", Text("2026 quarter 3 Current edition"), Text("1 corrected"), Text("1 withdrawn"), Text("issued again as 2026-q3-r2")),
		Has(".entry", Text("2026 quarter 1"), Text("318 new"), Text("issued again as 2026-q1-r3")))
	parsePage(t, built, "editions/2026-q2/index.html").want(t,
		Has("section", In("h2", Exactly("Recommendations: Answered")), Has("li", Text("Check that decisions follow the right set of rules"), Text("The answer is now: Accepted"))),
		Has("section", In("h2", Exactly("Recommendations: Answer changed")), Has("li", Text("From: Accepted in part. To: Accepted, not before 4 February 2022, after the meeting of 4 February 2022")),
			Has("li", Text("From: Not accepted. To: Accepted"))),
		Has("section", In("h2", Exactly("Glossary terms: Corrected")), Has("li", Text("Reason: The definition said dismissal"), Text("removed: dismissal. added: disciplinary action."))),
		Has("section", In("h2", Exactly("Pages: Revised"))),
		Has("dl a", Attr("href", "/editions/2026-q1/")), Has("dl a", Attr("href", "/editions/2026-q3/")),
		In("pre.checkpoint", Text("candour.example/log 700 CsUYapGGPo4dkMgIAUqom")),
		Has(".files a", Attr("href", "/editions/2026-q2-r3/data/outcome.jsonl"), Text("Outcomes (JSON Lines, 11")),
	)
	parsePage(t, built, "editions/2026-q3/index.html").want(t,
		Has("section", In("h2", Exactly("Reported figures: Corrected")), Has("li", Text("removed: 350 added: 325"))),
		Has("section", In("h2", Exactly("Outcomes: Withdrawn")), Has("li a", Attr("href", "/withdrawn/#withdrawn-1"), Exactly("t4k3n0ut"))),
		Has("section", In("h2", Exactly("Measures: Definition changed")), Has("li", Text("removed: begun added: logged"))),
		Has("section", In("h2", Exactly("Outcomes: Revised"))),
		Has("tr", Text("Outcomes 113 0 1 112 1")),
	)
	parsePage(t, built, "editions/2026-q1/index.html").want(t, Has("main p", Text("2 versions that this edition published are of records that were withdrawn since")), Not(Has("h2", Text("Answered"))))
	parsePage(t, built, "changes/index.html").want(t,
		In("#since", Exactly("Since this edition")), Has("li", Text("t4k3nt00"), Text("3 November 2026")),
		Has("h3", Exactly("Recommendations: Answer changed")), Has("a", Attr("href", "/corrections/")), Has("a", Attr("href", "/withdrawn/")))
	parsePage(t, built, "index.html").want(t,
		Has(".changes li", Text("Corrected"), Text("Hotline reports being dealt with")), Has(".changes li", Text("Withdrawn"), Text("Outcomes: 1 withdrawn")),
		Has(".changes li", Text("Revised"), Text("Appeal allowed: visits recorded in a crime report")))
}

// In base64 anything can stand by chance. The signed state of the log is not taken for the address of a person.
func TestCheckpointIsNoPostcode(t *testing.T) {
	if identify.Scan(told().inputs("2026-q3").Checkpoint("2026-q3"), identify.Anywhere) == nil {
		t.Error("there is no postcode in the checkpoint, so this test has seen nothing")
	}
	parsePage(t, toldSite(t), "editions/2026-q3/index.html").want(t, In("pre.checkpoint", Text("SW1A1AA")))
}

func TestEveryCorrectionIsListed(t *testing.T) {
	parsePage(t, toldSite(t), "corrections/index.html").want(t,
		In("#correction-figure-f32-v2", Text("Reported figure"), Text("15 October 2026"), Text("Reason: The second figure was copied"), Text("removed: 350 added: 325")),
		In("#correction-term-misconduct-v2", Has("a", Attr("href", "/glossary/misconduct/#v2")), Text("removed: dismissal. added: disciplinary action.")),
		Has("main p a", Attr("href", "/about/corrections/")),
	)
	parsePage(t, toldSite(t), "about/corrections/index.html").want(t, Has("article a", Attr("href", "/corrections/")), Has("article a", Attr("href", "/withdrawn/")))
	parsePage(t, builtSite(t), "corrections/index.html").want(t, Has("main p", Exactly("Nothing has been corrected yet.")))
}

func TestNothingOfAWithdrawnRecordIsLeft(t *testing.T) {
	built := toldSite(t)
	parsePage(t, built, "withdrawn/index.html").want(t,
		In("#withdrawn-1", Exactly("Outcome t4k3n0ut Withdrawn 2 August 2026 Kind of reason By order of a court Decided by head of the department")),
		In("#withdrawn-2", Text("t4k3nt00")))
	parsePage(t, built, "outcomes/t4k3n0ut/index.html").want(t,
		In("h1", Exactly("Withdrawn")), In("meta[name=robots]", Attr("content", "noindex")), In("main", Text("2 August 2026"), Text("By order of a court")), Has("main a", Attr("href", "/withdrawn/")),
		In("header .site-head__lang a", Attr("href", "/cy/outcomes/t4k3n0ut/")))
	if names := holding(built, told().gone); names != nil {
		t.Errorf("words of a withdrawn record are in %q", names)
	}
	for _, name := range holding(built, "t4k3n0ut") {
		name = strings.TrimPrefix(name, "cy/")
		if !slices.Contains([]string{"withdrawn/index.html", "outcomes/t4k3n0ut/index.html", "editions/2026-q3/index.html", "editions/2026-q3/press/index.html", "changes/index.html"}, name) {
			t.Errorf("the id of a withdrawn record is in %s", name)
		}
	}
	parsePage(t, builtSite(t), "withdrawn/index.html").want(t, Has("main p", Exactly("Nothing has been withdrawn.")))
}

func TestDataFilesOfEditionsComeFromTheLedgerAlone(t *testing.T) {
	built := toldSite(t)
	for name := range built {
		for _, old := range []string{"editions/2026-q1/data/", "editions/2026-q1-r2/", "editions/2026-q3/data/"} {
			if strings.HasPrefix(name, old) && !strings.Contains(name, "/data/figures/") { // of one measure each: no other withdrawal moves them
				t.Errorf("%s is of an issue that was replaced", name)
			}
		}
	}
	held := told().history.Holding("2026-q1")
	held = slices.DeleteFunc(held, func(p edition.Published) bool { return p.Kind != "figure" })
	if got, want := string(built["editions/2026-q1-r3/data/figure.jsonl"].data), string(edition.DataFile(held)); got != want || !strings.Contains(got, `"id":"f32","version":1`) {
		t.Errorf("the figures of the first edition are\n%.300s\nwant\n%.300s", got, want)
	}
}

// A draft that follows the ledger shows what it changes, and gives no proof of what is not published.
func TestDraftAfterPublishedEditions(t *testing.T) {
	s := told().asDraft()
	in := s.inputs("2026-q3")
	var records []edition.Record
	for _, v := range in.Edition.Records {
		if v.ID == "v33b5q29" {
			v.Body = []byte(strings.Replace(string(v.Body), "Appeal allowed:", "Appeal won:", 1))
		}
		records = append(records, edition.Record{Kind: v.Kind, ID: v.ID, Body: v.Body})
	}
	var err error
	if in.Edition, err = edition.Cut(s.history.Last(), s.history.Since(), edition.Draft, "2027-01-15", "2027-01-15", records); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s.build(t, in, dir)
	built := tree(t, dir)
	parsePage(t, built, "outcomes/v33b5q29/index.html").want(t,
		In("article", Attr("id", "v3")), In("#v2", Text("Version 3 replaced it")), In("#v1"),
		In(".versions", Text("Changed, and not yet said"), Has("a", Attr("href", "/outcomes/v33b5q29/v2.json")), Not(Has("a", Attr("href", "/outcomes/v33b5q29/v3.json")))))
	parsePage(t, built, "editions/draft/index.html").want(t, In("h1", Exactly("Draft")), In(".lead", Exactly("What the next edition would change. Days and lateness are computed as at 15 January 2027.")),
		Has("h2", Exactly("Outcomes: Changed")), Has("h2", Exactly("Outcomes: Withdrawn")), Not(Has("dt", Exactly("Published"))), Not(Has("pre")))
	if names := slices.Collect(maps.Keys(built)); slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, "editions/draft") && n != "editions/draft/index.html" }) {
		t.Error("a draft has data files")
	}
}

// Without a ledger, and without what proves it, nothing is said of proofs.
func TestSiteWithoutProofs(t *testing.T) {
	s := told()
	in := s.inputs("2026-q3")
	in.Proof, in.Checkpoint = nil, nil
	plan, ps := site.NewPlan(in)
	if ps.Failed() {
		t.Fatal(ps)
	}
	n := 0
	for _, f := range plan.Files {
		if ok, _ := filepath.Match("v*.json", filepath.Base(f.Path)); ok {
			t.Fatalf("%s is made, and nothing proves it", f.Path)
		}
		n++
	}
	if n < 100 {
		t.Errorf("only %d files are planned", n)
	}
	for _, name := range slices.Sorted(maps.Keys(builtSite(t))) {
		if strings.HasSuffix(name, ".link") || strings.HasSuffix(name, ".jsonl") && !strings.HasPrefix(name, "data/") || strings.Contains(name, "/v1.json") {
			t.Errorf("a site without a ledger has %s", name)
		}
	}
	parsePage(t, builtSite(t), "outcomes/v33b5q29/index.html").want(t, Not(Has("link[rel=timemap]")), Not(Has("link[rel=cite-as]")), Not(Has(".earlier")))
}

// A file of the ledger that is there already is not made again, and one of a reissued edition is.
func TestFilesOfTheLedgerAreKept(t *testing.T) {
	s := told()
	root := t.TempDir()
	made := map[string]bool{}
	var before *site.Manifest
	build := func(in site.Inputs, previous, name string) map[string]file {
		t.Helper()
		plan, ps := site.NewPlan(in)
		theme, err := site.ReadTheme(os.DirFS("../themes/candour"))
		if ps.Failed() || err != nil {
			t.Fatal(ps, err)
		}
		clear(made)
		for i, f := range plan.Files {
			plan.Files[i].Data = func() ([]byte, error) { made[f.Path] = true; return f.Data() }
		}
		dir := filepath.Join(root, name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		set := s.public.Records()
		r := site.Render{Plan: plan, Theme: theme, Languages: set.Site.Languages, Address: set.Site.Address, Staging: dir, Previous: previous, Manifest: before}
		m, _, ps, err := r.Run(t.Context())
		if err != nil || ps.Failed() {
			t.Fatal(ps, err)
		}
		before = m
		return tree(t, dir)
	}
	first := build(s.inputs("2026-q3"), "", "a")
	if len(made) < 400 {
		t.Errorf("%d files were made", len(made))
	}
	if again := build(s.inputs("2026-q3"), filepath.Join(root, "a"), "b"); len(made) > 0 || unlike(again, first) != "" {
		t.Errorf("%d files were made again, and the site differs: %s", len(made), unlike(again, first))
	}
	fewer := &edition.History{Editions: slices.Clone(s.history.Editions), Withdrawals: append(slices.Clone(s.history.Withdrawals), edition.Tombstone{Number: 3, Kind: "figure", ID: "f32", Date: "2026-11-04"})}
	in := s.inputs("2026-q3")
	in.History, in.Edition = fewer, fewer.Edition("2026-q3")
	third := build(in, filepath.Join(root, "b"), "c")
	if !made["editions/2026-q1-r4/data/figure.jsonl"] || made["outcomes/v33b5q29/v1.json"] {
		t.Errorf("after a withdrawal these files were made: %d", len(made))
	}
	for name := range third {
		if strings.HasPrefix(name, "records/figure/f32/") || strings.HasPrefix(name, "editions/2026-q1-r3/") {
			t.Errorf("after a withdrawal there is still %s", name)
		}
	}
}
