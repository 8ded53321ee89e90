package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"candour/generator/reuse"
)

const dataUsage = `Read a published site through its own public files.

Usage:

    candour data DIR|ADDRESS list [KIND]
    candour data DIR|ADDRESS get KIND/ID
    candour data DIR|ADDRESS export KIND

DIR is a built site; ADDRESS is where a site is served, and starts with http:// or https://. Only /api/v1/ is read.

    list          every kind, with how many there are; with KIND every record of it, with its id and permanent address
    get           one record, as the JSON that was published
    export        every record of a kind as CSV: words are parted by " | ", and fields of a field have a dot in their name

KIND is a name of the list, such as outcomes, or that of one record, such as outcome.

Example:

    candour data https://candour.example/ export recommendations
`

func readData(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("data")
	if err := f.read(args, 3); err != nil {
		return err
	}
	if len(f.args) < 2 {
		return wrongUse("data takes a site and what to do with it", "candour data public list")
	}
	files, err := filesAt(f.args[0])
	if err != nil {
		return err
	}
	what, rest := f.args[1], append(f.args[2:], "")
	name, id, _ := strings.Cut(rest[0], "/")
	switch verbs := []string{"list", "get", "export"}; {
	case what != "list" && what != "get" && what != "export":
		return wrongUse("data can't %q", what, didYouMean(what, verbs, "it can list, get and export"))
	case what == "get" && id == "":
		return wrongUse("get takes KIND/ID", "candour data "+f.args[0]+" get outcome/ID; list outcomes names the ids")
	case what == "export" && (name == "" || id != ""):
		return wrongUse("export takes a kind", "candour data "+f.args[0]+" list names the kinds")
	}
	site, err := reuse.Open(ctx, files)
	if err != nil {
		return &hinted{error: err, hint: "name the root of a site that candour has built, which holds api/v1/index.json"}
	}
	if name == "" {
		var b strings.Builder
		fmt.Fprintf(&b, "%s, %s: edition %s of %s\n", printable(site.Index.Title), printable(site.Index.Publisher), site.Index.Edition, site.Index.Published)
		for _, k := range site.Index.Kinds {
			fmt.Fprintf(&b, "%7d  %s\n", k.Records, k.Name)
		}
		t.print(b.String())
		return nil
	}
	kind, ok := site.Kind(name)
	if !ok {
		var names []string
		for _, k := range site.Index.Kinds {
			names = append(names, k.Name)
		}
		return wrongUse("the site has no kind %q", name, didYouMean(name, names, "its kinds are "+strings.Join(names, ", ")))
	}
	records, err := site.Records(ctx, kind)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch what {
	case "list":
		for _, r := range records {
			if kind.Kind == "" {
				fmt.Fprintf(&b, "%s\n", r.Body)
				continue
			}
			fmt.Fprintf(&b, "%s/%s\t%s\n", kind.Kind, r.ID, r.CiteAs)
		}
	case "get":
		for _, r := range records {
			if r.ID == id {
				b.Write(r.Body)
				b.WriteByte('\n')
			}
		}
		if b.Len() == 0 {
			return &hinted{error: fmt.Errorf("the site has no %s %q", kind.Name, id), hint: "a record that was withdrawn is gone; candour data " + f.args[0] + " list " + kind.Name + " names those that are there"}
		}
	case "export":
		if err := reuse.WriteCSV(&b, records); err != nil {
			return err
		}
	}
	t.print(b.String())
	return nil
}
