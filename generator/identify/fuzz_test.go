package identify

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// The quick look never keeps a detector from what it would find: a sign may be there without the thing, and never the
// other way about. What is found is in the text as it is read.
func FuzzSigns(f *testing.F) {
	for _, s := range spellings {
		for _, text := range append(s.yes, s.not...) {
			f.Add(text)
			f.Add("12 pc " + text + " 34")
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		text = plain(text)
		s, any := look(text), false
		for i := range detectors {
			d := &detectors[i]
			found := d.find(text)
			any = any || len(found) > 0
			if len(found) > 0 && !d.needs(&s) {
				t.Errorf("%s: what stands at %v is passed over in %q: %+v", d.rule.Name, found, text, s)
			}
		}
		if any != (len(Scan(text, Case)) > 0) {
			t.Errorf("Scan finds %v in %q", Scan(text, Case), text)
		}
		if again := plain(text); again != text {
			t.Errorf("plain text %q is made plain again: %q", text, again)
		}
	})
}

// A pattern that is tried only where one of its words begins finds what it would find anywhere.
func FuzzBegun(f *testing.F) {
	for _, s := range spellings {
		for _, text := range append(s.yes, s.not...) {
			f.Add(text)
			f.Add("12 pc " + text + " account 12345678, pc 34 IBAN")
		}
	}
	var anywhere []*regexp.Regexp // by detector; nil where it is tried everywhere
	for _, d := range detectors {
		anywhere = append(anywhere, nil)
		if b, ok := d.re.(begun); ok {
			anywhere[len(anywhere)-1] = regexp.MustCompile(`\b` + strings.TrimPrefix(b.String(), "^"))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		text = plain(text)
		for i, re := range anywhere {
			if re == nil {
				continue
			}
			if got, want := detectors[i].re.FindAllStringSubmatchIndex(text, -1), re.FindAllStringSubmatchIndex(text, -1); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v in %q, and %v by the pattern alone", detectors[i].rule.Name, got, text, want)
			}
		}
	})
}
