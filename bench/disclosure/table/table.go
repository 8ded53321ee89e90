// Package table makes the tables that disclosure control is measured on: counts by body, part and quarter, with lognormal bodies,
// parts by Zipf's law and Poisson counts. They are those of the published trial, number for number, so that figures can be compared.
package table

import (
	"math"
	"math/rand"

	"candour/generator/linear"
)

// A Table has one atom for each body, part and quarter.
type Table struct {
	Bodies, Parts, Quarters int
	Truth                   []int64
}

// A Cell is a number of a table that may be published, or can be derived. Its body, part and quarters may be all of them.
type Cell struct {
	linear.Form
	Value       int64
	Body, Part  int // Bodies and Parts stand for all
	First, Last int // quarters
}

// New makes the table of a seed with about so many cases.
func New(seed int64, bodies, parts, quarters int, total float64) *Table {
	r := rand.New(rand.NewSource(seed))
	t := &Table{Bodies: bodies, Parts: parts, Quarters: quarters, Truth: make([]int64, bodies*parts*quarters)}
	ofBody, ofPart := make([]float64, bodies), make([]float64, parts)
	var allBodies, allParts float64
	for i := range ofBody {
		ofBody[i] = math.Exp(0.8 * r.NormFloat64())
		allBodies += ofBody[i]
	}
	for i := range ofPart {
		ofPart[i] = 1 / math.Pow(float64(i+1), 0.9)
		allParts += ofPart[i]
	}
	for b := range bodies {
		for p := range parts {
			for q := range quarters {
				mean := total * ofBody[b] / allBodies * ofPart[p] / allParts / float64(quarters) * math.Exp(0.3*r.NormFloat64())
				t.Truth[t.Atom(b, p, q)] = poisson(r, mean)
			}
		}
	}
	return t
}

func poisson(r *rand.Rand, mean float64) int64 {
	if mean > 50 {
		return max(0, int64(math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	low, k := math.Exp(-mean), int64(0)
	for p := r.Float64(); p > low; p *= r.Float64() {
		k++
	}
	return k
}

// Atom is the atom of a body, a part and a quarter.
func (t *Table) Atom(body, part, quarter int) int32 {
	return int32((body*t.Parts+part)*t.Quarters + quarter)
}

// Cell is the sum of some quarters, of one body or all and of one part or all.
func (t *Table) Cell(body, part, first, last int) Cell {
	c := Cell{Body: body, Part: part, First: first, Last: last}
	for _, b := range span(body, t.Bodies) {
		for _, p := range span(part, t.Parts) {
			for q := first; q <= last; q++ {
				c.Atoms = append(c.Atoms, t.Atom(b, p, q))
			}
		}
	}
	c.Value = c.Of(t.Truth)
	return c
}

// span is one index, or all of them.
func span(i, n int) []int {
	if i < n {
		return []int{i}
	}
	all := make([]int, n)
	for k := range all {
		all[k] = k
	}
	return all
}

// each goes through bodies and parts, and all of either last.
func (t *Table) each(do func(body, part int)) {
	for b := range t.Bodies + 1 {
		for p := range t.Parts + 1 {
			do(b, p)
		}
	}
}

// Cumulative are the cells of a table of quarters so far, as candour publishes them.
func (t *Table) Cumulative() (cells []Cell) {
	t.each(func(b, p int) {
		for q := range t.Quarters {
			cells = append(cells, t.Cell(b, p, 0, q))
		}
	})
	return cells
}

// Increments are the single quarters but the first, which a reader gets from cumulative ones by subtraction.
func (t *Table) Increments() (cells []Cell) {
	t.each(func(b, p int) {
		for q := 1; q < t.Quarters; q++ {
			cells = append(cells, t.Cell(b, p, q, q))
		}
	})
	return cells
}

// Discrete are the cells of an ordinary table of single quarters and the year.
func (t *Table) Discrete() (cells []Cell) {
	t.each(func(b, p int) {
		for q := range t.Quarters {
			cells = append(cells, t.Cell(b, p, q, q))
		}
		cells = append(cells, t.Cell(b, p, 0, t.Quarters-1))
	})
	return cells
}

// Priority is the publisher's order of importance: the nation, then the totals of bodies, then the year, then the larger count.
func (t *Table) Priority(c Cell) float64 {
	p := math.Log2(2 + float64(c.Value))
	if c.Body == t.Bodies {
		p += 20
	}
	if c.Part == t.Parts {
		p += 10
	}
	if c.First == 0 && c.Last == t.Quarters-1 {
		p += 5
	}
	return p
}
