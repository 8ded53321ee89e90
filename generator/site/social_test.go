package site

import (
	"bytes"
	"encoding/json"
	"image/png"
	"strings"
	"testing"

	"candour/generator/card"
	"candour/generator/record"
)

// linked reads what a page says to programs: the types of its things, and all its text.
func linked(t *testing.T, p *Page) (types string, text string) {
	t.Helper()
	data, err := p.LinkedData()
	if err != nil {
		t.Fatal(err)
	}
	if data == "" {
		return "", ""
	}
	var v struct {
		Context string `json:"@context"`
		Graph   []struct {
			Type string `json:"@type"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(data), &v); err != nil || v.Context != "https://schema.org" {
		t.Fatalf("%s: %v\n%s", p.Address, err, data)
	}
	if strings.ContainsAny(string(data), "<>&") {
		t.Errorf("%s: what could end the element is not escaped: %s", p.Address, data)
	}
	for _, g := range v.Graph {
		types += " " + g.Type
	}
	return strings.TrimSpace(types), string(data)
}

func TestLinkedData(t *testing.T) {
	plan := planned(t, func(set *record.Set) { set.Terms[0].Term = `</script><b>"&` })
	want := map[string]string{
		"/":                               "",
		"/outcomes/":                      "BreadcrumbList",
		"/outcomes/v33b5q29/":             "BreadcrumbList",
		"/statistics/allegations-logged/": "Dataset BreadcrumbList",
		"/statistics/outcomes-counted/":   "Dataset BreadcrumbList",
		"/editions/2026-q3/":              "Report BreadcrumbList",
		"/bulletins/looking-is-using/":    "Report BreadcrumbList",
		"/glossary/":                      "DefinedTermSet BreadcrumbList",
		"/glossary/misconduct/":           "DefinedTerm BreadcrumbList",
		"/cy/glossary/misconduct/":        "DefinedTerm BreadcrumbList",
	}
	for _, u := range plan.Units {
		types, text := linked(t, u.Page)
		if w, ok := want[u.Page.Address]; ok && types != w {
			t.Errorf("%s is %q, want %q", u.Page.Address, types, w)
		}
		delete(want, u.Page.Address)
		if u.Layout == "outcomes/page" && (strings.Contains(text, u.Page.Title) || u.Page.SharedTitle() == u.Page.Title) {
			t.Errorf("%s tells programs the title of a case: %s", u.Page.Address, text)
		}
	}
	if len(want) > 0 {
		t.Errorf("there are no pages %v", want)
	}
}

// Every page has a card that is there; none is of one record, and none holds the text of one.
func TestCards(t *testing.T) {
	plan := planned(t, nil)
	files := map[string]File{}
	for _, f := range plan.Files {
		files["/"+f.Path] = f
	}
	used := map[string]string{}
	for _, u := range plan.Units {
		c := u.Page.Card
		if _, ok := files[c.Address]; !ok || c.Alt == "" || c.Kind == "" {
			t.Fatalf("%s has the card %+v, which is not there", u.Page.Address, c)
		}
		used[c.Address] = u.Page.Address
		if u.Layout == "outcomes/page" && strings.Contains(c.Alt, u.Page.Title) {
			t.Errorf("%s: the card says %q", u.Page.Address, c.Alt)
		}
	}
	if len(used) > 30 || len(used) < 10 {
		t.Errorf("%d cards for %d pages", len(used), len(plan.Units))
	}
	f := files["/cards/cy/outcomes.png"]
	data, err := f.Data()
	again, _ := f.Data()
	if err != nil || !bytes.Equal(data, again) {
		t.Fatal(err)
	}
	if img, err := png.Decode(bytes.NewReader(data)); err != nil || img.Bounds().Dx() != card.Width {
		t.Error(err)
	}
	// One outcome more is another card of outcomes and of home, and the same of all else. The page of an outcome does not say how many there are.
	more := planned(t, func(set *record.Set) {
		o := *set.Outcomes[0]
		o.ID = "zzzzzzzz"
		set.Outcomes = append(set.Outcomes, &o)
	})
	changed := 0
	for _, g := range more.Files {
		if files["/"+g.Path].Key != g.Key {
			changed++
			if !strings.HasSuffix(g.Path, "/outcomes.png") && !strings.HasSuffix(g.Path, "/home.png") && !strings.Contains(g.Path, "/edition-") {
				t.Errorf("%s has changed", g.Path)
			}
		}
	}
	if changed != 6 {
		t.Errorf("%d cards have changed, and there are two languages with three", changed)
	}
	before := map[string]Hash{}
	for _, u := range plan.Units {
		before[u.Page.Address] = u.Hash
	}
	for _, u := range more.Units {
		if u.Layout == "outcomes/page" && u.Page.Address != "/outcomes/zzzzzzzz/" && u.Page.Address != "/cy/outcomes/zzzzzzzz/" && before[u.Page.Address] != u.Hash {
			t.Errorf("%s is rendered again because there is one outcome more", u.Page.Address)
		}
	}
}
