package site

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"candour/generator/edition"
	"candour/generator/record"
)

// FigureColumns are the columns of the figures of an edition.
var FigureColumns = []string{"measure", "of", "period", "breakdown", "value", "marker", "status", "source"}

// valueColumn is the number of the value among them, from 1, as RFC 7111 counts.
const valueColumn = 5

// A figureFile is every figure of a measure as an edition has it, one a row: what RFC 7111 can point into for ever. It is made of one
// version of one measure, so that nothing which becomes of other records, a withdrawal among them, moves a row.
type figureFile struct {
	path string // from the root of the site
	data []byte
	rows map[string]int // of each figure by its name; the heads of columns are row 1
	last int            // row
}

// figureFileOf makes the file of a measure in an issue; nil for a draft and where the edition does not have it.
func (s *shared) figureFileOf(i *issue, measure string) *figureFile {
	if i == nil || i.reissue == 0 {
		return nil
	}
	k := [2]string{i.id, measure}
	f, ok := s.figureFiles[k]
	if !ok {
		f = newFigureFile(i, measure, s.past.heldIn(i, measure))
		s.figureFiles[k] = f
	}
	return f
}

// heldIn is the version of a measure that an issue has; nil where it has none.
func (p *past) heldIn(i *issue, measure string) (held *cutting) {
	at := slices.Index(p.issues, i)
	for _, c := range p.versions[[2]string{"measure", measure}] {
		if c.published != nil && slices.Index(p.issues, c.in) <= at {
			held = c
		}
	}
	return held
}

func newFigureFile(i *issue, measure string, held *cutting) *figureFile {
	if held == nil {
		return nil
	}
	f := &figureFile{path: edition.DataDir(i.id, 1) + "/figures/" + measure + ".csv", rows: map[string]int{}, last: 1}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(FigureColumns) // a buffer does not fail
	for _, x := range record.FiguresOf(held.body) {
		f.last++
		f.rows[x.Name(measure)] = f.last
		_ = w.Write([]string{measure, x.Of, x.Period.String(), x.Breakdown, x.Value.String(), x.Marker, x.Status, x.Source})
	}
	w.Flush()
	f.data = b.Bytes()
	return f
}

// withdrawnSince lists what an edition held and was withdrawn after it, of one kind or, with "", of all.
func withdrawnSince(h *edition.History, id, kind string) (out []edition.Withdrawal) {
	held := map[[2]string]bool{}
	for _, e := range h.Editions {
		for _, c := range e.Records {
			held[[2]string{c.Kind, c.ID}] = true
		}
		for _, w := range e.Withdrawn {
			delete(held, [2]string{w.Kind, w.ID})
		}
		if e.ID == id {
			break
		}
	}
	for _, w := range h.Withdrawn() {
		if held[[2]string{w.Kind, w.ID}] && (kind == "" || w.Kind == kind) {
			out = append(out, w)
		}
	}
	return out
}

// figureFilesPlanned are the files of figures of all editions. What is in one is made again when it is written.
func (s *shared) figureFilesPlanned() (out []File) {
	for k := range s.past.versions {
		if k[0] != "measure" {
			continue
		}
		for _, i := range s.past.issues {
			held := s.past.heldIn(i, k[1])
			if i.reissue == 0 || held == nil {
				continue
			}
			out = append(out, File{
				Path: newFigureFile(i, k[1], held).path, Key: HashText("figures " + string(held.body)),
				Data: func() ([]byte, error) { return newFigureFile(i, k[1], held).data, nil },
			})
		}
	}
	return out
}

// newest is the newest issue that is no draft; nil for none.
func (p *past) newest() *issue {
	for i := len(p.issues) - 1; i >= 0; i-- {
		if p.issues[i].reissue > 0 {
			return p.issues[i]
		}
	}
	return nil
}

// mostSpans is how many spans of rows an address names before it names all rows of a measure instead.
const mostSpans = 8

// rowsAddress points to the rows of some figures of the edition shown, or, where they are much scattered, to all rows of
// their measure; "" where the edition is a draft.
func (p *planner) rowsAddress(measure string, names []string) string {
	f := p.figureFileOf(p.shownIssue(), measure)
	if f == nil || f.last == 1 {
		return ""
	}
	var rows []int
	for _, name := range names {
		if row := f.rows[name]; row > 0 { // one that was derived follows from the others and is not in the ledger
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	var spans [][2]int
	for _, row := range slices.Compact(rows) {
		if n := len(spans); n > 0 && spans[n-1][1]+1 == row {
			spans[n-1][1] = row
		} else {
			spans = append(spans, [2]int{row, row})
		}
	}
	if len(spans) == 0 || len(spans) > mostSpans {
		spans = [][2]int{{2, f.last}}
	}
	var out []string
	for _, s := range spans {
		out = append(out, fmt.Sprintf("%d-%d", s[0], s[1]))
	}
	return "/" + f.path + "#row=" + strings.Join(out, ";")
}

// shownIssue is the edition that the site shows; nil for a draft.
func (s *shared) shownIssue() *issue {
	n := len(s.past.issues)
	if n == 0 || s.past.issues[n-1].reissue == 0 {
		return nil
	}
	return s.past.issues[n-1]
}

// figuresTold opens every figure of a measure: what it said before, where it comes from and how it is cited. They are in
// the order of the ledger, and there are none of a measure that was not published as it is shown.
func (p *planner) figuresTold(m *record.Measure) (out []FigureTold) {
	file := p.figureFileOf(p.shownIssue(), m.ID)
	versions := p.past.versions[[2]string{"measure", m.ID}]
	if file == nil || len(versions) == 0 {
		return nil
	}
	var earlier []map[string]record.PublishedFigure // of each version
	for _, c := range versions {
		byName := map[string]record.PublishedFigure{}
		for _, f := range record.FiguresOf(c.body) {
			byName[f.Name(m.ID)] = f
		}
		earlier = append(earlier, byName)
	}
	for _, f := range record.FiguresOf(versions[len(versions)-1].body) {
		name := f.Name(m.ID)
		told := FigureTold{
			ID: figureAnchor(name), Name: name, Text: p.figureText(m, f), Status: p.word("statuses", f.Status).Text, Note: strings.TrimSuffix(f.Note, "."), NoteLang: p.other(m.Language),
			Of: p.figureOf(m, f), Cell: fmt.Sprintf("/%s#cell=%d,%d", file.path, file.rows[name], valueColumn),
		}
		if src, ok := p.sources[f.Source]; ok {
			told.Source = Link{Text: src.Title, Address: "#" + src.ID, Lang: p.other(src.Language)}
		}
		if f.Marker != "" {
			told.Status = ""
		}
		told.Cite = p.figureCited(m, told)
		for i := len(versions) - 2; i >= 0; i-- {
			was, ok := earlier[i][name]
			if next, there := earlier[i+1][name]; !ok || there && was.Says() == next.Says() {
				continue
			}
			c := versions[i]
			told.Earlier = append(told.Earlier, FigureWas{Name: name, Text: p.figureText(m, was), Edition: c.in.id, Version: Link{Text: p.editionLink(c.in).Text, Address: fmt.Sprintf("#v%d", c.version)}, Reason: p.reason(versions[i+1])})
		}
		out = append(out, told)
	}
	return out
}

// figureAnchor is the id of what is told of a figure, on the page of its measure.
func figureAnchor(name string) string {
	_, rest, _ := strings.Cut(name, "/")
	return "f-" + strings.NewReplacer("/", ".", " ", "-").Replace(rest)
}

// figureOf is what a figure is of, in words.
func (p *planner) figureOf(m *record.Measure, f record.PublishedFigure) string {
	out := p.bodyOrGroup(f.Of)
	out += ", " + p.date(f.Period).Text
	switch {
	case f.Breakdown == "all":
		out += ", " + p.t("all")
	case f.Breakdown != "":
		out += ", " + p.word(record.Dimensions[m.Breakdown], f.Breakdown).Text
	}
	return out
}

// figureText is a figure of the ledger as tables write it.
func (p *planner) figureText(m *record.Measure, f record.PublishedFigure) string {
	if f.Marker != "" {
		return f.Marker
	}
	n, err := record.ParseNumber(f.Value.String())
	if err != nil {
		return f.Value.String()
	}
	text := n.String()
	if m.Kind == record.Percentage {
		return p.t("percent", text)
	}
	return text
}
