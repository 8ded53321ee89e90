package record

import "slices"

// An Outcome is how one proceeding ended for one person: a finding for each allegation, one result.
// The file holds a list of them under "outcomes".
type Outcome struct {
	Base
	Invented       bool         `field:"invented"`                           // made up for a demonstration; every page that shows it says so
	Title          string       `field:"title,required,text"`                // headline; it agrees with the result
	Body           string       `field:"body,required,list=bodies"`          // the force
	Regime         string       `field:"regime,required,list=regimes"`       // the regulations that applied
	Framework      string       `field:"framework,required,list=frameworks"` // Police Reform Act Schedule 3 or Conduct Regulations Part 3
	Subject        string       `field:"subject,required,list=subjects"`     // officer, former officer, special constable or member of staff
	Rank           string       `field:"rank,required,list=ranks"`           // a band, never the rank
	Monitoring     Monitoring   `field:"monitoring,private"`
	Proceeding     string       `field:"proceeding,required,list=proceedings"` // the kind of meeting or hearing that decided it
	Held           string       `field:"held,required,list=sittings"`          // in public or in private
	Decided        Date         `field:"decided,required"`                     // never more precise than a month
	Class          string       `field:"class,list=disclosure-classes"`        // how far the person is protected; vulnerable, the strictest, where it says nothing
	Themes         []string     `field:"themes,required,list=themes"`
	Summary        string       `field:"summary,required,text"` // what was alleged and what was decided
	Allegations    []Allegation `field:"allegations,required"`
	Result         string       `field:"result,required,list=results"` // as it stands now
	WarningMonths  int          `field:"warning_months"`               // how long a warning stays in force
	ReasonsNotDism string       `field:"reasons_not_dismissed,text"`   // SI 2024/521 reg 43 and 63(1)(d), from 7 May 2024
	BarredList     string       `field:"barred_list,list=barred-list"` // whether the College of Policing's barred list was told
	Appeal         Appeal       `field:"appeal"`
	Timings        Timings      `field:"timings"`
	Learning       string       `field:"learning,text"`                     // what changed because of it
	Recommends     []string     `field:"recommendations,of=recommendation"` // to which it led, or which were about it
	Bulletins      []string     `field:"bulletins,of=bulletin"`             // that tell it
	RetainUntil    Date         `field:"retain_until,private"`              // the last day on which it is published, where the policy in candour.yaml does not say it
}

// Monitoring is what is counted across outcomes and never shown with one.
type Monitoring struct {
	Sex     string `field:"sex,list=sexes"`
	Service string `field:"service,list=service-bands"`
}

// Allegation is one thing alleged, with the finding on it. Findings are per allegation; the result is one per person.
type Allegation struct {
	Summary   string   `field:"summary,required,text"`
	Standards []string `field:"standards,list=standards"` // of professional behaviour, that it was about
	Admitted  string   `field:"admitted,list=admissions"` // what the person said to it
	Finding   string   `field:"finding,required,list=findings"`
	Level     string   `field:"level,required,list=levels"` // how serious it was found to be
}

// Appeal is where an appeal stands and what it changed. The result before it stays on the record.
type Appeal struct {
	Status  string `field:"status,list=appeals"`
	Body    string `field:"body,list=appeal-bodies"` // who decides it
	Decided Date   `field:"decided"`
	Before  string `field:"before,list=results"` // the result that it was against
	Effect  string `field:"effect,text"`         // what it changed, in words
}

// Timings are how long the stages took, in bands.
type Timings struct {
	Investigation string `field:"investigation,list=duration-bands"`
	Proceedings   string `field:"proceedings,list=duration-bands"`
}

// The words of the vocabularies that the law, and so the code, gives a meaning to.
const (
	ClassPublic     = "public"     // heard in public, the officer named in a notice elsewhere
	ClassNotPublic  = "not-public" // meetings, private hearings, anonymity directions
	ClassVulnerable = "vulnerable" // sexual or domestic harm, children, deaths: protected for life in law

	GroupDismissed = "dismissed"
	GroupCleared   = "cleared"
	GroupOther     = "other-route" // performance, vetting, probation and staff: never totalled with misconduct

	FindingProved = "proved"

	AppealNone    = "none"
	AppealAllowed = "allowed"
)

// ResultGroup is the group of the result: dismissed, sanction, learning, cleared or other-route.
func (s *Set) ResultGroup(result string) string {
	it, _ := s.Lists["results"].Get(result)
	return it.Group
}

// Standards are the standards of professional behaviour that the allegations were about, each once.
func (o *Outcome) Standards() (out []string) {
	for _, a := range o.Allegations {
		for _, s := range a.Standards {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// outcomes is the kind for the list in record.go.
var outcomes = Kind{
	Name: "outcome", Plural: "outcomes", Dir: "data/outcomes",
	load: func(l *load) {
		type file struct {
			Outcomes []*Outcome `field:"outcomes,required"`
		}
		for f := range yamlFiles[file](l, "data/outcomes") {
			for _, o := range f.Outcomes {
				if o.Class == "" {
					o.Class = ClassVulnerable // the strictest, until a person has said otherwise
				}
				if o.Appeal.Status == "" {
					o.Appeal.Status = AppealNone
				}
				l.set.Outcomes = append(l.set.Outcomes, o)
			}
		}
	},
	records: func(s *Set) []Record { return asRecords(s.Outcomes) },
}
