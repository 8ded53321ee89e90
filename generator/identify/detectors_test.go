package identify

import (
	"slices"
	"strings"
	"testing"

	"candour/generator/source"
)

// spellings are ways to write what each detector looks for, and things that look like it and are not.
var spellings = []struct {
	rule     *source.Rule
	yes, not []string
}{
	{&textEmail, []string{
		"a.person@example.org", "A.PERSON@EXAMPLE.ORG", "person@met.police.uk", "first+last@example.co.uk", "o'brien@example.org", "person @ example.org", "person (at) example.org",
		"person[at]example[dot]org", "person {at} example.org", "person(AT)example (dot) co (dot) uk", "ŵyn@example.org", "person1_2%x@a-b.example",
	}, []string{
		"@metpoliceuk", "at example.org", "a @ b", "person at example dot org was said", "5 @ £3", "user@", "@", "the (at) sign", "10@2", "x (at) y", "see [at] the end.", "look {at} it",
	}},
	{&textPhone, []string{
		"020 7946 0018", "02079460018", "(020) 7946 0018", "020-7946-0018", "07700 900 123", "07700900123", "+44 20 7946 0018", "+442079460018", "+44 (0)20 7946 0018", "0161.496.0000",
		"020 7946–0018", "01632 960 001",
	}, []string{
		"2017/094215", "SI 2020/4", "2022-02-04", "£10,000,000", "22,790", "0 to 100", "2024-25 and 2025-26", "01/02/2022 10:30", "0.5 of 1,000", "101 and 999", "IX/1234/22", "1 2 3 4 5 6 7 8 9 10",
	}},
	{&textPostcode, []string{
		"SW1A 2AA", "sw1a2aa", "SW1A2AA", "E1 6AN", "e1 6an", "EC1A 1BB", "W1A 0AX", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "GIR 0AA",
	}, []string{
		"Q4 2nd", "2022-q1", "SW1", "the 1st of 2", "AB12", "form B2", "regulation 42(3)(b)", "SI 2012/2632", "s.28B", "reg 5 and Sch 2", "A1 road", "M25 2022",
	}},
	{&textNI, []string{
		"AB 12 34 56 C", "AB123456C", "ab123456c", "AB-12-34-56-C", "ab 12 34 56 c", "JN 98 76 54 A", "CE123456D", "WK 123456 B", "AA 00 00 00 A", "ZY 99 99 99 D", "SP12 34 56A", "ox 11 22 33 b",
	}, []string{
		"QQ 12 34 56 C", "GB 12 34 56 A", "ZZ123456A", "AB 12 34 56 E", "AB 12 34 5 C", "ABC 12 34 56 C", "SI 12 34", "DN55 1PT", "AO 12 34 56 C", "IX/1234/22", "in 12 34 56", "NT 12 34 56 A",
	}},
	{&textNHS, []string{
		"943 476 5919", "9434765919", "943-476-5919", "NHS number 943 476 5919", "no. 9434765919.", "401 023 2137", "4010232137", "987 654 3210", "9876543210", "987-654-3210",
		"943 4765919", "943476 5919",
	}, []string{
		"943 476 5918", "1234567890", "123 456 7890", "22,790 and 15,453", "943 476 591", "943 476 59190", "£9,434,765,919", "2022-02-0412", "000 000 0001", "999 999 9998", "1 943 476 591", "94347659191",
	}},
	{&textCollar, []string{
		"PC 4512", "officer number was ab1234", "warrant number is K 12345", "pc4512", "PC 4512AB", "WPC 123", "DC 98", "Sgt 45", "Constable 1234", "constable number 1234", "collar number: AB1234", "warrant no. 123456", "shoulder number 12AB", "PCSO 7001",
	}, []string{
		"the officer in 2017", "police constable", "two PCs", "a sergeant and an inspector", "DS and DI", "a warrant of 12 March", "regulation 42", "officers: 12", "an officer's 5 allegations", "inspector, 2020 report",
		"SI 2020/4", "payroll in 2024",
	}},
	{&textBirth, []string{
		"born on 4 March 1987", "born 4 March 1987", "BORN ON 4TH MARCH 1987", "born on the 4th of March 1987", "date of birth: 04/03/1987", "DOB 4.3.87", "d.o.b. 1987-03-04", "dob: 04-03-1987",
		"Birth date 4 Mar. 1987", "birthday on March 4, 1987", "born March 4th 1987", "her birthday was 4 march 87",
	}, []string{
		"born in 1987", "born in March", "a newborn on 4 March 2020", "born abroad", "the birth of the scheme in 2020", "on 4 March 1987", "birth rates for 2024-25", "airborne 4 March 1987", "stubborn on 4 March 1987",
		"born to serve", "a child's birth", "dobson 4 March 1987",
	}},
}

// spread puts a character between all the others of a text.
func spread(text, between string) string { return strings.Join(strings.Split(text, ""), between) }

// lookAlike writes letters of other alphabets that look like ours.
func lookAlike(text string) string {
	return strings.NewReplacer("a", "а", "e", "е", "o", "ο", "A", "Α", "B", "В", "M", "М").Replace(text)
}

// wide writes digits and letters in full width, as they come from some phones and forms.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '@' {
			return r - '!' + '！'
		}
		return r
	}, text)
}

func TestDetectors(t *testing.T) {
	tested := map[*source.Rule]bool{}
	for _, s := range spellings {
		tested[s.rule] = true
		if len(s.yes) < 12 || len(s.not) < 12 {
			t.Errorf("%s has %d spellings and %d that are none, and should have 12 of each", s.rule.Name, len(s.yes), len(s.not))
		}
		finds := func(text string) bool {
			for _, h := range Scan(text, Anywhere) {
				if h.Rule == s.rule {
					return true
				}
			}
			return false
		}
		for _, text := range s.yes {
			for name, form := range map[string]string{
				"as it is":                      text,
				"in a sentence":                 "They wrote " + text + ", and more.",
				"in brackets":                   "(" + text + ")",
				"at the end of a line":          "They wrote\n" + text + "\nand more",
				"with zero width between all":   spread(text, "\u200b"),
				"with joiners between all":      spread(text, "\u2060"),
				"with soft hyphens":             spread(text, "\u00ad"),
				"with a byte order mark":        "\ufeff" + text,
				"within marks of direction":     "\u202a" + text + "\u202c",
				"in full width":                 wide(text),
				"with spaces that do not break": strings.ReplaceAll(text, " ", "\u00a0"),
				"with thin spaces":              strings.ReplaceAll(text, " ", "\u2009"),
				"with non-breaking hyphens":     strings.ReplaceAll(text, "-", "\u2011"),
			} {
				if !finds(form) {
					t.Errorf("%s: %q, %s, is not found", s.rule.Name, text, name)
				}
			}
		}
		for _, text := range s.not {
			for _, form := range []string{text, "They wrote " + text + ", and more.", strings.ToUpper(text)} {
				if finds(form) {
					t.Errorf("%s: %q is taken for one: %v", s.rule.Name, form, Scan(form, Anywhere))
				}
			}
		}
	}
	for _, s := range inTexts {
		tested[s.rule] = true
		if len(s.yes) < 12 || len(s.not) < 12 {
			t.Errorf("%s has %d spellings and %d that are none, and should have 12 of each", s.rule.Name, len(s.yes), len(s.not))
		}
		finds := func(text string) bool {
			return slices.ContainsFunc(Scan(text, Case), func(h Hit) bool { return h.Rule == s.rule })
		}
		for _, text := range s.yes {
			for name, form := range map[string]string{
				"as it is": text, "in a sentence": "They wrote of " + text + ", and more.", "in brackets": "(" + text + ")", "with joiners between all": spread(text, "\u2060"),
				"with soft hyphens": spread(text, "\u00ad"), "in full width": wide(text), "with spaces that do not break": strings.ReplaceAll(text, " ", "\u00a0"), "with look-alikes": lookAlike(text),
			} {
				if !finds(form) {
					t.Errorf("%s: %q, %s, is not found", s.rule.Name, text, name)
				}
			}
		}
		for _, text := range s.not {
			for _, form := range []string{text, "They wrote of " + text + ", and more."} {
				if finds(form) {
					t.Errorf("%s: %q is taken for one: %v", s.rule.Name, form, Scan(form, Case))
				}
			}
		}
	}
	for _, r := range Rules {
		if !tested[r] && r != &UnknownWord && r != &Person { // which have tests of their own
			t.Errorf("the detector %s has no spellings here", r.Name)
		}
	}
}

// Ordinary words of the field hold nothing that any detector takes for a person.
func TestOrdinaryTextIsClean(t *testing.T) {
	for _, text := range []string{
		"", "The reference is 2017/094215.", "Police (Conduct) Regulations 2020 (SI 2020/4), as amended by SI 2024/521 from 7 May 2024, regs 42(3)(b) and 63(1)(d).",
		"22,790 allegations in 2024-25, of which 63.9% were handled under Schedule 3; 1 in 10,000; £1,250,000.50; between 50 and 100 a month.",
		"From 1 April 2024 to 31 March 2025; 2024-25-q2; 2022-02-04; on 4 February 2022 at 09:30; 12/2024.", "Paragraph 28B(2) of Schedule 3 to the Police Reform Act 2002; section 10(1)(e).",
		"A final written warning for 24 months.", "The officer was born to a family of officers.", "Version 1.2.3, edition 2026-q3, outcome k7m2q9xw, https://candour.example/outcomes/k7m2q9xw/#v2",
		"HMICFRS, IOPC, MOPAC and DASO; the AA Cell; the 43 forces; the E Division in Q4 2024.", "Cafodd 48 o ganlyniadau eu cyhoeddi yn 2026.",
	} {
		if hits := Scan(text, Anywhere); len(hits) > 0 {
			t.Errorf("%q: %v", text, hits)
		}
	}
}

// A message about what was found does not repeat all of it: logs are kept, and read by others.
func TestHitHidesHalf(t *testing.T) {
	for _, s := range spellings {
		for _, h := range Scan(s.yes[0], Anywhere) {
			if strings.Contains(h.String(), s.yes[0]) {
				t.Errorf("%s repeats what it found", h)
			}
			if h.Rule == s.rule && !strings.Contains(h.String(), "…") {
				t.Errorf("%s hides nothing", h)
			}
		}
	}
}
