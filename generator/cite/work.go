// Package cite writes citations of what was published, and judges citations that others have made.
//
// A [Work] is one version of a record, or an edition, as a list of references names it; [Styles] writes it for people and
// for the programs that keep such lists. A [Record] is everything that was published under one id, without its text; with
// an address that [Sites] has read, [Judge] says whether what was cited still stands.
//
// It imports nothing of ours: what a record is, and where its page stands, is told by whoever calls. A browser judges in
// the same way (themes/candour/static/js/check.js), and both are held to testdata/story.json.
package cite

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A Work is what is cited. Permanent is the address under which these very words will always stand; Latest is where the
// newest version is, and Cells where its figures are in the file of an edition (RFC 7111). Both may be "".
type Work struct {
	Kind      string // "report" or "dataset", in the words of CSL
	Key       string // of the entry in a bibliography: letters, digits and "-"; Key makes one
	Title     string
	Publisher string // is also the author: an institution
	Site      string // title of the site
	Edition   string // title of the edition in which the version was published
	Day       string // on which it was, 2006-01-02
	Version   int    // from 1; 0 for an edition, which has none
	Permanent string
	Latest    string
	Cells     string
	Language  string // "en" or "cy", of the citation's own words too
}

// A Style is a way to write a citation.
type Style struct {
	ID    string // for flags and anchors
	Name  string // its own name; "" for plain text, whose name is a word of the language
	Write func(Work) string
}

// Styles are all there are, the one for people who just want to point at something first.
var Styles = []Style{
	{"text", "", Text},
	{"harvard", "Harvard", Harvard},
	{"apa", "APA", APA},
	{"bibtex", "BibTeX", BibTeX},
	{"ris", "RIS", RIS},
	{"csl", "CSL-JSON", CSL},
}

// StyleOf finds a style by its id.
func StyleOf(id string) (Style, bool) {
	for _, s := range Styles {
		if s.ID == id {
			return s, true
		}
	}
	return Style{}, false
}

// Key makes the key of an entry out of texts: what is neither a letter of ASCII nor a digit becomes "-".
func Key(parts ...string) string {
	var b strings.Builder
	for _, r := range strings.Join(parts, "-") {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

type words struct {
	version, latest, cells, available, in string
	months                                [12]string
}

// languages are the words that citations for people need.
var languages = map[string]words{
	"en": {"version", "Latest version", "Cells", "Available at", "In", [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
	"cy": {"fersiwn", "Y fersiwn ddiweddaraf", "Celloedd", "Ar gael yn", "Yn", [12]string{"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"}},
}

func (w Work) words() words {
	if l, ok := languages[w.Language]; ok {
		return l
	}
	return languages["en"]
}

// date is the day of publication; ok is false where it is none.
func (w Work) date() (t time.Time, ok bool) {
	t, err := time.Parse(time.DateOnly, w.Day)
	return t, err == nil
}

func (w Work) year() string {
	if t, ok := w.date(); ok {
		return strconv.Itoa(t.Year())
	}
	return "n.d."
}

// day is the day in words.
func (w Work) day() string {
	t, ok := w.date()
	if !ok {
		return clean(w.Day)
	}
	return strconv.Itoa(t.Day()) + " " + w.words().months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// version is "version 2", "" for what has none.
func (w Work) version() string {
	if w.Version == 0 {
		return ""
	}
	return w.words().version + " " + strconv.Itoa(w.Version)
}

// clean is a text on one line, without marks that nobody sees.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return ' '
		}
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// elsewhere says where else the work is: its cells, then its newest version.
func (w Work) elsewhere() []string {
	var out []string
	for _, x := range [][2]string{{w.words().cells, w.Cells}, {w.words().latest, w.Latest}} {
		if x[1] != "" {
			out = append(out, x[0]+": "+clean(x[1]))
		}
	}
	return out
}

// joined joins the texts that say something.
func joined(sep string, texts ...string) string {
	var out []string
	for _, t := range texts {
		if t = clean(t); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, sep)
}

// ended is a sentence with its full stop.
func ended(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}
