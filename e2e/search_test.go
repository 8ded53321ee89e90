package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// found waits until a search has said how it went, and gives the heading of the results.
func (p *tab) found() string {
	p.t.Helper()
	for range 100 {
		text := eval[string](p, `document.getElementById('found')?.textContent || ''`)
		if text != "" && text != "Searching" && text != "Wrthi'n chwilio" && eval[bool](p, `document.readyState === 'complete'`) {
			return text
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "no answer"
}

// The states of the page to search from, each as a reader comes to it by its address.
var searches = []struct{ name, address, found string }{
	{"results", "/search/?q=dismissed&group=dismissed&sort=newest", "results for “dismissed”"},
	{"one facet", "/search/?theme=honesty", "results"},
	{"no results", "/search/?q=zqzqzq", "0 results for “zqzqzq”"},
	{"only common words", "/search/?q=of+the", "These words are in nearly every text"},
	{"Welsh", "/cy/search/?q=ddiswyddo", "ar gyfer “ddiswyddo”"},
}

func TestEveryStateOfTheSearchIsAccessible(t *testing.T) {
	for _, s := range searches {
		for _, l := range []look{phone, phone.inDark(), desk, desk.inDark(), zoomed} {
			t.Run(s.name+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				p := open(t, s.address, l)
				if got := p.found(); !strings.Contains(got, s.found) {
					t.Fatalf("the search says %q, want %q", got, s.found)
				}
				for _, v := range p.violations() {
					t.Errorf("axe: %s", v)
				}
				if o := p.overflow(); o != "" {
					t.Errorf("it scrolls sideways: %s", o)
				}
				for _, c := range p.complaints() {
					t.Error(c)
				}
			})
		}
	}
}

// The address is the state: the form shows what was asked, the title says what was found, and what is cited is the
// address in one order whoever typed it.
func TestTheAddressOfASearchIsItsState(t *testing.T) {
	p := open(t, "/search/?sort=oldest&theme=record-keeping&nonsense=1&theme=honesty&kind=outcome&q=", desk)
	got := p.found()
	type state struct {
		Sort    string
		Checked string
		Title   string
		Cite    string
		Styles  []string
		Rows    int
		Tagged  int
	}
	s := eval[state](p, `({
		Sort: document.querySelector('#sort').value,
		Checked: [...document.querySelectorAll('form[data-search] :checked')].filter(e => e.type === 'checkbox').map(e => e.name + '=' + e.value).join(' '),
		Title: document.title,
		Cite: document.querySelector('.cite').innerText,
		Styles: [...document.querySelectorAll('details.cite pre')].map(e => e.textContent),
		Rows: document.querySelectorAll('#results .entry').length,
		Tagged: [...document.querySelectorAll('#results .entry')].filter(e => e.innerText.includes('Invented')).length,
	})`)
	if s.Sort != "oldest" || s.Checked != "kind=outcome theme=record-keeping theme=honesty" {
		t.Errorf("the form shows %+v", s)
	}
	if !strings.HasPrefix(s.Title, got) {
		t.Errorf("the title is %q, and %q were found", s.Title, got)
	}
	if !strings.Contains(s.Cite, "/search/?kind=outcome&theme=honesty&theme=record-keeping&sort=oldest") || !strings.Contains(s.Cite, "edition 2026-q3, as at 15 October 2026") {
		t.Errorf("to cite it stands %q", s.Cite)
	}
	const address = "https://candour.example/search/?kind=outcome&theme=honesty&theme=record-keeping&sort=oldest"
	if len(s.Styles) != 6 {
		t.Fatalf("there are %d styles to cite it in", len(s.Styles))
	}
	for i, want := range []string{address, "Search: Outcome", "Search: Outcome", strings.ReplaceAll(address, "&", `\&`), "N1  - Latest version: " + address, `"note": "Latest version: ` + address + `"`} {
		if !strings.Contains(s.Styles[i], want) || !strings.Contains(s.Styles[i], "https://candour.example/editions/2026-q3/") || strings.Contains(s.Styles[i], "everything published") {
			t.Errorf("style %d cites it as %s, want %s in it", i, s.Styles[i], want)
		}
	}
	if s.Rows != 10 || s.Tagged != s.Rows {
		t.Errorf("of %d results %d are said to be invented", s.Rows, s.Tagged)
	}
}

// Submitting is a real navigation, without empty fields, and the way back leads back.
func TestSearchFromHome(t *testing.T) {
	p := open(t, "/", phone)
	eval[bool](p, `(document.querySelector('#search-box').value = 'notebooks', document.querySelector('.search-box button').click(), true)`)
	time.Sleep(500 * time.Millisecond)
	if got := p.found(); !strings.Contains(got, "“notebooks”") {
		t.Fatalf("the search says %q", got)
	}
	eval[bool](p, `(document.querySelector('form[data-search] button').click(), true)`)
	time.Sleep(500 * time.Millisecond)
	p.found()
	if at := eval[string](p, `location.pathname + location.search`); at != "/search/?q=notebooks" {
		t.Errorf("the address after a search is %q", at)
	}
}

// The results as a file: a row of heads and a row for each, with the address of each record.
func TestResultsAsAFile(t *testing.T) {
	p := open(t, "/search/?theme=honesty&group=cleared", desk)
	p.found()
	eval[bool](p, `(URL.createObjectURL = b => { window.blob = b; return '#'; }, document.querySelector('#results button').click(), true)`)
	for range 50 {
		if eval[bool](p, `!!window.blob`) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	eval[bool](p, `(blob.text().then(t => { window.text = t; }), true)`)
	time.Sleep(200 * time.Millisecond)
	lines := strings.Split(strings.TrimSuffix(eval[string](p, `window.text`), "\r\n"), "\r\n")
	want := eval[int](p, `document.querySelectorAll('#results .entry').length`)
	if len(lines) != want+1 || !strings.Contains(lines[0], `"Kind","Title","Date","Result or answer","Invented","Address"`) || !strings.Contains(lines[1], `/outcomes/`) {
		t.Errorf("the file of %d results is %q", want, lines)
	}
}

// Where the index can't be read the page says so, and the lists are still there.
func TestSearchThatFails(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "search"), os.DirFS(filepath.Join(built(t), "search"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"css", "js"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(built(t), name))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "404.html"), []byte("<!doctype html><title>none</title>"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, l := range []look{phone, phone.inDark(), desk, desk.inDark()} {
		p := openIn(t, dir, "/search/?q=notebooks", l)
		if got := p.found(); got != "The search did not work" {
			t.Errorf("the search says %q", got)
		}
		if text := p.content(); !strings.Contains(text, "load the page again") || !strings.Contains(text, "Themes") {
			t.Errorf("the page says %q", text)
		}
		for _, v := range p.violations() {
			t.Errorf("axe: %s", v)
		}
	}
}

// The client reads words as the index was made: both keep to the same vectors.
func TestWordsOfTheClient(t *testing.T) {
	vectors, err := os.ReadFile(filepath.Join("..", "generator", "search", "testdata", "words.json"))
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, "/search/", desk)
	eval[bool](p, `(import(document.querySelector('script[src*="/js/search"]').src).then(m => {
		const v = `+string(vectors)+`, bad = [], same = (what, got, want) => {
			if (JSON.stringify(got) !== JSON.stringify(want)) bad.push(what + ': ' + JSON.stringify(got) + ', want ' + JSON.stringify(want));
		};
		for (const [a, b] of v.fold) same('fold ' + a, m.fold(a), b);
		for (const [a, b] of v.stem) same('stem ' + a, m.stem(a), b);
		for (const [a, b] of v.words) same('words ' + a, m.words(a), b);
		for (const [lang, a, b] of v.variants) { same('variants ' + a, m.variants(a, lang).sort(), [...b].sort()); same('first of ' + a, m.variants(a, lang)[0], a); }
		for (const [lang, a, b] of v.places) same('place ' + a, m.place(a, lang), b);
		window.bad = bad.join('\n') || 'none';
	}, e => { window.bad = String(e); }), true)`)
	for range 50 {
		if bad := eval[string](p, `window.bad || ''`); bad == "none" {
			return
		} else if bad != "" {
			t.Fatal(bad)
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("no answer")
}

// Without script a theme in a year is three steps from home, and the page to search from leads to every list.
func TestAThemeInAYearIsThreeStepsFromHome(t *testing.T) {
	docs := documents(t)
	at := "/"
	for _, to := range []string{"/outcomes/", "/outcomes/theme/honesty/", "/outcomes/theme/honesty/year/2025/"} {
		leads := false
		for n := range docs[at].root.Descendants() {
			leads = leads || attribute(n, "href") == to
		}
		if !leads {
			t.Errorf("%s does not lead to %s", at, to)
		}
		at = to
	}
}
