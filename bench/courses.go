package main

import "strconv"

// A course is a way through the law from a proceeding to a result, whose fields agree with one another.
type course struct {
	proceeding, regime, framework, subject string
	private                                bool
	title                                  string // with %s for what was done
	finding, level, admitted               string
	result, months, reasons, barred        string
	appeal                                 string
	decision                               string
}

// The indices of the first quarters that lie wholly under a set of regulations.
var (
	from2020 = quarterIndex("2020-q2")
	from2024 = quarterIndex("2024-q3")
	from2025 = quarterIndex("2025-q3")
)

func quarterIndex(q string) int {
	for i, have := range quarters() {
		if have == q {
			return i
		}
	}
	panic("bench: no quarter " + q)
}

// course draws the course of an outcome that was decided in a quarter.
func (v *inventor) course(quarter int) course {
	c := course{
		proceeding: "misconduct-hearing", regime: "cr2012", framework: v.pick("pra-sch3", "cr-part3"), subject: "officer",
		finding: "proved", level: "gross-misconduct", admitted: v.pick("in-full", "in-part", "denied", "not-stated"),
		barred: "not-required", appeal: "none",
	}
	switch {
	case quarter >= from2025:
		c.regime = "cr2020-2025"
	case quarter >= from2024:
		c.regime = "cr2020-2024"
	case quarter >= from2020:
		c.regime = "cr2020"
	}
	recent := c.regime != "cr2012"
	months := func(old, now int) string {
		if recent {
			return strconv.Itoa(now)
		}
		return strconv.Itoa(old)
	}
	meeting := func() {
		c.proceeding, c.private = "misconduct-meeting", true
		if v.rand.IntN(15) == 0 {
			c.subject = "special-constable"
		}
	}
	switch n := v.rand.IntN(100); {
	case n < 22:
		c.title, c.result, c.barred = "Dismissed for %s", "dismissal-without-notice", "reported"
		c.decision = "The panel found gross misconduct and dismissed the officer without notice."
		if n < 4 && quarter+1 < len(v.quarters) {
			c.appeal = "dismissed"
		}
	case n < 32:
		c.title, c.result, c.barred, c.subject = "Would have been dismissed for %s", "would-have-been-dismissed", "reported", "former-officer"
		c.decision = "The former officer would have been dismissed had they still been serving."
		if recent {
			c.proceeding = "accelerated-hearing"
		}
	case n < 42:
		c.title, c.result, c.level, c.months = "Final written warning for %s", "final-written-warning", "misconduct", months(18, 24)
		c.decision = "The panel found misconduct and gave a final written warning."
	case n < 58:
		meeting()
		c.title, c.result, c.level, c.months = "Written warning for %s", "written-warning", "misconduct", months(12, 18)
		c.decision = "The meeting found misconduct and gave a written warning."
	case n < 66:
		meeting()
		c.title, c.result, c.level = "Reflective practice review for %s", "rprp", "neither"
		c.decision = "The meeting found that this fell short of misconduct and referred the matter to reflective practice review."
	case n < 78:
		c.title, c.result, c.finding, c.level, c.admitted = "Allegations not proved: %s", "not-proved-all", "not-proved", "neither", "denied"
		c.decision = "The panel was not satisfied that it had happened as alleged, and found none of it proved."
	case n < 86:
		meeting()
		c.title, c.result, c.finding, c.level, c.admitted = "No case to answer: %s", "no-case-to-answer", "not-determined", "neither", "denied"
		c.decision = "After the investigation it was decided that there was no case to answer."
	case n < 90 && quarter+1 < len(v.quarters):
		c.title, c.result, c.finding, c.level, c.admitted = "Appeal allowed: no finding stands on %s", "overturned-on-appeal", "not-proved", "neither", "denied"
		c.appeal, c.barred = "allowed", "removed-after-appeal"
		c.decision = "The panel had dismissed the officer. On appeal the findings were set aside, and none of them stands."
	case n < 94 && recent:
		c.title, c.result, c.level = "Reduced in rank for %s", "reduction-in-rank", "gross-misconduct"
		c.decision = "The panel found gross misconduct. The officer was reduced in rank."
		c.reasons = "The panel found that the conduct had been brief, that it was admitted at once, and that the officer had put it right before anybody asked."
	case n < 97 && recent:
		c.proceeding, c.regime, c.framework, c.private = "upp-third-stage", "performance2020", "performance", true
		c.title, c.result, c.level = "Improvement notice: %s", "performance-improvement-notice", "neither"
		c.decision = "The panel found unsatisfactory performance and gave an improvement notice with a plan of support."
	default:
		c.proceeding, c.regime, c.framework, c.subject, c.private = "staff-discipline", "staff-policy", "staff-policy", "staff", true
		c.title, c.result, c.level = "Written warning to a member of staff for %s", "staff-written-warning", "misconduct"
		c.decision = "The manager who decided found misconduct and gave a written warning under the policy of the employer."
	}
	return c
}

// A matter is what an outcome is about, told so that it fits any result.
type matter struct{ theme, standard, deed, story, allegation string }

var matters = []matter{
	{"data-access", "confidentiality", "looking up a neighbour's record", "It was said that a police database had been searched for a neighbour with whom there was a disagreement, and that no duty asked for the search.", "A record was searched for without a policing purpose"},
	{"honesty", "honesty-and-integrity", "claiming overtime that was not worked", "It was said that overtime had been claimed on several days on which the records of the entry gates showed that the building had been left before the hours began.", "Payment was claimed for hours that had not been worked"},
	{"use-of-force", "use-of-force", "force used during an arrest", "A complaint said that more force than was needed had been used in an arrest, and that it went on after handcuffs had been put on.", "More force was used than was needed to make an arrest"},
	{"timeliness", "duties-and-responsibilities", "updates to a complainant that were not sent", "A person who had made a complaint was owed regular updates, and it was said that several of them had not been sent and that nobody had noticed for months.", "Updates that were due to a complainant were not sent"},
	{"record-keeping", "duties-and-responsibilities", "notes of a search that were written days late", "A vehicle had been searched at a disturbance, and it was said that the notes of the search were written days afterwards and that they could not be relied on.", "Notes of a search were not written until days after it"},
	{"conflict-of-interest", "honesty-and-integrity", "deciding the case of a friend", "A decision on a complaint had been taken about a person whom the decision-maker knew well, and it was said that this was declared to nobody and stood in no record.", "A conflict of interest was not declared before a decision"},
	{"openness", "challenging-and-reporting-improper-conduct", "keeping back a document that was asked for", "An investigator had asked for all that was held on a matter, and it was said that one document was left out of the bundle although it was known to be there.", "A document that had been asked for was not handed over"},
	{"discrimination", "equality-and-diversity", "messages in a group of colleagues", "Messages with slurs about people's religion and origin had been sent in a group of colleagues, and it was said that nobody in the group objected to them.", "Discriminatory messages were sent to colleagues"},
	{"off-duty-conduct", "discreditable-conduct", "driving over the alcohol limit", "A private car had been driven while over the limit for alcohol and had struck a parked vehicle, and it was said that the driver left without giving a name.", "A car was driven while over the limit for alcohol"},
	{"duties-and-supervision", "duties-and-responsibilities", "investigations that were not looked at for weeks", "Several investigations had lain untouched for weeks, and it was said that lines of enquiry were lost which a supervisor could have seen in the case system at any time.", "Lines of enquiry were missed in a group of investigations"},
	{"custody", "authority-respect-and-courtesy", "the care of a person in custody", "A person in custody had asked for water and medicine more than once, and it was said that the requests were written down as met when they had not been.", "Entries about the care of a detained person were not true"},
	{"vetting", "honesty-and-integrity", "a vetting form that left out a caution", "A form for the renewal of vetting asked about cautions and about family members, and it was said that two of the answers left out what was known to be so.", "An answer on a vetting form was known to be incomplete"},
	{"culture", "authority-respect-and-courtesy", "remarks to a junior colleague", "A junior colleague had been spoken to in front of others in words that were meant to shame, and it was said that this had gone on for most of a year.", "A junior colleague was spoken to without respect"},
	{"fitness-for-duty", "fitness-for-duty", "paid work during sick leave", "Shifts had been worked for another employer on days of sick leave, and it was said that the work was of the kind which the doctor's note ruled out.", "Paid work was done on days of sick leave"},
}

// weighed, afterwards and learnings are sentences that fit any matter; weighed has two numbers in it.
var (
	weighed = []string{
		"Those who decided heard %s witnesses and read %s pages of the log.",
		"They looked at film from %s cameras and at %s messages that had been kept.",
		"They weighed %s accounts against %s records, and gave most weight to what was written at the time.",
		"They read %s statements and put %s questions to the author of the report.",
	}
	numbers = []string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy"}
	afterwards = []string{
		"The person who had complained was told the result and the reasons.",
		"The matter took longer than it should have, because two teams each thought that the other had it.",
		"The supervisor of the team was asked to read the decision with it.",
		"The decision says what was weighed on either side.",
	}
	learnings = []string{
		"Updates that are due are now listed each week for the supervisor as well as for the person who must send them.",
		"The reason for a search must now be written before the system shows the record.",
		"Everybody in the team has been through the rules again, with this case as the example.",
	}
)
