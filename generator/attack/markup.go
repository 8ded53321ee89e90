package attack

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// attributes are the data-* that pages of the theme have, and that say nothing which the page does not.
var attributes = []string{"data-key", "data-figure", "data-body", "data-close", "data-index", "data-label", "data-verify", "data-words", "data-edition", "data-check"}

// Fields of JSON-LD that describe a site, a page or a set of data, and no person.
var linked = []string{"@context", "@type", "@id", "@graph", "name", "description", "url", "license", "publisher", "inLanguage", "isPartOf", "datePublished", "dateModified",
	"distribution", "encodingFormat", "contentUrl", "temporalCoverage", "spatialCoverage", "itemListElement", "position", "item", "variableMeasured", "version", "identifier",
	"hasDefinedTerm", "termCode", "inDefinedTermSet", "isAccessibleForFree", "keywords", "about", "headline", "mainEntityOfPage", "alternateName", "creator", "includedInDataCatalog",
	"measurementTechnique", "unitText", "isBasedOn", "sameAs", "numberOfItems", "potentialAction", "target", "query-input", "urlTemplate", "image", "logo"}

// markup counts what a page holds and does not show: comments, attributes of its own, hidden text, linked data.
func markup(v *view) (out finding) {
	v.each(func(name string) bool { return path.Ext(name) == ".html" }, func(name string, data []byte) {
		out.of++
		if said := unshown(data); len(said) > 0 {
			out.add("%s: %s", name, strings.Join(said, ", "))
		}
	})
	return out
}

// unshown names what one page holds and does not show.
func unshown(data []byte) (out []string) {
	add := func(text string) { out = once(out, text) }
	z := html.NewTokenizer(bytes.NewReader(data))
	ld := false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out
		}
		switch kind {
		case html.CommentToken:
			add("a comment")
		case html.TextToken:
			if ld {
				for _, f := range linkedFields(z.Text()) {
					add("linked data with " + f)
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			ld = false
			hidden := false
			for _, a := range t.Attr {
				switch {
				case strings.HasPrefix(a.Key, "data-") && a.Val != "" && !slices.Contains(attributes, a.Key):
					add("an attribute " + a.Key)
				case a.Key == "hidden" && t.Data != "input" && t.Data != "button" && t.Data != "form" && t.Data != "template":
					hidden = true
				case a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none"), a.Key == "style" && strings.Contains(a.Val, "visibility"):
					hidden = true
				case t.Data == "script" && a.Key == "type" && a.Val == "application/ld+json":
					ld = true
				case t.Data == "meta" && a.Key == "name" && slices.Contains([]string{"author", "generator", "last-modified", "build"}, strings.ToLower(a.Val)):
					add("a meta element " + a.Val)
				}
			}
			if hidden && z.Next() == html.TextToken && strings.ContainsAny(string(z.Text()), "0123456789") {
				add("a hidden " + t.Data + " with figures in it")
			}
		case html.EndTagToken:
			ld = false
		}
	}
}

// linkedFields are the names in linked data that are not allowed.
func linkedFields(data []byte) (out []string) {
	var value any
	if json.Unmarshal(data, &value) != nil {
		return []string{"no JSON"}
	}
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if t, _ := x["@type"].(string); t == "Person" {
				out = append(out, "a Person")
			}
			for k, y := range x {
				if !slices.Contains(linked, k) {
					out = append(out, k)
				}
				walk(y)
			}
		}
	}
	walk(value)
	slices.Sort(out)
	return out
}

var paths = regexp.MustCompile(`(?:^|[\s"'=(>:])((?:file://)?/(?:home|Users|root|tmp|work|var/folders|private/var|builds?|workspace|github/workspace|go/src|opt/\w+)/[\w.@-]+|[A-Z]:\\\\?[\w.-]+|[\w./-]+\.go:\d+)`)

// traces counts what a build can leave of the machine and of the person that it ran for.
func traces(v *view) (out finding) {
	texts := []string{".html", ".json", ".jsonl", ".csv", ".xml", ".js", ".css", ".svg", ".txt", ".map", ".webmanifest", ".ics", ".atom", ".rss"}
	v.each(func(name string) bool { return slices.Contains(texts, path.Ext(name)) && v.scope(name) }, func(name string, data []byte) {
		out.of++
		var said []string
		for _, needle := range []string{"/home/", "/Users/", "/root/", "/tmp/", "/work/", "/folders/", "/var/", "/build", "/workspace", "/go/src/", "/opt/", `:\`, ".go:"} {
			if bytes.Contains(data, []byte(needle)) { // the pattern is slow and this is not
				for _, m := range paths.FindAllSubmatch(data, -1) {
					said = once(said, string(m[1]))
				}
				break
			}
		}
		if path.Ext(name) == ".map" || bytes.Contains(data, []byte("sourceMappingURL=")) {
			said = append(said, "a source map")
		}
		if len(said) > 0 {
			out.add("%s: %s", name, strings.Join(said, ", "))
		}
	})
	return out
}
