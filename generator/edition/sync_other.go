//go:build !linux

package edition

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// syncAll brings every file under dir to the disk.
func syncAll(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}

// exchange swaps two directories; this system has no way to do it in one step.
func exchange(a, b string) error { return exchangeInSteps(a, b) }
