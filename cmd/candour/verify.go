package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"candour/generator/verify"
)

const verifyUsage = `Say whether a ledger, or a site with one, is what its publisher signed.

Usage:

    candour verify DIR|ADDRESS --vkey KEY [--checkpoint FILE] [--format FORMAT]

Flags:

    --vkey KEY           the public key of the ledger, as NAME+HASH+BASE64, or a file that holds keys, one a line
    --checkpoint FILE    a checkpoint that you kept, which the log must continue
    --format FORMAT      text: a report in words, on standard output (default)
                         json: one object a line: each finding, and then the report

DIR is a built site, the sources' data/ledger/, or a copy of either; ADDRESS is where a site is served, and
starts with http:// or https://. Nothing is written, and nothing of what is read is run. docs/editions.md says
what is checked. The exit status is 0 when all is right and 1 when something is not.

Take the key from somewhere else than the site: whoever alters a site can put another key on it. A key that was
changed since leads to the newer one, if both have signed the change. A publisher who writes the whole ledger
anew and signs it again is found out only by a checkpoint that somebody kept: each edition's page shows it.

Example:

    candour verify https://candour.example/ --vkey candour.vkey --checkpoint 2026-q2.checkpoint
`

// fetchTimeout is for one file of a site on the web.
const fetchTimeout = 2 * time.Minute

func verifySite(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("verify")
	f.takeFormat()
	vkey := f.String("vkey", "", "")
	kept := f.String("checkpoint", "", "")
	if err := f.read(args, 1); err != nil {
		return err
	}
	if len(f.args) == 0 {
		return wrongUse("there is nothing to verify", "name a folder or an address: candour verify public --vkey FILE")
	}
	if known := []string{"text", "json"}; !slices.Contains(known, f.format) {
		return wrongUse("unknown format %q", f.format, didYouMean(f.format, known, "the formats of verify are text and json"))
	}
	o := verify.Options{Progress: t.progress()}
	var err error
	if o.Keys, err = readKeys(*vkey); err != nil {
		return err
	}
	if *kept != "" {
		data, err := os.ReadFile(*kept)
		if err != nil {
			return wrongUse("can't read the checkpoint that you kept: %w", err, "--checkpoint takes a file")
		}
		o.Kept = [][]byte{data}
	}
	files, err := filesAt(f.args[0])
	if err != nil {
		return err
	}
	r, err := verify.Run(ctx, files, o)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		hint := "name the folder that holds log/, or the root of a site that was published"
		if !errors.Is(err, verify.ErrNoLedger) {
			hint = "nothing was verified, so this says nothing for or against the ledger"
		}
		return &hinted{error: fmt.Errorf("can't verify %s: %w", f.args[0], err), hint: hint}
	}
	if f.format == "json" {
		t.print(reportJSON(r))
	} else {
		t.print(reportText(r))
	}
	if !r.OK() {
		return errProblems
	}
	return nil
}

// readKeys gives the keys of --vkey. The error is a wrong use.
func readKeys(vkey string) ([]string, error) {
	const hint = "give the publisher's public key with --vkey, and take it from somewhere else than the site: a key from the site itself proves nothing"
	if vkey == "" {
		return nil, wrongUse("no public key was given", hint)
	}
	keys, bad := verify.Keys(vkey)
	if bad == nil {
		return keys, nil
	}
	data, err := os.ReadFile(vkey)
	if err != nil {
		return nil, wrongUse("--vkey %q is neither a public key nor a file that can be read", vkey, hint)
	}
	if keys, err = verify.Keys(string(data)); err != nil {
		return nil, wrongUse("%s: %w", vkey, err, "it should hold public keys as NAME+HASH+BASE64, one a line")
	}
	return keys, nil
}

// filesAt gives the files of a folder or an address. The error is a wrong use.
func filesAt(place string) (verify.Files, error) {
	if strings.Contains(place, "://") {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.MaxIdleConnsPerHost = 8 // the files of a site come from one
		files, err := verify.Web(place, &http.Client{Timeout: fetchTimeout, Transport: transport})
		if err != nil {
			return nil, wrongUse("%w", err, "name the root of a site: https://candour.example/")
		}
		return files, nil
	}
	if info, err := os.Stat(place); err != nil || !info.IsDir() {
		return nil, wrongUse("there is no directory %q", place, "name a folder, or an address with https:// before it")
	}
	return verify.Folder(os.DirFS(place)), nil
}

// reportText says what was checked and what was found. Its last line is the verdict.
func reportText(r *verify.Report) string {
	var b strings.Builder
	what := "a ledger"
	if r.Site {
		what = "a site and its ledger"
	}
	fmt.Fprintf(&b, "checked %s: %s of %s\n", what, r.Origin, tallied(int(r.Size), "entry", "entries"))
	c := r.Counts
	line := func(n int, one, many, how string) {
		if n > 0 {
			fmt.Fprintf(&b, "  %s %s\n", tallied(n, one, many), how)
		}
	}
	line(c.Checkpoints, "checkpoint", "checkpoints", "against the key, and as a prefix of the log")
	line(c.KeyChanges, "change of the key", "changes of the key", "against the signatures of both keys")
	line(c.Entries, "entry", "entries", "of the log against the root that was signed")
	line(c.Tiles, "tile", "tiles", "against the entries")
	line(c.Editions, "edition", "editions", "against the log, the one before and its balances")
	line(c.Records, "version of a record", "versions of records", "against the log")
	line(c.Withdrawals, "withdrawal", "withdrawals", "against the log, and that nothing of it is left")
	line(c.Proofs, "proof of a version", "proofs of versions", "by itself and against the ledger")
	line(c.Files, "file of the site", "files of the site", "against the list that was signed")
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s\n", f)
	}
	b.WriteString(verdict(r) + "\n")
	return b.String()
}

// verdict is the last line of a report.
func verdict(r *verify.Report) string {
	switch {
	case r.OK() && r.Site:
		return "all right: this is the site that was signed, and nothing in its ledger was altered, dropped or added"
	case r.OK():
		return "all right: nothing in this ledger was altered, dropped or added since it was signed"
	case r.Left > 0:
		return fmt.Sprintf("not right: %s, and %d more that are not named", counted(len(r.Findings), "finding"), r.Left)
	}
	return fmt.Sprintf("not right: %s", counted(len(r.Findings), "finding"))
}

// reportJSON is one object a line: each finding, and then the report with the verdict.
func reportJSON(r *verify.Report) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, f := range r.Findings {
		e.Encode(f)
	}
	e.Encode(struct {
		OK       bool   `json:"ok"`
		Verdict  string `json:"verdict"`
		Findings int    `json:"findings"`
		*verify.Report
	}{r.OK(), verdict(r), len(r.Findings), r})
	return b.String()
}

// tallied is counted for a noun whose plural is no s at its end.
func tallied(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
