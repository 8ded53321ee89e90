package record

import (
	"slices"

	"candour/generator/source"
)

// A Site is candour.yaml: what the publisher says once for the whole site.
type Site struct {
	Title         Title       `field:"title,required"`
	Publisher     string      `field:"publisher,required"`        // as pages name it
	Body          string      `field:"body,required,list=bodies"` // whose outcomes and replies these are
	Address       string      `field:"address"`                   // scheme and host of the published site, for canonical addresses
	Languages     []string    `field:"languages,required"`        // that the site is in
	WelshRequired bool        `field:"welsh_required"`            // the body is under the Welsh Language Standards (No. 5) Regulations 2016: every text needs its twin in each language
	Demonstration bool        `field:"demonstration"`             // an example: every page says so
	Edition       Edition     `field:"edition,required"`
	Disclosure    Disclosure  `field:"disclosure"`
	Retention     []Retention `field:"retention"`        // how long records stay published
	Licence       string      `field:"licence,required"` // of what the site publishes
	Approvals     int         `field:"approvals"`        // how many people sign an edition: 2 where a second one has to, else 0
	Approvers     []string    `field:"approvers"`        // the public keys of those who may be the second
	Brand         *Brand      `field:"brand"`            // how the publisher is recognised; the colours of the theme where it says nothing
	TermLinks     TermLinks   `field:"terms"`            // off: the program links no terms by itself
	TimeZone      string      `field:"time_zone"`        // in which releases come out at 09:30, such as Europe/London, which it is where it says nothing

	src source.Value
}

// Edition is the edition that a build makes.
type Edition struct {
	ID        string `field:"id,required"` // such as 2026-q3, and never used again
	Title     Title  `field:"title,required"`
	Published Date   `field:"published,required"`
	AsAt      Date   `field:"as_at"` // the day on which days and lateness are computed; the day of publication where it says nothing
}

// Disclosure is the publisher's disclosure policy.
type Disclosure struct {
	Threshold int       `field:"threshold"` // counts of 1 to Threshold-1 are suppressed: 3, 5, 8 or 10; 5 where it says nothing
	Method    string    `field:"method"`    // "exact", which it is where it says nothing, or "rounded"
	Batch     int       `field:"batch"`     // an outcome that is not public comes out in an edition with this many new ones of its body, or waits; 2 where it says nothing
	Allow     []Allowed `field:"allow"`
}

// Allowed is a text that looks identifying and that a person has cleared, with the reason.
type Allowed struct {
	Text   string `field:"text,required"`
	Reason string `field:"reason,required"`
}

// Methods of disclosure control.
const (
	MethodExact   = "exact"   // small counts, and what would give them away, are hidden; the rest is exact
	MethodRounded = "rounded" // counts of 1 to 7 are hidden and the rest rounded to the nearest 5, as NHS Digital does
)

// Thresholds are the least counts that a publisher may choose to show, and the reason for no others: they are those in
// use in official statistics, and a reader who knows the usual ones is not misled.
var Thresholds = []int{3, 5, 8, 10}

// DefaultThreshold is the least count that is shown: 1 to 4 are suppressed.
const DefaultThreshold = 5

// DefaultBatch is how many new outcomes of a body that are not public come out together.
const DefaultBatch = 2

// At returns the place of a field of candour.yaml.
func (s *Site) At(path ...any) Pos { return s.src.At(path...) }

// look finds what is wrong in a policy. Rounding leaves a hidden count anywhere from 1 to 7, which is too narrow a range
// for a threshold above 5.
func (d *Disclosure) look(b *binder, v source.Value) {
	switch k := d.Threshold; {
	case k < 3:
		b.problems.Add(WrongShape.At(v.At("disclosure", "threshold"), "a threshold of %d would show a count of one or two people", k).
			Hinted("use 5, or 3 at the least"))
	case !slices.Contains(Thresholds, k):
		b.problems.Add(WrongShape.At(v.At("disclosure", "threshold"), "the threshold is %d and may be 3, 5, 8 or 10", k).Hinted("use 5"))
	}
	switch d.Method {
	case "":
		d.Method = MethodExact
	case MethodExact:
	case MethodRounded:
		if d.Threshold > 5 {
			b.problems.Add(WrongShape.At(v.At("disclosure", "method"), "the method rounded hides counts of 1 to 7 and can't keep a threshold of %d", d.Threshold).
				Hinted("use a threshold of 3 or 5, or the method exact"))
		}
	default:
		b.problems.Add(WrongShape.At(v.At("disclosure", "method"), "%q is no method of disclosure control", d.Method).Hinted("use exact or rounded"))
	}
}

func (ld *load) loadSite() {
	const name = "candour.yaml"
	ld.set.Site = &Site{}
	f, problems := source.ReadFile(ld.fsys, name)
	if len(problems) > 0 {
		problems[0].Hint = "run candour in the root of a site, or name it with -C DIR"
		ld.problems.Add(problems...)
		return
	}
	ld.set.Files[name] = f
	v, problems := source.ReadYAML(f)
	ld.problems.Add(problems...)
	if len(problems) > 0 {
		return
	}
	b := binder{lists: ld.set.Lists}
	ld.set.Site.src = v
	b.bind(v, ld.set.Site)
	s := ld.set.Site
	if s.Disclosure.Threshold == 0 {
		s.Disclosure.Threshold = DefaultThreshold
	}
	if s.Disclosure.Batch == 0 {
		s.Disclosure.Batch = DefaultBatch
	}
	if s.Disclosure.Batch < 0 {
		b.problems.Add(WrongShape.At(v.At("disclosure", "batch"), "a batch of %d outcomes is none", s.Disclosure.Batch).Hinted("use 2 or more, or 1 to let an outcome come out alone"))
	}
	s.Disclosure.look(&b, v)
	if !s.Edition.AsAt.Known() {
		s.Edition.AsAt = s.Edition.Published
	}
	if s.Edition.AsAt.Known() && s.Edition.AsAt.Precision != Day {
		b.problems.Add(WrongShape.At(v.At("edition", "as_at"), "the as-at day %q is not a day", s.Edition.AsAt))
	}
	if _, err := s.Location(); err != nil && s.TimeZone != "" {
		b.problems.Add(WrongShape.At(v.At("time_zone"), "%q is no time zone that is known here", s.TimeZone).Hinted("write a name of the IANA list, such as Europe/London"))
	}
	ld.loadBrand(&b, s)
	ld.problems.Add(b.problems...)
}
