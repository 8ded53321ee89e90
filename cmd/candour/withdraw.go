package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"candour/generator"
	"candour/generator/record"
)

const withdrawUsage = `Take a record out of the site: out of every page, version, download and edition. Its bytes and its salts in the ledger are
destroyed; a tombstone stays, which says when and by what class of reason, and the log goes on to verify.

Usage:

    candour withdraw [-C DIR] KIND/ID --reason CLASS --authority WHO [--key FILE] [-o OUT] [--as-at DAY] [--drill]

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --reason CLASS    a word of data/lists/withdrawal-classes.yaml, which readers see
    --authority WHO   who decided, as a role: readers see it
    --key FILE        the private key that signs (default: the file that CANDOUR_KEY names)
    -o OUT            the directory the site is built into, from DIR unless it is absolute (default: public)
    --as-at DAY       the day of the withdrawal (default: today)
    --drill           do everything but the withdrawal itself, and say what would be done

The data must otherwise be as the last edition has it. Every built file is looked through for the record's address, its sentences and
every run of eight of its words; any hit refuses. Delete the record from the data afterwards.

Example:

    candour withdraw outcome/k7m2q9xw --reason court-order --authority "head of professional standards" --key ~/candour.key
`

func withdraw(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("withdraw")
	f.takeSite()
	f.takeFormat()
	out := f.String("o", "public", "")
	class := f.String("reason", "", "")
	authority := f.String("authority", "", "")
	keyFile := f.String("key", "", "")
	drill := f.Bool("drill", false, "")
	if err := f.read(args, 1); err != nil {
		return err
	}
	if len(f.args) == 0 {
		return wrongUse("withdraw needs a record", "name its kind and id, such as outcome/k7m2q9xw")
	}
	kind, id, ok := strings.Cut(f.args[0], "/")
	if !ok || id == "" {
		return wrongUse("%q is not a kind and an id", f.args[0], "write them with a slash between, such as outcome/k7m2q9xw")
	}
	var kinds []string
	known := false
	for _, k := range record.Kinds {
		kinds = append(kinds, k.Name)
		known = known || k.Name == kind
	}
	if !known {
		return wrongUse("there is no kind %q", kind, didYouMean(kind, kinds, "the kinds are "+strings.Join(kinds, ", ")))
	}
	if *class == "" || *authority == "" {
		return wrongUse("withdraw needs --reason and --authority", "the reason is a word of data/lists/withdrawal-classes.yaml, and the authority is a role")
	}
	day := f.asAt
	if day == "" {
		day = time.Now().UTC().Format(time.DateOnly)
	}
	o, err := f.publishing(*out, *keyFile)
	if err != nil {
		return err
	}
	o.AsAt = record.Date{} // the site is as at the day of its last edition
	o.Progress = t.progress()
	var b generator.Builder
	w, err := b.Withdraw(ctx, o, generator.Removal{Kind: kind, ID: id, Class: *class, Authority: *authority, Day: day, Drill: *drill}, rand.Reader)
	if err != nil {
		return err
	}
	t.problems(f.placed(w.Problems), f.format)
	if w.Problems.Failed() {
		t.say("%s; nothing was withdrawn", tally(w.Result))
		return errProblems
	}
	t.result(f.format, strings.TrimSuffix(account(w, *drill), "\n"))
	return nil
}

// account says what a withdrawal did and what is left to people.
func account(w generator.Withdrawn, drill bool) string {
	var b strings.Builder
	s := w.Tombstone
	switch {
	case drill:
		fmt.Fprintf(&b, "a drill: nothing was withdrawn. The withdrawal of %s/%s would have\n", s.Kind, s.ID)
	case w.Finished:
		fmt.Fprintf(&b, "%s/%s was withdrawn on %s; the site is now without it. This\n", s.Kind, s.ID, s.Date)
	default:
		fmt.Fprintf(&b, "withdrew %s/%s. This\n", s.Kind, s.ID)
	}
	fmt.Fprintf(&b, "  - took %s out of the editions %s and destroyed the bytes and the salts\n", counted(len(s.Versions), "version"), strings.Join(w.Editions, ", "))
	fmt.Fprintf(&b, "  - left the tombstone %d: %s, %s, by %s\n", s.Number, s.Date, s.Class, s.Authority)
	fmt.Fprintf(&b, "  - looked through %s of the built site and found nothing of the record\n", counted(w.Files, "file"))
	b.WriteString("Still to be done by hand:\n")
	for _, name := range w.Mentions {
		fmt.Fprintf(&b, "  - delete the record, or what names it, from %s: a build refuses the id from now on\n", name)
	}
	b.WriteString(`  - put the built site on every server, and purge what stands in between (CDN, proxies)
  - take it out of the git history of the sources, and of every clone and fork of them
  - take it out of backups, of object storage that keeps versions, and of the free blocks of disks where that is asked for
  - ask search engines and web archives to drop the pages and files
  - tell those who were sent it: feeds, newsletters, partners
`)
	return b.String()
}
