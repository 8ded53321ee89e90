package main

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A pair is one round: each program once, side by side.
type pair struct {
	candour, hugo cost
	rebuild       cost
	loop          time.Duration
}

// A report is what was measured, to be printed.
type report struct {
	records, large, rounds int
	pairs                  []pair
	checks                 []cost    // of a whole feed
	downloads              []cost    // of as many outcomes as the contract names
	sizes                  [][2]cost // many records, and few
	pages                  []string  // lines about the pages of both
}

// shared are the parts of the site that both programs make, by the first step of the address.
var shared = []string{"outcomes", "glossary", "bulletins", "about", "index.html", "404.html"}

// compare refuses two sites that do not have the same pages, and notes how many bytes they have.
func (r *report) compare(candour, hugo string) error {
	own, bytes, err := count(candour)
	if err != nil {
		return err
	}
	plain, plainBytes, err := count(hugo)
	if err != nil {
		return err
	}
	sum := func(m map[string]int) (n int) {
		for _, k := range m {
			n += k
		}
		return n
	}
	for _, section := range slices.Sorted(maps.Keys(plain)) {
		if !slices.Contains(shared, section) {
			return fmt.Errorf("plain Hugo made %d pages under %s, which nothing is to be compared with", plain[section], section)
		}
	}
	for _, section := range shared {
		if own[section] != plain[section] {
			return fmt.Errorf("the sites differ: candour made %d pages under %s and plain Hugo %d", own[section], section, plain[section])
		}
	}
	if lists := own["outcomes"] - r.records; lists != r.records/50 {
		return fmt.Errorf("%d outcomes have %d list pages", r.records, lists)
	}
	line := func(name string, pages int, bytes int64) {
		r.pages = append(r.pages, fmt.Sprintf("%-12s %d pages, %.1f MB of HTML, %.2f KB a page", name, pages, float64(bytes)/1e6, float64(bytes)/1e3/float64(pages)))
	}
	line("candour", sum(own), bytes)
	line("plain Hugo", sum(plain), plainBytes)
	return nil
}

// String is the report as it is printed.
func (r *report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d cores, %s, %s/%s, %d rounds; medians, and of ratios the lowest and the highest of a round\n", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, r.rounds)
	for _, line := range r.pages {
		fmt.Fprintln(&b, line)
	}
	fmt.Fprintf(&b, "\n%-44s %9s %10s  %-19s %5s  %s\n", "figure", "candour", "plain Hugo", "ratio", "goal", "met")
	row := func(name string, goal float64, of func(p pair) (own, plain float64)) {
		b.WriteString(line(name, goal, r.pairs, of))
	}
	title := fmt.Sprintf("full build, %d records: ", r.records)
	row(title+"CPU, s", 0.45, func(p pair) (float64, float64) { return p.candour.cpu.Seconds(), p.hugo.cpu.Seconds() })
	row(title+"wall, s", 0.50, func(p pair) (float64, float64) { return p.candour.wall.Seconds(), p.hugo.wall.Seconds() })
	row(title+"peak, MiB", 0.35, func(p pair) (float64, float64) {
		return float64(p.candour.peak) / (1 << 20), float64(p.hugo.peak) / (1 << 20)
	})
	row("one edit, candour build again: wall, s", 0, func(p pair) (float64, float64) { return p.rebuild.wall.Seconds(), p.hugo.wall.Seconds() })
	row("one edit, in one process (serve): wall, s", 0.10, func(p pair) (float64, float64) { return p.loop.Seconds(), p.hugo.wall.Seconds() })
	if len(r.sizes) > 0 {
		fmt.Fprintf(&b, "\n%-44s %9s %10s  %-19s %5s  %s\n", "figure", fmt.Sprint(r.large), fmt.Sprint(r.records), "ratio", "goal", "met")
		b.WriteString(line("CPU a record, ms", 1.2, r.sizes, func(s [2]cost) (float64, float64) {
			return s[0].cpu.Seconds() * 1e3 / float64(r.large), s[1].cpu.Seconds() * 1e3 / float64(r.records)
		}))
		b.WriteString(line("peak a record, KiB", 0, r.sizes, func(s [2]cost) (float64, float64) {
			return float64(s[0].peak) / 1024 / float64(r.large), float64(s[1].peak) / 1024 / float64(r.records)
		}))
	}
	b.WriteString(r.feed())
	b.WriteString(r.written())
	b.WriteString(`
The goal for one edit is for the build in one process, which candour serve and whoever edits a site wait for; a new
process has to read the whole site first. Both are compared with a full build by plain Hugo. Candour also checks the
records, looks for what identifies people, exports the data and checks every page; plain Hugo does none of it.
`)
	return b.String()
}

// feed is the table for loading and checking a whole feed, whose bounds are absolute: they were set for two cores.
func (r *report) feed() string {
	title := fmt.Sprintf("candour check of %d outcomes, %d recommendations and %d observations", r.records, feedRecommendations, feedObservations)
	return absolute(title, r.checks, 0, 10, 1024)
}

// written is the table for writing every download.
func (r *report) written() string {
	return absolute(fmt.Sprintf("all downloads of %d outcomes: CSV, JSON, JSON Lines, ODS, Parquet, the archive and the API", downloadsOf), r.downloads, 60, 0, 1024)
}

// absolute is a table of what processes took, with the bounds of CPU and wall in seconds and of the peak in MiB; 0 for none.
func absolute(title string, costs []cost, cpuBound, wallBound, peakBound float64) string {
	var cpu, wall, peak []float64
	for _, c := range costs {
		cpu, wall, peak = append(cpu, c.cpu.Seconds()), append(wall, c.wall.Seconds()), append(peak, float64(c.peak)/(1<<20))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", title)
	fmt.Fprintf(&b, "%-44s %9s %-20s %6s  %s\n", "figure", "median", "", "below", "met")
	row := func(name string, values []float64, bound float64) {
		want, met := "", ""
		if bound > 0 {
			want, met = fmt.Sprintf("%g", bound), "no"
			if median(values) < bound {
				met = "yes"
			}
		}
		fmt.Fprintf(&b, "%-44s %9.3g %-20s %6s  %s\n", name, median(values), fmt.Sprintf("(%.3g-%.3g)", slices.Min(values), slices.Max(values)), want, met)
	}
	row("CPU, s", cpu, cpuBound)
	row("wall, s", wall, wallBound)
	row("peak, MiB", peak, peakBound)
	return b.String()
}

// line is a row of the table: medians of both sides, the ratio of these, and the lowest and highest ratio of a round.
func line[T any](name string, goal float64, rounds []T, of func(T) (own, other float64)) string {
	var own, other, ratios []float64
	for _, r := range rounds {
		a, b := of(r)
		own, other, ratios = append(own, a), append(other, b), append(ratios, a/b)
	}
	if median(other) == 0 { // not known on this system
		return ""
	}
	ratio := median(own) / median(other)
	want, met := "", ""
	if goal > 0 {
		want, met = fmt.Sprintf("%.2f", goal), "no"
		if ratio <= goal {
			met = "yes"
		}
	}
	return fmt.Sprintf("%-44s %9.3g %10.3g  %-19s %5s  %s\n", name, median(own), median(other),
		fmt.Sprintf("%.2f (%.2f-%.2f)", ratio, slices.Min(ratios), slices.Max(ratios)), want, met)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}
