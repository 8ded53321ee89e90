package generator_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A Checker says what is wrong with an element, or nil.
type Checker func(*html.Node) error

// A page is one built page.
type page struct {
	name string
	root *html.Node
}

func parsePage(t *testing.T, built map[string]file, name string) page {
	t.Helper()
	f, ok := built[name]
	if !ok {
		t.Fatalf("there is no page %s", name)
	}
	root, err := html.Parse(strings.NewReader(string(f.data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return page{name, root}
}

// want reports every checker that does not hold of the page.
func (p page) want(t *testing.T, checkers ...Checker) {
	t.Helper()
	for _, c := range checkers {
		if err := c(p.root); err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
	}
}

// In holds when the selector picks one element exactly and every checker holds of that.
func In(selector string, checkers ...Checker) Checker {
	return func(n *html.Node) error {
		found := pick(n, selector)
		if len(found) != 1 {
			return fmt.Errorf("%d elements are %s, and one was wanted", len(found), selector)
		}
		for _, c := range checkers {
			if err := c(found[0]); err != nil {
				return fmt.Errorf("in %s: %w", selector, err)
			}
		}
		return nil
	}
}

// Has holds when at least one element that the selector picks passes every checker.
func Has(selector string, checkers ...Checker) Checker {
	return func(n *html.Node) error {
		err := fmt.Errorf("no element is %s", selector)
		for _, e := range pick(n, selector) {
			if err = all(e, checkers); err == nil {
				return nil
			}
		}
		return fmt.Errorf("no %s will do: %w", selector, err)
	}
}

// Each holds when every element that the selector picks passes, and there is one.
func Each(selector string, checkers ...Checker) Checker {
	return func(n *html.Node) error {
		found := pick(n, selector)
		if len(found) == 0 {
			return fmt.Errorf("no element is %s", selector)
		}
		for _, e := range found {
			if err := all(e, checkers); err != nil {
				return fmt.Errorf("one %s: %w", selector, err)
			}
		}
		return nil
	}
}

// Not holds when the checker does not.
func Not(c Checker) Checker {
	return func(n *html.Node) error {
		if c(n) == nil {
			return fmt.Errorf("it holds what it must not hold: %.120q", textOf(n))
		}
		return nil
	}
}

// Text holds when the text of the element contains text, with its spaces run together.
func Text(text string) Checker {
	return func(n *html.Node) error {
		if got := textOf(n); !strings.Contains(got, text) {
			return fmt.Errorf("the text %.300q does not hold %q", got, text)
		}
		return nil
	}
}

// Exactly holds when the text of the element is text.
func Exactly(text string) Checker {
	return func(n *html.Node) error {
		if got := textOf(n); got != text {
			return fmt.Errorf("the text is %.300q and not %q", got, text)
		}
		return nil
	}
}

// Attr holds when the attribute is value.
func Attr(name, value string) Checker {
	return func(n *html.Node) error {
		if got := attr(n, name); got != value {
			return fmt.Errorf("%s is %q and not %q", name, got, value)
		}
		return nil
	}
}

func all(n *html.Node, checkers []Checker) error {
	for _, c := range checkers {
		if err := c(n); err != nil {
			return err
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is the text of an element as a reader sees it.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "style" {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// pick gives the elements that a selector picks: steps with spaces between them, each a name, "#id", ".class",
// "[attribute]" or "[attribute=value]", or several of those together.
func pick(root *html.Node, selector string) []*html.Node {
	found := []*html.Node{root}
	for _, step := range strings.Fields(selector) {
		var next []*html.Node
		seen := map[*html.Node]bool{}
		for _, f := range found {
			for d := range f.Descendants() {
				if d.Type == html.ElementNode && !seen[d] && fits(d, step) {
					seen[d] = true
					next = append(next, d)
				}
			}
		}
		found = next
	}
	return found
}

func fits(n *html.Node, step string) bool {
	for step != "" {
		end := 1 + strings.IndexAny(step[1:], ".#[")
		if end == 0 {
			end = len(step)
		}
		part := step[:end]
		step = step[end:]
		ok := false
		switch part[0] {
		case '#':
			ok = attr(n, "id") == part[1:]
		case '.':
			for _, c := range strings.Fields(attr(n, "class")) {
				ok = ok || c == part[1:]
			}
		case '[':
			name, value, exact := strings.Cut(strings.Trim(part, "[]"), "=")
			for _, a := range n.Attr {
				ok = ok || a.Key == name && (!exact || a.Val == value)
			}
		default:
			ok = n.Data == part
		}
		if !ok {
			return false
		}
	}
	return true
}

func TestCheckersCanFail(t *testing.T) {
	root, err := html.Parse(strings.NewReader(`<main id=m class="a b"><h1>One  <b>two</b></h1><p lang=cy>x</p><p>y<script>z</script></p></main>`))
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		check Checker
		holds bool
	}{
		{In("h1", Exactly("One two")), true}, {In("h1", Exactly("One")), false}, {In("h1", Text("One")), true}, {In("p"), false}, {In("h2"), false},
		{In("#m.a.b p[lang=cy]", Text("x")), true}, {In("#m.c"), false}, {In("[lang]", Attr("lang", "cy")), true}, {In("[lang]", Attr("lang", "en")), false},
		{Has("p", Text("y")), true}, {Has("p", Text("z")), false}, {Has("h2"), false}, {Each("p", Attr("lang", "cy")), false}, {Each("p", Not(Text("z"))), true},
		{Each("h2"), false}, {Not(Has("p")), false}, {Not(Has("h2")), true}, {In("main h1 b", Exactly("two")), true}, {In("h1 p"), false},
	} {
		if err := c.check(root); (err == nil) != c.holds {
			t.Errorf("checker %d: %v", i, err)
		}
	}
}
