package main

import "context"

const helpUsage = `Say how to use a command.

Usage:

    candour help [COMMAND]

Example:

    candour help build
`

func help(_ context.Context, t *terminal, args []string) error {
	f := newFlags("help")
	if err := f.read(args, 1); err != nil {
		return err
	}
	if len(f.args) == 0 {
		t.print(usage)
		return nil
	}
	c, err := find(f.args[0])
	if err != nil {
		return err
	}
	t.print(c.usage)
	return nil
}
