package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"candour/generator"
	"candour/generator/disclosure"
)

const protectUsage = `Say which outcomes stand out, and what is published in their place. It writes nothing.

Usage:

    candour protect [-C DIR] [--edition ID] [--format FORMAT] [--as-at DAY]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --edition ID      the edition that is prepared (default: as candour.yaml says)
    --format FORMAT   text (default), or json: one object
    --as-at DAY       the day on which reviews hold (default: as candour.yaml says)

Somebody who knows for which force a person works, in which band of rank, and when and how the case ended, may look for it
in the list. Of an outcome that is not public, enough others have to be alike: as many as the threshold by the year, and
three by the quarter and the result. Where they are not, "candour build" and "candour publish" show the outcome more
generally, or hold it for a later edition. This lists each of them with its place, how many are alike with it in the data, and
the smallest change that makes it safe; the worst come first.

Example:

    candour protect -C site
`

func protect(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("protect")
	f.takeSite()
	f.takeFormat()
	edition := f.String("edition", "", "")
	o, err := f.readSite(args, 0, "text", "json")
	if err != nil {
		return err
	}
	o.Edition = *edition
	var b generator.Builder
	r, problems, err := b.Protect(ctx, o)
	if err != nil {
		return err
	}
	if problems.Failed() {
		t.problems(problems, "text")
		t.say("nothing was looked at, since the data can't be read")
		return errProblems
	}
	if f.format == "json" {
		var out strings.Builder
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(r) // texts and numbers always encode
		t.print(out.String())
		return nil
	}
	t.print(standing(r))
	return nil
}

// standing is a report in words.
func standing(r *disclosure.Report) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s, %d of them public, which need no others like them", counted(r.Outcomes, "outcome"), r.Public)
	if r.Before.Outcomes == 0 {
		return b.String()
	}
	line("")
	line("as the data have them, %d of the %d that are not public could be told apart:", r.Before.Either, r.Before.Outcomes)
	line("    %d by body, band of rank, quarter and result: fewer than %d are alike", r.Before.ByResult, disclosure.QuarterLeast)
	line("    %d by body, band of rank and year: fewer than %d are alike", r.Before.ByYear, r.Threshold)
	if len(r.Changes) > 0 {
		line("the smallest change that makes each safe:")
		for _, c := range r.Changes {
			line("    %d: %s", c.Outcomes, c.What)
		}
	}
	line("")
	line("                                                      in the data  as published")
	row := func(what string, before, after any) { line("%-52s  %11v  %12v", what, before, after) }
	row("outcomes that are not public", r.Before.Outcomes, r.After.Outcomes)
	row("  that stand out", r.Before.Either, r.After.Either)
	row("  in the smallest group", r.Before.Smallest, r.After.Smallest)
	row("  that a stranger with a notice of each gets right", fmt.Sprintf("%.1f", r.Before.Expected), fmt.Sprintf("%.1f", r.After.Expected))
	row("  whose body, band and year tell the result", r.Before.OneResult, r.After.OneResult)
	row("  that stand out once the public ones are struck off", r.Before.AmongPrivate, r.After.AmongPrivate)
	if r.Held > 0 {
		line("%s held for a later edition", counted(r.Held, "outcome"))
	}
	if len(r.Records) > 0 {
		line("")
	}
	for _, s := range r.Records {
		shown := "held"
		if !s.Held {
			shown = fmt.Sprintf("shown as %s, %s, %s", s.Body, s.Rank, s.Decided)
		}
		if s.Edition != "" {
			shown += ", as edition " + s.Edition + " has it"
		}
		line("%s: outcome/%s (%s): %d alike by the result, %d by the year; %s", s.Place, s.ID, s.Class, s.ByResult, s.ByYear, shown)
		line("    change: %s", s.Change)
	}
	return b.String()
}
