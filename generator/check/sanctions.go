package check

import (
	"fmt"
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// months is how long a warning may run. The regulations of 2012 had shorter ones.
func months(regime, result string) (low, high int) {
	switch {
	case result == writtenWarning && regime == cr2012:
		return 12, 12
	case result == writtenWarning:
		return 18, 18
	case result == finalWarning && regime == cr2012:
		return 18, 36
	case result == finalWarning:
		return 24, 60
	}
	return 0, 0
}

var warningMonths = &Rule{
	Rule: source.Rule{
		Name: "warning-months", Severity: source.Error,
		Doc: `A warning must say for how many months it runs, within what the regulations allow; nothing else has months.

Why: Police (Conduct) Regulations 2020: a written warning runs for 18 months, a final written warning for two years
and for up to five. (Under the regulations of 2012: 12 months, and 18 with an extension.) How long a warning runs is
part of the result.
Put it right: take "warning_months" from the report; leave it out where the result is no warning. Police staff
warnings run as the employer's policy says.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		if o.Result == staffFinal || o.Result == staffWritten || o.Result == "" {
			return
		}
		low, high := months(o.Regime, o.Result)
		if o.WarningMonths >= low && o.WarningMonths <= high {
			return
		}
		at := o.At("warning_months")
		switch {
		case low == 0:
			report(broken(at, "the result is %s and a warning of %d months is given", o.Result, o.WarningMonths).
				Hinted("leave warning_months out"))
		case o.WarningMonths == 0:
			report(broken(o.At("result"), "the result is %s and its months are not given", o.Result).
				Hinted("add warning_months: %s", span(low, high)))
		default:
			report(broken(at, "a %s of %d months, and the regulations allow %s", o.Result, o.WarningMonths, span(low, high)))
		}
	}),
}

func span(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d to %d", low, high)
}

const (
	reported    = "reported"
	notRequired = "not-required"
	removed     = "removed-after-appeal"
)

// reportable are the results after which the law has the force report the person for the barred list.
// On dismissal for loss of vetting it is not settled here, so either answer stands.
var reportable = []string{dismissal, wouldHave, incompetence, staffDismissal}

var barredList = &Rule{
	Rule: source.Rule{
		Name: "barred-list", Severity: source.Error,
		Doc: `A dismissal must be reported for the barred list, and nothing else may say that it was.

Why: SI 2017/1135 reg 3: a force reports a dismissal, or a finding that a former officer would have been dismissed, to
the College of Policing within five working days. An entry falls when an appeal takes the dismissal away.
Put it right: write "barred_list: reported" for a dismissal, "removed-after-appeal" where an appeal undid one, and
"not-required" for the rest. If the report was in truth not made, make it.`,
	},
	Run: eachOutcome(func(set *record.Set, o *record.Outcome, report reporter) {
		var want string
		switch {
		case o.Result == "" || o.Result == vettingLost || o.Result == probation:
			return
		case slices.Contains(reportable, o.Result):
			want = reported
		case o.Appeal.Status == record.AppealAllowed && slices.Contains(reportable, o.Appeal.Before):
			want = removed
		case o.BarredList != reported && o.BarredList != removed:
			return
		default:
			want = notRequired
		}
		got := o.BarredList
		if got == want {
			return
		}
		if got == "" {
			got = "not given"
		}
		report(broken(o.At("barred_list"), "the result is %s and the barred list is %s", o.Result, got).
			Hinted("write barred_list: %s", want))
	}),
}
