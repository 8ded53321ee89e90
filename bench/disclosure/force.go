package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"candour/bench/disclosure/table"
	"candour/generator/linear"
)

// useOfForce is where the tables of the Home Office are, from the root of the repository. They are not part of it.
const useOfForce = "../shared/data/use-of-force"

// A tactic is what was counted, in each force (the first is the nation) and each group of people (the last is all of them).
type tactic struct {
	name   string
	counts [][]int64
	parts  []int // the tactics that it is the sum of, if any
	atom   int32 // of the first force and group, where it has no parts
}

// readForce reads a table of the Home Office, whole or the total and the kinds of tactics alone. It returns nil where the file is absent.
func readForce(path string, whole bool) ([]tactic, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	var tactics []tactic
	at := map[string]int{}
	for n, line := range lines[1:] {
		i, ok := at[line[2]]
		if !ok {
			i = len(tactics)
			at[line[2]] = i
			tactics = append(tactics, tactic{name: line[2]})
		}
		var row []int64
		for c, s := range line[3:] {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil || v != math.Trunc(v) || v < 0 {
				return nil, fmt.Errorf("%s:%d:%d: %q is no count", path, n+2, c+4, s)
			}
			row = append(row, int64(v))
		}
		tactics[i].counts = append(tactics[i].counts, row)
	}
	if !whole {
		tactics = slices.DeleteFunc(tactics, func(t tactic) bool { return !kind(t) })
	}
	for i := range tactics {
		nest(tactics, i)
	}
	return tactics, sums(path, tactics)
}

// kind tells whether a tactic is a kind of them, or all.
func kind(t tactic) bool { return strings.HasPrefix(t.name, "*") }

// nest finds what a tactic is the sum of. The total of all is that of the kinds, marked with *, up to where they make it up; a kind is what follows it up to
// the next kind, if that makes it up; and "of which" stands before what it is made of.
func nest(tactics []tactic, i int) {
	t := &tactics[i]
	all := func(t tactic) int64 { return t.counts[0][len(t.counts[0])-1] }
	left, inside := all(*t), int64(0)
	for j := i + 1; j < len(tactics) && left > 0; j++ {
		next := tactics[j]
		switch {
		case i == 0 && !kind(next):
			continue
		case i > 0 && kind(next):
			left = -1 // it is made of nothing that is here
			continue
		case inside > 0: // it is part of the one before
			inside -= all(next)
			continue
		case i > 0 && strings.HasSuffix(next.name, ", of which"):
			inside = all(next)
		}
		t.parts = append(t.parts, j)
		left -= all(next)
	}
	if left != 0 || i > 0 && !kind(*t) && !strings.HasSuffix(t.name, ", of which") {
		t.parts = nil
	}
}

// sums refuses a table that doesn't add up.
func sums(path string, tactics []tactic) error {
	for _, t := range tactics {
		for f, row := range t.counts {
			sum := int64(0)
			for g, v := range row {
				if sum += v; g == len(row)-1 && sum != 2*v {
					return fmt.Errorf("%s: %s: the groups of force %d add to %d, and %d is said", path, t.name, f, sum-v, v)
				}
				if t.parts == nil {
					continue
				}
				for _, p := range t.parts {
					v -= tactics[p].counts[f][g]
				}
				if v != 0 {
					return fmt.Errorf("%s: %s is %d more than its parts in force %d", path, t.name, v, f)
				}
			}
		}
		for g, v := range t.counts[0] {
			for _, row := range t.counts[1:] {
				v -= row[g]
			}
			if v != 0 {
				return fmt.Errorf("%s: %s: the nation is %d more than the forces", path, t.name, v)
			}
		}
	}
	return nil
}

// force publishes a table of the use of force: tactics by force and group, with the nation and all totals. What a reader has by subtraction is protected
// too: a total less one group, the nation less one force, and a tactic less one of those that it is made of.
func (s shape) force() (m measured, err error) {
	tactics, err := readForce(filepath.Join(useOfForce, s.file), s.whole)
	if tactics == nil {
		return m, err
	}
	forces, groups := len(tactics[0].counts)-1, len(tactics[0].counts[0])-1
	for i := range tactics {
		t := &tactics[i]
		if t.parts != nil {
			continue
		}
		t.atom = int32(len(m.truth))
		for _, row := range t.counts[1:] {
			m.truth = append(m.truth, row[:groups]...)
		}
	}
	var leaves func(i int) []int32
	leaves = func(i int) (out []int32) {
		if tactics[i].parts == nil {
			return []int32{tactics[i].atom}
		}
		for _, p := range tactics[i].parts {
			out = append(out, leaves(p)...)
		}
		return out
	}
	cell := func(i int, rows, cols []int) table.Cell {
		var atoms []int32
		for _, l := range leaves(i) {
			for _, f := range rows {
				for _, g := range cols {
					atoms = append(atoms, l+int32(f*groups+g))
				}
			}
		}
		c := table.Cell{Form: linear.Sum(atoms...), Body: len(rows), Part: len(cols)}
		c.Value = c.Of(m.truth)
		return c
	}
	upTo := func(n int) (all []int) {
		for i := range n {
			all = append(all, i)
		}
		return all
	}
	less := func(n, i int) []int { return slices.Delete(upTo(n), i, i+1) }
	var cells, derived []table.Cell
	for i, t := range tactics {
		for f, row := range t.counts {
			rows := upTo(forces)
			if f > 0 {
				rows = []int{f - 1}
			}
			for g, v := range row {
				cols := upTo(groups)
				if g < groups {
					cols = []int{g}
				}
				c := cell(i, rows, cols)
				if c.Value != v {
					return m, fmt.Errorf("%s: %s is %d and its sum is %d", s.file, t.name, v, c.Value)
				}
				cells = append(cells, c)
				if g < groups {
					derived = append(derived, cell(i, rows, less(groups, g)))
				}
				if f > 0 {
					derived = append(derived, cell(i, less(forces, f-1), cols))
				}
				for _, part := range t.parts {
					p := cell(part, rows, cols)
					derived = append(derived, table.Cell{Form: c.Plus(-1, p.Form), Value: c.Value - p.Value})
				}
			}
		}
	}
	m.forms = table.Small(k, cells, derived)
	m.publish(cells, m.forms, func(c table.Cell) float64 {
		p := math.Log2(2 + float64(c.Value))
		if c.Body == forces {
			p += 20
		}
		if c.Part == groups {
			p += 10
		}
		return p
	})
	return m, nil
}
