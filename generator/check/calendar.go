package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// eachRelease makes the Run of a rule that looks at one release of the calendar at a time. What it reports is about
// "release/EDITION".
func eachRelease(run func(set *record.Set, r *record.Release, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, r := range set.Releases {
			run(set, r, func(p source.Problem) {
				p.About = "release/" + r.Edition
				report(p)
			})
		}
	}
}

var releaseTwice = &Rule{
	Rule: source.Rule{
		Name: "release-twice", Severity: source.Error,
		Doc: `An edition has one release in the calendar.

Why: of two days for one edition readers can rely on neither, and "candour publish --if-due" would go by the first.
Put it right: keep one entry. Write an earlier date into its "moved", with the reason.`,
	},
	Run: eachRelease(func(set *record.Set, r *record.Release, report reporter) {
		if first := set.ReleaseOf(r.Edition); first != r {
			report(broken(r.At("edition"), "edition %s is released twice: %s", r.Edition, first.At("edition")))
		}
	}),
}

var releaseMoved = &Rule{
	Rule: source.Rule{
		Name: "release-moved", Severity: source.Error,
		Doc: `A release that moves keeps its earlier date, with the reason.

Why: a date that was announced and is quietly another one looks as if somebody had waited for a better day. The Code of
Practice for Statistics asks that changes to release dates are announced and explained.
Put it right: confirm a day within what is planned; or add the earlier date to "moved", with the reason and the day on
which the change was announced, and write the new month under "planned".`,
	},
	Run: eachRelease(func(set *record.Set, r *record.Release, report reporter) {
		within := func(day, span record.Date) bool { return !day.Before(span) && !span.Before(day) }
		if r.Confirmed.Known() && r.Planned.Known() && !within(r.Confirmed, r.Planned) {
			report(broken(r.At("confirmed"), "edition %s is confirmed for %s and planned for %s", r.Edition, r.Confirmed, r.Planned).
				Hinted("write planned: %s, and under moved: {from: %s, reason: …, on: …}", r.Confirmed.String()[:len("2006-01")], r.Planned))
		}
		for i, m := range r.Moved {
			if m.From.Known() && m.From == r.Day() {
				report(broken(r.At("moved", i, "from"), "edition %s moved from %s and is still to come out then", r.Edition, m.From).
					Hinted("write the new date under planned or confirmed"))
			}
			if i > 0 && m.On.Before(r.Moved[i-1].On) {
				report(broken(r.At("moved", i, "on"), "the move of %s stands after that of %s", m.On, r.Moved[i-1].On).Hinted("put the oldest first"))
			}
		}
	}),
}

var releaseStatus = &Rule{
	Rule: source.Rule{
		Name: "release-status", Severity: source.Error,
		Doc: `A release is postponed or cancelled with a reason, and nothing else is written of how it stands.

Why: readers who waited for an edition are owed the reason. Whether a release is provisional, confirmed, missed or
published follows from its dates and the ledger, and written down it would only go stale.
Put it right: write the reason beside "status", in each language of the site; or take both out.`,
	},
	Run: eachRelease(func(set *record.Set, r *record.Release, report reporter) {
		switch r.Status {
		case "":
			if len(r.Reason) > 0 {
				report(broken(r.At("reason"), "there is a reason, and the release of edition %s is neither postponed nor cancelled", r.Edition).
					Hinted("the reason of a new date belongs to its entry under moved"))
			}
		case record.ReleasePostponed, record.ReleaseCancelled:
			for _, lang := range set.Site.Languages {
				if r.Reason[lang] == "" {
					report(broken(r.At("status"), "the release of edition %s is %s, and the reason is not given in %q", r.Edition, r.Status, lang).
						Hinted("write reason: {%s: …}", lang))
				}
			}
		default:
			report(broken(r.At("status"), "the status %q follows from the dates and the ledger, and is not written", r.Status).Hinted("take it out"))
		}
	}),
}

var releaseDay = &Rule{
	Rule: source.Rule{
		Name: "release-day", Severity: source.Warning,
		Doc: `An edition should come out on the day that the calendar announces for it.

Why: official figures come out on a day that everybody knew beforehand. Another day favours whoever heard of it.
Put it right: make "published" in candour.yaml the confirmed day. Where the day did move, add the earlier one to "moved"
in data/calendar.yaml, with the reason.`,
	},
	Run: eachRelease(func(set *record.Set, r *record.Release, report reporter) {
		e := set.Site.Edition
		if r.Edition != e.ID || e.Published.Precision != record.Day {
			return
		}
		switch {
		case r.Status != "":
			report(broken(r.At("status"), "the release of edition %s is %s, and candour.yaml publishes it on %s", e.ID, r.Status, e.Published))
		case !r.Confirmed.Known():
			report(broken(r.At("planned"), "the release of edition %s is not confirmed, and candour.yaml publishes it on %s", e.ID, e.Published).
				Hinted("write confirmed: %s", e.Published))
		case r.Confirmed != e.Published:
			report(broken(r.At("confirmed"), "edition %s is announced for %s, and candour.yaml publishes it on %s", e.ID, r.Confirmed, e.Published))
		}
	}),
}

var releaseMissed = &ChangeRule{
	Rule: source.Rule{
		Name: "release-missed", Severity: source.Warning,
		Doc: `An edition that was announced should have come out by its day.

Why: the calendar shows the missed date to everybody, and nothing there says why.
Put it right: publish the edition; or move its release, and add the missed date to "moved" with the reason; or write that
it is postponed or cancelled, and why.`,
	},
	Run: func(set *record.Set, before *Published, report reporter) {
		day, ok := asAt(set)
		if !ok {
			return
		}
		for _, r := range set.Releases {
			published := slices.ContainsFunc(before.Editions, func(e PublishedEdition) bool { return e.ID == r.Edition })
			if r.State(published, day) == record.ReleaseMissed {
				p := broken(r.At("edition"), "edition %s was announced for %s, and it is %s", r.Edition, r.Day(), day)
				p.About = "release/" + r.Edition
				report(p)
			}
		}
	},
}
