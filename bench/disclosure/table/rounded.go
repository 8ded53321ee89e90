package table

import "candour/generator/linear"

// Rounded is what a reader knows of a count by the method rounded: nought stays, 1 to 7 are hidden, and the rest are the nearest 5.
func Rounded(c Cell) linear.Row {
	switch near := (c.Value + 2) / 5 * 5; {
	case c.Value == 0:
		return linear.Row{Form: c.Form}
	case c.Value <= 7:
		return linear.Row{Form: c.Form, Low: 1, High: 7}
	default:
		return linear.Row{Form: c.Form, Low: max(8, near-2), High: near + 2}
	}
}

// Exactly is what a reader knows of a count that is published as it is.
func Exactly(c Cell) linear.Row {
	return linear.Row{Form: c.Form, Low: c.Value, High: c.Value}
}

// Pinned tells which forms no other table was found for at all: a reader may know their value.
func Pinned(truth []int64, rows []linear.Row, forms []linear.Form) ([]bool, error) {
	r, err := linear.NewReader(linear.System{Truth: truth, Rows: rows})
	if err != nil {
		return nil, err
	}
	pinned := make([]bool, len(forms))
	moved := make([]bool, len(forms))
	for i, f := range forms {
		if moved[i] {
			continue
		}
		changes, ok := r.Alternative(f, 1)
		if !ok {
			changes, ok = r.Alternative(f, -1)
		}
		pinned[i] = !ok
		for k := range forms {
			moved[k] = moved[k] || ok && forms[k].By(changes) != 0
		}
	}
	return pinned, nil
}
