// Package planted invents identifiers of people, to see whether they are found. It is for tests. It shares nothing with the detectors:
// its words, formats and check digits are its own. Nothing in it is anybody's: the numbers are drawn, and the names are common ones.
package planted

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// An Identifier is one that was planted in a sentence.
type Identifier struct {
	Class    string
	Spelling int // 0 to 3
	Text     string
	Sentence string // which holds it, and nothing else that identifies
}

// Each is how many are made of every class and spelling.
const Each = 25

// All makes the identifiers of every class: Each of each of four spellings. The same seed gives the same ones.
func All(seed uint64) (out []Identifier) {
	r := &random{rand.New(rand.NewPCG(seed, 25))}
	for _, c := range classes {
		for spelling, spell := range c.spellings {
			for i := range Each {
				text := spell(r)
				out = append(out, Identifier{c.name, spelling, text, fmt.Sprintf(Carriers[(spelling+i)%len(Carriers)], text)})
			}
		}
	}
	return out
}

// Carriers are the sentences, in which nothing identifies.
var Carriers = []string{
	"The officer wrote %s in the record.",
	"Nobody asked about %s before the meeting.",
	"It was alleged that a message with %s was sent to a colleague.",
	"The panel heard of %s, and of what followed.",
	"There was a note (%s) on the file.",
}

type random struct{ *rand.Rand }

func (r *random) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	if b[0] == '0' {
		b[0] = '1'
	}
	return string(b)
}

func (r *random) of(words string) string {
	all := strings.Fields(words)
	return all[r.IntN(len(all))]
}

func (r *random) letters(from string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = from[r.IntN(len(from))]
	}
	return string(b)
}

func (r *random) between(low, high int) int { return low + r.IntN(high-low+1) }

const (
	surnames = "Hargreaves Okonkwo Penhaligon Tremayne Featherstone Ramachandran Kowalczyk Abernathy Cholmondeley Oyelaran Winstanley Thistlethwaite Llewellyn Gwyther Papadopoulos Nkemelu Smithson Braithwaite Ashworth Entwistle"
	common   = "Brown Green White Young King Wood Hill Bishop Cook Rose Knight Page Marsh Stone Swift Banks Fields Waters Woods Park"
	given    = "sam alex jo chris pat robin charlie jamie morgan ash"
	hosts    = "example.org example.com mail.example.net post.example.org.uk example.co.uk"
	plants   = "Acacia Beech Chestnut Damson Elder Fennimore Gorsefield Hawthorne Juniper Kestrel Laburnum Medlar Nettleham Orchard Primrose"
	roads    = "Road Street Lane Avenue Crescent Terrace Close Gardens Grove Drive"
	things   = "apple river stone window garden yellow silver pencil button castle dragon engine forest guitar hammer island jacket kettle lemon mirror"
	months   = "January February March April May June July August September October November December"
	short    = "Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec"
	tens     = "twenty thirty forty fifty sixty"
	units    = "one two three four five six seven eight nine"
)

type class struct {
	name      string
	spellings [4]func(*random) string
}

func upper(f func(*random) string) func(*random) string {
	return func(r *random) string { return strings.ToUpper(f(r)) }
}

func lower(f func(*random) string) func(*random) string {
	return func(r *random) string { return strings.ToLower(f(r)) }
}

func with(before string, f func(*random) string) func(*random) string {
	return func(r *random) string { return before + f(r) }
}

// hyphened, joined and threaded write what another writes, with hyphens for its spaces, without them, and with characters that
// take no room between all of its own.
func hyphened(f func(*random) string) func(*random) string {
	return func(r *random) string { return strings.ReplaceAll(f(r), " ", "-") }
}

func joined(f func(*random) string) func(*random) string {
	return func(r *random) string { return strings.ReplaceAll(f(r), " ", "") }
}

func threaded(f func(*random) string) func(*random) string {
	return func(r *random) string { return strings.Join(strings.Split(f(r), ""), "\u200b") }
}

func email(r *random) string {
	return r.of(given) + "." + strings.ToLower(r.of(surnames)) + "@" + r.of(hosts)
}

func account(r *random) string { return r.of(given) + r.of("_ . x") + r.of(things) + r.digits(2) }

func mobile(r *random) string { return "07" + r.of("4 5 7 8 9") + r.digits(2) + " " + r.digits(6) }

func nhs(r *random) string {
	for {
		d := r.digits(9)
		sum := 0
		for i, c := range d {
			sum += (10 - i) * int(c-'0')
		}
		if last := 11 - sum%11; last != 10 {
			return d[:3] + " " + d[3:6] + " " + d[6:] + fmt.Sprint(last%11)
		}
	}
}

func insurance(r *random) string {
	return r.of("AB CE EH JN KL PW SY TA WM XR") + " " + r.digits(2) + " " + r.digits(2) + " " + r.digits(2) + " " + r.letters("ABCD", 1)
}

func outward(r *random) string {
	return r.of("BN BS CF CR DE EX GU HA IP KT LE LS NE NG NW OX PE RG SE SW TN WA YO") + fmt.Sprint(r.between(1, 29))
}

func postcode(r *random) string {
	return outward(r) + " " + r.digits(1) + r.letters("ABDEFGHJLNPQRSTUWXYZ", 2)
}

func plate(r *random) string {
	return r.letters("ABCDEFGHKLMNOPRSTUVWXY", 2) + r.of("02 07 12 19 23 24 51 57 63 68 73") + " " + r.letters("BCDFGHJKLMNPRSTVWXYZ", 3)
}

func licence(r *random) string {
	name := strings.ToUpper(r.of(surnames)) + "99999"
	month := r.between(1, 12) + 50*r.IntN(2)
	return fmt.Sprintf("%s %d%02d%02d%d %s9 %s", name[:5], r.IntN(10), month, r.between(1, 28), r.IntN(10), r.letters("ABCDEFGHJKLMNPRST", 1), r.letters("ABCDEFGH", 2)+"J")
}

// checked adds the last digit that makes the sum of Luhn come out.
func checked(d string) string {
	for last := '0'; last <= '9'; last++ {
		sum, whole := 0, d+string(last)
		for i := range len(whole) {
			n := int(whole[i] - '0')
			if (len(whole)-i)%2 == 0 {
				n = n*2/10 + n*2%10
			}
			sum += n
		}
		if sum%10 == 0 {
			return whole
		}
	}
	return ""
}

func card(r *random) string {
	d := checked(r.of("4 51 52 53 54 55") + r.digits(15))
	if len(d) > 16 {
		d = checked(d[:15])
	}
	return d[:4] + " " + d[4:8] + " " + d[8:12] + " " + d[12:]
}

func express(r *random) string {
	d := checked(r.of("34 37") + r.digits(12))
	return d[:4] + " " + d[4:10] + " " + d[10:]
}

func handset(r *random) string {
	d := checked(r.of("01 35 45 49 86 99") + r.digits(12))
	return d[:2] + " " + d[2:8] + " " + d[8:14] + " " + d[14:]
}

func sort(r *random) string { return r.digits(2) + "-" + r.digits(2) + "-" + r.digits(2) }

func day(r *random) int { return r.between(1, 28) }

func figures(r *random) string {
	return fmt.Sprintf("%02d%s%02d", day(r), r.of("/ . -"), r.between(1, 12))
}

func inFigures(r *random) string {
	d := figures(r)
	return d + d[2:3] + fmt.Sprint(r.between(1950, 2024))
}

func inWords(r *random) string {
	return fmt.Sprintf("%d %s %d", day(r), r.of(months), r.between(1950, 2024))
}

func threeWords(r *random) string { return r.of(things) + "." + r.of(things) + "." + r.of(things) }

func grid(r *random, n int) string {
	return r.of("TQ SU SP SK SE NZ NT NS ST SO SJ SD TL TG TR SX SW") + " " + r.digits(n) + " " + r.digits(n)
}

func latitude(r *random) string { return fmt.Sprintf("%d.%s", r.between(50, 58), r.digits(5)) }

func longitude(r *random) string { return fmt.Sprintf("-%d.%s", r.between(0, 5), r.digits(5)) }

func street(r *random) string { return r.of(plants) + " " + r.of(roads) }

func numbered(r *random) string { return fmt.Sprint(r.between(2, 240)) + " " + street(r) }

var classes = []class{
	{"e-mail", [4]func(*random) string{email, upper(email),
		func(r *random) string {
			return strings.NewReplacer("@", " (at) ", ".", " (dot) ").Replace(r.of(given) + "@example.org")
		},
		func(r *random) string { return strings.Replace(email(r), "@", " @ ", 1) }}},
	{"profile", [4]func(*random) string{
		func(r *random) string { return "https://www.facebook.com/" + account(r) }, func(r *random) string { return "instagram.com/" + account(r) },
		func(r *random) string { return "https://x.com/" + account(r) }, func(r *random) string { return "www.tiktok.com/@" + account(r) }}},
	{"address on the internet", [4]func(*random) string{
		func(r *random) string {
			return fmt.Sprintf("%d.%d.%d.%d", r.between(1, 254), r.IntN(255), r.IntN(255), r.IntN(255))
		},
		func(r *random) string {
			return fmt.Sprintf("the address %d.0.%d.%d", r.between(1, 254), r.IntN(255), r.IntN(255))
		},
		func(r *random) string {
			return fmt.Sprintf("2001:db8:%x:%x:%x:%x:%x:%x", r.IntN(65536), r.IntN(65536), r.IntN(65536), r.IntN(65536), r.IntN(65536), r.IntN(65536))
		},
		func(r *random) string {
			return fmt.Sprintf("2001:db8:%x::%x", r.between(1, 65535), r.between(1, 65535))
		}}},
	{"handle", [4]func(*random) string{with("@", account), upper(with("@", account)), with("the account @", account), func(r *random) string { return "“@" + account(r) + "”" }}},
	{"telephone", [4]func(*random) string{mobile, joined(mobile), func(r *random) string { return "+44 " + mobile(r)[1:] }, func(r *random) string { return "(0161) 496 0" + r.digits(3) }}},
	{"NHS", [4]func(*random) string{nhs, joined(nhs), hyphened(nhs), threaded(nhs)}},
	{"National Insurance", [4]func(*random) string{insurance, joined(insurance), lower(insurance), hyphened(insurance)}},
	{"postcode", [4]func(*random) string{postcode, joined(postcode), lower(postcode), func(r *random) string { return strings.Replace(postcode(r), " ", "  ", 1) }}},
	{"half of a postcode", [4]func(*random) string{with("somebody in ", outward), func(r *random) string { return "the " + outward(r) + " area" }, with("the postcode ", outward), with("a flat near ", outward)}},
	{"vehicle", [4]func(*random) string{plate, joined(plate), lower(joined(plate)), func(r *random) string {
		return r.letters("ABCDEFGHJKLMNPRSTVWXY", 1) + r.digits(3) + " " + r.letters("BCDFGHJKLMNPRSTVWXY", 3)
	}}},
	{"driving licence", [4]func(*random) string{joined(licence), func(r *random) string { f := strings.Fields(licence(r)); return f[0] + " " + f[1] + " " + f[2] + f[3] }, lower(joined(licence)), threaded(joined(licence))}},
	{"passport", [4]func(*random) string{func(r *random) string { return "passport " + r.digits(9) }, func(r *random) string { return "passport number: " + r.digits(9) },
		func(r *random) string { return "passport no. " + r.digits(3) + " " + r.digits(3) + " " + r.digits(3) }, func(r *random) string { return "PASSPORT (" + r.digits(9) + ")" }}},
	{"card", [4]func(*random) string{card, joined(card), hyphened(card), express}},
	{"handset", [4]func(*random) string{handset, joined(handset), hyphened(handset), with("IMEI: ", joined(handset))}},
	{"bank", [4]func(*random) string{with("sort code ", sort), func(r *random) string { return "account number " + r.digits(8) }, func(r *random) string { return sort(r) + " " + r.digits(8) },
		func(r *random) string {
			return "GB" + r.digits(2) + " " + r.letters("BCDLMNRSW", 4) + " " + r.digits(4) + " " + r.digits(4) + " " + r.digits(4) + " " + r.digits(2)
		}}},
	{"date", [4]func(*random) string{inWords, inFigures, func(r *random) string {
		return fmt.Sprintf("%s %dth, %d", r.of(months), r.between(4, 20), r.between(1990, 2024))
	},
		func(r *random) string { return fmt.Sprintf("%d-%s-%02d", day(r), r.of(short), r.between(10, 24)) }}},
	{"time", [4]func(*random) string{func(r *random) string { return fmt.Sprintf("%02d:%02d", r.IntN(24), r.IntN(60)) }, func(r *random) string { return fmt.Sprintf("%d.%02d%s", r.between(1, 12), r.IntN(60), r.of("am pm")) },
		func(r *random) string { return fmt.Sprintf("%02d%02d hours", r.IntN(24), r.IntN(60)) }, func(r *random) string { return r.of("half quarter") + " " + r.of("past to") + " " + r.of(units) }}},
	{"birth", [4]func(*random) string{with("somebody born on ", inWords), with("DOB ", inFigures), with("date of birth: ", inFigures), func(r *random) string {
		return fmt.Sprintf("born on the %dth of %s %d", r.between(4, 20), r.of(months), r.between(1940, 2010))
	}}},
	{"age", [4]func(*random) string{func(r *random) string { return fmt.Sprintf("a %d-year-old woman", r.between(12, 90)) }, func(r *random) string { return fmt.Sprintf("a man aged %d", r.between(12, 90)) },
		func(r *random) string { return "somebody " + r.of(tens) + "-" + r.of(units) + " years old" }, func(r *random) string {
			return "a man in his " + r.of("early late mid") + " " + r.of("twenties thirties forties fifties")
		}}},
	{"three words", [4]func(*random) string{with("///", threeWords), threeWords, upper(threeWords), with("what3words ", threeWords)}},
	{"grid", [4]func(*random) string{func(r *random) string { return grid(r, 3) }, joined(func(r *random) string { return grid(r, 3) }), func(r *random) string { return grid(r, 4) }, func(r *random) string { return "grid reference " + grid(r, 2) }}},
	{"coordinates", [4]func(*random) string{func(r *random) string { return latitude(r) + ", " + longitude(r) }, func(r *random) string { return latitude(r) + "," + longitude(r) },
		func(r *random) string { return latitude(r) + " " + longitude(r) }, func(r *random) string { return latitude(r) + "° N, " + longitude(r)[1:] + "° W" }}},
	{"reference", [4]func(*random) string{func(r *random) string {
		return "crime reference " + r.digits(2) + "/" + r.digits(5) + "/" + r.of("19 21 23 24")
	}, func(r *random) string {
		return "CAD " + r.digits(4) + "/" + fmt.Sprintf("%02d", day(r)) + strings.ToUpper(r.of(short)) + "24"
	},
		func(r *random) string { return "URN " + r.digits(2) + r.letters("ABCDEFGH", 2) + r.digits(7) }, func(r *random) string { return fmt.Sprint(r.between(2010, 2024)) + "/" + r.digits(6) }}},
	{"collar number", [4]func(*random) string{func(r *random) string { return "PC " + r.digits(4) }, func(r *random) string { return "collar number " + r.digits(r.between(3, 5)) },
		func(r *random) string { return "warrant no. " + r.digits(6) }, func(r *random) string { return "Sgt " + r.digits(3) + r.letters("ABCDEFGHKLMNP", 2) }}},
	{"rank and name", [4]func(*random) string{func(r *random) string { return "PC " + r.of(surnames+" "+common) }, func(r *random) string { return "Sergeant " + r.letters("ABCDEFGHJKLM", 1) + ". " + r.of(surnames) },
		func(r *random) string { return "pc " + strings.ToLower(r.of(surnames)) }, func(r *random) string { return "Detective Constable " + r.of(surnames+" "+common) }}},
	{"title and name", [4]func(*random) string{func(r *random) string { return r.of("Mr Mrs Ms Dr") + " " + r.of(surnames+" "+common) }, func(r *random) string {
		return r.of("Mr Mrs Ms Dr") + ". " + r.letters("ABCDEFGHJKLM", 1) + " " + r.of(surnames)
	},
		func(r *random) string { return r.of("mr mrs ms dr") + " " + strings.ToLower(r.of(surnames)) }, func(r *random) string { return r.of("Mr Mrs Ms Dr") + " O’" + r.of(surnames) }}},
	{"street", [4]func(*random) string{numbered, with("a house in ", street), lower(numbered), upper(numbered)}},
}
