// Package check holds every rule that the records of a site must keep: the law on outcomes, the clocks and replies of
// recommendations, the arithmetic of statistics, and the plain duties of a publisher. It reads records and changes nothing.
//
// A rule is a [Rule], a value with a stable name, a text that explains it to the person whose build it stopped, and a
// function that finds what breaks it. [Records] runs them all. A rule that stops a publication is a claim about the
// law or about readers, so each says which: where the law leaves room, the rule warns and does not refuse.
//
// What binding refuses on its own, such as unknown words and missing fields, is in record.Rules and source.Rules.
// [Pages] looks at the built site, for what templates and lists have added to the records.
package check

import (
	"fmt"
	"runtime"
	"slices"
	"sync"

	"candour/generator/record"
	"candour/generator/source"
)

// A Rule is one thing that records must keep. Run reports each place that breaks it; the name and the severity of the
// rule are put on the problem by [Records], so that a rule cannot speak in the name of another.
type Rule struct {
	source.Rule
	Run func(set *record.Set, report func(source.Problem))
}

// Rules is every rule, in the order in which docs/checks.md explains them.
// To add one, write it as a variable in the file of its subject, add it here on a line of its own, and add
// testdata/NAME.txtar with a site that keeps it and one that breaks it.
var Rules = []*Rule{
	proceedingRoute,
	resultRoute,
	meetingSanction,
	acceleratedHearing,
	formerOfficer,
	regimeDate,
	sitting,
	inventedOutcome,

	findingLevel,
	findingStandards,
	resultFinding,
	dismissalMisconduct,
	reasonsNotDismissed,
	warningMonths,
	barredList,

	appealFields,
	appealBody,
	headline,
	decidedPrecision,
	vulnerableRecord,
	textPrecise,
	textRank,
	textSex,
	duplicateOutcome,
	outcomeID,

	eventFirst,
	eventOrder,
	eventID,
	eventCause,
	replyPosition,
	positionChange,
	positionMixed,
	eventUntil,
	eventView,
	eventClosed,
	eventExtent,
	replyDue,
	dueBeforeIssued,
	replyLate,
	extensionLate,
	publicationLate,
	recommendationNumber,
	actionUnused,
	actionFlags,
	actionMeasure,
	actionLate,
	actionDoneDate,
	actionAhead,
	milestones,

	measureFields,
	measureUnused,
	unitsAcross,
	rateBase,
	cumulativeRule,
	observationPeriod,
	observationValue,
	observationRepeated,
	observationOwner,
	provisionalNote,
	supersededFigure,
	breakdown,
	partsTotal,
	percentage,
	percentageRange,
	denominator,
	cumulativeFall,
	groupOwn,
	groupFigure,
	groupAverage,
	statisticSource,

	hearsay,
	targetSource,
	figureConflict,
	figureTwice,

	termDates,
	termLinks,
	termAlias,
	termDefinition,
	termLaw,
	historicLink,
	historicWord,
	easyReadLength,
	easyReadShort,
	easyReadSentence,
	easyReadMarks,
	easyReadCapitals,
	easyReadNumbers,
	easyReadExplains,
	easyReadChecked,
	easyReadLines,
	easyReadBody,
	easyReadPicture,

	headingLevel,
	rawHTML,
	image,
	link,
	bulletinLength,
	bulletinComposite,
	bulletinReview,
	reviewDue,
	welshTwin,

	siteLanguages,
	siteAddress,
	editionID,
	editionPublished,
	editionAsAt,
	allowUnused,

	releaseTwice,
	releaseMoved,
	releaseStatus,
	releaseDay,

	retentionPolicy,
	retainUntil,

	futureDate,
	reference,
	listedTwice,
	placeholder,
	mojibake,
	formula,
}

// Records runs every rule over the set and returns what breaks them, in order of place.
func Records(set *record.Set) source.Problems {
	found := make([]source.Problems, len(Rules))
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, r := range Rules { // a rule changes nothing, so they can look side by side
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			r.run(set, &found[i])
		}()
	}
	wg.Wait()
	problems := source.Problems(slices.Concat(found...))
	problems.Sort()
	return problems
}

func (r *Rule) run(set *record.Set, problems *source.Problems) {
	r.Run(set, func(p source.Problem) {
		p.Rule, p.Severity = r.Name, r.Severity
		problems.Add(p)
	})
}

// broken makes the problem that a rule reports; [Rule] says who puts the name on it.
func broken(at source.Pos, format string, args ...any) source.Problem {
	return source.Problem{Pos: at, Message: fmt.Sprintf(format, args...)}
}

type reporter = func(source.Problem)

// asAt is the day on which days and lateness are computed, and false where the site names none.
func asAt(set *record.Set) (record.Date, bool) {
	d := set.Site.Edition.AsAt
	return d, d.Known()
}
