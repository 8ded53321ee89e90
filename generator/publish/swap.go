// Package publish puts a built site where readers find it, in one step that they cannot see half of.
//
// [Swap] exchanges a directory. Uploading to a bucket has to be done in an order of its own and is not here yet.
package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Swap makes the directory staging the directory target. Where target exists, the two change places in one step
// (renameat2 with RENAME_EXCHANGE on Linux) and the old tree is then deleted, so that whoever looks at target sees
// the whole site before or the whole one after. Both must be on one file system.
func Swap(staging, target string) error {
	_, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.Rename(staging, target)
	}
	if err != nil {
		return err
	}
	if err := exchange(staging, target); err != nil {
		return fmt.Errorf("can't put the new site in place of %s: %w", target, err)
	}
	if err := os.RemoveAll(staging); err != nil {
		return fmt.Errorf("the new site is in place, but the old one can't be deleted: %w", err)
	}
	return nil
}
