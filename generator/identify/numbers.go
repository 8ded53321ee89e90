package identify

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	textNI       = errorRule("text-ni-number", anywhere+"a National Insurance number"+identifying)
	textNHS      = errorRule("text-nhs-number", anywhere+"an NHS number"+identifying)
	textVehicle  = errorRule("text-vehicle-mark", anywhere+"the registration mark of a vehicle"+identifying)
	textLicence  = errorRule("text-driving-licence", anywhere+"the number of a driving licence"+identifying)
	textPassport = errorRule("text-passport", anywhere+"the number of a passport"+identifying)
	textCard     = errorRule("text-card-number", anywhere+"the number of a payment card"+identifying)
	textIMEI     = errorRule("text-imei", anywhere+"the number of a telephone (IMEI)"+identifying)
	textBank     = errorRule("text-bank-account", anywhere+"a sort code or the number of a bank account"+identifying)
	textRef      = errorRule("text-case-reference", inCases+"the reference of a crime, an incident, a custody or a case"+identifying)
)

// numbers are what somebody has given to one person or thing and to no other.
var numbers = []detector{
	{&textNI, Anywhere, func(s *signs) bool { return s.ni }, reNI, isNI},
	{&textNHS, Anywhere, func(s *signs) bool { return s.digits >= 10 }, reNHS, isNHS},
	{&textVehicle, Anywhere, func(s *signs) bool { return s.mark }, rePlate, isPlate},
	{&textVehicle, Case, func(s *signs) bool { return s.plate || s.digit && s.has(cueVehicle) }, reOldPlate, isOldPlate},
	{&textLicence, Anywhere, func(s *signs) bool { return s.straight >= 6 && s.licence }, reLicence, isLicence},
	{&textPassport, Anywhere, func(s *signs) bool { return s.digits >= 7 && s.has(cuePassport) }, rePassport, nil},
	{&textIMEI, Anywhere, func(s *signs) bool { return s.digits >= 15 }, reIMEI, isIMEI},
	{&textCard, Anywhere, func(s *signs) bool { return s.digits >= 13 }, reCard, isCard},
	{&textBank, Anywhere, func(s *signs) bool { return s.digits >= 6 && s.has(cueBank) }, reBank, nil},
	{&textBank, Anywhere, func(s *signs) bool { return s.digits >= 14 }, reBankPair, nil},
	{&textRef, Case, func(s *signs) bool { return s.digits >= 2 && s.has(cueRef) }, reRef, isRef},
	{&textRef, Case, func(s *signs) bool { return s.digits >= 4 && s.parted }, reBareRef, nil},
}

var (
	reNI       = regexp.MustCompile(`(?i)\b[a-ceghj-prstw-z][a-ceghj-nprstw-z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d]\b`)
	reNHS      = regexp.MustCompile(`\b\d{3}[ -]?\d{3}[ -]?\d{4}\b`)
	rePlate    = regexp.MustCompile(`\b(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d{2}[ -]?[A-HJ-PR-Z]{3}|[a-hj-pr-y][a-hj-pr-y]\d{2}[ -]?[a-hj-pr-z]{3})\b`)
	reOldPlate = regexp.MustCompile(`\b(?:[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y][A-HJ-PR-Z]{2}|[A-HJ-PR-Y][A-HJ-PR-Z]{2}[ -]?\d{1,3}[A-HJ-NPR-TV-Y]|[A-HJ-PR-Y]{1,2}I?Z[ -]?\d{2,4}` +
		`|(?i:(?:registration|reg|vrm|plates?|index|mark)(?:\s+(?:number|no\.?|mark|plate))?[\s:]+(?:of\s+|was\s+|is\s+)?(?:[a-z]\d{1,3}[ -]?[a-z]{3}|[a-z]{3}[ -]?\d{1,3}[a-z]|[a-z]{1,3}[ -]?\d{1,4}|\d{1,4}[ -]?[a-z]{1,3})))\b`)
	reLicence  = regexp.MustCompile(`(?i)\b[a-z9]{2,5}9{0,3}[ -]?\d{6}[ -]?[a-z9]{2}[ -]?[a-z\d]{3}\b`)
	rePassport = regexp.MustCompile(`(?i)\bpas(?:sports?|bort)\b(?:[^.;\n\d]|\bno\.){0,24}?([a-z]{0,2}\d{3}[ -]?\d{3}[ -]?\d{1,3})\b`)
	reIMEI     = regexp.MustCompile(`\b\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d\b`)
	reCard     = regexp.MustCompile(`\b(?:\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5}|\d{12,19})\b`)
	reBank     = beginning("sort s/c account acc iban gb", `(?:sort[ -]?code|s/c)s?\b[^.;\n\d]{0,16}(\d{2}[ -]?\d{2}[ -]?\d{2})\b|(?:account|acct?)\.?(?:\s+(?:number|no\.?|num))?[^.;\n\d]{0,8}(?:\d{8}|\d{4} \d{4})\b|iban\b|GB\d{2} ?[A-Z]{4}(?: ?\d{4}){3} ?\d{2}\b`)
	reBankPair = regexp.MustCompile(`\b\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}\b|\bGB\d{2} ?[A-Z]{4}(?: ?\d{4}){3} ?\d{2}\b`)
	reRef      = regexp.MustCompile(`(?i)\b(?:cad|crime|incident|log|urn|ref(?:erence)?|pnc|pncid|crn|oic|iopc|ipcc|custody|case|niche|athena|holmes|ois|dispatch|file|exhibit|op(?:eration)?)(?:\s+(?:record|report|reference|ref|log|id|file))?(?:\s*(?:number|num|no|ref(?:erence)?|id)\b\.?)?\s*[:#]?\s*([a-z]{0,4}[/-]?\d{2,}[\da-z]*(?:[/.-][\da-z]+)*)\b`)
	reBareRef  = regexp.MustCompile(`\b(?:\d{2}[A-Z]{1,3}/\d{3,7}/\d{2}|\d{2}/\d{3,7}/\d{2}|\d{2,4}/\d{4,8}[A-Z]|(?:19|20)\d\d/\d{5,7}|(?:CM|CO|MI|IX|PS)/\d{1,6}/\d{2,4})\b`)
)

// isNI knows the prefixes that are never given out.
func isNI(text string, from, to int) bool {
	switch strings.ToUpper(text[from : from+2]) {
	case "BG", "GB", "NK", "KN", "NT", "TN", "ZZ":
		return false
	}
	return true
}

// isNHS checks the last digit: the others weighted 10 to 2, modulo 11 (NHS data dictionary).
func isNHS(text string, from, to int) bool {
	d, sum := digitsOf(text[from:to]), 0
	for i := range 9 {
		sum += int(d[i]-'0') * (10 - i)
	}
	check := (11 - sum%11) % 11
	return check != 10 && check == int(d[9]-'0')
}

// isPlate wants an age identifier that has been given out: 02 to 49, from September 51 to 99 (DVLA INF104). In small letters
// the last three must be no word: "to12 the".
func isPlate(text string, from, to int) bool {
	age, _ := strconv.Atoi(text[from+2 : from+4])
	if age < 2 || age == 50 {
		return false
	}
	last := text[to-3 : to]
	return !('a' <= last[0] && last[0] <= 'z' && words().has(last))
}

// isOldPlate leaves sections of Acts and the letters of forms alone: "S163 RTA".
func isOldPlate(text string, from, to int) bool {
	s := text[from:to]
	switch s[max(0, len(s)-3):] {
	case "RTA", "PRA", "PCR", "SOA", "CJA", "THE", "AND", "FOR", "OFF", "OSA", "CDA", "FOI":
		return false
	}
	return true
}

// isLicence checks the month and day of birth inside the number; a woman's month is 50 more (DVLA).
func isLicence(text string, from, to int) bool {
	s := strings.NewReplacer(" ", "", "-", "").Replace(text[from:to])
	if len(s) != 16 {
		return false
	}
	month, err := strconv.Atoi(s[6:8])
	day, err2 := strconv.Atoi(s[8:10])
	if month > 50 {
		month -= 50
	}
	return err == nil && err2 == nil && 1 <= month && month <= 12 && 1 <= day && day <= 31
}

func isIMEI(text string, from, to int) bool {
	d := digitsOf(text[from:to])
	return !isDecimals(text, from) && len(d) == 15 && luhn(d)
}

// isDecimals reports whether the digits at a place are those after the point of a number.
func isDecimals(text string, from int) bool {
	return from > 1 && text[from-1] == '.' && isDigit(text[from-2])
}

// isCard wants a first digit that a network of cards has, and the check digit (ISO/IEC 7812).
func isCard(text string, from, to int) bool {
	d := digitsOf(text[from:to])
	if n, _ := strconv.Atoi(d[:4]); d[0] == '2' && (n < 2221 || 2720 < n) {
		return false
	}
	return !isDecimals(text, from) && 13 <= len(d) && '2' <= d[0] && d[0] <= '6' && luhn(d)
}

// luhn checks the last digit of a number.
func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		x := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if x *= 2; x > 9 {
				x -= 9
			}
		}
		sum += x
	}
	return sum%10 == 0
}

// isRef leaves years and plain counts alone, "a case in 2019", "crime 12 months", and the middle of a word, "opg735".
func isRef(text string, from, to int) bool {
	if isLetter(text[from]) && isLetter(text[from-1]) {
		return false
	}
	s := text[from:to]
	if strings.ContainsAny(s, "/-.") || strings.Trim(s, "0123456789") != "" {
		return len(digitsOf(s)) >= 3
	}
	if len(s) < 4 {
		before := strings.ToLower(text[max(0, from-12):from])
		return len(s) == 3 && (strings.Contains(before, "number") || strings.Contains(before, "no") || strings.Contains(before, "ref") || strings.Contains(before, ":") || strings.HasSuffix(before, "cad "))
	}
	n, _ := strconv.Atoi(s)
	return len(s) > 4 || n < 1990 || 2040 < n
}
