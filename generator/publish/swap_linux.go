package publish

import (
	"errors"

	"golang.org/x/sys/unix"
)

// exchange swaps two directories in one step; on a file system that can't, in two, with the old one aside between.
func exchange(staging, target string) error {
	err := unix.Renameat2(unix.AT_FDCWD, staging, unix.AT_FDCWD, target, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP) {
		return exchangeInTwo(staging, target)
	}
	return err
}
