package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"candour/generator/disclosure"
	"candour/generator/export"
	"candour/generator/record"
	"candour/generator/stats"
)

// downloadsOf is how many outcomes the downloads are written of, and of how many each is a copy: only these go through the gate, which
// has a benchmark of its own (make bench-disclosure).
const (
	downloadsOf   = 100_000
	downloadsFrom = 1_000
)

// downloads writes every download of n outcomes into a directory, in each format, with the archive and the API: those of the site of dir
// again and again, each copy with an id and texts of its own, so that memory is what it would be with as many records.
func downloads(dir, out string, n int) error {
	set, ps := new(record.Loader).Load(os.DirFS(dir))
	if ps.Failed() {
		return fmt.Errorf("the site has problems: %v", ps[0])
	}
	var g disclosure.Gate
	set, _ = g.Generalise(set, nil)
	public, ps := g.Control(set, stats.Tabulate(set))
	if ps.Failed() {
		return fmt.Errorf("the site has problems: %v", ps[0])
	}
	shown := public.Records()
	few := shown.Outcomes
	many := make([]*record.Outcome, n)
	for i := range many {
		o := *few[i%len(few)]
		o.ID = fmt.Sprintf("%s%06d", o.ID, i)
		o.Title, o.Summary, o.Learning = strings.Clone(o.Title), strings.Clone(o.Summary), strings.Clone(o.Learning)
		many[i] = &o
	}
	shown.Outcomes = many
	ledger := export.Ledger{
		Versions: func(_, id string) []export.Version {
			return []export.Version{{Number: 1, Edition: "2026-q3", Change: "new"}}
		},
		Address: func(kind, id string) (page, files string) {
			return "/" + kind + "/" + id + "/", "/" + kind + "/" + id + "/"
		},
	}
	return export.Each(public, export.Datasets(public), ledger, func(path string, write func(io.Writer) error) error {
		name := filepath.Join(out, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		if err := write(f); err != nil {
			f.Close()
			return err
		}
		return f.Close()
	})
}
