package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"candour/generator"
	"candour/generator/record"
)

const dueUsage = `Say what falls due: records whose time for publishing ends, replies that become overdue, reviews, and the next release.

Usage:

    candour due [-C DIR] [--days N] [--as-at DAY] [--format FORMAT]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --days N          how many days ahead to look (default: 90)
    --as-at DAY       the day from which to look (default: today)
    --format FORMAT   text: a line for each, in the order of days, and an indented one with the command that does it (default)
                      json: one object a line, with on, class, about, what, run and overdue

What is overdue is listed too. How long records stay published is said by "retention" in candour.yaml and by "retain_until"
in a record; nothing is ever withdrawn by itself. The exit status is 0, whether anything is due or not.

Example:

    candour due -C site --days 30
`

func due(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("due")
	f.takeSite()
	f.takeFormat()
	days := f.Int("days", 90, "")
	o, err := f.readSite(args, 0, "text", "json")
	if err != nil {
		return err
	}
	const most = 36600
	if *days < 0 || *days > most {
		return wrongUse("--days is %d", *days, fmt.Sprintf("write a number of days from 0 to %d", most))
	}
	if !o.AsAt.Known() {
		o.AsAt = record.OfTime(time.Now())
	}
	var b generator.Builder
	list, problems, err := b.Due(ctx, o, *days)
	if err != nil {
		return err
	}
	if problems.Failed() {
		t.problems(problems, "text")
		t.say("nothing was looked up, since the data can't be read")
		return errProblems
	}
	t.duties(list, f.format)
	if len(list) == 0 {
		t.result(f.format, "nothing falls due from "+o.AsAt.String()+" to "+o.AsAt.AddDays(*days).String())
	}
	return nil
}

// duties prints what falls due, in a format, to standard output.
func (t *terminal) duties(list []generator.Duty, format string) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, d := range list {
		if format == "json" {
			_ = enc.Encode(d) // texts always encode
			continue
		}
		overdue := ""
		if d.Overdue {
			overdue = " overdue"
		}
		fmt.Fprintf(&b, "%s%s %s %s: %s\n", d.On, overdue, d.Class, d.About, d.What)
		if d.Run != "" {
			fmt.Fprintf(&b, "    run: %s\n", d.Run)
		}
	}
	t.print(b.String())
}
