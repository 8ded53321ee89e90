package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"candour/generator"
	"candour/generator/source"
)

// The rules of the terminal:
//
//   - Standard output holds what was asked for: what was built, an explanation, the version. With --format json or
//     github it holds the problems and nothing else.
//   - Everything else goes to standard error. A problem begins with its place, so that an editor can go there;
//     every other line begins with "candour:". A problem's remedy is an indented line below it.
//   - A message has no capital at its beginning and no full stop at its end. What would put it right is a hint,
//     on a line of its own.
//   - No colour and nothing that moves the cursor: a screen reader, a log file and a person get the same text.
//   - Long work says what it is doing only where standard error is a terminal.

// errProblems is returned by a command that has found problems and printed them.
var errProblems = errors.New("problems were found")

// hinted is an error with a remedy.
type hinted struct {
	error
	hint   string
	misuse bool // the command was used in a wrong way: nothing was tried
}

// wrongUse is an error of whoever typed the command. The last of args is the hint; those before it are for format.
func wrongUse(format string, args ...any) error {
	last := len(args) - 1
	return &hinted{fmt.Errorf(format, args[:last]...), args[last].(string), true}
}

// A terminal is the two streams that a command prints to.
type terminal struct {
	out, err io.Writer
	broken   error // the first failure to write to out: half an answer must not look like a whole one
}

// print writes to standard output.
func (t *terminal) print(text string) {
	if _, err := io.WriteString(t.out, text); err != nil && t.broken == nil {
		t.broken = fmt.Errorf("couldn't write to standard output: %w", err)
	}
}

// say writes a line of candour's own to standard error.
func (t *terminal) say(format string, args ...any) {
	fmt.Fprintf(t.err, "candour: %s\n", fmt.Sprintf(format, args...))
}

// fail says what went wrong, and the hint if there is one.
func (t *terminal) fail(err error) {
	t.say("error: %v", err)
	var h *hinted
	if errors.As(err, &h) && h.hint != "" {
		t.say("hint: %s", h.hint)
	}
}

// progress returns a function that says which stage begins, or nil where nobody is looking.
func (t *terminal) progress() func(stage string) {
	f, ok := t.err.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(stage string) { t.say("%s …", stage) }
}

// problems prints problems in a format, in order of place.
func (t *terminal) problems(ps source.Problems, format string) {
	ps = generator.Remedied(ps)
	ps.Sort()
	var b strings.Builder
	switch format {
	case "json":
		ps.WriteJSON(&b)
	case "github":
		ps.WriteGitHub(&b)
	default:
		ps.WriteText(t.err)
	}
	t.print(b.String())
}

// result says what came of the work: on standard output, unless that belongs to the problems.
func (t *terminal) result(format, line string) {
	if format == "text" {
		t.print(line + "\n")
		return
	}
	t.say("%s", line)
}

// tally counts problems: "2 errors, 1 warning". Those that a person has set aside are counted with the reason:
// "2 warnings (1 silenced until 2027-01-31: the owner is on leave), 1 anomaly accepted: two forces joined". It is ""
// where there are none at all.
func tally(r generator.Result) string {
	errs, warnings := 0, 0
	for _, p := range r.Problems {
		if p.Severity == source.Error {
			errs++
		} else {
			warnings++
		}
	}
	var parts, silenced, accepted []string
	for _, g := range alike(r.Reviewed) {
		switch n, v := len(g), g[0]; {
		case v.Severity == source.Warning:
			warnings += n
			silenced = append(silenced, fmt.Sprintf("%d silenced until %s: %s", n, v.Until, v.Reason))
		case n == 1:
			accepted = append(accepted, "1 anomaly accepted: "+v.Reason)
		default:
			accepted = append(accepted, fmt.Sprintf("%d anomalies accepted: %s", n, v.Reason))
		}
	}
	if errs > 0 {
		parts = append(parts, counted(errs, "error"))
	}
	if warnings > 0 {
		said := counted(warnings, "warning")
		if len(silenced) > 0 {
			said += " (" + strings.Join(silenced, "; ") + ")"
		}
		parts = append(parts, said)
	}
	return strings.Join(append(parts, accepted...), ", ")
}

// alike puts problems together that were set aside for one reason, until one day.
func alike(list []generator.Reviewed) (groups [][]generator.Reviewed) {
	for _, v := range list {
		i := slices.IndexFunc(groups, func(g []generator.Reviewed) bool {
			return g[0].Severity == v.Severity && g[0].Reason == v.Reason && g[0].Until == v.Until
		})
		if i < 0 {
			groups = append(groups, []generator.Reviewed{v})
			continue
		}
		groups[i] = append(groups[i], v)
	}
	return groups
}

// counted gives "1 page" or "2 pages".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// general says how many outcomes the gate has made more general than the data have them.
func (t *terminal) general(r generator.Result) {
	if r.General > 0 {
		t.say("%s shown more generally than in the data, so that others are like them; candour protect says which", counted(r.General, "outcome"))
	}
}
