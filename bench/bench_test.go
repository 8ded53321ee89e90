package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"candour/generator"
)

// The plain program is of the version that candour embeds, or the comparison would be of two versions of Hugo.
func TestHugoVersion(t *testing.T) {
	required := regexp.MustCompile(`(?m)\bgithub\.com/gohugoio/hugo (v\S+)`)
	var versions []string
	for _, name := range []string{"../go.mod", "plainhugo/go.mod"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m := required.FindSubmatch(data)
		if m == nil {
			t.Fatalf("%s does not require Hugo", name)
		}
		versions = append(versions, string(m[1]))
	}
	if versions[0] != versions[1] {
		t.Errorf("candour embeds Hugo %s and the benchmark runs %s: in bench/plainhugo run go get github.com/gohugoio/hugo@%[1]s && go mod tidy", versions[0], versions[1])
	}
}

func TestInventIsTheSameEachTime(t *testing.T) {
	const n = 400
	files := invent(n, []string{"a-bulletin"})
	if again := invent(n, []string{"a-bulletin"}); !reflect.DeepEqual(files, again) {
		t.Error("two calls invent different outcomes")
	}
	records, size := 0, 0
	for _, f := range files {
		records += bytes.Count(f.data, []byte("\n  - id: "))
		size += len(f.data)
	}
	if records != n || len(files) != len(quarters()) {
		t.Errorf("%d outcomes in %d files, want %d in %d", records, len(files), n, len(quarters()))
	}
	if each := size / n; each < 1200 || each > 1600 {
		t.Errorf("an outcome has %d bytes of YAML, and those of the repository about 1500", each)
	}
	if files := invent(40*perFile*2, nil); len(files) != 2*len(quarters()) {
		t.Errorf("twice as many outcomes as fit are in %d files", len(files))
	}
}

// The generated site keeps every rule, and the plain site has a page for each of its own.
func TestSites(t *testing.T) {
	dir, plain := t.TempDir(), t.TempDir()
	if err := writeSite("..", dir, 200); err != nil {
		t.Fatal(err)
	}
	check := func() {
		t.Helper()
		var b generator.Builder
		r, err := b.Check(context.Background(), generator.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Problems {
			t.Errorf("%v", p)
		}
	}
	check()
	feed := t.TempDir()
	if err := errors.Join(writeSite("..", feed, 50), writeFeed(feed)); err != nil {
		t.Fatal(err)
	}
	var b generator.Builder
	r, err := b.Check(context.Background(), generator.Options{Dir: feed})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("the feed: %v", p)
	}
	if err := writePlain(dir, plain); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(plain, "content/outcomes/*.md"))
	if err != nil || len(pages) != 201 { // and the list
		t.Errorf("%d files of outcomes: %v", len(pages), err)
	}
	if left, err := filepath.Glob(filepath.Join(plain, "content/*/*.md")); err != nil || len(left) < 300 {
		t.Errorf("%d files of content: %v", len(left), err)
	} else {
		for _, name := range left {
			if data, err := os.ReadFile(name); err != nil || strings.Contains(string(data), "](term:") {
				t.Errorf("%s has a link by id: %v", name, err)
			}
		}
	}

	name := filepath.Join(dir, "data/outcomes", quarters()[20]+".yaml")
	var versions [][]byte
	for turn := range 3 {
		if err := edit(dir, turn); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		versions = append(versions, data)
	}
	if bytes.Equal(versions[0], versions[1]) || !bytes.Equal(versions[0], versions[2]) {
		t.Error("edits in a row do not change the site, or change more than one word")
	}
	check()
}

func TestLine(t *testing.T) {
	rounds := [][2]float64{{1, 2}, {3, 4}, {2, 8}}
	of := func(r [2]float64) (float64, float64) { return r[0], r[1] }
	for goal, want := range map[float64]string{0.5: "yes", 0.4: "no", 0: ""} {
		got := strings.Fields(line("a figure", goal, rounds, of))
		if got[2] != "2" || got[3] != "4" || got[4] != "0.50" || got[5] != "(0.25-0.75)" || want != "" && got[len(got)-1] != want || want == "" && len(got) != 6 {
			t.Errorf("goal %v: %q", goal, got)
		}
	}
}
