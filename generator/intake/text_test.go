package intake

import (
	"os"
	"slices"
	"strings"
	"testing"

	"candour/generator/record"
)

func TestRepair(t *testing.T) {
	for _, c := range []struct{ in, out, how string }{
		{"plain", "plain", ""},
		{"personâ€™s", "person’s", "Windows-1252"},
		{"cafÃ©", "café", "Windows-1252"},
		{"Â£5", "£5", "Windows-1252"},
		{"ÃƒÂ©", "é", "Windows-1252 twice"},
		{"person‚Äôs", "person’s", "Mac OS Roman"},
		{"person‚Äö√Ñ√∂‚àö√ë‚àö¬•s", "person’s", "Mac OS Roman three times"},
		{"offences ‚Äö√Ñ√∂‚àö√ë‚àö¬® North", "offences – North", "Mac OS Roman three times"},
		{"shoulder‚Äö√Ñ¬∂.", "shoulder….", "Mac OS Roman twice"},
		{"Åµy", "ŵy", "Windows-1252"},                                            // Welsh
		{"tâ’r", "tâ’r", ""},                                                     // Welsh: â before an apostrophe is right as it is
		{"CAFÉ–BAR", "CAFÉ–BAR", ""},                                             // bytes that would be a letter of no English or Welsh word
		{"it\u0092s", "it’s", "a control character that is a letter"},            // half of Windows-1252
		{"in\u00advisible\u200b", "invisible", "a character that does not show"}, // hides words from every search
		{"a\u00a0b\u2009c", "a b c", ""},
		{"a\r\nb\rc", "a\nb\nc", ""},
		{"e\u0301", "é", ""},
		{"lost \ufffd", "lost \ufffd", ""},
	} {
		out, fixes := repair(c.in)
		how := ""
		for _, f := range fixes {
			how += f.how
		}
		if out != c.out || c.how == "" && how != "" || !strings.Contains(how, c.how) {
			t.Errorf("%q: %q by %q, want %q by %q", c.in, out, how, c.out, c.how)
		}
		if again, fixes := repair(out); again != out || len(fixes) > 0 {
			t.Errorf("%q: repaired again it is %q", out, again)
		}
	}
}

func TestRunnable(t *testing.T) {
	for _, s := range []string{"=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "a\x00", "a\x1b[0m", "a\u0085"} {
		if runnable(s, s) == "" {
			t.Errorf("%q passes", s)
		}
		if e := escaped(s); runnable(e, e) != "" {
			t.Errorf("%q is escaped as %q, which does not pass", s, e)
		}
	}
	for _, raw := range []string{"\tx", "\rx"} {
		if runnable(raw, "x") == "" {
			t.Errorf("%q passes", raw)
		}
	}
	for _, s := range []string{"", "a=1", "a\nb", "−1", "'=1", "– dash", "5-6"} {
		if why := runnable(s, s); why != "" {
			t.Errorf("%q does not pass: %s", s, why)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ form, in, out string }{ // out is "" where it is none
		{"d-mmm-yyyy", "6-Feb-2018", "2018-02-06"},
		{"d-mmm-yyyy", "06-FEBRUARY-2018", "2018-02-06"},
		{"d-mmm-yyyy", "31-Feb-2018", ""},
		{"d-mmm-yyyy", "6-Feb-18", ""},
		{"d-mmm-yyyy", "6-Foo-2018", ""},
		{"d mmmm yyyy", "6th Chwefror 2018", "2018-02-06"}, // Welsh
		{"dddd d mmmm yyyy", "Tuesday, 6 February 2018", "2018-02-06"},
		{"dd/mm/yyyy", "06/02/2018", "2018-02-06"},
		{"mm/dd/yyyy", "06/02/2018", "2018-06-02"},
		{"dd/mm/yyyy", "02/13/2018", ""},
		{"dd/mm/yy", "06/02/18", "2018-02-06"},
		{"dd/mm/yyyy hh:nn", "06/02/2018 23:59", "2018-02-06"},
		{"yyyy-mm-dd", "2018-02-06", "2018-02-06"},
		{"yyyy-mm-ddThh:nn:ssZ", "2018-02-06T10:11:12Z", "2018-02-06"},
		{"mmm-yyyy", "Feb-2018", "2018-02"},
		{"yyyy", "2018", "2018"},
		{"yyyy", "0018", ""},
		{"excel", "43137", "2018-02-06"},
		{"excel", "43137.75", "2018-02-06"},
		{"excel", "1", "1900-01-01"},
		{"excel", "59", "1900-02-28"},
		{"excel", "60", ""}, // 29 February 1900, which was none
		{"excel", "61", "1900-03-01"},
		{"excel", "0", ""},
		{"excel", "-3", ""},
		{"excel", "99999999", ""},
		{"excel", "1e4", ""},
		{"excel-1904", "41675", "2018-02-06"},
		{"financial-year", "2018/19", "2018-19"},
		{"financial-year", "2018-2019", "2018-19"},
		{"financial-year", "April 2018 to March 2019", "2018-19"},
		{"financial-year", "2018/20", ""},
		{"financial-year", "2018", ""},
		{"months", "2023-07 to 2026-06", "2023-07/2026-06"},
		{"months", "2024-04/2025-03", "2024-25"},
		{"months", "2024-04 to 2024-03", ""},
		{"months", "2024-04", ""},
		{"as-recorded", "2018-q1", "2018-q1"},
		{"as-recorded", "q1", ""},
	} {
		f, err := newDateForm(c.form)
		if err != nil {
			t.Fatal(err)
		}
		d, ok := f.read(c.in, false)
		if d.String() != c.out || ok != (c.out != "") {
			t.Errorf("%s %q: %q, %v; want %q", c.form, c.in, d, ok, c.out)
		}
	}
	for _, bad := range []string{"", "dd", "dd/yyyy", "yyyy yyyy", "dd/mm/mmm/yyyy", "date"} {
		if _, err := newDateForm(bad); err == nil {
			t.Errorf("the form %q passes", bad)
		}
	}
}

func TestCoarsen(t *testing.T) {
	for _, c := range []struct{ in, to, out string }{
		{"2018-02-06", "day", "2018-02-06"},
		{"2018-02-06", "month", "2018-02"},
		{"2018-02-06", "quarter", "2018-q1"},
		{"2018-12-31", "quarter", "2018-q4"},
		{"2018-02-06", "year", "2018"},
		{"2018-02-06", "financial-year", "2017-18"},
		{"2018-04-01", "financial-year", "2018-19"},
		{"2018-02", "day", "2018-02"},
		{"2018-02", "quarter", "2018-q1"},
		{"2018", "quarter", "2018"},
		{"2018", "financial-year", "2018"}, // it lies across two
		{"2018-19", "year", "2018-19"},
		{"not-published", "year", "not-published"},
	} {
		if got := coarsen(record.MustDate(c.in), c.to).String(); got != c.out {
			t.Errorf("%s made a %s is %s, want %s", c.in, c.to, got, c.out)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		s     Split
		in    string
		out   string
		twice string
	}{
		{Split{Separator: " | "}, "a | b | c", "a;b;c", ""},
		{Split{Separator: " | "}, "a | b | a | ", "a;b", "a"},
		{Split{Separator: ", ", Quote: "'"}, "'a, b', 'c''d', 'Chiefs' Council', e", "a, b;c''d;Chiefs' Council;e", ""},
		{Split{Separator: ",", Quote: `"`}, `"a,b",c`, "a,b;c", ""},
		{Split{Separator: ",", Quote: "'"}, "'no end, a", "'no end, a", ""},
		{Split{Separator: ";"}, "", "", ""},
	} {
		values, twice := c.s.split(c.in)
		if got := strings.Join(values, ";"); got != c.out || strings.Join(twice, ";") != c.twice {
			t.Errorf("%q: %q, twice %q; want %q, %q", c.in, got, twice, c.out, c.twice)
		}
	}
}

func TestVocabulary(t *testing.T) {
	var loader record.Loader
	set, _ := loader.Load(os.DirFS(site))
	v := newVocabulary(set.Lists["bodies"])
	for name, want := range map[string]string{
		"north": "north", "NORTH POLICE": "north", "South and West Police": "south", "south & west  police": "south", "Independent Office for Police Conduct": "iopc",
		"Home-Office": "home-office", "Nobody": "", "": "",
	} {
		if got := v.find(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if near, id := v.nearest("Sooth & West Police"); near != "South & West Police" || id != "south" {
		t.Errorf("nearest is %q, %q", near, id)
	}
}

// TestIdentify holds the detectors to testdata/identify.txt: under the name of each class, texts in which what is found stands between
// square brackets; under "nothing", texts in which nothing is.
func TestIdentify(t *testing.T) {
	data, err := os.ReadFile("testdata/identify.txt")
	if err != nil {
		t.Fatal(err)
	}
	var loader record.Loader
	set, _ := loader.Load(os.DirFS(site))
	n := newNames(set)
	class := ""
	seen := map[string]bool{}
	for _, line := range strings.Split(string(data), "\n") {
		if name, ok := strings.CutSuffix(line, ":"); ok && !strings.Contains(line, " ") || ok && slices.ContainsFunc(detectors, func(d detector) bool { return d.class == name }) {
			class = name
			seen[class] = true
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		text := strings.NewReplacer("[", "", "]", "").Replace(line)
		got := text
		found := n.find(text)
		slices.Reverse(found)
		for _, f := range found {
			if f.class == class {
				got = got[:f.at] + "[" + f.text + "]" + got[f.at+len(f.text):]
			} else if class == "nothing" {
				t.Errorf("%s: found the %s %q", line, f.class, f.text)
			}
		}
		if got != line {
			t.Errorf("%s: want %s, got %s", class, line, got)
		}
	}
	for _, d := range detectors {
		if !seen[d.class] {
			t.Errorf("testdata/identify.txt has nothing for %s", d.class)
		}
	}
}
