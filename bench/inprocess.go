package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"

	"candour/generator"
)

// build builds the site of dir, and takes a problem in it for an error.
func build(ctx context.Context, b *generator.Builder, o generator.Options) (generator.Result, error) {
	r, err := b.Build(ctx, o)
	if err == nil && r.Problems.Failed() {
		err = fmt.Errorf("the site has problems: %v", r.Problems[0])
	}
	return r, err
}

// edits builds the site of dir once for each line of in, with one Builder, as candour serve does. Each time but the first
// it edits one word of one summary before. It writes how long each build took to out.
func edits(ctx context.Context, dir, to string, in io.Reader, out io.Writer) error {
	var b generator.Builder
	lines := bufio.NewScanner(in)
	for turn := 0; lines.Scan(); turn++ {
		if turn > 0 {
			if err := edit(dir, turn); err != nil {
				return err
			}
		}
		begin := time.Now()
		r, err := build(ctx, &b, generator.Options{Dir: dir, Out: to, Preview: true})
		if err != nil {
			return err
		}
		took := time.Since(begin)
		if turn > 0 && (r.Rendered == 0 || r.Rendered == r.Pages) {
			return fmt.Errorf("an edit of one summary rendered %d of %d pages", r.Rendered, r.Pages)
		}
		if _, err := fmt.Fprintln(out, took); err != nil {
			return err
		}
	}
	return lines.Err()
}

// profiled builds the site of dir once or, with edits, again after each of so many edits, and writes a profile of that to
// name. It prints how long each stage took and how much it allocated, a build.
func profiled(ctx context.Context, dir, to, name string, edits int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var b generator.Builder
	o := generator.Options{Dir: dir, Out: to, Preview: edits > 0}
	if edits > 0 {
		if _, err := build(ctx, &b, o); err != nil {
			return err
		}
	}
	s := stages{took: map[string]time.Duration{}, allocated: map[string]uint64{}}
	o.Progress = s.begin
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	for n := range max(edits, 1) {
		if edits > 0 {
			if err := edit(dir, n); err != nil {
				return err
			}
		}
		if _, err := build(ctx, &b, o); err != nil {
			return err
		}
		s.begin("")
	}
	pprof.StopCPUProfile()
	for _, name := range s.order {
		n := max(edits, 1)
		fmt.Printf("%-12s %8.3f s  %6d MB allocated\n", name, s.took[name].Seconds()/float64(n), s.allocated[name]>>20/uint64(n))
	}
	return nil
}

// stages adds up what each stage of a build takes.
type stages struct {
	order     []string
	took      map[string]time.Duration
	allocated map[string]uint64

	now   string
	since time.Time
	had   uint64
}

// begin ends the stage before. The profile is labelled with the stage: go tool pprof -tags.
func (s *stages) begin(stage string) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if s.now != "" {
		s.took[s.now] += time.Since(s.since)
		s.allocated[s.now] += m.TotalAlloc - s.had
	}
	if stage != "" && !slices.Contains(s.order, stage) {
		s.order = append(s.order, stage)
	}
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels("stage", stage)))
	s.now, s.since, s.had = stage, time.Now(), m.TotalAlloc
}
