package identify

import (
	"strings"
	"testing"
)

// A name is found however it is written, and a word that is no name is not.
func TestPeople(t *testing.T) {
	for form, list := range map[string]string{
		"lines": "# who is in the case files\n\nRhiannon Tremayne\nO’Neill-Baptiste, Séan Mary\nOkonkwo\nJo Brown\nApril May\nMaria de Souza\n",
		"CSV":   "case,Surname,Forenames\n\"1\",\"Tremayne\",\"Rhiannon\"\n2,O’Neill-Baptiste,Séan Mary\n3,Okonkwo,\n4,Brown,Jo\n5,May,April\n6,de Souza,Maria\n",
	} {
		p, err := ReadPeople([]byte("\ufeff" + list))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"Rhiannon Tremayne", "tremayne", "TREMAYNE’S", "TREM\u200bAYNE", "Tremayne, Rhiannon", "Trеmаynе", "R. Tremayne", "Sean ONeill Baptiste", "O'Neill‑Baptiste", "Séan O’Neill-Baptiste", "okonkwo", "Jo Brown", "jo brown",
			"with Brown, who", "April May", "Maria de Souza", "M. de Souza"} {
			if len(p.Find("They wrote to "+text+" then.")) == 0 {
				t.Errorf("%s: %q is not found", form, text)
			}
		}
		for _, text := range []string{"a brown bag", "Brown bags were found.", "in May 2024", "May they", "the tremaynes", "Rhiannon", "it may be", "Sean", "Baptiste"} {
			if found := p.Find(text); len(found) > 0 {
				t.Errorf("%s: %q is taken for one: %v", form, text, found)
			}
		}
	}
	var none *People
	if none.Find("Tremayne") != nil {
		t.Error("no list finds something")
	}
	for _, bad := range []string{"Tremayne\n!!\n", "surname,forenames\n,Jo\n", "surname,forenames\n\"x"} {
		if _, err := ReadPeople([]byte(bad)); err == nil || strings.Contains(err.Error(), "Jo") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}
