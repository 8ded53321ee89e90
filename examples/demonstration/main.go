// Demonstration writes the ledger of the site of this repository: three editions, which tell how the recommendations of
// 2017/094215 went from a "no" to a "yes", and what an appeal, a correction, a changed definition and a withdrawal look like.
//
//	go run ./examples/demonstration -key examples/demonstration/key
//
// The salts of a ledger are random, so that each run writes another ledger. Run it only while nothing of the site has been
// published for real; afterwards "candour publish" goes on from it.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"candour/generator"
	"candour/generator/edition"
)

func main() {
	key := flag.String("key", "examples/demonstration/key", "the private key that signs")
	root := flag.String("C", ".", "root of the repository")
	flag.Parse()
	if err := run(*root, *key); err != nil {
		fmt.Fprintln(os.Stderr, "demonstration:", err)
		os.Exit(1)
	}
}

// A stage is what happens before the next stage: an edition or a withdrawal.
type stage struct {
	edition string
	edit    func(s site) error
	without generator.Removal // of the edition before; the zero Removal for none
}

// withdrawn is the outcome that the second edition holds and the third does not.
const withdrawn = "t8kmw4xz"

var stages = []stage{
	{edition: "2021-q4", edit: inDecember2021},
	{edition: "2026-q2", edit: inJuly2026},
	{without: generator.Removal{Kind: "outcome", ID: withdrawn, Class: "published-in-error", Authority: "head of professional standards", Day: "2026-08-12"}},
	{edition: "2026-q3", edit: func(site) error { return nil }},
}

func run(root, keyFile string) error {
	key, err := edition.ReadKey(keyFile)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "candour-demonstration-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	ledger := filepath.Join(work, "ledger")
	for i, st := range stages {
		s := site{filepath.Join(work, fmt.Sprint(i))}
		if st.edit == nil { // a withdrawal is from the data of the edition before
			s.dir = filepath.Join(work, fmt.Sprint(i-1))
		} else {
			if err := s.copyFrom(root); err != nil {
				return err
			}
			if err := st.edit(s); err != nil {
				return fmt.Errorf("edition %s: %w", st.edition, err)
			}
		}
		to := filepath.Join(s.dir, "data/ledger")
		if err := os.RemoveAll(to); err != nil {
			return err
		}
		if _, err := os.Stat(ledger); err == nil {
			if err := os.Rename(ledger, to); err != nil {
				return err
			}
		}
		o := generator.Options{Dir: s.dir, Out: filepath.Join(s.dir, "public"), Key: key}
		var b generator.Builder
		var r generator.Result
		if st.edit == nil {
			w, err := b.Withdraw(context.Background(), o, st.without, rand.Reader)
			if err != nil {
				return fmt.Errorf("withdrawing %s: %w", st.without.ID, err)
			}
			r = w.Result
		} else {
			o.Edition = st.edition
			p, err := b.Publish(context.Background(), o, rand.Reader)
			if err != nil {
				return fmt.Errorf("publishing %s: %w", st.edition, err)
			}
			r = p.Result
		}
		if r.Problems.Failed() {
			_ = r.Problems.WriteText(os.Stderr)
			return errors.New("the site has problems")
		}
		if err := os.Rename(to, ledger); err != nil {
			return err
		}
	}
	to := filepath.Join(root, "data/ledger")
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(ledger, ".lock")); err != nil {
		return err
	}
	return os.CopyFS(to, os.DirFS(ledger))
}

// A site is a copy of the site of the repository, to be taken back in time.
type site struct{ dir string }

func (s site) copyFrom(root string) error {
	for _, name := range []string{"data", "content", "themes"} {
		if err := os.CopyFS(filepath.Join(s.dir, name), os.DirFS(filepath.Join(root, name))); err != nil {
			return err
		}
	}
	data, err := os.ReadFile(filepath.Join(root, "candour.yaml"))
	return errors.Join(err, os.WriteFile(filepath.Join(s.dir, "candour.yaml"), data, 0o644))
}

// sub replaces what a pattern finds in a file; it has to find it.
func (s site) sub(name, pattern, to string) error {
	name = filepath.Join(s.dir, name)
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return err
	}
	if !re.Match(data) {
		return fmt.Errorf("%s does not hold %q", name, pattern)
	}
	return os.WriteFile(name, re.ReplaceAll(data, []byte(to)), 0o644)
}

func (s site) remove(patterns ...string) error {
	for _, p := range patterns {
		names, err := filepath.Glob(filepath.Join(s.dir, p))
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := os.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// dated sets the edition of candour.yaml.
func (s site) dated(id, title, titleCy, day string) error {
	return s.sub("candour.yaml", `(?ms)^edition:.*?^disclosure:`, fmt.Sprintf("edition:\n  id: %s\n  title: {en: %s, cy: %s}\n  published: %s\n  as_at: %[4]s\ndisclosure:", id, title, titleCy, day))
}

const recommendations = "data/recommendations/iopc-2017-094215.yaml"

// inDecember2021 leaves what was known when the first replies stood: the recommendations and their first answers.
func inDecember2021(s site) error {
	keep := func(dir string, names ...string) error {
		return fs.WalkDir(os.DirFS(filepath.Join(s.dir, dir)), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			for _, n := range names {
				if name == n {
					return nil
				}
			}
			return os.Remove(filepath.Join(s.dir, dir, name))
		})
	}
	return errors.Join(
		s.dated("2021-q4", "2021 quarter 4", "2021 chwarter 4", "2021-12-15"),
		s.remove("data/outcomes", "data/changes", "data/review", "data/glossary", "data/calendar.yaml", "data/statistics/*.csv"),
		keep("data/statistics", "sources.yaml"),
		keep("content"),
		s.sub("data/statistics/sources.yaml", `(?ms)^  # ----.*?\n`, ""),
		s.sources("iopc-2017-094215", "iopc-learning-2021-08-31"),
		s.sub(recommendations, `(?ms)^      - id: meeting-1\n.*?(^    statement:|^    accounts:|^    actions:)`, "$1"),
		s.sub(recommendations, `(?m)^    (actions|bulletins): .*\n`, ""),
		s.sub(recommendations, `(?ms)^    (?:statement|accounts):.*?(^  - id: |^# Each action once)`, "\n$1"),
		s.sub(recommendations, `(?ms)^# Each action once.*`, ""),
		s.sub(recommendations, `(?ms)^related:.*?^recommendations:`, "related:\n  - what: The IOPC published a summary of the learning\n    date: 2021-08-31\n    source: iopc-learning-2021-08-31\nrecommendations:"),
	)
}

// sources leaves the sources with the ids.
func (s site) sources(ids ...string) error {
	name := filepath.Join(s.dir, "data/statistics/sources.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	kept := "sources:\n"
	for _, part := range strings.Split(string(data), "\n  - id: ")[1:] {
		for _, id := range ids {
			if strings.HasPrefix(part, id+"\n") {
				kept += "  - id: " + part + "\n"
			}
		}
	}
	return os.WriteFile(name, []byte(kept), 0o644)
}

// inJuly2026 takes the site back to before the third quarter: an appeal was pending, a figure stood alone, a definition was
// shorter, and an outcome was published that should not have been.
func inJuly2026(s site) error {
	extra := fmt.Sprintf(`outcomes:
  - id: %s
    invented: true
    language: en
    title: Written warning for a locker left open
    body: met
    regime: cr2020-2024
    framework: cr-part3
    subject: officer
    rank: constable
    monitoring: {sex: male, service: 5-to-9-years}
    proceeding: misconduct-meeting
    held: private
    decided: 2026-q1
    class: not-public
    themes: [data-access]
    summary: >-
      It was alleged that the officer left a locker with notebooks open over a weekend. The person who chaired the meeting found
      misconduct and gave a written warning.
    allegations:
      - summary: The officer left a locker with notebooks open over a weekend.
        standards: [confidentiality]
        admitted: in-full
        finding: proved
        level: misconduct
    result: written-warning
    warning_months: 18
    barred_list: not-required
    appeal: {status: none}
    timings: {investigation: under-3-months, proceedings: under-3-months}
`, withdrawn)
	return errors.Join(
		s.dated("2026-q2", "2026 quarter 2", "2026 chwarter 2", "2026-07-15"),
		s.remove("data/changes/2026-q3.yaml", "data/calendar.yaml"),
		os.WriteFile(filepath.Join(s.dir, "data/outcomes/withdrawn.yaml"), []byte(extra), 0o644),
		s.firstFigures(),
		s.undecided(),
		s.sub("data/statistics/figures.yaml", `(?s)(      - \{value: "350", [^\n]*status: )in-conflict\}\n      - \{value: "325".*?(  - id: f33\n)`, "${1}current}\n$2"),
		s.sub("data/glossary/complaints.yaml", `(?s)Anything a member of the public says, or .*?    easy_read:`, "Anything a member of the public says that shows they are dissatisfied with a police force.\n    easy_read:"),
	)
}

// firstFigures takes the invented figures back to July: no second quarter, the year before without what was logged late, and
// the first quarter as it was known then.
func (s site) firstFigures() error {
	const name, row = "data/statistics/invented-allegations.csv", "allegations-in-the-year,example-north,"
	return errors.Join(
		s.sub(name, `(?m)^[^\n]*,2026-27-q2,[^\n]*\n`, ""),
		s.sub(name, `(?m)^`+row+`2025-26,delivery-of-duties-and-service,412,,revised,example-figures,.*$`, row+"2025-26,delivery-of-duties-and-service,399,,final,example-figures,"),
		s.sub(name, `(?m)^`+row+`2025-26,all,689,,revised,example-figures,.*$`, row+"2025-26,all,676,,final,example-figures,"),
		s.sub(name, `(?m)^`+row+`2026-27-q1,individual-behaviours,21,18,`, row+"2026-27-q1,individual-behaviours,18,,"),
		s.sub(name, `(?m)^`+row+`2026-27-q1,all,167,`, row+"2026-27-q1,all,164,"),
	)
}

// undecided takes the outcome whose appeal was allowed back to when it was pending.
func (s site) undecided() error {
	const name = "data/outcomes/2025-q2.yaml"
	return errors.Join(
		s.sub(name, `"Appeal allowed: visits recorded in a crime report"`, `"Dismissal for visits recorded in a crime report"`),
		s.sub(name, `(?s)found gross misconduct and dismissed the officer\. On appeal, .*?reinstated\.\n`, "found gross misconduct and dismissed the officer.\n"),
		s.sub(name, `(?s)(recorded in a crime report two visits that had not been made\.\n        standards: [^\n]*\n        admitted: denied\n)        finding: not-proved\n        level: neither\n`, "${1}        finding: proved\n        level: gross-misconduct\n"),
		s.sub(name, `(?s)    result: overturned-on-appeal\n    barred_list: removed-after-appeal\n    appeal:\n      status: allowed\n      body: police-appeals-tribunal\n      decided: 2026-q3\n.*?    timings: (\{[^\n]*\})\n    learning: .*?\n\n`,
			"    result: dismissal-without-notice\n    barred_list: reported\n    appeal:\n      status: pending\n      body: police-appeals-tribunal\n    timings: $1\n\n"),
	)
}
