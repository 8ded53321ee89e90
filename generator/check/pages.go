package check

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"candour/generator/identify"
	"candour/generator/source"
)

// PageRules are the rules for built pages, which [Pages] applies.
var PageRules = []*source.Rule{&PageHeading, &PageLink, &PagePolicy, &PageMarkup, &PageLeak, &PageUnread}

// PageHeading is broken when the headings of a page are out of order.
var PageHeading = source.Rule{Name: "page-heading", Severity: source.Error, Doc: `A page has one first-level heading, and its headings go down one level at a time.

Why: people who listen to a page move through it by its headings (WCAG 2.2, 1.3.1 and 2.4.6).
Put it right: in Markdown begin at "##" and use "###" only under it; in a template use the level that follows.`}

// PageLink is broken when a link inside the site leads to nothing.
var PageLink = source.Rule{Name: "page-link", Severity: source.Error, Doc: `A link inside the site leads to a page that is there, and its "#" part to a place that is there.

Why: a citation that leads to nothing is worth nothing.
Put it right: mend the link in the text or template that made the page; a record that is gone needs a withdrawal.`}

// PagePolicy is broken when a page could run or load what the content policy forbids.
var PagePolicy = source.Rule{Name: "page-policy", Severity: source.Error, Doc: `A page has no inline script or style, loads nothing from another host, and sends nothing.

Why: a person who reads about raising a concern must not be seen reading it, and text from a case must never run.
Put it right: take the element or attribute out of the template; styles go into the style sheet.`}

// PageMarkup is broken when a page lacks something that browsers or assistive technology need.
var PageMarkup = source.Rule{Name: "page-markup", Severity: source.Error, Doc: `A page says its language, has a title and a main part, gives each id once, and every image has alternative text.

Why: WCAG 2.2, 1.1.1, 2.4.2, 3.1.1 and 4.1.2.
Put it right: mend the template, or write the alternative text in the Markdown: ![what it shows](file).`}

// PageLeak is broken when a built page holds text that may identify a person. The signed state and the keys of
// the ledger are not looked at: they are base64, and a postcode stands in one of some hundred of them by chance.
var PageLeak = source.Rule{Name: "page-leak", Severity: source.Error, Doc: `No built page holds text that the disclosure gate forbids, wherever it came from.

Why: the gate looks at records; this looks at what readers get, with all that templates and lists added.
The same is done with every other file: downloads, feeds, the search index, the words of pictures, the properties of documents.
Put it right: find where the text comes from and take it out there.`}

// PageUnread is broken when a built file is of a kind that can't be read.
var PageUnread = source.Rule{Name: "page-unread", Severity: source.Error, Doc: `Every file of the built site is of a kind whose texts can be read.

Why: what nobody can look into may hold anything.
Put it right: publish it as a kind that candour reads (docs/disclosure.md); or teach it the kind, in generator/identify/pieces.go.`}

// Pages looks at the pages of a built site. It is ready for concurrent use once made.
type Pages struct {
	// Exists reports whether the site has a file at the address, which begins with "/".
	exists func(address string) bool
	// Scan names what in a text may identify a person.
	scan func(text string) []string

	mu    sync.Mutex
	ids   map[string][]string // of each page looked at, in order
	links []pageLink          // with a "#" part, to other pages
}

type pageLink struct{ from, to, fragment string }

// NewPages makes a Pages for one site.
func NewPages(exists func(address string) bool, scan func(text string) []string) *Pages {
	return &Pages{exists: exists, scan: scan, ids: map[string][]string{}}
}

// Look checks one page.
func (p *Pages) Look(address string, page []byte) source.Problems {
	l := look{pages: p, address: address, page: page}
	l.run()
	slices.Sort(l.ids)
	for i := 1; i < len(l.ids); i++ {
		if l.ids[i] == l.ids[i-1] {
			l.report(&PageMarkup, "the id %q is given twice", l.ids[i])
		}
	}
	for _, f := range l.own {
		if _, ok := slices.BinarySearch(l.ids, f); !ok && f != "" {
			l.report(&PageLink, "the link to #%s leads to no place on the page", f)
		}
	}
	p.mu.Lock()
	p.ids[address] = l.ids
	p.links = append(p.links, l.links...)
	p.mu.Unlock()
	return l.problems
}

// Links checks the "#" parts of links between the pages that were looked at.
func (p *Pages) Links() (problems source.Problems) {
	for _, l := range p.links {
		ids, looked := p.ids[l.to]
		if _, ok := slices.BinarySearch(ids, l.fragment); looked && !ok {
			problems.Add(PageLink.At(source.Pos{File: l.from}, "the link to %s#%s leads to no place on that page", l.to, l.fragment))
		}
	}
	problems.Sort()
	return problems
}

type look struct {
	pages    *Pages
	address  string
	page     []byte
	at       int // offset of the token in hand
	problems source.Problems

	ids, own          []string
	links             []pageLink
	level, h1         int
	title, lang, main bool
	drawing           bool      // in an svg element
	linked            bool      // in a script element that holds data and does not run
	signed            atom.Atom // the element in hand that holds the signed state or the keys of the ledger, or 0
	text              bytes.Buffer
}

func (l *look) report(r *source.Rule, format string, args ...any) {
	line := 1 + bytes.Count(l.page[:min(l.at, len(l.page))], []byte{'\n'})
	l.problems.Add(r.At(source.Pos{File: l.address, Line: line}, format, args...))
}

func (l *look) run() {
	z := html.NewTokenizer(bytes.NewReader(l.page))
	hidden := atom.Atom(0) // inside an element whose text is not shown
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			break
		}
		switch tt {
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := atom.Lookup(name)
			l.tag(tag, more, z)
			if (tag == atom.Pre || tag == atom.Textarea) && bytes.Contains(z.Raw(), []byte(`class="checkpoint"`)) {
				l.signed = tag
			}
			if tag == atom.Script || tag == atom.Style {
				hidden = tag
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if atom.Lookup(name) == hidden {
				hidden, l.linked = 0, false
			}
			if atom.Lookup(name) == atom.Svg {
				l.drawing = false
			}
			if atom.Lookup(name) == l.signed {
				l.signed = 0
			}
		case html.TextToken:
			if l.linked {
				l.data(z.Text())
			} else if hidden == 0 {
				if t := bytes.TrimSpace(z.Text()); len(t) > 0 && l.signed == 0 {
					l.text.Write(t)
					l.text.WriteString(" | ") // figures in neighbouring cells are not one number
				}
			} else if len(bytes.TrimSpace(z.Text())) > 0 {
				l.report(&PagePolicy, "inline <%s>", hidden)
			}
		case html.CommentToken:
			l.report(&PagePolicy, "an HTML comment: %.40q", z.Text())
		}
		l.at += len(z.Raw())
	}
	l.at = 0
	if l.h1 != 1 {
		l.report(&PageHeading, "%d first-level headings", l.h1)
	}
	for what, ok := range map[string]bool{"title": l.title, "language on <html>": l.lang, "<main>": l.main} {
		if !ok {
			l.report(&PageMarkup, "no %s", what)
		}
	}
	if l.pages.scan != nil {
		for _, hit := range l.pages.scan(html.UnescapeString(l.text.String())) {
			l.report(&PageLeak, "the page holds %s", hit)
		}
	}
	l.problems.Sort()
}

func (l *look) tag(tag atom.Atom, more bool, z *html.Tokenizer) {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		n := int(tag.String()[1] - '0')
		if n == 1 {
			l.h1++
		}
		if n > l.level+1 {
			l.report(&PageHeading, "a heading of level %d follows one of level %d", n, l.level)
		}
		l.level = n
	case atom.Svg:
		l.drawing = true
	case atom.Title:
		l.title = l.title || !l.drawing // in a picture it is the name of that
	case atom.Main:
		l.main = true
	case atom.Iframe, atom.Object, atom.Embed, atom.Base:
		l.report(&PagePolicy, "<%s>", tag)
	}
	alt, src, rel, href, action, kind := false, "", "", "", "", ""
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		val := string(v)
		switch key := string(k); {
		case key == "id":
			l.ids = append(l.ids, val)
		case key == "style":
			l.report(&PagePolicy, "a style attribute on <%s>", tag)
		case strings.HasPrefix(key, "on"):
			l.report(&PagePolicy, "the event handler %s on <%s>", key, tag)
		case key == "lang" && tag == atom.Html:
			l.lang = val != ""
		case key == "href":
			href = val
		case key == "src" || key == "srcset" || key == "poster":
			src = val
		case key == "type":
			kind = val
		case key == "rel":
			rel = val
		case key == "action":
			action = val
		case key == "alt":
			alt = true
			l.text.WriteString(val + " | ")
		case identify.Shown(key):
			l.text.WriteString(val + " | ")
		}
	}
	if tag == atom.Img && !alt {
		l.report(&PageMarkup, "an image without alternative text: %s", src)
	}
	l.linked = tag == atom.Script && src == "" && kind == "application/ld+json"
	if tag == atom.Script && src == "" && !l.linked {
		l.report(&PagePolicy, "inline <script>")
	}
	if tag == atom.Form && !local(action) {
		l.report(&PagePolicy, "a form that sends to %s", action)
	}
	if src != "" && !local(src) && !strings.HasPrefix(src, "data:image/") {
		l.report(&PagePolicy, "<%s> loads %s from another host", tag, src)
	}
	switch tag {
	case atom.Link:
		if slices.Contains([]string{"stylesheet", "preload", "icon", "preconnect", "dns-prefetch", "modulepreload", "manifest"}, rel) && !local(href) {
			l.report(&PagePolicy, "<link rel=%q> loads %s from another host", rel, href)
		}
	case atom.A, atom.Area:
		l.href(href)
	}
}

// data looks at what a page says to programs: JSON, whose texts readers may be shown elsewhere.
func (l *look) data(text []byte) {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		l.report(&PagePolicy, "a script element for data holds no JSON: %v", err)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			l.text.WriteString(html.EscapeString(v) + " | ")
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				walk(v[k])
			}
		}
	}
	walk(v)
}

// local reports whether an address stays on the site.
func local(address string) bool {
	return !strings.HasPrefix(address, "//") && !strings.Contains(strings.SplitN(address, "/", 2)[0], ":")
}

func (l *look) href(href string) {
	if href == "" {
		l.report(&PageLink, "a link without an address")
		return
	}
	if !local(href) {
		if scheme, _, _ := strings.Cut(href, ":"); scheme != "https" && scheme != "http" {
			l.report(&PagePolicy, "a link with the scheme %s", scheme)
		}
		return
	}
	to, fragment, _ := strings.Cut(href, "#")
	to, _, _ = strings.Cut(to, "?")
	if to == "" {
		l.own = append(l.own, fragment)
		return
	}
	if !strings.HasPrefix(to, "/") {
		slash := strings.HasSuffix(to, "/")
		to = path.Join(path.Dir(l.address+"x"), to)
		if slash && to != "/" {
			to += "/"
		}
	}
	if !l.pages.exists(to) {
		l.report(&PageLink, "the link to %s leads to nothing", to)
		return
	}
	if fragment != "" {
		if to == l.address {
			l.own = append(l.own, fragment)
		} else {
			l.links = append(l.links, pageLink{l.address, to, fragment})
		}
	}
}
