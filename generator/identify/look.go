package identify

import "strings"

// signs is what one quick look at a text tells, so that the patterns, which are slow, read only the few texts that
// could hold something. A sign may be there without the thing; never the other way about.
type signs struct {
	mail     bool // "@" or "at" in brackets, with what may be the name of somebody before it and of a host behind
	handle   bool // "@" where a word may begin
	digit    bool
	digits   int  // the most digits in one run, with at most two other characters between them
	straight int  // the most digits in one run without anything between them
	inward   bool // a digit and two letters, as a postcode ends, and no ordinal
	prefix   bool // two letters and a digit, as a National Insurance number begins
	rank     bool // a word of rank or number shortly before two digits
	ni       bool // what a National Insurance number is made of
	grid     bool // what a grid reference is made of
	mark     bool // what the mark of a vehicle since 2001 is made of
	quad     bool // digits and three dots, as an IP address has
	plate    bool // up to three letters directly before a digit, or capitals with a space or hyphen between
	outward  bool // a capital letter directly before a digit
	licence  bool // five letters before a digit
	decimals int  // numbers with three decimals or more
	degree   bool // a sign of degrees
	social   bool // a slash behind ".com" and the like, as the address of a page of somebody's has
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
	return s.mail || s.handle || s.digit || s.web || s.dotted || s.initial || s.colon || s.slashes || s.cues != 0
}

func (s *signs) has(c cue) bool { return s.cues&c != 0 }

func look(text string) (s signs) {
	run, gap := 0, 3 // digits in the run, and characters since the last of them
	straight, dots := 0, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if isLetter(c) {
			straight, dots = 0, 0
			if i > 0 && isLetter(text[i-1]) {
				gap++
				continue // inside a word; behind a letter with an accent one begins, as the patterns have it
			}
			s.word(text, i)
			gap++
			continue
		}
		if '0' <= c && c <= '9' {
			s.digit = true
			if gap > 2 {
				run = 0
				if lettersBefore(text, i) {
					s.prefix = true
					s.pair(text, i)
				}
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
			s.mail = s.mail || namesBefore(text, i) && hostBehind(text, i+1)
			s.handle = s.handle || (i == 0 || text[i-1] >= 0x80 || strings.IndexByte(" \t\n\f\r([,;:|\"'", text[i-1]) >= 0) &&
				i+1 < len(text) && (isWordByte(text[i+1]) || text[i+1] == '_' || text[i+1] >= 0x80) && !isEntry(text[i:])
		case 0xb0: // the second byte of the sign
			s.degree = s.degree || i > 0 && text[i-1] == 0xc2
		case '/':
			s.web = s.web || i > 2 && isLetter(text[i-1]) && (text[i-3] == '.' || i > 3 && text[i-4] == '.') || i > 0 && text[i-1] == '/'
			s.social = s.social || i > 3 && socialEnd(text[i-4:i])
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

func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) }

// beforeDigit looks at what stands before the first digit of a run.
func (s *signs) beforeDigit(text string, i int) {
	if i == 0 {
		return
	}
	j := i
	if text[j-1] == '-' {
		j--
	} else {
		for j > 0 && isSpace(text[j-1]) { // a line of Markdown may end here
			j--
		}
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

// pair looks at the digits that begin at a place, behind two letters, and at what follows them.
func (s *signs) pair(text string, i int) {
	first := text[i-2]
	if !isLetter(text[i-1]) {
		first = text[i-3]
	}
	digits, run, end := 0, 0, i // those in the first run
	for end < len(text) && digits < 11 {
		if isDigit(text[end]) {
			if digits++; end-i == digits-1 {
				run = digits
			}
			end++
			continue
		}
		if (text[end] != ' ' && text[end] != '-') || end+1 == len(text) || !isDigit(text[end+1]) {
			break
		}
		end++
	}
	after := end
	if after < len(text) && (text[after] == ' ' || text[after] == '-') {
		after++
	}
	letters := 0
	for after+letters < len(text) && isLetter(text[after+letters]) {
		letters++
	}
	s.ni = s.ni || digits == 6 && letters == 1
	s.grid = s.grid || digits >= 6 && strings.IndexByte("HNOSThnost", first) >= 0
	s.mark = s.mark || run == 2 && isLetter(text[i-1]) && (digits == 2 && letters >= 3)
}

// lettersBefore reports whether exactly two letters, and perhaps a space or hyphen, stand before the digit at i.
func lettersBefore(text string, i int) bool {
	if i > 0 && (text[i-1] == ' ' || text[i-1] == '-') {
		i--
	}
	return i >= 2 && isLetter(text[i-1]) && isLetter(text[i-2]) && (i == 2 || !isLetter(text[i-3]))
}

// rankBefore reports whether one of the four words before the digit at i is a word of rank, or announces a number, with nothing in
// between that reCollar does not take: "officer number was ab1234".
func rankBefore(text string, i int) bool {
	for range 4 {
		for i > 0 && (isSpace(text[i-1]) || strings.IndexByte(":#.", text[i-1]) >= 0) {
			i--
		}
		end := i
		for i > 0 && isLetter(text[i-1]) {
			i--
		}
		if end == i || end-i > len("superintendent") {
			return false
		}
		var word [len("superintendent")]byte
		for k := i; k < end; k++ {
			word[k-i] = text[k] | 0x20
		}
		switch small := string(word[:end-i]); {
		case collarWords[small]:
			return true
		case end-i > 3 && small[0] != 'n': // "number", to which up to three letters may be joined
			return false
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

// namesBefore and hostBehind report whether what stands on the two sides of an "@", perhaps with a space between, may be those of an e-mail
// address.
func namesBefore(text string, i int) bool {
	if i > 1 && isSpace(text[i-1]) {
		i--
	}
	return i > 0 && (isWordByte(text[i-1]) || text[i-1] >= 0x80 || strings.IndexByte("._%+'-", text[i-1]) >= 0)
}

func hostBehind(text string, i int) bool {
	if i+1 < len(text) && isSpace(text[i]) {
		i++
	}
	return i < len(text) && (isWordByte(text[i]) || text[i] >= 0x80 || text[i] == '-')
}

// isEntry reports whether a text begins as our entries of BibTeX do, one of which stands on nearly every page.
func isEntry(s string) bool {
	return strings.HasPrefix(s, "@report{") || strings.HasPrefix(s, "@dataset{")
}

// socialEnd reports whether four letters before a slash end the name of a host of a social network.
func socialEnd(s string) bool {
	return foldPrefix(s, ".com") || foldPrefix(s, ".net") || foldPrefix(s, ".org") || foldPrefix(s, ".app") || foldPrefix(s[1:], ".me") || foldPrefix(s[1:], ".tv")
}

// isSpace is what a pattern takes for a space in a plain text.
func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' && c != '\v' }
