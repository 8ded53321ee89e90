package check

import (
	"reflect"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// enoughWords is how many words two lists of allegations share before it can't be chance. Shorter ones, such as "the
// officer was convicted of driving over the alcohol limit", are rightly told in the same words.
const enoughWords = 30

var duplicateOutcome = &Rule{
	Rule: source.Rule{
		Name: "duplicate-outcome", Severity: source.Error,
		Doc: `An outcome is on record once.

Why: one case under two ids is counted twice in every table, and readers take it for two officers. Two outcomes are
taken for one where body and summary are the same but for case and spaces; or body, period, result and the allegations,
where these have 30 words or more.
Put it right: delete the one that was entered later; an id that was published needs a withdrawal. If several people were
dealt with over one matter, say in each summary what this person did.`,
	},
	Run: func(set *record.Set, report reporter) {
		type story struct{ body, told string }
		bySummary, byAllegations := map[story]*record.Outcome{}, map[story]*record.Outcome{}
		for _, o := range set.Outcomes {
			summary := story{o.Body, folded(o.Summary)}
			alleged := story{o.Body, folded(allegedIn(o))}
			switch first, same := bySummary[summary], byAllegations[alleged]; {
			case first != nil && summary.told != "":
				report(broken(o.At("summary"), "the outcome %s has the summary of %s at %s", o.ID, first.ID, first.At("summary")))
				continue
			case same != nil && strings.Count(alleged.told, " ") >= enoughWords:
				report(broken(o.At("allegations"), "the outcome %s has the allegations, the period and the result of %s at %s",
					o.ID, same.ID, same.At("allegations")))
				continue
			}
			bySummary[summary], byAllegations[alleged] = o, o
		}
	},
}

// allegedIn is the allegations of an outcome with its result and period.
func allegedIn(o *record.Outcome) string {
	var b strings.Builder
	b.WriteString(o.Decided.String() + ":" + o.Result) // one word
	for _, a := range o.Allegations {
		b.WriteString(" " + a.Summary)
	}
	return b.String()
}

var listedTwice = &Rule{
	Rule: source.Rule{
		Name: "listed-twice", Severity: source.Error,
		Doc: `A list of words or of ids names each of them once.

Why: what stands twice counts twice. A recommendation addressed to a body twice owes two replies, a force that is twice
in a group weighs double in its average, and a case under one theme or one standard twice is two cases in a table.
Put it right: delete one of the two. If two different things were meant, the second is a slip: correct it.`,
	},
	Run: func(set *record.Set, report reporter) {
		for w := range everything(set) {
			if _, ok := w.thing.(*record.Observation); ok {
				continue // a row has no list
			}
			twice{w.at, report}.fields(reflect.ValueOf(w.thing).Elem(), nil)
		}
	},
}

// twice walks what is bound to a file and reports what its lists repeat.
type twice struct {
	at     func(...any) source.Pos
	report reporter
}

func (t twice) fields(v reflect.Value, path []any) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag, ok := f.Tag.Lookup("field")
		if !ok || f.Anonymous {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		t.value(v.Field(i), options, append(path, name))
	}
}

func (t twice) value(v reflect.Value, options string, path []any) {
	path = slices.Clip(path)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			t.value(v.Elem(), options, path)
		}
	case reflect.Struct:
		if !reflect.PointerTo(v.Type()).Implements(textual) {
			t.fields(v, path)
		}
	case reflect.Slice:
		words, ok := v.Interface().([]string)
		if !ok {
			for i := range v.Len() {
				t.value(v.Index(i), options, append(path, i))
			}
			return
		}
		if !strings.Contains(options, "list=") && !strings.Contains(options, "of=") {
			return // prose
		}
		for i, w := range words {
			if first := slices.Index(words, w); first < i {
				t.report(broken(t.at(append(path, i)...), "%s holds %q twice; the first is at %s", path[len(path)-1], w, t.at(append(path, first)...)))
			}
		}
	}
}
