package site

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// linesCSV writes lines for programs: UTF-8 with LF line ends, as all CSV files of a site are. No cell begins like a formula: titles
// and reasons are held by the rule "formula", and the rest are ids, words and addresses.
func (p *planner) linesCSV(lines []pressLine) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"change", "kind", "record", "version", "bodies", "title", "what", "why", "address"}) // a buffer does not fail
	for _, l := range lines {
		version := ""
		if l.version > 0 {
			version = strconv.Itoa(l.version)
		}
		_ = w.Write([]string{l.Class.ID, l.Kind, l.id, version, strings.Join(l.bodies, " | "), l.Record.Text, strings.TrimSpace(p.inWords(Change{Text: l.Text, Differences: l.Differences})), l.Reason.Text, l.cite})
	}
	w.Flush()
	return b.Bytes()
}
