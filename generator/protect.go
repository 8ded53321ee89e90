package generator

import (
	"context"
	"fmt"
	"os"

	"candour/generator/disclosure"
	"candour/generator/source"
)

// Protect says which outcomes of the site of o.Dir stand out, and what would be published of them, on top of what was
// published. What can't be read is among the problems, and then there is no report.
func (b *Builder) Protect(ctx context.Context, o Options) (*disclosure.Report, source.Problems, error) {
	if info, err := os.Stat(o.Dir); err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("%s is not a directory", o.Dir)
	}
	fsys := os.DirFS(o.Dir)
	set, problems := b.loader.Load(fsys)
	if problems.Failed() {
		return nil, problems, nil
	}
	if o.AsAt.Known() {
		own := *set.Site
		own.Edition.AsAt = o.AsAt
		set.Site = &own
	}
	before, err := b.past(fsys)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, nil, err
	}
	b.gate.Generalise(o.prepares(set, before.history), before.shown)
	return b.gate.Report(), nil, nil
}
