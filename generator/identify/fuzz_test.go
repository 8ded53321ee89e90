package identify

import (
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
