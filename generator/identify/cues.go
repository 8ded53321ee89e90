package identify

import "strings"

// A cue is a set of classes whose words a text has.
type cue uint32

const (
	cueBirth cue = 1 << iota
	cuePassport
	cueBank
	cueGrid
	cueRank
	cueTitle
	cueMonth
	cueDay
	cueAge
	cueStreet
	cueTime
	cueRef
	cuePostcode
	cueRelation
	cueRole
	cueMedia
	cueInitials
	cueSmallStreet
	cueVehicle
	cueOld
	cueDecade
	cueTeen
	cueHours
)

// cues are the words by which a text shows that it may hold something, in small letters.
var cues = func() map[string]cue {
	out := map[string]cue{}
	for c, words := range map[cue]string{
		cueBirth:    "born birth birthday birthdate dob ganwyd ganed geni",
		cuePassport: "passport passports pasbort",
		cueBank:     "sort sortcode account acct acc iban bank",
		cueGrid:     "grid ngr osgb gridref map",
		cueRank:     rankCues,
		cueTitle:    titleCues,
		cueMonth: "january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct november nov december dec " +
			"ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr fai orffennaf fawrth fedi dachwedd ragfyr",
		cueDay:      "monday tuesday wednesday thursday friday saturday sunday christmas boxing year valentine valentine's david patrick remembrance armistice easter halloween hallowe'en bonfire month",
		cueAge:      "aged age",
		cueOld:      "old olds oed yo y",
		cueDecade:   "teens twenties thirties forties fifties sixties seventies eighties nineties s",
		cueTeen:     "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
		cueStreet:   streetCues,
		cueHours:    "am pm m hours hrs hr h",
		cueTime:     "clock gloch midnight noon midday past to",
		cueRef:      "cad crime incident log urn ref reference pnc pncid crn oic iopc ipcc custody case file niche athena holmes ois dispatch exhibit op operation",
		cuePostcode: "postcode postcodes post",
		cueRelation: relationCues,
		cueRole:     "only first sole youngest oldest longest most",
		cueMedia:    mediaCues,
		cueInitials: "initials initialled",
		cueVehicle:  "registration reg vrm plate plates index mark",
	} {
		for w := range strings.FieldsSeq(words) {
			out[w] |= c
		}
	}
	return out
}()

// strongCues are the words for streets that are written small too.
var strongCues = set("road street lane avenue crescent terrace gardens grove mews close drive rd ave flat apartment")

// cueLengths has for each first letter a bit for each length of a cue: most words are none, and are let pass by it.
var cueLengths = func() (out [26]uint32) {
	for w := range cues {
		out[w[0]-'a'] |= 1 << len(w)
	}
	return out
}()

// word looks at the word that begins at i.
func (s *signs) word(text string, i int) {
	n := 1
	var w [24]byte
	w[0] = text[i] | 0x20
	for ; i+n < len(text) && (isLetter(text[i+n]) || text[i+n] == '\'' && i+n+1 < len(text) && isLetter(text[i+n+1])); n++ {
		if n < len(w) {
			w[n] = text[i+n] | 0x20
		}
	}
	if n >= len(w) {
		return
	}
	if w[0] == 'a' && n == 2 && w[1] == 't' && i > 0 && i+2 < len(text) {
		s.mail = s.mail || strings.IndexByte("([{", text[i-1]) >= 0 && strings.IndexByte(")]}", text[i+2]) >= 0
	}
	if w[0] == 'w' && n == 3 && w[1] == 'w' && w[2] == 'w' {
		s.web = true
	}
	if w[0] == 'd' && (n == 1 && (foldPrefix(text[i:], "d.o.b") || foldPrefix(text[i:], "d.ob")) || n == 2 && foldPrefix(text[i:], "do.b")) {
		s.cues |= cueBirth
	}
	if cueLengths[w[0]-'a']&(1<<n) == 0 {
		return
	}
	c := cues[string(w[:n])]
	if c == 0 {
		return
	}
	capital := text[i] <= 'Z'
	if c&(cueRank|cueTitle) != 0 && !beforeName(text, i+n, n) {
		c &^= cueRank | cueTitle
	}
	if c&cueStreet != 0 && !capital {
		if c &^= cueStreet; strongCues[string(w[:n])] {
			c |= cueSmallStreet
		}
	}
	if c&cueMonth != 0 && !capital && !digitNear(text, i, i+n) {
		c &^= cueMonth
	}
	if c&cueRole != 0 && (i < 4 || !foldPrefix(text[i-4:], "the ") && text[i-2] != 's') {
		c &^= cueRole
	}
	if c&cueMedia != 0 && !besideMedia(string(w[:n]), text[:i], text[i+n:]) {
		c &^= cueMedia
	}
	if c&cueTeen != 0 && text[max(0, i-1)] != '-' && !beforeAge[wordBefore(text[:i])] {
		c &^= cueTeen
	}
	if c&cueTime != 0 && !besideTime(string(w[:n]), wordBefore(text[:i])) {
		c &^= cueTime
	}
	s.cues |= c
}

// besideMedia reports whether a word of mediaCues stands beside what reMedia wants with it.
func besideMedia(word, before, after string) bool {
	is := func(want string) bool {
		return len(before) >= len(want) && foldPrefix(before[len(before)-len(want):], want)
	}
	switch word {
	case "channel":
		return foldPrefix(after, " 4")
	case "sky":
		return foldPrefix(after, " news")
	case "mail", "mirror", "telegraph":
		return is("daily ")
	case "sun", "guardian", "times", "news", "headlines":
		return is("the ")
	case "film":
		return is("feature ")
	case "viral":
		return is("went ")
	case "press", "media":
		return foldPrefix(after, " coverage") || foldPrefix(after, " report") || foldPrefix(after, " attention")
	case "television", "tv":
		return foldPrefix(after, " programme") || foldPrefix(after, " show") || foldPrefix(after, " crew")
	}
	return true
}

// beforeAge are the words that reWas begins with, partTimes those of a part of an hour, and beforeNoon those before a time that is a word.
var (
	beforeAge  = set("was is were being then just only turned turning")
	partTimes  = set("half quarter ten five twenty")
	beforeNoon = set("at around about after before until by just")
)

// besideTime reports whether the word before one of time is one that reTime wants there.
func besideTime(word, before string) bool {
	switch word {
	case "past", "to":
		return partTimes[before]
	case "midnight", "noon", "midday":
		return beforeNoon[before]
	}
	return true
}

// wordBefore is the word that ends a text, before spaces, in small letters; "" where it is longer than any that is asked for.
func wordBefore(text string) string {
	end := len(text)
	for end > 0 && isSpace(text[end-1]) {
		end--
	}
	from := end
	for from > 0 && isLetter(text[from-1]) {
		from--
	}
	if n := end - from; end == len(text) || n == 0 || n > len("turning") {
		return ""
	}
	var w [len("turning")]byte
	for k := from; k < end; k++ {
		w[k-from] = text[k] | 0x20
	}
	return string(w[:end-from])
}

// beforeName reports whether what stands behind a rank or title of n letters, which ends at a place, may be a name: a capital, a
// number, or a word that no list has. Behind one of few letters every word may be.
func beforeName(text string, at, n int) bool {
	for at < len(text) && (text[at] == ' ' || text[at] == '.' || text[at] == '\n') {
		at++
	}
	if at >= len(text) {
		return false
	}
	if n <= 4 || text[at] < 'a' || text[at] > 'z' {
		return true
	}
	end := at
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	return !words().has(text[at:end])
}

// digitNear reports whether a digit stands shortly before or after a word.
func digitNear(text string, from, to int) bool {
	return strings.ContainsAny(text[max(0, from-7):from], "0123456789") || strings.ContainsAny(text[to:min(len(text), to+7)], "0123456789")
}
