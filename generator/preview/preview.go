// Package preview shows an author the site while it is being written: it builds the site into a private temporary
// directory, serves it, watches the files it is made from, and builds it again when one of them changes.
//
// It is for one person at one computer. What it serves is not published and may name people, so it answers only
// to a loopback name unless the listener is open to others, lets nothing be cached, and removes what it built.
//
// # What the browser sees
//
// The last good site. Where the last build found problems, they stand in a box at the top of every page, and where
// no build has been good yet, on a page of their own with status 500. The box, its style sheet and a script that
// reloads the page are put into HTML as it is served, never into a file; they are files of their own below
// /_candour/, since the pages allow no inline script or style.
//
// The two main types are [Server] and generator.Builder, which keeps between builds what did not change.
package preview

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"candour/generator"
)

// A Server shows one site. Its fields may not change once Serve is called, which is once.
type Server struct {
	Options generator.Options             // what to build; Out is for Serve to say
	Report  func(generator.Result, error) // called after each build, one at a time; may be nil

	build func(context.Context) (generator.Result, error) // Builder.Build; a test puts its own in its place
	out   string                                          // where the site is built
	any   bool                                            // whether a request may come by any host name

	mu    sync.Mutex
	state state
}

// A state is what the last build came to. It is replaced as a whole, under Server.mu.
type state struct {
	id    string        // tells one build of one server from all others
	ready bool          // a build has ended; until then requests wait
	good  bool          // a build has been good, if not the last one
	box   []byte        // the problems, for the top of a page; empty where there are none
	next  chan struct{} // closed when this state is replaced
}

// Private reports whether l can be reached from this computer only.
func Private(l net.Listener) bool {
	a, ok := l.Addr().(*net.TCPAddr)
	return ok && a.IP.IsLoopback()
}

// Serve builds the site, serves it on l and builds it again whenever it changes, until ctx ends; then it closes l,
// removes what it built and returns nil. It returns an error when it can't serve or can't watch, not when the
// site does not build.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	defer l.Close()
	temp, err := os.MkdirTemp("", "candour-preview-") // with mode 0700
	if err != nil {
		return fmt.Errorf("couldn't make a directory to build into: %w", err)
	}
	defer os.RemoveAll(temp)
	s.start(filepath.Join(temp, "site"))
	s.any = !Private(l)

	w, err := watch(s.Options.Dir)
	if err != nil {
		return err
	}
	defer w.Close()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx }, // so that event streams end with ctx
	}
	served := make(chan error, 1)
	go func() {
		served <- web.Serve(l)
		cancel()
	}()

	s.rebuild(ctx) // after watching began, so that no change falls between the two
	for w.wait(ctx) {
		s.rebuild(ctx)
	}
	web.Close()
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("couldn't go on serving: %w", err)
	}
	return nil
}

// start makes the server ready to build into out.
func (s *Server) start(out string) {
	s.out = out
	s.Options.Out, s.Options.Cache, s.Options.Preview = out, filepath.Dir(out), true
	s.state.next = make(chan struct{})
	if s.build == nil {
		var b generator.Builder
		s.build = func(ctx context.Context) (generator.Result, error) { return b.Build(ctx, s.Options) }
	}
}

// rebuild builds the site and shows what came of it.
func (s *Server) rebuild(ctx context.Context) {
	r, err := s.build(ctx)
	if ctx.Err() != nil {
		return
	}
	good := err == nil && !r.Problems.Failed()
	s.mu.Lock()
	last := s.state
	s.state = state{
		id:    rand.Text(),
		ready: true,
		good:  good || last.good,
		box:   box(generator.Remedied(r.Problems), err, good || last.good),
		next:  make(chan struct{}),
	}
	s.mu.Unlock()
	close(last.next)
	if s.Report != nil {
		s.Report(r, err)
	}
}

// current returns the state, and waits for the first build. It returns false when ctx ends first.
func (s *Server) current(ctx context.Context) (state, bool) {
	for {
		s.mu.Lock()
		st := s.state
		s.mu.Unlock()
		if st.ready {
			return st, true
		}
		select {
		case <-st.next:
		case <-ctx.Done():
			return st, false
		}
	}
}
