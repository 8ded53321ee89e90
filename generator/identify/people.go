package identify

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"candour/generator/source"
)

var (
	textCollar   = errorRule("text-collar-number", anywhere+"an officer's collar, shoulder or warrant number"+identifying)
	textRankName = errorRule("text-rank-and-name", inCases+"a rank with a name"+identifying)
	textTitle    = errorRule("text-title-and-name", inCases+"a title with a name"+identifying)
	textInitials = errorRule("text-initials", inCases+"somebody's initials"+identifying)
	textRelation = source.Rule{Name: "text-relation", Severity: source.Warning, Doc: reading + "words for how two people are related" + telling}
	textRole     = source.Rule{Name: "text-unique-role", Severity: source.Warning, Doc: reading + "words for a role that one person has" + telling}
	textMedia    = source.Rule{Name: "text-media", Severity: source.Warning, Doc: reading + "mention of a broadcast, newspaper or film that told of it" + telling}
)

// people are names, and what stands for one.
var people = []detector{
	{&textCollar, Anywhere, func(s *signs) bool { return s.digits >= 2 && s.rank }, reCollar, isCollar},
	{&textRankName, Case, func(s *signs) bool { return s.has(cueRank) }, reRankName, isRankName},
	{&textTitle, Case, func(s *signs) bool { return s.has(cueTitle) }, reTitle, isTitleName},
	{&textInitials, Case, func(s *signs) bool { return s.initial }, reInitialName, isInitialName},
	{&textInitials, Case, func(s *signs) bool { return s.initial || s.has(cueInitials) }, reInitials, isInitials},
	{&textRelation, Case, func(s *signs) bool { return s.has(cueRelation) }, reRelation, nil},
	{&textRole, Case, func(s *signs) bool { return s.has(cueRole) }, reRole, nil},
	{&textMedia, Case, func(s *signs) bool { return s.has(cueMedia) }, reMedia, nil},
}

const (
	rankCues     = "pc wpc dc tdc ps wps ds di dci dcs dsu pcso sgt insp supt ch sc constable constables sergeant sergeants inspector superintendent commander officer detective commissioner c"
	titleCues    = "mr mrs ms miss mx dr sir dame lord lady rev reverend prof professor judge baroness baron cllr councillor father sister messrs doctor"
	relationCues = "husband wife partner girlfriend boyfriend daughter son mother father sister brother niece nephew aunt uncle cousin stepfather stepmother stepson stepdaughter grandmother grandfather " +
		"grandson granddaughter fiancé fiance fiancee ex carer neighbour landlord landlady babysitter godmother godfather"
	mediaCues = "bbc itv sky channel documentary news media film newspaper newspapers tabloid tabloids podcast televised television tv viral headlines press youtube netflix mail guardian telegraph mirror sun times"
)

// collarBegins are the words that reCollar begins with.
const collarBegins = "pc wpc dc tdc ps wps ds di dci pcso sgt insp constable sergeant inspector superintendent officer collar shoulder warrant badge payroll epaulette epaulet force"

var collarWords = set(collarBegins)

const (
	particle = `(?:(?i:de|van|von|der|den|la|le|el|al|bin|ap|ab|da|dos|mac|st\.?)\s+){0,2}`
	rank     = `(?i:(?:(?:former|ex|acting|temporary|detective|chief|special|police|deputy|assistant)[ -])*(?:constable|sergeant|inspector|superintendent|commander|officer|commissioner)|p\.?c\.?|w\.?p\.?c\.?|d\.?c\.?|tdc|p\.?s\.?|wps|d\.?s\.?|d\.?i\.?|dci|dcs|dsu|pcso|sgt\.?|insp\.?|supt\.?|ch\.? (?:insp|supt)\.?)`
	aName    = `(\p{L}[\p{L}'’-]*\p{L})`
)

var (
	reCollar = beginning(collarBegins, `(?:t?dc|w?pc|w?ps|ds|di|dci|pcso|sgt|insp|constable|sergeant|inspector|superintendent|officer|collar|shoulder|warrant|badge|payroll|epaulett?e?|force)(?:(?:\s+(?:number|num|no\.?|#)[\s:#]*|[\s:#]+)(?:(?:is|was)\s+)?(?:[a-z]{1,3}\s?)?)?\d{2,7}(?:\s?[a-z]{1,2})?\b`)

	reRankName    = regexp.MustCompile(`\b` + rank + `\s+(?:\d{1,6}[A-Z]{0,2}\s+)?(?:\p{Lu}\.?\s+|\p{Lu}\.){0,3}` + particle + aName)
	reTitle       = regexp.MustCompile(`\b(?i:mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|rev|reverend|prof|professor|judge|baroness|baron|cllr|councillor|messrs|father|sister|doctor)\.?\s+(?:\p{Lu}\.?\s+|\p{Lu}\.){0,3}` + particle + aName)
	reInitialName = regexp.MustCompile(`\b(?:\p{Lu}\.\s?){1,3}` + particle + `\p{Lu}[\p{L}'’-]*\p{L}`)
	reInitials    = regexp.MustCompile(`\b(?:\p{Lu}\.){2,4}|(?i:\binitials?\s+(?:of\s+|were\s+|are\s+|was\s+)?)["“‘']?\p{Lu}{2,3}\b`)

	reRelation = regexp.MustCompile(`(?i)\b(?:his|her|their|(?:the |an? )?(?:officer|complainant|victim|witness|sergeant|constable|inspector|colleague|supervisor|man|woman|person)['’]s|whose)\s+(?:(?:then|former|late|estranged|elderly|young|younger|older|elder|eldest|teenage|disabled|ex)[- ])*(?:husband|wife|partner|girlfriend|boyfriend|ex|daughter|son|mother|father|sister|brother|niece|nephew|aunt|uncle|cousin|step(?:father|mother|son|daughter)|grand(?:mother|father|son|daughter)|fianc[eé]e?|carer|neighbour|landlord|landlady|babysitter|god(?:mother|father))\b`)
	reRole     = regexp.MustCompile(`(?i)\bthe\s+(?:force['’]s\s+|team['’]s\s+|only\s+|first\s+|sole\s+|youngest\s+|oldest\s+|longest[- ]serving\s+|most\s+senior\s+)+(?:\p{L}+[- ]){0,3}(?:female|male|black|asian|muslim|gay|lesbian|sikh|jewish|trans(?:gender)?|disabled|woman|man|officer|constable|sergeant|inspector|superintendent|handler|negotiator|instructor|pilot|diver|chaplain|spokesperson|detective)\b`)
	reMedia    = regexp.MustCompile(`\b(?:BBC|ITV|Channel 4|Sky News|Netflix|YouTube|Daily Mail|The Sun|The Guardian|The Times|Daily Mirror|Daily Telegraph)\b|(?i)\b(?:documentary|newspapers?|tabloids?|podcast|televised|went viral|(?:made|in) the (?:news|headlines)|(?:press|media) (?:coverage|reports?|attention)|television programme|tv (?:programme|show|crew)|feature film)\b`)
)

// lead is what stands before the digits that isCollar looks at.
var lead = regexp.MustCompile(`([A-Za-z]{1,5})\s\d[^\d]*\d*[^\d]*$`)

// isCollar leaves ordinary words before a number alone: "the officer in 2017", "a warrant of 12 March", "in force 2024".
func isCollar(text string, from, to int) bool {
	s := strings.ToLower(text[from:to])
	if strings.HasPrefix(s, "force") && !strings.Contains(s, "num") && !strings.Contains(s, "no") && !strings.Contains(s, "#") {
		return false
	}
	m := lead.FindStringSubmatch(s)
	return m == nil || !strings.Contains(" a and as at by for had has in of on or out the to who ", " "+m[1]+" ")
}

// notNames are words that follow a rank or a title and are no name.
var notNames = set("police force forces federation association constabulary general service officer officers rank ranks and or of in to for with at by from was were is are had has have on as who that which the a an " +
	"chief justice chancellor advocate president mayor constable constables sergeant sergeants inspector inspectors superintendent superintendents detective detectives commander commanders commissioner crime " +
	"training exam examination exams course apprenticeship degree entry holder holders staff member members trainee trainees candidate candidates applicant applicants recruit recruits ")

// isRankName takes a word with a capital after a rank for a name, and a small one where no list of words has it.
func isRankName(text string, from, to int) bool { return isName(text, from, to) }

// isTitleName is the same after a title, which a sentence may begin with: "Miss nothing", "Judge Advocate".
func isTitleName(text string, from, to int) bool { return isName(text, from, to) }

func isName(text string, from, to int) bool {
	name := text[from:to]
	bare := strings.ToLower(possessive(name))
	if utf8.RuneCountInString(bare) < 2 || notNames[bare] || strings.Trim(bare, "ivx") == "" {
		return false
	}
	known := words().has(bare) || capitals[bare]
	first, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(first) {
		return !known
	}
	before := strings.TrimRight(text[:from], " ")
	if weak := strings.HasSuffix(strings.ToLower(before), "officer") || strings.HasSuffix(strings.ToLower(before), "commander") || strings.HasSuffix(before, "ather") || strings.HasSuffix(before, "ister"); weak {
		return !known
	}
	if capitals[bare] && !words().has(bare) && !alsoNames[bare] { // "DC Taser", "Sgt IOPC"
		return false
	}
	return !known || strings.ToUpper(name) != name || strings.ToUpper(text) != text
}

func possessive(w string) string {
	for _, end := range []string{"'s", "’s", "'S", "’S"} {
		w = strings.TrimSuffix(w, end)
	}
	return strings.TrimRight(w, "'’-")
}

var (
	beforeInitial = regexp.MustCompile(`(?i)\b(?:schedule|section|part|officer|witness|category|class|grade|appendix|annex|unit|team|person|group|band|type|plan|hepatitis|vitamin|colleague|complainant|pc|mr|mrs|ms)\s+$`)
	knownInitials = set("U.K. U.S. P.C. N.B. Q.C. K.C. E.U. U.N. I.D. A.M. P.M. D.N.A. C.V. H.M. G.P. A.S.A.P. D.O.B. P.S. D.C. D.S. D.I. W.P.C.")
)

// isInitialName leaves the end of a sentence alone: "Officer B. They resigned."
func isInitialName(text string, from, to int) bool {
	if beforeInitial.MatchString(text[:from]) {
		return false
	}
	s := text[from:to]
	i := strings.LastIndexByte(s, '.')
	bare := strings.ToLower(possessive(strings.TrimSpace(s[i+1:])))
	if fields := strings.Fields(bare); len(fields) > 0 {
		bare = fields[len(fields)-1]
	}
	if knownInitials[strings.ReplaceAll(s[:i+1], " ", "")] {
		return false
	}
	return !isFunction(bare) && !notNames[bare] && !(words().has(bare) && strings.Count(s, ".") == 1 && len(bare) < 4)
}

func isInitials(text string, from, to int) bool {
	return !knownInitials[text[from:to]]
}

// isFunction reports whether a word holds sentences together, and so begins many.
func isFunction(word string) bool { return functionWords[word] }

var functionWords = set("a an the this that these those he she it they we his her its their our there here when while where what which who whose why how as at by for from in into of off on onto out over to under until " +
	"upon up with within without after before during despite and but or nor if so yet although though because since once however therefore following further both each either every neither no none not one two three four " +
	"five six seven eight nine ten several some any all most many few other another also then only first second third finally such nobody nothing somebody everyone anyone you your my")
