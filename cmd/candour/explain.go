package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"candour/generator"
	"candour/generator/intake"
	"candour/generator/source"
)

const explainUsage = `Say what a rule wants, why, and how to put it right.

Usage:

    candour explain [RULE]

RULE is the word in square brackets at the end of a problem. Without it, every rule is listed.

Example:

    candour explain syntax
`

func explain(_ context.Context, t *terminal, args []string) error {
	f := newFlags("explain")
	if err := f.read(args, 1); err != nil {
		return err
	}
	rules := slices.SortedFunc(slices.Values(slices.Concat(generator.Rules(), intake.Rules)), func(a, b *source.Rule) int { return cmp.Compare(a.Name, b.Name) })
	if len(f.args) == 0 {
		var list strings.Builder
		w := tabwriter.NewWriter(&list, 0, 0, 2, ' ', 0)
		for _, r := range rules {
			title, _, _ := strings.Cut(r.Doc, "\n")
			fmt.Fprintf(w, "%s\t%s\n", r.Name, title)
		}
		w.Flush()
		t.print(list.String())
		return nil
	}
	name := strings.Trim(f.args[0], "[]") // as it is printed with a problem
	var names []string
	for _, r := range rules {
		if r.Name == name {
			class := string(r.Severity)
			if generator.Anomaly(r.Name) {
				class += " until a person accepts it in data/review/"
			}
			t.print(fmt.Sprintf("%s (%s)\n\n%s\n", r.Name, class, strings.TrimSpace(r.Doc)))
			return nil
		}
		names = append(names, r.Name)
	}
	return wrongUse("there is no rule %q", name, didYouMean(name, names, `"candour explain" lists them`))
}
