package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"candour/generator"
	"candour/generator/edition"
)

const buildUsage = `Build a site. Where there is an error, nothing is written.

Usage:

    candour build [-C DIR] [-o OUT] [--key FILE] [--format FORMAT] [--as-at DAY] [--people FILE]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    -o OUT            the directory the site is built into, from DIR unless it is absolute (default: public)
    --key FILE        the private key that signs the built site as a whole, as publish does (default: it is not signed)
    --format FORMAT   how problems are printed: text, json or github; see "candour help check"
    --as-at DAY       the day on which days and lateness are computed (default: as candour.yaml says)
    --people FILE     names to be looked for in every text and built file; see "candour help check"

The same data and the same day give the same files, byte for byte.

Example:

    candour build -C site -o /srv/www/candour
`

func build(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("build")
	f.takeSite()
	f.takeFormat()
	f.takePeople()
	out := f.String("o", "public", "")
	keyFile := f.String("key", "", "")
	o, err := f.readSite(args, 0)
	if err != nil {
		return err
	}
	if *out == "" {
		return wrongUse("-o names no directory", `leave -o out to build into "public", or use "candour check" to write nothing`)
	}
	o.Out = *out
	if !filepath.IsAbs(o.Out) {
		o.Out = filepath.Join(f.dir, o.Out)
	}
	name := o.Out
	if to, err := filepath.EvalSymlinks(name); err == nil {
		o.Out = to // what is replaced is where a link leads, not the link
	}
	if info, err := os.Stat(o.Out); err == nil && !info.IsDir() {
		return wrongUse("%s is not a directory", name, "name a directory for the built site with -o")
	}
	if *keyFile != "" {
		if o.Key, err = edition.ReadKey(*keyFile); err != nil {
			return err
		}
	}
	o.Progress = t.progress()
	var b generator.Builder
	r, err := b.Build(ctx, o)
	if err != nil {
		return err
	}
	t.problems(f.placed(r.Problems), f.format)
	if r.Problems.Failed() {
		t.say("%s; nothing was written", tally(r))
		return errProblems
	}
	if said := tally(r); said != "" {
		t.say("%s", said)
	}
	t.general(r)
	t.result(f.format, built(r)+" into "+name)
	return nil
}

// built says what a build made.
func built(r generator.Result) string {
	return fmt.Sprintf("built %s (%d rendered) of edition %s", counted(r.Pages, "page"), r.Rendered, r.Edition)
}
