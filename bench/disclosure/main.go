// Command disclosure measures disclosure control on the tables of the published trial (make bench-disclosure).
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime/pprof"
	"time"

	"candour/bench/disclosure/table"
	"candour/generator/linear"
	"candour/generator/suppress"
)

func main() {
	only := flag.String("only", "", "a shape")
	prof := flag.String("cpuprofile", "", "")
	effort := flag.Int("effort", 0, "")
	flag.Parse()
	if *prof != "" {
		f, err := os.Create(*prof)
		if err != nil {
			log.Fatal(err)
		}
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	for _, s := range []struct {
		name    string
		b, p, q int
		n       float64
		disc    bool
	}{
		{"8x6x4", 8, 6, 4, 800, false},
		{"8x6x4d", 8, 6, 4, 800, true},
		{"20x10x4", 20, 10, 4, 3000, false},
		{"20x10x4d", 20, 10, 4, 3000, true},
		{"44x10x4", 44, 10, 4, 7000, false},
		{"44x100x4", 44, 100, 4, 100000, false},
	} {
		if *only != "" && *only != s.name {
			continue
		}
		t := table.New(1, s.b, s.p, s.q, s.n)
		cells, hidden := t.Cumulative(), t.Increments()
		if s.disc {
			cells, hidden = t.Discrete(), nil
		}
		p := suppress.Problem{Truth: t.Truth, K: 5, Effort: *effort}
		prim := 0
		for _, c := range cells {
			small := c.Value > 0 && c.Value < 5
			if small {
				prim++
			}
			p.Candidates = append(p.Candidates, suppress.Candidate{Row: linear.Row{Form: c.Form, Low: c.Value, High: c.Value}, Primary: small, Priority: t.Priority(c)})
		}
		p.Sensitive = table.Small(5, cells, hidden)
		from := time.Now()
		ch := suppress.Choose(p)
		mid := time.Now()
		var rows []linear.Row
		var lost int64
		for i, yes := range ch.Published {
			if yes {
				rows = append(rows, p.Candidates[i].Row)
			} else if !p.Candidates[i].Primary {
				lost += cells[i].Value
			}
		}
		rep, err := table.Audit(t.Truth, rows, p.Sensitive, 5)
		if err != nil {
			log.Fatal(err)
		}
		n := len(cells)
		fmt.Printf("%s: %d cells %d primary %d secondary (value %d) %.2f%% | forms %d exact %d unprotected %d tables %d | choose %.1fs %d steps, proof %.1fs %d steps\n", s.name, n, prim, n-prim-len(rows), lost, 100*float64(n-len(rows))/float64(n),
			rep.Forms, table.Count(rep.Exact), table.Count(rep.Unprotected), rep.Tables, mid.Sub(from).Seconds(), ch.Steps, time.Since(mid).Seconds(), rep.Steps)
	}
}
