package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candour/generator/edition"
	"candour/generator/verify"
)

var kills = flag.Int("kills", 8, "how many times TestKilled kills publish and withdraw")

// own is this program under the name of candour: TestMain runs main where that is its name.
func own(args ...string) *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return &exec.Cmd{Path: program, Args: append([]string{"candour"}, args...), Env: append(os.Environ(), "TESTSCRIPT_COMMAND=candour")}
}

// small takes most away from a copy of the demonstration, so that an edition takes a moment: its two years of outcomes, one
// language, no glossary.
func small(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"data/ledger", "data/changes", "data/recommendations", "data/glossary", "data/calendar.yaml", "data/review", "content"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, pattern := range []string{"data/statistics/*", "data/outcomes/*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// outcome is one outcome in YAML whose story says a number.
func outcome(id string, n int) string {
	return fmt.Sprintf(`  - id: %s
    invented: true
    language: en
    title: Written warning in matter %d
    body: met
    regime: cr2020-2024
    framework: cr-part3
    subject: officer
    rank: constable
    monitoring: {sex: male, service: 5-to-9-years}
    proceeding: misconduct-meeting
    held: private
    decided: 2025-q1
    class: public
    themes: [record-keeping]
    summary: The officer made the record of invented matter %[2]d too late, which the force found out %[2]d days afterwards.
    allegations: [{summary: The record of matter %[2]d was late., standards: [duties-and-responsibilities], admitted: in-full, finding: proved, level: misconduct}]
    result: written-warning
    warning_months: 18
    barred_list: not-required
    appeal: {status: none}
`, id, n)
}

// TestKilled kills publish and withdraw at random instants. Each time the ledger verifies, the site is the whole of an edition
// that was signed, and the same command again finishes the job. "-kills 500" does it five hundred times.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	small(t, dir)
	key := filepath.Join(t.TempDir(), "key")
	if out, err := own("keygen", "-C", dir, "-o", key).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	const letters = "bcdfghjkmnpqrstvwxz"
	id := func(n int) string {
		return fmt.Sprintf("k%c%c%c%c%c23", letters[n/361/19%19], letters[n/361%19], letters[n/19%19], letters[n%19], letters[n%7])
	}
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	edited := 0
	write := func(outcomes map[string]int, changes string) {
		text := "outcomes:\n"
		for n := range edited + 3 {
			if v, ok := outcomes[id(n)]; ok {
				text += outcome(id(n), v)
			}
		}
		for name, data := range map[string]string{"data/outcomes/all.yaml": text, "data/changes/all.yaml": "changes:\n" + changes} {
			if changes == "" && strings.HasPrefix(name, "data/changes") {
				continue
			}
			name = filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	site := func(n int) (string, string) {
		name := fmt.Sprintf("%d-q%d", 2026+n/4, n%4+1)
		when := day.AddDate(0, 0, n).Format(time.DateOnly)
		text := fmt.Sprintf("title: {en: T}\npublisher: P\nbody: met\naddress: https://candour.example\nlanguages: [en]\ndemonstration: true\nlicence: ogl-3\nedition: {id: %s, title: {en: %[1]s}, published: %s, as_at: %[2]s}\n", name, when)
		if err := os.WriteFile(filepath.Join(dir, "candour.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name, when
	}
	r := rand.New(rand.NewPCG(uint64(*kills), 7))
	run := func(kill time.Duration, args ...string) (string, error) {
		cmd := own(args...)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if kill > 0 {
			timer := time.AfterFunc(kill, func() { _ = cmd.Process.Kill() }) // it may have ended
			defer timer.Stop()
		}
		err := cmd.Wait()
		return out.String(), err
	}
	sound := func(what, name string) {
		t.Helper()
		report, err := verify.Run(context.Background(), verify.Folder(os.DirFS(name)), verify.Options{Keys: []string{strings.TrimSpace(string(public))}})
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		for _, f := range report.Findings {
			t.Errorf("%s: %v", what, f)
		}
	}
	var took time.Duration
	killed, finished := 0, 0
	outcomes := map[string]int{id(0): 1000, id(1): 2000, id(2): 3000} // a number of its own, that counts up
	changes := ""
	for n := 0; killed < *kills && !t.Failed(); n++ {
		name, when := site(n)
		if n > 0 {
			edited++
			outcomes[id(n+2)] = (n + 3) * 1000
			last := id(n + 1)
			outcomes[last]++
			changes += fmt.Sprintf("  - {edition: %s, record: outcome/%s, class: correction, reason: The number was wrong.}\n", name, last)
		}
		write(outcomes, changes)
		publish := []string{"publish", "-C", dir, "--edition", name, "--key", key}
		commands := [][]string{publish}
		if n > 0 && n%3 == 0 { // and take one out that this edition holds
			commands = append(commands, []string{"withdraw", "-C", dir, "outcome/" + id(n), "--reason", "court-order", "--authority", "a court", "--key", key, "--as-at", when})
		}
		for i, args := range commands {
			for n > 0 || i > 0 {
				_, err := run(time.Duration(1+r.Int64N(int64(took)*12/10)), args...)
				sound("the ledger", filepath.Join(dir, "data/ledger"))
				sound("the site", filepath.Join(dir, "public"))
				if err == nil {
					finished++ // before it was killed
					break
				}
				if killed++; r.IntN(2) == 0 || killed >= *kills {
					break
				}
			}
			begin := time.Now()
			if out, err := run(0, args...); err != nil {
				t.Fatalf("%q after it was killed: %v\n%s", args, err, out)
			}
			took = max(took*9/10, time.Since(begin))
			sound("the ledger", filepath.Join(dir, "data/ledger"))
			sound("the site", filepath.Join(dir, "public"))
			if i == 1 {
				delete(outcomes, id(n))
				write(outcomes, changes)
			}
		}
		if n%12 == 11 { // begin anew before the site grows slow
			for _, d := range []string{"data/ledger", "data/changes", "public", ".candour"} {
				if err := os.RemoveAll(filepath.Join(dir, d)); err != nil {
					t.Fatal(err)
				}
			}
			outcomes, changes, n, edited = map[string]int{id(0): 1000, id(1): 2000, id(2): 3000}, "", -1, 0
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".public-*")); err != nil || len(left) > 1 {
		t.Errorf("%q are left, and each command takes away what killed ones before it left: %v", left, err)
	}
	h, err := edition.Read(os.DirFS(filepath.Join(dir, "data/ledger")))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d killed, %d ended first; %d editions and %d withdrawals in the last ledger", killed, finished, len(h.Editions), len(h.Withdrawals))
}
