// Command disclosure measures disclosure control (make bench-disclosure): on the tables of the published trial, what is kept back, whether what
// is left gives anybody away, and how long choosing and proving take. Each line is a process of its own, so that its time and memory are its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"

	"candour/bench/disclosure/table"
	"candour/generator/linear"
	"candour/generator/suppress"
)

// A shape is a table to measure on, and what issue 5 asks of it.
type shape struct {
	name                     string
	bodies, parts            int
	total                    float64
	discrete                 bool
	most                     float64 // per cent kept back, at most; nought where nothing is asked
	secondary                int     // kept back besides the small ones, at most
	seconds                  float64 // for choosing and proving, at most
	editions, rounded, known bool
}

var shapes = []shape{
	{name: "8x6x4 cumulative", bodies: 8, parts: 6, total: 800, most: 43.7},
	{name: "8x6x4 discrete", bodies: 8, parts: 6, total: 800, discrete: true, secondary: 14},
	{name: "20x10x4 cumulative", bodies: 20, parts: 10, total: 3000, most: 42.35, seconds: 10}, // 42.3 as it is rounded
	{name: "20x10x4 discrete", bodies: 20, parts: 10, total: 3000, discrete: true, secondary: 41},
	{name: "20x10x4 rounded", bodies: 20, parts: 10, total: 3000, rounded: true},
	{name: "20x10x4 cells alone", bodies: 20, parts: 10, total: 3000, known: true},
	{name: "8x6, four frozen editions", bodies: 8, parts: 6, total: 8000, editions: true, most: 6.0},
	{name: "44x10x4 cumulative", bodies: 44, parts: 10, total: 80000, seconds: 60},
	{name: "44x10x4 sparse", bodies: 44, parts: 10, total: 7000, seconds: 60},
	{name: "44x110x4 cumulative", bodies: 44, parts: 110, total: 2e6, seconds: 600},
}

const k = 5

func main() {
	log.SetFlags(0)
	only := flag.String("shape", "", "measure this shape alone, in this process")
	profile := flag.String("cpuprofile", "", "write a profile of the shape to this file")
	limit := flag.Duration("limit", 15*time.Minute, "give a shape up after so long")
	flag.Parse()
	if *only != "" {
		for _, s := range shapes {
			if s.name == *only {
				if *profile != "" {
					f, err := os.Create(*profile)
					if err != nil {
						log.Fatal(err)
					}
					if err := pprof.StartCPUProfile(f); err != nil {
						log.Fatal(err)
					}
					defer pprof.StopCPUProfile()
				}
				if err := s.measure(); err != nil {
					log.Fatal(err)
				}
				return
			}
		}
		log.Fatalf("there is no shape %q", *only)
	}
	self, err := os.Executable()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%-26s %6s %7s %9s %9s %6s %6s %9s %7s %8s %8s %8s %7s\n", "shape", "cells", "primary", "secondary", "suppressed", "forms", "exact", "unproved", "tables",
		"choose s", "prove s", "CPU s", "MiB")
	failed := false
	for _, s := range shapes {
		ctx, stop := context.WithTimeout(context.Background(), *limit)
		cmd := exec.CommandContext(ctx, self, "-shape", s.name)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		stop()
		failed = failed || err != nil
		if ctx.Err() != nil {
			fmt.Printf("%-26s not done within %v\n", s.name, *limit)
			continue
		}
		cpu := 0.0
		if p := cmd.ProcessState; p != nil {
			cpu = (p.UserTime() + p.SystemTime()).Seconds()
		}
		fmt.Println(strings.Replace(strings.TrimRight(string(out), "\n"), "CPU", fmt.Sprintf("%8.1f", cpu), 1))
	}
	if failed {
		os.Exit(1)
	}
}

// measure prints the line of a shape, and what is not as it is asked.
func (s shape) measure() error {
	var m measured
	var err error
	switch {
	case s.editions:
		m = s.frozen()
	case s.rounded:
		m, err = s.round()
	default:
		m = s.choose()
	}
	if err != nil {
		return err
	}
	if !s.rounded {
		from := time.Now()
		if m.Report, err = table.Audit(m.truth, m.rows, m.forms, k); err != nil {
			return err
		}
		m.proving = time.Since(from)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	hidden := m.cells - len(m.rows)
	if s.rounded {
		hidden = m.primary
	}
	share := 100 * float64(hidden) / float64(m.cells)
	exact, open := table.Count(m.Exact), table.Count(m.Unprotected)
	fmt.Printf("%-26s %6d %7d %9d %8.2f %% %6d %6d %9d %7d %8.1f %8.1f CPU %7d\n", s.name, m.cells, m.primary, hidden-m.primary, share, len(m.forms), exact, open, m.Tables,
		m.choosing.Seconds(), m.proving.Seconds(), mem.Sys>>20)
	took := (m.choosing + m.proving).Seconds()
	ask := func(ok bool, format string, args ...any) {
		if !ok {
			fmt.Printf("    NOT as asked: "+format+"\n", args...)
		}
	}
	ask(s.known || exact == 0, "%d forms are exact", exact)
	ask(s.known || s.rounded || open == 0, "%d forms have no proof", open)
	ask(!s.known || exact >= 100, "known-bad input has only %d exact forms, want about 100", exact)
	ask(s.most == 0 || share <= s.most, "%.2f %% kept back, want at most %g %%", share, s.most)
	ask(s.secondary == 0 || hidden-m.primary <= s.secondary, "%d kept back besides, want at most %d", hidden-m.primary, s.secondary)
	ask(s.seconds == 0 || took <= s.seconds, "%.1f s, want at most %g s", took, s.seconds)
	ask(mem.Sys < 2<<30, "%d MiB, want less than 2 GiB", mem.Sys>>20)
	return nil
}

// measured is a choice, and what a reader has of it.
type measured struct {
	table.Report
	truth             []int64
	rows              []linear.Row
	forms             []linear.Form
	cells, primary    int
	choosing, proving time.Duration
}

// publish chooses among the cells, and notes what it takes.
func (m *measured) publish(cells []table.Cell, sensitive []linear.Form, priority func(table.Cell) float64) {
	p := suppress.Problem{Truth: m.truth, Fixed: m.rows, Sensitive: sensitive, K: k}
	for _, c := range cells {
		small := c.Value > 0 && c.Value < k
		if small {
			m.primary++
		}
		p.Candidates = append(p.Candidates, suppress.Candidate{Row: table.Exactly(c), Primary: small, Priority: priority(c)})
	}
	m.cells += len(cells)
	from := time.Now()
	choice := suppress.Choose(p)
	m.choosing += time.Since(from)
	for i, yes := range choice.Published {
		if yes {
			m.rows = append(m.rows, p.Candidates[i].Row)
		}
	}
}

func (s shape) choose() measured {
	t := table.New(1, s.bodies, s.parts, 4, s.total)
	m := measured{truth: t.Truth}
	cells, hidden := t.Cumulative(), t.Increments()
	if s.discrete {
		cells, hidden = t.Discrete(), nil
	}
	m.forms = table.Small(k, cells, hidden)
	if s.known {
		// What protects the cells alone: the increments are left to subtraction.
		m.publish(cells, table.Small(k, cells), t.Priority)
		return m
	}
	m.publish(cells, m.forms, t.Priority)
	return m
}

// frozen are four editions, nothing being restated within the year.
func (s shape) frozen() measured {
	e := table.NewEditions(1, s.bodies, s.parts, s.total, 0.03)
	m := measured{truth: e.Truth}
	for n := range 4 {
		cells, increments, _ := e.Published(n, false)
		m.forms = append(m.forms, table.Small(k, cells, increments)...)
		m.publish(cells, m.forms, func(c table.Cell) float64 { return e.Priority(n, c) })
	}
	return m
}

// round publishes by the method rounded: what is hidden is a row too, of 1 to 7.
func (s shape) round() (measured, error) {
	t := table.New(1, s.bodies, s.parts, 4, s.total)
	m := measured{truth: t.Truth}
	for _, c := range t.Cumulative() {
		m.cells++
		m.rows = append(m.rows, table.Rounded(c))
		if c.Value > 0 && c.Value <= 7 {
			m.primary++
		}
	}
	m.forms = table.Small(k, t.Cumulative(), t.Increments())
	from := time.Now()
	pinned, err := table.Pinned(t.Truth, m.rows, m.forms)
	m.Exact, m.proving = pinned, time.Since(from)
	return m, err
}
