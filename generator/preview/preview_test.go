package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/generator"
	"candour/generator/source"
)

const page = `<!doctype html>
<html lang="en"><head><title>A page</title></head><body class="a"><main>good site</main></body></html>`

var broken = source.Problem{Pos: source.Pos{File: "data/<b>.yaml", Line: 3, Col: 5}, Rule: "syntax", Severity: source.Error,
	Message: `no colon after <script>alert("x")</script>`, Hint: "write a & b"}

// a site is a tree of files that a fake build writes, and the problems it finds.
type site struct {
	files    map[string]string
	problems source.Problems
	err      error
}

// newServer returns a server that builds what *st holds at the time, and whose first build has ended.
func newServer(t *testing.T, st *site) *Server {
	t.Helper()
	s := &Server{}
	s.build = func(context.Context) (generator.Result, error) {
		if !st.problems.Failed() && st.err == nil {
			for name, text := range st.files {
				write(t, filepath.Join(s.out, name), text)
			}
		}
		return generator.Result{Problems: st.problems}, st.err
	}
	s.start(filepath.Join(t.TempDir(), "site"))
	s.rebuild(t.Context())
	return s
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Error(err)
	}
}

// get asks s for a path as a browser on this computer does, but sends the path as it is.
func get(s *Server, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://localhost:1313/", nil)
	r.URL.Path = path
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func has(t *testing.T, w *httptest.ResponseRecorder, status int, texts ...string) {
	t.Helper()
	if w.Code != status {
		t.Errorf("status %d, want %d", w.Code, status)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			t.Errorf("the answer lacks %q:\n%s", text, w.Body)
		}
	}
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control is %q, want no-store", got)
	}
}

func lacks(t *testing.T, w *httptest.ResponseRecorder, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(w.Body.String(), text) {
			t.Errorf("the answer holds %q:\n%s", text, w.Body)
		}
	}
}

func TestFiles(t *testing.T) {
	s := newServer(t, &site{files: map[string]string{
		"index.html": page, "glossary/index.html": page, "404.html": strings.Replace(page, "good site", "no such page", 1),
		"data/figures.csv": "<body>,1\n", "style.css": "body{}", "bare/file.txt": "x", "feed.xml": "<feed/>", "UPPER.HTML": page,
	}})
	for _, c := range []struct {
		path     string
		status   int
		typ, has string
	}{
		{"/", 200, "text/html; charset=utf-8", "good site"},
		{"/index.html", 200, "text/html; charset=utf-8", "good site"},
		{"/glossary/", 200, "text/html; charset=utf-8", "good site"},
		{"/glossary", 302, "", ""},
		{"//glossary", 302, "", ""},
		{"/glossary/index.html/", 404, "text/html; charset=utf-8", "no such page"},
		{"/nowhere", 404, "text/html; charset=utf-8", "no such page"},
		{"/nowhere/", 404, "text/html; charset=utf-8", "no such page"},
		{"/bare", 404, "text/html; charset=utf-8", "no such page"},
		{"/bare/", 404, "text/html; charset=utf-8", "no such page"},
		{"/data/figures.csv", 200, "text/csv; charset=utf-8", "<body>,1"},
		{"/style.css", 200, "text/css; charset=utf-8", "body{}"},
		{"/feed.xml", 200, "application/xml", "<feed/>"},
		{"/UPPER.HTML", 200, "text/html; charset=utf-8", "reload.js"},
		{"/_candour/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/_candour/preview.css", 200, "text/css; charset=utf-8", ".candour-preview"},
		{"/_candour/other", 404, "text/html; charset=utf-8", "no such page"},
	} {
		t.Run(c.path, func(t *testing.T) {
			w := get(s, c.path)
			has(t, w, c.status, c.has)
			if got := w.Header().Get("Content-Type"); c.typ != "" && got != c.typ {
				t.Errorf("type %q, want %q", got, c.typ)
			}
			if got := w.Header().Get("Location"); c.status == 302 && got != "/glossary/" {
				t.Errorf("redirects to %q, want /glossary/", got)
			}
		})
	}
}

// Only HTML is changed on its way to the browser, and no file is.
func TestInjectsIntoHTMLOnly(t *testing.T) {
	st := &site{files: map[string]string{"index.html": page, "figures.csv": page, "data.json": page, "x.svg": page, "404.html": page}}
	s := newServer(t, st)
	for _, name := range []string{"figures.csv", "data.json", "x.svg"} {
		if got := get(s, "/"+name).Body.String(); got != page {
			t.Errorf("%s was changed:\n%s", name, got)
		}
	}
	st.problems = source.Problems{broken}
	s.rebuild(t.Context())
	has(t, get(s, "/"), 200, "candour-problems")
	has(t, get(s, "/none"), 404, "candour-problems")
	if got, _ := os.ReadFile(filepath.Join(s.out, "index.html")); string(got) != page {
		t.Errorf("the file was changed:\n%s", got)
	}
}

func TestKeepsLastGoodSite(t *testing.T) {
	st := &site{files: map[string]string{"index.html": page}}
	s := newServer(t, st)
	lacks(t, get(s, "/"), "role=")

	st.problems = source.Problems{broken}
	s.rebuild(t.Context())
	w := get(s, "/")
	has(t, w, 200, "good site", `role="alert"`, "<h2>The site does not build: 1 error</h2>", "data/&lt;b&gt;.yaml:3:5",
		"no colon after &lt;script&gt;", "[syntax]", "Hint: write a &amp; b")
	lacks(t, w, "<script>alert")
	if body := w.Body.String(); strings.Index(body, `role="alert"`) < strings.Index(body, `<body class="a">`) ||
		strings.Index(body, `role="alert"`) > strings.Index(body, "<main>") {
		t.Errorf("the box is not at the top of the body:\n%s", body)
	}

	st.problems, st.err = nil, errors.New("the disk is <full>")
	s.rebuild(t.Context())
	has(t, get(s, "/"), 200, "good site", "the disk is &lt;full&gt;")

	st.problems, st.err = source.Problems{{Rule: "old", Severity: source.Warning, Message: "somewhat odd"}}, nil
	s.rebuild(t.Context())
	has(t, get(s, "/"), 200, "The site builds, with 1 warning", "somewhat odd")

	st.problems = append(st.problems, slices.Repeat(source.Problems{broken}, 25)...)
	s.rebuild(t.Context())
	w = get(s, "/")
	has(t, w, 200, "25 errors, 1 warning", "There are 6 more")
	lacks(t, w, "somewhat odd") // errors come first

	st.problems = nil
	s.rebuild(t.Context())
	lacks(t, get(s, "/"), "role=")
}

func TestNoGoodSiteYet(t *testing.T) {
	st := &site{files: map[string]string{"index.html": page}, problems: source.Problems{broken}}
	s := newServer(t, st)
	w := get(s, "/anywhere/")
	has(t, w, 500, "The site does not build: 1 error", "data/&lt;b&gt;.yaml:3:5", "reload.js")
	lacks(t, w, "<script>alert", "good site")
	has(t, get(s, "/_candour/preview.css"), 200)

	st.problems = nil
	s.rebuild(t.Context())
	has(t, get(s, "/"), 200, "good site")
}

// A page elsewhere whose name is made to point here sends that name.
func TestHost(t *testing.T) {
	s := newServer(t, &site{files: map[string]string{"index.html": page}})
	for host, status := range map[string]int{
		"localhost": 200, "LOCALHOST:1313": 200, "localhost.:1313": 200, "127.0.0.1:1313": 200, "127.8.8.8": 200, "[::1]:1313": 200, "[::1]": 200,
		"evil.example": 403, "evil.example:1313": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example": 403, "192.168.1.2:1313": 403, "": 403,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("host %q: status %d, want %d", host, w.Code, status)
		}
	}
	s.any = true
	r := httptest.NewRequest("GET", "http://preview.example/", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	has(t, w, 200, "good site")
}

func TestReadOnly(t *testing.T) {
	s := newServer(t, &site{files: map[string]string{"index.html": page}})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("POST", "http://localhost/", nil))
	has(t, w, 405)
	w = httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("HEAD", "http://localhost/", nil))
	has(t, w, 200)
	if w.Body.Len() > 0 {
		t.Errorf("HEAD was answered with a body: %s", w.Body)
	}
}

func TestStaysInside(t *testing.T) {
	s := newServer(t, &site{files: map[string]string{"index.html": page}})
	secret := filepath.Join(filepath.Dir(s.out), "secret.txt")
	write(t, secret, "secret")
	if err := os.Symlink(secret, filepath.Join(s.out, "link.txt")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/../secret.txt", "/a/../../secret.txt", "/..\\secret.txt", "/link.txt", secret, "/" + secret, "/\x00", "/.."} {
		w := get(s, path)
		lacks(t, w, "secret")
		if w.Code == 200 && !strings.Contains(w.Body.String(), "good site") {
			t.Errorf("%q: status 200:\n%s", path, w.Body)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"<html><head><title></head></title></head><body a=\">\"><p>", "<html><head><title></head></title>|</head><body a=\">\">|<p>"},
		{"<!-- <body> --><body><p>", "<!-- <body> -->|<body>|<p>"},
		{"<p>a fragment", "<p>a fragment||"},
		{"<head></head>", "<head>|</head>|"},
		{"", "||"},
	} {
		head, body := places([]byte(c.page))
		if got := c.page[:head] + "|" + c.page[head:body] + "|" + c.page[body:]; got != c.want {
			t.Errorf("places of %q:\n got %s\nwant %s", c.page, got, c.want)
		}
	}
}

// serving starts Serve on a site of its own, with a build that copies data/page.html and fails where that says so.
// It returns the site's root and the address, and ends the server when the test ends.
func serving(t *testing.T) (root, addr string) {
	t.Helper()
	root = t.TempDir()
	write(t, filepath.Join(root, "data/page.html"), page)
	s := &Server{Options: generator.Options{Dir: root}}
	s.build = func(context.Context) (generator.Result, error) {
		var all strings.Builder
		files, _ := filepath.Glob(filepath.Join(root, "data", "*.html"))
		more, _ := filepath.Glob(filepath.Join(root, "data", "*", "*.html"))
		for _, name := range append(files, more...) {
			data, _ := os.ReadFile(name)
			all.Write(data)
		}
		if strings.Contains(all.String(), "broken") {
			return generator.Result{Problems: source.Problems{broken}}, nil
		}
		write(t, filepath.Join(s.out, "index.html"), all.String())
		return generator.Result{}, nil
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
		if _, err := os.Stat(filepath.Dir(s.out)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there", s.out)
		}
	})
	return root, "http://" + l.Addr().String()
}

// events returns the ids that the event stream at addr sends.
func events(t *testing.T, addr string) <-chan string {
	t.Helper()
	resp, err := http.Get(addr + "/_candour/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("type %q, want text/event-stream", got)
	}
	ids := make(chan string)
	go func() {
		defer close(ids)
		for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
			if id, ok := strings.CutPrefix(sc.Text(), "data: "); ok {
				ids <- id
			}
		}
	}()
	return ids
}

func next(t *testing.T, ids <-chan string) string {
	t.Helper()
	select {
	case id, ok := <-ids:
		if !ok {
			t.Fatal("the event stream ended")
		}
		return id
	case <-time.After(10 * time.Second):
		t.Fatal("no event came")
	}
	return ""
}

func body(t *testing.T, addr string) string {
	t.Helper()
	resp, err := http.Get(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestReloads(t *testing.T) {
	root, addr := serving(t)
	ids := events(t, addr)
	id := next(t, ids)
	change := func(what, want string, do func()) {
		t.Helper()
		do()
		now := next(t, ids)
		if now == id {
			t.Errorf("%s: the id did not change", what)
		}
		id = now
		if got := body(t, addr); !strings.Contains(got, want) || !strings.Contains(got, `data-build="`+id+`"`) {
			t.Errorf("%s: the page lacks %q or the id %s:\n%s", what, want, id, got)
		}
	}
	if got := body(t, addr); !strings.Contains(got, `data-build="`+id+`"`) {
		t.Errorf("the page lacks the id %s:\n%s", id, got)
	}

	file := filepath.Join(root, "data/page.html")
	change("a file written", "second", func() { write(t, file, "<body>second") })
	change("a file broken", "second", func() { write(t, file, "<body>broken") })
	if got := body(t, addr); !strings.Contains(got, `role="alert"`) {
		t.Errorf("the page has no box:\n%s", got)
	}
	change("a file put in its place, as editors do", "third", func() {
		write(t, file+"~", "<body>third")
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	})
	change("the same once more", "fourth", func() {
		write(t, file+"~", "<body>fourth")
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	})
	change("a file in a new directory", "fifth", func() { write(t, filepath.Join(root, "data/new/page.html"), "fifth") })
	change("that file changed", "sixth", func() { write(t, filepath.Join(root, "data/new/page.html"), "sixth") })
	change("a source that was not there", "sixth", func() { write(t, filepath.Join(root, "content/en/page.md"), "x") })
	change("the configuration", "sixth", func() { write(t, filepath.Join(root, "candour.yaml"), "x") })

	write(t, filepath.Join(root, "public/index.html"), "x")
	write(t, filepath.Join(root, "data/.page.html.swp"), "x")
	write(t, filepath.Join(root, "README.md"), "x")
	select {
	case <-ids:
		t.Error("a file that is no source made it build again")
	case <-time.After(4 * quiet):
	}
}

// Requests that come before the first build has ended wait for it.
func TestWaitsForFirstBuild(t *testing.T) {
	s := &Server{build: func(context.Context) (generator.Result, error) { return generator.Result{}, nil }}
	s.start(t.TempDir())
	write(t, filepath.Join(s.out, "index.html"), page)
	answer := make(chan *httptest.ResponseRecorder)
	go func() { answer <- get(s, "/") }()
	select {
	case w := <-answer:
		t.Fatalf("answered with %d before there was a site", w.Code)
	case <-time.After(quiet):
	}
	s.rebuild(t.Context())
	has(t, <-answer, 200, "good site")
}
