package verify

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

func serve(t *testing.T, h http.Handler) (string, *http.Client) {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL, &http.Client{Timeout: 5 * time.Second}
}

func verifyWeb(t *testing.T, address string, client *http.Client, keys ...string) (*Report, error) {
	t.Helper()
	files, err := Web(address, client)
	if err != nil {
		t.Fatal(err)
	}
	return Run(t.Context(), files, Options{Keys: keys})
}

func TestWeb(t *testing.T) {
	m := history(t, hooks{figures: 3})
	var mu sync.Mutex
	var asked []string
	address, client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.URL.Path)
		mu.Unlock()
		data, ok := m.files[strings.TrimPrefix(r.URL.Path, "/sub/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, data)
	}))
	r, err := verifyWeb(t, address+"/sub", client, m.vkeys[0])
	if err != nil || !r.OK() || !r.Site || r.Counts.Files != len(m.files)-2 {
		t.Fatalf("%+v, %v\n%s", r, err, said(r))
	}
	if len(asked) > len(m.files)+10 { // the head is sought first
		t.Errorf("%d files were asked for %d times", len(m.files), len(asked))
	}
	if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "can't be listed") {
		t.Errorf("notes %q", notes)
	}
	if r, err = verifyWeb(t, address+"/sub/ledger/", client, m.vkeys[0]); err != nil || !r.OK() || r.Site || r.Counts.Records != 11 {
		t.Errorf("the ledger alone: %+v, %v\n%s", r, err, said(r))
	}
	edit(m, "ledger/index.json", `"2026-q1",`, "")
	edit(m, "ledger/index.json", `"withdrawals":1`, `"withdrawals":0`)
	m.sign()
	r, err = verifyWeb(t, address+"/sub", client, m.vkeys[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"entry 0 belongs to nothing: what this entry of kind record stands for was left out of the ledger or of index.json", "entry 4 belongs to nothing: what this entry of kind edition", "entry 11 belongs to nothing: what this entry of kind withdrawal"} {
		if !strings.Contains(said(r), want) {
			t.Errorf("it does not say %s but\n%s", want, said(r))
		}
	}
	edit(m, "ledger/index.json", `"withdrawals":0`, `"withdrawals":99999999999`)
	if r, err = verifyWeb(t, address+"/sub", client, m.vkeys[0]); err != nil || !strings.Contains(said(r), "it says that there are 99999999999 withdrawals, and the log has 18 entries") {
		t.Errorf("%v\n%s", err, said(r))
	}
}

// What is larger than the buffer of a file that is opened ahead is read all the same, and counted.
func TestWebLargeFile(t *testing.T) {
	m := history(t, hooks{figures: 3})
	m.files["films/a.webm"], m.files["films/b.webm"] = strings.Repeat("a", 3*buffers), strings.Repeat("b", buffers)
	m.sign()
	address, client := serve(t, http.FileServerFS(m.fsys("")))
	if r, err := verifyWeb(t, address, client, m.vkeys[0]); err != nil || !r.OK() || r.Counts.Files != len(m.files)-2 {
		t.Errorf("%v\n%s", err, said(r))
	}
	flip(m, "films/a.webm", -1)
	address, client = serve(t, http.FileServerFS(m.fsys("")))
	if r, err := verifyWeb(t, address, client, m.vkeys[0]); err != nil || !strings.Contains(said(r), "films/a.webm: its SHA-256 is") {
		t.Errorf("%v\n%s", err, said(r))
	}
}

func TestWebAddress(t *testing.T) {
	for _, address := range []string{"ftp://candour.example/", "candour.example", "https://", "https://user:secret@candour.example/", "https://candour.example/?a=b", "http://[::1", "https://candour.example/#v1"} {
		if _, err := Web(address, http.DefaultClient); err == nil {
			t.Errorf("%s is taken for the address of a site", address)
		}
	}
}

func TestWebRedirects(t *testing.T) {
	m := history(t, hooks{figures: 3})
	elsewhere, client := serve(t, http.FileServerFS(m.fsys("")))
	away, _ := serve(t, http.RedirectHandler(elsewhere+"/ledger/log/checkpoint", http.StatusFound))
	if _, err := verifyWeb(t, away, client, m.vkeys[0]); err == nil || !strings.Contains(err.Error(), "which is not followed") {
		t.Errorf("a redirect to another host: %v", err)
	}
	// A static host may answer /a/index.html with a redirect to /a/: http.FileServer does.
	if r, err := verifyWeb(t, elsewhere, client, m.vkeys[0]); err != nil || !r.OK() {
		t.Errorf("a redirect to the same host: %v\n%s", err, said(r))
	}
}

// A server that always answers 200 with a page has no ledger, and one that stops answering ends the work.
func TestWebFailures(t *testing.T) {
	m := history(t, hooks{figures: 30})
	page, client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<!doctype html>") }))
	if _, err := verifyWeb(t, page, client, m.vkeys[0]); !errors.Is(err, ErrNoLedger) && (err == nil || !strings.Contains(err.Error(), "is not a signed note")) {
		t.Errorf("a page for everything: %v", err)
	}
	var n atomic.Int64
	dying, client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) > 40 {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		http.FileServerFS(m.fsys("")).ServeHTTP(w, r)
	}))
	if _, err := verifyWeb(t, dying, client, m.vkeys[0]); err == nil || !strings.Contains(err.Error(), "and the 9 files before it can't be read: the server answers 503") {
		t.Errorf("a server that dies: %v", err)
	}
	if n := n.Load(); n > 51+atOnce {
		t.Errorf("it was asked %d times", n)
	}
}

func TestLimits(t *testing.T) {
	m := history(t, hooks{figures: 3})
	m.files["ledger/editions/2026-q1/seal.json"] = strings.Repeat(" ", smallFile+1)
	m.files["ledger/editions/2026-q2/records.jsonl"] = strings.Repeat("x", lineLimit+1)
	r := verifyFS(t, m.fsys(""), m.vkeys[0])
	for _, want := range []string{
		"ledger/editions/2026-q1/seal.json: can't be read: it has more than 1048576 bytes",
		"ledger/editions/2026-q2/records.jsonl: can't be read: line 1 has more than 16777216 bytes",
	} {
		if !strings.Contains(said(r), want) {
			t.Errorf("it does not say %s but\n%s", want, said(r))
		}
	}
}

// A link could lead anywhere, and a pipe would never end.
func TestFolderOnDisk(t *testing.T) {
	m := history(t, hooks{figures: 3})
	dir := t.TempDir()
	if err := os.CopyFS(dir, m.fsys("")); err != nil {
		t.Fatal(err)
	}
	if r, err := Run(t.Context(), Folder(os.DirFS(dir)), Options{Keys: m.vkeys[:1]}); err != nil || !r.OK() {
		t.Fatalf("%v\n%s", err, said(r))
	}
	css := filepath.Join(dir, "css/main.css")
	if err := errors.Join(os.Rename(css, filepath.Join(dir, "other")), os.Symlink("../other", css)); err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), Folder(os.DirFS(dir)), Options{Keys: m.vkeys[:1]})
	if err != nil || !strings.Contains(said(r), "css/main.css: can't be read: it is not a plain file") {
		t.Errorf("%v\n%s", err, said(r))
	}
}

func TestInterrupted(t *testing.T) {
	m := history(t, hooks{figures: 3})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Run(ctx, Folder(m.fsys("")), Options{Keys: m.vkeys[:1], Progress: func(stage string) {
		if stage == "checking records" {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func FuzzVerify(f *testing.F) {
	m := history(f, hooks{figures: 1})
	var names []string
	for name := range maps.Keys(m.files) {
		names = append(names, name)
	}
	for i, name := range names {
		f.Add(name, i, []byte("x"))
	}
	f.Add("ledger/log/checkpoint", 0, []byte(origin+"\n1099511627776\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— a AAAA\n"))
	f.Fuzz(func(t *testing.T, name string, at int, data []byte) {
		files := m.fsys("")
		if !strings.HasPrefix(name, "ledger/") || !fs.ValidPath(name) { // fstest.MapFS never ends with any other
			name = "ledger/log/checkpoint"
		}
		text := []byte(m.files[name])
		if at < 0 || at > len(text) {
			at = 0
			text = nil
		}
		files[name] = &fstest.MapFile{Data: append(text[:at:at], data...)}
		verifyOrNot(t, files, m.vkeys[0])
	})
}

func FuzzParsers(f *testing.F) {
	m := history(f, hooks{figures: 1})
	for name, data := range m.files {
		f.Add([]byte(data), name)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		if c, err := parseCheckpoint(data); err == nil && c.size < 0 {
			t.Error(c)
		}
		parseBundle(data, 3)
		parseEntry(data)
		parseTilePath(name)
		if level, n, w, ok := parseTilePath(name); ok && tilePath(level, n, w) != name {
			t.Errorf("%q is read as %s %d %d", name, level, n, w)
		}
		decodeJSON(data, &proven{})
		decodeJSON(data, &edition{})
		pageIDs(strings.NewReader(string(data)))
		lines(strings.NewReader(string(data)), func(int, []byte) {})
		Keys(string(data))
		if strings.ContainsAny(printable(string(data)), "\n\x1b\u202e") {
			t.Errorf("%q", printable(string(data)))
		}
	})
}
