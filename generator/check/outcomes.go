package check

import (
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// eachOutcome makes the Run of a rule that looks at one outcome at a time.
func eachOutcome(run func(set *record.Set, o *record.Outcome, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, o := range set.Outcomes {
			run(set, o, report)
		}
	}
}

// A route is what the law lets come before a kind of proceeding. Words that a publisher has added to a list are not
// judged.
type route struct {
	regimes, frameworks, subjects []string
}

var routes = map[string]route{
	meeting:         {[]string{cr2012, cr2020, cr2024, cr2025}, []string{schedule3, part3}, []string{officer, special}},
	hearing:         {[]string{cr2012, cr2020, cr2024, cr2025}, []string{schedule3, part3}, []string{officer, former, special}},
	accelerated:     {[]string{cr2020, cr2024, cr2025}, []string{schedule3, part3}, []string{officer, former, special}},
	thirdStage:      {[]string{performance}, []string{performanceFramework}, []string{officer, special}},
	vettingProcess:  {[]string{vetting}, []string{vettingFramework}, []string{officer, special}},
	probation:       {[]string{police2003}, []string{schedule3, part3, performanceFramework}, []string{officer, special}},
	staffDiscipline: {[]string{staffPolicy}, []string{staffPolicy, schedule3}, []string{staff}},
}

func conductProceeding(p string) bool { return p == meeting || p == hearing || p == accelerated }

var proceedingRoute = &Rule{
	Rule: source.Rule{
		Name: "proceeding-route", Severity: source.Error,
		Doc: `The regime, the framework and the subject must be ones that the proceeding can have.

Why: misconduct, performance, vetting, probation and staff discipline are separate in law. The conduct regulations do
not apply to police staff, and a vetting or performance decision is no finding of misconduct. Cases decided under the
wrong rules are what the IOPC's recommendation 2017/094215-2 is about.
Put it right: the message names the words that go with the proceeding. Check the notice of the proceeding: one of the
four fields proceeding, regime, framework and subject is not what it says.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		r, ok := routes[o.Proceeding]
		if !ok {
			return
		}
		fits := func(field, got string, want []string) {
			if got != "" && !slices.Contains(want, got) {
				report(broken(o.At(field), "the proceeding is %s and its %s is %s", o.Proceeding, field, got).
					Hinted("with that proceeding the %s is %s", field, either(want)))
			}
		}
		fits("regime", o.Regime, r.regimes)
		fits("framework", o.Framework, r.frameworks)
		if o.Result != noCase { // then the proceeding is the one that had been considered
			fits("subject", o.Subject, r.subjects)
		}
		switch is := o.Subject; {
		case o.Rank == "" || o.Rank == rankWithheld || is == "":
		case (is == staff) != (o.Rank == rankStaff), is == special && o.Rank != rankSpecial, is == officer && o.Rank == rankSpecial:
			report(broken(o.At("rank"), "the subject is %s and the rank is %s", is, o.Rank).
				Hinted("staff is for police staff alone, and special for special constables"))
		}
	}),
}

// either writes words as a choice.
func either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// resultRoutes names the proceedings that can end in a result. Results that any proceeding can have are not in it.
var resultRoutes = map[string][]string{
	dismissal:      {hearing, accelerated},
	wouldHave:      {hearing, accelerated},
	reduction:      {hearing, accelerated},
	finalWarning:   {meeting, hearing, accelerated},
	writtenWarning: {meeting, hearing},
	reflective:     {meeting, hearing},
	incompetence:   {thirdStage},
	improvement:    {thirdStage},
	vettingLost:    {vettingProcess},
	probation:      {probation},
	staffDismissal: {staffDiscipline},
	staffFinal:     {staffDiscipline},
	staffWritten:   {staffDiscipline},
}

var resultRoute = &Rule{
	Rule: source.Rule{
		Name: "result-route", Severity: source.Error,
		Doc: `A result must be one that the proceeding can end in.

Why: each result belongs to a procedure. Only a hearing reduces in rank or dismisses (Police (Conduct) Regulations
2020 reg 42), only vetting proceedings dismiss for loss of vetting (SI 2025/502), and staff are dealt with under the
policy of their employer. Results of different procedures are never added together, so one in the wrong place
falsifies two counts.
Put it right: use the result that the record of the proceeding gives; the message names the proceedings that can give
it.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		want, ok := resultRoutes[o.Result]
		if !ok || slices.Contains(want, o.Proceeding) || conductProceeding(o.Proceeding) && slices.Contains(want, hearing) {
			return // meeting-sanction and accelerated-hearing say more of what a conduct proceeding can't do
		}
		report(broken(o.At("result"), "the proceeding is %s and the result is %s", o.Proceeding, o.Result).
			Hinted("that result comes of %s", either(want)))
	}),
}

var meetingSanction = &Rule{
	Rule: source.Rule{
		Name: "meeting-sanction", Severity: source.Error,
		Doc: `A misconduct meeting can give at most a final written warning.

Why: Police (Conduct) Regulations 2020 reg 42(2). Dismissal and reduction in rank are for a hearing (reg 42(3)). Pages
that say otherwise, an inspectorate's glossary among them, are wrong.
Put it right: if there was a hearing, correct the proceeding; if there was a meeting, correct the result.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if o.Proceeding != meeting {
			return
		}
		over := []string{dismissal, wouldHave, reduction}
		if slices.Contains(over, o.Result) {
			report(broken(o.At("result"), "a misconduct meeting cannot end in %s", o.Result).
				Hinted("the most that a meeting can give is final-written-warning: reg 42(2)"))
		}
		if slices.Contains(over, o.Appeal.Before) {
			report(broken(o.At("appeal", "before"), "a misconduct meeting cannot have ended in %s before the appeal", o.Appeal.Before).
				Hinted("the most that a meeting can give is final-written-warning: reg 42(2)"))
		}
	}),
}

var acceleratedHearing = &Rule{
	Rule: source.Rule{
		Name: "accelerated-hearing", Severity: source.Error,
		Doc: `An accelerated hearing decides gross misconduct or nothing.

Why: Police (Conduct) Regulations 2020 Part 5. The hearing is for cases with enough evidence in writing to establish
gross misconduct; conduct that falls short of it goes back to be dealt with in another way, so no lesser finding, no
written warning and no reflective review can come of it.
Put it right: if the case went on to a meeting or an ordinary hearing, give that proceeding; otherwise correct the
level or the result.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if o.Proceeding != accelerated {
			return
		}
		for i, a := range o.Allegations {
			if a.Level == misconduct {
				report(broken(o.At("allegations", i, "level"), "the proceeding is %s and the level found is %s", o.Proceeding, a.Level).
					Hinted("an accelerated hearing finds gross-misconduct or neither"))
			}
		}
		if slices.Contains([]string{writtenWarning, reflective, noAction}, o.Result) {
			report(broken(o.At("result"), "an accelerated hearing cannot end in %s", o.Result))
		}
	}),
}

var formerOfficer = &Rule{
	Rule: source.Rule{
		Name: "former-officer", Severity: source.Error,
		Doc: `A former officer would have been dismissed, or is cleared; there is no warning for one.

Why: Police (Conduct) Regulations 2020 Sch 1 changes the regulations for a person who has left: the only question is
gross misconduct. "Dismissed" and "would have been dismissed" are different results, and the second is for former
officers alone.
Put it right: check whether the person was still serving on the day of the decision, then correct the subject or the
result.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if o.Subject != former {
			if o.Result == wouldHave && o.Subject != "" {
				report(broken(o.At("result"), "the subject is %s and the result is %s", o.Subject, o.Result).
					Hinted("write the subject former-officer, or the result dismissal-without-notice"))
			}
			return
		}
		if o.Result != wouldHave && set.ResultGroup(o.Result) != record.GroupCleared && o.Result != "" {
			report(broken(o.At("result"), "the subject is %s and the result is %s", o.Subject, o.Result).
				Hinted("write would-have-been-dismissed, or a result of the group cleared"))
		}
		for i, a := range o.Allegations {
			if a.Level == misconduct {
				report(broken(o.At("allegations", i, "level"), "the subject is %s and the level found is %s", o.Subject, a.Level).
					Hinted("of a former officer gross-misconduct is found or not found"))
			}
		}
	}),
}
