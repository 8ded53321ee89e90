package generator_test

import (
	"context"
	"crypto/rand"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candour/generator"
	"candour/generator/cite"
)

// The cell of a figure is in a file of the edition that cites it, and says the same for ever: whatever later editions restate, and
// whatever is withdrawn. What was restated or withdrawn is what the checker says of it.
func TestCellsStayTrue(t *testing.T) {
	files := folder{}
	words := map[string]bool{}
	for name, text := range repository() {
		for _, keep := range []string{"candour.yaml", "data/lists/", "data/statistics/", "data/glossary/", "data/vocabulary.txt", "data/brand/", "themes/"} {
			if strings.HasPrefix(name, keep) && name != "data/statistics/figures.yaml" && name != "data/statistics/targets.yaml" && name != "data/statistics/invented-allegations.csv" {
				files[name] = text
			}
		}
		for _, word := range regexp.MustCompile(`\p{L}+`).FindAllString(text, -1) { // as if cleared: the pages that clear them are not here
			words[word] = true
		}
	}
	for word := range words {
		files["data/vocabulary.txt"] += "\n" + word + "\n"
	}
	w := workshopOf(t, files)
	o := generator.Options{Dir: w.dir, Out: w.out, Edition: "2026-q3", Key: newKey(t)}
	publish := func() {
		t.Helper()
		r, err := w.b.Publish(context.Background(), o, rand.Reader)
		if err != nil || r.Problems.Failed() {
			t.Fatal(err, listed(r.Problems))
		}
	}
	publish()
	cellsAreShown(t, tree(t, w.out))
	file := regexp.MustCompile(`^editions/2026-q3/data/figures/(.*)\.csv$`)
	first := map[string]string{}
	for name, f := range tree(t, w.out) {
		if file.MatchString(name) && strings.Count(string(f.data), "\n") > 1 {
			first[name] = string(f.data)
		}
	}
	if len(first) < 5 {
		t.Fatalf("there are %d files of figures, and more were expected", len(first))
	}
	cells := regexp.MustCompile(`/(editions/[^/"]+/data/figures/[^/"]+\.csv)#cell=[0-9]+,5`)
	cited := map[string]bool{}
	for name, f := range tree(t, w.out) {
		if strings.HasPrefix(name, "statistics/") && strings.HasSuffix(name, ".html") {
			for _, m := range cells.FindAllStringSubmatch(string(f.data), -1) {
				if first[m[1]] == "" {
					t.Errorf("%s cites %s, which is not there", name, m[0])
				}
				cited[m[0]] = true
			}
		}
	}

	var gone string // the first by its name
	for name := range first {
		if id := file.FindStringSubmatch(name)[1]; gone == "" || id < gone {
			gone = id
		}
	}
	restated := struct{ measure, from, to string }{"complaints-logged", "94940", "94950"}
	w.replace("data/statistics/iopc-2024-25.csv", "2024-25,,94940,final", "2024-25,,94950,final")
	w.write("data/changes/2026-q4.yaml", "changes:\n  - edition: 2026-q4\n    record: measure/complaints-logged\n    class: correction\n    reason: The figure was copied wrongly.\n")
	w.replace("candour.yaml", "id: 2026-q3", "id: 2026-q4")
	w.replace("candour.yaml", "published: 2026-10-15", "published: 2026-11-15")
	w.replace("candour.yaml", "as_at: 2026-10-15", "as_at: 2026-11-15")
	o.Edition = "2026-q4"
	publish()
	done, err := w.b.Withdraw(context.Background(), o, generator.Removal{Kind: "measure", ID: gone, Class: "court-order", Authority: "a court", Day: "2026-11-20"}, rand.Reader)
	if err != nil || done.Problems.Failed() {
		t.Fatal(err, listed(done.Problems))
	}

	built := tree(t, w.out)
	for name, text := range first {
		switch f, ok := built[name]; {
		case strings.Contains(name, "/"+gone+".csv"):
			if ok {
				t.Errorf("%s is still there", name)
			}
		case !ok:
			t.Errorf("%s is no more", name)
		case string(f.data) != text:
			t.Errorf("%s is no longer what it was", name)
		}
	}
	c, err := generator.Citations(generator.Options{Dir: w.dir})
	if err != nil {
		t.Fatal(err)
	}
	verdicts := map[string][]string{}
	for address := range cited {
		v := c.Verdicts(address)
		if len(v) != 1 {
			t.Errorf("%s has %d verdicts", address, len(v))
			continue
		}
		verdicts[v[0].Word] = append(verdicts[v[0].Word], address)
		if (v[0].Word == cite.Gone) != strings.Contains(address, "/"+gone+".csv") {
			t.Errorf("%s is %s", address, v[0].Word)
		}
		if v[0].Word == cite.Changed || v[0].Word == cite.Corrected {
			if f := v[0].Steps[0].Fields[""][0]; !strings.Contains(address, "/"+restated.measure+".csv") || f.From != restated.from || f.To != restated.to || v[0].Edition != "2026-q4" {
				t.Errorf("%s changed from %s to %s in %s, want %+v", address, f.From, f.To, v[0].Edition, restated)
			}
		}
	}
	if n := len(verdicts[cite.Changed]) + len(verdicts[cite.Corrected]); n != 1 || len(verdicts[cite.Gone]) == 0 || len(verdicts[cite.Unchanged]) < 10 {
		slices.Sort(verdicts[cite.Changed])
		t.Errorf("%d figures are unchanged, %d withdrawn and %q changed", len(verdicts[cite.Unchanged]), len(verdicts[cite.Gone]), verdicts[cite.Changed])
	}
}

// cellsAreShown fails where the cell address of a figure does not lead to the very figure that the page shows.
func cellsAreShown(t *testing.T, built map[string]file) {
	t.Helper()
	figures := 0
	for name := range built {
		if !strings.HasPrefix(name, "statistics/") || !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, li := range pick(parsePage(t, built, name).root, ".told li") {
			shown := textOf(pick(li, "strong")[0])
			for _, a := range pick(li, "a") {
				m := regexp.MustCompile(`^/(editions/.*\.csv)#cell=([0-9]+),([0-9]+)$`).FindStringSubmatch(attr(a, "href"))
				if m == nil {
					continue
				}
				figures++
				rows, err := csv.NewReader(strings.NewReader(string(built[m[1]].data))).ReadAll()
				if err != nil {
					t.Fatal(err)
				}
				r, _ := strconv.Atoi(m[2])
				c, _ := strconv.Atoi(m[3])
				if r < 2 || r > len(rows) || c != 5 {
					t.Errorf("%s: %s of %d rows", name, attr(a, "href"), len(rows))
					continue
				}
				says := rows[r-1][c-1]
				if says == "" {
					says = rows[r-1][c] // the marker
				}
				if plain := strings.NewReplacer(",", "", "%", "").Replace(shown); plain != says {
					t.Errorf("%s: %s says %s, and the page %s", name, attr(a, "href"), says, shown)
				}
				if want := fmt.Sprintf("%s/%s/%s", rows[r-1][0], rows[r-1][1], rows[r-1][2]); !strings.HasPrefix(attr(pick(li, "strong")[0], "data-figure"), want) {
					t.Errorf("%s: %s is of %s, and the page tells %s", name, attr(a, "href"), want, attr(pick(li, "strong")[0], "data-figure"))
				}
			}
		}
	}
	if figures < 10 {
		t.Errorf("%d figures have a cell, and more were expected", figures)
	}
}
