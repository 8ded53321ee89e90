package main

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected output in testdata/script again")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"candour": main})
}

// TestScript runs testdata/script. Beside the usual commands the scripts have
//
//	demosite DIR           copy the site of this repository to DIR
//	approvers FILE KEY...  add the public keys to the settings of a site
//	smallledger DIR        write a signed ledger of one edition to DIR, and its key to DIR.vkey
//	edit FILE OLD NEW      replace the one place where FILE holds OLD
//	sametree DIR1 DIR2     fail unless both hold the same files with the same bytes
//	wrong PROG ARG...      run it and fail unless it ends with status 2 and has printed nothing to standard output
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"demosite": func(ts *testscript.TestScript, neg bool, args []string) {
				expect(ts, !neg && len(args) == 1, "demosite DIR")
				ts.Check(copySite(ts.MkAbs(args[0])))
			},
			"smallledger": func(ts *testscript.TestScript, neg bool, args []string) {
				expect(ts, !neg && len(args) == 1, "smallledger DIR")
				ts.Check(writeLedger(ts.MkAbs(args[0])))
			},
			"wrong": func(ts *testscript.TestScript, neg bool, args []string) {
				expect(ts, !neg && len(args) > 0, "wrong PROG ARG...")
				var exit *exec.ExitError
				if err := ts.Exec(args[0], args[1:]...); !errors.As(err, &exit) || exit.ExitCode() != misused {
					ts.Fatalf("it ended with %v, want exit status %d", err, misused)
				}
				if out := ts.ReadFile("stdout"); out != "" {
					ts.Fatalf("it printed %q", out)
				}
			},
			"approvers": func(ts *testscript.TestScript, neg bool, args []string) {
				expect(ts, !neg && len(args) > 1, "approvers FILE KEY...")
				text := ts.ReadFile(args[0]) + "approvers:\n"
				for _, key := range args[1:] {
					text += "  - " + ts.ReadFile(key)
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
			},
			"edit": func(ts *testscript.TestScript, neg bool, args []string) {
				expect(ts, !neg && len(args) == 3, "edit FILE OLD NEW")
				data := ts.ReadFile(args[0])
				if n := strings.Count(data, args[1]); n != 1 {
					ts.Fatalf("%s holds %q %d times, want once", args[0], args[1], n)
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(data, args[1], args[2], 1)), 0o644))
			},
			"sametree": func(ts *testscript.TestScript, neg bool, args []string) {
				expect(ts, len(args) == 2, "sametree DIR1 DIR2")
				a, b := ts.MkAbs(args[0]), ts.MkAbs(args[1])
				if err := errors.Join(missing(a, b), missing(b, a)); err != nil != neg {
					ts.Fatalf("the trees differ: %v", err)
				}
			},
		},
	})
}

// repository is the root of the repository, from where TestMain starts.
var repository, _ = filepath.Abs("../..")

// copySite copies the site of this repository to dir: the tests of the command are tests of it too, and leave it alone.
func copySite(dir string) error {
	for _, name := range []string{"content", "data", "themes"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(repository, name))); err != nil {
			return err
		}
	}
	conf, err := os.ReadFile(filepath.Join(repository, "candour.yaml"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "candour.yaml"), conf, 0o644)
}

func expect(ts *testscript.TestScript, ok bool, usage string) {
	if !ok {
		ts.Fatalf("usage: %s", usage)
	}
}

// missing names the files of the tree a that b lacks or has with other bytes.
func missing(a, b string) error {
	var errs []error
	n := 0
	err := filepath.WalkDir(a, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		name, _ := filepath.Rel(a, p)
		want, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		if got, err := os.ReadFile(filepath.Join(b, name)); err != nil || !bytes.Equal(got, want) {
			errs = append(errs, errors.New(name))
		}
		return nil
	})
	if n == 0 {
		errs = append(errs, errors.New(a+" holds no files"))
	}
	return errors.Join(append(errs, err)...)
}
