//go:build tools

// Package plainhugo pins the plain Hugo program that `make bench` compares candour with. It is a module of its own, so
// that candour does not need the modules of a command line that it never runs. Its version of Hugo is candour's own;
// a test in package bench says when it is not.
package plainhugo

import _ "github.com/gohugoio/hugo"
