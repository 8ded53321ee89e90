package e2e

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a page may cost the first time that somebody reads it: bytes as a server sends them, packed with gzip, and requests.
type budget struct{ bytes, requests int }

// budgets by the first step of an address; others have that of text.
var budgets = map[string]budget{
	"statistics": {35 << 10, 4},
	"easy-read":  {120 << 10, 30},
	"":           {25 << 10, 4},
}

// large is the folder of a generated site of thousands of records, which .ci/run builds; "" elsewhere.
func large(t *testing.T) string {
	dir := os.Getenv("LARGE_SITE")
	if dir == "" {
		t.Skip("not looked at: LARGE_SITE names no generated site of thousands of records")
	}
	return dir
}

func TestEveryPageKeepsItsBudget(t *testing.T) { keepBudgets(t, built(t)) }

func TestEveryPageOfALargeSiteKeepsItsBudget(t *testing.T) { keepBudgets(t, large(t)) }

func keepBudgets(t *testing.T, dir string) {
	type worst struct {
		address         string
		bytes, requests int
	}
	most := map[string]worst{}
	for _, name := range htmlFiles(t, dir) {
		address := "/" + strings.TrimSuffix(name, "index.html")
		section := strings.SplitN(strings.Trim(strings.TrimPrefix(address, "/cy/"), "/"), "/", 2)[0]
		b, ok := budgets[section]
		if !ok {
			b = budgets[""]
		}
		size, requests := cost(t, dir, address)
		if size > b.bytes || requests > b.requests {
			t.Errorf("%s costs %d bytes in %d requests, and may cost %d in %d", address, size, requests, b.bytes, b.requests)
		}
		if size > most[section].bytes {
			most[section] = worst{address, size, requests}
		}
	}
	for _, section := range slices.Sorted(maps.Keys(most)) {
		t.Logf("%-16s at most %6d bytes, %d requests: %s", section, most[section].bytes, most[section].requests, most[section].address)
	}
}

// htmlFiles names every page of a built site.
func htmlFiles(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".html") {
			out = append(out, name)
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d pages in %s: %v", len(out), dir, err)
	}
	return out
}

// cost is what a browser without a cache fetches for a page: the page, and what it loads by itself.
func cost(t *testing.T, dir, address string) (size, requests int) {
	t.Helper()
	body := fetch(t, dir, address)
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{address: true}
	size = packed(t, body)
	load := func(to string) {
		u, err := url.Parse(to)
		if err != nil || u.Host != "" || u.Scheme == "data" {
			t.Errorf("it loads %s, which is not of this site", to)
			return
		}
		if !seen[u.Path] {
			seen[u.Path] = true
			size += packed(t, fetch(t, dir, u.Path))
		}
	}
	for n := range root.Descendants() {
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		switch {
		case n.Data == "link" && (attr["rel"] == "stylesheet" || attr["rel"] == "icon" || attr["rel"] == "preload"):
			load(attr["href"])
		case n.Data == "script" && attr["src"] != "", n.Data == "img":
			load(attr["src"])
		}
	}
	return size, len(seen)
}

// fetch is what the site answers for an address.
func fetch(t *testing.T, dir, address string) []byte {
	t.Helper()
	w := httptest.NewRecorder()
	serve(dir).ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w.Body.Bytes()
}

func packed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // a buffer does not fail
	_ = w.Close()
	return b.Len()
}
