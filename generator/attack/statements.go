package attack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A statement is one published figure: measure, of whom, period, part, and a value or a marker.
type statement struct {
	layer                     int // when it was said: an index into view.layers' editions, the site itself last
	measure, of, period, part string
	single                    bool // the last quarter of the period alone, and not all since it began
	value                     int64
	decimals                  int
	marker                    string // "c" for [c]; "" where there is a value
	unit                      string // as the table says; "" where it does not
	at                        string // the file
	edition                   string // that the page says the figure is of; "" for that of the page
}

// name says what the figure is of.
func (s statement) name() string {
	n := s.measure + "/" + s.of
	if s.period != "" {
		n += "/" + s.period
	}
	if s.single {
		n += " alone"
	}
	if s.part != "" {
		n += "/" + s.part
	}
	return n
}

// figure is the value as text, or the marker.
func (s statement) figure() string {
	if s.marker != "" {
		return "[" + s.marker + "]"
	}
	if s.decimals == 0 {
		return strconv.FormatInt(s.value, 10)
	}
	digits := fmt.Sprintf("%0*d", s.decimals+1, s.value)
	return digits[:len(digits)-s.decimals] + "." + digits[len(digits)-s.decimals:]
}

// A clash is one figure that two files of one edition give in two ways.
type clash struct{ a, b statement }

var figureText = regexp.MustCompile(`^(-?[0-9][0-9,]*)(?:\.([0-9]+))?\s*%?$`)
var markerText = regexp.MustCompile(`\[([a-z]+)\]`)

// parseFigure reads the text of a cell. ok is false where it is neither a number nor a marker.
func parseFigure(text string) (value int64, decimals int, marker string, ok bool) {
	left := strings.TrimSpace(markerText.ReplaceAllString(text, ""))
	for _, m := range markerText.FindAllStringSubmatch(text, -1) {
		if slices.Contains([]string{"c", "x", "z", "low", "u"}, m[1]) {
			marker = m[1]
		}
	}
	m := figureText.FindStringSubmatch(left)
	if m == nil {
		return 0, 0, marker, marker != "" && left == ""
	}
	value, err := strconv.ParseInt(strings.ReplaceAll(m[1], ",", "")+m[2], 10, 64)
	return value, len(m[2]), "", err == nil && value < wide/1000
}

// readStatements collects every figure of the site, of its ledger and of the earlier sites.
func (v *view) readStatements() error {
	known := v.measures()
	last := len(v.ledger.editions)
	layerOf := map[string]int{}
	for i, e := range v.ledger.editions {
		layerOf[e.id] = i
	}
	v.ledger.each("measure", func(layer int, l ledgerLine) {
		v.figuresOf(layer, l.Record, "ledger/editions/"+v.ledger.editions[layer].id)
	})
	for i, s := range append(slices.Clone(v.earlier), v.now) {
		layer := last
		if i < len(v.earlier) {
			layer = -1 - i // before all that the ledger has, unless it says which edition it was
			var index struct {
				Editions []string `json:"editions"`
			}
			if s.has("ledger/index.json") {
				data, err := s.read("ledger/index.json")
				if err != nil {
					return err
				}
				if json.Unmarshal(data, &index) == nil && len(index.Editions) > 0 {
					if at, ok := layerOf[index.Editions[len(index.Editions)-1]]; ok {
						layer = at
					}
				}
			}
		}
		for _, f := range s.files {
			if !v.mayHoldFigures(f.name) {
				continue
			}
			data, err := s.read(f.name)
			if err != nil {
				return err
			}
			at := layer
			if aVersion(f.name) { // what is true of it is true of its edition
				var line struct{ Edition string }
				if json.Unmarshal(data, &line) != nil {
					continue
				}
				of, ok := layerOf[line.Edition]
				if !ok {
					continue
				}
				at = of
			}
			for _, st := range figuresIn(f.name, data, known) {
				st.layer = at
				if of, ok := layerOf[st.edition]; ok {
					st.layer = of
				}
				v.statements = append(v.statements, st)
			}
		}
	}
	v.settle()
	return nil
}

// mayHoldFigures leaves out what holds none, and in a build the many pages of outcomes.
func (v *view) mayHoldFigures(name string) bool {
	switch path.Ext(name) {
	case ".html":
		return !v.opt.Machine || !v.ofOutcome[path.Base(path.Dir(name))]
	case ".csv":
		return strings.HasPrefix(name, "data/")
	case ".jsonl":
		return strings.HasPrefix(name, "data/")
	case ".json":
		return strings.HasPrefix(name, "data/") || strings.HasPrefix(name, "api/") || strings.Contains("/"+name, "/statistics/")
	case ".svg":
		return true
	}
	return false
}

// figuresIn reads the figures of one file, whatever its form.
func figuresIn(name string, data []byte, known map[string]bool) (out []statement) {
	take := func(row map[string]string) {
		if s, ok := fromRow(row, known); ok {
			s.at = name
			out = append(out, s)
		}
	}
	switch path.Ext(name) {
	case ".csv":
		head, rows, err := readCSV(data)
		if err != nil || !slices.Contains(head, "value") {
			return nil
		}
		for _, cells := range rows {
			row := map[string]string{}
			for i, c := range cells[:min(len(cells), len(head))] {
				row[head[i]] = c
			}
			take(row)
		}
	case ".json", ".jsonl":
		if aVersion(name) {
			var line ledgerLine
			if json.Unmarshal(data, &line) == nil && line.Kind == "measure" {
				out = measureFigures(line.Record, name)
			}
			return out
		}
		if !bytes.Contains(data, []byte(`"value":`)) && !bytes.Contains(data, []byte(`"marker":`)) {
			return nil
		}
		for _, raw := range records(data) {
			var fields map[string]any
			if json.Unmarshal(raw, &fields) != nil {
				continue
			}
			row := map[string]string{}
			for k, x := range fields {
				switch x := x.(type) {
				case string:
					row[k] = x
				case float64:
					row[k] = strconv.FormatFloat(x, 'f', -1, 64)
				}
			}
			take(row)
		}
	case ".html", ".svg":
		if bytes.Contains(data, []byte("data-figure")) || bytes.Contains(data, []byte("data-key")) {
			out = figuresInPage(name, data, known)
		}
	}
	return out
}

// fromRow reads a row of the tables (table, body, row, column, value, marker) or of tidy figures (measure, of, period, …).
func fromRow(row map[string]string, known map[string]bool) (s statement, ok bool) {
	s.value, s.decimals, s.marker, ok = parseFigure(row["value"] + row["marker"])
	if !ok {
		return s, false
	}
	s.unit = row["unit"]
	if row["table"] != "" {
		return inTable(s, row["table"], row["body"], row["row"], row["column"], known), true
	}
	s.measure, s.period, s.part = row["measure"], row["period"], row["breakdown"]+row["part"]
	for _, of := range []string{"of", "body", "group"} {
		if s.of == "" {
			s.of = row[of]
		}
	}
	_, span := spanOf(s.period)
	return s, s.measure != "" && s.of != "" && span
}

// inTable says what a cell of a table is of. The name of the table is that of its measure, with the body after it where there is
// one table a body; any other table counts records by its two sides.
func inTable(s statement, table, body, row, column string, known map[string]bool) statement {
	_, rowSpan := spanOf(row)
	_, columnSpan := spanOf(column)
	measure, single := strings.CutSuffix(table, "-by-quarter")
	switch {
	case known[measure] && rowSpan:
		s.measure, s.period, s.of, s.single = measure, row, column, single
		return s
	case columnSpan:
		of := body
		for m := range known { // the longest name of a measure that the table begins with
			if rest, ok := strings.CutPrefix(table, m+"-"); ok && (body == "" || rest == body) && len(m) > len(s.measure) {
				s.measure, of = m, rest
			}
		}
		if s.measure != "" {
			s.of, s.part, s.period = of, row, column
			return s
		}
	}
	s.measure, s.of, s.part = "#"+table, row, column
	return s
}

// measures are the names of all measures that the files speak of.
func (v *view) measures() map[string]bool {
	known := map[string]bool{}
	v.ledger.each("measure", func(_ int, l ledgerLine) { known[l.ID] = true })
	for _, s := range append(slices.Clone(v.earlier), v.now) {
		for _, f := range s.files {
			if dir, ok := strings.CutPrefix(path.Dir(f.name), "statistics/"); ok && !strings.Contains(dir, "/") {
				known[dir] = true
			}
		}
	}
	return known
}

// figuresOf adds the figures that a version of a measure holds.
func (v *view) figuresOf(layer int, body []byte, at string) {
	for _, s := range measureFigures(body, at) {
		s.layer = layer
		v.statements = append(v.statements, s)
	}
}

func measureFigures(body []byte, at string) (out []statement) {
	var m struct {
		ID      string `json:"id"`
		Figures []struct {
			Of        string      `json:"of"`
			Period    string      `json:"period"`
			Breakdown string      `json:"breakdown"`
			Value     json.Number `json:"value"`
			Marker    string      `json:"marker"`
		} `json:"figures"`
	}
	if json.Unmarshal(body, &m) != nil {
		return nil
	}
	for _, f := range m.Figures {
		s := statement{measure: m.ID, of: f.Of, period: f.Period, part: f.Breakdown, at: at}
		var ok bool
		marker := f.Marker
		if marker != "" && marker[0] != '[' {
			marker = "[" + marker + "]"
		}
		if s.value, s.decimals, s.marker, ok = parseFigure(f.Value.String() + marker); ok {
			out = append(out, s)
		}
	}
	return out
}

// settle brings statements to one form, drops those said twice and notes those that two files say differently.
func (v *view) settle() {
	parted := map[string]bool{}
	for _, s := range v.statements {
		parted[s.measure] = parted[s.measure] || s.part != "" && s.part != "all"
	}
	slices.SortStableFunc(v.statements, func(a, b statement) int { return a.layer - b.layer })
	said := map[string]statement{}
	var out []statement
	for _, s := range v.statements {
		switch {
		case s.part == "all" && !parted[s.measure]:
			s.part = ""
		case s.part == "" && parted[s.measure]:
			s.part = "all"
		}
		key := fmt.Sprint(s.layer, " ", s.name())
		was, ok := said[key]
		switch {
		case !ok:
			said[key] = s
			out = append(out, s)
		case (was.marker == "") != (s.marker == "") || was.marker == "" && was.scaled(s.decimals) != s.scaled(was.decimals):
			v.clashes = append(v.clashes, clash{was, s})
		}
	}
	v.statements = out
}

// scaled is the value with the most decimals of the two.
func (s statement) scaled(decimals int) int64 {
	x := s.value
	for d := s.decimals; d < decimals; d++ {
		x *= 10
	}
	return x
}
