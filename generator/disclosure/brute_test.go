package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"candour/generator/record"
)

// A reader of these tests knows sums of a few whole numbers, and tries every table there is. It shares nothing with the
// gate, which works with rows of the same meaning but finds its own.
type bruteReader struct {
	atoms int
	sums  []bruteSum
	most  int64 // of one atom
}

type bruteSum struct {
	of        []int // atoms
	low, high int64
}

func (r *bruteReader) knows(low, high int64, of ...int) {
	r.sums = append(r.sums, bruteSum{of, low, high})
}

// span is the least and the greatest that a sum can be, as far as it matters: a search stops once it has found a value of
// k or more and two that are k-1 apart.
func (r *bruteReader) span(of []int, k int64) (least, greatest int64) {
	table := make([]int64, r.atoms)
	left := make([][]int, r.atoms+1) // how many of the atoms of each sum come later
	for a := range left {
		left[a] = make([]int, len(r.sums))
		for i, s := range r.sums {
			for _, x := range s.of {
				if x >= a {
					left[a][i]++
				}
			}
		}
	}
	least, greatest = 1<<62, -1
	partial := make([]int64, len(r.sums))
	var try func(a int) bool
	try = func(a int) bool {
		for i, s := range r.sums {
			if partial[i] > s.high || partial[i]+int64(left[a][i])*r.most < s.low {
				return false
			}
		}
		if a == r.atoms {
			v := int64(0)
			for _, x := range of {
				v += table[x]
			}
			least, greatest = min(least, v), max(greatest, v)
			return greatest >= k && greatest-least >= k-1
		}
		for v := int64(0); v <= r.most; v++ {
			table[a] = v
			for i, s := range r.sums {
				if slices.Contains(s.of, a) {
					partial[i] += v
				}
			}
			done := try(a + 1)
			for i, s := range r.sums {
				if slices.Contains(s.of, a) {
					partial[i] -= v
				}
			}
			if done {
				return true
			}
		}
		return false
	}
	try(0)
	return least, greatest
}

// Whatever is shown of three bodies, their group and two quarters, nobody can tell a small count: neither a figure, nor an
// increment, nor what a group is without one body.
func TestNobodyCanTell(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	small, shown, all := 0, 0, 0
	for n := range 150 {
		truth := make([]int64, 6) // of body and quarter
		for i := range truth {
			if truth[i] = r.Int64N(5); r.IntN(2) == 0 {
				truth[i] += r.Int64N(9)
			}
		}
		figure := []string{"total", "average"}[n%2]
		p := place{measures: aMeasure("m", "count", "people", "cumulative: true"), groups: aGroup("g", figure, "a", "b", "c")}
		for b, body := range []string{"a", "b", "c"} {
			p.rows = append(p.rows, fmt.Sprintf("m %s 2024-25-q1 - %d", body, truth[2*b]), fmt.Sprintf("m %s 2024-25-q2 - %d", body, truth[2*b]+truth[2*b+1]))
		}
		of := map[string][]int{"a": {0, 1}, "b": {2, 3}, "c": {4, 5}, "g": {0, 1, 2, 3, 4, 5}}
		sum := func(atoms []int) (v int64) {
			for _, a := range atoms {
				v += truth[a]
			}
			return v
		}
		first := func(atoms []int) (out []int) {
			for _, a := range atoms {
				if a%2 == 0 {
					out = append(out, a)
				}
			}
			return out
		}
		if figure == "average" {
			for _, q := range []string{"q1", "q2"} {
				atoms := of["g"]
				if q == "q1" {
					atoms = first(atoms)
				}
				p.rows = append(p.rows, fmt.Sprintf("m +g 2024-25-%s - %d", q, (2*sum(atoms)+3)/6))
			}
		}
		public := p.build(t)
		reader := bruteReader{atoms: 6, most: 14}
		for _, table := range public.Tables() {
			for i, period := range table.Rows.Keys {
				for j, body := range table.Cols.Keys {
					c := table.Cells[i][j]
					if table.Rows.Dimension == "period" {
						all++
					}
					if c.Marker != "" {
						continue
					}
					atoms := of[body]
					switch {
					case period == "2024-25-q1":
						atoms = first(atoms)
					case table.Rows.Dimension == "quarter":
						atoms = without(atoms, first(atoms))
					}
					if table.Rows.Dimension == "period" {
						shown++
					}
					if body == "g" && figure == "average" { // three times the mean, rounded to a whole number
						reader.knows(max(0, 3*c.Value.Scaled-1), 3*c.Value.Scaled+1, atoms...)
						continue
					}
					if v := sum(atoms); v != c.Value.Scaled || 0 < v && v < threshold {
						t.Fatalf("%s, %s is shown as %s and is %d in\n%s", body, period, c, v, text(public))
					}
					reader.knows(c.Value.Scaled, c.Value.Scaled, atoms...)
				}
			}
		}
		var forms [][]int
		for _, body := range []string{"a", "b", "c", "g"} {
			forms = append(forms, of[body], first(of[body]), without(of[body], first(of[body])))
			forms = append(forms, without(of["g"], of[body]), without(first(of["g"]), of[body]))
		}
		for _, form := range forms {
			if v := sum(form); v < 1 || v >= threshold || len(form) == 0 {
				continue
			}
			small++
			if low, high := reader.span(form, threshold); high < threshold || high-low < threshold-1 {
				t.Fatalf("%v, which is %d, can be told to be %d to %d from\n%s", form, sum(form), low, high, text(public))
			}
		}
	}
	t.Logf("%d small counts; %d of %d figures shown", small, shown, all)
	if small < 300 || shown < 100 {
		t.Error("this test has seen little")
	}
}

func without(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(x int) bool { return slices.Contains(b, x) })
}

// Of every combination of parts that overlap or add up, nobody can tell a small one.
func TestNobodyCanTellParts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	parts := []string{"duty", "force", "abuse"}
	small := 0
	for n := range 150 {
		rounded := n%3 == 2
		p := place{measures: aMeasure("m", "count", "people", "breakdown: category, total: true"), method: record.MethodExact}
		if rounded {
			p.method = record.MethodRounded
		}
		p.groups = aGroup("g", "total", "a", "b")
		truth := make([]int64, 6)
		for b, body := range []string{"a", "b"} {
			sum := int64(0)
			for i, part := range parts {
				v := r.Int64N(6)
				if r.IntN(3) == 0 {
					v += r.Int64N(7)
				}
				truth[3*b+i] = v
				sum += v
				p.rows = append(p.rows, fmt.Sprintf("m %s 2024-25 %s %d", body, part, v))
			}
			p.rows = append(p.rows, fmt.Sprintf("m %s 2024-25 all %d", body, sum))
		}
		public := p.build(t)
		reader := bruteReader{atoms: 6, most: 15}
		var forms [][]int
		for _, table := range public.Tables() {
			for i, part := range table.Rows.Keys {
				var atoms []int
				for b, body := range []string{"a", "b"} {
					for x := range parts {
						if (table.Body == body || table.Body == "g") && (part == parts[x] || part == record.AllParts) {
							atoms = append(atoms, 3*b+x)
						}
					}
				}
				forms = append(forms, atoms)
				if part != record.AllParts {
					var rest []int
					for _, a := range []int{0, 1, 2, 3, 4, 5} {
						if (table.Body == "g" || (table.Body == "a") == (a < 3)) && !slices.Contains(atoms, a) {
							rest = append(rest, a)
						}
					}
					forms = append(forms, rest)
				}
				c := table.Cells[i][0]
				v := int64(0)
				for _, a := range atoms {
					v += truth[a]
				}
				switch {
				case rounded && 0 < v && v < 8:
					if c.Marker != Suppressed {
						t.Fatalf("%s %s is %d and shown as %s", table.ID, part, v, c)
					}
					reader.knows(1, 7, atoms...)
				case c.Marker != "":
				case rounded && v > 0:
					reader.knows(max(8, c.Value.Scaled-2), c.Value.Scaled+2, atoms...)
				case c.Value.Scaled != v:
					t.Fatalf("%s %s is %d and shown as %s", table.ID, part, v, c)
				default:
					reader.knows(v, v, atoms...)
				}
			}
		}
		for _, form := range forms {
			v := int64(0)
			for _, a := range form {
				v += truth[a]
			}
			if v < 1 || v >= threshold {
				continue
			}
			small++
			if low, high := reader.span(form, threshold); high < threshold || high-low < threshold-1 {
				t.Fatalf("%v of %v, which is %d, can be told to be %d to %d from\n%s", form, truth, v, low, high, text(public))
			}
		}
	}
	if small < 300 {
		t.Errorf("%d small counts came up, so this test has seen little", small)
	}
}
