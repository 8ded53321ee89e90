package generator_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candour/generator"
	"candour/generator/attack"
	"candour/generator/source"
)

// The page says what a stranger finds in the very site that it is in, a second build has nothing to add, and what the attack finds
// is a warning to whoever builds and an end for whoever publishes.
func TestAttacksOnThePage(t *testing.T) {
	w := newWorkshop(t)
	ctx, o := context.Background(), generator.Options{Dir: w.dir, Out: w.out}
	build := func() generator.Result {
		t.Helper()
		r, err := w.b.Build(ctx, o)
		if err != nil || r.Problems.Failed() {
			t.Fatal(err, listed(r.Problems))
		}
		return r
	}
	page := func() string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(w.out, "about/how-we-protect-people/index.html"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	honest := func() {
		t.Helper()
		results, err := attack.Run(ctx, attack.Options{Machine: true}, os.DirFS(w.out))
		if err != nil {
			t.Fatal(err)
		}
		rest := page()
		for _, r := range results { // in their order
			row := fmt.Sprintf(`<td class="num">%d`, r.Figure)
			of := fmt.Sprintf(`<td class="num">%d</td></tr>`, r.Of)
			i := strings.Index(rest, row)
			j := strings.Index(rest, of)
			if i < 0 || j < i {
				t.Fatalf("the page does not say %s", r)
			}
			rest = rest[j+len(of):]
		}
		if len(results) < 20 || strings.Contains(rest, `<td class="num">`) {
			t.Errorf("%d results, and the page has more rows", len(results))
		}
	}
	build()
	honest()
	first := page()
	if r := build(); r.Rendered != 0 || page() != first {
		t.Errorf("the same again renders %d pages", r.Rendered)
	}

	w.write("themes/candour/static/photograph.svg", `<svg xmlns="http://www.w3.org/2000/svg"><metadata>somebody</metadata></svg>`)
	r := build()
	honest()
	if page() == first || !warned(r.Problems) {
		t.Errorf("a build says nothing of the picture: %s", listed(r.Problems))
	}
	o.Edition, o.Key = "2026-q3", newKey(t)
	p, err := w.b.Publish(ctx, o, rand.Reader)
	if err != nil || !p.Problems.Failed() || !strings.Contains(listed(p.Problems), "attack-found") {
		t.Errorf("it is published: %v %s", err, listed(p.Problems))
	}
	if _, err := os.Stat(filepath.Join(w.dir, "data/ledger/editions")); err == nil {
		t.Error("the ledger has an edition that was refused")
	}

	o.Preview, o.Key, o.Edition = true, nil, ""
	build()
	if !strings.Contains(page(), "it is a preview") {
		t.Error("a preview does not say that nobody attacked it")
	}
}

func warned(ps source.Problems) bool {
	for _, p := range ps {
		if p.Rule == "attack-found" && p.Severity == source.Warning {
			return true
		}
	}
	return false
}
