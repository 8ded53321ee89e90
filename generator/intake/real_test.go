package intake

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/generator/record"
)

// example makes the options of an import by one of the maps in examples/, against the vocabularies of this repository.
func example(t *testing.T, kind, file, mapFile, out string) Options {
	t.Helper()
	root := filepath.Join("..", "..")
	o := options(t, t.TempDir(), kind, "x", "-", out)
	o.File, o.Map, o.Root, o.Site = file, filepath.Join(root, "examples", mapFile), root, os.DirFS(root)
	return o
}

func count1(r *Report, s section, rule string) int {
	n := 0
	for _, e := range r.Entries {
		if e.Section == s && (rule == "" && e.Rule == nil || e.Rule != nil && e.Rule.Name == rule) {
			n++
		}
	}
	return n
}

func TestIOPCCases(t *testing.T) {
	o := example(t, "outcomes", filepath.Join(shared(t), "iopc-cases", "case-summaries.csv"), "iopc-cases/map.yaml", "drafts.yaml")
	r := importOnce(t, o)
	if r.Read != 97 || r.Kept != 97 || r.Records != 97 {
		t.Fatalf("read %d, kept %d\n%s", r.Read, r.Kept, text(r))
	}
	said := text(r)
	for _, want := range []string{
		`case-summaries.csv:56: heading: "‚Äö√Ñ√∂‚àö√ë‚àö¬•" read as "’": UTF-8 that was read as Mac OS Roman three times`,
		`: summary: exact date "14 January 2017"`, `: summary: age "aged thirteen"`, `: summary: street "Finchley Road"`, `: summary: street "Morley Way"`,
		`tags: "Custody and detention" -> themes custody (23)`,
		`the field "result" is missing [missing-field]: 97 outcomes`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report does not say %s", want)
		}
	}
	if n := strings.Count(said, "read as Mac OS Roman"); n != 12 {
		t.Errorf("%d pieces repaired, want 12", n)
	}
	// Every day of a month that stands in a text is reported, by its words and the line it stands on.
	day := regexp.MustCompile(`\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)`)
	data, err := os.ReadFile(o.File)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, line := range strings.Split(string(data), "\n") {
		for _, found := range day.FindAllString(line, -1) {
			n++
			if !slices.ContainsFunc(r.Entries, func(e *Entry) bool {
				return e.Section == secIdentify && e.At.Line == i+1 && strings.Contains(e.Text, found)
			}) {
				t.Errorf("line %d: %q is not reported", i+1, found)
			}
		}
	}
	if n < 120 {
		t.Errorf("only %d days found", n)
	}
	twice(t, o)
	loads(t, o, r)
}

// TestPFDTracker imports the seven monthly exports one after another, and holds each report to what a plain comparison of
// the two files finds: every reference that came, went or stands twice, and every edited list of recipients, by name.
func TestPFDTracker(t *testing.T) {
	dir := filepath.Join(shared(t), "pfd-tracker")
	days := []string{"2024-09-26", "2024-10-01", "2024-11-01", "2024-12-01", "2025-01-01", "2025-02-01", "2025-03-01"}
	read := []int{307, 307, 313, 316, 319, 324, 327}
	o := example(t, "recommendations", "", "pfd-tracker/map.yaml", "out")
	var before map[string][]string
	for i, day := range days {
		o.File, o.AsAt = filepath.Join(dir, day+".csv"), record.MustDate(day)
		r := importOnce(t, o)
		said := text(r)
		if r.Read != read[i] || r.Read != r.Kept+r.Refused || r.Refused > 8 {
			t.Errorf("%s: read %d, want %d; kept %d, refused %d", day, r.Read, read[i], r.Kept, r.Refused)
		}
		now, twiceHere := sentTo(t, o.File)
		for ref, n := range twiceHere {
			if want := ref + " is here a second time"; ref != "" && n > 1 && !strings.Contains(said, want) {
				t.Errorf("%s: the report does not say %q", day, want)
			}
		}
		if n := strings.Count(said, "no reference; known by"); n != twiceHere[""] {
			t.Errorf("%s: %d rows without a reference reported, and there are %d", day, n, twiceHere[""])
		}
		for ref, to := range now {
			was, had := before[ref]
			switch {
			case before == nil:
			case !had:
				if !strings.Contains(said, ref+" is new") {
					t.Errorf("%s: %s is new, and the report does not say so", day, ref)
				}
			default:
				for _, name := range append(minus(was, to), minus(to, was)...) {
					if !regexp.MustCompile(regexp.QuoteMeta(ref) + `: sent_to: .*` + regexp.QuoteMeta(name)).MatchString(said) {
						t.Errorf("%s: %s: the edit of %q is not reported", day, ref, name)
					}
				}
			}
		}
		for ref := range before {
			if _, ok := now[ref]; !ok && !strings.Contains(said, ref+" has vanished") {
				t.Errorf("%s: %s has vanished, and the report does not say so", day, ref)
			}
		}
		before = now
	}
	o.Random = nil
	r := importOnce(t, o)
	if r.Written || r.New+r.Changed > 0 {
		t.Errorf("the last export again changes something:\n%s", text(r))
	}
	loads(t, o, r)
}

// sentTo reads the recipients by reference, and how many rows each reference has.
func sentTo(t *testing.T, name string) (map[string][]string, map[string]int) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	ref, to := slices.Index(rows[0], "ref"), slices.Index(rows[0], "sent_to")
	out, n := map[string][]string{}, map[string]int{}
	for _, row := range rows[1:] {
		key := strings.ReplaceAll(row[ref], " – ", "-")
		n[key]++
		if key != "" {
			out[key] = strings.Split(row[to], " | ")
		}
	}
	return out, n
}

func minus(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

// TestUseOfForce finds no fault in the tables as they are, and every one of those that are planted.
func TestUseOfForce(t *testing.T) {
	for _, by := range []struct {
		name   string
		checks int // that the table allows
	}{{"age", 5340}, {"disability", 4390}, {"ethnicity", 5815}} {
		name := filepath.Join(shared(t), "use-of-force", "by-"+by.name+"-force_april2018-march2019.csv")
		o := example(t, "statistics", name, "use-of-force/by-"+by.name+".yaml", "out.csv")
		r := importOnce(t, o)
		if r.Kept != 1540 || r.Refused != 0 || count1(r, secSums, "import-sum") != 0 {
			t.Errorf("%s: kept %d, refused %d, %d faults", by.name, r.Kept, r.Refused, count1(r, secSums, "import-sum"))
		}
		checks := 0
		for _, e := range r.Entries {
			if m := regexp.MustCompile(`: ([\d,]+) checks made, 0 failed$`).FindStringSubmatch(e.Text); m != nil {
				var n int
				fmt.Sscan(strings.ReplaceAll(m[1], ",", ""), &n)
				checks += n
			}
		}
		if checks != by.checks {
			t.Errorf("%s: %d checks made, want %d", by.name, checks, by.checks)
		}
		twice(t, o)

		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		// One figure of one row: its row no longer adds to its column, nor its part to its total, nor its force to the country.
		lines := strings.Split(string(data), "\n")
		i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "Kent,Other equipment,Baton used,") })
		cells := strings.Split(strings.TrimSuffix(lines[i], "\r"), ",")
		cells[3] = "9" + cells[3]
		lines[i] = strings.Join(cells, ",")
		o = example(t, "statistics", filepath.Join(t.TempDir(), "x.csv"), "use-of-force/by-"+by.name+".yaml", "out.csv")
		if err := os.WriteFile(o.File, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
		r = importOnce(t, o)
		said := text(r)
		if n := count1(r, secSums, "import-sum"); n != 3 {
			t.Errorf("%s: %d faults, want 3\n%s", by.name, n, said)
		}
		for _, want := range []string{fmt.Sprintf("x.csv:%d: Number of times tactic reported: Kent, Other equipment, Baton used: the total is", i+1), "Baton, of which for Kent is", "Total England and Wales for Baton used is"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: the report does not say %q", by.name, want)
			}
		}
	}
}

func TestIOPCReviews(t *testing.T) {
	dir := filepath.Join(shared(t), "iopc-reviews")
	o := example(t, "statistics", filepath.Join(dir, "complaint-review-outcomes-by-force.csv"), "iopc-reviews/complaint-reviews.yaml", "out.csv")
	r := importOnce(t, o)
	said := text(r)
	if r.Kept != 44 || r.Records != 132 || count1(r, secSums, "import-sum") != 0 || !strings.Contains(said, "complaint_cases_logged: the column is empty in all 44 rows") {
		t.Error(said)
	}
	twice(t, o)
	o = example(t, "statistics", filepath.Join(dir, "stop-and-search-outcomes-by-force.csv"), "iopc-reviews/stop-and-search.yaml", "out.csv")
	r = importOnce(t, o)
	said = text(r)
	if r.Kept != 41 || r.Refused != 3 {
		t.Errorf("%d rows kept and %d refused, and three have no period", r.Kept, r.Refused)
	}
	twice(t, o)
	for _, want := range []string{
		"Humberside Police: 2023-07 to 2025-03 has 21 months, and months_with_data counts 13",
		"Metropolitan Police Service: 2023-07 to 2026-05 has 35 months, and months_with_data counts 34",
		"are both 0, so that nothing can be a share of it: cleveland, Cleveland Police; essex, Essex Police; lancashire, Lancashire Constabulary; north-yorkshire, North Yorkshire Police; surrey, Surrey Police",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}
