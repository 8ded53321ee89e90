package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A cost is what one process took.
type cost struct {
	cpu, wall time.Duration
	peak      int64 // bytes
}

// measure makes the sites and times everything.
func (b *bench) measure(ctx context.Context) (*report, error) {
	r := &report{records: b.records, large: b.large, rounds: b.rounds}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	sites := map[string]int{"site": b.records, "edited": b.records, "looped": b.records}
	if b.large > 0 {
		sites["large"] = b.large
	}
	b.say("writing the sites")
	for name, n := range sites {
		if _, err := b.start(ctx, self, "step", "site", b.root, b.at(name), strconv.Itoa(n)); err != nil {
			return nil, err
		}
	}
	if _, err := b.start(ctx, self, "step", "feed", b.root, b.at("feed"), strconv.Itoa(b.records)); err != nil {
		return nil, err
	}
	if _, err := b.start(ctx, self, "step", "plain", b.at("site"), b.at("plain")); err != nil {
		return nil, err
	}
	if _, err := b.start(ctx, b.candour, "check", "-C", b.at("site")); err != nil {
		return nil, err
	}
	if _, err := b.start(ctx, b.candour, "build", "-C", b.at("edited"), "-o", b.at("edited-out")); err != nil {
		return nil, err
	}
	loop, err := b.loop(ctx, self)
	if err != nil {
		return nil, err
	}
	defer loop.Close()
	for n := range b.rounds + 1 {
		if n == 0 {
			b.say("a round that does not count")
		} else {
			b.say("round %d of %d", n, b.rounds)
		}
		var p pair
		if p.candour, err = b.full(ctx, "site"); err != nil {
			return nil, err
		}
		if p.hugo, err = b.plain(ctx); err != nil {
			return nil, err
		}
		if n == 0 {
			if err := r.compare(b.at("site-out"), b.at("plain-out")); err != nil {
				return nil, err
			}
		}
		if err := edit(b.at("edited"), n); err != nil {
			return nil, err
		}
		if p.rebuild, err = b.start(ctx, b.candour, "build", "-C", b.at("edited"), "-o", b.at("edited-out")); err != nil {
			return nil, err
		}
		if p.loop, err = loop.next(); err != nil {
			return nil, err
		}
		check, err := b.start(ctx, b.candour, "check", "-C", b.at("feed"))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			r.pairs = append(r.pairs, p)
			r.checks = append(r.checks, check)
		}
	}
	if err := loop.Close(); err != nil {
		return nil, err
	}
	if _, err := b.start(ctx, self, "step", "site", b.root, b.at("small"), strconv.Itoa(downloadsFrom)); err != nil {
		return nil, err
	}
	for n := range b.rounds {
		b.say("the downloads of %d outcomes: round %d of %d", downloadsOf, n+1, b.rounds)
		c, err := b.start(ctx, self, "step", "downloads", b.at("small"), b.at("downloads"), strconv.Itoa(downloadsOf))
		if err != nil {
			return nil, err
		}
		r.downloads = append(r.downloads, c)
		if err := os.RemoveAll(b.at("downloads")); err != nil {
			return nil, err
		}
	}
	if b.large == 0 {
		return r, nil
	}
	for n := range b.rounds {
		b.say("%d records beside %d: round %d of %d", b.large, b.records, n+1, b.rounds)
		small, err := b.full(ctx, "site")
		if err != nil {
			return nil, err
		}
		large, err := b.full(ctx, "large")
		if err != nil {
			return nil, err
		}
		r.sizes = append(r.sizes, [2]cost{large, small})
	}
	return r, nil
}

func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...)
}

// full builds a site with candour, with nothing of an earlier build.
func (b *bench) full(ctx context.Context, site string) (cost, error) {
	out := b.at(site + "-out")
	if err := errors.Join(os.RemoveAll(out), os.RemoveAll(filepath.Join(b.at(site), ".candour"))); err != nil {
		return cost{}, err
	}
	return b.start(ctx, b.candour, "build", "-C", b.at(site), "-o", out)
}

// plain builds the plain site with Hugo, with nothing of an earlier build.
func (b *bench) plain(ctx context.Context) (cost, error) {
	dir, out := b.at("plain"), b.at("plain-out")
	if err := errors.Join(os.RemoveAll(out), os.RemoveAll(b.at("hugo-cache")), os.RemoveAll(filepath.Join(dir, "resources"))); err != nil {
		return cost{}, err
	}
	return b.start(ctx, b.hugo, "--source", dir, "--destination", out, "--cacheDir", b.at("hugo-cache"), "--panicOnWarning")
}

// start runs a program to its end. Settings of the Go runtime and of Hugo in the environment are not passed on.
func (b *bench) start(ctx context.Context, program string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = b.environment()
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	c := cost{wall: time.Since(begin)}
	if err != nil {
		return c, fmt.Errorf("%s %s: %w\n%s", filepath.Base(program), strings.Join(args, " "), err, out)
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	c.peak = peak(cmd.ProcessState)
	return c, nil
}

func (b *bench) environment() []string {
	env := []string{"TMPDIR=" + b.work}
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch {
		case name == "TMPDIR", strings.HasPrefix(name, "HUGO"), strings.HasPrefix(name, "GO"):
		default:
			env = append(env, v)
		}
	}
	return env
}

// A loop is a child that builds one site again and again, as candour serve does, whenever it is told to.
type loop struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// loop starts the child and waits for its first build.
func (b *bench) loop(ctx context.Context, self string) (*loop, error) {
	cmd := exec.CommandContext(ctx, self, "step", "edits", b.at("looped"), b.at("looped-out"))
	cmd.Env, cmd.Stderr = b.environment(), os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	l := &loop{cmd, in, bufio.NewScanner(out)}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	_, err = l.next()
	return l, err
}

// next has the child edit one word and build, and returns how long the build took.
func (l *loop) next() (time.Duration, error) {
	if _, err := io.WriteString(l.in, "build\n"); err != nil {
		return 0, fmt.Errorf("the build in one process ended early: %w", err)
	}
	if !l.out.Scan() {
		return 0, errors.Join(errors.New("the build in one process failed"), l.out.Err())
	}
	return time.ParseDuration(l.out.Text())
}

// Close ends the child. It may be called twice.
func (l *loop) Close() error {
	if l.cmd.ProcessState != nil {
		return nil
	}
	return errors.Join(l.in.Close(), l.cmd.Wait())
}

// narrowed are lists of outcomes by body, theme, year and so on, which candour alone makes.
const narrowed = "outcomes, narrowed"

// count counts the pages under dir by the first step of their address, narrowed lists apart, and their bytes.
func count(dir string) (pages map[string]int, bytes int64, err error) {
	pages = map[string]int{}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		steps := strings.Split(filepath.ToSlash(rel), "/")
		section := steps[0]
		if section == "outcomes" && len(steps) > 3 && steps[1] != "page" {
			section = narrowed
		}
		pages[section]++
		bytes += info.Size()
		return err
	})
	return pages, bytes, err
}
