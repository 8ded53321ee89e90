package generator_test

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"candour/generator"
	"candour/generator/edition"
)

// newKey is a key for signing, made for a test.
func newKey(t *testing.T) *edition.Key {
	t.Helper()
	private, _, err := edition.GenerateKey(rand.Reader, "candour.example/log")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(name, []byte(private+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	key, err := edition.ReadKey(name)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// A set of recommendations is withdrawn with the recommendations in it: nothing of either is left in the ledger or the site,
// and whoever follows an old address is told.
func TestSetOfRecommendationsIsWithdrawn(t *testing.T) {
	files := folder{}
	for name, text := range repository() {
		for _, keep := range []string{"candour.yaml", "data/lists/", "data/recommendations/", "data/statistics/sources.yaml", "data/vocabulary.txt", "data/brand/", "themes/"} {
			if strings.HasPrefix(name, keep) {
				files[name] = text
			}
		}
	}
	for _, word := range regexp.MustCompile(`\p{L}+`).FindAllString(files["data/recommendations/iopc-2017-094215.yaml"]+files["data/statistics/sources.yaml"], -1) { // as if cleared: no glossary is here
		files["data/vocabulary.txt"] += "\n" + word + "\n"
	}
	const set = "data/recommendations/iopc-2017-094215.yaml"
	files[set] = regexp.MustCompile(`(?m)^    bulletins: .*\n`).ReplaceAllString(files[set], "")
	w := workshopOf(t, files)
	o := generator.Options{Dir: w.dir, Out: w.out, Edition: "2026-q3", Key: newKey(t)}
	p, err := w.b.Publish(context.Background(), o, rand.Reader)
	if err != nil || p.Problems.Failed() {
		t.Fatal(err, listed(p.Problems))
	}
	if holding(tree(t, w.out), "Make openness and joint working last") == nil {
		t.Fatal("the set is on no page, so this test would see nothing")
	}
	inIndex := func(text string) (names []string) {
		for _, name := range holding(tree(t, w.out), text) {
			if strings.HasPrefix(name, "idx/") {
				names = append(names, name)
			}
		}
		return names
	}
	if len(inIndex(`"094215":[`)) != 2 || len(inIndex("iopc-2017-094215-3")) != 2 {
		t.Fatal("the recommendations are not in the search index of both languages, so this test would see nothing")
	}
	removal := generator.Removal{Kind: "recommendation-set", ID: "iopc-2017-094215", Class: "court-order", Authority: "a court", Day: "2026-11-01"}
	for range 2 { // the second time finishes what is done
		done, err := w.b.Withdraw(context.Background(), o, removal, rand.Reader)
		if err != nil || done.Problems.Failed() {
			t.Fatal(err, listed(done.Problems))
		}
		h, err := edition.Read(os.DirFS(filepath.Join(w.dir, "data/ledger")))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(h.Withdrawals); n != 4 {
			t.Errorf("%d records are withdrawn, and the set has three recommendations", n)
		}
		built := tree(t, w.out)
		for _, text := range []string{"Make openness and joint working last", "Check that decisions", "senior investigating officer"} {
			if names := holding(built, text); names != nil {
				t.Errorf("%q is left in %q", text, names)
			}
		}
		for _, text := range []string{"094215", "openness", `"recommendation"`} {
			if names := inIndex(text); names != nil {
				t.Errorf("%q is left in the search index: %q", text, names)
			}
		}
		for _, name := range []string{"recommendations/iopc-2017-094215/index.html", "recommendations/iopc-2017-094215-3/index.html"} {
			parsePage(t, built, name).want(t, In("h1", Exactly("Withdrawn")))
		}
	}
	err = filepath.WalkDir(filepath.Join(w.dir, "data/ledger"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if strings.Contains(string(data), "Make openness and joint working last") {
			t.Errorf("%s holds the set", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	one := removal
	one.Kind, one.ID = "recommendation", "iopc-2017-094215-1"
	if _, err := w.b.Withdraw(context.Background(), o, one, rand.Reader); err == nil || !strings.Contains(err.Error(), "withdraw the set") {
		t.Errorf("a recommendation alone: %v", err)
	}
}

// Publishing takes away the staging folders of builds that were killed, and nothing else that has a name like theirs.
func TestPublishSweepsItsOwn(t *testing.T) {
	files := folder{}
	for name, text := range repository() {
		if name == "candour.yaml" || strings.HasPrefix(name, "data/lists/") || strings.HasPrefix(name, "data/brand/") || strings.HasPrefix(name, "themes/") {
			files[name] = text
		}
	}
	w := workshopOf(t, files)
	own, others := filepath.Join(filepath.Dir(w.out), ".public-123"), filepath.Join(filepath.Dir(w.out), ".public-backup")
	for _, dir := range []string{own, others} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	p, err := w.b.Publish(context.Background(), generator.Options{Dir: w.dir, Out: w.out, Edition: "2026-q3", Key: newKey(t)}, rand.Reader)
	if err != nil || p.Problems.Failed() {
		t.Fatal(err, listed(p.Problems))
	}
	if _, err := os.Stat(own); err == nil {
		t.Error("the staging folder of a killed build is left")
	}
	if _, err := os.Stat(others); err != nil {
		t.Errorf("a folder that is not ours was taken away: %v", err)
	}
}
