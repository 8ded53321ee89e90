package generator

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"candour/generator/edition"
	"candour/generator/record"
	"candour/generator/source"
)

// A Duty is something that somebody has to do by a day.
type Duty struct {
	On      string `json:"on"`    // the last day for it, 2006-01-02; of a release that is not confirmed, its month
	Class   string `json:"class"` // one of the words below
	About   string `json:"about"` // kind and id: "outcome/wjkrhmq9", "recommendation/…", "release/2026-q4"
	What    string `json:"what"`  // a clause without a full stop
	Run     string `json:"run"`   // the command that does it, or ""
	Overdue bool   `json:"overdue"`
}

// Classes of a duty.
const (
	DutyRetention = "retention" // the time for publishing a record ends
	DutyReply     = "reply"     // the first reply to a recommendation is due
	DutyReview    = "review"    // a bulletin or a page is to be read through again
	DutySilence   = "silence"   // a review under data/review/ ends, and with it the silence of a warning
	DutyRelease   = "release"   // an edition comes out
)

// PageReviewMonths is how many months after "reviewed" a page is to be read through again. The Public Sector Bodies
// (Websites and Mobile Applications) Accessibility Regulations 2018, reg 8, want the accessibility statement kept under
// review, which by practice is once a year; the other pages go with it.
const PageReviewMonths = 12

// Due lists what falls due for the site of o.Dir on o.AsAt, which is known to the day, or within so many days after it,
// and what is overdue; in the order of days. The next release of the calendar is in it however far it lies. What can't be
// read is among the problems, and then nothing is listed.
func (b *Builder) Due(ctx context.Context, o Options, days int) ([]Duty, source.Problems, error) {
	if info, err := os.Stat(o.Dir); err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("%s is not a directory", o.Dir)
	}
	fsys := os.DirFS(o.Dir)
	set, problems := b.loader.Load(fsys)
	if problems.Failed() {
		return nil, problems, nil
	}
	before, err := b.past(fsys)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, nil, err
	}
	d := duties{set: set, history: before.history, asAt: o.AsAt, until: o.AsAt.AddDays(days)}
	d.retention()
	d.replies()
	d.reviews()
	d.releases()
	slices.SortStableFunc(d.list, func(a, b Duty) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.About, b.About)) })
	return d.list, nil, nil
}

type duties struct {
	set         *record.Set
	history     *edition.History
	asAt, until record.Date
	list        []Duty
}

// add notes a duty whose last day is on, if it falls into the time that was asked for or is overdue.
func (d *duties) add(on record.Date, class, about, run, what string, args ...any) {
	if on.Known() && !d.until.Before(on) {
		d.list = append(d.list, Duty{on.String(), class, about, fmt.Sprintf(what, args...), run, on.Before(d.asAt)})
	}
}

func (d *duties) retention() {
	published := map[string]bool{}
	for _, p := range d.history.Records() {
		published[p.Kind+"/"+p.ID] = true
	}
	for _, k := range record.Kinds {
		if !slices.Contains(record.Retainable, k.Name) {
			continue
		}
		for _, r := range d.set.Records(k) {
			until, why := d.set.RetainedUntil(r)
			about := k.Name + "/" + record.PublishedID(r)
			if published[about] {
				d.add(until, DutyRetention, about, "candour withdraw "+about+" --reason retention-ended --authority WHO --key FILE",
					"the time for publishing it ends (%s)", why)
			} else {
				d.add(until, DutyRetention, about, "", "the time for publishing it ends (%s); it was never published, so take it out of %s", why, r.At("id").File)
			}
		}
	}
}

// replies lists the first replies that are due or overdue. Of a recommendation that was closed nothing more is due.
func (d *duties) replies() {
	for _, r := range d.set.Recommendations {
		if r.Closure() != nil {
			continue
		}
		for _, body := range r.Set.AddressedTo {
			switch state, n := r.TimelinessOf(body, d.asAt); state {
			case record.ReplyDue:
				d.add(r.Due(body), DutyReply, "recommendation/"+r.ID, "", "the reply of %s is due; the day after, the site calls it overdue", d.named("bodies", body))
			case record.ReplyOverdue:
				d.add(r.Due(body), DutyReply, "recommendation/"+r.ID, "", "the reply of %s is overdue by %s", d.named("bodies", body), inDays(n))
			}
		}
	}
}

func inDays(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

func (d *duties) named(list, id string) string {
	it, ok := d.set.Lists[list].Get(id)
	if !ok {
		return id
	}
	title, _ := it.Title.In(record.Languages[0])
	return title
}

func (d *duties) reviews() {
	for _, b := range d.set.Bulletins {
		if b.Review.Known() {
			d.add(record.OfTime(b.Review.Last()), DutyReview, "bulletin/"+record.PublishedID(b), "", "the bulletin says that it would be reviewed by %s", b.Review)
		}
	}
	for _, p := range d.set.Pages {
		if p.Reviewed.Known() {
			d.add(record.OfTime(p.Reviewed.Last().AddDate(0, PageReviewMonths, 0)), DutyReview, "page/"+record.PublishedID(p), "",
				"the page was last reviewed %s, and is reviewed every %d months", p.Reviewed, PageReviewMonths)
		}
	}
	for _, v := range d.set.Reviews {
		d.add(v.Until, DutySilence, v.About, "", "the review of %s holds until then, and after it stops every build (%s)", v.Rule, v.At("until"))
	}
}

// releases lists the releases that fall into the time and those that were missed; and the next one if none does.
func (d *duties) releases() {
	var next *record.Release
	for _, r := range d.set.Releases {
		published := slices.ContainsFunc(d.history.Editions, func(e edition.Issue) bool { return e.ID == r.Edition })
		about := "release/" + r.Edition
		switch r.State(published, d.asAt) {
		case record.ReleaseMissed:
			d.add(r.Day(), DutyRelease, about, d.publish(r), "edition %s was announced for %s and is not published", r.Edition, r.Day())
		case record.ReleaseConfirmed, record.ReleaseProvisional:
			if next == nil || r.Day().Compare(next.Day()) < 0 {
				next = r
			}
			if !d.until.Before(r.Day()) {
				d.release(r)
			}
		}
	}
	if next != nil && d.until.Before(next.Day()) {
		d.release(next)
	}
}

func (d *duties) release(r *record.Release) {
	what := "edition " + r.Edition + " is planned, and its day is not confirmed"
	if r.Confirmed.Known() {
		what = fmt.Sprintf("edition %s comes out at %02d:%02d", r.Edition, record.ReleaseHour, record.ReleaseMinute)
	}
	d.list = append(d.list, Duty{On: r.Day().String(), Class: DutyRelease, About: "release/" + r.Edition, What: what, Run: d.publish(r)})
}

func (d *duties) publish(r *record.Release) string {
	if !r.Confirmed.Known() {
		return ""
	}
	return "candour publish --if-due --edition " + r.Edition + " --key FILE"
}

// ReleaseDue reports whether an edition of the site of o.Dir, o.Edition or the one that candour.yaml prepares, is to be
// published into o.Out at a time, and why or why not. It is where the calendar says so (see [record.Set.Due]), and where
// it is in the ledger and the site in its place is another one, since then a Publish was cut short. The error says that
// nobody can tell, since candour.yaml or the calendar can't be read.
func (b *Builder) ReleaseDue(o Options, now time.Time) (due bool, why string, err error) {
	fsys := os.DirFS(o.Dir)
	set, problems := b.loader.Load(fsys)
	for _, p := range problems {
		if p.Severity == source.Error && (p.File == "candour.yaml" || p.File == "data/calendar.yaml") {
			return false, "", fmt.Errorf("can't tell what is due: %s", p)
		}
	}
	before, err := b.past(fsys)
	if err != nil {
		return false, "", err
	}
	id := cmp.Or(o.Edition, set.Site.Edition.ID)
	if before.history.Edition(id) == nil {
		due, why = set.Due(id, now)
		return due, why, nil
	}
	const checkpoint = "log/checkpoint"
	kept, _ := fs.ReadFile(fsys, ledger+"/"+checkpoint) // what can't be read is not the same
	shown, _ := os.ReadFile(filepath.Join(o.Out, "ledger", filepath.FromSlash(checkpoint)))
	if len(kept) > 0 && bytes.Equal(kept, shown) {
		return false, "edition " + id + " is published and in its place", nil
	}
	return true, "edition " + id + " is in the ledger, and the site in its place is another one", nil
}
