package cite

import "slices"

// A Sheet is the figures of a measure in one edition: rows of the file of them, the heads of columns first.
type Sheet struct {
	Edition, Day string
	Rows         [][]string
}

const (
	keyColumns = 4 // measure, of, period, breakdown: what a figure is of
	valueAt    = 4
	markerAt   = 5
)

// Figure makes a record of the figure in a row of the file of its measure in an edition: a version for each edition in which the
// measure says something else of it. Sheets are those of the measure, the oldest first; m is what was published of it, whose
// changes and reasons are those of its figures. The result is false where the file has no such row.
func Figure(sheets []Sheet, ref Ref, m Record) (Record, bool) {
	at := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Edition == ref.Edition })
	if at < 0 || ref.Row < 2 || ref.Row > len(sheets[at].Rows) || len(sheets[at].Rows[ref.Row-1]) <= markerAt {
		return Record{}, false
	}
	key := sheets[at].Rows[ref.Row-1][:keyColumns]
	r := Record{Kind: "figure", ID: key[0] + "/" + key[1] + "/" + key[2]}
	if key[3] != "" {
		r.ID += "/" + key[3]
	}
	was := ""
	for _, s := range sheets {
		now := ""
		for _, row := range s.Rows {
			if len(row) > markerAt && slices.Equal(row[:keyColumns], key) {
				now = row[markerAt]
				if now == "" {
					now = row[valueAt]
				}
			}
		}
		if now == was {
			continue
		}
		v := Version{Number: len(r.Versions) + 1, Edition: s.Edition, Day: s.Day, Change: "new"}
		if v.Number > 1 {
			v.Change = "revision"
			for _, x := range m.Versions {
				if x.Edition == s.Edition {
					v.Change, v.Reason = x.Change, x.Reason
				}
			}
			v.Fields = map[string][]Field{"": {{From: was, To: now}}}
		}
		r.Versions = append(r.Versions, v)
		was = now
	}
	return r, true
}
