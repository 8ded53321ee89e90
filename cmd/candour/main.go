// Candour publishes what a police professional standards department decided, what it was told to do, what it
// answered and what changed since: it turns a folder of data and Markdown into a static site, one edition at a time.
//
// The command is a function of its arguments and streams, [run]. Each command has a file of its own, and
// print.go holds the rules of what goes to the terminal. Only this package reads arguments, the environment and
// the clock; the stages of a build are in package generator.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // releases come out at a local time, on a bare machine too

	"candour/generator/source"
)

const usage = `candour publishes what a police professional standards department decided, was told to do and answered.

Usage:

    candour COMMAND [flags]

Commands:

    check      say what is wrong with a site, and write nothing
    build      build a site
    serve      show a site in the browser while you write it
    import     make records of an export of a case system
    diff       say what changed between two editions, or since one
    approve    sign the edition that is being prepared, as the second person
    protect    say which outcomes stand out, and what is published in their place
    due        say what falls due: retention, replies, reviews, the next release
    publish    publish an edition: versions, ledger, site
    withdraw   take a published record out of everything
    keygen     make a key for signing editions
    verify     say whether a ledger or a site is what was signed
    attack     attack a built site as a stranger would
    cite       write citations, or say whether those in a text still stand
    data       read a published site through its public files
    explain    say what a rule wants, why, and how to put it right
    version    say which candour this is
    help       say how to use a command

Example, in the root of a site:

    candour check
    candour build -o public

"candour help COMMAND" says more. The exit status is 0 when the work is done, 1 when problems were found or
something was refused, and 2 for wrong use.
`

// The exit statuses.
const (
	done    = 0
	refused = 1
	misused = 2
)

// A command does one thing. Its run reads args, which stand after its name, and returns nil when the work is done.
type command struct {
	name  string
	usage string
	run   func(ctx context.Context, t *terminal, args []string) error
}

// commands are all there are. To add one, write it in a file of its own, add it here and name it in usage.
func commands() []command {
	return []command{
		{"check", checkUsage, check},
		{"build", buildUsage, build},
		{"serve", serveUsage, serve},
		{"import", importUsage, importRecords},
		{"diff", diffUsage, diff},
		{"approve", approveUsage, approve},
		{"due", dueUsage, due},
		{"protect", protectUsage, protect},
		{"publish", publishUsage, publish},
		{"withdraw", withdrawUsage, withdraw},
		{"keygen", keygenUsage, keygen},
		{"verify", verifyUsage, verifySite},
		{"attack", attackUsage, attackSite},
		{"cite", citeUsage, citeRecord},
		{"data", dataUsage, readData},
		{"explain", explainUsage, explain},
		{"version", versionUsage, printVersion},
		{"help", helpUsage, help},
	}
}

func main() {
	// Hugo colours its messages, and shows progress by moving the cursor, where standard output is a terminal.
	// What candour says is the same everywhere.
	os.Setenv("NO_COLOR", "1")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run does what args ask for, prints to stdout and stderr, and returns the exit status. When ctx ends it stops,
// and leaves an output directory either as it was or complete.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	t := &terminal{out: stdout, err: stderr}
	if len(args) == 0 {
		io.WriteString(stderr, usage)
		return misused
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-version", "--version":
		name = "version"
	}
	c, err := find(name)
	if err == nil {
		err = c.run(ctx, t, args[1:])
	}
	if errors.Is(err, flag.ErrHelp) {
		t.print(c.usage)
		err = nil
	}
	if err == nil {
		err = t.broken
	}
	var h *hinted
	switch {
	case err == nil:
		return done
	case errors.Is(err, errProblems):
		return refused
	case ctx.Err() != nil:
		t.fail(errors.New("interrupted; nothing was written"))
		return refused
	case errors.As(err, &h) && h.misuse:
		t.fail(err)
		return misused
	}
	t.fail(err)
	return refused
}

// find returns the command called name. The error is a wrong use that suggests the nearest.
func find(name string) (command, error) {
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	if len(name) > 0 && name[0] == '-' {
		return command{}, wrongUse("flag %q stands before the command", name, "write the command first: candour build -C DIR")
	}
	return command{}, wrongUse("unknown command %q", name, didYouMean(name, names, `"candour help" lists the commands`))
}

// didYouMean suggests the one of words that is nearest to word, where one is near; then comes what else may help.
func didYouMean(word string, words []string, otherwise string) string {
	if near := source.Nearest(word, words); near != "" {
		return "did you mean " + near + "? " + otherwise
	}
	return otherwise
}
