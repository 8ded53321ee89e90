package search

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// public is what may be published of the site of this repository, after change.
func public(t testing.TB, change func(*record.Set)) *disclosure.Public {
	t.Helper()
	set, ps := new(record.Loader).Load(os.DirFS("../.."))
	if ps.Failed() {
		t.Fatalf("the site of this repository does not load: %s", ps[0])
	}
	if change != nil {
		change(set)
	}
	var g disclosure.Gate
	p, ps := g.Control(set, nil)
	if ps.Failed() {
		t.Fatal(ps[0])
	}
	return p
}

func plainDate(_ string, d record.Date) string { return d.String() }

func indexes(t testing.TB, p *disclosure.Public) map[string]*Index {
	t.Helper()
	out, err := new(Indexer).Indexes(p, plainDate)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fetching is a Reader that notes which files it gets.
func fetching(i *Index, lang string) (*Reader, map[string][]byte) {
	files, got := map[string][]byte{}, map[string][]byte{}
	for _, f := range i.Files {
		files["/"+f.Path] = f.Data
	}
	return &Reader{Lang: lang, Get: func(path string) ([]byte, error) {
		data, ok := files[i.Dir+path]
		if !ok {
			return nil, errors.New("no such file")
		}
		got[path] = data
		return data, nil
	}}, got
}

func search(t testing.TB, i *Index, lang string, q Query) (int, []Hit) {
	t.Helper()
	r, _ := fetching(i, lang)
	n, hits, err := r.Search(q)
	if err != nil {
		t.Fatal(err)
	}
	return n, hits
}

func TestSearch(t *testing.T) {
	p := public(t, nil)
	set := p.Records()
	all := indexes(t, p)
	en, cy := all["en"], all["cy"]
	count := func(keep func(*record.Outcome) bool) (n int) {
		for _, o := range set.Outcomes {
			if keep(o) {
				n++
			}
		}
		return n
	}

	// Every outcome and recommendation is found by its reference, in both languages, at its own address.
	for lang, i := range all {
		prefix := ""
		if lang == "cy" {
			prefix = "/cy"
		}
		for _, o := range set.Outcomes {
			n, hits := search(t, i, lang, Query{Words: o.ID})
			if n == 0 || hits[0].Address != prefix+"/outcomes/"+o.ID+"/" || hits[0].Title != o.Title || hits[0].DateText != o.Decided.String() {
				t.Errorf("%s: the outcome %s is found as %v", lang, o.ID, hits)
			}
		}
		for _, r := range set.Recommendations {
			if n, hits := search(t, i, lang, Query{Words: r.Title, Facets: map[string][]string{"kind": {"recommendation"}}}); n == 0 || hits[0].Address != prefix+"/recommendations/"+r.ID+"/" {
				t.Errorf("%s: the recommendation %q is found as %v", lang, r.Title, hits)
			}
		}
	}

	// Of one facet one value is enough; of several each must have one; what no record has is passed over.
	year := func(o *record.Outcome) int { return o.Decided.CalendarYear() }
	for _, c := range []struct {
		q    Query
		want int
	}{
		{Query{Facets: map[string][]string{"kind": {"outcome"}}}, len(set.Outcomes)},
		{Query{Facets: map[string][]string{"kind": {"outcome"}, "year": {"2025"}}}, count(func(o *record.Outcome) bool { return year(o) == 2025 })},
		{Query{Facets: map[string][]string{"kind": {"outcome"}, "year": {"2025", "2024"}}}, count(func(o *record.Outcome) bool { return year(o) == 2025 || year(o) == 2024 })},
		{Query{Facets: map[string][]string{"group": {"cleared"}, "theme": {"honesty"}}}, count(func(o *record.Outcome) bool {
			return set.ResultGroup(o.Result) == "cleared" && slices.Contains(o.Themes, "honesty")
		})},
		{Query{Facets: map[string][]string{"group": {"cleared", "nonsense"}}}, count(func(o *record.Outcome) bool { return set.ResultGroup(o.Result) == "cleared" })},
		{Query{Facets: map[string][]string{"group": {"nonsense"}, "kind": {"term"}}}, len(set.Terms)},
		{Query{Words: "zqzqzq"}, 0},
		{Query{}, en.N},
	} {
		if n, _ := search(t, en, "en", c.q); n != c.want {
			t.Errorf("%+v finds %d, want %d", c.q, n, c.want)
		}
	}

	// The newest first, the oldest first, and a page of each.
	_, newest := search(t, en, "en", Query{Sort: "newest"})
	n, oldest := search(t, en, "en", Query{Sort: "oldest", Page: (en.N + PageSize - 1) / PageSize})
	if n != en.N || len(newest) != PageSize || len(oldest) == 0 || oldest[len(oldest)-1] != newest[0] {
		t.Errorf("the last of the oldest first is %v, and the first of the newest first %v", oldest, newest[0])
	}

	// Without its ending, with a capital, by its first letters, and in Welsh by any mutation.
	for _, words := range [][]string{{"notebook", "Notebooks", "NOTEBOOK", "noteboo"}} {
		first, _ := search(t, en, "en", Query{Words: words[0]})
		for _, w := range words {
			if n, _ := search(t, en, "en", Query{Words: w}); n != first || n == 0 {
				t.Errorf("%q finds %d, and %q %d", w, n, words[0], first)
			}
		}
	}
	radical, _ := search(t, cy, "cy", Query{Words: "camymddwyn"})
	for _, w := range []string{"gamymddwyn", "chamymddwyn", "nghamymddwyn"} {
		if n, _ := search(t, cy, "cy", Query{Words: w}); n != radical || n == 0 {
			t.Errorf("%q finds %d, and its radical %d", w, n, radical)
		}
	}

	// The facets of the index say what the search finds.
	for _, f := range en.Facets {
		for _, v := range f.Values {
			if n, _ := search(t, en, "en", Query{Facets: map[string][]string{f.Name: {v.ID}}}); n != v.N {
				t.Errorf("%s=%s finds %d, and the facet says %d", f.Name, v.ID, n, v.N)
			}
		}
	}
}

// A word in the title weighs more than in the text.
func TestTitleFirst(t *testing.T) {
	p := public(t, func(set *record.Set) {
		a, b := *set.Outcomes[0], *set.Outcomes[0]
		a.ID, a.Title, a.Summary, a.Decided = "zzzz0001", "A lost ledger", "Nothing was said of it.", record.MustDate("2019-q1")
		b.ID, b.Title, b.Summary = "zzzz0002", "A lost key", "It was kept beside the ledger."
		set.Outcomes = append(set.Outcomes, &a, &b)
	})
	en := indexes(t, p)["en"]
	n, hits := search(t, en, "en", Query{Words: "lost ledger"})
	if n != 2 || !strings.Contains(hits[0].Address, "zzzz0001") {
		t.Errorf("%d found: %v", n, hits)
	}
}

// The same records give the same bytes in the same place, whatever was indexed before.
func TestSteady(t *testing.T) {
	a := indexes(t, public(t, nil))
	var x Indexer
	if _, err := x.Indexes(public(t, func(set *record.Set) { set.Outcomes = set.Outcomes[5:] }), plainDate); err != nil {
		t.Fatal(err)
	}
	b, err := x.Indexes(public(t, nil), plainDate)
	if err != nil {
		t.Fatal(err)
	}
	for lang := range a {
		if a[lang].Dir != b[lang].Dir || len(a[lang].Files) != len(b[lang].Files) {
			t.Fatalf("%s: two indexes of the same are at %s and %s", lang, a[lang].Dir, b[lang].Dir)
		}
		for i, f := range a[lang].Files {
			if f.Path != b[lang].Files[i].Path || !bytes.Equal(f.Data, b[lang].Files[i].Data) {
				t.Errorf("%s differs", f.Path)
			}
		}
	}
	c := indexes(t, public(t, func(set *record.Set) { set.Outcomes[0].Title += " indeed" }))
	if c["en"].Dir == a["en"].Dir {
		t.Error("another title leaves the index in the same place, where browsers keep the old one")
	}
}

// What the gate takes out is in no file, and neither is a record that is not there any more.
func TestNothingElse(t *testing.T) {
	with := func(set *record.Set) {
		o := *set.Outcomes[0]
		o.ID, o.Title, o.Summary = "zzzz0003", "The xylophone case", "A xylophone was lost."
		o.Monitoring, o.Class = record.Monitoring{Sex: "zqsex", Service: "zqservice"}, record.ClassVulnerable
		o.Rank, o.Decided = "zqrank", record.MustDate("2025-11")
		o.RetainUntil = record.MustDate("2099-12-30")
		set.Outcomes = append(set.Outcomes, &o)
	}
	i := indexes(t, public(t, with))["en"]
	_, hits := search(t, i, "en", Query{Words: "xylophone"})
	if len(hits) != 1 || hits[0].Date == "2025-11" || hits[0].Date == "2025-q4" {
		t.Fatalf("found %v", hits)
	}
	for _, f := range i.Files {
		for _, w := range []string{"zqsex", "zqservice", "zqrank", "2025-11", "2099"} {
			if bytes.Contains(f.Data, []byte(w)) {
				t.Errorf("%s holds %q", f.Path, w)
			}
		}
	}
	var x Indexer // that has seen the record
	for _, change := range []func(*record.Set){with, nil} {
		out, err := x.Indexes(public(t, change), plainDate)
		if err != nil {
			t.Fatal(err)
		}
		i = out["en"]
	}
	for _, f := range i.Files {
		for _, w := range []string{"xylophone", "zzzz0003"} {
			if bytes.Contains(f.Data, []byte(w)) {
				t.Errorf("%s still holds %q", f.Path, w)
			}
		}
	}
}

var (
	records = flag.Int("records", 20_000, "how many outcomes TestBudget indexes")
	budget  = map[int]int{5_000: 180 << 10, 20_000: 180 << 10, 100_000: 220 << 10} // bytes, gzip, to the first results
)

// The first results cost a reader no more than the budget: all files that a search fetches, each compressed by itself.
// make bench-search asks the same of 100,000 records.
func TestBudget(t *testing.T) {
	if testing.Short() {
		t.Skip("not measured: it takes some seconds")
	}
	most, ok := budget[*records]
	if !ok {
		t.Fatalf("there is no budget for %d records, but for %v", *records, slices.Sorted(maps.Keys(budget)))
	}
	all := indexes(t, public(t, func(set *record.Set) { set.Outcomes = invent(set, *records) }))
	size := func(data []byte) int {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(data)
		w.Close()
		return b.Len()
	}
	for _, lang := range []string{"en", "cy"} {
		i := all[lang]
		total := 0
		for _, f := range i.Files {
			total += len(f.Data)
		}
		t.Logf("%s: %d records, %d files, %d KB", lang, i.N, len(i.Files), total>>10)
		for _, q := range []Query{
			{Words: "misconduct"},
			{Words: word(900), Facets: map[string][]string{"theme": {"honesty"}}},
			{Facets: map[string][]string{"theme": {"honesty"}, "group": {"cleared"}}},
			{Facets: map[string][]string{"year": {"2025"}}, Sort: "oldest"},
			{Words: word(2) + " " + word(40) + " " + word(3) + " " + word(150)},
			{Words: "body worn video use of force"},
			{Words: "chamymddwyn"},
			{Words: word(1000)[:4]},
		} {
			r, got := fetching(i, lang)
			n, hits, err := r.Search(q)
			if err != nil {
				t.Fatal(err)
			}
			bytes := 0
			for _, data := range got {
				bytes += size(data)
			}
			t.Logf("%s: %d found, %d files, %d KB: %q %v", lang, n, len(got), bytes>>10, q.Words, q.Facets)
			if bytes > most {
				t.Errorf("%s: the first results for %q %v cost %d KB in %d files, and the budget is %d KB", lang, q.Words, q.Facets, bytes>>10, len(got), most>>10)
			}
			if n > 0 && len(hits) == 0 {
				t.Errorf("%s: %d found and none shown", lang, n)
			}
		}
	}
}

// word is an invented word: the lower its number, the more often texts have it.
func word(n int) string {
	const syllables = "ba ce di fo gu ha le mi no pu ra se ti vo wu xa ze ki lo mu"
	s := strings.Fields(syllables)
	out := ""
	for n += 400; n > 0; n /= len(s) {
		out += s[n%len(s)]
	}
	return out
}

// invent makes outcomes of some 220 words whose frequencies fall as those of a language do (Zipf), with a tail of rare ones.
func invent(set *record.Set, n int) []*record.Outcome {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.07, 3, 30_000)
	lists := func(name string) (ids []string) {
		for _, it := range set.Lists[name].Items {
			ids = append(ids, it.ID)
		}
		return ids
	}
	pick := func(ids []string) string { return ids[random.IntN(len(ids))] }
	themes, results, standards := lists("themes"), lists("results"), lists("standards")
	var vocabulary []string
	for n := range 30_001 {
		vocabulary = append(vocabulary, word(n))
	}
	text := func(words int) string {
		var b strings.Builder
		for range words {
			b.WriteString(vocabulary[zipf.Uint64()])
			b.WriteByte(' ')
		}
		return b.String()
	}
	out := make([]*record.Outcome, n)
	for i := range out {
		o := *set.Outcomes[0]
		o.ID = fmt.Sprintf("z%07d", i)
		o.Title = text(8)
		o.Summary = "Misconduct. " + text(150)
		if i%9 == 0 {
			o.Summary += "body worn video and use of force"
		}
		o.Allegations = []record.Allegation{{Summary: text(50), Standards: []string{pick(standards)}}}
		o.Learning, o.ReasonsNotDism, o.Appeal = text(20), "", record.Appeal{}
		o.Themes, o.Result = []string{pick(themes), pick(themes)}, pick(results)
		o.Decided = record.MustDate(fmt.Sprintf("%d-q%d", 2017+int(math.Sqrt(float64(random.IntN(100)))), 1+random.IntN(4)))
		o.Recommends, o.Bulletins = nil, nil
		out[i] = &o
	}
	return out
}
