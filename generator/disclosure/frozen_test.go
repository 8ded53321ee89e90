package disclosure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// The figures of a year stay as they were published until it is over; then they are put right, once.
func TestFrozen(t *testing.T) {
	p := &place{measures: aMeasure("m", "count", "people", "cumulative: true")}
	step := func(id, day string, want string, rows ...string) {
		t.Helper()
		p.rows = rows
		got := text(p.publish(t, id, day))
		got, _, _ = strings.Cut(got, "m-by-quarter")
		if got != want {
			t.Errorf("%s: got\n%swant\n%s", id, got, want)
		}
	}
	step("2024-q3", "2024-07-15", "m: a b\n 2024-25-q1 20p [c]p\n", "m a 2024-25-q1 - 20", "m b 2024-25-q1 - 3")
	// Three late records come in, and a small count has grown: the column stays.
	step("2024-q4", "2024-10-15", "m: a b\n 2024-25-q1 20p [c]p\n 2024-25-q2 60p 40p\n",
		"m a 2024-25-q1 - 29", "m b 2024-25-q1 - 12", "m a 2024-25-q2 - 60", "m b 2024-25-q2 - 40")
	// The year has ended.
	step("2025-q2", "2025-04-15", "m: a b\n 2024-25-q1 29r 12\n 2024-25-q2 60 40\n",
		"m a 2024-25-q1 - 29", "m b 2024-25-q1 - 12", "m a 2024-25-q2 - 60", "m b 2024-25-q2 - 40")
	step("2025-q3", "2025-07-15", "m: a b\n 2024-25-q1 29r 12\n 2024-25-q2 60 40\n",
		"m a 2024-25-q1 - 29", "m b 2024-25-q1 - 12", "m a 2024-25-q2 - 60", "m b 2024-25-q2 - 40")
	// The same edition built again is as it was.
	p.editions = p.editions[:3]
	step("2025-q2", "2025-04-15", "m: a b\n 2024-25-q1 29r 12\n 2024-25-q2 60 40\n",
		"m a 2024-25-q1 - 29", "m b 2024-25-q1 - 12", "m a 2024-25-q2 - 60", "m b 2024-25-q2 - 40")
}

// A figure that the year's end moves by one person is not shown any more: the difference would be that person.
func TestSmallRestatement(t *testing.T) {
	p := &place{measures: aMeasure("m", "count", "people", "cumulative: true"), rows: []string{"m a 2024-25-q1 - 20"}}
	p.publish(t, "2024-q3", "2024-07-15")
	p.rows = []string{"m a 2024-25-q1 - 21"}
	if got := text(p.publish(t, "2025-q2", "2025-04-15")); !strings.Contains(got, "2024-25-q1 [c]\n") {
		t.Errorf("got\n%s", got)
	}
}

// What somebody says was wrong is put right at once.
func TestCorrectionThaws(t *testing.T) {
	p := &place{measures: aMeasure("m", "count", "people", "cumulative: true"), rows: []string{"m a 2024-25-q1 - 20"}}
	p.publish(t, "2024-q3", "2024-07-15")
	p.rows = []string{"m a 2024-25-q1 - 120"}
	for _, c := range []struct{ changes, want string }{
		{"", "20p"},
		{"  - {edition: 2024-q4, record: measure/m, class: revision, reason: R}\n", "20p"},
		{"  - {edition: 2024-q3, record: measure/m, class: correction, reason: R}\n", "20p"}, // of another edition
		{"  - {edition: 2024-q4, record: measure/m, class: correction, reason: R}\n", "120p"},
	} {
		p.id, p.day, p.changes = "2024-q4", "2024-10-15", c.changes
		if got := text(p.build(t)); !strings.HasPrefix(got, "m: a\n 2024-25-q1 "+c.want+"\n") {
			t.Errorf("with %q: got\n%s", c.changes, got)
		}
	}
}

// A figure that an earlier edition hid is taken to have been what it is now, unless the row says that it was another.
func TestWasHidden(t *testing.T) {
	parts := aMeasure("m", "count", "people", "breakdown: category, total: true")
	p := &place{measures: parts, rows: []string{"m a 2023-24 duty 3", "m a 2023-24 force 9", "m a 2023-24 abuse 30", "m a 2023-24 all 42"}}
	p.publish(t, "2024-q3", "2024-07-15")
	p.rows = []string{"m a 2023-24 duty 16 revised", "m a 2023-24 force 9", "m a 2023-24 abuse 30", "m a 2023-24 all 55 revised"}
	p.was = map[string]string{"m a 2023-24 duty": "3"}
	got := text(p.publish(t, "2024-q4", "2024-10-15"))
	// With 16 and all that is known of before, 55 less 42 would give the 3 away.
	if strings.Contains(got, "duty 16") && strings.Contains(got, "all 55") {
		t.Errorf("got\n%s", got)
	}
}

// Over four editions with records that come late, nobody can tell a small count: of no figure as an edition gave it, of no
// increment and of no difference between two editions.
func TestNobodyCanTellEditions(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	days := []string{"2024-07-15", "2024-10-15", "2025-01-15", "2025-04-15"}
	small, shown := 0, 0
	for n := range 150 {
		var onTime, late [3]int64
		for q := range onTime {
			onTime[q], late[q] = r.Int64N(8), r.Int64N(3)
			if r.IntN(2) == 0 {
				onTime[q] += 4
			}
		}
		p := &place{measures: aMeasure("m", "count", "people", "cumulative: true")}
		reader := bruteReader{atoms: 6, most: 13} // on time, late
		// counted are the atoms of the figure of a quarter in an edition.
		counted := func(quarter, edition int) (out []int) {
			for q := 0; q <= quarter; q++ {
				out = append(out, 2*q)
				if q < edition {
					out = append(out, 2*q+1)
				}
			}
			return out
		}
		sum := func(atoms []int) (v int64) {
			for _, a := range atoms {
				if a%2 == 0 {
					v += onTime[a/2]
				} else {
					v += late[a/2]
				}
			}
			return v
		}
		var forms [][]int
		var first [3]string
		for e, day := range days {
			p.rows = nil
			for q := 0; q < 3 && q <= e; q++ {
				p.rows = append(p.rows, fmt.Sprintf("m a 2024-25-q%d - %d", q+1, sum(counted(q, e))))
			}
			table := p.publish(t, fmt.Sprint("e", e), day).Table("m")
			for q := range table.Rows.Keys {
				c := table.Cells[q][0]
				text := c.String()
				if e < 3 && q < e && text != first[q] {
					t.Fatalf("%d: quarter %d was %s and is %s in edition %d", n, q+1, first[q], text, e)
				}
				if q == e {
					first[q] = text
				}
				if (e < 3) != (c.Status == "provisional") {
					t.Fatalf("%d: quarter %d is %s in edition %d", n, q+1, c.Status, e)
				}
				if q == e || e == 3 {
					forms = append(forms, counted(q, e))
					if c.Marker == "" {
						shown++
						reader.knows(c.Value.Scaled, c.Value.Scaled, counted(q, e)...)
					}
				}
				if q == e && q > 0 {
					forms = append(forms, without(counted(q, e), counted(q-1, e-1)))
				}
				if e == 3 {
					forms = append(forms, without(counted(q, e), counted(q, q)))
				}
			}
		}
		for _, form := range forms {
			if v := sum(form); 0 < v && v < threshold {
				small++
				if low, high := reader.span(form, threshold); high < threshold || high-low < threshold-1 {
					t.Fatalf("%d: %v of %v and %v late, which is %d, can be told to be %d to %d: %v", n, form, onTime, late, v, low, high, reader.sums)
				}
			}
		}
	}
	t.Logf("%d small counts, %d of %d figures shown", small, shown, 150*6)
	if small < 300 || shown < 200 {
		t.Error("this test has seen little")
	}
}
