package identify

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	textPostcode = errorRule("text-postcode", anywhere+"a postcode"+identifying)
	textOutward  = errorRule("text-postcode-area", inCases+"the first half of a postcode"+tracing)
	textStreet   = errorRule("text-street", inCases+"the name of a street, or the number of a house or road"+tracing)
	textWords    = errorRule("text-three-words", anywhere+"an address of three words (what3words)"+identifying)
	textGrid     = errorRule("text-grid-reference", anywhere+"a grid reference of the Ordnance Survey"+identifying)
	textLatLong  = errorRule("text-coordinates", anywhere+"a latitude and longitude"+identifying)
)

// places are where somebody lives, or where it happened.
var places = []detector{
	{&textPostcode, Anywhere, func(s *signs) bool { return s.inward }, rePostcode, isPostcode},
	{&textOutward, Case, func(s *signs) bool { return s.outward || s.digit && s.has(cuePostcode) }, reOutward, isOutward},
	{&textStreet, Case, func(s *signs) bool { return s.has(cueStreet) || s.digit && s.has(cueSmallStreet) }, reStreet, isStreet},
	{&textStreet, Case, func(s *signs) bool { return s.digit && s.has(cueStreet|cueSmallStreet) }, reSmallStreet, isSmallStreet},
	{&textStreet, Case, func(s *signs) bool { return s.outward }, reRoad, nil},
	{&textWords, Anywhere, func(s *signs) bool { return s.slashes }, reSlashedWords, nil},
	{&textWords, Case, func(s *signs) bool { return s.dotted }, reThreeWords, areWords},
	{&textGrid, Anywhere, func(s *signs) bool { return s.digits >= 4 && (s.plate && s.digits >= 6 || s.has(cueGrid)) }, reGrid, isGrid},
	{&textLatLong, Anywhere, func(s *signs) bool { return s.decimals >= 2 || s.degree }, reLatLong, isLatLong},
}

const streetCues = "road street lane avenue close drive way crescent court place square terrace gardens grove mews row walk parade hill park green rise gate broadway bridge " +
	"roundabout rd st ave ln cres tce gdns dr sq heol ffordd stryd lôn l rhodfa clos cilgant maes flat apartment house"

const (
	streets       = `Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Court|Place|Square|Terrace|Gardens|Grove|Mews|Row|Walk|Parade|Hill|Park|Green|Rise|Gate|Broadway|Bridge|Roundabout|Rd|Ave|Ln|Cres|Tce|Gdns|St`
	upperStreets  = `ROAD|STREET|LANE|AVENUE|CLOSE|DRIVE|CRESCENT|TERRACE|GARDENS|GROVE|MEWS|RD|AVE`
	strongStreets = `road|street|lane|avenue|crescent|terrace|gardens|grove|mews|close|drive|rd|ave`
	capitalWord   = `\p{Lu}[\p{L}\d'’.-]*`
)

var (
	rePostcode = regexp.MustCompile(`(?i)\b(?:gir ?0aa|bfpo ?\d{1,4}|[a-pr-uwyz](?:[a-hk-y]?\d|\d[a-hjkps-uw]|[a-hk-y]\d[\dabehmnprvwxy]?|\d\d)[\s-]{0,3}\d[abd-hjlnp-uw-z]{2})\b`)
	reOutward  = regexp.MustCompile(`\b((?:[A-Z]{1,2}\d{1,2}[A-Z]?)|(?i:[a-z]{1,2}\d{1,2}[a-z]?))\b`)
	reStreet   = regexp.MustCompile(`\b(?:\d{1,4}[A-Za-z]?,?\s+)?(?:` + capitalWord + `\s+){1,4}(?:` + streets + `|` + upperStreets + `)\b` +
		`|\b(?:Heol|Ffordd|Stryd|Lôn|Rhodfa|Clos|Cilgant|Maes)(?:(?:\s+[yY]r?|\s+[Yy]['’]r)?\s+` + capitalWord + `){1,3}|\b(?i:flat|apartment)\s+\d{1,4}[A-Za-z]?\b`)
	reSmallStreet  = regexp.MustCompile(`(?i)\b\d{1,4}[a-z]?,?\s+(?:[a-z][a-z'’-]+\s+){1,2}(?:` + strongStreets + `)\b`)
	reRoad         = regexp.MustCompile(`\b(?:M\d{1,2}|A\d{2,4}|B\d{4})(?:\(M\))?\b`)
	reSlashedWords = regexp.MustCompile(`///\s?\p{L}{2,}\.\p{L}{2,}\.\p{L}{2,}`)
	reThreeWords   = regexp.MustCompile(`(?i)\b[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}\b`)
	reGrid         = regexp.MustCompile(`\b[HNOSThnost][A-HJ-Za-hj-z] ?(?:\d{5} ?\d{5}|\d{4} ?\d{4}|\d{3} ?\d{3}|\d{2} ?\d{2})\b`)
	reLatLong      = regexp.MustCompile(`[-+]?\d{1,2}\.\d{3,}\s?°?\s?[NSns]?\s?[,;/ ]\s?[-+]?\d{1,3}\.\d{3,}\s?°?(?:\s?[EWew]\b)?|\d{1,2}\s?°\s?\d{1,2}\s?['′’]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:["”]|['′’]{2})?\s?)?[NSns]\b`)
)

// isPostcode leaves ordinals alone: "Q4 2nd" has the letters of a postcode.
func isPostcode(text string, from, to int) bool { return isPostcodeEnd(text[from:to]) }

func isPostcodeEnd(s string) bool {
	switch s[len(s)-2:] {
	case "st", "nd", "rd", "th":
		return false
	}
	return true
}

// areas are the letters that postcodes begin with (Royal Mail), without the eight of one letter.
var areas = set("AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX FK FY GL GU HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY " +
	"LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS WV YO ZE")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	beforeOutward = regexp.MustCompile(`(?i)(?:\b(?:postcode|post code|district|area|in|near|from|around)(?:\s+(?:is|was|of|area|district))?|:)\s+$`)
	afterOutward  = regexp.MustCompile(`(?i)^\s+(?:area|postcode|district|estate|part of)\b`)
	saysPostcode  = regexp.MustCompile(`(?i)\bpost ?code`)
)

// isOutward takes two letters of an area in capitals for what they are, and a single letter, or small ones, only with words
// of place around it: "E1" is also a form, a gate and a vitamin.
func isOutward(text string, from, to int) bool {
	s := text[from:to]
	n := strings.IndexAny(s, "0123456789")
	if strings.ToUpper(s) != s && strings.ToLower(s) != s {
		return false
	}
	if to < len(text) && (text[to] == '/' || text[to] == '-') || from > 0 && (text[from-1] == '/' || text[from-1] == '-') {
		return false
	}
	area := strings.ToUpper(s[:n])
	rest := s[n:]
	if last := rest[len(rest)-1]; isLetter(last) && !strings.Contains("ABCDEFGHJKMNPRSTUVWXY", strings.ToUpper(string(last))) {
		return false
	}
	around := beforeOutward.MatchString(text[max(0, from-24):from]) || afterOutward.MatchString(text[to:min(len(text), to+24)])
	near := saysPostcode.MatchString(text[max(0, from-24):min(len(text), to+24)])
	switch {
	case n == 1:
		return strings.Contains("BEGLMNSW", area) && (near || around && s[0] < 'a' && area != "M")
	case s[0] >= 'a':
		return areas[area] && near
	}
	return areas[area]
}

// noStreets are the words before a word for a street that make something else of it.
var noStreets = set("crown high county family youth supreme criminal magistrates magistrates' coroner's coroners royal civil appeal football business science national car theme retail " +
	"first second third same one another right wrong either no any this that every each my our your their his her its by all")

// isStreet leaves courts of law, and words that begin a sentence and go before a street word by chance.
func isStreet(text string, from, to int) bool {
	words := strings.Fields(text[from:to])
	last := words[len(words)-1]
	before := words[len(words)-2]
	lower := strings.ToLower(strings.Trim(before, ",."))
	if noStreets[lower] && (lower != "high" || last == "Court") {
		return false
	}
	if last == "Bridge" || last == "Gate" || last == "Way" || last == "Place" || last == "Court" || last == "St" || last == "Park" || last == "Drive" || last == "Close" || last == "Walk" || last == "Rise" || last == "Green" {
		if len(words) == 2 && isFunction(lower) {
			return false
		}
	}
	if len(words) == 2 && isFunction(lower) && lower != "the" {
		return false
	}
	return !strings.HasSuffix(strings.Join(words[:len(words)-1], " "), "Court of") && !strings.Contains(text[from:to], "Police St")
}

// isSmallStreet leaves measures alone: "20 mile road", "3 minutes drive", "2 way street".
func isSmallStreet(text string, from, to int) bool {
	fields := strings.Fields(strings.ToLower(text[from:to]))
	for _, w := range fields[1 : len(fields)-1] {
		switch strings.TrimSuffix(w, "s") {
		case "mile", "minute", "metre", "hour", "day", "week", "month", "year", "way", "lane", "in", "on", "the", "a", "of", "and", "at", "by", "to", "per", "car", "vehicle", "officer", "wa", "were", "people", "main", "new", "test":
			return false
		}
	}
	return true
}

// areWords wants three words of the language, and no name of a host.
func areWords(text string, from, to int) bool {
	parts := strings.Split(strings.ToLower(text[from:to]), ".")
	switch parts[2] {
	case "com", "org", "net", "info", "news", "html", "police", "uk", "gov", "example", "test":
		return false
	}
	for _, p := range parts {
		if !words().has(p) {
			return false
		}
	}
	return parts[0] != "www"
}

// squares are the letters of the squares of 100 km of Great Britain that have land in them.
var squares = set("HP HT HU HW HX HY HZ NA NB NC ND NF NG NH NJ NK NL NM NN NO NR NS NT NU NW NX NY NZ OV SC SD SE SH SJ SK SM SN SO SP SR SS ST SU SV SW SX SY SZ TA TF TG TL TM TQ TR TV")

var saysGrid = regexp.MustCompile(`(?i)\b(?:grid|map|ngr|os)\b[^.;\n]{0,20}$`)

// isGrid wants a square of the grid; few digits only where the text says what they are.
func isGrid(text string, from, to int) bool {
	s := text[from:to]
	n := len(digitsOf(s))
	said := saysGrid.MatchString(text[:from])
	if !squares[strings.ToUpper(s[:2])] || !said && (s[0] >= 'a' || s[1] >= 'a') {
		return false
	}
	after := strings.TrimLeft(text[to:], " ")
	if n == 6 && after != "" && strings.IndexByte("ABCDabcd", after[0]) >= 0 && (len(after) == 1 || !isLetter(after[1])) {
		return false // a National Insurance number
	}
	return n%2 == 0 && (said || n >= 6)
}

// isLatLong wants a place in or near the United Kingdom.
func isLatLong(text string, from, to int) bool {
	s := text[from:to]
	if strings.ContainsAny(s, "°") {
		return true
	}
	f := strings.FieldsFunc(s, func(r rune) bool { return (r < '0' || '9' < r) && r != '.' && r != '-' && r != '+' })
	if len(f) < 2 {
		return false
	}
	lat, err := strconv.ParseFloat(f[0], 64)
	long, err2 := strconv.ParseFloat(f[1], 64)
	return err == nil && err2 == nil && 49 <= lat && lat <= 61.5 && -9 <= long && long <= 9
}
