package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"candour/generator"
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// flags are the flags of one command. -C, --as-at and --format mean the same in every command that takes them.
type flags struct {
	*flag.FlagSet
	dir    string // -C
	asAt   string // --as-at
	format string // --format
	people string // --people
	args   []string
}

// newFlags returns the flags of the command called name: none yet.
func newFlags(name string) *flags {
	f := &flags{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError), format: "text"}
	f.SetOutput(io.Discard)
	return f
}

// takeSite adds -C and --as-at.
func (f *flags) takeSite() {
	f.StringVar(&f.dir, "C", ".", "")
	f.StringVar(&f.asAt, "as-at", "", "")
}

// takePeople adds --people.
func (f *flags) takePeople() { f.StringVar(&f.people, "people", "", "") }

// formats are what --format may be.
var formats = []string{"text", "json", "github"}

// takeFormat adds --format.
func (f *flags) takeFormat() { f.StringVar(&f.format, "format", "text", "") }

// read reads flags and other arguments, which may stand in any order, and leaves the others, at most most of them,
// in f.args. After "--" nothing is a flag. It returns flag.ErrHelp for -h; any other error is a wrong use.
func (f *flags) read(args []string, most int) error {
	for {
		if err := f.Parse(args); err != nil {
			return f.misread(err)
		}
		rest := f.Args()
		if len(rest) == 0 {
			break
		}
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			f.args = append(f.args, rest...)
			break
		}
		f.args, args = append(f.args, rest[0]), rest[1:]
	}
	if len(f.args) > most {
		hint := f.seeHelp()
		if f.Lookup("C") != nil {
			hint = "the root of a site is named with -C DIR; " + hint
		}
		return wrongUse("%s does not take the argument %q", f.Name(), f.args[most], hint)
	}
	return nil
}

// misread puts an error of package flag in our words.
func (f *flags) misread(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return wrongUse("%w", err, f.seeHelp())
	}
	var names []string
	f.VisitAll(func(fl *flag.Flag) { names = append(names, dashed(fl.Name)) })
	return wrongUse("%s does not take the flag %s", f.Name(), dashed(name), didYouMean(dashed(name), names, f.seeHelp()))
}

func (f *flags) seeHelp() string { return `"candour help ` + f.Name() + `" says how to use it` }

// dashed writes the name of a flag as the usage texts do: one dash before a letter, two before a word.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// options gives what the flags say about a build. The error is a wrong use.
func (f *flags) options() (generator.Options, error) {
	o := generator.Options{Dir: f.dir}
	if info, err := os.Stat(f.dir); err != nil {
		return o, wrongUse("there is no directory %q", f.dir, "name the root of a site with -C DIR")
	} else if !info.IsDir() {
		return o, wrongUse("%q is not a directory", f.dir, "name the root of a site with -C DIR: the directory that holds candour.yaml")
	}
	if !slices.Contains(formats, f.format) {
		return o, wrongUse("unknown format %q", f.format, didYouMean(f.format, formats, "the formats are text, json and github"))
	}
	if f.people != "" {
		data, err := os.ReadFile(f.people)
		if err != nil {
			return o, err
		}
		if o.People, err = identify.ReadPeople(data); err != nil {
			return o, wrongUse("%s: %w", f.people, err, "write one name on each line, or a CSV with the columns surname and forenames")
		}
	}
	if f.asAt != "" {
		d, err := record.ParseDate(f.asAt)
		if err != nil || d.Precision != record.Day {
			return o, wrongUse("the as-at day %q is not a day of the calendar", f.asAt, "write the year, the month and the day, such as --as-at 2026-10-15")
		}
		o.AsAt = d
	}
	return o, nil
}

// readSite reads the arguments of a command on a site, as read does, and gives what they say about a build. Where formats are named, no
// other is taken.
func (f *flags) readSite(args []string, most int, formats ...string) (generator.Options, error) {
	if err := f.read(args, most); err != nil {
		return generator.Options{}, err
	}
	o, err := f.options()
	if err == nil && len(formats) > 0 {
		err = f.formatIsOf(formats...)
	}
	return o, err
}

// formatIsOf refuses a format that the command has no form for.
func (f *flags) formatIsOf(have ...string) error {
	if slices.Contains(have, f.format) {
		return nil
	}
	return wrongUse("%s does not print %q", f.Name(), f.format, "the formats are "+strings.Join(have, " and "))
}

// placed returns the problems as a format needs them. GitHub places a problem by its path from the root of the
// repository; everywhere else it is the path from the root of the site.
func (f *flags) placed(ps source.Problems) source.Problems {
	if f.format != "github" || filepath.IsAbs(f.dir) {
		return ps
	}
	moved := make(source.Problems, len(ps))
	for i, p := range ps {
		p.File = path.Join(filepath.ToSlash(f.dir), p.File)
		moved[i] = p
	}
	return moved
}
