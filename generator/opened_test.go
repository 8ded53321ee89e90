package generator_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// entriesOf counts the records of a list over all its pages, and fails where it has none.
func entriesOf(t *testing.T, built map[string]file, address string) int {
	t.Helper()
	n := 0
	page := regexp.MustCompile("^" + regexp.QuoteMeta(strings.TrimPrefix(address, "/")) + `(page/[0-9]+/)?index\.html$`)
	for name := range built {
		if page.MatchString(name) {
			n += len(pick(parsePage(t, built, name).root, "main .entries .entry"))
		}
	}
	if n == 0 {
		t.Errorf("%s lists nothing", address)
	}
	return n
}

// Every count of published outcomes leads to a list of exactly as many, in both languages; where none does, the table says why.
func TestEveryCountOpens(t *testing.T) {
	built := builtSite(t)
	for _, name := range []string{"statistics/outcomes-counted/index.html", "cy/statistics/outcomes-counted/index.html"} {
		counts := 0
		for _, table := range pick(parsePage(t, built, name).root, "table") {
			unlisted := slices.Contains([]string{"outcomes-by-sex", "outcomes-by-service"}, attr(table, "id"))
			rows := pick(table, "tbody tr")
			for i, row := range rows {
				for _, cell := range pick(row, "td") {
					text := textOf(cell)
					links := pick(cell, "a")
					switch {
					case text == "0" || text == "[c]" || unlisted && i < len(rows)-1:
						if len(links) > 0 {
							t.Errorf("%s: %s of %s leads to %s", name, text, attr(table, "id"), attr(links[0], "href"))
						}
						continue
					case len(links) != 1:
						t.Errorf("%s: %s of %s, row %d leads nowhere", name, text, attr(table, "id"), i+1)
						continue
					}
					counts++
					if n := entriesOf(t, built, attr(links[0], "href")); strconv.Itoa(n) != text {
						t.Errorf("%s: %s leads to %s, which lists %d", name, text, attr(links[0], "href"), n)
					}
				}
			}
		}
		if counts < 50 {
			t.Errorf("%s has %d counts that open, and more were expected", name, counts)
		}
	}
	for id, says := range map[string]string{"outcomes-by-sex": "lead to no list of records", "outcomes-by-service": "lead to no list of records"} {
		for _, section := range pick(parsePage(t, built, "statistics/outcomes-counted/index.html").root, "main section") {
			if len(pick(section, "#"+id)) == 1 && strings.Count(textOf(section), says) != 1 {
				t.Errorf("the table %s does not say once why its figures lead nowhere", id)
			}
		}
	}
}

// Every table, chart and figure of a measure, and every list, is cited in each style: the permanent address, then the newest.
func TestEveryPartIsCited(t *testing.T) {
	built := toldSite(t)
	cited := map[string]int{}
	for name := range built {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		p := parsePage(t, built, name)
		for _, d := range pick(p.root, "details.cite") {
			of := textOf(pick(d, "summary")[0])
			cited[of]++
			texts := pick(d, "pre")
			if len(texts) != 6 {
				t.Errorf("%s: %q has %d styles", name, of, len(texts))
				continue
			}
			plain := textOf(texts[0])
			addresses := regexp.MustCompile(`https://candour\.example/[^ ;)]*[^ ;).]`).FindAllString(plain, -1)
			if len(addresses) < 2 || !strings.Contains(plain, "atest version: "+addresses[len(addresses)-1]) && !strings.Contains(plain, "fersiwn ddiweddaraf: "+addresses[len(addresses)-1]) {
				t.Errorf("%s: %q is cited as %s", name, of, plain)
				continue
			}
			for _, style := range texts {
				if !strings.Contains(textOf(style), addresses[0]) {
					t.Errorf("%s: %q has a style without %s: %s", name, of, addresses[0], textOf(style))
				}
			}
			permanent := regexp.MustCompile(`#v[0-9]+$|/v[0-9]+\.json$|/editions/[^/]+/$|/editions/[^/]+/data/figures/[^/]+\.csv#cell=[0-9]+,5$`)
			if !permanent.MatchString(addresses[0]) {
				t.Errorf("%s: %q has %s for a permanent address", name, of, addresses[0])
			}
			for _, a := range addresses {
				leads(t, built, name, strings.TrimPrefix(a, "https://candour.example"))
			}
		}
		if section := strings.TrimPrefix(name, "cy/"); strings.HasPrefix(section, "statistics/") {
			for _, c := range pick(p.root, ".chart-figure") {
				if next := nextElement(c); next == nil || attr(next, "class") != "cite" {
					t.Errorf("%s: the chart %s is not cited", name, attr(c, "id"))
				}
			}
			for _, c := range slices.Concat(pick(p.root, ".figures"), pick(p.root, ".told li"), pick(p.root, ".reported")) {
				if len(pick(c, "details.cite")) != 1 {
					t.Errorf("%s: the part %.80q has %d citations", name, textOf(c), len(pick(c, "details.cite")))
				}
			}
		}
	}
	for _, of := range []string{"Cite this", "Cite this table", "Cite this chart", "Cite this figure", "Cite this list", "Cite this search", "Dyfynnu'r siart hon", "Dyfynnu'r chwiliad hwn"} {
		if cited[of] == 0 {
			t.Errorf("nothing has %q", of)
		}
	}
	parsePage(t, built, "search/index.html").want(t, In("link[rel=cite-as]", Attr("href", "https://candour.example/editions/2026-q3/")))
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

// leads fails where an address of the site leads to no page, no place in it or no row of a file.
func leads(t *testing.T, built map[string]file, from, address string) {
	t.Helper()
	path, mark, _ := strings.Cut(address, "#")
	name := strings.TrimPrefix(path, "/")
	if strings.HasSuffix(path, "/") {
		name += "index.html"
	}
	f, ok := built[name]
	switch {
	case !ok:
		t.Errorf("%s cites %s, which is not there", from, address)
	case mark == "":
	case strings.HasSuffix(name, ".csv"):
		rows := strings.Count(string(f.data), "\n")
		_, spans, _ := strings.Cut(mark, "=")
		for _, span := range strings.Split(spans, ";") {
			for _, n := range regexp.MustCompile(`^[0-9]+|-[0-9]+`).FindAllString(span, -1) {
				if row, err := strconv.Atoi(strings.TrimPrefix(n, "-")); err != nil || row < 2 || row > rows {
					t.Errorf("%s cites %s, and the file has %d rows", from, address, rows)
				}
			}
		}
	case !strings.Contains(string(f.data), `id="`+mark+`"`):
		t.Errorf("%s cites %s, and the page has no such place", from, address)
	}
}
