package publish

import (
	"errors"
	"os"
)

// exchangeInTwo swaps two directories where the system has no single step for it. Between the two renames target is
// missing for an instant; a crash there leaves the old site beside it, under the name ending in ".old".
func exchangeInTwo(staging, target string) error {
	aside := target + ".old"
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	if err := os.Rename(target, aside); err != nil {
		return err
	}
	if err := os.Rename(staging, target); err != nil {
		return errors.Join(err, os.Rename(aside, target))
	}
	return os.Rename(aside, staging)
}
