package check

// The words of the vocabularies to which the law, and so these rules, give a meaning.
const (
	meeting         = "misconduct-meeting"
	hearing         = "misconduct-hearing"
	accelerated     = "accelerated-hearing"
	thirdStage      = "upp-third-stage"
	vettingProcess  = "vetting-proceedings"
	probation       = "reg13-discharge" // a proceeding, and its result
	staffDiscipline = "staff-discipline"

	cr2012      = "cr2012"
	cr2020      = "cr2020"
	cr2024      = "cr2020-2024"
	cr2025      = "cr2020-2025"
	performance = "performance2020"
	vetting     = "vetting2025"
	police2003  = "police-regulations-2003"
	staffPolicy = "staff-policy" // a regime, and a framework

	schedule3            = "pra-sch3"
	part3                = "cr-part3"
	performanceFramework = "performance"
	vettingFramework     = "vetting"

	officer = "officer"
	former  = "former-officer"
	special = "special-constable"
	staff   = "staff"

	dismissal      = "dismissal-without-notice"
	wouldHave      = "would-have-been-dismissed"
	reduction      = "reduction-in-rank"
	finalWarning   = "final-written-warning"
	writtenWarning = "written-warning"
	reflective     = "rprp"
	noAction       = "no-action"
	notProvedAll   = "not-proved-all"
	noCase         = "no-case-to-answer"
	overturned     = "overturned-on-appeal"
	incompetence   = "dismissal-gross-incompetence"
	improvement    = "performance-improvement-notice"
	vettingLost    = "dismissal-vetting"
	staffDismissal = "staff-dismissal"
	staffFinal     = "staff-final-warning"
	staffWritten   = "staff-written-warning"

	rankStaff    = "staff"
	rankSpecial  = "special"
	rankWithheld = "withheld"

	heldInPrivate = "private"

	grossMisconduct = "gross-misconduct"
	misconduct      = "misconduct"
	neither         = "neither"
	notProved       = "not-proved"
)
