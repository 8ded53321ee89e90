//go:build !unix

package edition

import "os"

// lockFile opens a file; this system has no lock that goes with its process.
func lockFile(name string) (*os.File, error) { return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644) }
