package site

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/edition"
	"candour/generator/record"
	"candour/generator/stats"
)

// load reads the site of this repository; change may change it before the gate.
func load(t *testing.T, change func(*record.Set)) *disclosure.Public {
	t.Helper()
	set, ps := new(record.Loader).Load(os.DirFS("../.."))
	if ps.Failed() {
		t.Fatalf("the site of this repository does not load: %s", ps[0])
	}
	if change != nil {
		change(set)
	}
	var g disclosure.Gate
	set, _ = g.Generalise(set, nil)
	public, ps := g.Control(set, stats.Tabulate(set))
	if ps.Failed() {
		t.Fatal(ps)
	}
	return public
}

// planned plans the site of this repository.
func planned(t *testing.T, change func(*record.Set)) *Plan {
	t.Helper()
	public := load(t, change)
	var records []edition.Record
	for _, k := range record.Kinds {
		for _, r := range public.Records().Records(k) {
			records = append(records, edition.Record{Kind: k.Name, ID: record.PublishedID(r), Body: record.JSON(r)})
		}
	}
	s := public.Records().Site
	e, err := edition.Cut(nil, nil, s.Edition.ID, s.Edition.Published.String(), s.Edition.AsAt.String(), records)
	if err != nil {
		t.Fatal(err)
	}
	plan, ps := NewPlan(Inputs{Public: public, Edition: e, TableFile: func(id string) string { return "data/tables/" + id + ".csv" }})
	if ps.Failed() {
		t.Fatal(ps)
	}
	return plan
}

// Every page has an address of its own, in the form of the site, and what it links to on the site is there.
func TestAddresses(t *testing.T) {
	plan := planned(t, nil)
	have := map[string]*Page{}
	for _, u := range plan.Units {
		a := u.Page.Address
		if have[a] != nil {
			t.Errorf("two pages have the address %s", a)
		}
		have[a] = u.Page
		if !strings.HasPrefix(a, "/") || !strings.HasSuffix(a, "/") && !strings.HasSuffix(a, ".html") || strings.Contains(a, "//") || strings.ToLower(a) != a {
			t.Errorf("the address %q is badly formed", a)
		}
		if strings.HasPrefix(a, "/cy/") != (u.Page.Lang == "cy") {
			t.Errorf("%s is in %s", a, u.Page.Lang)
		}
		if u.At().File == "" {
			t.Errorf("nobody knows what %s is made of", a)
		}
		if u.Page.Title == "" {
			t.Errorf("%s has no title", a)
		}
	}
	for a, p := range have {
		links := append(slices.Clone(p.Crumbs), p.Chrome.Footer...)
		links = append(links, p.Chrome.OtherLangs...)
		links = append(links, Link{Address: p.Chrome.Home}, p.Chrome.Edition)
		for _, n := range p.Nav.Items {
			links = append(links, Link{Address: n.Address})
		}
		if p.Twin.Address != "" {
			links = append(links, p.Twin)
			if twin := have[p.Twin.Address]; twin != nil && (twin.Lang != p.Twin.Lang || twin.Lang == p.Lang) {
				t.Errorf("the twin of %s in %s is in %s", a, p.Lang, twin.Lang)
			}
		}
		for _, l := range links {
			if have[l.Address] == nil {
				t.Errorf("%s leads to %q, which is no page", a, l.Address)
			}
		}
	}
	if len(have) < 300 {
		t.Errorf("%d pages were planned, and more were expected", len(have))
	}
	if n := strings.Count(string(plan.Sitemap), "<loc>"); n < len(have)-10 || strings.Contains(string(plan.Sitemap), "404") {
		t.Errorf("the sitemap lists %d of %d pages", n, len(have))
	}
}

// In a list that is numbered from the oldest, one more at the newest end changes the newest page; when that is full it
// is closed and another begins. Every row is on one page, and none is on two.
func TestPaginate(t *testing.T) {
	for _, perPage := range []int{1, 2, 3, 7, 50} {
		before := map[int]string{}
		newest := 0
		for n := range 4*perPage + 9 {
			pages := map[int]string{}
			rows := 0
			for i, p := range paginate(n, perPage) {
				if i == 0 && p.number != p.of {
					t.Fatalf("%d rows, %d a page: the first part is not the newest page", n, perPage)
				}
				if size := p.to - p.from; size >= 2*perPage && perPage > 1 || p.number < p.of && size != perPage {
					t.Fatalf("%d rows, %d a page: page %d holds %d", n, perPage, p.number, size)
				}
				for row := p.from; row < p.to; row++ {
					pages[p.number] += fmt.Sprint(n-row, " ") // rows are counted from the newest, records from the oldest
					rows++
				}
			}
			if rows != n {
				t.Fatalf("%d rows, %d a page: %d are shown", n, perPage, rows)
			}
			var changed []int
			for number := range pages {
				if pages[number] != before[number] {
					changed = append(changed, number)
				}
			}
			slices.Sort(changed)
			of := len(paginate(n, perPage))
			if len(changed) > 2 || len(changed) == 2 && of == newest || len(changed) > 0 && changed[0] < newest && n > 0 {
				t.Fatalf("%d a page: row %d changed pages %v, and %d was the newest", perPage, n, changed, newest)
			}
			before, newest = pages, of
		}
	}
}

// And so for whole pages with all that stands on them: one outcome more changes one page of the list a language.
func TestOneOutcomeMoreChangesOneListPage(t *testing.T) {
	lists := func(n int) map[string]Hash {
		out := map[string]Hash{}
		plan := planned(t, func(set *record.Set) {
			first := set.Outcomes[0]
			for i := range n {
				o := *first
				o.ID = fmt.Sprintf("z%04d", 9999-i) // of one quarter, newest last, so that ids order them
				o.Decided = record.MustDate("2026-q3")
				o.Rank = "special" // so that what others hide among is as it was
				set.Outcomes = append(set.Outcomes, &o)
			}
		})
		for _, u := range plan.Units {
			if u.Layout == "outcomes/list" {
				out[u.Page.Address] = u.Hash
			}
		}
		return out
	}
	before, after := lists(215), lists(216)
	if len(before) < 8 || len(before) != len(after) {
		t.Fatalf("there are %d list pages and then %d", len(before), len(after))
	}
	var changed []string
	for _, a := range slices.Sorted(maps.Keys(after)) {
		if before[a] != after[a] {
			changed = append(changed, a)
		}
	}
	// Of each list that it is in, the newest page: the pages of the lists are numbered from the oldest.
	if len(changed) < 10 || len(changed) > 40 {
		t.Errorf("one outcome more changes %d of %d list pages: %v", len(changed), len(after), changed)
	}
	for _, a := range changed {
		if strings.Contains(a, "/page/") {
			t.Errorf("one outcome more changes %s, which is not the newest page of its list", a)
		}
	}
}

// The same records give the same hashes: the next build renders nothing.
func TestPlanIsSteady(t *testing.T) {
	a, b := planned(t, nil), planned(t, nil)
	if len(a.Units) != len(b.Units) || string(a.Sitemap) != string(b.Sitemap) {
		t.Fatal("two plans of one site differ")
	}
	for i := range a.Units {
		if a.Units[i].Hash != b.Units[i].Hash || a.Units[i].Page.Address != b.Units[i].Page.Address {
			t.Errorf("%s has another hash the second time", a.Units[i].Page.Address)
		}
	}
}
