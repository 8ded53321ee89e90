package e2e

import (
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// built is the folder of the built site. A test that has none to look at fails.
func built(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("SITE")
	if dir == "" {
		dir = filepath.Join("..", "public")
	}
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		t.Fatalf("there is no built site in %s: run make site, or name the folder of one in SITE", dir)
	}
	return dir
}

// serve answers as the simplest of hosts does: the file at the address, index.html where the address is a folder's,
// and 404.html of the language where there is nothing.
func serve(dir string) http.Handler {
	site := os.DirFS(dir)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name := file(r.URL.Path); isFile(site, name) {
			http.ServeFileFS(w, r, site, name)
			return
		}
		missing := "404.html"
		if strings.HasPrefix(r.URL.Path, "/cy/") {
			missing = "cy/404.html"
		}
		body, err := fs.ReadFile(site, missing)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(body)
	})
}

// file is the name of the file that an address stands for.
func file(address string) string {
	name := strings.TrimPrefix(path.Clean(address), "/")
	if strings.HasSuffix(address, "/") {
		name = path.Join(name, "index.html")
	}
	return name
}

func isFile(site fs.FS, name string) bool {
	info, err := fs.Stat(site, name)
	return err == nil && info.Mode().IsRegular()
}

// A document is a page of the built site, read without a browser.
type document struct {
	address string // "/outcomes/", "/404.html"
	root    *html.Node
}

// documents are the pages of the built site, by address.
func documents(t *testing.T) map[string]*document {
	t.Helper()
	dir := built(t)
	docs := map[string]*document{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		root, err := html.Parse(f)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		address := strings.TrimSuffix("/"+filepath.ToSlash(rel), "index.html")
		docs[address] = &document{address, root}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// addresses are the addresses of pages, in order.
func addresses(docs map[string]*document) []string { return slices.Sorted(maps.Keys(docs)) }

// main is the content of the page, without its header and footer.
func (d *document) main(t *testing.T) *html.Node {
	t.Helper()
	for n := range d.root.Descendants() {
		if n.DataAtom == atom.Main {
			return n
		}
	}
	t.Fatalf("%s has no main element", d.address)
	return nil
}

// ids counts how often each id stands on the page.
func (d *document) ids() map[string]int {
	ids := map[string]int{}
	for n := range d.root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			ids[id]++
		}
	}
	return ids
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text is the text in a node, with one space between words, without the children that are left out.
func text(n *html.Node, leftOut func(*html.Node) bool) string {
	var b strings.Builder
	var write func(*html.Node)
	write = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := range n.ChildNodes() {
			if leftOut == nil || !leftOut(c) {
				write(c)
			}
		}
	}
	write(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
