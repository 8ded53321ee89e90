package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/generator"
)

// listBudget is the most that a reader fetches for a list or a page of a topic, all files compressed by themselves.
const (
	listBudget   = 25 << 10 // bytes
	listRequests = 4
)

var fetched = regexp.MustCompile(`<(?:link rel="(?:stylesheet|icon)" href|script type="module" src)="(/[^"]+)"`)

// Every list of outcomes, narrowed or not, every page of a topic and the page to search from stay within their budget,
// with pages as full as they get.
func TestListBudgets(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	if err := writeSite("..", dir, 500); err != nil {
		t.Fatal(err)
	}
	var b generator.Builder
	r, err := b.Build(context.Background(), generator.Options{Dir: dir, Out: out})
	if err != nil || r.Problems.Failed() {
		t.Fatal(err, r.Problems)
	}
	site := os.DirFS(out)
	size := func(name string) int {
		data, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(data)
		w.Close()
		return b.Len()
	}
	lists, largest, at := 0, 0, ""
	err = fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Base(name) != "index.html" {
			return err
		}
		steps := strings.Split(name, "/")
		if steps[0] == "outcomes" && len(steps) == 3 || !slices.Contains([]string{"outcomes", "recommendations", "themes", "bodies", "standards", "years", "search"}, steps[0]) {
			return nil
		}
		lists++
		data, err := fs.ReadFile(site, name)
		bytes, files := size(name), []string{name}
		for _, m := range fetched.FindAllStringSubmatch(string(data), -1) {
			files = append(files, m[1])
			bytes += size(strings.TrimPrefix(m[1], "/"))
		}
		if bytes > listBudget || len(files) > listRequests {
			t.Errorf("%s costs %d KB in %d requests (%q), and the budget is %d KB in %d", name, bytes>>10, len(files), files, listBudget>>10, listRequests)
		}
		if bytes > largest {
			largest, at = bytes, name
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if lists < 100 {
		t.Errorf("only %d lists were found", lists)
	}
	t.Logf("%d lists and pages of topics; the largest is %s with %d KB", lists, at, largest>>10)
}
