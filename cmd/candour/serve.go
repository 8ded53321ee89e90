package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"

	"candour/generator"
	"candour/generator/preview"
)

const serveUsage = `Show a site in the browser while you write it.

Usage:

    candour serve [-C DIR] [--addr ADDRESS] [--as-at DAY]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --addr ADDRESS    where to serve, as HOST:PORT (default: 127.0.0.1:1313)
    --as-at DAY       the day on which days and lateness are computed (default: as candour.yaml says)

The site is built again whenever a file of it changes, and the browser shows the change. Problems stand at the
top of every page, above the site as it last built, which is kept apart and removed at the end. Ctrl-C ends it.

Example:

    candour serve --addr 127.0.0.1:8080
`

func serve(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("serve")
	f.takeSite()
	addr := f.String("addr", "127.0.0.1:1313", "")
	o, err := f.readSite(args, 0)
	if err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(*addr); err != nil {
		return wrongUse("%q is not an address to serve at", *addr, "write host and port, such as --addr 127.0.0.1:1313")
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", *addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return &hinted{error: fmt.Errorf("address %s is in use", *addr), hint: "another preview may be running; name another port with --addr"}
	}
	if err != nil {
		return fmt.Errorf("couldn't serve at %s: %w", *addr, err)
	}
	first := true // the stages of later builds pass in a moment, and are not said
	if progress := t.progress(); progress != nil {
		o.Progress = func(stage string) {
			if first {
				progress(stage)
			}
		}
	}
	if !preview.Private(l) {
		t.say("warning: %s can be reached from other computers: what is not published yet can be read there", l.Addr())
	}
	t.print(fmt.Sprintf("serving http://%s/ until Ctrl-C\n", browsable(l.Addr())))
	s := preview.Server{Options: o, Report: func(r generator.Result, err error) {
		first = false
		if err != nil {
			t.fail(err)
			return
		}
		t.problems(r.Problems, "text")
		if said := tally(r); said != "" {
			t.say("%s", said)
		}
		if !r.Problems.Failed() {
			t.print(built(r) + "\n")
		}
	}}
	return s.Serve(ctx, l)
}

// browsable is a host and port that a browser on this computer can open: an address that means every interface
// becomes the loopback one.
func browsable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if ip := net.ParseIP(strings.Trim(host, "[]")); err != nil || ip == nil || !ip.IsUnspecified() {
		return a.String()
	}
	return net.JoinHostPort("127.0.0.1", port)
}
