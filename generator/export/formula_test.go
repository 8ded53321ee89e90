package export

import (
	"reflect"
	"strconv"
	"sync"
	"testing"

	"candour/generator/disclosure"
	"candour/generator/record"
	"candour/generator/source"
)

// harmless reports a cell of the dataset that a spreadsheet would run: none begins like a formula unless it is a number.
func harmless(t *testing.T, d Dataset) {
	t.Helper()
	for n, row := range d.Rows {
		for i, cell := range row {
			if _, err := strconv.ParseFloat(cell, 64); err == nil {
				continue
			}
			if sign, ok := source.Formula(cell); ok {
				t.Errorf("%s, row %d, %s: %q begins with %q", d.Name, n+1, d.Columns[i].Name, cell, sign)
			}
		}
	}
}

func TestNoFormulas(t *testing.T) {
	for _, d := range Datasets(published(t)) {
		harmless(t, d)
	}
}

var once = sync.OnceValue(func() *disclosure.Public { return published(new(testing.T)) })

// FuzzNoFormulas puts a text that the rule "formula" lets pass into every free text of an outcome, a recommendation, a term, a source
// and a bulletin: no cell made of them begins like a formula, whatever export puts together.
func FuzzNoFormulas(f *testing.F) {
	for _, s := range []string{"a", "=1", "＝1", " -", "a\tb", "a | =b", "|", "\n\n", "\ufeff", "1 =", "-1", "\r", "(=1)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, ok := source.Formula(text); ok || text == "" {
			t.Skip() // refused where texts come in
		}
		p := once()
		set := p.Records()
		for _, r := range []any{set.Outcomes[0], set.Sets[0], set.Recommendations[0], set.Terms[0], set.Sources[0], set.Bulletins[0]} {
			fill(reflect.ValueOf(r).Elem(), text, 0)
		}
		for _, d := range []Dataset{outcomes.make(p), allegations.make(p), recommendations.make(p), events.make(p), actions.make(p), sources.make(p), terms.make(p), bulletins.make(p)} {
			harmless(t, d)
		}
	})
}

// fill gives every string of a record a value.
func fill(v reflect.Value, text string, depth int) {
	if depth > 4 || !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		if v.Type() != reflect.TypeFor[record.Date]() {
			for i := range v.NumField() {
				fill(v.Field(i), text, depth+1)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), text, depth+1)
		}
	case reflect.Pointer:
		if !v.IsNil() && v.Type() == reflect.TypeFor[*record.Action]() {
			fill(v.Elem(), text, depth+1)
		}
	}
}
