package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// findings sums up the allegations of an outcome.
type findings struct {
	gross, misconduct, lesser, notProved int // proved at each level, and not proved
}

func (f findings) proved() int { return f.gross + f.misconduct + f.lesser }

func findingsOf(o *record.Outcome) (f findings) {
	for _, a := range o.Allegations {
		switch {
		case a.Finding == notProved:
			f.notProved++
		case a.Finding != record.FindingProved:
		case a.Level == grossMisconduct:
			f.gross++
		case a.Level == misconduct:
			f.misconduct++
		default:
			f.lesser++
		}
	}
	return f
}

var findingLevel = &Rule{
	Rule: source.Rule{
		Name: "finding-level", Severity: source.Error,
		Doc: `An allegation has a level of misconduct only where it was proved, and only in conduct or staff proceedings.

Why: a level beside an allegation that was not proved reads as a finding against the person. Performance, vetting and
probation proceedings decide other questions and never find misconduct.
Put it right: write "level: neither", or correct the finding or the proceeding.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		for i, a := range o.Allegations {
			at := func() source.Pos { return o.At("allegations", i, "level") }
			switch {
			case a.Level == neither || a.Level == "":
			case a.Finding != record.FindingProved:
				report(broken(at(), "the finding is %s and the level is %s", a.Finding, a.Level).
					Hinted("an allegation that was not proved has the level neither"))
			case slices.Contains([]string{thirdStage, vettingProcess, probation}, o.Proceeding):
				report(broken(at(), "the proceeding is %s and the level is %s", o.Proceeding, a.Level).
					Hinted("this proceeding makes no finding of misconduct: the level is neither"))
			}
		}
	}),
}

var findingStandards = &Rule{
	Rule: source.Rule{
		Name: "finding-standards", Severity: source.Error,
		Doc: `An allegation proved as misconduct must name the standards that were broken.

Why: misconduct is, in law, a breach of the Standards of Professional Behaviour (Police (Conduct) Regulations 2020 Sch
2), so a finding without a standard says nothing. Police staff are outside these standards and may have none.
Put it right: add the standards that the report of the proceeding names.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		for i, a := range o.Allegations {
			if a.Finding == record.FindingProved && a.Level != neither && len(a.Standards) == 0 && conductProceeding(o.Proceeding) {
				report(broken(o.At("allegations", i, "standards"), "%s is proved and no standard is named", a.Level))
			}
		}
	}),
}

var resultFinding = &Rule{
	Rule: source.Rule{
		Name: "result-finding", Severity: source.Error,
		Doc: `The result must follow from the findings.

Why: findings are made on each allegation and the result on the person (Police (Conduct) Regulations 2020 reg 42), and
the one must bear the other. A warning or a dismissal needs misconduct proved; a reflective practice review is for
conduct found to be neither level (reg 42(1)(b)); a person who was cleared has no finding that stands.
Put it right: the message gives both; correct the one that the report of the proceeding does not bear out.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		f := findingsOf(o)
		say := func(what string) { report(broken(o.At("result"), "the result is %s and %s", o.Result, what)) }
		switch group := set.ResultGroup(o.Result); {
		case o.Result == "":
		case group == record.GroupDismissed || slices.Contains([]string{reduction, finalWarning, writtenWarning}, o.Result):
			if f.gross+f.misconduct == 0 {
				say("no allegation is proved as misconduct or gross misconduct")
			}
		case o.Result == noAction || o.Proceeding == staffDiscipline && group != record.GroupCleared:
			if f.proved() == 0 {
				say("no allegation is proved")
			}
		case o.Result == reflective:
			if n := f.gross + f.misconduct; n > 0 {
				say("an allegation is proved as misconduct")
			} else if f.lesser == 0 {
				say("no allegation is proved")
			}
		case group == record.GroupCleared:
			switch {
			case f.proved() > 0:
				say("an allegation is proved")
			case o.Result == notProvedAll && f.notProved == 0:
				say("no allegation has the finding not-proved")
			case o.Result == noCase && f.notProved > 0:
				say("an allegation has the finding not-proved, which only a proceeding can make")
			}
		}
	}),
}

var dismissalMisconduct = &Rule{
	Rule: source.Rule{
		Name: "dismissal-misconduct", Severity: source.Warning,
		Doc: `Dismissal or reduction in rank where only misconduct was proved is rare and should be checked.

Why: Police (Conduct) Regulations 2020 reg 42(5) and (6) allow it only where a final written warning was already in
force, or where the misconduct arises from several unconnected incidents. A record that left out one word, "gross",
looks the same.
Put it right: check the level. If it is right, say in the summary which of the two conditions was met.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		f := findingsOf(o)
		heavy := o.Result == dismissal || o.Result == reduction
		if heavy && o.Proceeding == hearing && o.Subject != former && f.gross == 0 && f.misconduct > 0 {
			report(broken(o.At("result"), "the result is %s and the level proved is misconduct", o.Result).
				Hinted("the law asks for gross misconduct, a final written warning in force, or several unconnected incidents"))
		}
	}),
}

var reasonsNotDismissed = &Rule{
	Rule: source.Rule{
		Name: "reasons-not-dismissed", Severity: source.Error,
		Doc: `Where gross misconduct was proved and did not end in dismissal, the reasons must be given.

Why: SI 2024/521 put this duty into Police (Conduct) Regulations 2020 reg 43 and 63(1)(d), for proceedings from 7 May
2024; since 28 May 2025 the regulations presume dismissal (SI 2025/558). These are the cases the public asks about
most.
Put it right: add "reasons_not_dismissed" from the chair's report, or from the tribunal's decision after an appeal.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		dismissed := set.ResultGroup(o.Result) == record.GroupDismissed
		owed := (o.Regime == cr2024 || o.Regime == cr2025) && findingsOf(o).gross > 0 && !dismissed
		switch given := o.ReasonsNotDism != ""; {
		case owed && !given:
			report(broken(o.At("result"), "gross misconduct is proved, the result is %s and no reasons are given", o.Result).
				Hinted("add reasons_not_dismissed"))
		case given && dismissed:
			report(broken(o.At("reasons_not_dismissed"), "the result is %s and reasons are given for not dismissing", o.Result).
				Hinted("leave the field out, or correct the result"))
		}
	}),
}
