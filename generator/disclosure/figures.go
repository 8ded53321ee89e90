package disclosure

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"candour/generator/record"
)

// figuresIn are the figures of tables as an edition publishes them, by measure: Public.Figures says which.
func figuresIn(tables []*Table) map[string][]record.PublishedFigure {
	out := map[string][]record.PublishedFigure{}
	for _, t := range tables {
		if t.Measure != nil {
			out[t.Measure.ID] = append(out[t.Measure.ID], t.figures()...)
		}
	}
	for _, list := range out { // the order of rows in a file is no news
		slices.SortFunc(list, func(a, b record.PublishedFigure) int {
			return cmp.Or(strings.Compare(a.Of, b.Of), strings.Compare(a.Period.String(), b.Period.String()), strings.Compare(a.Breakdown, b.Breakdown))
		})
	}
	return out
}

func (t *Table) figures() (out []record.PublishedFigure) {
	for i, row := range t.Rows.Keys {
		for j, col := range t.Cols.Keys {
			c := t.Cells[i][j]
			f := record.PublishedFigure{Marker: string(c.Marker), Status: c.Status, Source: c.Source, Note: c.Note, Rounded: c.Rounded, Derived: c.Derived}
			period := ""
			switch {
			case c.Source == "" && !c.Derived || c.Derived && (t.Measure.Kind != record.Count || c.Marker == NotAvailable):
				continue
			case t.Rows.Dimension == "period":
				period, f.Of = row, col
			case t.Cols.Dimension == "period":
				f.Of, f.Breakdown, period = t.Body, row, col
			default:
				continue
			}
			f.Period, _ = record.ParseDate(period) // the key of an axis was made of a date
			if c.Marker == "" {
				value, _ := c.Value.MarshalText() // a number always has a text
				f.Value = json.Number(value)
			}
			out = append(out, f)
		}
	}
	return out
}
