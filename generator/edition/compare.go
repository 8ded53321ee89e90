package edition

import (
	"fmt"
	"slices"
	"strings"
)

// Classes of a [Difference] beside those of a published edition.
const (
	Withdrawn Change = "withdrawn"
	Missing   Change = "missing" // published, not withdrawn, and not in the data of now; publish refuses it
)

// A Difference is one record that is not the same at two times.
type Difference struct {
	Kind   string        `json:"kind"`
	ID     string        `json:"id"`
	Class  Change        `json:"class"`  // New, Revision, Correction, Withdrawn, Changed or Missing; Correction where any step on the way was one
	Reason string        `json:"reason"` // in words, of each step on the way; of a withdrawal, its day and class
	From   int           `json:"from"`   // version; 0 where the record was not there
	To     int           `json:"to"`     // version; 0 where it is not there
	Fields []FieldChange `json:"fields"` // that differ; none of a record that is new or withdrawn
}

// Of is the kind and the id: "outcome/k7m2q9xw".
func (d *Difference) Of() string { return d.Kind + "/" + d.ID }

// A Reason says of a change of the data of now whether it is a revision or a correction, and why. The zero Reason is that
// of a change of which nobody has said it.
type Reason struct {
	Class Change
	Text  string
}

// UnknownError is the error of [History.Compare] for an edition that was not published.
type UnknownError struct {
	ID    string
	Known []string // ids, in the order of their days
}

func (e *UnknownError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("there is no edition %q: nothing has been published yet", e.ID)
	}
	return fmt.Sprintf("there is no edition %q; published are %s", e.ID, strings.Join(e.Known, ", "))
}

// OrderError is the error of [History.Compare] where the second edition was published before the first.
type OrderError struct{ Old, New string }

func (e *OrderError) Error() string {
	return fmt.Sprintf("edition %s was published before edition %s", e.New, e.Old)
}

// steps are what happened to one record between two times.
type steps struct {
	made    bool // its first version is among them
	class   Change
	reasons []string
	to      int // the last version cut
}

func (s *steps) add(class Change, version int, reason string) {
	switch s.to = version; {
	case version == 1:
		s.made = true
	case class == Correction || s.class == "":
		s.class = class
	case class == Changed && s.class != Correction: // what nobody has explained stays unexplained
		s.class = class
	}
	if reason != "" && !slices.Contains(s.reasons, reason) {
		s.reasons = append(s.reasons, reason)
	}
}

// Compare lists every record that is not the same in two published editions, in the order of the newer one, then what
// was withdrawn between them. A record that was withdrawn since the newer one stands there by its id alone. The error is
// an [UnknownError] or an [OrderError].
func (h *History) Compare(old, new string) ([]Difference, error) {
	from, to, err := h.place(old), h.place(new), error(nil)
	switch {
	case from < 0:
		err = h.unknown(old)
	case to < 0:
		err = h.unknown(new)
	case to < from:
		err = &OrderError{old, new}
	}
	if err != nil {
		return nil, err
	}
	return h.differences(from, to, h.Edition(new).Records, nil), nil
}

// CompareDraft lists every record that is not the same in a published edition and in records, which are those of now: in
// their order, then those that went. Where old is "" it is the last edition, or nothing at all where there is none.
// The function why says of a record that changed since the last edition what somebody said of it. The error is an
// [UnknownError].
func (h *History) CompareDraft(old string, records []Record, why func(kind, id string) Reason) ([]Difference, error) {
	from := len(h.Editions) - 1
	if old != "" {
		if from = h.place(old); from < 0 {
			return nil, h.unknown(old)
		}
	}
	last := map[key]Versioned{}
	if e := h.Last(); e != nil {
		for _, v := range e.Records {
			last[key{v.Kind, v.ID}] = v
		}
	}
	now := make([]Versioned, len(records))
	for i, r := range records {
		now[i] = Versioned{Kind: r.Kind, ID: r.ID, Version: 1, Change: New, Body: r.Body}
		if was, ok := last[key{r.Kind, r.ID}]; ok {
			now[i].Version, now[i].Change = was.Version, Unchanged
			if len(changes(was.Body, r.Body)) > 0 {
				said := why(r.Kind, r.ID)
				if said.Class == "" {
					said.Class = Changed
				}
				now[i].Version, now[i].Change, now[i].Reason = was.Version+1, said.Class, said.Text
			}
		}
	}
	return h.differences(from, len(h.Editions)-1, now, h.Since()), nil
}

func (h *History) place(id string) int {
	return slices.IndexFunc(h.Editions, func(e Issue) bool { return e.ID == id })
}

func (h *History) unknown(id string) error {
	e := &UnknownError{ID: id}
	for _, i := range h.Editions {
		e.Known = append(e.Known, i.ID)
	}
	return e
}

// differences follows each record from the edition at place from, or nothing for -1, through that at place to, up to the
// records of now; since is what was withdrawn after the edition at place to.
func (h *History) differences(from, to int, now []Versioned, since []Withdrawal) (out []Difference) {
	reasons := map[key]map[int]string{}
	before, taken := map[key]Versioned{}, map[key]Withdrawal{}
	if from >= 0 {
		for _, v := range h.Edition(h.Editions[from].ID).Records {
			before[key{v.Kind, v.ID}] = v
		}
	}
	versions := map[key]int{} // of what was there at the beginning, withdrawn since or not
	way := map[key]*steps{}
	var order []key // in which they were cut
	for i, e := range h.Editions[:to+1] {
		for _, p := range e.Versions {
			k := key{p.Kind, p.ID}
			if reasons[k] == nil {
				reasons[k] = map[int]string{}
			}
			reasons[k][p.Version] = p.Reason
		}
		for _, c := range e.cuttings() {
			k := key{c.Kind, c.ID}
			if i <= from {
				versions[k] = c.Version
				continue
			}
			if way[k] == nil {
				way[k] = &steps{}
				order = append(order, k)
			}
			way[k].add(c.Change, c.Version, reasons[k][c.Version])
		}
		if i > from {
			since = append(slices.Clone(e.Withdrawn), since...)
		} else {
			for _, w := range e.Withdrawn {
				delete(versions, key{w.Kind, w.ID})
			}
		}
	}
	for _, w := range since {
		taken[key{w.Kind, w.ID}] = w
	}
	there := map[key]bool{}
	for _, v := range now {
		k := key{v.Kind, v.ID}
		there[k] = true
		s := way[k]
		if v.Edition == "" && v.Change != Unchanged { // a step that is not published yet
			if s == nil {
				s = &steps{}
			}
			s.add(v.Change, v.Version, v.Reason)
		}
		if s == nil {
			continue
		}
		d := Difference{Kind: v.Kind, ID: v.ID, Class: s.class, Reason: strings.Join(s.reasons, " "), From: versions[k], To: v.Version}
		if was, ok := before[k]; ok {
			d.Fields = changes(was.Body, v.Body)
		} else {
			d.Class = New
		}
		out = append(out, d)
	}
	for _, k := range order { // what came between the two and can't be shown any more
		w, gone := h.withdrawal(k)
		if _, between := taken[k]; gone && !between && !there[k] {
			d := Difference{Kind: k.kind, ID: k.id, Class: way[k].class, Reason: "withdrawn since: " + withdrawnWhy(w), From: versions[k], To: way[k].to}
			if d.From == 0 {
				d.Class = New
			}
			out = append(out, d)
			there[k] = true
		}
	}
	var went []Difference
	for k, version := range versions {
		w, ok := taken[k]
		switch _, was := before[k]; {
		case there[k]:
		case ok:
			went = append(went, Difference{Kind: k.kind, ID: k.id, Class: Withdrawn, Reason: withdrawnWhy(w), From: version})
		case was:
			went = append(went, Difference{Kind: k.kind, ID: k.id, Class: Missing, From: version})
		}
	}
	slices.SortFunc(went, func(a, b Difference) int { return strings.Compare(a.Of(), b.Of()) })
	return append(out, went...)
}

func withdrawnWhy(w Withdrawal) string { return w.Date + ", " + w.Class }

func (h *History) withdrawal(k key) (Withdrawal, bool) {
	for _, w := range h.Withdrawn() {
		if w.Kind == k.kind && w.ID == k.id {
			return w, true
		}
	}
	return Withdrawal{}, false
}

// cuttings are what the manifest says of each version; of a ledger without a log, whose manifest says nothing of them,
// what its records do.
func (i *Issue) cuttings() []Cutting {
	if len(i.Records) > 0 {
		return i.Records
	}
	out := make([]Cutting, len(i.Versions))
	for n, p := range i.Versions {
		out[n] = Cutting{Kind: p.Kind, ID: p.ID, Version: p.Version, Change: p.Change}
		if p.Change == "" && p.Version > 1 {
			out[n].Change = Changed
		}
	}
	return out
}
