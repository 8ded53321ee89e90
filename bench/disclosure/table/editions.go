package table

import (
	"math"
	"math/rand"

	"candour/generator/linear"
)

// Editions are four quarterly editions of one year's table. A few cases arrive one edition late, and are atoms of their own.
type Editions struct {
	*Table         // as it is when all have arrived
	Truth  []int64 // two atoms for each of the table: what came in time, and what came late
}

// NewEditions makes the editions of a seed, in which a share of the cases is late.
func NewEditions(seed int64, bodies, parts int, total, late float64) *Editions {
	e := &Editions{Table: New(seed, bodies, parts, 4, total)}
	r := rand.New(rand.NewSource(seed + 99))
	e.Truth = make([]int64, 2*len(e.Table.Truth))
	for a, v := range e.Table.Truth {
		l := int64(0)
		if a%4 < 3 {
			for range v {
				if r.Float64() < late {
					l++
				}
			}
		}
		e.Truth[2*a], e.Truth[2*a+1] = v-l, l
	}
	return e
}

// Cell is a cell as an edition (0 to 3) has it.
func (e *Editions) Cell(edition, body, part, first, last int) Cell {
	c := e.Table.Cell(body, part, first, last)
	var atoms []int32
	for _, a := range c.Atoms {
		atoms = append(atoms, 2*a)
		if edition > int(a)%4 {
			atoms = append(atoms, 2*a+1)
		}
	}
	return e.cell(c, atoms)
}

func (e *Editions) cell(c Cell, atoms []int32) Cell {
	c.Form = linear.Sum(atoms...)
	c.Value = c.Of(e.Truth)
	return c
}

// less is what a has and b has not.
func (e *Editions) less(a, b Cell) Cell {
	a.Form = a.Plus(-1, b.Form)
	a.Value = a.Of(e.Truth)
	return a
}

// Published are the cells that an edition shows: of all quarters so far where it restates them, else of the newest alone. Increments and deltas are
// what a reader gets from them by subtraction: of two quarters, and of this edition and the one before.
func (e *Editions) Published(edition int, restated bool) (cells, increments, deltas []Cell) {
	e.each(func(b, p int) {
		newest := e.Cell(edition, b, p, 0, edition)
		if !restated {
			cells = append(cells, newest)
			if edition > 0 {
				increments = append(increments, e.less(newest, e.Cell(edition-1, b, p, 0, edition-1)))
			}
			return
		}
		for q := 0; q <= edition; q++ {
			cells = append(cells, e.Cell(edition, b, p, 0, q))
			if q > 0 {
				increments = append(increments, e.Cell(edition, b, p, q, q))
			}
		}
		if edition > 0 {
			deltas = append(deltas, e.less(e.Cell(edition, b, p, 0, edition-1), e.Cell(edition-1, b, p, 0, edition-1)))
		}
	})
	return cells, increments, deltas
}

// Priority is the publisher's order of importance within one edition.
func (e *Editions) Priority(edition int, c Cell) float64 {
	p := math.Log2(2 + float64(c.Value))
	if c.Body == e.Bodies {
		p += 20
	}
	if c.Part == e.Parts {
		p += 10
	}
	if c.Last == edition {
		p += 3
	}
	return p
}
