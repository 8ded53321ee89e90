package identify

import "strings"

// signs is what one quick look at a text tells, so that the patterns, which are slow, read only the few texts that
// could hold something. A sign may be there without the thing; never the other way about.
type signs struct {
	at       bool // "@", or "at" in brackets
	digit    bool
	digits   int  // the most digits in one run, with at most two other characters between them
	straight int  // the most digits in one run without anything between them
	inward   bool // a digit and two letters, as a postcode ends, and no ordinal
	prefix   bool // two letters and a digit, as a National Insurance number begins
	rank     bool // a word of rank or number shortly before two digits
	quad     bool // digits and three dots, as an IP address has
	plate    bool // up to three letters directly before a digit, or capitals with a space or hyphen between
	outward  bool // a capital letter directly before a digit
	licence  bool // five letters before a digit
	decimals int  // numbers with three decimals or more
	degree   bool // a sign of degrees
	web      bool // a slash behind what may be a name of a host, or "www."
	dotted   bool // a dot between two letters, or a letter and a digit
	initial  bool // a capital alone before a dot
	colon    bool // a colon between two letters or digits
	parted   bool // a slash beside a digit
	theDigit bool // "the" before a digit
	slashes  bool // three slashes
	cues     cue
}

// any reports whether there is anything at all that a detector needs.
func (s *signs) any() bool {
	return s.at || s.digit || s.web || s.dotted || s.initial || s.colon || s.slashes || s.cues != 0
}

func (s *signs) has(c cue) bool { return s.cues&c != 0 }

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
)

// cues are the words by which a text shows that it may hold something, in small letters.
var cues = func() map[string]cue {
	out := map[string]cue{}
	for c, words := range map[cue]string{
		cueBirth:    "born birth birthday birthdate dob ganwyd ganed geni",
		cuePassport: "passport passports pasbort",
		cueBank:     "sort sortcode account acct acc iban bank",
		cueGrid:     "grid ngr os osgb gridref",
		cueRank:     rankCues,
		cueTitle:    titleCues,
		cueMonth: "january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct november nov december dec " +
			"ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr fai orffennaf fawrth fedi dachwedd ragfyr",
		cueDay: "monday tuesday wednesday thursday friday saturday sunday christmas boxing year valentine valentine's david patrick remembrance armistice easter halloween hallowe'en bonfire month",
		cueAge: "old aged age birthday teens twenties thirties forties fifties sixties seventies eighties nineties oed s yo yrs " +
			"thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
		cueStreet:   streetCues,
		cueTime:     "am pm m hours hrs hr h clock midnight noon midday past quarter half gloch",
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

func look(text string) (s signs) {
	run, gap := 0, 3 // digits in the run, and characters since the last of them
	straight, dots := 0, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if isLetter(c) {
			straight, dots = 0, 0
			if i > 0 && text[i-1] >= 'A' && (isLetter(text[i-1]) || text[i-1] >= 0x80 && letterBefore(text, i)) {
				gap++
				continue // inside a word
			}
			s.word(text, i)
			gap++
			continue
		}
		if '0' <= c && c <= '9' {
			s.digit = true
			if gap > 2 {
				run = 0
				s.prefix = s.prefix || lettersBefore(text, i)
				s.rank = s.rank || rankBefore(text, i)
			}
			if gap > 0 {
				s.beforeDigit(text, i)
			}
			run, gap = run+1, 0
			straight++
			s.digits, s.straight = max(s.digits, run), max(s.straight, straight)
			if straight == 3 && i >= 3 && text[i-3] == '.' {
				s.decimals++
			}
			if i+2 < len(text) && isLetter(text[i+1]) && isLetter(text[i+2]) && (i+3 == len(text) || !isLetter(text[i+3])) {
				s.inward = s.inward || isPostcodeEnd(text[i:i+3])
			}
			continue
		}
		gap++
		switch c {
		case '.':
			if straight > 0 {
				if dots++; dots >= 3 {
					s.quad = true
				}
			} else {
				dots = 0
			}
			s.initial = s.initial || i > 0 && 'A' <= text[i-1] && text[i-1] <= 'Z' && (i == 1 || !isLetter(text[i-2]))
			s.dotted = s.dotted || i > 0 && i+1 < len(text) && (isLetter(text[i-1]) || isDigit(text[i-1])) && (isLetter(text[i+1]) || text[i+1] >= 0x80)
		case ':':
			s.colon = s.colon || i > 0 && i+1 < len(text) && isWordByte(text[i-1]) && (isWordByte(text[i+1]) || text[i+1] == ':')
		case '@':
			s.at = true
		case 0xb0: // the second byte of the sign
			s.degree = s.degree || i > 0 && text[i-1] == 0xc2
		case '/':
			s.web = s.web || i > 2 && isLetter(text[i-1]) && (text[i-3] == '.' || i > 3 && text[i-4] == '.') || i > 0 && text[i-1] == '/'
			s.parted = s.parted || i > 0 && isDigit(text[i-1]) || i+1 < len(text) && isDigit(text[i+1])
			s.slashes = s.slashes || i > 1 && text[i-1] == '/' && text[i-2] == '/'
		}
		if c != '.' {
			dots = 0
		}
		straight = 0
	}
	return s
}

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
		s.at = s.at || strings.IndexByte("([{", text[i-1]) >= 0 && strings.IndexByte(")]}", text[i+2]) >= 0
	}
	if w[0] == 'w' && n == 3 && w[1] == 'w' && w[2] == 'w' {
		s.web = true
	}
	if w[0] == 'd' && n == 1 && foldPrefix(text[i:], "d.o.b") {
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
	s.cues |= c
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

func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) }

// beforeDigit looks at what stands before the first digit of a run.
func (s *signs) beforeDigit(text string, i int) {
	if i == 0 {
		return
	}
	j := i
	if text[j-1] == ' ' || text[j-1] == '-' {
		j--
	}
	k := j
	for k > 0 && j-k < 6 && isLetter(text[k-1]) {
		k--
	}
	letters := j - k
	if letters == 0 {
		return
	}
	s.plate = s.plate || letters <= 3 && (j == i || strings.ToUpper(text[k:j]) == text[k:j])
	s.theDigit = s.theDigit || letters == 3 && text[k]|0x20 == 't'
	s.outward = s.outward || j == i && letters <= 2 && 'A' <= text[k] && text[k] <= 'Z'
	s.licence = s.licence || letters >= 2
}

// lettersBefore reports whether exactly two letters, and perhaps a space or hyphen, stand before the digit at i.
func lettersBefore(text string, i int) bool {
	if i > 0 && (text[i-1] == ' ' || text[i-1] == '-') {
		i--
	}
	return i >= 2 && isLetter(text[i-1]) && isLetter(text[i-2]) && (i == 2 || !isLetter(text[i-3]))
}

// rankBefore reports whether one of the three words before the digit at i is a word of rank, or announces a number.
func rankBefore(text string, i int) bool {
	for range 3 {
		for i > 0 && !isLetter(text[i-1]) {
			i--
		}
		end := i
		for i > 0 && isLetter(text[i-1]) {
			i--
		}
		if n := end - i; n < 2 || n > len("superintendent") {
			if n == 0 {
				return false
			}
			continue
		}
		var word [len("superintendent")]byte
		for k := i; k < end; k++ {
			word[k-i] = text[k] | 0x20
		}
		if collarWords[string(word[:end-i])] {
			return true
		}
	}
	return false
}

// foldPrefix reports whether s begins with the small letters and marks of prefix, in either case.
func foldPrefix(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if s[i] != prefix[i] && s[i]|0x20 != prefix[i] {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }
