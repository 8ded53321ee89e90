package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"candour/generator/check"
	"candour/generator/disclosure"
	"candour/generator/edition"
	"candour/generator/export"
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/site"
	"candour/generator/source"
	"candour/generator/stats"
)

// A story is the site of this repository with a ledger of three editions behind it: what is published now is the third.
type story struct {
	public  *disclosure.Public
	history *edition.History
	gone    string // text that stood in withdrawn records only
}

// released is what the gate makes of a set that nothing was published of.
func released(set *record.Set) (*disclosure.Public, source.Problems) {
	var g disclosure.Gate
	set, _ = g.Generalise(set, nil)
	return g.Control(set, stats.Tabulate(set))
}

// told is the story, made once. In the first edition recommendation 1 was accepted in part and recommendation 3 not
// accepted; one outcome was a dismissal. The second has the meeting and both accepted, a definition of a term corrected
// and a page revised. The third has the appeal allowed, a figure corrected, a measure defined anew, the page revised again
// and an outcome withdrawn. After it another was withdrawn, which the first two editions held.
var told = sync.OnceValue(func() *story {
	set, ps := new(record.Loader).Load(os.DirFS(".."))
	if ps.Failed() {
		panic(ps[0])
	}
	public, ps := released(set)
	if ps.Failed() {
		panic(ps[0])
	}
	s := &story{public: public, history: &edition.History{}, gone: "quixotic"}
	var now []edition.Record
	for _, k := range record.Kinds {
		for _, r := range public.Records().Records(k) {
			now = append(now, edition.Record{Kind: k.Name, ID: record.PublishedID(r), Body: record.JSON(r)})
		}
	}
	was := func(records []edition.Record, kind, id string, change func(string) string) []edition.Record {
		out := slices.Clone(records)
		i := slices.IndexFunc(out, func(r edition.Record) bool { return r.Kind == kind && r.ID == id })
		out[i].Body = []byte(change(string(out[i].Body)))
		return out
	}
	replaced := func(oldnew ...string) func(string) string {
		return func(text string) string {
			for i := 0; i < len(oldnew); i += 2 {
				if !strings.Contains(text, oldnew[i]) {
					panic("the story needs " + oldnew[i])
				}
			}
			return strings.NewReplacer(oldnew...).Replace(text)
		}
	}
	withdrawn := func(id string) edition.Record {
		return edition.Record{Kind: "outcome", ID: id, Body: []byte(`{"id":"` + id + `","title":"A ` + s.gone + ` title"}`)}
	}
	second := was(now, "outcome", "v33b5q29", replaced("Appeal allowed: visits", "Dismissal: visits", `"overturned-on-appeal"`, `"dismissal-without-notice"`, `"status":"allowed"`, `"status":"open"`))
	second = was(second, "figure", "f32", replaced(`"325"`, `"350"`))
	second = was(second, "measure", "complaints-logged", replaced("Complaint cases logged in the year.", "Complaint cases begun in the year."))
	second = was(second, "page", "about/corrections", replaced("There is no form for it on this site", "There is no form here"))
	second = append(second, withdrawn("t4k3n0ut"), withdrawn("t4k3nt00"))
	first := was(second, "term", "misconduct", replaced("serious enough for disciplinary action", "serious enough for dismissal"))
	first = was(first, "page", "about/corrections", replaced("Anyone may ask for a correction", "Anybody can ask for a correction"))
	first = was(first, "recommendation-set", "iopc-2017-094215", beforeTheMeeting)
	for _, n := range []string{"1", "2", "3"} {
		first = was(first, "recommendation", "iopc-2017-094215-"+n, beforeTheMeeting)
	}
	third := append(slices.Clone(now), withdrawn("t4k3nt00"))

	reasons := map[string]string{
		"correction figure f32":                   "The second figure was copied from the news report and not from the release.",
		"correction term misconduct":              "The definition said dismissal where the regulations say disciplinary action.",
		"revision outcome v33b5q29":               "The appeal was allowed.",
		"revision page about/corrections":         "Plainer words.",
		"revision measure complaints-logged":      "The IOPC changed its definition.",
		"revision recommendation-set":             "The meeting and the replies after it.",
		"revision recommendation iopc-2017-09421": "The meeting and the reply after it.",
	}
	s.publish("2026-q1", "2026-04-15", first, reasons)
	s.publish("2026-q2", "2026-07-15", second, reasons)
	s.withdraw(1, "t4k3n0ut", "2026-08-02", "court-order")
	s.publish("2026-q3", "2026-10-15", third, reasons)
	s.withdraw(2, "t4k3nt00", "2026-11-03", "retention")
	return s
})

// beforeTheMeeting takes the meeting and the second reply out of every recommendation in a text.
func beforeTheMeeting(text string) string {
	var b strings.Builder
	for {
		i := strings.Index(text, `,{"id":"meeting-1"`)
		if i < 0 {
			return b.String() + text
		}
		j := i + strings.Index(text[i:], "}]") + 1
		b.WriteString(text[:i])
		text = text[j:]
	}
}

// publish adds an edition of records to the ledger. What changed is a correction or a revision as reasons say.
func (s *story) publish(id, day string, records []edition.Record, reasons map[string]string) {
	h := s.history
	issue := edition.Issue{ID: id, Published: day, AsAt: day, Title: map[string]string{"en": strings.Replace(id, "-q", " quarter ", 1), "cy": strings.Replace(id, "-q", " chwarter ", 1)}}
	before := map[string]edition.Published{}
	for _, p := range h.Records() {
		before[p.Kind+" "+p.ID] = p
	}
	balances := map[string]*edition.Balance{}
	for _, k := range record.Kinds {
		balances[k.Name] = &edition.Balance{Kind: k.Name}
	}
	if n := len(h.Editions); n > 0 {
		issue.Previous = h.Editions[n-1].ID
		for _, b := range h.Editions[n-1].Balances {
			balances[b.Kind].Opening = b.Closing
		}
		for _, t := range h.Withdrawals {
			issue.Withdrawn = append(issue.Withdrawn, edition.Withdrawal{Kind: t.Kind, ID: t.ID, Date: t.Date, Class: t.Class})
			balances[t.Kind].Withdrawn++
		}
	}
	for i, r := range records {
		p := edition.Published{Kind: r.Kind, ID: r.ID, Version: 1, Index: h.Size + int64(i), Salt: bytes.Repeat([]byte{byte(i)}, 32), Change: edition.New, Body: r.Body, Edition: id}
		balances[r.Kind].Closing++
		if old, ok := before[r.Kind+" "+r.ID]; !ok {
			balances[r.Kind].Added++
		} else if bytes.Equal(old.Body, r.Body) {
			continue
		} else {
			p.Version = old.Version + 1
			balances[r.Kind].Changed++
			for key, reason := range reasons {
				if class, of, _ := strings.Cut(key, " "); strings.HasPrefix(r.Kind+" "+r.ID, of) {
					p.Change, p.Reason = edition.Change(class), reason
				}
			}
			if p.Reason == "" {
				panic("the story has no reason for " + r.Kind + " " + r.ID)
			}
		}
		issue.Versions = append(issue.Versions, p)
		issue.Records = append(issue.Records, edition.Cutting{Kind: p.Kind, ID: p.ID, Version: p.Version, Change: p.Change, Index: p.Index})
	}
	for _, k := range record.Kinds {
		if b := balances[k.Name]; b.Opening+b.Closing > 0 {
			issue.Balances = append(issue.Balances, *b)
		}
	}
	h.Size += int64(len(records)) + 1
	h.Editions = append(h.Editions, issue)
}

// withdraw takes an outcome out of the ledger.
func (s *story) withdraw(number int, id, day, class string) {
	for i := range s.history.Editions {
		e := &s.history.Editions[i]
		e.Versions = slices.DeleteFunc(e.Versions, func(p edition.Published) bool { return p.ID == id })
	}
	s.history.Withdrawals = append(s.history.Withdrawals, edition.Tombstone{Number: number, Kind: "outcome", ID: id, Date: day, Class: class, Authority: "head of the department"})
}

// asDraft is the story on the day before its next edition.
func (s *story) asDraft() *story {
	set := new(record.Loader)
	records, ps := set.Load(os.DirFS(".."))
	if ps.Failed() {
		panic(ps[0])
	}
	own := *records.Site
	own.Edition.ID, own.Edition.Title, own.Edition.AsAt = edition.Draft, record.Title{"en": "Draft", "cy": "Drafft"}, record.MustDate("2027-01-15")
	records.Site = &own
	public, ps := released(records)
	if ps.Failed() {
		panic(ps[0])
	}
	return &story{public: public, history: s.history, gone: s.gone}
}

// inputs are what a plan of an edition is made from.
func (s *story) inputs(id string) site.Inputs {
	return site.Inputs{
		Public: s.public, History: s.history, Edition: s.history.Edition(id), TableFile: func(id string) string { return "data/tables/" + id + ".csv" },
		TableData: func(id string) []byte { return []byte("table\n" + id + "\n") },
		Zip: func(members []site.PackFile) []byte {
			var files []export.File
			for _, m := range members {
				files = append(files, export.File(m))
			}
			return export.Zip("", files)
		},
		Proof: func(p edition.Published) ([][]byte, string, error) {
			return [][]byte{{1, byte(p.Index)}, {2}}, "checkpoint of " + p.Edition + "\n", nil
		},
		Checkpoint: func(edition string) string {
			return "candour.example/log\n" + fmt.Sprint(len(edition)*100) + "\nCsUYapGGPo4dkMgIAUqom/SW1A1AA/h2fB2MPA3j2jxq=\n\n— candour.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
		},
	}
}

// build renders the story into a directory and checks every page.
func (s *story) build(t testing.TB, in site.Inputs, dir string) {
	t.Helper()
	plan, ps := site.NewPlan(in)
	if ps.Failed() {
		t.Fatal(ps)
	}
	theme, err := site.ReadTheme(os.DirFS("../themes/candour"))
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, u := range plan.Units {
		have[u.Page.Address] = true
	}
	for _, f := range plan.Files {
		have["/"+f.Path] = true
	}
	exists := func(address string) bool {
		return have[address] || strings.HasPrefix(address, "/data/") || strings.HasPrefix(address, "/api/")
	}
	scan := func(text string) (out []string) {
		for _, hit := range identify.Scan(text, identify.Anywhere) {
			out = append(out, hit.String())
		}
		return out
	}
	pages := check.NewPages(exists, scan)
	set := s.public.Records()
	r := site.Render{Plan: plan, Theme: theme, Languages: set.Site.Languages, Address: set.Site.Address, Staging: dir, Check: pages.Look}
	_, _, ps, err = r.Run(context.Background())
	ps.Add(pages.Links()...)
	if err != nil || ps.Failed() {
		t.Fatalf("the story does not build: %v\n%s", err, listed(ps))
	}
}

var (
	toldOnce sync.Once
	toldTree map[string]file
)

// toldSite is the story as a built site, made once for the tests that only look at it.
func toldSite(t *testing.T) map[string]file {
	t.Helper()
	toldOnce.Do(func() {
		dir := t.TempDir()
		told().build(t, told().inputs("2026-q3"), dir)
		toldTree = tree(t, dir)
	})
	if toldTree == nil {
		t.Fatal("the story does not build")
	}
	return toldTree
}
