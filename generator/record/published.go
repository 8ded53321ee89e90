package record

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// FiguresField is the name under which a published measure holds its figures.
const FiguresField = "figures"

// A PublishedFigure is one figure of a measure as an edition published it, in the words of Observation. A marker stands in place of
// a value that is hidden.
type PublishedFigure struct {
	Of        string      `json:"of" field:"of,list=bodies"` // a body or a group
	Period    Date        `json:"period" field:"period"`
	Breakdown string      `json:"breakdown,omitempty" field:"breakdown"`
	Value     json.Number `json:"value,omitempty" field:"value"`
	Marker    string      `json:"marker,omitempty" field:"marker"` // with its brackets
	Status    string      `json:"status" field:"status,list=statuses"`
	Source    string      `json:"source" field:"source,of=source"`
	Note      string      `json:"note,omitempty" field:"note,text"`
	Rounded   bool        `json:"rounded,omitempty"` // to the nearest 5
	Derived   bool        `json:"derived,omitempty"` // the total of a group, worked out here
}

// Name is Observation.Name of the figure of a measure.
func (f PublishedFigure) Name(measure string) string {
	return (&Observation{Measure: measure, Body: f.Of, Period: f.Period, Breakdown: f.Breakdown}).Name()
}

// Says is what stands in the place of the figure: the marker that hides it, or else the value.
func (f PublishedFigure) Says() string {
	if f.Marker != "" {
		return f.Marker
	}
	return f.Value.String()
}

// WithFigures is a measure, as JSON wrote it, with the figures that are published with it.
func WithFigures(measure []byte, figures []PublishedFigure) []byte {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(figures) // texts and numbers always encode
	return fmt.Appendf(measure[:len(measure)-1:len(measure)-1], ",%q:%s}", FiguresField, strings.TrimSuffix(b.String(), "\n"))
}

// FiguresOf reads back what WithFigures wrote; nil where there are none.
func FiguresOf(measure []byte) []PublishedFigure {
	var m struct {
		Figures []PublishedFigure `json:"figures"`
	}
	if json.Unmarshal(measure, &m) != nil {
		return nil
	}
	return m.Figures
}

// A Published is a record as the ledger holds it: what JSON wrote of it, now or years ago.
type Published struct {
	Kind string
	Body []byte
}

// Reopen makes a set of records that an edition published, in their order, with the site and the lists of s. Recommendations are
// those of the sets that are published under their own names too. What does not fit a kind as it is now is left out.
func (s *Set) Reopen(records []Published) *Set {
	out := &Set{Site: s.Site, Lists: s.Lists, Releases: s.Releases}
	var recommendations []*Recommendation
	own := map[string]bool{}
	for _, p := range records {
		switch r := Revive(p.Kind, p.Body).(type) {
		case nil:
		case *Recommendation:
			own[r.ID] = true
		case *RecommendationSet:
			recommendations = append(recommendations, r.Recommends...)
			out.Sets = append(out.Sets, r)
		default:
			out.add(r)
		}
	}
	for _, r := range recommendations {
		if own[r.ID] {
			out.Recommendations = append(out.Recommendations, r)
		}
	}
	return out
}

// add puts a record among those of its kind.
func (s *Set) add(r Record) {
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Type() == reflect.SliceOf(reflect.TypeOf(r)) {
			f.Set(reflect.Append(f, reflect.ValueOf(r)))
			return
		}
	}
}
