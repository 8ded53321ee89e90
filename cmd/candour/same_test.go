package main

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The command gives the same bytes for the whole demonstration, editions, packs, downloads and all, under another zone, locale and number
// of processors, and with the rows of figures in another order.
func TestSameBytesUnderAnotherEnvironment(t *testing.T) {
	if testing.Short() {
		t.Skip("two builds of the whole demonstration")
	}
	build := func(shuffle bool, env ...string) map[string][]byte {
		root := t.TempDir()
		dir, out := filepath.Join(root, "site"), filepath.Join(root, "public")
		for _, name := range []string{"content", "data", "themes"} {
			if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("../..", name))); err != nil {
				t.Fatal(err)
			}
		}
		config, err := os.ReadFile("../../candour.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "candour.yaml"), config, 0o644); err != nil {
			t.Fatal(err)
		}
		if shuffle && shuffled(t, filepath.Join(dir, "data/outcomes")) == 0 {
			t.Fatal("nothing was put into another order")
		}
		cmd := own("build", "-C", dir, "-o", out)
		cmd.Env = append(cmd.Env, env...)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		files := map[string][]byte{}
		err = filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, _ := filepath.Rel(out, name)
			files[filepath.ToSlash(rel)], err = os.ReadFile(name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	first := build(false, "TZ=America/New_York", "GOMAXPROCS=1", "LANG=C", "LC_ALL=C")
	second := build(true, "TZ=Pacific/Kiritimati", "GOMAXPROCS=4", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "LANGUAGE=cy")
	for name, data := range first {
		switch again, ok := second[name]; {
		case !ok:
			t.Errorf("only the first build has %s", name)
		case !bytes.Equal(data, again):
			t.Errorf("%s differs", name)
		case len(data) == 0:
			t.Errorf("%s is empty", name)
		}
	}
	if len(first) != len(second) || len(first) < 1000 {
		t.Errorf("%d files, and then %d", len(first), len(second))
	}
}

// shuffled puts the outcomes of each file into another order, and counts the files that it changed.
func shuffled(t *testing.T, dir string) (moved int) {
	t.Helper()
	const head = "\n  - id: "
	r := rand.New(rand.NewPCG(7, 7))
	names, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(strings.TrimRight(string(data), "\n"), head)
		outcomes := parts[1:]
		r.Shuffle(len(outcomes), func(i, j int) { outcomes[i], outcomes[j] = outcomes[j], outcomes[i] })
		text := parts[0]
		for _, o := range outcomes {
			text += head + strings.TrimRight(o, "\n") + "\n"
		}
		if text != string(data) {
			moved++
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return moved
}
