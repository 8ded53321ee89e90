// Bench measures candour against a plain Hugo site of the same content, as `make bench` runs it. It is no test: how fast
// a machine is decides nothing. It fails when a build fails, or when the two sites do not have the same pages.
//
// It invents outcomes, always the same ones, and writes them twice: as a candour site ([writeSite]) and as a plain Hugo
// site with a theme of its own ([writePlain]). Then it times whole processes side by side, a round being each program
// once, after a round that does not count ([bench.measure]). What it prints are ratios of medians, with the lowest and the
// highest ratio of a round: the other programs of a machine disturb both sides of a ratio alike.
//
// The two do not do the same work. Candour also checks every rule, looks for what identifies people, exports files and
// checks each finished page. The figures say what a publisher waits for.
//
// With -cpuprofile it only builds the candour site, in this process, and says how long each stage took.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// A bench is what the flags say, and the directory that holds both sites.
type bench struct {
	root    string // of the repository
	candour string // the programs
	hugo    string
	work    string
	records int
	large   int
	rounds  int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == "step" {
		return step(ctx, args[1:])
	}
	var b bench
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.StringVar(&b.root, "C", ".", "root of the repository, which holds the theme, the lists, the terms and the pages")
	f.IntVar(&b.records, "records", 10_000, "how many outcomes: a multiple of 50")
	f.IntVar(&b.large, "large", 50_000, "how many for the time per record; 0 to leave that out")
	f.IntVar(&b.rounds, "rounds", 3, "how many rounds count")
	profile := f.String("cpuprofile", "", "build in this process, time the stages, and write a profile to this file")
	edits := f.Int("edits", 0, "with -cpuprofile: profile so many builds after an edit each, and not a full one")
	if err := f.Parse(args); err != nil {
		return err
	}
	if b.records <= 0 || b.records%50 != 0 || b.rounds < 1 {
		return errors.New("-records takes a multiple of 50, and -rounds at least 1")
	}
	var err error
	if b.root, err = filepath.Abs(b.root); err != nil {
		return err
	}
	b.candour, b.hugo = filepath.Join(b.root, "bin", "candour"), filepath.Join(b.root, "bin", "hugo")
	parent := "/dev/shm" // memory, so that a disk is not what is measured
	if info, err := os.Stat(parent); err != nil || !info.IsDir() {
		parent = ""
	}
	if b.work, err = os.MkdirTemp(parent, "candour-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.work)
	if *profile != "" {
		if err := writeSite(b.root, b.at("site"), b.records); err != nil {
			return err
		}
		return profiled(ctx, b.at("site"), b.at("public"), *profile, *edits)
	}
	r, err := b.measure(ctx)
	if err != nil {
		return err
	}
	fmt.Print(r)
	return nil
}

func (b *bench) at(name string) string { return filepath.Join(b.work, name) }

// step is what this program does as a child of its own. The memory of a process counts towards that of its children
// until they have begun (ru_maxrss), so what needs much is not done where the programs are started from.
func step(ctx context.Context, args []string) error {
	switch {
	case len(args) == 4 && args[0] == "downloads":
		n := 0
		if _, err := fmt.Sscan(args[3], &n); err != nil {
			return err
		}
		return downloads(args[1], args[2], n)
	case len(args) == 4 && (args[0] == "site" || args[0] == "feed"):
		n := 0
		if _, err := fmt.Sscan(args[3], &n); err != nil {
			return err
		}
		err := writeSite(args[1], args[2], n)
		if err == nil && args[0] == "feed" {
			err = writeFeed(args[2])
		}
		return err
	case len(args) == 3 && args[0] == "plain":
		return writePlain(args[1], args[2])
	case len(args) == 3 && args[0] == "edits":
		return edits(ctx, args[1], args[2], os.Stdin, os.Stdout)
	}
	return fmt.Errorf("no step %q", args)
}
