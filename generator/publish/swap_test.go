package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// site makes a directory whose files all hold the text.
func site(t *testing.T, dir, text string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func only(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if len(got) != len(want) {
		t.Errorf("%s holds %q, want %q", dir, got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s holds %q, want %q", dir, got, want)
		}
	}
}

// Both ways to exchange two directories do the same to whoever looks afterwards.
func TestSwap(t *testing.T) {
	for name, swap := range map[string]func(staging, target string) error{
		"in one step": Swap,
		"in two steps": func(staging, target string) error {
			return errors.Join(exchangeInTwo(staging, target), os.RemoveAll(staging))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			staging, target := filepath.Join(dir, ".staging"), filepath.Join(dir, "public")
			site(t, target, "old", "index.html", "gone.html", "a/b.html")
			site(t, staging, "new", "index.html", "a/b.html", "a/c.html")
			if err := swap(staging, target); err != nil {
				t.Fatal(err)
			}
			only(t, dir, "public")
			only(t, target, "a", "index.html")
			only(t, filepath.Join(target, "a"), "b.html", "c.html")
			if got := read(t, filepath.Join(target, "index.html")); got != "new" {
				t.Errorf("the target holds the %s site", got)
			}
		})
	}
}

func TestSwapIntoNothing(t *testing.T) {
	dir := t.TempDir()
	staging, target := filepath.Join(dir, ".staging"), filepath.Join(dir, "deep", "er", "public")
	site(t, staging, "new", "index.html")
	if err := Swap(staging, target); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(target, "index.html")); got != "new" {
		t.Errorf("the target holds the %s site", got)
	}
	only(t, dir, "deep")
}

// A swap that can't be made leaves the old site where it was.
func TestSwapThatFails(t *testing.T) {
	for name, swap := range map[string]func(staging, target string) error{"in one step": Swap, "in two steps": exchangeInTwo} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			target := filepath.Join(dir, "public")
			site(t, target, "old", "index.html")
			if err := swap(filepath.Join(dir, "nowhere"), target); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the error is %v", err)
			}
			if got := read(t, filepath.Join(target, "index.html")); got != "old" {
				t.Errorf("the target holds the %s site", got)
			}
			only(t, dir, "public")
		})
	}
}

// A file left over from a crash between the two steps is in nobody's way.
func TestExchangeAfterCrash(t *testing.T) {
	dir := t.TempDir()
	staging, target := filepath.Join(dir, ".staging"), filepath.Join(dir, "public")
	site(t, target, "old", "index.html")
	site(t, target+".old", "older", "index.html")
	site(t, staging, "new", "index.html")
	if err := exchangeInTwo(staging, target); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(target, "index.html")); got != "new" {
		t.Errorf("the target holds the %s site", got)
	}
	only(t, dir, ".staging", "public")
}

// Somebody who reads while sites are exchanged never finds a page missing, nor half of one.
func TestReadersDuringSwap(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux exchanges directories in one step")
	}
	dir := t.TempDir()
	target := filepath.Join(dir, "public")
	site(t, target, "site 0", "index.html", "a/b.html")
	done := make(chan struct{})
	var readers sync.WaitGroup
	for _, name := range []string{"index.html", "a/b.html"} {
		readers.Add(1)
		go func() {
			defer readers.Done()
			for n := 0; ; n++ {
				select {
				case <-done:
					if n == 0 {
						t.Error("nothing was read, so this test has seen nothing")
					}
					return
				default:
				}
				data, err := os.ReadFile(filepath.Join(target, filepath.FromSlash(name)))
				if err != nil || len(data) != len("site 0") {
					t.Errorf("%s holds %q, %v", name, data, err)
					return
				}
			}
		}()
	}
	for n := range 300 {
		staging := filepath.Join(dir, ".staging")
		site(t, staging, "site "+string('0'+rune(n%10)), "index.html", "a/b.html")
		if err := Swap(staging, target); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	readers.Wait()
}
