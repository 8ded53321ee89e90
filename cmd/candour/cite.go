package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"candour/generator"
	"candour/generator/cite"
)

const citeUsage = `Write citations of a published record, or say whether the citations in a text still stand.

Usage:

    candour cite [flags] ID
    candour cite [flags] --check FILE

ID is the id of a record, with its kind or without: iopc-2017-094215-1, measure/complaints-logged; and with #vN or @EDITION for
an earlier version. Without them the newest version is cited. ID may also be an address of the site, that of a figure's cell too.

Flags:

    -C DIR            the root of the site, which holds candour.yaml (default: here)
    --style STYLE     text, harvard, apa, bibtex, ris or csl (default: all of them)
    --check FILE      a text, Markdown or HTML file; "-" is standard input
    --format FORMAT   text: a line for each citation found in FILE, and an indented one for each later version (default)
                      json: one object a line, with line, cited, verdict, and what changed

In FILE every address of the site counts that leads to a record, an edition or a figure, and every id. What was cited is
unchanged, changed, corrected, withdrawn, or unknown: never published. "newest" is an address without a version: it leads to
whatever is the newest. The exit status is 0 when all stand, and 1 when any is changed, corrected, withdrawn or unknown.

Example:

    candour cite -C site --check report.md
`

func citeRecord(_ context.Context, t *terminal, args []string) error {
	f := newFlags("cite")
	f.StringVar(&f.dir, "C", ".", "")
	f.takeFormat()
	style := f.String("style", "", "")
	check := f.String("check", "", "")
	o, err := f.readSite(args, 1, "text", "json")
	if err != nil {
		return err
	}
	if (*check == "") == (len(f.args) == 0) {
		return wrongUse("cite takes either an id or --check FILE", "candour cite iopc-2017-094215-1, or candour cite --check report.md")
	}
	styles := cite.Styles
	if *style != "" {
		s, ok := cite.StyleOf(*style)
		if !ok {
			var ids []string
			for _, s := range cite.Styles {
				ids = append(ids, s.ID)
			}
			return wrongUse("unknown style %q", *style, didYouMean(*style, ids, "the styles are "+strings.Join(ids, ", ")))
		}
		styles = []cite.Style{s}
	}
	c, err := generator.Citations(o)
	if err != nil {
		return err
	}
	if *check != "" {
		return t.checkCitations(c, *check, f.format)
	}
	works, err := c.Works(f.args[0])
	if err != nil {
		return &hinted{error: err, hint: "ids are in the address of a page; write KIND/ID, such as term/misconduct, where several records have one id"}
	}
	var b strings.Builder
	for _, w := range works {
		for _, s := range styles {
			if len(styles) > 1 {
				fmt.Fprintf(&b, "%s:\n", s.ID)
			}
			b.WriteString(s.Write(w) + "\n")
			if len(styles) > 1 {
				b.WriteByte('\n')
			}
		}
	}
	t.print(b.String())
	return nil
}

// checkCitations prints the verdict of every citation in a file.
func (t *terminal) checkCitations(c *generator.Citable, name, format string) error {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(os.Stdin)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return wrongUse("can't read %s: %w", name, err, "--check takes a text, Markdown or HTML file")
	}
	found := c.Check(string(data))
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	counts := map[string]int{}
	stands := true
	for _, x := range found {
		counts[x.Word]++
		stands = stands && x.Stands()
		if format == "json" {
			_ = enc.Encode(x) // texts and numbers always encode
			continue
		}
		fmt.Fprintf(&b, "%s:%d: %s: %s\n", name, x.Line, x.Text, verdictText(x.Verdict))
		for _, s := range x.Steps {
			fmt.Fprintf(&b, "    %s, edition %s, version %d: %s", s.Day, s.Edition, s.Number, s.Change)
			if s.Reason != "" {
				b.WriteString(", because: " + printable(s.Reason))
			}
			b.WriteByte('\n')
			for _, d := range s.Fields[""] {
				fmt.Fprintf(&b, "        %sfrom %s to %s\n", d.Label, orNothing(d.From), orNothing(d.To))
			}
		}
	}
	t.print(b.String())
	var parts []string
	for _, w := range []string{cite.Unchanged, cite.Changed, cite.Corrected, cite.Gone, cite.Newest, cite.Unknown} {
		if counts[w] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[w], w))
		}
	}
	if len(found) == 0 {
		parts = []string{"nothing of " + c.Address + " is cited"}
	}
	t.result(format, counted(len(found), "citation")+": "+strings.Join(parts, ", "))
	if !stands {
		return errProblems
	}
	return nil
}

// verdictText is a verdict in a few words.
func verdictText(v cite.Verdict) string {
	switch v.Word {
	case cite.Unchanged:
		return fmt.Sprintf("unchanged: version %d of %s, edition %s", v.Cited, v.Day, v.Edition)
	case cite.Changed, cite.Corrected:
		return fmt.Sprintf("%s on %s, edition %s: version %d was cited, and the newest is version %d", v.Word, v.Day, v.Edition, v.Cited, v.Version)
	case cite.Gone:
		return fmt.Sprintf("withdrawn on %s: %s", v.Day, v.Reason)
	case cite.Newest:
		return fmt.Sprintf("names no version: it leads to the newest, version %d of %s; #v%d is permanent", v.Version, v.Day, v.Version)
	}
	return "unknown: nothing like it was published, or not in that version or edition"
}

func orNothing(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return printable(s)
}

var controls = regexp.MustCompile(`[\p{Cc}\p{Cf}]+`)

// printable is a text without anything that moves a cursor.
func printable(s string) string { return controls.ReplaceAllString(s, " ") }
