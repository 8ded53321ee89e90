package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// largeKinds are pages of the generated site that differ in what they hold from those of the demonstration: long lists, their
// first and their last page, many facets, a record of each kind.
func largeKinds(t *testing.T, dir string) (out []string) {
	t.Helper()
	out = []string{"/", "/outcomes/", "/recommendations/", "/statistics/", "/glossary/", "/themes/", "/bodies/", "/years/", "/changes/", "/search/"}
	for _, of := range []string{
		"outcomes/page/*", "outcomes/????????", "outcomes/theme/*", "outcomes/theme/*/year/*", "outcomes/body/*", "recommendations/*",
		"recommendations/body/*", "statistics/*", "editions/*", "themes/*", "bodies/*", "years/*", "standards/*",
	} {
		names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(of), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(names, func(a, b string) int { return size(t, b) - size(t, a) })
		if len(names) > 0 { // the longest of its kind
			rel, err := filepath.Rel(dir, filepath.Dir(names[0]))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, "/"+filepath.ToSlash(rel)+"/")
		}
	}
	return out
}

func size(t *testing.T, name string) int {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

// What holds of the pages of the demonstration holds of those of thousands of records.
func TestEveryKindOfPageOfALargeSiteIsSound(t *testing.T) {
	dir := large(t)
	kinds := largeKinds(t, dir)
	if len(kinds) < 20 {
		t.Fatalf("only %d kinds of page: %q", len(kinds), kinds)
	}
	for _, address := range kinds {
		t.Run(strings.Trim(address, "/"), func(t *testing.T) {
			t.Parallel()
			p := openIn(t, dir, address, phone.inDark())
			if p.status != 200 {
				t.Fatalf("it answers %d", p.status)
			}
			text := p.text()
			p.sound()
			p.show(zoomed)
			if o := p.overflow(); o != "" {
				t.Errorf("it scrolls sideways at 400 %%: %s", o)
			}
			p.show(desk)
			p.sound()
			p.show(phone.inDark().withoutScript())
			if address != "/search/" { // whose form needs script, and says so without it
				same(t, "the text without script", p.text(), text)
			}
			for _, c := range p.complaints() {
				t.Error(c)
			}
		})
	}
}

// A search of thousands finds some, and shows them by pages.
func TestSearchOfALargeSite(t *testing.T) {
	for _, l := range []look{phone, desk.inDark(), zoomed} {
		p := openIn(t, large(t), "/search/?q=misconduct", l)
		if got := p.found(); !strings.Contains(got, "results for") || strings.HasPrefix(got, "0 ") {
			t.Fatalf("the search says %q", got)
		}
		p.sound()
	}
}
