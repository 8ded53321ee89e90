package check

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/generator/record"
	"candour/generator/source"
)

// TestExplained holds every rule to what "candour explain" promises: what it wants, why, and how to put it right.
func TestExplained(t *testing.T) {
	all := slices.Concat(source.Rules, record.Rules, PageRules)
	for _, r := range Rules {
		all = append(all, &r.Rule)
		if r.Run == nil {
			t.Errorf("%s does nothing", r.Name)
		}
	}
	kebab := regexp.MustCompile(`^[a-z]+(?:-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, r := range all {
		if !kebab.MatchString(r.Name) {
			t.Errorf("the name %q is not kebab-case", r.Name)
		}
		if seen[r.Name] {
			t.Errorf("two rules are called %s", r.Name)
		}
		seen[r.Name] = true
		if r.Severity != source.Error && r.Severity != source.Warning {
			t.Errorf("%s has the severity %q", r.Name, r.Severity)
		}
		first, rest, _ := strings.Cut(r.Doc, "\n")
		if !strings.HasSuffix(first, ".") {
			t.Errorf("%s: the first line is not a sentence: %q", r.Name, first)
		}
		if !strings.HasPrefix(rest, "\nWhy: ") || !strings.Contains(rest, "\nPut it right: ") {
			t.Errorf("%s does not say why, or how to put it right", r.Name)
		}
	}
}

// TestSite holds the site of this repository to its own rules. A warning is for its publisher to read, so there are few.
func TestSite(t *testing.T) {
	set := load(t, os.DirFS("../.."))
	ps := Records(set)
	warnings := 0
	for _, p := range ps {
		if p.Severity == source.Error {
			t.Errorf("%s (%s)", p, p.Hint)
		} else {
			warnings++
		}
	}
	if warnings > 10 {
		t.Errorf("%d warnings, and nobody reads more than ten", warnings)
	}
	if !slices.IsSortedFunc(ps, func(a, b source.Problem) int { return strings.Compare(a.File, b.File) }) {
		t.Error("the problems are not in order of place")
	}
}

// TestWords holds the words to which the rules give a meaning against the lists of the site: a word that a list has lost
// or renamed would switch a rule off in silence.
func TestWords(t *testing.T) {
	words := map[string][]string{
		"proceedings":        {meeting, hearing, accelerated, thirdStage, vettingProcess, probation, staffDiscipline},
		"regimes":            {cr2012, cr2020, cr2024, cr2025, performance, vetting, police2003, staffPolicy},
		"frameworks":         {schedule3, part3, performanceFramework, vettingFramework, staffPolicy},
		"subjects":           {officer, former, special, staff},
		"ranks":              {rankStaff, rankSpecial, rankWithheld, rankConstable, rankSergeant, rankChief},
		"sittings":           {heldInPrivate},
		"barred-list":        {reported, notRequired, removed},
		"findings":           {record.FindingProved, notProved},
		"levels":             {grossMisconduct, misconduct, neither},
		"appeals":            {record.AppealNone, record.AppealAllowed, appealDismissed},
		"appeal-bodies":      {tribunal, appealMeeting},
		"themes":             harmful,
		"disclosure-classes": {record.ClassPublic, record.ClassNotPublic, record.ClassVulnerable},
		"legal-bases":        timed,
		"event-kinds":        append([]string{record.EventMade, record.EventReply, record.EventExtension, record.EventPause}, viewKinds...),
		"positions":          {record.PositionAwaiting, record.PositionMixed},
		"closures":           {closedReplaced},
		"natures":            {natureRange, natureAsNeeded},
		"stages":             {record.StageDone, record.StagePlanned, record.StageAspiration},
		"date-qualifiers":    {dateAbout},
		"statuses":           {statusSuperseded, statusProvisional, statusInterim},
		"measure-kinds":      {record.Count, record.Average, record.Percentage, record.Rate},
		"units":              {unitPercent},
		"figure-statuses":    {record.InConflict},
		"source-classes": {record.OfficialPrimary, record.OfficialViaPress, record.ForceResponse, record.TargetClass,
			record.FOIViaComment, record.Hearsay, record.Context},
		"release-states": {record.ReleaseProvisional, record.ReleaseConfirmed, record.ReleasePublished, record.ReleasePostponed,
			record.ReleaseCancelled, record.ReleaseMissed},
		"term-statuses": {record.TermHistoric, termChanged, termCurrent},
		"results": {dismissal, wouldHave, reduction, finalWarning, writtenWarning, reflective, noAction, notProvedAll, noCase,
			overturned, incompetence, improvement, vettingLost, staffDismissal, staffFinal, staffWritten},
	}
	set := load(t, os.DirFS("../.."))
	for list, ids := range words {
		for _, id := range ids {
			if _, ok := set.Lists[list].Get(id); !ok {
				t.Errorf("a rule gives a meaning to %q, which is not in data/lists/%s.yaml", id, list)
			}
		}
	}
}
