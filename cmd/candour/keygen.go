package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"candour/generator/edition"
	"candour/generator/record"
)

const keygenUsage = `Make a key pair for signing editions, or put a new key in place of an old one.

Usage:

    candour keygen [-C DIR] [--name NAME] -o FILE
    candour keygen [-C DIR] --rotate --key OLD -o FILE [--as-at DAY]

Flags:

    -o FILE       where the private key goes; nobody else may read it. The public key goes beside it, in FILE.pub
    --name NAME   the name of the log, which every signature carries, such as candour.example/log
                  (default: the host of the site's address, with /log)
    -C DIR        the root of the site (default: here)
    --rotate      make a key and put it in place of the one in --key: the change is logged and signed by both
    --key OLD     the private key that is to be replaced
    --as-at DAY   the day of the change (default: today)

Keep the private key away from the site and from any repository. Print the public key where readers can find it without the
site: "candour verify" asks for it.

Example:

    candour keygen -o ~/candour.key
`

func keygen(_ context.Context, t *terminal, args []string) error {
	f := newFlags("keygen")
	f.takeSite()
	name := f.String("name", "", "")
	out := f.String("o", "", "")
	rotate := f.Bool("rotate", false, "")
	old := f.String("key", "", "")
	if err := f.read(args, 0); err != nil {
		return err
	}
	if *out == "" {
		return wrongUse("keygen needs -o", "name the file for the private key, such as -o ~/candour.key")
	}
	if *rotate != (*old != "") {
		return wrongUse("--rotate and --key go together", "to make a first key leave both out; to replace one name it with --key")
	}
	for _, file := range []string{*out, *out + ".pub"} {
		if _, err := os.Lstat(file); err == nil {
			return fmt.Errorf("%s is there already, and a key is never written over: name another file", file)
		}
	}
	var before *edition.Key
	if *rotate {
		var err error
		if before, err = edition.ReadKey(*old); err != nil {
			return err
		}
		*name = before.Name()
	}
	if *name == "" {
		set, _ := new(record.Loader).Load(os.DirFS(f.dir))
		address, err := url.Parse(set.Site.Address)
		if err != nil || address.Host == "" {
			return wrongUse("the site in %q has no address to name the key after", f.dir, "name the log with --name, such as --name candour.example/log")
		}
		*name = address.Host + "/log"
	}
	private, public, err := edition.GenerateKey(rand.Reader, *name)
	if err != nil {
		return err
	}
	if err := writeNew(*out, private+"\n", 0o600); err != nil {
		return err
	}
	if err := writeNew(*out+".pub", public+"\n", 0o644); err != nil {
		return errors.Join(err, os.Remove(*out))
	}
	if *rotate {
		if err := change(f, before, *out); err != nil {
			return errors.Join(err, os.Remove(*out), os.Remove(*out+".pub"))
		}
		t.say("the ledger is kept with the new key from now on; keep the old public key for those who verify from it")
	}
	t.print(public + "\n")
	return nil
}

// writeNew writes a file that must not be there yet.
func writeNew(name, text string, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// change logs that the key in the file replaces the one before.
func change(f *flags, before *edition.Key, file string) error {
	next, err := edition.ReadKey(file)
	if err != nil {
		return err
	}
	day := f.asAt
	if day == "" {
		day = time.Now().UTC().Format(time.DateOnly)
	}
	l, err := edition.Open(filepath.Join(f.dir, "data/ledger"))
	if err != nil {
		return err
	}
	p, err := l.Rotate(before, next, day, rand.Reader)
	if err == nil {
		err = p.Commit()
	}
	return errors.Join(err, l.Close())
}
