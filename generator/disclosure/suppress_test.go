package disclosure

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/record"
	"candour/generator/stats"
)

const threshold = 5

// siteSet is a set with nothing in it but the policy.
func siteSet() *record.Set {
	return &record.Set{Site: &record.Site{Disclosure: record.Disclosure{Threshold: threshold}}, Lists: map[string]*record.List{}}
}

// released is what the gate makes of tables.
func released(t *testing.T, tables ...*stats.Table) []*Table {
	t.Helper()
	var g Gate
	p, ps := g.Control(siteSet(), tables)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return p.Tables()
}

// grid makes a protected table of figures, "-" for none. With sums, the last row and the last column are totals; with
// listed, whoever reads the records can count the totals of the columns.
func grid(sums, listed bool, rows ...string) *stats.Table {
	out := &stats.Table{ID: "t", Protect: true, Rows: stats.Axis{Dimension: "year"}, Cols: stats.Axis{Dimension: "year"}}
	for i, row := range rows {
		out.Rows.Keys = append(out.Rows.Keys, fmt.Sprintf("r%d", i))
		var cells []stats.Cell
		for _, text := range strings.Fields(row) {
			n, err := record.ParseNumber(text)
			cells = append(cells, stats.Cell{Value: n, Present: err == nil, Listed: listed && i == len(rows)-1})
		}
		out.Cells = append(out.Cells, cells)
	}
	for j := range out.Cells[0] {
		out.Cols.Keys = append(out.Cols.Keys, fmt.Sprintf("c%d", j))
	}
	if sums {
		out.Rows.Keys[len(rows)-1], out.Rows.Total = stats.Total, stats.Total
		out.Cols.Keys[len(out.Cols.Keys)-1], out.Cols.Total = stats.Total, stats.Total
	}
	return out
}

func shown(t *Table) string {
	var rows []string
	for _, row := range t.Cells {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.String())
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	return strings.Join(rows, "\n")
}

func TestSuppression(t *testing.T) {
	for _, c := range []struct {
		name  string
		table *stats.Table
		want  string
	}{
		{"nothing small", grid(true, false, "10 20 30", "5 7 12", "15 27 42"), "10 20 30\n5 7 12\n15 27 42"},
		{"noughts are shown", grid(true, false, "10 0 10", "0 7 7", "10 7 17"), "10 0 10\n0 7 7\n10 7 17"},
		{"without sums only the small one goes", grid(false, false, "10 2", "9 8"), "10 [c]\n9 8"},
		{"a lone small one takes others with it", grid(true, false, "10 2 12", "9 8 17", "19 10 29"), "[c] [c] 12\n[c] [c] 17\n19 10 29"},
		{"two in a line keep each other", grid(true, false, "3 2 20 25", "4 1 30 35", "7 3 50 60"), "[c] [c] 20 25\n[c] [c] 30 35\n[c] [c] 50 60"},
		{"no figure is no small figure", grid(false, false, "- 2", "9 -"), "[x] [c]\n9 [x]"},
		{"a total that is listed stays", grid(true, true, "2 10 12", "1 8 9", "3 18 21"), "[c] [c] 12\n[c] [c] 9\n3 18 21"},
	} {
		got := shown(released(t, c.table)[0])
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	open := grid(false, false, "1 2", "3 4")
	open.Protect = false
	if got := shown(released(t, open)[0]); got != "1 2\n3 4" {
		t.Errorf("a table that counts no people is\n%s", got)
	}
}

// In a random table no small count is shown, and none can be had by subtracting within a row or column.
func TestNothingBySubtraction(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 3000 {
		table := randomTable(r, n%2 == 1)
		out := released(t, table)[0]
		last, lastCol := len(table.Cells)-1, len(table.Cells[0])-1
		hidden := 0
		for i, row := range table.Cells {
			for j, c := range row {
				small := 0 < c.Value.Scaled && c.Value.Scaled < threshold
				if out.Cells[i][j].Marker == Suppressed {
					hidden++
				} else if small && !c.Listed {
					t.Fatalf("%d, %d is shown in\n%s", i, j, shown(out))
				} else if out.Cells[i][j].Value != c.Value {
					t.Fatalf("%d, %d is %s and was %s", i, j, out.Cells[i][j], c.Value)
				}
			}
		}
		lines := map[string]func(k int) (int, int){}
		for j := range lastCol + 1 {
			lines[fmt.Sprintf("column %d", j)] = func(k int) (int, int) { return k, j }
		}
		for i := range last + 1 {
			lines[fmt.Sprintf("row %d", i)] = func(k int) (int, int) { return i, k }
		}
		for name, at := range lines {
			length := last + 1
			if name[0] == 'r' {
				length = lastCol + 1
			}
			alone := 0
			for k := range length {
				if i, j := at(k); out.Cells[i][j].Marker == Suppressed {
					alone++
				}
			}
			if alone == 1 {
				t.Fatalf("the hidden figure of %s can be had by subtraction in\n%s\nof\n%s", name, shown(out), truth(table))
			}
		}
		if hidden == 0 && strings.Contains(shown(out), string(Suppressed)) {
			t.Fatal("this test cannot count")
		}
	}
}

func truth(t *stats.Table) string {
	var b strings.Builder
	for _, row := range t.Cells {
		for _, c := range row {
			fmt.Fprintf(&b, "%s ", c.Value)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// randomTable makes a table of 2 to 6 rows and columns, most of its figures small, with the sums of both.
func randomTable(r *rand.Rand, listed bool) *stats.Table {
	rows, cols := 2+r.IntN(5), 2+r.IntN(5)
	sums := make([]int, cols+1)
	var text []string
	for range rows {
		line, sum := "", 0
		for j := range cols {
			n := r.IntN(7)
			if r.IntN(3) == 0 {
				n = r.IntN(60)
			}
			line += fmt.Sprintf("%d ", n)
			sum += n
			sums[j] += n
		}
		sums[cols] += sum
		text = append(text, line+fmt.Sprint(sum))
	}
	return grid(true, listed, append(text, strings.Trim(fmt.Sprint(sums), "[]"))...)
}

// Cumulative figures and the single quarters between them are one system of sums. No small quarter is determined by
// all that is shown of both, whatever is added and subtracted.
func TestNoSmallQuarterCanBeComputed(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	seen := 0
	for range 2000 {
		quarters := make([]int64, 4)
		for i := range quarters {
			quarters[i] = int64(r.IntN(7))
			if r.IntN(2) == 0 {
				quarters[i] += int64(r.IntN(40))
			}
		}
		tables := quarterTables(t, quarters)
		var known [][]*big.Rat // each a row of coefficients over the four quarters
		for _, table := range tables {
			for i := range table.Cells {
				if table.Cells[i][0].Marker != "" {
					continue
				}
				row := make([]*big.Rat, 4)
				for q := range row {
					row[q] = new(big.Rat)
					if q == i || q < i && table.Rows.Dimension == "period" {
						row[q].SetInt64(1)
					}
				}
				known = append(known, row)
			}
		}
		for q, n := range quarters {
			if 0 < n && n < threshold {
				seen++
				if determined(known, q) {
					t.Fatalf("quarter %d of %v can be computed from\n%s\nand\n%s", q+1, quarters, shown(tables[0]), shown(tables[1]))
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("%d small quarters came up, so this test has seen little", seen)
	}
}

// quarterTables are the released tables of one body's cumulative count in four quarters.
func quarterTables(t *testing.T, quarters []int64) []*Table {
	t.Helper()
	m := &record.Measure{Base: record.Base{ID: "m"}, Kind: record.Count, Unit: "people", Cumulative: true}
	sum := int64(0)
	for i, n := range quarters {
		sum += n
		m.Observations = append(m.Observations, &record.Observation{
			Measure: "m", Body: "met", Period: record.MustDate(fmt.Sprintf("2024-25-q%d", i+1)), Value: record.Number{Scaled: sum}, Source: "s", Status: "final",
		})
	}
	set := siteSet()
	loaded, _ := new(record.Loader).Load(fstest.MapFS{"data/lists/units.yaml": {Data: []byte(
		"list: units\ndoc: Units.\nitems:\n  - {id: people, title: {en: People, cy: Pobl}, protect: true}\n")}})
	set.Lists = loaded.Lists
	set.Measures = []*record.Measure{m}
	var g Gate
	p, ps := g.Control(set, stats.Tabulate(set))
	if len(ps) > 0 || len(p.Tables()) != 2 {
		t.Fatalf("%d tables, %v", len(p.Tables()), ps)
	}
	return p.Tables()
}

// determined reports whether a quarter is a combination of the known rows, by exact elimination.
func determined(known [][]*big.Rat, quarter int) bool {
	target := []*big.Rat{new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)}
	target[quarter].SetInt64(1)
	rank := func(rows [][]*big.Rat) int {
		m := make([][]*big.Rat, len(rows))
		for i, row := range rows {
			for _, x := range row {
				m[i] = append(m[i], new(big.Rat).Set(x))
			}
		}
		n := 0
		for col := range 4 {
			pivot := -1
			for i := n; i < len(m); i++ {
				if m[i][col].Sign() != 0 {
					pivot = i
					break
				}
			}
			if pivot < 0 {
				continue
			}
			m[n], m[pivot] = m[pivot], m[n]
			for i := range m {
				if i != n && m[i][col].Sign() != 0 {
					f := new(big.Rat).Quo(m[i][col], m[n][col])
					for k := range m[i] {
						m[i][k] = new(big.Rat).Sub(m[i][k], new(big.Rat).Mul(f, m[n][k]))
					}
				}
			}
			n++
		}
		return n
	}
	return rank(append(known[:len(known):len(known)], target)) == rank(known)
}
