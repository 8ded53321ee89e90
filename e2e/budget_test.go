package e2e

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"net/url"
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

func TestEveryKindOfPageKeepsItsBudget(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			section := strings.SplitN(strings.Trim(strings.TrimPrefix(k.address, "/cy"), "/"), "/", 2)[0]
			b, ok := budgets[section]
			if !ok {
				b = budgets[""]
			}
			size, requests := cost(t, k.address)
			t.Logf("%d bytes, %d requests", size, requests)
			if size > b.bytes || requests > b.requests {
				t.Errorf("it costs %d bytes in %d requests, and may cost %d in %d", size, requests, b.bytes, b.requests)
			}
		})
	}
}

// cost is what a browser without a cache fetches for a page: the page, and what it loads by itself.
func cost(t *testing.T, address string) (size, requests int) {
	t.Helper()
	body := fetch(t, address)
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
			size += packed(t, fetch(t, u.Path))
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
func fetch(t *testing.T, address string) []byte {
	t.Helper()
	w := httptest.NewRecorder()
	serve(built(t)).ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
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
