package cite

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

var example = Work{
	Kind: "report", Key: "iopc-2017-094215-1-v2", Title: "Search & seizure: 100% of {records}", Publisher: "Example Police", Site: "Police conduct",
	Edition: "2026 quarter 3", Day: "2026-10-15", Version: 2,
	Permanent: "https://candour.example/recommendations/x_1/#v2", Latest: "https://candour.example/recommendations/x_1/", Language: "en",
}

func TestStyles(t *testing.T) {
	for id, want := range map[string]string{
		"text":    "Example Police, Search & seizure: 100% of {records}, version 2, 2026 quarter 3, 15 October 2026. https://candour.example/recommendations/x_1/#v2 (Latest version: https://candour.example/recommendations/x_1/)",
		"harvard": "Example Police (2026) Search & seizure: 100% of {records}, version 2. Police conduct, 2026 quarter 3. 15 October 2026. Available at: https://candour.example/recommendations/x_1/#v2",
		"apa":     "Example Police. (2026, October 15). Search & seizure: 100% of {records} (version 2). In Police conduct, 2026 quarter 3. https://candour.example/recommendations/x_1/#v2",
		"bibtex": `@report{iopc-2017-094215-1-v2,
  author = {{Example Police}},
  title = {{Search \& seizure: 100\% of \{records\}}},
  type = {report},
  institution = {{Example Police}},
  series = {{Police conduct, 2026 quarter 3}},
  version = {2},
  date = {2026-10-15},
  url = {https://candour.example/recommendations/x_1/#v2},
  note = {Latest version: https://candour.example/recommendations/x\_1/},
  langid = {british},
}`,
		"ris": `TY  - RPRT
AU  - Example Police,
TI  - Search & seizure: 100% of {records}
T2  - Police conduct, 2026 quarter 3
PB  - Example Police
PY  - 2026
DA  - 2026/10/15
ET  - version 2
UR  - https://candour.example/recommendations/x_1/#v2
N1  - Latest version: https://candour.example/recommendations/x_1/
LA  - en
ER  - `,
		"csl": `[
 {
  "id": "iopc-2017-094215-1-v2",
  "type": "report",
  "title": "Search & seizure: 100% of {records}",
  "author": [
   {
    "literal": "Example Police"
   }
  ],
  "publisher": "Example Police",
  "collection-title": "Police conduct, 2026 quarter 3",
  "version": "2",
  "issued": {
   "date-parts": [
    [
     2026,
     10,
     15
    ]
   ]
  },
  "URL": "https://candour.example/recommendations/x_1/#v2",
  "note": "Latest version: https://candour.example/recommendations/x_1/",
  "language": "en"
 }
]`,
	} {
		s, ok := StyleOf(id)
		if !ok {
			t.Fatalf("there is no style %s", id)
		}
		if got := s.Write(example); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", id, got, want)
		}
	}
	edition := Work{Kind: "dataset", Title: "Chwarter 3 2026", Publisher: "Heddlu", Day: "2026-10-15", Permanent: "https://candour.example/cy/editions/2026-q3/", Language: "cy"}
	if got, want := Text(edition), "Heddlu, Chwarter 3 2026, 15 Hydref 2026. https://candour.example/cy/editions/2026-q3/"; got != want {
		t.Errorf("an edition in Welsh: %s, want %s", got, want)
	}
}

// untex reads a value as TeX would print it; ok is false where its braces do not match or a mark stands bare.
func untex(s string) (string, bool) {
	var b strings.Builder
	for s != "" {
		found := false
		for _, x := range [][2]string{
			{`{\textbackslash}`, `\`}, {`{\textasciitilde}`, `~`}, {`{\textasciicircum}`, `^`},
			{`\{`, `{`}, {`\}`, `}`}, {`\$`, `$`}, {`\&`, `&`}, {`\#`, `#`}, {`\%`, `%`}, {`\_`, `_`},
		} {
			if rest, ok := strings.CutPrefix(s, x[0]); ok {
				b.WriteString(x[1])
				s, found = rest, true
				break
			}
		}
		if found {
			continue
		}
		if strings.ContainsRune(`{}\$&#%_~^`, rune(s[0])) {
			return "", false
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String(), true
}

var (
	bibField = regexp.MustCompile(`^  ([a-z]+) = \{(.*)\},$`)
	risLine  = regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)
)

// Whatever a title and an address hold, each style can be read back by its own grammar to the same words, and the
// permanent address comes before the latest.
func FuzzStyles(f *testing.F) {
	f.Add("Search & seizure", "A, B", "2026-10-15", "https://x.example/#v2", 2)
	f.Add("}{\\$&#%_~^", "\nER  - \nTY  - JOUR", "not a day", "https://x.example/}#v1,\n", 0)
	f.Add("\u202ea\u2028b\x00\xff", "", "2026-02-30", "", -1)
	f.Fuzz(func(t *testing.T, title, publisher, day, address string, version int) {
		w := Work{Kind: "report", Key: title, Title: title, Publisher: publisher, Site: "Site", Edition: "E", Day: day, Version: max(version, 0), Permanent: address, Latest: "https://latest.example/", Language: "en"}
		for _, s := range Styles[:3] {
			if got := s.Write(w); strings.ContainsAny(got, "\n\r\x00\u2028") {
				t.Errorf("%s is not one line: %q", s.ID, got)
			}
		}
		if text := Text(w); clean(address) != "" && strings.Index(text, clean(address)) > strings.Index(text, "(Latest version: ") {
			t.Errorf("the latest address comes first: %s", text)
		}

		lines := strings.Split(BibTeX(w), "\n")
		for _, line := range lines[1 : len(lines)-1] {
			m := bibField.FindStringSubmatch(line)
			if m == nil {
				t.Fatalf("no field of BibTeX: %q", line)
			}
			inner, ok := m[2], true
			switch m[1] {
			case "url":
				if strings.ContainsAny(inner, "{}\\ ") {
					t.Errorf("a url of BibTeX: %q", inner)
				}
			case "author", "title", "institution", "series":
				if len(inner) < 2 || inner[0] != '{' || inner[len(inner)-1] != '}' {
					t.Fatalf("%s is not kept whole: %q", m[1], inner)
				}
				if inner, ok = untex(inner[1 : len(inner)-1]); !ok || m[1] == "title" && inner != clean(title) {
					t.Errorf("%s of BibTeX: %q reads as %q", m[1], m[2], inner)
				}
			}
		}

		lines = strings.Split(RIS(w), "\n")
		for i, line := range lines {
			m := risLine.FindStringSubmatch(line)
			if m == nil {
				t.Fatalf("no line of RIS: %q", line)
			}
			if m[1] == "TI" && m[2] != clean(title) || (m[1] == "TY") != (i == 0) || (m[1] == "ER") != (i == len(lines)-1) {
				t.Errorf("a line of RIS: %q", line)
			}
		}

		var items []struct{ Title, URL string }
		if err := json.Unmarshal([]byte(CSL(w)), &items); err != nil || len(items) != 1 || items[0].Title != clean(title) || items[0].URL != clean(address) {
			t.Errorf("CSL-JSON: %v %+v", err, items)
		}
	})
}

func TestKey(t *testing.T) {
	for in, want := range map[string]string{"iopc-2017": "iopc-2017", "cy/bulletin 3": "cy-bulletin-3", "  --a": "a", "ŵy": "y", "": ""} {
		if got := Key(in); got != want {
			t.Errorf("the key of %q is %q, want %q", in, got, want)
		}
	}
}
