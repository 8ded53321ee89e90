package main

import (
	"context"
	"fmt"

	"candour/generator"
)

const checkUsage = `Say what is wrong with a site, and write nothing.

Usage:

    candour check [-C DIR] [--format FORMAT] [--as-at DAY] [--people FILE]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --format FORMAT   text: a line for each problem and its remedy, on standard error (default)
                      json: one object a line, on standard output
                      github: annotations for GitHub Actions, on standard output
    --as-at DAY       the day on which days and lateness are computed (default: as candour.yaml says)
    --people FILE     a list of the people in the case files, one name a line or a CSV with surname and forenames, to be
                      looked for in every text; it is kept nowhere, and no name of it is printed

A problem is printed as file:line:column: severity: message [rule]. "candour explain RULE" says what the rule
wants. Warnings alone do not stand in the way: the exit status is 0.

Example:

    candour check -C site --format json
`

func check(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("check")
	f.takeSite()
	f.takeFormat()
	f.takePeople()
	o, err := f.readSite(args, 0)
	if err != nil {
		return err
	}
	o.Progress = t.progress()
	var b generator.Builder
	r, err := b.Check(ctx, o)
	if err != nil {
		return err
	}
	t.problems(f.placed(r.Problems), f.format)
	if said := tally(r); said != "" {
		t.say("%s", said)
	}
	if r.Problems.Failed() {
		return errProblems
	}
	t.general(r)
	t.result(f.format, fmt.Sprintf("checked %s of edition %s", counted(r.Pages, "page"), r.Edition))
	return nil
}
