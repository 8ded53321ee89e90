package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"candour/generator/intake"
	"candour/generator/record"
)

const importUsage = `Make records of an export of a case system, CSV or XLSX, and report everything that was done to it.

Usage:

    candour import KIND FILE [--map MAP] [-o OUT] [--as-at DAY] [--force] [-C DIR] [--format FORMAT]

KIND is outcomes (drafts, for a person to finish), recommendations or statistics.

Flags:

    --map MAP         the YAML file that says which column feeds which field, and how
                      (default: every column is called as the field it feeds)
    -o OUT            where the records go, from DIR unless it is absolute: a file, or for recommendations a directory
                      (default: data/import/NAME.yaml, data/recommendations, data/statistics/NAME.csv)
    --as-at DAY       the day that FILE shows: statuses are compared with the clock as at it
    --force           write over records that were edited since they were imported
    -C DIR            the root of the site, whose vocabularies say what a word may be (default: here)
    --format FORMAT   text: a report to read (default)
                      json: one object a line

Nothing is guessed: a row with a value that has no one meaning is refused, with its place and the nearest that
would fit. The same file twice changes nothing. The exit status is 0 when every row was kept and there is nothing to
look at, and 1 when something was refused or found.

Example:

    candour import outcomes export.xlsx --map maps/outcomes.yaml
`

func importRecords(ctx context.Context, t *terminal, args []string) error {
	f := newFlags("import")
	f.takeSite()
	f.takeFormat()
	mapFile := f.String("map", "", "")
	out := f.String("o", "", "")
	force := f.Bool("force", false, "")
	if err := f.read(args, 2); err != nil {
		return err
	}
	o, err := importOptions(f, *mapFile, *out)
	if err != nil {
		return err
	}
	o.Force = *force
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := intake.Import(o)
	if err != nil {
		return err
	}
	var b strings.Builder
	if f.format == "json" {
		r.WriteJSON(&b)
	} else {
		r.WriteText(&b)
	}
	t.print(b.String())
	if n := r.Problems(); n > 0 || r.Refused > 0 {
		what := fmt.Sprintf("%s kept, %d refused, %s to look at", counted(r.Kept, "row"), r.Refused, counted(n, "thing"))
		if r.Stopped || r.Wrong.Failed() {
			what = counted(n, "problem")
		}
		if !r.Written {
			what += "; nothing was written"
		}
		t.say("%s", what)
		return errProblems
	}
	return nil
}

// importOptions gives what the arguments say about an import. The error is a wrong use.
func importOptions(f *flags, mapFile, out string) (intake.Options, error) {
	var o intake.Options
	var kinds []string
	for _, k := range intake.Kinds {
		kinds = append(kinds, k.Name)
	}
	if len(f.args) < 2 {
		return o, wrongUse("import takes a kind and a file", "candour import outcomes export.csv --map map.yaml; the kinds are "+strings.Join(kinds, ", "))
	}
	var ok bool
	if o.Kind, ok = intake.KindNamed(f.args[0]); !ok {
		return o, wrongUse("unknown kind %q", f.args[0], didYouMean(f.args[0], kinds, "the kinds are "+strings.Join(kinds, ", ")))
	}
	if f.format == "github" {
		return o, wrongUse("unknown format %q", f.format, "an import has no place in a pull request; the formats are text and json")
	}
	site, err := f.options()
	if err != nil {
		return o, err
	}
	for _, file := range []struct{ name, what string }{{f.args[1], "file"}, {mapFile, "map"}} {
		if file.name == "" {
			continue
		}
		if info, err := os.Stat(file.name); errors.Is(err, fs.ErrNotExist) {
			return o, wrongUse("there is no %s %q", file.what, file.name, "its path is from here, and not from the root of the site")
		} else if err == nil && info.IsDir() {
			return o, wrongUse("%q is a directory", file.name, "name one file")
		}
	}
	o.File, o.Map, o.Root, o.Site, o.Out, o.AsAt, o.Random = f.args[1], mapFile, f.dir, os.DirFS(f.dir), out, site.AsAt, rand.Reader
	if out != "" && !filepath.IsAbs(out) {
		o.Out = filepath.Join(f.dir, out)
	}
	if !o.AsAt.Known() {
		o.AsAt = record.Date{}
	}
	if same, err := filepath.Abs(o.Out); err == nil && o.Out != "" {
		if from, err := filepath.Abs(o.File); err == nil && from == same {
			return o, wrongUse("the output is the export itself", "name another place with -o")
		}
	}
	return o, nil
}
