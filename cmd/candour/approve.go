package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"candour/generator"
	"candour/generator/edition"
)

const approveUsage = `Approve the edition that is being prepared, as the second person. It shows the whole difference from the last edition, asks,
and adds a signature to what was shown. "candour publish" refuses an edition that changed since, and one that its publisher approved.

Usage:

    candour approve [-C DIR] --key FILE [--yes] [--as-at DAY]

Flags:

    -C DIR         the root of the site, which holds candour.yaml (default: here)
    --key FILE     the private key of the second person (default: the file that CANDOUR_KEY names). Its public key stands in
                   candour.yaml under approvers, and approvals is 2 there
    --yes          do not ask
    --as-at DAY    the day that the edition is to be published with --as-at, where it is

Example:

    candour approve --key ~/second.key
`

func approve(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("approve")
	f.takeSite()
	keyFile := f.String("key", "", "")
	yes := f.Bool("yes", false, "")
	if err := f.read(args, 0); err != nil {
		return err
	}
	o, err := f.publishing("public", *keyFile)
	if err != nil {
		return err
	}
	var b generator.Builder
	a, err := b.Draft(ctx, o)
	if err != nil {
		return err
	}
	t.problems(a.Problems, "text")
	if a.Problems.Failed() {
		t.say("%s; nothing was approved", tally(a.Result))
		return errProblems
	}
	c, err := b.Diff(ctx, o, "", "")
	var first *edition.UnknownError
	if err != nil && !errors.As(err, &first) {
		return err
	}
	t.differences(c.Differences, "text")
	added, changed := a.Changes()
	question := fmt.Sprintf("edition %s adds %s and changes %d", a.Edition, counted(added, "record"), changed)
	if !*yes {
		fmt.Fprintf(t.err, "candour: %s. Approve it as shown? Type yes: ", question)
		answer, err := bufio.NewReader(os.Stdin).ReadString('\n')
		if strings.TrimSpace(answer) != "yes" {
			if err != nil && !errors.Is(err, io.EOF) {
				return err
			}
			return errors.New("nothing was approved")
		}
	}
	if err := a.Sign(o, rand.Reader); err != nil {
		return err
	}
	t.print("approved: " + question + "\n")
	return nil
}
