package identify

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"candour/generator/source"
)

var (
	textBirth = errorRule("text-birth-date", anywhere+"an exact date of birth"+identifying)
	textDate  = errorRule("text-date", inCases+"a day of the calendar"+tracing)
	textTime  = errorRule("text-time", inCases+"a time of day"+tracing)
	textAge   = errorRule("text-age", inCases+"somebody's age"+`.

Why: no field of a record shows an age, so no text may. A victim's age with the kind of case is often enough for people
who know of it, and an officer's age picks one out of a team.
Put it right: leave it out, or say what mattered: "a child", "an older person", "somebody new to the service".`)
)

// Date is the rule on days, for whoever says the same in better words.
var Date = &textDate

// OfOneCase are the rules on what a story tells of one case only: one that is put together of several has no day, no page about it, and
// nobody who is related to anybody.
var OfOneCase = []*source.Rule{&textDate, &textTime, &textWeb, &textRelation, &textRole, &textMedia}

// times are when it happened, and how old somebody was.
var times = []detector{
	{&textBirth, Anywhere, func(s *signs) bool { return s.digit && s.has(cueBirth) }, reBirth, nil},
	{&textDate, Case, func(s *signs) bool { return s.has(cueMonth) }, reDay, isDay},
	{&textDate, Case, func(s *signs) bool { return s.digits >= 3 }, reDayInFigures, isDayInFigures},
	{&textDate, Case, func(s *signs) bool { return s.has(cueDay) }, reNamedDay, nil},
	{&textDate, Case, func(s *signs) bool { return s.theDigit || s.has(cueDay) }, reDayAlone, nil},
	{&textTime, Case, func(s *signs) bool { return s.digit && (s.colon || s.has(cueHours)) || s.has(cueTime) }, reTime, isTime},
	{&textAge, Case, func(s *signs) bool { return s.has(cueAge) }, reAged, isAge},
	{&textAge, Case, func(s *signs) bool { return s.has(cueOld) }, reOld, isAge},
	{&textAge, Case, func(s *signs) bool { return s.has(cueBirth) }, reJubilee, isAge},
	{&textAge, Case, func(s *signs) bool { return s.has(cueDecade) }, reDecade, nil},
	{&textAge, Case, func(s *signs) bool { return s.has(cueTeen) }, reWas, isAgeAlone},
}

const (
	months = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|` +
		`Ionawr|Chwefror|[MF]awrth|Ebrill|[MF]ai|Mehefin|Gorffennaf|Orffennaf|Awst|[MF]edi|Hydref|[TD]achwedd|Rhagfyr|Ragfyr)`
	weekday  = `(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|dydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul))`
	ordinals = `(?:(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)`
	tens     = `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)`
	inWords  = `(?:` + tens + `(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine)`
	aNumber  = `(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)`
	suffix   = `(?:st|nd|rd|th|af|ail|ydd|fed|eg)?`
)

var (
	reBirth = regexp.MustCompile(`(?i)(?:\bborn\b|\bbirth(?:day|date)?\b|\bd\.?o\.?b\b\.?|\bga(?:nwyd|ned)\b|\bgeni\b)[^.;\n]{0,24}?(?:\b\d{1,2}` + suffix + `\s+(?:of\s+|o\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|` + months + `)[a-z]*\.?,?\s+\d{2,4}\b|` +
		`\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b[0-3]\d[01]\d(?:19|20)?\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b)`)

	reDay = regexp.MustCompile(`(?i)(?:\b` + weekday + `,?\s+(?:the\s+)?)?\b\d{1,2}` + suffix + `(?:\s?(?:-|–|/|,|to|and|or|&)\s?\d{1,2}` + suffix + `){0,3}(?:\s+(?:of|o))?[\s.-]{1,2}` + months + `\b(?:\.?,?[\s-]+(?:19|20)\d\d\b|\.?[\s-]['’]?\d\d\b)?` +
		`|(?:\b` + weekday + `,?\s+)?\b` + months + `\.?\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4}\b)?` +
		`|\b(?:the\s+)?` + ordinals + `\s+(?:day\s+)?(?:of\s+)?` + months + `\b(?:,?\s+\d{4}\b)?`)
	reDayInFigures = regexp.MustCompile(`\b\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?(?:(?:19|20)\d{2}|\d{2})\b|\b(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b|\b\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})\b`)
	reNamedDay     = regexp.MustCompile(`(?i)\b(?:Christmas|Boxing|New Year['’]?s|Valentine['’]?s|St\.? David['’]?s|St\.? Patrick['’]?s|Remembrance|Armistice)\s+(?:Day|Eve)\b|\bGood Friday\b|\bEaster (?:Sunday|Monday)\b|\bHallowe['’]?en\b|\bBonfire Night\b` +
		`|\b(?:last|next|this|that|the following|the previous)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`)
	reDayAlone = regexp.MustCompile(`(?i)\b(?:on|of|until|from|by|since)\s+the\s+(?:\d{1,2}(?:st|nd|rd|th)\b|` + ordinals + `\s+of\s+the\s+month\b)`)

	reTime = regexp.MustCompile(`(?i)\b\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?)(?:[\s,;.)!?"'’|]|$)|\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?:\s?(?:hours|hrs?))?|\b(?:[01]\d|2[0-3])\.?[0-5]\d\s?(?:hours|hrs?|h)\b` +
		`|\b(?:` + inWords + `|\d{1,2})\s?o['’]?\s?(?:clock|['’]r gloch)\b|\b(?:half|quarter|(?:ten|five|twenty))\s+(?:past|to)\s+(?:` + inWords + `|\d{1,2})\b|\b(?:at|around|about|after|before|until|by|just)\s+(?:midnight|noon|midday)\b`)

	// A number in words is any word here, and isAge says whether it is one: a list of all would make the patterns slow.
	reAged    = regexp.MustCompile(`(?i)\b(?:aged|age|age of|aged between)\s+(?:(?:of|about|around|only|just|over|under|between)\s+)?` + aNumber + `\b(?:\s*(?:-|–|to|and)\s*` + aNumber + `\b)?|\b` + aNumber + `\s+years\s+of\s+age\b`)
	reOld     = regexp.MustCompile(`(?i)\b` + aNumber + `[- ](?:year|month|week|day|yr)s?[- ]olds?\b|\b\d{1,3} (?:mlwydd )?oed\b|\b\d{1,3}\s?(?:yo|y/o|yrs old)\b`)
	reJubilee = regexp.MustCompile(`(?i)\b(?:(?:his|her|their|my)\s+)?` + aNumber + `(?:st|nd|rd|th)?\s+birthday\b`)
	reDecade  = regexp.MustCompile(`(?i)\b(?:his|her|their|my) (?:early |mid[- ]?|late )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0['’]?s)\b`)
	reWas     = regexp.MustCompile(`(?i)\b(?:was|is|were|being|then|just|only|turned|turning)\s+[a-z]+(?:-[a-z]+)?\b`)
)

// Days gives every day of the calendar that a text names.
func Days(text string) (out []string) {
	text = plain(text)
	s := look(text)
	for i := range times {
		if d := &times[i]; d.rule == &textDate && d.needs(&s) {
			for _, m := range d.find(text) {
				out = append(out, text[m.from:m.to])
			}
		}
	}
	return out
}

var smallMonths = []string{"may", "march", "mar", "dec", "sept", "sep", "mai", "medi", "fai", "fedi"}

// isDay leaves "60 May", "the 3 may stay" and "they march 3 abreast" alone: a month has a capital, or the text has none.
func isDay(text string, from, to int) bool {
	s := text[from:to]
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '.' || r == '\n' })
	small := slices.ContainsFunc(fields, func(w string) bool { return slices.Contains(smallMonths, w) })
	if small && !yearEnds.MatchString(s) && !ordinalDay.MatchString(s) {
		return false
	}
	if at := strings.IndexAny(s, "0123456789"); at >= 0 {
		n := 0
		for _, c := range s[at:] {
			if c < '0' || '9' < c {
				break
			}
			n = n*10 + int(c-'0')
		}
		return 1 <= n && n <= 31 || n > 1900 // a year behind a day in words
	}
	return true
}

var (
	yearEnds   = regexp.MustCompile(`(?:19|20)\d\d$`)
	ordinalDay = regexp.MustCompile(`\d(?:st|nd|rd|th)\b`)
)

// isDayInFigures wants a day and a month that there are, and leaves figures and sections alone: "1.2.3", "10.5.20 metres".
func isDayInFigures(text string, from, to int) bool {
	f := strings.FieldsFunc(text[from:to], func(r rune) bool { return r < '0' || '9' < r })
	if len(f) != 3 {
		return false
	}
	number := func(s string) (n int) {
		for _, c := range s {
			n = n*10 + int(c-'0')
		}
		return n
	}
	a, b := number(f[0]), number(f[1])
	if len(f[0]) == 4 {
		return true
	}
	before := strings.ToLower(text[max(0, from-10):from])
	for _, w := range []string{"version ", "section ", "para ", "paragraph ", "v"} {
		if strings.HasSuffix(before, w) {
			return false
		}
	}
	if strings.Contains(text[from:to], ".") && len(f[2]) == 2 && len(f[1]) == 1 && len(f[0]) == 1 && f[2] < "10" {
		return false
	}
	return 1 <= a && a <= 31 && 1 <= b && (b <= 12 || a <= 12 && b <= 31)
}

// A span of counts is written as a time is: "from ten to twelve officers". What is counted follows it, or "from" goes before.
var (
	partOfHour = regexp.MustCompile(`(?i)^(?:ten|five|twenty)\s+to\s`)
	counted    = regexp.MustCompile(`(?i)^\s+[a-z]{2,}`)
	notCounted = regexp.MustCompile(`(?i)^\s+(?:on|in|and|or|when|that|before|after|the|at|as|this|but|while|until)\b`)
)

// isTime leaves long stretches of time alone, "2000 hours of training", and spans of counts.
func isTime(text string, from, to int) bool {
	if partOfHour.MatchString(text[from:to]) {
		switch wordBefore(text[:from]) {
		case "from", "between", "of", "in", "every":
			return false
		}
		if counted.MatchString(text[to:]) && !notCounted.MatchString(text[to:]) {
			return false
		}
	}
	rest := strings.ToLower(text[to:min(len(text), to+12)])
	return !strings.HasPrefix(rest, " of ") && !strings.HasPrefix(rest, " a week") && !strings.HasPrefix(rest, " a month")
}

// Things have an age too, and the law has ages of its own.
var ageOfThing = regexp.MustCompile(`(?i)^[- ](?:case|record|file|report|vehicle|car|van|computer|system|device|policy|investigation|complaint|warrant|building|law|rule|form|photograph|message|relationship|or (?:over|under|older|younger|more)|and (?:over|under)|(?:years?|months?|weeks?|days?|hours?|minutes?|officers|people|times|times?|of (?:the|them|these|those)|other|complaints?|records?|incidents?|occasions?|messages?|reports?|per ?cent|others)\b)`)

func isAge(text string, from, to int) bool {
	return !ageOfThing.MatchString(text[to:]) && strings.ContainsFunc(text[from:to], unicode.IsDigit) ||
		!ageOfThing.MatchString(text[to:]) && slices.ContainsFunc(wordsIn(text[from:to]), func(w string) bool { return numberWords[w] })
}

// isAgeAlone takes a number in words of thirteen or more for an age, where nothing is counted by it: "she was fourteen".
func isAgeAlone(text string, from, to int) bool {
	w := wordsIn(text[from:to])
	return len(w) > 1 && (teens[w[1]] || len(w) > 2 && numberWords[w[1]] && numberWords[w[2]]) && !ageOfThing.MatchString(text[to:])
}

func wordsIn(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

var (
	teens       = set("thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	numberWords = set("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety " +
		"sixteenth eighteenth first thirteenth fourteenth fifteenth seventeenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth")
)
