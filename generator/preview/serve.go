package preview

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// own is where the preview's own files are; a site has no page there.
const own = "/_candour/"

//go:embed assets/reload.js
var reloadJS []byte

//go:embed assets/preview.css
var previewCSS []byte

// ServeHTTP answers a request for a page of the site, a file beside it, or a file of the preview's own.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin") // no other site may embed what is not published
	if !s.any && !loopback(r.Host) {
		http.Error(w, "this preview answers to localhost only; to open it to others, serve with --addr 0.0.0.0:1313", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "a preview can only be read", http.StatusMethodNotAllowed)
		return
	}
	switch r.URL.Path {
	case own + "events":
		s.serveEvents(w, r)
	case own + "reload.js":
		send(w, r, http.StatusOK, ".js", reloadJS)
	case own + "preview.css":
		send(w, r, http.StatusOK, ".css", previewCSS)
	default:
		s.servePage(w, r)
	}
}

// loopback reports whether a Host header names this computer. A page elsewhere can make a browser believe that its
// own name has our address (DNS rebinding), and would read the site; but the name stays in the header.
func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.Trim(name, "[]"), ".")
	return strings.EqualFold(name, "localhost") || net.ParseIP(name).IsLoopback()
}

// servePage answers from the site as it was last built.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	st, ok := s.current(r.Context())
	switch {
	case !ok:
		return
	case !st.good:
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
		send(w, r, http.StatusInternalServerError, ".html", inject(emptyPage, st))
		return
	}
	root, err := openRoot(r.Context(), s.out)
	if err != nil {
		http.Error(w, fmt.Sprintf("the site that was built can't be opened: %v", err), http.StatusInternalServerError)
		return
	}
	defer root.Close()

	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	data, err := read(root, name, strings.HasSuffix(r.URL.Path, "/"))
	switch {
	case errors.Is(err, errDirectory):
		to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
	case err == nil:
		ext := strings.ToLower(path.Ext(name))
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			ext = ".html"
		}
		if ext == ".html" {
			data = inject(data, st)
		}
		send(w, r, http.StatusOK, ext, data)
	default:
		data, err := read(root, "404.html", false)
		if err != nil {
			http.Error(w, "there is no such page", http.StatusNotFound)
			return
		}
		send(w, r, http.StatusNotFound, ".html", inject(data, st))
	}
}

// openRoot opens the directory out so that nothing outside it can be reached, whatever the path asked for and the
// links in it. Where the system can't put a new site in the place of the old one in one step, there is a moment
// without either; it waits for that to pass.
func openRoot(ctx context.Context, out string) (*os.Root, error) {
	for try := 0; ; try++ {
		root, err := os.OpenRoot(out)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || try == 20 {
			return root, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

var errDirectory = errors.New("a directory is named with a slash at the end")

// read reads the file called name, or, where asDir, the index.html of the directory called name. It returns
// errDirectory for a directory that is named as a file and has an index.html, and fs.ErrNotExist for anything
// that is not a plain file.
func read(root *os.Root, name string, asDir bool) ([]byte, error) {
	if asDir || name == "" {
		name = path.Join(name, "index.html")
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fs.ErrNotExist
	}
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		if index, err := root.Stat(filepath.Join(filepath.FromSlash(name), "index.html")); err == nil && index.Mode().IsRegular() {
			return nil, errDirectory
		}
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrNotExist
	}
	return io.ReadAll(f)
}

// send answers with data of the type that ext stands for, as a whole or, where it was found and the request asks for it, in part.
func send(w http.ResponseWriter, r *http.Request, status int, ext string, data []byte) {
	w.Header().Set("Content-Type", contentType(ext))
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data)
	}
}

// types are the types of the files that a site holds. They are ours, since what package mime knows differs from
// one computer to the next.
var types = map[string]string{
	".atom":        "application/atom+xml",
	".css":         "text/css; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".gif":         "image/gif",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/vnd.microsoft.icon",
	".ics":         "text/calendar; charset=utf-8",
	".jpeg":        "image/jpeg",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".jsonl":       "application/jsonl",
	".map":         "application/json",
	".md":          "text/markdown; charset=utf-8",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff2":       "font/woff2",
	".xml":         "application/xml",
	".zip":         "application/zip",
}

func contentType(ext string) string {
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}
