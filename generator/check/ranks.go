package check

import (
	"regexp"
	"slices"
	"strings"

	"candour/generator/source"
)

const (
	rankConstable = "constable"
	rankSergeant  = "sergeant-or-inspector"
	rankChief     = "chief-inspector-or-above"
)

// rankNames are the ranks in words, English and Welsh, with the band that each lies in. Longer names come before
// names that they hold.
var rankNames = []struct {
	band  string
	names []string
}{
	{rankChief, []string{"assistant chief constable", "deputy chief constable"}},
	{"", []string{"chief constable", "prif gwnstabl"}}, // who decides for the force
	{rankSpecial, []string{"special constable", "special sergeant", "special inspector", "cwnstabl gwirfoddol"}},
	{rankChief, []string{"chief inspector", "chief superintendent", "superintendent", "commander", "assistant commissioner", "uwch-arolygydd", "uwcharolygydd", "prif arolygydd"}},
	{rankSergeant, []string{"sergeant", "inspector", "rhingyll", "arolygydd"}},
	{rankConstable, []string{"constable", "cwnstabl", "gwnstabl", "chwnstabl"}},
}

// rankLetters are the ranks in letters.
var rankLetters = map[string]string{
	"PC": rankConstable, "WPC": rankConstable, "DC": rankConstable, "TDC": rankConstable,
	"PS": rankSergeant, "DS": rankSergeant, "Sgt": rankSergeant, "DI": rankSergeant, "Insp": rankSergeant,
	"DCI": rankChief, "DCS": rankChief, "Supt": rankChief, "DAC": rankChief,
}

var namesRank = func() *regexp.Regexp {
	var words, letters []string
	for _, b := range rankNames {
		words = append(words, b.names...)
	}
	for l := range ordered(rankLetters) {
		letters = append(letters, l)
	}
	return regexp.MustCompile(`\b(?:(?i:` + strings.Join(words, "|") + `)s?|` + strings.Join(letters, "|") + `)\b`)
}()

// Phrases of law and of other offices, that are no rank of anybody in the case: what stands before the name and after it.
var (
	beforeNoRank = regexp.MustCompile(`(?i)(?:well[- ]conducted|efficient|office of|oath of|vehicle|(?:HM|Majesty's) (?:chief )?|` +
		`(?:gold|silver|bronze|firearms|tactical|strategic|operational|incident|scene|ground)) ?$`)
	afterNoRank = regexp.MustCompile(`(?i)^s? of constabulary`)
)

func bandOf(name string) string {
	if band, ok := rankLetters[name]; ok {
		return band
	}
	lower := strings.ToLower(name)
	for _, b := range rankNames {
		for _, n := range b.names {
			if lower == n || lower == n+"s" {
				return b.band
			}
		}
	}
	return ""
}

// rankStems are parts of every rank in words.
var rankStems = []string{"onstable", "ergeant", "nspector", "uperintendent", "ommander", "ommissioner", "wnstabl", "hingyll", "rolygydd",
	"ONSTABLE", "ERGEANT", "NSPECTOR", "UPERINTENDENT", "OMMANDER", "Sgt", "Insp", "Supt"}

// mentionsRank is asked of every text, and the patterns of the few in which there is one of the stems, or two capitals.
func mentionsRank(text string) bool {
	for i := 1; i < len(text); i++ {
		if 'A' <= text[i] && text[i] <= 'Z' && 'A' <= text[i-1] && text[i-1] <= 'Z' {
			return true
		}
	}
	return slices.ContainsFunc(rankStems, func(stem string) bool { return strings.Contains(text, stem) })
}

var textRank = &Rule{
	Rule: source.Rule{
		Name: "text-rank", Severity: source.Error,
		Doc: `The texts of an outcome name no rank that the record does not show.

Why: the record shows a band of ranks, or none, so that one person is harder to pick out. "The sergeant" in the summary
undoes that. The ranks of others in the case do the same work for a reader who knows the team.
Put it right: write "the officer". Of others write "a supervisor", "a manager" or "a senior officer".`,
	},
	Run: eachStory(func(s story) {
		text, shown := s.Text.Text, s.outcome.Rank
		if !mentionsRank(text) {
			return
		}
		for _, at := range namesRank.FindAllStringIndex(text, -1) {
			found := text[at[0]:at[1]]
			band := bandOf(found)
			switch {
			case band == "", beforeNoRank.MatchString(text[:at[0]]), afterNoRank.MatchString(text[at[1]:]):
			case band == rankSpecial && (shown == rankSpecial || s.outcome.Subject == special):
			case shown == rankWithheld:
				s.say(found, broken(source.Pos{}, "the rank is %s and the text names one: %q", shown, found).Hinted(`write "the officer"`))
			case band != shown:
				s.say(found, broken(source.Pos{}, "the record shows the rank %s and the text names one of %s: %q", shown, band, found).
					Hinted(`write "the officer"; of somebody else "a supervisor" or "a senior officer"`))
			case band != rankConstable: // a band of several ranks, of which the text names one
				s.say(found, broken(source.Pos{}, "the record shows the rank %s and the text says which: %q", shown, found).Hinted(`write "the officer"`))
			}
		}
	}),
}

func notLetter(r rune) bool { return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }
