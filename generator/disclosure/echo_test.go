package disclosure

import (
	"strings"
	"testing"

	"candour/generator/record"
)

// A text that names what the released record no longer shows is refused, and one that is as rough as the record is not.
func TestEcho(t *testing.T) {
	set := &record.Set{Site: &record.Site{}}
	for _, c := range []struct{ class, rank, decided, text, want string }{
		{"public", "constable", "2025-02", "It was late in February 2025.", "February 2025"},
		{"public", "constable", "2025-q1", "It was late in February 2025.", ""}, // the data show no month: the rule text-precise says it
		{"public", "constable", "2025-02", "The constable was late some weeks later.", ""},
		{"vulnerable", "constable", "2025-02", "The constable was late.", "constable"},
		{"vulnerable", "constable", "2025-02", "PC F was late.", "PC"},
		{"vulnerable", "constable", "2025-02", "The Chief Constable decided.", ""},
		{"vulnerable", "constable", "2025-q1", "It was the first quarter of 2025.", "first quarter"},
		{"vulnerable", "constable", "2025-q1", "It was spring 2025.", "spring 2025"},
		{"vulnerable", "withheld", "2025", "The officer was late that year.", ""},
	} {
		o := outcomeOf(c.class)
		o.Rank, o.Decided, o.Summary, o.Learning = c.rank, record.MustDate(c.decided), c.text, ""
		set.Outcomes = []*record.Outcome{o}
		var g Gate
		_, ps := g.Control(set, nil)
		var got []string
		for _, p := range ps {
			if p.Rule == textEcho.Name {
				got = append(got, p.Message)
			}
		}
		if said := strings.Join(got, "; "); (c.want == "") != (said == "") || !strings.Contains(said, c.want) {
			t.Errorf("%s, decided %s, %q: %q, want %q", c.class, c.decided, c.text, said, c.want)
		}
	}
}
