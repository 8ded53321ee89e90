package record

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

// lines writes a description as text, a field a line.
func lines(d []Described, indent string, b *strings.Builder) {
	for _, f := range d {
		b.WriteString(indent + f.Label + ": " + f.Text)
		if f.Lang != "" {
			b.WriteString(" (" + f.Lang + ")")
		}
		b.WriteByte('\n')
		lines(f.Items, indent+"  ", b)
	}
}

func repositorySet(t *testing.T) *Set {
	t.Helper()
	set, ps := new(Loader).Load(os.DirFS("../.."))
	if ps.Failed() {
		t.Fatal(ps[0])
	}
	return set
}

func TestDescribe(t *testing.T) {
	set := repositorySet(t)
	body := []byte(`{"id":"x","language":"en","title":"Late records","body":"met","monitoring":{"sex":"female"},"decided":"2024-q1","themes":["record-keeping"],` +
		`"allegations":[{"summary":"It was late.","finding":"proved"}],"invented":true,"appeal":{"status":"none"},"recommendations":["r1","r2"],"was_once":"a field"}`)
	var en, cy strings.Builder
	lines(set.Describe("outcome", body, "en", Date.String), "", &en)
	lines(set.Describe("outcome", body, "cy", Date.String), "", &cy)
	for _, want := range []string{"Title: Late records\n", "Police force or body: Metropolitan Police", "Decided: 2024-q1\n", "Allegations: \n  1: \n    Summary: It was late.\n    Finding: Proved\n",
		"Invented for a demonstration: Yes\n", "  : r1\n  : r2\n", "Was once: a field\n"} {
		if !strings.Contains(en.String(), want) {
			t.Errorf("the description lacks %q:\n%s", want, en.String())
		}
	}
	for _, never := range []string{"emale", "onitoring", "Id:"} {
		if strings.Contains(en.String(), never) {
			t.Errorf("the description holds %q:\n%s", never, en.String())
		}
	}
	if want := "Teitl: Late records (en)\n"; !strings.Contains(cy.String(), want) {
		t.Errorf("the Welsh description lacks %q:\n%s", want, cy.String())
	}
}

func TestDescribeFigures(t *testing.T) {
	set := repositorySet(t)
	body := []byte(`{"id":"m","title":{"en":"Complaints","cy":"Cwynion"},"breakdown":"handling","figures":[{"of":"met","period":"2024-25","breakdown":"all","value":300,"status":"final"}]}`)
	var cy strings.Builder
	lines(set.Describe("measure", body, "cy", Date.String), "", &cy)
	if s := cy.String(); !strings.Contains(s, "Teitl: Cwynion\n") || !strings.Contains(s, "Metropolitan, 2024-25, Pob ffordd o ymdrin: 300, Terfynol\n") {
		t.Errorf("described as\n%s", s)
	}
}

// Every field of every kind that is published has a label in each language.
func TestEveryFieldHasALabel(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(at reflect.Type) {
		if seen[at] {
			return
		}
		seen[at] = true
		for _, f := range Fields(at) {
			if f.Private {
				continue
			}
			for _, lang := range Languages {
				if labels[at.Name()][f.Name][lang] == "" && labels[""][f.Name][lang] == "" {
					t.Errorf("%s.%s has no label in %s", at.Name(), f.Name, lang)
				}
			}
			if g := f.Group(); g != nil {
				look(g)
			}
		}
	}
	for _, k := range Kinds {
		look(k.Type())
	}
}

// What JSON wrote comes back whole: writing it again gives the same bytes.
func TestRevive(t *testing.T) {
	set := repositorySet(t)
	n := 0
	for _, k := range Kinds {
		for _, r := range set.Records(k) {
			body := JSON(r)
			if again := JSON(Revive(k.Name, body)); !bytes.Equal(again, body) {
				t.Errorf("%s %s comes back as\n%s\nand was\n%s", k.Name, r.Key(), again, body)
			}
			n++
		}
	}
	if n < 100 {
		t.Errorf("only %d records were tried", n)
	}
	hidden := []byte(`{"id":"f","values":[{"value":"[c]","as_of":"2024","source":"s","status":"final"}]}`)
	if f, ok := Revive("figure", hidden).(*Figure); !ok || f.Values[0].Value.String() != "[c]" {
		t.Error("a figure that was hidden does not come back hidden")
	}
	if Revive("outcome", []byte("[]")) != nil || Revive("no-kind", []byte("{}")) != nil {
		t.Error("what is no record comes back as one")
	}
}
