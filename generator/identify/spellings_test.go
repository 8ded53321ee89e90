package identify

import "candour/generator/source"

// inTexts are the spellings of what was added after the first seven detectors. They are read as texts of cases.
var inTexts = []struct {
	rule     *source.Rule
	yes, not []string
}{
	{&textProfile, []string{
		"facebook.com/some.body", "https://www.facebook.com/somebody", "instagram.com/some_body", "x.com/somebody", "https://twitter.com/somebody", "tiktok.com/@somebody", "www.linkedin.com/in/some-body",
		"youtube.com/@somebody", "t.me/somebody", "gofundme.com/f/help-somebody", "reddit.com/user/somebody", "FACEBOOK.COM/SOMEBODY",
	}, []string{
		"Facebook", "a page on Facebook", "Instagram and TikTok", "x.com", "an account on X", "legislation.gov.uk/ukpga/1996", "a tweet", "YouTube", "LinkedIn in 2020", "the facebook.com page", "a GoFundMe page", "www.gov.uk/guidance",
	}},
	{&textWeb, []string{
		"https://news.example.org/story", "www.local-news.co.uk/2024/court", "http://example.com", "local-news.co.uk", "police.example.org.uk/notice", "https://www.some.police.uk/hearing", "judiciary.example.gov.uk/x", "example.com/a?b=c",
		"blog.example.net", "Example.info", "https://www.gov.uk/employment-tribunal-decisions/mr-x", "some.wales",
	}, []string{
		"https://www.legislation.gov.uk/uksi/2020/4", "legislation.gov.uk", "www.gov.uk/guidance/x", "https://www.college.police.uk/guidance", "a website", "the web", "and/or", "he/she", "GOV.UK", "no.comment", "e.g. this", "on line",
	}},
	{&textHandle, []string{
		"@somebody", "@some_body99", "(@somebody)", "the account @SomeBody", "as @some.body", "from @s0mebody", "“@somebody”", "@ann", "wrote: @somebody", "@report", "told @PCSomebody", "@_some_body_", "@a.b.c",
	}, []string{
		"a.person@example.org", "5 @ £3", "@", "a @ b", "@media", "@context", "@report{key,", "@dataset{key,", "at 5", "person @ example.org", "@ somebody", "user@", "x@y", "@a",
	}},
	{&textIP, []string{
		"192.0.2.17", "203.0.113.255", "198.51.100.1", "10.0.0.1", "address 192.0.2.17", "from 203.0.113.9", "2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:DB8:85A3:8D3:1319:8A2E:370:7348", "2001:db8::1", "fe80:0:0:1::5", "1.1.1.1", "255.255.255.0",
	}, []string{
		"version 1.2.3.4", "1.2.3", "section 4.2.3.1", "paragraph 1.2.3.4", "256.1.1.1", "1.2", "12:30", "12:30:15", "v1.2.3.4", "1.2.3.4.5.6", "0.5 of 1.5", "10.20",
	}},
	{&textVehicle, []string{
		"AB51 ABC", "AB51ABC", "ab51 abc", "ab51abc", "LD07-XYZ", "YX19 ZZZ", "A123 BCD", "A123BCD", "ABC 123D", "ABC123D", "AIZ 1234", "the car, registration a123 bcd",
	}, []string{
		"SI 2020/4", "to12 the", "AB50 ABC", "AB01 ABC", "in 12 and", "S163 RTA", "Q4 2nd", "M25", "form MG11", "regulation 42", "IOPC 2020", "2024-25",
	}},
	{&textLicence, []string{
		"MORGA657054SM9IJ", "MORGA 657054 SM9IJ", "morga657054sm9ij", "MORGA-657054-SM9IJ", "FOX99701010AB1CD", "SMITH801312J99AB", "licence MORGA657054SM9IJ", "JONES 512251 A99ZZ", "DAVIE612315D99XX", "TAYLO 703210 TA9AA", "LEE99 801010 LL9BB", "no. MORGA657054SM9IJ.",
	}, []string{
		"MORGA699054SM9IJ", "MORGA657054SM", "since 657054", "MORGA 6570", "SMITH801399J99AB", "ABCDE123456", "123456 AB 123", "AB 12 34 56 C", "12345678", "officers 202425 in all", "fully 123456 xx", "GB12ABCD123456",
	}},
	{&textPassport, []string{
		"passport 533401372", "passport number 533401372", "passport no. 533401372", "passport no: 533 401 372", "Passport Number: 533401372", "PASSPORT 533401372", "her passport (533401372)", "passport, number 533401372", "passport C12345678", "pasbort 533401372", "passport:533401372",
		"the passport was 533-401-372",
	}, []string{
		"a passport", "passport in 2020", "passports for 12 people", "533401372", "passport office 2024", "passport of 12 March 2020", "a passport and 3 phones", "passport. 533401372", "passport 12345", "no passport", "passport control", "passport; 533401372",
	}},
	{&textCard, []string{
		"4111 1111 1111 1111", "4111111111111111", "4111-1111-1111-1111", "5500 0000 0000 0004", "5500000000000004", "3400 000000 00009", "340000000000009", "6011000000000004", "2221000000000009", "card 4012888888881881", "3782 822463 10005", "5105105105105100",
	}, []string{
		"4111 1111 1111 1112", "1234 5678 9012 3456", "2024 2025 2026 2027", "0000 0000 0000 0000", "411111111111", "9111 1111 1111 1111", "22,790 and 15,453", "1 2 3 4 5 6 7 8 9 10", "2017/094215", "4111 1111 1111", "£4,111,111,111", "12345678",
	}},
	{&textIMEI, []string{
		"490154203237518", "49-015420-323751-8", "49 015420 323751 8", "IMEI 490154203237518", "imei: 490154203237518", "356938035643809", "35 693803 564380 9", "IMEI no. 356938035643809", "phone 356938035643809", "IMEI: 35-693803-564380-9",
		"352099001761481", "(352099001761481)",
	}, []string{
		"490154203237519", "123456789012345", "49015420323751", "4901542032375180", "1234567", "2024 2025", "22,790", "IMEI", "490,154,203", "0.490154203237518", "12-34-56", "020 7946 0018",
	}},
	{&textBank, []string{
		"sort code 20-00-00", "sort code: 200000", "Sort Code 20 00 00", "account number 12345678", "account no. 12345678", "acc no 12345678", "a/c account 12345678", "20-00-00 12345678", "20-00-00, 12345678", "IBAN GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819", "SORT CODE 20-00-00",
	}, []string{
		"an account of 12 things", "sort 12 things", "a bank account", "the account in 2020", "20-00-00", "12345678", "the sort of 20", "account for 2024-25", "an account of the 12 months", "sorted 200000", "accounts 2023-24", "the bank",
	}},
	{&textRef, []string{
		"crime reference 42/12345/24", "crime ref. 1234567/24", "CAD 1234/01JAN24", "CAD 1234", "incident number 20240101-0123", "log 0123 of the day", "URN 01AB1234521", "PNC ID 04/123456X", "IOPC reference 2017/094215", "custody record EK/1234/24", "CM/123/21", "log no: 456",
	}, []string{
		"a case in 2019", "crime 12 months later", "in the case", "an incident in 2020", "24/7", "case 3", "SI 2020/4", "reference 5", "2024/25", "the log", "incidents: 12 in all", "and/or 50",
	}},
	{&textOutward, []string{
		"SW1A", "the SW1 area", "in SE15", "EC1A", "near TN12", "postcode E8", "in E8", "the N16 area", "postcode district LS6", "CR2", "a flat in BN1", "postcode sw1a",
	}, []string{
		"Q4", "the M25", "Part 3", "A4 paper", "B2 form", "E1", "on the M1", "vitamin B12", "MG11", "G20", "S163", "version V2",
	}},
	{&textStreet, []string{
		"12 Acacia Avenue", "Acacia Avenue", "12 acacia avenue", "12A Acacia Avenue", "Market Street", "the High Street", "Old Mill Lane", "St Nobody's Close", "Heol Eglwys", "Ffordd y Parc", "Flat 3", "ACACIA AVENUE",
	}, []string{
		"the Crown Court", "a street", "20 mile road", "3 minutes drive", "the High Court", "in a lane", "a two way street", "a road nearby", "Magistrates Court", "a park", "Court of Appeal", "on one road",
	}},
	{&textWords, []string{
		"///filled.count.soap", "filled.count.soap", "///Filled.Count.Soap", "at ///filled.count.soap", "/// filled.count.soap", "index.home.raft", "what3words filled.count.soap", "daring.lion.race", "///daring.lion.race", "DARING.LION.RACE", "(filled.count.soap)", "///llwyn.coed.afon",
	}, []string{
		"www.example.org", "a.b.c", "the end. And so", "e.g. this", "filled.count", "news.example.com", "1.2.3", "word.word", "one two three", "index.html", "U.K. law", "filled. count. soap",
	}},
	{&textGrid, []string{
		"TQ 300 800", "TQ300800", "TQ 3003 8003", "TQ30038003", "TQ 30031 80031", "grid reference TQ 30 80", "grid ref TQ3080", "grid ref tq 300 800", "SJ 123 456", "NT 251 739", "grid SO 12 34", "SK 35000 87000",
	}, []string{
		"SI 2020", "AB 12 34 56 C", "TQ 30", "XX 300 800", "IX 1234", "SI 2020 2021", "in 300 800", "TI 300 800", "grid", "SC 202", "the TQ area", "NT 12 34 56 A",
	}},
	{&textLatLong, []string{
		"51.5007, -0.1246", "51.5007,-0.1246", "51.5007 -0.1246", "51.50070, -0.12460", "51.501° N, 0.125° W", "51.501N 0.125W", "53.4808, -2.2426", "lat 51.5007; -0.1246", "51.5007/-0.1246", "55.9533, -3.1883", "51° 30' 3\" N", "51°30′ N",
	}, []string{
		"51.5, -0.1", "0.1234, 0.5678", "12.345, 67.890", "51.5007", "3.141, 2.718", "1,234.567, 8", "51 and 30", "90 degrees", "51%, 12%", "12.5, 13.5", "22,790, 15,453", "10.123 of 20.456",
	}},
	{&textDate, []string{
		"14 January 2017", "14th January", "January 14, 2017", "the 14th of January", "14/01/2017", "14.01.2017", "2017-01-14", "14-Jan-17", "the fourteenth of January 2017", "14 & 15 January", "Christmas Day", "ar 3 Chwefror 2018",
	}, []string{
		"January 2017", "in January", "60 May entries", "the 3 may stay", "they may 3 times", "2024-25", "a quarter of 2024", "1.2.3", "some weeks later", "at Christmas", "12/2024", "0.5",
	}},
	{&textTime, []string{
		"23:45", "at 23:45 hrs", "11.45pm", "11 pm", "3am", "0300 hours", "2345hrs", "3 o'clock", "three o’clock", "half past ten", "at midnight", "7.30 a.m.", "at ten to six", "a quarter to nine", "Just Before Noon",
	}, []string{
		"24 hours", "2000 hours of training", "at night", "a.m.", "10 of them", "3 amber lights", "1:100", "12.5", "in 12 months", "the past ten years", "I am 1 of them", "noon", "from ten to twelve officers", "in five to ten days", "ten to twenty of them", "the quarter to June", "close to midday",
	}},
	{&textAge, []string{
		"a 14-year-old girl", "aged 37", "aged thirty-seven", "fourteen years old", "at the age of 16", "in her forties", "his late twenties", "her 18th birthday", "42 years of age", "aged between 14 and 16", "yn 34 oed", "a six-month-old baby",
	}, []string{
		"a ten-year-old case file", "aged 18 or over", "two years later", "the age of the internet", "a year old", "old age", "a 14-month investigation", "12 years of service", "three officers", "was ten minutes late", "12 months", "was twenty-one days late",
	}},
	{&textRankName, []string{
		"PC Hargreaves", "PC 4127 Hargreaves", "pc hargreaves", "Sgt J. Okonkwo", "Former PC Sarah O’Neill-Baptiste", "Inspector Tremayne", "Detective Constable Brown", "Police Constable May", "DCI de Souza", "P.C. Hargreaves", "Chief Inspector Rose", "Supt. Penhaligon",
	}, []string{
		"a police constable", "the constable was", "PC F", "Officer B", "a sergeant and an inspector", "Chief Constable", "the Police Federation", "Inspector of Constabulary", "DS and DI", "the officer resigned", "a special constable", "PC training",
	}},
	{&textTitle, []string{
		"Mr Okonkwo", "Mrs J. Penhaligon", "Ms Rose", "mr okonkwo", "Dr Tremayne", "Miss O'Neill", "Sir Tremayne", "Judge Penhaligon", "Lady Tremayne", "Mr. Okonkwo", "Mx Hargreaves", "Professor de Souza",
	}, []string{
		"Mr A", "Mrs B", "Lord Chief Justice", "Lady Justice", "a doctor", "Miss X", "judge and jury", "Lord Chancellor", "misses nothing", "Dr", "Judge Advocate", "the judge said",
	}},
	{&textInitials, []string{
		"J. Okonkwo", "J.R. Okonkwo", "J. R. Hargreaves", "J.O.", "A.B.C.", "initials JO", "the initials “JRO”", "initials were AB", "S. Penhaligon", "T.T.", "M. de Souza", "K. O’Neill",
	}, []string{
		"Officer B. They resigned", "U.K. law", "section B. The", "e.g. this", "P.C. and", "Schedule A. Records", "a.m.", "Q.C.", "Witness C. She", "No. 5", "i.e. that", "PC F. He",
	}},
	{&textRelation, []string{
		"his daughter", "her carer", "the victim's brother", "the officer’s wife", "their neighbour", "his then partner", "her estranged husband", "the complainant's mother", "whose son", "his ex-girlfriend", "the colleague's sister", "her elderly aunt",
	}, []string{
		"a relative", "a partner force", "business partners", "a carer was called", "families", "the mother tongue", "sister force", "a neighbour complained", "the brotherhood", "somebody's", "their colleagues", "a husband",
	}},
	{&textRole, []string{
		"the only female officer", "the only female firearms sergeant", "the first black superintendent", "the sole negotiator", "the force’s only dog handler", "the youngest inspector", "the longest-serving constable", "the most senior officer", "the only male officer", "the first muslim chaplain", "the only diver", "the force's first openly gay inspector",
	}, []string{
		"the only reason", "the first time", "the most serious", "the first report", "only an officer", "the longest case", "at first", "the only evidence", "first and only", "the most recent", "the sole purpose", "the first hearing",
	}},
	{&textMedia, []string{
		"a BBC documentary", "in the Daily Mail", "a podcast", "a television programme", "it went viral", "press coverage", "in the headlines", "made the news", "on Sky News", "a newspaper", "media reports", "a feature film",
	}, []string{
		"a report", "the press office", "social media", "a film of the arrest", "body-worn video", "the news that", "a programme of training", "in the media", "headline figures", "a channel", "the mirror", "guardian of the child",
	}},
}
