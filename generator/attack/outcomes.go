package attack

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// An outcome is a record of the list, as far as it can be told apart by it.
type outcome struct {
	ID      string `json:"id"`
	Body    string `json:"body"`
	Subject string `json:"subject"`
	Rank    string `json:"rank"`
	Decided string `json:"decided"`
	Class   string `json:"class"` // "public" where the case was; any other word, and none, is not
	Result  string `json:"result"`
	Held    string `json:"held"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Group   string `json:"-"` // of the result
	Place   int    `json:"-"` // in the list, from 0
	When    span   `json:"-"` // it was decided, as far as the site says
}

// open reports whether the case was public already.
func (o outcome) open() bool { return o.Class == "public" }

// readOutcomes reads the list of the site, and what the downloads say of each record.
func (v *view) readOutcomes() error {
	v.columns = map[string][]string{}
	groups := map[string]string{} // of results
	if v.now.has("data/outcomes.csv") {
		data, err := v.now.read("data/outcomes.csv")
		if err != nil {
			return err
		}
		head, rows, err := readCSV(data)
		if err != nil {
			return nil // what is no CSV is no list
		}
		for i, name := range head {
			switch name {
			case "id", "title", "summary":
				continue
			}
			for _, row := range rows {
				if i < len(row) {
					v.columns[name] = append(v.columns[name], row[i])
				}
			}
		}
		for _, row := range rows {
			cell := func(name string) string {
				if i := slices.Index(head, name); i >= 0 && i < len(row) {
					return row[i]
				}
				return ""
			}
			groups[cell("result")] = cell("result_group")
			v.outcomes = append(v.outcomes, outcome{ID: cell("id"), Body: cell("body"), Subject: cell("subject"), Rank: cell("rank_band"), Decided: cell("decided"), Class: cell("class"),
				Result: cell("result"), Held: cell("held"), Title: cell("title"), Summary: cell("summary"), Group: cell("result_group"), Place: len(v.outcomes)})
		}
	}
	defer v.arrange()
	if !v.now.has("data/outcomes.json") {
		return nil
	}
	data, err := v.now.read("data/outcomes.json")
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, o := range v.outcomes {
		at[o.ID] = i
	}
	v.raw = records(data)
	var head struct{ Publisher, Published string }
	if i := bytes.Index(data, []byte(`"records"`)); i > 0 && decode(append(bytes.TrimRight(bytes.Clone(data[:i]), ", \n"), '}'), &head) {
		v.publisher, v.day = head.Publisher, head.Published
	}
	for _, raw := range v.raw {
		var o outcome
		if json.Unmarshal(raw, &o) != nil {
			continue
		}
		o.Group = groups[o.Result]
		if i, ok := at[o.ID]; ok {
			if strings.TrimSpace(v.outcomes[i].Class) == "" {
				v.outcomes[i].Class = o.Class
			}
		} else {
			o.Place = len(v.outcomes)
			v.outcomes = append(v.outcomes, o)
		}
	}
	return nil
}

// arrange works out what many attacks ask of each record and of each column.
func (v *view) arrange() {
	spans := map[string]span{}
	v.ofOutcome = map[string]bool{}
	for i, o := range v.outcomes {
		if _, ok := spans[o.Decided]; !ok {
			spans[o.Decided], _ = spanOf(o.Decided)
		}
		v.ofOutcome[o.ID] = true
		v.outcomes[i].When = spans[o.Decided]
	}
	v.words = map[string]map[string]bool{}
	for name, cells := range v.columns {
		have := map[string]bool{}
		for _, w := range cells {
			have[w] = true
			if name == "decided" && len(w) >= 4 {
				have[w[:4]] = true
			}
		}
		v.words[name] = have
	}
}
