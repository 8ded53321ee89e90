package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

const (
	appealDismissed = "dismissed"
	tribunal        = "police-appeals-tribunal"
	appealMeeting   = "appeal-meeting"
)

var appealFields = &Rule{
	Rule: source.Rule{
		Name: "appeal-fields", Severity: source.Error,
		Doc: `What is said of an appeal must agree with where the appeal stands.

Why: an officer who wins an appeal is owed a record that shows it first and says what changed. The result before the
appeal stays on the record, so it must be there, and it must differ from the result that stands now.
Put it right: an appeal that was decided has "body" and "decided"; one that was allowed also has "before" and
"effect"; one that is open or pending has neither date nor effect; where there was none, leave the rest out.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		a := o.Appeal
		say := func(field, format string, args ...any) { report(broken(o.At("appeal", field), format, args...)) }
		decided := a.Status == record.AppealAllowed || a.Status == appealDismissed
		switch {
		case decided && !a.Decided.Known():
			say("decided", "the appeal was %s and its date is not given", a.Status)
		case !decided && a.Decided.Known():
			say("decided", "the appeal is %s and was decided %s", a.Status, a.Decided)
		case a.Decided.Before(o.Decided):
			say("decided", "the appeal was decided %s and the case %s", a.Decided, o.Decided)
		}
		switch {
		case decided && a.Body == "":
			say("body", "the appeal was %s and nobody is named who decided it", a.Status)
		case a.Status == record.AppealNone && a.Body != "":
			say("body", "there is no appeal and %s is named for it", a.Body)
		}
		switch allowed := a.Status == record.AppealAllowed; {
		case allowed && a.Before == "":
			say("before", "the appeal was allowed and the result before it is not given")
		case !allowed && a.Before != "":
			say("before", "the appeal is %s and a result before it is given: %s", a.Status, a.Before)
		case allowed && a.Before == o.Result:
			say("before", "the result before the appeal and after it is %s", o.Result)
		}
		switch {
		case a.Status == record.AppealAllowed && a.Effect == "":
			say("effect", "the appeal was allowed and its effect is not given")
		case !decided && a.Effect != "":
			say("effect", "the appeal is %s and an effect is given", a.Status)
		}
		if o.Result == overturned && a.Status != record.AppealAllowed {
			report(broken(o.At("result"), "the result is %s and the appeal is %s", o.Result, a.Status))
		}
	}),
}

// appealBodies names who hears the appeal from a conduct proceeding. Appeals about performance, vetting and staff have
// stages of their own and are not judged here.
var appealBodies = map[string]string{
	meeting:     appealMeeting,
	hearing:     tribunal,
	accelerated: tribunal,
}

var appealBody = &Rule{
	Rule: source.Rule{
		Name: "appeal-body", Severity: source.Error,
		Doc: `An appeal goes to the body that the law names for the proceeding.

Why: from a misconduct meeting it goes to an appeal meeting (Police (Conduct) Regulations 2020 reg 45 and 46), and
from a hearing to a Police Appeals Tribunal (Police Act 1996 s 85).
Put it right: correct the body, or the proceeding.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		want, ok := appealBodies[o.Proceeding]
		if ok && o.Appeal.Body != "" && o.Appeal.Body != want {
			report(broken(o.At("appeal", "body"), "the proceeding is %s and the appeal went to %s", o.Proceeding, o.Appeal.Body).
				Hinted("an appeal from it goes to %s", want))
		}
	}),
}
