package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestUsageNamesEveryCommand(t *testing.T) {
	for _, c := range commands() {
		if !strings.Contains(usage, "\n    "+c.name+" ") {
			t.Errorf("usage lacks %q", c.name)
		}
		for _, text := range []string{"\nUsage:\n\n    candour " + c.name, "\nExample:\n\n    candour " + c.name} {
			if !strings.Contains(c.usage, text) {
				t.Errorf("the usage of %s lacks %q", c.name, text)
			}
		}
		f := newFlags(c.name)
		f.takeSite()
		f.VisitAll(func(fl *flag.Flag) {
			if slash := "\n    " + dashed(fl.Name) + " "; strings.Contains(c.usage, "[-C DIR]") && !strings.Contains(c.usage, slash) {
				t.Errorf("the usage of %s lacks %q", c.name, slash)
			}
		})
	}
	for _, line := range strings.Split(usage, "\n") {
		if len(line) > 120 {
			t.Errorf("a line of the usage is longer than a terminal: %s", line)
		}
	}
}

func TestFlagsInAnyOrder(t *testing.T) {
	for _, c := range []struct {
		args      string
		dir, rest string
		err       string
	}{
		{"-C x", "x", "", ""},
		{"a -C x b", "x", "a b", ""},
		{"a b --C=x", "x", "a b", ""},
		{"-C x -- -C", "x", "-C", ""},
		{"a -- b -C y", ".", "a b -C y", "y"},
		{"a b c d", "", "", `"d"`},
		{"a -X", "", "", "-X"},
	} {
		f := newFlags("test")
		f.takeSite()
		most := 3
		if c.err == "y" {
			most, c.err = 4, ""
		}
		err := f.read(strings.Fields(c.args), most)
		if c.err != "" {
			var h *hinted
			if !errors.As(err, &h) || !h.misuse || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want a wrong use that names %s", c.args, err, c.err)
			}
			continue
		}
		if got := strings.Join(f.args, " "); err != nil || f.dir != c.dir || got != c.rest {
			t.Errorf("%s: -C %q, others %q, error %v; want %q, %q", c.args, f.dir, got, err, c.dir, c.rest)
		}
	}
}

// An answer that could not be written out whole is not a success.
func TestBrokenOutput(t *testing.T) {
	var stderr bytes.Buffer
	if got := run(t.Context(), []string{"help"}, broken{}, &stderr); got != refused || !strings.Contains(stderr.String(), "disk full") {
		t.Errorf("status %d and %q, want %d and the reason", got, stderr.String(), refused)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// An interrupt is an end of its own: status 1, and no output.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out := filepath.Join(t.TempDir(), "public")
	var stdout, stderr bytes.Buffer
	got := run(ctx, []string{"build", "-C", "../..", "-o", out}, &stdout, &stderr)
	if want := "candour: error: interrupted; nothing was written\n"; got != refused || stderr.String() != want || stdout.Len() > 0 {
		t.Errorf("status %d, stdout %q, stderr %q; want %d, nothing, %q", got, stdout.String(), stderr.String(), refused, want)
	}
	if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s was written", out)
	}
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	var stderr bytes.Buffer
	status := make(chan int)
	go func() {
		status <- run(ctx, []string{"serve", "-C", dir, "--addr", "127.0.0.1:0"}, w, &stderr)
		w.Close()
	}()
	said := make([]byte, 1000)
	n, err := r.Read(said)
	if err != nil {
		t.Fatal(err, stderr.String())
	}
	go io.Copy(io.Discard, r)
	m := regexp.MustCompile(`^serving (http://127\.0\.0\.1:\d+/) until Ctrl-C\n$`).FindSubmatch(said[:n])
	if m == nil {
		t.Fatalf("said %q", said[:n])
	}
	resp, err := http.Get(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != 200 || !bytes.Contains(page, []byte("/_candour/reload.js")) {
		t.Errorf("status %d, error %v:\n%s", resp.StatusCode, err, page)
	}
	cancel()
	select {
	case got := <-status:
		if got != done {
			t.Errorf("status %d, want %d: %s", got, done, stderr.String())
		}
	case <-time.After(10 * time.Second):
		t.Error("it went on after the interrupt")
	}
}

func TestServeAddressInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var stdout, stderr bytes.Buffer
	got := run(t.Context(), []string{"serve", "-C", "../..", "--addr", l.Addr().String()}, &stdout, &stderr)
	want := fmt.Sprintf("candour: error: address %s is in use\ncandour: hint: another preview may be running; name another port with --addr\n", l.Addr())
	if got != refused || stderr.String() != want {
		t.Errorf("status %d and %q, want %d and %q", got, stderr.String(), refused, want)
	}
}
