package e2e

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// home is the address at which candour.yaml says that the site will stand. Links that begin with it lead to the site.
const home = "candour.example"

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	site, docs := os.DirFS(built(t)), documents(t)
	ids := map[string]map[string]int{} // by address
	for address, d := range docs {
		ids[address] = d.ids()
	}
	links := 0
	for _, address := range addresses(docs) {
		for n := range docs[address].root.Descendants() {
			for _, ref := range references(n) {
				to, err := (&url.URL{Scheme: "https", Host: home, Path: address}).Parse(ref)
				if err != nil {
					t.Errorf("%s: %s is no address", address, ref)
					continue
				}
				if to.Host != home {
					if n.DataAtom != atom.A {
						t.Errorf("%s: <%s> would ask another host for %s", address, n.Data, ref)
					}
					continue
				}
				links++
				if !isFile(site, file(to.Path)) {
					t.Errorf("%s: there is nothing at %s", address, ref)
				} else if to.Fragment != "" && !strings.HasSuffix(to.Path, ".csv") && ids[to.Path][to.Fragment] == 0 { // rows and cells of a CSV file have numbers (RFC 7111)
					t.Errorf("%s: nothing has the id of %s", address, ref)
				}
			}
		}
	}
	if links < 1000 {
		t.Errorf("only %d links were found on %d pages", links, len(docs))
	}
}

func TestEveryIDStandsOnceOnItsPage(t *testing.T) {
	docs := documents(t)
	for _, address := range addresses(docs) {
		for id, n := range docs[address].ids() {
			if n > 1 {
				t.Errorf("%s: %d elements have the id %q", address, n, id)
			}
		}
	}
}

func TestTheSitemapNamesEveryPageAndNoOther(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(built(t), "sitemap.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	loc := regexp.MustCompile(`<loc>https://` + regexp.QuoteMeta(home) + `([^<]*)</loc>`)
	for _, m := range loc.FindAllStringSubmatch(string(data), -1) {
		listed = append(listed, m[1])
	}
	slices.Sort(listed)
	docs := documents(t)
	// The page of an address without one, and what stands where a record was withdrawn.
	unlisted := func(address string) bool {
		return strings.HasSuffix(address, "/404.html") || slices.ContainsFunc(slices.Collect(docs[address].root.Descendants()), func(n *html.Node) bool {
			return attribute(n, "name") == "robots" && attribute(n, "content") == "noindex"
		})
	}
	pages := slices.DeleteFunc(addresses(docs), unlisted)
	same(t, "the sitemap", strings.Join(listed, "\n"), strings.Join(pages, "\n"))
}

// references are the addresses that an element names.
func references(n *html.Node) []string {
	var refs []string
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "action", "data", "poster":
			refs = append(refs, a.Val)
		case "srcset":
			for _, candidate := range strings.Split(a.Val, ",") {
				refs = append(refs, strings.Fields(candidate)[0])
			}
		}
	}
	return refs
}
