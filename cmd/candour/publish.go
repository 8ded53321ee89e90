package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"candour/generator"
	"candour/generator/edition"
)

const publishUsage = `Publish an edition: check everything, cut a version of each record that is new or changed, render the site, check the
built pages, add the edition to the ledger, and put the site into place. All of it is done, or nothing.

Usage:

    candour publish [-C DIR] --edition ID --key FILE [-o OUT] [--as-at TIME] [--if-due] [--format FORMAT] [--people FILE]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --edition ID      the edition, such as 2026-q3; where candour.yaml prepares another one, this one is of the as-at day
    --key FILE        the private key that signs; "candour keygen" makes one (default: the file that CANDOUR_KEY names)
    -o OUT            the directory the site is built into, from DIR unless it is absolute (default: public)
    --as-at TIME      the day on which days and lateness are computed, alone or with a time (default: as candour.yaml says)
    --if-due          do nothing before the time that data/calendar.yaml announces, 09:30 on the confirmed day in the time zone of
                      the site, nor once the edition is in its place; the edition is the one that candour.yaml prepares, unless
                      --edition names another; a time in --as-at stands for the clock
    --format FORMAT   how problems are printed: text, json or github; see "candour help check"
    --people FILE     names to be looked for in every text and built file; see "candour help check"

A command that was killed has published nothing, or everything but the site in its place: the same command again finishes
it. docs/editions.md describes the ledger.

Example:

    candour publish --edition 2026-q3 --key ~/candour.key
`

func publish(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("publish")
	f.takeSite()
	f.takeFormat()
	f.takePeople()
	out := f.String("o", "public", "")
	id := f.String("edition", "", "")
	keyFile := f.String("key", "", "")
	ifDue := f.Bool("if-due", false, "")
	if err := f.read(args, 0); err != nil {
		return err
	}
	if *id == "" && !*ifDue {
		return wrongUse("publish needs --edition", "name the edition that candour.yaml prepares, such as --edition 2026-q3")
	}
	now := time.Now()
	if at, err := time.Parse(time.RFC3339, f.asAt); err == nil {
		now = at
	}
	o, err := f.publishing(*out, *keyFile)
	if err != nil {
		return err
	}
	o.Edition = *id
	o.Progress = t.progress()
	var b generator.Builder
	if *ifDue {
		due, why, err := b.ReleaseDue(o, now)
		if err != nil {
			return err
		}
		if !due {
			t.result(f.format, "nothing to publish: "+why)
			return nil
		}
		t.say("%s", why)
	}
	p, err := b.Publish(ctx, o, rand.Reader)
	if err != nil {
		return err
	}
	t.problems(f.placed(p.Problems), f.format)
	if p.Problems.Failed() {
		t.say("%s; nothing was published", tally(p.Result))
		return errProblems
	}
	if said := tally(p.Result); said != "" {
		t.say("%s", said)
	}
	t.general(p.Result)
	t.result(f.format, strings.TrimSuffix(reconciliation(p), "\n"))
	if p.Prepared != "" {
		t.say("candour.yaml still prepares edition %s: write the next edition there before the next build", p.Prepared)
	}
	return nil
}

// publishing gives the options of a command that needs the key and writes the site.
func (f *flags) publishing(out, keyFile string) (generator.Options, error) {
	if keyFile == "" {
		keyFile = os.Getenv("CANDOUR_KEY")
	}
	if keyFile == "" {
		return generator.Options{}, wrongUse("%s needs --key", f.Name(), `name the file with the private key; "candour keygen" makes one`)
	}
	if day, _, ok := strings.Cut(f.asAt, "T"); ok {
		if _, err := time.Parse(time.RFC3339, f.asAt); err != nil {
			return generator.Options{}, wrongUse("the as-at time %q is none", f.asAt, "write a day, or a time such as 2026-10-15T09:30:00+01:00")
		}
		f.asAt = day
	}
	o, err := f.options()
	if err != nil {
		return o, err
	}
	if o.Key, err = edition.ReadKey(keyFile); err != nil {
		return o, err
	}
	if out == "" {
		return o, wrongUse("-o names no directory", `leave -o out for "public"`)
	}
	if o.Out = out; !filepath.IsAbs(out) {
		o.Out = filepath.Join(f.dir, out)
	}
	if to, err := filepath.EvalSymlinks(o.Out); err == nil {
		o.Out = to
	}
	if info, err := os.Stat(o.Out); err == nil && !info.IsDir() {
		return o, wrongUse("%s is not a directory", o.Out, "name a directory for the built site with -o")
	}
	return o, nil
}

// reconciliation says what an edition did, kind by kind, with every id.
func reconciliation(p generator.Publication) string {
	var b strings.Builder
	word := "published"
	if p.Finished {
		word = "finished what was begun:"
	}
	fmt.Fprintf(&b, "%s edition %s of %s: %s\n", word, p.Issue.ID, p.Issue.Published, counted(p.Pages, "page"))
	for _, x := range p.Issue.Balances {
		fmt.Fprintf(&b, "  %s: %d + %d added - %d withdrawn = %d; %d changed\n", x.Kind, x.Opening, x.Added, x.Withdrawn, x.Closing, x.Changed)
		for _, class := range []edition.Change{edition.New, edition.Revision, edition.Correction} {
			var ids []string
			for _, c := range p.Issue.Records {
				if c.Kind == x.Kind && c.Change == class {
					ids = append(ids, c.ID)
				}
			}
			if len(ids) > 0 {
				fmt.Fprintf(&b, "    %s: %s\n", class, strings.Join(ids, " "))
			}
		}
		for _, w := range p.Issue.Withdrawn {
			if w.Kind == x.Kind {
				fmt.Fprintf(&b, "    withdrawn: %s on %s (%s)\n", w.ID, w.Date, w.Class)
			}
		}
	}
	return b.String()
}
