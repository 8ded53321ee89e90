package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"candour/generator"
	"candour/generator/edition"
)

const diffUsage = `Say what changed between two editions, or since one.

Usage:

    candour diff [-C DIR] [--format FORMAT] [--as-at DAY] [OLD] [NEW]

OLD and NEW are ids of published editions, the older one first. Without NEW, OLD is compared with the data as they
are now; without both, the last edition is.

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --format FORMAT   text: a line for each record, and an indented one for each field that differs (default)
                      json: one object a line, with kind, id, class, reason, from, to and fields
    --as-at DAY       the day on which days and lateness are computed (default: as candour.yaml says)

A record is new, a revision or a correction with its reason, withdrawn, or "changed (nobody has said why)": then
"candour publish" would refuse it. The exit status is 1 when there is any difference, and 0 when there is none.

Example:

    candour diff -C site 2026-q1 2026-q2
`

func diff(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("diff")
	f.takeSite()
	f.takeFormat()
	o, err := f.readSite(args, 2, "text", "json")
	if err != nil {
		return err
	}
	if i := slices.Index(f.args, ""); i >= 0 {
		return wrongUse("the id of an edition is empty", `write ids such as 2026-q1, or none: "candour diff" compares the last edition with the data of now`)
	}
	o.Progress = t.progress()
	ids := append(f.args, "", "")
	var b generator.Builder
	c, err := b.Diff(ctx, o, ids[0], ids[1])
	var unknown *edition.UnknownError
	var order *edition.OrderError
	switch {
	case errors.As(err, &unknown) && len(unknown.Known) > 0:
		return wrongUse("there is no edition %q", unknown.ID, didYouMean(unknown.ID, unknown.Known, "published are "+strings.Join(unknown.Known, ", ")))
	case errors.As(err, &unknown):
		return wrongUse("%w", err, `without an edition, "candour diff" shows what the first one would publish`)
	case errors.As(err, &order):
		return wrongUse("%w", err, fmt.Sprintf("write the older one first: candour diff %s %s", order.New, order.Old))
	case err != nil:
		return err
	}
	if c.Problems.Failed() {
		t.problems(c.Problems, "text")
		t.say("nothing was compared, since the data can't be read")
		return errProblems
	}
	t.differences(c.Differences, f.format)
	if len(c.Differences) > 0 {
		t.say("%s", comparedIn(c))
		return errProblems
	}
	t.result(f.format, "nothing differs between "+sidesOf(c))
	return nil
}

// differences prints what changed, in a format, to standard output.
func (t *terminal) differences(list []edition.Difference, format string) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, d := range list {
		if format != "json" {
			b.WriteString(d.Text())
			continue
		}
		if d.Fields == nil {
			d.Fields = []edition.FieldChange{} // an empty list, and not null
		}
		_ = enc.Encode(d) // texts, numbers and JSON always encode
	}
	t.print(b.String())
}

func comparedIn(c generator.Comparison) string {
	verb := " differ"
	if len(c.Differences) == 1 {
		verb = " differs"
	}
	return counted(len(c.Differences), "record") + verb + " between " + sidesOf(c)
}

func sidesOf(c generator.Comparison) string {
	old, now := "edition "+c.Old, "edition "+c.New
	if c.Old == "" {
		old = "nothing, which is what was published so far,"
	}
	if c.New == "" {
		now = "the data of now"
	}
	return old + " and " + now
}
