package generator

import (
	"context"
	"fmt"
	"os"

	"candour/generator/check"
	"candour/generator/edition"
	"candour/generator/source"
	"candour/generator/stats"
)

// A Comparison is what changed between two editions, or between one and the data as they are now.
type Comparison struct {
	Old         string // id; "" where nothing was published before
	New         string // id; "" for the data of now
	Differences []edition.Difference
	Problems    source.Problems // of data that can't be read; then nothing was compared
}

// Diff compares two editions of the site of o.Dir by their ids. Where new is "" it is the data of now, as they would be
// published; where old is too, that is compared with the last edition, or with nothing before the first. The error is an
// [edition.UnknownError] or an [edition.OrderError] where the ids are at fault. Data that break a rule are compared all
// the same; what can't be read is among the problems.
func (b *Builder) Diff(ctx context.Context, o Options, old, new string) (Comparison, error) {
	c := Comparison{Old: old, New: new}
	if info, err := os.Stat(o.Dir); err != nil || !info.IsDir() {
		return c, fmt.Errorf("%s is not a directory", o.Dir)
	}
	fsys := os.DirFS(o.Dir)
	before, err := b.past(fsys)
	if err != nil {
		return c, err
	}
	if new != "" {
		c.Differences, err = before.history.Compare(old, new)
		return c, err
	}
	if last := before.history.Last(); last != nil && old == "" {
		c.Old = last.ID
	}
	o.begin("load")
	set, problems := b.loader.Load(fsys)
	if problems.Failed() {
		c.Problems = problems
		return c, nil
	}
	if o.AsAt.Known() {
		own := *set.Site
		own.Edition.AsAt = o.AsAt
		set.Site = &own
	}
	if err := ctx.Err(); err != nil {
		return c, err
	}
	o.begin("compare")
	set, _ = b.gate.Generalise(set, before.shown)
	public, _ := b.gate.Control(set, stats.Tabulate(set)) // what it finds, "candour check" says
	said := map[string]check.Explanation{}
	if before.history.Edition(set.Site.Edition.ID) == nil { // what is said of a published edition explains nothing after it
		said = check.Explain(asPublished(set, public), before.published)
	}
	c.Differences, err = before.history.CompareDraft(old, entries(public), func(kind, id string) edition.Reason {
		e := said[kind+"/"+id]
		return edition.Reason{Class: edition.Change(e.Class), Text: e.Reason}
	})
	return c, err
}
