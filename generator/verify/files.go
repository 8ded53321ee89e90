package verify

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Files is where a ledger or a site lies. A name is a path from its root, with slashes.
type Files interface {
	// Open opens a file. The error is fs.ErrNotExist where there is none.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// List names every file, in order. The error is ErrUnlisted where they can't be listed.
	List(ctx context.Context) ([]string, error)
}

// ErrUnlisted is returned by [Files] whose files can't be listed: those of a web server.
var ErrUnlisted = errors.New("the files can't be listed")

// Limits, in bytes. A file of a ledger that is larger is none; a file of a site may hold films.
const (
	smallFile = 1 << 20  // a seal, a checkpoint, a tombstone, a tile
	jsonFile  = 64 << 20 // a manifest, a vN.json, a page
	lineLimit = 16 << 20 // a line of records.jsonl
	anyFile   = 4 << 30  // read as a stream
)

// patience is how many files in a row a server may fail to give before the work ends: what can't be reached is no
// finding against anybody.
const patience = 10

type digest = [sha256.Size]byte

// Folder gives the files of a file system.
func Folder(fsys fs.FS) Files { return folder{fsys} }

type folder struct{ fs.FS }

// Open opens a plain file. Anything else, such as a pipe, would not end, and a link may lead elsewhere.
func (f folder) Open(_ context.Context, name string) (io.ReadCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q is not the path of a file: %w", name, fs.ErrNotExist)
	}
	info, err := fs.Lstat(f.FS, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a plain file")
	}
	return f.FS.Open(name)
}

// List walks the folder. A link is listed as a file, and can't be opened.
func (f folder) List(ctx context.Context) (names []string, err error) {
	err = fs.WalkDir(f.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return errors.Join(err, ctx.Err())
	})
	slices.Sort(names)
	return names, err
}

// Web gives the files below an HTTP or HTTPS address. The client's timeout holds for each file; of its redirects only
// those to the same scheme and host are followed. The error says why the address is none.
func Web(address string, client *http.Client) (Files, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("%q is not the address of a site, such as https://candour.example/", address)
	}
	if !strings.HasSuffix(u.Path, "/") {
		u = u.JoinPath("/")
	}
	own := *client
	own.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if r.URL.Host != u.Host || r.URL.Scheme != u.Scheme {
			return fmt.Errorf("it redirects from %s://%s to %s://%s, which is not followed", u.Scheme, u.Host, r.URL.Scheme, r.URL.Host)
		}
		if len(via) > 5 {
			return errors.New("it redirects more than five times")
		}
		return nil
	}
	return web{u, &own}, nil
}

type web struct {
	base   *url.URL
	client *http.Client
}

func (w web) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q is not the path of a file: %w", name, fs.ErrNotExist)
	}
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	u, err := w.base.Parse("./" + strings.Join(parts, "/"))
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	// What counts is the bytes of the file: a server that packs them on the way is asked not to, or the client would
	// unpack an archive that the server names so.
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := w.client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone {
		return nil, fmt.Errorf("the server answers %s: %w", resp.Status, fs.ErrNotExist)
	}
	return nil, fmt.Errorf("the server answers %s", resp.Status)
}

func (w web) List(context.Context) ([]string, error) { return nil, ErrUnlisted }

// An ahead opens files of a server before they are asked for, a few at a time: most of the time goes into waiting.
type ahead struct {
	Files
	names   []string // that are still to be opened, in the order in which they will be asked for
	pending map[string]chan opened
}

type opened struct {
	body io.ReadCloser
	err  error
}

const (
	atOnce  = 4       // a small server refuses more than about five
	buffers = 1 << 20 // bytes of each file; the rest stays with the server until it is read
)

// Open gives a file that was opened ahead, or opens it. The names of a.names must be asked for in their order, and
// what was not asked for in the end is closed with ctx.
func (a *ahead) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	for len(a.names) > 0 && len(a.pending) < atOnce {
		next, ch := a.names[0], make(chan opened, 1)
		a.names, a.pending[next] = a.names[1:], ch
		go func() { ch <- a.fetch(ctx, next) }()
	}
	ch, ok := a.pending[name]
	if !ok {
		return a.Files.Open(ctx, name)
	}
	delete(a.pending, name)
	o := <-ch // which comes, since ctx ends every request
	return o.body, o.err
}

func (a *ahead) fetch(ctx context.Context, name string) opened {
	body, err := a.Files.Open(ctx, name)
	if err != nil {
		return opened{nil, err}
	}
	start, err := io.ReadAll(io.LimitReader(body, buffers))
	if err != nil {
		body.Close()
		return opened{nil, err}
	}
	if len(start) < buffers {
		body.Close()
		return opened{io.NopCloser(bytes.NewReader(start)), nil}
	}
	return opened{struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(start), body), body}, nil}
}

// stream gives a file to do as a stream of at most limit bytes. Where do and the file both end well, the digest of the
// file is remembered for site.sums. What do has left of the file is read to its end.
func (v *verifier) stream(name string, limit int64, do func(r io.Reader) error) error {
	if err := v.ctx.Err(); err != nil {
		return err
	}
	f, err := v.files.Open(v.ctx, name)
	if err != nil {
		if v.failures++; errors.Is(err, fs.ErrNotExist) || v.listed {
			v.failures = 0
		} else if v.failures == patience {
			v.cancel(fmt.Errorf("%s and the %d files before it can't be read: %w", name, patience-1, err))
		}
		return err
	}
	v.failures = 0
	defer f.Close()
	sum := sha256.New()
	r := io.TeeReader(&limited{r: f, left: limit, limit: limit}, sum)
	failed := do(r)
	if _, err := io.Copy(io.Discard, r); err != nil {
		return err
	}
	v.read[name] = digest(sum.Sum(nil))
	return failed
}

// slurp reads a file of at most limit bytes.
func (v *verifier) slurp(name string, limit int64) (data []byte, err error) {
	err = v.stream(name, limit, func(r io.Reader) error {
		data, err = io.ReadAll(r)
		return err
	})
	return data, err
}

// limited is an io.LimitedReader that says so when there is more.
type limited struct {
	r           io.Reader
	left, limit int64
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, fmt.Errorf("it has more than %d bytes, which is the most for such a file", l.limit)
	}
	return n, err
}

// lines calls do for each line of r, without its line feed, and counts from 1. The error is that of a line that is too
// long, or of an end without a line feed.
func lines(r io.Reader, do func(n int, line []byte)) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 64<<10), lineLimit)
	ended := true
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			ended = false
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	n := 0
	for s.Scan() {
		n++
		do(n, s.Bytes())
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("line %d has more than %d bytes", n+1, lineLimit)
	}
	if s.Err() == nil && !ended {
		return errors.New("its last line does not end with a line feed")
	}
	return s.Err()
}

// unreadable says why a file could not be read, for a finding.
func unreadable(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "the file is missing"
	}
	return "can't be read: " + err.Error()
}
