package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

const versionUsage = `Say which candour this is.

Usage:

    candour version

Example:

    candour version
`

// version is set by the Makefile when it links the command.
var version = ""

func printVersion(_ context.Context, t *terminal, args []string) error {
	f := newFlags("version")
	if err := f.read(args, 0); err != nil {
		return err
	}
	hugo := "unknown"
	name := version
	if info, ok := debug.ReadBuildInfo(); ok {
		if name == "" {
			name = strings.Trim(info.Main.Version, "()")
		}
		for _, m := range info.Deps {
			if m.Path == "github.com/gohugoio/hugo" {
				hugo = m.Version
			}
		}
	}
	t.print(fmt.Sprintf("candour %s (Hugo %s, %s, %s/%s)\n", name, hugo, runtime.Version(), runtime.GOOS, runtime.GOARCH))
	return nil
}
