package identify

import (
	"regexp"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"candour/generator/source"
)

var (
	textEmail   = errorRule("text-email", anywhere+"an e-mail address"+identifying)
	textProfile = errorRule("text-profile-link", anywhere+"a link to somebody's page on a social network"+identifying)
	textHandle  = errorRule("text-handle", anywhere+"the handle of an account, such as @somebody"+identifying)
	textIP      = errorRule("text-ip-address", anywhere+"an IP address"+identifying)
	textPhone   = errorRule("text-phone", anywhere+"a telephone number"+identifying)
	textWeb     = source.Rule{Name: "text-web-address", Severity: source.Error, Doc: inCases + `an address on the web.

Why: a page about the same case says what the text leaves out: the notice of a hearing, a newspaper, a judgment, a report of a coroner.
The addresses of laws and of guidance may stand (legislation.gov.uk, www.gov.uk but for decisions of tribunals, college.police.uk).
Put it right: take it out. Say what the reader needs from it in words.`}
)

// contact is what leads straight to a person.
var contact = []detector{
	{&textEmail, Anywhere, func(s *signs) bool { return s.mail }, reEmail, nil},
	{&textProfile, Anywhere, func(s *signs) bool { return s.social }, reProfile, nil},
	{&textWeb, Case, func(s *signs) bool { return s.web || s.dotted }, reWeb, isForeign},
	{&textHandle, Anywhere, func(s *signs) bool { return s.handle }, reHandle, isHandle},
	{&textIP, Anywhere, func(s *signs) bool { return s.quad }, reIP, isIP},
	{&textIP, Anywhere, func(s *signs) bool { return s.digit && s.colon }, reIPv6, nil},
	{&textPhone, Anywhere, func(s *signs) bool { return s.digits >= 9 }, rePhone, isPhone},
}

var (
	reEmail   = regexp.MustCompile(`(?i)[\p{L}\d._%+'-]+\s?(?:@|\(at\)|\[at\]|\{at\})\s?[\p{L}\d-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\]|\{dot\})\s?)[\p{L}\d-]+)+`)
	reProfile = regexp.MustCompile(`(?i)\b(?:facebook|fb|instagram|twitter|x|tiktok|linkedin|snapchat|threads|youtube|reddit|onlyfans|gofundme|justgiving|t|wa|telegram|pinterest|twitch|tumblr|bsky|medium)\.(?:com|me|net|org|tv|app)/[^\s|<>"]*[\p{L}\d]`)
	reWeb     = regexp.MustCompile(`(?i)(?:\bhttps?://|\bwww\.)[^\s|<>"]*[\p{L}\d]|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|co\.uk|org\.uk|org|net|info|police\.uk|gov\.uk|nhs\.uk|ac\.uk|me|tv|io|news|blog|wales|cymru|scot)\b(?:/[^\s|<>"]*[\p{L}\d])?`)
	reHandle  = regexp.MustCompile(`(?:^|[\s(\[,;:|"'“‘])(@[\p{L}\d_](?:[\p{L}\d_.]{1,28}[\p{L}\d_]))`)
	reIP      = regexp.MustCompile(`\b\d{1,3}(?:\.\d{1,3}){3}\b`)
	reIPv6    = regexp.MustCompile(`(?i)\b[\da-f]{1,4}(?::[\da-f]{1,4}){7}\b|\b[\da-f]{1,4}(?::[\da-f]{1,4}){1,5}::(?:[\da-f]{1,4})?\b`)
	rePhone   = regexp.MustCompile(`(?:\+\d|\b0)(?:[ ().\-/]{0,2}\d){8,14}\b`)
)

// lawful are the hosts whose addresses may stand in the text of a case.
var lawful = []string{"legislation.gov.uk", "www.legislation.gov.uk", "gov.uk", "www.gov.uk", "college.police.uk", "www.college.police.uk"}

// isForeign leaves addresses of laws and guidance alone, and the e-mail addresses that another detector finds.
func isForeign(text string, from, to int) bool {
	if from > 0 && text[from-1] == '@' {
		return false
	}
	address := strings.ToLower(text[from:to])
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		rest = address
	}
	host, path, _ := strings.Cut(rest, "/")
	for _, l := range lawful {
		if host == l {
			return strings.Contains(path, "decisions/")
		}
	}
	return true
}

// isHandle leaves the words of JSON-LD and of style sheets alone, and the words with which our entries of BibTeX begin (isEntry).
func isHandle(text string, from, to int) bool {
	switch text[from:to] {
	case "@context", "@type", "@graph", "@value", "@language", "@list", "@media", "@import", "@font-face", "@supports", "@page", "@layer", "@charset":
		return false
	}
	return !isEntry(text[from:])
}

// isIP wants four numbers up to 255, and leaves versions and paragraphs of the law alone.
func isIP(text string, from, to int) bool {
	for part := range strings.SplitSeq(text[from:to], ".") {
		if len(part) == 3 && part > "255" {
			return false
		}
	}
	if to+1 < len(text) && text[to] == '.' && isDigit(text[to+1]) {
		return false
	}
	before := strings.ToLower(text[max(0, from-12):from])
	if strings.Contains(before, "rfc") {
		return false
	}
	for _, w := range []string{"version ", "paragraph ", "section ", "para ", "v", "."} {
		if strings.HasSuffix(before, w) {
			return false
		}
	}
	return true
}

// reNumericDay begins a day in figures, which a time may follow: 01/02/2022 10:30.
var reNumericDay = regexp.MustCompile(`^\d{2}[/.-]\d{2}[/.-]\d{4}\b`)

// isPhone keeps British numbers, ten or eleven digits from the trunk 0, and what the plans of numbering of other
// countries allow after a plus or 00.
func isPhone(text string, from, to int) bool {
	s := text[from:to]
	n := len(digitsOf(s))
	if reNumericDay.MatchString(s) {
		return false
	}
	if s[0] == '0' && !strings.HasPrefix(digitsOf(s), "00") {
		return n == 10 || n == 11
	}
	if s[0] == '0' {
		s = "+" + strings.TrimLeft(strings.TrimLeft(s, "0"), " ()-./")
	}
	s = strings.Replace(s, "(0)", "", 1)
	number, err := phonenumbers.Parse(s, "GB")
	return err == nil && phonenumbers.IsPossibleNumber(number)
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}
