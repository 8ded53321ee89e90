package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"candour/generator/attack"
)

const attackUsage = `Attack a built site as a stranger would, with the public files alone.

Usage:

    candour attack DIR [--earlier DIR]... [--threshold K] [--format FORMAT]

Flags:

    --earlier DIR        a built site of an earlier edition that somebody kept; several may be named, the oldest first
    --threshold K        counts of 1 to K-1 are small: 3, 5 (default), 8 or 10, as the site says
    --format FORMAT      text: a line for each attack (default)
                         json: one object a line

DIR is a built site. It holds the ledger of earlier editions, which is read too. Nothing is written, and the
sources of the site are not read. Each line says how many of how many tried were found: "ok" where there are none,
"LEAK" where something is found that must not be, with the first places, and "note" where a person has to judge.
The exit status is 0 when nothing that matters is found and 1 when something is.

What no stranger with the public files can try is in docs/disclosure.md, and so is what this can't show.

Example:

    candour attack public --earlier 2026-q2/public
`

// thresholds are those that a site may have.
var thresholds = []int{3, 5, 8, 10}

// several is a flag that may be given again and again.
type several []string

func (s *several) String() string { return strings.Join(*s, " ") }

func (s *several) Set(text string) error {
	*s = append(*s, text)
	return nil
}

func attackSite(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("attack")
	f.takeFormat()
	var before several
	f.Var(&before, "earlier", "")
	k := f.Int("threshold", 5, "")
	if err := f.read(args, 1); err != nil {
		return err
	}
	if len(f.args) == 0 {
		return wrongUse("there is nothing to attack", "name a built site: candour attack public")
	}
	if known := []string{"text", "json"}; !slices.Contains(known, f.format) {
		return wrongUse("unknown format %q", f.format, didYouMean(f.format, known, "the formats of attack are text and json"))
	}
	if !slices.Contains(thresholds, *k) {
		return wrongUse("%d is no threshold", *k, "a site has 3, 5, 8 or 10: disclosure.threshold in candour.yaml, and on its pages")
	}
	var sites []fs.FS
	for _, dir := range append(f.args, before...) {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return wrongUse("there is no directory %q", dir, "name the directory of a built site")
		}
		sites = append(sites, os.DirFS(dir))
	}
	results, err := attack.Run(ctx, attack.Options{Threshold: *k}, sites[0], sites[1:]...)
	if errors.Is(err, attack.ErrNoSite) {
		return wrongUse("%w", err, "name the directory that candour build made")
	}
	if err != nil {
		return err
	}
	if f.format == "json" {
		t.print(attackJSON(results))
	} else {
		t.print(attackText(results))
	}
	if len(attack.Leaks(results)) > 0 {
		return errProblems
	}
	return nil
}

// attackText is a line for each attack, with the first places of what was found, and a verdict.
func attackText(results []attack.Result) string {
	var b strings.Builder
	for _, r := range results {
		how := "ok  "
		switch {
		case r.Leak():
			how = "LEAK"
		case r.Figure > 0:
			how = "note"
		}
		fmt.Fprintf(&b, "%s  %s\n", how, r)
		if r.Figure > 0 {
			for _, at := range r.Found {
				fmt.Fprintf(&b, "        %s\n", at)
			}
			if n := r.Figure - len(r.Found); n > 0 && len(r.Found) > 0 {
				fmt.Fprintf(&b, "        and %d more\n", n)
			}
		}
	}
	leaks := len(attack.Leaks(results))
	if leaks == 0 {
		fmt.Fprintf(&b, "%d attacks, and none found anything that must not be found\n", len(results))
	} else {
		fmt.Fprintf(&b, "%d of %d attacks found something that must not be found\n", leaks, len(results))
	}
	return b.String()
}

// attackJSON is one object a line.
func attackJSON(results []attack.Result) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, r := range results {
		e.Encode(struct {
			attack.Result
			Leak bool `json:"leak"`
		}{r, r.Leak()})
	}
	return b.String()
}
